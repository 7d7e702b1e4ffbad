import { TextSelection } from 'prosemirror-state';
import { toggleMark } from 'prosemirror-commands';
import { describe, expect, it } from 'vitest';
import { Binding, positionOf } from './binding';
import type { NewParagraph, Spot } from './draft';
import { bitOf } from './format';
import { paragraphOf, schema } from './schema';
import { Random, idOf, meet, open, send, shown, startWith, texts } from './testing';

const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];

function select(sheet: Binding, from: Spot, to: Spot = from): void {
  const { doc } = sheet.state;
  const selection = TextSelection.create(doc, positionOf(doc, from), positionOf(doc, to));
  sheet.dispatch(sheet.state.tr.setSelection(selection));
}

/** As a key press reaches ProseMirror. */
function type(sheet: Binding, text: string): void {
  for (const c of text) sheet.dispatch(sheet.state.tr.insertText(c));
}

const at = (index: number, offset: number): Spot => ({ index, offset });

/** The sheet shows what the draft holds, paragraph by paragraph. */
function same(sheet: Binding): void {
  const { draft, state } = sheet;
  state.doc.check();
  if (draft.views.length === 0) {
    expect(state.doc.childCount).toBe(1);
    return;
  }
  const want = schema.nodes['doc']!.create(null, draft.views.map((view, i) => paragraphOf(view, draft.numbers[i] ?? '')));
  if (!state.doc.eq(want)) expect(state.doc.toJSON()).toEqual(want.toJSON());
}

function sheet(words: readonly string[] | null = WORDS, peer = 5): Binding {
  return new Binding(open(words && startWith(words), peer));
}

describe('typing', () => {
  it('goes to the sheet and the draft, one operation per key', () => {
    const s = sheet();
    select(s, at(0, 5));
    const steps: number[] = [];
    s.onTransaction((tr) => steps.push(tr.steps.length));
    type(s, ' new');
    expect(texts(s.draft)[0]).toBe('Alpha new beta gamma delta.');
    expect(steps).toEqual([1, 1, 1, 1]);
    same(s);
    expect(s.selection().head).toEqual(at(0, 9));
  });

  it('begins an empty draft', () => {
    const s = sheet(null);
    expect(s.draft.views.length).toBe(0);
    type(s, 'First');
    expect(texts(s.draft)).toEqual(['First']);
    expect(s.selection().head).toEqual(at(0, 5));
    same(s);
    s.enter();
    type(s, 'Second');
    expect(texts(s.draft)).toEqual(['First', 'Second']);
    same(s);
  });

  it('takes the formatting that the sheet shows', () => {
    const s = sheet();
    select(s, at(0, 0), at(0, 5));
    toggleMark(schema.marks['bold']!)(s.state, (tr) => s.dispatch(tr));
    select(s, at(0, 5));
    type(s, '!');
    select(s, at(0, 0));
    type(s, '>');
    toggleMark(schema.marks['bold']!)(s.state, (tr) => s.dispatch(tr));
    type(s, 'x');
    same(s);
    expect(s.draft.views[0]!.pieces.map((p) => p.text)).toEqual(['>', 'x', 'Alpha!', ' beta gamma delta.']);
    expect(s.draft.views[0]!.pieces[2]!.marks).toBe(bitOf('bold'));
  });

  it('cleans what cannot stand in a paragraph', () => {
    const s = sheet();
    select(s, at(0, 0));
    s.dispatch(s.state.tr.insertText('a\tb\u001e\ufffcc e\u0301'));
    expect(texts(s.draft)[0]).toBe('a bc \u00e9Alpha beta gamma delta.');
    same(s);
  });
});

