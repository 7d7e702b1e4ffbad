/**
 * Keeps document symbols, names and numbers with letters together in text that runs from right to left: in
 * 'A/AC.290/2021/CRP.2/Rev.1' and '12 (a) bis [Alt 1]' what comes first stands left. A drawing over the sheet; the
 * text holds no direction marks for it.
 *
 * An element around such a stretch would not do: it is torn where formatting or another drawing begins inside, and
 * torn isolates stand in the wrong order. So a mark is drawn at each end (`sheet.css`), which nothing can tear.
 */

import { Decoration } from 'prosemirror-view';
import { ATOM, drawing, drawingKey, readingOf, type Block } from '../sheet/blocks';
import { isLtr, isRtl, leading } from './scripts';

const KEY = drawingKey('isolate');

export function isolates(composing: () => boolean) {
  return drawing({ key: KEY, shown: true, draw, composing });
}

export interface Isolated {
  from: number;
  to: number;
}

const OPEN = '([{';
const CLOSE = ')]}';
const DIGIT = /[0-9]/;
/** Arabic digits and marks that already say a direction: an isolate ends at them. */
const ENDS = /[\u0660-\u0669\u066b\u066c\u06f0-\u06f9\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/;

/** Stretches of a text that runs from right to left which run from left to right as one. */
export function isolatesIn(text: string): Isolated[] {
  const out: Isolated[] = [];
  let from = 0;
  let at = 0;
  for (const char of text) {
    if (isRtl(char) || ENDS.test(char) || char === ATOM) {
      between(text, from, at, out);
      from = at + char.length;
    }
    at += char.length;
  }
  between(text, from, at, out);
  return out;
}

/** Isolates in a part without any letter of the other direction: it is cut at brackets that have no partner in it. */
function between(text: string, from: number, to: number, out: Isolated[]): void {
  const partner = new Map<number, number>();
  const open: number[] = [];
  for (let i = from; i < to; i++) {
    if (OPEN.includes(text[i]!)) open.push(i);
    else if (CLOSE.includes(text[i]!) && open.length && OPEN.indexOf(text[open.at(-1)!]!) === CLOSE.indexOf(text[i]!)) {
      partner.set(i, open.at(-1)!).set(open.pop()!, i);
    }
  }
  let start = from;
  for (let i = from; i <= to; i++) {
    const lonely = i < to && (OPEN + CLOSE).includes(text[i]!) && !partner.has(i);
    if (i < to && !lonely) continue;
    trimmed(text, start, i, partner, out);
    start = i + 1;
  }
}

/** From the first letter or digit to the last, with the brackets and signs that belong to them. */
function trimmed(text: string, from: number, to: number, partner: Map<number, number>, out: Isolated[]): void {
  const chars = [...text.slice(from, to)];
  if (!chars.some(isLtr)) return;
  const counts = (char: string): boolean => isLtr(char) || DIGIT.test(char);
  let start = from;
  for (const char of chars) {
    if (counts(char)) break;
    start += char.length;
  }
  let end = to;
  for (const char of chars.toReversed()) {
    if (counts(char) || /\p{M}/u.test(char)) break;
    end -= char.length;
  }
  while (end < to && (partner.get(end) ?? end) < end && /[)\]}]/.test(text[end]!)) end++;
  while (start > from && (partner.get(start - 1) ?? to) < end) start--;
  // A bracket that was left outside takes its partner along.
  while (end > start && (partner.get(end - 1) ?? end) < start) end--;
  out.push({ from: start, to: end });
}

function draw({ node, at }: Block): Decoration[] {
  const text = readingOf(node);
  if (((node.attrs['direction'] as string | null) ?? leading(text)) !== 'rtl') return [];
  return isolatesIn(text).flatMap(({ from, to }) => [
    // The caret stays with what stands before it: outside of the isolate at its beginning, inside at its end.
    Decoration.widget(at + from, () => edge('open'), { side: 1, key: 'isolate', ignoreSelection: true }),
    Decoration.widget(at + to, () => edge('close'), { side: 1, key: 'isolated', ignoreSelection: true }),
  ]);
}

function edge(side: 'open' | 'close'): HTMLElement {
  const span = document.createElement('span');
  span.className = `isolate-${side}`;
  span.setAttribute('aria-hidden', 'true');
  return span;
}
