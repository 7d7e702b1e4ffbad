/**
 * Keeps an open draft and its authority alike: what is typed is handed over within a moment and counts as saved
 * only when that is confirmed; what others wrote is fetched when somebody says that there is something.
 */

import type { Draft } from './draft';

/** Where drafts live. */
export interface Store {
  /** Resolves when the update is on disk. */
  push(update: Uint8Array): Promise<void>;
  /** What it has beyond `version`. */
  pull(version: Uint8Array): Promise<Uint8Array>;
}

/** `unsaved` after a failure: it is tried again. */
export type Saving = 'saved' | 'saving' | 'unsaved';

export interface SessionOptions {
  /** Takes up what came from elsewhere; it may have to wait for a composition. */
  take: (update: Uint8Array) => void;
  onSaving: (saving: Saving) => void;
  onError: (error: unknown) => void;
}

/** Nothing typed stays here longer than this, in milliseconds. */
export const PUSH_AFTER = 250;
const RETRY_FIRST = 1_000;
const RETRY_LAST = 30_000;

export class Session {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private pushing: Promise<void> | null = null;
  private pulling: Promise<void> | null = null;
  private again = false;
  private failures = 0;
  private closed = false;
  private told: Saving = 'saved';
  private readonly stop: () => void;

  constructor(
    private readonly draft: Draft,
    private readonly store: Store,
    private readonly options: SessionOptions,
  ) {
    this.stop = draft.onChange(() => this.notice());
  }

  get saving(): Saving {
    return this.told;
  }

  private notice(): void {
    if (!this.draft.unsaved) return;
    if (this.told === 'saved') this.tell('saving');
    this.later(PUSH_AFTER);
  }

  private later(wait: number): void {
    if (this.timer !== null || this.pushing || this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.push();
    }, wait);
  }

  private push(): Promise<void> {
    return (this.pushing ??= this.pushOnce().finally(() => {
      this.pushing = null;
      if (this.draft.unsaved) this.later(this.failures ? this.retryAfter() : PUSH_AFTER);
    }));
  }

  private retryAfter(): number {
    return Math.min(RETRY_LAST, RETRY_FIRST * 2 ** (this.failures - 1));
  }

  private async pushOnce(): Promise<void> {
    const from = this.draft.handedOut;
    const update = this.draft.takeUpdate();
    if (!update) return;
    try {
      await this.store.push(update);
      this.failures = 0;
      this.tell(this.draft.unsaved ? 'saving' : 'saved');
    } catch (error) {
      this.draft.rewind(from);
      this.failures++;
      this.tell('unsaved');
      // Said once; the retries are quiet, since the state stays in view.
      if (this.failures === 1) this.options.onError(error);
    }
  }

  private tell(saving: Saving): void {
    if (saving === this.told) return;
    this.told = saving;
    this.options.onSaving(saving);
  }

  /** Hands over everything now. Resolves true when all is on disk. */
  async flush(): Promise<boolean> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    for (let tries = 0; tries < 3 && (this.pushing || this.draft.unsaved); tries++) {
      await this.push();
      if (this.failures) return false;
    }
    return !this.draft.unsaved;
  }

  /** Fetches what others wrote. Calls while one runs become one more. */
  pull(): Promise<void> {
    this.again = true;
    return (this.pulling ??= this.pullAll().finally(() => (this.pulling = null)));
  }

  private async pullAll(): Promise<void> {
    while (this.again && !this.closed) {
      this.again = false;
      try {
        const update = await this.store.pull(this.draft.version());
        if (!this.closed && update.length) this.options.take(update);
      } catch (error) {
        this.options.onError(error);
      }
    }
  }

  /** Hands over what is left, then lets go of the draft. */
  async close(): Promise<void> {
    this.stop();
    await this.flush();
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.pulling;
  }
}
