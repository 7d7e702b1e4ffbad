import { describe, expect, it } from 'vitest';
import { apart as meetApart } from '../testing/apart';
import type { Draft } from './draft';
import { bitOf } from './format';
import { sixteen } from './sha256';
import { idOf, open, send, shown, startWith, texts } from '../testing';

const BOLD = bitOf('bold');

const WORDS = ['Alpha beta gamma delta.', 'One two three four.', 'Last words here.'];

const apart = (words: string[], one: (d: Draft) => void, other: (d: Draft) => void, check: (d: Draft) => void): void =>
  meetApart(startWith(words), one, other, check);

describe('two who write apart and meet', () => {
  it('split | type in the second half', () => {
    apart(WORDS, (d) => d.split(0, 11), (d) => d.insertText(0, 16, 'NEW '), (d) => {
      expect(texts(d).slice(0, 2)).toEqual(['Alpha beta ', 'gammaNEW  delta.']);
    });
  });

  it('split | split elsewhere, or at the same place: every part once', () => {
    apart(WORDS, (d) => d.split(0, 6), (d) => d.split(0, 11), (d) => {
      expect(texts(d).slice(0, 3)).toEqual(['Alpha ', 'beta ', 'gamma delta.']);
    });
    apart(WORDS, (d) => d.split(0, 6), (d) => d.split(0, 6), (d) => {
      expect(texts(d).join('|')).toBe('Alpha ||beta gamma delta.|One two three four.|Last words here.');
    });
  });

  it('join | type in, move or restyle either', () => {
    apart(WORDS, (d) => d.join(0), (d) => d.insertText(1, 4, 'NEW '), (d) => {
      expect(texts(d)).toEqual(['Alpha beta gamma delta.One NEW two three four.', 'Last words here.']);
    });
    apart(WORDS, (d) => d.join(0), (d) => d.restyle(0, { kind: 'heading', level: 2 }), (d) => {
      expect(d.views[0]).toMatchObject({ kind: 'heading', level: 2, length: 42 });
    });
    apart(WORDS, (d) => d.join(0), (d) => d.move(1, 2), (d) => {
      expect(texts(d).join(' ')).toContain('One two three four.');
      expect(texts(d).join(' ').split('One two').length).toBe(2);
    });
  });

  it('restyle or turn | edit: both', () => {
    apart(WORDS, (d) => d.restyle(1, { kind: 'item', level: 3, direction: 'rtl' }), (d) => d.insertText(1, 0, 'So: '), (d) => {
      expect(d.views[1]).toMatchObject({ kind: 'item', level: 3, direction: 'rtl' });
      expect(texts(d)[1]).toBe('So: One two three four.');
    });
  });

  it('delete | edit: it is there, marked', () => {
    apart(WORDS, (d) => d.deleteParagraph(1), (d) => d.insertText(1, 3, ' and a half'), (d) => {
      expect(texts(d)[1]).toBe('One and a half two three four.');
      expect(d.views[1]!.edited).toBe(true);
    });
    apart(WORDS, (d) => d.deleteParagraph(1), (d) => d.insertText(0, 0, 'x'), (d) => expect(d.views.length).toBe(2));
  });

  it('delete across three | type in the middle one: the words stay in their paragraph', () => {
    apart(WORDS, (d) => d.deleteAcross({ index: 0, offset: 6 }, { index: 2, offset: 5 }), (d) => d.insertText(1, 3, ' NEW'), (d) => {
      expect(texts(d)).toEqual(['Alpha words here.', 'One NEW two three four.']);
      expect(d.views[1]!.edited).toBe(true);
    });
  });

  it('insert a paragraph | type at the next one\'s start and the previous one\'s end', () => {
    const fresh = { kind: 'op' as const, level: 0, direction: null, pieces: [{ text: 'Fresh.', marks: 0 }] };
    apart(WORDS, (d) => d.insertParagraph(0, fresh), (d) => (d.insertText(1, 0, 'So '), d.insertText(0, 23, ' End.')), (d) => {
      expect(texts(d)).toEqual(['Alpha beta gamma delta. End.', 'Fresh.', 'So One two three four.', 'Last words here.']);
    });
  });

  it('bold a range | bold an overlapping one: both', () => {
    apart(WORDS, (d) => d.format(0, 0, 10, 'bold', true), (d) => d.format(0, 6, 16, 'bold', true), (d) => {
      expect(d.views[0]!.pieces).toEqual([{ text: 'Alpha beta gamma', marks: BOLD }, { text: ' delta.', marks: 0 }]);
    });
  });

  it('type | type at the same place: both, not interleaved', () => {
    const type = (words: string) => (d: Draft) => [...words].forEach((c, i) => d.insertText(0, 5 + i, c));
    apart(WORDS, type(' red'), type(' blue'), (d) => {
      expect(['Alpha red blue beta gamma delta.', 'Alpha blue red beta gamma delta.']).toContain(texts(d)[0]);
    });
  });

  it('move | edit, restyle, split: moved as a whole', () => {
    apart(WORDS, (d) => d.move(0, 2), (d) => d.restyle(0, { kind: 'plain' }), (d) => {
      expect(texts(d)).toEqual([WORDS[1], WORDS[2], WORDS[0]]);
      expect(d.views[2]).toMatchObject({ id: idOf(1), kind: 'plain' });
    });
    apart(WORDS, (d) => d.move(0, 2), (d) => d.insertText(0, 5, ' NEW'), (d) => {
      expect(texts(d)).toEqual([WORDS[1], WORDS[2], 'Alpha NEW beta gamma delta.']);
    });
    apart(WORDS, (d) => d.move(0, 2), (d) => d.split(0, 11), (d) => {
      expect(texts(d)).toEqual([WORDS[1], WORDS[2], 'Alpha beta ', 'gamma delta.']);
    });
  });
});

