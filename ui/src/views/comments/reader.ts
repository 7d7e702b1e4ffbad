/**
 * Comments in a text that only shows: which stretches of a paragraph are commented on, and which words a reader has
 * selected. Places are code points of the paragraph's text.
 */
import { layers } from '../../editor';
import type { CommentThread } from '../../lib/api/CommentThread';
import type { Run } from '../../lib/api/Run';
import type { Target } from './comments.svelte';

const DEEPEST = 3;

/** The runs of a paragraph, cut where comments begin and end; what is commented on says so by its classes. */
export function withComments(runs: readonly Run[], threads: readonly CommentThread[], active: string | null): Run[] {
  const ranges = threads.filter((one) => one.start < one.end).map((one) => ({ id: one.comment, from: one.start, to: one.end }));
  if (ranges.length === 0) return [...runs];
  const said = layers(ranges);
  const out: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const chars = [...run.text];
    const end = at + chars.length;
    let from = at;
    const cut = (to: number, classes: string[]): void => {
      if (to > from) out.push({ ...run, text: chars.slice(from - at, to - at).join(''), marks: [...run.marks, ...classes] });
      from = Math.max(from, to);
    };
    for (const layer of said.filter((one) => one.to > at && one.from < end)) {
      cut(Math.min(end, Math.max(at, layer.from)), []);
      const depth = layer.ids.length > 1 ? [`said-${Math.min(DEEPEST, layer.ids.length)}`] : [];
      cut(Math.min(end, layer.to), ['said', ...depth, ...(active !== null && layer.ids.includes(active) ? ['said-active'] : [])]);
    }
    cut(end, []);
    at = end;
  }
  return out;
}

/** The comments over a place of a paragraph, the narrowest first. */
export function commentsOver(threads: readonly CommentThread[], paragraph: string, place: number): CommentThread[] {
  const here = threads.filter((one) => !one.deleted && one.paragraph === paragraph && one.start <= place && place < one.end);
  return here.sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** How many code points of an element's text stand before a place in it. */
export function pointsBefore(words: Element, node: Node, offset: number): number {
  const range = words.ownerDocument.createRange();
  range.setStart(words, 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** The element that holds a paragraph's words, from any node in the paragraph. */
function wordsOf(node: Node | null): { paragraph: string; words: Element } | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const paragraph = element?.closest<HTMLElement>('[data-paragraph]');
  const words = paragraph?.querySelector('p, h2');
  return paragraph && words ? { paragraph: paragraph.dataset.paragraph ?? '', words } : null;
}

/** What is selected within `sheet`: words of the paragraph in which the selection begins, or where none are, that paragraph. */
export function selectedIn(sheet: Element): Target | null {
  const selection = sheet.ownerDocument.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!sheet.contains(range.startContainer)) return null;
  const here = wordsOf(range.startContainer);
  if (!here) return null;
  const { paragraph, words } = here;
  const whole = { paragraph, start: 0, end: 0, quote: '' };
  if (range.collapsed || !words.contains(range.startContainer)) return whole;
  const start = pointsBefore(words, range.startContainer, range.startOffset);
  const text = [...(words.textContent ?? '')];
  const end = words.contains(range.endContainer) ? pointsBefore(words, range.endContainer, range.endOffset) : text.length;
  const quote = text.slice(start, end).join('');
  return quote.trim() ? { paragraph, start, end, quote } : whole;
}
