/**
 * Reads what is pasted or dropped: paragraphs with their formatting and links, tables and footnotes, and nothing
 * else. The document that a clipboard's HTML is parsed into is inert: nothing in it runs and nothing is fetched.
 * Pure: what is read depends on what is given, and nothing is written.
 */

import { CHOICES, OBJECT, bitOf, clean, isId, pushPiece, type Choice, type Direction, type MarkBits, type Piece } from '../../document/format';
import { safeAddress } from '../../document/links';
import { Notes, isOwnNote, isWordNote } from './paste-notes';
import { readTable, type PastedTable } from './paste-table';

/** A line of words: a paragraph's, a cell's, a footnote's. */
export interface PastedWords {
  direction: Direction | null;
  pieces: Piece[];
}

/** A pasted paragraph; without a kind it takes that of the place it comes to. */
export interface PastedParagraph extends PastedWords {
  id: string | null;
  kind: Choice | null;
  level: number;
}

export type PastedBlock = PastedParagraph | PastedTable;

/** What was not taken over. */
export interface LeftOut {
  pictures: number;
  /** Formulas, drawings, videos, embedded objects. */
  objects: number;
  /** Signs whose footnote was not among what was copied. */
  notes: number;
  /** There was more than what one paste may bring. */
  cut: boolean;
}

export interface Pasted {
  blocks: PastedBlock[];
  /** By the name that signs carry: the id for our own, any other name else. */
  notes: ReadonlyMap<string, PastedWords>;
  /** Who stands behind our own brackets, by id. */
  behind: ReadonlyMap<string, readonly string[]>;
  left: LeftOut;
}

/** What a draft takes up while one waits for it. */
const MOST_PARAGRAPHS = 5000;
const MOST_CHARACTERS = 2_000_000;
/** Markup is some times as long as its words. */
const MOST_HTML = 16_000_000;
/** A long clipboard is cleaned elsewhere, whosever it is. */
const MOST_OWN = 500_000;
/** Deeper nesting than this is no text that somebody wrote. */
const DEEPEST = 300;
const PICTURES = new Set(['IMG', 'PICTURE', 'V:IMAGEDATA']);
const OBJECTS = new Set(['IFRAME', 'OBJECT', 'EMBED', 'APPLET', 'SVG', 'MATH', 'VIDEO', 'AUDIO', 'CANVAS', 'V:SHAPE', 'V:RECT', 'V:GROUP']);
const SKIPPED = new Set([
  'HEAD', 'STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT', 'TITLE', 'META', 'LINK', 'BASE', 'DEL', 'COLGROUP', 'COL', 'INPUT', 'SELECT',
  'TEXTAREA', 'XML', 'V:SHAPETYPE',
]);
const BLOCKS = new Set([
  'P', 'DIV', 'SECTION', 'ARTICLE', 'ASIDE', 'HEADER', 'FOOTER', 'MAIN', 'BLOCKQUOTE', 'PRE', 'UL', 'OL', 'LI', 'DL', 'DT', 'DD',
  'TABLE', 'TBODY', 'THEAD', 'TFOOT', 'TR', 'TD', 'TH', 'CAPTION', 'FIGURE', 'FIGCAPTION', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BR', 'HR',
]);
const INLINE: Record<string, MarkBits> = {
  B: bitOf('bold'), STRONG: bitOf('bold'), I: bitOf('italic'), EM: bitOf('italic'), U: bitOf('underline'), INS: bitOf('underline'),
  SUP: bitOf('superscript'), SUB: bitOf('subscript'),
};

export interface Context {
  marks: MarkBits;
  link: string | null;
  kind: Choice | null;
  level: number;
  direction: Direction | null;
  id: string | null;
  /** White space stands as it is: our own clipboard, and preformatted text. */
  exact: boolean;
  depth: number;
}

export const OUTSIDE: Context = { marks: 0, link: null, kind: null, level: 0, direction: null, id: null, exact: false, depth: 0 };

/** What all readers of one paste share. */
export interface Shared {
  /** What it may still bring. */
  bounds: { characters: number; paragraphs: number };
  left: LeftOut;
  notes: Notes;
  behind: Map<string, string[]>;
}

export class Reader {
  readonly out: PastedBlock[] = [];
  private pieces: Piece[] = [];
  private context: Context | null = null;

