/**
 * For tests: people who do random things to one paper through their sheets, and exchange at random. Everything that a
 * person can do is a line of {@link EDITS}; a new kind of edit needs its line and nothing else. Nothing of the window
 * imports this.
 */

import { toggleMark } from 'prosemirror-commands';
import { Binding } from '../sheet/binding';
import type { Draft, Spot } from '../document/draft';
import { CHOICES } from '../document/format';
import { schema } from '../sheet/schema';
import { cursorAt, findCursor } from './cursors';
import { at, open, select, shown, since, startWith, Random } from './index';

/** The paper that every hundredth round begins with. */
const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];
/** So many rounds are written from one opening; then all open it anew. */
const OPENING = 25;
/** After so many rounds the paper is the first one again, so that a failure can be had again from there. */
const PAPER = 100;

type Edit = (sheet: Binding, random: Random) => void;

/** No place is between the halves of one character. */
function whole(sheet: Binding, spot: Spot): Spot {
  const code = sheet.draft.views[spot.index]?.pieces.map((piece) => piece.text).join('').charCodeAt(spot.offset) ?? 0;
  return code >= 0xdc00 && code <= 0xdfff ? at(spot.index, spot.offset - 1) : spot;
}

/** A place in the text, and a later one. */
function places(sheet: Binding, random: Random): [Spot, Spot] {
  const { views } = sheet.draft;
  const spot = (): Spot => {
    const index = random.below(Math.max(1, views.length));
    return whole(sheet, at(index, random.below((views[index]?.length ?? 0) + 1)));
  };
  return [spot(), spot()].sort((x, y) => x.index - y.index || x.offset - y.offset) as [Spot, Spot];
}

/** A place, and one a few letters on in the same paragraph. */
function stretch(sheet: Binding, random: Random): [Spot, Spot] {
  const [from] = places(sheet, random);
  const length = sheet.draft.views[from.index]?.length ?? 0;
  return [from, whole(sheet, at(from.index, Math.min(length, from.offset + 2 + random.below(6))))];
}

const somewhere = (sheet: Binding, random: Random): Spot => places(sheet, random)[0];
/** Selects a stretch; a selection never begins or ends within a character, as places picked blindly may. */
function selected(sheet: Binding, random: Random): { index: number; from: number; to: number } {
  select(sheet, ...stretch(sheet, random));
  const { from, to } = sheet.selection();
  return { index: from.index, from: from.offset, to: to.offset };
}

const someWords = (random: Random): string => random.pick(['x', 'word ', 'كلمة', '字', '😀', 'é', 'a b c ', '[', ']']);
const someone = (random: Random): string[] => (random.below(2) ? [] : [random.pick(['1', '2']).repeat(32)]);
const several = (random: Random): string[] => ['p ', 'q ', 'r '].slice(random.below(3));

/** A table on display. */
function someTable(sheet: Binding, random: Random): { id: string; rows: readonly string[]; columns: readonly string[] } | null {
  const tables = sheet.draft.views.filter((view) => view.table);
  if (tables.length === 0) return null;
  const { id, table } = random.pick(tables);
  return { id, rows: table!.rows.map((row) => row.id), columns: table!.columns.map((column) => column.id) };
}

/** A command on a table, if there is one. */
const onTable =
  (work: (draft: Draft, table: NonNullable<ReturnType<typeof someTable>>, random: Random) => void): Edit =>
  (s, r) => {
    const table = someTable(s, r);
    if (table) s.command((draft) => work(draft, table, r));
  };

