import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contested, deskView, hunk, paragraph, proposal } from '../../test/desk';
import { byNumber, cards, clusterFor, groups, inFilter, isUndecided, neighbour, obvious, drawn } from './desk-rules';

const STATES = ['untouched', 'touched', 'contested', 'bracketed', 'decided', 'deferred', 'new_since_decided'];

describe('filters', () => {
  it('name what still wants a word', () => {
    const undecided = STATES.filter((state) => isUndecided(paragraph('p', '1', { state })));
    expect(undecided).toEqual(['touched', 'contested', 'new_since_decided']);
    expect(STATES.filter((state) => inFilter(paragraph('p', '1', { state }), 'contested'))).toEqual(['contested']);
    expect(STATES.every((state) => inFilter(paragraph('p', '1', { state }), 'all'))).toBe(true);
  });
});

describe('walking', () => {
  const rows = deskView().paragraphs;

  it('goes round in both directions', () => {
    expect(neighbour(rows, 'p18bis', 1, isUndecided)?.id).toBe('p18');
    expect(neighbour(rows, 'p18', -1, isUndecided)?.id).toBe('p18bis');
    expect(neighbour(rows, 'p19', 1, () => true)?.id).toBe('p16');
    expect(neighbour(rows, null, 1, () => true)?.id).toBe('p16');
    expect(neighbour(rows, null, -1, () => true)?.id).toBe('p19');
    expect(neighbour([], null, 1, () => true)).toBeUndefined();
  });

  it('visits every wanted row once and comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 30 }), fc.boolean(), (states, forward) => {
        const some = states.map((state, place) => paragraph(`p${place}`, String(place), { state }));
        const wanted = some.filter(isUndecided).map((row) => row.id);
        const seen: string[] = [];
        let at: string | null = null;
        for (let step = 0; step < wanted.length; step += 1) {
          at = neighbour(some, at, forward ? 1 : -1, isUndecided)?.id ?? null;
          if (at) seen.push(at);
        }
        expect(seen.toSorted()).toEqual(wanted.toSorted());
        expect(neighbour(some, at, forward ? 1 : -1, isUndecided)?.id).toBe(seen[0]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('cards', () => {
  it('stand with their rivals, then by themselves, numbered through', () => {
    const found = groups(contested());
    expect(found.map((group) => group.cards.map((card) => [card.number, card.proposal.column]))).toEqual([
      [[1, 'B'], [2, 'G']],
      [[3, 'C']],
    ]);
    expect(found[0]?.cards[0]?.columns).toEqual(['B', 'E']);
  });

  it('stand in the order of the columns, whatever order they came in', () => {
    const row = paragraph('p', '1', { proposals: [proposal('z', 'C'), proposal('y', 'A'), proposal('x', 'B')] });
    expect(cards(row, ['A', 'B', 'C']).map((card) => card.proposal.column)).toEqual(['A', 'B', 'C']);
  });

  it('are one for all who ask exactly the same', () => {
    const same = [hunk('h1', 'a', 'b')];
    const row = paragraph('p', '1', {
      proposals: [proposal('x', 'A', { hunks: same, with: ['C'] }), proposal('y', 'C', { hunks: same, with: ['A'] })],
    });
    expect(cards(row)).toHaveLength(1);
    expect(cards(row)[0]?.columns).toEqual(['A', 'C']);
  });

  it('keep their number in every cluster that they stand in', () => {
    const row = paragraph('p', '1', {
      state: 'contested',
      proposals: [
        proposal('x', 'A', { hunks: [hunk('x1', '', 'a'), hunk('x2', '', 'b')] }),
        proposal('y', 'B', { hunks: [hunk('y1', '', 'c')] }),
        proposal('z', 'C', { hunks: [hunk('z1', '', 'd')] }),
      ],
      clusters: [
        { hunks: ['x1', 'y1'], proposals: ['x', 'y'], passage: 'one', state: 'decided' },
        { hunks: ['x2', 'z1'], proposals: ['x', 'z'], passage: 'two', state: 'undecided' },
      ],
    });
    expect(groups(row).map((group) => group.cards.map((card) => card.number))).toEqual([[1, 2], [1, 3]]);
    expect(clusterFor(row, 'x')?.passage).toBe('two');
    expect(clusterFor(row, 'y')?.passage).toBe('one');
    expect(clusterFor(row, null)?.passage).toBe('two');
  });

  it('are chosen by themselves only where there is no rival', () => {
    expect(obvious(contested())).toBeNull();
    expect(obvious(paragraph('p', '1', { state: 'touched', proposals: [proposal('x', 'A')] }))).toBe('x');
    expect(obvious(paragraph('p', '1', { state: 'touched', proposals: [proposal('x', 'A'), proposal('y', 'B')] }))).toBeNull();
  });
});

describe('going to a number', () => {
  const rows = deskView().paragraphs;
  const spoken = (number: string): string => number.replace(' bis', ' مكررا').replace('18', '١٨');

  it('reads every way of writing it', () => {
    const meant: [string, string | undefined][] = [
      ['18', 'p18'], ['١٨', 'p18'], ['18 bis', 'p18bis'], ['18bis', 'p18bis'], [' 18  BIS ', 'p18bis'],
      ['١٨ مكرراً', 'p18bis'], ['joint ex', 'p18bis'], ['1', undefined], ['', undefined], ['99', undefined],
    ];
    for (const [typed, id] of meant) expect(byNumber(rows, typed, spoken)?.id, typed).toBe(id);
  });
});

describe('the rows that are drawn', () => {
  it('are those in sight, some around them, and the one where somebody stands', () => {
    expect(drawn(5, 0, 40, 3)).toEqual([0, 1, 2, 3, 4]);
    const far = drawn(1000, 500, 20, 3);
    expect([far[0], far[1], far.at(-1)]).toEqual([3, 490, 529]);
    expect(drawn(1000, 0, 20, 999).at(-1)).toBe(999);
    expect(drawn(10, 400, 20, -1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(drawn(0, 0, 20, -1)).toEqual([]);
  });
});
