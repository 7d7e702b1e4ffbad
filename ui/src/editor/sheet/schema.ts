/**
 * What the sheet holds, for ProseMirror: paragraphs, tables and footnotes with an id, words with formatting and
 * signs, nothing else. Numbers and ids are shown from the draft and never typed.
 *
 * Every place that holds words is a textblock and stands for one of `Draft.views`, in the same order: a table is
 * its caption and then its cells. A sign is one place wide and one character long, as in the draft.
 */

import { Fragment, Schema, type Attrs, type Mark, type Node, type NodeSpec } from 'prosemirror-model';
import { MARKS, OBJECT, bitOf, pushPiece, type MarkBits, type MarkName, type Piece } from '../document/format';
import type { View } from '../document/reading/view';

const TAGS: Record<MarkName, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

const WORDS = '(text | footnote | reference | bracket)*';
const NAMED = { id: { default: '' }, direction: { default: null }, edited: { default: false } };

/** The attributes of an element: those that are something. */
function told(all: Record<string, unknown>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value === true) out[name] = '';
    else if (value !== false && value !== null && value !== undefined && value !== '' && value !== 0) out[name] = String(value);
  }
  return out;
}

const paragraph: NodeSpec = {
  group: 'block',
  content: WORDS,
  attrs: { ...NAMED, kind: { default: 'plain' }, level: { default: 0 }, number: { default: '' }, locked: { default: false } },
  // Pasting is read elsewhere, from what is known to be harmless; this is only for the browser's own changes.
  parseDOM: [{ tag: 'p' }, { tag: 'h2' }, { tag: 'h3' }, { tag: 'h4' }],
  toDOM: (node) => {
    const { id, kind, level, direction, number, edited, locked } = node.attrs;
    const tag = kind === 'heading' ? `h${Math.min(4, Number(level) + 1)}` : 'p';
    const outer = { 'data-kind': kind, 'data-id': id, 'data-level': level, 'data-number': number, 'data-edited': edited, 'data-locked': locked };
    return ['div', { class: 'par', ...told(outer) }, [tag, told({ dir: direction, contenteditable: locked ? 'false' : null }), 0]];
  },
};

const note: NodeSpec = {
  group: 'block',
  content: WORDS,
  attrs: { ...NAMED, number: { default: '' } },
  toDOM: (node) => {
    const { id, direction, number, edited } = node.attrs;
    const outer = { 'data-id': id, 'data-number': number, 'data-edited': edited, role: 'note' };
    return ['div', { class: 'par', 'data-kind': 'note', ...told(outer) }, ['p', told({ dir: direction }), 0]];
  },
};

/** Caption and grid; the roles are those of prosemirror-tables, which selects and copies cells. */
const table: NodeSpec = {
  group: 'block',
  content: 'caption grid',
  attrs: { id: { default: '' }, edited: { default: false } },
  isolating: true,
  toDOM: (node) => ['figure', { class: 'par', 'data-kind': 'table', ...told({ 'data-id': node.attrs['id'], 'data-edited': node.attrs['edited'] }) }, 0],
};

const caption: NodeSpec = {
  content: WORDS,
  attrs: { direction: { default: null } },
  toDOM: (node) => ['figcaption', { class: 'caption', ...told({ dir: node.attrs['direction'] }) }, 0],
};

const grid: NodeSpec = {
  content: 'row+',
  tableRole: 'table',
  attrs: { columns: { default: [] } },
  isolating: true,
  toDOM: (node) => {
    const columns = node.attrs['columns'] as readonly { width: number }[];
    return ['table', ['colgroup', ...columns.map(({ width }) => ['col', { 'data-width': String(width) }])], ['tbody', 0]];
  },
};

const row: NodeSpec = {
  content: 'cell+',
  tableRole: 'row',
  attrs: { id: { default: '' }, edited: { default: false } },
  toDOM: (node) => ['tr', told({ 'data-edited': node.attrs['edited'] }), 0],
};