/** What a person can do: a name, how often, and how. */
export const EDITS: readonly (readonly [name: string, often: number, edit: Edit])[] = [
  ['type', 6, (s, r) => {
    select(s, somewhere(s, r));
    s.dispatch(s.state.tr.insertText(someWords(r)));
  }],
  ['delete a few letters', 2, (s, r) => {
    select(s, ...stretch(s, r));
    s.deleteSelection();
  }],
  ['Enter', 2, (s, r) => {
    select(s, somewhere(s, r));
    s.enter();
  }],
  ['Backspace at the start', 1, (s, r) => {
    select(s, at(somewhere(s, r).index, 0));
    s.joinAt(-1);
  }],
  ['Delete at the end', 1, (s, r) => {
    const { index } = somewhere(s, r);
    select(s, at(index, s.draft.views[index]?.length ?? 0));
    s.joinAt(1);
  }],
  ['format', 1, (s, r) => {
    select(s, ...stretch(s, r));
    toggleMark(schema.marks[r.pick(['bold', 'italic', 'superscript', 'subscript'])]!)(s.state, (tr) => s.dispatch(tr));
  }],
  ['restyle', 1, (s, r) => {
    select(s, somewhere(s, r));
    s.restyle(() => ({ kind: r.pick(CHOICES), level: 1 + r.below(3), direction: r.pick([null, 'rtl', 'ltr'] as const) }));
  }],
  ['move by one', 1, (s, r) => {
    select(s, somewhere(s, r));
    s.move(r.pick([-1, 1] as const));
  }],
  ['drag', 1, (s, r) => {
    const { length } = s.draft.views;
    if (length > 1) s.command((draft) => void draft.move(r.below(length), r.below(length + 1) - 1));
  }],
  ['type over a selection', 1, (s, r) => {
    const [from, to] = places(s, r);
    if (to.index - from.index >= 4) return;
    select(s, from, to);
    s.dispatch(s.state.tr.insertText(someWords(r)));
  }],
  ['delete a paragraph', 1, (s, r) => {
    if (s.draft.views.length > 1) s.command((draft) => draft.deleteParagraph(somewhere(s, r).index));
  }],
  ['keep one that was edited after deletion', 1, (s) => {
    const index = s.draft.views.findIndex((view) => view.edited);
    if (index >= 0) s.restore(index);
  }],
  ['paste', 1, (s, r) => {
    select(s, somewhere(s, r));
    s.paste(several(r).map((text) => ({ kind: r.pick(CHOICES), level: 1, direction: null, pieces: [{ text, marks: r.below(2) }] })));
  }],
  ['link', 1, (s, r) => {
    const { index, from, to } = selected(s, r);
    s.command((draft) => draft.link(index, from, to, r.pick(['https://example.org/a', 'mailto:a@example.org', null])));
  }],
  ['footnote', 1, (s, r) => {
    const { index, from } = selected(s, r);
    s.command((draft) => draft.insertNote(index, from));
    s.dispatch(s.state.tr.insertText(someWords(r)));
  }],
  ['reference', 1, (s, r) => {
    const { index, from } = selected(s, r);
    if (s.draft.views.length) s.command((draft) => draft.insertReference(index, from, r.pick(draft.views).id));
  }],
  ['bracket', 1, (s, r) => {
    const { index, from, to } = selected(s, r);
    s.command((draft) => draft.bracket(index, from, to, someone(r)));
  }],
  ['treat a bracket', 1, (s, r) => {
    const index = s.draft.views.findIndex((_, i) => s.draft.bracketsOf(i).length > 0);
    if (index < 0) return;
    const bracket = r.pick(s.draft.bracketsOf(index));
    const what = r.below(6);
    s.command((draft) => {
      if (what < 3) return draft.settle(index, bracket, (['keep', 'drop', 'choose'] as const)[what]!);
      if (what === 3) return draft.addAlternative(index, bracket, [{ text: someWords(r), marks: 0 }], someone(r));
      if (what === 4) return draft.setBehind(index, bracket, someone(r));
      return bracket.id ? draft.makeLiteral(index, bracket) : draft.pairLiteral(index, bracket);
    });
  }],
  ['table', 1, (s, r) => {
    const { length } = s.draft.views;
    if (s.draft.views.filter((view) => view.table).length > 2) return;
    s.command((draft) => draft.insertTable(r.below(length + 1) - 1, { rows: 1 + r.below(3), columns: 1 + r.below(3), head: r.below(3), cells: [[{ pieces: [{ text: someWords(r), marks: 0 }] }]] }));
  }],
  ['paste into cells', 1, (s, r) => {
    const table = someTable(s, r);
    if (!table || table.rows.length > 8 || table.columns.length > 8) return;
    const rows = Array.from({ length: 1 + r.below(2) }, () => Array.from({ length: 1 + r.below(2) }, () => ({ pieces: [{ text: someWords(r), marks: 0 }] })));
    const [top, left] = [r.below(table.rows.length), r.below(table.columns.length)];
    s.command((draft) => draft.fillCells(table.id, top, left, rows) ?? undefined);
  }],
  ['type in a cell', 2, (s, r) => {
    const cells = s.draft.views.map((view, index) => ({ view, index })).filter(({ view }) => view.cell);
    if (cells.length === 0) return;
    const { view, index } = r.pick(cells);
    select(s, at(index, r.below(view.length + 1)));
    s.dispatch(s.state.tr.insertText(someWords(r)));
  }],
  ['insert a row', 1, onTable((draft, { id, rows }, r) => draft.insertRow(id, r.below(rows.length + 1)))],
  ['insert a column', 1, onTable((draft, { id, columns }, r) => draft.insertColumn(id, r.below(columns.length + 1)))],
  ['move a row', 1, onTable((draft, { id, rows }, r) => draft.moveRow(id, r.pick(rows), r.below(rows.length)))],
  ['move a column', 1, onTable((draft, { id, columns }, r) => draft.moveColumn(id, r.pick(columns), r.below(columns.length)))],
  ['delete a row', 1, onTable((draft, { id, rows }, r) => draft.deleteRow(id, r.pick(rows)))],
  ['delete a column', 1, onTable((draft, { id, columns }, r) => draft.deleteColumn(id, r.pick(columns)))],
  ['keep a row or column', 1, onTable((draft, { id, rows, columns }, r) => (r.below(2) ? draft.restoreRow(id, r.pick(rows)) : draft.restoreColumn(id, r.pick(columns))))],
  ['table’s looks', 1, onTable((draft, { id, columns }, r) => (r.below(2) ? draft.setHead(id, r.below(3)) : draft.setWidth(id, r.pick(columns), 1 + r.below(300))))],
  ['undo', 3, (s) => void s.undo()],
  ['redo', 2, (s) => void s.redo()],
];

