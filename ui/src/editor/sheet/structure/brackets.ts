/** Brackets and alternatives, as a person handles them: around words, one beside another, settled with one action. */

import type { Binding } from '../binding';
import type { Draft } from '../../document/draft';
import { textblockAt } from '../places';
import type { Bracket, Settlement } from '../../document/reading/view';

/** A bracket that the caret is in, and how many alternatives its place has. */
export interface AtBracket {
  index: number;
  bracket: Bracket;
  alternatives: number;
}

/** The innermost bracket around the caret; right beside a sign counts as in it. */
export function bracketAt(binding: Binding): AtBracket | null {
  const { from, to } = binding.selection();
  if (from.index !== to.index || !binding.draft.views[from.index]) return null;
  const all = binding.draft.bracketsOf(from.index);
  let found: Bracket | null = null;
  for (const bracket of all) {
    const open = bracket.open ?? bracket.close!;
    const close = bracket.close ?? bracket.open!;
    if (open <= from.offset && to.offset <= close + 1 && (!found || bracket.depth >= found.depth)) found = bracket;
  }
  if (!found) return null;
  const { slot, flagged } = found;
  return { index: from.index, bracket: found, alternatives: flagged ? 1 : all.filter((one) => one.slot === slot).length };
}

/** Puts what is selected in brackets, of each paragraph its part; without a selection the word at the caret. Says whether there was any. */
export function putInBrackets(binding: Binding, behind: readonly string[] = []): boolean {
  const stretches = selected(binding);
  if (stretches.length === 0) return false;
  const last = stretches[stretches.length - 1]!;
  binding.command((draft) => {
    for (const { index, from, to } of stretches) draft.bracket(index, from, to, behind);
    return { index: last.index, offset: last.to + 1 };
  });
  return true;
}

/** Words of one paragraph. */
export interface Stretch {
  index: number;
  from: number;
  to: number;
}

/** What is selected, of each paragraph its part; without a selection the word at the caret. */
export function selected(binding: Binding): Stretch[] {
  const { draft } = binding;
  const { from, to, empty } = binding.selection();
  if (empty) {
    const word = wordAt(binding, from.index, from.offset);
    return word && !isLocked(draft, from.index) ? [word] : [];
  }
  const out: Stretch[] = [];
  for (let index = from.index; index <= to.index; index++) {
    const view = draft.views[index];
    const start = index === from.index ? from.offset : 0;
    const end = index === to.index ? to.offset : (view?.length ?? 0);
    if (view && start < end && view.locked === null) out.push({ index, from: start, to: end });
  }
  return out;
}

const isLocked = (draft: Draft, index: number): boolean => draft.views[index]?.locked !== null;

/** The word that a place is in or beside. */
function wordAt(binding: Binding, index: number, offset: number): Stretch | null {
  const text = textblockAt(binding.state.doc, index)?.node.textContent ?? '';
  for (const { 0: word, index: from } of text.matchAll(/[\p{L}\p{M}\p{N}'’-]+/gu)) {
    if (from <= offset && offset <= from + word.length) return { index, from, to: from + word.length };
  }
  return null;
}

/** Writes another wording beside the bracket of the caret; the caret then stands in it. */
export function addAlternative(binding: Binding, behind: readonly string[] = []): boolean {
  const at = bracketAt(binding);
  if (!at || at.bracket.flagged) return false;
  binding.command((draft) => draft.addAlternative(at.index, at.bracket, [], behind));
  return true;
}

/** Settles the bracket of the caret. */
export function settleBracket(binding: Binding, how: Settlement): boolean {
  const at = bracketAt(binding);
  if (!at || at.bracket.flagged) return false;
  binding.command((draft) => draft.settle(at.index, at.bracket, how));
  return true;
}

/** Says who is behind the bracket of the caret. */
export function setBehind(binding: Binding, behind: readonly string[]): boolean {
  const at = bracketAt(binding);
  if (!at || at.bracket.flagged) return false;
  const { head } = binding.selection();
  binding.command((draft) => {
    draft.setBehind(at.index, at.bracket, behind);
    return head;
  });
  return true;
}

/** Makes a sign that needs a hand a mere character. */
export function makeLiteral(binding: Binding): boolean {
  const at = bracketAt(binding);
  if (!at) return false;
  const { head } = binding.selection();
  binding.command((draft) => {
    draft.makeLiteral(at.index, at.bracket);
    return head;
  });
  return true;
}

/** Goes to the next bracket, or the one before; round the end and on. */
export function goToBracket(binding: Binding, way: -1 | 1): boolean {
  const { draft } = binding;
  const { head } = binding.selection();
  const count = draft.views.length;
  for (let n = 0; n <= count; n++) {
    const index = (((head.index + way * n) % count) + count) % count;
    const places = draft.bracketsOf(index).map(({ open, close }) => open ?? close!);
    if (way < 0) places.reverse();
    // Right behind the sign is where the caret comes to stand.
    const next = places.find((at) => n > 0 || (way > 0 ? at + 1 > head.offset : at + 1 < head.offset));
    if (next === undefined && n < count) continue;
    const place = next ?? places[0];
    if (place === undefined) return false;
    binding.stand({ index, offset: place + 1 });
    return true;
  }
  return false;
}

const COUNTS = new WeakMap<readonly unknown[], number>();
const OF_ONE = new WeakMap<object, number>();

/** How many places of a paper are still in brackets; alternatives of one place are one. */
export function countBrackets(draft: Draft): number {
  const { views } = draft;
  let count = COUNTS.get(views);
  if (count === undefined) {
    count = 0;
    for (let i = 0; i < views.length; i++) {
      let one = OF_ONE.get(views[i]!);
      if (one === undefined) OF_ONE.set(views[i]!, (one = new Set(draft.bracketsOf(i).map(({ slot }) => slot)).size));
      count += one;
    }
    COUNTS.set(views, count);
  }
  return count;
}
