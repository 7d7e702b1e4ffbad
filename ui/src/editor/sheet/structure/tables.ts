/**
 * Tables, as a person handles them: rows and columns beside the caret, and the way from cell to cell. Rows and
 * columns are entries of the draft, not nodes of the sheet, so that a new row and a new column made apart cross;
 * that is why the structure commands of prosemirror-tables are not used, only its selection of cells.
 */

import { CellSelection } from 'prosemirror-tables';
import type { Binding } from '../binding';
import type { Spot } from '../../document/draft';
import { blockBeside, tableEnd } from '../edits';
import { indexAt } from '../places';
import type { TableView } from '../../document/reading/view';

/** Where the caret is in a table. */
export interface AtTable {
  /** Place of the caption. */
  index: number;
  id: string;
  table: TableView;
  /** Places among those on display; of selected cells the first and the last; -1 in the caption. */
  row: number;
  lastRow: number;
  column: number;
  lastColumn: number;
}

export function tableAt(binding: Binding): AtTable | null {
  const { views } = binding.draft;
  const { head, from, to } = binding.selection();
  const index = binding.draft.blockOf(head.index);
  const view = views[index];
  if (!view?.table || head.index > tableEnd(views, index)) return null;
  const wide = view.table.columns.length;
  const cells = cellsOf(binding, from.index, to.index).filter((at) => at > index).map((at) => at - index - 1);
  const rows = cells.map((at) => Math.floor(at / wide));
  const columns = cells.map((at) => at % wide);
  const none = cells.length === 0;
  return {
    index, id: view.id, table: view.table,
    row: none ? -1 : Math.min(...rows),
    lastRow: none ? -1 : Math.max(...rows),
    column: none ? -1 : Math.min(...columns),
    lastColumn: none ? -1 : Math.max(...columns),
  };
}

function cellsOf(binding: Binding, from: number, to: number): number[] {
  const { selection, doc } = binding.state;
  if (!(selection instanceof CellSelection)) return from === to ? [from] : [from, to];
  const out: number[] = [];
  selection.forEachCell((_, at) => out.push(indexAt(doc.resolve(at + 1))));
  return out;
}

export const MOST_ROWS = 200;
export const MOST_COLUMNS = 30;

/** Inserts a table behind the paragraph of the caret; an empty paragraph gives way to it. */
export function insertTable(binding: Binding, rows: number, columns: number, head: number): boolean {
  if (!(rows >= 1 && rows <= MOST_ROWS && columns >= 1 && columns <= MOST_COLUMNS)) return false;
  const { head: caret } = binding.selection();
  binding.command((draft) => {
    const own = draft.blockOf(caret.index);
    const view = draft.views[own]!;
    const spot = draft.insertTable(own, { rows, columns, head: Math.min(head, rows) });
    if (view.length > 0 || view.table || view.locked !== null) return spot;
    const cell = draft.views[spot.index]!.id;
    draft.deleteParagraph(own);
    return { index: Math.max(0, draft.find(cell)), offset: 0 };
  });
  return true;
}

/** The places of a table's views may have moved: the caret stays in its row and column, as near as there are some. */
function cellSpot(binding: Binding, table: string, row: number, column: number): Spot | undefined {
  const { draft } = binding;
  const index = draft.find(table);
  const now = draft.views[index]?.table;
  if (!now) return index < 0 ? undefined : { index, offset: 0 };
  const r = Math.max(0, Math.min(row, now.rows.length - 1));
  const c = Math.max(0, Math.min(column, now.columns.length - 1));
  return { index: index + 1 + r * now.columns.length + c, offset: 0 };
}

function change(binding: Binding, work: (at: AtTable) => { row: number; column: number }): boolean {
  const at = tableAt(binding);
  if (!at) return false;
  binding.command(() => {
    const { row, column } = work(at);
    return cellSpot(binding, at.id, row, column);
  });
  return true;
}

/** A row above (-1) or below (1) the caret's; from the caption the first. */
export function addRow(binding: Binding, side: -1 | 1): boolean {
  return change(binding, (at) => {
    const row = at.row < 0 ? 0 : side < 0 ? at.row : at.lastRow + 1;
    binding.draft.insertRow(at.id, row);
    return { row, column: at.column };
  });
}

/** A column before (-1) or behind (1) the caret's, in the direction of the table. */
export function addColumn(binding: Binding, side: -1 | 1): boolean {
  return change(binding, (at) => {
    const column = at.column < 0 ? 0 : side < 0 ? at.column : at.lastColumn + 1;
    binding.draft.insertColumn(at.id, column);
    return { row: at.row, column };
  });
}

/** Deletes the rows of the selection; with the last row the table goes. */
export function deleteRows(binding: Binding): boolean {
  return change(binding, (at) => {
    if (at.row < 0) return at;
    const { rows } = at.table;
    if (at.lastRow - at.row + 1 >= rows.length) binding.draft.deleteParagraph(at.index);
    else for (const { id } of rows.slice(at.row, at.lastRow + 1)) binding.draft.deleteRow(at.id, id);
    return at;
  });
}

