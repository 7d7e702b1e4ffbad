/**
 * For tests: places that stay with their words, as the application keeps them for comments: encoded Loro cursors, each
 * in front of one character (`after`: what is typed right there comes before it) or behind one. The window itself keeps
 * none; it is told by the application where comments stand.
 */

import { Cursor } from 'loro-crdt/web';
import type { Draft, Spot } from '../document/draft';
import { TEXT } from '../document/format';

const [LEFT, RIGHT] = [-1, 1] as const;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Which way a cursor leans: its character is the one after the place, or the one before it. */
export type Side = 'before' | 'after';

export function cursorAt(draft: Draft, spot: Spot, side: Side): Uint8Array {
  const text = draft.doc.getText(TEXT);
  const at = draft.position(spot);
  const width = at > 1 && isLow(text.charAt(at - 1).charCodeAt(0)) ? 2 : 1;
  const cursor = text.getCursor(Math.max(0, side === 'before' ? at - width : at), side === 'before' ? RIGHT : LEFT);
  // Where nothing stands there is nothing to stay with.
  if (!cursor) return new Uint8Array();
  const bytes = cursor.encode();
  cursor.free();
  return bytes;
}

/** Where a cursor stands now. */
export function findCursor(draft: Draft, bytes: Uint8Array): Spot | null {
  if (bytes.length === 0) return null;
  const text = draft.doc.getText(TEXT);
  const cursor = Cursor.decode(bytes);
  try {
    const found = draft.doc.getCursorPos(cursor);
    if (!found) return null;
    const behind = found.update === undefined && cursor.side() === RIGHT;
    const wide = behind && isHigh(text.charAt(Math.min(found.offset, text.length - 1)).charCodeAt(0));
    return draft.locate(found.offset + (behind ? (wide ? 2 : 1) : 0));
  } finally {
    cursor.free();
  }
}
