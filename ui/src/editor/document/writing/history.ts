/**
 * What one has done in this opening, so that it can be taken back. Only one's own edits are here; each remembers
 * where it stands while everybody goes on writing. Loro's own undo would delete start characters and newlines,
 * which the format forbids. Nothing here writes: {@link Draft} does.
 */

import type { Piece } from '../format';
import type { DeltaOp } from '../mirror';

export interface Range {
  start: number;
  end: number;
}

/** A set of ranges that a deletion cut into, to be made whole when the words come back. */
interface Owner {
  ranges: Range[];
  start: number;
  end: number;
}

/** A place that a deletion ran over, to be found again when the words come back. */
interface Point {
  item: { at: number };
  offset: number;
}

export type Item =
  | { type: 'inserted'; ranges: Range[] }
  | { type: 'deleted'; at: number; side: -1 | 1; pieces: Piece[]; owners: Owner[]; points: Point[] }
  /** A mark of words, `null` for none: what it is, and what it was. */
  | { type: 'marked'; key: string; value: string | true | null; before: string | true | null; ranges: Range[] }
  | { type: 'attribute'; key: string; name: string; before: string; after: string }
  /**
   * A new start character; `from` is the key that it was split from, or null for a whole new paragraph. `table` tells of
   * a table what showed of it then.
   */
  | { type: 'part'; key: string; from: string | null; ranges: Range[]; table: string | null };

export interface Entry {
  items: Item[];
  /** Edits of one group that follow each other are one entry; key strokes if they follow quickly. */
  group: string | null;
  time: number;
}

/** Milliseconds within which key strokes count as one. */
const TOGETHER = 600;
/** The groups of key strokes. Any other is named for one command, which may take its time and is ended by nothing but another. */
const STROKES: readonly (string | null)[] = ['type', 'erase'];
const LIMIT = 500;

export class History {
  private undoable: Entry[] = [];
  private redoable: Entry[] = [];
  private current: Entry | null = null;
  /** An entry that is being taken back right now: no longer in a stack, but its places still move. */
  private running: Entry | null = null;
  private depth = 0;

  get canUndo(): boolean {
    return this.undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.redoable.length > 0;
  }

  /** Opens a command; nested ones belong to the outermost. */
  begin(group: string | null, time: number): void {
    if (this.depth++ > 0) return;
    const last = this.undoable[this.undoable.length - 1];
    if (group !== null && last?.group === group && (!STROKES.includes(group) || time - last.time < TOGETHER) && this.redoable.length === 0) {
      this.undoable.pop();
      last.time = time;
      this.current = last;
    } else {
      this.current = { items: [], group, time };
    }
  }

  end(): void {
    if (--this.depth > 0 || !this.current) return;
    if (this.current.items.length) {
      this.undoable.push(this.current);
      this.redoable = [];
      if (this.undoable.length > LIMIT) this.undoable.shift();
    }
    this.current = null;
  }

  /** The next key stroke begins an entry of its own. */
  pause(): void {
    const last = this.undoable[this.undoable.length - 1];
    if (last && STROKES.includes(last.group)) last.group = null;
  }

  /** Hands out the newest entry; what is recorded until {@link finish} takes the other way. */
  start(way: 'undo' | 'redo'): Entry | null {
    const entry = (way === 'undo' ? this.undoable : this.redoable).pop() ?? null;
    if (!entry) return null;
    this.running = entry;
    this.depth++;
    this.current = { items: [], group: null, time: entry.time };
    return entry;
  }

  finish(way: 'undo' | 'redo'): void {
    this.depth--;
    if (this.current?.items.length) (way === 'undo' ? this.redoable : this.undoable).push(this.current);
    this.current = null;
    this.running = null;
  }

  record(item: Item): void {
    const items = this.current?.items;
    if (!items) return;
    const last = items[items.length - 1];
    const range = item.type === 'inserted' && item.ranges.length === 1 && last?.type === 'inserted' ? item.ranges[0] : undefined;
    const before = last?.type === 'inserted' ? last.ranges[last.ranges.length - 1] : undefined;
    if (range && before && before.end === range.start) before.end = range.end;
    else items.push(item);
  }

