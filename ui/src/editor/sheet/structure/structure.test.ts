import { CellSelection } from 'prosemirror-tables';
import { describe, expect, it } from 'vitest';
import { Binding, positionOf } from '../binding';
import { copyOf, pasteInto } from '../clipboard/clipboard';
import { readHtml, readText } from '../clipboard/paste';
import { at, idOf, meet, open, same, select, startWith, texts, type } from '../../testing';
import { addAlternative, bracketAt, countBrackets, goToBracket, makeLiteral, putInBrackets, setBehind, settleBracket } from './brackets';
import { goTo, insertFootnote, insertLink, insertReference, jump, linkAt, setLink, signAt, targets } from './notes';
import { addColumn, addRow, beyond, deleteColumns, deleteRows, deleteTable, insertTable, moveColumn, moveRow, restoreLines, setHead, tab, tableAt, widen } from './tables';

const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];
const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];

function sheet(words: readonly string[] = WORDS, peer = 5): Binding {
  return new Binding(open(startWith(words), peer));
}

/** As it reads, with signs as characters: footnotes and references as their numbers. */
const text = (s: Binding, index: number): string => {
  let out = '';
  const { doc } = s.state;
  doc.nodesBetween(positionOf(doc, at(index, 0)), positionOf(doc, at(index, 1e6)), (node) => {
    if (node.isText) out += node.text!;
    else if (node.type.name === 'bracket') out += node.attrs['open'] ? '[' : ']';
    else if (node.isAtom && node.isInline) out += `{${String(node.attrs['number'])}}`;
  });
  return out;
};

const erase = (s: Binding, index: number, from: number, to: number): void => {
  const { doc } = s.state;
  s.dispatch(s.state.tr.delete(positionOf(doc, at(index, from)), positionOf(doc, at(index, to))));
};

