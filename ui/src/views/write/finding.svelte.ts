/** Find and replace: what is looked for, how often it is there, which one is looked at. The search is `src/editor`'s. */
import { findingOf, replaceAll, replaceOne, seek, selectedWords, step } from '../../editor';
import type { WriteController } from './write.svelte';

/** A selection longer than this is not what somebody looks for. */
const SOUGHT_MOST = 120;

export class Finding {
  shown = $state<'no' | 'find' | 'replace'>('no');
  words = $state('');
  replacement = $state('');
  cased = $state(false);
  whole = $state(false);
  total = $state(0);
  /** Which one is looked at, from 1; 0 if none. */
  at = $state(0);
  /** How many were replaced just now. */
  replaced = $state<number | null>(null);
  /** Counts the calls for the bar: each puts the focus into it. */
  called = $state(0);
  /** Where looking began. */
  private start = 0;

  constructor(private readonly write: WriteController) {}

  /** Shows the bar; what is selected in one paragraph is looked for. */
  show(how: 'find' | 'replace'): void {
    const binding = this.write.desk?.binding;
    if (!binding) return;
    if (this.shown === 'no') {
      this.start = binding.state.selection.from;
      this.words = selectedWords(binding.state, SOUGHT_MOST) || this.words;
    }
    if (this.shown !== 'replace' || how === 'find') this.shown = how;
    this.called += 1;
    this.look();
  }

  /** Looks anew, from where looking began. */
  look(): void {
    const binding = this.write.desk?.binding;
    if (!binding) return;
    this.replaced = null;
    const { words, cased, whole } = this;
    binding.dispatch(seek(binding.state, { words, cased, whole }, this.start));
    this.tell();
    this.reveal();
  }

  /** Looks at the next one, or the one before. Without a bar it is shown first. */
  step(way: -1 | 1): void {
    const binding = this.write.desk?.binding;
    if (!binding) return;
    if (this.shown === 'no') return this.show('find');
    this.replaced = null;
    const tr = step(binding.state, way);
    if (!tr) return;
    binding.dispatch(tr);
    this.start = binding.state.selection.from;
    this.tell();
    this.reveal();
  }

  /** Replaces the one that is looked at, and looks at the next. */
  replace(): void {
    const binding = this.write.desk?.binding;
    const tr = binding && replaceOne(binding.state, this.replacement);
    if (tr) binding.dispatch(tr);
    this.step(1);
  }

  replaceAll(): void {
    const binding = this.write.desk?.binding;
    if (!binding) return;
    const tr = replaceAll(binding.state, this.replacement);
    if (tr) binding.dispatch(tr);
    this.tell();
    // One step of the transaction is one place.
    this.replaced = tr?.steps.length ?? 0;
  }

  /** Takes the bar away and goes back to the text, with the found words selected. */
  close(): void {
    this.shown = 'no';
    const binding = this.write.desk?.binding;
    if (binding) binding.dispatch(seek(binding.state, { words: '' }, 0));
    this.write.focus();
  }

  /** Reads what the sheet has found. */
  tell(): void {
    const binding = this.write.desk?.binding;
    if (!binding) return;
    const { matches, at } = findingOf(binding.state);
    this.total = matches.length;
    this.at = at + 1;
  }

  /** The focus stays in the bar, so the sheet does not scroll by itself. */
  private reveal(): void {
    this.write.desk?.view.dom.querySelector('.found.is-current')?.scrollIntoView({ block: 'nearest' });
  }
}
