/**
 * Text folded for finding: the twin of `qalam_model::fold`, so that what the search over all papers finds is found
 * on the sheet and in lists too. A word is found however it was spelt: vowelled or not, in any script's digits, with
 * any of the signs that stand for the Uzbek oʻ and gʻ. й is not и, and é is not e: letters of their own stay apart.
 *
 * For comparing only; nothing folded is ever shown or kept.
 */

/** A folded text; `from[i]` is where the character of which `text[i]` comes begins in the original (UTF-16). */
export interface Folded {
  text: string;
  from: number[];
}

/** The words of a text, with single spaces between them; Chinese characters are words. */
export function fold(text: string): string {
  return foldMap(text).text;
}

export function foldMap(text: string): Folded {
  const out: Folded = { text: '', from: [] };
  let gap = false;
  for (const { char, at, base } of characters(text)) {
    const letters = foldLetter(char, base, false);
    if (letters === '') continue;
    if (letters === null) {
      gap = true;
      continue;
    }
    // What a presentation form stands for may hold spaces and Chinese characters of its own.
    for (const letter of letters) {
      const han = isHan(letter);
      if (letter === ' ') gap = true;
      else {
        if ((gap || han) && out.text !== '') push(out, ' ', at);
        push(out, letter, at);
        gap = han;
      }
    }
  }
  return out;
}

/**
 * A text folded for finding in place: letters as above, but punctuation stays, any white space is one space, and
 * Chinese stands without gaps. With `cased`, capitals stay capitals.
 */
export function foldInPlace(text: string, cased = false): Folded {
  const out: Folded = { text: '', from: [] };
  for (const { char, at, base } of characters(text)) {
    const letters = foldLetter(char, base, cased);
    if (letters !== null) for (const letter of letters) push(out, letter, at);
    else if (!/\s/.test(char)) push(out, sign(char), at);
    else if (!out.text.endsWith(' ')) push(out, ' ', at);
  }
  return out;
}

function push(out: Folded, char: string, at: number): void {
  out.text += char;
  for (let i = 0; i < char.length; i++) out.from.push(at);
}

interface Character {
  char: string;
  at: number;
  /** The character before it, those that are left out not counted. */
  base: string;
}

/** The characters of a text in NFC, each with its place in the text as it is. */
function* characters(text: string): Generator<Character> {
  let base = ' ';
  let start = 0;
  for (const [part, at] of text.normalize('NFC') === text ? [[text, -1] as const] : composed(text)) {
    let inside = 0;
    for (const char of part) {
      yield { char, at: at < 0 ? start + inside : at, base };
      if (!isIgnored(char)) base = char;
      inside += char.length;
    }
    start += part.length;
  }
}

/** A text that is not in NFC, cluster by cluster: nothing composes across the edge of one. */
function* composed(text: string): Generator<readonly [string, number]> {
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    yield [segment.normalize('NFC'), index];
  }
}

/** The letters that a character stands for; '' if it does not count, null if it separates words. */
function foldLetter(char: string, base: string, cased: boolean): string | null {
  const code = char.codePointAt(0)!;
  if (code < 0x80) {
    if (code === 0x27 || code === 0x60) return isLetter(base) ? '' : null;
    if (code >= 0x41 && code <= 0x5a) return cased ? char : char.toLowerCase();
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? char : null;
  }
  if (isIgnored(char) || isStress(code, base) || (APOSTROPHE.test(char) && isLetter(base))) return '';
  if (!PRESENTATION.test(char)) return plain(char, cased);
  let out = '';
  for (const one of char.normalize('NFKC')) if (!isIgnored(one)) out += plain(one, cased) ?? ' ';
  return out.trim() === '' ? null : out;
}

function plain(char: string, cased: boolean): string | null {
  const value = digit(char);
  if (value !== null) return value;
  if (isHan(char)) return char;
  if (!/[\p{Alphabetic}\p{N}\p{M}]/u.test(char)) return null;
  let out = '';
  // A dotted capital I leaves its dot behind as a mark.
  for (const low of cased ? char : char.toLowerCase()) if (low !== '\u0307' && !isIgnored(low)) out += UNIFIED.get(low) ?? low;
  return out;
}

const isLetter = (char: string): boolean => /\p{Alphabetic}/u.test(char) && !isHan(char);

export function isHan(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return (
    code === 0x3005 || code === 0x3007 || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff)
  );
}

/** Arabic vowel and reading signs, tatweel, joiners, direction marks, soft hyphen, variation selectors. */
const IGNORED = new RegExp(
  '[\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u08d3-\\u08e1' +
    '\\u08e3-\\u08ff\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]',
);
const isIgnored = (char: string): boolean => IGNORED.test(char);

/** A stress sign over a Cyrillic vowel, as in dictionaries. */
function isStress(code: number, base: string): boolean {
  return (code === 0x300 || code === 0x301) && /[\u0400-\u052f\u0300\u0301]/.test(base);
}

const APOSTROPHE = /['`\u00b4\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07]/;
/** Arabic presentation forms and full-width Latin. */
const PRESENTATION = /[\ufb50-\ufdff\ufe70-\ufefe\uff21-\uff3a\uff41-\uff5a]/;

/** Letters of one family as one letter. */
const UNIFIED = new Map(
  [
    ['\u0627', '\u0622\u0623\u0625\u0671\u0672\u0673'],
    ['\u064a', '\u0649\u06cc\u06d0\u06d2\u06d3\u06cd\u06ce'],
    ['\u0647', '\u0629\u06c3\u06c1\u06c2\u06be\u06d5\u06c0'],
    ['\u0643', '\u06a9\u06aa\u06ab\u06ac'],
    ['\u0435', '\u0451'],
    ['\u0415', '\u0401'],
  ].flatMap(([one, many]) => [...many!].map((letter) => [letter, one!] as const)),
);

/** Where the ten decimal digits of each script begin (Unicode 16, general category Nd), as in Rust. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
  0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
  0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da,
  0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
  0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140,
];

function digit(char: string): string | null {
  const code = char.codePointAt(0)!;
  let low = 0;
  let high = ZEROS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ZEROS[middle]! <= code) low = middle + 1;
    else high = middle;
  }
  const value = code - (ZEROS[low - 1] ?? code + 10);
  return value >= 0 && value < 10 ? String(value) : null;
}

/** Signs that are one for a reader: dashes, quotation marks, full-width punctuation. */
function sign(char: string): string {
  if (/[\u2010-\u2015\u2212\u00ad]/.test(char)) return '-';
  if (/[\u201c-\u201f\u00ab\u00bb\u300c\u300d]/.test(char)) return '"';
  if (APOSTROPHE.test(char)) return "'";
  const code = char.charCodeAt(0);
  return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : char;
}
