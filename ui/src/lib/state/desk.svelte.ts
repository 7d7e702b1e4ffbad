/**
 * The merge desk's controller: what is shown, where one stands, what is chosen, and what each action decides.
 *
 * It derives nothing that the application knows better: after every decision it asks for the desk again. A row that
 * has just been decided stays where it is until another filter is chosen, so that nothing moves under the pointer.
 */
import type { AcceptLine } from '../api/AcceptLine';
import type { AcceptMany } from '../api/AcceptMany';
import type { Column } from '../api/Column';
import type { Combined } from '../api/Combined';
import type { Decide } from '../api/Decide';
import type { DecidePreview } from '../api/DecidePreview';
import type { DecisionTable } from '../api/DecisionTable';
import type { DeskParagraph } from '../api/DeskParagraph';
import type { DeskShown } from '../api/DeskShown';
import type { DeskView } from '../api/DeskView';
import type { Failure } from '../api/Failure';
import type { IssuePreview } from '../api/IssuePreview';
import type { PaperText } from '../api/PaperText';
import { asFailure, type Backend } from '../backend';
import { list, paragraphNumber, t } from '../i18n/index.svelte';
import {
  byNumber, cards, choices, clusterFor, groups, hunks, inFilter, isUndecided, isWithin, neighbour, NOT_NARROWED, obvious, type Filter,
  settlements, type Narrow, type Settlement,
} from './desk-rules';
import { Alone } from './alone.svelte';
import type { Toasts } from './toasts.svelte';

export type Mode = 'choose' | 'parts' | 'write';
/** How what is asked of a paragraph is shown: as changes on it, as the wording that each comes to, or all of it over the text. */
export const MANNERS = ['changes', 'clean', 'over'] as const;
export type Manner = (typeof MANNERS)[number];
export type Treatment = 'accept' | 'reject' | 'bracket' | 'defer' | 'own' | 'reopen';

function sameColumns(a: Column[], b: Column[]): boolean {
  const same = (one: Column, other: Column | undefined): boolean =>
    one.id === other?.id && one.name === other.name && one.badge === other.badge && one.colour === other.colour && one.proposals === other.proposals;
  return a.length === b.length && a.every((one, at) => same(one, b[at]));
}

export class DeskController extends Alone {
  view = $state.raw<DeskView | null>(null);
  failure = $state.raw<Failure | null>(null);
  filter = $state<Filter>('all');
  narrow = $state.raw<Narrow>(NOT_NARROWED);
  selected = $state<string | null>(null);
  chosen = $state<string | null>(null);
  mode = $state<Mode>('choose');
  /** Hunks that are ticked while parts are taken. */
  parts = $state.raw<ReadonlySet<string>>(new Set());
  own = $state('');
  manner = $state<Manner>('changes');
  reason = $state('');
  preview = $state.raw<DecidePreview | null>(null);
  /** Something has just been decided: what came of it shows, until somebody chooses again. */
  private decided = false;
  /** Rows that stay in sight though the filter no longer names them. */
  private kept = $state.raw<ReadonlySet<string>>(new Set());
  /** Own wordings that were begun and not yet taken, by paragraph: who walks away finds the words again. */
  private begun = new Map<string, string>();
  private asked = 0;
  private loads = 0;
  /** What is shown, as the application named it: it then sends only what differs. */
  private known: string | null = null;
  /** Rows that came without what is asked of them and were asked for since. */
  private arrived = $state.raw<ReadonlyMap<string, DeskParagraph>>(new Map());
  private arriving: Promise<void> = Promise.resolve();

