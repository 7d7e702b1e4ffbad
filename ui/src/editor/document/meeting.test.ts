/** Footnotes, brackets, links, tables and moves: what they do, what comes of them when people write apart, and undo. */
import { describe, expect, it } from 'vitest';
import { apart, threeApart } from '../testing/apart';
import { bitOf, textOf, type Piece } from './format';
import type { Draft } from './draft';
import { idOf, meet, open, send, shown, startWith, texts } from '../testing';

const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];
const plain = (text: string): Piece[] => [{ text, marks: 0 }];
const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

/** A paper with a table of two rows and two columns behind its first paragraph. */
function withTable(): { start: Uint8Array; table: string; rows: string[]; columns: string[] } {
  const d = open(startWith(WORDS), 4);
  d.insertTable(0, { rows: 2, columns: 2, head: 1, cells: [[{ pieces: plain('r1c1') }, { pieces: plain('r1c2') }], [{ pieces: plain('r2c1') }]], caption: plain('Caption') });
  const { id, table } = d.views[1]!;
  const out = { start: d.doc.export({ mode: 'snapshot' }), table: id, rows: table!.rows.map((r) => r.id), columns: table!.columns.map((c) => c.id) };
  d.close();
  return out;
}
const { start: TABLE, table: T, rows: [R1, R2], columns: [C1, C2] } = withTable() as ReturnType<typeof withTable> & { rows: [string, string]; columns: [string, string] };

function withNote(): Uint8Array {
  const d = open(startWith(WORDS), 4);
  const spot = d.insertNote(0, 5);
  d.insertText(spot.index, 0, 'The note.');
  const start = d.doc.export({ mode: 'snapshot' });
  d.close();
  return start;
}
const NOTE = withNote();

const grid = (d: Draft): string[][] => {
  const { table, id } = d.views.find((view) => view.table)!;
  const cell = (row: string, column: string): string =>
    textOf(d.views.find(({ cell: c }) => c?.table === id && c.row === row && c.column === column)!.pieces);
  return table!.rows.map((row) => table!.columns.map((column) => cell(row.id, column.id)));
};
const of = (d: Draft, text: string): number => d.views.findIndex((view) => textOf(view.pieces).includes(text));
const faces = (d: Draft): unknown[] => shown(d).map((x) => ({ ...((x as unknown[])[0] as object), keys: 0 }));

