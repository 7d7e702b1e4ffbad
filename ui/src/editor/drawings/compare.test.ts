import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changes } from './compare';

/** The old wording, read back from the new one and its changes. */
function back(now: string, list: ReturnType<typeof changes>): string {
  let out = '';
  let at = 0;
  for (const change of list) {
    out += now.slice(at, change.from) + change.old;
    at = change.to;
  }
  return out + now.slice(at);
}

describe('what changed', () => {
  it('is said in whole words', () => {
    expect(changes('notify of significant incidents', 'notify of serious incidents')).toEqual([{ from: 10, to: 17, old: 'significant' }]);
    expect(changes('same', 'same')).toEqual([]);
    expect(changes('تُبلغ الأطراف', 'تُبلغ الدول الأطراف').map((c) => c.old)).toEqual(['']);
  });

  it('reads a phrase as one', () => {
    expect(changes('a competent body of it', 'a contact point of it')).toEqual([{ from: 2, to: 15, old: 'competent body' }]);
  });

  it('never loses a character', () => {
    const words = fc.array(fc.constantFrom('a', 'b', ' ', 'cat', '字', 'كلمة', '.', '😀', '  ', 'e\u0301'), { maxLength: 14 }).map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (old, now) => {
        const list = changes(old, now);
        expect(back(now, list)).toBe(old);
        list.forEach((change, i) => expect(change.from).toBeGreaterThanOrEqual(list[i - 1]?.to ?? 0));
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});
