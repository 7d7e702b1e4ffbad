/**
 * From parts to paragraphs: which parts are joined, and in what order their words stand (steps 4 and 5 of
 * `docs/formats/draft.md`, *Reading*). Pure.
 */

import type { Attributes } from './attributes';
import type { Order } from './order';

/** What joins are read from; numbers are places of parts. */
export interface Source {
  keys: readonly string[];
  find: (key: string) => number | undefined;
  attributes: (part: number) => Pick<Attributes, 'joins'>;
  isDead: (part: number) => boolean;
  isCell: (part: number) => boolean;
}

const NOTHING = -1;

/** Per part, what its `joins` names, or -1. */
export function joinsOf(source: Source): number[] {
  return source.keys.map((_, q) => {
    const { joins } = source.attributes(q);
    const target = joins === undefined ? undefined : source.find(joins);
    return target === undefined || target === q || source.isCell(q) || source.isCell(target) ? NOTHING : target;
  });
}

/** Step 4: what joining `part` to `target` continues: the last piece that was split off it and stands where it was. */
export function lastPiece(source: Pick<Source, 'keys' | 'isDead' | 'isCell'>, order: Splits, part: number, target: number): number {
  for (let c = (target < part ? part : source.keys.length) - 1; c > target; c--) {
    if (c !== part && !source.isDead(c) && !source.isCell(c) && leadsTo(order, c, target)) return c;
  }
  return target;
}

type Splits = Pick<Order, 'isPlaced' | 'splitFrom'>;

/** Whether a part was split off another, over parts that have no place of their own. */
function leadsTo(order: Splits, part: number, target: number): boolean {
  const seen = new Set<number>();
  for (let at = part; at >= 0 && !order.isPlaced(at) && !seen.has(at); ) {
    seen.add(at);
    at = order.splitFrom(at);
    if (at === target) return true;
  }
  return false;
}

/** Step 5: the part that stands for the group of each; in a circle the one with the lowest key. */
export function rootsOf(keys: readonly string[], continues: readonly number[]): number[] {
  const roots: number[] = keys.map(() => NOTHING);
  for (let part = 0; part < keys.length; part++) {
    if (continues[part]! < 0) {
      roots[part] = part;
      continue;
    }
    const path: number[] = [];
    const places = new Map<number, number>();
    let at = part;
    while (roots[at]! < 0 && continues[at]! >= 0 && !places.has(at)) {
      places.set(at, path.length);
      path.push(at);
      at = continues[at]!;
    }
    let root = roots[at]! >= 0 ? roots[at]! : at;
    const circle = places.get(at);
    if (circle !== undefined && roots[at]! < 0) {
      root = path.slice(circle).reduce((low, p) => (keys[p]! < keys[low]! ? p : low));
    }
    for (const p of path) roots[p] = root;
    roots[at] = root;
  }
  return roots;
}

/** The parts of each group by its root: the root, then those that continue it, each followed by those that continue it. */
export function membersOf(roots: readonly number[], continues: readonly number[]): Map<number, number[]> {
  const kids = new Map<number, number[]>();
  const out = new Map<number, number[]>();
  roots.forEach((root, part) => {
    if (root === part) {
      out.set(part, [part]);
      return;
    }
    const list = kids.get(continues[part]!);
    if (list) list.push(part);
    else kids.set(continues[part]!, [part]);
  });
  for (const [root, list] of out) {
    if (!kids.has(root)) continue;
    const open = [...kids.get(root)!].reverse();
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      list.push(part);
      const more = kids.get(part);
      if (more) for (let i = more.length - 1; i >= 0; i--) open.push(more[i]!);
    }
  }
  return out;
}