const cell: NodeSpec = {
  content: WORDS,
  tableRole: 'cell',
  isolating: true,
  attrs: {
    ...NAMED,
    column: { default: '' },
    head: { default: false },
    // prosemirror-tables reads these; no cell of a draft spans others.
    colspan: { default: 1 },
    rowspan: { default: 1 },
    colwidth: { default: null },
  },
  toDOM: (node) => {
    const { id, direction, edited, head } = node.attrs;
    return [head ? 'th' : 'td', told({ 'data-id': id, dir: direction, 'data-edited': edited, scope: head ? 'col' : null }), 0];
  },
};

/** The caret goes past a sign; were it selected on the way, the next letter would replace it. */
const SIGN: NodeSpec = { inline: true, atom: true, selectable: false, draggable: false };

const footnote: NodeSpec = {
  ...SIGN,
  attrs: { note: {}, number: { default: '' } },
  leafText: () => OBJECT,
  toDOM: (node) => ['span', { class: 'sign note-sign', 'data-sign': 'note', 'data-of': node.attrs['note'] }, ['sup', node.attrs['number'] || '?']],
};

/** `number` is what its target's number is; null where the target is gone. */
const reference: NodeSpec = {
  ...SIGN,
  attrs: { to: {}, number: { default: null } },
  leafText: () => OBJECT,
  toDOM: (node) => {
    const { to, number } = node.attrs;
    return ['span', { class: 'sign ref-sign', 'data-sign': 'ref', 'data-of': to, ...told({ 'data-gone': number === null }) }, number ?? '¶'];
  },
};

const bracket: NodeSpec = {
  ...SIGN,
  attrs: { id: {}, open: { default: true }, behind: { default: '' } },
  leafText: (node) => (node.attrs['open'] ? '[' : ']'),
  toDOM: (node) => {
    const { id, open, behind } = node.attrs;
    const outer = { 'data-sign': 'bracket', 'data-of': id, 'data-side': open ? 'open' : 'close', 'data-behind': behind };
    return ['span', { class: 'sign bracket-sign', ...told(outer) }, open ? '[' : ']'];
  },
};

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph, note, table, caption, grid, row, cell,
    text: {},
    footnote, reference, bracket,
  },
  marks: {
    ...Object.fromEntries(
      MARKS.map((name) => [
        name,
        {
          inclusive: true,
          ...(name === 'superscript' || name === 'subscript' ? { excludes: 'superscript subscript' } : {}),
          parseDOM: [{ tag: TAGS[name] }],
          toDOM: () => [TAGS[name], 0] as const,
        },
      ]),
    ),
    // No address in the element: nothing here can be followed.
    link: {
      attrs: { href: {} },
      inclusive: false,
      toDOM: (mark) => ['span', { class: 'link', 'data-href': String(mark.attrs['href']), title: String(mark.attrs['href']) }, 0],
    },
    literal: { inclusive: false, toDOM: () => ['span', { class: 'literal', 'data-sign': 'literal' }, 0] },
  },
});

const TYPES = schema.nodes as Record<'doc' | 'paragraph' | 'note' | 'table' | 'caption' | 'grid' | 'row' | 'cell' | 'footnote' | 'reference' | 'bracket', import('prosemirror-model').NodeType>;

/** The numbers that signs show, and who stands behind brackets: what the draft says of them. */
export interface Told {
  /** What stands for a footnote; empty if it does not show. */
  noteNumber: (note: string) => string;
  /** The number of a paragraph, or null if it is gone. */
  numberOf: (id: string) => string | null;
  behind: (bracket: string) => readonly string[];
}

/** ProseMirror's marks of a stretch. */
export function marksOf(bits: MarkBits, link?: string): readonly Mark[] {
  let set: readonly Mark[] = [];
  for (const name of MARKS) if (bits & bitOf(name)) set = schema.marks[name]!.create().addToSet(set);
  return link ? schema.marks['link']!.create({ href: link }).addToSet(set) : set;
}

export function bitsOfMarks(marks: readonly Mark[]): MarkBits {
  let bits = 0;
  for (const { type } of marks) if ((MARKS as readonly string[]).includes(type.name)) bits |= bitOf(type.name as MarkName);
  return bits;
}

