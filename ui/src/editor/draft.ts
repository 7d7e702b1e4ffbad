/**
 * A draft that the window writes to: the Loro document, its paragraphs as they show, and the commands of
 * `docs/formats/draft.md`. The twin of `qalam_model::draft`; both write the same to the same paragraphs.
 *
 * Never deletes a start character or a newline. Paragraphs are named by their place in {@link Draft.views},
 * places in them by UTF-16 offset. No clock and no randomness of its own: both are handed in.
 */

import { LoroDoc, decodeImportBlobMeta, type LoroEventBatch, type LoroMap, type LoroText } from 'loro-crdt/web';
import type { BracketCommands, Cursors, SignCommands, TableCommands } from './commands';
import {
  ATTRIBUTES, ID, MARKS, START, STYLES, TEXT, bitOf, clampLevel, clean, hasLevel, lengthOf, pushPiece, textOf,
  type Direction, type Kind, type MarkBits, type MarkName, type Piece,
} from './format';
import { History, type Item } from './history';
import { Layout, type Attributes, type Group } from './layout';
import { Mirror, type DeltaOp } from './mirror';
import { assignNumbers } from './numbers';
import { bitsOf, piecesOfDelta } from './signs';
import type { View } from './view';

/** What the window hands in. */
export interface Hosts {
  /** Sixteen fresh random hexadecimal digits. */
  random: () => string;
  /** Milliseconds of any clock. */
  now: () => number;
}

/** A paragraph to insert. */
export interface NewParagraph {
  /** An id to keep, if no paragraph on display has it. */
  id?: string | null;
  kind: Kind;
  level: number;
  direction: Direction | null;
  pieces: readonly Piece[];
}

export interface Style {
  kind: Kind;
  level: number;
  direction: Direction | null;
}

/** A caret: a paragraph by its place, and an offset in it. */
export interface Spot {
  index: number;
  offset: number;
}

/** What undo or redo came to. */
export interface Undone {
  /** Something was taken back. */
  did: boolean;
  /** Something was left alone because somebody else has changed it since. */
  left: boolean;
  caret: Spot | null;
}

const EMPTY: Attributes = {};
/** Peers from here on are the starts of working copies. */
const RESERVED = 1n << 63n;

/** Declared ahead of their code, for those who build on them; see `commands.ts`. */
export interface Draft extends SignCommands, BracketCommands, TableCommands, Cursors {}

export class Draft {
  private readonly text: LoroText;
  private readonly map: LoroMap;
  private readonly mirror = new Mirror();
  private readonly attributes = new Map<string, Attributes>();
  private readonly layout = new Layout((key) => this.attributes.get(key));
  private readonly history = new History();
  private readonly listeners = new Set<(delta: readonly DeltaOp[]) => void>();
  private shownNumbers: { views: readonly View[]; numbers: readonly (string | null)[] } | null = null;
  private list: readonly View[] | null = null;
  private exported: number;
  private readonly unsubscribe: () => void;

  private constructor(
    readonly doc: LoroDoc,
    private readonly hosts: Hosts,
  ) {
    this.text = doc.getText(TEXT);
    this.map = doc.getMap(ATTRIBUTES);
    for (const [name, value] of Object.entries(this.map.toJSON() as Record<string, unknown>)) this.keep(name, value);
    this.mirror.apply(this.text.toDelta() as DeltaOp[]);
    this.layout.read(this.mirror.parts, true, true);
    this.exported = this.counter();
    this.unsubscribe = doc.subscribe((batch) => this.took(batch));
  }

  /** Opens a snapshot for writing as `peer`, which must never have written before. */
  static open(snapshot: Uint8Array | null, peer: bigint, hosts: Hosts): Draft {
    const doc = new LoroDoc();
    doc.configDefaultTextStyle({ expand: 'none' });
    doc.configTextStyle(STYLES);
    if (snapshot?.length) doc.import(snapshot);
    doc.setPeerId(peer);
    return new Draft(doc, hosts);
  }

