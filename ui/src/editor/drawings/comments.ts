/**
 * Shows on the sheet which words are commented on. A drawing over it, like {@link marking}: neither the draft nor what
 * is copied from it holds any of it. Where the comments stand is told from outside; between two tellings the places
 * move with what is written.
 *
 * Places are code points of a paragraph's text, as everywhere outside of the window; a sign counts as one.
 */

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

/** A range of words, or with `start === end` a whole paragraph. */
export interface Commented {
  id: string;
  paragraph: string;
  start: number;
  end: number;
}

/** A comment's range on the sheet, in ProseMirror's positions. */
interface Placed {
  id: string;
  from: number;
  to: number;
  whole: boolean;
}

interface Talk {
  placed: readonly Placed[];
  active: string | null;
  set: DecorationSet;
}

interface Told {
  comments?: readonly Commented[];
  active?: string | null;
}

const KEY = new PluginKey<Talk>('comments');
/** More comments than this over one word are drawn alike. */
const DEEPEST = 3;

export function comments(): Plugin<Talk> {
  return new Plugin<Talk>({
    key: KEY,
    state: {
      init: () => ({ placed: [], active: null, set: DecorationSet.empty }),
      apply(tr, had, _, state) {
        const told = tr.getMeta(KEY) as Told | undefined;
        if (!told && !tr.docChanged) return had;
        const placed = told?.comments ? place(state.doc, told.comments) : moved(had.placed, tr);
        const active = told?.active === undefined ? had.active : told.active;
        // What was drawn moves along with a key stroke; only what is told is drawn anew.
        return { placed, active, set: told ? draw(state.doc, placed, active) : had.set.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.set },
  });
}

/** The transaction that tells which comments stand where, or which one is looked at. */
export function tellComments(state: EditorState, told: Told): Transaction {
  return state.tr.setMeta(KEY, told);
}

/** The comments whose words the caret stands in, the narrowest first. */
export function commentsAt(state: EditorState): string[] {
  const { from, to } = state.selection;
  const here = (KEY.getState(state)?.placed ?? []).filter((one) => !one.whole && one.from <= from && one.to >= to);
  return here.sort((a, b) => a.to - a.from - (b.to - b.from)).map(({ id }) => id);
}

/** Where a comment stands on the sheet now. */
export function placeOf(state: EditorState, id: string): { from: number; to: number } | null {
  return KEY.getState(state)?.placed.find((one) => one.id === id) ?? null;
}

/** The selected words of the paragraph in which the selection begins, to be commented on; the whole paragraph if none are selected. */
export function toComment(state: EditorState): (Omit<Commented, 'id'> & { quote: string }) | null {
  const { $from, to } = state.selection;
  const block = $from.parent;
  const paragraph = nameOf(block) || (block.type.name === 'caption' ? nameOf($from.node(-1)) : '');
  if (!block.isTextblock || !paragraph) return null;
  const from = $from.parentOffset;
  const until = Math.min(block.content.size, to - $from.start());
  const quote = block.textBetween(from, Math.max(from, until));
  const start = pointsBefore(block, from);
  if (!quote.trim()) return { paragraph, start: 0, end: 0, quote: '' };
  return { paragraph, start, end: pointsBefore(block, until), quote };
}

function nameOf(node: Node): string {
  return (node.attrs['id'] as string | undefined) ?? '';
}

/** How many code points stand before a place in a textblock. */
function pointsBefore(block: Node, offset: number): number {
  let points = 0;
  block.forEach((child, at) => {
    if (at >= offset) return;
    points += child.isText ? [...child.text!.slice(0, offset - at)].length : 1;
  });
  return points;
}

/** The place in a textblock that has so many code points before it. */
function offsetOf(block: Node, points: number): number {
  let offset = 0;
  let left = points;
  block.forEach((child) => {
    if (left <= 0) return;
    const chars = child.isText ? [...child.text!] : [''];
    const taken = chars.slice(0, left);
    offset += child.isText ? taken.join('').length : 1;
    left -= taken.length;
  });
  return offset;
}

/** The textblocks by the id under which they are known outside: a table's is that of its caption. */
function blocks(doc: Node): Map<string, { node: Node; start: number; outer: { from: number; to: number } }> {
  const out = new Map<string, { node: Node; start: number; outer: { from: number; to: number } }>();
  doc.descendants((node, at, parent) => {
    if (!node.isTextblock) return true;
    const id = nameOf(node) || (parent && node.type.name === 'caption' ? nameOf(parent) : '');
    if (id) out.set(id, { node, start: at + 1, outer: { from: at, to: at + node.nodeSize } });
    return false;
  });
  return out;
}

function place(doc: Node, told: readonly Commented[]): Placed[] {
  if (told.length === 0) return [];
  const known = blocks(doc);
  return told.flatMap(({ id, paragraph, start, end }): Placed[] => {
    const block = known.get(paragraph);
    if (!block) return [];
    if (start === end) return [{ id, ...block.outer, whole: true }];
    const from = block.start + offsetOf(block.node, start);
    const to = block.start + offsetOf(block.node, end);
    return from < to ? [{ id, from, to, whole: false }] : [];
  });
}

/** What is written at the edge of a comment is not commented on. */
function moved(placed: readonly Placed[], tr: Transaction): Placed[] {
  return placed.flatMap((one) => {
    const from = tr.mapping.map(one.from, one.whole ? -1 : 1);
    const to = tr.mapping.map(one.to, one.whole ? 1 : -1);
    return from < to ? [{ ...one, from, to }] : [];
  });
}

function draw(doc: Node, placed: readonly Placed[], active: string | null): DecorationSet {
  const out: Decoration[] = [];
  for (const { id, from, to } of placed.filter((one) => one.whole)) {
    const node = doc.nodeAt(from);
    if (node && from + node.nodeSize === to) out.push(Decoration.node(from, to, { class: id === active ? 'said-whole said-active' : 'said-whole' }));
  }
  for (const { from, to, ids } of layers(placed.filter((one) => !one.whole))) {
    const looked = active !== null && ids.includes(active);
    const depth = String(Math.min(DEEPEST, ids.length));
    out.push(Decoration.inline(from, to, { class: looked ? 'said said-active' : 'said', 'data-depth': depth }));
  }
  return DecorationSet.create(doc, out);
}

/** Ranges that overlap, cut where one begins or ends, so that each stretch knows all that lie over it. */
export function layers<T extends { id: string; from: number; to: number }>(ranges: readonly T[]): { from: number; to: number; ids: string[] }[] {
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const out: { from: number; to: number; ids: string[] }[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!];
    const ids = ranges.filter((one) => one.from <= from && one.to >= to).map(({ id }) => id);
    if (ids.length) out.push({ from, to, ids });
  }
  return out;
}
