/**
 * Commands on tables: rows and columns are entries beside the text, cells are paragraphs that come to be when somebody
 * writes in them. A row with words of somebody else is never lost: deleting one writes the hash of what was seen.
 */

import type { NewTable } from '../commands';
import { nth, spread } from '../reading/fraction';
import { deleteGroup, insertBehind } from './paragraphs';
import { MOST_CELLS, MOST_COLUMNS, MOST_OF_ONE, MOST_ROWS, cellId, lineHash, tableHash, writeLine, type Grid, type LineKind } from '../reading/tables';
import { cleanPieces, settled } from './words';
import type { Spot, Writer } from './writer';

const CELL = { kind: 'cell', level: 0, direction: null } as const;

/** What shows of a table, to see later whether somebody else has written in it. */
export function printOf(w: Writer, table: string): string {
  const { layout } = w;
  const grid = layout.grid(table);
  const ids = (list: readonly { id: string }[] = []): string => list.map(({ id }) => id).join();
  return `${tableHash('', table, layout.linesOf(table), layout.cellWords)} ${ids(grid?.rows)} ${ids(grid?.columns)}`;
}

/** Whether a paper may hold a table of this size, and this draft `more` entries of rows × columns. */
function fits(w: Writer, rows: number, columns: number, more: number): boolean {
  return rows <= MOST_ROWS && columns <= MOST_COLUMNS && rows * columns <= MOST_OF_ONE && w.layout.cellsInUse + more <= MOST_CELLS;
}

/** Inserts a table behind what stands at `after`, -1 for the beginning. Returns the caret in its first cell. */
export function insertTable(w: Writer, after: number, table: NewTable): Spot {
  const rows = Math.max(1, Math.trunc(table.rows) || 1);
  const columns = Math.max(1, Math.trunc(table.columns) || 1);
  if (!fits(w, rows, columns, rows * columns)) return { index: Math.max(0, after), offset: 0 };
  const id = w.hosts.random();
  w.together(() => {
    const ids = (count: number): string[] => Array.from({ length: count }, () => w.hosts.random());
    const [rowIds, columnIds] = [ids(rows), ids(columns)];
    const caption = settled(w, cleanPieces(table.caption ?? []), false);
    const { key, end } = insertBehind(w, after < 0 ? -1 : w.blockOf(after), { id, kind: 'table', level: 0, direction: null, pieces: caption });
    rowIds.forEach((row, i) => w.setFresh(id, `row.${row}`, nth(i)));
    columnIds.forEach((column, i) => w.setFresh(id, `col.${column}`, nth(i)));
    const head = Math.min(9, Math.max(0, Math.trunc(table.head) || 0));
    if (head !== 1) w.setFresh(id, 'head', String(head));
    let at = end;
    rowIds.forEach((row, i) =>
      columnIds.forEach((column, j) => {
        const pieces = settled(w, cleanPieces(table.cells?.[i]?.[j] ?? []), false);
        if (pieces.length) at = w.insertPart(cellId(id, row, column), at, { ...CELL, pieces }).end + 1;
      }),
    );
    w.doc.commit();
    w.history.fingerprint(key, printOf(w, id));
  });
  return { index: w.layout.find(id) + 1, offset: 0 };
}

function gridOf(w: Writer, table: string): Grid | null {
  return w.layout.grid(table) ?? null;
}

const listOf = (grid: Grid, kind: LineKind): Grid['rows'] => (kind === 'row' ? grid.rows : grid.columns);

