/**
 * Holds a sheet (ProseMirror) and a draft (Loro) together. Words typed into one paragraph go to the sheet and the
 * draft alike; every command across paragraphs is written to the draft first and then shown. Neither is ever
 * rebuilt. Works without a screen; {@link Binding.attach} gives it one.
 */

import type { Node, Slice } from 'prosemirror-model';
import { EditorState, TextSelection, type Plugin, type Transaction } from 'prosemirror-state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from 'prosemirror-transform';
import { CellSelection } from 'prosemirror-tables';
import type { Draft, NewParagraph, Spot, Style, Undone } from '../document/draft';
import { PLAIN, blockBeside, cutOut, enter, joinAt, pour, roomOf, tableEnd } from './edits';
import { clean, type MarkName, type Piece } from '../document/format';
import { cutsPair, indexAt, positionOf, spotOf } from './places';
import { piecesOf, schema, type Told } from './schema';
import { NOTHING, blockNodes, syncOne, syncSteps, type Shown } from './sync';

export { positionOf } from './places';

export interface Options {
  plugins?: readonly Plugin[];
  /** A display number as the reader writes it. */
  formatNumber?: (number: string) => string;
  /** What a draft without any paragraph begins with. */
  firstKind?: Style;
}

/** What a plugin may have in its spec: it is asked before something that came from elsewhere is shown. */
export interface Ahead {
  /** A transaction that goes first and changes no words. */
  ahead?: (state: EditorState, coming: Node) => Transaction | null;
}

/** The screen, as far as it matters here. */
export interface Screen {
  readonly composing: boolean;
  updateState(state: EditorState): void;
}

const OWN = 'draft';
/** Names the transactions that show what came from elsewhere. */
export const ARRIVED = 'arrived';
/** Stands for a paragraph without a number, where a number is asked for. */
export const UNNUMBERED = '¶';

export class Binding {
  state: EditorState;
  /** Footnotes whose signs were cut last: pasted, they are the same again. */
  cutNotes: ReadonlySet<string> = new Set();
  private shown: Shown;
  private screen: Screen | null = null;
  private waiting: Uint8Array[] = [];
  /** Set while commands of one's own run: what they change is shown once, at the end. */
  private busy = 0;
  private lastCaret: Spot | null = null;
  private readonly listeners = new Set<(tr: Transaction) => void>();
  private readonly stop: () => void;
  private readonly told: Told;

  constructor(
    readonly draft: Draft,
    private readonly options: Options = {},
  ) {
    this.told = {
      noteNumber: (note) => this.written(draft.noteNumber(note)),
      numberOf: (id) => {
        const at = draft.find(id);
        if (at < 0) return null;
        return this.written(draft.numbers[at]) || UNNUMBERED;
      },
      behind: (bracket) => draft.behind(bracket),
    };
    this.shown = this.wanted();
    const doc = schema.nodes['doc']!.create(null, blockNodes(this.shown, this.told));
    this.state = EditorState.create({ doc, plugins: [...(options.plugins ?? [])] });
    this.stop = draft.onChange(() => this.changed());
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
    let simple = tr.steps.every((step, i) => isWholeMark(step, tr.docs[i]!) || inner(step, tr.docs[i]!, tr.docs[i + 1] ?? tr.doc));
    let partners: number[] = [];
    this.busy++;
    try {
      this.draft.together(() => {
        this.realize();
        tr.steps.forEach((step, i) => {
          const doc = tr.docs[i]!;
          const after = tr.docs[i + 1] ?? tr.doc;
          const gone = this.write(step, doc, after, tr, partners);
          if (gone === null) simple = false;
          partners = [...partners, ...(gone ?? [])].map((at) => step.getMap().map(at));
        });
      }, groupOf(tr));
      if (simple) {
        this.pairTyped(tr);
        this.apply(tr);
      }
    } finally {
      this.busy--;
    }
    if (simple) return this.refresh(undefined, undefined, 'typed');
    const caret = this.lastCaret;
    this.refresh(caret ?? undefined);
  }

