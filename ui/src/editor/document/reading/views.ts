/**
 * Views as they are handed out. One stays the same object as long as nothing about it changed; readers rely on that.
 */

import { levelOf, lengthOf, lockOf, pushPiece, type Kind, type Piece } from '../format';
import type { Part } from '../mirror';
import { NO_ATTRIBUTES, type Attributes } from './attributes';
import { readNumber } from './numbers';
import type { Parts } from './parts';
import { tableView, type Grid } from './tables';
import type { CellView, TableView, View } from './view';

/** What is to be seen as one. Numbers are places of parts. */
export interface Seen {
  id: string;
  kind: Kind;
  parts: readonly number[];
  /** The part whose attributes show; -1 for a cell that nobody wrote in. */
  shown: number;
  edited: boolean;
}

interface Memory {
  edited: boolean;
  attributes: Attributes;
  kind: Kind;
  table: TableView | undefined;
  parts: readonly Part[];
  view: View;
  turn: number;
}

export class Views {
  private readonly memories = new Map<string, Memory>();
  private readonly tables = new Map<string, { text: string; view: TableView }>();
  private turn = 0;

  constructor(private readonly parts: Parts) {}

  /** Everything is about to be asked for anew. */
  begin(): void {
    this.turn++;
  }

  /** That was all: `count` views, and of tables these. */
  end(count: number, tables: ReadonlyMap<string, unknown>): void {
    if (this.memories.size !== count) {
      for (const [id, memory] of this.memories) if (memory.turn !== this.turn) this.memories.delete(id);
    }
    for (const id of this.tables.keys()) if (!tables.has(id)) this.tables.delete(id);
  }

  tableOf(grid: Grid): TableView {
    const view = tableView(grid, this.parts.attributesOf(grid.id) ?? NO_ATTRIBUTES);
    const text = JSON.stringify(view);
    const had = this.tables.get(grid.id);
    if (had?.text === text) return had.view;
    this.tables.set(grid.id, { text, view });
    return view;
  }

  of({ id, kind, parts: numbers, shown, edited }: Seen, table?: TableView, cell?: CellView): View {
    const { parts } = this;
    const attributes = parts.attributes(shown);
    const had = this.memories.get(id);
    if (had && had.edited === edited && had.attributes === attributes && had.kind === kind && had.table === table && isMadeOf(had.parts, numbers, parts)) {
      had.turn = this.turn;
      return had.view;
    }
    const pieces: Piece[] = [];
    const made = numbers.map((part) => parts.list[part]!);
    for (const part of made) for (const p of part.pieces) pushPiece(pieces, p.text, p.marks, p);
    const { number, dir, level } = attributes.values;
    const view: View = {
      id,
      kind,
      level: levelOf(kind, level),
      direction: dir === 'ltr' || dir === 'rtl' ? dir : null,
      number: kind === 'op' && number && readNumber(number) ? number : null,
      edited,
      locked: lockOf(attributes.values['kind']),
      pieces,
      length: lengthOf(pieces),
      keys: numbers.map((part) => parts.keys[part]!),
      ...(table ? { table } : {}),
      ...(cell ? { cell } : {}),
    };
    this.memories.set(id, { edited, attributes, kind, table, parts: made, view, turn: this.turn });
    return view;
  }
}

function isMadeOf(made: readonly Part[], numbers: readonly number[], { list }: Parts): boolean {
  if (made.length !== numbers.length) return false;
  for (let i = 0; i < made.length; i++) if (made[i] !== list[numbers[i]!]) return false;
  return true;
}

