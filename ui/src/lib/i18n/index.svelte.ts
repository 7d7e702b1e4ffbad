/**
 * What the window says, in the reader's language, with numbers in the reader's digits.
 *
 * Every text comes from `locales/`; no component holds one. Symbols and numbers that stand in running text are
 * isolated, so that they keep their order in Arabic.
 */
import type { FluentVariable } from '@fluent/bundle';
import { bundle, direction, locale, type Digits, type Language } from './catalogue';

export { LANGUAGES, type Digits, type Language } from './catalogue';

class Interface {
  language = $state<Language>('en');
  digits = $state<Digits>('arab');
  readonly direction = $derived(direction(this.language));
  readonly locale = $derived(locale(this.language, this.digits));

  /** Follows the settings; without any, the system's language. */
  use(language: string | null, digits: string | null): void {
    const wanted = language ?? globalThis.navigator?.language ?? 'en';
    this.language = wanted.toLowerCase().startsWith('ar') ? 'ar' : 'en';
    this.digits = digits === 'latn' ? 'latn' : 'arab';
  }
}

/** The interface's language; one for the whole window. */
export const ui = new Interface();

export type Values = Record<string, FluentVariable>;

/** The text of a message. A key that no catalogue has comes back as it is, so that a gap is seen and not hidden. */
export function t(key: string, values?: Values): string {
  for (const language of [ui.language, 'en'] as const) {
    const found = bundle(language, ui.digits);
    const message = found.getMessage(key);
    if (message?.value) return found.formatPattern(message.value, values ?? null, []);
  }
  return key;
}

/** The key of a message for a code that comes from elsewhere; another one where the code is newer than the catalogue. */
export function told(key: string, otherwise: string): string {
  return bundle('en', 'latn').hasMessage(key) ? key : otherwise;
}

const ARABIC_ZERO = 0x0660;

/** Digits of a text in the reader's digits; the rest stays as it is. */
export function digits(text: string): string {
  if (ui.language !== 'ar' || ui.digits !== 'arab') return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit)));
}

/** A count in the reader's digits. */
export function count(value: number): string {
  return new Intl.NumberFormat(ui.locale).format(value);
}

const REPEATS = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'];

/** A paragraph's display number as the reader says it: `18 bis` reads `١٨ مكررا` in Arabic. */
export function paragraphNumber(number: string): string {
  const parts = /^(\d+) ([a-z]+)$/.exec(number);
  if (parts?.[1] && parts[2] && REPEATS.includes(parts[2])) {
    return digits(`${parts[1]} ${t(`number-${parts[2]}`)}`);
  }
  return digits(number);
}

/** A time of day, or the day and time when it was not today. */
export function time(milliseconds: number, now: number = Date.now()): string {
  const at = new Date(milliseconds);
  const today = new Date(now);
  const sameDay = at.toDateString() === today.toDateString();
  const recent = Math.abs(now - milliseconds) < 6 * 24 * 3600 * 1000;
  return new Intl.DateTimeFormat(ui.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(sameDay ? {} : recent ? { weekday: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' }),
  }).format(at);
}

/** Names in a row: 'A, B and C'. */
export function list(names: string[]): string {
  return new Intl.ListFormat(ui.locale, { type: 'conjunction' }).format(names.map(isolate));
}

/** Keeps the order of a symbol or name inside running text of the other direction. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The direction of a language's script. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|ur|he|ckb|ps)\b/i.test(language) ? 'rtl' : 'ltr';
}
