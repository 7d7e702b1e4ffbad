/**
 * Reads the parts of a draft as visible paragraphs, by the steps of `docs/formats/draft.md`; the twin of
 * `qalam_model::draft`. Pure reading: whatever stands there is shown as something.
 */

import { clean, kindOf, levelOf, lengthOf, lockOf, pushPiece, type Piece } from './format';
import type { Part } from './mirror';
import { readNumber } from './numbers';
import { sixteen } from './sha256';
import type { View } from './view';

/** The attributes of one key. Replaced as a whole when one changes, so that equal objects mean nothing changed. */
export type Attributes = Readonly<Record<string, string>>;

/** A visible paragraph and where it comes from. Numbers are places in {@link Layout.parts}. */
export interface Group {
  readonly view: View;
  readonly parts: readonly number[];
  readonly root: number;
  readonly shown: number;
}

/** A place among the words of one part. */
export interface Place {
  part: number;
  index: number;
}

interface Memory {
  inputs: readonly unknown[];
  view: View;
}

const NO_ATTRIBUTES: Attributes = {};

export class Layout {
  parts: readonly Part[] = [];
  keys: string[] = [];
  groups: Group[] = [];
  private dead: boolean[] = [];
  private marked: boolean[] = [];
  /** Per part, the part that it continues, or -1. */
  private continues: number[] = [];
  private bases: number[] = [];
  private remembered = new Map<string, Memory>();
  private hashes = new WeakMap<Part, string>();

  constructor(private readonly attributesOf: (key: string) => Attributes | undefined) {}

  /**
   * Reads anew after a change. `renamed` says that parts came, went or changed their id, `styled` that attributes
   * changed. Mere typing reads only the paragraph that was typed in.
   */
  read(parts: readonly Part[], renamed: boolean, styled: boolean): void {
    const before = this.parts;
    this.parts = parts;
    this.measure();
    if (!renamed && !styled && this.reword(before)) return;
    if (renamed || this.keys.length !== parts.length) this.nameParts();
    this.markDeleted();
    this.followJoins();
    this.gather();
  }

  /** The value of an attribute; none if it is not set or empty. */
  attribute(part: number, name: string): string | undefined {
    return this.attributes(part)[name] || undefined;
  }

  private attributes(part: number): Attributes {
    const own = this.parts[part]?.id;
    return (own && this.attributesOf(own)) || NO_ATTRIBUTES;
  }

  hasKey(key: string): boolean {
    return this.parts.some((part, i) => part.id === key || this.keys[i] === key);
  }

  find(id: string): Group | undefined {
    return this.groups.find((group) => group.view.id === id);
  }

  hash(part: number): string {
    const at = this.parts[part]!;
    let hash = this.hashes.get(at);
    if (hash === undefined) this.hashes.set(at, (hash = sixteen(at.words)));
    return hash;
  }

  isDead(part: number): boolean {
    return this.dead[part]!;
  }

  /** Where the first character of a part stands in the flat text. */
  base(part: number): number {
    return this.bases[part]!;
  }

  /** One past the last character of a part. */
  end(part: number): number {
    return this.bases[part]! + this.parts[part]!.length;
  }

  continued(part: number): number {
    return this.continues[part]!;
  }

  /** The place of an offset in a paragraph; at the seam of two parts the end of the earlier one. */
  place(group: Group, offset: number): Place {
    if (offset <= 0) return { part: group.parts[0]!, index: 0 };
    let rest = offset;
    for (const part of group.parts) {
      const length = this.parts[part]!.words.length;
      if (rest <= length) return { part, index: rest };
      rest -= length;
    }
    const last = group.parts[group.parts.length - 1]!;
    return { part: last, index: this.parts[last]!.words.length };
  }

  position(place: Place): number {
    return this.bases[place.part]! + this.parts[place.part]!.position(place.index);
  }

  /** The stretches of the flat text in which the words `from..to` of a paragraph stand, ascending. */
  ranges(group: Group, from: number, to: number): { start: number; end: number }[] {
    const out: { start: number; end: number }[] = [];
    let before = 0;
    for (const part of group.parts) {
      const at = this.parts[part]!;
      const base = this.bases[part]!;
      for (const range of at.ranges(from - before, to - before)) {
        out.push({ start: base + range.start, end: base + range.end });
      }
      before += at.words.length;
      if (before >= to) break;
    }
    return out;
  }

  /** Which visible paragraph and offset a position of the flat text shows at; the nearest one before if hidden. */
  locate(position: number): { index: number; offset: number } | null {
    if (this.groups.length === 0) return null;
    let part = this.parts.findIndex((p, i) => position <= this.bases[i]! + p.length && (position > this.bases[i]! || i === 0));
    if (part < 0) part = this.parts.length - 1;
    const within = this.parts[part]!.index(position - this.bases[part]!);
    const index = this.groups.findIndex((group) => group.parts.includes(part));
    if (index >= 0) {
      let offset = within;
      for (const other of this.groups[index]!.parts) {
        if (other === part) break;
        offset += this.parts[other]!.words.length;
      }
      return { index, offset };
    }
    let before = -1;
    this.groups.forEach((group, i) => {
      if (group.parts[0]! < part) before = i;
    });
    return before < 0 ? { index: 0, offset: 0 } : { index: before, offset: this.groups[before]!.view.length };
  }

