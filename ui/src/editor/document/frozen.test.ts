import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Draft } from './draft';
import { MARKS, bitOf, slicePieces, textOf, type Piece } from './format';
import { wording } from './reading/layout';
import { open } from '../testing';

interface Frozen {
  paragraph: { id: string; kind: string; level: number; direction?: string; text: { text: string; spans?: { start: number; end: number; mark: string }[] } };
  edited: boolean;
  parts: string[];
}

const fixture = (name: string): Buffer => readFileSync(join(process.cwd(), '../tests/fixtures/draft', name));
/** The names that values have in JSON, for those that a draft writes shorter. */
const KINDS: Record<string, string> = { operative: 'op', preambular: 'pp' };

/** Words with the marks of each character, in code points. */
function letters(text: string, marks: (at: number) => number): [string, number][] {
  return [...text].map((c, at) => [c, marks(at)]);
}

describe('the frozen draft of format version 1', () => {
  it('reads as the program in Rust reads it', () => {
    const expected = JSON.parse(fixture('v1.json').toString()) as Frozen[];
    const draft = open(new Uint8Array(fixture('v1.snapshot')), 7);
    const seen = draft.views.map((view) => ({
      id: view.id, kind: view.kind, level: view.level, direction: view.direction, edited: view.edited, parts: view.keys,
      words: wording(view).flatMap((piece) => letters(piece.text, () => piece.marks)),
    }));
    expect(seen).toEqual(expected.map(({ paragraph: p, edited, parts }) => ({
      id: p.id, kind: KINDS[p.kind] ?? p.kind, level: p.level, direction: p.direction ?? null, edited, parts,
      words: letters(p.text.text, (at) =>
        (p.text.spans ?? []).filter((s) => s.start <= at && at < s.end)
          .reduce((bits, s) => bits | bitOf(s.mark as (typeof MARKS)[number]), 0)),
    })));
  });
});

interface Frozen2 extends Frozen {
  paragraph: Frozen['paragraph'] & {
    number?: { n: number; repeat: number };
    cell?: { table: string; row: string; column: string };
    table?: { head: number; rows: string[]; columns: { id: string; width: number }[] };
    text: Frozen['paragraph']['text'] & {
      links?: { start: number; end: number; href: string }[];
      signs?: { at: number; sign: { note?: string; reference?: string; behind?: string[] } | string }[];
    };
  };
  brackets: { open: number; close: number; depth: number; slot: number; behind: string[] }[];
  edited_columns: string[];
  edited_rows: string[];
  flagged: number[];
  locked: boolean;
}

/** Words as the program in Rust tells them: in code points, nothing where there is nothing. */
function told(pieces: readonly Piece[], behind: (bracket: string) => readonly string[]): Frozen2['paragraph']['text'] {
  const out: Required<Frozen2['paragraph']['text']> = { text: '', spans: [], links: [], signs: [] };
  for (const { text, marks, link, sign } of pieces) {
    const start = [...out.text].length;
    out.text += text;
    const end = [...out.text].length;
    for (const mark of MARKS) {
      if (!(marks & bitOf(mark))) continue;
      const before = out.spans.find((span) => span.mark === mark && span.end === start);
      if (before) before.end = end;
      else out.spans.push({ start, end, mark });
    }
    const near = out.links.at(-1);
    if (link && near?.href === link && near.end === start) near.end = end;
    else if (link) out.links.push({ start, end, href: link });
    if (sign?.type === 'note') out.signs.push({ at: start, sign: { note: sign.note } });
    if (sign?.type === 'ref') out.signs.push({ at: start, sign: { reference: sign.to } });
    if (sign?.type === 'literal') out.signs.push({ at: start, sign: 'literal' });
    if (sign?.type === 'bracket' && text === '[' && behind(sign.id).length) {
      out.signs.push({ at: start, sign: { behind: [...behind(sign.id)] } });
    }
  }
  out.spans.sort((a, b) => a.start - b.start || a.end - b.end);
  return Object.fromEntries(Object.entries(out).filter(([, value]) => value.length || value === out.text)) as Frozen2['paragraph']['text'];
}

function frozen(draft: Draft, index: number): Frozen2 {
  const view = draft.views[index]!;
  /** Places as they are in the wording: what is left out there does not count. */
  const point = (at: number): number => [...textOf(wording({ ...view, pieces: slicePieces(view.pieces, 0, at) }))].length;
  const pairs = draft.bracketsOf(index);
  const whole = pairs.filter((pair) => !pair.flagged);
  const slots = [...new Set(whole.map((pair) => pair.slot))];
  const number = draft.views[index]!.number && /^(\d+)( bis)?$/.exec(view.number!);
  return {
    paragraph: {
      id: view.id,
      kind: Object.keys(KINDS).find((name) => KINDS[name] === view.kind) ?? view.kind,
      level: view.level,
      ...(view.direction ? { direction: view.direction } : {}),
      ...(number ? { number: { n: Number(number[1]), repeat: number[2] ? 1 : 0 } } : {}),
      ...(view.cell ? { cell: view.cell } : {}),
      ...(view.table
        ? { table: { head: view.table.head, rows: view.table.rows.map((row) => row.id), columns: view.table.columns.map(({ id, width }) => ({ id, width })) } }
        : {}),
      text: told(wording(view), (id) => whole.find((pair) => pair.id === id)?.behind ?? []),
    },
    brackets: whole.map(({ open, close, depth, slot, behind }) => ({ open: point(open!), close: point(close!), depth, slot: slots.indexOf(slot), behind: [...behind] })),
    flagged: pairs.filter((pair) => pair.flagged).flatMap(({ open, close }) => [open, close].filter((at) => at !== null).map(point)).sort((a, b) => a - b),
    edited: view.edited,
    edited_rows: (view.table?.rows ?? []).filter((row) => row.edited).map((row) => row.id),
    edited_columns: (view.table?.columns ?? []).filter((column) => column.edited).map((column) => column.id),
    locked: view.locked !== null,
    parts: [...view.keys],
  };
}

describe('the frozen draft of format version 2', () => {
  const expected = JSON.parse(fixture('v2.json').toString()) as Frozen2[];
  const read = (): Draft => open(new Uint8Array(fixture('v2.snapshot')), 7);

  it('reads as the program in Rust reads it', () => {
    const draft = read();
    const seen = draft.views.flatMap((view, i) => (view.cell && view.length === 0 ? [] : [frozen(draft, i)]));
    expect(seen.map((one) => one.paragraph.id)).toEqual(expected.map((one) => one.paragraph.id));
    seen.forEach((one, i) => expect(one).toEqual(expected[i]));
  });
});
