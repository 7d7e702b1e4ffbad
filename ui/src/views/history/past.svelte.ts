/**
 * The past of my side's draft: its sittings, the text at one of them, and an earlier wording taken back.
 *
 * A long past is read in pieces; whoever leaves stops asking. Nothing is kept here that cannot be asked for again.
 */
import type { DraftText } from '../../lib/api/DraftText';
import type { Failure } from '../../lib/api/Failure';
import type { Timeline } from '../../lib/api/Timeline';
import type { TimelinePoint } from '../../lib/api/TimelinePoint';
import { asFailure, type Backend } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';
import type { Toasts } from '../../lib/state/toasts.svelte';

export class PastController {
  timeline = $state.raw<Timeline | null>(null);
  text = $state.raw<DraftText | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The point that is shown; none follows the last one. */
  point = $state<string | null>(null);
  authors = $state(false);
  /** Another of my side's drafts of this paper. */
  copy = $state<string | null>(null);
  busy = $state(false);
  private asked = 0;
  private read = 0;
  private left = false;

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    private readonly toasts: Toasts,
  ) {}

  /** Newest first, as people look for what happened last. */
  readonly points = $derived((this.timeline?.points ?? []).toReversed());
  readonly shown = $derived(this.points.find((one) => one.point === this.point) ?? this.points[0] ?? null);
  readonly reading = $derived(this.timeline !== null && this.timeline.done < this.timeline.total);

  /** Reads the timeline, piece by piece, then the text at the point that is shown. */
  async load(): Promise<void> {
    const read = ++this.read;
    try {
      let told: Timeline;
      do {
        told = await this.backend.call('draft_timeline', { paper: this.paper, copy: this.copy });
        if (this.left || read !== this.read) return;
        this.timeline = told;
      } while (told.done < told.total);
      this.failure = null;
    } catch (error) {
      if (!this.left && read === this.read) this.failure = asFailure(error);
      return;
    }
    await this.show(this.point);
  }

  async choose(copy: string | null): Promise<void> {
    [this.copy, this.point, this.timeline, this.text] = [copy, null, null, null];
    await this.load();
  }

  /** Shows the text at a point. The latest question's answer counts. */
  async show(point: string | null): Promise<void> {
    this.point = point;
    const asked = ++this.asked;
    const wanted = this.shown?.point;
    if (!wanted) {
      this.text = null;
      return;
    }
    try {
      let text: DraftText;
      do {
        text = await this.backend.call('draft_at', { paper: this.paper, copy: this.copy, point: wanted, against: null, authors: this.authors });
        if (this.left || asked !== this.asked) return;
      } while (text.done < text.total);
      this.text = text;
    } catch (error) {
      if (!this.left && asked === this.asked) this.toasts.fail(error);
    }
  }

  async withAuthors(authors: boolean): Promise<void> {
    this.authors = authors;
    await this.show(this.point);
  }

  /** Takes the wording that a paragraph had at the shown point back into the draft. It can be taken back in turn. */
  async takeBack(paragraph: string): Promise<void> {
    const from = this.shown;
    if (!from || this.busy) return;
    this.busy = true;
    try {
      const taken = await this.backend.call('draft_take_back', { paper: this.paper, copy: this.copy, paragraph, point: from.point });
      this.undo = taken.changed && taken.before ? { paragraph, point: taken.before } : null;
      this.toasts.say(t(taken.changed ? 'history-taken-back' : 'history-reads-so'), taken.changed ? 'good' : 'plain');
      this.point = from.point;
      await this.load();
    } catch (error) {
      this.toasts.fail(error);
    } finally {
      this.busy = false;
    }
  }

  /** What was taken back last, for taking that back too. */
  undo = $state.raw<{ paragraph: string; point: string } | null>(null);

  async undoTaking(): Promise<void> {
    const { undo } = this;
    if (!undo || this.busy) return;
    this.busy = true;
    try {
      await this.backend.call('draft_take_back', { paper: this.paper, copy: null, ...undo });
      this.undo = null;
      this.toasts.say(t('history-undone'), 'good');
      await this.load();
    } catch (error) {
      this.toasts.fail(error);
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    this.left = true;
  }
}

/** Whether a point is the newest: its text is what stands in the draft. */
export const isLast = (points: TimelinePoint[], point: TimelinePoint | null): boolean => point !== null && points[0]?.point === point.point;
