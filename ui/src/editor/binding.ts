/**
 * Holds a sheet (ProseMirror) and a draft (Loro) together. Words typed into one paragraph go to the sheet and the
 * draft alike; every command across paragraphs is written to the draft first and then shown. Neither is ever
 * rebuilt. Works without a screen; {@link Binding.attach} gives it one.
 */

import type { Node, Slice } from 'prosemirror-model';
import { EditorState, TextSelection, type Plugin, type Transaction } from 'prosemirror-state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from 'prosemirror-transform';
import type { Draft, NewParagraph, Spot, Style, Undone } from './draft';
import { clean, type MarkName, type Piece } from './format';
import { mapPosition } from './history';
import type { DeltaOp } from './mirror';
import { bitsOfMarks, paragraphOf, piecesOf, schema } from './schema';
import { NOTHING, syncSteps, type Shown } from './sync';

export interface Options {
  plugins?: readonly Plugin[];
  /** A display number as the reader writes it. */
  formatNumber?: (number: string) => string;
  /** What a draft without any paragraph begins with. */
  firstKind?: Style;
}

/** The screen, as far as it matters here. */
export interface Screen {
  readonly composing: boolean;
  updateState(state: EditorState): void;
}

const OWN = 'draft';
const PLAIN: Style = { kind: 'plain', level: 0, direction: null };

export class Binding {
  state: EditorState;
  private shown: Shown;
  private screen: Screen | null = null;
  private waiting: Uint8Array[] = [];
  /** Set while commands of one's own run: what they change is shown once, at the end. */
  private busy = 0;
  private foreign: { anchor: number; head: number } | null = null;
  private readonly listeners = new Set<(tr: Transaction) => void>();
  private readonly stop: () => void;

  constructor(
    readonly draft: Draft,
    private readonly options: Options = {},
  ) {
    this.shown = this.wanted();
    const nodes = this.shown.views.map((view, i) => paragraphOf(view, this.shown.numbers[i]!));
    const doc = schema.nodes['doc']!.create(null, nodes);
    this.state = EditorState.create({ doc, plugins: [...(options.plugins ?? [])] });
    this.stop = draft.onChange((delta) => this.changed(delta));
  }

  attach(screen: Screen | null): void {
    this.screen = screen;
  }

  close(): void {
    this.stop();
    this.listeners.clear();
    this.screen = null;
  }

  /** Calls `listener` after each transaction. */
  onTransaction(listener: (tr: Transaction) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Numbers are written differently from now on. */
  renumber(formatNumber: (number: string) => string): void {
    this.options.formatNumber = formatNumber;
    this.refresh();
  }

  // From the sheet to the draft.

  /** Every transaction of the sheet comes through here. */
  dispatch(tr: Transaction): void {
    if (!tr.docChanged || tr.getMeta(OWN)) {
      if (tr.selectionSet && !tr.docChanged) this.draft.pauseUndo();
      return this.apply(tr);
    }
    const simple = tr.steps.every((step, i) => isWholeMark(step, tr.docs[i]!) || inner(step, tr.docs[i]!, tr.docs[i + 1] ?? tr.doc));
    this.busy++;
    try {
      this.draft.together(() => {
        this.realize();
        tr.steps.forEach((step, i) => this.write(step, tr.docs[i]!, tr.docs[i + 1] ?? tr.doc, tr));
      }, groupOf(tr));
      if (simple) this.apply(tr);
    } finally {
      this.busy--;
    }
    if (simple) return this.refresh();
    const caret = this.lastCaret;
    this.refresh(caret ?? undefined);
  }

  private lastCaret: Spot | null = null;

  private write(step: Step, doc: Node, after: Node, tr: Transaction): void {
    const words = inner(step, doc, after);
    if (words) {
      this.draft.deleteWords(words.index, words.from, words.to);
      this.draft.insertPieces(words.index, words.from, words.pieces);
    } else if (step instanceof ReplaceStep) {
      const from = spotOf(doc, step.from, 1);
      const to = spotOf(doc, step.to, -1);
      const spot = this.cutOut(from, to, tr.getMeta('uiEvent') === 'cut' && step.slice.size === 0);
      this.lastCaret = this.pour(spot, paragraphsOf(step.slice));
    } else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      const on = step instanceof AddMarkStep;
      const name = step.mark.type.name as MarkName;
      const from = spotOf(doc, step.from, 1);
      const to = spotOf(doc, step.to, -1);
      for (let i = from.index; i <= to.index; i++) {
        const end = i === to.index ? to.offset : doc.child(i).content.size;
        this.draft.format(i, i === from.index ? from.offset : 0, end, name, on);
      }
    }
    // Anything else does not exist on this sheet: the refresh that follows takes it back.
  }

