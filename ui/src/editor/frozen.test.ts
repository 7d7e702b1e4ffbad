import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKS, bitOf } from './format';
import { wording } from './layout';
import { open } from './testing';

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
