/**
 * Comments beside the sheet that is written on. What the application says of their places holds for the text that it
 * has; it is shown only if nothing was written meanwhile, and asked for again when all is saved.
 */
import { commentsAt, placeOf, tellComments, toComment, type Binding } from '../../editor';
import type { CommentThread } from '../../lib/api/CommentThread';
import type { Comments } from './comments.svelte';

/** How long writing rests before the places are asked for again, in milliseconds. */
const ASKED_AFTER = 400;

export interface Sheet {
  binding: Binding;
  view: { dom: HTMLElement; focus(): void };
}

export class SheetComments {
  private written = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly stop: () => void;
  private told: string | null = null;

  constructor(
    private readonly sheet: Sheet,
    readonly comments: Comments,
    /** Whether the application has all that was written. */
    private readonly isSaved: () => boolean,
    /** Whether the comments can be seen: the caret chooses one only then. */
    private readonly isShown: () => boolean,
  ) {
    this.stop = sheet.binding.onTransaction((tr) => {
      if (tr.docChanged) this.written++;
      else if (tr.selectionSet) this.follow();
    });
  }

  close(): void {
    this.stop();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Reads again in a moment. */
  soon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.read();
    }, ASKED_AFTER);
  }

  async read(): Promise<void> {
    // Asked again once it is saved.
    if (!this.isSaved()) return;
    const { written } = this;
    await this.comments.load();
    if (this.written === written && this.isSaved()) this.draw();
    else this.soon();
  }

  /** Shows on the sheet what shows beside it. */
  draw(): void {
    const { binding } = this.sheet;
    const shown = this.comments.placed.map(({ comment, paragraph, start, end }) => ({ id: comment, paragraph, start, end }));
    binding.dispatch(tellComments(binding.state, { comments: shown, active: this.comments.active }));
  }

  /** Another thread is looked at. */
  mark(): void {
    const { binding } = this.sheet;
    const { active } = this.comments;
    if (active === this.told) return;
    this.told = active;
    binding.dispatch(tellComments(binding.state, { active }));
  }

  /** The caret went into commented words: theirs is the thread to look at. */
  private follow(): void {
    if (!this.isShown()) return;
    const here = commentsAt(this.sheet.binding.state);
    const next = here[0];
    if (next === undefined || (this.comments.active !== null && here.includes(this.comments.active))) return;
    this.comments.look(next);
  }

  /** Begins a comment on what is selected. */
  begin(): boolean {
    const target = toComment(this.sheet.binding.state);
    if (target) this.comments.begin(target);
    return target !== null;
  }

  /** Brings a thread's words into view. */
  show(thread: CommentThread): void {
    this.comments.look(thread.comment);
    this.mark();
    if (thread.deleted || !placeOf(this.sheet.binding.state, thread.comment)) return;
    this.sheet.view.dom.querySelector('.said-active')?.scrollIntoView({ block: 'center' });
  }
}
