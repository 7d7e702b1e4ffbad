/**
 * The flat text of a draft as the window keeps it: parts, each a start character and what follows it. Loro's
 * changes are taken over one by one, so that a key stroke costs a walk over the parts and never a reading of the
 * whole document. Parts that a change does not touch stay the same objects; readers rely on that.
 */

import { ID, START, isKey, type Piece } from './format';
import { pushRead, pushRun, remarked, runsOf, sliceRun, type Run } from './signs';

/** One operation of a Loro text change; positions are UTF-16 units. */
export interface DeltaOp {
  retain?: number;
  insert?: string;
  delete?: number;
  attributes?: Record<string, unknown>;
}

/** A stretch of word characters within a part. */
interface Spot {
  /** Index of its first character among the part's words. */
  word: number;
  /** Where that stands, counted from the part's first character. */
  at: number;
  length: number;
}

/** A start character and everything up to the next one. Never changed once made. */
export class Part {
  readonly length: number;
  readonly words: string;
  /** The words with their marks, without newlines. */
  readonly pieces: readonly Piece[];
  /** Ids of the footnotes that its words have signs for, in their order. */
  readonly notes: readonly string[];
  private readonly spots: Spot[] = [];
  /** Where a character goes that is typed at the end of the words. */
  private readonly wordsEnd: number;

  constructor(
    /** The value of the `id` mark, if it is a valid one. */
    readonly id: string | null,
    /** What stands before the very first start character of the document; only ever in the first part. */
    readonly lead: readonly Run[],
    /** What stands behind the start character, newlines included. */
    readonly body: readonly Run[],
  ) {
    const pieces: Piece[] = [];
    let at = 0;
    let word = 0;
    let wordsEnd = 0;
    const take = (list: readonly Run[], inBody: boolean): void => {
      for (const piece of list) {
        let from = 0;
        while (from <= piece.text.length) {
          const newline = piece.text.indexOf('\n', from);
          const to = newline < 0 ? piece.text.length : newline;
          if (to > from) {
            pushRead(pieces, sliceRun(piece, from, to));
            const last = this.spots[this.spots.length - 1];
            if (last && last.at + last.length === at + from) last.length += to - from;
            else this.spots.push({ word, at: at + from, length: to - from });
            word += to - from;
            if (inBody) wordsEnd = at + to;
          }
          from = to + 1;
        }
        at += piece.text.length;
      }
    };
    take(lead, false);
    at += 1;
    wordsEnd = at;
    take(body, true);
    this.length = at;
    this.wordsEnd = wordsEnd;
    this.pieces = pieces;
    this.notes = pieces.flatMap(({ sign }) => (sign?.type === 'note' ? [sign.note] : []));
    this.words = pieces.map((piece) => piece.text).join('');
  }

  /** Where the place with `index` words before it is, counted from the part's first character. */
  position(index: number): number {
    if (index >= this.words.length && index > 0) return this.wordsEnd;
    const spot = this.spots.find((s) => index < s.word + s.length);
    if (!spot) return this.wordsEnd;
    return spot.at + index - spot.word;
  }

  /** How many words stand before a position counted from the part's first character. */
  index(position: number): number {
    let before = 0;
    for (const spot of this.spots) {
      if (position <= spot.at) break;
      before = spot.word + Math.min(spot.length, position - spot.at);
    }
    return before;
  }

  /** The stretches in which the words `from..to` stand, ascending, counted from the part's first character. */
  ranges(from: number, to: number): { start: number; end: number }[] {
    const out: { start: number; end: number }[] = [];
    for (const spot of this.spots) {
      const a = Math.max(from, spot.word);
      const b = Math.min(to, spot.word + spot.length);
      if (a < b) out.push({ start: spot.at + a - spot.word, end: spot.at + b - spot.word });
    }
    return out;
  }
}

/** Cuts a stream of characters into parts. Whole parts that did not change are passed on as they are. */
class Cutter {
  readonly parts: Part[] = [];
  private open = false;
  private id: string | null = null;
  private lead: Run[] = [];
  private body: Run[] = [];

  /** A part that nothing touched. */
  whole(part: Part): void {
    this.close();
    if (this.parts.length === 0 && this.lead.length) {
      // What was loose before it becomes its beginning.
      part = new Part(part.id, joined(this.lead, part.lead), part.body);
      this.lead = [];
    }
    this.parts.push(part);
  }

  start(id: string | null): void {
    this.close();
    this.open = true;
    this.id = id;
    this.body = [];
  }