/** Puts a row or column, new or not, at a place among those on display without it. */
function put(w: Writer, grid: Grid, kind: LineKind, id: string, at: number): void {
  const list = listOf(grid, kind);
  const moved = list.find((line) => line.id === id);
  const rest = list.filter((line) => line !== moved);
  const place = Math.min(rest.length, Math.max(0, Math.trunc(at) || 0));
  const low = rest[place - 1]?.fraction ?? '';
  // Two that were made apart may have one fraction: those behind the place give way.
  let end = place;
  while (rest[end]?.fraction === low) end++;
  const run = rest.slice(place, end);
  const found = spread(low, rest[end]?.fraction ?? null, [id, ...run.map((line) => line.id)]);
  if (!found) return;
  w.together(() => {
    run.forEach((line, i) => w.set(grid.id, `${kind}.${line.id}`, writeLine({ ...line, fraction: found[i + 1]! })));
    w.set(grid.id, `${kind}.${id}`, writeLine({ fraction: found[0]!, deleted: moved?.deleted ?? null }));
  });
}

export function insertLine(w: Writer, table: string, kind: LineKind, at: number): void {
  const grid = gridOf(w, table);
  const lines = w.layout.linesOf(table);
  const isRow = kind === 'row';
  if (!grid) return;
  const size = [grid.rows.length + Number(isRow), grid.columns.length + Number(!isRow)] as const;
  if (fits(w, ...size, isRow ? lines.columns.length : lines.rows.length)) put(w, grid, kind, w.hosts.random(), at);
}

/** Moves a row or column to the place `at` among the others. */
export function moveLine(w: Writer, table: string, kind: LineKind, id: string, at: number): void {
  const grid = gridOf(w, table);
  if (!grid) return;
  const now = listOf(grid, kind).findIndex((line) => line.id === id);
  if (now >= 0 && now !== at) put(w, grid, kind, id, at);
}

/** Deletes a row or column; with the last one the table goes. */
export function deleteLine(w: Writer, table: string, kind: LineKind, id: string): void {
  const grid = gridOf(w, table);
  const line = grid && listOf(grid, kind).find((one) => one.id === id);
  if (!grid || !line) return;
  w.together(() => {
    if (listOf(grid, kind).length === 1) return deleteGroup(w, w.group(w.layout.find(table)));
    const hash = lineHash(table, w.layout.linesOf(table), kind, id, w.layout.cellWords);
    w.set(table, `${kind}.${id}`, writeLine({ fraction: line.fraction, deleted: hash }));
    for (const { view, parts } of w.layout.groups) {
      const mine = view.cell?.table === table && (kind === 'row' ? view.cell.row : view.cell.column) === id;
      if (mine) w.losesSigns(parts.flatMap((part) => w.layout.parts[part]!.notes));
    }
  });
}

/** Takes the mark 'edited after deletion' away. */
export function restoreLine(w: Writer, table: string, kind: LineKind, id: string): void {
  const grid = gridOf(w, table);
  const line = grid && listOf(grid, kind).find((one) => one.id === id);
  if (line) w.together(() => w.set(table, `${kind}.${id}`, writeLine({ fraction: line.fraction, deleted: null })));
}

/**
 * Takes the insertion of a row or column back: it goes as one that was deleted while it was empty, so that what somebody
 * writes in it meanwhile shows. Says whether it was empty.
 */
export function takeLineBack(w: Writer, table: string, name: string, fraction: string): boolean {
  const [kind, id] = name.split('.') as [LineKind, string];
  const { layout } = w;
  const lines = layout.linesOf(table);
  const ids = kind === 'row' ? lines.columns.map((c) => cellId(table, id, c.id)) : lines.rows.map((r) => cellId(table, r.id, id));
  if (ids.some((cell) => layout.cellWords(cell))) return false;
  w.set(table, name, writeLine({ fraction, deleted: lineHash(table, lines, kind, id, layout.cellWords) }));
  return true;
}

export function setWidth(w: Writer, table: string, column: string, width: number): void {
  const grid = gridOf(w, table);
  if (!grid?.columns.some((one) => one.id === column)) return;
  const value = Math.min(1000, Math.max(1, Math.round(width) || 1));
  w.together(() => w.set(table, `width.${column}`, String(value)));
}

export function setHead(w: Writer, table: string, rows: number): void {
  if (!gridOf(w, table)) return;
  w.together(() => w.set(table, 'head', String(Math.min(9, Math.max(0, Math.trunc(rows) || 0)))));
}
