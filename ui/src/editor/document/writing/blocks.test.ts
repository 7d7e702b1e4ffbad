import { expect, it } from 'vitest';
import { CHOICES } from '../format';
import { idOf, meet, open, Random, send, shown, startWith, texts } from '../../testing';
import type { NewBlock } from './blocks';

const WORDS = ['Alpha beta.', 'One two.', 'Last words.', 'End.'];
const SEED = 20261126;
const words = (text: string) => [{ text, marks: 0 }];

it('many paragraphs in one go are what they are one after the other, whatever was moved before', () => {
  console.info(`seed ${SEED}`);
  const random = new Random(SEED);
  for (let round = 0; round < 60; round++) {
    const [one, many] = [open(startWith(WORDS), 5), open(startWith(WORDS), 5)];
    for (let n = random.below(4); n > 0; n--) {
      const [index, to, cut] = [random.below(4), random.below(5) - 1, random.below(3)];
      for (const draft of [one, many]) {
        draft.move(index, to);
        if (cut === 0) draft.split(index, 2);
      }
    }
    const after = random.below(one.views.length + 1) - 1;
    const list = Array.from({ length: 1 + random.below(5) }, (_, i) => ({
      id: idOf(100 + i), kind: random.pick(CHOICES), level: 1, direction: null, pieces: words(`New ${i}`),
    }));
    let at = after;
    for (const paragraph of list) at = one.insertParagraph(at, paragraph);
    expect(many.insertBlocks(after, list)).toBe(at);
    const faces = (draft: typeof one): unknown[] => draft.views.map(({ id, kind, pieces }) => [id.startsWith('0000') ? id : '', kind, pieces]);
    expect(faces(many)).toEqual(faces(one));
    const other = open(many.doc.export({ mode: 'snapshot' }), 9);
    expect(shown(other)).toEqual(shown(many));
    const before = texts(many);
    many.undo();
    expect(texts(many)).toHaveLength(before.length - list.length);
    many.redo();
    expect(texts(many)).toEqual(before);
    for (const draft of [one, many, other]) draft.close();
  }
});

it('a table and a footnote among paragraphs go in one step, and not what somebody else has written in them', () => {
  const [a, b] = [open(startWith(WORDS), 5), open(startWith(WORDS), 6)];
  const note = (text: string) => ({ text: '\ufffc', marks: 0, sign: { type: 'note', note: text } }) as const;
  const blocks: NewBlock[] = [
    { kind: 'op', level: 0, direction: null, pieces: [...words('First'), note('n1')] },
    { rows: 1, columns: 2, head: 0, widths: [150, 50], cells: [[{ pieces: words('left'), direction: 'rtl' }, { pieces: [...words('right'), note('n2')] }]] },
    { kind: 'plain', level: 0, direction: null, pieces: words('Behind') },
  ];
  const along = { note: (name: string) => ({ pieces: words(`note ${name}`) }), behind: () => [] };
  expect(a.insertBlocks(0, blocks, along)).toBe(7);
  expect(texts(a).slice(1, 8)).toEqual(['First\ufffc', 'note n1', '', 'left', 'right\ufffc', 'note n2', 'Behind']);
  expect(a.views[3]!.table!.columns.map(({ width }) => width)).toEqual([150, 50]);
  expect(a.views[4]!.direction).toBe('rtl');
  a.undo();
  expect(texts(a)).toEqual(WORDS);
  a.redo();
  expect(texts(a)).toHaveLength(11);
  a.undo();
  a.insertBlocks(0, blocks, along);
  send(a, b);
  expect(shown(a)).toEqual(shown(b));
  b.insertText(4, 4, ' here');
  send(b, a);
  expect(a.undo().left).toBe(true);
  expect(texts(a)).toContain('left here');
  expect(texts(a)).not.toContain('Behind');
});

it('cells filled in one go go in one step, with the rows and columns that were added for them', () => {
  const draft = open(startWith(WORDS), 5);
  draft.insertTable(0, { rows: 2, columns: 2, head: 1, cells: [[{ pieces: words('a') }, { pieces: words('b') }], [{ pieces: words('c') }]] });
  const before = texts(draft);
  const rows = Array.from({ length: 3 }, (_, r) => Array.from({ length: 2 }, (_, c) => ({ pieces: words(`${r}${c}`) })));
  const end = draft.fillCells(draft.views[1]!.id, 1, 1, rows);
  expect(texts(draft).slice(2, 14)).toEqual(['a', 'b', '', 'c', '00', '01', '', '10', '11', '', '20', '21']);
  expect(end).toEqual({ index: 13, offset: 2 });
  draft.undo();
  expect(texts(draft)).toEqual(before);
  draft.redo();
  expect(texts(draft).slice(2, 14)).toEqual(['a', 'b', '', 'c', '00', '01', '', '10', '11', '', '20', '21']);
});

it('cells are filled in a row that one deleted while it was empty and another wrote in: the row is wanted again', () => {
  const [a, b] = [open(startWith(['One.']), 5), open(startWith(['One.']), 6)];
  a.insertTable(0, { rows: 2, columns: 1, head: 0, cells: [[{ pieces: words('up') }], [{ pieces: [] }]] });
  meet(a, b);
  const view = a.views.find((one) => one.table)!;
  a.deleteRow(view.id, view.table!.rows[1]!.id);
  b.insertText(b.views.findIndex((one) => one.cell?.row === view.table!.rows[1]!.id), 0, 'way ');
  meet(a, b);
  expect(a.views.find((one) => one.table)!.table!.rows.map((row) => row.edited)).toEqual([false, true]);
  a.fillCells(view.id, 0, 0, [[{ pieces: words('first') }], [{ pieces: words('second') }]]);
  expect(texts(a).slice(-2)).toEqual(['first', 'second']);
  meet(a, b);
  expect(shown(b)).toEqual(shown(a));
  for (const draft of [a, b]) draft.close();
});
