/**
 * Which parts are deleted (step 3 of `docs/formats/draft.md`, *Reading*), and what depends on that before anything
 * shows: the words of cells, and which tables there is room for.
 */

import type { Parts } from './parts';
import { NO_ATTRIBUTES } from './attributes';
import { MOST_CELLS, linesOf, tableHash, type Lines } from './tables';

const NONE: readonly number[] = [];

export class Living {
  private dead: boolean[] = [];
  private marked: boolean[] = [];
  /** The parts of each cell. */
  private readonly cells = new Map<string, number[]>();
  private readonly fitting = new Set<string>();
  /** Tables that somebody deleted: what is typed in their cells may bring them back. */
  private readonly markedTables = new Set<string>();
  /** Entries of rows × columns of all tables. */
  cellsInUse = 0;

  constructor(private readonly parts: Parts) {}

  read(): void {
    const { parts } = this;
    const { length } = parts;
    const tables: number[] = [];
    this.cells.clear();
    this.markedTables.clear();
    this.marked = new Array<boolean>(length).fill(false);
    this.dead = new Array<boolean>(length).fill(false);
    for (let i = 0; i < length; i++) {
      const { kind, deleted } = parts.attributes(i);
      if (kind === 'table') tables.push(i);
      else if (kind === 'cell') this.addCell(i);
      if (deleted === undefined) continue;
      this.marked[i] = true;
      this.dead[i] = kind !== 'table' && deleted === parts.hash(i);
    }
    this.countCells(tables);
    // Cells came first: what a table was deleted with depends on them.
    for (const i of tables) {
      if (!this.marked[i]) continue;
      this.markedTables.add(parts.idOf(i));
      this.dead[i] = parts.attributes(i).deleted === this.deletionHash(i);
    }
  }

  private addCell(part: number): void {
    const id = this.parts.idOf(part);
    const list = this.cells.get(id);
    if (list) list.push(part);
    else this.cells.set(id, [part]);
  }

  /** Which tables there is room for: the first in the text, dead or not. */
  private countCells(tables: readonly number[]): void {
    this.fitting.clear();
    this.cellsInUse = 0;
    for (const part of tables) {
      const id = this.parts.idOf(part);
      const { rows, columns } = this.linesOf(id);
      if (this.fitting.has(id) || this.cellsInUse + rows.length * columns.length > MOST_CELLS) continue;
      this.fitting.add(id);
      this.cellsInUse += rows.length * columns.length;
    }
  }

  readonly isDead = (part: number): boolean => this.dead[part]!;

  /** Whether somebody deleted it, be it that somebody else went on writing. */
  isMarked(part: number): boolean {
    return this.marked[part]!;
  }

  isMarkedTable(table: string): boolean {
    return this.markedTables.has(table);
  }

  hasRoom(table: string): boolean {
    return this.fitting.has(table);
  }

  linesOf(table: string): Lines {
    return linesOf(this.parts.attributesOf(table) ?? NO_ATTRIBUTES);
  }

  /** The parts of a cell, live or not. */
  cellParts(cell: string): readonly number[] {
    return this.cells.get(cell) ?? NONE;
  }

  /** The words of a cell; '' for an empty one. */
  readonly cellWords = (cell: string): string => {
    let words = '';
    for (const part of this.cellParts(cell)) if (!this.dead[part]) words += this.parts.list[part]!.words;
    return words;
  };

  /** What deleting a part writes: of a table's also over its cells. */
  deletionHash(part: number): string {
    if (!this.parts.isTable(part)) return this.parts.hash(part);
    const id = this.parts.idOf(part);
    if (!this.hasRoom(id)) return this.parts.hash(part);
    return tableHash(this.parts.list[part]!.words, id, this.linesOf(id), this.cellWords);
  }
}
