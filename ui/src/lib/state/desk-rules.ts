/** The desk's small rules, pure: what stands in a filter, who comes next, how cards are numbered, what a key decides. */
import type { Cluster } from '../api/Cluster';
import type { DeskHunk } from '../api/DeskHunk';
import type { DeskParagraph } from '../api/DeskParagraph';
import type { DeskProposal } from '../api/DeskProposal';
import { fold } from './fold';

export const FILTERS = ['undecided', 'contested', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

const OPEN = new Set(['touched', 'contested', 'new_since_decided']);

/** Whether a paragraph still wants a word of the Chair's side. */
export function isUndecided(row: DeskParagraph): boolean {
  return OPEN.has(row.state);
}

export function inFilter(row: DeskParagraph, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'contested' ? row.state === 'contested' : isUndecided(row);
}

/** What else the matrix may be narrowed down to; an empty word narrows nothing. */
export interface Narrow {
  /** What this delegation wants or supports. */
  column: string;
  /** This kind of change. */
  glyph: string;
  /** Paragraphs that stand like this. */
  state: string;
  /** Paragraphs below this heading. */
  section: string;
}

export const NOT_NARROWED: Narrow = { column: '', glyph: '', state: '', section: '' };

/** Whether a row is among what the matrix is narrowed down to. A delegation and a kind mean one mark that is both. */
export function isWithin(row: DeskParagraph, { column, glyph, state, section }: Narrow): boolean {
  if (state !== '' && row.state !== state) return false;
  if (section !== '' && row.section !== section) return false;
  if (column === '' && glyph === '') return true;
  return row.cells.some((cell) => (column === '' || cell.column === column) && (glyph === '' || cell.glyph === glyph));
}

/** What the rows can be narrowed down to, in the order in which it stands on the desk. */
export function choices(rows: DeskParagraph[]): { glyphs: string[]; states: string[]; sections: string[] } {
  const once = (words: string[]): string[] => [...new Set(words)].filter(Boolean);
  return {
    glyphs: once(rows.flatMap((row) => row.cells.map((cell) => cell.glyph))),
    states: once(rows.map((row) => row.state)),
    sections: once(rows.map((row) => row.section)),
  };
}

/** Which rows to draw: those in sight and some around them, and the one where somebody stands, wherever it is. */
export function drawn(count: number, first: number, fit: number, selected: number): number[] {
  const around = Math.max(8, Math.ceil(fit / 2));
  const from = Math.max(0, Math.min(first, count) - around);
  const until = Math.min(count, first + fit + around);
  const places = Array.from({ length: Math.max(0, until - from) }, (_, place) => from + place);
  if (selected >= 0 && selected < from) places.unshift(selected);
  if (selected >= until && selected < count) places.push(selected);
  return places;
}

/** The next row (or the one before) of which `wanted` is true, going round; the same row if there is no other. */
export function neighbour(
  rows: DeskParagraph[],
  from: string | null,
  step: 1 | -1,
  wanted: (row: DeskParagraph) => boolean,
): DeskParagraph | undefined {
  const length = rows.length;
  const here = rows.findIndex((row) => row.id === from);
  const start = here >= 0 ? here : step > 0 ? -1 : 0;
  for (let walked = 1; walked <= length; walked += 1) {
    const row = rows[(start + step * walked + length * (walked + 1)) % length];
    if (row && wanted(row)) return row;
  }
  return undefined;
}

/** One thing to choose: a proposal, or several that ask exactly the same. */
export interface Card {
  /** The proposal that is decided about; the others share its hunks. */
  proposal: DeskProposal;
  /** 1 to 9 by key; the same in every cluster that it stands in. */
  number: number;
  /** Column ids: the contributor first, then whoever supports it. */
  columns: string[];
}

export interface CardGroup {
  /** None for the group that combines by itself. */
  cluster: Cluster | null;
  cards: Card[];
}

function hunkKey(proposal: DeskProposal): string {
  return proposal.hunks
    .map((hunk) => hunk.hunk)
    .sort()
    .join(' ');
}

/**
 * What stands in the panel: the clusters with their rivals, then what touches nothing. Numbers run through.
 *
 * Cards stand in the order of the matrix's columns, so that nobody's place in the panel is an accident of a hash.
 */
export function groups(row: DeskParagraph, columns: readonly string[] = []): CardGroup[] {
  const same = new Map<string, Card>();
  const byProposal = new Map<string, Card>();
  const place = (proposal: DeskProposal): number => {
    const found = columns.indexOf(proposal.column);
    return found < 0 ? columns.length : found;
  };
  for (const proposal of row.proposals.toSorted((a, b) => place(a) - place(b))) {
    const key = hunkKey(proposal) || proposal.proposal;
    const card = same.get(key) ?? { proposal, number: 0, columns: [] };
    for (const column of [proposal.column, ...proposal.with]) {
      if (!card.columns.includes(column)) card.columns.push(column);
    }
    same.set(key, card);
    byProposal.set(proposal.proposal, card);
  }
  let last = 0;
  const number = (card: Card): Card => {
    if (card.number === 0) card.number = last += 1;
    return card;
  };
  const found: CardGroup[] = row.clusters.map((cluster) => ({
    cluster,
    cards: [...same.values()]
      .filter((card) => cluster.proposals.some((id) => byProposal.get(id) === card))
      .map(number),
  }));
  const alone = [...same.values()].filter((card) => card.number === 0).map(number);
  return alone.length > 0 ? [...found, { cluster: null, cards: alone }] : found;
}

/** All cards in the order of their numbers. */
export function cards(row: DeskParagraph, columns: readonly string[] = []): Card[] {
  return [...new Set(groups(row, columns).flatMap((group) => group.cards))].sort((a, b) => a.number - b.number);
}

/** The cluster that a bracket is for: the chosen proposal's first undecided one, else the first undecided of the row. */
export function clusterFor(row: DeskParagraph, proposal: string | null): Cluster | undefined {
  const of = proposal === null ? row.clusters : row.clusters.filter((one) => one.proposals.includes(proposal));
  return of.find((one) => one.state === 'undecided') ?? of[0];
}

/** Every hunk of the paragraph once. */
export function hunks(row: DeskParagraph): DeskHunk[] {
  const found = new Map<string, DeskHunk>();
  for (const proposal of row.proposals) for (const hunk of proposal.hunks) found.set(hunk.hunk, hunk);
  return [...found.values()];
}

/** What is chosen by itself: the only open proposal of a paragraph. Among rivals nothing is, so that Enter favours nobody. */
export function obvious(row: DeskParagraph): string | null {
  const open = cards(row).filter((card) => card.proposal.state === 'undecided');
  const [only] = open;
  return open.length === 1 && only && row.state !== 'contested' ? only.proposal.proposal : null;
}

/** The row that a typed number means: `18`, `18 bis`, `١٨ مكررا`, or the beginning of its label. */
export function byNumber(rows: DeskParagraph[], typed: string, spoken: (number: string) => string): DeskParagraph | undefined {
  const wanted = fold(typed).trim().replace(/\s+/g, ' ');
  if (wanted === '') return undefined;
  const tight = wanted.replace(/ /g, '');
  const said = (row: DeskParagraph): string[] => [row.number, spoken(row.number)].map((name) => fold(name).replace(/ /g, ''));
  return (
    rows.find((row) => row.number !== '' && said(row).includes(tight)) ??
    rows.find((row) => fold(row.label).startsWith(wanted))
  );
}

/** One way to settle a bracket that stands in the text. */
export interface Settlement {
  /** Its words stay, its words go too, or its words stay and the other alternatives go. */
  how: 'keep' | 'drop' | 'choose';
  bracket: number;
  words: string;
  /** Column ids of the delegations behind it. */
  by: string[];
}

/** All ways to settle the brackets of a row: of alternatives one is chosen, what stands alone is kept or left out. */
export function settlements(row: DeskParagraph): Settlement[] {
  return row.open.flatMap(({ bracket, words, by, alternative }) =>
    (alternative ? (['choose'] as const) : (['keep', 'drop'] as const)).map((how) => ({ how, bracket, words, by })),
  );
}

/** How a row is shown: text in brackets that nobody asks anything about stands there all the same. */
export function shownState(row: DeskParagraph): string {
  return row.state === 'untouched' && row.base.some((run) => run.sign === 'bracket') ? 'bracketed' : row.state;
}
