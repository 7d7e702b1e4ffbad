/** One thing at a time: a second press while the first is under way does nothing. */
import type { Toasts } from './toasts.svelte';

export class Alone {
  busy = $state(false);

  constructor(protected readonly toasts: Toasts) {}

  /** Does it unless something else is under way; says whether it was done. A failure is shown. */
  protected async alone(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      this.toasts.fail(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
