/** Where the window stands: a view, and the paper that it is about. No addresses: nothing outside names a place in it. */
import type { Component } from 'svelte';

export const VIEWS = ['papers', 'write', 'desk', 'board', 'history', 'members', 'exchange', 'search', 'settings'] as const;
export type ViewName = (typeof VIEWS)[number];

/** What every view is given; the rest it takes from the controllers of `getApp()`. */
export interface ViewProps {
  /** The paper that the view is about. */
  paper?: string | undefined;
  /** The paragraph to stand at, if somebody came for one. */
  paragraph?: string | undefined;
}

export interface Route extends ViewProps {
  view: ViewName;
}

/** A view's file. What it exports as `prepare` is work that its first showing would have to wait for. */
interface ViewFile {
  default: Component<ViewProps>;
  prepare?: () => Promise<void>;
}

type Loader = () => Promise<ViewFile>;

const FILES = import.meta.glob<ViewFile>('../../views/*/*View.svelte');

/** The views that exist: `views/<name>/<Name>View.svelte`. */
export const loaders: ReadonlyMap<string, Loader> = new Map(
  Object.entries(FILES).map(([path, load]) => [path.split('/').at(-2) ?? path, load as Loader]),
);

/** Brings all views in, while nobody waits for one, so that a click finds them there. */
export async function prepareViews(): Promise<void> {
  for (const load of loaders.values()) {
    try {
      await (await load()).prepare?.();
    } catch {
      // Whoever goes there meets the same failure, and is told.
    }
  }
}

/** Views that are about one paper. */
export const OF_A_PAPER: ReadonlySet<ViewName> = new Set<ViewName>(['write', 'desk', 'board', 'history']);

export class RouteState {
  now = $state.raw<Route>({ view: 'papers' });
  private before: Route[] = [];

  readonly view = $derived(this.now.view);
  readonly paper = $derived(this.now.paper);
  readonly paragraph = $derived(this.now.paragraph);

  /** Goes to a view. Without a paper it keeps the one that is open. */
  go(view: ViewName, paper?: string, paragraph?: string): void {
    const next: Route = { view, paper: paper ?? this.now.paper, paragraph };
    if (next.view === this.now.view && next.paper === this.now.paper && !paragraph) return;
    this.before = [...this.before.slice(-49), this.now];
    this.now = next;
  }

  back(): void {
    const last = this.before.at(-1);
    if (!last) return;
    this.before = this.before.slice(0, -1);
    this.now = last;
  }

  /** Whether the window offers the view at all. */
  offers(view: ViewName): boolean {
    return loaders.has(view) && (!OF_A_PAPER.has(view) || this.now.paper !== undefined);
  }

  reset(): void {
    this.now = { view: 'papers' };
    this.before = [];
  }
}
