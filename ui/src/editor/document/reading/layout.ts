/**
 * Reads the parts of a draft as what shows, by the steps of `docs/formats/draft.md`; the twin of
 * `qalam_model::draft`. Pure reading: whatever stands there is shown as something.
 */

import { clean, pushPiece, type Piece } from '../format';
import type { Part } from '../mirror';
import type { Attributes } from './attributes';
import { Cells } from './cells';
import { joinsOf, lastPiece, membersOf, rootsOf } from './groups';
import { Living } from './living';
import { Order, type Standing } from './order';
import { Parts } from './parts';
import { showing, type Group, type Showing } from './showing';
import type { Grid, Lines } from './tables';
import type { View } from './view';
import { Views } from './views';

export type { Group } from './showing';

/** A place among the words of one part. */
export interface Place {
  part: number;
  index: number;
}

export class Layout {
  private readonly all: Parts;
  private readonly living: Living;
  private readonly views: Views;
  private readonly cells = new Cells();
  order!: Order;
  /** Per part, what its `joins` names, and the part that it continues; -1 for none. */
  joins: readonly number[] = [];
  private continues: readonly number[] = [];
  private roots: readonly number[] = [];
  private shown: Showing = { groups: [], standings: [], blocks: [], noteNumbers: new Map(), grids: new Map() };
  /** Per part, the index of the group that shows it, or -1. */
  private shownAt: number[] = [];
  private places: Map<string, number> | null = null;

  constructor(attributesOf: (key: string) => Attributes | undefined) {
    this.all = new Parts(attributesOf);
    this.living = new Living(this.all);
    this.views = new Views(this.all);
  }

  /**
   * Reads anew after a change. `renamed` says that parts came, went or changed their id, `styled` that attributes
   * changed. Mere typing reads only the paragraph that was typed in.
   */
  read(list: readonly Part[], renamed: boolean, styled: boolean): void {
    const { all, living } = this;
    const before = all.list;
    all.take(list);
    if (!renamed && !styled && this.reword(before)) return;
    all.name();
    living.read();
    const { keys, find, isCell } = all;
    const source = {
      keys, find, isCell,
      isDead: living.isDead,
      attributes: (part: number) => all.attributes(part),
      rootOf: (part: number) => this.roots[part]!,
    };
    this.order = new Order(source);
    this.joins = joinsOf(source);
    this.continues = this.joins.map((target, part) => (target < 0 ? target : lastPiece(source, this.order, part, target)));
    this.roots = rootsOf(keys, this.continues);
    const members = membersOf(this.roots, this.continues);
    this.shown = showing({ parts: all, living, order: this.order, members, views: this.views, cells: this.cells });
    this.places = null;
    this.shownAt = new Array<number>(list.length).fill(-1);
    this.groups.forEach((group, i) => group.parts.forEach((part) => (this.shownAt[part] = i)));
  }

  /** Only words changed: refreshes their paragraphs alone. Says whether that was enough. */
  private reword(before: readonly Part[]): boolean {
    const { list } = this.all;
    if (before.length !== list.length) return false;
    const changed: number[] = [];
    for (let i = 0; i < before.length; i++) if (before[i] !== list[i]) changed.push(i);
    if (changed.some((part) => this.matters(part, before[part]!))) return false;
    for (const part of changed) {
      const at = this.groupOf(part);
      const group = this.groups[at]!;
      const { id, kind, edited, table, cell } = group.view;
      const { parts, shown } = group;
      this.groups[at] = { ...group, view: this.views.of({ id, kind, edited, parts, shown }, table, cell) };
    }
    return true;
  }

  /** Whether new words in a part may change more than their own paragraph. */
  private matters(part: number, before: Part): boolean {
    const group = this.groups[this.groupOf(part)];
    if (!group || this.living.isMarked(part) || before.notes.join() !== this.parts[part]!.notes.join()) return true;
    const { cell } = group.view;
    if (!cell) return false;
    if (this.living.isMarkedTable(cell.table)) return true;
    const grid = this.grid(cell.table);
    return !grid || [...grid.rows, ...grid.columns].some((line) => line.edited && (line.id === cell.row || line.id === cell.column));
  }

  // Parts.

  get parts(): readonly Part[] {
    return this.all.list;
  }

  get keys(): readonly string[] {
    return this.all.keys;
  }

  /** The value of an attribute; none if it is not set or empty. */
  attribute(part: number, name: string): string | undefined {
    return this.all.attribute(part, name);
  }

  /** The key under which the attributes of a part are written. */
  attributeKey(part: number): string {
    return this.all.attributeKey(part);
  }

  partOf(key: string): number {
    return this.all.find(key) ?? -1;
  }

  hasKey(key: string): boolean {
    return this.all.find(key) !== undefined;
  }

  /** What deleting a part writes: of a table's also over its cells. */
  deletionHash(part: number): string {
    return this.living.deletionHash(part);
  }

  isDead(part: number): boolean {
    return this.living.isDead(part);
  }

  /** Where the first character of a part stands in the flat text. */
  base(part: number): number {
    return this.all.base(part);
  }

  /** One past the last character of a part. */
  end(part: number): number {
    return this.all.end(part);
  }

  /** The part in which a caret at this position stands. */
  partAt(position: number): number {
    return this.all.at(position);
  }

  /** What `part` would continue if it were joined to `target`. */
  lastPiece(part: number, target: number): number {
    const { all, living } = this;
    return lastPiece({ keys: all.keys, isDead: living.isDead, isCell: all.isCell }, this.order, part, target);
  }

  continued(part: number): number {
    return this.continues[part]!;
  }

  // Groups.

  /** All that shows, in reading order. */
  get groups(): Group[] {
    return this.shown.groups;
  }

  /** Where the paragraphs among them stand, and their indexes in {@link groups}. */
  get standings(): readonly Standing[] {
    return this.shown.standings;
  }

  get blocks(): readonly number[] {
    return this.shown.blocks;
  }

  /** Numbers of the footnotes that have a sign. */
  get noteNumbers(): ReadonlyMap<string, number> {
    return this.shown.noteNumbers;
  }

  /** The index of what has this paragraph id, or -1. */
  find(id: string): number {
    this.places ??= new Map(this.groups.map((group, i) => [group.view.id, i]));
    return this.places.get(id) ?? -1;
  }

  /** The index of the group that shows a part, or -1. */
  groupOf(part: number): number {
    return this.shownAt[part] ?? -1;
  }

  linesOf(table: string): Lines {
    return this.living.linesOf(table);
  }

  /** A table's rows and columns as they show. */
  grid(table: string): Grid | undefined {
    return this.shown.grids.get(table);
  }

  readonly cellWords = (cell: string): string => this.living.cellWords(cell);

  /** Entries of rows × columns of all tables. */
  get cellsInUse(): number {
    return this.living.cellsInUse;
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
    return this.base(place.part) + this.parts[place.part]!.position(place.index);
  }

  /** The stretches of the flat text in which the words `from..to` of a paragraph stand, ascending in the flat text. */
  ranges(group: Group, from: number, to: number): { start: number; end: number }[] {
    const out: { start: number; end: number }[] = [];
    let before = 0;
    for (const part of group.parts) {
      const at = this.parts[part]!;
      const base = this.base(part);
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
    const within = this.parts[part]!.index(position - this.base(part));
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
