/** Which cells the tables on display have, row by row. Names are made once, not in every reading. */

import { cellId, type Grid } from './tables';
import type { CellView } from './view';

export interface NamedCell {
  readonly id: string;
  readonly cell: CellView;
}

interface Row {
  columns: string;
  cells: readonly NamedCell[];
}

export class Cells {
  private tables = new Map<string, Map<string, Row>>();

  /** The cells of each of these tables. */
  of(grids: ReadonlyMap<string, Grid>): Map<string, readonly NamedCell[]> {
    const tables = new Map<string, Map<string, Row>>();
    const out = new Map<string, readonly NamedCell[]>();
    for (const [id, grid] of grids) {
      const had = this.tables.get(id);
      const rows = new Map<string, Row>();
      const columns = grid.columns.map((column) => column.id).join();
      const cells: NamedCell[] = [];
      for (const { id: row } of grid.rows) {
        const known = had?.get(row);
        const named = known?.columns === columns ? known : { columns, cells: cellsOf(grid, row) };
        rows.set(row, named);
        for (const cell of named.cells) cells.push(cell);
      }
      tables.set(id, rows);
      out.set(id, cells);
    }
    this.tables = tables;
    return out;
  }
}

const cellsOf = ({ id: table, columns }: Grid, row: string): NamedCell[] =>
  columns.map(({ id: column }) => ({ id: cellId(table, row, column), cell: { table, row, column } }));