  /**
   * Writes a step. Returns the positions (in `doc`) of brackets that went with their partners, or null if what the
   * draft came to is another thing than what the sheet shows. `partners` are those that earlier steps took along:
   * the sheet still has them.
   */
  private write(step: Step, doc: Node, after: Node, tr: Transaction, partners: readonly number[]): number[] | null {
    const words = inner(step, doc, after);
    if (words) return this.writeWords(words, doc, partners);
    if (step instanceof ReplaceStep) {
      const from = spotOf(doc, step.from, 1);
      const to = spotOf(doc, step.to, -1);
      const spot = cutOut(this.draft, from, to, tr.getMeta('uiEvent') === 'cut' && step.slice.size === 0);
      this.lastCaret = pour(this.draft, spot, paragraphsOf(step.slice));
    } else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      const on = step instanceof AddMarkStep;
      const { mark } = step;
      doc.nodesBetween(step.from, step.to, (node, at) => {
        if (!node.isTextblock) return true;
        const index = this.indexOf(doc, at + 1);
        if (index < 0 || this.draft.views[index]!.locked !== null) return false;
        const from = Math.max(0, step.from - at - 1);
        const to = Math.min(node.content.size, step.to - at - 1);
        if (mark.type.name === 'link') this.draft.link(index, from, to, on ? (mark.attrs['href'] as string) : null);
        else if (mark.type.name !== 'literal') this.draft.format(index, from, to, mark.type.name as MarkName, on);
        return false;
      });
    }
    // Anything else does not exist on this sheet: the refresh that follows takes it back.
    return [];
  }

  private writeWords(words: Inner, doc: Node, partners: readonly number[]): number[] | null {
    const { draft } = this;
    const index = this.indexOf(doc, words.start);
    if (index < 0) return null;
    const { node } = words;
    const ahead = (offset: number): number =>
      offset - partners.filter((at) => at >= words.start && at < words.start + offset && at <= words.start + node.content.size).length;
    const [from, to] = [ahead(words.from), ahead(words.to)];
    const lost = from < to ? partnersOf(node, words.from, words.to) : [];
    if (lost.length === 0) {
      draft.deleteWords(index, from, to);
      draft.insertPieces(index, from, words.pieces);
      return [];
    }
    // The words come first: then it does not matter what goes along with a sign.
    const { id, length } = draft.views[index]!;
    draft.insertPieces(index, to, words.pieces);
    const grown = draft.views[index]!.length;
    draft.deleteWords(index, from, to);
    const at = draft.views[index]?.id === id ? index : draft.find(id);
    const left = at < 0 ? -1 : draft.views[at]!.length;
    const fits = left === grown - (to - from) - lost.length && grown - length === cleanLength(words.pieces);
    return fits ? lost.map((offset) => words.start + offset) : null;
  }

  /** The place in the draft of what stands at a position of an earlier state of the sheet. */
  private indexOf(doc: Node, position: number): number {
    const $at = doc.resolve(position);
    const index = indexAt($at);
    const { parent } = $at;
    const id = (parent.type.name === 'caption' ? $at.node(1) : parent).attrs['id'] as string;
    if (this.draft.views[index]?.id === id || id === '') return index;
    return this.draft.find(id);
  }

  /** A typed bracket that closes another one makes a pair of them; taken back by itself, both are what was typed. */
  private pairTyped(tr: Transaction): void {
    const step = tr.steps[0];
    if (tr.steps.length !== 1 || !(step instanceof ReplaceStep) || step.slice.content.firstChild?.text !== ']') return;
    const index = this.indexOf(tr.doc, step.from);
    const offset = tr.doc.resolve(step.from).parentOffset;
    if (index < 0) return;
    const pair = this.draft.bracketsOf(index).find((one) => one.close === offset && one.open !== null && one.id === null && !one.flagged);
    if (pair) this.draft.pairLiteral(index, pair);
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
    const { selection } = this.state;
    const { anchor, head } = this.selection();
    const held = [this.draft.hold(head), this.draft.hold(anchor)];
    this.busy++;
    try {
      this.draft.import(update);
    } finally {
      this.busy--;
      const [h, a] = held.map((one) => this.draft.release(one) ?? undefined);
      // Selected cells are followed by their place in the table.
      if (selection instanceof CellSelection) this.refresh(undefined, undefined, 'arrived');
      else this.refresh(h, a, 'arrived');
    }
  }

  /** The composition is over: what waited comes in. */
  composed(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const update of waiting) this.import(update);
    this.refresh();
  }

  private changed(): void {
    if (this.busy === 0) this.refresh();
  }

  private written(number: string | null | undefined): string {
    return number ? (this.options.formatNumber?.(number) ?? number) : '';
  }

  private wanted(): Shown {
    const views = this.draft.views;
    if (views.length === 0) {
      // What stands for nothing has no number: those of before are written anew when paragraphs come back.
      this.plainNumbers = null;
      return { views: [NOTHING], numbers: [''] };
    }
    const plain = this.draft.numbers;
    if (this.shown && plain === this.plainNumbers && this.options.formatNumber === this.formatted) {
      return { views, numbers: this.shown.numbers };
    }
    this.plainNumbers = plain;
    this.formatted = this.options.formatNumber;
    return { views, numbers: plain.map((number) => this.written(number)) };
  }

  private plainNumbers: readonly (string | null)[] | null = null;
  private formatted: unknown = null;

  /** After a key stroke (`typed`) most likely one paragraph differs, in its words alone. */
  private refresh(head?: Spot, anchor?: Spot, why: 'typed' | 'arrived' | null = null): void {
    const want = this.wanted();
    const tr = this.state.tr;
    if (why === 'arrived') tr.setMeta(ARRIVED, true);
    if (why !== 'typed' || !syncOne(tr, this.shown, want, this.told)) syncSteps(tr, this.shown, want, this.told);
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
    if (why === 'arrived' && tr.docChanged) this.announce(tr.doc);
    this.apply(tr.setMeta(OWN, true));
  }

  private announce(coming: Node): void {
    for (const { spec } of this.state.plugins) {
      const first = (spec as Ahead).ahead?.(this.state, coming);
      if (first) this.apply(first.setMeta(OWN, true));
    }
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

  /**
   * Runs a command on the draft and shows what it came to; the caret goes where it says. Commands of one `group` that
   * follow each other at once are one step of undo.
   */
  command(work: (draft: Draft) => Spot | void, scroll = true, group: string | null = null): void {
    this.busy++;
    let caret: Spot | void;
    try {
      caret = this.draft.together(() => {
        this.realize();
        return work(this.draft);
      }, group);
    } finally {
      this.busy--;
    }
    this.refresh(caret ?? undefined);
    if (scroll && caret) this.scroll();
  }

  /** Puts the caret, or a selection, somewhere and brings it into view. */
  stand(head: Spot, anchor: Spot = head): void {
    const { doc } = this.state;
    this.dispatch(this.state.tr.setSelection(TextSelection.create(doc, positionOf(doc, anchor), positionOf(doc, head))));
    this.scroll();
  }

  private scroll(): void {
    this.apply(this.state.tr.scrollIntoView().setMeta(OWN, true));
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
    if (done.caret) this.scroll();
    return done;
  }

  /** Puts words or paragraphs from elsewhere in the selection's place. */
  paste(paragraphs: readonly NewParagraph[], at?: Spot): void {
    const { from, to } = this.selection();
    this.command((draft) => pour(draft, at ?? this.cutSelection(from, to), paragraphs));
  }

  /** Deletes what is selected. `whole` means that paragraphs that are selected as a whole go as a whole. */
  deleteSelection(whole = false): void {
    const { from, to } = this.selection();
    this.command(() => this.cutSelection(from, to, whole));
  }

  /** Types in the place of a selection across paragraphs or cells, which the sheet by itself would not replace as a whole. */
  typeOver(text: string): void {
    const { from, to } = this.selection();
    this.command((draft) => {
      const spot = this.cutSelection(from, to);
      const { length } = draft.views[spot.index]!;
      draft.insertText(spot.index, spot.offset, text);
      return { index: spot.index, offset: spot.offset + draft.views[spot.index]!.length - length };
    });
  }

  /** Within a command: deletes what is selected, of cells their words. Returns where the caret is then. */
  cutSelection(from: Spot, to: Spot, whole = false): Spot {
    const { selection, doc } = this.state;
    if (!(selection instanceof CellSelection)) return cutOut(this.draft, from, to, whole);
    const cells: number[] = [];
    selection.forEachCell((_, at) => cells.push(indexAt(doc.resolve(at + 1))));
    for (const index of cells.sort((a, b) => b - a)) this.draft.deleteWords(index, 0, this.draft.views[index]!.length);
    return { index: Math.min(...cells), offset: 0 };
  }

  /** Enter. */
  enter(): void {
    const { from, to } = this.selection();
    if (this.state.selection instanceof CellSelection) return this.command((draft) => enter(draft, from, from));
    this.command((draft) => enter(draft, from, to));
  }

  /** Backspace or Delete at the edge of a paragraph. Says whether there was anything to do. */
  joinAt(way: -1 | 1): boolean {
    const { head, empty } = this.selection();
    if (!empty) {
      this.deleteSelection();
      return true;
    }
    const view = this.draft.views[head.index];
    if (!view || head.offset !== (way < 0 ? 0 : view.length)) return false;
    this.command((draft) => joinAt(draft, head, way) ?? head);
    return true;
  }

  /** Restyles the selected paragraphs. Of what is no paragraph only the direction is set. */
  restyle(style: (view: { kind: Style['kind']; level: number }) => Partial<Style>): void {
    const { from, to, anchor, head } = this.selection();
    const { selection, doc } = this.state;
    const chosen = new Set<number>();
    if (selection instanceof CellSelection) selection.forEachCell((_, at) => chosen.add(indexAt(doc.resolve(at + 1))));
    else for (let i = from.index; i <= to.index; i++) chosen.add(i);
    this.busy++;
    try {
      this.draft.together(() => {
        this.realize();
        for (const i of chosen) {
          const view = this.draft.views[i]!;
          if (view.locked !== null) continue;
          const wanted = style(view);
          if (roomOf(view) === 'paragraph') this.draft.restyle(i, wanted);
          else if (wanted.direction !== undefined) this.draft.restyle(i, { direction: wanted.direction });
        }
      });
    } finally {
      this.busy--;
    }
    if (selection instanceof CellSelection) this.refresh();
    else this.refresh(head, anchor);
  }

  /** Moves the paragraph or table of the caret up or down by one. */
  move(way: -1 | 1): void {
    const { head } = this.selection();
    const { views } = this.draft;
    if (!views[head.index] || views[head.index]!.kind === 'note') return;
    const own = this.draft.blockOf(head.index);
    const beside = way < 0 ? blockBeside(views, own, -1) : blockBeside(views, tableEnd(views, own), 1);
    if (beside < 0) return;
    const within = head.index - own;
    this.command((draft) => {
      const index = draft.move(own, way < 0 ? blockBeside(views, beside, -1) : beside);
      return { index: index + within, offset: head.offset };
    });
  }

  /** Keeps what somebody else had deleted; for a cell its table. */
  restore(index: number): void {
    this.command((draft) => draft.restore(draft.views[index]?.cell ? draft.blockOf(index) : index));
  }

  /** A draft without paragraphs gets its first one before anything is written to it. */
  private realize(): void {
    if (this.draft.views.length > 0) return;
    this.draft.insertParagraph(-1, { ...(this.options.firstKind ?? PLAIN), pieces: [] });
    // The paragraph that stood there for nothing is this one from now on.
    this.shown = { views: [{ ...NOTHING, id: this.draft.views[0]!.id }], numbers: [''] };
  }
}

