/**
 * Commands on whole paragraphs: insert, split, join, restyle, delete, move. What stands in a cell or a footnote stays
 * there, and a table is neither joined to anything nor anything to it.
 */

import { CHOICES, clampLevel, hasLevel } from '../format';
import type { Group } from '../reading/layout';
import { compare, type Moved } from '../reading/order';
import { cut, deleteWords, fill, isLocked, rangesOf, removeRanges } from './words';
import type { NewParagraph, Spot, Style, Writer } from './writer';

export const lastOf = (group: Group): number => group.parts[group.parts.length - 1]!;
const isBlock = ({ view }: Group): boolean => view.kind !== 'cell' && view.kind !== 'note';
/** Whether a paragraph may be joined to another. */
const isPlain = (group: Group): boolean =>
  isBlock(group) && !isLocked(group) && (CHOICES as readonly string[]).includes(group.view.kind) && !group.view.table;
const isTable = (w: Writer, group: Group): boolean => w.layout.attribute(group.shown, 'kind') === 'table';
const joinable = (w: Writer, group: Group): boolean => isPlain(group) && !isTable(w, group);
/** A new paragraph beside one that has no choice of kinds is a plain one. */
function styleBeside(w: Writer, group: Group): Style {
  const { view } = group;
  if (!joinable(w, group)) return { kind: 'plain', level: 0, direction: view.direction };
  return { kind: view.kind, level: view.level, direction: view.direction };
}

// Places.

/** Writes planned places; those of `fresh` parts under the keys that they get. */
export function writePlaces(w: Writer, plan: ReadonlyMap<number, string> | null, fresh: readonly Moved[] = []): void {
  const keys = new Map(fresh.map(({ root, key }) => [root, key]));
  const placed = new Set([...(plan?.keys() ?? [])].filter((part) => !keys.has(part)));
  if (placed.size) keepJoins(w, placed);
  for (const [part, value] of plan ?? []) {
    const key = keys.get(part);
    if (key === undefined) w.set(w.layout.attributeKey(part), 'place', value);
    else w.setFresh(key, 'place', value);
  }
}

/** What continues one of these only because that was split off what it was joined to says so itself from now on. */
function keepJoins(w: Writer, placed: ReadonlySet<number>): void {
  const { layout } = w;
  layout.joins.forEach((target, part) => {
    const continued = layout.continued(part);
    if (target < 0 || continued === target) return;
    const seen = new Set<number>();
    for (let at = continued; at >= 0 && at !== target && !seen.has(at); at = layout.order.splitFrom(at)) {
      seen.add(at);
      if (placed.has(at)) return w.set(layout.attributeKey(part), 'joins', layout.keys[continued]!);
    }
  });
}

/**
 * What to write so that new parts, of which one follows the other in the text, stand directly behind the paragraph at
 * `pos`; nothing if they do so by themselves.
 */
export function planFresh(w: Writer, pos: number, fresh: readonly Moved[], from = -1): Map<number, string> | null {
  const { order, standings } = w.layout;
  const { root } = fresh[0]!;
  const own = order.standing(root, from);
  let next = pos + 1;
  while (standings[next]?.root === root) next++;
  const [before, behind] = [standings[pos], standings[next]];
  if ((!before || compare(before, own) < 0) && (!behind || compare(own, behind) < 0)) return new Map();
  return order.plan(standings, pos, fresh);
}

// Inserting.

/** Inserts behind the paragraph at place `pos` among paragraphs, -1 for the beginning. Returns its key. */
function insertBehind(w: Writer, pos: number, paragraph: NewParagraph): string {
  const before = pos < 0 ? null : w.block(pos)!;
  if (!before) return insertAt(w, 0, -0.5, pos, paragraph);
  return insertAt(w, w.layout.end(lastOf(before)), lastOf(before) + 0.5, pos, paragraph);
}

function insertAt(w: Writer, at: number, root: number, pos: number, paragraph: NewParagraph): string {
  const key = w.freeKey(w.hosts.random());
  const { kind, level, direction, pieces } = paragraph;
  const plan = planFresh(w, pos, [{ root, key }]);
  const [words] = w.insertParts(at, [{ key, kind, level, direction, pieces }]);
  writePlaces(w, plan, [{ root, key }]);
  w.history.record({ type: 'part', key, from: null, ranges: words!.start < words!.end ? [words!] : [], table: null });
  return key;
}

// Splitting and joining.

/** Splits a paragraph; returns where the caret belongs. `style` is what a new empty paragraph behind it is. */
export function split(w: Writer, index: number, offset: number, style?: Style): Spot {
  const target = w.group(index);
  const whole = joinable(w, target);
  if (!isBlock(target) || (!whole && offset > 0 && offset < target.view.length)) return { index, offset };
  const key = w.together(() => {
    const group = w.group(index);
    const own = styleBeside(w, group);
    const pos = w.blockOf(index);
    if (offset >= group.view.length) return insertBehind(w, pos, { ...(whole && style ? style : own), pieces: [] });
    if (offset <= 0) {
      insertBefore(w, pos, { ...own, pieces: [] });
      return w.layout.keys[group.parts[0]!]!;
    }
    return splitInside(w, group, pos, offset, own);
  });
  return { index: w.indexOf(key), offset: 0 };
}