  text(run: Run): void {
    if (!run.text) return;
    if (!this.open) {
      const last = this.parts.pop();
      if (!last) return pushRun(this.lead, run);
      // Something follows a part that was passed on whole: open it again.
      this.open = true;
      this.id = last.id;
      this.lead = [...last.lead];
      this.body = [...last.body];
    }
    pushRun(this.body, run);
  }

  private close(): void {
    if (!this.open) return;
    this.parts.push(new Part(this.id, this.lead, this.body));
    this.open = false;
    this.lead = [];
  }

  finish(): { parts: Part[]; loose: Run[] } {
    this.close();
    return { parts: this.parts, loose: this.parts.length ? [] : this.lead };
  }
}

function joined(a: readonly Run[], b: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of [...a, ...b]) pushRun(out, run);
  return out;
}

export class Mirror {
  parts: Part[] = [];
  /** Characters of a document without any start character: shown nowhere. */
  private loose: Run[] = [];

  get length(): number {
    return this.parts.reduce((sum, part) => sum + part.length, this.loose.reduce((sum, p) => sum + p.text.length, 0));
  }

  /** Takes over one change of the text. Says whether parts came, went or were renamed. */
  apply(delta: readonly DeltaOp[]): boolean {
    const old = this.parts;
    const cutter = new Cutter();
    if (this.loose.length) return this.rebuild(delta);
    let at = 0; // part
    let within = 0; // characters of it that are used up
    const consume = (count: number, keep: boolean, attributes?: Record<string, unknown>): void => {
      while (count > 0 && at < old.length) {
        const part = old[at]!;
        if (within === 0 && keep && !attributes && count >= part.length) {
          cutter.whole(part);
          count -= part.length;
          at++;
          continue;
        }
        const n = Math.min(count, part.length - within);
        if (keep) feed(cutter, part, within, within + n, attributes);
        within += n;
        count -= n;
        if (within === part.length) {
          at++;
          within = 0;
        }
      }
    };
    for (const op of delta) {
      if (op.insert !== undefined) feedText(cutter, op.insert, op.attributes);
      else if (op.delete !== undefined) consume(op.delete, false);
      else consume(op.retain ?? 0, true, op.attributes);
    }
    consume(Number.MAX_SAFE_INTEGER, true);
    return this.take(cutter);
  }

  /** The rare document that has words but no paragraph: read again as a whole. */
  private rebuild(delta: readonly DeltaOp[]): boolean {
    const chars: { run: Run; id: unknown }[] = [];
    const spread = (run: Run, id: unknown): typeof chars => run.text.split('').map((text) => ({ run: { ...run, text }, id }));
    for (const run of this.loose) chars.push(...spread(run, null));
    let at = 0;
    for (const op of delta) {
      if (op.insert !== undefined) {
        const fresh = runsOf(op.insert, op.attributes).flatMap((run) => spread(run, op.attributes?.[ID]));
        chars.splice(at, 0, ...fresh);
        at += fresh.length;
      } else if (op.delete !== undefined) chars.splice(at, op.delete);
      else at += op.retain ?? 0;
    }
    const cutter = new Cutter();
    for (const { run, id } of chars) run.text === START ? cutter.start(isKey(id) ? id : null) : cutter.text(run);
    return this.take(cutter);
  }

  private take(cutter: Cutter): boolean {
    const before = this.parts;
    const { parts, loose } = cutter.finish();
    this.parts = parts;
    this.loose = loose;
    return parts.length !== before.length || parts.some((part, i) => part.id !== before[i]!.id);
  }
}

function feedText(cutter: Cutter, text: string, attributes: Record<string, unknown> | undefined): void {
  const id = attributes?.[ID];
  let from = 0;
  while (from <= text.length) {
    const start = text.indexOf(START, from);
    const to = start < 0 ? text.length : start;
    for (const run of runsOf(text.slice(from, to), attributes)) cutter.text(run);
    if (start < 0) break;
    cutter.start(isKey(id) ? id : null);
    from = start + 1;
  }
}

/** Passes on the characters `from..to` of a part, with `attributes` set on them. */
function feed(cutter: Cutter, part: Part, from: number, to: number, attributes?: Record<string, unknown>): void {
  let at = 0;
  const runs = (list: readonly Run[]): void => {
    for (const run of list) {
      const a = Math.max(0, from - at);
      const b = Math.min(run.text.length, to - at);
      if (a < b) {
        const kept = sliceRun(run, a, b);
        if (attributes) for (const now of remarked(kept, attributes)) cutter.text(now);
        else cutter.text(kept);
      }
      at += run.text.length;
    }
  };
  runs(part.lead);
  if (from <= at && at < to) {
    const id = attributes && ID in attributes ? attributes[ID] : part.id;
    cutter.start(isKey(id) ? id : null);
  }
  at += 1;
  runs(part.body);
}
