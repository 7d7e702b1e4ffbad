/**
 * A draft that the window writes to: the Loro document, its paragraphs, cells and footnotes as they show, and the
 * commands of `docs/formats/draft.md`. The twin of `qalam_model::draft`; both write the same to the same paragraphs.
 *
 * What shows is named by its place in {@link Draft.views}, places in words by UTF-16 offset. No clock and no randomness
 * of its own: both are handed in. The commands themselves are in files by subject; here is the list of them.
 */

import { LoroDoc, type LoroEventBatch } from 'loro-crdt/web';
import * as blocks from './writing/blocks';
import type { NewBlock } from './writing/blocks';
import * as brackets from './writing/bracketing';
import { fillCells } from './writing/filling';
import type { Along, BracketCommands, NewTable, NewWords, SignCommands, TableCommands } from './commands';
import { STYLES, clean, type MarkBits, type MarkName, type Piece } from './format';
import { mapPosition } from './writing/history';
import type { DeltaOp } from './mirror';
import * as notes from './writing/noting';
import { assignNumbers } from './reading/numbers';
import * as paragraphs from './writing/paragraphs';
import * as tables from './writing/tabling';
import { takeBack, type Undone } from './writing/undo';
import type { Bracket, Settlement, View } from './reading/view';
import * as words from './writing/words';
import { INHERIT, Writer, type Hosts, type NewParagraph, type Spot, type Style } from './writing/writer';

export type { NewBlock } from './writing/blocks';
export type { Undone } from './writing/undo';
export type { Hosts, NewParagraph, Spot, Style } from './writing/writer';

/** A caret that is kept with its words while others write; see {@link Draft.hold}. */
export interface Held {
  position: number;
  /** A cell without a place of its own in the text. */
  readonly cell: string | null;
}

export class Draft implements SignCommands, BracketCommands, TableCommands {
  private readonly writer: Writer;
  private readonly listeners = new Set<(delta: readonly DeltaOp[]) => void>();
  private readonly held = new Set<Held>();
  private shownNumbers: { views: readonly View[]; numbers: readonly (string | null)[] } | null = null;
  private list: readonly View[] | null = null;
  private exported: number;
  private readonly unsubscribe: () => void;

  private constructor(
    readonly doc: LoroDoc,
    hosts: Hosts,
  ) {
    this.writer = new Writer(doc, hosts);
    this.exported = this.counter();
    this.unsubscribe = doc.subscribe((batch) => this.took(batch));
  }

  /** Opens a snapshot for writing as `peer`, which must never have written before. */
  static open(snapshot: Uint8Array | null, peer: bigint, hosts: Hosts): Draft {
    const doc = new LoroDoc();
    doc.configDefaultTextStyle({ expand: 'none' });
    doc.configTextStyle(STYLES);
    if (snapshot?.length) doc.import(snapshot);
    doc.setPeerId(peer);
    return new Draft(doc, hosts);
  }

  /** Gives the document's memory back. */
  close(): void {
    this.unsubscribe();
    this.listeners.clear();
    this.doc.free();
  }

  /**
   * All that shows, in reading order: paragraphs; a table's caption and then its cells, row by row; footnotes behind
   * the paragraph or table with their first sign. What did not change is the same object as before.
   */
  get views(): readonly View[] {
    return (this.list ??= this.writer.layout.groups.map((group) => group.view));
  }

  /** Numbers of {@link views}, in their neutral form: display numbers of paragraphs, numbers of footnotes with a sign. */
  get numbers(): readonly (string | null)[] {
    const views = this.views;
    const had = this.shownNumbers;
    const same = (a: View | undefined, b: View): boolean =>
      a === b || (a?.kind === b.kind && a.number === b.number && (b.kind !== 'note' || (a.id === b.id && a.edited === b.edited)));
    if (had && had.views.length === views.length && views.every((view, i) => same(had.views[i], view))) {
      had.views = views;
      return had.numbers;
    }
    const numbers = assignNumbers(views).map((number, i) => (views[i]!.kind === 'note' ? this.noteNumber(views[i]!.id) : number));
    this.shownNumbers = { views, numbers };
    return numbers;
  }

  /** The index of the paragraph that something belongs to: of a cell its table's caption, of a footnote that with its first sign. */
  blockOf(index: number): number {
    return this.writer.layout.groups[index]?.block ?? index;
  }

  get canUndo(): boolean {
    return this.writer.history.canUndo;
  }

  get canRedo(): boolean {
    return this.writer.history.canRedo;
  }

