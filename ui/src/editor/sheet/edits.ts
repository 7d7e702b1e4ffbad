/**
 * What a person does across paragraphs, as commands of the draft: deleting a selection, Enter, Backspace at an edge,
 * pasting. Words never leave a cell, a caption or a footnote this way, and nothing comes into one but words.
 */

import type { Along } from '../document/commands';
import type { Draft, NewParagraph, Spot, Style } from '../document/draft';
import { pushPiece, type Piece } from '../document/format';
import type { View } from '../document/reading/view';

export const PLAIN: Style = { kind: 'plain', level: 0, direction: null };

/** Where words stand. */
export type Room = 'paragraph' | 'caption' | 'cell' | 'note';

export function roomOf(view: View): Room {
  if (view.kind === 'cell' || view.kind === 'note') return view.kind;
  return view.table ? 'caption' : 'paragraph';
}

/** Whether a view is a block of its own: a paragraph or a table. */
export const isRoot = (view: View): boolean => view.kind !== 'cell' && view.kind !== 'note';

/** The block before or behind a place: a paragraph, or a table by its caption; -1 if there is none. */
export function blockBeside(views: readonly View[], index: number, way: -1 | 1): number {
  for (let i = index + way; i >= 0 && i < views.length; i += way) if (isRoot(views[i]!)) return i;
  return -1;
}

/** The last view of the table whose caption stands at `index`. */
export function tableEnd(views: readonly View[], index: number): number {
  const { table } = views[index]!;
  return index + (table ? table.rows.length * table.columns.length : 0);
}

/** Deletes from one place to another. `whole` means that paragraphs that are selected as a whole go as a whole. */
export function cutOut(draft: Draft, from: Spot, to: Spot, whole = false): Spot {
  const { views } = draft;
  if (from.index === to.index && from.offset === to.offset) return from;
  const [first, last] = [views[from.index]!, views[to.index]!];
  const ends = to.offset === last.length;
  const plain = roomOf(first) === 'paragraph' && roomOf(last) === 'paragraph';
  if (plain && from.offset === 0 && ((to.offset === 0 && to.index > from.index) || (whole && ends))) {
    const roots = rootsBetween(views, from.index, to.offset === 0 ? to.index - 1 : to.index);
    if (roots.length < views.filter(isRoot).length) {
      for (const i of roots.reverse()) draft.deleteParagraph(i);
      return { index: Math.min(from.index, draft.views.length - 1), offset: 0 };
    }
  }
  return draft.deleteAcross(from, to);
}

function rootsBetween(views: readonly View[], from: number, to: number): number[] {
  const out: number[] = [];
  for (let i = from; i <= to; i++) if (isRoot(views[i]!)) out.push(i);
  return out;
}

/** Enter. Returns where the caret goes. */
export function enter(draft: Draft, from: Spot, to: Spot): Spot {
  const spot = cutOut(draft, from, to);
  const { views } = draft;
  const view = views[spot.index]!;
  switch (roomOf(view)) {
    case 'cell':
      return below(draft, spot.index);
    case 'caption':
      if (spot.offset === 0 && view.length > 0) return { index: draft.insertParagraph(blockBeside(views, spot.index, -1), { ...PLAIN, pieces: [] }), offset: 0 };
      return { index: spot.index + 1, offset: 0 };
    case 'note':
      return signOf(draft, view.id) ?? spot;
  }
  if (view.locked !== null) return behindBlock(draft, spot.index);
  if (view.kind === 'item' && view.length === 0) {
    // Enter in an empty list item leaves the list.
    draft.restyle(spot.index, { kind: 'plain' });
    return spot;
  }
  const style = view.kind === 'heading' ? { ...PLAIN, direction: view.direction } : undefined;
  return draft.split(spot.index, spot.offset, style);
}

/** The cell below; from the last row the paragraph behind the table, which is made if there is none. */
function below(draft: Draft, index: number): Spot {
  const { views } = draft;
  const head = draft.blockOf(index);
  const wide = views[head]!.table!.columns.length;
  if (index + wide <= tableEnd(views, head)) return { index: index + wide, offset: 0 };
  const next = blockBeside(views, index, 1);
  return next >= 0 ? { index: next, offset: 0 } : behindBlock(draft, head);
}

/** A new empty paragraph behind a block. */
export function behindBlock(draft: Draft, index: number): Spot {
  return { index: draft.insertParagraph(draft.blockOf(index), { ...PLAIN, pieces: [] }), offset: 0 };
}

/** The place behind a footnote's first sign. */
export function signOf(draft: Draft, note: string): Spot | null {
  const { views } = draft;
  for (let index = 0; index < views.length; index++) {
    let offset = 0;
    for (const { text, sign } of views[index]!.pieces) {
      offset += text.length;
      if (sign?.type === 'note' && sign.note === note && views[index]!.kind !== 'note') return { index, offset };
    }
  }
  return null;
}

/**
 * Backspace (-1) or Delete (1) at the edge of what holds words. Returns where the caret goes, or null if it is not at
 * the edge.
 */
