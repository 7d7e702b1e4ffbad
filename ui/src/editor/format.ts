/**
 * The fixed names of a draft's text, as `docs/formats/draft.md` lays them down. Nothing here touches a document.
 */

/** The character that every paragraph begins with. Never deleted. */
export const START = '\u001e';
/** Name of the text container. */
export const TEXT = 'text';
/** Name of the map of attributes. */
export const ATTRIBUTES = 'attributes';
/** Key of the mark that names a start character. */
export const ID = 'id';

/** Formatting of words, in the order of the bits of {@link MarkBits}. */
export const MARKS = ['bold', 'italic', 'underline', 'superscript', 'subscript'] as const;
export type MarkName = (typeof MARKS)[number];
/** One bit per mark, bit 0 is bold. */
export type MarkBits = number;

export const KINDS = ['heading', 'pp', 'op', 'plain', 'item'] as const;
export type Kind = (typeof KINDS)[number];
export type Direction = 'ltr' | 'rtl';

/** The styles that every opening configures before anything else; they are not stored in the document. */
export const STYLES: Record<string, { expand: 'after' | 'none' }> = {
  [ID]: { expand: 'none' },
  ...Object.fromEntries(MARKS.map((mark) => [mark, { expand: 'after' as const }])),
};

/** A stretch of characters that look alike. */
export interface Piece {
  text: string;
  marks: MarkBits;
}

/** Whether a kind has a level. */
export const hasLevel = (kind: Kind): boolean => kind === 'heading' || kind === 'item';

export function kindOf(name: string | undefined): Kind {
  return (KINDS as readonly string[]).includes(name ?? '') ? (name as Kind) : 'plain';
}

export function levelOf(kind: Kind, value: string | undefined): number {
  if (!hasLevel(kind)) return 0;
  return value !== undefined && /^\+?0*[1-6]$/.test(value) ? Number(value) : 1;
}

export const clampLevel = (level: number): number => Math.min(6, Math.max(1, Math.trunc(level) || 1));

const KEY = /^[0-9a-f]{16}(\.[0-9a-f]{16})?$/;
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value);

/** What may stand in a paragraph, from what somebody typed or pasted: the twin of `qalam_model::text::clean`. */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffc\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

export const bitOf = (mark: MarkName): MarkBits => 1 << MARKS.indexOf(mark);

/** Marks from the attributes of a Loro delta. */
export function bitsOf(attributes: Record<string, unknown> | undefined): MarkBits {
  if (!attributes) return 0;
  let bits = 0;
  MARKS.forEach((mark, i) => {
    if (attributes[mark] === true) bits |= 1 << i;
  });
  return bits;
}

export const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.text.length, 0);
export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

/** Appends a stretch, joining it to the last one if they look alike. */
export function pushPiece(pieces: Piece[], text: string, marks: MarkBits): void {
  if (!text) return;
  const last = pieces[pieces.length - 1];
  if (last && last.marks === marks) pieces[pieces.length - 1] = { text: last.text + text, marks };
  else pieces.push({ text, marks });
}

/** The stretches of characters `start..end`. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(0, start - at);
    const to = Math.min(piece.text.length, end - at);
    if (from < to) pushPiece(out, piece.text.slice(from, to), piece.marks);
    at += piece.text.length;
    if (at >= end) break;
  }
  return out;
}
