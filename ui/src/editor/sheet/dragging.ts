/** Moving a paragraph by its handle: where it would land, and the move itself. The screen is handed in as boxes. */

import type { Binding } from './binding';
import { blockBeside, isRoot } from './edits';

/** How far a paragraph reaches from top to bottom. */
export interface Box {
  start: number;
  end: number;
}

/** Before which paragraph something at `y` would land: 0 is before the first, `boxes.length` behind the last. */
export function slotAt(boxes: readonly Box[], y: number): number {
  const at = boxes.findIndex(({ start, end }) => y < (start + end) / 2);
  return at < 0 ? boxes.length : at;
}

/** Where the line stands that shows a slot: between two paragraphs. */
export function lineAt(boxes: readonly Box[], slot: number): number {
  const before = boxes[slot - 1];
  const after = boxes[slot];
  if (before && after) return (before.end + after.start) / 2;
  return after?.start ?? before?.end ?? 0;
}

/**
 * Moves the paragraph or table with this id before the one with the other id, or behind the last one for null. By ids,
 * since what a colleague writes may arrive while one drags. Says whether there was anything to move.
 */
export function moveBefore(binding: Binding, id: string, before: string | null): boolean {
  const { views } = binding.draft;
  const place = (wanted: string): number => views.findIndex((view) => view.id === wanted && isRoot(view));
  const from = place(id);
  const to = before === null ? views.length : place(before);
  if (from < 0 || to < 0 || to === from) return false;
  const after = blockBeside(views, to, -1);
  if (after === from) return false;
  binding.command((draft) => ({ index: draft.move(from, after), offset: 0 }));
  return true;
}