describe('a footnote', () => {
  it('stands behind the paragraph with its sign, with a number', () => {
    const d = open(startWith(WORDS), 5);
    const second = d.insertNote(1, 3);
    d.insertText(second.index, 0, 'Second.');
    const first = d.insertNote(0, 2);
    expect(first).toEqual({ index: 1, offset: 0 });
    d.insertText(1, 0, 'First.');
    expect(texts(d)).toEqual(['Al\ufffcpha beta gamma delta.', 'First.', 'One\ufffc two three four.', 'Second.', 'Last words here.']);
    expect(d.numbers).toEqual(['1', '1', '2', '2', '3']);
    expect(d.views[0]!.pieces[1]).toEqual({ text: '\ufffc', marks: 0, sign: { type: 'note', note: d.views[1]!.id } });
    expect(d.insertNote(1, 0)).toEqual({ index: 1, offset: 0 });
    expect(d.split(1, 2)).toEqual({ index: 1, offset: 2 });
    expect(d.join(1)).toEqual({ index: 1, offset: 6 });
    expect(d.views.length).toBe(5);
  });

  it('goes with its last sign and comes back with it', () => {
    const d = open(NOTE, 5);
    const before = faces(d);
    d.deleteWords(0, 4, 8);
    expect(texts(d)).toEqual(['Alpheta gamma delta.', WORDS[1], WORDS[2]]);
    d.undo();
    expect(faces(d)).toEqual(before);
    d.redo();
    expect(d.views.length).toBe(3);
    d.undo();
    d.deleteParagraph(1);
    expect(texts(d)).toEqual(WORDS);
    d.undo();
    expect(faces(d)).toEqual(before);
  });

  it('goes with its paragraph, and with its table', () => {
    const d = open(NOTE, 5);
    d.deleteParagraph(0);
    expect(texts(d)).toEqual(WORDS.slice(1));
    d.undo();
    expect(d.views.length).toBe(4);
    const t = open(TABLE, 6);
    const spot = t.insertNote(of(t, 'r1c2'), 2);
    t.insertText(spot.index, 0, 'In a cell.');
    expect(t.blockOf(spot.index)).toBe(1);
    t.deleteParagraph(1);
    expect(texts(t)).toEqual(WORDS);
    t.undo();
    expect(texts(t)).toContain('In a cell.');
    t.deleteRow(T, R1);
    expect(texts(t)).not.toContain('In a cell.');
  });

  it('add a footnote | edit behind it: both, in place', () => {
    const add = (d: Draft): void => d.insertText(d.insertNote(0, 10).index, 0, 'Note.');
    apart(startWith(WORDS), add, (d) => d.insertText(0, 10, ' NEW'), (d) => {
      expect(['Alpha beta\ufffc NEW gamma delta.', 'Alpha beta NEW\ufffc gamma delta.']).toContain(texts(d)[0]);
      expect(texts(d)[1]).toBe('Note.');
    });
    apart(startWith(WORDS), add, add, (d) => expect(d.numbers.slice(0, 3)).toEqual(['1', '1', '2']));
    apart(startWith(WORDS), add, (d) => d.split(0, 6), (d) => {
      expect(texts(d).slice(0, 3)).toEqual(['Alpha ', 'beta\ufffc gamma delta.', 'Note.']);
    });
  });

  it('delete its sign | write in it: it shows at the end, marked; delete its paragraph | edit that: it stays', () => {
    apart(NOTE, (d) => d.deleteWords(0, 5, 6), (d) => d.insertText(1, 3, ' new'), (d) => {
      expect(texts(d)).toEqual([...WORDS, 'The new note.']);
      expect(d.views[3]).toMatchObject({ kind: 'note', edited: true });
      expect(d.noteNumber(d.views[3]!.id)).toBeNull();
    });
    apart(NOTE, (d) => d.deleteParagraph(0), (d) => d.insertText(0, 0, 'So '), (d) => {
      expect(texts(d).slice(0, 2)).toEqual(['So Alpha\ufffc beta gamma delta.', 'The note.']);
      expect(d.views[0]!.edited).toBe(true);
    });
  });

  it('undo takes back only one\'s own, also after a merge', () => {
    const [a, b] = [open(startWith(WORDS), 5), open(startWith(WORDS), 6)];
    const spot = a.insertNote(0, 5);
    send(a, b);
    b.insertText(spot.index, 0, 'Theirs');
    send(b, a);
    expect(a.undo().left).toBe(true);
    expect(texts(a)).toEqual([...WORDS, 'Theirs']);
    a.redo();
    expect(texts(a)[1]).toBe('Theirs');
    a.undo();
    meet(a, b);
    expect(shown(a)).toEqual(shown(b));
  });
});

