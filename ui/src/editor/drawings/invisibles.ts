/**
 * Characters that cannot be seen, shown on request: non-breaking spaces, joiners, direction marks. The signs are drawn
 * over the sheet; neither the draft nor what is copied holds them.
 */

import { Decoration } from 'prosemirror-view';
import type { Binding } from '../sheet/binding';
import { drawing, drawingKey, tellDrawing, wordsOf, type Block } from '../sheet/blocks';

/** Those that can be inserted, by the name of their message. */
export const INSERTED = {
  nbsp: '\u00a0',
  nnbsp: '\u202f',
  nbhyphen: '\u2011',
  lrm: '\u200e',
  rlm: '\u200f',
  lri: '\u2066',
  rli: '\u2067',
  pdi: '\u2069',
  zwnj: '\u200c',
  zwj: '\u200d',
} as const;

export type InvisibleName = keyof typeof INSERTED;

/** What stands for each on the sheet. */
const SIGNS: Record<string, string> = {
  '\u00a0': '°', '\u202f': '˚', '\u2011': '‑', '\u00ad': '¬', '\u200b': '|', '\u200c': 'ZWNJ', '\u200d': 'ZWJ', '\u2060': 'WJ',
  '\u200e': 'LRM', '\u200f': 'RLM', '\u061c': 'ALM', '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO',
  '\u202e': 'RLO', '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\ufeff': 'BOM',
};
const INVISIBLE = /[\u00a0\u00ad\u061c\u200b-\u200f\u2011\u202a-\u202f\u2060\u2066-\u2069\ufeff]/g;

const KEY = drawingKey('invisibles');

export function invisibles(composing: () => boolean, shown = false) {
  return drawing({ key: KEY, shown, draw: signs, composing });
}

export const showInvisibles = (binding: Binding, on: boolean): void => binding.dispatch(tellDrawing(KEY, binding.state, on));

/** Types one of them at the caret. */
export function insertInvisible(binding: Binding, name: InvisibleName): void {
  binding.dispatch(binding.state.tr.insertText(INSERTED[name]).scrollIntoView());
}

function signs({ node, at }: Block): Decoration[] {
  return [...wordsOf(node).matchAll(INVISIBLE)].map(({ 0: char, index }) => {
    const sign = SIGNS[char] ?? '';
    // Before the character itself: a joiner still joins what it stands between.
    return Decoration.widget(at + index, () => signOf(sign), { side: -1, key: `sign ${sign}`, ignoreSelection: true });
  });
}

function signOf(sign: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'invisible';
  span.dataset['sign'] = sign;
  span.setAttribute('aria-hidden', 'true');
  return span;
}
