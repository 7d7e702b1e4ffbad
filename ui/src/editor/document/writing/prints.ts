/** What showed of a table when it was made, to see later whether somebody else has written in it. */

import { tableHash } from '../reading/tables';
import type { Writer } from './writer';

export function printOf(w: Writer, table: string): string {
  const { layout } = w;
  const grid = layout.grid(table);
  const ids = (list: readonly { id: string }[] = []): string => list.map(({ id }) => id).join();
  return `${tableHash('', table, layout.linesOf(table), layout.cellWords)} ${ids(grid?.rows)} ${ids(grid?.columns)}`;
}