describe('brackets', () => {
  it('come around a selection, nest, and count what is open', () => {
    const s = sheet();
    select(s, at(0, 6), at(0, 16));
    expect(putInBrackets(s, [B, A])).toBe(true);
    expect(text(s, 0)).toBe('Alpha [beta gamma] delta.');
    expect(s.draft.bracketsOf(0)[0]!.behind).toEqual([A, B]);
    select(s, at(0, 12));
    expect(putInBrackets(s)).toBe(true);
    expect(text(s, 0)).toBe('Alpha [beta [gamma]] delta.');
    expect(s.draft.bracketsOf(0).map(({ depth }) => depth)).toEqual([0, 1]);
    expect(countBrackets(s.draft)).toBe(2);
    expect(bracketAt(s)?.bracket.depth).toBe(1);
    same(s);
    s.undo();
    s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    expect(countBrackets(s.draft)).toBe(0);
    same(s);
  });

  it('take alternatives, and are settled with one action', () => {
    for (const [how, left] of [['keep', 'One two / [dos] three four.'], ['drop', 'One [dos] three four.'], ['choose', 'One two three four.']] as const) {
      const s = sheet();
      select(s, at(1, 5));
      putInBrackets(s, [A]);
      addAlternative(s, [B]);
      type(s, 'dos');
      expect(text(s, 1)).toBe('One [two] / [dos] three four.');
      expect(countBrackets(s.draft)).toBe(1);
      select(s, at(1, 6));
      expect(bracketAt(s)?.alternatives).toBe(2);
      expect(settleBracket(s, how)).toBe(true);
      expect(text(s, 1)).toBe(left);
      same(s);
      s.undo();
      expect(text(s, 1)).toBe('One [two] / [dos] three four.');
      same(s);
    }
  });

  it('go with their partner, wherever the caret is', () => {
    const s = sheet();
    select(s, at(0, 6), at(0, 16));
    putInBrackets(s);
    select(s, at(0, 23));
    erase(s, 0, 17, 18);
    expect(text(s, 0)).toBe('Alpha beta gamma delta.');
    expect(s.selection().head).toEqual(at(0, 21));
    same(s);
    s.undo();
    // Typing over the closing sign and more: the words come where they were typed.
    select(s, at(0, 13), at(0, 20));
    s.dispatch(s.state.tr.insertText('X'));
    expect(text(s, 0)).toBe('Alpha beta gXelta.');
    expect(s.selection().head).toEqual(at(0, 13));
    same(s);
  });

  it('go with their partners in several steps of one transaction', () => {
    const s = sheet();
    select(s, at(0, 6), at(0, 10));
    putInBrackets(s);
    select(s, at(0, 13), at(0, 18));
    putInBrackets(s);
    expect(text(s, 0)).toBe('Alpha [beta] [gamma] delta.');
    const { doc, tr } = s.state;
    const pos = (offset: number): number => positionOf(doc, at(0, offset));
    tr.insertText('z', pos(19), pos(20)).insertText('y', pos(11), pos(12)).insertText('x', pos(0), pos(1));
    s.dispatch(tr);
    expect(text(s, 0)).toBe('xlpha betay gammaz delta.');
    same(s);
  });

  it('that are typed become a pair; taken back they are what was typed', () => {
    const s = sheet();
    select(s, at(2, 5));
    type(s, '[a]');
    expect(text(s, 2)).toBe('Last [a]words here.');
    expect(s.draft.bracketsOf(2)[0]!.id).not.toBeNull();
    expect(s.selection().head).toEqual(at(2, 8));
    same(s);
    s.undo();
    expect(text(s, 2)).toBe('Last [a]words here.');
    expect(s.draft.bracketsOf(2)[0]!.id).toBeNull();
    same(s);
    s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    select(s, at(2, 0));
    type(s, ']');
    expect(s.draft.bracketsOf(2)[0]!.flagged).toBe(true);
    expect(makeLiteral(s)).toBe(true);
    expect(countBrackets(s.draft)).toBe(0);
    type(s, 'x');
    expect(s.draft.views[2]!.pieces.map((piece) => [piece.text, piece.sign?.type])).toEqual([[']', 'literal'], ['xLast words here.', undefined]]);
    same(s);
  });

  it('are found one after the other, round the end and on', () => {
    const s = sheet();
    for (const [index, from] of [[0, 6], [0, 14], [2, 5]] as const) {
      select(s, at(index, from));
      putInBrackets(s);
    }
    select(s, at(0, 0));
    const stops: string[] = [];
    for (let i = 0; i < 4; i++) {
      goToBracket(s, 1);
      stops.push(`${s.selection().head.index}:${s.selection().head.offset}`);
    }
    expect(stops).toEqual(['0:7', '0:14', '2:6', '0:7']);
    goToBracket(s, -1);
    expect(s.selection().head).toEqual(at(2, 6));
    goToBracket(s, -1);
    expect(s.selection().head).toEqual(at(0, 14));
    expect(goToBracket(sheet(), 1)).toBe(false);
  });

  it('show who is behind them', () => {
    const s = sheet();
    select(s, at(0, 7));
    putInBrackets(s);
    expect(setBehind(s, [A])).toBe(true);
    const sign = s.state.doc.nodeAt(positionOf(s.state.doc, at(0, 6)))!;
    expect(sign.attrs).toMatchObject({ open: true, behind: A });
    const other = new Binding(open(s.draft.doc.export({ mode: 'snapshot' }), 9));
    select(other, at(0, 8));
    setBehind(other, [A, B]);
    s.import(other.draft.doc.export({ mode: 'update' }));
    expect(s.state.doc.nodeAt(positionOf(s.state.doc, at(0, 6)))!.attrs['behind']).toBe(`${A} ${B}`);
    same(s);
  });
});

