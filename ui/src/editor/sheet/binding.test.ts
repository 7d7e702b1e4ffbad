import { toggleMark } from 'prosemirror-commands';
import { describe, expect, it } from 'vitest';
import { Binding } from './binding';
import { Draft, type NewParagraph } from '../document/draft';
import { bitOf } from '../document/format';
import { schema } from './schema';
import { at, hosts, idOf, meet, open, same, select, send, startWith, texts, type } from '../testing';

const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];

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

  it('numbers what comes back to a paper that was empty', () => {
    const draft = open(startWith(['one']), 5);
    const binding = new Binding(draft);
    binding.command((on) => on.deleteParagraph(0));
    expect(binding.state.doc.firstChild!.attrs['number']).toBe('');
    binding.undo();
    expect(binding.state.doc.firstChild!.attrs['number']).toBe('1');
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

describe('undo', () => {
  it('takes a composition back at once, however long it took, and the one before it apart', () => {
    const host = hosts(9);
    const a = new Binding(Draft.open(startWith(WORDS), 9n, host));
    const compose = (composition: number, ...shown: string[]): void => {
      const from = a.state.selection.from;
      let length = 0;
      for (const words of shown) {
        host.time += 60_000;
        a.dispatch(a.state.tr.insertText(words, from, from + length).setMeta('composition', composition));
        length = words.length;
        // The input method moves the caret between two of its steps.
        select(a, at(0, a.selection().head.offset));
      }
    };
    select(a, at(0, 5));
    compose(1, '年', '你', '你好');
    compose(2, 'g', '国', '国际');
    expect(texts(a.draft)[0]).toBe('Alpha你好国际 beta gamma delta.');
    a.undo();
    expect(texts(a.draft)[0]).toBe('Alpha你好 beta gamma delta.');
    a.undo();
    expect(texts(a.draft)[0]).toBe(WORDS[0]);
    a.redo();
    expect(texts(a.draft)[0]).toBe('Alpha你好 beta gamma delta.');
    same(a);
  });
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
