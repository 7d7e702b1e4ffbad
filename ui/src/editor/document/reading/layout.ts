/**
 * Reads the parts of a draft as what shows, by the steps of `docs/formats/draft.md`; the twin of
 * `qalam_model::draft`. Pure reading: whatever stands there is shown as something.
 */

import { clean, kindOf, levelOf, lengthOf, lockOf, pushPiece, type Kind, type Piece } from '../format';
import { joinsOf, lastPiece, membersOf, rootsOf } from './groups';
import type { Part } from '../mirror';
import { placeNotes } from './notes';
import { readNumber } from './numbers';
import { Order, type Standing } from './order';
import { sixteen } from '../sha256';
import { MOST_CELLS, cellId, gridOf, linesOf, tableHash, tableView, type Grid, type Lines } from './tables';
import type { CellView, TableView, View } from './view';

/** The attributes of one key. Replaced as a whole when one changes, so that equal objects mean nothing changed. */
export type Attributes = Readonly<Record<string, string>>;

/** Something with words that shows, and where it comes from. Numbers are places in {@link Layout.parts}. */
export interface Group {
  readonly view: View;
  /** The parts whose words it shows, in their order; a cell that nobody wrote in has none. */
  readonly parts: readonly number[];
  /** These and the dead ones, in their order. */
  readonly all: readonly number[];
  /** -1 for a cell. */
  readonly root: number;
  /** The part whose attributes show; -1 for a cell that nobody wrote in. */
  readonly shown: number;
  /** Index of the paragraph that it belongs to: of a cell its table's, of a footnote that with its first sign, else itself. */
  readonly block: number;
}

/** A place among the words of one part. */
export interface Place {
  part: number;
  index: number;
}

interface Found {
  id: string;
  kind: Kind;
  parts: readonly number[];
  all: readonly number[];
  root: number;
  shown: number;
  edited: boolean;
}

interface Extra {
  kind?: Kind;
  table?: TableView;
  cell?: CellView;
}

interface ShownCell {
  found: Found;
  cell: CellView;
}

interface Memory {
  inputs: readonly unknown[];
  view: View;
}

const NO_ATTRIBUTES: Attributes = {};

export class Layout {
  parts: readonly Part[] = [];
  keys: string[] = [];
  /** All that shows, in reading order. */
  groups: Group[] = [];
  /** Where the paragraphs among them stand, and their indexes in {@link groups}. */
  standings: Standing[] = [];
  blocks: number[] = [];
  order!: Order;
  /** Numbers of the footnotes that have a sign. */
  noteNumbers = new Map<string, number>();
  private index = new Map<string, number>();
  /** Attributes of each part. */
  private own: Attributes[] = [];
  private dead: boolean[] = [];
  private marked: boolean[] = [];
  /** Per part, what its `joins` names, and the part that it continues; -1 for none. */
  joins: number[] = [];
  private continues: number[] = [];
  private roots: number[] = [];
  private bases: number[] = [];
  private places = new Map<string, number>();
  /** Per part, the index of the group that shows it, or -1. */
  private shownAt: number[] = [];
  private cells = new Map<string, number[]>();
  private words = new Map<string, string>();
  private grids = new Map<string, Grid>();
  private readonly fitting = new Set<string>();
  /** Entries of rows × columns of all tables. */
  cellsInUse = 0;
  /** Tables that somebody deleted: what is typed in their cells may bring them back. */
  private markedTables = new Set<string>();
  private remembered = new Map<string, Memory>();
  private tableViews = new Map<string, { text: string; view: TableView }>();
  private readonly hashes = new WeakMap<Part, string>();

  private readonly source = {
    keys: [] as string[],
    find: (key: string) => this.index.get(key),
    attribute: (part: number, name: string) => this.attribute(part, name),
    rootOf: (part: number) => this.roots[part]!,
    isDead: (part: number) => this.dead[part]!,
    isCell: (part: number) => this.isCell(part),
  };

  constructor(private readonly attributesOf: (key: string) => Attributes | undefined) {}

