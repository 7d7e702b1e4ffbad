import { expect, it, vi } from 'vitest';
import { loadLoroForTests } from '../testing';
import { warmUp } from './warm';

vi.mock('./loro', () => ({ loadLoro: () => Promise.resolve(loadLoroForTests()) }));

it('opens its small drafts, takes in what came, and leaves nothing behind', async () => {
  await expect(warmUp()).resolves.toBeUndefined();
});
