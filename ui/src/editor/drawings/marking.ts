/**
 * Shows in the text what one has changed of the revision: insertions underlined, deletions struck through. A
 * drawing over the sheet: neither the draft nor what is copied from it holds any of it.
 */

import type { Fragment, Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { changed } from '../sheet/blocks';
import { changes, type Change } from './compare';

/** A paragraph of the revision. */
export interface BaseParagraph {
  id: string;
  text: string;
}

interface Marking {
  base: readonly BaseParagraph[] | null;
  /** The words of the base by paragraph. */
  old: ReadonlyMap<string, string>;
  shown: boolean;
  set: DecorationSet;
  /** Something was not drawn while a word was being composed. */
  stale: boolean;
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
      init: () => ({ base: null, old: new Map(), shown: true, set: DecorationSet.empty, stale: false }),
      apply(tr, had, before, state) {
        const told = tr.getMeta(KEY) as Partial<Marking> | undefined;
        if (!told && !tr.docChanged) return had;
        const now = { ...had, ...told };
        if (told?.base !== undefined) now.old = new Map(now.base?.map(({ id, text }) => [id, text]));
        if (!now.base || !now.shown) return { ...now, set: DecorationSet.empty };
        if (!told && composing()) return { ...now, set: had.set.map(tr.mapping, tr.doc), stale: true };
        const range = told || had.stale ? null : changed(before.doc, state.doc);
        const set = range && sameBlocks(before.doc, state.doc, range) ? redraw(had.set.map(tr.mapping, tr.doc), state.doc, range, now.old, memory) : draw(state.doc, now.base, now.old, memory);
        return { ...now, set, stale: false };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.set },
  });
}

/** The transaction that tells what the sheet is compared with, or whether changes are shown. */
export function tellMarking(state: EditorState, told: { base?: readonly BaseParagraph[] | null; shown?: boolean }) {
  return state.tr.setMeta(KEY, told);
}

/** Stands before the key of what is drawn for a paragraph that is gone: it stands between paragraphs. */
const GONE = 'gone ';

function draw(doc: Node, base: readonly BaseParagraph[], old: ReadonlyMap<string, string>, memory: Memory): DecorationSet {
  const end = new Map<string, number>();
  const out: Decoration[] = [];
  doc.forEach((block, at) => {
    end.set(block.attrs['id'] as string, at + block.nodeSize);
    if (!block.isTextblock) {
      block.descendants((node) => {
        if (node.type.name === 'cell') end.set(node.attrs['id'] as string, at + block.nodeSize);
        return !node.isTextblock;
      });
    }
    out.push(...drawBlock(block, at, old, memory));
  });
  let after = 0;
  for (const { id, text } of base) {
    const here = end.get(id);
    if (here !== undefined) after = here;
    else if (text) out.push(Decoration.widget(after, struck('div', text), { side: -1, key: GONE + id }));
  }
  return DecorationSet.create(doc, out);
}

/** What differs in one paragraph or table. */
function drawBlock(block: Node, at: number, old: ReadonlyMap<string, string>, memory: Memory): Decoration[] {
  const out: Decoration[] = [];
  /** The words of a textblock that the revision had. */
  const words = (node: Node, place: number, before: string): void => {
    for (const change of memory.of(node, before)) {
      const from = place + 1 + change.from;
      if (change.old) out.push(Decoration.widget(from, struck('del', change.old), { side: -1, marks: [], key: `del ${change.old}` }));
      if (change.to > change.from) out.push(Decoration.inline(from, place + 1 + change.to, { nodeName: 'ins' }));
    }
  };
  const id = block.attrs['id'] as string;
  const before = old.get(id);
  if (before === undefined) {
    if (id) out.push(Decoration.node(at, at + block.nodeSize, { class: 'is-new' }));
  } else if (block.isTextblock) words(block, at, before);
  else {
    words(block.child(0), at + 1, before);
    for (const { cell, place, text } of cellsOf(block, at, old)) words(cell, place, text);
  }
  return out;
}

interface Range {
  from: number;
  to: number;
}

/** Whether the same paragraphs and tables, with the same cells, stand in what changed: only words did. */
function sameBlocks(before: Node, after: Node, { from, to }: Range): boolean {
  const end = before.content.size - (after.content.size - to);
  const names = (doc: Node, until: number): string => {
    let out = '';
    if (from < until) doc.nodesBetween(from, until, (node) => ((out += `${(node.attrs['id'] as string | undefined) ?? node.type.name} `), !node.isTextblock));
    return out;
  };
  return names(before, end) === names(after, to);
}

function redraw(set: DecorationSet, doc: Node, { from, to }: Range, old: ReadonlyMap<string, string>, memory: Memory): DecorationSet {
  const within = (one: Decoration): boolean => one.from >= from && one.to <= to && !String((one.spec as { key?: string }).key ?? '').startsWith(GONE);
  const out: Decoration[] = [];
  doc.nodesBetween(from, to, (block, at) => {
    out.push(...drawBlock(block, at, old, memory));
    return false;
  });
  return set.remove(set.find(from, to).filter(within)).add(doc, out);
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
