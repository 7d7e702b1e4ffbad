import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { HistoryItem } from '../../lib/api/HistoryItem';
import { App } from '../../lib/state/app.svelte';
import { byDay } from '../../lib/state/history';
import { reading } from '../../lib/state/reading.svelte';
import { openGroup } from '../../test/group';
import type { Scripted } from '../../test/scripted';

const DAY = 86_400_000;

function item(act: string, at: number, what: string, paragraph: string | null = null): HistoryItem {
  return { act, at, delegation: 'Delegation A', what, paragraph };
}

async function open(answers: Scripted['answers']): Promise<App> {
  const app = new App(openGroup({
    paper_show: () => ({ paper: 'one', title: 'Paper one', symbol: 'WG/one', language: 'en', revision: 'r1', view: 'issued', paragraphs: [] }),
    ...answers,
  }));
  app.route.go('history', 'one');
  render(Window, { app });
  return app;
}

describe('a paper’s story', () => {
  it('runs by days, the newest first, and never reorders what happened', () => {
    const noon = new Date(2026, 4, 5, 12).getTime();
    const days = byDay([item('a', noon, 'created'), item('b', noon + DAY, 'issued'), item('c', noon + 1, 'proposed'), item('d', noon + 10 * 60_000, 'proposed')]);
    expect(days.map((day) => day.entries.map((one) => one.what))).toEqual([['proposed', 'proposed'], ['issued'], ['created']]);
    expect(days[0]?.entries.map((one) => one.at)).toEqual([noon + 10 * 60_000, noon + 1]);
  });

  it('tells a contribution to many paragraphs once', () => {
    const acts = [item('a', 0, 'proposed', '3'), item('a', 0, 'proposed', '18 bis'), item('a', 0, 'proposed', '3'), item('b', 5, 'issued', 'Rev.1'), item('c', 6, 'issued', 'Rev.2'), item('d', 7, 'accepted', '3'), { ...item('e', 8, 'accepted', '4'), delegation: 'Delegation B' }];
    const entries = byDay(acts).flatMap((day) => day.entries).toReversed();
    expect(entries.map((one) => one.subjects)).toEqual([['3', '18 bis'], ['Rev.1'], ['Rev.2'], ['3'], ['4']]);
  });

  it('says what happened in words, and admits what it does not know', async () => {
    await open({
      paper_history: () => ({
        acts: [item('1', 0, 'created'), item('2', 1, 'proposed', '18 bis'), item('2', 1, 'proposed', '19'), item('2', 1, 'proposed', null), item('3', 2, 'issued', 'WG/one/Rev.1'), item('4', 3, 'sealed-with-wax', '4')],
        revisions: [],
      }),
    });
    const story = await screen.findByRole('region', { name: 'What happened' });
    const said = within(story).getAllByRole('listitem').map((one) => one.textContent?.replace(/[\s\u2068\u2069]+/g, ' '));
    expect(said[0]).toContain('does not know');
    expect(said[1]).toMatch(/issued WG\/one\/Rev\.1/);
    expect(said[2]).toMatch(/proposed on paragraphs 18 bis and 19 and a new paragraph/);
    expect(said[3]).toContain('began the paper');
  });

  it('opens a revision to be read', async () => {
    const app = await open({
      paper_history: () => ({ acts: [], revisions: [{ revision: 'r1', symbol: 'WG/one', at: 0, signed: true }, { revision: 'r2', symbol: 'WG/one/Rev.1', at: 1, signed: true }] }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Read.*Rev\.1/ }));
    await waitFor(() => expect(reading(app).now).toEqual({ paper: 'one', revision: 'r2', paragraph: null }));
  });

  it('says what would fill it', async () => {
    await open({ paper_history: () => ({ acts: [], revisions: [] }) });
    expect(await screen.findByText(/Nothing has been issued yet/)).toBeTruthy();
  });
});
