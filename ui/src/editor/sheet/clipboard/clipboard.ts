/**
 * What a selection is on the clipboard, and what a clipboard becomes in the text. Copied footnotes bring their words
 * along; pasted ones are new footnotes, unless they were cut: then they are the same again.
 */

import type { Node } from 'prosemirror-model';
import { DOMSerializer, Fragment } from 'prosemirror-model';
import { CellSelection } from 'prosemirror-tables';
import type { Binding } from '../binding';
import type { Along } from '../../document/commands';
import type { Draft, NewBlock, NewParagraph, Spot } from '../../document/draft';
import { behindBlock, blockBeside, endOf, pour, putWords, roomOf, tableEnd, type Putting } from '../edits';
import type { Kind, Piece } from '../../document/format';
import type { LeftOut, Pasted, PastedBlock, PastedParagraph } from './paste';
import type { PastedTable } from './paste-table';
import { schema } from '../schema';

export interface Copied {
  html: string;
  text: string;
  /** Ids of the footnotes whose signs are among it. */
  notes: readonly string[];
}

// Out.

/** The selection for other programs and for ourselves; null if nothing is selected. */
export function copyOf(binding: Binding, document: Document = window.document): Copied | null {
  const { selection, doc } = binding.state;
  if (selection.empty) return null;
  const blocks = selection instanceof CellSelection ? [cellsAsTable(selection)] : blocksBetween(doc, selection.from, selection.to);
  const nodes = withNotes(blocks, doc);
  if (nodes.length === 0) return null;
  const holder = document.createElement('div');
  // One stretch of a single paragraph is words and no paragraph.
  const only = nodes.length === 1 && nodes[0]!.isTextblock && !isWhole(binding, nodes[0]!) ? nodes[0]! : null;
  const serializer = DOMSerializer.fromSchema(schema);
  holder.append(serializer.serializeFragment(only ? only.content : Fragment.fromArray(nodes), { document }));
  const notes: string[] = [];
  for (const block of blocks) block.descendants((node) => void (node.type.name === 'footnote' && notes.push(node.attrs['note'] as string)));
  return { html: holder.innerHTML, text: nodes.map(plain).join('\n'), notes };
}

/** Whether all of a paragraph is selected, with its end: then it is copied as one. */
function isWhole(binding: Binding, node: Node): boolean {
  const { from, to } = binding.selection();
  const view = binding.draft.views[from.index];
  return from.index === to.index && roomOf(view!) === 'paragraph' && node.content.size === view!.length;
}

/** The blocks between two places, cut to what lies between. */
function blocksBetween(doc: Node, from: number, to: number): Node[] {
  const start = doc.resolve(from);
  const end = doc.resolve(to);
  if (start.sameParent(end) && start.parent.isTextblock) {
    const { parent } = start;
    const type = parent.type.name === 'paragraph' || parent.type.name === 'note' ? parent.type : schema.nodes['paragraph']!;
    const attrs = type === parent.type ? parent.attrs : {};
    return [type.create(attrs, parent.content.cut(start.parentOffset, end.parentOffset))];
  }
  const out: Node[] = [];
  doc.forEach((block, at) => {
    const [a, b] = [Math.max(from, at + 1), Math.min(to, at + block.nodeSize - 1)];
    if (at >= to || at + block.nodeSize <= from || a > b) return;
    if (block.isTextblock) out.push(block.copy(block.content.cut(a - at - 1, b - at - 1)));
    // Of a table that is selected in part the rows that are.
    else out.push(block.copy(Fragment.from([block.child(0), rowsBetween(block.child(1), at + block.child(0).nodeSize + 2, a, b)])));
  });
  return out;
}

function rowsBetween(grid: Node, start: number, from: number, to: number): Node {
  const rows: Node[] = [];
  grid.forEach((row, at) => {
    if (start + at < to && start + at + row.nodeSize > from) rows.push(row);
  });
  return rows.length ? grid.copy(Fragment.fromArray(rows)) : grid;
}

function cellsAsTable(selection: CellSelection): Node {
  const { content } = selection.content();
  const { table, caption, grid } = schema.nodes as Record<string, import('prosemirror-model').NodeType>;
  const first = content.firstChild!;
  const rows = first.type.name === 'grid' ? first.content : content;
  const columns = selection.$anchorCell.node(-1).attrs['columns'] as readonly { id: string }[];
  const ids = new Set<string>();
  rows.firstChild!.forEach((cell) => ids.add(cell.attrs['column'] as string));
  return table!.create(null, [caption!.create(), grid!.create({ columns: columns.filter(({ id }) => ids.has(id)) }, rows)]);
}

