/**
 * The one who writes to a draft's document: the only operations that there are, each remembered so that it can be
 * taken back, and the reading that is kept up with them. Never deletes a start character or a newline.
 */

import type { LoroDoc, LoroEventBatch, LoroMap, LoroText } from 'loro-crdt/web';
import {
  ATTRIBUTES, ID, LINK, MARKS, START, TEXT, bitOf, clampLevel, hasLevel, isLink, textOf,
  type Direction, type Kind, type MarkBits, type Piece,
} from '../format';
import { History, type Item } from './history';
import { Attributes, NO_ATTRIBUTES } from '../reading/attributes';
import { Layout, type Group } from '../reading/layout';
import { Mirror, type DeltaOp } from '../mirror';
import { bitsOf, piecesOfDelta } from '../signs';

/** What the window hands in. */
export interface Hosts {
  /** Sixteen fresh random hexadecimal digits. */
  random: () => string;
  /** Milliseconds of any clock. */
  now: () => number;
}

export interface Style {
  kind: Kind;
  level: number;
  direction: Direction | null;
}

/** A paragraph to insert. */
export interface NewParagraph extends Style {
  /** An id to keep, if no paragraph on display has it. */
  id?: string | null;
  pieces: readonly Piece[];
}

/** A start character with its words, to be written under a key. */
export interface NewPart extends Style {
  key: string;
  pieces: readonly Piece[];
}

/** A caret: a paragraph by its place, and an offset in it. */
export interface Spot {
  index: number;
  offset: number;
}

/** Marks of words that take the formatting of what stands before them. */
export const INHERIT: MarkBits = -1;

export class Writer {
  readonly text: LoroText;
  readonly mirror = new Mirror();
  readonly layout = new Layout((key) => this.attributes.get(key));
  readonly history = new History();
  private readonly map: LoroMap;
  private readonly attributes = new Map<string, Attributes>();
  private depth = 0;
  /** Footnotes of which this command took a sign away. */
  private readonly unsigned = new Set<string>();

  constructor(
    readonly doc: LoroDoc,
    readonly hosts: Hosts,
  ) {
    this.text = doc.getText(TEXT);
    this.map = doc.getMap(ATTRIBUTES);
    const found = new Map<string, Record<string, string>>();
    for (const [name, value] of Object.entries(this.map.toJSON() as Record<string, unknown>)) {
      const slash = name.indexOf('/');
      if (slash < 0) continue;
      const key = name.slice(0, slash);
      const own = found.get(key) ?? {};
      own[name.slice(slash + 1)] = typeof value === 'string' ? value : '';
      found.set(key, own);
    }
    for (const [key, own] of found) this.attributes.set(key, new Attributes(own));
    this.mirror.apply(this.text.toDelta() as DeltaOp[]);
    this.layout.read(this.mirror.parts, true, true);
  }

  // What shows.

  group(index: number): Group {
    const group = this.layout.groups[index];
    if (!group) throw new RangeError(`the draft has no paragraph at place ${index}`);
    return group;
  }

  /** The attributes of a key as they were last read. */
  attributesOf(key: string): Attributes {
    return this.attributes.get(key) ?? NO_ATTRIBUTES;
  }

  /** The index of what shows the words of a start character; 0 if nothing does. */
  indexOf(key: string): number {
    return Math.max(0, this.layout.groupOf(this.layout.partOf(key)));
  }

  /** The place of the paragraph that something belongs to, among paragraphs; -1 for none. */
  blockOf(index: number): number {
    const group = this.layout.groups[index];
    return group ? this.layout.blocks.indexOf(group.block) : -1;
  }

  /** The paragraph at a place among paragraphs. */
  block(at: number): Group | undefined {
    const index = this.layout.blocks[at];
    return index === undefined ? undefined : this.layout.groups[index];
  }

  // Commands.

  /** Runs several commands as one step of undo. */
  together<T>(work: () => T, group: string | null = null): T {
    this.history.begin(group, this.hosts.now());
    this.depth++;
    try {
      return work();
    } finally {
      this.doc.commit();
      if (this.depth === 1) this.dropNotes();
      this.depth--;
      this.history.end();
    }
  }

