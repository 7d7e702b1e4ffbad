/**
 * Lays out in turns what came from elsewhere in one go. A thousand changes all over a paper make a web view find the
 * breaks of the whole text anew, a good part of a second on a slow machine, and meanwhile it answers nothing. So what
 * shows, and a screen above and below, is laid out at once; what is further away keeps the height that it had and
 * follows a few paragraphs at a time. What stands on the screen is not moved by any of it.
 *
 * Whoever scrolls or goes there gets what is there at once.
 */

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type PluginSpec } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ARRIVED, type Ahead } from '../sheet/binding';
import { PARAGRAPH, Turns } from './turns';

const KEY = new PluginKey<DecorationSet>('arriving');
/** Fewer letters than this are laid out as they come. */
const FEW = 5_000;
/** Screens above and below the one that shows which are laid out at once. */
const NEAR = 1;

export function arriving(): Plugin<DecorationSet> {
  let shown: EditorView | null = null;
  /** What stood where on the screen before something came. */
  let anchor: Anchor | null = null;
  /** Blocks that are to come and wait from the beginning; places of the document that is to come. */
  let fresh: Decoration[] = [];
  const spec: PluginSpec<DecorationSet> & Ahead = {
    key: KEY,
    // What is not to be laid out must be hidden before its words change: afterwards the web view lays it out all the same.
    ahead(state, coming) {
      if (shown?.state !== state) return null;
      anchor = anchorOf(shown);
      const wait = waiting(shown, state.doc, coming);
      fresh = wait.fresh;
      return wait.known.length ? state.tr.setMeta(KEY, KEY.getState(state)!.add(state.doc, wait.known)) : null;
    },
    state: {
      init: () => DecorationSet.empty,
      apply(tr, had, _, state) {
        const told = tr.getMeta(KEY) as DecorationSet | undefined;
        if (told) return told;
        let set = tr.docChanged ? had.map(tr.mapping, tr.doc) : had;
        if (tr.getMeta(ARRIVED)) {
          set = set.add(tr.doc, fresh);
          fresh = [];
        }
        return set === DecorationSet.empty ? set : set.remove(stoodIn(state, set));
      },
    },
    props: { decorations: (state) => KEY.getState(state) },
    view: (view) => {
      shown = view;
      const turns = new Turns(view, (letters) => {
        const next = nearest(view.state, letters);
        if (next.length) takeIn(view, next);
        return left(view).length > 0;
      });
      const scrolled = (): void => {
        const here = left(view);
        if (here.length === 0) return;
        const seen = new Set([...view.dom.querySelectorAll<HTMLElement>(':scope > .waiting')].filter(isNear).map((one) => one.dataset['id']));
        takeIn(view, here.filter(({ from }) => seen.has(view.state.doc.nodeAt(from)?.attrs['id'] as string)));
      };
      const { ownerDocument } = view.dom;
      ownerDocument.addEventListener('scroll', scrolled, { capture: true, passive: true });
      return {
        update: (_, before) => {
          if (KEY.getState(before) === KEY.getState(view.state) && !anchor) return;
          // Makes the hiding hold before words change.
          void view.dom.offsetHeight;
          if (anchor && view.state.doc !== before.doc) {
            steady(anchor);
            anchor = null;
          }
          if (left(view).length > 0) turns.begin();
        },
        destroy: () => {
          turns.stop();
          ownerDocument.removeEventListener('scroll', scrolled, { capture: true });
          shown = null;
        },
      };
    },
  };
  return new Plugin<DecorationSet>(spec);
}

/** Lays out all of it, for whoever goes there. */
export function layOutArrived(view: EditorView): void {
  takeIn(view, left(view));
}

const left = (view: EditorView): Decoration[] => KEY.getState(view.state)?.find() ?? [];

function takeIn(view: EditorView, some: Decoration[]): void {
  const set = KEY.getState(view.state);
  if (!set || some.length === 0) return;
  const had = anchorOf(view);
  view.dispatch(view.state.tr.setMeta(KEY, set.remove(some)));
  if (had) steady(had);
}

