/**
 * What is said beside one text: the threads as the application tells them, which one is looked at, and the words that
 * somebody has begun. Knows no text and no sheet; those who show one tell it where the reader stands.
 */
import type { CommentThread } from '../../lib/api/CommentThread';
import { asFailure, type Backend } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';
import type { App } from '../../lib/state/app.svelte';
import type { Toasts } from '../../lib/state/toasts.svelte';

export type CommentView = 'issued' | 'draft';

/** What one is about to comment on, in code points; the whole paragraph if `start === end`. */
export interface Target {
  paragraph: string;
  start: number;
  end: number;
  quote: string;
}

interface Begun {
  target: Target | null;
  /** Words that were begun, by the thread that they answer; a new comment's under an empty name. */
  words: Map<string, string>;
}

/** What those have to do who show a text that changes. */
export interface Hooks {
  /** Before something is said of the text: what was typed has to be where it is kept. Says whether it is. */
  settle?: () => Promise<boolean>;
  /** Reads again, and shows it in the text. */
  reread?: () => Promise<void>;
}

const NEW = '';
const kept = new WeakMap<App, Map<string, Begun>>();

/** What was begun beside this text in this window. In memory only, and gone when the vault is locked. */
function begunIn(app: App, key: string): Begun {
  let all = kept.get(app);
  if (!all) {
    all = new Map();
    kept.set(app, all);
    const here = all;
    app.onEvent((event) => {
      if (event.event === 'locked') here.clear();
    });
  }
  const found = all.get(key) ?? { target: null, words: new Map() };
  all.set(key, found);
  return found;
}

export class Comments {
  threads = $state.raw<readonly CommentThread[]>([]);
  may = $state(false);
  loaded = $state(false);
  busy = $state(false);
  active = $state<string | null>(null);
  target = $state.raw<Target | null>(null);
  /** Settled threads show too. */
  all = $state(false);

  /** The threads that show, those on deleted text last. */
  readonly shown = $derived(this.threads.filter((thread) => this.all || !thread.resolved || thread.comment === this.active));
  readonly placed = $derived(this.shown.filter((thread) => !thread.deleted));
  readonly gone = $derived(this.shown.filter((thread) => thread.deleted));
  readonly settled = $derived(this.threads.filter((thread) => thread.resolved).length);
  readonly unread = $derived(this.threads.reduce((sum, thread) => sum + thread.said.filter((said) => said.unread).length, 0));

  private asked = 0;
  private known: Set<string> | null = null;
  private readonly begun: Begun;
  private readonly backend: Backend;
  private readonly toasts: Toasts;

  constructor(
    app: App,
    readonly paper: string,
    readonly view: CommentView,
    /** The revision that is read; none for the newest, and beside a draft. */
    private readonly revision: string | null = null,
    private readonly hooks: Hooks = {},
  ) {
    this.backend = app.backend;
    this.toasts = app.toasts;
    this.begun = begunIn(app, `${paper} ${view}`);
    this.target = this.begun.target;
  }

  async load(): Promise<void> {
    const asked = ++this.asked;
    const { paper, view, revision } = this;
    try {
      const list = await this.backend.call('comments', { paper, view, revision });
      if (asked !== this.asked) return;
      this.threads = list.comments;
      this.may = list.may;
      this.loaded = true;
      this.announce();
    } catch (error) {
      // The text itself says what is wrong with the paper.
      if (asked === this.asked && asFailure(error).code !== 'not-issued') this.toasts.fail(error);
    }
  }

  private reread(): Promise<void> {
    return this.hooks.reread?.() ?? this.load();
  }

  /** What others said since the last reading is told aloud. */
  private announce(): void {
    const now = this.threads.flatMap((thread) => thread.said.map((said) => said.comment));
    const { known } = this;
    const fresh = known && this.threads.flatMap((thread) => thread.said.filter((said) => said.unread && !known.has(said.comment)));
    this.known = new Set(now);
    if (fresh?.length) this.toasts.announce(t('comments-arrived', { count: fresh.length, delegation: fresh[0]!.delegation }));
  }

  find(id: string | null): CommentThread | undefined {
    return this.threads.find((thread) => thread.comment === id);
  }

  /** Looks at a thread; what it says counts as read. */
  look(id: string | null): void {
    this.active = id;
    const thread = this.find(id);
    if (thread?.unread) void this.read(thread);
  }

  private async read(thread: CommentThread): Promise<void> {
    const said = thread.said.map((one) => ({ ...one, unread: false }));
    this.threads = this.threads.map((one) => (one === thread ? { ...one, said, unread: false } : one));
    const comments = said.map((one) => one.comment);
    await this.attempt(() => this.backend.call('comments_seen', { paper: this.paper, comments }));
  }

  /** The next or previous thread that shows, from the one that is looked at. */
  step(by: 1 | -1): CommentThread | null {
    const order = [...this.placed, ...this.gone];
    if (order.length === 0) return null;
    const at = order.findIndex((thread) => thread.comment === this.active);
    const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
    const thread = order[next]!;
    this.look(thread.comment);
    return thread;
  }

  // Words that are being written.

  /** Begins a comment; what was written for another place goes along. */
  begin(target: Target): void {
    this.target = this.begun.target = target;
    this.active = null;
  }

  /** Gives a new comment up. */
  drop(): void {
    this.target = this.begun.target = null;
    this.begun.words.delete(NEW);
  }

  wordsFor(thread: string | null): string {
    return this.begun.words.get(thread ?? NEW) ?? '';
  }

  keep(thread: string | null, words: string): void {
    if (words) this.begun.words.set(thread ?? NEW, words);
    else this.begun.words.delete(thread ?? NEW);
  }

  /** Says it. Whether it is said: otherwise the words stay. */
  async add(words: string): Promise<boolean> {
    const { target, paper, view } = this;
    if (!target || !words.trim()) return false;
    const { paragraph, start, end, quote } = target;
    const range = start === end ? { start: null, end: null, quote: null } : { start, end, quote };
    const made = await this.doing(() => this.backend.call('comment_add', { paper, view, paragraph, ...range, text: words }));
    if (!made) return false;
    this.drop();
    await this.reread();
    this.active = made.comment;
    this.toasts.announce(t('comments-added'));
    return true;
  }

  async answer(thread: CommentThread, words: string): Promise<boolean> {
    if (!words.trim()) return false;
    const made = await this.doing(() => this.backend.call('comment_answer', { comment: thread.comment, text: words }));
    if (!made) return false;
    this.keep(thread.comment, '');
    await this.reread();
    this.toasts.announce(t('comments-answered'));
    return true;
  }

  async resolve(thread: CommentThread, resolved: boolean): Promise<void> {
    const made = await this.doing(() => this.backend.call('comment_resolve', { comment: thread.comment, resolved }));
    if (!made) return;
    await this.reread();
    this.toasts.announce(t(resolved ? 'comments-is-resolved' : 'comments-is-open'));
  }

  private async doing<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      return await this.attempt(async () => {
        if ((await this.hooks.settle?.()) !== false) return work();
        this.toasts.say(t('comments-not-saved'), 'bad', t('write-not-saved-advice'));
        return undefined;
      });
    } finally {
      this.busy = false;
    }
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.toasts.fail(error);
      return undefined;
    }
  }
}