  /** Calls `listener` after each change of the document, with what changed in the flat text. */
  onChange(listener: (delta: readonly DeltaOp[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // What goes in and out.

  /** What the draft has seen, for asking what is new. */
  version(): Uint8Array {
    return this.doc.oplogVersion().encode();
  }

  /** Takes up what others wrote. */
  import(update: Uint8Array): void {
    if (update.length) this.doc.import(update);
  }

  /** Whether something was written here that {@link takeUpdate} has not handed out. */
  get unsaved(): boolean {
    return this.counter() > this.exported;
  }

  /** What was written here since the last call, or null. */
  takeUpdate(): Uint8Array | null {
    const end = this.counter();
    if (end <= this.exported) return null;
    const peer = this.doc.peerIdStr;
    const spans = [{ id: { peer, counter: this.exported }, len: end - this.exported }];
    const update = this.doc.export({ mode: 'updates-in-range', spans });
    this.exported = end;
    return update;
  }

  /** The last {@link takeUpdate} from counter `from` on could not be kept: hand it out again. */
  rewind(from: number): void {
    this.exported = Math.min(this.exported, from);
  }

  get handedOut(): number {
    return this.exported;
  }

  private counter(): number {
    const version = this.doc.oplogVersion();
    const counter = version.get(this.doc.peerIdStr) ?? 0;
    version.free();
    return counter;
  }

  private took(batch: LoroEventBatch): void {
    const delta = this.writer.took(batch);
    this.list = null;
    for (const held of this.held) held.position = mapPosition(delta, held.position);
    for (const listener of this.listeners) listener(delta);
  }

  // Carets.

  /** The place of a caret in the flat text, and back. */
  position(spot: Spot): number {
    const { layout } = this.writer;
    const group = layout.groups[spot.index];
    if (!group) return 0;
    if (group.parts.length) return layout.position(layout.place(group, spot.offset));
    return layout.position({ part: layout.groups[group.block]!.parts[0]!, index: 0 });
  }

  locate(position: number): Spot | null {
    return this.writer.layout.locate(position);
  }

  /** Keeps a caret with its words until {@link release}, whatever is written meanwhile. */
  hold(spot: Spot): Held {
    const group = this.writer.layout.groups[spot.index];
    const held = { position: this.position(spot), cell: group && !group.parts.length ? group.view.id : null };
    this.held.add(held);
    return held;
  }

  release(held: Held): Spot | null {
    this.held.delete(held);
    const index = held.cell === null ? -1 : this.find(held.cell);
    return index < 0 ? this.locate(held.position) : { index, offset: 0 };
  }

  // Words.

  /** Runs several commands as one step of undo. */
  together<T>(work: () => T, group: string | null = null): T {
    return this.writer.together(work, group);
  }

  /** The next key stroke is a step of undo of its own. */
  pauseUndo(): void {
    this.writer.history.pause();
  }

  /** Types at a place. Without `marks` the words take the formatting of what stands before them. */
  insertText(index: number, offset: number, text: string, marks: MarkBits | null = null, group: string | null = null): void {
    const cleaned = clean(text);
    if (!cleaned) return;
    this.together(() => words.insert(this.writer, index, offset, [{ text: cleaned, marks: marks ?? INHERIT }]), group);
  }

  /** Types formatted words and signs at a place. */
  insertPieces(index: number, offset: number, pieces: readonly Piece[], along?: Along): void {
    words.insertPieces(this.writer, index, offset, pieces, along);
  }

  /** Deletes the words `from..to` of a paragraph; the partner of a bracket goes with it. */
  deleteWords(index: number, from: number, to: number, group: string | null = null): void {
    if (from < to) this.together(() => words.deleteWords(this.writer, index, from, to), group);
  }

  /** Sets or clears formatting on the words `from..to`. */
  format(index: number, from: number, to: number, mark: MarkName, on: boolean): void {
    words.format(this.writer, index, from, to, mark, on);
  }

  link(index: number, from: number, to: number, href: string | null): void {
    words.link(this.writer, index, from, to, href);
  }

  // Paragraphs.

  /** Splits a paragraph; returns where the caret belongs. `style` is what a new empty paragraph behind it is. */
  split(index: number, offset: number, style?: Style): Spot {
    return paragraphs.split(this.writer, index, offset, style);
  }

  /** Joins the paragraph behind this one to it. Returns the place of the seam. */
  join(index: number): Spot {
    return paragraphs.join(this.writer, index);
  }

  /** Makes a paragraph another kind, level or direction; what `style` does not name stays. */
  restyle(index: number, style: Partial<Style>): void {
    paragraphs.restyle(this.writer, index, style);
  }

  /** Inserts a paragraph behind what stands at `after`, or at the beginning for -1. Returns its place. */
  insertParagraph(after: number, paragraph: NewParagraph): number {
    return blocks.insertBlocks(this.writer, after, [paragraph]);
  }

  /**
   * Inserts paragraphs and tables behind what stands at `after`, as if one after the other. Returns the place of the
   * last; a table for which there is no room is left out.
   */
  insertBlocks(after: number, list: readonly NewBlock[], along?: Along): number {
    return blocks.insertBlocks(this.writer, after, list, along);
  }

  /** Deletes a paragraph, a table or a footnote, or the words of a cell. If somebody else edits it meanwhile it comes back, marked. */
  deleteParagraph(index: number): void {
    paragraphs.deleteParagraph(this.writer, index);
  }

  /** Takes the mark 'edited after deletion' away: the paragraph stays. */
  restore(index: number): void {
    paragraphs.restore(this.writer, index);
  }

  /** Deletes from one place to a later one in another paragraph, and joins what is left. Returns the caret. */
  deleteAcross(from: Spot, to: Spot): Spot {
    return paragraphs.deleteAcross(this.writer, from, to);
  }

  /** Moves a paragraph behind the one at `after` (-1 for the beginning), counted as they stand now. Returns its place. */
  move(index: number, after: number): number {
    return paragraphs.move(this.writer, index, after);
  }

  // Signs.

  insertNote(index: number, offset: number): Spot {
    return notes.insertNote(this.writer, index, offset);
  }

  insertReference(index: number, offset: number, to: string): Spot {
    return notes.insertReference(this.writer, index, offset, to);
  }

  find(id: string): number {
    return this.writer.layout.find(id);
  }

  noteNumber(note: string): string | null {
    const number = this.writer.layout.noteNumbers.get(note);
    return number === undefined ? null : String(number);
  }

  // Brackets.

  behind(bracket: string): readonly string[] {
    return brackets.behindOf(this.writer, bracket);
  }

  bracketsOf(index: number): readonly Bracket[] {
    return brackets.bracketsOf(this.writer, index);
  }

  bracket(index: number, from: number, to: number, behind: readonly string[]): void {
    brackets.bracket(this.writer, index, from, to, behind);
  }

  addAlternative(index: number, bracket: Bracket, pieces: readonly Piece[], behind: readonly string[]): Spot {
    return brackets.addAlternative(this.writer, index, bracket, pieces, behind);
  }

  settle(index: number, bracket: Bracket, how: Settlement): Spot {
    return brackets.settle(this.writer, index, bracket, how);
  }

  setBehind(index: number, bracket: Bracket, behind: readonly string[]): void {
    brackets.setBehind(this.writer, index, bracket, behind);
  }

  pairLiteral(index: number, bracket: Bracket): void {
    brackets.pairLiteral(this.writer, index, bracket);
  }

  makeLiteral(index: number, bracket: Bracket): void {
    brackets.makeLiteral(this.writer, index, bracket);
  }

  // Tables.

  insertTable(after: number, table: NewTable): Spot {
    return blocks.insertTable(this.writer, after, table);
  }

  fillCells(table: string, top: number, left: number, rows: readonly (readonly NewWords[])[], along?: Along): Spot | null {
    return fillCells(this.writer, table, top, left, rows, along);
  }

  insertRow(table: string, at: number): void {
    tables.insertLine(this.writer, table, 'row', at);
  }

  insertColumn(table: string, at: number): void {
    tables.insertLine(this.writer, table, 'col', at);
  }

  moveRow(table: string, row: string, at: number): void {
    tables.moveLine(this.writer, table, 'row', row, at);
  }

  moveColumn(table: string, column: string, at: number): void {
    tables.moveLine(this.writer, table, 'col', column, at);
  }

  deleteRow(table: string, row: string): void {
    tables.deleteLine(this.writer, table, 'row', row);
  }

  deleteColumn(table: string, column: string): void {
    tables.deleteLine(this.writer, table, 'col', column);
  }

  restoreRow(table: string, row: string): void {
    tables.restoreLine(this.writer, table, 'row', row);
  }

  restoreColumn(table: string, column: string): void {
    tables.restoreLine(this.writer, table, 'col', column);
  }

  setWidth(table: string, column: string, width: number): void {
    tables.setWidth(this.writer, table, column, width);
  }

  setHead(table: string, rows: number): void {
    tables.setHead(this.writer, table, rows);
  }

  // Undo.

  undo(): Undone {
    return takeBack(this.writer, 'undo');
  }

  redo(): Undone {
    return takeBack(this.writer, 'redo');
  }
}
