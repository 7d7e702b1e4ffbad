/** Keys and the mouse in tables, at footnotes and links. What works everywhere on the sheet stands in `screen.ts`. */

import { CellSelection } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import type { Binding } from '../binding';
import { jump, linkAt } from './notes';
import { beyond, tab, tableAt, type Way } from './tables';

/** Whether the caret stands at the edge of its textblock on this side of the screen. */
export type Edge = (side: 'up' | 'down' | 'left' | 'right') => boolean;

const SIDES = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/** A key without Ctrl or Alt. Says whether it was taken. */
export function pressStructure(binding: Binding, event: KeyboardEvent, edge: Edge, turned: () => boolean): boolean {
  switch (event.code) {
    case 'Tab':
      return tab(binding, event.shiftKey ? -1 : 1);
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return !event.shiftKey && arrow(binding, SIDES[event.code], edge, turned);
    default:
      return false;
  }
}

function arrow(binding: Binding, side: 'up' | 'down' | 'left' | 'right', edge: Edge, turned: () => boolean): boolean {
  const { selection } = binding.state;
  if (selection instanceof CellSelection || !selection.empty || !tableAt(binding) || !edge(side)) return false;
  const way: Way = side === 'up' || side === 'down' ? side : (side === 'right') === !turned() ? 'ahead' : 'back';
  const to = beyond(binding, way);
  if (to) binding.stand(to);
  return to !== null;
}

/** The edge of the caret's textblock as the screen has it, and whether its text runs from right to left. */
export function edgeOf(view: EditorView): { edge: Edge; turned: () => boolean } {
  return {
    edge: (side) => view.endOfTextblock(side),
    turned: () => {
      const { node } = view.domAtPos(view.state.selection.head);
      const element = node instanceof Element ? node : node.parentElement;
      return element !== null && getComputedStyle(element).direction === 'rtl';
    },
  };
}

/**
 * Ctrl and a click: a footnote's sign leads to the footnote and back, a reference to its target; a link's address is
 * handed over to be copied, for nothing here opens one.
 */
export function clickStructure(binding: Binding, event: MouseEvent, onLink?: (href: string) => void): boolean {
  if (!(event.ctrlKey || event.metaKey)) return false;
  const link = linkAt(binding);
  const element = event.target instanceof Element ? event.target : null;
  if (element?.closest('.sign')) return jump(binding);
  if (!link || !element?.closest('.link')) return false;
  onLink?.(link.href);
  return true;
}