  /**
   * Reads anew after a change. `renamed` says that parts came, went or changed their id, `styled` that attributes
   * changed. Mere typing reads only the paragraph that was typed in.
   */
  read(parts: readonly Part[], renamed: boolean, styled: boolean): void {
    const before = this.parts;
    this.parts = parts;
    this.measure();
    if (!renamed && !styled && this.reword(before)) return;
    if (renamed || this.keys.length !== parts.length) this.nameParts();
    this.own = parts.map(({ id }) => (id && this.attributesOf(id)) || NO_ATTRIBUTES);
    this.findCells();
    this.countCells();
    this.markDeleted();
    this.source.keys = this.keys;
    this.order = new Order(this.source);
    this.joins = joinsOf(this.source);
    this.continues = this.joins.map((target, part) => (target < 0 ? target : this.lastPiece(part, target)));
    this.roots = rootsOf(this.keys, this.continues);
    this.gather();
  }

  // Parts.

  /** The value of an attribute; none if it is not set or empty. */
  attribute(part: number, name: string): string | undefined {
    return this.attributes(part)[name] || undefined;
  }

  private attributes(part: number): Attributes {
    return this.own[part] ?? NO_ATTRIBUTES;
  }

  /** The key under which the attributes of a part are written. */
  attributeKey(part: number): string {
    return this.parts[part]!.id ?? this.keys[part]!;
  }

  partOf(key: string): number {
    return this.index.get(key) ?? -1;
  }

  hasKey(key: string): boolean {
    return this.index.has(key);
  }

  hash(part: number): string {
    const at = this.parts[part]!;
    let hash = this.hashes.get(at);
    if (hash === undefined) this.hashes.set(at, (hash = sixteen(at.words)));
    return hash;
  }

  /** What deleting a part writes: of a table's also over its cells. */
  deletionHash(part: number): string {
    if (this.attribute(part, 'kind') !== 'table') return this.hash(part);
    const id = this.attributeKey(part).slice(0, 16);
    if (!this.fitting.has(id)) return this.hash(part);
    return tableHash(this.parts[part]!.words, id, this.linesOf(id), this.cellWords);
  }

  isDead(part: number): boolean {
    return this.dead[part]!;
  }

  isCell(part: number): boolean {
    return this.attributes(part)['kind'] === 'cell';
  }

  /** Where the first character of a part stands in the flat text. */
  base(part: number): number {
    return this.bases[part]!;
  }

  /** One past the last character of a part. */
  end(part: number): number {
    return this.bases[part]! + this.parts[part]!.length;
  }

  /** What `part` would continue if it were joined to `target`. */
  lastPiece(part: number, target: number): number {
    return lastPiece(this.source, this.order, part, target);
  }

  continued(part: number): number {
    return this.continues[part]!;
  }

  // Groups.

  /** The index of what has this paragraph id, or -1. */
  find(id: string): number {
    return this.places.get(id) ?? -1;
  }

  /** The index of the group that shows a part, or -1. */
  groupOf(part: number): number {
    return this.shownAt[part] ?? -1;
  }

  linesOf(table: string): Lines {
    return linesOf(this.attributesOf(table) ?? NO_ATTRIBUTES);
  }

  /** A table's rows and columns as they show. */
  grid(table: string): Grid | undefined {
    return this.grids.get(table);
  }

  readonly cellWords = (cell: string): string => this.words.get(cell) ?? '';

  /** The parts of a cell, live or not. */
  cellParts(cell: string): readonly number[] {
    return this.cells.get(cell) ?? [];
  }

  // Places.

  /** The place of an offset in a paragraph that has a part; at the seam of two parts the end of the earlier one. */
  place(group: Group, offset: number): Place {
    if (offset <= 0) return { part: group.parts[0]!, index: 0 };
    let rest = offset;
    for (const part of group.parts) {
      const length = this.parts[part]!.words.length;
      if (rest <= length) return { part, index: rest };
      rest -= length;
    }
    const last = group.parts[group.parts.length - 1]!;
    return { part: last, index: this.parts[last]!.words.length };
  }

  position(place: Place): number {
    return this.bases[place.part]! + this.parts[place.part]!.position(place.index);
  }