  /** Runs what takes an entry back: nothing follows from it by itself. */
  takingBack<T>(work: () => T): T {
    try {
      return work();
    } finally {
      this.unsigned.clear();
    }
  }

  /** A sign of these footnotes goes. */
  losesSigns(notes: readonly string[]): void {
    for (const note of notes) this.unsigned.add(note);
  }

  /** Footnotes whose last sign went with this command go with it. */
  private dropNotes(): void {
    if (this.unsigned.size === 0) return;
    const { layout } = this;
    for (const note of this.unsigned) {
      const group = layout.groups[layout.find(note)];
      if (group?.view.kind !== 'note' || layout.noteNumbers.has(note)) continue;
      for (const part of group.parts) this.set(layout.attributeKey(part), 'deleted', layout.deletionHash(part));
    }
    this.unsigned.clear();
    this.doc.commit();
  }

  // Writing.

  insertWords(at: number, pieces: readonly Piece[]): void {
    let to = at;
    for (const piece of pieces) {
      const end = to + piece.text.length;
      this.text.insert(to, piece.text);
      this.settle(to, end, piece);
      to = end;
    }
    this.history.shift(at, 0, to - at);
    this.history.record({ type: 'inserted', ranges: [{ start: at, end: to }] });
  }

  /** Brings the marks of fresh words from what they took over to what they should have. */
  private settle(start: number, end: number, { marks, link, sign }: Piece): void {
    if (marks !== INHERIT || link) {
      let at = start;
      for (const op of this.text.sliceDelta(start, end)) {
        const range = { start: at, end: at + (op.insert?.length ?? 0) };
        const differ = marks === INHERIT ? 0 : bitsOf(op.attributes) ^ marks;
        for (const mark of MARKS) if (differ & bitOf(mark)) this.mark(range, mark, marks & bitOf(mark) ? true : null);
        if ((op.attributes?.[LINK] ?? null) !== (link ?? null)) this.mark(range, LINK, link ?? null);
        at = range.end;
      }
    }
    if (sign?.type === 'note') this.mark({ start, end }, 'note', sign.note);
    else if (sign?.type === 'ref') this.mark({ start, end }, 'ref', sign.to);
    else if (sign?.type === 'bracket') this.mark({ start, end }, 'bracket', sign.id);
    else if (sign) this.mark({ start, end }, 'literal', true);
  }

  private mark(range: { start: number; end: number }, key: string, value: string | true | null): void {
    if (value === null) this.text.unmark(range, key);
    else this.text.mark(range, key, value);
  }

  removeWords(start: number, end: number): void {
    const pieces = piecesOfDelta(this.text.sliceDelta(start, end));
    const words = textOf(pieces);
    if (words.length !== end - start || words.includes(START) || words.includes('\n')) {
      throw new Error('a start character or newline would have been deleted');
    }
    this.losesSigns(pieces.flatMap(({ sign }) => (sign?.type === 'note' ? [sign.note] : [])));
    const owners = this.history.owners(start, end);
    const points = this.history.points(start, end);
    this.text.delete(start, end - start);
    this.history.shift(start, end - start, 0);
    this.history.record({ type: 'deleted', at: start, side: 1, pieces, owners, points });
  }

  /** Sets or clears a mark of words. */
  markWords(start: number, end: number, key: string, value: string | true | null): void {
    const changed = new Map<string | true | null, { start: number; end: number }[]>();
    let at = start;
    for (const op of this.text.sliceDelta(start, end)) {
      const to = at + (op.insert?.length ?? 0);
      const found: unknown = op.attributes?.[key] ?? null;
      const before = found === true || isLink(found) || (key !== LINK && typeof found === 'string') ? found : null;
      if (before !== value) changed.set(before, [...(changed.get(before) ?? []), { start: at, end: to }]);
      at = to;
    }
    this.mark({ start, end }, key, value);
    for (const [before, ranges] of changed) this.history.record({ type: 'marked', key, value, before, ranges });
  }

