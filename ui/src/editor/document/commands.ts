/**
 * What a person can do with the signs, footnotes, brackets and tables of a draft. Each is one step of undo. Places
 * are those of `Draft.views`; a command that would write to a locked paragraph, or reach out of a cell or a
 * footnote, does what it may and leaves the rest.
 */

import type { Direction, Piece } from './format';
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

/** Words for a place where none stand yet. */
export interface NewWords {
  pieces: readonly Piece[];
  direction?: Direction | null;
}

/** What comes along with words from elsewhere. */
export interface Along {
  /** The words of the footnote that a sign names, for a new one; null if the sign is for one of this draft. */
  note(name: string): NewWords | null;
  /** Ids of the delegations behind a pair of brackets. */
  behind(bracket: string): readonly string[];
}

/** A table to insert. `cells` are rows of cells; what is not given stays empty. */
export interface NewTable {
  rows: number;
  columns: number;
  /** How many rows are headings. */
  head: number;
  cells?: readonly (readonly NewWords[])[];
  caption?: readonly Piece[];
  /** Of its columns, in proportion to each other. */
  widths?: readonly number[] | null;
}

/** Tables are named by their paragraph id, rows and columns by theirs; `at` is a place among those on display. */
export interface TableCommands {
  /** Inserts a table behind the block at `after` (-1 for the beginning). Returns the caret in its first cell. */
  insertTable(after: number, table: NewTable): Spot;
  /**
   * Puts words in the place of those of cells, from the row and column `top` and `left` on; rows and columns are added
   * where there are too few. Returns the end of the last cell, or null if there is no room.
   */
  fillCells(table: string, top: number, left: number, rows: readonly (readonly NewWords[])[], along?: Along): Spot | null;
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