/** Whether a step formats whole code points of what may be written to. */
function isWholeMark(step: Step, doc: Node): boolean {
  if (!(step instanceof AddMarkStep || step instanceof RemoveMarkStep)) return false;
  if (step.mark.type.name === 'literal') return false;
  return [step.from, step.to].every((position) => {
    const at = doc.resolve(position);
    return at.parent.isTextblock && !cutsPair(at.parent, at.parentOffset) && !at.parent.attrs['locked'];
  });
}

/** Words of one textblock that a step replaces: offsets in it, whole code points. */
interface Inner {
  node: Node;
  /** Position before the textblock's content. */
  start: number;
  from: number;
  to: number;
  pieces: Piece[];
}

/** A step that replaces words within one textblock, by what may stand there as it is; null for any other. */
function inner(step: Step, doc: Node, after: Node): Inner | null {
  if (!(step instanceof ReplaceStep)) return null;
  const { slice } = step;
  const at = doc.resolve(step.from);
  const node = at.parent;
  if (!node.isTextblock || node.attrs['locked'] || step.to > at.end() || slice.openStart || slice.openEnd) return null;
  if (slice.content.firstChild && !slice.content.firstChild.isInline) return null;
  let from = at.parentOffset;
  let to = from + step.to - step.from;
  let end = from + slice.size;
  if (cutsPair(node, from)) from--;
  if (cutsPair(node, to)) {
    to++;
    end++;
  }
  const pieces = piecesOf(after.resolve(step.from).parent.content.cut(from, end));
  if (!pieces.every((piece) => piece.sign || clean(piece.text) === piece.text)) return null;
  // A footnote in a footnote does not exist.
  if (node.type.name === 'note' && pieces.some((piece) => piece.sign?.type === 'note')) return null;
  return { node, start: at.start(), from, to, pieces };
}