function pushNode(out: Piece[], node: Node): void {
  const marks = bitsOfMarks(node.marks);
  const link = node.marks.find((mark) => mark.type.name === 'link')?.attrs['href'] as string | undefined;
  const more = link ? { link } : {};
  if (node.isText) {
    if (!node.marks.some((mark) => mark.type.name === 'literal')) return pushPiece(out, node.text!, marks, more);
    // Two of them beside each other are one text for ProseMirror.
    for (const c of node.text!) pushPiece(out, c, marks, c === '[' || c === ']' ? { ...more, sign: { type: 'literal' } } : more);
  } else if (node.type === TYPES.footnote) pushPiece(out, OBJECT, marks, { ...more, sign: { type: 'note', note: node.attrs['note'] } });
  else if (node.type === TYPES.reference) pushPiece(out, OBJECT, marks, { ...more, sign: { type: 'ref', to: node.attrs['to'] } });
  else if (node.type === TYPES.bracket) {
    pushPiece(out, node.attrs['open'] ? '[' : ']', marks, { ...more, sign: { type: 'bracket', id: node.attrs['id'] } });
  }
}

/** The stretches of a textblock's content. */
export function piecesOf(content: Fragment): Piece[] {
  const out: Piece[] = [];
  content.forEach((node) => pushNode(out, node));
  return out;
}

export function contentOf(pieces: readonly Piece[], told: Told): Fragment {
  return Fragment.fromArray(pieces.map((piece) => nodeOf(piece, told)));
}

function nodeOf({ text, marks, link, sign }: Piece, told: Told): Node {
  const set = marksOf(marks, link);
  switch (sign?.type) {
    case 'note':
      return TYPES.footnote.create({ note: sign.note, number: told.noteNumber(sign.note) }, null, set);
    case 'ref':
      return TYPES.reference.create({ to: sign.to, number: told.numberOf(sign.to) }, null, set);
    case 'bracket':
      return TYPES.bracket.create({ id: sign.id, open: text === '[', behind: text === '[' ? told.behind(sign.id).join(' ') : '' }, null, set);
    case 'literal':
      return schema.text(text, schema.marks['literal']!.create().addToSet(set));
    default:
      return schema.text(text, set);
  }
}

/** The attributes of the textblock that stands for a view. */
export function attrsOf(view: View, number: string): Attrs {
  const { id, kind, level, direction, edited, locked } = view;
  switch (kind) {
    case 'note':
      return { id, direction, edited, number };
    case 'cell':
      return { id, direction, edited, column: view.cell!.column };
    case 'table':
      if (view.table) return { direction };
  }
  return { id, kind, level, direction, edited, number, locked: locked !== null };
}

/** A paragraph or a footnote. */
export function paragraphOf(view: View, number: string, told: Told): Node {
  const type = view.kind === 'note' ? TYPES.note : TYPES.paragraph;
  return type.create(attrsOf(view, number), contentOf(view.pieces, told));
}

/** A table from its caption's view and those of its cells, row by row. */
export function tableOf(head: View, cells: readonly View[], told: Told): Node {
  const { rows, columns } = head.table!;
  const rest = { id: head.id, edited: head.edited };
  return TYPES.table.create(rest, [
    TYPES.caption.create(attrsOf(head, ''), contentOf(head.pieces, told)),
    TYPES.grid.create({ columns }, rows.map((_, r) => rowOf(head, r, cells.slice(r * columns.length, (r + 1) * columns.length), told))),
  ]);
}

export function rowOf(head: View, at: number, cells: readonly View[], told: Told): Node {
  const { id, edited } = head.table!.rows[at]!;
  return TYPES.row.create({ id, edited }, cells.map((view) => cellOf(view, at < head.table!.head, told)));
}

export function cellOf(view: View, head: boolean, told: Told): Node {
  return TYPES.cell.create({ ...attrsOf(view, ''), head }, contentOf(view.pieces, told));
}