  constructor(private readonly shared: Shared) {}

  walkAll(parent: Node, context: Context): void {
    for (let child = parent.firstChild; child; child = child.nextSibling) this.walk(child, context);
  }

  walk(node: Node, context: Context): void {
    const { bounds, left, notes } = this.shared;
    if (bounds.paragraphs <= 0 || bounds.characters <= 0) {
      left.cut = true;
      return;
    }
    if (node.nodeType === 3) return this.text(node.nodeValue ?? '', context);
    if (node.nodeType !== 1) return;
    const element = node as HTMLElement;
    const name = element.tagName.toUpperCase();
    if (PICTURES.has(name)) return void left.pictures++;
    if (OBJECTS.has(name)) return void left.objects++;
    if (SKIPPED.has(name) || isHidden(element)) return;
    if (context.depth > DEEPEST) return this.text(element.textContent ?? '', context);
    if (this.sign(element, context)) return;
    // A footnote's own text comes with its sign.
    if (notes.isBody(element)) return;
    if (name === 'TABLE' || element.dataset?.['kind'] === 'table') return this.table(element, context);
    const block = BLOCKS.has(name);
    if (block) this.end();
    this.walkAll(element, within(element, name, context, block));
    if (block) this.end();
  }

  /** Signs of our own, and footnotes of others'. Says whether the element was one. */
  private sign(element: HTMLElement, context: Context): boolean {
    const { notes, behind, left } = this.shared;
    const { sign, of, side, behind: who } = element.dataset ?? {};
    if (sign === 'literal') {
      const words = element.textContent ?? '';
      if (words === '[' || words === ']') this.push(words, context, { sign: { type: 'literal' } });
      return true;
    }
    if (isId(of)) {
      if (sign === 'note') this.push(OBJECT, context, { sign: { type: 'note', note: of } });
      else if (sign === 'ref') this.push(OBJECT, context, { sign: { type: 'ref', to: of } });
      else if (sign === 'bracket') {
        const delegations = (who ?? '').split(' ').filter((one) => /^[0-9a-f]{32}$/.test(one));
        if (delegations.length) behind.set(of, delegations.slice(0, 100));
        this.push(side === 'close' ? ']' : '[', context, { sign: { type: 'bracket', id: of } });
      } else return false;
      return true;
    }
    if (element.tagName !== 'A') return false;
    if (notes.isBack(element)) return true;
    const note = notes.nameOf(element);
    if (note !== null) {
      this.push(OBJECT, { ...context, marks: 0 }, { sign: { type: 'note', note } });
      return true;
    }
    if (!isWordNote(element.getAttribute('href') ?? '')) return false;
    left.notes++;
    return true;
  }

  private table(element: HTMLElement, context: Context): void {
    this.end();
    for (const block of readTable(element, context, this.shared)) this.add(block);
  }

  private add(block: PastedBlock): void {
    this.shared.bounds.paragraphs -= 'rows' in block ? 1 + block.rows.length * (block.rows[0]?.length ?? 0) : 1;
    this.out.push(block);
  }

  private text(text: string, context: Context): void {
    const { bounds, left } = this.shared;
    let words = context.exact ? text : text.replace(/[\t\n\f\r ]+/g, ' ');
    const last = this.pieces[this.pieces.length - 1];
    if (!context.exact && words.startsWith(' ') && (!last || last.text.endsWith(' '))) words = words.slice(1);
    if (words.length > bounds.characters) left.cut = true;
    words = words.slice(0, bounds.characters);
    bounds.characters -= words.length;
    this.push(clean(words), context);
  }

  private push(text: string, context: Context, more: Pick<Piece, 'sign'> = {}): void {
    if (!text) return;
    if (this.pieces.length === 0) this.context = context;
    const link = context.link && !more.sign ? { link: context.link } : {};
    pushPiece(this.pieces, text, context.marks, { ...link, ...more });
  }

  end(): void {
    const { pieces, context } = this;
    this.pieces = [];
    if (!context) return;
    this.context = null;
    const trimmed = context.exact ? pieces : trim(pieces);
    if (trimmed.length === 0) return;
    const { id, kind, level } = context;
    this.add({ id, kind, level, direction: byHand(context.direction, trimmed), pieces: trimmed });
    // An id names one paragraph only, however its content is cut up.
    context.id = null;
  }
}