/** Where the partners stand of the brackets among the words `from..to`, if they stand outside of them. */
function partnersOf(node: Node, from: number, to: number): number[] {
  const inside = new Map<string, number>();
  const sign = node.type.schema.nodes['bracket'];
  node.nodesBetween(from, to, (child) => {
    if (child.type === sign) inside.set(child.attrs['id'] as string, (inside.get(child.attrs['id'] as string) ?? 0) + 1);
  });
  const out: number[] = [];
  if (inside.size === 0) return out;
  node.forEach((child, offset) => {
    if (child.type === sign && (offset < from || offset >= to) && inside.get(child.attrs['id'] as string) === 1) out.push(offset);
  });
  return out;
}

/** Key strokes of one sort that follow each other are one step of undo. */
function groupOf(tr: Transaction): string | null {
  // All of one composition is taken back at once, however long it took: nobody wants its halves again.
  const composition = tr.getMeta('composition') as number | undefined;
  if (composition !== undefined) return `compose ${composition}`;
  if (tr.steps.length !== 1) return null;
  const step = tr.steps[0]!;
  if (!(step instanceof ReplaceStep) || tr.getMeta('uiEvent')) return null;
  if (step.slice.size === 0) return step.to - step.from <= 2 ? 'erase' : null;
  return step.from === step.to && step.slice.size <= 2 ? 'type' : null;
}

function paragraphsOf(slice: Slice): NewParagraph[] {
  const out: NewParagraph[] = [];
  let loose: Node[] = [];
  const flush = (): void => {
    if (loose.length) out.push({ ...PLAIN, pieces: piecesOf(schema.nodes['paragraph']!.create(null, loose).content) });
    loose = [];
  };
  slice.content.descendants((node) => {
    if (node.isInline) loose.push(node);
    else if (node.isTextblock) {
      flush();
      const { id, kind = 'plain', level = 0, direction } = node.attrs;
      out.push({ id: node.type.name === 'paragraph' ? id || null : null, kind, level, direction, pieces: piecesOf(node.content) });
      return false;
    }
    return true;
  });
  flush();
  return out;
}

const cleanLength = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + (piece.sign ? piece.text.length : clean(piece.text).length), 0);