  /** Only words changed: refreshes their paragraphs alone. Says whether that was enough. */
  private reword(before: readonly Part[]): boolean {
    if (before.length !== this.parts.length) return false;
    const changed: number[] = [];
    for (let i = 0; i < before.length; i++) {
      if (before[i] === this.parts[i]) continue;
      // Whether it is dead may have changed, and with it everything else.
      if (this.marked[i]) return false;
      changed.push(i);
    }
    for (const part of changed) {
      const at = this.groups.findIndex((group) => group.parts.includes(part));
      if (at < 0) return false;
      const group = this.groups[at]!;
      const { id, edited } = group.view;
      const memory = this.remember({ parts: [...group.parts], shown: group.shown, id, edited });
      this.remembered.set(id, memory);
      this.groups[at] = { ...group, view: memory.view };
    }
    return true;
  }

  private nameParts(): void {
    const used = new Map<string, number>();
    let nameless = 0;
    this.keys = this.parts.map(({ id }) => {
      if (id === null) return sixteen(`qalam no id ${nameless++}`);
      const n = used.get(id) ?? 0;
      used.set(id, n + 1);
      return n === 0 ? id : sixteen(`qalam same id ${id} ${n}`);
    });
  }

  private measure(): void {
    let at = 0;
    this.bases = this.parts.map((part) => {
      const base = at;
      at += part.length;
      return base;
    });
  }

  private markDeleted(): void {
    this.marked = this.parts.map((_, i) => this.attribute(i, 'deleted') !== undefined);
    this.dead = this.marked.map((marked, i) => marked && this.attribute(i, 'deleted') === this.hash(i));
  }

  /** Step 4. */
  private followJoins(): void {
    const index = new Map<string, number>();
    for (let i = this.keys.length - 1; i >= 0; i--) index.set(this.keys[i]!, i);
    const from = this.parts.map((_, i) => index.get(this.attribute(i, 'from') ?? '') ?? -1);
    const leadsTo = (part: number, target: number): boolean => {
      const seen = new Set<number>();
      for (let next = from[part]!; next >= 0; next = from[part]!) {
        if (next === target) return true;
        if (seen.has(part)) return false;
        seen.add(part);
        part = next;
      }
      return false;
    };
    this.continues = this.parts.map((_, q) => {
      const target = index.get(this.attribute(q, 'joins') ?? '');
      if (target === undefined || target === q) return -1;
      for (let c = q - 1; c > target; c--) if (!this.dead[c] && leadsTo(c, target)) return c;
      return target;
    });
  }

  /** Step 5: the part that stands for the group of `part`. */
  private rootOf(part: number): number {
    if (this.continues[part]! < 0) return part;
    const path = [part];
    for (let at = part; ; ) {
      const next = this.continues[at]!;
      if (next < 0) return at;
      const seen = path.indexOf(next);
      if (seen >= 0) return path.slice(seen).reduce((low, p) => (this.keys[p]! < this.keys[low]! ? p : low));
      path.push(next);
      at = next;
    }
  }

  /** Steps 5 to 8. */
  private gather(): void {
    const members = new Map<number, number[]>();
    for (let i = 0; i < this.parts.length; i++) {
      if (this.dead[i]) continue;
      const root = this.rootOf(i);
      const list = members.get(root);
      if (list) list.push(i);
      else members.set(root, [i]);
    }
    const found = [...members].sort((a, b) => a[0] - b[0]).map(([root, parts]) => {
      const shown = this.dead[root] ? parts[0]! : root;
      return { root, parts, shown, id: this.keys[shown]!.slice(0, 16), edited: parts.some((p) => this.marked[p]) };
    });
    settleIds(found, this.keys);
    const next = new Map<string, Memory>();
    this.groups = found.map((group) => {
      const memory = this.remember(group);
      next.set(group.id, memory);
      return { view: memory.view, parts: group.parts, root: group.root, shown: group.shown };
    });
    this.remembered = next;
  }

  private remember(group: { parts: number[]; shown: number; id: string; edited: boolean }): Memory {
    const attributes = this.attributes(group.shown);
    const inputs = [group.edited, attributes, ...group.parts.map((p) => this.parts[p])];
    const memory = this.remembered.get(group.id);
    if (memory && memory.inputs.length === inputs.length && memory.inputs.every((x, i) => x === inputs[i])) return memory;
    const kind = kindOf(attributes['kind']);
    const pieces: Piece[] = [];
    for (const part of group.parts) for (const p of this.parts[part]!.pieces) pushPiece(pieces, p.text, p.marks, p);
    const number = attributes['number'];
    const view: View = {
      id: group.id,
      kind,
      level: levelOf(kind, attributes['level']),
      direction: attributes['dir'] === 'ltr' || attributes['dir'] === 'rtl' ? attributes['dir'] : null,
      number: kind === 'op' && number && readNumber(number) ? number : null,
      edited: group.edited,
      locked: lockOf(attributes['kind']),
      pieces,
      length: lengthOf(pieces),
      keys: group.parts.map((p) => this.keys[p]!),
    };
    return { inputs, view };
  }
}

/** Step 7: no two visible paragraphs have one id. */
function settleIds(groups: { id: string; shown: number; edited: boolean }[], keys: readonly string[]): void {
  const owner = new Map<string, number>();
  groups.forEach((group, i) => {
    const first = owner.get(group.id);
    if (first === undefined || (groups[first]!.edited && !group.edited)) owner.set(group.id, i);
  });
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

/** A view's words as Rust shows them: cleaned, NFC, formatting joined. For comparing; offsets are not kept. */
export function wording(view: View): Piece[] {
  const out: Piece[] = [];
  for (const piece of view.pieces) {
    if (piece.sign?.type === 'note' && view.kind === 'note') continue;
    pushPiece(out, piece.sign ? piece.text : clean(piece.text), piece.marks, piece);
  }
  return out;
}
