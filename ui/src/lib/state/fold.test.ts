import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold, foldInPlace, foldMap } from './fold';

/** What `qalam_model::fold` makes of the same texts; `from` counts the code points of the text's NFC. */
const KNOWN = JSON.parse(readFileSync(join(process.cwd(), '../tests/fixtures/text/fold.json'), 'utf8')) as {
  text: string;
  folded: string;
  from: number[];
}[];

describe('folding', () => {
  it('is that of the search, text by text and place by place', () => {
    expect(KNOWN.length).toBeGreaterThan(60);
    for (const { text, folded, from } of KNOWN) {
      const nfc = text.normalize('NFC');
      const found = foldMap(nfc);
      expect(found.text, JSON.stringify(text)).toBe(folded);
      expect(fold(text), JSON.stringify(text)).toBe(folded);
      // Here places are UTF-16, there code points.
      const places = [...nfc].reduce<number[]>((all, char) => [...all, all.at(-1)! + char.length], [0]);
      const units = [...folded].flatMap((char, i) => Array<number>(char.length).fill(places[from[i]!]!));
      expect(found.from, JSON.stringify(text)).toEqual(units);
    }
  });

  it('leads back to a text that is not in NFC', () => {
    const text = 'xe\u0301 ا\u0653ب';
    const { text: folded, from } = foldMap(text);
    expect([...folded].map((char, i) => [char, from[i]])).toEqual([['x', 0], ['é', 1], [' ', 4], ['ا', 4], ['ب', 6]]);
  });

  it('keeps punctuation where it is asked to find in place, and capitals if they matter', () => {
    expect(foldInPlace('“Алт. 1” – ٢').text).toBe('"алт. 1" - 2');
    expect(foldInPlace('Each\u00a0 Ёлка', true).text).toBe('Each Елка');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { text: folded, from } = foldInPlace(text);
        expect(from).toHaveLength(folded.length);
        expect(from).toEqual([...from].sort((a, b) => a - b));
        expect(from.every((at) => at < text.length)).toBe(true);
      }),
    );
  });
});
