/** Which brackets of a paragraph are pairs, by the rules of `docs/formats/draft.md`, *Inline signs*. Pure. */

import { slicePieces, textOf, type Piece } from '../format';
import type { Bracket } from './view';

/** A pair, or a lone sign that needs a hand. */
export type Pair = Omit<Bracket, 'behind'>;

interface Mark {
  at: number;
  open: boolean;
  id: string | null;
}

/** The characters that can be brackets: marked ones, and typed ones that are not literal. */
function marksOf(pieces: readonly Piece[]): Mark[] {
  const out: Mark[] = [];
  let at = 0;
  for (const { text, sign } of pieces) {
    if (sign?.type === 'bracket') out.push({ at, open: text === '[', id: sign.id });
    else if (!sign) for (const { 0: c, index } of text.matchAll(/[[\]]/g)) out.push({ at: at + index, open: c === '[', id: null });
    at += text.length;
  }
  return out;
}

interface Found {
  open: number;
  close: number;
  id: string | null;
}

const crosses = (a: { open: number; close: number }, b: { open: number; close: number }): boolean =>
  (a.open < b.open && b.open < a.close && a.close < b.close) || (b.open < a.open && a.open < b.close && b.close < a.close);

/** Signs of one id: the first opening one and the first closing one behind it. */
function marked(marks: readonly Mark[]): Found[] {
  const out = new Map<string, { open: number; close: number | null }>();
  for (const { at, open, id } of marks) {
    if (id === null) continue;
    const pair = out.get(id);
    if (open && !pair) out.set(id, { open: at, close: null });
    else if (!open && pair && pair.close === null) pair.close = at;
  }
  return [...out].flatMap(([id, { open, close }]) => (close === null ? [] : [{ open, close, id }]));
}

/** Typed ones, each with the nearest that does not cross a marked pair. */
function typed(marks: readonly Mark[], pairs: readonly Found[]): Found[] {
  const out: Found[] = [];
  const stack: number[] = [];
  for (const { at, open, id } of marks) {
    if (id !== null) continue;
    if (open) {
      stack.push(at);
      continue;
    }
    for (let i = stack.length - 1; i >= 0; i--) {
      const pair = { open: stack[i]!, close: at, id };
      if (pairs.some((other) => crosses(pair, other))) continue;
      stack.length = i;
      out.push(pair);
      break;
    }
  }
  return out;
}

const remembered = new WeakMap<readonly Piece[], readonly Pair[]>();

/** The pairs of a paragraph and what is left over, in the order of their first signs. */
export function pairsOf(pieces: readonly Piece[]): readonly Pair[] {
  let pairs = remembered.get(pieces);
  if (!pairs) remembered.set(pieces, (pairs = read(pieces)));
  return pairs;
}

function read(pieces: readonly Piece[]): Pair[] {
  const marks = marksOf(pieces);
  if (marks.length === 0) return [];
  const byMark = marked(marks);
  const all = [...byMark, ...typed(marks, byMark)];
  const crossing = new Set(byMark.filter((a) => byMark.some((b) => crosses(a, b))));
  const whole = all.filter((pair) => !crossing.has(pair)).sort((a, b) => a.open - b.open);
  const used = new Set(all.flatMap(({ open, close }) => [open, close]));
  const out: Pair[] = [];
  const around: { pair: Found; last: Pair | null }[] = [{ pair: { open: -1, close: Infinity, id: null }, last: null }];
  let slots = 0;
  for (const pair of whole) {
    while (around[around.length - 1]!.pair.close < pair.open) around.pop();
    const outer = around[around.length - 1]!;
    const beside = outer.last && areAlternatives(pieces, outer.last.close!, pair.open);
    const found: Pair = { ...pair, depth: around.length - 1, slot: beside ? outer.last!.slot : slots++, flagged: false };
    outer.last = found;
    around.push({ pair, last: null });
    out.push(found);
  }
  const flag = (open: number | null, close: number | null, id: string | null): void => {
    const at = open ?? close!;
    const depth = whole.filter((pair) => pair.open < at && at < pair.close).length;
    out.push({ open, close, id, depth, slot: slots++, flagged: true });
  };
  for (const { open, close, id } of crossing) flag(open, close, id);
  for (const { at, open, id } of marks) if (!used.has(at)) flag(open ? at : null, open ? null : at, id);
  return out.sort((a, b) => (a.open ?? a.close!) - (b.open ?? b.close!));
}

/** Nothing but white space and at most one stroke stands between. */
function areAlternatives(pieces: readonly Piece[], close: number, open: number): boolean {
  return ['', '/'].includes(textOf(slicePieces(pieces, close + 1, open)).trim());
}

/** The partner of each marked sign, by place. */
export function partnersOf(pieces: readonly Piece[]): Map<number, number> {
  const out = new Map<number, number>();
  for (const { open, close, id } of pairsOf(pieces)) {
    if (id === null || open === null || close === null) continue;
    out.set(open, close);
    out.set(close, open);
  }
  return out;
}