  private apply(tr: Transaction): void {
    this.state = this.state.apply(tr);
    this.screen?.updateState(this.state);
    for (const listener of this.listeners) listener(tr);
  }

  // From the draft to the sheet.

  /** Takes up what others wrote; while a word is being composed it waits. */
  import(update: Uint8Array): void {
    if (this.screen?.composing) {
      this.waiting.push(update);
      return;
    }
    const { anchor, head } = this.selection();
    this.foreign = { anchor: this.draft.position(anchor), head: this.draft.position(head) };
    this.busy++;
    try {
      this.draft.import(update);
    } finally {
      this.busy--;
      const { anchor: a, head: h } = this.foreign;
      this.foreign = null;
      this.refresh(this.draft.locate(h) ?? undefined, this.draft.locate(a) ?? undefined);
    }
  }

  /** The composition is over: what waited comes in. */
  composed(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const update of waiting) this.import(update);
    this.refresh();
  }

  private changed(delta: readonly DeltaOp[]): void {
    if (this.foreign) {
      this.foreign = {
        anchor: mapPosition(delta, this.foreign.anchor),
        head: mapPosition(delta, this.foreign.head),
      };
    }
    if (this.busy === 0) this.refresh();
  }

  private wanted(): Shown {
    const views = this.draft.views;
    if (views.length === 0) return { views: [NOTHING], numbers: [''] };
    const format = this.options.formatNumber ?? ((number: string) => number);
    const plain = this.draft.numbers;
    if (this.shown && plain === this.plainNumbers && format === this.formatted) {
      return { views, numbers: this.shown.numbers };
    }
    this.plainNumbers = plain;
    this.formatted = format;
    return { views, numbers: plain.map((number) => (number === null ? '' : format(number))) };
  }

  private plainNumbers: readonly (string | null)[] | null = null;
  private formatted: unknown = null;

  private refresh(head?: Spot, anchor?: Spot): void {
    const want = this.wanted();
    const tr = this.state.tr;
    if (want.views !== this.shown.views || want.numbers !== this.shown.numbers) syncSteps(tr, this.shown, want);
    this.shown = want;
    this.lastCaret = null;
    if (head) {
      const h = positionOf(tr.doc, head);
      const a = anchor ? positionOf(tr.doc, anchor) : h;
      if (tr.docChanged || a !== tr.selection.anchor || h !== tr.selection.head) {
        tr.setSelection(TextSelection.create(tr.doc, a, h));
      }
    }
    if (!tr.docChanged && !tr.selectionSet) return;
    this.apply(tr.setMeta(OWN, true));
  }

  // Commands.

  selection(): { anchor: Spot; head: Spot; from: Spot; to: Spot; empty: boolean } {
    const { doc, selection } = this.state;
    const { anchor, head, from, to, empty } = selection;
    return {
      anchor: spotOf(doc, anchor, anchor <= head ? 1 : -1),
      head: spotOf(doc, head, anchor <= head ? -1 : 1),
      from: spotOf(doc, from, 1),
      to: spotOf(doc, to, -1),
      empty,
    };
  }

  /** Runs a command on the draft and shows what it came to; the caret goes where it says. */
  command(work: (draft: Draft) => Spot | void, scroll = true): void {
    this.busy++;
    let caret: Spot | void;
    try {
      caret = this.draft.together(() => {
        this.realize();
        return work(this.draft);
      });
    } finally {
      this.busy--;
    }
    this.refresh(caret ?? undefined);
    if (scroll && caret) this.apply(this.state.tr.scrollIntoView().setMeta(OWN, true));
  }

  undo(): Undone {
    return this.takeBack(() => this.draft.undo());
  }

  redo(): Undone {
    return this.takeBack(() => this.draft.redo());
  }

  private takeBack(work: () => Undone): Undone {
    this.busy++;
    let done: Undone;
    try {
      done = work();
    } finally {
      this.busy--;
    }
    this.refresh(done.caret ?? undefined);
    if (done.caret) this.apply(this.state.tr.scrollIntoView().setMeta(OWN, true));
    return done;
  }

  /** Deletes the selection. Returns where the caret is then. */
  private cutOut(from: Spot, to: Spot, whole = false): Spot {
    const { draft } = this;
    const count = draft.views.length;
    if (from.index === to.index && from.offset === to.offset) return from;
    const ends = to.offset === (draft.views[to.index]?.length ?? 0);
    if (from.offset === 0 && ((to.offset === 0 && to.index > from.index) || (whole && ends))) {
      const last = to.offset === 0 ? to.index - 1 : to.index;
      if (last - from.index + 1 < count) {
        for (let i = last; i >= from.index; i--) draft.deleteParagraph(i);
        return { index: Math.min(from.index, draft.views.length - 1), offset: 0 };
      }
    }
    return draft.deleteAcross(from, to);
  }

  /** Inserts paragraphs at a place: one as words, several as paragraphs. Returns where the caret is then. */
  private pour(spot: Spot, paragraphs: readonly NewParagraph[]): Spot {
    const { draft } = this;
    const [first, ...rest] = paragraphs;
    if (!first) return spot;
    if (rest.length === 0) {
      draft.insertPieces(spot.index, spot.offset, first.pieces);
      return { index: spot.index, offset: spot.offset + cleanLength(first.pieces) };
    }
    const view = draft.views[spot.index]!;
    if (view.length === 0 || spot.offset === 0) {
      // Whole paragraphs before this one; an empty one gives way to them.
      const empty = view.length === 0;
      let last = spot.index - 1;
      for (const paragraph of paragraphs) last = draft.insertParagraph(last, paragraph);
      const end = { index: last, offset: draft.views[last]!.length };
      const at = empty ? draft.views.findIndex((one) => one.keys[0] === view.keys[0]) : -1;
      if (at < 0) return end;
      draft.deleteParagraph(at);
      return at < last ? { ...end, index: last - 1 } : end;
    }
    const tail = spot.offset < view.length ? rest.pop()! : null;
    const second = tail ? draft.split(spot.index, spot.offset) : null;
    if (second && tail) draft.insertPieces(second.index, 0, tail.pieces);
    const secondKey = second && draft.views[second.index]!.keys[0];
    draft.insertPieces(spot.index, spot.offset, first.pieces);
    let last = spot.index;
    for (const paragraph of rest) last = draft.insertParagraph(last, paragraph);
    if (!tail) return { index: last, offset: draft.views[last]!.length };
    const index = draft.views.findIndex((one) => one.keys[0] === secondKey);
    return { index, offset: cleanLength(tail.pieces) };
  }

  /** Puts words or paragraphs from elsewhere in the selection's place. */
  paste(paragraphs: readonly NewParagraph[], at?: Spot): void {
    const { from, to } = this.selection();
    this.command(() => this.pour(at ?? this.cutOut(from, to), paragraphs));
  }

  deleteSelection(whole = false): void {
    const { from, to } = this.selection();
    this.command(() => this.cutOut(from, to, whole));
  }

  /** Enter. */
  enter(): void {
    const { from, to } = this.selection();
    this.command((draft) => {
      const spot = this.cutOut(from, to);
      const view = draft.views[spot.index]!;
      if (view.kind === 'item' && view.length === 0) {
        // Enter in an empty list item leaves the list.
        draft.restyle(spot.index, { kind: 'plain' });
        return spot;
      }
      const style = view.kind === 'heading' ? { ...PLAIN, direction: view.direction } : undefined;
      return draft.split(spot.index, spot.offset, style);
    });
  }

  /** Backspace or Delete at the edge of a paragraph. Says whether there was anything to do. */
  joinAt(way: -1 | 1): boolean {
    const { head, empty } = this.selection();
    if (!empty) {
      this.deleteSelection();
      return true;
    }
    const views = this.draft.views;
    const view = views[head.index];
    if (!view || head.offset !== (way < 0 ? 0 : view.length)) return false;
    const first = way < 0 ? head.index - 1 : head.index;
    const [a, b] = [views[first], views[first + 1]];
    if (!a || !b) return true;
    this.command((draft) => {
      // An empty one goes as a whole, so that the other keeps its name and kind.
      if (a.length === 0 && b.length > 0) draft.deleteParagraph(first);
      else if (b.length === 0) draft.deleteParagraph(first + 1);
      else return draft.join(first);
      return { index: first, offset: a.length };
    });
    return true;
  }

  /** Restyles the selected paragraphs. */
  restyle(style: (view: { kind: Style['kind']; level: number }) => Partial<Style>): void {
    const { from, to, anchor, head } = this.selection();
    this.busy++;
    try {
      this.draft.together(() => {
        this.realize();
        for (let i = from.index; i <= to.index; i++) this.draft.restyle(i, style(this.draft.views[i]!));
      });
    } finally {
      this.busy--;
    }
    this.refresh(head, anchor);
  }

  /** Moves the paragraph of the caret up or down by one. */
  move(way: -1 | 1): void {
    const { head } = this.selection();
    const to = head.index + way;
    if (to < 0 || to >= this.draft.views.length) return;
    this.command((draft) => ({
      index: draft.move(head.index, way < 0 ? head.index - 2 : head.index + 1),
      offset: head.offset,
    }));
  }

  /** Keeps a paragraph that somebody else had deleted. */
  restore(index: number): void {
    this.command((draft) => draft.restore(index));
  }

  /** A draft without paragraphs gets its first one before anything is written to it. */
  private realize(): void {
    if (this.draft.views.length > 0) return;
    this.draft.insertParagraph(-1, { ...(this.options.firstKind ?? PLAIN), pieces: [] });
    // The paragraph that stood there for nothing is this one from now on.
    this.shown = { views: [{ ...NOTHING, id: this.draft.views[0]!.id }], numbers: [''] };
  }
}

