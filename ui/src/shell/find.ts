/** Finding in the palette: every typed word must begin a word of the title or the hint; marks and case do not matter. */
import type { PaletteItem } from '../lib/state/chrome.svelte';

/** Harakat and tatweel go, alefs are one, digits are Western, marks over letters do not count. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/ى/g, 'ي');
}

/** Those that fit what was typed; the ones whose title begins with it first, else in the order given. */
export function found(items: PaletteItem[], typed: string): PaletteItem[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return items;
  const scored: { item: PaletteItem; score: number; place: number }[] = [];
  items.forEach((item, place) => {
    const title = fold(item.title);
    const words = `${title} ${fold(item.hint ?? '')}`.split(/[\s/·]+/);
    if (!wanted.every((want) => words.some((word) => word.startsWith(want)))) return;
    scored.push({ item, place, score: title.startsWith(wanted.join(' ')) ? 0 : 1 });
  });
  return scored.sort((a, b) => a.score - b.score || a.place - b.place).map(({ item }) => item);
}