  private readonly among = $derived((this.view?.paragraphs ?? []).filter((row) => isWithin(row, this.narrow)));
  readonly rows = $derived(
    (this.view?.paragraphs ?? []).filter(
      (row) => this.kept.has(row.id) || (inFilter(row, this.filter) && isWithin(row, this.narrow)),
    ),
  );
  /** What the matrix can be narrowed down to. */
  readonly choices = $derived(choices(this.view?.paragraphs ?? []));
  readonly narrowed = $derived(Object.values(this.narrow).filter((word) => word !== '').length);
  private readonly head = $derived(this.view?.paragraphs.find((one) => one.id === this.selected));
  /** The paragraph with everything that is asked of it; none while that is on its way. */
  readonly row = $derived(this.head?.withheld ? this.arrived.get(this.head.id) : this.head);
  private readonly order = $derived((this.view?.columns ?? []).map((column) => column.id));
  readonly groups = $derived(this.row ? groups(this.row, this.order) : []);
  readonly cards = $derived(this.row ? cards(this.row, this.order) : []);
  readonly card = $derived(this.cards.find((one) => one.proposal.proposal === this.chosen));
  private readonly across = $derived(this.view?.columns ?? []);
  readonly columns = $derived(new Map(this.across.map((column) => [column.id, column])));
  readonly counts = $derived({
    undecided: this.among.filter(isUndecided).length,
    contested: this.among.filter((row) => row.state === 'contested').length,
    all: this.among.length,
  });
  readonly mayDecide = $derived(this.view?.may_decide ?? false);

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    toasts: Toasts,
  ) {
    super(toasts);
  }

  /** Reads the desk; keeps the place. The first time it stands at the first paragraph that wants a decision. */
  async load(): Promise<void> {
    this.loads += 1;
    const load = this.loads;
    try {
      const { known, selected: near } = this;
      const shown = await this.backend.call('desk_show', { paper: this.paper, known, near });
      if (load !== this.loads) return;
      const first = this.view === null;
      if (!first) this.kept = new Set([...this.kept, ...this.rows.map((row) => row.id)]);
      const view = this.take(shown);
      this.failure = null;
      await this.need(this.selected);
      if (load !== this.loads) return;
      if (first || !this.head) {
        const start = view.paragraphs.find(isUndecided) ?? view.paragraphs[0];
        this.select(start?.id ?? null);
      } else {
        if (!this.card) this.chosen = null;
        void this.refresh();
      }
    } catch (error) {
      if (this.view === null) this.failure = asFailure(error);
      else this.toasts.fail(error);
    }
  }

  /** The view with what came: rows that did not come are as they were. */
  private take({ state, desk, order }: DeskShown): DeskView {
    const came = new Map(desk.paragraphs.map((row) => [row.id, row]));
    if (order) {
      const before = new Map((this.view?.paragraphs ?? []).map((row) => [row.id, row]));
      desk.paragraphs = order.flatMap((id) => came.get(id) ?? before.get(id) ?? []);
    }
    this.arrived = new Map([...this.arrived].filter(([id]) => !came.has(id)));
    // Whoever draws by columns draws nothing anew while they are the same.
    const columns = this.view?.columns;
    if (columns && sameColumns(columns, desk.columns)) desk.columns = columns;
    this.known = state;
    this.view = desk;
    return desk;
  }

  /** Asks for what was held back of these rows, if anything was. */
  private async need(...ids: (string | null | undefined)[]): Promise<void> {
    const held = (this.view?.paragraphs ?? []).filter((row) => row.withheld && ids.includes(row.id) && !this.arrived.has(row.id));
    if (held.length === 0) return;
    const load = this.loads;
    const { paragraphs } = await this.backend.call('desk_rows', { paper: this.paper, paragraphs: held.map((row) => row.id) });
    if (load === this.loads) this.arrived = new Map([...this.arrived, ...paragraphs.map((row) => [row.id, row] as const)]);
  }

  show(filter: Filter): void {
    this.kept = new Set();
    this.filter = filter;
  }

  /** Narrows the matrix down further, or widens it again. */
  narrowTo(more: Partial<Narrow>): void {
    this.kept = new Set();
    this.narrow = { ...this.narrow, ...more };
  }

  select(paragraph: string | null): void {
    if (paragraph === this.selected && this.view !== null && this.mode === 'choose') return;
    this.selected = paragraph;
    this.mode = 'choose';
    this.reason = '';
    this.parts = new Set();
    this.chosen = null;
    if (this.head && !this.row) {
      this.preview = null;
      this.arriving = this.arrive(paragraph);
    } else {
      this.begin();
    }
  }

  private begin(): void {
    this.decided = false;
    this.chosen = this.row ? obvious(this.row) : null;
    void this.refresh();
    if (this.head?.withheld) void this.need(...this.beside()).catch(() => undefined);
  }

  /** Where somebody who reads on will stand next. */
  private beside(): (string | undefined)[] {
    const to = (by: 1 | -1, wanted: (row: DeskParagraph) => boolean): string | undefined =>
      neighbour(this.rows, this.selected, by, wanted)?.id;
    return [to(1, isUndecided), to(-1, isUndecided), to(1, () => true), to(-1, () => true)];
  }

  private async arrive(paragraph: string | null): Promise<void> {
    try {
      await this.need(paragraph);
      if (paragraph === this.selected) this.begin();
    } catch (error) {
      this.toasts.fail(error);
    }
  }

  /** To the next paragraph in sight; with `undecided` to the next that wants a decision. */
  step(by: 1 | -1, undecided: boolean): void {
    const next = neighbour(this.rows, this.selected, by, undecided ? isUndecided : () => true);
    if (next) this.select(next.id);
    else if (undecided) this.toasts.announce(t('desk-nothing-undecided'));
  }

  /** Shows what is asked in the next manner. */
  turn(): void {
    this.manner = MANNERS[(MANNERS.indexOf(this.manner) + 1) % MANNERS.length]!;
    this.toasts.announce(t(`desk-manner-${this.manner}`));
  }

  /** The paragraphs before and behind this one, whatever is in sight. */
  around(): { before: DeskParagraph | undefined; behind: DeskParagraph | undefined } {
    const all = this.view?.paragraphs ?? [];
    const at = all.findIndex((row) => row.id === this.selected);
    const filled = (row: DeskParagraph | undefined): DeskParagraph | undefined => (row?.withheld ? (this.arrived.get(row.id) ?? row) : row);
    return at < 0 ? { before: undefined, behind: undefined } : { before: filled(all[at - 1]), behind: filled(all[at + 1]) };
  }

  /** To the paragraph with that number; whether there is one. */
  goTo(typed: string): boolean {
    const row = byNumber(this.view?.paragraphs ?? [], typed, paragraphNumber);
    if (!row) return false;
    this.stand(row.id);
    return true;
  }

  /** Stands at a paragraph wherever it is, in sight if need be. */
  stand(paragraph: string): void {
    if (!this.rows.some((row) => row.id === paragraph)) this.kept = new Set([...this.kept, paragraph]);
    this.select(paragraph);
  }

  choose(proposal: string | null): void {
    this.decided = false;
    this.chosen = proposal;
    if (this.mode === 'write') this.mode = 'choose';
    if (this.mode === 'parts') this.parts = new Set(this.card?.proposal.hunks.map((hunk) => hunk.hunk));
    void this.refresh();
  }

  chooseNumber(number: number): void {
    const card = this.cards.find((one) => one.number === number);
    if (card) return this.choose(card.proposal.proposal);
    const settlement = this.cards.length === 0 ? this.settlements[number - 1] : undefined;
    if (settlement) void this.settle(settlement);
  }

  /** Chooses what a delegation wants here, or what it supports. */
  chooseColumn(column: string): void {
    const card =
      this.cards.find((one) => one.proposal.column === column) ?? this.cards.find((one) => one.columns.includes(column));
    if (card) this.choose(card.proposal.proposal);
  }

  /** Opens or closes the taking of parts; the chosen proposal's hunks are ticked to begin with. */
  toggleParts(): void {
    if (this.mode === 'parts') return this.leave();
    if (!this.row || this.row.proposals.length === 0) return;
    this.mode = 'parts';
    this.parts = new Set(this.card?.proposal.hunks.map((hunk) => hunk.hunk));
    void this.refresh();
  }

  tick(hunk: string): void {
    const parts = new Set(this.parts);
    if (!parts.delete(hunk)) parts.add(hunk);
    this.parts = parts;
    void this.refresh();
  }

  /** Begins an own wording from what the paragraph would read now, or goes on with the one that was begun here. */
  startWriting(): void {
    if (!this.row || this.mode === 'write') return;
    const shown = this.preview?.result ?? this.row.result;
    const begun = this.begun.get(this.row.id);
    this.own = begun ?? shown.filter((run) => run.change !== 'deleted').map((run) => run.text).join('');
    this.mode = 'write';
    void this.refresh();
  }

  write(text: string): void {
    this.own = text;
    if (this.row) this.begun.set(this.row.id, text);
    void this.refresh();
  }

  leave(): void {
    this.mode = 'choose';
    this.parts = new Set();
    void this.refresh();
  }

  /** What an action would decide here; nothing if there is nothing for it. */
  decision(treatment: Treatment): Decide | null {
    const row = this.row;
    if (!row) return null;
    const decide: Decide = {
      paper: this.paper, treatment, proposal: null, hunks: [], paragraph: null, text: null, reason: this.reason.trim(), settle: false,
    };
    const among = (test: (state: string) => boolean): string[] =>
      (this.card ? this.card.proposal.hunks : hunks(row)).filter((hunk) => test(hunk.state)).map((hunk) => hunk.hunk);
    switch (treatment) {
      case 'accept':
        if (this.mode === 'parts') {
          return this.parts.size > 0 ? { ...decide, hunks: [...this.parts], settle: true } : null;
        }
        // What is taken already is not taken twice.
        return this.card && this.card.proposal.state !== 'accepted'
          ? { ...decide, proposal: this.card.proposal.proposal, settle: true }
          : null;
      case 'reject':
        return this.card && this.card.proposal.state !== 'rejected' ? { ...decide, proposal: this.card.proposal.proposal } : null;
      case 'bracket': {
        const cluster = clusterFor(row, this.chosen);
        if (cluster) return { ...decide, hunks: cluster.hunks };
        return this.card ? { ...decide, proposal: this.card.proposal.proposal } : null;
      }
      case 'defer': {
        const open = among((state) => state === 'undecided' || state === 'overtaken');
        return open.length > 0 ? { ...decide, hunks: open } : null;
      }
      case 'reopen': {
        const decided = among((state) => state !== 'undecided');
        return decided.length > 0 ? { ...decide, hunks: decided } : null;
      }
      case 'own':
        // Which hunks it decides is the application's rule: everything that still has a claim here.
        return { ...decide, paragraph: row.id, text: this.own };
    }
  }

  /** Whether the action has something to act on. */
  can(treatment: Treatment): boolean {
    // Not while something is under way either, but that passes sooner than an eye could read it from the buttons.
    return this.mayDecide && this.decision(treatment) !== null;
  }

  async decide(treatment: Treatment): Promise<void> {
    // A key that was pressed before the paragraph was here is meant for it.
    if (this.head && !this.row) await this.arriving;
    const row = this.row;
    if (!row || !this.mayDecide || this.busy) return;
    const decide = this.decision(treatment);
    if (!decide) {
      this.toasts.announce(t(this.card ? 'desk-already' : 'desk-choose-first'));
      return;
    }
    const said = treatment === 'accept' && this.mode === 'parts' ? 'desk-said-parts' : `desk-said-${treatment}`;
    const who = list((this.card?.columns ?? []).map((id) => this.columns.get(id)?.name ?? id));
    await this.alone(async () => {
      await this.backend.call('decide', decide);
      this.decided = true;
      this.reason = '';
      this.mode = 'choose';
      this.parts = new Set();
      if (treatment === 'own') this.begun.delete(row.id);
      await this.load();
      this.say(row, t(said, { who }));
    });
  }

  /** What can be said of brackets that stand in the text. */
  get settlements(): Settlement[] {
    return this.row && this.mayDecide ? settlements(this.row) : [];
  }

  /** Settles a bracket that stands in the text. */
  async settle(one: Settlement): Promise<void> {
    const row = this.row;
    if (!row || this.busy) return;
    await this.alone(async () => {
      await this.backend.call('decide', {
        paper: this.paper, treatment: one.how, proposal: null, hunks: [], paragraph: row.id, text: null, bracket: one.bracket, reason: this.reason.trim(), settle: false,
      });
      this.decided = true;
      this.reason = '';
      await this.load();
      this.say(row, t('desk-said-settled'));
    });
  }

  async undo(): Promise<void> {
    await this.takeBack('decide_undo', 'desk-said-undo');
  }

  async redo(): Promise<void> {
    await this.takeBack('decide_redo', 'desk-said-redo');
  }

  /** The list to check before many are accepted: all of a column, or (none named) all that is editorial. */
  async acceptPreview(column: string): Promise<AcceptLine[]> {
    return (await this.backend.call('accept_preview', this.many(column, null))).lines;
  }

  /** Accepts exactly these of the list, as one step. */
  async acceptMany(column: string, only: string[]): Promise<boolean> {
    return this.alone(async () => {
      const done = await this.backend.call('accept_many', this.many(column, only));
      await this.load();
      this.toasts.say(t('desk-said-combined', { count: done.accepted.length }), 'good');
    });
  }

  /** Puts paragraphs into a package, or dissolves one. */
  async package(which: string | null, paragraphs: string[], name: string | null): Promise<boolean> {
    return this.alone(async () => {
      await this.backend.call('package_set', { paper: this.paper, package: which, name, paragraphs });
      await this.load();
      this.toasts.announce(t(paragraphs.length > 0 ? 'desk-said-package' : 'desk-said-dissolved'));
    });
  }

  /** Takes back what was entered for a delegation: all of that contribution. */
  async withdraw(contribution: string): Promise<boolean> {
    return this.alone(async () => {
      await this.backend.call('withdraw', { paper: this.paper, contribution });
      await this.load();
      this.toasts.announce(t('desk-said-withdrawn'));
    });
  }

  private many(column: string, only: string[] | null): AcceptMany {
    return { paper: this.paper, delegation: column || null, editorial: column === '', only, except: [], reason: '' };
  }

  /** What would combine; its first `shown` paragraphs are here whole then. */
  async combinePreview(shown = Infinity): Promise<Combined> {
    const combined = await this.backend.call('combine_preview', { paper: this.paper });
    await this.need(...combined.paragraphs.slice(0, shown));
    return combined;
  }

  async combine(): Promise<void> {
    await this.alone(async () => {
      const combined = await this.backend.call('combine', { paper: this.paper });
      await this.load();
      const said = t('desk-said-combined', { count: combined.accepted.length });
      this.toasts.say(said, 'good');
    });
  }

  text(view: 'desk' | 'marked'): Promise<PaperText> {
    // Marked here means: against the revision under discussion, which is not issued text against its predecessor.
    return this.backend.call('paper_show', { paper: this.paper, view: view === 'marked' ? 'desk_marked' : view, revision: null });
  }

  issuePreview(): Promise<IssuePreview> {
    return this.backend.call('paper_issue_preview', { paper: this.paper });
  }

  /** Issues the next revision; whether it was issued. */
  async issue(symbol: string, renumber = false): Promise<boolean> {
    return this.alone(async () => {
      await this.backend.call('paper_issue', { paper: this.paper, symbol, decisions: null, ...(renumber ? { renumber } : {}) });
      this.kept = new Set();
      this.view = null;
      await this.load();
      this.toasts.say(t('desk-said-issued', { symbol }), 'good');
    });
  }

  table(to: string | null = null): Promise<DecisionTable> {
    return this.backend.call('decisions', { paper: this.paper, revision: null, to });
  }

  /** Where a paragraph stands on the desk. */
  place(paragraph: string): number {
    return this.view?.paragraphs.findIndex((row) => row.id === paragraph) ?? -1;
  }

  /** The proposals of the desk by id, with the paragraph that each is about. */
  find(proposal: string): DeskParagraph | undefined {
    const here = (row: DeskParagraph): boolean => row.proposals.some((one) => one.proposal === proposal);
    return this.view?.paragraphs.find(here) ?? [...this.arrived.values()].find(here);
  }

  /** How people call a paragraph: its number, or its label where it has none. */
  named(paragraph: string, number = ''): string {
    const row = this.view?.paragraphs.find((one) => one.id === paragraph);
    return paragraphNumber(number || row?.number || '') || row?.label || '';
  }

  private async takeBack(command: 'decide_undo' | 'decide_redo', said: string): Promise<void> {
    if (!this.mayDecide) return;
    await this.alone(async () => {
      const { paragraph } = await this.backend.call(command, { paper: this.paper });
      this.decided = true;
      await this.load();
      if (paragraph === null) {
        this.toasts.announce(t('desk-nothing-to-undo'));
        return;
      }
      this.stand(paragraph);
      if (this.row) this.say(this.row, t(said));
    });
  }

  private say(row: DeskParagraph, what: string): void {
    const place = row.number ? t('desk-paragraph', { number: paragraphNumber(row.number) }) : row.label;
    const settled = this.view ? t('desk-settled', { settled: this.view.settled, touched: this.view.touched }) : '';
    this.toasts.announce(`${place}: ${what} ${settled}`);
  }


  /** Asks what would follow of what is chosen; an answer that a newer question has overtaken is dropped. */
  private async refresh(): Promise<void> {
    this.asked += 1;
    const question = this.asked;
    const told = this.mayDecide && !(this.decided && this.mode === 'choose');
    const decide = told ? this.decision(this.mode === 'write' ? 'own' : 'accept') : null;
    if (!decide) {
      this.preview = null;
      return;
    }
    try {
      const preview = await this.backend.call('decide_preview', decide);
      if (question === this.asked) this.preview = preview;
    } catch (error) {
      if (question !== this.asked) return;
      this.preview = null;
      // While somebody writes, a half-written text is no failure to speak of.
      if (this.mode !== 'write') this.toasts.fail(error);
    }
  }
}