  /** Gives words back the mark that they had, where nobody else has set it since. Says whether any had it still. */
  unmarkWords({ key, value, before, ranges }: Extract<Item, { type: 'marked' }>): boolean {
    let any = ranges.length === 0;
    for (const range of ranges.map(({ start, end }) => ({ start, end }))) {
      let at = range.start;
      for (const op of this.text.sliceDelta(range.start, range.end)) {
        const to = at + (op.insert?.length ?? 0);
        if ((op.attributes?.[key] ?? null) === value) {
          this.markWords(at, to, key, before);
          any = true;
        }
        at = to;
      }
    }
    return any;
  }

  set(key: string, name: string, value: string): void {
    const before = this.value(key, name);
    if (before === value) return;
    this.map.set(`${key}/${name}`, value);
    this.history.record({ type: 'attribute', key, name, before, after: value });
  }

  /** Sets an attribute of something that this very command makes. */
  setFresh(key: string, name: string, value: string): void {
    this.map.set(`${key}/${name}`, value);
  }

  /** An attribute as it stands, with what this command has written. */
  value(key: string, name: string): string {
    const value = this.map.get(`${key}/${name}`);
    return typeof value === 'string' ? value : '';
  }

  writeStyle(key: string, style: Style): void {
    this.setFresh(key, 'kind', style.kind);
    if (hasLevel(style.kind)) this.setFresh(key, 'level', String(clampLevel(style.level)));
    if (style.direction) this.setFresh(key, 'dir', style.direction);
  }

  /** Writes whole new parts at `at`, one behind the other. Returns the stretches in which their words stand. */
  insertParts(at: number, parts: readonly NewPart[]): { start: number; end: number }[] {
    let to = at;
    const written = parts.map((part) => {
      const start = to + 1;
      to = this.writePart(to, part);
      return { start, end: to - 1 };
    });
    this.history.shift(at, 0, to - at);
    return written;
  }

  /** Returns one past the new part's last character. */
  private writePart(at: number, { key, pieces, ...style }: NewPart): number {
    this.text.insert(at, `${START}${textOf(pieces)}\n`);
    this.text.mark({ start: at, end: at + 1 }, ID, key);
    let to = at + 1;
    for (const piece of pieces) {
      this.settle(to, to + piece.text.length, piece);
      to += piece.text.length;
    }
    this.writeStyle(key, style);
    return to + 1;
  }

  /** Cuts a part in two; what stands behind the cut gets the key. */
  cutPart(key: string, at: number, from: string): void {
    this.text.insert(at, `\n${START}`);
    this.text.mark({ start: at + 1, end: at + 2 }, ID, key);
    this.history.shift(at, 0, 2);
    this.history.record({ type: 'part', key, from, ranges: [], table: null });
  }

  /** The key for a new start character: the id, with a tail if another start character has it already. */
  freeKey(id: string): string {
    return this.layout.hasKey(id) ? `${id}.${this.hosts.random()}` : id;
  }

  // What the document tells.

  /** Takes over a change. Returns what changed in the flat text. */
  took(batch: LoroEventBatch): DeltaOp[] {
    let renamed = false;
    let styled = false;
    const deltas: DeltaOp[][] = [];
    for (const { target, diff } of batch.events) {
      if (diff.type === 'text' && target === this.text.id) {
        renamed = this.mirror.apply(diff.diff as DeltaOp[]) || renamed;
        deltas.push(diff.diff as DeltaOp[]);
      } else if (diff.type === 'map' && target === this.map.id) {
        styled = this.keep(diff.updated) || styled;
      }
    }
    this.layout.read(this.mirror.parts, renamed, styled);
    if (batch.by !== 'local') for (const delta of deltas) this.history.map(delta);
    return deltas[0] ?? [];
  }

  private keep(updated: Record<string, unknown>): boolean {
    const changed = new Map<string, Record<string, string>>();
    for (const [name, value] of Object.entries(updated)) {
      const slash = name.indexOf('/');
      if (slash < 0) continue;
      const key = name.slice(0, slash);
      const values = changed.get(key) ?? {};
      values[name.slice(slash + 1)] = typeof value === 'string' ? value : '';
      changed.set(key, values);
    }
    for (const [key, values] of changed) this.attributes.set(key, this.attributesOf(key).with(values));
    return true;
  }
}
