/**
 * Counting words as a translator bills them: words of scripts that part them by spaces (and of Thai and the like, as
 * the system parts them), and each Chinese character as one.
 */

import type { Node } from 'prosemirror-model';
import { isHan } from '../../lib/state/fold';
import { ATOM, blocksOf, wordsOf } from './blocks';

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });
const LIKE_WORD = /[\p{L}\p{N}]/u;
const KNOWN = new WeakMap<Node, number>();

/** The words of a text. */
export function countWords(text: string): number {
  let count = 0;
  let rest = '';
  // Chinese and what comes after it are counted apart, or the system would part it into words of its own.
  for (const char of text) {
    const han = isHan(char);
    if (han) count++;
    rest += han || char === ATOM ? ' ' : char;
  }
  // Not by `isWordLike`: for WebKit a word that ends with a digit, and a number, is none.
  for (const { segment } of WORDS.segment(rest)) if (LIKE_WORD.test(segment)) count++;
  return count;
}

/** The words of a paragraph; counted once for each of its states. */
export function countBlock(node: Node): number {
  let count = KNOWN.get(node);
  if (count === undefined) KNOWN.set(node, (count = countWords(wordsOf(node))));
  return count;
}

/**
 * Counts the paragraphs that have not been counted yet until it is `enough`; says whether that was all of them, and
 * {@link countBetween} is done at once. Parting the words of a long paper takes a web view many frames.
 */
export function countAhead(doc: Node, enough: () => boolean): boolean {
  for (const { node } of blocksOf(doc)) {
    if (KNOWN.has(node)) continue;
    if (enough()) return false;
    countBlock(node);
  }
  return true;
}

/** The words between two places of a document. */
export function countBetween(doc: Node, from = 0, to = doc.content.size): number {
  return blocksOf(doc, from, to).reduce((sum, { node, at }) => {
    if (from <= at && to >= at + node.content.size) return sum + countBlock(node);
    return sum + countWords(wordsOf(node).slice(Math.max(0, from - at), to - at));
  }, 0);
}
