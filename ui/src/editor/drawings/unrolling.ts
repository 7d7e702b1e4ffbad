/**
 * Lays a long sheet out in turns, from its beginning. A paper of a hundred thousand letters takes a web view a good
 * part of a second in one piece, and meanwhile it answers nothing; so what stands below the first screen is drawn as
 * `later`, and follows a few paragraphs at a time. Nothing that shows is moved: only the sheet grows longer.
 *
 * Whoever goes below what is laid out, by key or by command, gets all of it at once. What comes from elsewhere later is
 * laid out by {@link arriving}.
 */

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { layOutArrived } from './arriving';
import { PARAGRAPH, Turns } from './turns';

/** How many children of the sheet are laid out; null for all. */
type Laid = number | null;

const KEY = new PluginKey<Laid>('unrolling');
/** Letters of the first turn: a little more than one screen holds. */
const FIRST = 5_000;
/** Keys that go far. */
const FAR = new Set(['End', 'PageDown']);

export function unrolling(): Plugin<Laid> {
  return new Plugin<Laid>({
    key: KEY,
    state: {
      init: (_, state) => reach(state.doc, 0, FIRST),
      apply(tr, laid) {
        const told = tr.getMeta(KEY) as Laid | undefined;
        const now = told === undefined ? laid : told;
        return now !== null && tr.selectionSet && tr.selection.$to.index(0) >= now ? null : now;
      },
    },
    props: {
      decorations: (state) => {
        const laid = KEY.getState(state);
        return laid === null || laid === undefined ? null : later(state.doc, laid);
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.ctrlKey || event.metaKey || FAR.has(event.code)) layOut(view);
          return false;
        },
      },
    },
    view: (view) => {
      const turns = new Turns(view, (letters) => {
        const laid = KEY.getState(view.state) ?? null;
        if (laid === null) return false;
        view.dispatch(told(view.state, reach(view.state.doc, laid, letters)));
        return KEY.getState(view.state) !== null;
      });
      if (KEY.getState(view.state) !== null) turns.begin();
      return { destroy: () => turns.stop() };
    },
  });
}

/** Lays out all that is left, for whoever goes there. */
export function layOut(view: EditorView): void {
  layOutArrived(view);
  if (typeof KEY.getState(view.state) === 'number') view.dispatch(told(view.state, null));
}

const told = (state: EditorState, laid: Laid): Transaction => state.tr.setMeta(KEY, laid);

/** How many children reach `letters` further than the first `from`; null if that is all of them. */
function reach(doc: Node, from: number, letters: number): Laid {
  let at = from;
  for (let sum = 0; at < doc.childCount && sum < letters; at++) sum += doc.child(at).content.size + PARAGRAPH;
  return at >= doc.childCount ? null : at;
}

function later(doc: Node, laid: number): DecorationSet {
  const out: Decoration[] = [];
  doc.forEach((child, position, index) => {
    if (index >= laid) out.push(Decoration.node(position, position + child.nodeSize, { class: 'later' }));
  });
  return DecorationSet.create(doc, out);
}
