/** Short words at the edge of the window: what failed and what to do, what was done, and what is said aloud. */
import { asFailure } from '../backend';

export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'plain';
  message: string;
  advice: string;
}

const KEPT = 4;

export class Toasts {
  shown = $state.raw<Toast[]>([]);
  /** What a screen reader is told next. */
  aloud = $state('');
  private last = 0;

  say(message: string, tone: Toast['tone'] = 'plain', advice = ''): void {
    this.last += 1;
    // Good news gives way to newer news; what failed stays until it was read.
    const kept = tone === 'bad' ? this.shown : this.shown.filter((toast) => toast.tone === 'bad');
    this.shown = [...kept, { id: this.last, tone, message, advice }].slice(-KEPT);
  }

  /** Shows a rejection with its advice. */
  fail(error: unknown): void {
    const failure = asFailure(error);
    this.say(failure.message, 'bad', failure.advice);
  }

  announce(message: string): void {
    // The same words twice are two announcements.
    this.aloud = this.aloud === message ? `${message}\u00a0` : message;
  }

  close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}
