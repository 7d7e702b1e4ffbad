/** Footnotes, references and links, as a person handles them. */

import type { Binding } from '../binding';
import type { Draft, Spot } from '../../document/draft';
import { isRoot, roomOf, signOf } from '../edits';
import { isLink } from '../../document/format';
import type { View } from '../../document/reading/view';
import { selected } from './brackets';

/** Puts a footnote at the caret; the caret then stands in it. A footnote has none of its own. */
export function insertFootnote(binding: Binding): boolean {
  const { to } = binding.selection();
  const view = binding.draft.views[to.index];
  if (view && (view.locked !== null || roomOf(view) === 'note')) return false;
  binding.command((draft) => draft.insertNote(to.index, to.offset));
  return true;
}

/** The sign that the caret stands beside, or that alone is selected; of two the one before the caret. */
export function signAt<T extends 'note' | 'ref'>(binding: Binding, type: T): { spot: Spot; id: string } | null {
  const { from, to } = binding.selection();
  if (from.index !== to.index || to.offset - from.offset > 1) return null;
  const view = binding.draft.views[from.index];
  const start = from.offset === to.offset ? from.offset - 1 : from.offset;
  let at = 0;
  let found: { spot: Spot; id: string } | null = null;
  for (const { text, sign } of view?.pieces ?? []) {
    if (at >= start && at <= from.offset && sign?.type === type && !found) {
      const id = sign.type === 'note' ? sign.note : sign.type === 'ref' ? sign.to : '';
      found = { spot: { index: from.index, offset: at }, id };
    }
    at += text.length;
  }
  return found;
}

/** From a footnote's sign to the footnote and back, from a reference to what it refers to. Says whether there was a way. */
export function jump(binding: Binding): boolean {
  const { draft } = binding;
  const view = draft.views[binding.selection().head.index];
  if (view?.kind === 'note') {
    const sign = signOf(draft, view.id);
    if (sign) binding.stand(sign);
    return sign !== null;
  }
  const to = signAt(binding, 'note') ?? signAt(binding, 'ref');
  return to !== null && goTo(binding, to.id);
}

/** Puts the caret at the end of a footnote, or at the beginning of anything else. */
export function goTo(binding: Binding, id: string): boolean {
  const index = binding.draft.find(id);
  if (index < 0) return false;
  const view = binding.draft.views[index]!;
  binding.stand({ index, offset: view.kind === 'note' ? view.length : 0 });
  return true;
}

/** What can be referred to. */
export interface Target {
  id: string;
  kind: View['kind'];
  /** As the draft has it, to be written for the reader. */
  number: string | null;
  words: string;
}

const FIRST_WORDS = 80;

/** The first words of what shows, without its signs. */
export function wordsOf(view: View): string {
  let words = '';
  for (const { text, sign } of view.pieces) {
    if (!sign || sign.type === 'bracket' || sign.type === 'literal') words += text;
    if (words.length > FIRST_WORDS) break;
  }
  words = words.trim();
  return words.length > FIRST_WORDS ? `${words.slice(0, FIRST_WORDS).trimEnd()}…` : words;
}

/** The paragraphs, tables and footnotes that a reference can lead to, in their order. */
export function targets(draft: Draft): Target[] {
  const { views, numbers } = draft;
  const out: Target[] = [];
  views.forEach((view, i) => {
    const { id, kind } = view;
    if (kind === 'cell') return;
    const number = kind === 'note' ? draft.noteNumber(id) : (numbers[i] ?? null);
    const words = wordsOf(view);
    if (words || number || view.table) out.push({ id, kind: isRoot(view) && !view.table && kind === 'table' ? 'plain' : kind, number, words });
  });
  return out;
}

/** Puts a reference in the place of the selection. */
export function insertReference(binding: Binding, to: string): boolean {
  const { from, to: end } = binding.selection();
  if (binding.draft.views[from.index]?.locked) return false;
  binding.command((draft) => {
    const spot = binding.cutSelection(from, end);
    return draft.insertReference(spot.index, spot.offset, to);
  });
  return true;
}

/** Words with one address. */
export interface AtLink {
  index: number;
  from: number;
  to: number;
  href: string;
}

/** The link that the caret is in or beside. */
export function linkAt(binding: Binding): AtLink | null {
  const { from, to } = binding.selection();
  if (from.index !== to.index) return null;
  const runs: AtLink[] = [];
  let at = 0;
  for (const { text, link } of binding.draft.views[from.index]?.pieces ?? []) {
    const last = runs.at(-1);
    if (link && last?.href === link && last.to === at) last.to = at + text.length;
    else if (link) runs.push({ index: from.index, from: at, to: at + text.length, href: link });
    at += text.length;
  }
  return runs.find((run) => run.from <= from.offset && to.offset <= run.to) ?? null;
}

/** Makes the selection a link (of the link at the caret the whole), or plain words for null. Says whether there was anything to link. */
export function setLink(binding: Binding, href: string | null): boolean {
  if (href !== null && !isLink(href)) return false;
  const { empty, anchor, head } = binding.selection();
  const here = empty ? linkAt(binding) : null;
  const stretches = here ? [here] : selected(binding);
  if (stretches.length === 0) return false;
  binding.command((draft) => {
    for (const { index, from, to } of stretches) draft.link(index, from, to, href);
  });
  binding.stand(head, anchor);
  return true;
}

/** Writes an address as a link where nothing is selected. */
export function insertLink(binding: Binding, href: string, words: string): boolean {
  const { from, to } = binding.selection();
  if (!isLink(href) || binding.draft.views[from.index]?.locked) return false;
  binding.command((draft) => {
    const spot = binding.cutSelection(from, to);
    const { length } = draft.views[spot.index]!;
    draft.insertPieces(spot.index, spot.offset, [{ text: words, marks: 0, link: href }]);
    return { index: spot.index, offset: spot.offset + draft.views[spot.index]!.length - length };
  });
  return true;
}
