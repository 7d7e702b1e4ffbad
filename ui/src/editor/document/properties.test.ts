import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES, textOf, type Piece } from './format';
import type { Draft, Spot } from './draft';
import { meet, open, send, shown, startWith } from '../testing';

const WORDS = ['Alpha beta gamma.', 'One [two] three.', 'Last words.', 'End.'];
const SEED = Number(process.env['QALAM_SEED'] ?? 20261125);
const RUNS = Number(process.env['QALAM_RUNS'] ?? 25);
const settings = { seed: SEED, numRuns: RUNS };

/** One thing that somebody does; the numbers choose where. */
interface Step {
  what: number;
  a: number;
  b: number;
  c: number;
}

const some = fc.nat({ max: 9999 });
const step = fc.record({ what: some, a: some, b: some, c: some });

const inside = (d: Draft, { a, b }: Step): Spot => {
  const index = a % d.views.length;
  return { index, offset: b % (d.views[index]!.length + 1) };
};
const further = (d: Draft, spot: Spot, c: number): number => Math.min(d.views[spot.index]!.length, spot.offset + 1 + (c % 6));
const plain = (text: string): Piece[] => [{ text, marks: 0 }];
const someone = (n: number): string[] => (n % 2 ? [] : [String(n % 9).repeat(32)]);

/** What adds and arranges, and takes nothing away. */
const GENTLE: ((d: Draft, s: Step, word: string) => void)[] = [
  (d, s, word) => d.insertText(inside(d, s).index, inside(d, s).offset, word),
  (d, s, word) => d.insertText(inside(d, s).index, inside(d, s).offset, word),
  (d, s) => void d.split(inside(d, s).index, inside(d, s).offset),
  (d, s) => void d.join(s.a % d.views.length),
  (d, s) => void d.move(s.a % d.views.length, (s.b % (d.views.length + 1)) - 1),
  (d, s) => d.restyle(s.a % d.views.length, { kind: CHOICES[s.b % 5]!, level: s.c % 7, direction: s.c % 2 ? 'rtl' : null }),
  (d, s, word) => void d.insertParagraph((s.a % (d.views.length + 1)) - 1, { kind: 'op', level: 0, direction: null, pieces: plain(word) }),
  (d, s) => d.format(inside(d, s).index, inside(d, s).offset, further(d, inside(d, s), s.c), 'bold', s.c % 3 > 0),
  (d, s) => d.link(inside(d, s).index, inside(d, s).offset, further(d, inside(d, s), s.c), s.c % 3 ? 'https://un.org/' : null),
  (d, s, word) => {
    const note = d.insertNote(inside(d, s).index, inside(d, s).offset);
    if (s.c % 2) d.insertText(note.index, note.offset, word);
  },
  (d, s) => void d.insertReference(inside(d, s).index, inside(d, s).offset, d.views[s.c % d.views.length]!.id),
  (d, s) => d.bracket(inside(d, s).index, inside(d, s).offset, further(d, inside(d, s), s.c), someone(s.c)),
  (d, s, word) => onBracket(d, s, (index, one) => void d.addAlternative(index, one, plain(word), someone(s.b))),
  (d, s) => onBracket(d, s, (index, one) => d.pairLiteral(index, one)),
  (d, s, word) => {
    if (d.views.filter((view) => view.table).length > 1) return;
    d.insertTable((s.a % (d.views.length + 1)) - 1, { rows: 1 + (s.b % 3), columns: 1 + (s.c % 2), head: s.c % 3, cells: [[{ pieces: plain(word) }]], caption: plain('Caption') });
  },
  (d, s) => onTable(d, s, (id, table) => d.insertRow(id, s.b % (table.rows.length + 1))),
  (d, s) => onTable(d, s, (id, table) => d.insertColumn(id, s.b % (table.columns.length + 1))),
  (d, s) => onTable(d, s, (id, table) => d.moveRow(id, table.rows[s.b % table.rows.length]!.id, s.c % table.rows.length)),
  (d, s) => onTable(d, s, (id, table) => d.setWidth(id, table.columns[s.b % table.columns.length]!.id, s.c)),
];