describe('brackets', () => {
  const found = (d: Draft, index = 0): unknown[] => d.bracketsOf(index).map(({ open: o, close, depth, slot, flagged }) => [o, close, depth, slot, flagged]);

  it('pair by id and by nesting; alternatives share a slot', () => {
    const d = open(startWith(['[shall [endeavour to]] / [should] act']), 5);
    expect(found(d)).toEqual([[0, 21, 0, 0, false], [7, 20, 1, 1, false], [25, 32, 0, 0, false]]);
    d.setBehind(0, d.bracketsOf(0)[2]!, [B, A]);
    expect(d.bracketsOf(0)[2]).toMatchObject({ behind: [A, B], flagged: false });
    expect(d.views[0]!.pieces.filter((piece) => piece.sign).map((piece) => piece.text)).toEqual(['[', ']']);
    d.undo();
    expect(d.bracketsOf(0)[2]!.id).toBeNull();
    const lone = open(startWith(['a ] b [ c']), 5);
    expect(found(lone)).toEqual([[null, 2, 0, 0, true], [6, null, 0, 1, true]]);
    lone.makeLiteral(0, lone.bracketsOf(0)[0]!);
    expect(found(lone)).toEqual([[6, null, 0, 0, true]]);
  });

  it('are put around words, get alternatives, and are settled in one step each', () => {
    const d = open(startWith(WORDS), 5);
    d.bracket(0, 6, 10, [A]);
    expect(texts(d)[0]).toBe('Alpha [beta] gamma delta.');
    expect(d.behind(d.bracketsOf(0)[0]!.id!)).toEqual([A]);
    expect(d.addAlternative(0, d.bracketsOf(0)[0]!, plain('BETA'), [B])).toEqual({ index: 0, offset: 20 });
    expect(texts(d)[0]).toBe('Alpha [beta] / [BETA] gamma delta.');
    const both = faces(d);
    for (const [which, how, words] of [
      [0, 'choose', 'Alpha beta gamma delta.'], [1, 'choose', 'Alpha BETA gamma delta.'], [0, 'drop', 'Alpha [BETA] gamma delta.'],
      [1, 'drop', 'Alpha [beta] gamma delta.'], [0, 'keep', 'Alpha beta / [BETA] gamma delta.'],
    ] as const) {
      const spot = d.settle(0, d.bracketsOf(0)[which]!, how);
      expect(texts(d)[0]).toBe(words);
      expect(spot.offset).toBeGreaterThanOrEqual(6);
      d.undo();
      expect(faces(d)).toEqual(both);
    }
    d.deleteWords(0, 6, 7);
    expect(texts(d)[0]).toBe('Alpha beta / [BETA] gamma delta.');
    d.deleteWords(0, 14, 18);
    expect(texts(d)[0]).toBe('Alpha beta / [] gamma delta.');
    while (d.canUndo) d.undo();
    expect(texts(d)).toEqual(WORDS);
    while (d.canRedo) d.redo();
    expect(texts(d)[0]).toBe('Alpha beta / [] gamma delta.');
  });

  it('that go leave the space of a text in which they never stood', () => {
    const left = (words: string, which = 0): string => {
      const d = open(startWith([words]), 5);
      d.settle(0, d.bracketsOf(0)[which]!, 'drop');
      return texts(d)[0]!;
    };
    expect(left('an [open] place')).toBe('an place');
    expect(left('trust [and peace].')).toBe('trust.');
    expect(left('[Also] 𠀀 States [now]')).toBe('𠀀 States [now]');
    expect(left('[Also] 𠀀 States [now]', 1)).toBe('[Also] 𠀀 States');
    expect(left('[shall [endeavour to]] / [should]', 1)).toBe('[shall] / [should]');
    expect(left('各国[应当]合作。')).toBe('各国合作。');
    expect(left('الأمن [والثقة]، والسلم')).toBe('الأمن، والسلم');
    expect(left('a [b]-c')).toBe('a -c');
  });

  it('that are pasted get ids of their own', () => {
    const d = open(startWith(WORDS), 5);
    d.bracket(0, 0, 5, [A]);
    d.insertPieces(1, 0, d.views[0]!.pieces);
    const [own, pasted] = [d.bracketsOf(0)[0]!, d.bracketsOf(1)[0]!];
    expect(pasted).toMatchObject({ open: 0, close: 6, behind: [A] });
    expect(pasted.id).not.toBe(own.id);
    d.insertPieces(2, 0, d.views[0]!.pieces.slice(0, 1));
    expect(d.bracketsOf(2)[0]).toMatchObject({ id: null, flagged: true });
  });

  it('bracket a range | bracket an overlapping one, or edit in it: all signs; crossing ones are flagged', () => {
    apart(startWith(WORDS), (d) => d.bracket(0, 0, 10, [A]), (d) => d.bracket(0, 6, 16, [B]), (d) => {
      expect(texts(d)[0]!.replace(/[[\]]/g, '')).toBe(WORDS[0]);
      expect(d.bracketsOf(0).map(({ flagged, behind }) => [flagged, behind])).toEqual([[true, [A]], [true, [B]]]);
    });
    apart(startWith(WORDS), (d) => d.bracket(0, 6, 10, [A]), (d) => d.deleteWords(0, 4, 12), (d) => {
      expect(texts(d)[0]).toBe('Alph[]amma delta.');
      expect(d.bracketsOf(0)[0]).toMatchObject({ behind: [A], flagged: false });
    });
    threeApart(startWith(WORDS), [(d) => d.bracket(0, 0, 22, [A]), (d) => d.bracket(0, 6, 10, [B]), (d) => d.insertText(0, 8, 'X')], (d) => {
      expect(texts(d)[0]).toBe('[Alpha [beXta] gamma delta].');
      expect(d.bracketsOf(0).map((one) => one.depth)).toEqual([0, 1]);
    });
  });
});

