import { describe, expect, it } from 'vitest';
import { countAhead, countBetween, countWords } from './count';
import { schema } from './schema';

const doc = (...words: string[]) =>
  schema.nodes['doc']!.create(null, words.map((text) => schema.nodes['paragraph']!.create(null, text ? schema.text(text) : null)));

describe('counting words', () => {
  it('parts words as the script does, and takes Chinese characters one by one', () => {
    expect(countWords('Each Party shall notify the others’ bodies.')).toBe(7);
    expect(countWords('各方应指定国家联络点。')).toBe(10);
    expect(countWords('2021年信息安全 and ICT')).toBe(8);
    expect(countWords('تُعيّن كل دولة طرف')).toBe(4);
    expect(countWords('word00 A1 12 CRP2')).toBe(4);
    expect(countWords('')).toBe(0);
    expect(countWords(' – […] ')).toBe(0);
  });

  it('counts a long document in pieces, and never a paragraph twice', () => {
    const long = doc(...Array.from({ length: 10 }, (_, i) => `paragraph ${i} of it`));
    let calls = 0;
    const two = (): boolean => ++calls > 2;
    for (let piece = 1; piece <= 4; piece++) {
      calls = 0;
      expect(countAhead(long, two)).toBe(false);
    }
    calls = 0;
    expect(countAhead(long, two)).toBe(true);
    expect(countAhead(long, () => true)).toBe(true);
    expect(countBetween(long)).toBe(40);
  });

  it('counts a document, a paragraph and a part', () => {
    const text = doc('one two three', '', 'four 五六');
    expect(countBetween(text)).toBe(6);
    // From the middle of 'two' to before 五.
    expect(countBetween(text, 6, 23)).toBe(3);
    expect(countBetween(text, 5, 5)).toBe(0);
  });
});
