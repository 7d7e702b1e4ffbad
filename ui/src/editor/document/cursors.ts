/**
 * Places that stay with their words whatever is written, for comments: encoded Loro cursors, each in front of one
 * character (side left) or behind one (side right). The bytes mean the same in Rust.
 */

import { Cursor } from 'loro-crdt/web';
import type { Side } from './commands';
import type { Spot, Writer } from './writing/writer';

const LEFT = -1;
const RIGHT = 1;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** A cursor at a place: of the character behind it, or of the one before it. */
export function cursorAt(w: Writer, index: number, offset: number, side: Side): Uint8Array {
  const { layout, text } = w;
  const group = w.group(index);
  // A cell that nobody wrote in has no place of its own: its table's stands for it.
  const at = group.parts.length ? layout.position(layout.place(group, offset)) : layout.base(w.group(group.block).parts[0]!) + 1;
  let position = at;
  if (side === 'before') position -= at > 1 && isLow(text.charAt(at - 1).charCodeAt(0)) ? 2 : 1;
  const cursor = text.getCursor(Math.max(0, position), side === 'before' ? RIGHT : LEFT);
  if (!cursor) return new Uint8Array();
  const bytes = cursor.encode();
  cursor.free();
  return bytes;
}

/** Where a cursor stands now, and whether its character is still there; null if it means nothing in this draft. */
export function findCursor(w: Writer, bytes: Uint8Array): { spot: Spot; alive: boolean } | null {
  let cursor: Cursor;
  try {
    cursor = Cursor.decode(bytes);
  } catch {
    return null;
  }
  try {
    if (cursor.containerId() !== w.text.id) return null;
    const found = w.doc.getCursorPos(cursor);
    if (!found) return null;
    const there = found.update === undefined;
    const behind = there && cursor.side() === RIGHT;
    const width = behind && /[\ud800-\udbff]/.test(w.text.charAt(Math.min(found.offset, w.text.length - 1))) ? 2 : 1;
    const position = found.offset + (behind ? width : 0);
    const spot = w.layout.locate(position);
    if (!spot) return null;
    const part = w.layout.partAt(found.offset + 1);
    return { spot, alive: there && w.layout.groupOf(part) >= 0 };
  } catch {
    return null;
  } finally {
    cursor.free();
  }
}
