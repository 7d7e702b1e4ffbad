/** Finding in the palette: every typed word must begin a word of the title or the hint; marks and case do not matter. */
import type { PaletteItem } from '../lib/state/chrome.svelte';
import { fold } from '../lib/state/fold';

/** In a list of names marks over Latin letters do not matter either. */
const loose = (text: string): string => fold(text.normalize('NFD').replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1'));

/** Those that fit what was typed; the ones whose title begins with it first, else in the order given. */
export function found(items: PaletteItem[], typed: string): PaletteItem[] {
  const wanted = loose(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return items;
  const scored: { item: PaletteItem; score: number; place: number }[] = [];
  items.forEach((item, place) => {
    const title = loose(item.title);
    const words = `${title} ${loose(item.hint ?? '')}`.split(/[\s/·]+/);
    if (!wanted.every((want) => words.some((word) => word.startsWith(want)))) return;
    scored.push({ item, place, score: title.startsWith(wanted.join(' ')) ? 0 : 1 });
  });
  return scored.sort((a, b) => a.score - b.score || a.place - b.place).map(({ item }) => item);
}
