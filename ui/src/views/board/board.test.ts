/** The board as a delegation uses it, and as the Chair's side does. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { App } from '../../lib/state/app.svelte';
import { expectNothingFor } from '../../test/axe';
import { boardRow, standingBoard, voice } from '../../test/board';
import { PAPER } from '../../test/desk';
import { openGroup, paper } from '../../test/group';

async function open(board = standingBoard()) {
  const backend = openGroup({
    paper_list: () => ({ papers: [paper(PAPER)] }),
    standing: () => board,
    standing_set: () => ({ standing: 'act', paragraphs: ['p2'] }),
    standing_undo: () => ({ standing: 'act', paragraphs: ['p1'] }),
  });
  const app = new App(backend);
  app.route.go('board', PAPER);
  render(Window, { app });
  await screen.findByRole('heading', { name: 'Where it stands' });
  return backend;
}

describe('the board', { timeout: 60_000 }, () => {
  it('says what it comes to, and who holds what', async () => {
    await open();
    const totals = screen.getByText(/agreed ad referendum, /).textContent.replace(/[\u2066-\u2069]/g, '');
    expect(totals).toBe('1 of 2 agreed ad referendum, 0 in brackets, 1 open');
    await fireEvent.click(screen.getByRole('button', { name: /Label 2/ }));
    expect(screen.getByText('We await instructions.')).toBeTruthy();
    expect(screen.getAllByText(/before the paragraph was changed/).length).toBeGreaterThan(0);
    await expectNothingFor('board');
  });

  it('says a delegation’s word by key, a reservation only with words', async () => {
    const backend = await open();
    await fireEvent.keyDown(document.body, { code: 'KeyJ' });
    await fireEvent.keyDown(document.body, { code: 'KeyA' });
    expect(backend.last('standing_set')).toEqual({ paper: PAPER, paragraphs: ['p2'], stance: 'agreed', text: null, delegation: null });
    await fireEvent.keyDown(document.body, { code: 'KeyR' });
    const field = await screen.findByLabelText('What the reservation is');
    const reserve = screen.getByRole('button', { name: 'Reserve' });
    expect((reserve as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.input(field, { target: { value: ' On costs. ' } });
    await fireEvent.click(reserve);
    expect(backend.last('standing_set')).toMatchObject({ stance: 'reserves', text: 'On costs.' });
  });

  it('shows what is not agreed, and what is not answered', async () => {
    await open();
    const filters = within(screen.getByRole('group', { name: 'Which paragraphs' }));
    await fireEvent.click(filters.getByRole('button', { name: /Not agreed/ }));
    expect(screen.queryByText('Label 1')).toBeNull();
    await fireEvent.click(filters.getByRole('button', { name: /Not answered/ }));
    expect(screen.getByText('Label 2')).toBeTruthy();
  });

  it('lets the Chair’s side enter for a delegation, and only then', async () => {
    const rows = [boardRow('1', 'waits', [voice('B', 'agreed'), voice('G', 'agreed')], { package: '1 + 3' })];
    const totals = { all: 1, agreed: 0, bracketed: 0, open: 1, objected: 0, reserved: 0, waits: 1 };
    const backend = await open(standingBoard({ mine: null, may_enter: true, rows, totals }));
    expect(screen.getByText(/Waits for the rest of its package/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Agree ad referendum/ })).toBeNull();
    await fireEvent.change(screen.getByLabelText('Enter what was said by'), { target: { value: 'B' } });
    await fireEvent.click(await screen.findByRole('button', { name: /Object…/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Object' }));
    expect(backend.last('standing_set')).toMatchObject({ delegation: 'B', stance: 'objects', text: null });
  });
});
