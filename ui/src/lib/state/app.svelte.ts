/**
 * The controllers of one window, and how views find them.
 *
 * Made once in `main.ts` (or by a test, with a scripted backend) and handed down by Svelte's context.
 */
import { getContext, setContext } from 'svelte';
import type { AppEvent, Backend } from '../backend';
import { Keyboard } from '../keys';
import { Chrome } from './chrome.svelte';
import { GroupState } from './group.svelte';
import { PapersState } from './papers.svelte';
import { RouteState } from './route.svelte';
import { SessionState } from './session.svelte';
import { SettingsState } from './settings.svelte';
import { StatusState } from './status.svelte';
import { Toasts } from './toasts.svelte';

export class App {
  /** Under which the controllers stand in Svelte's context. */
  static readonly key = Symbol('qalam');

  readonly keyboard = new Keyboard();
  readonly route = new RouteState();
  readonly toasts = new Toasts();
  readonly chrome = new Chrome();
  readonly session: SessionState;
  readonly settings: SettingsState;
  readonly papers: PapersState;
  readonly group: GroupState;
  readonly status: StatusState;
  private listeners = new Set<(event: AppEvent) => void>();

  constructor(readonly backend: Backend) {
    this.session = new SessionState(backend);
    this.settings = new SettingsState(backend);
    this.papers = new PapersState(backend);
    this.group = new GroupState(backend);
    this.status = new StatusState(backend);
  }

  /** Reads where we are; then everything that an open group shows. Listens until the returned function is called. */
  start(): () => void {
    const stop = this.backend.onEvent((event) => this.hear(event));
    void this.attempt(async () => {
      await this.settings.load();
      await this.enter();
    });
    return stop;
  }

  /** Reads the session and, where a group is open, what the frame shows of it. */
  async enter(): Promise<void> {
    await this.session.load();
    if (!this.session.open) {
      this.forget();
      return;
    }
    await this.settings.load();
    await Promise.all([this.group.load(), this.papers.load(), this.status.load()]);
  }

  /** Hears the shell's events too; a view reloads what it shows. */
  onEvent(listener: (event: AppEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs what may fail; a failure is shown with its advice. The answer is nothing then. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.toasts.fail(error);
      return undefined;
    }
  }

  async lock(): Promise<void> {
    await this.attempt(() => this.session.lock());
    this.forget();
  }

  private forget(): void {
    this.route.reset();
    this.papers.clear();
    this.group.clear();
    this.status.clear();
    this.chrome.clear();
  }

  private hear(event: AppEvent): void {
    void this.attempt(async () => {
      switch (event.event) {
        case 'locked':
          return this.enter();
        case 'status_changed':
          return this.session.open ? this.status.load() : undefined;
        case 'paper_changed':
          return this.session.open ? this.papers.load() : undefined;
        case 'group_changed':
          return this.session.stage === 'locked' ? undefined : this.enter();
      }
    });
    for (const listener of this.listeners) listener(event);
  }
}

export function provideApp(app: App): App {
  return setContext(App.key, app);
}

export function getApp(): App {
  return getContext<App>(App.key);
}
