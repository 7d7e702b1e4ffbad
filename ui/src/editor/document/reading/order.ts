/**
 * The order of paragraphs: each part has a slot, its own place in the text, and `place` puts a paragraph into another
 * part's slot (`docs/formats/draft.md`, *Order*). Pure: plans what to write and never writes.
 */

import type { Attributes } from './attributes';
import { isFraction, spread } from './fraction';

/** The slot before all parts. */
export const FRONT = '^';
const NOWHERE = -1;

/** A valid `place`: a slot's part (-1 is {@link FRONT}), and a fraction; at home it is empty. */
interface Place {
  slot: number;
  fraction: string;
}

/** What the order is read from. Numbers are places of parts in the text. */
export interface Source {
  /** Key of each part. */
  keys: readonly string[];
  /** The part with a key, or undefined. */
  find: (key: string) => number | undefined;
  attributes: (part: number) => Pick<Attributes, 'place' | 'from'>;
  rootOf: (part: number) => number;
  /** What is never ordered by its place: cells. */
  isCell: (part: number) => boolean;
}

/** A root that goes to another place, and its key; what does not exist yet has a number between those that do. */
export interface Moved {
  root: number;
  key: string;
}

/** Where a paragraph stands. */
export interface Standing {
  /** Its root; half a place on for a part that does not exist yet. */
  root: number;
  slot: number;
  fraction: string;
  /** Key of the part whose `place` this is. */
  by: string;
  /** The part whose place it takes, itself included; -1 if it merely stands in the text. */
  follows: number;
}

export class Order {
  private readonly places: (Place | null)[];
  private readonly from: number[];
  /** Whether anything was ever moved. */
  readonly moved: boolean;

  constructor(private readonly source: Source) {
    const { keys } = source;
    this.places = keys.map((_, i) => this.read(i));
    this.from = keys.map((_, i) => this.readFrom(i));
    this.moved = this.places.some((place) => place !== null);
  }

  private readFrom(part: number): number {
    const { from } = this.source.attributes(part);
    return (from === undefined ? undefined : this.source.find(from)) ?? NOWHERE;
  }

  private read(part: number): Place | null {
    const value = this.source.attributes(part).place;
    if (!value || this.source.isCell(part)) return null;
    if (value === this.source.keys[part]) return { slot: part, fraction: '' };
    const [key, fraction, more] = value.split(' ');
    if (fraction === undefined || more !== undefined || !isFraction(fraction)) return null;
    const slot = key === FRONT ? -1 : this.source.find(key!);
    return slot === undefined ? null : { slot, fraction };
  }

  /** Whether a part has a `place` that counts. */
  isPlaced(part: number): boolean {
    return this.places[part] !== null;
  }

  splitFrom(part: number): number {
    return this.from[part]!;
  }

  /** The part whose place a part takes, as it would be if `assumed` had one. */
  private followed(part: number, from: number, assumed: number): number {
    const placed = (p: number): boolean => p === assumed || this.places[p] !== null;
    const seen = new Set<number>([part]);
    for (let q = from; q >= 0 && !seen.has(q); q = this.from[q]!) {
      const root = this.source.rootOf(q);
      if (placed(root)) return root;
      if (placed(q)) return q;
      seen.add(q);
    }
    return NOWHERE;
  }

  /** Where a root stands; one that does not exist yet is given half a place on, and what it is split from. */
  standing(root: number, from = this.from[root] ?? NOWHERE): Standing {
    const own = this.places[root];
    const follows = own ? root : this.followed(root, from, NOWHERE);
    if (follows < 0) return { root, slot: root, fraction: '', by: '', follows };
    const { slot, fraction } = this.places[follows]!;
    return { root, slot, fraction, by: this.source.keys[follows]!, follows };
  }

  /** Whether a paragraph would follow `root` if that were moved. */
  wouldFollow(part: number, root: number): boolean {
    return part !== root && this.places[part] === null && this.followed(part, this.from[part]!, root) === root;
  }

