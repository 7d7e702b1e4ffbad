/**
 * The catalogues that ship with the window, as Fluent bundles.
 *
 * Rust's own catalogues (`app.ftl`, `errors.ftl`, `outgoing.ftl`) are left out: what they say arrives ready-made.
 */
import { FluentBundle, FluentResource } from '@fluent/bundle';

export const LANGUAGES = ['en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Digits = 'latn' | 'arab';

const FILES = import.meta.glob<string>(
  ['../../../../locales/*/*.ftl', '!../../../../locales/*/app.ftl', '!../../../../locales/*/errors.ftl', '!../../../../locales/*/outgoing.ftl'],
  { query: '?raw', import: 'default', eager: true },
);

/** `locales/<language>/<area>.ftl` as area and source. */
export function sources(language: Language): { area: string; source: string }[] {
  const marker = `/locales/${language}/`;
  return Object.entries(FILES)
    .filter(([path]) => path.includes(marker))
    .map(([path, source]) => ({ area: path.slice(path.indexOf(marker) + marker.length, -'.ftl'.length), source }))
    .sort((a, b) => a.area.localeCompare(b.area));
}

export function direction(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The locale whose numbers, dates and plurals the bundle uses. */
export function locale(language: Language, digits: Digits): string {
  return language === 'ar' ? `ar-u-nu-${digits}` : language;
}

const made = new Map<string, FluentBundle>();

/** The bundle of a language; numbers in it come in the digits asked for, isolated from the text around them. */
export function bundle(language: Language, digits: Digits): FluentBundle {
  const name = locale(language, digits);
  let found = made.get(name);
  if (!found) {
    found = new FluentBundle(name, { useIsolating: true });
    for (const { source } of sources(language)) found.addResource(new FluentResource(source));
    made.set(name, found);
  }
  return found;
}
