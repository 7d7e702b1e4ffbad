import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../App.svelte';
import type { SessionInfo } from '../lib/api/SessionInfo';
import type { Status } from '../lib/api/Status';
import { App } from '../lib/state/app.svelte';
import { scripted, type Scripted } from '../test/scripted';
import { found } from './find';

const LOCKED: SessionInfo = { stage: 'locked', groups: [], group: null, safety_number: null, practice: false, words_unproved: false, words_ask: [] };
const OPEN: SessionInfo = { ...LOCKED, stage: 'open', group: { id: 'g', name: 'Cyber forum' } };
const STATUS: Status = { folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: 1, checked_at: 1, members: [], waiting: [], quarantine: [], polled: false };

function backend(session: SessionInfo, status: Partial<Status> = {}): Scripted {
  const made = scripted({
    session: () => session,
    settings_get: () => ({ language: 'en', theme: null, zoom: 100, digits: null, folder: null }),
    vault_unlock: ({ passphrase }) => {
      if (passphrase !== 'right') return Promise.reject({ code: 'wrong-passphrase', message: 'That is not the passphrase.', advice: 'Try again.' });
      made.answers.session = () => OPEN;
      return OPEN;
    },
    group_show: () => ({ group: 'g', name: 'Cyber forum', epoch: 1, you: 'm', role: 'chair', chair_side: true, delegations: [{ delegation: 'A', name: 'Delegation A', badge: 'A', colour: 0, chair: false }], members: [], invitations: [] }),
    paper_list: () => ({ papers: [] }),
    status: () => ({ ...STATUS, ...status }),
  });
  return made;
}

describe('the locked window', () => {
  it('takes the passphrase, says what is wrong with it, and opens', async () => {
    const script = backend(LOCKED);
    render(Window, { app: new App(script) });
    const field = await screen.findByLabelText('Passphrase');
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, 'wrong{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('That is not the passphrase.');
    await userEvent.clear(field);
    await userEvent.type(field, 'right{Enter}');
    expect(await screen.findByText('Delegation A')).toBeTruthy();
  });

  it('shows nothing of the group before', async () => {
    const script = backend(LOCKED);
    render(Window, { app: new App(script) });
    await screen.findByLabelText('Passphrase');
    expect(script.calls.some((one) => one.command === 'paper_list' || one.command === 'group_show')).toBe(false);
  });
});

describe('the footer', () => {
  async function footer(status: Partial<Status>): Promise<string> {
    render(Window, { app: new App(backend(OPEN, status)) });
    const element = await screen.findByRole('contentinfo');
    await waitFor(() => expect(element.textContent).toMatch(/Sav/));
    return element.textContent?.replace(/[\u2066-\u2069]/g, '') ?? '';
  }

  it('promises only what is so', async () => {
    expect(await footer({})).toContain('Sealed');
  });

  it('does not say sealed while something waits', async () => {
    const said = await footer({ sent: false, unsent: 3, saved: false });
    expect(said).toContain('3 changes wait');
    expect(said).not.toContain('Sealed');
    expect(said).toContain('Saving');
  });

  it('says that the folder is missing, and nothing about receipts then', async () => {
    const said = await footer({ folder_state: 'missing', members: [{ device: 'd', delegation: 'B', delegation_id: 'B', seat: '', last_seen: 1, receipt: 'all', missing: 0 }] });
    expect(said).toContain('not there');
    expect(said).not.toContain('Received');
  });

  it('names who is missing', async () => {
    const members = ['A', 'B'].map((name) => ({ device: name, delegation: name, delegation_id: name, seat: '', last_seen: null, receipt: name === 'A' ? 'all' : 'none', missing: 0 }));
    expect(await footer({ members })).toContain('Received by 1 of 2 delegations; waiting for B, not heard from yet');
  });
});

describe('the window', () => {
  it('locks when the shell says so', async () => {
    const script = backend(OPEN);
    render(Window, { app: new App(script) });
    await screen.findByText('Delegation A');
    script.answers.session = () => LOCKED;
    script.emit({ event: 'locked' });
    expect(await screen.findByLabelText('Passphrase')).toBeTruthy();
  });

  it('closes the palette with Escape and gives the focus back', async () => {
    render(Window, { app: new App(backend(OPEN)) });
    await screen.findByText('Delegation A');
    await fireEvent.keyDown(document.body, { code: 'KeyK', key: 'k', ctrlKey: true });
    const field = await screen.findByRole('combobox');
    await fireEvent.keyDown(field, { code: 'Escape', key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('shows a failure with what to do', async () => {
    const script = backend(OPEN);
    script.answers.paper_list = () => Promise.reject({ code: 'damaged', message: 'A record is damaged.', advice: 'Run the check.' });
    render(Window, { app: new App(script) });
    expect(await screen.findByText('A record is damaged.')).toBeTruthy();
    expect(screen.getByText('Run the check.')).toBeTruthy();
  });
});

describe('finding in the palette', () => {
  const items = ['Contact points', 'الفقرة ١٨', 'Écoles', 'Joint exercises'].map((title) => ({ id: title, title, run: () => {} }));
  const titles = (typed: string): string[] => found(items, typed).map((item) => item.title);

  it('goes by the beginnings of words, whatever the marks and digits', () => {
    expect(titles('poi')).toEqual(['Contact points']);
    expect(titles('ecol')).toEqual(['Écoles']);
    expect(titles('18')).toEqual(['الفقرة ١٨']);
    expect(titles('exer joint')).toEqual(['Joint exercises']);
    expect(titles('oints')).toEqual([]);
    expect(titles('')).toHaveLength(4);
  });
});
