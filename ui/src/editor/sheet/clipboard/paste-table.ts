/**
 * Reads a pasted table: every cell one line of words, every row as long as the longest. What spans several cells
 * stands in the first of them. A table of one cell is a frame around text and no table.
 */

import { isId } from '../../document/format';
import { OUTSIDE, Reader, wordsIn, type Context, type PastedBlock, type PastedWords, type Shared } from './paste';

export interface PastedTable {
  id: string | null;
  caption: PastedWords;
  /** How many rows are headings. */
  head: number;
  /** In proportion to each other; none if it is not known. */
  widths: number[] | null;
  rows: PastedWords[][];
}

const MOST_ROWS = 1000;
const MOST_COLUMNS = 60;
const MOST_CELLS = 5000;
const MOST_HEAD = 9;

export function readTable(element: HTMLElement, context: Context, shared: Shared): PastedBlock[] {
  const table = element.tagName === 'TABLE' ? (element as HTMLTableElement) : element.querySelector('table');
  if (!table) return [];
  const own = element.classList.contains('par');
  const inside: Context = { ...OUTSIDE, depth: context.depth + 3, exact: own, marks: context.marks };
  const rows = [...table.rows];
  const grid = own || rows.length * (rows[0]?.cells.length ?? 0) > 1 ? gridOf(rows, inside, shared) : [];
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (grid.length * width === 0 || (grid.length * width === 1 && !own)) return loose(table, context, shared);
  for (const row of grid) while (row.length < width) row.push(NOTHING());
  const caption = own ? element.querySelector('.caption') : (table.caption ?? null);
  const { id } = element.dataset;
  return [
    {
      id: own && isId(id) ? id : null,
      caption: caption ? wordsIn(caption, inside, shared) : NOTHING(),
      head: headOf(rows, grid.length),
      widths: widthsOf(table, width),
      rows: grid,
    },
  ];
}

const NOTHING = (): PastedWords => ({ pieces: [], direction: null });

function gridOf(rows: readonly HTMLTableRowElement[], context: Context, shared: Shared): PastedWords[][] {
  const grid: PastedWords[][] = [];
  // Columns that a cell from above still takes, with how many rows more.
  let taken: number[] = [];
  let cells = 0;
  for (const row of rows) {
    if (grid.length >= MOST_ROWS || cells >= MOST_CELLS) {
      shared.left.cut = true;
      break;
    }
    const line: PastedWords[] = [];
    const below: number[] = [];
    const skip = (): void => {
      while ((taken[line.length] ?? 0) > 0 && line.length < MOST_COLUMNS) {
        below[line.length] = taken[line.length]! - 1;
        line.push(NOTHING());
      }
    };
    for (const cell of row.cells) {
      skip();
      if (line.length >= MOST_COLUMNS) {
        shared.left.cut = true;
        break;
      }
      const at = line.length;
      const wide = Math.min(Math.max(1, cell.colSpan), MOST_COLUMNS - at);
      const tall = Math.min(Math.max(1, cell.rowSpan), MOST_ROWS);
      line.push(wordsIn(cell, context, shared));
      while (line.length < at + wide) line.push(NOTHING());
      for (let i = at; i < at + wide; i++) below[i] = tall - 1;
    }
    skip();
    taken = below;
    cells += line.length;
    grid.push(line);
  }
  return grid;
}

/** Rows at the beginning that the table's head holds, or whose cells all are headings. */
function headOf(rows: readonly HTMLTableRowElement[], count: number): number {
  let head = 0;
  for (const row of rows.slice(0, Math.min(MOST_HEAD, count))) {
    const heads = row.cells.length > 0 && [...row.cells].every((cell) => cell.tagName === 'TH');
    if (!heads && row.parentElement?.tagName !== 'THEAD') break;
    head++;
  }
  return head;
}

/** Widths from the columns or the first row, if all of them say one in the same measure. */
function widthsOf(table: HTMLTableElement, width: number): number[] | null {
  const columns = [...table.querySelectorAll(':scope > col, :scope > colgroup > col')];
  const said = columns.length === width ? columns : [...(table.rows[0]?.cells ?? [])];
  if (said.length !== width) return null;
  const values = said.map((one) => /^\s*([\d.]+)(%|pt|px)?\s*$/.exec(one.getAttribute('data-width') ?? one.getAttribute('width') ?? ''));
  const unit = values[0]?.[2] ?? '';
  if (values.some((value) => !value || (value[2] ?? '') !== unit)) return null;
  const numbers = values.map((value) => Number(value![1]));
  const mean = numbers.reduce((sum, one) => sum + one, 0) / width;
  if (!(mean > 0)) return null;
  return numbers.map((one) => Math.min(1000, Math.max(1, Math.round((one / mean) * 100))));
}

/** A frame: what it holds stands as it would without it. */
function loose(table: HTMLTableElement, context: Context, shared: Shared): PastedBlock[] {
  const reader = new Reader(shared);
  for (const part of [table.caption, ...[...table.rows].flatMap((row) => [...row.cells])]) {
    if (!part) continue;
    reader.walkAll(part, { ...context, depth: context.depth + 3 });
    reader.end();
  }
  return reader.out;
}
