/** Safety numbers as people type them: thirty digits of any script, with whatever stands between them. */

export const DIGITS = 30;
const BLOCK = 5;
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
const BETWEEN = /[\s\-.,\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]/u;

/** The digits of what was typed, or nothing if something else stands in it. */
export function digitsOf(typed: string): string | null {
  let found = '';
  for (const character of typed) {
    if (BETWEEN.test(character)) continue;
    const code = character.codePointAt(0) ?? 0;
    const zero = ZEROS.find((one) => code >= one && code < one + 10);
    if (zero === undefined) return null;
    found += String(code - zero);
  }
  return found;
}

/** How far a typed number has come: still too short, the same, another one, or no number at all. */
export type Comparison = 'empty' | 'short' | 'same' | 'differs' | 'no-number';

export function compare(typed: string, number: string): Comparison {
  const digits = digitsOf(typed);
  if (digits === null) return 'no-number';
  if (digits === '') return 'empty';
  const expected = digitsOf(number) ?? '';
  // A digit that differs is told at once: nobody needs to type to the end to learn it.
  if (!expected.startsWith(digits)) return 'differs';
  return digits.length === expected.length ? 'same' : 'short';
}

/** The number in its blocks of five. */
export function blocks(number: string): string[] {
  const digits = digitsOf(number) ?? '';
  return digits.match(new RegExp(`.{1,${BLOCK}}`, 'g')) ?? [];
}
