import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { App } from '../../lib/state/app.svelte';
import { openGroup, receipt, status } from '../../test/group';
import type { Scripted } from '../../test/scripted';

let backend: Scripted;
let app: App;
const DONE = { sent: 2, received: 1, waiting: [], refused: [], notices: ['Two files were put back.'] };

async function open(answers: Scripted['answers'] = {}): Promise<void> {
  backend = openGroup(answers);
  app = new App(backend);
  app.route.go('exchange');
  render(Window, { app });
  await screen.findByRole('heading', { name: 'Shared folder' });
}

describe('the exchange', () => {
  it('tells of each member what is known and calls silence silence', async () => {
    await open({
      status: () => status({
        members: [
          receipt('A'),
          receipt('B', { receipt: 'some', missing: 3 }),
          receipt('E', { receipt: 'none', missing: 9, last_seen: null }),
          receipt('D', { receipt: 'none', missing: 9 }),
        ],
      }),
    });
    const rows = screen.getAllByRole('row').slice(1).map((row) => row.textContent?.replace(/[\s\u2068\u2069]+/g, ' '));
    expect(rows[0]).toContain('has all that you sent');
    expect(rows[1]).toContain('lacks 3');
    expect(rows[2]).toContain('not heard from yet');
    expect(rows[3]).toContain('has not told yet');
  });

  it.each([
    ['missing', 'The folder is not there.', /goes out by itself/],
    ['empty', 'no longer holds', /put everything back/],
    ['read_only', 'Nothing can be written', /courier/],
    ['foreign', 'belongs to another group', /settings/],
    ['trouble', 'cannot be used at the moment', /tries again/],
    ['something-newer', 'cannot be used at the moment', /tries again/],
  ])('says of a folder that is %s what to do', async (state, said, advice) => {
    await open({ status: () => status({ folder_state: state, sent: false, unsent: 4 }) });
    const region = screen.getByRole('region', { name: 'Shared folder' });
    expect(region.textContent).toContain(said);
    expect(region.textContent).toMatch(advice);
    expect(region.textContent).toMatch(/4.*changes wait to go out/);
  });

  it('exchanges at a key and says what was done', async () => {
    await open({ sync: () => DONE });
    await fireEvent.keyDown(document.body, { code: 'KeyE', key: 'e' });
    expect(await screen.findByText('Two files were put back.')).toBeTruthy();
    expect(document.body.textContent).toMatch(/2.*files went out/);
    expect(backend.last('sync')).toEqual({ restore: false });
    expect(backend.calls.filter((one) => one.command === 'status').length).toBeGreaterThan(2);
  });

  it('shows why it could not, with the advice', async () => {
    await open({ sync: () => Promise.reject({ code: 'folder-missing', message: 'The folder /shared is not there.', advice: 'Connect it.' }) });
    await userEvent.click(screen.getByRole('button', { name: /Exchange now/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/is not there.*Connect it/s);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Exchange now/ }).disabled).toBe(false);
  });

  it('puts everything back only when asked twice', async () => {
    await open({ sync: () => DONE });
    await userEvent.click(screen.getByRole('button', { name: 'Put everything back…' }));
    expect(backend.last('sync')).toBeUndefined();
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Put back' }));
    await waitFor(() => expect(backend.last('sync')).toEqual({ restore: true }));
  });

  it('carries by courier with the folder that was chosen', async () => {
    await open({ sync_with: () => DONE });
    await fireEvent.keyDown(document.body, { code: 'KeyU', key: 'u' });
    const dialog = await screen.findByRole('dialog');
    backend.picks.folder = '/media/stick';
    await userEvent.click(within(dialog).getByRole('button', { name: /choose/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Exchange' }));
    await waitFor(() => expect(backend.last('sync_with')).toEqual({ folder: '/media/stick' }));
  });

  it('lists what is missing and what was put aside, with the reasons', async () => {
    await open({ status: () => status({ waiting: ['waiting for 3 from Delegation C'], quarantine: ['x.qseg: the signature does not hold'] }) });
    expect(within(screen.getByRole('region', { name: 'What is missing here' })).getByText('waiting for 3 from Delegation C')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'One file was put aside' })).getByText('x.qseg: the signature does not hold')).toBeTruthy();
  });
});
