/**
 * What a reader calls one letter: an Arabic letter with its vowel signs, a flag, a family, a Hangul syllable. Backspace
 * and Delete take one of these as a whole.
 */

import type { EditorState, Transaction } from 'prosemirror-state';
import { ATOM, wordsOf } from './blocks';

const CLUSTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The cluster that holds the character at `at`. A space begins one, so nothing before the last space matters. */
function cluster(text: string, at: number): { start: number; end: number } {
  const from = Math.max(0, text.lastIndexOf(' ', at));
  const next = text.indexOf(' ', at + 1);
  const { segment, index } = CLUSTERS.segment(next < 0 ? text.slice(from) : text.slice(from, next)).containing(at - from)!;
  return { start: from + index, end: from + index + segment.length };
}

/** Where the cluster begins that holds the character at `at`. */
export function clusterStart(text: string, at: number): number {
  return at >= text.length ? text.length : cluster(text, at).start;
}

/** Where the cluster ends that holds the character at `at`. */
export function clusterEnd(text: string, at: number): number {
  return at >= text.length ? text.length : cluster(text, at).end;
}

/**
 * The transaction that deletes the letter before the caret (-1) or behind it (1). Null if something is selected, or
 * if no letter of this paragraph stands there: what else may stand there, others delete.
 */
export function eraseCluster(state: EditorState, way: -1 | 1): Transaction | null {
  const { $from, empty, from } = state.selection;
  if (!empty || !$from.parent.inlineContent) return null;
  if (!(way < 0 ? $from.nodeBefore : $from.nodeAfter)?.isText) return null;
  const text = wordsOf($from.parent);
  const offset = $from.parentOffset;
  const base = from - offset;
  if (way > 0) return state.tr.delete(from, base + clusterEnd(text, offset)).scrollIntoView();
  const start = Math.max(clusterStart(text, offset - 1), text.lastIndexOf(ATOM, offset - 1) + 1);
  return state.tr.delete(base + start, from).scrollIntoView();
}