const HARSH: typeof GENTLE = [
  (d, s) => d.deleteWords(inside(d, s).index, inside(d, s).offset, further(d, inside(d, s), s.c)),
  (d, s) => {
    if (d.views.length > 2) d.deleteParagraph(s.a % d.views.length);
  },
  (d, s) => {
    const from = inside(d, s);
    const index = Math.min(d.views.length - 1, from.index + (s.c % 4));
    const to = { index, offset: s.what % (d.views[index]!.length + 1) };
    if (index > from.index || to.offset > from.offset) d.deleteAcross(from, to);
  },
  (d, s) => onBracket(d, s, (index, one) => void d.settle(index, one, (['keep', 'drop', 'choose'] as const)[s.c % 3]!)),
  (d, s) => onBracket(d, s, (index, one) => d.makeLiteral(index, one)),
  (d, s) => onTable(d, s, (id, table) => d.deleteRow(id, table.rows[s.b % table.rows.length]!.id)),
  (d, s) => onTable(d, s, (id, table) => d.deleteColumn(id, table.columns[s.b % table.columns.length]!.id)),
  (d, s) => d.restore(s.a % d.views.length),
];
const ALL = [...GENTLE, ...HARSH];

function onTable(d: Draft, { a }: Step, work: (id: string, table: NonNullable<Draft['views'][number]['table']>) => void): void {
  const tables = d.views.filter((view) => view.table);
  const view = tables[a % Math.max(1, tables.length)];
  if (view) work(view.id, view.table!);
}

function onBracket(d: Draft, { a }: Step, work: (index: number, bracket: ReturnType<Draft['bracketsOf']>[number]) => void): void {
  const found = d.views.flatMap((_, index) => d.bracketsOf(index).map((bracket) => ({ index, bracket })));
  const one = found[a % Math.max(1, found.length)];
  if (one) work(one.index, one.bracket);
}

function act(d: Draft, s: Step, list: typeof ALL, word: string): void {
  if (d.views.length === 0) d.insertParagraph(-1, { kind: 'op', level: 0, direction: null, pieces: [] });
  list[s.what % list.length]!(d, s, word);
}

/** One character, so that nobody can write into it. */
const letter = (i: number): string => String.fromCharCode(0x4e00 + i);

const starts = (d: Draft): number => d.doc.getText('text').toString().split('\u001e').length;
const whole = (d: Draft): string => d.views.map((view) => textOf(view.pieces)).join('\n');
const anew = (d: Draft): Draft => open(d.doc.export({ mode: 'snapshot' }), 999);
/** What shows, but for the start characters behind it. */
const faces = (d: Draft): unknown[] => shown(d).map((x) => [{ ...((x as unknown[])[0] as object), keys: 0 }, (x as unknown[])[1]]);

it('words typed into own words come back in their place', () => {
  const d = open(startWith(WORDS), 5);
  d.insertText(0, 0, 'own0 ');
  d.insertText(0, 1, 'own1 ');
  while (d.canUndo) d.undo();
  while (d.canRedo) d.redo();
  expect(textOf(d.views[0]!.pieces)).toBe('oown1 wn0 Alpha beta gamma.');
});

function closing<T>(drafts: Draft[], work: () => T): T {
  try {
    return work();
  } finally {
    for (const draft of drafts) draft.close();
  }
}

