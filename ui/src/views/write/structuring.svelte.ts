/** What the caret is in and what is being asked about it: between the sheet and the strip, the dialogs and the keys. */
import { jump, linkAt, putInBrackets, structureOf, type Binding, type Structure } from '../../editor';
import { t } from '../../lib/i18n/index.svelte';
import type { Toasts } from '../../lib/state/toasts.svelte';
import type { WriteController } from './write.svelte';

/** The dialogs. */
export type Question = 'link' | 'reference' | 'table' | 'behind';

export class Structuring {
  asked = $state<Question | null>(null);
  /** Read again after each transaction of the sheet. */
  readonly at: Structure | null = $derived.by(() => (this.write.sheet && this.write.desk ? structureOf(this.write.desk.binding) : null));

  constructor(
    readonly write: WriteController,
    private readonly toasts: Toasts,
  ) {}

  /** Does something with the sheet; the focus is there then. */
  run(work: (binding: Binding) => unknown): void {
    this.write.act((binding) => void work(binding));
  }

  ask(question: Question): void {
    if (this.write.ready && !this.at?.locked) this.asked = question;
  }

  close(): void {
    this.asked = null;
    this.write.focus();
  }

  putInBrackets(): void {
    this.run((binding) => putInBrackets(binding) || this.toasts.say(t('bracket-put-none')));
  }

  jump(): void {
    this.run(jump);
  }

  /** The address of the link at the caret. */
  address(): string {
    const binding = this.write.desk?.binding;
    return (binding && linkAt(binding)?.href) ?? '';
  }

  /** Nothing here opens a link: its address goes to the clipboard. */
  async copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      this.toasts.say(t('link-copied'));
    } catch {
      this.toasts.say(t('link-copy-failed', { address }));
    }
  }
}