describe('footnotes and references', () => {
  it('stand beneath their paragraph, numbered in the order of their signs', () => {
    const s = sheet();
    select(s, at(1, 3));
    insertFootnote(s);
    type(s, 'Second.');
    select(s, at(0, 5));
    insertFootnote(s);
    type(s, 'First.');
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['op', 'note', 'op', 'note', 'op']);
    expect([0, 1, 2, 3].map((i) => text(s, i))).toEqual(['Alpha{1} beta gamma delta.', 'First.', 'One{2} two three four.', 'Second.']);
    expect(s.state.doc.child(3).attrs['number']).toBe('2');
    same(s);
    // Enter leads back to the sign, and a footnote has no footnotes.
    expect(insertFootnote(s)).toBe(false);
    s.enter();
    expect(s.selection().head).toEqual(at(0, 6));
    expect(jump(s)).toBe(true);
    expect(s.selection().head).toEqual(at(1, 6));
    erase(s, 0, 5, 6);
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['op', 'op', 'note', 'op']);
    expect(text(s, 1)).toBe('One{1} two three four.');
    same(s);
    s.undo();
    expect(text(s, 1)).toBe('First.');
    same(s);
  });

  it('go from either side: an empty one by Backspace', () => {
    const s = sheet();
    select(s, at(0, 5));
    insertFootnote(s);
    expect(s.joinAt(-1)).toBe(true);
    expect(texts(s.draft)).toEqual(WORDS);
    expect(s.selection().head).toEqual(at(0, 5));
    same(s);
  });

  it('joining leaves them where their sign is', () => {
    const s = sheet();
    select(s, at(0, 5));
    insertFootnote(s);
    type(s, 'Note.');
    select(s, at(2, 0));
    s.joinAt(-1);
    expect(texts(s.draft)).toEqual(['Alpha\ufffc beta gamma delta.One two three four.', 'Note.', 'Last words here.']);
    same(s);
    select(s, at(1, 0));
    s.joinAt(-1);
    select(s, at(1, 5));
    s.joinAt(1);
    expect(texts(s.draft).length).toBe(3);
    select(s, at(0, 2), at(1, 2));
    s.dispatch(s.state.tr.insertText('x'));
    same(s);
  });

  it('refer to what has a number, and follow it', () => {
    const s = sheet();
    expect(targets(s.draft).map(({ number, words }) => `${number} ${words}`)).toEqual(['1 Alpha beta gamma delta.', '2 One two three four.', '3 Last words here.']);
    select(s, at(0, 5), at(0, 10));
    insertReference(s, idOf(3));
    expect(text(s, 0)).toBe('Alpha{3} gamma delta.');
    expect(s.selection().head).toEqual(at(0, 6));
    s.renumber((number) => `§${number}`);
    expect(text(s, 0)).toBe('Alpha{§3} gamma delta.');
    select(s, at(0, 5));
    expect(signAt(s, 'ref')?.id).toBe(idOf(3));
    expect(jump(s)).toBe(true);
    expect(s.selection().head).toEqual(at(2, 0));
    s.command((draft) => draft.deleteParagraph(2));
    expect(text(s, 0)).toBe('Alpha{null} gamma delta.');
    expect(goTo(s, idOf(3))).toBe(false);
    s.undo();
    s.command((draft) => draft.restyle(2, { kind: 'plain' }));
    expect(text(s, 0)).toBe('Alpha{¶} gamma delta.');
    s.renumber((number) => number);
    same(s);
  });

  it('caret and selection stay beside signs while others write', () => {
    const s = sheet();
    select(s, at(0, 5));
    insertFootnote(s);
    type(s, 'Note.');
    const other = new Binding(open(s.draft.doc.export({ mode: 'snapshot' }), 9));
    for (const [from, to] of [[at(0, 6), at(0, 6)], [at(1, 2), at(1, 4)], [at(0, 2), at(1, 2)]] as const) {
      select(s, from, to);
      const before = s.state.doc.textBetween(s.state.selection.from, s.state.selection.to, '|');
      select(other, at(0, 0));
      type(other, 'ab');
      other.enter();
      s.import(other.draft.doc.export({ mode: 'update' }));
      expect(s.state.doc.textBetween(s.state.selection.from, s.state.selection.to, '|')).toBe(before);
      same(s);
    }
  });
});

describe('links', () => {
  it('are set on words, changed and removed as one', () => {
    const s = sheet();
    select(s, at(0, 6), at(0, 10));
    expect(setLink(s, 'https://example.org/a')).toBe(true);
    expect(setLink(s, 'javascript:alert(1)')).toBe(false);
    select(s, at(0, 8));
    type(s, 'x');
    expect(linkAt(s)).toEqual({ index: 0, from: 6, to: 11, href: 'https://example.org/a' });
    same(s);
    // Words typed at its end are none of it.
    select(s, at(0, 11));
    type(s, 'y');
    expect(linkAt(s)).toBeNull();
    select(s, at(0, 7));
    setLink(s, 'mailto:a@example.org');
    expect(s.draft.views[0]!.pieces.map((piece) => piece.link ?? '')).toEqual(['', 'mailto:a@example.org', '']);
    setLink(s, null);
    expect(s.draft.views[0]!.pieces).toHaveLength(1);
    select(s, at(0, 0));
    insertLink(s, 'https://example.org', 'here');
    expect(s.draft.views[0]!.pieces[0]).toEqual({ text: 'here', marks: 0, link: 'https://example.org' });
    same(s);
  });
});

