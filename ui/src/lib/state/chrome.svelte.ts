/** What a view puts into the window's frame: actions in the header, counts beside the delegations, commands for Ctrl+K. */
import type { Snippet } from 'svelte';

export interface PaletteItem {
  id: string;
  /** What it is called, ready for reading. */
  title: string;
  /** What it belongs to: a paper's symbol, 'Paragraph'. */
  hint?: string;
  /** Key as it stands on a button. */
  key?: string;
  run: () => void;
}

export class Chrome {
  actions = $state.raw<Snippet | null>(null);
  /** The symbol of what is shown, where it is not the paper's newest. */
  symbol = $state<string | null>(null);
  /** What is looked at, where the symbol alone would not say it. */
  note = $state<string | null>(null);
  /** Delegation id (or `chair`) to a number that the view counts. */
  counts = $state.raw<ReadonlyMap<string, number>>(new Map());
  palette = $state<'closed' | 'open' | 'keys'>('closed');
  private providers = $state.raw<(() => PaletteItem[])[]>([]);

  /** Offers commands in the palette until the returned function is called. */
  offer(provider: () => PaletteItem[]): () => void {
    this.providers = [...this.providers, provider];
    return () => {
      this.providers = this.providers.filter((one) => one !== provider);
    };
  }

  items(): PaletteItem[] {
    return this.providers.toReversed().flatMap((provider) => provider());
  }

  clear(): void {
    this.actions = null;
    this.symbol = null;
    this.note = null;
    this.counts = new Map();
  }
}
