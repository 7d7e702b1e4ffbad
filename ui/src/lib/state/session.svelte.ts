/** Whether there is a vault, whether it is open, and which group stands in it. */
import type { SessionInfo } from '../api/SessionInfo';
import { NOTHING, type Backend } from '../backend';

export class SessionState {
  info = $state.raw<SessionInfo | null>(null);
  readonly stage = $derived(this.info?.stage ?? null);
  readonly open = $derived(this.info?.stage === 'open');

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    this.info = await this.backend.call('session', NOTHING);
  }

  async unlock(passphrase: string): Promise<void> {
    this.info = await this.backend.call('vault_unlock', { passphrase });
  }

  async lock(): Promise<void> {
    this.info = await this.backend.call('vault_lock', NOTHING);
  }
}
