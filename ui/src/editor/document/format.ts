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

/** The kinds that a person gives a paragraph by hand. */
export const CHOICES = ['heading', 'pp', 'op', 'plain', 'item'] as const;
export type Choice = (typeof CHOICES)[number];
/** All kinds; those behind the choices come with commands of their own. */
export const KINDS = [...CHOICES, 'table', 'cell', 'note'] as const;
export type Kind = (typeof KINDS)[number];
export type Direction = 'ltr' | 'rtl';

/** Key of the mark that holds a link's address. */
export const LINK = 'link';
/** Keys of the marks that make a character a sign, or that say that it is none. */
export const SIGNS = ['note', 'ref', 'bracket', 'literal'] as const;
export type SignName = (typeof SIGNS)[number];
/** The character of a footnote's sign and of a reference. */
export const OBJECT = '\ufffc';

/** The styles that every opening configures before anything else; they are not stored in the document. */
export const STYLES: Record<string, { expand: 'after' | 'none' }> = {
  ...Object.fromEntries([ID, LINK, ...SIGNS].map((key) => [key, { expand: 'none' as const }])),
  ...Object.fromEntries(MARKS.map((mark) => [mark, { expand: 'after' as const }])),
};

/** What a character of words is that carries a mark of its own. */
export type Sign =
  /** A footnote's sign (U+FFFC); `note` is the footnote's paragraph id. */
  | { type: 'note'; note: string }
  /** A reference to a paragraph (U+FFFC); `to` is that one's id. */
  | { type: 'ref'; to: string }
  /** `[` or `]` of the pair with this id. */
  | { type: 'bracket'; id: string }
  /** `[` or `]` that is a mere character. */
  | { type: 'literal' };

/** A stretch of characters that look alike; a sign is a stretch of exactly one character of its own. */
export interface Piece {
  text: string;
  marks: MarkBits;
  /** Address of a link. */
  link?: string;
  sign?: Sign;
}

/** Whether a kind has a level. */
export const hasLevel = (kind: Kind): boolean => kind === 'heading' || kind === 'item';

/** Whether a link may lead there: the web or a mailbox, nothing else. */
export const isLink = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:https?|mailto):/i.test(value) && value.length <= 4_000 && [...value].length <= 2_000;

export function kindOf(name: string | undefined): Kind {
  return (KINDS as readonly string[]).includes(name ?? '') ? (name as Kind) : 'plain';
}

/** The name of a kind that this version does not know. */
export const lockOf = (name: string | undefined): string | null =>
  name && !(KINDS as readonly string[]).includes(name) ? name : null;

export function levelOf(kind: Kind, value: string | undefined): number {
  if (!hasLevel(kind)) return 0;
  return value !== undefined && /^\+?0*[1-6]$/.test(value) ? Number(value) : 1;
}

export const clampLevel = (level: number): number => Math.min(6, Math.max(1, Math.trunc(level) || 1));

/** Whether something can be the id of a paragraph, a bracket, a row or a column. */
export const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);

const KEY = /^[0-9a-f]{16}(\.[0-9a-f]{16})?$/;
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value);

/** What may stand in a paragraph, from what somebody typed or pasted: the twin of `qalam_model::text::clean`. */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  // Composed last: what is left out may have stood between two characters that compose.
  return text
    .replace(/[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffc\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .normalize('NFC');
}

export const bitOf = (mark: MarkName): MarkBits => 1 << MARKS.indexOf(mark);

export const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.text.length, 0);
export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

/** Appends a stretch, joining it to the last one if they look alike. A sign is never joined to anything. */
export function pushPiece(pieces: Piece[], text: string, marks: MarkBits, more?: Pick<Piece, 'link' | 'sign'>): void {
  if (!text) return;
  const last = pieces[pieces.length - 1];
  if (last && last.marks === marks && last.link === more?.link && !last.sign && !more?.sign) {
    pieces[pieces.length - 1] = { ...last, text: last.text + text };
  } else pieces.push(pieceOf(text, marks, more));
}

function pieceOf(text: string, marks: MarkBits, more?: Pick<Piece, 'link' | 'sign'>): Piece {
  const piece: Piece = { text, marks };
  if (more?.link) piece.link = more.link;
  if (more?.sign) piece.sign = more.sign;
  return piece;
}

/** The stretches of characters `start..end`. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(0, start - at);
    const to = Math.min(piece.text.length, end - at);
    if (from < to) pushPiece(out, piece.text.slice(from, to), piece.marks, piece);
    at += piece.text.length;
    if (at >= end) break;
  }
  return out;
}
