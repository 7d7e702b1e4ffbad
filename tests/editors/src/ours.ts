/**
 * Ours: the window's own binding over its own draft, from `ui/src/editor`, without a screen. Each thing is done by
 * what its key or command does in the window.
 */

import { Binding } from '../../../ui/src/editor/sheet/binding';
import { Draft, type Spot, type Style as DraftStyle } from '../../../ui/src/editor/document/draft';
import { bitOf } from '../../../ui/src/editor/document/format';
import { cursorAt, findCursor } from '../../../ui/src/editor/testing/cursors';
import { hosts, idOf, loadLoroForTests, open, select, since, type } from '../../../ui/src/editor/testing';
import type { View } from '../../../ui/src/editor/document/reading/view';
import { wordOf, type Block, type Editor, type Paper, type Place, type Replica, type Style } from './editor';
import { lettersAround, squeezed } from './find';
import { shipped } from './installed';

const STYLES: Record<Style, Partial<DraftStyle>> = {
  heading: { kind: 'heading', level: 1 },
  item: { kind: 'item', level: 1 },
  'right to left': { direction: 'rtl' },
};

/** A comment's range: two places that stay with their words. Comments travel beside the text. */
type Comments = Record<string, readonly [number[], number[]]>;

const wordsOf = (view: View): string => view.pieces.map((piece) => piece.text).join('');

class OurReplica implements Replica {
  private readonly sheet: Binding;

  constructor(
    private readonly draft: Draft,
    private comments: Comments,
  ) {
    this.sheet = new Binding(draft);
  }

  private index(word: string): number {
    const index = this.draft.views.findIndex((view) => wordsOf(view).includes(word));
    if (index < 0) throw new Error(`the paper does not show “${word}”`);
    return index;
  }

  private spot(place: Place): Spot {
    const word = wordOf(place);
    const index = this.index(word);
    const offset = wordsOf(this.draft.views[index]!).indexOf(word);
    return { index, offset: 'before' in place ? offset : offset + word.length };
  }

  private select(from: Place, to: Place = from): { index: number; from: number; to: number } {
    const [a, b] = [this.spot(from), this.spot(to)];
    select(this.sheet, a, b);
    return { index: a.index, from: a.offset, to: b.offset };
  }

  caret(at: Place): void {
    this.select(at);
  }

  key(letter: string): void {
    type(this.sheet, letter);
  }

  around(): string {
    return lettersAround(this.sheet.state.doc, this.sheet.state.selection.head);
  }

  type(at: Place, letters: string): void {
    this.caret(at);
    type(this.sheet, letters);
  }

  split(at: Place): void {
    this.caret(at);
    this.sheet.enter();
  }

  insertBehind(word: string, letters: string): void {
    const index = this.index(word);
    select(this.sheet, { index, offset: this.draft.views[index]!.length });
    this.sheet.enter();
    type(this.sheet, letters);
  }

  join(word: string): void {
    select(this.sheet, { index: this.index(word) + 1, offset: 0 });
    if (!this.sheet.joinAt(-1)) throw new Error('there was nothing to join');
  }

  restyle(word: string, style: Style): void {
    this.caret({ before: word });
    this.sheet.restyle(() => STYLES[style]);
  }

  move(word: string, after: string): void {
    this.sheet.command((draft) => void draft.move(this.index(word), this.index(after)));
  }

  remove(word: string): void {
    this.sheet.command((draft) => draft.deleteParagraph(this.index(word)));
  }

  deleteFrom(from: Place, to: Place): void {
    this.select(from, to);
    this.sheet.deleteSelection();
  }

  bold(from: Place, to: Place): void {
    this.select(from, to);
    const { schema, selection, tr } = this.sheet.state;
    this.sheet.dispatch(tr.addMark(selection.from, selection.to, schema.marks['bold']!.create()));
  }

  bracket(from: Place, to: Place): void {
    const range = this.select(from, to);
    this.sheet.command((draft) => draft.bracket(range.index, range.from, range.to, []));
  }

  comment(from: Place, to: Place, name: string): void {
    const range = this.select(from, to);
    const cursor = (offset: number, side: 'before' | 'after'): number[] => [...cursorAt(this.draft, { index: range.index, offset }, side)];
    this.comments[name] = [cursor(range.from, 'after'), cursor(range.to, 'before')];
  }

  footnote(at: Place, letters: string): void {
    const { index, from } = this.select(at);
    // The caret goes into the footnote.
    this.sheet.command((draft) => draft.insertNote(index, from));
    type(this.sheet, letters);
  }

  addRow(word: string, letters: string): void {
    const { table, row } = this.cellOf(word);
    const rows = this.tableOf(table).rows.map(({ id }) => id);
    this.sheet.command((draft) => draft.insertRow(table, rows.indexOf(row) + 1));
    const fresh = this.tableOf(table).rows.find(({ id }) => !rows.includes(id))!.id;
    this.typeInCell(letters, fresh, this.tableOf(table).columns[0]!.id);
  }

  addColumn(word: string, letters: string): void {
    const { table, column } = this.cellOf(word);
    const columns = this.tableOf(table).columns.map(({ id }) => id);
    this.sheet.command((draft) => draft.insertColumn(table, columns.indexOf(column) + 1));
    const fresh = this.tableOf(table).columns.find(({ id }) => !columns.includes(id))!.id;
    this.typeInCell(letters, this.tableOf(table).rows[0]!.id, fresh);
  }