  /** The stretches of the flat text in which the words `from..to` of a paragraph stand, ascending in the flat text. */
  ranges(group: Group, from: number, to: number): { start: number; end: number }[] {
    const out: { start: number; end: number }[] = [];
    let before = 0;
    for (const part of group.parts) {
      const at = this.parts[part]!;
      const base = this.bases[part]!;
      for (const range of at.ranges(from - before, to - before)) {
        out.push({ start: base + range.start, end: base + range.end });
      }
      before += at.words.length;
      if (before >= to) break;
    }
    return out.sort((a, b) => a.start - b.start);
  }

  /** What shows at a position of the flat text; the nearest before it if that is hidden. */
  locate(position: number): { index: number; offset: number } | null {
    if (this.groups.length === 0 || this.parts.length === 0) return null;
    let part = this.partAt(position);
    const within = this.parts[part]!.index(position - this.bases[part]!);
    const index = this.groupOf(part);
    if (index >= 0) {
      let offset = within;
      for (const other of this.groups[index]!.parts) {
        if (other === part) break;
        offset += this.parts[other]!.words.length;
      }
      return { index, offset };
    }
    while (part >= 0 && this.groupOf(part) < 0) part--;
    const before = this.groupOf(part);
    return before < 0 ? { index: 0, offset: 0 } : { index: before, offset: this.groups[before]!.view.length };
  }