describe(`random commands, seed ${SEED}`, () => {
  it('three who write apart and exchange at random end equal, and as a fresh opening reads it', () => {
    const start = startWith(WORDS);
    const move = fc.record({ who: fc.nat({ max: 2 }), hears: fc.option(fc.nat({ max: 2 }), { freq: 3 }), step });
    fc.assert(
      fc.property(fc.array(move, { minLength: 5, maxLength: 25 }), (moves) => {
        const three = [11, 22, 33].map((peer) => open(start, peer));
        closing(three, () => {
          let most = 0;
          moves.forEach(({ who, hears, step: s }, i) => {
            act(three[who]!, s, ALL, `w${i} `);
            if (i % 7 === 5) three[who]!.undo();
            if (hears !== null && hears !== who) send(three[hears]!, three[who]!);
          });
          meet(...three);
          meet(...three);
          const first = shown(three[0]!);
          for (const draft of three) {
            expect(shown(draft)).toEqual(first);
            const fresh = anew(draft);
            expect(shown(fresh)).toEqual(first);
            fresh.close();
            expect(starts(draft)).toBeGreaterThanOrEqual(most);
            most = starts(draft);
          }
        });
      }),
      settings,
    );
  }, 300_000);

  it('reads after each command what a fresh opening reads', () => {
    const start = startWith(WORDS);
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 20 }), (steps) => {
        const draft = open(start, 5);
        closing([draft], () => {
          steps.forEach((s, i) => {
            const before = starts(draft);
            act(draft, s, ALL, `w${i} `);
            const fresh = anew(draft);
            expect(shown(draft)).toEqual(shown(fresh));
            fresh.close();
            expect(starts(draft)).toBeGreaterThanOrEqual(before);
          });
        });
      }),
      settings,
    );
  }, 300_000);

  it('undo gives back what was there, redo what was then', () => {
    const start = startWith(WORDS);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.array(step, { minLength: 1, maxLength: 8 }), (others, own) => {
        const [a, b] = [open(start, 5), open(start, 6)];
        closing([a, b], () => {
          others.forEach((s, i) => act(i % 2 ? a : b, s, ALL, `w${i} `));
          meet(a, b);
          const c = open(a.doc.export({ mode: 'snapshot' }), 7);
          if (c.views.length === 0) c.insertParagraph(-1, { kind: 'op', level: 0, direction: null, pieces: [] });
          const d = open(c.doc.export({ mode: 'snapshot' }), 8);
          const seen: unknown[] = [];
          own.forEach((s, i) => {
            const could = d.canUndo;
            const before = faces(d);
            d.pauseUndo();
            d.together(() => act(d, s, ALL, `own${i} `));
            if (d.canUndo && (!could || JSON.stringify(before) !== JSON.stringify(faces(d)))) seen.push(before);
          });
          const end = faces(d);
          let left = false;
          while (d.canUndo) left = d.undo().left || left;
          expect(left).toBe(false);
          if (seen.length) expect(faces(d)).toEqual(seen[0]);
          while (d.canRedo) d.redo();
          expect(faces(d)).toEqual(end);
          c.close();
          d.close();
        });
      }),
      settings,
    );
  }, 300_000);

  it('nothing that one does or takes back loses what another typed', () => {
    const start = startWith(WORDS);
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (before, mine, theirs) => {
          const [a, b] = [open(start, 5), open(start, 6)];
          closing([a, b], () => {
            before.forEach((s, i) => act(a, s, GENTLE, `w${i} `));
            send(a, b);
            mine.forEach((s, i) => act(a, s, ALL, `own${i} `));
            theirs.forEach((s, i) => {
              act(b, s, GENTLE, ` `);
              act(b, { ...s, what: 0 }, GENTLE, letter(i));
            });
            meet(a, b);
            const words = theirs.map((_, i) => letter(i));
            const count = (d: Draft): number[] => words.map((word) => whole(d).split(word).length - 1);
            const once = words.map(() => 1);
            expect(count(a)).toEqual(once);
            while (a.canUndo) {
              a.undo();
              expect(count(a)).toEqual(once);
            }
            while (a.canRedo) a.redo();
            expect(count(a)).toEqual(once);
            meet(a, b);
            expect(shown(b)).toEqual(shown(a));
          });
        },
      ),
      settings,
    );
  }, 300_000);

  it('each command does locally what it says, whatever was moved, joined and split before', () => {
    const start = startWith(WORDS);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), fc.array(step, { minLength: 1, maxLength: 4 }), (others, own) => {
        const three = [11, 22, 33].map((peer) => open(start, peer));
        closing(three, () => {
          others.forEach((s, i) => act(three[i % 3]!, s, ALL, `w${i} `));
          meet(...three);
          meet(...three);
          const d = three[0]!;
          if (d.views.length === 0) return;
          for (const s of own) checked(d, s);
        });
      }),
      { ...settings, numRuns: RUNS * 2 },
    );
  }, 300_000);
});

