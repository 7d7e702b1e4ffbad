/**
 * Drafting one paper: its text at once, then the sheet, what is saved, and what one has changed. The sheet itself
 * is `src/editor`; this knows the backend and what the view shows of it all.
 */
import type { EditorView } from 'prosemirror-view';
import {
  Binding, Draft, Session, arriving, comments, finding, invisibles, isolates, layOut, loadLoro, marking, showSheet, stateOf, structure, tellMarking, unrolling, type BaseParagraph, type LeftOut, type Saving, type SheetState, type SheetWords,
  type Undone, upright,
} from '../../editor';
import type { Changes } from '../../lib/api/Changes';
import type { ChangeView } from '../../lib/api/ChangeView';
import type { Failure } from '../../lib/api/Failure';
import type { ParagraphView } from '../../lib/api/ParagraphView';
import type { PaperText } from '../../lib/api/PaperText';
import type { Proposed } from '../../lib/api/Proposed';
import { asFailure, type Backend, type OpenedDraft } from '../../lib/backend';
import { directionOf, paragraphNumber, t } from '../../lib/i18n/index.svelte';
import type { Toasts } from '../../lib/state/toasts.svelte';
import { looks } from './looks.svelte';

/** How long the sheet stays empty while the draft is being opened, in milliseconds; after that the text shows. */
export const STILL_AFTER = 150;
/** A draft of more bytes than this takes long to read, so that its text shows first. */
const LARGE = 500_000;
/** How long typing rests before what it changed is asked for, in milliseconds. */
export const CHANGES_AFTER = 300;

export interface Heading {
  index: number;
  text: string;
  level: number;
}

/** What the sheet asks of the view around it. */
export interface Hands {
  leave: () => void;
  submit: () => void;
  words: SheetWords;
  /** The address of a link that was clicked with Ctrl. */
  link: (address: string) => void;
  leftOut: (left: LeftOut) => void;
}

/** The sheet that is being written on, for the tools around it. */
export interface Desk {
  binding: Binding;
  view: EditorView;
}