/** Everything in an element as one line of words. */
export function wordsIn(element: Element, context: Context, shared: Shared): PastedWords {
  const reader = new Reader(shared);
  reader.walkAll(element, context);
  reader.end();
  const lines = reader.out.flatMap((block): PastedWords[] => ('rows' in block ? [block.caption, ...block.rows.flat()] : [block]));
  const filled = lines.filter((line) => line.pieces.length > 0);
  const pieces: Piece[] = [];
  for (const line of filled) {
    if (pieces.length) pushPiece(pieces, ' ', 0);
    for (const piece of line.pieces) pushPiece(pieces, piece.text, piece.marks, piece);
  }
  return { pieces, direction: filled[0]?.direction ?? null };
}

/** Word's list numbers stand in the text, marked as to be ignored; its comments, too. */
function isHidden(element: HTMLElement): boolean {
  const style = element.getAttribute('style');
  return Boolean(element.hidden) || (style !== null && /display:\s*none|mso-hide:\s*all|mso-list:\s*ignore|mso-element:\s*comment/i.test(style));
}

function within(element: HTMLElement, name: string, context: Context, block: boolean): Context {
  const inner = { ...context, depth: context.depth + 1 };
  if (element.classList.contains('par')) {
    const { kind, level, id } = element.dataset;
    inner.exact = true;
    inner.kind = (CHOICES as readonly string[]).includes(kind ?? '') ? (kind as Choice) : null;
    inner.level = Number(level) || 0;
    inner.id = isId(id) ? id : null;
    return inner;
  }
  const style = element.getAttribute('style');
  if (block) inner.direction = directionOf(element, style) ?? inner.direction;
  if (/^H[1-6]$/.test(name) && !inner.exact) {
    inner.kind = 'heading';
    inner.level = Number(name[1]);
  } else if (name === 'UL' || name === 'OL') {
    inner.level = context.kind === 'item' ? Math.min(6, context.level + 1) : 1;
    inner.kind = 'item';
  } else if (name === 'PRE') inner.exact = true;
  const listed = block && style && inner.kind !== 'heading' ? /mso-list:[^;]*\blevel(\d)/i.exec(style) : null;
  if (listed) {
    inner.kind = 'item';
    inner.level = Math.min(6, Math.max(1, Number(listed[1])));
  }
  // Our own links have no address of their own on the sheet.
  if (name === 'A' || element.dataset['href']) inner.link = safeAddress(element.getAttribute('href') ?? element.dataset['href']) ?? inner.link;
  inner.marks |= INLINE[name] ?? 0;
  if (style) inner.marks = styled(element.style, inner.marks, inner.link !== null);
  return inner;
}

function directionOf(element: HTMLElement, style: string | null): Direction | null {
  const said = element.getAttribute('dir')?.toLowerCase();
  if (said === 'rtl' || said === 'ltr') return said;
  const set = style && /(?:^|;)\s*direction:\s*(rtl|ltr)/i.exec(style);
  return set ? (set[1]!.toLowerCase() as Direction) : null;
}

/** Formatting that stands in a style: Google Docs and LibreOffice write no elements for it. */
function styled(style: CSSStyleDeclaration, marks: MarkBits, linked: boolean): MarkBits {
  const { fontWeight, fontStyle, verticalAlign } = style;
  const set = (mark: MarkBits, on: boolean): void => void (marks = on ? marks | mark : marks & ~mark);
  if (fontWeight) set(bitOf('bold'), fontWeight === 'bold' || fontWeight === 'bolder' || Number(fontWeight) >= 600);
  if (fontStyle) set(bitOf('italic'), fontStyle === 'italic' || fontStyle === 'oblique');
  if (verticalAlign === 'super' || verticalAlign === 'sub') {
    set(bitOf('superscript'), verticalAlign === 'super');
    set(bitOf('subscript'), verticalAlign === 'sub');
  }
  // A link is underlined because it is one.
  const decoration = style.textDecorationLine || style.textDecoration;
  if (decoration && !linked) set(bitOf('underline'), decoration.includes('underline'));
  return marks;
}

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A direction that the letters have by themselves is none that was set by hand. */
export function byHand(direction: Direction | null, pieces: readonly Piece[]): Direction | null {
  if (direction === null) return null;
  for (const piece of pieces) {
    const letter = /\p{L}/u.exec(piece.text);
    if (letter) return (RIGHT.test(letter[0]) ? 'rtl' : 'ltr') === direction ? null : direction;
  }
  return direction;
}

