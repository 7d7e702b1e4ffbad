/**
 * Ours: the window's own binding over its own draft, from `ui/src/editor`, without a screen. Each thing is done by
 * what its key or command does in the window.
 */

import { Binding } from '../../../ui/src/editor/binding';
import { Draft, type Spot, type Style as DraftStyle } from '../../../ui/src/editor/draft';
import { hosts, idOf, loadLoroForTests, open, select, since, type } from '../../../ui/src/editor/testing';
import type { Block, Editor, Hand, Paper, Place, Replica, Style } from './editor';
import { find, lettersAround, positionOf, readBlock, type AnyNode } from './find';
import { shipped } from './installed';

const STYLES: Record<Style, Partial<DraftStyle>> = {
  heading: { kind: 'heading', level: 1 },
  item: { kind: 'item', level: 1 },
  'right to left': { direction: 'rtl' },
};

class OurReplica implements Replica {
  private readonly sheet: Binding;

  constructor(private readonly draft: Draft) {
    this.sheet = new Binding(draft);
  }

  private get doc(): AnyNode {
    return this.sheet.state.doc as unknown as AnyNode;
  }

  private spot(place: Place): Spot {
    const at = this.sheet.state.doc.resolve(positionOf(this.doc, place));
    return { index: at.index(0), offset: at.parentOffset };
  }

  private index(word: string): number {
    return this.sheet.state.doc.resolve(find(this.doc, word).from).index(0);
  }

  caret(at: Place): void {
    select(this.sheet, this.spot(at));
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
    select(this.sheet, this.spot(at));
    this.sheet.enter();
  }

  insertBehind(word: string, letters: string): void {
    const index = this.index(word);
    select(this.sheet, { index, offset: this.sheet.state.doc.child(index).content.size });
    this.sheet.enter();
    type(this.sheet, letters);
  }

  join(word: string): void {
    select(this.sheet, { index: this.index(word) + 1, offset: 0 });
    if (!this.sheet.joinAt(-1)) throw new Error('there was nothing to join');
  }

  restyle(word: string, style: Style): void {
    select(this.sheet, this.spot({ before: word }));
    this.sheet.restyle(() => STYLES[style]);
  }

  move(word: string, after: string): void {
    this.sheet.command((draft) => void draft.move(this.index(word), this.index(after)));
  }

  remove(word: string): void {
    this.sheet.command((draft) => draft.deleteParagraph(this.index(word)));
  }

  deleteFrom(from: Place, to: Place): void {
    select(this.sheet, this.spot(from), this.spot(to));
    this.sheet.deleteSelection();
  }

  bold(from: Place, to: Place): void {
    const { state } = this.sheet;
    const mark = state.schema.marks['bold']!.create();
    this.sheet.dispatch(state.tr.addMark(positionOf(this.doc, from), positionOf(this.doc, to), mark));
  }

  bracket(): void {
    throw new Error(MISSING);
  }

  comment(): void {
    throw new Error(MISSING);
  }

  footnote(): void {
    throw new Error(MISSING);
  }

  addRow(): void {
    throw new Error(MISSING);
  }

  addColumn(): void {
    throw new Error(MISSING);
  }

  read(): Block[] {
    this.sheet.state.doc.check();
    const out: Block[] = [];
    this.doc.forEach((node) => {
      const { kind, direction, edited } = node.attrs;
      const block = readBlock(node, kind === 'heading' || kind === 'item' ? kind : 'paragraph');
      out.push({ ...block, rtl: direction === 'rtl', ...(edited ? { edited: true } : {}) });
    });
    return out;
  }

  version = (): Uint8Array => this.draft.version();
  since = (version: Uint8Array): Uint8Array => since(this.draft, version);
  take = (update: Uint8Array): void => this.sheet.import(update);
  snapshot = (): Uint8Array => this.draft.doc.export({ mode: 'snapshot' });

  close(): void {
    this.sheet.close();
    this.draft.close();
  }
}

const MISSING = 'not there yet';
/** What the draft must be able to do for it. */
const NEEDS: Partial<Record<keyof Hand, string>> = {
  bracket: 'bracket', comment: 'comment', footnote: 'insertNote', addRow: 'insertRow', addColumn: 'insertColumn',
};

export const ours: Editor = {
  name: 'Qalam',
  versions: shipped('loro-crdt', 'prosemirror-state'),
  lacks: (what) => (NEEDS[what] && !(NEEDS[what] in Draft.prototype) ? MISSING : null),
  start(paper: Paper): Uint8Array {
    loadLoroForTests();
    // As in Rust, the start belongs to a reserved peer.
    const draft = Draft.open(null, 1n << 63n, hosts(1));
    paper.forEach((one, i) => {
      if (typeof one !== 'string') throw new Error(MISSING);
      draft.insertParagraph(i - 1, { id: idOf(i + 1), kind: 'plain', level: 0, direction: null, pieces: [{ text: one, marks: 0 }] });
    });
    draft.doc.commit();
    return draft.doc.export({ mode: 'snapshot' });
  },
  open: (snapshot, peer) => new OurReplica(open(snapshot, peer)),
};
