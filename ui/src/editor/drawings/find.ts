/**
 * Finding and replacing on the sheet, in everything that holds words: paragraphs, cells, footnotes. Finds as the
 * search over all papers does (`lib/state/fold`), but with punctuation, and never half of what a reader calls a
 * letter. What is found is drawn over the sheet; what is replaced goes through the binding like typed words.
 */

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { foldInPlace, isHan, type Folded } from '../../lib/state/fold';
import { ATOM, blocksOf, wordsOf } from '../sheet/blocks';
import { clean } from '../document/format';
import { clusterEnd, clusterStart } from '../sheet/graphemes';

export interface Sought {
  words: string;
  cased: boolean;
  whole: boolean;
}

/** From one place to another: of a text, or of the document. */
export interface Stretch {
  from: number;
  to: number;
}

export interface Finding extends Sought {
  matches: readonly Stretch[];
  /** Which of them is looked at; -1 if none. */
  at: number;
  set: DecorationSet;
}

const KEY = new PluginKey<Finding>('find');
const NOTHING: Finding = { words: '', cased: false, whole: false, matches: [], at: -1, set: DecorationSet.empty };
/** More than these are found and counted, but not coloured, around the one that is looked at. */
const DRAWN = 500;

/** All places in a text where the sought words stand, without overlap; offsets in UTF-16. */
export function matchesIn(text: string, sought: Sought, folded = foldInPlace(text, sought.cased)): Stretch[] {
  const words = foldInPlace(sought.words.replaceAll(ATOM, ''), sought.cased).text;
  const out: Stretch[] = [];
  if (words.trim() === '') return out;
  for (let i = folded.text.indexOf(words); i >= 0; ) {
    const found = whole(text, folded, i, i + words.length, sought.whole);
    if (found) out.push(found);
    i = folded.text.indexOf(words, found ? i + words.length : i + 1);
  }
  return out;
}

/** The place of a match in the text, unless it cuts a cluster, or a word where whole ones are sought. */
function whole(text: string, { text: folded, from }: Folded, start: number, end: number, words: boolean): Stretch | null {
  const first = clusterStart(text, from[start]!);
  const last = clusterEnd(text, from[end - 1]!);
  if (start > 0 && from[start - 1]! >= first) return null;
  if (end < from.length && from[end]! < last) return null;
  if (words && (isJoined(folded, start) || isJoined(folded, end))) return null;
  return { from: first, to: last };
}

/** Whether letters of one word stand on both sides of a place. */
function isJoined(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  const letter = (char: string): boolean => /[\p{L}\p{M}\p{N}_]/u.test(char) && !isHan(char);
  return letter(before) && letter(after);
}

/** Remembers the matches of each paragraph, so that a key stroke looks through one. */
class Memory {
  private folded = new WeakMap<Node, Folded>();
  private found = new WeakMap<Node, Stretch[]>();
  private sought: Sought | null = null;

  of(node: Node, sought: Sought): Stretch[] {
    const had = this.sought;
    if (had?.cased !== sought.cased) this.folded = new WeakMap();
    if (had?.cased !== sought.cased || had.words !== sought.words || had.whole !== sought.whole) this.found = new WeakMap();
    this.sought = { ...sought };
    let found = this.found.get(node);
    if (!found) {
      const text = wordsOf(node);
      let folded = this.folded.get(node);
      if (!folded) this.folded.set(node, (folded = foldInPlace(text, sought.cased)));
      this.found.set(node, (found = matchesIn(text, sought, folded)));
    }
    return found;
  }
}