  private cellOf(word: string) {
    const { cell } = this.draft.views[this.index(word)]!;
    if (!cell) throw new Error(`“${word}” stands in no table`);
    return cell;
  }

  private tableOf(id: string) {
    return this.draft.views.find((view) => view.id === id)!.table!;
  }

  private typeInCell(letters: string, row: string, column: string): void {
    const index = this.draft.views.findIndex((view) => view.cell?.row === row && view.cell.column === column);
    select(this.sheet, { index, offset: 0 });
    type(this.sheet, letters);
  }

  read(): Block[] {
    const { doc } = this.sheet.state;
    doc.check();
    const out: Block[] = [];
    this.draft.views.forEach((view, index) => {
      // What the draft says is what the sheet shows.
      for (const word of wordsOf(view).match(/\p{L}+/gu) ?? []) if (!doc.textContent.includes(word)) throw new Error(`the sheet does not show “${word}”`);
      if (view.table) out.push(this.readTable(view));
      else if (!view.cell && view.kind !== 'note') out.push(this.readBlock(view, index));
    });
    return out;
  }

  private readBlock(view: View, index: number): Block {
    const { draft } = this;
    let text = '';
    let bold = '';
    for (const { text: words, marks, sign } of view.pieces) {
      const note = sign?.type === 'note' ? draft.views[draft.find(sign.note)] : undefined;
      text += note ? `⟦${wordsOf(note)}⟧` : words;
      if (marks & bitOf('bold')) bold += words;
    }
    const comments: Block['comments'] = {};
    for (const [name, ends] of Object.entries(this.comments)) {
      const [from, to] = ends.map((end) => findCursor(draft, new Uint8Array(end)));
      if (from?.index === index && to?.index === index) comments[name] = squeezed(wordsOf(view).slice(from.offset, to.offset));
    }
    const kind = view.kind === 'heading' || view.kind === 'item' ? view.kind : 'paragraph';
    return { kind, text: squeezed(text), rtl: view.direction === 'rtl', bold: squeezed(bold), comments, edited: view.edited };
  }

  private readTable({ id, table, edited }: View): Block {
    const { rows, columns } = table!;
    const cell = (row: string, column: string): string => {
      const view = this.draft.views.find(({ cell }) => cell?.table === id && cell.row === row && cell.column === column);
      return view ? squeezed(wordsOf(view)) : '';
    };
    const text = rows.map((row) => columns.map((column) => cell(row.id, column.id)).join('¦')).join('⏎');
    return { kind: 'table', text, rtl: false, bold: '', comments: {}, edited };
  }

  version = (): Uint8Array => this.draft.version();

  since = (version: Uint8Array): Uint8Array => pack({ text: since(this.draft, version), comments: this.comments });
  snapshot = (): Uint8Array => pack({ text: this.draft.doc.export({ mode: 'snapshot' }), comments: this.comments });

  take(parcel: Uint8Array): void {
    const { text, comments } = unpack(parcel);
    this.comments = inOrder({ ...this.comments, ...comments });
    this.sheet.import(text);
  }

  close(): void {
    this.sheet.close();
    this.draft.close();
  }
}

/** What travels: the draft's bytes, and the comments beside them. */
interface Parcel {
  text: Uint8Array;
  comments: Comments;
}

/** The comments' length in four bytes, the comments, the text. */
function pack({ text, comments }: Parcel): Uint8Array {
  const list = new TextEncoder().encode(JSON.stringify(comments));
  const out = new Uint8Array(4 + list.length + text.length);
  new DataView(out.buffer).setUint32(0, list.length);
  out.set(list, 4);
  out.set(text, 4 + list.length);
  return out;
}

function unpack(parcel: Uint8Array): Parcel {
  const end = 4 + new DataView(parcel.buffer).getUint32(0);
  return { text: parcel.slice(end), comments: JSON.parse(new TextDecoder().decode(parcel.subarray(4, end))) as Comments };
}

const inOrder = (comments: Comments): Comments => Object.fromEntries(Object.entries(comments).sort(([a], [b]) => (a < b ? -1 : 1)));

export const ours: Editor = {
  name: 'Qalam',
  versions: shipped('loro-crdt', 'prosemirror-state'),
  lacks: () => null,
  start(paper: Paper): Uint8Array {
    loadLoroForTests();
    // As in Rust, the start belongs to a reserved peer.
    const draft = Draft.open(null, 1n << 63n, hosts(1));
    const plain = (text: string) => [{ text, marks: 0 }];
    [...paper.entries()].reverse().forEach(([i, one]) => {
      if (typeof one === 'string') draft.insertParagraph(-1, { id: idOf(i + 1), kind: 'plain', level: 0, direction: null, pieces: plain(one) });
      else draft.insertTable(-1, { rows: one.length, columns: one[0]!.length, head: 1, cells: one.map((row) => row.map((words) => ({ pieces: plain(words) }))) });
    });
    draft.doc.commit();
    const text = draft.doc.export({ mode: 'snapshot' });
    draft.close();
    return pack({ text, comments: {} });
  },
  open(snapshot, peer) {
    const { text, comments } = unpack(snapshot);
    return new OurReplica(open(text, peer), comments);
  },
};
