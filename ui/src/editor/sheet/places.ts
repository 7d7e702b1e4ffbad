/**
 * Places of a sheet and places of a draft. A draft counts what holds words, one behind the other; on the sheet some
 * of it stands in tables. Looks only.
 */

import type { Node, ResolvedPos } from 'prosemirror-model';
import { Selection } from 'prosemirror-state';
import type { Spot } from '../document/draft';

const COUNTS = new WeakMap<Node, number>();

/** How many textblocks a block holds: itself, or a table's caption and cells. */
function countOf(block: Node): number {
  if (block.isTextblock) return 1;
  let count = COUNTS.get(block);
  if (count === undefined) {
    const grid = block.child(1);
    COUNTS.set(block, (count = 1 + grid.childCount * grid.child(0).childCount));
  }
  return count;
}

/** A textblock and the position before its content. */
export interface Textblock {
  node: Node;
  at: number;
}

/** The textblock with this place among all, or null. */
export function textblockAt(doc: Node, index: number): Textblock | null {
  let at = 0;
  let rest = index;
  for (let i = 0; i < doc.childCount; i++) {
    const block = doc.child(i);
    const count = countOf(block);
    if (rest < count) return rest < 0 ? null : within(block, at, rest);
    rest -= count;
    at += block.nodeSize;
  }
  return null;
}

function within(block: Node, at: number, rest: number): Textblock {
  if (block.isTextblock) return { node: block, at: at + 1 };
  const caption = block.child(0);
  if (rest === 0) return { node: caption, at: at + 2 };
  const grid = block.child(1);
  const width = grid.child(0).childCount;
  const [r, c] = [Math.floor((rest - 1) / width), (rest - 1) % width];
  let pos = at + 1 + caption.nodeSize + 1;
  for (let i = 0; i < r; i++) pos += grid.child(i).nodeSize;
  const row = grid.child(r);
  pos += 1;
  for (let i = 0; i < c; i++) pos += row.child(i).nodeSize;
  return { node: row.child(c), at: pos + 1 };
}

/** The place among all textblocks of the one that a position is in. */
export function indexAt($at: ResolvedPos): number {
  const doc = $at.node(0);
  const top = $at.index(0);
  let index = 0;
  for (let i = 0; i < top; i++) index += countOf(doc.child(i));
  // Table, grid, row, cell.
  if ($at.depth >= 4) index += 1 + $at.index(2) * $at.node(2).child(0).childCount + $at.index(3);
  return index;
}

const isLow = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff;
};

/** Whether a place in a textblock is within a surrogate pair. */
export const cutsPair = (block: Node, offset: number): boolean => isLow(block.textContent, offset);

/** The place of a draft for a position; between textblocks the beginning of the next or the end of the one before. */
export function spotOf(doc: Node, position: number, side: -1 | 1): Spot {
  let $at = doc.resolve(position);
  if (!$at.parent.isTextblock) {
    const near = Selection.findFrom($at, side, true) ?? Selection.findFrom($at, -side as -1 | 1, true);
    if (!near) return { index: 0, offset: 0 };
    $at = near.$head;
  }
  const offset = $at.parentOffset;
  return { index: indexAt($at), offset: cutsPair($at.parent, offset) ? offset - 1 : offset };
}

export function positionOf(doc: Node, spot: Spot): number {
  const block = textblockAt(doc, spot.index) ?? textblockAt(doc, countAll(doc) - 1)!;
  return block.at + Math.max(0, Math.min(spot.offset, block.node.content.size));
}

export function countAll(doc: Node): number {
  let count = 0;
  for (let i = 0; i < doc.childCount; i++) count += countOf(doc.child(i));
  return count;
}
