import { describe, expect, it } from 'vitest';
import { Binding } from '../binding';
import { copyOf } from './clipboard';
import { Draft } from '../../document/draft';
import { looksOwn, readHtml, readParts } from './paste';
import { pasteLater, type CleanedHtml, type PastingOptions } from './pasting';
import { lieFlat, open, Random, startWith, texts } from '../../testing';

lieFlat();

const clean = (...parts: string[]): CleanedHtml => ({ parts, pictures: 0, objects: 0, bytes: 0 });

/** A cleaner that answers when it is told to. */
function slow() {
  let answer!: (cleaned: CleanedHtml) => void;
  let refuse!: (error: unknown) => void;
  const asked: string[] = [];
  const waiting = new Promise<CleanedHtml>((done, fail) => ([answer, refuse] = [done, fail]));
  const failed: unknown[] = [];
  const state = { open: true };
  const options: PastingOptions = {
    clean: (html) => (asked.push(html), waiting),
    open: () => state.open,
    composing: () => false,
    onFailed: (error) => void failed.push(error),
  };
  return { options, asked, failed, state, answer, refuse };
}

const begin = (words: string[]): Binding => new Binding(open(startWith(words), 5));
const stand = (binding: Binding, index: number, offset: number): void => binding.command(() => ({ index, offset }));

describe('a paste that is cleaned first', () => {
  it('replaces what was selected, in one step of undo, and tells what was left out', async () => {
    const binding = begin(['Alpha beta.', 'One two.']);
    binding.stand({ index: 0, offset: 5 }, { index: 0, offset: 0 });
    const { options, asked, answer } = slow();
    const done = pasteLater(binding, '<p>given</p>', 'given', options);
    expect(texts(binding.draft)).toEqual(['Alpha beta.', 'One two.']);
    answer({ parts: ['<p>Omega</p>'], pictures: 2, objects: 1, bytes: 7 });
    expect(await done).toEqual({ pictures: 2, objects: 1, notes: 0, cut: true });
    expect(asked).toEqual(['<p>given</p>']);
    expect(texts(binding.draft)).toEqual(['Omega beta.', 'One two.']);
    binding.undo();
    expect(texts(binding.draft)).toEqual(['Alpha beta.', 'One two.']);
  });

  it('comes to where it was begun, whatever was written meanwhile, and leaves the caret', async () => {
    const binding = begin(['Alpha beta.', 'One two.']);
    stand(binding, 1, 3);
    const { options, answer } = slow();
    const done = pasteLater(binding, '<p>x</p>', 'x', options);
    stand(binding, 0, 0);
    binding.typeOver('New ');
    answer(clean('<p> and a half</p>'));
    await done;
    expect(texts(binding.draft)).toEqual(['New Alpha beta.', 'Oneand a half two.']);
    expect(binding.selection().head).toEqual({ index: 0, offset: 4 });
  });

  it('keeps the words of one who types on at its own place', async () => {
    const binding = begin(['Alpha']);
    stand(binding, 0, 5);
    const { options, answer } = slow();
    const done = pasteLater(binding, '<p>x</p>', 'x', options);
    binding.typeOver(' typed');
    answer(clean('<p>one</p><p>two</p>'));
    await done;
    expect(texts(binding.draft).join('|')).toContain(' typed');
    expect(texts(binding.draft).join('|')).toContain('one');
  });

  it('brings the plain words if it cannot be cleaned, and nothing to a sheet that is gone', async () => {
    const binding = begin(['Alpha']);
    stand(binding, 0, 5);
    const first = slow();
    const done = pasteLater(binding, '<p>x</p>', ' plain', first.options);
    first.refuse('no');
    await done;
    expect(first.failed).toEqual(['no']);
    expect(texts(binding.draft)).toEqual(['Alpha plain']);
    const second = slow();
    const late = pasteLater(binding, '<p>x</p>', 'x', second.options);
    second.state.open = false;
    second.answer(clean('<p>late</p>'));
    expect(await late).toBeNull();
    expect(texts(binding.draft)).toEqual(['Alpha plain']);
  });

  it('of many paragraphs comes in turns, in their order, and goes as one', async () => {
    const given = Array.from({ length: 120 }, (_, i) => `P${i}`);
    const inner = given.slice(1, -1);
    for (const [words, offset, wanted] of [
      ['Alpha beta.', 5, ['AlphaP0', ...inner, 'P119 beta.']],
      ['Alpha', 5, ['AlphaP0', ...inner, 'P119']],
      ['Alpha', 0, [...given, 'Alpha']],
    ] as const) {
      const binding = begin([words]);
      stand(binding, 0, offset);
      const { options, answer } = slow();
      answer(clean(given.map((one) => `<p>${one}</p>`).join('')));
      let shown = 0;
      binding.onTransaction((tr) => void (tr.docChanged && shown++));
      await pasteLater(binding, '<p>x</p>', 'x', options);
      expect(texts(binding.draft)).toEqual(wanted);
      expect(shown).toBeGreaterThan(1);
      binding.undo();
      expect(texts(binding.draft)).toEqual([words]);
    }
  });

  it('goes as one, however long it takes and wherever the caret goes meanwhile', async () => {
    let time = 0;
    const random = new Random(3);
    const draft = Draft.open(startWith(['Alpha']), 5n, { random: () => random.hex(), now: () => (time += 5000) });
    const binding = new Binding(draft);
    stand(binding, 0, 5);
    const { options, answer } = slow();
    answer(clean(Array.from({ length: 300 }, (_, i) => `<p>P${i}</p>`).join('')));
    let turns = 0;
    binding.onTransaction((tr) => {
      if (tr.docChanged && turns++ === 1) setTimeout(() => binding.stand({ index: 0, offset: 2 }));
    });
    await pasteLater(binding, '<p>x</p>', 'x', options);
    expect(turns).toBeGreaterThan(2);
    expect(texts(draft)).toHaveLength(300);
    expect(binding.selection().head).toEqual({ index: 0, offset: 2 });
    binding.undo();
    expect(texts(draft)).toEqual(['Alpha']);
  });

  it('finds footnotes across its parts', async () => {
    const parts = ['<div><p>Word<a href="#_ftn1" name="_ftnref1">[1]</a></p></div>', '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> See.</p></div>'];
    const read = await readParts(parts, () => Promise.resolve());
    expect(read).toEqual(readHtml(parts.join('')));
    expect([...read.notes.keys()]).toEqual(['note 0']);
  });

  it('knows our own clipboard, which keeps its links', () => {
    const binding = begin(['See there.', 'Two']);
    binding.draft.link(0, 4, 9, 'https://example.org/a');
    binding.stand({ index: 1, offset: 3 }, { index: 0, offset: 0 });
    const { html } = copyOf(binding)!;
    expect(looksOwn(html)).toBe(true);
    expect(readHtml(html).blocks[0]).toMatchObject({ pieces: [{ text: 'See ' }, { text: 'there', link: 'https://example.org/a' }, { text: '.' }] });
    expect(looksOwn('<p class=MsoNormal>x</p>')).toBe(false);
    expect(looksOwn(html + ' '.repeat(600_000))).toBe(false);
  });
});

