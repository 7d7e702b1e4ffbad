/** Exchanging with the shared folder: one look at a time, and what the last one did. */
import type { Failure } from '../api/Failure';
import type { SyncReport } from '../api/SyncReport';
import { asFailure } from '../backend';
import type { App } from './app.svelte';

export type Kind = 'now' | 'restore' | 'courier';

export class ExchangeController {
  busy = $state<Kind | null>(null);
  /** What the last exchange of this window did. */
  report = $state.raw<SyncReport | null>(null);
  failure = $state.raw<Failure | null>(null);
  at = $state<number | null>(null);

  constructor(private readonly app: App) {}

  now(): Promise<void> {
    return this.run('now', () => this.app.backend.call('sync', { restore: false }));
  }

  /** Puts everybody's files back into a folder that lost them. */
  restore(): Promise<void> {
    return this.run('restore', () => this.app.backend.call('sync', { restore: true }));
  }

  /** Exchanges with another folder, for example on a USB stick, both ways. */
  courier(folder: string): Promise<void> {
    return this.run('courier', () => this.app.backend.call('sync_with', { folder }));
  }

  private async run(kind: Kind, work: () => Promise<SyncReport>): Promise<void> {
    if (this.busy) return;
    this.busy = kind;
    this.failure = null;
    this.report = null;
    try {
      this.report = await work();
      this.at = Date.now();
    } catch (error) {
      this.failure = asFailure(error);
    } finally {
      this.busy = null;
    }
    await this.app.attempt(() => this.app.status.load());
  }
}