/** Whether a step formats whole code points. */
function isWholeMark(step: Step, doc: Node): boolean {
  if (!(step instanceof AddMarkStep || step instanceof RemoveMarkStep)) return false;
  return [step.from, step.to].every((position) => {
    const at = doc.resolve(position);
    return !isLow(at.parent.textContent, at.parentOffset);
  });
}

const isLow = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The words of one paragraph that a step replaces, whole code points; null if it does more than that. */
function inner(step: Step, doc: Node, after: Node): { index: number; from: number; to: number; pieces: Piece[] } | null {
  if (!(step instanceof ReplaceStep)) return null;
  const { slice } = step;
  const at = doc.resolve(step.from);
  if (at.depth !== 1 || step.to > at.end(1) || slice.openStart || slice.openEnd) return null;
  const index = at.index(0);
  const old = at.parent.textContent;
  let from = at.parentOffset;
  let to = from + step.to - step.from;
  let end = from + slice.size;
  if (isLow(old, from)) from--;
  if (isLow(old, to)) {
    to++;
    end++;
  }
  const pieces = piecesOf(after.child(index).content.cut(from, end));
  return pieces.every((piece) => clean(piece.text) === piece.text) ? { index, from, to, pieces } : null;
}

/** Key strokes of one sort that follow each other are one step of undo. */
function groupOf(tr: Transaction): string | null {
  if (tr.getMeta('composition') !== undefined) return 'compose';
  if (tr.steps.length !== 1) return null;
  const step = tr.steps[0]!;
  if (!(step instanceof ReplaceStep) || tr.getMeta('uiEvent')) return null;
  if (step.slice.size === 0) return step.to - step.from <= 2 ? 'erase' : null;
  return step.from === step.to && step.slice.size <= 2 ? 'type' : null;
}

