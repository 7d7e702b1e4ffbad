/** What a move, split or join asks for, as a sentence. */
import type { Asked } from './api/Asked';
import { list, paragraphNumber, t } from './i18n/index.svelte';

function isNumber(name: string): boolean {
  return /^\d/.test(name);
}

/** A paragraph as one says it: its number, or how it begins. */
function called(name: string): string {
  return isNumber(name) ? paragraphNumber(name) : t('asked-words', { words: name });
}

/** Empty for proposals that ask for other words. */
export function askedFor(kind: string, asked: Asked | null | undefined): string {
  if (!asked) return '';
  const of = called(asked.of);
  const place = asked.place === null ? null : called(asked.place);
  if (kind === 'split') return t('asked-split', { of, parts: asked.parts });
  if (kind === 'join') return t('asked-join', { all: list([of, ...asked.with.map(called)]) });
  if (kind === 'into') return t('asked-into', { of, place: place ?? '' });
  if (place === null) return t('asked-move-first');
  return t(isNumber(asked.place ?? '') ? 'asked-move' : 'asked-move-words', { place });
}
