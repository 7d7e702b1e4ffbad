/**
 * Brings the sheet to what the draft shows, with the smallest steps: what is untouched is not looked at, and where
 * something changed only what differs is replaced, so that carets and a composition elsewhere are left alone.
 */

import { Fragment, Slice, type Attrs, type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { textblockAt } from './places';
import { attrsOf, cellOf, contentOf, paragraphOf, rowOf, tableOf, type Told } from './schema';
import type { View } from '../document/reading/view';

/** What a sheet shows, as it was last brought there. */
export interface Shown {
  views: readonly View[];
  numbers: readonly string[];
}

/** Stands on the sheet while a draft has no paragraph at all. */
export const NOTHING: View = {
  id: '', kind: 'plain', level: 0, direction: null, number: null, edited: false, locked: null, pieces: [], length: 0, keys: [],
};

/** A block of the sheet: a paragraph, a footnote, or a table with the views of its cells. */
interface Block {
  key: string;
  /** Place of its first view. */
  start: number;
  count: number;
}

function blocksOf(views: readonly View[]): Block[] {
  const out: Block[] = [];
  for (let i = 0; i < views.length; ) {
    const { id, kind, table } = views[i]!;
    const count = table ? 1 + table.rows.length * table.columns.length : 1;
    const type = table ? 'table ' : kind === 'note' ? 'note ' : '';
    out.push({ key: type + id, start: i, count });
    i += count;
  }
  return out;
}

/** The sheet that shows this. */
export function blockNodes({ views, numbers }: Shown, told: Told): Node[] {
  return blocksOf(views).map((block) => nodeOf(block, views, numbers, told));
}

function nodeOf({ start, count }: Block, views: readonly View[], numbers: readonly string[], told: Told): Node {
  const view = views[start]!;
  return view.table ? tableOf(view, views.slice(start + 1, start + count), told) : paragraphOf(view, numbers[start] ?? '', told);
}

const SIGNED = new WeakMap<View, boolean>();

/** Whether a view shows anything that depends on others: numbers, delegations. */
function isSigned(view: View): boolean {
  let signed = SIGNED.get(view);
  if (signed === undefined) SIGNED.set(view, (signed = view.pieces.some((piece) => piece.sign && piece.sign.type !== 'literal')));
  return signed;
}

/**
 * The way of a key stroke: one view differs, in its words alone, and no sign came, went or moved to another number.
 * Says whether that was all.
 */
export function syncOne(tr: Transaction, had: Shown, want: Shown, told: Told): boolean {
  const { views } = want;
  if (had.numbers !== want.numbers || had.views.length !== views.length) return false;
  let at = 0;
  while (at < views.length && had.views[at] === views[at]) at++;
  if (at === views.length) return true;
  let last = views.length - 1;
  while (had.views[last] === views[last]) last--;
  const [before, now] = [had.views[at]!, views[at]!];
  if (last !== at || before.id !== now.id || before.kind !== now.kind || before.table !== now.table || before.edited !== now.edited) return false;
  if (isSigned(before) !== isSigned(now) || (isSigned(now) && signsOf(before) !== signsOf(now))) return false;
  const block = textblockAt(tr.doc, at)!;
  update(tr, block.at - 1, block.node, shownAttrs(block.node, now, want.numbers[at] ?? ''), contentOf(now.pieces, told));
  return true;
}

function signsOf(view: View): string {
  let out = '';
  for (const { text, sign } of view.pieces) {
    if (sign) out += `${text} ${'note' in sign ? sign.note : 'to' in sign ? sign.to : 'id' in sign ? sign.id : ''} `;
  }
  return out;
}

/** Adds the steps from `had` to `want` to a transaction on the sheet that shows `had` (but for its own typing). */
export function syncSteps(tr: Transaction, had: Shown, want: Shown, told: Told): void {
  const old = blocksOf(had.views);
  const now = blocksOf(want.views);
  each(
    tr, 0, tr.doc, old, now,
    (block) => nodeOf(block, want.views, want.numbers, told),
    (at, node, a, b) => {
      const view = want.views[b.start]!;
      if (view.table) return syncTable(tr, at, node, had.views.slice(a.start, a.start + a.count), want.views.slice(b.start, b.start + b.count), told);
      const same = had.views[a.start] === view && had.numbers[a.start] === want.numbers[b.start];
      if (!same || isSigned(view)) update(tr, at, node, attrsOf(view, want.numbers[b.start] ?? ''), contentOf(view.pieces, told));
    },
  );
}

function syncTable(tr: Transaction, at: number, node: Node, had: readonly View[], want: readonly View[], told: Told): void {
  const [before, now] = [had[0]!, want[0]!];
  const [caption, grid] = [node.child(0), node.child(1)];
  const gridAt = at + 1 + caption.nodeSize;
  const from = before.table!;
  const to = now.table!;
  const wide = to.columns.length;
  const whole = before.table === to;
  if (!whole || want.some((view, i) => view !== had[i] || isSigned(view))) {
    const rows = (list: typeof to.rows) => list.map(({ id }, start) => ({ key: id, start, count: 1 }));
    each(
      tr, gridAt + 1, grid, rows(from.rows), rows(to.rows),
      (row) => rowOf(now, row.start, want.slice(1 + row.start * wide, 1 + (row.start + 1) * wide), told),
      (rowAt, row, a, b) => {
        const columns = (list: typeof to.columns) => list.map(({ id }, start) => ({ key: id, start, count: 1 }));
        const head = b.start < to.head;
        const viewOf = (c: number): View => want[1 + b.start * wide + c]!;
        each(
          tr, rowAt + 1, row, columns(from.columns), columns(to.columns),
          (column) => cellOf(viewOf(column.start), head, told),
          (cellAt, cell, x, y) => {
            const view = viewOf(y.start);
            const same = had[1 + a.start * from.columns.length + x.start] === view && cell.attrs['head'] === head;
            if (!same || isSigned(view)) update(tr, cellAt, cell, { ...attrsOf(view, ''), head }, contentOf(view.pieces, told));
          },
        );
        const { id, edited } = to.rows[b.start]!;
        setAttributes(tr, rowAt, row, { id, edited });
      },
    );
    setAttributes(tr, gridAt, grid, { columns: to.columns });
  }
  if (before !== now || isSigned(now)) update(tr, at + 1, caption, attrsOf(now, ''), contentOf(now.pieces, told));
  setAttributes(tr, at, node, { id: now.id, edited: now.edited });
}

/**
 * Pairs the children of a node with what should stand there and brings them to it, from the end to the beginning.
 * `start` is the position of the first child.
 */
function each(
  tr: Transaction,
  start: number,
  parent: Node,
  had: readonly Block[],
  want: readonly Block[],
  make: (block: Block) => Node,
  change: (at: number, node: Node, had: Block, want: Block) => void,
): void {
  const pairs = pair(had, want);
  const at: number[] = [];
  let sum = start;
  for (let i = 0; i < parent.childCount; i++) {
    at.push(sum);
    sum += parent.child(i).nodeSize;
  }
  at.push(sum);
  let next = want.length;
  let old = had.length;
  for (let k = pairs.length; k >= 0; k--) {
    const [i, j] = k > 0 ? pairs[k - 1]! : [-1, -1];
    const [from, to] = [at[i + 1]!, at[old]!];
    if (from < to || j + 1 < next) {
      const nodes = want.slice(j + 1, next).map(make);
      tr.step(new ReplaceStep(from, to, new Slice(Fragment.fromArray(nodes), 0, 0)));
    }
    if (k === 0) break;
    change(at[i]!, parent.child(i), had[i]!, want[j]!);
    old = i;
    next = j;
  }
}

/** The attributes that a textblock keeps from its place: whether a cell stands in a heading row. */
function shownAttrs(node: Node, view: View, number: string): Attrs {
  return 'head' in node.attrs ? { ...attrsOf(view, number), head: node.attrs['head'] } : attrsOf(view, number);
}

function setAttributes(tr: Transaction, at: number, node: Node, attrs: Attrs): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (node.attrs[name] !== value) tr.setNodeAttribute(at, name, value);
  }
}

