/** Finds words in a ProseMirror document and reads it for comparison, whatever its schema and package. */

import type { Block, Place } from './editor';
import { wordOf } from './editor';

/** As much of a ProseMirror node as is needed here: ours and the peers' come from two installations. */
export interface AnyNode {
  readonly type: { readonly name: string };
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly isText: boolean;
  readonly isTextblock: boolean;
  readonly text?: string | undefined;
  readonly textContent: string;
  readonly nodeSize: number;
  readonly marks: readonly { readonly type: { readonly name: string }; readonly attrs: Readonly<Record<string, unknown>> }[];
  forEach(f: (node: AnyNode, offset: number, index: number) => void): void;
  descendants(f: (node: AnyNode, pos: number) => boolean | void): void;
}

/** Stands for whatever is no letter. */
const OTHER = '\ufffc';

/** Where the letters of a textblock stand, and what they are. */
function letters(node: AnyNode, pos: number): { text: string; at: number[] } {
  let text = '';
  const at: number[] = [];
  node.forEach((child, offset) => {
    const letters = child.isText ? child.text! : OTHER;
    for (let i = 0; i < letters.length; i++) at.push(pos + 1 + offset + i);
    text += letters;
  });
  at.push(pos + node.nodeSize - 1);
  return { text, at };
}

/** The place of a word: its two ends, and the position before its paragraph or cell's paragraph. */
export function find(doc: AnyNode, word: string): { from: number; to: number; block: number; node: AnyNode } {
  let found: { from: number; to: number; block: number; node: AnyNode } | null = null;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return;
    const { text, at } = letters(node, pos);
    const index = text.indexOf(word);
    if (index >= 0) found ??= { from: at[index]!, to: at[index + word.length - 1]! + 1, block: pos, node };
  });
  if (!found) throw new Error(`the paper does not show “${word}”`);
  return found;
}

export function positionOf(doc: AnyNode, place: Place): number {
  const { from, to } = find(doc, wordOf(place));
  return 'before' in place ? from : to;
}

/** Five letters before a position and five behind it. */
export const lettersAround = (doc: { content: { size: number }; textBetween(from: number, to: number): string }, at: number): string =>
  `${doc.textBetween(Math.max(0, at - 5), at)}|${doc.textBetween(at, Math.min(doc.content.size, at + 5))}`;

const BOLD = new Set(['bold', 'strong']);
export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** One textblock. */
function readBlock(node: AnyNode, kind: Block['kind']): Block {
  let text = '';
  let bold = '';
  const comments: Record<string, string> = {};
  node.forEach((child) => {
    if (!child.isText) {
      if (child.type.name === 'footnote') text += `⟦${child.textContent || String(child.attrs['text'] ?? '')}⟧`;
      return;
    }
    text += child.text!;
    for (const mark of child.marks) {
      if (BOLD.has(mark.type.name)) bold += child.text!;
      if (mark.type.name === 'comment') {
        const name = String(mark.attrs['name']);
        comments[name] = (comments[name] ?? '') + child.text!;
      }
    }
  });
  for (const name of Object.keys(comments)) comments[name] = squeezed(comments[name]!);
  return { kind, text: squeezed(text), rtl: node.attrs['dir'] === 'rtl', bold: squeezed(bold), comments };
}

/** A document of the usual schema: paragraphs, headings, lists of items, tables. */
export function readDoc(doc: AnyNode): Block[] {
  const out: Block[] = [];
  const walk = (parent: AnyNode, inItem: boolean): void =>
    parent.forEach((node) => {
      if (node.type.name === 'table') out.push(readTable(node));
      else if (node.isTextblock) out.push(readBlock(node, inItem ? 'item' : node.type.name === 'heading' ? 'heading' : 'paragraph'));
      else walk(node, inItem || node.type.name === 'list_item');
    });
  walk(doc, false);
  return out;
}

function readTable(table: AnyNode): Block {
  const rows: string[] = [];
  table.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => cells.push(squeezed(cell.textContent)));
    rows.push(cells.join('¦'));
  });
  return { kind: 'table', text: rows.join('⏎'), rtl: false, bold: '', comments: {} };
}
