/** Going to a paper's history: which of its parts is wanted, so that drafting leads to the draft's past. */
import type { App } from './app.svelte';
import type { Route } from './route.svelte';

export type HistoryPart = 'revisions' | 'draft' | 'story';

const wanted = new WeakMap<Route, HistoryPart>();

/** Opens a paper's history at one of its parts, and at a paragraph if one is named. */
export function openHistory(app: App, paper: string, part: HistoryPart, paragraph?: string): void {
  app.route.go('history', paper, paragraph);
  wanted.set(app.route.now, part);
}

/** The part that whoever came here asked for. */
export function wantedPart(app: App): HistoryPart | undefined {
  return wanted.get(app.route.now);
}
