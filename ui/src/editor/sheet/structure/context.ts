/** What the caret is in, for a strip of actions. */

import type { Binding } from '../binding';
import { roomOf, type Room } from '../edits';
import { bracketAt, countBrackets, type AtBracket } from './brackets';
import { linkAt, signAt, type AtLink } from './notes';
import { tableAt, type AtTable } from './tables';

export interface Structure {
  room: Room;
  bracket: AtBracket | null;
  table: AtTable | null;
  /** The row or column of the caret was deleted by somebody else. */
  lineEdited: boolean;
  link: AtLink | null;
  /** The footnote's sign that the caret is beside: its note. */
  note: string | null;
  /** The reference that the caret is beside: what it refers to, and whether that is gone. */
  reference: { to: string; gone: boolean } | null;
  /** Something is selected that can be put in brackets or made a link. */
  selected: boolean;
  locked: boolean;
  /** Places in brackets in the whole paper. */
  open: number;
}

export function structureOf(binding: Binding): Structure {
  const { draft } = binding;
  const { head, empty } = binding.selection();
  const view = draft.views[head.index];
  const table = tableAt(binding);
  const to = signAt(binding, 'ref')?.id ?? null;
  return {
    room: view ? roomOf(view) : 'paragraph',
    bracket: view ? bracketAt(binding) : null,
    table,
    lineEdited: Boolean(table?.table.rows[table.row]?.edited || table?.table.columns[table.column]?.edited),
    link: linkAt(binding),
    note: signAt(binding, 'note')?.id ?? null,
    reference: to === null ? null : { to, gone: draft.find(to) < 0 },
    selected: !empty,
    locked: view?.locked != null,
    open: countBrackets(draft),
  };
}