/** Sixteen random hexadecimal digits. */
function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class WriteController {
  /** The text as the application has it. */
  text = $state.raw<PaperText | null>(null);
  /** The text shows, since the draft takes a while or cannot be opened. */
  still = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Why the sheet cannot be written on, though the text can be read. */
  readOnly = $state.raw<Failure | null>(null);
  saving = $state<Saving>('saved');
  changes = $state.raw<Changes | null>(null);
  sheet = $state.raw<SheetState | null>(null);
  headings = $state.raw<readonly Heading[]>([]);
  marked = $state(true);
  busy = $state(false);
  /** Changes dropped in this sitting that can be put back. */
  dropped = $state(0);
  /** Once the sheet can be written on. */
  desk = $state.raw<Desk | null>(null);

  private binding: Binding | null = null;
  private session: Session | null = null;
  private view: EditorView | null = null;
  /** Names this opening to the application. */
  private opening: bigint | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private base: readonly BaseParagraph[] | null = null;
  private headingsOf: unknown = null;
  private asked = 0;
  private closed = false;
  /** The tools do not show yet what was written. */
  private behind = false;
  /** Drafts that are still being handed over after their view went away, by paper. */
  private static readonly leaving = new Map<string, Promise<void>>();
  private said: string | null = null;

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    private readonly toasts: Toasts,
    /** The paper has a newer revision: this draft is not the working copy any more. */
    private readonly onmoved: () => void = () => {},
    /** Changes of a colleague stand in the text. */
    private readonly onarrived: () => void = () => {},
  ) {}

  /** The direction of the paper's language. */
  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.text?.language ?? 'en');
  }

  get ready(): boolean {
    return this.sheet !== null;
  }

  /**
   * Reads the text and opens the draft, both at once. `issued` says, as soon as that is known, whether there is a
   * revision to compare with. Where the draft takes its time, the text stands on the sheet before it.
   */
  async load(issued: Promise<boolean>): Promise<Draft | null> {
    const opening = this.open(issued);
    // A failure of both is said once, as one of the text.
    opening.catch(() => {});
    try {
      this.text = await this.read('draft').catch(() => this.read('issued'));
    } catch (error) {
      this.failure = asFailure(error);
      return null;
    }
    try {
      const soon = await Promise.race([opening, paused(STILL_AFTER)]);
      this.still = !soon || soon.snapshot.length > LARGE;
      const [opened] = await Promise.all([opening, this.still ? painted() : null]);
      if (this.closed) return null;
      const draft = Draft.open(opened.snapshot, opened.peer, { random, now: () => performance.now() });
      // What was clicked or typed meanwhile comes before the sheet is built.
      await paused(0);
      return draft;
    } catch (error) {
      this.still = true;
      this.readOnly = asFailure(error);
      return null;
    }
  }

  private async open(issued: Promise<boolean>): Promise<OpenedDraft> {
    await WriteController.leaving.get(this.paper);
    const opening = this.backend.draftOpen(this.paper).then((opened) => ((this.opening = opened.peer), opened));
    const base = issued.then((is) => (is ? this.read('began') : null));
    const [opened, began] = await Promise.all([opening, base, loadLoro()]);
    this.base = began && began.paragraphs.map(({ id, text }) => ({ id, text }));
    return opened;
  }

  private read(view: string): Promise<PaperText> {
    return this.backend.call('paper_show', { paper: this.paper, view, revision: null });
  }

  /** Puts the draft on the sheet, with a pause in between so that the page answers. Says whether it still was to be shown. */
  async show(draft: Draft, place: HTMLElement, hands: Hands): Promise<boolean> {
    const composing = (): boolean => this.view?.composing ?? false;
    const binding = new Binding(draft, {
      plugins: [unrolling(), arriving(), marking(composing), comments(), isolates(composing), upright(composing), finding(), invisibles(composing, looks.invisibles), ...structure(composing, hands.words)],
      formatNumber: paragraphNumber,
    });
    await paused(0);
    if (this.closed) {
      binding.close();
      draft.close();
      return false;
    }
    this.binding = binding;
    const { paper, backend } = this;
    this.session = new Session(
      draft,
      { push: (update) => backend.draftPush(paper, update), pull: (version) => backend.draftPull(paper, this.opening ?? 0n, version) },
      {
        take: (update) => this.take(binding, update),
        onSaving: (saving) => {
          this.saving = saving;
          if (saving === 'saved') this.soon();
        },
        onError: (error) => (asFailure(error).code === 'draft-moved' ? this.moved() : this.toasts.fail(error)),
      },
    );
    this.view = showSheet(place, binding, {
      label: t('write-sheet'),
      placeholder: t('write-placeholder'),
      language: this.text?.language,
      spelling: () => looks.spelling,
      onUndone: (done) => this.undone(done),
      onLeave: hands.leave,
      onSubmit: hands.submit,
      words: hands.words,
      onLink: hands.link,
      onLeftOut: hands.leftOut,
      clean: (html) => backend.call('paste_clean', { html }),
      onSlowPaste: () => this.toasts.say(t('paste-slow')),
      onPasteFailed: (error) => this.toasts.fail(error),
    });
    this.desk = { binding, view: this.view };
    binding.onTransaction((tr) => (tr.docChanged ? this.written() : this.follow()));
    if (this.base) this.tell({ base: this.base });
    this.follow();
    void this.session.pull();
    void this.ask();
    return true;
  }

  /** Takes up what a colleague wrote, and says so where the text shows something new. */
  private take(binding: Binding, update: Uint8Array): void {
    const before = binding.draft.views;
    binding.import(update);
    if (binding.draft.views !== before) this.onarrived();
  }

  /** The words on the sheet come first: what the tools around it show of them follows when they are painted. */
  private written(): void {
    this.soon();
    if (this.behind) return;
    this.behind = true;
    void painted().then(() => {
      this.behind = false;
      if (!this.closed) this.follow();
    });
  }

  private follow(): void {
    const { binding } = this;
    if (!binding) return;
    this.sheet = stateOf(binding);
    const { views } = binding.draft;
    if (views === this.headingsOf) return;
    this.headingsOf = views;
    const found: Heading[] = [];
    views.forEach((view, index) => {
      if (view.kind !== 'heading') return;
      found.push({ index, level: view.level, text: view.pieces.map((piece) => piece.text).join('') });
    });
    const same = found.length === this.headings.length && found.every((one, i) => isSame(one, this.headings[i]!));
    if (!same) this.headings = found;
  }

  private tell(told: Parameters<typeof tellMarking>[1]): void {
    const { binding } = this;
    if (binding) binding.dispatch(tellMarking(binding.state, told));
  }

  private undone(done: Undone): void {
    if (done.left) this.toasts.say(t('write-undo-left'));
  }

  /** Numbers are written in the reader's digits; called when these change. */
  renumber(): void {
    this.binding?.renumber((number) => paragraphNumber(number));
  }

  /** Does something with the sheet and gives it the focus back. */
  act(work: (binding: Binding) => void): void {
    if (!this.binding) return;
    if (this.view) layOut(this.view);
    work(this.binding);
    this.view?.focus();
  }

  undo(): void {
    this.act((binding) => this.undone(binding.undo()));
  }

  redo(): void {
    this.act((binding) => this.undone(binding.redo()));
  }

  /** Shows or hides what was changed, in the text. */
  mark(shown: boolean): void {
    this.marked = shown;
    this.tell({ shown });
  }

  focus(): void {
    this.view?.focus();
  }

  /** Puts the caret into a paragraph and brings it into view. */
  stand(id: string): void {
    const index = this.binding?.draft.views.findIndex((view) => view.id === id) ?? -1;
    if (index >= 0) this.standAt(index);
    else {
      if (this.view) layOut(this.view);
      this.view?.dom.querySelector(`[data-gone="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
    }
  }

  standAt(index: number): void {
    this.act((binding) => binding.command(() => ({ index, offset: 0 })));
    // Not by its place among the elements: what is gone stands among them too.
    const at = this.binding ? this.binding.state.selection.$from.before(1) : 0;
    const shown = this.view?.nodeDOM(at);
    if (shown instanceof HTMLElement) shown.scrollIntoView({ block: 'center' });
  }

  /** Keeps the paragraph of the caret, which somebody else had deleted. */
  keep(): void {
    this.act((binding) => binding.restore(stateOf(binding).index));
  }

  /** The application has something new of this paper. */
  hear(): void {
    void this.session?.pull();
    this.soon();
  }

  /** There is a newer revision: a new working copy begins with it. */
  moved(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.binding?.draft.unsaved) this.toasts.say(t('write-moved'), 'bad', t('write-moved-unsaved'));
    else this.toasts.say(t('write-moved'));
    this.onmoved();
  }

  // My contribution.

  private soon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.ask();
    }, CHANGES_AFTER);
  }

  /** Reads what would be submitted now. The latest question's answer counts. */
  async ask(): Promise<void> {
    if (this.closed) return;
    const asked = ++this.asked;
    try {
      const changes = await this.backend.call('changes', { paper: this.paper });
      if (asked !== this.asked || this.closed) return;
      this.changes = changes;
      this.said = null;
    } catch (error) {
      // Asked again after every pause in typing: the same failure is said once.
      const { code } = asFailure(error);
      if (asked === this.asked && !this.closed && code !== this.said) this.toasts.fail(error);
      this.said = code;
    }
  }

  /** Keeps what was said about one change. */
  async note(change: ChangeView, said: Partial<Pick<ChangeView, 'reason' | 'cosponsors' | 'discussion_only' | 'held_back'>>): Promise<void> {
    const { paragraph, kind, reason, cosponsors, discussion_only, held_back } = change;
    const note = { reason, cosponsors, discussion_only, held_back, ...said };
    const list = this.changes?.changes.map((one) => (one.paragraph === paragraph && one.kind === kind ? { ...one, ...note } : one));
    if (this.changes && list) this.changes = { ...this.changes, changes: list };
    try {
      await this.backend.call('change_note', { paper: this.paper, paragraph, kind, ...note });
    } catch (error) {
      this.toasts.fail(error);
    }
    this.soon();
  }

  /** Takes one change back in the working copy, as if it had never been written; it can be put back. */
  async drop(change: ChangeView): Promise<void> {
    const done = await this.afterSaving(() => this.backend.call('change_drop', { paper: this.paper, paragraph: change.paragraph, kind: change.kind }));
    if (!done) return;
    this.dropped += 1;
    this.toasts.say(t('write-dropped'), 'good');
    this.soon();
  }

  /** Puts back what was dropped last. */
  async putBack(): Promise<void> {
    const done = await this.afterSaving(() => this.backend.call('change_drop_undo', { paper: this.paper }));
    if (!done) return;
    this.dropped = done.paragraph === null ? 0 : this.dropped - 1;
    if (done.paragraph === null) this.toasts.say(t('write-put-back-none'));
    this.soon();
  }

  /** Takes back what was submitted; the working copy keeps its changes, which can be submitted again. */
  async withdraw(): Promise<void> {
    for (const contribution of this.changes?.contributions ?? []) {
      const done = await this.afterSaving(() => this.backend.call('withdraw', { paper: this.paper, contribution }));
      if (!done) return;
    }
    this.toasts.say(t('write-withdrawn'), 'good', t('write-withdrawn-text'));
    this.soon();
  }

  /** Saves everything, then submits. The failure is the caller's to show. */
  async propose(reason: string): Promise<Proposed | null> {
    return this.afterSaving(() =>
      this.backend.call('propose', { paper: this.paper, from: null, delegation: null, reason: reason.trim() || null }),
    );
  }

  async issue(symbol: string): Promise<boolean> {
    const issued = await this.afterSaving(() => this.backend.call('paper_issue', { paper: this.paper, symbol, decisions: null }));
    return issued !== null;
  }

  /** Hands over all that was typed. Whether it is on the disk. */
  async flush(): Promise<boolean> {
    return (await this.session?.flush()) ?? true;
  }

  private async afterSaving<T>(work: () => Promise<T>): Promise<T | null> {
    this.busy = true;
    try {
      if (this.session && !(await this.session.flush())) {
        this.toasts.say(t('write-not-saved'), 'bad', t('write-not-saved-advice'));
        return null;
      }
      return await work();
    } catch (error) {
      this.toasts.fail(error);
      return null;
    } finally {
      this.busy = false;
      void this.ask();
    }
  }

  close(): Promise<void> {
    const left = this.leave().finally(() => {
      if (WriteController.leaving.get(this.paper) === left) WriteController.leaving.delete(this.paper);
    });
    WriteController.leaving.set(this.paper, left);
    return left;
  }

  private async leave(): Promise<void> {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    const { view, binding, session } = this;
    [this.view, this.binding, this.session, this.desk] = [null, null, null, null];
    view?.destroy();
    binding?.close();
    await session?.close();
    binding?.draft.close();
    // An opening that is not closed costs a little memory until the vault is locked, and nothing else.
    if (this.opening !== null) await this.backend.draftClose(this.paper, this.opening).catch(() => {});
  }
}

const isSame = (a: Heading, b: Heading): boolean => a.index === b.index && a.text === b.text && a.level === b.level;

const paused = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms));

/** Resolves after the text had a chance to be painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState !== 'visible') return void setTimeout(resolve, 0);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** The paragraphs of a text that only shows. */
export function classesOf(paragraph: ParagraphView): Record<string, string> {
  return {
    'data-kind': paragraph.kind,
    ...(paragraph.level ? { 'data-level': String(paragraph.level) } : {}),
    ...(paragraph.number ? { 'data-number': paragraphNumber(paragraph.number) } : {}),
  };
}
