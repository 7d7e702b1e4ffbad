/** A paper's story by days, newest first: what people look for is what happened last. */
import type { HistoryItem } from '../api/HistoryItem';

/** What somebody did at one time, with all that it was done to. */
export interface Entry {
  at: number;
  delegation: string;
  what: string;
  /** Numbers of paragraphs, empty for one that no revision has yet; or the symbol of what was issued. */
  subjects: string[];
}

export interface Day {
  /** Midnight that begins it, milliseconds since 1970. */
  at: number;
  entries: Entry[];
}

const MINUTE = 60_000;
/** What is done to a paragraph. */
const TO_PARAGRAPHS = new Set(['proposed', 'accepted', 'rejected', 'bracketed', 'deferred', 'own-wording', 'reopened', 'agreed', 'reserved', 'objected', 'took-back']);

/** One contribution proposes on many paragraphs: what one side does in a row is told once. */
function inRows(acts: HistoryItem[]): Entry[] {
  const rows: Entry[] = [];
  for (const { at, delegation, what, paragraph } of acts) {
    const last = rows.at(-1);
    const toParagraphs = TO_PARAGRAPHS.has(what);
    const goesOn = last?.what === what && last.delegation === delegation && Math.abs(at - last.at) <= MINUTE;
    const subject = paragraph ?? (toParagraphs ? '' : null);
    if (last && goesOn && toParagraphs && subject !== null) {
      if (!last.subjects.includes(subject)) last.subjects.push(subject);
    } else {
      rows.push({ at, delegation, what, subjects: subject === null ? [] : [subject] });
    }
  }
  return rows;
}

export function byDay(acts: HistoryItem[]): Day[] {
  const days: Day[] = [];
  for (const entry of inRows(acts).toReversed()) {
    const at = new Date(entry.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    // Claimed times may run backwards; the order of the story is kept, so that a day may come twice.
    if (last && last.at === at) last.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}