/** Each as often as it is to come. */
const DRAWN: readonly (readonly [string, Edit])[] = EDITS.flatMap(([name, often, edit]) => Array.from({ length: often }, () => [name, edit] as const));

export interface SoakOptions {
  people: number;
  rounds: number;
  seed: number;
  /** The round to begin with: a multiple of a hundred. */
  from?: number;
}

/** Runs all rounds; throws with the seed, the round and everything that was done since the paper's beginning. */
export function soak({ people, rounds, seed, from = 0 }: SoakOptions): { edits: number; exchanges: number } {
  const done = { edits: 0, exchanges: 0 };
  const first = startWith(WORDS);
  let group: Group | null = null;
  let trace: string[] = [];
  for (let round = from; round < rounds; round++) {
    if (round % PAPER === 0) trace = [];
    try {
      if (round % OPENING === 0) {
        const start: Uint8Array = group && round % PAPER ? group.snapshot() : first;
        trace.push(`round ${round}: all open it`);
        group?.close();
        group = new Group(start, people, round, new Random(seed * 1009 + round), trace);
      }
      group!.round(done);
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`seed ${seed}, round ${round} of ${people} people: ${what}\n${trace.join('\n')}`, { cause: error });
    }
  }
  group?.close();
  return done;
}

/** People with one paper open. */
class Group {
  private readonly sheets: Binding[];
  private readonly kept: Uint8Array[] = [];
  private starts = 0;