export function finding(): Plugin<Finding> {
  const memory = new Memory();
  const look = (doc: Node, sought: Sought): Stretch[] =>
    blocksOf(doc)
      .flatMap(({ node, at }) => memory.of(node, sought).map(({ from, to }) => ({ from: at + from, to: at + to })))
      .sort((a, b) => a.from - b.from);
  return new Plugin<Finding>({
    key: KEY,
    state: {
      init: () => NOTHING,
      apply(tr, had, _, state) {
        const told = tr.getMeta(KEY) as Partial<Sought & { at: number }> | undefined;
        if (!told && (!tr.docChanged || had.words === '')) return had;
        const now = { ...had, ...told };
        if (now.words === '') return { ...now, matches: [], at: -1, set: DecorationSet.empty };
        const same = !tr.docChanged && now.words === had.words && now.cased === had.cased && now.whole === had.whole;
        const matches = same ? had.matches : look(state.doc, now);
        const at = told?.at ?? follow(matches, had, tr);
        return { ...now, matches, at, set: draw(state.doc, matches, at) };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.set },
  });
}

/** The one that was looked at stays so while the text changes around it. */
function follow(matches: readonly Stretch[], had: Finding, tr: Transaction): number {
  const one = had.matches[had.at];
  if (!one) return -1;
  const from = tr.mapping.map(one.from);
  return matches.findIndex((match) => match.from === from);
}

function draw(doc: Node, matches: readonly Stretch[], at: number): DecorationSet {
  const first = Math.max(0, Math.min(at - DRAWN / 2, matches.length - DRAWN));
  const near = matches.slice(first, first + DRAWN);
  const marks = near.map(({ from, to }, i) => Decoration.inline(from, to, { class: first + i === at ? 'found is-current' : 'found' }));
  return DecorationSet.create(doc, marks);
}

export function findingOf(state: EditorState): Finding {
  return KEY.getState(state) ?? NOTHING;
}

/** What is selected, if it is words of one paragraph and not more than `most`; else nothing. */
export function selectedWords({ selection, doc }: EditorState, most: number): string {
  const { $from, $to, from, to } = selection;
  return $from.sameParent($to) && to - from <= most ? doc.textBetween(from, to) : '';
}

/** The transaction that looks for something else. The first match from `start` on is looked at. */
export function seek(state: EditorState, sought: Partial<Sought>, start: number): Transaction {
  const tr = state.tr.setMeta(KEY, { ...sought, at: -1 });
  const { matches } = findingOf(state.apply(tr));
  if (matches.length === 0) return tr;
  const at = matches.findIndex((match) => match.from >= start);
  return select(tr.setMeta(KEY, { ...sought, at: Math.max(0, at) }), matches[Math.max(0, at)]!);
}

/** The transaction that looks at the next match, or the one before; round the end and on. Null if there is none. */
export function step(state: EditorState, way: -1 | 1): Transaction | null {
  const { matches, at } = findingOf(state);
  if (matches.length === 0) return null;
  const { from, to } = state.selection;
  let next: number;
  if (at >= 0) next = at + way;
  else if (way > 0) next = matches.findIndex((match) => match.from >= to);
  else next = matches.findLastIndex((match) => match.to <= from);
  if (at < 0 && next < 0) next = way > 0 ? 0 : matches.length - 1;
  const found = (next + matches.length) % matches.length;
  return select(state.tr.setMeta(KEY, { at: found }), matches[found]!);
}

function select(tr: Transaction, { from, to }: Stretch): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, from, to));
}

/** The transaction that replaces the match that is looked at; the caret stands behind it then. Null if there is none. */
export function replaceOne(state: EditorState, replacement: string): Transaction | null {
  const { matches, at } = findingOf(state);
  const one = matches[at];
  if (!one || isLocked(state.doc, one)) return null;
  const text = clean(replacement);
  const tr = put(state.tr, one, text).setMeta(KEY, { at: -1 }).setMeta('uiEvent', 'replace');
  return tr.setSelection(TextSelection.create(tr.doc, one.from + text.length));
}

/** The transaction that replaces all matches at once: one step of undo. Null if there are none. */
export function replaceAll(state: EditorState, replacement: string): Transaction | null {
  const matches = findingOf(state).matches.filter((match) => !isLocked(state.doc, match));
  if (matches.length === 0) return null;
  const text = clean(replacement);
  // From the end, so that the places of the others stay.
  const tr = matches.toReversed().reduce((tr, match) => put(tr, match, text), state.tr);
  return tr.setMeta('uiEvent', 'replace');
}

/** Words of a newer version's kind are found but not written to. */
const isLocked = (doc: Node, { from }: Stretch): boolean => Boolean(doc.resolve(from).parent.attrs['locked']);

/** The new words look as the old ones did at both ends. */
function put(tr: Transaction, { from, to }: Stretch, text: string): Transaction {
  if (text === '') return tr.delete(from, to);
  const across = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
  // A bracket that is a mere character is so by itself, not as what stands in its place.
  const marks = across.filter((mark) => mark.type.name !== 'literal');
  return tr.replaceWith(from, to, tr.doc.type.schema.text(text, marks));
}
