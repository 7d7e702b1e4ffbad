/**
 * Shows in the text what one has changed of the revision: insertions underlined, deletions struck through. A
 * drawing over the sheet: neither the draft nor what is copied from it holds any of it.
 */

import type { Fragment, Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { changes, type Change } from './compare';

/** A paragraph of the revision. */
export interface BaseParagraph {
  id: string;
  text: string;
}

interface Marking {
  base: readonly BaseParagraph[] | null;
  shown: boolean;
  set: DecorationSet;
}

const KEY = new PluginKey<Marking>('marking');

/** Remembers the comparison of each paragraph's words, so that a key stroke compares one paragraph. */
class Memory {
  private readonly known = new WeakMap<Fragment, { old: string; changes: Change[] }>();

  of(node: Node, old: string): Change[] {
    const had = this.known.get(node.content);
    if (had && had.old === old) return had.changes;
    const found = changes(old, node.textContent);
    this.known.set(node.content, { old, changes: found });
    return found;
  }
}

/** `composing` says whether a word is being composed: then nothing is drawn anew. */
export function marking(composing: () => boolean): Plugin<Marking> {
  const memory = new Memory();
  return new Plugin<Marking>({
    key: KEY,
    state: {
      init: () => ({ base: null, shown: true, set: DecorationSet.empty }),
      apply(tr, had, _, state) {
        const told = tr.getMeta(KEY) as Partial<Marking> | undefined;
        if (!told && !tr.docChanged) return had;
        const now = { ...had, ...told };
        if (!told && composing()) return { ...now, set: had.set.map(tr.mapping, tr.doc) };
        return { ...now, set: now.base && now.shown ? draw(state.doc, now.base, memory) : DecorationSet.empty };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.set },
  });
}

/** The transaction that tells what the sheet is compared with, or whether changes are shown. */
export function tellMarking(state: EditorState, told: { base?: readonly BaseParagraph[] | null; shown?: boolean }) {
  return state.tr.setMeta(KEY, told);
}

function draw(doc: Node, base: readonly BaseParagraph[], memory: Memory): DecorationSet {
  const old = new Map(base.map((paragraph) => [paragraph.id, paragraph.text]));
  const end = new Map<string, number>();
  const out: Decoration[] = [];
  /** The words of a textblock that the revision had. */
  const words = (node: Node, at: number, before: string): void => {
    for (const change of memory.of(node, before)) {
      const from = at + 1 + change.from;
      if (change.old) out.push(Decoration.widget(from, struck('del', change.old), { side: -1, marks: [], key: `del ${change.old}` }));
      if (change.to > change.from) out.push(Decoration.inline(from, at + 1 + change.to, { nodeName: 'ins' }));
    }
  };
  doc.forEach((block, at) => {
    const id = block.attrs['id'] as string;
    end.set(id, at + block.nodeSize);
    const before = old.get(id);
    if (before === undefined) {
      if (id) out.push(Decoration.node(at, at + block.nodeSize, { class: 'is-new' }));
    } else if (block.isTextblock) words(block, at, before);
    else {
      words(block.child(0), at + 1, before);
      for (const { cell, place, text } of cellsOf(block, at, old)) {
        end.set(cell.attrs['id'] as string, at + block.nodeSize);
        words(cell, place, text);
      }
    }
  });
  let after = 0;
  for (const { id, text } of base) {
    const here = end.get(id);
    if (here !== undefined) after = here;
    else if (text) out.push(Decoration.widget(after, struck('div', text), { side: -1, key: `gone ${id}` }));
  }
  return DecorationSet.create(doc, out);
}

/** A table's cells and what the revision had in them; none if it does not tell what cells it had. */
function cellsOf(table: Node, at: number, old: ReadonlyMap<string, string>): { cell: Node; place: number; text: string }[] {
  const out: { cell: Node; place: number; text: string }[] = [];
  let known = false;
  table.descendants((node, offset) => {
    if (node.type.name !== 'cell') return !node.isTextblock;
    const text = old.get(node.attrs['id'] as string);
    known ||= text !== undefined;
    out.push({ cell: node, place: at + 1 + offset, text: text ?? '' });
    return false;
  });
  return known ? out : [];
}

function struck(tag: 'del' | 'div', text: string): () => HTMLElement {
  return () => {
    const del = document.createElement('del');
    del.textContent = text;
    del.contentEditable = 'false';
    if (tag === 'del') return del;
    const div = document.createElement('div');
    div.className = 'par is-gone';
    div.contentEditable = 'false';
    div.append(del);
    return div;
  };
}