describe('numbers', () => {
  it('keeps what is given and calls a new one bis', () => {
    const d = open(startWith(WORDS), 5);
    expect(d.numbers).toEqual(['1', '2', '3']);
    d.split(0, 23);
    expect(d.numbers).toEqual(['1', '1 bis', '2', '3']);
  });
});

describe('undo', () => {
  const fresh = (): Draft => open(startWith(WORDS), 5);

  it('takes typing back and does it again', () => {
    const d = fresh();
    d.insertText(0, 5, ' x', null, 'type');
    d.insertText(0, 7, 'y', null, 'type');
    expect(d.undo()).toMatchObject({ did: true, caret: { index: 0, offset: 5 } });
    expect(texts(d)).toEqual(WORDS);
    expect(d.canUndo).toBe(false);
    d.redo();
    expect(texts(d)[0]).toBe('Alpha xy beta gamma delta.');
    d.undo();
    expect(texts(d)).toEqual(WORDS);
  });

  it('leaves what others typed in between', () => {
    const start = startWith(WORDS);
    const [a, b] = [open(start, 5), open(start, 6)];
    a.insertText(0, 5, ' mine');
    send(a, b);
    b.insertText(0, 8, 'THEIRS');
    send(b, a);
    a.undo();
    expect(texts(a)[0]).toBe('AlphaTHEIRS beta gamma delta.');
  });

  it('brings deleted words back where they stood, with formatting', () => {
    const d = fresh();
    d.format(0, 0, 5, 'bold', true);
    d.deleteWords(0, 3, 8);
    d.deleteWords(0, 0, 3);
    d.undo();
    d.undo();
    expect(texts(d)).toEqual(WORDS);
    expect(d.views[0]!.pieces[0]).toEqual({ text: 'Alpha', marks: BOLD });
    d.undo();
    expect(d.views[0]!.pieces).toEqual([{ text: WORDS[0], marks: 0 }]);
  });

  it('never deletes a start character: split, insertion, join, deletion', () => {
    const d = fresh();
    const before = d.views;
    const run: (() => void)[] = [
      () => d.split(0, 6),
      () => d.insertParagraph(1, { kind: 'plain', level: 0, direction: null, pieces: [{ text: 'New.', marks: 0 }] }),
      () => d.join(0),
      () => d.deleteParagraph(1),
      () => d.move(0, 1),
      () => d.deleteAcross({ index: 0, offset: 2 }, { index: 1, offset: 3 }),
    ];
    const starts = (): number => d.doc.getText('text').toString().split('\u001e').length;
    const seen: unknown[] = [];
    let most = starts();
    for (const work of run) {
      seen.push(shown(d).map((x) => (x as [object])[0]).map((v) => ({ ...v, keys: 0 })));
      work();
      expect(starts()).toBeGreaterThanOrEqual(most);
      most = starts();
    }
    const end = texts(d);
    while (d.canUndo) {
      d.undo();
      expect(starts()).toBe(most);
      expect(shown(d).map((x) => ({ ...(x as [object])[0], keys: 0 }))).toEqual(seen.pop());
    }
    expect(d.views.map((v) => v.id)).toEqual(before.map((v) => v.id));
    while (d.canRedo) d.redo();
    expect(texts(d)).toEqual(end);
  });

  it('says what it leaves alone', () => {
    const start = startWith(WORDS);
    const [a, b] = [open(start, 5), open(start, 6)];
    a.restyle(0, { kind: 'heading' });
    send(a, b);
    b.restyle(0, { kind: 'plain' });
    send(b, a);
    const done = a.undo();
    expect(done.left).toBe(true);
    expect(a.views[0]!.kind).toBe('plain');
  });
});

describe('what is handed to be saved', () => {
  it('is one\'s own operations only, each once', () => {
    const start = startWith(WORDS);
    const [a, b, c] = [open(start, 5), open(start, 6), open(start, 7)];
    b.insertText(0, 0, 'B');
    send(b, a);
    a.insertText(0, 0, 'A');
    const update = a.takeUpdate()!;
    expect(a.takeUpdate()).toBeNull();
    send(b, c);
    c.import(update);
    expect(texts(c)).toEqual(texts(a));
    expect(a.unsaved).toBe(false);
  });
});

it('hashes as Rust does', () => {
  expect(sixteen('')).toBe('e3b0c44298fc1c14');
  expect(sixteen('abc')).toBe('ba7816bf8f01cfea');
  expect(sixteen('لكل دولة ' + 'x'.repeat(200))).toMatch(/^[0-9a-f]{16}$/);
});