describe('tables', () => {
  /** A table of 2 × 2 behind the first paragraph, its cells a to d. */
  function table(): Binding {
    const s = sheet();
    select(s, at(0, 3));
    insertTable(s, 2, 2, 1);
    for (const word of ['a', 'b', 'c', 'd']) {
      type(s, word);
      if (word !== 'd') tab(s, 1);
    }
    return s;
  }
  const cells = (s: Binding): string[] => s.draft.views.filter((view) => view.cell).map((view) => view.pieces.map((piece) => piece.text).join(''));

  it('come behind a paragraph, and Tab walks through them', () => {
    const s = table();
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd']);
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['op', 'table', 'cell', 'cell', 'cell', 'cell', 'op', 'op']);
    expect(s.state.doc.child(1).child(1).child(0).child(0).attrs['head']).toBe(true);
    same(s);
    tab(s, -1);
    expect(s.selection()).toMatchObject({ from: at(4, 0), to: at(4, 1) });
    tab(s, 1);
    tab(s, 1);
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd', '', '']);
    expect(s.selection().head).toEqual(at(6, 0));
    type(s, 'e');
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd', 'e', '']);
    same(s);
    s.undo();
    s.undo();
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd']);
    same(s);
  });

  it('give way where the paragraph was empty', () => {
    const s = sheet(['']);
    insertTable(s, 1, 1, 0);
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['table', 'cell']);
    s.enter();
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['table', 'cell', 'plain']);
    expect(s.selection().head).toEqual(at(2, 0));
    expect(insertTable(s, 0, 1, 0)).toBe(false);
    expect(insertTable(s, 1, 1000, 0)).toBe(false);
    same(s);
  });

  it('get, move and lose rows and columns', () => {
    const s = table();
    select(s, at(2, 0));
    addRow(s, 1);
    type(s, 'r');
    expect(cells(s)).toEqual(['a', 'b', 'r', '', 'c', 'd']);
    addColumn(s, -1);
    type(s, 'k');
    expect(cells(s)).toEqual(['', 'a', 'b', 'k', 'r', '', '', 'c', 'd']);
    moveRow(s, -1);
    expect(cells(s)).toEqual(['k', 'r', '', '', 'a', 'b', '', 'c', 'd']);
    moveColumn(s, 1);
    expect(cells(s)).toEqual(['r', 'k', '', 'a', '', 'b', 'c', '', 'd']);
    expect(tableAt(s)).toMatchObject({ row: 0, column: 1 });
    deleteRows(s);
    deleteColumns(s);
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd']);
    setHead(s, 2);
    widen(s, 1);
    expect(s.draft.views[1]!.table).toMatchObject({ head: 2 });
    expect(s.draft.views[1]!.table!.columns.map(({ width }) => width)).toContain(110);
    same(s);
    for (let i = 0; i < 30 && s.draft.canUndo; i++) s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    same(s);
  });

  it('show a row of a new column and a row of another as a whole, and what was deleted and written in', () => {
    const s = table();
    const other = new Binding(open(s.draft.doc.export({ mode: 'snapshot' }), 9));
    select(s, at(4, 0));
    select(other, at(4, 1));
    type(other, 'more');
    addRow(s, 1);
    addColumn(other, 1);
    select(s, at(4, 0));
    deleteRows(s);
    meet(s.draft, other.draft);
    same(s);
    same(other);
    expect(cells(s)).toEqual(['a', '', 'b', 'cmore', '', 'd', '', '', '']);
    const row = s.state.doc.child(1).child(1).child(1);
    expect(row.attrs['edited']).toBe(true);
    select(s, at(5, 0));
    restoreLines(s);
    expect(s.state.doc.child(1).child(1).child(1).attrs['edited']).toBe(false);
    same(s);
  });

  it('keep the caret in its cell while others write, in an empty one too', () => {
    const s = table();
    select(s, at(2, 0));
    addRow(s, 1);
    const other = new Binding(open(s.draft.doc.export({ mode: 'snapshot' }), 9));
    select(s, at(5, 0));
    select(other, at(2, 0));
    type(other, 'new ');
    addColumn(other, -1);
    select(other, at(0, 0));
    other.enter();
    s.import(other.draft.doc.export({ mode: 'update' }));
    type(s, 'here');
    expect(cells(s)).toEqual(['', 'new a', 'b', '', '', 'here', '', 'c', 'd']);
    same(s);
  });

  it('are crossed by arrow keys, and never joined to anything', () => {
    const s = table();
    select(s, at(2, 1));
    expect(beyond(s, 'ahead')).toEqual(at(3, 0));
    expect(beyond(s, 'back')).toEqual(at(1, 0));
    expect(beyond(s, 'up')).toEqual(at(1, 0));
    expect(beyond(s, 'down')).toEqual(at(4, 0));
    select(s, at(5, 1));
    expect(beyond(s, 'down')).toEqual(at(6, 0));
    select(s, at(1, 0));
    expect(beyond(s, 'up')).toEqual(at(0, WORDS[0]!.length));
    select(s, at(6, 0));
    expect(beyond(s, 'up')).toBeNull();
    const before = texts(s.draft);
    for (const [index, offset, way] of [[6, 0, -1], [0, WORDS[0]!.length, 1], [2, 0, -1], [2, 1, 1], [1, 0, -1], [1, 0, 1]] as const) {
      select(s, at(index, offset));
      s.joinAt(way);
      expect(texts(s.draft)).toEqual(before);
    }
    select(s, at(0, 3), at(3, 1));
    s.typeOver('x');
    expect(texts(s.draft)).toEqual(['Alpx', '', '', '', 'c', 'd', WORDS[1], WORDS[2]]);
    same(s);
    s.undo();
    expect(texts(s.draft)).toEqual(before);
    same(s);
  });

  it('move as a whole, and go as a whole', () => {
    const s = table();
    select(s, at(3, 1));
    s.move(1);
    expect(s.draft.views.map(({ kind }) => kind)).toEqual(['op', 'op', 'table', 'cell', 'cell', 'cell', 'cell', 'op']);
    expect(s.selection().head).toEqual(at(4, 1));
    s.move(-1);
    s.move(-1);
    expect(s.draft.views[0]!.kind).toBe('table');
    same(s);
    deleteTable(s);
    expect(texts(s.draft)).toEqual(WORDS);
    same(s);
  });

  it('lose the words of selected cells, not the cells', () => {
    const s = table();
    const { doc } = s.state;
    const cell = (index: number): number => positionOf(doc, at(index, 0)) - 1;
    s.dispatch(s.state.tr.setSelection(CellSelection.create(doc, cell(2), cell(4))));
    expect(tableAt(s)).toMatchObject({ row: 0, lastRow: 1, column: 0, lastColumn: 0 });
    s.deleteSelection();
    expect(cells(s)).toEqual(['', 'b', '', 'd']);
    same(s);
    s.undo();
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd']);
    s.dispatch(s.state.tr.setSelection(CellSelection.create(s.state.doc, cell(2), cell(5))));
    const other = new Binding(open(s.draft.doc.export({ mode: 'snapshot' }), 9));
    select(other, at(0, 0));
    type(other, 'x');
    s.import(other.draft.doc.export({ mode: 'update' }));
    expect(s.state.selection).toBeInstanceOf(CellSelection);
    expect(tableAt(s)).toMatchObject({ row: 0, lastRow: 1, column: 0, lastColumn: 1 });
  });

  it('are left and entered by Enter from cell to cell', () => {
    const s = table();
    select(s, at(2, 1));
    s.enter();
    expect(s.selection().head).toEqual(at(4, 0));
    s.enter();
    expect(s.selection().head).toEqual(at(6, 0));
    select(s, at(1, 0));
    s.enter();
    expect(s.selection().head).toEqual(at(2, 0));
    expect(cells(s)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the clipboard', () => {
  it('copies footnotes along and pastes new ones; cut and pasted they are the same', () => {
    const s = sheet();
    select(s, at(0, 5));
    insertFootnote(s);
    type(s, 'See annex.');
    const note = s.draft.views[1]!.id;
    select(s, at(0, 0), at(0, 11));
    const copied = copyOf(s)!;
    expect(copied.text).toBe('1. Alpha¹ beta\n¹ See annex.');
    const pasted = readHtml(copied.html);
    select(s, at(3, 0));
    pasteInto(s, pasted);
    expect(texts(s.draft)).toEqual(['Alpha\ufffc beta gamma delta.', 'See annex.', WORDS[1], 'Alpha\ufffc betaLast words here.', 'See annex.']);
    expect(s.draft.views[4]!.id).not.toBe(note);
    same(s);
    s.undo();
    select(s, at(0, 0), at(0, 11));
    s.cutNotes = new Set(copied.notes);
    s.deleteSelection(true);
    expect(texts(s.draft)).toEqual([' gamma delta.', WORDS[1], WORDS[2]]);
    select(s, at(2, 0));
    pasteInto(s, pasted);
    expect(texts(s.draft)).toEqual([' gamma delta.', WORDS[1], 'Alpha\ufffc betaLast words here.', 'See annex.']);
    expect(s.draft.views[3]!.id).toBe(note);
    same(s);
  });

  it('keeps pairs of brackets, with who is behind them, under names of their own', () => {
    const s = sheet();
    select(s, at(0, 7));
    putInBrackets(s, [A]);
    select(s, at(0, 0), at(0, 12));
    const { html } = copyOf(s)!;
    select(s, at(2, 0));
    pasteInto(s, readHtml(html));
    expect(text(s, 2)).toBe('Alpha [beta]Last words here.');
    expect(s.draft.bracketsOf(2)[0]).toMatchObject({ behind: [A], flagged: false });
    expect(s.draft.bracketsOf(2)[0]!.id).not.toBe(s.draft.bracketsOf(0)[0]!.id);
    same(s);
    const elsewhere = sheet(WORDS, 77);
    select(elsewhere, at(0, 0));
    pasteInto(elsewhere, readHtml(html));
    expect(elsewhere.draft.bracketsOf(0)[0]).toMatchObject({ behind: [A], flagged: false });
    same(elsewhere);
  });

  it('keeps tables, and fills cells with cells', () => {
    const s = sheet();
    pasteInto(s, readHtml('<p>before</p><table><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr></table><p>after</p>'), at(1, 3));
    expect(texts(s.draft)).toEqual([WORDS[0], 'Onebefore', '', 'A', 'B', 'c', 'd', 'after two three four.', WORDS[2]]);
    expect(s.draft.views[2]!.table!.head).toBe(1);
    expect(s.selection().head).toEqual(at(7, 5));
    same(s);
    select(s, at(0, 0), at(8, 16));
    const copied = copyOf(s)!;
    expect(copied.text.split('\n')).toEqual(['1. Alpha beta gamma delta.', '2. Onebefore', 'A\tB', 'c\td', '2 bis. after two three four.', '3. Last words here.']);
    const fresh = sheet([''], 78);
    pasteInto(fresh, readHtml(copied.html));
    expect(texts(fresh.draft)).toEqual(texts(s.draft));
    same(fresh);
    select(s, at(4, 0));
    pasteInto(s, readHtml('<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></table>'));
    expect(s.draft.views[2]!.table).toMatchObject({ rows: { length: 3 }, columns: { length: 3 } });
    expect(texts(s.draft).slice(3, 12)).toEqual(['A', '1', '2', 'c', '3', '4', '', '5', '6']);
    same(s);
    s.undo();
    expect(texts(s.draft).slice(3, 7)).toEqual(['A', 'B', 'c', 'd']);
    same(s);
  });

  it('brings only words into cells, captions and footnotes', () => {
    const s = sheet();
    select(s, at(0, 0));
    insertFootnote(s);
    pasteInto(s, readHtml('<h1>One</h1><p>two<a href="#fn1" id="r1">1</a></p><table><tr><td>x</td><td>y</td></tr></table><p id="fn1"><a href="#r1">1</a>note</p>'));
    expect(texts(s.draft)[1]).toBe('One two x y');
    same(s);
    pasteInto(s, readText('a\nb'));
    expect(texts(s.draft)[1]).toBe('One two x ya b');
    same(s);
  });
});

describe('what only a newer version knows', () => {
  it('is shown and kept, and cannot be written to', () => {
    const s = sheet();
    s.draft.doc.getMap('attributes').set(`${idOf(2)}/kind`, 'chart');
    s.draft.doc.commit();
    expect(s.draft.views[1]!.locked).toBe('chart');
    expect(s.state.doc.child(1).attrs['locked']).toBe(true);
    const before = texts(s.draft);
    select(s, at(1, 3));
    type(s, 'x');
    s.dispatch(s.state.tr.delete(positionOf(s.state.doc, at(1, 0)), positionOf(s.state.doc, at(1, 3))));
    putInBrackets(s);
    insertFootnote(s);
    s.restyle(() => ({ kind: 'heading' }));
    pasteInto(s, readText('a\nb'));
    select(s, at(1, 0));
    s.joinAt(-1);
    expect(texts(s.draft)).toEqual(before);
    same(s);
    s.enter();
    expect(texts(s.draft)).toEqual([WORDS[0], WORDS[1], '', WORDS[2]]);
    same(s);
  });
});