/** Right before a paragraph's first live part, if that puts it there; else behind the paragraph before it. */
function insertBefore(w: Writer, pos: number, paragraph: NewParagraph): void {
  const { layout } = w;
  const group = w.block(pos)!;
  const root = group.parts[0]! - 0.5;
  const own = layout.order.standing(root);
  const before = layout.standings[pos - 1];
  if ((!before || compare(before, own) < 0) && compare(own, layout.standings[pos]!) < 0) {
    insertAt(w, layout.base(group.parts[0]!), root, pos - 1, paragraph);
  } else insertBehind(w, pos - 1, paragraph);
}

/** Returns the key of what is now the second half. */
function splitInside(w: Writer, group: Group, pos: number, offset: number, style: Style): string {
  const { layout } = w;
  const place = layout.place(group, offset);
  const seam = place.index === layout.parts[place.part]!.words.length;
  const next = group.parts[group.parts.indexOf(place.part) + 1];
  const { all } = group;
  const cutAt = all.indexOf(place.part);
  if (seam && next !== undefined) {
    const second = layout.keys[next]!;
    w.set(layout.attributeKey(next), 'joins', '');
    writePlaces(w, planFresh(w, pos, [{ root: next, key: second }]));
    const begins = all.indexOf(next);
    for (const later of all.slice(begins + 1)) {
      if (all.indexOf(layout.continued(later)) < begins) w.set(layout.attributeKey(later), 'joins', second);
    }
    return second;
  }
  const second = w.freeKey(w.hosts.random());
  const from = layout.keys[place.part]!;
  const root = place.part + 0.5;
  const plan = planFresh(w, pos, [{ root, key: second }], place.part);
  const last = plan?.size ? cutAt : cutAt - 1;
  const later = all.slice(cutAt + 1).filter((part) => all.indexOf(layout.continued(part)) <= last);
  w.cutPart(second, layout.position(place), from);
  w.writeStyle(second, style);
  w.setFresh(second, 'from', from);
  writePlaces(w, plan, [{ root, key: second }]);
  for (const part of later) w.set(layout.attributeKey(part), 'joins', second);
  return second;
}

/** Joins the paragraph behind this one to it. Returns the place of the seam. */
export function join(w: Writer, index: number): Spot {
  const first = w.group(index);
  const stay = { index, offset: first.view.length };
  const pos = w.blockOf(index);
  const second = isBlock(first) ? w.block(pos + 1) : undefined;
  if (!second || !joinable(w, first) || !joinable(w, second)) return stay;
  const key = w.layout.keys[second.parts[0]!]!;
  w.together(() => joinGroups(w, first, second));
  return beginningOf(w, key) ?? stay;
}

/** The beginning of a part's words in what shows it. */
function beginningOf(w: Writer, key: string): Spot | null {
  const part = w.layout.partOf(key);
  const index = w.layout.groupOf(part);
  if (index < 0) return null;
  let offset = 0;
  for (const other of w.layout.groups[index]!.parts) {
    if (other === part) break;
    offset += w.layout.parts[other]!.words.length;
  }
  return { index, offset };
}

function joinGroups(w: Writer, first: Group, second: Group): void {
  const { layout } = w;
  const target = lastOf(first);
  clearWay(w, target, second.root);
  w.set(layout.attributeKey(second.root), 'joins', layout.keys[target]!);
}

/** What `joins` would lead to in place of `target`, since it was split off that one, gets a place of its own first. */
function clearWay(w: Writer, target: number, root: number): void {
  for (let most = w.layout.parts.length; most > 0; most--) {
    const { layout } = w;
    const found = layout.lastPiece(root, target);
    if (found === target) return;
    writePlaces(w, layout.order.pin(layout.standings, found));
    w.doc.commit();
    if (!w.layout.order.isPlaced(found)) return;
  }
}

/** Deletes from one place to a later one in another paragraph, and joins what is left where it may. Returns the caret. */
export function deleteAcross(w: Writer, from: Spot, to: Spot): Spot {
  if (from.index === to.index) {
    const group = w.group(from.index);
    const offset = offsetAfter(w, group, from.offset, rangesOf(w, group, [{ from: from.offset, to: to.offset }]));
    deleteWords(w, from.index, from.offset, to.offset);
    return { index: from.index, offset };
  }
  const [first, last] = [w.group(from.index), w.group(to.index)];
  const together = joinable(w, first) && joinable(w, last);
  const key = w.layout.keys[first.parts[0] ?? -1];
  let offset = from.offset;
  w.together(() => {
    const ranges = rangesOf(w, last, [{ from: 0, to: to.offset }]);
    for (let i = to.index - 1; i > from.index; i--) ranges.push(...deleteBetween(w, i, from.index, last));
    ranges.push(...rangesOf(w, first, [{ from: from.offset, to: first.view.length }]));
    offset = offsetAfter(w, first, offset, ranges);
    removeRanges(w, ranges);
    w.doc.commit();
    if (!together || key === undefined) return;
    const [a, b] = [w.layout.groupOf(w.layout.partOf(key)), w.layout.groupOf(w.layout.partOf(w.layout.keys[last.parts[0]!]!))];
    if (a >= 0 && b >= 0 && a !== b) joinGroups(w, w.group(a), w.group(b));
  });
  const index = key === undefined ? from.index : w.indexOf(key);
  return { index, offset: Math.min(offset, w.layout.groups[index]?.view.length ?? 0) };
}

