/**
 * The paragraphs of a sheet for those who only look: every node that holds words, wherever it stands, and which of
 * them a transaction has changed. Changes nothing.
 */

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

/** Stands for an inline atom (a bracket, a footnote) in {@link wordsOf}: it matches nothing and is no letter. */
export const ATOM = '\ufffc';

/** The words of a node as they read, of the same length: a bracket is the bracket that it shows. */
export function readingOf(node: Node): string {
  let words = '';
  node.forEach((child) => {
    const shown = child.isText ? child.text! : (child.type.spec.leafText?.(child) ?? ATOM);
    words += shown.length === child.nodeSize ? shown : ATOM.repeat(child.nodeSize);
  });
  return words;
}

/** A node that holds words, and where its content begins. */
export interface Block {
  node: Node;
  at: number;
}

const KNOWN = new WeakMap<Node, string>();

/** The words of a node, as long as its content: each inline atom is one {@link ATOM}. */
export function wordsOf(node: Node): string {
  let words = KNOWN.get(node);
  if (words === undefined) {
    words = '';
    node.forEach((child) => {
      words += child.isText ? child.text! : ATOM.repeat(child.nodeSize);
    });
    KNOWN.set(node, words);
  }
  return words;
}

/** All nodes with words between two places, in order. */
export function blocksOf(doc: Node, from = 0, to = doc.content.size): Block[] {
  const out: Block[] = [];
  doc.nodesBetween(from, to, (node, at) => {
    if (node.inlineContent) out.push({ node, at: at + 1 });
    return !node.isText;
  });
  return out;
}

/** Between which places of the new document something differs; whole nodes of the first level, by identity. */
export function changed(before: Node, after: Node): { from: number; to: number } | null {
  if (before === after) return null;
  const short = Math.min(before.childCount, after.childCount);
  let from = 0;
  let head = 0;
  while (head < short && before.child(head) === after.child(head)) from += after.child(head++).nodeSize;
  let to = after.content.size;
  for (let tail = 1; tail <= short - head && before.child(before.childCount - tail) === after.child(after.childCount - tail); tail++) {
    to -= after.child(after.childCount - tail).nodeSize;
  }
  return { from, to };
}

interface Drawn {
  set: DecorationSet;
  /** Something was not drawn while a word was being composed. */
  stale: boolean;
  shown: boolean;
}

/** A drawing over each paragraph that depends on that paragraph alone. */
export interface Drawing {
  key: PluginKey<Drawn>;
  shown: boolean;
  /** `at` is where the block's content begins. */
  draw: (block: Block) => Decoration[];
  composing: () => boolean;
}

/** The plugin that keeps such a drawing: a key stroke draws one paragraph anew, and none while a word is composed. */
export function drawing({ key, shown, draw, composing }: Drawing): Plugin<Drawn> {
  const all = (doc: Node, from?: number, to?: number): Decoration[] => blocksOf(doc, from, to).flatMap(draw);
  const afresh = (state: EditorState, on: boolean): Drawn => {
    return { set: on ? DecorationSet.create(state.doc, all(state.doc)) : DecorationSet.empty, stale: false, shown: on };
  };
  return new Plugin<Drawn>({
    key,
    state: {
      init: (_, state) => afresh(state, shown),
      apply(tr, had, before, state) {
        const told = tr.getMeta(key) as boolean | undefined;
        if (told !== undefined && told !== had.shown) return afresh(state, told);
        if (!had.shown) return had;
        if (composing()) return tr.docChanged ? { ...had, set: had.set.map(tr.mapping, tr.doc), stale: true } : had;
        if (had.stale) return afresh(state, true);
        const range = changed(before.doc, state.doc);
        if (!range) return had;
        let set = had.set.map(tr.mapping, tr.doc);
        set = set.remove(set.find(range.from, range.to));
        return { ...had, set: set.add(tr.doc, range.from < range.to ? all(tr.doc, range.from, range.to) : []) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
  });
}

/** The transaction that shows or hides a drawing. */
export function tellDrawing(key: PluginKey<Drawn>, state: EditorState, on: boolean): Transaction {
  return state.tr.setMeta(key, on);
}

export const drawingKey = (name: string): PluginKey<Drawn> => new PluginKey<Drawn>(name);
