/**
 * Where delegations stand on one paper's issued text: what is shown, what one says, and taking it back. The board, the
 * reader and the drafting panel share it; it asks the application again after every step.
 */
import type { Failure } from '../api/Failure';
import type { StandingBoard } from '../api/StandingBoard';
import type { StandingRow } from '../api/StandingRow';
import type { StandingVoice } from '../api/StandingVoice';
import { asFailure, type Backend } from '../backend';
import { paragraphNumber, t } from '../i18n/index.svelte';
import { Alone } from './alone.svelte';
import type { Toasts } from './toasts.svelte';

export const STANCES = ['agreed', 'reserves', 'objects'] as const;
export type Stance = (typeof STANCES)[number] | 'nothing';
export const BOARD_FILTERS = ['all', 'open', 'mine'] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

export class Standings extends Alone {
  board = $state.raw<StandingBoard | null>(null);
  failure = $state.raw<Failure | null>(null);
  selected = $state<string | null>(null);
  filter = $state<BoardFilter>('all');
  /** For whom the Chair's side enters. */
  speaker = $state('');
  private loads = 0;

  /** Whose word is given here: my delegation, or the one that is entered for. */
  readonly who = $derived(this.board?.mine ?? (this.board?.may_enter && this.speaker ? this.speaker : null));
  readonly maySay = $derived(this.who !== null);
  readonly rows = $derived((this.board?.rows ?? []).filter((row) => this.inFilter(row)));
  readonly counts = $derived(
    Object.fromEntries(BOARD_FILTERS.map((one) => [one, (this.board?.rows ?? []).filter((row) => this.inFilter(row, one)).length])) as Record<BoardFilter, number>,
  );
  readonly row = $derived(this.board?.rows.find((one) => one.paragraph === this.selected));

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    toasts: Toasts,
  ) {
    super(toasts);
  }

  async load(): Promise<void> {
    this.loads += 1;
    const load = this.loads;
    try {
      const board = await this.backend.call('standing', { paper: this.paper, revision: null });
      if (load !== this.loads) return;
      this.board = board;
      this.failure = null;
      if (!board.rows.some((row) => row.paragraph === this.selected)) this.selected = board.rows[0]?.paragraph ?? null;
    } catch (error) {
      if (load === this.loads) this.failure = asFailure(error);
    }
  }

  voice(row: StandingRow, delegation: string | null = this.who): StandingVoice | undefined {
    return row.voices.find((one) => one.delegation === delegation);
  }

  find(paragraph: string | null | undefined): StandingRow | undefined {
    return this.board?.rows.find((row) => row.paragraph === paragraph);
  }

  step(by: 1 | -1): void {
    const here = this.rows.findIndex((row) => row.paragraph === this.selected);
    const next = this.rows[here < 0 ? 0 : Math.min(Math.max(here + by, 0), this.rows.length - 1)];
    if (next) this.selected = next.paragraph;
  }

  /** Says how one stands; a reservation needs words. Whether it was said. */
  async say(row: StandingRow, stance: Stance, text = ''): Promise<boolean> {
    const { who, board } = this;
    if (!who || !board || this.busy || (stance === 'reserves' && text.trim() === '')) return false;
    return this.alone(async () => {
      const delegation = board.mine ? null : who;
      await this.backend.call('standing_set', {
        paper: this.paper, paragraphs: [row.paragraph], stance, text: text.trim() || null, delegation,
      });
      await this.load();
      const place = row.number ? t('desk-paragraph', { number: paragraphNumber(row.number) }) : row.label;
      this.toasts.announce(`${place}: ${t(`stance-${stance}`)}`);
    });
  }

  async undo(): Promise<void> {
    if (!this.board?.can_undo) return;
    await this.alone(async () => {
      const { paragraphs } = await this.backend.call('standing_undo', { paper: this.paper });
      await this.load();
      if (paragraphs[0]) this.selected = paragraphs[0];
      this.toasts.announce(t(paragraphs.length > 0 ? 'standing-undone' : 'standing-nothing-to-undo'));
    });
  }

  private inFilter(row: StandingRow, filter = this.filter): boolean {
    if (filter === 'all') return true;
    if (filter === 'open') return row.state !== 'agreed';
    return this.voice(row)?.stance === 'nothing';
  }
}