describe('a link', () => {
  it('stands on words, does not grow, and is taken back', () => {
    const d = open(startWith(WORDS), 5);
    d.link(0, 0, 5, 'https://un.org/');
    d.link(0, 6, 10, 'javascript:alert(1)');
    d.insertText(0, 5, '!');
    expect(d.views[0]!.pieces).toEqual([{ text: 'Alpha', marks: 0, link: 'https://un.org/' }, { text: '! beta gamma delta.', marks: 0 }]);
    d.link(0, 2, 5, null);
    d.undo();
    expect(d.views[0]!.pieces[0]!.text).toBe('Alpha');
    d.format(0, 0, 2, 'bold', true);
    expect(d.views[0]!.pieces[0]).toEqual({ text: 'Al', marks: bitOf('bold'), link: 'https://un.org/' });
  });
});

describe('a table', () => {
  it('shows its caption, then its cells row by row, empty ones too', () => {
    const d = open(TABLE, 5);
    expect(texts(d)).toEqual([WORDS[0], 'Caption', 'r1c1', 'r1c2', 'r2c1', '', WORDS[1], WORDS[2]]);
    expect(d.views[1]!.table).toMatchObject({ head: 1, rows: [{ edited: false }, { edited: false }] });
    const empty = d.views[5]!;
    expect(empty).toMatchObject({ kind: 'cell', keys: [], length: 0 });
    d.insertText(0, 0, 'x');
    expect(d.views[5]).toBe(empty);
    d.restyle(6, { kind: 'plain' });
    expect(d.views[5]).toBe(empty);
    const held = d.hold({ index: 5, offset: 0 });
    d.insertParagraph(-1, { kind: 'op', level: 0, direction: null, pieces: [] });
    expect(d.release(held)).toEqual({ index: 6, offset: 0 });
    d.insertText(6, 0, 'r2c2');
    expect(grid(d)).toEqual([['r1c1', 'r1c2'], ['r2c1', 'r2c2']]);
    d.restyle(6, { kind: 'heading', direction: 'rtl' });
    expect(d.views[6]).toMatchObject({ kind: 'cell', direction: 'rtl' });
    d.undo();
    d.undo();
    expect(grid(d)[1]![1]).toBe('');
  });

  it('is a wall: nothing is joined, split or deleted across it', () => {
    const d = open(TABLE, 5);
    const before = faces(d);
    for (const index of [0, 1, 2, 5]) d.join(index);
    expect(d.split(2, 2)).toEqual({ index: 2, offset: 2 });
    d.split(1, 3);
    d.move(3, 0);
    expect(faces(d)).toEqual(before);
    d.deleteAcross({ index: 2, offset: 2 }, { index: 4, offset: 2 });
    expect(grid(d)).toEqual([['r1', ''], ['c1', '']]);
    d.undo();
    d.deleteAcross({ index: 0, offset: 5 }, { index: 3, offset: 2 });
    expect(texts(d).slice(0, 5)).toEqual(['Alpha', '', '', 'c2', 'r2c1']);
    d.undo();
    d.deleteAcross({ index: 0, offset: 5 }, { index: 6, offset: 3 });
    expect(texts(d)).toEqual(['Alpha two three four.', WORDS[2]]);
    d.undo();
    expect(faces(d)).toEqual(before);
    d.deleteParagraph(1);
    expect(texts(d)).toEqual(WORDS);
    d.undo();
    expect(faces(d)).toEqual(before);
    d.split(1, 7);
    expect(d.views[6]).toMatchObject({ kind: 'plain', length: 0 });
  });

  it('has rows and columns that come, go, move and come back', () => {
    const d = open(TABLE, 5);
    const before = faces(d);
    d.insertRow(T, 1);
    d.insertColumn(T, 0);
    expect(grid(d)).toEqual([['', 'r1c1', 'r1c2'], ['', '', ''], ['', 'r2c1', '']]);
    d.moveRow(T, R2, 0);
    d.moveColumn(T, C2, 0);
    expect(grid(d)).toEqual([['', '', 'r2c1'], ['r1c2', '', 'r1c1'], ['', '', '']]);
    d.deleteRow(T, R1);
    d.deleteColumn(T, C2);
    expect(grid(d)).toEqual([['', 'r2c1'], ['', '']]);
    d.setWidth(T, C1, 250);
    d.setHead(T, 0);
    expect(d.views[1]!.table).toMatchObject({ head: 0, columns: [{ width: 100 }, { width: 250 }] });
    while (d.canUndo) d.undo();
    expect(faces(d)).toEqual(before);
    while (d.canRedo) d.redo();
    expect(grid(d)).toEqual([['', 'r2c1'], ['', '']]);
    d.deleteRow(T, R2);
    d.deleteRow(T, d.views[1]!.table!.rows[0]!.id);
    expect(texts(d)).toEqual(WORDS);
  });

  it('add a row | add a column; edit a cell: a whole table, all texts', () => {
    apart(TABLE, (d) => d.insertRow(T, 1), (d) => (d.insertColumn(T, 2), d.insertText(of(d, 'r2c1'), 4, '!')), (d) => {
      expect(grid(d)).toEqual([['r1c1', 'r1c2', ''], ['', '', ''], ['r2c1!', '', '']]);
    });
    threeApart(TABLE, [(d) => d.insertRow(T, 1), (d) => d.insertRow(T, 1), (d) => d.insertColumn(T, 1)], (d) => {
      expect(grid(d).map((row) => row.length)).toEqual([3, 3, 3, 3]);
    });
    threeApart(TABLE, [(d) => d.insertText(5, 0, 'one '), (d) => d.insertText(5, 0, 'two '), (d) => d.moveRow(T, R2, 0)], (d) => {
      expect(['one two ', 'two one ']).toContain(grid(d)[0]![1]);
    });
  });

  it('delete a row or column, or the table | write in it: it is there, marked', () => {
    apart(TABLE, (d) => d.deleteRow(T, R1), (d) => d.insertText(2, 0, 'new '), (d) => {
      expect(grid(d)[0]).toEqual(['new r1c1', 'r1c2']);
      expect(d.views[1]!.table!.rows.map((row) => row.edited)).toEqual([true, false]);
      d.restoreRow(T, R1);
      expect(d.views[1]!.table!.rows[0]!.edited).toBe(false);
    });
    apart(TABLE, (d) => d.deleteColumn(T, C2), (d) => d.insertText(5, 0, 'new'), (d) => {
      expect(grid(d)).toEqual([['r1c1', 'r1c2'], ['r2c1', 'new']]);
      expect(d.views[1]!.table!.columns[1]!.edited).toBe(true);
    });
    apart(TABLE, (d) => d.deleteRow(T, R1), (d) => d.insertText(of(d, 'r2c1'), 0, 'x'), (d) => expect(grid(d)).toEqual([['xr2c1', '']]));
    apart(TABLE, (d) => d.deleteParagraph(1), (d) => d.insertText(5, 0, 'new'), (d) => {
      expect(d.views[1]).toMatchObject({ kind: 'table', edited: true });
      expect(grid(d)[1]).toEqual(['r2c1', 'new']);
    });
    threeApart(TABLE, [(d) => d.deleteRow(T, R1), (d) => d.deleteColumn(T, C2), (d) => d.insertText(of(d, 'r1c2'), 0, 'x')], (d) => {
      expect(grid(d)).toEqual([['r1c1', 'xr1c2'], ['r2c1', '']]);
    });
  });

  it('undo of a row, a column and a table leaves what another wrote in them', () => {
    const [a, b] = [open(TABLE, 5), open(TABLE, 6)];
    a.insertRow(T, 2);
    send(a, b);
    b.insertText(7, 0, 'theirs');
    send(b, a);
    expect(a.undo()).toMatchObject({ did: false, left: true });
    expect(grid(a)[2]).toEqual(['', 'theirs']);
    const c = open(startWith(WORDS), 7);
    c.insertTable(0, { rows: 1, columns: 1, head: 0 });
    const e = open(c.doc.export({ mode: 'snapshot' }), 8);
    e.insertText(2, 0, 'theirs');
    send(e, c);
    expect(c.undo()).toMatchObject({ did: false, left: true });
    expect(grid(c)).toEqual([['theirs']]);
  });
});

