/** Commands on footnotes' signs and references. */

import { OBJECT, isId } from '../format';
import { emptyNote, fill, insert, insertWithNotes, isLocked } from './words';
import { INHERIT, type Spot, type Writer } from './writer';

/** A footnote's sign at a place, and the footnote. Returns the caret in the footnote. */
export function insertNote(w: Writer, index: number, offset: number): Spot {
  const target = w.group(index);
  if (isLocked(target) || target.view.kind === 'note') return { index, offset };
  const note = w.together(() => {
    const group = fill(w, index);
    const id = w.hosts.random();
    const sign = { text: OBJECT, marks: INHERIT, sign: { type: 'note', note: id } } as const;
    insertWithNotes(w, group, w.layout.position(w.layout.place(group, offset)), { pieces: [sign], notes: [emptyNote(w.freeKey(id))] });
    return id;
  });
  const found = w.layout.find(note);
  return found < 0 ? { index, offset: offset + 1 } : { index: found, offset: 0 };
}

/** A reference to the paragraph with the id `to`. Returns the caret behind it. */
export function insertReference(w: Writer, index: number, offset: number, to: string): Spot {
  if (isLocked(w.group(index)) || !isId(to)) return { index, offset };
  insert(w, index, offset, [{ text: OBJECT, marks: INHERIT, sign: { type: 'ref', to } }]);
  return { index, offset: offset + 1 };
}
