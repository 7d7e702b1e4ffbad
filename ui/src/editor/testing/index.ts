/** For tests: Loro from the file system, seeded randomness, drafts that meet. Nothing of the window imports this. */

import { VersionVector } from 'loro-crdt/web';
import { initSync } from 'loro-crdt/web/loro_wasm.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { TextSelection } from 'prosemirror-state';
import { positionOf, type Binding } from '../sheet/binding';
import { Draft, type Hosts, type Spot } from '../document/draft';
import { wording } from '../document/reading/layout';
import { schema } from '../sheet/schema';
import { sixteen } from '../document/sha256';
import { blockNodes } from '../sheet/sync';
import type { View } from '../document/reading/view';

let loaded = false;

export function loadLoroForTests(): void {
  if (loaded) return;
  const require = createRequire(import.meta.url);
  initSync({ module: readFileSync(require.resolve('loro-crdt/web/loro_wasm_bg.wasm')) });
  loaded = true;
}

/** Random numbers from a seed (mulberry32). */
export class Random {
  constructor(private state: number) {}
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  hex(): string {
    return Array.from({ length: 16 }, () => this.below(16).toString(16)).join('');
  }
}

export function hosts(seed: number): Hosts & { time: number } {
  const random = new Random(seed);
  const out = { time: 0, random: () => random.hex(), now: () => out.time };
  return out;
}

export const idOf = (n: number): string => n.toString(16).padStart(16, '0');

/** A working copy that begins with operative paragraphs 1, 2, 3… of these words. */
export function startWith(words: readonly string[]): Uint8Array {
  loadLoroForTests();
  // As in Rust, the start belongs to a reserved peer that its words decide.
  const draft = Draft.open(null, (1n << 63n) | BigInt(`0x${sixteen(words.join('\n')).slice(1)}`), hosts(1));
  words.forEach((text, i) => {
    draft.insertParagraph(i - 1, { id: idOf(i + 1), kind: 'op', level: 0, direction: null, pieces: [{ text, marks: 0 }] });
    draft.doc.getMap('attributes').set(`${idOf(i + 1)}/number`, String(i + 1));
  });
  draft.doc.commit();
  return draft.doc.export({ mode: 'snapshot' });
}

export function open(snapshot: Uint8Array | null, peer: number, seed = peer): Draft {
  loadLoroForTests();
  return Draft.open(snapshot, BigInt(peer), hosts(seed * 7919 + 13));
}

/** Everything that one has and the other has not. */
export function send(from: Draft, to: Draft): void {
  to.import(from.doc.export({ mode: 'update', from: to.doc.oplogVersion() }));
}

/** Everything that somebody at `version` has not seen. */
export const since = (draft: Draft, version: Uint8Array): Uint8Array =>
  draft.doc.export({ mode: 'update', from: VersionVector.decode(version) });

export function meet(...drafts: Draft[]): void {
  for (const a of drafts) for (const b of drafts) if (a !== b) send(a, b);
}

export const texts = (draft: Draft): string[] => draft.views.map((view) => wording(view).map((p) => p.text).join(''));

/** What is compared between replicas: all that shows. */
export function shown(draft: Draft): unknown[] {
  const plain = (view: View): unknown => ({ ...view, pieces: wording(view), length: undefined });
  return draft.views.map((view, i) => [plain(view), draft.numbers[i]]);
}

export const at = (index: number, offset: number): Spot => ({ index, offset });

export function select(sheet: Binding, from: Spot, to: Spot = from): void {
  const { doc } = sheet.state;
  const selection = TextSelection.create(doc, positionOf(doc, from), positionOf(doc, to));
  sheet.dispatch(sheet.state.tr.setSelection(selection));
}

/** As key presses reach ProseMirror. */
export function type(sheet: Binding, text: string): void {
  for (const c of text) sheet.dispatch(sheet.state.tr.insertText(c));
}

/** The sheet shows what the draft holds, paragraph by paragraph. */
export function same(sheet: Binding): void {
  const { draft, state } = sheet;
  state.doc.check();
  if (draft.views.length === 0) {
    if (state.doc.childCount !== 1) throw new Error('an empty draft shows one paragraph');
    return;
  }
  const told = {
    noteNumber: (note: string) => draft.noteNumber(note) ?? '',
    numberOf: (id: string) => (draft.find(id) < 0 ? null : (draft.numbers[draft.find(id)] ?? draft.noteNumber(id)) || '¶'),
    behind: (bracket: string) => draft.behind(bracket),
  };
  const numbers = draft.views.map((view, i) => (view.kind === 'note' ? draft.noteNumber(view.id) : draft.numbers[i]) ?? '');
  const want = schema.nodes['doc']!.create(null, blockNodes({ views: draft.views, numbers }, told));
  if (!state.doc.eq(want)) throw new Error(`the sheet shows\n${JSON.stringify(state.doc)}\nand the draft has\n${JSON.stringify(want)}`);
}

/** jsdom lays nothing out; the sheet asks where words are, to scroll to them. */
export function lieFlat(): void {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => ({ top: 0, bottom: 0, left: 0, right: 0, width: 0, height: 0, x: 0, y: 0 }) as DOMRect;
}
