/** A paper's story by days, newest first: what people look for is what happened last. */
import type { HistoryItem } from '../api/HistoryItem';

export interface Day {
  /** Midnight that begins it, milliseconds since 1970. */
  at: number;
  items: HistoryItem[];
}

export function byDay(acts: HistoryItem[]): Day[] {
  const days: Day[] = [];
  for (const item of acts.toReversed()) {
    const at = new Date(item.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    // Claimed times may run backwards; the order of the story is kept, so that a day may come twice.
    if (last && last.at === at) last.items.push(item);
    else days.push({ at, items: [item] });
  }
  return days;
}
