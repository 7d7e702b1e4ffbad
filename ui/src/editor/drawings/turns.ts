/**
 * Work on the sheet that is cut into turns of about ten milliseconds, with a frame between two of them, so that what
 * is typed meanwhile is painted. Knows nothing of what the work is.
 */

import type { EditorView } from 'prosemirror-view';

/** How long one turn may take, in milliseconds. */
const TURN = 10;
/** Letters of one turn: at first, at least and at most. */
const [FIRST, LEAST, MOST] = [5_000, 1_500, 20_000];
/** A paragraph costs as much as so many letters, whatever its length. */
export const PARAGRAPH = 80;

export class Turns {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private letters = FIRST;

  constructor(
    private readonly view: EditorView,
    /** Does about so many letters' worth; says whether more is left. */
    private readonly work: (letters: number) => boolean,
  ) {}

  /** Begins soon, unless it has begun already. */
  begin(): void {
    if (this.timer === null) this.rest();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private rest(): void {
    this.timer = setTimeout(() => requestAnimationFrame(() => (this.timer = setTimeout(() => this.turn(), 0))), 0);
  }

  private turn(): void {
    this.timer = null;
    if (this.view.isDestroyed) return;
    // A composition must not see its paragraph drawn anew.
    if (this.view.composing) return this.rest();
    const began = performance.now();
    if (!this.work(this.letters)) return;
    void this.view.dom.offsetHeight;
    this.letters = Math.min(MOST, Math.max(LEAST, (this.letters * TURN) / Math.max(1, performance.now() - began)));
    this.rest();
  }
}
