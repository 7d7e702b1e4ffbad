/** Commands on brackets: put words in brackets, write alternatives, settle them. */

import { pairsOf } from '../reading/brackets';
import { textOf, slicePieces, type Piece } from '../format';
import { cleanPieces, cut, fill, isLocked, settled, sorted, type Stretch } from './words';
import { INHERIT, type Spot, type Writer } from './writer';
import type { Bracket, Settlement } from '../reading/view';

/** Ids of the delegations behind a pair. */
export function behindOf(w: Writer, id: string): readonly string[] {
  const value = w.attributesOf(id).get('behind') ?? '';
  return value.split(' ').filter((one) => /^[0-9a-f]{32}$/.test(one));
}

export function bracketsOf(w: Writer, index: number): readonly Bracket[] {
  return pairsOf(w.group(index).view.pieces).map((pair) => ({ ...pair, behind: pair.id === null ? [] : behindOf(w, pair.id) }));
}

const signOf = (text: '[' | ']', id: string): Piece => ({ text, marks: INHERIT, sign: { type: 'bracket', id } });

/** Puts the words `from..to` in brackets. */
export function bracket(w: Writer, index: number, from: number, to: number, behind: readonly string[]): void {
  if (isLocked(w.group(index)) || from > to) return;
  w.together(() => {
    const group = fill(w, index);
    const id = w.hosts.random();
    const { layout } = w;
    const [close, open] = [to, from].map((offset) => layout.position(layout.place(group, offset))) as [number, number];
    // Parts of a joined paragraph need not stand in the order of the text.
    const [first, second] = open <= close ? ([[close, ']'], [open, '[']] as const) : ([[open, '['], [close, ']']] as const);
    w.insertWords(first[0], [signOf(first[1], id)]);
    w.insertWords(second[0], [signOf(second[1], id)]);
    if (behind.length) w.set(id, 'behind', sorted(behind));
  });
}

/** The pairs of one slot, in order. */
function alternativesOf(w: Writer, index: number, one: Bracket): Bracket[] {
  return bracketsOf(w, index).filter((other) => !other.flagged && other.slot === one.slot);
}

/** Writes another wording behind the alternatives of a bracket. Returns the caret at its end, within its bracket. */
export function addAlternative(w: Writer, index: number, one: Bracket, pieces: readonly Piece[], behind: readonly string[]): Spot {
  const group = w.group(index);
  const last = alternativesOf(w, index, one).at(-1);
  const at = (last?.close ?? one.close ?? one.open ?? 0) + 1;
  if (isLocked(group)) return { index, offset: at };
  const id = w.hosts.random();
  const words = settled(w, cleanPieces(pieces), group.view.kind === 'note');
  const all: Piece[] = [{ text: ' / ', marks: 0 }, { ...signOf('[', id), marks: 0 }, ...words, { ...signOf(']', id), marks: 0 }];
  w.together(() => {
    w.insertWords(w.layout.position(w.layout.place(group, at)), all);
    if (behind.length) w.set(id, 'behind', sorted(behind));
  });
  return { index, offset: at + textOf(all).length - 1 };
}

const OPENS = '([{«“‘（【《「『';
const CLOSES = '.,;:!?)]}»”’…،؛؟，。；：、！？）】》」』';

/** What goes, with the space that would stand twice, at the beginning, or in front of what ends a sentence. */
function withSpace(text: string, from: number, to: number): Stretch {
  const white = (c: string | undefined): boolean => c !== undefined && /^\p{White_Space}$/u.test(c);
  let [first, last] = [from, to];
  while (white(text[first - 1])) first -= 1;
  while (white(text[last])) last += 1;
  const [before, behind] = [text[from - 1], text[to]];
  if (last > to && (before === undefined || white(before) || OPENS.includes(before))) return { from, to: last };
  return behind === undefined || CLOSES.includes(behind) ? { from: first, to } : { from, to };
}

/** Settles a bracket: its words stay, or go, or stay in place of its alternatives. Returns the caret. */
export function settle(w: Writer, index: number, one: Bracket, how: Settlement): Spot {
  const group = w.group(index);
  const signs: Stretch[] = [one.open, one.close].filter((at) => at !== null).map((at) => ({ from: at, to: at + 1 }));
  const { open, close } = one;
  let stretches = signs;
  if (open !== null && close !== null && !one.flagged) {
    const all = alternativesOf(w, index, one);
    const at = all.findIndex((other) => other.open === open);
    if (how === 'drop') {
      const [before, behind] = [all[at - 1], all[at + 1]];
      // One of several takes along what parts it from its neighbour.
      if (before) stretches = [{ from: before.close! + 1, to: close + 1 }];
      else if (behind) stretches = [{ from: open, to: behind.open! }];
      else stretches = [withSpace(textOf(group.view.pieces), open, close + 1)];
    } else if (how === 'choose') {
      const [first, last] = [all[0]!, all.at(-1)!];
      stretches = [{ from: first.open!, to: open + 1 }, { from: close, to: last.close! + 1 }];
    }
  }
  w.together(() => cut(w, group, stretches));
  const caret = open ?? close ?? 0;
  const before = stretches.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, caret) - from), 0);
  return { index, offset: Math.max(0, caret - before) };
}

/** Says who is behind a bracket; a typed pair gets an id for it. */
export function setBehind(w: Writer, index: number, one: Bracket, behind: readonly string[]): void {
  if (isLocked(w.group(index))) return;
  w.together(() => {
    const id = one.id ?? pairLiteral(w, index, one);
    if (id) w.set(id, 'behind', sorted(behind));
  });
}

/** Gives a typed pair an id. Returns it. */
export function pairLiteral(w: Writer, index: number, one: Bracket): string | null {
  if (one.id !== null || one.open === null || one.close === null || isLocked(w.group(index))) return one.id;
  const id = w.hosts.random();
  markSigns(w, index, one, 'bracket', id);
  return id;
}

/** Makes the signs of a bracket mere characters. */
export function makeLiteral(w: Writer, index: number, one: Bracket): void {
  if (isLocked(w.group(index))) return;
  w.together(() => {
    if (one.id !== null) markSigns(w, index, one, 'bracket', null);
    markSigns(w, index, one, 'literal', true);
  });
}

function markSigns(w: Writer, index: number, one: Bracket, key: string, value: string | true | null): void {
  const group = w.group(index);
  const pieces = group.view.pieces;
  w.together(() => {
    for (const at of [one.open, one.close]) {
      if (at === null || !'[]'.includes(textOf(slicePieces(pieces, at, at + 1)) || ' ')) continue;
      for (const range of w.layout.ranges(group, at, at + 1)) w.markWords(range.start, range.end, key, value);
    }
  });
}
