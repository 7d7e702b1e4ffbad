/**
 * What every editor that is compared has to offer: a paper to begin with, replicas of it, hands that write in them,
 * and a reading that is the same for all. Places are named by words, which stand in the paper only once, so that no
 * editor's own way of counting matters. Knows none of the editors.
 */

/** A place beside a word. */
export type Place = { before: string } | { after: string };

export type Style = 'heading' | 'item' | 'right to left';

/** What a person can do. Every method is one thing done by hand; letters are typed one by one. */
export interface Hand {
  type(at: Place, letters: string): void;
  /** Enter. */
  split(at: Place): void;
  /** Enter at the end of the paragraph with `word`, then typing. */
  insertBehind(word: string, letters: string): void;
  /** Joins the paragraph behind the one with `word` to it. */
  join(word: string): void;
  restyle(word: string, style: Style): void;
  /** Moves the paragraph with `word` behind the one with `after`. */
  move(word: string, after: string): void;
  /** Deletes the whole paragraph with `word`. */
  remove(word: string): void;
  /** Deletes a selection. */
  deleteFrom(from: Place, to: Place): void;
  bold(from: Place, to: Place): void;
  bracket(from: Place, to: Place): void;
  /** Comments on a range; `name` is what the comment is known by. */
  comment(from: Place, to: Place, name: string): void;
  footnote(at: Place, letters: string): void;
  /** Adds a row below the cell with `word` and types in its first cell. */
  addRow(word: string, letters: string): void;
  /** Adds a column behind the cell with `word` and types in its first cell. */
  addColumn(word: string, letters: string): void;
}

/** A paragraph or table as it reads. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'item' | 'table';
  /** Words; a footnote reads `⟦note⟧`, a bracket `[…]`, cells are parted by `¦` and rows by `⏎`. */
  text: string;
  rtl: boolean;
  bold: string;
  /** The words that each comment stands on. */
  comments: Record<string, string>;
  /** Shown as 'edited after deletion'; only ours can. */
  edited?: boolean;
}

export interface Replica extends Hand {
  /** Puts the caret somewhere. */
  caret(at: Place): void;
  /** One key, where the caret is. */
  key(letter: string): void;
  /** The letters on both sides of the caret. */
  around(): string;
  read(): Block[];
  version(): Uint8Array;
  /** Everything that somebody at `version` has not seen. */
  since(version: Uint8Array): Uint8Array;
  take(update: Uint8Array): void;
  snapshot(): Uint8Array;
  close(): void;
}

/** The paper to begin with: paragraphs, and a table where there is a list of rows. */
export type Paper = readonly (string | readonly (readonly string[])[])[];

export interface Editor {
  name: string;
  versions: string;
  /** Why it cannot do one of the things at all; null if it can. */
  lacks(what: keyof Hand): string | null;
  start(paper: Paper): Uint8Array;
  /** A replica whose peer has this number: who has the lower one decides some ties. */
  open(snapshot: Uint8Array, peer: number): Replica;
}

export const wordOf = (place: Place): string => ('before' in place ? place.before : place.after);
