/**
 * How my side's working copy stands to the newest revision: what an earlier copy has that is not in it, and what moving
 * could not put into it. Decides nothing about texts; the application does.
 */
import type { LeftItem } from '../../lib/api/LeftItem';
import type { Outlook } from '../../lib/api/Outlook';
import type { TakenBack } from '../../lib/api/TakenBack';
import type { Backend } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';
import type { Toasts } from '../../lib/state/toasts.svelte';

/** What the drafting view does for it. */
export interface Around {
  /** Hands over all that was typed; whether it is on the disk. */
  flush: () => Promise<boolean>;
  /** Another text is written in now. */
  moved: () => void;
  /** The text that is written in has something new. */
  hear: () => void;
}

/** Names one of what is left. */
export const nameOf = ({ moved, item }: LeftItem): string => `${moved} ${item.paragraph}`;

export class Following {
  outlook = $state.raw<Outlook | null>(null);
  busy = $state(false);
  private asked = 0;
  /** The points in the draft's past before words were put again in this sitting. */
  private readonly points = new Map<string, string>();

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    private readonly toasts: Toasts,
    private readonly around: Around,
  ) {}

  /** What nobody of my side has dealt with yet. */
  get open(): readonly LeftItem[] {
    return this.outlook?.left.filter((one) => !one.settled) ?? [];
  }

  /** What somebody has dealt with. */
  get settled(): readonly LeftItem[] {
    return this.outlook?.left.filter((one) => one.settled) ?? [];
  }

  /** Reads how things stand. The latest question's answer counts; a failure leaves what is known. */
  async load(): Promise<void> {
    const asked = ++this.asked;
    try {
      const outlook = await this.backend.call('draft_outlook', { paper: this.paper });
      if (asked === this.asked) this.outlook = outlook;
    } catch {
      // Asked again with the next arrival; the text itself says what is wrong with the paper.
    }
  }

  /** Moves onto the newest revision, or takes along what an earlier copy still has. */
  async follow(): Promise<void> {
    const outdated = this.outlook?.outdated ?? false;
    await this.work(async () => {
      const done = await this.backend.call('draft_follow', { paper: this.paper, look: false });
      const look = done.to_look + done.gone;
      if (done.moved) this.toasts.say(look ? t('onward-done-look', { symbol: done.to, count: look }) : t('onward-done', { symbol: done.to }));
      await this.load();
      if (outdated) this.around.moved();
      else this.around.hear();
    });
  }

  /** Puts my words of a paragraph again, or leaves the new ones. */
  async settle(left: LeftItem, what: 'again' | 'keep'): Promise<void> {
    await this.work(async () => {
      const done = await this.ask(left, what);
      if (done.changed) this.points.set(nameOf(left), done.before);
      this.toasts.announce(t(`onward-${what}-done`));
      await this.load();
      this.around.hear();
    });
  }

  /** Takes that back: the paragraph reads as before, if it was changed in this sitting, and is listed again. */
  async undo(left: LeftItem): Promise<void> {
    await this.work(async () => {
      const point = this.points.get(nameOf(left));
      if (point) await this.backend.call('draft_take_back', { paper: this.paper, copy: null, paragraph: left.item.paragraph, point });
      this.points.delete(nameOf(left));
      await this.ask(left, 'open');
      await this.load();
      this.around.hear();
    });
  }

  private ask({ moved, item }: LeftItem, what: string): Promise<TakenBack> {
    return this.backend.call('draft_again', { paper: this.paper, moved, paragraph: item.paragraph, what });
  }

  private async work(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      if (await this.around.flush()) await work();
      else this.toasts.say(t('write-not-saved'), 'bad', t('write-not-saved-advice'));
    } catch (error) {
      this.toasts.fail(error);
    } finally {
      this.busy = false;
    }
  }
}