  /** The roots in the order in which they show. */
  sort(roots: readonly number[]): Standing[] {
    const standings = roots.map((root) => this.standing(root));
    return this.moved ? standings.sort(compare) : standings;
  }

  // Planning.

  private slotKey(slot: number): string {
    return slot < 0 ? FRONT : this.source.keys[slot]!;
  }

  /**
   * What to write so that these roots stand, in this order, behind the one at `behind` in `list` (-1: before all). Of a
   * root that is in the list already, what was split off it stays where it is. Null if there is no room.
   */
  plan(list: readonly Standing[], behind: number, moved: readonly Moved[]): Map<number, string> | null {
    const out = new Map<number, string>();
    let now = list.map((standing) => ({ ...standing }));
    const target = now[behind];
    const roots = new Set(moved.map(({ root }) => root));
    for (const root of roots) if (root in this.places && !this.release(now, root, out)) return null;
    now = now.filter((standing) => !roots.has(standing.root));
    const at = target ? now.indexOf(target) : -1;
    const slot = target?.slot ?? -1;
    const low = target?.fraction ?? '';
    const run: Standing[] = [];
    if (target) for (let i = at + 1; sameSlot(now[i], slot, low); i++) run.push(now[i]!);
    const found = spread(low, next(now, slot, low), [...moved.map(({ key }) => key), ...run.map(({ root }) => this.source.keys[root]!)].map(idOf));
    if (!found) return null;
    run.forEach(({ root }, i) => out.set(root, `${this.slotKey(slot)} ${found[i + moved.length]}`));
    moved.forEach(({ root }, i) => out.set(root, `${this.slotKey(slot)} ${found[i]}`));
    return out;
  }

  /** What to write so that a paragraph stays where it stands, on its own. Null if there is no room. */
  pin(list: readonly Standing[], root: number): Map<number, string> | null {
    const out = new Map<number, string>();
    const now = list.map((standing) => ({ ...standing }));
    if (!this.release(now, root, out)) return null;
    const at = now.findIndex((standing) => standing.root === root);
    if (at >= 0 && now[at]!.follows >= 0) return this.separate(now, at, out) ? out : null;
    if (!out.has(root)) out.set(root, this.source.keys[root]!);
    return out;
  }

  /** Gives what would follow `moved` places that leave it where it stands. */
  private release(now: Standing[], moved: number, out: Map<number, string>): boolean {
    for (let i = 0; i < now.length; i++) {
      const one = now[i]!;
      if (out.has(one.root) || !this.wouldFollow(one.root, moved)) continue;
      if (one.follows < 0) {
        out.set(one.root, this.source.keys[one.root]!);
        continue;
      }
      if (!this.separate(now, i, out)) return false;
    }
    return true;
  }

  /** Gives the run that begins at `at` in one slot and fraction fractions of its own. */
  private separate(now: Standing[], at: number, out: Map<number, string>): boolean {
    const { slot, fraction } = now[at]!;
    const run: Standing[] = [];
    for (let j = at; sameSlot(now[j], slot, fraction); j++) run.push(now[j]!);
    const found = spread(fraction, next(now, slot, fraction), run.map(({ root }) => idOf(this.source.keys[root]!)));
    if (!found) return false;
    run.forEach((standing, n) => {
      standing.fraction = found[n]!;
      out.set(standing.root, `${this.slotKey(slot)} ${found[n]}`);
    });
    return true;
  }
}

const idOf = (key: string): string => key.slice(0, 16);

const sameSlot = (one: Standing | undefined, slot: number, fraction: string): boolean =>
  one !== undefined && one.slot === slot && one.fraction === fraction;

/** The next fraction in a slot. */
function next(now: readonly Standing[], slot: number, low: string): string | null {
  let found: string | null = null;
  for (const one of now) {
    if (one.slot === slot && one.fraction > low && (found === null || one.fraction < found)) found = one.fraction;
  }
  return found;
}

export function compare(a: Standing, b: Standing): number {
  return a.slot - b.slot || text(a.fraction, b.fraction) || text(a.by, b.by) || a.root - b.root;
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
