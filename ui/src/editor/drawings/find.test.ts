import fc from 'fast-check';
import { Schema } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { Binding } from '../sheet/binding';
import { blocksOf, wordsOf } from '../sheet/blocks';
import { finding, findingOf, matchesIn, replaceAll, replaceOne, seek, step, type Sought } from './find';
import { open, startWith, texts } from '../testing';

const sought = (words: string, more: Partial<Sought> = {}): Sought => ({ words, cased: false, whole: false, ...more });
const found = (text: string, words: string, more: Partial<Sought> = {}): string[] =>
  matchesIn(text, sought(words, more)).map(({ from, to }) => text.slice(from, to));

describe('finding in a text', () => {
  it('folds as the search does, in every script', () => {
    expect(found('Ещё объём: всё ещё.', 'еще')).toEqual(['Ещё', 'ещё']);
    expect(found('«أُكِّدت» ثم أكدت', 'اكدت')).toEqual(['أُكِّدت', 'أكدت']);
    expect(found('محمـــد و محمد', 'محمد')).toEqual(['محمـــد', 'محمد']);
    expect(found('في عام ٢٠٢١ و ۲۰۲۱', '2021')).toEqual(['٢٠٢١', '۲۰۲۱']);
    expect(found('Oʻzbekiston, O\'zbekiston, O‘zbekiston', 'ozbek')).toEqual(['Oʻzbek', "O'zbek", 'O‘zbek']);
    expect(found('各方应指定国家联络点', '联络')).toEqual(['联络']);
    expect(found('ＷＧ／２０２６', 'WG/2026')).toEqual(['ＷＧ／２０２６']);
    expect(found('мой', 'мои')).toEqual([]);
  });

  it('minds punctuation and takes any white space for one', () => {
    expect(found('A/AC.290/2021 and A AC 290', 'A/AC.290')).toEqual(['A/AC.290']);
    expect(found('shall\u00a0 be, shall be', 'shall be')).toEqual(['shall\u00a0 be', 'shall be']);
    expect(found('“so” and "so"', '"so"')).toEqual(['“so”', '"so"']);
    expect(found('one [and two]', '[and')).toEqual(['[and']);
  });

  it('never finds half of a letter', () => {
    expect(found('e\u0301a', 'e')).toEqual([]);
    expect(found('e\u0301a', 'é')).toEqual(['e\u0301']);
    expect(found('👨‍👩‍👧 👨', '👨')).toEqual(['👨']);
    expect(found('कि', 'क')).toEqual([]);
  });

  it('minds case and whole words where it is asked to', () => {
    expect(found('State states State', 'State', { cased: true })).toEqual(['State', 'State']);
    expect(found('state states re-state', 'state', { whole: true })).toEqual(['state', 'state']);
    expect(found('各方应指定', '方应', { whole: true })).toEqual(['方应']);
    expect(found('Ёлка ёлка', 'Елка', { cased: true })).toEqual(['Ёлка']);
  });

  it('finds nothing for nothing', () => {
    for (const words of ['', ' ', '\u064b', '\ufffc']) expect(found('a b\u064b', words)).toEqual([]);
  });

  it('finds what is there, without overlap and within the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(30), fc.nat(8), (text, start, length) => {
        const words = text.slice(start, start + length);
        let last = 0;
        for (const { from, to } of matchesIn(text, sought(words))) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,20}$/), fc.nat(19), (text, start) => {
        const word = text.slice(start).trim();
        if (word) expect(matchesIn(text, sought(word)).length).toBeGreaterThan(0);
      }),
    );
  });
});

function sheet(words: string[]): Binding {
  return new Binding(open(startWith(words), 5), { plugins: [finding()] });
}

const selected = ({ state }: Binding): string => state.doc.textBetween(state.selection.from, state.selection.to);

