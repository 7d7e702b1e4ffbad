/** What the sheet says of its signs. The words come from the window's catalogues; nothing here holds any. */

export interface Delegation {
  name: string;
  badge: string;
  colour: number;
}

export interface SheetWords {
  /** A bracket, for those who hear it and for the tip: which side, and the names of those behind it. */
  bracket: (open: boolean, names: readonly string[]) => string;
  /** A bracket that needs a hand. */
  flagged: string;
  footnote: (number: string) => string;
  /** A reference; null where what it refers to is gone. */
  reference: (number: string | null) => string;
  table: (rows: number, columns: number) => string;
  /** A heading cell without words. */
  emptyHead: string;
  /** Stands beside a paragraph of a kind that only a newer version knows. */
  locked: string;
  delegation: (id: string) => Delegation | null;
  /** In which order names stand: that of the reader's alphabet. */
  order: (a: string, b: string) => number;
}
