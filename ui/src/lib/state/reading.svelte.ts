/**
 * Opening papers: the desk for the Chair's side, the draft for those who have one, and for everybody the issued text,
 * which is only read.
 */
import type { PaperInfo } from '../api/PaperInfo';
import type { App } from './app.svelte';
import type { Route } from './route.svelte';

export interface Reading {
  paper: string;
  /** A revision's id; none is the newest. */
  revision: string | null;
  /** Where to stand. */
  paragraph: string | null;
}

class ReadingState {
  private value = $state.raw<Reading | null>(null);
  private route = $state.raw<Route | null>(null);

  constructor(private readonly app: App) {}

  /** What is read here and now: it ends when somebody goes elsewhere, and comes back with 'back'. */
  get now(): Reading | null {
    return this.route === this.app.route.now ? this.value : null;
  }

  open(paper: string, more: Partial<Omit<Reading, 'paper'>> = {}): void {
    const paragraph = more.paragraph ?? null;
    this.app.route.go('papers', paper, paragraph ?? undefined);
    this.value = { paper, revision: more.revision ?? null, paragraph };
    this.route = this.app.route.now;
  }

  close(): void {
    this.value = null;
  }
}

const made = new WeakMap<App, ReadingState>();

/** What this window reads. */
export function reading(app: App): ReadingState {
  const found = made.get(app) ?? new ReadingState(app);
  made.set(app, found);
  return found;
}

export type Place = 'desk' | 'write' | 'read';

/** Where a paper opens for whoever sits here. */
export function placeOf(app: App, paper: PaperInfo): Place {
  if (paper.revision && paper.mine && app.group.info?.chair_side) return 'desk';
  if (paper.draft || !paper.revision) return 'write';
  return 'read';
}

/** Opens a paper where its reader has something to do, at a paragraph if one is named. */
export function openPaper(app: App, id: string, paragraph?: string): void {
  const paper = app.papers.find(id);
  const place = paper ? placeOf(app, paper) : 'read';
  if (place === 'read') reading(app).open(id, { paragraph: paragraph ?? null });
  else app.route.go(place, id, paragraph);
}
