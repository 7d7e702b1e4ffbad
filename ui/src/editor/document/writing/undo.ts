/**
 * Takes back what one has done, item by item, by writing the opposite. What somebody else has set or written since is
 * left alone, and the caller is told.
 */

import { lengthOf } from '../format';
import type { Item } from './history';
import { printOf } from './prints';
import { takeLineBack } from './tabling';
import type { Spot, Writer } from './writer';

/** Names of the attributes that rows and columns are. */
const LINE = /^(?:row|col)\./;

/** What undo or redo came to. */
export interface Undone {
  /** Something was taken back. */
  did: boolean;
  /** Something was left alone because somebody else has changed it since. */
  left: boolean;
  caret: Spot | null;
}

export function takeBack(w: Writer, way: 'undo' | 'redo'): Undone {
  const entry = w.history.start(way);
  if (!entry) return { did: false, left: false, caret: null };
  const out: Undone = { did: false, left: false, caret: null };
  let caret: number | null = null;
  try {
    w.takingBack(() => {
      let before: Item | null = null;
      for (const item of [...entry.items].reverse()) {
        // What is read while an item is taken back must know of all that was taken back before it.
        if (before && (sortOf(item) === null || sortOf(item) !== sortOf(before))) w.doc.commit();
        before = item;
        const at = invert(w, item);
        if (at === null) out.left = true;
        else {
          out.did = true;
          caret = at;
        }
      }
      w.doc.commit();
    });
  } finally {
    w.history.finish(way);
  }
  if (caret !== null) out.caret = w.layout.locate(caret);
  return out;
}

/**
 * Taking back an item of one sort changes nothing that another of the same sort looks at: such ones are written in one
 * go, so that a long paste goes, and comes again, at once. Places of words are kept up with whatever is written. Null
 * for one that has to be alone.
 */
function sortOf(item: Item): string | null {
  switch (item.type) {
    case 'inserted':
    case 'deleted':
    case 'marked':
      return item.type;
    case 'part':
      return item.from === null && item.table === null ? 'part' : null;
    case 'attribute':
      // A row that goes, goes by what stands in it, whatever other rows there are.
      if (item.before === '' && LINE.test(item.name)) return item.name.startsWith('row.') ? 'row' : null;
      return 'attribute';
  }
}

/** Does the opposite of an item; returns where, or null if it was left alone. */
function invert(w: Writer, item: Item): number | null {
  switch (item.type) {
    case 'inserted': {
      const ranges = [...item.ranges].sort((a, b) => b.start - a.start).map(({ start, end }) => ({ start, end }));
      if (ranges.length === 0) return 0;
      for (const { start, end } of ranges) w.removeWords(start, end);
      return ranges[ranges.length - 1]!.start;
    }
    case 'deleted': {
      const { at, owners, points } = item;
      w.insertWords(at, item.pieces);
      for (const owner of owners) owner.ranges.push({ start: at + owner.start, end: at + owner.end });
      for (const point of points) point.item.at = at + point.offset;
      return at + lengthOf(item.pieces);
    }
    case 'marked':
      return w.unmarkWords(item) ? (item.ranges[0]?.end ?? 0) : null;
    case 'attribute':
      return setBack(w, item);
    case 'part':
      return takeBackPart(w, item);
  }
}

function setBack(w: Writer, item: Extract<Item, { type: 'attribute' }>): number | null {
  const { key, name, before, after } = item;
  if (w.value(key, name) !== after) return null;
  if (before === '' && LINE.test(name)) {
    if (!takeLineBack(w, key, name, after)) return null;
  } else w.set(key, name, before);
  return placeOf(w, key);
}

function takeBackPart(w: Writer, item: Extract<Item, { type: 'part' }>): number | null {
  const { layout } = w;
  const part = layout.partOf(item.key);
  if (part < 0) return null;
  const at = placeOf(w, item.key);
  if (item.from !== null) {
    if (w.value(item.key, 'joins')) return null;
    w.set(item.key, 'joins', item.from);
    return at;
  }
  const own = item.ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  if (layout.isDead(part) || layout.parts[part]!.words.length !== own) return null;
  if (item.table !== null && item.table !== printOf(w, item.key.slice(0, 16))) return null;
  w.set(item.key, 'deleted', layout.deletionHash(part));
  return at;
}

function placeOf(w: Writer, key: string): number {
  const part = w.layout.partOf(key);
  return part < 0 ? 0 : w.layout.position({ part, index: 0 });
}