describe('commands across paragraphs', () => {
  it('Enter splits, and at the end inserts', () => {
    const s = sheet();
    select(s, at(0, 6));
    s.enter();
    expect(s.selection().head).toEqual(at(1, 0));
    select(s, at(1, 17));
    s.enter();
    type(s, 'New.');
    expect(texts(s.draft)).toEqual(['Alpha ', 'beta gamma delta.', 'New.', WORDS[1], WORDS[2]]);
    same(s);
  });

  it('Backspace at the start joins; an empty neighbour goes instead', () => {
    const s = sheet();
    select(s, at(1, 0));
    expect(s.joinAt(-1)).toBe(true);
    expect(texts(s.draft)[0]).toBe(WORDS[0]! + WORDS[1]);
    expect(s.selection().head).toEqual(at(0, 23));
    s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    select(s, at(1, 0));
    s.enter();
    select(s, at(2, 0));
    s.joinAt(-1);
    expect(s.draft.views[1]!.id).toBe(idOf(2));
    expect(s.joinAt(1)).toBe(false);
    same(s);
  });

  it('typing over a selection across paragraphs', () => {
    const s = sheet();
    select(s, at(0, 6), at(2, 5));
    s.dispatch(s.state.tr.insertText('X'));
    expect(texts(s.draft)).toEqual(['Alpha Xwords here.']);
    expect(s.selection().head).toEqual(at(0, 7));
    same(s);
    s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    same(s);
  });

  it('deleting everything leaves one empty paragraph', () => {
    const s = sheet();
    select(s, at(0, 0), at(2, 16));
    s.deleteSelection();
    expect(texts(s.draft)).toEqual(['']);
    same(s);
    type(s, 'again');
    same(s);
    while (s.draft.canUndo) s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    same(s);
  });

  it('pastes paragraphs, and moves what was cut', () => {
    const s = sheet();
    select(s, at(0, 6));
    const lines = ['one', 'two', 'three'].map((text): NewParagraph => ({ kind: 'op', level: 0, direction: null, pieces: [{ text, marks: 0 }] }));
    s.paste(lines);
    expect(texts(s.draft).slice(0, 3)).toEqual(['Alpha one', 'two', 'threebeta gamma delta.']);
    expect(s.selection().head).toEqual(at(2, 5));
    same(s);
    s.undo();
    expect(texts(s.draft)).toEqual(WORDS);
    select(s, at(1, 0), at(1, 19));
    s.deleteSelection(true);
    expect(texts(s.draft)).toEqual([WORDS[0], WORDS[2]]);
    select(s, at(0, 0));
    s.paste([{ ...lines[0]!, id: idOf(2) }, lines[1]!]);
    expect(s.draft.views[0]!.id).toBe(idOf(2));
    same(s);
  });

  it('restyles and moves', () => {
    const s = sheet();
    select(s, at(0, 3), at(1, 3));
    s.restyle(() => ({ kind: 'item', level: 2 }));
    expect(s.draft.views.map((v) => v.kind)).toEqual(['item', 'item', 'op']);
    expect(s.selection()).toMatchObject({ from: at(0, 3), to: at(1, 3) });
    select(s, at(2, 4));
    s.move(-1);
    expect(texts(s.draft)).toEqual([WORDS[0], WORDS[2], WORDS[1]]);
    expect(s.selection().head).toEqual(at(1, 4));
    same(s);
  });
});

describe('what others write', () => {
  it('leaves the caret with its words and touches nothing else', () => {
    const start = startWith(WORDS);
    const [a, b] = [new Binding(open(start, 5)), open(start, 6)];
    select(a, at(1, 4), at(1, 7));
    const before = a.state.doc;
    b.insertText(1, 0, 'Well: ');
    b.insertText(1, 24, '..');
    b.split(0, 6);
    const update = b.takeUpdate()!;
    a.import(update);
    expect(a.selection()).toMatchObject({ from: at(2, 10), to: at(2, 13) });
    expect(a.state.doc.textBetween(a.state.selection.from, a.state.selection.to)).toBe('two');
    expect(a.state.doc.child(3)).toBe(before.child(2));
    same(a);
  });

  it('waits while a word is being composed', () => {
    const start = startWith(WORDS);
    const [a, b] = [new Binding(open(start, 5)), open(start, 6)];
    const screen = { composing: true, updateState: (): void => {} };
    a.attach(screen);
    b.insertText(0, 0, 'X');
    a.import(b.takeUpdate()!);
    select(a, at(0, 5));
    a.dispatch(a.state.tr.insertText('に').setMeta('composition', 1));
    expect(texts(a.draft)[0]).toBe('Alphaに beta gamma delta.');
    screen.composing = false;
    a.composed();
    expect(texts(a.draft)[0]).toBe('XAlphaに beta gamma delta.');
    expect(a.selection().head).toEqual(at(0, 7));
    same(a);
  });
});

