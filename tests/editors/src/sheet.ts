/**
 * The hands of the peers: each thing that a person does as the ProseMirror transaction that the usual key or command
 * makes of it. What the peers share, and nothing of any one of them.
 */

import { Fragment, type Node, type Schema } from 'prosemirror-model';
import { wrapInList } from 'prosemirror-schema-list';
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { TableMap, addColumn, addRow } from 'prosemirror-tables';
import type { Block, Hand, Paper, Place, Style } from './editor';
import { find, lettersAround, positionOf, readDoc } from './find';

/** A view, or what stands in for one where nothing is painted. */
export interface Screen {
  readonly state: EditorState;
  dispatch(tr: Transaction): void;
}

export class SheetHand implements Hand {
  constructor(
    readonly screen: Screen,
    private readonly makeFootnote: (schema: Schema, words: string) => Node = (schema, words) =>
      schema.nodes['footnote']!.create(null, schema.text(words)),
  ) {}

  private get doc(): Node {
    return this.screen.state.doc;
  }

  private do(work: (tr: Transaction) => Transaction): void {
    this.screen.dispatch(work(this.screen.state.tr));
  }

  private select(from: number, to = from): void {
    this.do((tr) => tr.setSelection(TextSelection.create(tr.doc, from, to)));
  }

  caret(at: Place): void {
    this.select(positionOf(this.doc, at));
  }

  key(letter: string): void {
    this.do((tr) => tr.insertText(letter));
  }

  around(): string {
    return lettersAround(this.doc, this.screen.state.selection.head);
  }

  private typeHere(letters: string): void {
    for (const letter of letters) this.key(letter);
  }

  type(at: Place, letters: string): void {
    this.caret(at);
    this.typeHere(letters);
  }

  split(at: Place): void {
    this.do((tr) => tr.split(positionOf(tr.doc, at)));
  }

  insertBehind(word: string, letters: string): void {
    const { block, node } = find(this.doc, word);
    const end = block + node.nodeSize - 1;
    this.select(end);
    this.do((tr) => tr.split(end));
    this.select(end + 2);
    this.typeHere(letters);
  }

  join(word: string): void {
    const { block, node } = find(this.doc, word);
    this.do((tr) => tr.join(block + node.nodeSize));
  }

  restyle(word: string, style: Style): void {
    const { block, from } = find(this.doc, word);
    const { schema } = this.screen.state;
    if (style === 'heading') this.do((tr) => tr.setBlockType(from, from, schema.nodes['heading']!, { level: 1 }));
    else if (style === 'right to left') {
      this.do((tr) => tr.setNodeMarkup(block, null, { ...tr.doc.nodeAt(block)!.attrs, dir: 'rtl' }));
    } else {
      this.select(from);
      const done = wrapInList(schema.nodes['bullet_list']!)(this.screen.state, (tr) => this.screen.dispatch(tr));
      if (!done) throw new Error('it makes no list item of it');
    }
  }

  move(word: string, after: string): void {
    this.do((tr) => {
      const { block } = find(tr.doc, word);
      const node = tr.doc.nodeAt(block)!;
      const target = find(tr.doc, after);
      const to = target.block + target.node.nodeSize;
      tr.delete(block, block + node.nodeSize);
      return tr.insert(tr.mapping.map(to), node);
    });
  }

  remove(word: string): void {
    this.do((tr) => {
      const { block, node } = find(tr.doc, word);
      return tr.delete(block, block + node.nodeSize);
    });
  }

  deleteFrom(from: Place, to: Place): void {
    this.select(positionOf(this.doc, from), positionOf(this.doc, to));
    this.do((tr) => tr.deleteSelection());
  }

  bold(from: Place, to: Place): void {
    const mark = this.screen.state.schema.marks['strong']!.create();
    this.do((tr) => tr.addMark(positionOf(tr.doc, from), positionOf(tr.doc, to), mark));
  }

  /** Their users type brackets. */
  bracket(from: Place, to: Place): void {
    this.type(to, ']');
    this.type(from, '[');
  }

  /** As is usual: a mark that carries the comment's name. */
  comment(from: Place, to: Place, name: string): void {
    const mark = this.screen.state.schema.marks['comment']!.create({ name });
    this.do((tr) => tr.addMark(positionOf(tr.doc, from), positionOf(tr.doc, to), mark));
  }

  footnote(at: Place, letters: string): void {
    this.do((tr) => tr.insert(positionOf(tr.doc, at), this.makeFootnote(tr.doc.type.schema, letters)));
  }

  addRow(word: string, letters: string): void {
    const { rect, top } = this.cell(word);
    this.do((tr) => addRow(tr, rect, top + 1));
    this.typeInCell(rect.tableStart, top + 1, 0, letters);
  }

  addColumn(word: string, letters: string): void {
    const { rect, left } = this.cell(word);
    this.do((tr) => addColumn(tr, rect, left + 1));
    this.typeInCell(rect.tableStart, 0, left + 1, letters);
  }

  private cell(word: string) {
    const at = this.doc.resolve(find(this.doc, word).from);
    let depth = at.depth;
    while (depth > 0 && at.node(depth).type.name !== 'table') depth--;
    const table = at.node(depth);
    const tableStart = at.start(depth);
    const map = TableMap.get(table);
    const cell = map.findCell(at.before(depth + 2) - tableStart);
    return { rect: { map, table, tableStart, ...cell }, top: cell.top, left: cell.left };
  }

  private typeInCell(tableStart: number, row: number, column: number, letters: string): void {
    const table = this.doc.nodeAt(tableStart - 1)!;
    this.select(tableStart + TableMap.get(table).map[row * TableMap.get(table).width + column]! + 2);
    this.typeHere(letters);
  }

  read(): Block[] {
    this.doc.check();
    return readDoc(this.doc);
  }
}

/** The paper as a document of the usual schema. */
export function docOf(schema: Schema, paper: Paper, attrs: Record<string, unknown> | null = null): Node {
  const { doc, paragraph, table, table_row: row, table_cell: cell } = schema.nodes;
  const words = (text: string): Node => paragraph!.create(attrs, text ? schema.text(text) : null);
  const blocks = paper.map((one) =>
    typeof one === 'string'
      ? words(one)
      : table!.create(null, one.map((cells) => row!.create(null, cells.map((text) => cell!.create(null, words(text)))))),
  );
  return doc!.create(null, Fragment.from(blocks));
}
