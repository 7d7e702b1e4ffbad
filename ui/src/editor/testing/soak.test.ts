import { expect, it } from 'vitest';
import { EDITS, soak } from './soak';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const rounds = number('QALAM_SOAK_ROUNDS', 60);
const seed = number('QALAM_SOAK_SEED', 20261125);
const from = number('QALAM_SOAK_FROM', 0);

for (const people of [2, 3]) {
  it(`${people} people, ${rounds} rounds, seed ${seed}: equal to each other and to a fresh opening`, () => {
    const { edits, exchanges } = soak({ people, rounds, seed, from });
    console.info(`${EDITS.length} kinds of edit, ${edits} edits, ${exchanges} exchanges, ${people} people, seed ${seed}`);
    // That many were really made, or nothing was shown.
    expect(edits).toBeGreaterThanOrEqual((rounds - from) * people);
    expect(exchanges).toBeGreaterThan((rounds - from) / 3);
  }, 10_800_000);
}