  /** The part in which a caret at this position stands. */
  partAt(position: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (position <= this.end(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  // Reading.

  /** Only words changed: refreshes their paragraphs alone. Says whether that was enough. */
  private reword(before: readonly Part[]): boolean {
    if (before.length !== this.parts.length) return false;
    const changed: number[] = [];
    for (let i = 0; i < before.length; i++) if (before[i] !== this.parts[i]) changed.push(i);
    if (changed.some((part) => this.matters(part, before[part]!))) return false;
    for (const part of changed) {
      const at = this.groupOf(part);
      const group = this.groups[at]!;
      const { view } = group;
      if (view.cell) this.words.set(view.id, group.parts.map((p) => this.parts[p]!.words).join(''));
      const memory = this.remember(
        { ...group, id: view.id, edited: view.edited, kind: view.kind },
        { kind: view.kind, ...(view.table ? { table: view.table } : {}), ...(view.cell ? { cell: view.cell } : {}) },
      );
      this.remembered.set(view.id, memory);
      this.groups[at] = { ...group, view: memory.view };
    }
    return true;
  }

  /** Whether new words in a part may change more than their own paragraph. */
  private matters(part: number, before: Part): boolean {
    const group = this.groups[this.groupOf(part)];
    if (!group || this.marked[part] || before.notes.join() !== this.parts[part]!.notes.join()) return true;
    const { cell } = group.view;
    if (!cell) return false;
    if (this.markedTables.has(cell.table)) return true;
    const grid = this.grids.get(cell.table);
    return !grid || [...grid.rows, ...grid.columns].some((line) => line.edited && (line.id === cell.row || line.id === cell.column));
  }

  private nameParts(): void {
    const used = new Map<string, number>();
    let nameless = 0;
    this.keys = this.parts.map(({ id }) => {
      if (id === null) return sixteen(`qalam no id ${nameless++}`);
      const n = used.get(id) ?? 0;
      used.set(id, n + 1);
      return n === 0 ? id : sixteen(`qalam same id ${id} ${n}`);
    });
    this.index.clear();
    this.keys.forEach((key, i) => {
      if (!this.index.has(key)) this.index.set(key, i);
    });
  }

  private measure(): void {
    let at = 0;
    this.bases = this.parts.map((part) => {
      const base = at;
      at += part.length;
      return base;
    });
  }

  private findCells(): void {
    this.cells.clear();
    for (let i = 0; i < this.parts.length; i++) {
      if (!this.isCell(i)) continue;
      const id = this.attributeKey(i).slice(0, 16);
      const list = this.cells.get(id);
      if (list) list.push(i);
      else this.cells.set(id, [i]);
    }
  }

  /** Step 3. Cells come first: what a table was deleted with depends on them. */
  private markDeleted(): void {
    this.markedTables.clear();
    this.marked = this.parts.map((_, i) => this.attribute(i, 'deleted') !== undefined);
    const isTable = (i: number): boolean => this.attribute(i, 'kind') === 'table';
    this.dead = this.marked.map((marked, i) => marked && !isTable(i) && this.attribute(i, 'deleted') === this.hash(i));
    this.words.clear();
    for (const [id, parts] of this.cells) {
      const words = parts.filter((p) => !this.dead[p]).map((p) => this.parts[p]!.words).join('');
      if (words) this.words.set(id, words);
    }
    this.marked.forEach((marked, i) => {
      if (!marked || !isTable(i)) return;
      this.markedTables.add(this.attributeKey(i).slice(0, 16));
      this.dead[i] = this.attribute(i, 'deleted') === this.deletionHash(i);
    });
  }

  /** Steps 6 and 7, then the order. */
  private gather(): void {
    const live: Found[] = [];
    const deadNotes: Found[] = [];
    for (const [root, all] of membersOf(this.roots, this.continues)) {
      if (this.isCell(root)) continue;
      const parts = all.filter((part) => !this.dead[part]);
      const shown = parts.length && this.dead[root] ? parts[0]! : root;
      const kind = kindOf(this.attribute(shown, 'kind'));
      const found: Found = { id: this.keys[shown]!.slice(0, 16), kind, parts, all, root, shown, edited: parts.some((p) => this.marked[p]) };
      if (parts.length) live.push(found);
      else if (kind === 'note') deadNotes.push({ ...found, parts: all });
    }
    settleIds(live, this.keys);
    this.show(live, deadNotes);
  }

  private show(live: readonly Found[], deadNotes: readonly Found[]): void {
    this.readTables(live);
    const byRoot = new Map(live.map((found) => [found.root, found]));
    this.standings = this.order.sort(live.filter(({ kind }) => kind !== 'note').map(({ root }) => root));
    const notes = new Map<string, Found>();
    for (const found of [...live.filter(({ kind }) => kind === 'note'), ...deadNotes]) {
      if (!notes.has(found.id)) notes.set(found.id, found);
    }
    const blocks = this.standings.map(({ root }) => byRoot.get(root)!);
    const cells = new Map([...this.grids].map(([id, grid]) => [id, this.cellsOf(grid)]));
    const { behind, unsigned } = placeNotes(
      blocks.map((found) => this.signsIn(found, cells.get(found.id))),
      notes,
      (found) => found.parts.some((part) => !this.dead[part]),
    );
    const next = new Map<string, Memory>();
    const groups: Group[] = [];
    const add = (found: Found, block: number, extra: Extra = {}): void => {
      const memory = this.remember(found, extra);
      next.set(found.id, memory);
      const { parts, all, root, shown } = found;
      groups.push({ view: memory.view, parts, all, root, shown, block });
    };
    this.blocks = [];
    this.noteNumbers.clear();
    blocks.forEach((found, i) => {
      const block = groups.length;
      this.blocks.push(block);
      const grid = found.kind === 'table' ? this.grids.get(found.id) : undefined;
      if (found.kind === 'table') add(found, block, grid ? { table: this.tableOf(found, grid) } : { kind: 'plain' });
      else add(found, block);
      if (grid) for (const cell of cells.get(found.id)!) add(cell.found, block, { cell: cell.cell });
      for (const note of behind[i]!) {
        this.noteNumbers.set(note.id, this.noteNumbers.size + 1);
        add(note, block);
      }
    });
    for (const note of unsigned) add({ ...note, edited: true }, groups.length);
    this.remembered = next;
    this.groups = groups;
    this.places = new Map(groups.map((group, i) => [group.view.id, i]));
    this.shownAt = this.parts.map(() => -1);
    groups.forEach((group, i) => group.parts.forEach((part) => (this.shownAt[part] = i)));
  }

  /** Which tables there is room for: the first in the text, dead or not. */
  private countCells(): void {
    this.fitting.clear();
    this.cellsInUse = 0;
    for (let i = 0; i < this.parts.length; i++) {
      if (this.attribute(i, 'kind') !== 'table') continue;
      const id = this.attributeKey(i).slice(0, 16);
      const { rows, columns } = this.linesOf(id);
      if (this.fitting.has(id) || this.cellsInUse + rows.length * columns.length > MOST_CELLS) continue;
      this.fitting.add(id);
      this.cellsInUse += rows.length * columns.length;
    }
  }

  /** Which tables show, with their rows and columns. */
  private readTables(live: readonly Found[]): void {
    this.grids.clear();
    for (const found of live) {
      if (found.kind !== 'table' || found.id !== this.attributeKey(found.shown).slice(0, 16) || !this.fitting.has(found.id)) continue;
      const grid = gridOf(found.id, this.linesOf(found.id), this.cellWords);
      if (grid.rows.length && grid.columns.length) this.grids.set(found.id, grid);
    }
    for (const id of this.tableViews.keys()) if (!this.grids.has(id)) this.tableViews.delete(id);
  }

  private tableOf(found: Found, grid: Grid): TableView {
    const view = tableView(grid, this.attributesOf(found.id) ?? NO_ATTRIBUTES);
    const text = JSON.stringify(view);
    const had = this.tableViews.get(found.id);
    if (had?.text === text) return had.view;
    this.tableViews.set(found.id, { text, view });
    return view;
  }

  private cellsOf(grid: Grid): ShownCell[] {
    return grid.rows.flatMap((row) =>
      grid.columns.map((column) => {
        const id = cellId(grid.id, row.id, column.id);
        const all = this.cellParts(id);
        const parts = all.filter((part) => !this.dead[part]);
        const shown = parts[0] ?? -1;
        const found: Found = { id, kind: 'cell', parts, all, root: -1, shown, edited: parts.some((p) => this.marked[p]) };
        return { found, cell: { table: grid.id, row: row.id, column: column.id } };
      }),
    );
  }

  /** The footnotes that a paragraph, or a table with its cells, has signs for, in their order. */
  private signsIn(found: Found, cells: readonly { found: Found }[] = []): string[] {
    return [found, ...cells.map((cell) => cell.found)].flatMap(({ parts }) => parts.flatMap((part) => this.parts[part]!.notes));
  }

  private remember(found: Pick<Found, 'id' | 'kind' | 'parts' | 'shown' | 'edited'>, extra: Extra): Memory {
    const { id, edited, shown } = found;
    const attributes = this.attributes(shown);
    const kind = extra.kind ?? found.kind;
    const inputs = [edited, attributes, kind, extra.table, ...found.parts.map((p) => this.parts[p])];
    const memory = this.remembered.get(id);
    if (memory && memory.inputs.length === inputs.length && memory.inputs.every((x, i) => x === inputs[i])) return memory;
    const pieces: Piece[] = [];
    for (const part of found.parts) for (const p of this.parts[part]!.pieces) pushPiece(pieces, p.text, p.marks, p);
    const number = attributes['number'];
    const view: View = {
      id,
      kind,
      level: levelOf(kind, attributes['level']),
      direction: attributes['dir'] === 'ltr' || attributes['dir'] === 'rtl' ? attributes['dir'] : null,
      number: kind === 'op' && number && readNumber(number) ? number : null,
      edited,
      locked: lockOf(attributes['kind']),
      pieces,
      length: lengthOf(pieces),
      keys: found.parts.map((p) => this.keys[p]!),
      ...(extra.table ? { table: extra.table } : {}),
      ...(extra.cell ? { cell: extra.cell } : {}),
    };
    return { inputs, view };
  }
}

/** Step 7: no two visible paragraphs have one id. */
function settleIds(groups: { id: string; shown: number; edited: boolean }[], keys: readonly string[]): void {
  const owner = new Map<string, number>();
  groups.forEach((group, i) => {
    const first = owner.get(group.id);
    if (first === undefined || (groups[first]!.edited && !group.edited)) owner.set(group.id, i);
  });
  const again = new Map<string, number>();
  const ids = groups.map((group) => group.id);
  groups.forEach((group, i) => {
    const id = ids[i]!;
    if (owner.get(id) === i) return;
    const n = (again.get(id) ?? 0) + 1;
    again.set(id, n);
    group.id = sixteen(`qalam same id ${keys[group.shown]!} ${n}`);
  });
}

/** A view's words as Rust shows them: cleaned, NFC, formatting joined. For comparing; offsets are not kept. */
export function wording(view: View): Piece[] {
  const out: Piece[] = [];
  for (const piece of view.pieces) {
    if (piece.sign?.type === 'note' && view.kind === 'note') continue;
    pushPiece(out, piece.sign ? piece.text : clean(piece.text), piece.marks, piece);
  }
  return out;
}