/** The footnotes of the signs among the blocks, each behind its block, where they are not among them. */
function withNotes(blocks: readonly Node[], doc: Node): Node[] {
  const notes = new Map<string, Node>();
  doc.forEach((block) => {
    if (block.type.name === 'note') notes.set(block.attrs['id'] as string, block);
  });
  const out: Node[] = [];
  const here = new Set<string>();
  for (const block of blocks) {
    if (block.type.name === 'note' && blocks.length > 1) continue;
    out.push(block);
    block.descendants((node) => {
      const id = node.type.name === 'footnote' ? (node.attrs['note'] as string) : '';
      const note = notes.get(id);
      if (note && !here.has(id)) {
        here.add(id);
        out.push(note);
      }
    });
  }
  return out;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (number: string): string => (/^[0-9]+$/.test(number) ? number.replace(/[0-9]/g, (digit) => RAISED[Number(digit)]!) : `(${number})`);

/** A block as plain text: cells between tabs, footnotes by raised numbers. */
function plain(block: Node): string {
  if (block.type.name === 'table') {
    const rows: string[] = [];
    block.child(1).forEach((row) => {
      const cells: string[] = [];
      row.forEach((cell) => void cells.push(words(cell)));
      rows.push(cells.join('\t'));
    });
    const caption = words(block.child(0));
    return [...(caption ? [caption] : []), ...rows].join('\n');
  }
  const { number, kind } = block.attrs as { number?: string; kind?: string };
  if (block.type.name === 'note') return `${raised(number ?? '')} ${words(block)}`;
  if (kind === 'item') return `– ${words(block)}`;
  return number ? `${number}. ${words(block)}` : words(block);
}

function words(block: Node): string {
  let out = '';
  block.forEach((node) => {
    if (node.isText) out += node.text!;
    else if (node.type.name === 'footnote') out += raised((node.attrs['number'] as string) || '?');
    else if (node.type.name === 'reference') out += String(node.attrs['number'] ?? '');
    else out += node.type.spec.leafText?.(node) ?? '';
  });
  return out;
}

// In.

/** Puts what was pasted in the place of the selection, or at `at`. Returns what was left out. */
export function pasteInto(binding: Binding, pasted: Pasted, at?: Spot, group: string | null = null): LeftOut {
  const { from, to } = binding.selection();
  const { blocks, left } = pasted;
  if (blocks.length === 0) return left;
  binding.command((draft) => {
    const spot = at ?? binding.cutSelection(from, to);
    const view = draft.views[spot.index];
    if (!view || view.locked !== null) return spot;
    const pouring = new Pouring(draft, pasted, binding.cutNotes, view.kind);
    if (view.kind === 'cell' && blocks.length === 1 && isTable(blocks[0]!)) return pouring.fill(spot, blocks[0]);
    const caret = pour(draft, spot, roomOf(view) === 'paragraph' ? blocks : blocks.flatMap(asLines), pouring);
    // Behind a table at the very end there must be a place to go on.
    const head = draft.blockOf(caret.index);
    return draft.views[head]?.table && roomOf(view) === 'paragraph' && blockBeside(draft.views, tableEnd(draft.views, head), 1) < 0 ? behindBlock(draft, head) : caret;
  }, true, group);
  return left;
}

/**
 * Pastes much, bit by bit: the first and the last block in the place of the selection, then all between them, in
 * turns of `stretch` milliseconds. Between two turns others work. It is one step of undo if nobody writes meanwhile;
 * what is taken back or deleted meanwhile is not gone on with.
 */
export async function pasteSlowly(binding: Binding, pasted: Pasted, stretch: number, pause: () => Promise<boolean>): Promise<LeftOut> {
  const { draft } = binding;
  const { blocks, left } = pasted;
  const inside = draft.views[binding.selection().from.index];
  if (blocks.length <= 2 || (inside && roomOf(inside) !== 'paragraph')) return pasteInto(binding, pasted);
  const group = `paste ${++pastes}`;
  pasteInto(binding, { ...pasted, blocks: [blocks[0]!, blocks[blocks.length - 1]!] }, undefined, group);
  const first = blockBeside(draft.views, draft.blockOf(binding.selection().head.index), -1);
  if (first < 0) return left;
  const pouring = new Pouring(draft, pasted, binding.cutNotes, draft.views[first]!.kind);
  let behind = draft.views[first]!.id;
  const turn = new Turn(stretch);
  for (let next = 1; next < blocks.length - 1; ) {
    const at = draft.find(behind);
    if (at < 0) break;
    const some = blocks.slice(next, Math.min(blocks.length - 1, turn.end(blocks, next, draft.views.length)));
    next += some.length;
    const pourThem = (): void => {
      const { index } = pouring.blocks(at, some);
      behind = draft.views[draft.blockOf(index)]!.id;
    };
    turn.take(some, () => binding.command(pourThem, false, group));
    if (!(await pause())) break;
  }
  return left;
}

/** How much is pasted in one turn: what should take so many milliseconds, as the turn before took them. */
class Turn {
  private weight = 64;

  constructor(private readonly stretch: number) {}

  /** One past the last block of a turn that begins with the one at `from`, in a paper of so many paragraphs. */
  end(blocks: readonly PastedBlock[], from: number, length: number): number {
    // Every turn reads the paper anew: less than a part of it would cost little less and be little.
    const most = Math.max(LEAST, length / PART, this.weight);
    let sum = 0;
    let end = from;
    do sum += weightOf(blocks[end++]!);
    while (end < blocks.length && sum + weightOf(blocks[end]!) <= most);
    return end;
  }

  take(blocks: readonly PastedBlock[], work: () => void): void {
    const begun = performance.now();
    work();
    const took = Math.max(1, performance.now() - begun);
    const done = blocks.reduce((sum, block) => sum + weightOf(block), 0);
    this.weight = Math.min(4 * done, (done * this.stretch) / took);
  }
}

const LEAST = 24;
const PART = 32;
const weightOf = (block: PastedBlock): number => (isTable(block) ? 1 + block.rows.length * block.rows[0]!.length : 1);

let pastes = 0;

/** Pasted paragraphs as they come to stand beside one of the kind `beside`. */
export function settled({ id, kind, level, direction, pieces }: PastedParagraph, beside: Kind): NewParagraph {
  const usual: Kind = beside === 'pp' || beside === 'op' || beside === 'item' ? beside : 'plain';
  return { id, kind: kind ?? usual, level: level || 1, direction, pieces };
}

/** A table as lines of words, where no table can stand. */
const asLines = (block: PastedBlock): PastedParagraph[] =>
  isTable(block) ? [block.caption, ...block.rows.flat()].map((words) => ({ ...words, id: null, kind: null, level: 0 })) : [block];

const isTable = (block: PastedBlock): block is PastedTable => 'rows' in block;

/** One paste: how its words, footnotes, brackets and tables come into the draft. */
class Pouring implements Putting<PastedBlock> {
  private readonly along: Along;

  constructor(
    private readonly draft: Draft,
    pasted: Pasted,
    cut: ReadonlySet<string>,
    private readonly beside: Kind,
  ) {
    this.along = {
      // The sign of a footnote that was cut and is nowhere now brings it back.
      note: (name) => (cut.has(name) && draft.find(name) < 0 ? null : (pasted.notes.get(name) ?? { pieces: [] })),
      behind: (bracket) => pasted.behind.get(bracket) ?? [],
    };
  }

  wordsOf(block: PastedBlock): readonly Piece[] | null {
    return isTable(block) ? null : block.pieces;
  }

  blocks(after: number, blocks: readonly PastedBlock[]): Spot {
    const { draft } = this;
    return endOf(draft, draft.insertBlocks(after, blocks.map((block) => this.newBlock(block)), this.along));
  }

  private newBlock(block: PastedBlock): NewBlock {
    if (!isTable(block)) return settled(block, this.beside);
    const { rows, head, widths, caption } = block;
    return { rows: rows.length, columns: rows[0]!.length, head, widths, caption: caption.pieces, cells: rows };
  }

  words(spot: Spot, pieces: readonly Piece[]): Spot {
    return putWords(this.draft, spot, pieces, this.along);
  }

  /** A table into the cells of another; rows and columns are added where there are too few. */
  fill(spot: Spot, table: PastedTable): Spot {
    const { draft } = this;
    const head = draft.blockOf(spot.index);
    const { id, table: own } = draft.views[head]!;
    const wide = own!.columns.length;
    const [top, left] = [Math.floor((spot.index - head - 1) / wide), (spot.index - head - 1) % wide];
    return draft.fillCells(id, top, left, table.rows, this.along) ?? spot;
  }
}
