/**
 * Brings the sheet to what the draft shows, with the smallest steps: untouched paragraphs are not looked at, and
 * in a changed one only what differs is replaced, so that carets and a composition elsewhere are left alone.
 */

import type { Node } from 'prosemirror-model';
import { Slice } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import type { View } from './view';
import { attrsOf, contentOf, paragraphOf } from './schema';

/** The paragraphs of a sheet as they were last brought there. */
export interface Shown {
  views: readonly View[];
  numbers: readonly string[];
}

/** Stands on the sheet while a draft has no paragraph at all. */
export const NOTHING: View = {
  id: '', kind: 'plain', level: 0, direction: null, number: null, edited: false, locked: null, pieces: [], length: 0, keys: [],
};

/** Adds the steps from `had` to `want` to a transaction on the sheet that shows `had` (but for its own typing). */
export function syncSteps(tr: Transaction, had: Shown, want: Shown): void {
  const doc = tr.doc;
  const pairs = pair(had.views, want.views);
  // Positions before each paragraph of the sheet as it is.
  const at: number[] = [];
  let sum = 0;
  doc.forEach((node) => {
    at.push(sum);
    sum += node.nodeSize;
  });
  at.push(sum);
  let next = want.views.length;
  let old = had.views.length;
  for (let k = pairs.length; k >= 0; k--) {
    const [i, j] = k > 0 ? pairs[k - 1]! : [-1, -1];
    replaceBetween(tr, at[i + 1]!, at[old]!, want, j + 1, next);
    if (k === 0) break;
    if (had.views[i] !== want.views[j] || had.numbers[i] !== want.numbers[j]) {
      update(tr, at[i]!, doc.child(i), want.views[j]!, want.numbers[j]!);
    }
    old = i;
    next = j;
  }
}

function replaceBetween(tr: Transaction, from: number, to: number, want: Shown, start: number, end: number): void {
  if (from === to && start === end) return;
  const nodes: Node[] = [];
  for (let j = start; j < end; j++) nodes.push(paragraphOf(want.views[j]!, want.numbers[j]!));
  if (nodes.length) tr.replaceWith(from, to, nodes);
  else tr.delete(from, to);
}

function update(tr: Transaction, at: number, node: Node, view: View, number: string): void {
  const attrs = attrsOf(view, number);
  for (const [name, value] of Object.entries(attrs)) {
    if (node.attrs[name] !== value) tr.setNodeAttribute(at, name, value);
  }
  const content = contentOf(view.pieces);
  const start = node.content.findDiffStart(content);
  if (start === null) return;
  let { a, b } = node.content.findDiffEnd(content)!;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  tr.replace(at + 1 + start, at + 1 + a, new Slice(content.cut(start, b), 0, 0));
}

/** Which paragraphs stay: pairs of places, ascending in both; a longest such list in the middle that changed. */
function pair(had: readonly View[], want: readonly View[]): [number, number][] {
  let head = 0;
  const short = Math.min(had.length, want.length);
  while (head < short && had[head]!.id === want[head]!.id) head++;
  let tail = 0;
  while (tail < short - head && had[had.length - 1 - tail]!.id === want[want.length - 1 - tail]!.id) tail++;
  const place = new Map<string, number>();
  for (let j = head; j < want.length - tail; j++) place.set(want[j]!.id, j);
  const out: [number, number][] = [];
  for (let i = 0; i < head; i++) out.push([i, i]);
  // Longest increasing run of places; `ends[n]` is where the best run of length n + 1 ends.
  const known: [number, number][] = [];
  for (let i = head; i < had.length - tail; i++) {
    const j = place.get(had[i]!.id);
    if (j !== undefined) known.push([i, j]);
  }
  const ends: number[] = [];
  const before: number[] = [];
  known.forEach(([, j], n) => {
    let length = ends.findIndex((end) => known[end]![1] >= j);
    if (length < 0) length = ends.length;
    before[n] = length > 0 ? ends[length - 1]! : -1;
    ends[length] = n;
  });
  const run: [number, number][] = [];
  for (let n = ends.length ? ends[ends.length - 1]! : -1; n >= 0; n = before[n]!) run.push(known[n]!);
  out.push(...run.reverse());
  for (let k = tail; k > 0; k--) out.push([had.length - k, want.length - k]);
  return out;
}
