/**
 * Rows, columns and cells of tables, as they stand in the attributes of a draft (`docs/formats/draft.md`, *Tables*).
 * Pure reading.
 */

import { isId } from '../format';
import type { Attributes } from './attributes';
import { isFraction } from './fraction';
import { sixteen } from '../sha256';
import type { TableView } from './view';

export type LineKind = 'row' | 'col';

/** A row or column that has an entry. */
export interface Line {
  readonly id: string;
  readonly fraction: string;
  /** The hash of its words when it was deleted. */
  readonly deleted: string | null;
}

/** What stands under a table's paragraph id. */
export interface Lines {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
}

/** A table that shows. */
export interface Grid {
  readonly id: string;
  readonly rows: readonly (Line & { edited: boolean })[];
  readonly columns: readonly (Line & { edited: boolean })[];
}

/** Entries of rows × columns of all tables, dead ones included. */
export const MOST_CELLS = 200_000;
/** What one table has on display, at most. */
export const MOST_ROWS = 1000;
export const MOST_COLUMNS = 64;
export const MOST_OF_ONE = 20_000;

function readLine(id: string, value: string): Line | null {
  const [fraction, deleted, more] = value.split('!') as [string, string?, string?];
  if (!isId(id) || !isFraction(fraction) || more !== undefined) return null;
  if (deleted !== undefined && !isId(deleted)) return null;
  return { id, fraction, deleted: deleted ?? null };
}

export const writeLine = ({ fraction, deleted }: Pick<Line, 'fraction' | 'deleted'>): string =>
  deleted === null ? fraction : `${fraction}!${deleted}`;

const order = (a: Line, b: Line): number => (a.fraction < b.fraction || (a.fraction === b.fraction && a.id < b.id) ? -1 : 1);

const read = new WeakMap<Attributes, Lines>();

/** The rows and columns under a paragraph id, in order, dead ones included. */
export function linesOf(attributes: Attributes): Lines {
  let lines = read.get(attributes);
  if (!lines) {
    const rows: Line[] = [];
    const columns: Line[] = [];
    for (const [name, value] of Object.entries(attributes.values)) {
      const list = name.startsWith('row.') ? rows : name.startsWith('col.') ? columns : null;
      const line = list && readLine(name.slice(4), value);
      if (line) list.push(line);
    }
    lines = { rows: rows.sort(order), columns: columns.sort(order) };
    read.set(attributes, lines);
  }
  return lines;
}

const cells = new Map<string, string>();
/** Ids are remembered, since each is a hash; forgotten when there are more than any paper has. */
const MOST_REMEMBERED = 400_000;

/** The paragraph id of a cell. */
export function cellId(table: string, row: string, column: string): string {
  const name = `${table} ${row} ${column}`;
  let id = cells.get(name);
  if (id === undefined) {
    if (cells.size >= MOST_REMEMBERED) cells.clear();
    cells.set(name, (id = sixteen(`qalam cell ${name}`)));
  }
  return id;
}

/** Words of cells by their ids; '' for an empty one. */
export type Words = (cell: string) => string;

/** The words of the cells with these ids that are not empty, in the order of the ids. */
function filled(ids: string[], words: Words): string[] {
  return ids.filter((id) => words(id)).sort().map(words);
}

/** The hash that a row or column is deleted with. */
export function lineHash(table: string, lines: Lines, kind: LineKind, id: string, words: Words): string {
  const ids = kind === 'row'
    ? lines.columns.map((column) => cellId(table, id, column.id))
    : lines.rows.map((row) => cellId(table, row.id, id));
  return sixteen(filled(ids, words).map((text) => `${text}\n`).join(''));
}

/** The hash that a table's part with this caption is deleted with. */
export function tableHash(caption: string, table: string, lines: Lines, words: Words): string {
  const ids = lines.rows.flatMap((row) => lines.columns.map((column) => cellId(table, row.id, column.id)));
  return sixteen(caption + filled(ids, words).map((text) => `\n${text}`).join(''));
}

/** The rows and columns that show. */
export function gridOf(id: string, lines: Lines, words: Words): Grid {
  const showing = (list: readonly Line[], kind: LineKind): (Line & { edited: boolean })[] =>
    list
      .filter((line) => line.deleted === null || line.deleted !== lineHash(id, lines, kind, line.id, words))
      .map((line) => ({ ...line, edited: line.deleted !== null }));
  return { id, rows: showing(lines.rows, 'row'), columns: showing(lines.columns, 'col') };
}

/** A number of these bounds, or what stands for none. */
function whole(value: string | undefined, least: number, most: number, none: number): number {
  const n = value !== undefined && /^[0-9]{1,4}$/.test(value) ? Number(value) : -1;
  return n >= least && n <= most ? n : none;
}

export function tableView(grid: Grid, attributes: Attributes): TableView {
  return {
    head: Math.min(whole(attributes.values['head'], 0, 9, 1), grid.rows.length),
    columns: grid.columns.map(({ id, edited }) => ({ id, width: whole(attributes.values[`width.${id}`], 1, 1000, 100), edited })),
    rows: grid.rows.map(({ id, edited }) => ({ id, edited })),
  };
}