  /** What shows of the table that this command has made. */
  fingerprint(key: string, table: string): void {
    for (const item of this.current?.items ?? []) if (item.type === 'part' && item.key === key) item.table = table;
  }

  /** The remembered ranges that a deletion of `start..end` is about to cut into. */
  owners(start: number, end: number): Owner[] {
    const out: Owner[] = [];
    this.each((item) => {
      if (!('ranges' in item)) return;
      for (const range of item.ranges) {
        const a = Math.max(start, range.start);
        const b = Math.min(end, range.end);
        if (a < b) out.push({ ranges: item.ranges, start: a - start, end: b - start });
      }
    });
    return out;
  }

  /** The remembered places that a deletion of `start..end` is about to run over. */
  points(start: number, end: number): Point[] {
    const out: Point[] = [];
    this.each((item) => {
      if (item.type === 'deleted' && start <= item.at && item.at <= end) out.push({ item, offset: item.at - start });
    });
    return out;
  }

  /** One change at `at`: `deleted` characters went, then `inserted` came. */
  shift(at: number, deleted: number, inserted: number): void {
    this.each((item) => {
      if (item.type === 'deleted') shiftPoint(item, at, deleted, inserted);
      else if ('ranges' in item) shiftRanges(item.ranges, at, deleted, inserted);
    });
  }

  /** A change that came from somebody else. */
  map(delta: readonly DeltaOp[]): void {
    let at = 0;
    for (const op of delta) {
      if (op.insert !== undefined) {
        this.shift(at, 0, op.insert.length);
        at += op.insert.length;
      } else if (op.delete !== undefined) this.shift(at, op.delete, 0);
      else at += op.retain ?? 0;
    }
  }

  private each(visit: (item: Item) => void): void {
    for (const stack of [this.undoable, this.redoable]) for (const entry of stack) entry.items.forEach(visit);
    this.current?.items.forEach(visit);
    this.running?.items.forEach(visit);
  }
}

function shiftPoint(item: { at: number; side: -1 | 1 }, at: number, deleted: number, inserted: number): void {
  if (deleted && item.at >= at && item.at <= at + deleted) {
    item.side = item.at === at + deleted ? 1 : -1;
    item.at = at;
  } else if (deleted && item.at > at) item.at -= deleted;
  if (inserted && (item.at > at || (item.at === at && item.side > 0))) item.at += inserted;
}

function shiftRanges(ranges: Range[], at: number, deleted: number, inserted: number): void {
  let empty = false;
  for (let i = 0; i < ranges.length; i++) {
    const range = ranges[i]!;
    if (deleted) {
      const to = at + deleted;
      range.start = range.start >= to ? range.start - deleted : Math.min(range.start, at);
      range.end = range.end >= to ? range.end - deleted : Math.min(range.end, at);
    }
    if (inserted) {
      if (at <= range.start) {
        range.start += inserted;
        range.end += inserted;
      } else if (at < range.end) {
        ranges.splice(i + 1, 0, { start: at + inserted, end: range.end + inserted });
        range.end = at;
        i++;
      }
    }
    empty ||= range.start >= range.end;
  }
  if (empty) ranges.splice(0, ranges.length, ...ranges.filter((range) => range.start < range.end));
}

/** Where a position goes when `delta` is applied; it stays before what is inserted right at it. */
export function mapPosition(delta: readonly DeltaOp[], position: number): number {
  let at = 0;
  for (const op of delta) {
    if (at > position) break;
    if (op.insert !== undefined) {
      if (at < position) position += op.insert.length;
      else break;
      at += op.insert.length;
    } else if (op.delete !== undefined) {
      position -= Math.min(op.delete, Math.max(0, position - at));
    } else at += op.retain ?? 0;
  }
  return position;
}