describe('a move', () => {
  it('writes nothing of the text again, and undo brings it back', () => {
    const d = open(startWith(WORDS), 5);
    const text = d.doc.getText('text').toString();
    expect(d.move(2, -1)).toBe(0);
    expect(d.move(1, 2)).toBe(2);
    expect(texts(d)).toEqual([WORDS[2], WORDS[1], WORDS[0]]);
    expect(d.doc.getText('text').toString()).toBe(text);
    expect(d.views.map((view) => view.id)).toEqual([idOf(3), idOf(2), idOf(1)]);
    d.undo();
    d.undo();
    expect(texts(d)).toEqual(WORDS);
    d.redo();
    expect(texts(d)[0]).toBe(WORDS[2]);
  });

  it('takes along the table with its cells and the paragraph with its footnotes', () => {
    const d = open(TABLE, 5);
    d.insertNote(0, 0);
    d.move(of(d, 'Caption'), d.views.length - 1);
    expect(texts(d).slice(-5)).toEqual(['Caption', 'r1c1', 'r1c2', 'r2c1', '']);
    d.move(0, 2);
    expect(d.views.map((view) => view.kind).slice(0, 3)).toEqual(['op', 'op', 'note']);
  });

  it('move | move the same, move another to the same place, join to it: each once', () => {
    apart(startWith(WORDS), (d) => d.move(0, 2), (d) => d.move(0, 1), (d) => expect([...texts(d)].sort()).toEqual([...WORDS].sort()));
    apart(startWith(WORDS), (d) => d.move(0, 2), (d) => d.move(1, 2), (d) => {
      expect([...texts(d)].sort()).toEqual([...WORDS].sort());
      expect(texts(d)[0]).toBe(WORDS[2]);
    });
    apart(startWith(WORDS), (d) => d.move(2, -1), (d) => d.join(0), (d) => {
      expect(texts(d)).toEqual([WORDS[2], WORDS[0]! + WORDS[1]!]);
    });
    threeApart(startWith(WORDS), [(d) => d.move(0, 2), (d) => d.split(0, 6), (d) => d.split(0, 11)], (d) => {
      expect(texts(d)).toEqual([WORDS[1], WORDS[2], 'Alpha ', 'beta ', 'gamma delta.']);
    });
  });
});