const texts = (d: Draft): string[] => d.views.map((view) => textOf(view.pieces));
/** Paragraphs, each with all that belongs to it. */
function blocks(d: Draft): string[][] {
  const out = new Map<number, string[]>();
  d.views.forEach((view, i) => {
    const list = out.get(d.blockOf(i)) ?? [];
    list.push(`${view.id}:${textOf(view.pieces)}`);
    out.set(d.blockOf(i), list);
  });
  return [...out.values()];
}
const isBlock = (d: Draft, i: number): boolean => d.blockOf(i) === i && !['note', 'cell'].includes(d.views[i]!.kind);
const joins = (d: Draft, i: number): boolean => isBlock(d, i) && d.views[i]!.locked === null && !d.views[i]!.table;

function checked(d: Draft, s: Step): void {
  const index = s.a % d.views.length;
  const list = d.views.flatMap((_, i) => (isBlock(d, i) ? [i] : []));
  const at = list.indexOf(index);
  const before = blocks(d);
  switch (s.what % 4) {
    case 0: {
      if (at < 0) return;
      const after = s.b % (list.length + 1) - 1;
      d.move(index, after < 0 ? -1 : list[after]!);
      const rest = before.filter((_, i) => i !== at && i < list.length);
      rest.splice(after < at ? after + 1 : after, 0, before[at]!);
      // Footnotes go to their first sign, so that only their paragraphs' order is compared.
      expect(blocks(d).map((block) => block[0]).slice(0, list.length)).toEqual(rest.map((block) => block[0]));
      return;
    }
    case 1: {
      const next = list[at + 1];
      if (at < 0 || next === undefined || !joins(d, index) || !joins(d, next)) return;
      const [x, y] = [texts(d)[index]!, texts(d)[next]!];
      const heads = before.map((block) => block[0]!);
      const spot = d.join(index);
      if (d.views.length && spot.offset === 0 && x.length) return;
      const now = blocks(d).map((block) => block[0]!);
      if (now.length === heads.length) return; // A caption that shows as plain is not joined.
      expect(now[at]).toContain(x + y);
      expect(now.filter((_, i) => i !== at)).toEqual(heads.filter((_, i) => i !== at && i !== at + 1));
      return;
    }
    case 2: {
      const offset = s.b % (d.views[index]!.length + 1);
      const text = texts(d)[index]!;
      const heads = before.map((block) => block[0]!.slice(17));
      const spot = d.split(index, offset);
      const now = blocks(d).map((block) => block[0]!.slice(17));
      if (now.length === heads.length) return expect(now).toEqual(heads);
      expect(now).toEqual([...heads.slice(0, at), text.slice(0, offset), text.slice(offset), ...heads.slice(at + 1)]);
      expect(textOf(d.views[spot.index]!.pieces)).toBe(text.slice(offset));
      return;
    }
    default: {
      const place = d.insertParagraph(index, { kind: 'plain', level: 0, direction: null, pieces: plain('fresh') });
      const owner = list.indexOf(d.blockOf(index));
      if (owner < 0) return;
      const now = blocks(d).map((block) => block[0]!.slice(17));
      expect(now[owner + 1]).toBe('fresh');
      expect(now.filter((_, i) => i !== owner + 1)).toEqual(before.map((block) => block[0]!.slice(17)));
      expect(textOf(d.views[place]!.pieces)).toBe('fresh');
    }
  }
}
