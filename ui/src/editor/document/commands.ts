/**
 * What a person can do with the signs, footnotes, brackets and tables of a draft. Each is one step of undo. Places
 * are those of `Draft.views`; a command that would write to a locked paragraph, or reach out of a cell or a
 * footnote, does what it may and leaves the rest.
 */

import type { Piece } from './format';
import type { Spot } from './draft';
import type { Bracket, Settlement } from './reading/view';

export interface SignCommands {
  /** Makes words a link, or plain words again. An address that no link may have is not written. */
  link(index: number, from: number, to: number, href: string | null): void;
  /** A footnote's sign at a place, and the footnote. Returns the caret in the footnote (or the place, if it has to be one without). */
  insertNote(index: number, offset: number): Spot;
  /** A reference to the paragraph with the id `to`. Returns the caret behind it. */
  insertReference(index: number, offset: number, to: string): Spot;
  /** The place of what has this paragraph id, or -1. */
  find(id: string): number;
  /** What stands in place of a footnote's sign: its number, or null if that footnote does not show. */
  noteNumber(note: string): string | null;
}

export interface BracketCommands {
  /** Ids of the delegations behind a pair, ascending. */
  behind(bracket: string): readonly string[];
  /** The pairs of a paragraph in the order of their first signs, flagged ones included. */
  bracketsOf(index: number): readonly Bracket[];
  /** Puts words in brackets. */
  bracket(index: number, from: number, to: number, behind: readonly string[]): void;
  /** Writes another wording beside the alternatives of a bracket. Returns the caret at its end, within its bracket. */
  addAlternative(index: number, bracket: Bracket, pieces: readonly Piece[], behind: readonly string[]): Spot;
  /** Settles a bracket: its words stay, or go, or stay in place of its alternatives. Returns the caret. */
  settle(index: number, bracket: Bracket, how: Settlement): Spot;
  setBehind(index: number, bracket: Bracket, behind: readonly string[]): void;
  /** Gives a typed pair an id; a flagged lone sign, or a pair, can be made mere characters with {@link makeLiteral}. */
  pairLiteral(index: number, bracket: Bracket): void;
  makeLiteral(index: number, bracket: Bracket): void;
}

/** A table to insert. `cells` are rows of cells; what is not given stays empty. */
export interface NewTable {
  rows: number;
  columns: number;
  /** How many rows are headings. */
  head: number;
  cells?: readonly (readonly (readonly Piece[])[])[];
  caption?: readonly Piece[];
}

/** Tables are named by their paragraph id, rows and columns by theirs; `at` is a place among those on display. */
export interface TableCommands {
  /** Inserts a table behind the block at `after` (-1 for the beginning). Returns the caret in its first cell. */
  insertTable(after: number, table: NewTable): Spot;
  insertRow(table: string, at: number): void;
  insertColumn(table: string, at: number): void;
  moveRow(table: string, row: string, at: number): void;
  moveColumn(table: string, column: string, at: number): void;
  deleteRow(table: string, row: string): void;
  deleteColumn(table: string, column: string): void;
  /** Takes the mark 'edited after deletion' away. */
  restoreRow(table: string, row: string): void;
  restoreColumn(table: string, column: string): void;
  setWidth(table: string, column: string, width: number): void;
  setHead(table: string, rows: number): void;
}

/** Which way a cursor leans when somebody types right where it stands. */
export type Side = 'before' | 'after';

/** Places that stay with their words whatever is written, for comments; the bytes mean the same in Rust. */
export interface Cursors {
  cursorAt(index: number, offset: number, side: Side): Uint8Array;
  /** Where a cursor stands now, and whether the character that it stood at is still there; null if it means nothing here. */
  findCursor(bytes: Uint8Array): { spot: Spot; alive: boolean } | null;
}
