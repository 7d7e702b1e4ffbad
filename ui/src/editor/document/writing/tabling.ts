/**
 * Commands on tables: rows and columns are entries beside the text, cells are paragraphs that come to be when somebody
 * writes in them. A row with words of somebody else is never lost: deleting one writes the hash of what was seen.
 */

import { spread } from '../reading/fraction';
import { cellId, lineHash, writeLine, type Grid, type LineKind } from '../reading/tables';
import { fits, widthOf } from './blocks';
import { deleteGroup } from './paragraphs';
import type { Writer } from './writer';

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

/** Adds rows or columns at the end of a table. Says whether there was room for them. */
export function addLines(w: Writer, grid: Grid, kind: LineKind, count: number): boolean {
  if (count <= 0) return true;
  const lines = w.layout.linesOf(grid.id);
  const isRow = kind === 'row';
  const size = [grid.rows.length + (isRow ? count : 0), grid.columns.length + (isRow ? 0 : count)] as const;
  if (!fits(w, ...size, count * (isRow ? lines.columns.length : lines.rows.length))) return false;
  const ids = Array.from({ length: count }, () => w.hosts.random());
  const found = spread(listOf(grid, kind).at(-1)?.fraction ?? '', null, ids);
  if (!found) return false;
  w.together(() => ids.forEach((id, i) => w.set(grid.id, `${kind}.${id}`, writeLine({ fraction: found[i]!, deleted: null }))));
  return true;
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
  w.together(() => w.set(table, `width.${column}`, String(widthOf(width))));
}

export function setHead(w: Writer, table: string, rows: number): void {
  if (!gridOf(w, table)) return;
  w.together(() => w.set(table, 'head', String(Math.min(9, Math.max(0, Math.trunc(rows) || 0)))));
}
