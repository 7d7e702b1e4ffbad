/**
 * Reads what is pasted or dropped: paragraphs, headings, list items, bold and the like, and nothing else. The
 * document that a clipboard's HTML is parsed into is inert: nothing in it runs and nothing is fetched.
 */

import type { NewParagraph } from './draft';
import { CHOICES, bitOf, pushPiece, type Direction, type Kind, type MarkBits, type Piece } from './format';

/** A pasted paragraph; without a kind it takes that of the place it comes to. */
export interface Pasted {
  id: string | null;
  kind: Kind | null;
  level: number;
  direction: Direction | null;
  pieces: Piece[];
}

const MOST_PARAGRAPHS = 5000;
const MOST_CHARACTERS = 2_000_000;
const SKIPPED = new Set(['HEAD', 'STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'TITLE', 'DEL']);
const BLOCKS = new Set([
  'P', 'DIV', 'SECTION', 'ARTICLE', 'ASIDE', 'HEADER', 'FOOTER', 'MAIN', 'BLOCKQUOTE', 'PRE', 'UL', 'OL', 'LI', 'DL', 'DT', 'DD',
  'TABLE', 'TBODY', 'THEAD', 'TR', 'CAPTION', 'FIGURE', 'FIGCAPTION', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BR', 'HR',
]);
const INLINE: Record<string, MarkBits> = {
  B: bitOf('bold'), STRONG: bitOf('bold'), I: bitOf('italic'), EM: bitOf('italic'), U: bitOf('underline'), INS: bitOf('underline'),
  SUP: bitOf('superscript'), SUB: bitOf('subscript'),
};

interface Context {
  marks: MarkBits;
  kind: Kind | null;
  level: number;
  direction: Direction | null;
  id: string | null;
  /** White space stands as it is: our own clipboard, and preformatted text. */
  exact: boolean;
}

class Reader {
  readonly out: Pasted[] = [];
  private pieces: Piece[] = [];
  private context: Context | null = null;
  private left = MOST_CHARACTERS;

  walk(node: Node, context: Context): void {
    if (this.out.length >= MOST_PARAGRAPHS || this.left <= 0) return;
    if (node.nodeType === 3) return this.text(node.nodeValue ?? '', context);
    if (node.nodeType !== 1) return;
    const element = node as HTMLElement;
    const name = element.tagName.toUpperCase();
    if (SKIPPED.has(name) || element.hidden) return;
    const block = BLOCKS.has(name);
    if (block) this.end();
    const inner = within(element, name, context);
    element.childNodes.forEach((child) => this.walk(child, inner));
    if (block) this.end();
    // Cells of a row stand beside each other.
    if (name === 'TD' || name === 'TH') this.text(' ', { ...context, exact: false });
  }

  private text(text: string, context: Context): void {
    const words = (context.exact ? text : text.replace(/\s+/g, ' ')).slice(0, this.left);
    this.left -= words.length;
    if (!words || (!context.exact && words === ' ' && this.pieces.length === 0)) return;
    if (this.pieces.length === 0) this.context = context;
    const last = this.pieces[this.pieces.length - 1];
    const doubled = !context.exact && last?.text.endsWith(' ') && words.startsWith(' ');
    pushPiece(this.pieces, doubled ? words.slice(1) : words, context.marks);
  }

  end(): void {
    const { pieces, context } = this;
    this.pieces = [];
    if (!context) return;
    this.context = null;
    const trimmed = context.exact ? pieces : trim(pieces);
    if (trimmed.length === 0) return;
    const { id, kind, level, direction } = context;
    this.out.push({ id, kind, level, direction, pieces: trimmed });
    // An id names one paragraph only, however its content is cut up.
    context.id = null;
  }
}

function within(element: HTMLElement, name: string, context: Context): Context {
  const inner = { ...context };
  if (element.classList.contains('par')) {
    const { kind, level, id } = element.dataset;
    inner.exact = true;
    inner.kind = (CHOICES as readonly string[]).includes(kind ?? '') ? (kind as Kind) : null;
    inner.level = Number(level) || 0;
    inner.id = /^[0-9a-f]{16}$/.test(id ?? '') ? id! : null;
    return inner;
  }
  if (element.dir === 'rtl' || element.dir === 'ltr') inner.direction = element.dir;
  if (/^H[1-6]$/.test(name) && !inner.exact) {
    inner.kind = 'heading';
    inner.level = Number(name[1]);
  } else if (name === 'UL' || name === 'OL') {
    inner.level = context.kind === 'item' ? Math.min(6, context.level + 1) : 1;
    inner.kind = 'item';
  } else if (name === 'PRE') inner.exact = true;
  inner.marks |= INLINE[name] ?? 0;
  const { fontWeight, fontStyle } = element.style;
  if (fontWeight) {
    const bold = fontWeight === 'bold' || fontWeight === 'bolder' || Number(fontWeight) >= 600;
    inner.marks = bold ? inner.marks | bitOf('bold') : inner.marks & ~bitOf('bold');
  }
  if (fontStyle === 'italic') inner.marks |= bitOf('italic');
  return inner;
}

function trim(pieces: Piece[]): Piece[] {
  const out = pieces.map((piece) => ({ ...piece }));
  while (out[0] && !(out[0].text = out[0].text.trimStart())) out.shift();
  for (let last = out[out.length - 1]; last && !(last.text = last.text.trimEnd()); last = out[out.length - 1]) out.pop();
  return out;
}

/** Reads a clipboard's HTML. */
export function readHtml(html: string): Pasted[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const reader = new Reader();
  reader.walk(body, { marks: 0, kind: null, level: 0, direction: null, id: null, exact: false });
  reader.end();
  return reader.out;
}

/** Reads plain text: a line is a paragraph, empty lines are none. */
export function readText(text: string): Pasted[] {
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n?|\n|\u2029/);
  const filled = lines.length === 1 ? lines : lines.filter((line) => line.trim());
  return filled
    .slice(0, MOST_PARAGRAPHS)
    .map((line) => ({ id: null, kind: null, level: 0, direction: null, pieces: line ? [{ text: line, marks: 0 }] : [] }));
}

/** Reads a clipboard or what was dropped, the richest form that it has. */
export function readTransfer(transfer: DataTransfer): Pasted[] {
  const html = transfer.getData('text/html');
  const found = html ? readHtml(html) : [];
  return found.length ? found : readText(transfer.getData('text/plain'));
}

/** Pasted paragraphs as they come to stand beside one of the kind `beside`. */
export function settle(pasted: readonly Pasted[], beside: Kind): NewParagraph[] {
  const usual: Kind = beside === 'heading' ? 'plain' : beside;
  return pasted.map(({ id, kind, level, direction, pieces }) => ({ id, kind: kind ?? usual, level: level || 1, direction, pieces }));
}