describe('hostile HTML that says it is our own', () => {
  it('brings nothing but words, in 2,000 mutations', () => {
    const seed = 20261125;
    console.info(`seed ${seed}`);
    const random = new Random(seed);
    const own = `<div class="par" data-kind="op" data-id="00000000000000aa"><p>Text<span class="sign" data-sign="note" data-of="00000000000000ab"><sup>1</sup></span>
      <span data-sign="bracket" data-of="00000000000000ac" data-side="open" data-behind="${'a'.repeat(32)}">[</span><span class="link" data-href="https://example.org">link</span></p></div>
      <div class="par" data-kind="note" data-id="00000000000000ab"><p>Note</p></div><figure class="par" data-kind="table" data-id="00000000000000ad"><figcaption class="caption">C</figcaption>
      <table><colgroup><col data-width="100"></colgroup><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table></figure>`;
    const thrown = ['<script>window.ran=1</script>', '<img src=x onerror="window.ran=1">', '"', '<', '</p>', '<table>', '</table>', 'data-href="javascript:x"', 'data-kind="__proto__"', '\u0000', '<td colspan=9999999>', '<svg>'];
    for (let i = 0; i < 2000; i++) {
      let html = own;
      for (let n = 1 + random.below(6); n > 0; n--) {
        const at = random.below(html.length);
        const to = Math.min(html.length, at + random.below(80));
        const middle = random.pick(['', html.slice(at, to).repeat(2), random.pick(thrown), random.pick(thrown)]);
        html = html.slice(0, at) + middle + html.slice(random.below(2) ? to : at);
      }
      const odd = readHtml(html).blocks.filter((block) => {
        const lines = 'rows' in block ? [block.caption, ...block.rows.flat()] : [block];
        if (!('rows' in block) && ![null, 'heading', 'pp', 'op', 'plain', 'item'].includes(block.kind)) return true;
        if (block.id !== null && !/^[0-9a-f]{16}$/.test(block.id)) return true;
        return lines.some((line) => line.pieces.some(({ link }) => link !== undefined && !/^(?:https?|mailto):/.test(link)));
      });
      expect(odd, html).toEqual([]);
    }
    expect((window as unknown as { ran?: number }).ran).toBeUndefined();
  }, 120_000);
});