  constructor(start: Uint8Array, people: number, round: number, private readonly random: Random, private readonly trace: string[]) {
    this.sheets = Array.from({ length: people }, (_, i) => new Binding(open(start, 1000 + round * 8 + i)));
  }

  snapshot(): Uint8Array {
    return this.sheets[0]!.draft.doc.export({ mode: 'snapshot' });
  }

  close(): void {
    for (const sheet of this.sheets) close(sheet);
  }

  /** Everybody does something; at times somebody hears of somebody else, at times all of all. */
  round(done: { edits: number; exchanges: number }): void {
    const { random, sheets, trace } = this;
    for (const [who, sheet] of sheets.entries()) {
      for (let n = random.below(4); n >= 0; n--) {
        const [name, edit] = random.pick(DRAWN);
        trace.push(`${who}: ${name}`);
        edit(sheet, random);
        sheet.state.doc.check();
        done.edits++;
      }
    }
    const chance = random.below(6);
    if (chance < 2) {
      const from = random.below(sheets.length);
      const to = (from + 1 + random.below(sheets.length - 1)) % sheets.length;
      trace.push(`${to} hears of ${from}`);
      this.hear(to, from);
      this.asOpened(sheets[to]!);
      done.exchanges++;
    } else if (chance < 4) {
      trace.push('all meet');
      for (const from of sheets.keys()) for (const to of sheets.keys()) if (from !== to) this.hear(to, from);
      this.met();
      done.exchanges++;
    }
  }

  private hear(to: number, from: number): void {
    const [a, b] = [this.sheets[from]!, this.sheets[to]!];
    b.import(since(a.draft, b.draft.version()));
  }

  private met(): void {
    const [one, ...others] = this.sheets as [Binding, ...Binding[]];
    this.asOpened(one);
    for (const other of others) equal(one, other, 'two who have met read differently');
    this.keepPlaces(one, others);
    const starts = one.draft.doc.getText('text').toString().split('\u001e').length;
    if (starts < this.starts) throw new Error('a start character is gone');
    this.starts = starts;
  }

  /** A place that one keeps, as a comment does, is the same place for all who have met, now and later. */
  private keepPlaces(one: Binding, others: readonly Binding[]): void {
    if (one.draft.views.length === 0) return;
    const { index, from } = selected(one, this.random);
    this.kept.push(cursorAt(one.draft, { index, offset: from }, this.random.pick(['before', 'after'] as const)));
    for (const place of this.kept) {
      const here = JSON.stringify(findCursor(one.draft, place));
      for (const other of others) {
        const there = JSON.stringify(findCursor(other.draft, place));
        if (here !== there) throw new Error(`a place that was kept is ${here} for one and ${there} for another`);
      }
    }
  }

  /** A sheet that has lived through all of it shows what one does that is opened now. */
  private asOpened(sheet: Binding): void {
    const fresh = new Binding(open(sheet.draft.doc.export({ mode: 'snapshot' }), 77));
    try {
      equal(sheet, fresh, 'a sheet differs from one that is opened afresh');
    } finally {
      close(fresh);
    }
  }
}

function close(sheet: Binding): void {
  sheet.close();
  sheet.draft.close();
}

/** Compares what stands on the sheets and in the drafts. */
function equal(a: Binding, b: Binding, otherwise: string): void {
  a.state.doc.check();
  b.state.doc.check();
  const told = (what: unknown): string => JSON.stringify(what);
  const [left, right] = [told(shown(a.draft)), told(shown(b.draft))];
  if (left !== right) throw new Error(`${otherwise}:\n${left}\n${right}`);
  if (!a.state.doc.eq(b.state.doc)) throw new Error(`${otherwise}:\n${told(a.state.doc)}\n${told(b.state.doc)}`);
}
