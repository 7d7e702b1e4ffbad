/**
 * What the sheet holds, for ProseMirror: paragraphs with an id, words with formatting, nothing else. Numbers and
 * ids are shown from the draft and never typed.
 */

import { Fragment, Schema, type Attrs, type Mark, type Node } from 'prosemirror-model';
import { MARKS, bitOf, pushPiece, type MarkBits, type MarkName, type Piece } from './format';
import type { View } from './view';

const TAGS: Record<MarkName, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

export const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: {
      content: 'text*',
      attrs: {
        id: { default: '' },
        kind: { default: 'plain' },
        level: { default: 0 },
        direction: { default: null },
        number: { default: '' },
        edited: { default: false },
      },
      // Pasting is read elsewhere, from what is known to be harmless; this is only for the browser's own changes.
      parseDOM: [{ tag: 'p' }, { tag: 'h2' }, { tag: 'h3' }, { tag: 'h4' }],
      toDOM: (node) => {
        const { id, kind, level, direction, number, edited } = node.attrs;
        const tag = kind === 'heading' ? `h${Math.min(4, Number(level) + 1)}` : 'p';
        const outer: Record<string, string> = { class: 'par', 'data-kind': kind, 'data-id': id };
        if (level) outer['data-level'] = String(level);
        if (number) outer['data-number'] = number;
        if (edited) outer['data-edited'] = '';
        return ['div', outer, [tag, direction ? { dir: direction } : {}, 0]];
      },
    },
    text: {},
  },
  marks: Object.fromEntries(
    MARKS.map((name) => [
      name,
      {
        inclusive: true,
        ...(name === 'superscript' ? { excludes: 'superscript subscript' } : {}),
        ...(name === 'subscript' ? { excludes: 'superscript subscript' } : {}),
        parseDOM: [{ tag: TAGS[name] }],
        toDOM: () => [TAGS[name], 0] as const,
      },
    ]),
  ),
});

/** ProseMirror's marks of a stretch. */
export function marksOf(bits: MarkBits): readonly Mark[] {
  return MARKS.filter((name) => bits & bitOf(name)).reduce<readonly Mark[]>(
    (set, name) => schema.marks[name]!.create().addToSet(set),
    [],
  );
}

export function bitsOfMarks(marks: readonly Mark[]): MarkBits {
  return marks.reduce((bits, mark) => bits | bitOf(mark.type.name as MarkName), 0);
}

/** The stretches of a paragraph's content. */
export function piecesOf(content: Fragment): Piece[] {
  const out: Piece[] = [];
  content.forEach((node) => pushPiece(out, node.text ?? '', bitsOfMarks(node.marks)));
  return out;
}

export function contentOf(pieces: readonly Piece[]): Fragment {
  return Fragment.from(pieces.map((piece) => schema.text(piece.text, marksOf(piece.marks))));
}

export function attrsOf(view: View, number: string): Attrs {
  const { id, kind, level, direction, edited } = view;
  return { id, kind, level, direction, edited, number };
}

export function paragraphOf(view: View, number: string): Node {
  return schema.nodes['paragraph']!.create(attrsOf(view, number), contentOf(view.pieces));
}
