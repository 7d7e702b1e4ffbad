/** A small desk for tests: paragraph 18 with two rivals and one that stands apart, a new 18 bis, one decided, one untouched. */
import type { Cell } from '../lib/api/Cell';
import type { Column } from '../lib/api/Column';
import type { DeskHunk } from '../lib/api/DeskHunk';
import type { DeskParagraph } from '../lib/api/DeskParagraph';
import type { DeskProposal } from '../lib/api/DeskProposal';
import type { DeskView } from '../lib/api/DeskView';
import type { Run } from '../lib/api/Run';

export const PAPER = 'paper-1';

export function run(text: string, change = 'same', by: string[] = []): Run {
  return { text, marks: [], change, by };
}

export function hunk(id: string, old: string, now: string, state = 'undecided'): DeskHunk {
  return { hunk: id, kind: 'words', old, new: now, state, decision: state === 'undecided' ? null : `act-${id}` };
}

export function proposal(id: string, column: string, more: Partial<DeskProposal> = {}): DeskProposal {
  return {
    proposal: id,
    contribution: `c-${column}`,
    column,
    with: [],
    kind: 'amend',
    entered: false,
    discussion_only: false,
    reason: '',
    runs: [run('old', 'deleted'), run(`wording of ${column}`, 'inserted')],
    text: `wording of ${column}`,
    hunks: [hunk(`h-${id}`, 'old', `wording of ${column}`)],
    state: 'undecided',
    combinable: false,
    asked: null,
    home: null,
    earlier: 0,
    ...more,
  };
}

export function cell(column: string, glyph = 'amend', state = 'undecided'): Cell {
  return { column, glyph, state };
}

export function paragraph(id: string, number: string, more: Partial<DeskParagraph> = {}): DeskParagraph {
  return {
    id,
    number,
    kind: 'op',
    level: 0,
    direction: null,
    label: `Label ${number}`,
    section: 'IV Critical infrastructure',
    insert: false,
    state: 'untouched',
    withheld: false,
    laid: [],
    open: [],
    base: [run(`Text of ${number}.`)],
    result: [run(`Text of ${number}.`)],
    cells: [],
    proposals: [],
    clusters: [],
    ...more,
  };
}

export function columns(names = 'ABCDEFGH'): Column[] {
  return [...names].map((letter, place) => ({
    id: letter,
    name: `Delegation ${letter}`,
    badge: letter,
    colour: place,
    proposals: place + 1,
  }));
}

export function contested(): DeskParagraph {
  return paragraph('p18', '18', {
    label: 'Contact points',
    state: 'contested',
    base: [
      run('Each Party shall designate a '),
      run('national contact point for the exchange of information on incidents', 'contested'),
      run(' and shall notify the other Parties of any change.'),
    ],
    laid: [
      run('Each Party shall designate a '),
      { ...run('national contact point', 'deleted'), by: ['B', 'G'] },
      { ...run('competent body', 'inserted'), by: ['B'] },
      run(' and shall notify the other Parties of any change.'),
    ],
    cells: [cell('B'), cell('E', 'cosponsor'), cell('C'), cell('G')],
    proposals: [
      proposal('pB', 'B', { with: ['E'], reason: 'names the body that exists' }),
      proposal('pC', 'C', { combinable: true }),
      proposal('pG', 'G', { hunks: [hunk('h-pG', '', 'around the clock'), hunk('h-pG2', '', 'significant')] }),
    ],
    clusters: [
      { hunks: ['h-pB', 'h-pG'], proposals: ['pB', 'pG'], passage: 'national contact point', state: 'undecided' },
    ],
  });
}

export function deskView(more: Partial<DeskView> = {}): DeskView {
  return {
    paper: PAPER,
    title: 'Secure exchange of information',
    symbol: 'WG/2026/WP.1',
    language: 'en',
    revision: 'rev-1',
    may_decide: true,
    columns: columns(),
    paragraphs: [
      paragraph('p16', '16', { state: 'decided', proposals: [proposal('pA', 'A', { state: 'accepted', hunks: [hunk('h-pA', 'a', 'b', 'accepted')] })], cells: [cell('A', 'amend', 'accepted')] }),
      paragraph('p17', '17'),
      contested(),
      paragraph('p18bis', '18 bis', { insert: true, state: 'touched', label: 'Joint exercises', cells: [cell('H', 'insert')], proposals: [proposal('pH', 'H', { kind: 'insert', combinable: true })] }),
      paragraph('p19', '19', {
        state: 'bracketed',
        open: [
          { bracket: 0, words: 'shall', by: ['B'], alternative: true },
          { bracket: 1, words: 'should', by: ['G'], alternative: true },
          { bracket: 2, words: 'in good time', by: [], alternative: false },
        ],
      }),
    ],
    touched: 4,
    settled: 2,
    notices: [],
    packages: [],
    can_undo: false,
    can_redo: false,
    ...more,
  };
}