describe('a caret that is held', () => {
  it('stays with its words through what others write, split and move', () => {
    const [a, b] = [open(startWith(WORDS), 5), open(startWith(WORDS), 6)];
    const [from, to] = [a.hold({ index: 0, offset: 6 }), a.hold({ index: 0, offset: 10 })];
    b.insertText(0, 6, 'X');
    b.insertText(0, 11, 'Y');
    b.move(0, 2);
    b.split(2, 2);
    send(b, a);
    expect([a.release(from), a.release(to)]).toEqual([{ index: 3, offset: 4 }, { index: 3, offset: 9 }]);
  });
});

describe('what a newer version wrote', () => {
  it('is shown, kept and not written to', () => {
    const d = open(startWith(WORDS), 5);
    d.doc.getMap('attributes').set(`${idOf(2)}/kind`, 'diagram');
    d.doc.commit();
    expect(d.views[1]).toMatchObject({ kind: 'plain', locked: 'diagram' });
    const before = faces(d);
    d.insertText(1, 0, 'x');
    d.deleteWords(1, 0, 3);
    d.format(1, 0, 3, 'bold', true);
    d.restyle(1, { kind: 'op' });
    d.split(1, 4);
    d.join(0);
    d.join(1);
    d.move(1, -1);
    d.deleteParagraph(1);
    d.insertNote(1, 0);
    d.bracket(1, 0, 3, []);
    expect(faces(d)).toEqual(before);
    d.deleteAcross({ index: 0, offset: 5 }, { index: 2, offset: 5 });
    expect(texts(d)).toEqual(['Alphawords here.', WORDS[1]]);
  });
});

describe('a deletion that takes the partner of a bracket along', () => {
  it('leaves the caret with its words', () => {
    const d = open(startWith(['😀 x and y', 'other']), 5);
    d.bracket(0, 0, 8, []);
    expect(texts(d)[0]).toBe('[😀 x and] y');
    // From behind 'x' into the next paragraph: the opening bracket before it goes too.
    expect(d.deleteAcross({ index: 0, offset: 5 }, { index: 1, offset: 2 })).toEqual({ index: 0, offset: 4 });
    expect(texts(d)[0]).toBe('😀 xher');
    d.close();
  });
});
