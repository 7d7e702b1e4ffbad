/**
 * From paragraphs to what shows, in reading order (steps 6 and 7 of `docs/formats/draft.md`, *Reading*, then the
 * order): tables with their cells, footnotes behind what has their first sign.
 */

import { kindOf } from '../format';
import { sixteen } from '../sha256';
import type { Cells, NamedCell } from './cells';
import type { Living } from './living';
import { placeNotes } from './notes';
import type { Order, Standing } from './order';
import type { Parts } from './parts';
import { gridOf, type Grid } from './tables';
import type { CellView, TableView, View } from './view';
import type { Seen, Views } from './views';

/** Something with words that shows, and where it comes from. Numbers are places of parts. */
export interface Group {
  readonly view: View;
  /** The parts whose words it shows, in their order; a cell that nobody wrote in has none. */
  readonly parts: readonly number[];
  /** These and the dead ones, in their order. */
  readonly all: readonly number[];
  /** -1 for a cell. */
  readonly root: number;
  /** The part whose attributes show; -1 for a cell that nobody wrote in. */
  readonly shown: number;
  /** Index of the paragraph that it belongs to: of a cell its table's, of a footnote that with its first sign, else itself. */
  readonly block: number;
}

/** All that shows. */
export interface Showing {
  groups: Group[];
  /** Where the paragraphs among them stand, and their indexes in {@link groups}. */
  standings: Standing[];
  blocks: number[];
  /** Numbers of the footnotes that have a sign. */
  noteNumbers: Map<string, number>;
  /** Tables with their rows and columns. */
  grids: Map<string, Grid>;
}

interface Found extends Seen {
  all: readonly number[];
  root: number;
}

/** What it is made from. */
export interface Sources {
  parts: Parts;
  living: Living;
  order: Order;
  /** The parts of each paragraph by its root. */
  members: ReadonlyMap<number, number[]>;
  views: Views;
  cells: Cells;
}

export function showing({ parts, living, order, members, views, cells }: Sources): Showing {
  const { live, deadNotes } = paragraphsOf(parts, living, members);
  const grids = gridsOf(parts, living, live);
  const byRoot = new Map(live.map((found) => [found.root, found]));
  const standings = order.sort(live.filter(({ kind }) => kind !== 'note').map(({ root }) => root));
  const notes = new Map<string, Found>();
  for (const found of [...live.filter(({ kind }) => kind === 'note'), ...deadNotes]) {
    if (!notes.has(found.id)) notes.set(found.id, found);
  }
  const named = cells.of(grids);
  const rows = standings.map(({ root }) => {
    const found = byRoot.get(root)!;
    const grid = found.kind === 'table' ? grids.get(found.id) : undefined;
    return { found, grid, cells: grid ? named.get(found.id)!.map((cell) => cellFrom(cell, living)) : [] };
  });
  const { behind, unsigned } = placeNotes(
    rows.map((row) => signsIn(parts, row.found, row.cells)),
    notes,
    (found) => found.parts.some((part) => !living.isDead(part)),
  );
  const out: Showing = { groups: [], standings, blocks: [], noteNumbers: new Map(), grids };
  const { groups } = out;
  const add = (found: Found, block: number, table?: TableView, cell?: CellView): void => {
    const { parts, all, root, shown } = found;
    groups.push({ view: views.of(found, table, cell), parts, all, root, shown, block });
  };
  views.begin();
  rows.forEach(({ found, grid, cells }, i) => {
    const block = groups.length;
    out.blocks.push(block);
    if (grid) add(found, block, views.tableOf(grid));
    else add(found.kind === 'table' ? { ...found, kind: 'plain' } : found, block);
    for (const cell of cells) add(cell, block, undefined, cell.cell);
    for (const note of behind[i]!) {
      out.noteNumbers.set(note.id, out.noteNumbers.size + 1);
      add(note, block);
    }
  });
  for (const note of unsigned) add({ ...note, edited: true }, groups.length);
  views.end(groups.length, grids);
  return out;
}

/** Step 6: paragraphs and footnotes of which something lives, and footnotes of which nothing does. */
function paragraphsOf(parts: Parts, living: Living, members: ReadonlyMap<number, number[]>): { live: Found[]; deadNotes: Found[] } {
  const live: Found[] = [];
  const deadNotes: Found[] = [];
  for (const [root, all] of members) {
    if (parts.isCell(root)) continue;
    const mine = alive(all, living);
    const shown = mine.length && living.isDead(root) ? mine[0]! : root;
    const kind = kindOf(parts.attribute(shown, 'kind'));
    const found: Found = { id: parts.keys[shown]!.slice(0, 16), kind, parts: mine, all, root, shown, edited: isMarked(mine, living) };
    if (mine.length) live.push(found);
    else if (kind === 'note') deadNotes.push({ ...found, parts: all });
  }
  settleIds(live, parts.keys);
  return { live, deadNotes };
}

function alive(all: readonly number[], living: Living): readonly number[] {
  return all.some(living.isDead) ? all.filter((part) => !living.isDead(part)) : all;
}

function isMarked(parts: readonly number[], living: Living): boolean {
  for (const part of parts) if (living.isMarked(part)) return true;
  return false;
}

/** Which tables show, with their rows and columns. */
function gridsOf(parts: Parts, living: Living, live: readonly Found[]): Map<string, Grid> {
  const grids = new Map<string, Grid>();
  for (const { kind, id, shown } of live) {
    if (kind !== 'table' || id !== parts.idOf(shown) || !living.hasRoom(id)) continue;
    const grid = gridOf(id, living.linesOf(id), living.cellWords);
    if (grid.rows.length && grid.columns.length) grids.set(id, grid);
  }
  return grids;
}

function cellFrom({ id, cell }: NamedCell, living: Living): Found & { cell: CellView } {
  const all = living.cellParts(id);
  const parts = alive(all, living);
  return { id, kind: 'cell', parts, all, root: -1, shown: parts[0] ?? -1, edited: isMarked(parts, living), cell };
}

/** The footnotes that a paragraph, or a table with its cells, has signs for, in their order. */
function signsIn({ list }: Parts, found: Found, cells: readonly Found[]): string[] {
  const out: string[] = [];
  for (const one of [found, ...cells]) for (const part of one.parts) if (list[part]!.notes.length) out.push(...list[part]!.notes);
  return out;
}

/** Step 7: no two visible paragraphs have one id. */
function settleIds(groups: { id: string; shown: number; edited: boolean }[], keys: readonly string[]): void {
  const owner = new Map<string, number>();
  groups.forEach((group, i) => {
    const first = owner.get(group.id);
    if (first === undefined || (groups[first]!.edited && !group.edited)) owner.set(group.id, i);
  });
  if (owner.size === groups.length) return;
  const again = new Map<string, number>();
  const ids = groups.map((group) => group.id);
  groups.forEach((group, i) => {
    const id = ids[i]!;
    if (owner.get(id) === i) return;
    const n = (again.get(id) ?? 0) + 1;
    again.set(id, n);
    group.id = sixteen(`qalam same id ${keys[group.shown]!} ${n}`);
  });
}
