/** A new revision is here: the drafting view says so, moves on when asked, and shows what needs a person. */
import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, lieFlat } from '../../editor/testing';
import type { LeftItem } from '../../lib/api/LeftItem';
import { expectNothingFor } from '../../test/axe';
import { run } from '../../test/desk';
import { openSheet } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));
let on: Stage;

function left(more: Partial<LeftItem> = {}): LeftItem {
  return {
    moved: 'act',
    settled: false,
    item: {
      paragraph: idOf(2), number: '2', kind: 'amend', fate: 'to-look', from: 'WP.1', before: 'once a year', wrote: 'twice a year', reads: 'every second year',
      runs: { wrote: [run('once', 'deleted'), run('twice', 'inserted')], reads: [run('every second', 'inserted')], again: [] },
    },
    ...more,
  };
}

beforeEach(() => {
  lieFlat();
  on = stage(['Parties shall notify.', 'Exercises are held every second year.']);
});

const open = async (): Promise<HTMLElement> => (await openSheet(on)).sheet;

describe('moving onto a new revision', { timeout: 120_000 }, () => {
  it('is one quiet line with one button, which moves on', async () => {
    on.outlook = { ...on.outlook, copy: 'WP.1', current: 'WP.1/Rev.1', outdated: true, waits: true, from: ['WP.1'], followed: 5, taken: 2, to_look: 1 };
    const followed = vi.fn(() => {
      on.outlook = { ...on.outlook, copy: 'WP.1/Rev.1', outdated: false, waits: false, left: [left()] };
      return { moved: true, to: 'WP.1/Rev.1', followed: 5, taken: 2, bracketed: 0, to_look: 1, gone: 0, report: [] };
    });
    on.backend.answers.draft_follow = followed;
    await open();
    const line = (await screen.findByText(/has been issued\./)).closest('div')!;
    expect(line.textContent?.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ')).toContain('WP.1/Rev.1 has been issued. Your changes: 5 follow, 2 were taken, and 1 to look at.');
    expect((screen.getByRole('button', { name: /^Submit/ }) as HTMLButtonElement).disabled).toBe(true);
    await userEvent.click(within(line).getByRole('button'));
    expect(followed).toHaveBeenCalledOnce();
    await screen.findByText('You wrote');
    expect(screen.queryByText(/has been issued/)).toBeNull();
  });

  it('shows both wordings and what to do, and takes it back', async () => {
    on.outlook = { ...on.outlook, left: [left()] };
    const asked: string[] = [];
    on.backend.answers.draft_again = ({ what }) => {
      asked.push(what);
      on.outlook = { ...on.outlook, left: [left({ settled: what !== 'open' })] };
      return { changed: what === 'again', before: 'point' };
    };
    const back = vi.fn(() => ({ changed: true, before: 'point' }));
    on.backend.answers.draft_take_back = back;
    await open();
    await screen.findByText('You wrote');
    await expectNothingFor('what is to look at');
    await userEvent.click(screen.getByRole('button', { name: 'Take my words again' }));
    await userEvent.click(await screen.findByText(/^Dealt with:/));
    const settled = (await screen.findByText('Dealt with')).closest('article')!;
    await userEvent.click(within(settled).getByRole('button', { name: 'Undo' }));
    await screen.findByText('You wrote');
    expect(back).toHaveBeenCalledOnce();
    expect(asked).toEqual(['again', 'open']);
    await userEvent.click(screen.getByRole('button', { name: 'Keep the new text' }));
    await screen.findByText(/^Dealt with:/);
    expect(asked).toEqual(['again', 'open', 'keep']);
  });
});