/** What waits where the selection begins or ends. */
function stoodIn({ selection: { $from, $to } }: EditorState, set: DecorationSet): Decoration[] {
  return [$from, $to].flatMap(($at) => ($at.depth ? set.find($at.before(1), $at.after(1)).filter(({ from }) => from === $at.before(1)) : []));
}

/** The next that wait, those by the caret first. */
function nearest(state: EditorState, letters: number): Decoration[] {
  const { from: caret } = state.selection;
  const all = (KEY.getState(state)?.find() ?? []).sort((a, b) => Math.abs(a.from - caret) - Math.abs(b.from - caret));
  let sum = 0;
  const enough = all.findIndex(({ from, to }) => (sum += to - from + PARAGRAPH) >= letters);
  return enough < 0 ? all : all.slice(0, enough + 1);
}

/** Which of the blocks that change are to wait, with the height that they keep; and which of those that come with them. */
function waiting(view: EditorView, before: Node, coming: Node): { known: Decoration[]; fresh: Decoration[] } {
  const out = { known: [] as Decoration[], fresh: [] as Decoration[] };
  const same = new Set<Node>();
  const places = new Map<string, number>();
  before.forEach((child, at) => {
    same.add(child);
    places.set(child.attrs['id'] as string, at);
  });
  let letters = 0;
  coming.forEach((child) => void (same.has(child) || (letters += child.content.size)));
  if (letters < FEW) return out;
  const elements = new Map<string, HTMLElement>();
  for (const one of view.dom.children) if (one instanceof HTMLElement && one.dataset['id']) elements.set(one.dataset['id'], one);
  // What is new has no place yet: it waits where what stands before it is far away.
  let far = false;
  let perLetter = 0;
  coming.forEach((child, at) => {
    const id = child.attrs['id'] as string;
    const element = elements.get(id);
    const place = places.get(id);
    const letters = child.content.size + PARAGRAPH;
    if (!element || place === undefined) {
      if (far && perLetter) out.fresh.push(hidden(at, child, perLetter * letters));
      return;
    }
    const lies = element.classList.contains('later') || element.classList.contains('waiting');
    far = lies || !isNear(element);
    if (lies || !far) return;
    const { offsetHeight } = element;
    perLetter = offsetHeight / letters;
    if (!same.has(child)) out.known.push(hidden(place, before.nodeAt(place)!, offsetHeight));
  });
  return out;
}

const hidden = (at: number, node: Node, height: number): Decoration =>
  Decoration.node(at, at + node.nodeSize, { class: 'waiting', style: `block-size: ${Math.round(height)}px` });

/** Whether it stands on the screen, or not far from it. */
function isNear(place: HTMLElement): boolean {
  const { top, bottom } = place.getBoundingClientRect();
  const height = place.ownerDocument.defaultView?.innerHeight ?? 0;
  return bottom > -NEAR * height && top < (1 + NEAR) * height;
}

/** A block on the screen, and how far down it stands. */
interface Anchor {
  place: HTMLElement;
  top: number;
}

/** The block of the caret if it shows, else the first that does. */
function anchorOf(view: EditorView): Anchor | null {
  const { $head } = view.state.selection;
  const caret = $head.depth ? view.nodeDOM($head.before(1)) : null;
  const height = view.dom.ownerDocument.defaultView?.innerHeight ?? 0;
  const shows = (place: Element): boolean => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < height;
  };
  const place = caret instanceof HTMLElement && shows(caret) ? caret : [...view.dom.children].find(shows);
  return place instanceof HTMLElement ? { place, top: place.getBoundingClientRect().top } : null;
}

/** Scrolls so that it stands where it stood. */
function steady({ place, top }: Anchor): void {
  if (!place.isConnected) return;
  const moved = place.getBoundingClientRect().top - top;
  if (Math.abs(moved) < 1) return;
  for (let up = place.parentElement; up; up = up.parentElement) {
    const { overflowY } = getComputedStyle(up);
    if (overflowY === 'auto' || overflowY === 'scroll') return up.scrollBy(0, moved);
  }
}