function trim(pieces: readonly Piece[]): Piece[] {
  const out = pieces.map((piece) => ({ ...piece }));
  while (out[0] && !out[0].sign && !(out[0].text = out[0].text.trimStart())) out.shift();
  for (let last = out.at(-1); last && !last.sign && !(last.text = last.text.trimEnd()); last = out.at(-1)) out.pop();
  return out;
}

/** One paste that is being read, node by node. */
class Reading {
  private readonly shared: Shared;
  private readonly found: Notes;
  private readonly reader: Reader;

  constructor(body: Element, left: LeftOut) {
    this.found = new Notes(body);
    this.shared = { bounds: { characters: MOST_CHARACTERS, paragraphs: MOST_PARAGRAPHS }, left, notes: this.found, behind: new Map() };
    this.reader = new Reader(this.shared);
  }

  node(node: Node): void {
    this.reader.walk(node, OUTSIDE);
  }

  done(): Pasted {
    this.reader.end();
    const notes = new Map<string, PastedWords>();
    const inside = { ...this.shared, notes: this.found.inside() };
    for (const [name, element] of this.found.bodies) {
      const { pieces, direction } = wordsIn(element, { ...OUTSIDE, exact: isOwnNote(element) }, inside);
      notes.set(name, { pieces: pieces.filter((piece) => piece.sign?.type !== 'note'), direction });
    }
    return { blocks: this.reader.out, notes, behind: this.shared.behind, left: this.shared.left };
  }
}

/** The document is inert: nothing in it runs and nothing is fetched. */
const parse = (html: string): HTMLElement => new DOMParser().parseFromString(html, 'text/html').body;

/** Reads a clipboard's HTML. */
export function readHtml(html: string): Pasted {
  const body = parse(html.slice(0, MOST_HTML));
  const reading = new Reading(body, { pictures: 0, objects: 0, notes: 0, cut: html.length > MOST_HTML });
  for (let child = body.firstChild; child; child = child.nextSibling) reading.node(child);
  return reading.done();
}

/** Reads HTML that comes in parts, and lets others work between them. */
export async function readParts(parts: readonly string[], pause: () => Promise<void>): Promise<Pasted> {
  const body = parse('');
  for (const part of parts) {
    await pause();
    const from = parse(part);
    while (from.firstChild) body.append(from.firstChild);
  }
  await pause();
  const reading = new Reading(body, { pictures: 0, objects: 0, notes: 0, cut: false });
  for (let child = body.firstChild; child; child = child.nextSibling) {
    await pause();
    reading.node(child);
  }
  return reading.done();
}

/** Whether HTML looks like our own clipboard's. Nothing follows from it but the way it is read on. */
export const looksOwn = (html: string): boolean => html.length <= MOST_OWN && /<[a-z]+ class="(?:par|sign |caption)/.test(html);

/** Reads plain text: a line is a paragraph, empty lines are none. */
export function readText(text: string): Pasted {
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n?|\n|\u2029/);
  const filled = lines.length === 1 ? lines : lines.filter((line) => line.trim());
  const blocks = filled.slice(0, MOST_PARAGRAPHS).map((line): PastedParagraph => {
    const words = clean(line);
    return { id: null, kind: null, level: 0, direction: null, pieces: words ? [{ text: words, marks: 0 }] : [] };
  });
  const cut = text.length > MOST_CHARACTERS || filled.length > MOST_PARAGRAPHS;
  return { blocks, notes: new Map(), behind: new Map(), left: { pictures: 0, objects: 0, notes: 0, cut } };
}

/** Reads a clipboard or what was dropped, the richest form that it has. */
export function readTransfer(transfer: DataTransfer): Pasted {
  const html = transfer.getData('text/html');
  const found = html ? readHtml(html) : null;
  return found?.blocks.length ? found : readText(transfer.getData('text/plain'));
}

/** Whether anything was left out. */
export const isLeftOut = (left: LeftOut): boolean => left.pictures > 0 || left.objects > 0 || left.notes > 0 || left.cut;