/** Where a place in a paragraph is once these ranges are gone: the partner of a bracket may go from before it. */
function offsetAfter(w: Writer, group: Group, offset: number, gone: readonly { start: number; end: number }[]): number {
  let left = offset;
  for (const before of w.layout.ranges(group, 0, offset)) {
    for (const { start, end } of gone) left -= Math.max(0, Math.min(before.end, end) - Math.max(before.start, start));
  }
  return left;
}

/** What stands between the ends of a deletion: whole paragraphs go; of a table that is cut into, only words, returned. */
function deleteBetween(w: Writer, index: number, from: number, last: Group): { start: number; end: number }[] {
  const group = w.group(index);
  const { view, block } = group;
  if (view.kind === 'note') return [];
  if (!view.cell && !view.table) deleteGroup(w, group);
  else if (block <= from || (last.view.cell && last.block === block)) return rangesOf(w, group, [{ from: 0, to: view.length }]);
  else if (view.table) deleteGroup(w, group);
  return [];
}

// Style.

/** Makes a paragraph another kind, level or direction; what `style` does not name stays. */
export function restyle(w: Writer, index: number, style: Partial<Style>): void {
  if (isLocked(w.group(index))) return;
  w.together(() => {
    const group = style.direction === undefined ? w.group(index) : fill(w, index);
    const { view, shown } = group;
    if (shown < 0) return;
    const key = w.layout.attributeKey(shown);
    const may = joinable(w, group) && (CHOICES as readonly string[]).includes(style.kind ?? view.kind);
    const kind = may ? (style.kind ?? view.kind) : view.kind;
    const level = style.level ?? (view.kind === kind ? view.level : 1);
    if (kind !== view.kind) w.set(key, 'kind', kind);
    if (hasLevel(kind) && (kind !== view.kind || level !== view.level)) w.set(key, 'level', String(clampLevel(level)));
    if (style.direction !== undefined && style.direction !== view.direction) w.set(key, 'dir', style.direction ?? '');
  });
}

// Deleting.

/** Deletes a paragraph, a table or a footnote, or the words of a cell. If somebody else edits it meanwhile it comes back, marked. */
export function deleteParagraph(w: Writer, index: number): void {
  const group = w.group(index);
  if (isLocked(group)) return;
  w.together(() => {
    if (group.view.cell) cut(w, group, [{ from: 0, to: group.view.length }]);
    else if (group.view.kind === 'note' && w.layout.noteNumbers.has(group.view.id)) removeSigns(w, group.view.id);
    else deleteGroup(w, group);
  });
}

export function deleteGroup(w: Writer, group: Group): void {
  if (isLocked(group)) return;
  const { layout } = w;
  for (const part of group.parts) w.set(layout.attributeKey(part), 'deleted', layout.deletionHash(part));
  for (const other of layout.groups) {
    const inside = other === group || (group.view.table && other.view.cell?.table === group.view.id);
    if (inside && other.view.kind !== 'note') w.losesSigns(other.parts.flatMap((part) => layout.parts[part]!.notes));
  }
}

/** Takes the signs of a footnote away, and with the last one the footnote. */
function removeSigns(w: Writer, note: string): void {
  for (let i = w.layout.groups.length - 1; i >= 0; i--) {
    const group = w.layout.groups[i]!;
    if (group.view.kind === 'note') continue;
    const stretches: { from: number; to: number }[] = [];
    let at = 0;
    for (const { text, sign } of group.view.pieces) {
      if (sign?.type === 'note' && sign.note === note) stretches.push({ from: at, to: at + text.length });
      at += text.length;
    }
    if (stretches.length) {
      cut(w, group, stretches);
      w.doc.commit();
    }
  }
}

/** Takes the mark 'edited after deletion' away: the paragraph stays. */
export function restore(w: Writer, index: number): void {
  w.together(() => {
    for (const part of w.group(index).all) if (!w.layout.isDead(part)) w.set(w.layout.attributeKey(part), 'deleted', '');
  });
}

// Moving.

/** Moves a paragraph behind the one at `after` (-1 for the beginning), counted as they stand now. Returns its index. */
export function move(w: Writer, index: number, after: number): number {
  const group = w.group(index);
  const pos = w.blockOf(index);
  const target = after < 0 ? -1 : w.blockOf(after);
  if (!isBlock(group) || isLocked(group) || target === pos || target === pos - 1) return index;
  const key = w.layout.keys[group.parts[0]!]!;
  w.together(() => {
    const { order, standings, keys } = w.layout;
    writePlaces(w, order.plan(standings, target, [{ root: group.root, key: keys[group.root]! }]));
  });
  return w.indexOf(key);
}
