/**
 * A paste that is cleaned outside of the page before the page reads it. Meanwhile one can go on writing: what was
 * pasted comes to where the paste was begun, and the caret stays where it is by then.
 */

import { CellSelection } from 'prosemirror-tables';
import type { Binding } from '../binding';
import { pasteSlowly } from './clipboard';
import type { Spot } from '../../document/draft';
import { readParts, readText, type LeftOut, type Pasted } from './paste';

/** HTML without anything that runs or fetches, and how much that was. */
export interface CleanedHtml {
  parts: readonly string[];
  pictures: number;
  objects: number;
  /** How much at its end was not looked at. */
  bytes: number;
}

export interface PastingOptions {
  clean: (html: string) => Promise<CleanedHtml>;
  /** Whether the sheet is still there. */
  open: () => boolean;
  /** Whether an input method is in the middle of a word. */
  composing: () => boolean;
  /** It takes so long that one should be told. */
  onSlow?: (() => void) | undefined;
  /** It could not be cleaned: its plain words are pasted. */
  onFailed?: ((error: unknown) => void) | undefined;
}

const SLOW = 1000;
/** So long the page works without letting others work, in milliseconds. */
const STRETCH = 20;
const COMPOSITION_LOOK = 50;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets others work once one has worked for a while. */
function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < STRETCH) return;
    await after(0);
    last = performance.now();
  };
}

/** Cleans, reads and pastes. Returns what was left out, or null if there was no sheet any more. */
export async function pasteLater(binding: Binding, html: string, text: string, options: PastingOptions): Promise<LeftOut | null> {
  const slow = setTimeout(() => options.onSlow?.(), SLOW);
  try {
    return await paste(binding, html, text, options);
  } finally {
    clearTimeout(slow);
  }
}

async function paste(binding: Binding, html: string, text: string, options: PastingOptions): Promise<LeftOut | null> {
  const { draft } = binding;
  const { selection: begun } = binding.state;
  const { from, to } = binding.selection();
  const place = [draft.hold(from), draft.hold(to)] as const;
  let pasted: Pasted;
  let start: Spot | null;
  let end: Spot | null;
  try {
    pasted = await cleaned(html, text, options);
    while (options.open() && options.composing()) await after(COMPOSITION_LOOK);
  } finally {
    start = draft.release(place[0]);
    end = draft.release(place[1]);
  }
  if (!options.open()) return null;
  const { selection: now } = binding.state;
  const still = now.eq(begun) && (now instanceof CellSelection || (alike(start, from) && alike(end, to)));
  const pause = async (): Promise<boolean> => {
    do await after(0);
    while (options.open() && options.composing());
    return options.open();
  };
  if (still) return pasteSlowly(binding, pasted, STRETCH, pause);
  const caret = binding.selection();
  const kept = [draft.hold(caret.head), draft.hold(caret.anchor)] as const;
  const at = start ?? caret.to;
  binding.stand((begun instanceof CellSelection ? null : end) ?? at, at);
  // Its first turn is over when this returns: the caret is back before anything else happens.
  const left = pasteSlowly(binding, pasted, STRETCH, pause);
  const [head, anchor] = kept.map((one) => draft.release(one));
  if (head) binding.stand(head, anchor ?? head);
  return left;
}

const alike = (a: Spot | null, b: Spot): boolean => a?.index === b.index && a.offset === b.offset;

async function cleaned(html: string, text: string, { clean, onFailed }: PastingOptions): Promise<Pasted> {
  let got: CleanedHtml;
  try {
    got = await clean(html);
  } catch (error) {
    onFailed?.(error);
    return readText(text);
  }
  const read = await readParts(got.parts, breather());
  const pasted = read.blocks.length ? read : readText(text);
  const { left } = pasted;
  left.pictures += got.pictures;
  left.objects += got.objects;
  left.cut ||= got.bytes > 0;
  return pasted;
}