  /** Gives the document's memory back. */
  close(): void {
    this.unsubscribe();
    this.listeners.clear();
    this.doc.free();
  }

  /** The paragraphs as they show. Those that did not change are the same objects as before. */
  get views(): readonly View[] {
    return (this.list ??= this.layout.groups.map((group) => group.view));
  }

  /** Display numbers of {@link views}, in their neutral form. */
  get numbers(): readonly (string | null)[] {
    const views = this.views;
    const had = this.shownNumbers;
    const same = (a: View | undefined, b: View): boolean => a === b || (a?.kind === b.kind && a.number === b.number);
    if (had && had.views.length === views.length && views.every((view, i) => same(had.views[i], view))) {
      had.views = views;
      return had.numbers;
    }
    this.shownNumbers = { views, numbers: assignNumbers(views) };
    return this.shownNumbers.numbers;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Calls `listener` after each change of the document, with what changed in the flat text. */
  onChange(listener: (delta: readonly DeltaOp[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // What goes in and out.

  /** What the draft has seen, for asking what is new. */
  version(): Uint8Array {
    return this.doc.oplogVersion().encode();
  }

  /** Takes up what others wrote. */
  import(update: Uint8Array): void {
    if (update.length) this.doc.import(update);
  }

  /**
   * Whether an update belongs to another working copy: it brings a start (a peer with the highest bit set) that
   * this draft did not begin with. Taking it up would show every paragraph twice.
   */
  isOther(update: Uint8Array): boolean {
    if (!update.length) return false;
    const meta = decodeImportBlobMeta(update, false).partialEndVersionVector.toJSON();
    const own = this.doc.oplogVersion().toJSON();
    return [...meta.keys()].some((peer) => BigInt(peer) >= RESERVED && !own.has(peer));
  }

  /** Whether something was written here that {@link takeUpdate} has not handed out. */
  get unsaved(): boolean {
    return this.counter() > this.exported;
  }

  /** What was written here since the last call, or null. */
  takeUpdate(): Uint8Array | null {
    const end = this.counter();
    if (end <= this.exported) return null;
    const peer = this.doc.peerIdStr;
    const spans = [{ id: { peer, counter: this.exported }, len: end - this.exported }];
    const update = this.doc.export({ mode: 'updates-in-range', spans });
    this.exported = end;
    return update;
  }

  /** The last {@link takeUpdate} from counter `from` on could not be kept: hand it out again. */
  rewind(from: number): void {
    this.exported = Math.min(this.exported, from);
  }

  get handedOut(): number {
    return this.exported;
  }

  private counter(): number {
    const version = this.doc.oplogVersion();
    const counter = version.get(this.doc.peerIdStr) ?? 0;
    version.free();
    return counter;
  }

  /** The place of a caret in the flat text, and back; for keeping it with its words. */
  position(spot: Spot): number {
    const group = this.layout.groups[spot.index];
    return group ? this.layout.position(this.layout.place(group, spot.offset)) : 0;
  }

  locate(position: number): Spot | null {
    return this.layout.locate(position);
  }

  // Commands.

  /** Runs several commands as one step of undo. */
  together<T>(work: () => T, group: string | null = null): T {
    this.history.begin(group, this.hosts.now());
    try {
      return work();
    } finally {
      this.doc.commit();
      this.history.end();
    }
  }

  /** The next key stroke is a step of undo of its own. */
  pauseUndo(): void {
    this.history.pause();
  }

  /** Types at a place. Without `marks` the words take the formatting of what stands before them. */
  insertText(index: number, offset: number, text: string, marks: MarkBits | null = null, group: string | null = null): void {
    const cleaned = clean(text);
    if (!cleaned) return;
    this.together(() => {
      const target = this.group(index);
      this.insertWords(this.layout.position(this.layout.place(target, offset)), [{ text: cleaned, marks: marks ?? -1 }]);
    }, group);
  }

  /** Types formatted words at a place. */
  insertPieces(index: number, offset: number, pieces: readonly Piece[]): void {
    const cleaned = cleanPieces(pieces);
    if (!cleaned.length) return;
    this.together(() => {
      const target = this.group(index);
      this.insertWords(this.layout.position(this.layout.place(target, offset)), cleaned);
    });
  }

  /** Deletes the words `from..to` of a paragraph. */
  deleteWords(index: number, from: number, to: number, group: string | null = null): void {
    if (from >= to) return;
    this.together(() => {
      const ranges = this.layout.ranges(this.group(index), from, to);
      for (const range of ranges.reverse()) this.removeWords(range.start, range.end);
    }, group);
  }

  /** Sets or clears formatting on the words `from..to`. */
  format(index: number, from: number, to: number, mark: MarkName, on: boolean): void {
    if (from >= to) return;
    this.together(() => {
      for (const range of this.layout.ranges(this.group(index), from, to)) this.formatWords(range.start, range.end, mark, on);
    });
  }

  /** Splits a paragraph; returns where the caret belongs. `style` is what a new empty paragraph behind it is. */
  split(index: number, offset: number, style?: Style): Spot {
    const key = this.together(() => {
      const group = this.group(index);
      const { view } = group;
      const own: Style = { kind: view.kind, level: view.level, direction: view.direction };
      if (offset >= view.length) return this.insertAt(this.layout.end(lastOf(group)), { ...(style ?? own), pieces: [] });
      if (offset <= 0) {
        this.insertAt(this.layout.base(group.parts[0]!), { ...own, pieces: [] });
        return this.layout.keys[group.parts[0]!]!;
      }
      return this.splitInside(group, offset, own);
    });
    return { index: this.indexOf(key), offset: 0 };
  }

  /** Returns the key of what is now the second half. */
  private splitInside(group: Group, offset: number, style: Style): string {
    const place = this.layout.place(group, offset);
    const part = this.layout.parts[place.part]!;
    const seam = place.index === part.words.length;
    const rest = group.parts.filter((p) => p > place.part);
    let second: string;
    if (seam && rest.length) {
      second = this.layout.keys[rest[0]!]!;
      this.set(second, 'joins', '');
    } else {
      second = this.freeKey(this.hosts.random());
      this.insertSplit(this.layout.position(place), second, this.layout.keys[place.part]!);
      this.writeStyle(second, style);
      this.set(second, 'from', this.layout.keys[place.part]!);
    }
    for (const later of seam ? rest.slice(1) : rest) {
      const target = this.layout.continued(later);
      const follows = target < 0 || (seam ? target > place.part : target >= place.part);
      if (!follows) this.set(this.layout.keys[later]!, 'joins', second);
    }
    return second;
  }

  /** The place of the paragraph that shows the words of a start character. */
  private indexOf(key: string): number {
    return Math.max(0, this.views.findIndex((view) => view.keys.includes(key)));
  }

  /** Joins the paragraph behind this one to it. Returns the place of the seam. */
  join(index: number): Spot {
    const seam = this.together(() => {
      const second = this.group(index + 1);
      this.joinGroups(this.group(index), second);
      return this.layout.position({ part: second.parts[0]!, index: 0 });
    });
    return this.locate(seam) ?? { index, offset: 0 };
  }

  private joinGroups(first: Group, second: Group): void {
    this.set(this.layout.keys[second.root]!, 'joins', this.layout.keys[lastOf(first)]!);
  }

  /** Makes a paragraph another kind, level or direction; what `style` does not name stays. */
  restyle(index: number, style: Partial<Style>): void {
    this.together(() => {
      const { view, shown } = this.group(index);
      const key = this.layout.keys[shown]!;
      const kind = style.kind ?? view.kind;
      const level = style.level ?? (view.kind === kind ? view.level : 1);
      if (kind !== view.kind) this.set(key, 'kind', kind);
      if (hasLevel(kind) && (kind !== view.kind || level !== view.level)) this.set(key, 'level', String(clampLevel(level)));
      if (style.direction !== undefined && style.direction !== view.direction) this.set(key, 'dir', style.direction ?? '');
    });
  }

  /** Inserts a paragraph behind the one at `after`, or at the beginning for -1. Returns its place. */
  insertParagraph(after: number, paragraph: NewParagraph): number {
    const key = this.together(() => {
      const at = after < 0 ? 0 : this.layout.end(lastOf(this.group(after)));
      return this.insertAt(at, { ...paragraph, pieces: cleanPieces(paragraph.pieces) });
    });
    return this.indexOf(key);
  }

  /** Deletes a paragraph. If somebody else edits it meanwhile it comes back, marked. */
  deleteParagraph(index: number): void {
    this.together(() => this.deleteGroup(this.group(index)));
  }

  private deleteGroup(group: Group): void {
    for (const part of group.parts) this.set(this.layout.keys[part]!, 'deleted', this.layout.hash(part));
  }

  /** Takes the mark 'edited after deletion' away: the paragraph stays. */
  restore(index: number): void {
    this.together(() => {
      for (const part of this.group(index).parts) this.set(this.layout.keys[part]!, 'deleted', '');
    });
  }

  /** Deletes from one place to a later one in another paragraph, and joins what is left. Returns the caret. */
  deleteAcross(from: Spot, to: Spot): Spot {
    if (from.index === to.index) {
      this.deleteWords(from.index, from.offset, to.offset);
      return from;
    }
    const seam = this.position(from);
    this.together(() => {
      const first = this.group(from.index);
      const last = this.group(to.index);
      for (let i = from.index + 1; i < to.index; i++) this.deleteGroup(this.group(i));
      const ranges = this.layout.ranges(first, from.offset, first.view.length);
      ranges.push(...this.layout.ranges(last, 0, to.offset));
      ranges.sort((a, b) => b.start - a.start);
      for (const range of ranges) this.removeWords(range.start, range.end);
      this.joinGroups(first, last);
    });
    return this.locate(seam) ?? from;
  }

  /** Moves a paragraph behind the one at `after` (-1 for the beginning), counted as they stand now. Returns its place. */
  move(index: number, after: number): number {
    if (after === index || after === index - 1) return index;
    const moved = this.together(() => {
      const group = this.group(index);
      const { view } = group;
      const at = after < 0 ? 0 : this.layout.end(lastOf(this.group(after)));
      const number = view.number;
      this.deleteGroup(group);
      const key = this.freeKey(view.id);
      this.insertUnder(key, at, { ...view, pieces: view.pieces });
      if (number) this.set(key, 'number', number);
      return key;
    });
    return this.indexOf(moved);
  }

  // Undo.

  undo(): Undone {
    return this.takeBack('undo');
  }

  redo(): Undone {
    return this.takeBack('redo');
  }

  private takeBack(way: 'undo' | 'redo'): Undone {
    const entry = this.history.start(way);
    if (!entry) return { did: false, left: false, caret: null };
    const out: Undone = { did: false, left: false, caret: null };
    let caret: number | null = null;
    try {
      for (const item of [...entry.items].reverse()) {
        const at = this.invert(item);
        if (at === null) out.left = true;
        else {
          out.did = true;
          caret = at;
        }
        this.doc.commit();
      }
    } finally {
      this.history.finish(way);
    }
    if (caret !== null) out.caret = this.locate(caret);
    return out;
  }

  /** Does the opposite of an item; returns where, or null if it was left alone. */
  private invert(item: Item): number | null {
    switch (item.type) {
      case 'inserted': {
        const ranges = [...item.ranges].sort((a, b) => b.start - a.start).map(({ start, end }) => ({ start, end }));
        if (ranges.length === 0) return 0;
        for (const { start, end } of ranges) this.removeWords(start, end);
        return ranges[ranges.length - 1]!.start;
      }
      case 'deleted': {
        const { at, owners } = item;
        this.insertWords(at, item.pieces);
        for (const owner of owners) owner.ranges.push({ start: at + owner.start, end: at + owner.end });
        return at + lengthOf(item.pieces);
      }
      case 'marked': {
        const ranges = item.ranges.map(({ start, end }) => ({ start, end }));
        for (const { start, end } of ranges) this.formatWords(start, end, item.mark, !item.on);
        return ranges[0]?.end ?? 0;
      }
      case 'attribute': {
        if (this.value(item.key, item.name) !== item.after) return null;
        this.set(item.key, item.name, item.before);
        return this.placeOf(item.key);
      }
      case 'part':
        return this.takeBackPart(item);
    }
  }

  private takeBackPart(item: Extract<Item, { type: 'part' }>): number | null {
    const part = this.layout.keys.indexOf(item.key);
    if (part < 0) return null;
    const at = this.placeOf(item.key);
    if (item.from !== null) {
      if (this.value(item.key, 'joins')) return null;
      this.set(item.key, 'joins', item.from);
      return at;
    }
    const own = item.ranges.reduce((sum, range) => sum + range.end - range.start, 0);
    if (this.layout.isDead(part) || this.layout.parts[part]!.words.length !== own) return null;
    this.set(item.key, 'deleted', this.layout.hash(part));
    return at;
  }

  private placeOf(key: string): number {
    const part = this.layout.keys.indexOf(key);
    return part < 0 ? 0 : this.layout.position({ part, index: 0 });
  }

  // The only writes to the document. Each is remembered, so that it can be taken back.

  private insertWords(at: number, pieces: readonly Piece[]): void {
    let to = at;
    for (const piece of pieces) {
      this.text.insert(to, piece.text);
      if (piece.marks >= 0) this.settleMarks(to, to + piece.text.length, piece.marks);
      to += piece.text.length;
    }
    this.history.shift(at, 0, to - at);
    this.history.record({ type: 'inserted', ranges: [{ start: at, end: to }] });
  }

  /** Brings the formatting of fresh words from what they took over to what they should have. */
  private settleMarks(start: number, end: number, wanted: MarkBits): void {
    let at = start;
    for (const op of this.text.sliceDelta(start, end)) {
      const to = at + (op.insert?.length ?? 0);
      const differ = bitsOf(op.attributes) ^ wanted;
      for (const mark of MARKS) {
        if (!(differ & bitOf(mark))) continue;
        if (wanted & bitOf(mark)) this.text.mark({ start: at, end: to }, mark, true);
        else this.text.unmark({ start: at, end: to }, mark);
      }
      at = to;
    }
  }

  private removeWords(start: number, end: number): void {
    const pieces = piecesOfDelta(this.text.sliceDelta(start, end));
    const words = textOf(pieces);
    if (words.length !== end - start || words.includes(START) || words.includes('\n')) {
      throw new Error('a start character or newline would have been deleted');
    }
    const owners = this.history.owners(start, end);
    this.text.delete(start, end - start);
    this.history.shift(start, end - start, 0);
    this.history.record({ type: 'deleted', at: start, side: 1, pieces, owners });
  }

  private formatWords(start: number, end: number, mark: MarkName, on: boolean): void {
    const ranges: { start: number; end: number }[] = [];
    let at = start;
    for (const op of this.text.sliceDelta(start, end)) {
      const to = at + (op.insert?.length ?? 0);
      if (Boolean(bitsOf(op.attributes) & bitOf(mark)) !== on) ranges.push({ start: at, end: to });
      at = to;
    }
    if (on) this.text.mark({ start, end }, mark, true);
    else this.text.unmark({ start, end }, mark);
    if (ranges.length) this.history.record({ type: 'marked', mark, on, ranges });
  }

  private set(key: string, name: string, value: string): void {
    const before = this.value(key, name);
    if (before === value) return;
    this.map.set(`${key}/${name}`, value);
    this.history.record({ type: 'attribute', key, name, before, after: value });
  }

  /** An attribute as it stands, with what this command has written. */
  private value(key: string, name: string): string {
    const value = this.map.get(`${key}/${name}`);
    return typeof value === 'string' ? value : '';
  }

  private writeStyle(key: string, style: Style): void {
    this.map.set(`${key}/kind`, style.kind);
    if (hasLevel(style.kind)) this.map.set(`${key}/level`, String(clampLevel(style.level)));
    if (style.direction) this.map.set(`${key}/dir`, style.direction);
  }

  private insertAt(at: number, paragraph: NewParagraph): string {
    const id = paragraph.id && !this.layout.find(paragraph.id) ? paragraph.id : this.hosts.random();
    const key = this.freeKey(id);
    this.insertUnder(key, at, paragraph);
    return key;
  }

  private insertUnder(key: string, at: number, paragraph: NewParagraph): void {
    const words = textOf(paragraph.pieces);
    this.text.insert(at, `${START}${words}\n`);
    this.text.mark({ start: at, end: at + 1 }, ID, key);
    let to = at + 1;
    for (const piece of paragraph.pieces) {
      this.settleMarks(to, to + piece.text.length, piece.marks);
      to += piece.text.length;
    }
    this.writeStyle(key, paragraph);
    this.history.shift(at, 0, words.length + 2);
    const ranges = words ? [{ start: at + 1, end: to }] : [];
    this.history.record({ type: 'part', key, from: null, ranges });
  }

  private insertSplit(at: number, key: string, from: string): void {
    this.text.insert(at, `\n${START}`);
    this.text.mark({ start: at + 1, end: at + 2 }, ID, key);
    this.history.shift(at, 0, 2);
    this.history.record({ type: 'part', key, from, ranges: [] });
  }

  /** The key for a new start character: the id, with a tail if another start character has it already. */
  private freeKey(id: string): string {
    return this.layout.hasKey(id) ? `${id}.${this.hosts.random()}` : id;
  }

  private group(index: number): Group {
    const group = this.layout.groups[index];
    if (!group) throw new RangeError(`the draft has no paragraph at place ${index}`);
    return group;
  }

  // What the document tells.

  private took(batch: LoroEventBatch): void {
    let renamed = false;
    let styled = false;
    const deltas: DeltaOp[][] = [];
    for (const { target, diff } of batch.events) {
      if (diff.type === 'text' && target === this.text.id) {
        renamed = this.mirror.apply(diff.diff as DeltaOp[]) || renamed;
        deltas.push(diff.diff as DeltaOp[]);
      } else if (diff.type === 'map' && target === this.map.id) {
        styled = true;
        for (const [name, value] of Object.entries(diff.updated)) this.keep(name, value);
      }
    }
    this.layout.read(this.mirror.parts, renamed, styled);
    this.list = null;
    if (batch.by !== 'local') for (const delta of deltas) this.history.map(delta);
    const all = deltas[0] ?? [];
    for (const listener of this.listeners) listener(all);
  }

  private keep(name: string, value: unknown): void {
    const slash = name.indexOf('/');
    if (slash < 0) return;
    const key = name.slice(0, slash);
    const old = this.attributes.get(key) ?? EMPTY;
    const text = typeof value === 'string' ? value : '';
    this.attributes.set(key, { ...old, [name.slice(slash + 1)]: text });
  }
}

const lastOf = (group: Group): number => group.parts[group.parts.length - 1]!;

function cleanPieces(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) pushPiece(out, clean(piece.text), Math.max(0, piece.marks));
  return out;
}