describe('on the sheet', () => {
  it('walks through all, round the end, and stays where it is when a colleague writes', () => {
    const binding = sheet(['Parties and parties.', 'No one.', 'Third parties.']);
    binding.dispatch(seek(binding.state, sought('parties'), 0));
    expect(findingOf(binding.state)).toMatchObject({ at: 0, matches: [{ from: 1 }, { from: 13 }, {}] });
    binding.dispatch(step(binding.state, 1)!);
    expect([findingOf(binding.state).at, selected(binding)]).toEqual([1, 'parties']);
    binding.draft.insertText(0, 0, 'All parties: ');
    expect(findingOf(binding.state)).toMatchObject({ at: 2 });
    for (const at of [3, 0]) {
      binding.dispatch(step(binding.state, 1)!);
      expect(findingOf(binding.state).at).toBe(at);
    }
    binding.dispatch(step(binding.state, -1)!);
    expect(selected(binding)).toBe('parties');
    expect(findingOf(binding.state).at).toBe(3);
    binding.dispatch(seek(binding.state, sought('nothing of it'), 0));
    expect(step(binding.state, 1)).toBeNull();
  });

  it('replaces one, keeps its formatting, and goes on', () => {
    const binding = sheet(['one two one', 'one']);
    binding.draft.format(0, 0, 3, 'bold', true);
    binding.dispatch(seek(binding.state, sought('one'), 0));
    binding.dispatch(replaceOne(binding.state, 'three')!);
    expect(texts(binding.draft)).toEqual(['three two one', 'one']);
    expect(binding.draft.views[0]!.pieces[0]).toEqual({ text: 'three', marks: 1 });
    binding.dispatch(step(binding.state, 1)!);
    expect(findingOf(binding.state)).toMatchObject({ at: 0, matches: [{ from: 11 }, {}] });
  });

  it('replaces all as one step of undo, in text as in the draft', () => {
    const words = ['one two one', 'non', 'ONE'];
    const binding = sheet(words);
    binding.dispatch(seek(binding.state, sought('one'), 0));
    binding.dispatch(replaceAll(binding.state, 'одна 各')!);
    const now = ['одна 各 two одна 各', 'non', 'одна 各'];
    expect(texts(binding.draft)).toEqual(now);
    expect(blocksOf(binding.state.doc).map(({ node }) => wordsOf(node))).toEqual(now);
    expect(findingOf(binding.state).matches).toEqual([]);
    binding.undo();
    expect(texts(binding.draft)).toEqual(words);
    expect(binding.draft.canUndo).toBe(false);
    binding.dispatch(replaceAll(binding.state, '')!);
    expect(texts(binding.draft)).toEqual([' two ', 'non', '']);
  });

  it('cleans what is put in', () => {
    const binding = sheet(['one']);
    binding.dispatch(seek(binding.state, sought('one'), 0));
    binding.dispatch(replaceAll(binding.state, 'a\nb\u0000')!);
    expect(texts(binding.draft)).toEqual(['a b']);
  });

  it('replaces in brackets, footnotes and cells too, and leaves their signs alone', () => {
    const binding = sheet(['one [two one]', 'one']);
    binding.draft.bracket(0, 0, 3, []);
    const note = binding.draft.insertNote(1, 3);
    binding.draft.insertText(note.index, 0, 'not one');
    binding.draft.insertTable(0, { rows: 1, columns: 2, head: 0, cells: [[{ pieces: [{ text: 'one', marks: 0 }] }]], caption: [{ text: 'One of one', marks: 0 }] });
    binding.dispatch(seek(binding.state, sought('one'), 0));
    expect(findingOf(binding.state).matches).toHaveLength(7);
    binding.dispatch(replaceAll(binding.state, 'three')!);
    expect(texts(binding.draft)).toEqual(['[three] [two three]', 'three of three', 'three', '', 'three\ufffc', 'not three']);
    expect(binding.draft.bracketsOf(0)).toHaveLength(2);
    binding.undo();
    expect(texts(binding.draft)[0]).toBe('[one] [two one]');
  });

  it('looks into everything that holds words, and past atoms', () => {
    const schema = new Schema({
      nodes: {
        doc: { content: '(p | table)+' },
        p: { content: '(text | note | bracket)*' },
        table: { content: 'cell+' },
        cell: { content: 'p+' },
        note: { content: 'text*', inline: true, group: 'inline' },
        bracket: { inline: true },
        text: {},
      },
    });
    const p = (...content: unknown[]): unknown => ({ type: 'p', content });
    const text = (words: string): unknown => ({ type: 'text', text: words });
    const doc = schema.nodeFromJSON({
      type: 'doc',
      content: [
        p(text('a word '), { type: 'bracket' }, text('wo'), { type: 'bracket' }, text('rd'), { type: 'note', content: [text('its word')] }, text(' word')),
        { type: 'table', content: [{ type: 'cell', content: [p(text('word'))] }] },
      ],
    });
    let state = EditorState.create({ doc, plugins: [finding()] });
    state = state.apply(seek(state, sought('word'), 0));
    const { matches } = findingOf(state);
    expect(matches.map(({ from, to }) => doc.textBetween(from, to))).toEqual(['word', 'word', 'word', 'word']);
    expect(matches.map(({ from }) => from)).toEqual(matches.map(({ from }) => from).sort((a, b) => a - b));
  });
});
