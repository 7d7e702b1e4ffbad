/**
 * What is drawn over paragraphs to tell their structure: how deep a bracket stands, which needs a hand, typed ones,
 * mere characters, what is locked. Neither the draft nor what is copied holds any of it.
 */

import type { Node } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { Decoration } from 'prosemirror-view';
import { drawing, drawingKey, type Block } from '../blocks';
import { pairsOf } from '../../document/reading/brackets';
import { piecesOf } from '../schema';
import type { SheetWords } from './words';

const DEEPEST = 3;
const KEY = drawingKey('structure');

/** The plugins that tables, brackets and footnotes need. `composing` says whether a word is being composed. */
export function structure(composing: () => boolean, words: SheetWords): Plugin[] {
  return [tableEditing(), drawing({ key: KEY, shown: true, composing, draw: (block) => draw(block, words) })];
}

function draw({ node, at }: Block, words: SheetWords): Decoration[] {
  const out: Decoration[] = [];
  const whole = (attributes: Record<string, string>): void => void out.push(Decoration.node(at - 1, at - 1 + node.nodeSize, attributes));
  if (node.attrs['locked']) whole({ 'data-note': words.locked });
  if (node.type.name === 'note') whole({ 'aria-label': words.footnote(node.attrs['number'] as string) });
  if (node.attrs['head'] === true && node.content.size === 0) whole({ 'aria-label': words.emptyHead });
  if (hasBracket(node)) out.push(...brackets(node, at, words));
  return out;
}

/** Most paragraphs have none: they are not cut into pieces. */
function hasBracket(node: Node): boolean {
  for (let i = 0; i < node.childCount; i++) {
    const child = node.child(i);
    if (child.isText ? /[[\]]/.test(child.text!) : child.type.name === 'bracket') return true;
  }
  return false;
}

function brackets(node: Node, at: number, words: SheetWords): Decoration[] {
  const out: Decoration[] = [];
  for (const { open, close, id, depth, flagged } of pairsOf(piecesOf(node.content))) {
    for (const place of [open, close]) {
      if (place === null) continue;
      const name = `${flagged ? 'is-flagged' : 'is-pair'} depth-${Math.min(DEEPEST, depth)}`;
      const from = at + place;
      if (id !== null) out.push(Decoration.node(from, from + 1, { class: name }, { flagged }));
      else out.push(Decoration.inline(from, from + 1, { class: `typed-bracket ${name}`, ...(flagged ? { title: words.flagged } : {}) }));
    }
  }
  return out;
}