function update(tr: Transaction, at: number, node: Node, attrs: Attrs, content: Fragment): void {
  setAttributes(tr, at, node, attrs);
  const start = node.content.findDiffStart(content);
  if (start === null) return;
  let { a, b } = node.content.findDiffEnd(content)!;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  tr.step(new ReplaceStep(at + 1 + start, at + 1 + a, new Slice(content.cut(start, b), 0, 0)));
}

/** Which stay: pairs of places, ascending in both; a longest such list in the middle that changed. */
function pair(had: readonly Block[], want: readonly Block[]): [number, number][] {
  let head = 0;
  const short = Math.min(had.length, want.length);
  while (head < short && had[head]!.key === want[head]!.key) head++;
  let tail = 0;
  while (tail < short - head && had[had.length - 1 - tail]!.key === want[want.length - 1 - tail]!.key) tail++;
  const place = new Map<string, number>();
  for (let j = head; j < want.length - tail; j++) place.set(want[j]!.key, j);
  const out: [number, number][] = [];
  for (let i = 0; i < head; i++) out.push([i, i]);
  // Longest increasing run of places; `ends[n]` is where the best run of length n + 1 ends.
  const known: [number, number][] = [];
  for (let i = head; i < had.length - tail; i++) {
    const j = place.get(had[i]!.key);
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
