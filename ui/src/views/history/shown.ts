/** What the history's sheet shows, whatever it comes from: paragraphs in runs, or in words that somebody stands behind. */
import type { CellAt } from '../../lib/api/CellAt';
import type { ParagraphDiff } from '../../lib/api/ParagraphDiff';
import type { Run } from '../../lib/api/Run';
import type { TableLine } from '../../lib/api/TableLine';
import type { TableShape } from '../../lib/api/TableShape';

/** How the words of one author or origin look: a colour, a line under them and letters, never the colour alone. */
export interface Look {
  /** A delegation's colour; none where nothing is to stand out. */
  colour: number | null;
  /** The line under the words: solid, dashed, dotted, double, wavy. */
  line: number;
  /** One or two letters. */
  badge: string;
  /** Who or what, in words. */
  name: string;
}

/** Words that one look stands for. */
export interface Part {
  text: string;
  marks: string[];
  /** Place in the list of looks. */
  look: number;
  /** Place in the list of what is told of words. */
  source: number;
}

export interface ShownParagraph {
  id: string;
  number: string;
  oldNumber: string;
  kind: string;
  level: number;
  direction: string | null;
  /** same, changed, inserted, deleted. */
  change: string;
  moved: boolean;
  renumbered: boolean;
  restyled: boolean;
  runs: Run[];
  parts: Part[] | null;
  table: TableShape | undefined;
  cell: CellAt | undefined;
}

/** Lines that tell looks apart beside their colours. */
export const LINES = 5;

export function ofDiff(paragraph: ParagraphDiff): ShownParagraph {
  const { id, number, kind, level, direction, change, moved, renumbered, restyled, runs, table, cell } = paragraph;
  return { id, number, oldNumber: paragraph.old_number, kind, level, direction, change, moved, renumbered, restyled, runs, parts: null, table, cell };
}

/** Without the marks of what changed: as it reads now. */
export function clean(paragraphs: ShownParagraph[]): ShownParagraph[] {
  return paragraphs
    .filter((one) => one.change !== 'deleted')
    .map((one) => ({ ...one, renumbered: false, runs: one.runs.filter((run) => run.change !== 'deleted').map((run) => ({ ...run, change: 'same' })), table: one.table && still(one.table) }));
}

/** A table as it is now. */
function still({ head, columns, rows }: TableShape): TableShape {
  const lines = (all: TableLine[]): TableLine[] => all.filter((line) => line.change !== 'deleted').map(({ id }) => ({ id, change: 'same' }));
  return { head, columns: lines(columns), rows: lines(rows) };
}

/** Whether anything about the paragraph differs, its number apart: a number follows from what happens before it. */
export const differs = (one: ShownParagraph): boolean => one.change !== 'same' || one.moved || one.restyled;

/** The paragraph that differs before (-1) or behind (1) one, round and round. */
export function nextChange(paragraphs: ShownParagraph[], from: string | null, by: number): string | undefined {
  const all = paragraphs.filter(differs);
  const at = all.findIndex((one) => one.id === from);
  return all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]?.id;
}

/** Gives a paragraph of the sheet the focus. */
export function focusRow(id: string): void {
  [...document.querySelectorAll<HTMLElement>('[data-row]')].find((one) => one.dataset.row === id)?.focus();
}
