/**
 * The marks of the matrix as they are drawn: where each stands, in whose colour, and what it says. What a mark says is
 * made once for all rows in which it says the same.
 */
import type { Cell } from '../../lib/api/Cell';
import type { Column } from '../../lib/api/Column';
import { t, ui } from '../../lib/i18n/index.svelte';
import type { DeskController } from '../../lib/state/desk.svelte';

/** The side of a mark's field, in the units of the drawing. */
export const FIELD = 32;
/** How high a row's drawing is, in the same units: a row without its line. */
export const HEIGHT = 30;
const COLOURS = 8;

export interface Mark {
  column: string;
  glyph: string;
  state: string;
  /** Its column's place, from 0. */
  place: number;
  /** Where its field begins, from the left. */
  x: number;
  colour: number;
  said: string;
}

export class Marks {
  private readonly columns = $derived.by(() => [...this.desk.columns.values()]);
  private readonly places = $derived(new Map(this.columns.map((column, place) => [column.id, { column, place }])));
  /** How wide the drawing is. */
  readonly width = $derived(Math.max(1, this.columns.length) * FIELD);
  private readonly words = $derived.by(() => {
    void ui.language;
    return new Map<string, string>();
  });

  constructor(private readonly desk: DeskController) {}

  of(cells: readonly Cell[]): Mark[] {
    const { places, width, words } = this;
    const leftwards = ui.direction === 'rtl';
    return cells.flatMap((cell) => {
      const found = places.get(cell.column);
      if (!found) return [];
      const { column, place } = found;
      const x = leftwards ? width - (place + 1) * FIELD : place * FIELD;
      return [{ ...cell, place, x, colour: column.colour % COLOURS, said: said(words, column, cell) }];
    });
  }
}

function said(words: Map<string, string>, column: Column, cell: Cell): string {
  const key = `${cell.glyph} ${cell.state} ${column.name}`;
  const known = words.get(key);
  if (known !== undefined) return known;
  const made = t('desk-cell', { name: column.name, glyph: t(`glyph-${cell.glyph}`), state: t(`treatment-${cell.state}`) });
  words.set(key, made);
  return made;
}
