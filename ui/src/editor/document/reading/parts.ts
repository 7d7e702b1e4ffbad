/**
 * The parts of a draft with their names, their attributes and where they stand in the flat text (steps 1 and 2 of
 * `docs/formats/draft.md`, *Reading*). Numbers are places of parts.
 */

import type { Part } from '../mirror';
import { sixteen } from '../sha256';
import { NO_ATTRIBUTES, type Attributes } from './attributes';

export class Parts {
  list: readonly Part[] = [];
  keys: readonly string[] = [];
  private own: Attributes[] = [];
  private bases: number[] = [];
  /** The parts as they were when they were last named. */
  private named: readonly Part[] = [];
  /** How many parts have each id; and how many have none, or one that another has already. */
  private readonly counts = new Map<string, number>();
  private odd = 0;
  private byKey: Map<string, number> | null = null;
  private readonly hashes = new WeakMap<Part, string>();

  constructor(readonly attributesOf: (key: string) => Attributes | undefined) {}

  /** Takes over the parts after a change. Names and attributes are those of before until {@link name}. */
  take(list: readonly Part[]): void {
    this.list = list;
    const bases = new Array<number>(list.length);
    let at = 0;
    for (let i = 0; i < list.length; i++) {
      bases[i] = at;
      at += list[i]!.length;
    }
    this.bases = bases;
  }

  name(): void {
    const { list, named } = this;
    const short = Math.min(list.length, named.length);
    let head = 0;
    while (head < short && list[head] === named[head]) head++;
    let tail = 0;
    while (tail < short - head && list[list.length - 1 - tail] === named[named.length - 1 - tail]) tail++;
    for (let i = head; i < named.length - tail; i++) this.count(named[i]!.id, -1);
    for (let i = head; i < list.length - tail; i++) this.count(list[i]!.id, 1);
    this.named = list;
    this.keys = this.odd === 0 ? list.map(({ id }) => id!) : namesOf(list);
    this.byKey = null;
    this.own = list.map(({ id }) => (id && this.attributesOf(id)) || NO_ATTRIBUTES);
  }

  private count(id: string | null, by: 1 | -1): void {
    if (id === null) {
      this.odd += by;
      return;
    }
    const now = (this.counts.get(id) ?? 0) + by;
    if (by > 0 ? now > 1 : now > 0) this.odd += by;
    if (now > 0) this.counts.set(id, now);
    else this.counts.delete(id);
  }

  get length(): number {
    return this.list.length;
  }

  attributes(part: number): Attributes {
    return this.own[part] ?? NO_ATTRIBUTES;
  }

  /** The value of an attribute; none if it is not set or empty. */
  readonly attribute = (part: number, name: string): string | undefined => this.attributes(part).get(name);

  /** The key under which the attributes of a part are written. */
  attributeKey(part: number): string {
    return this.list[part]!.id ?? this.keys[part]!;
  }

  /** The paragraph id in a part's key. */
  idOf(part: number): string {
    return this.attributeKey(part).slice(0, 16);
  }

  /** The part with a key. */
  readonly find = (key: string): number | undefined => {
    if (!this.byKey) {
      this.byKey = new Map();
      for (let i = this.keys.length - 1; i >= 0; i--) this.byKey.set(this.keys[i]!, i);
    }
    return this.byKey.get(key);
  };

  readonly isCell = (part: number): boolean => this.attributes(part).kind === 'cell';
  isTable(part: number): boolean {
    return this.attributes(part).kind === 'table';
  }

  /** The hash of a part's words. */
  hash(part: number): string {
    const at = this.list[part]!;
    let hash = this.hashes.get(at);
    if (hash === undefined) this.hashes.set(at, (hash = sixteen(at.words)));
    return hash;
  }

  /** Where the first character of a part stands in the flat text. */
  base(part: number): number {
    return this.bases[part]!;
  }

  /** One past the last character of a part. */
  end(part: number): number {
    return this.bases[part]! + this.list[part]!.length;
  }

  /** The part in which a caret at this position stands. */
  at(position: number): number {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (position <= this.end(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Keys of parts of which some have no id, or one that another has. */
function namesOf(list: readonly Part[]): string[] {
  const used = new Map<string, number>();
  let nameless = 0;
  return list.map(({ id }) => {
    if (id === null) return sixteen(`qalam no id ${nameless++}`);
    const n = used.get(id) ?? 0;
    used.set(id, n + 1);
    return n === 0 ? id : sixteen(`qalam same id ${id} ${n}`);
  });
}