function spotOf(doc: Node, position: number, side: -1 | 1): Spot {
  const at = doc.resolve(position);
  if (at.depth > 0) {
    const offset = at.parentOffset;
    return { index: at.index(0), offset: isLow(at.parent.textContent, offset) ? offset - 1 : offset };
  }
  const index = at.index(0);
  if (side > 0 && index < doc.childCount) return { index, offset: 0 };
  const before = Math.max(0, index - 1);
  return { index: before, offset: doc.child(before).content.size };
}

export function positionOf(doc: Node, spot: Spot): number {
  let at = 0;
  const index = Math.min(spot.index, doc.childCount - 1);
  for (let i = 0; i < index; i++) at += doc.child(i).nodeSize;
  return at + 1 + Math.max(0, Math.min(spot.offset, doc.child(index).content.size));
}

function paragraphsOf(slice: Slice): NewParagraph[] {
  const out: NewParagraph[] = [];
  let loose: Piece[] = [];
  slice.content.forEach((node) => {
    if (node.isText) loose.push({ text: node.text!, marks: bitsOfMarks(node.marks) });
    else {
      const { id, kind, level, direction } = node.attrs;
      out.push({ id: id || null, kind, level, direction, pieces: piecesOf(node.content) });
    }
  });
  if (loose.length) out.push({ ...PLAIN, pieces: loose });
  return out;
}

const cleanLength = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + clean(piece.text).length, 0);