/** One random thing that a person could do. */
function act(s: Binding, r: Random): void {
  const views = s.draft.views;
  const spot = (): Spot => {
    const index = r.below(Math.max(1, views.length));
    return at(index, r.below((views[index]?.length ?? 0) + 1));
  };
  const [a, b] = [spot(), spot()].sort((x, y) => x.index - y.index || x.offset - y.offset) as [Spot, Spot];
  const near: Spot = { index: a.index, offset: Math.min(views[a.index]?.length ?? 0, a.offset + 1 + r.below(6)) };
  const kinds = ['heading', 'pp', 'op', 'plain', 'item'] as const;
  const words = r.pick(['x', 'word ', 'كلمة', '字', '😀', 'é', 'a b c ']);
  const what = r.below(20);
  if (what < 6) {
    select(s, a);
    s.dispatch(s.state.tr.insertText(words));
  } else if (what < 8) {
    select(s, a, near);
    s.deleteSelection();
  } else if (what < 10) {
    select(s, a);
    s.enter();
  } else if (what < 11) {
    select(s, at(a.index, 0));
    s.joinAt(-1);
  } else if (what < 12) {
    select(s, a, near);
    toggleMark(schema.marks[r.pick(['bold', 'italic'])]!)(s.state, (tr) => s.dispatch(tr));
  } else if (what < 13) {
    select(s, a);
    s.restyle(() => ({ kind: r.pick(kinds), level: 1 + r.below(3), direction: r.pick([null, 'rtl', 'ltr'] as const) }));
  } else if (what < 14) {
    select(s, a);
    s.move(r.pick([-1, 1] as const));
  } else if (what < 15) {
    if (b.index - a.index < 4) {
      select(s, a, b);
      s.dispatch(s.state.tr.insertText(words));
    }
  } else if (what < 16) {
    if (views.length > 1) s.command((d) => d.deleteParagraph(a.index));
  } else if (what < 17) {
    select(s, a);
    s.paste(['p ', 'q ', 'r '].slice(r.below(3)).map((text) => ({ kind: r.pick(kinds), level: 1, direction: null, pieces: [{ text, marks: r.below(2) }] })));
  } else if (what < 19) s.undo();
  else s.redo();
}

describe('soak', () => {
  const rounds = Number(process.env['QALAM_SOAK'] ?? 300);
  for (const [people, seed] of [[2, 20261123], [3, 7]] as const) {
    it(`${people} people, ${rounds} rounds, seed ${seed}: all equal to each other and to a fresh opening`, () => {
      let r = new Random(seed);
      const start = startWith(WORDS);
      let sheets: Binding[] = [];
      let starts = 0;
      for (let round = Number(process.env['QALAM_SOAK_FROM'] ?? 0); round < rounds; round++) {
        const trace = `seed ${seed}, round ${round}`;
        if (round % 25 === 0) {
          const snapshot = sheets.length && round % 100 ? sheets[0]!.draft.doc.export({ mode: 'snapshot' }) : start;
          sheets = Array.from({ length: people }, (_, i) => new Binding(open(snapshot, 1000 + round * 8 + i)));
          r = new Random(seed * 1009 + round);
          starts = 0;
        }
        for (const s of sheets) {
          for (let n = r.below(4); n >= 0; n--) {
            try {
              act(s, r);
            } catch (error) {
              throw new Error(`${trace}: ${String(error)}`, { cause: error });
            }
          }
          same(s);
        }
        if (r.below(3) === 0) {
          const [a, b] = [r.pick(sheets), r.pick(sheets)];
          if (a !== b) b.import(a.draft.doc.export({ mode: 'update', from: b.draft.doc.oplogVersion() }));
          same(b);
        }
        if (round % 5 === 4) {
          for (const a of sheets) {
            for (const b of sheets) {
              if (a !== b) b.import(a.draft.doc.export({ mode: 'update', from: b.draft.doc.oplogVersion() }));
            }
          }
          sheets.forEach(same);
          const first = shown(sheets[0]!.draft);
          for (const s of sheets) expect(shown(s.draft), trace).toEqual(first);
          const flat = sheets[0]!.draft.doc.getText('text').toString();
          const count = flat.split('\u001e').length;
          expect(count, trace).toBeGreaterThanOrEqual(starts);
          starts = count;
          const fresh = open(sheets[0]!.draft.doc.export({ mode: 'snapshot' }), 77);
          expect(shown(fresh), trace).toEqual(first);
        }
      }
    }, 300_000);
  }
});

describe('cost', () => {
  it('of one key in a paper of 300 paragraphs and 90 kB is far below a frame', () => {
    const s = sheet(Array.from({ length: 300 }, (_, i) => `${i} `.padEnd(300, 'lorem ipsum ')));
    select(s, at(150, 20));
    type(s, 'warm up the engine');
    const begin = performance.now();
    for (let i = 0; i < 200; i++) s.dispatch(s.state.tr.insertText('x'));
    const each = (performance.now() - begin) / 200;
    console.info(`one key: ${each.toFixed(3)} ms`);
    expect(each).toBeLessThan(5);
    same(s);
  });
});

it('meets', () => {
  const start = startWith(WORDS);
  const [a, b] = [open(start, 5), open(start, 6)];
  a.insertText(0, 0, 'A');
  send(a, b);
  meet(a, b);
  expect(texts(a)).toEqual(texts(b));
});
