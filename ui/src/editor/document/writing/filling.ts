/** Words from elsewhere into the cells of a table that is there, all of them in one go. */

import type { Along, NewWords } from '../commands';
import { cellPart } from './blocks';
import { lastOf, restore } from './paragraphs';
import { addLines, restoreLine } from './tabling';
import { isLocked, lengthWritten, prepare, rangesOf, removeRanges } from './words';
import type { NewPart, Spot, Writer } from './writer';

export function fillCells(w: Writer, table: string, top: number, left: number, rows: readonly (readonly NewWords[])[], along?: Along): Spot | null {
  const wide = Math.max(0, ...rows.map((row) => row.length));
  if (!w.layout.grid(table) || wide === 0) return null;
  return w.together(() => {
    const grid = w.layout.grid(table)!;
    const missing = [top + rows.length - grid.rows.length, left + wide - grid.columns.length] as const;
    if (!addLines(w, grid, 'row', missing[0])) return null;
    w.doc.commit();
    if (!addLines(w, w.layout.grid(table)!, 'col', missing[1])) return null;
    w.doc.commit();
    const head = w.layout.find(table);
    if (isLocked(w.group(head))) return null;
    keep(w, table, head, [top, top + rows.length], [left, left + wide]);
    const columns = w.layout.grid(table)!.columns.length;
    // Footnotes stand behind the table: the places of its cells stay what they are.
    const cells = rows.flatMap((row, r) => row.map((words, c) => ({ words, index: head + 1 + (top + r) * columns + left + c })));
    clear(w, cells.map(({ index }) => index));
    write(w, head, cells, along);
    const last = cells[cells.length - 1]!;
    return { index: last.index, offset: lengthWritten(last.words.pieces) };
  });
}

/**
 * What is written into is wanted: a row, a column or the table itself that shows only because somebody wrote in it after
 * it was deleted would go as soon as those words do.
 */
function keep(w: Writer, table: string, head: number, rows: readonly [number, number], columns: readonly [number, number]): void {
  const grid = w.layout.grid(table)!;
  if (w.group(head).view.edited) restore(w, head);
  for (const row of grid.rows.slice(...rows)) if (row.edited) restoreLine(w, table, 'row', row.id);
  for (const column of grid.columns.slice(...columns)) if (column.edited) restoreLine(w, table, 'col', column.id);
  w.doc.commit();
}

function clear(w: Writer, indexes: readonly number[]): void {
  removeRanges(w, indexes.flatMap((index) => rangesOf(w, w.group(index), [{ from: 0, to: w.group(index).view.length }])));
  w.doc.commit();
}

function write(w: Writer, head: number, cells: readonly { words: NewWords; index: number }[], along: Along | undefined): void {
  const { layout } = w;
  const behind = layout.end(lastOf(w.group(head)));
  const fresh: NewPart[] = [];
  const notes: NewPart[] = [];
  const jobs: { at: number; work: () => void }[] = [];
  for (const { words, index } of cells) {
    const group = w.group(index);
    const prepared = prepare(w, words.pieces, false, along);
    notes.push(...prepared.notes);
    const [dead] = group.all;
    const own = group.parts[0] ?? (dead !== undefined && !layout.parts[dead]!.words ? dead : undefined);
    if (own === undefined) {
      if (prepared.pieces.length || words.direction) fresh.push(cellPart(w.freeKey(group.view.id), prepared, words.direction));
      continue;
    }
    if (group.parts.length === 0) w.set(layout.attributeKey(own), 'deleted', '');
    if (words.direction) w.set(layout.attributeKey(own), 'dir', words.direction);
    const at = layout.position({ part: own, index: 0 });
    if (prepared.pieces.length) jobs.push({ at, work: () => w.insertWords(at, prepared.pieces) });
  }
  // From the end on: what is written does not move where the others go.
  jobs.push({ at: behind, work: () => writeFresh(w, behind, notes, fresh) });
  for (const { work } of jobs.sort((a, b) => b.at - a.at)) work();
}

/** Cells that nobody wrote in are remembered by their words alone, as when somebody types in one. */
function writeFresh(w: Writer, at: number, notes: readonly NewPart[], cells: readonly NewPart[]): void {
  const written = w.insertParts(at, [...notes, ...cells]);
  const inserted: { start: number; end: number }[] = [];
  written.forEach((words, i) => {
    const ranges = words.start < words.end ? [words] : [];
    if (i < notes.length) w.history.record({ type: 'part', key: notes[i]!.key, from: null, ranges, table: null });
    else inserted.push(...ranges);
  });
  if (inserted.length) w.history.record({ type: 'inserted', ranges: inserted });
}