export function joinAt(draft: Draft, head: Spot, way: -1 | 1): Spot | null {
  const { views } = draft;
  const view = views[head.index];
  if (!view || head.offset !== (way < 0 ? 0 : view.length)) return null;
  const room = roomOf(view);
  if (room === 'note' && view.length === 0 && way < 0) {
    // An empty footnote goes with its sign.
    const sign = signOf(draft, view.id) ?? { index: Math.max(0, head.index - 1), offset: 1 };
    draft.deleteParagraph(head.index);
    return { ...sign, offset: sign.offset - 1 };
  }
  if (room !== 'paragraph') return head;
  const beside = blockBeside(views, head.index, way);
  if (beside < 0) return head;
  const [first, second] = way < 0 ? [beside, head.index] : [head.index, beside];
  const [a, b] = [views[first]!, views[second]!];
  if (a.locked !== null || b.locked !== null) return head;
  if (roomOf(views[beside]!) === 'caption') {
    // Nothing is joined to a table: an empty paragraph goes, and the caret goes over.
    const over = way < 0 ? tableEnd(views, beside) : beside;
    const key = views[over]!.id;
    if (view.length === 0) draft.deleteParagraph(head.index);
    const index = draft.find(key);
    return { index: index < 0 ? over : index, offset: way < 0 ? views[over]!.length : 0 };
  }
  // An empty one goes as a whole, so that the other keeps its name and kind.
  if (a.length === 0 && b.length > 0) draft.deleteParagraph(first);
  else if (b.length === 0) draft.deleteParagraph(second);
  else return draft.join(first);
  return { index: first, offset: a.length };
}

/** How what is poured comes into a draft. */
export interface Putting<B> {
  /** The words of what can be joined to what stands there; null for a table. */
  wordsOf(block: B): readonly Piece[] | null;
  /** Puts words at a place; returns where they end. */
  words(spot: Spot, pieces: readonly Piece[]): Spot;
  /** Puts blocks behind the block at `after`; returns where the words of the last one end. */
  blocks(after: number, blocks: readonly B[]): Spot;
}

/** Paragraphs as they are. */
const asTheyAre = (draft: Draft): Putting<NewParagraph> => ({
  wordsOf: ({ pieces }) => pieces,
  words: (spot, pieces) => putWords(draft, spot, pieces),
  blocks: (after, paragraphs) => endOf(draft, draft.insertBlocks(after, paragraphs)),
});

/** Inserts blocks at a place: one as words, several as blocks. Returns where the caret is then. */
export function pour(draft: Draft, spot: Spot, blocks: readonly NewParagraph[]): Spot;
export function pour<B>(draft: Draft, spot: Spot, blocks: readonly B[], putting: Putting<B>): Spot;
export function pour<B>(draft: Draft, spot: Spot, blocks: readonly B[], putting = asTheyAre(draft) as unknown as Putting<B>): Spot {
  const view = draft.views[spot.index];
  if (blocks.length === 0 || !view || view.locked !== null) return spot;
  const words = blocks.map((block) => putting.wordsOf(block));
  if (roomOf(view) !== 'paragraph') return putting.words(spot, inOneLine(words));
  if (blocks.length === 1 && words[0]) return putting.words(spot, words[0]);
  if (view.length === 0 || spot.offset === 0) {
    // Whole blocks before this one; an empty one gives way to them.
    const caret = putting.blocks(blockBeside(draft.views, spot.index, -1), blocks);
    const { id } = draft.views[caret.index]!;
    const at = view.length === 0 ? indexOfKey(draft, view.keys[0]) : -1;
    if (at >= 0) draft.deleteParagraph(at);
    return { index: Math.max(0, draft.find(id)), offset: caret.offset };
  }
  const rest = [...blocks];
  const lead = words[0] ?? null;
  if (lead) rest.shift();
  const tail = spot.offset < view.length ? (words[words.length - 1] ?? null) : null;
  const second = spot.offset < view.length ? draft.split(spot.index, spot.offset) : null;
  const key = second && draft.views[second.index]!.keys[0];
  if (tail) rest.pop();
  const end = tail && second ? putting.words(second, tail).offset : 0;
  let caret = lead ? putting.words({ ...spot, index: indexOfKey(draft, view.keys[0]) }, lead) : spot;
  if (rest.length) caret = putting.blocks(indexOfKey(draft, view.keys[0]), rest);
  return tail ? { index: indexOfKey(draft, key), offset: end } : caret;
}

function inOneLine(lines: readonly (readonly Piece[] | null)[]): Piece[] {
  const out: Piece[] = [];
  for (const line of lines) {
    if (!line?.length) continue;
    if (out.length) pushPiece(out, ' ', 0);
    for (const piece of line) pushPiece(out, piece.text, piece.marks, piece);
  }
  return out;
}

const indexOfKey = (draft: Draft, key: string | null | undefined): number =>
  Math.max(0, draft.views.findIndex((view) => key !== undefined && key !== null && view.keys.includes(key)));

/** Where the words of a block end; of a table, those of its last cell. */
export function endOf(draft: Draft, block: number): Spot {
  const index = tableEnd(draft.views, block);
  return { index, offset: draft.views[index]!.length };
}

/** Inserts words at a place; returns where they end. */
export function putWords(draft: Draft, spot: Spot, pieces: readonly Piece[], along?: Along): Spot {
  const { id, length } = draft.views[spot.index]!;
  draft.insertPieces(spot.index, spot.offset, pieces, along);
  const index = draft.views[spot.index]?.id === id ? spot.index : draft.find(id);
  if (index < 0) return spot;
  return { index, offset: spot.offset + draft.views[index]!.length - length };
}
