/**
 * A text that is only read, with its tables as tables: a flat list of paragraphs in, where cells stand behind their
 * table, blocks out. Knows nothing of what a paragraph shows.
 */
import type { CellAt } from '../api/CellAt';
import type { TableLine } from '../api/TableLine';
import type { TableShape } from '../api/TableShape';

export interface Placed {
  id: string;
  table?: TableShape | undefined;
  cell?: CellAt | undefined;
}

/** A cell of a table: what stands there, if anything does. */
export interface GridCell<T> {
  column: TableLine;
  one: T | null;
}

/** A row of a table. */
export interface GridRow<T> {
  line: TableLine;
  head: boolean;
  cells: GridCell<T>[];
}

/** A paragraph; of a table with its rows. */
export interface Block<T> {
  one: T;
  rows: GridRow<T>[] | null;
}

/** Cells without a place in a table that is there stay as they are, behind each other. */
export function blocksOf<T extends Placed>(list: readonly T[]): Block<T>[] {
  const cells = new Map<string, T>();
  for (const one of list) if (one.cell) cells.set(nameOf(one.cell.table, one.cell.row, one.cell.column), one);
  const placed = new Set<T>();
  const grids = new Map<T, GridRow<T>[]>();
  for (const one of list) {
    const { table } = one;
    if (!table) continue;
    // Rows that are gone do not count among the headings.
    let heads = table.head;
    const rows = table.rows.map((line): GridRow<T> => {
      const head = heads > 0;
      if (line.change !== 'deleted') heads--;
      const row = table.columns.map((column): GridCell<T> => ({ column, one: cells.get(nameOf(one.id, line.id, column.id)) ?? null }));
      for (const cell of row) if (cell.one) placed.add(cell.one);
      return { line, head, cells: row };
    });
    grids.set(one, rows);
  }
  return list.filter((one) => !placed.has(one)).map((one) => ({ one, rows: grids.get(one) ?? null }));
}

const nameOf = (table: string, row: string, column: string): string => `${table} ${row} ${column}`;
