/**
 * Whole blocks from elsewhere, written in one go: many paragraphs, and tables with all their cells, cost one reading of
 * the draft. What each of them comes to is the same as if it were written alone.
 */

import type { Along, NewTable } from '../commands';
import { CHOICES } from '../format';
import { nth } from '../reading/fraction';
import { MOST_CELLS, MOST_COLUMNS, MOST_OF_ONE, MOST_ROWS, cellId } from '../reading/tables';
import { lastOf, planFresh, writePlaces } from './paragraphs';
import { printOf } from './prints';
import { prepare, type Prepared } from './words';
import type { NewParagraph, NewPart, Spot, Writer } from './writer';

export type NewBlock = NewParagraph | NewTable;

const isTable = (block: NewBlock): block is NewTable => 'rows' in block;

/** What one block is written as: its own part first, then its footnotes', then its cells'. */
interface Planned {
  key: string;
  parts: NewPart[];
  /** How many of them are remembered for undo: cells go with their table. */
  remembered: number;
  /** Of a table, its id. */
  table: string | null;
}

/** Whether a paper may hold a table of this size, and this draft `more` entries of rows × columns. */
export function fits(w: Writer, rows: number, columns: number, more: number): boolean {
  return rows <= MOST_ROWS && columns <= MOST_COLUMNS && rows * columns <= MOST_OF_ONE && w.layout.cellsInUse + more <= MOST_CELLS;
}

/**
 * Inserts blocks behind what stands at `after`, or at the beginning for -1. Returns the index of the last one; of a
 * table for which there is no room nothing is inserted.
 */
export function insertBlocks(w: Writer, after: number, blocks: readonly NewBlock[], along?: Along): number {
  const nowhere = Math.max(0, after);
  if (after >= 0) w.group(after);
  const key = w.together(() => {
    const planned = new Planning(w, along).all(blocks);
    if (planned.length === 0) return null;
    write(w, after < 0 ? -1 : w.blockOf(after), planned);
    return planned[planned.length - 1]!.key;
  });
  return key === null ? nowhere : w.indexOf(key);
}

function write(w: Writer, pos: number, planned: readonly Planned[]): void {
  const before = pos < 0 ? null : w.block(pos)!;
  const at = before ? w.layout.end(lastOf(before)) : 0;
  const root = before ? lastOf(before) : -1;
  const fresh = planned.map(({ key }, i) => ({ key, root: root + (i + 1) / (planned.length + 1) }));
  const plan = planFresh(w, pos, fresh);
  const written = w.insertParts(at, planned.flatMap(({ parts }) => parts));
  writePlaces(w, plan, fresh);
  let next = 0;
  for (const { parts, remembered } of planned) {
    for (const [i, { key }] of parts.slice(0, remembered).entries()) {
      const words = written[next + i]!;
      w.history.record({ type: 'part', key, from: null, ranges: words.start < words.end ? [words] : [], table: null });
    }
    next += parts.length;
  }
  if (!planned.some(({ table }) => table !== null)) return;
  w.doc.commit();
  for (const { key, table } of planned) if (table !== null) w.history.fingerprint(key, printOf(w, table));
}

/** Turns blocks into parts. */
class Planning {
  private readonly taken = new Set<string>();
  private cells = 0;

  constructor(
    private readonly w: Writer,
    private readonly along: Along | undefined,
  ) {}

  all(blocks: readonly NewBlock[]): Planned[] {
    const out: Planned[] = [];
    for (const block of blocks) {
      const planned = isTable(block) ? this.table(block) : this.paragraph(block);
      if (planned) out.push(planned);
    }
    return out;
  }

  private words(pieces: Parameters<typeof prepare>[1]): Prepared {
    return prepare(this.w, pieces, false, this.along);
  }

  private paragraph(paragraph: NewParagraph): Planned {
    const { w, taken } = this;
    const { id: wanted, level, direction } = paragraph;
    const { pieces, notes } = this.words(paragraph.pieces);
    const kind = (CHOICES as readonly string[]).includes(paragraph.kind) ? paragraph.kind : 'plain';
    const id = wanted && w.layout.find(wanted) < 0 && !taken.has(wanted) ? wanted : w.hosts.random();
    taken.add(id);
    const key = w.freeKey(id);
    return { key, parts: [{ key, kind, level, direction, pieces }, ...notes], remembered: 1 + notes.length, table: null };
  }

  private table(table: NewTable): Planned | null {
    const { w } = this;
    const rows = Math.max(1, Math.trunc(table.rows) || 1);
    const columns = Math.max(1, Math.trunc(table.columns) || 1);
    if (!fits(w, rows, columns, this.cells + rows * columns)) return null;
    this.cells += rows * columns;
    const id = w.hosts.random();
    const key = w.freeKey(id);
    const ids = (count: number): string[] => Array.from({ length: count }, () => w.hosts.random());
    const [rowIds, columnIds] = [ids(rows), ids(columns)];
    rowIds.forEach((row, i) => w.setFresh(id, `row.${row}`, nth(i)));
    columnIds.forEach((column, i) => w.setFresh(id, `col.${column}`, nth(i)));
    const head = Math.min(9, Math.max(0, Math.trunc(table.head) || 0));
    if (head !== 1) w.setFresh(id, 'head', String(head));
    table.widths?.forEach((width, i) => {
      if (columnIds[i] && width !== 100) w.setFresh(id, `width.${columnIds[i]}`, String(widthOf(width)));
    });
    const { pieces, notes } = this.words(table.caption ?? []);
    const cells: NewPart[] = [];
    rowIds.forEach((row, i) =>
      columnIds.forEach((column, j) => {
        const cell = table.cells?.[i]?.[j];
        if (!cell) return;
        const words = this.words(cell.pieces);
        notes.push(...words.notes);
        if (words.pieces.length || cell.direction) cells.push(cellPart(cellId(id, row, column), words, cell.direction));
      }),
    );
    const caption: NewPart = { key, kind: 'table', level: 0, direction: null, pieces };
    return { key, parts: [caption, ...notes, ...cells], remembered: 1 + notes.length, table: id };
  }
}

export const cellPart = (key: string, { pieces }: Pick<Prepared, 'pieces'>, direction: NewParagraph['direction'] | undefined): NewPart => ({
  key, kind: 'cell', level: 0, direction: direction ?? null, pieces,
});

/** A width that a column may have. */
export const widthOf = (width: number): number => Math.min(1000, Math.max(1, Math.round(width) || 1));

/** Inserts a table behind what stands at `after`, -1 for the beginning. Returns the caret in its first cell. */
export function insertTable(w: Writer, after: number, table: NewTable): Spot {
  const index = insertBlocks(w, after, [table]);
  return w.layout.groups[index]?.view.table ? { index: index + 1, offset: 0 } : { index, offset: 0 };
}
