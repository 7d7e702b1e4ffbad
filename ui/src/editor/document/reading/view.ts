/** What a reader of a draft is given: paragraphs, tables' captions and cells, footnotes and brackets as they show. */

import type { Direction, Kind, Piece } from '../format';

/** A table as its caption's view tells it; its cells are the views behind it, row by row. */
export interface TableView {
  /** How many of its rows are headings, never more than it has. */
  readonly head: number;
  /** `width` is in proportion to the others; `edited` means that somebody deleted it and somebody else wrote in it. */
  readonly columns: readonly { readonly id: string; readonly width: number; readonly edited: boolean }[];
  readonly rows: readonly { readonly id: string; readonly edited: boolean }[];
}

/** Where a cell stands: ids of its table, row and column. */
export interface CellView {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** Anything with words as it shows. The same object as before if nothing about it changed. */
export interface View {
  readonly id: string;
  readonly kind: Kind;
  readonly level: number;
  /** Set by hand; without one it follows its first strong character. */
  readonly direction: Direction | null;
  /** The number that the revision gave it. */
  readonly number: string | null;
  /** Somebody deleted it and somebody else went on writing. */
  readonly edited: boolean;
  /** The name of a kind that only a newer version knows; such a paragraph reads as plain and is not written to. */
  readonly locked: string | null;
  /** The words of its live parts as they stand, with marks and signs. */
  readonly pieces: readonly Piece[];
  readonly length: number;
  /** Keys of the parts whose words it shows; none for a cell that nobody wrote in. */
  readonly keys: readonly string[];
  /** Of a table's caption. */
  readonly table?: TableView;
  /** Of a table's cell. */
  readonly cell?: CellView;
}

/** A pair of brackets in the words of one paragraph, or what is left of one. */
export interface Bracket {
  /** Places of its signs; one of them is missing if it is flagged for want of a partner. */
  readonly open: number | null;
  readonly close: number | null;
  /** What its marks say; null for a pair that was merely typed. */
  readonly id: string | null;
  /** Ids of the delegations behind it, ascending. */
  readonly behind: readonly string[];
  /** How many pairs stand around it. */
  readonly depth: number;
  /** Alternatives of one place have one number, counted from 0 in a paragraph. */
  readonly slot: number;
  /** It has no partner, or crosses another pair: it needs a hand. */
  readonly flagged: boolean;
}

/** What becomes of a bracket: its words stay, or go, or stay in place of its alternatives. */
export type Settlement = 'keep' | 'drop' | 'choose';