export function deleteColumns(binding: Binding): boolean {
  return change(binding, (at) => {
    if (at.column < 0) return at;
    const { columns } = at.table;
    if (at.lastColumn - at.column + 1 >= columns.length) binding.draft.deleteParagraph(at.index);
    else for (const { id } of columns.slice(at.column, at.lastColumn + 1)) binding.draft.deleteColumn(at.id, id);
    return at;
  });
}

export function deleteTable(binding: Binding): boolean {
  const at = tableAt(binding);
  if (!at) return false;
  binding.command((draft) => {
    draft.deleteParagraph(at.index);
    return draft.views.length > 0 ? { index: Math.min(at.index, draft.views.length - 1), offset: 0 } : undefined;
  });
  return true;
}

/** Moves the row of the caret up or down by one. */
export function moveRow(binding: Binding, way: -1 | 1): boolean {
  return change(binding, (at) => {
    const to = at.row + way;
    if (at.row < 0 || to < 0 || to >= at.table.rows.length) return at;
    binding.draft.moveRow(at.id, at.table.rows[at.row]!.id, to);
    return { row: to, column: at.column };
  });
}

/** Moves the column of the caret towards the beginning or the end of the row. */
export function moveColumn(binding: Binding, way: -1 | 1): boolean {
  return change(binding, (at) => {
    const to = at.column + way;
    if (at.column < 0 || to < 0 || to >= at.table.columns.length) return at;
    binding.draft.moveColumn(at.id, at.table.columns[at.column]!.id, to);
    return { row: at.row, column: to };
  });
}

/** Makes the first rows headings. */
export function setHead(binding: Binding, rows: number): boolean {
  return change(binding, (at) => {
    binding.draft.setHead(at.id, Math.max(0, Math.min(9, rows, at.table.rows.length)));
    return at;
  });
}

export const WIDTH_STEP = 10;

/** Makes the column of the caret wider or narrower. */
export function widen(binding: Binding, way: -1 | 1): boolean {
  return change(binding, (at) => {
    const column = at.table.columns[at.column];
    if (column) binding.draft.setWidth(at.id, column.id, Math.max(WIDTH_STEP, Math.min(1000, column.width + way * WIDTH_STEP)));
    return at;
  });
}

/** Takes the mark 'edited after deletion' away from the row and column of the caret. */
export function restoreLines(binding: Binding): boolean {
  return change(binding, (at) => {
    const row = at.table.rows[at.row];
    const column = at.table.columns[at.column];
    if (row?.edited) binding.draft.restoreRow(at.id, row.id);
    if (column?.edited) binding.draft.restoreColumn(at.id, column.id);
    return at;
  });
}

/** Tab and Shift+Tab: from cell to cell, all of it selected; in the last cell Tab makes a row. */
export function tab(binding: Binding, way: -1 | 1): boolean {
  const at = tableAt(binding);
  if (!at) return false;
  const { head } = binding.selection();
  const { views } = binding.draft;
  const next = head.index + way;
  if (next > tableEnd(views, at.index)) {
    addRow(binding, 1);
    const start = cellSpot(binding, at.id, at.table.rows.length, 0);
    if (start) binding.stand(start);
    return true;
  }
  if (next < at.index) return true;
  binding.stand({ index: next, offset: views[next]!.length }, { index: next, offset: 0 });
  return true;
}

/** What an arrow key points to, by reading order: `up` and `down` as they are, the others along the row. */
export type Way = 'up' | 'down' | 'back' | 'ahead';

/** Where an arrow key goes from the edge of a cell; null where the caret is in no cell. */
export function beyond(binding: Binding, way: Way): Spot | null {
  const at = tableAt(binding);
  const { views } = binding.draft;
  if (!at) return null;
  const { head } = binding.selection();
  const wide = at.table.columns.length;
  const end = tableEnd(views, at.index);
  const into = (index: number, last = false): Spot | null =>
    views[index] ? { index, offset: last ? views[index]!.length : 0 } : null;
  if (head.index === at.index) {
    if (way === 'ahead' || way === 'down') return into(at.index + 1);
    const before = blockBefore(views, at.index);
    return before < 0 ? null : into(before, true);
  }
  switch (way) {
    case 'ahead':
      return into(head.index + 1);
    case 'back':
      return into(head.index - 1, true);
    case 'up':
      return head.index - wide > at.index ? into(head.index - wide, true) : into(at.index);
    case 'down':
      return head.index + wide <= end ? into(head.index + wide) : into(end + 1);
  }
}

/** What stands right above a block, footnotes and cells included. */
const blockBefore = (views: readonly unknown[], index: number): number => (views[index - 1] ? index - 1 : -1);

/** Whether anything stands behind the table: without it the caret could not leave it. */
export const isLast = (binding: Binding, at: AtTable): boolean => blockBeside(binding.draft.views, tableEnd(binding.draft.views, at.index), 1) < 0;
