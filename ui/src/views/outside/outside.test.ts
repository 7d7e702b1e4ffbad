import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { ContributionInfo } from '../../lib/api/ContributionInfo';
import type { FileLook } from '../../lib/api/FileLook';
import { ui } from '../../lib/i18n/index.svelte';
import { App } from '../../lib/state/app.svelte';
import { expectNothingFor } from '../../test/axe';
import { deskView, PAPER, run } from '../../test/desk';
import { scripted, type Scripted } from '../../test/scripted';

let backend: Scripted;
let app: App;

const delegations = [
  { delegation: 'B', name: 'Delegation B', badge: 'B', colour: 1, chair: false, alike: ['Delegation В'] },
  { delegation: 'C', name: 'Delegation C', badge: 'C', colour: 2, chair: false },
];

function look(more: Partial<FileLook> = {}): FileLook {
  return {
    delegation: 'Delegation B', entered: true, revision: 'rev-1', symbol: 'WP.1', pieces: 3, found: 2, foreign: false,
    changes: [{ paragraph: 'p18', number: '18', kind: 'amend', runs: [run('old', 'deleted'), run('new', 'inserted')], piece: 1 }],
    unplaced: [], placed: [], missing: [], missing_stay: false, replaces: 0, notes: [], language: 'en', ...more,
  };
}

const unsure = {
  piece: 3, text: 'Focal points are to be appointed.', why: 'unsure',
  candidates: [{ paragraph: 'p19', number: '19', label: 'Contact points' }],
  behind: { paragraph: 'p18', number: '18', label: 'Access' },
};

beforeEach(async () => {
  backend = scripted({
    session: () => ({ stage: 'open', groups: [], group: { id: 'g', name: 'Working group' }, safety_number: null, practice: true, words_unproved: false, words_ask: [] }),
    settings_get: () => ({ language: ui.language, theme: null, zoom: 100, digits: null, folder: null }),
    group_show: () => ({ group: 'g', name: 'Working group', epoch: 1, you: 'm', role: 'chair', chair_side: true, delegations, members: [], invitations: [] }),
    paper_list: () => ({ papers: [{ paper: PAPER, title: 'T', symbol: 'WP.1', owner: 'Chair', mine: true, language: 'en', paragraphs: 5, revision: 'r', changed: 0, contributions: 8, undecided: 2, draft: false }] }),
    status: () => ({ folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: null, checked_at: null, members: [], waiting: [], quarantine: [], polled: false }),
    desk: () => deskView(),
    decide_preview: () => ({ result: [], falls: [], stays: [] }),
    propose_preview: ({ place }) =>
      place?.length ? look({ placed: [{ piece: 3, text: 'Focal points', place: 'is', paragraph: unsure.candidates[0]! }] }) : look({ unplaced: [unsure] }),
    propose: () => ({ contribution: 'c', proposals: [{ proposal: 'p', kind: 'amend', paragraph: 'p18' }], unplaced: [] }),
    floor_propose: () => ({ contribution: 'c', proposals: [{ proposal: 'p', kind: 'amend', paragraph: 'p18' }], unplaced: [] }),
  });
  app = new App(backend);
  app.route.go('desk', PAPER);
  render(Window, { app });
  await screen.findByRole('heading', { name: /18/ });
});

async function key(code: string, more: KeyboardEventInit = {}): Promise<void> {
  await fireEvent.keyDown(document.body, { code, key: code, ...more });
}

describe('a file from outside', () => {
  it('is chosen, looked at, placed by hand and entered by keyboard', async () => {
    await key('KeyI');
    const dialog = within(await screen.findByRole('dialog', { name: 'Enter a file for a delegation' }));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'B');
    expect(dialog.getByRole('note').textContent).toContain('look alike');
    backend.picks.file = '/tmp/b.md';
    await userEvent.click(dialog.getByRole('button', { name: /choose…/ }));
    await waitFor(() => expect(backend.last('propose_preview')).toMatchObject({ paper: PAPER, from: '/tmp/b.md', delegation: 'B', place: [] }));
    expect(await dialog.findByText('One paragraph needs a place')).toBeTruthy();
    const enter = dialog.getByRole('button', { name: /Enter for/ }) as HTMLButtonElement;
    expect(enter.disabled).toBe(true);
    await expectNothingFor('a file that is looked at');
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: /Another wording/ }), 'p19');
    await waitFor(() => expect(backend.last('propose_preview')).toMatchObject({ place: ['3=p19'] }));
    expect(await dialog.findByText('Placed by hand')).toBeTruthy();
    await waitFor(() => expect(enter.disabled).toBe(false));
    // The key works wherever the focus is, also on the button that chose the file.
    await fireEvent.keyDown(dialog.getByRole('button', { name: /choose…/ }), { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(backend.last('propose')).toMatchObject({ place: ['3=p19'], revision: 'rev-1', delegation: 'B' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is placed by a number that somebody types, and what is no proposal is left out in one go', async () => {
    await key('KeyI');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'C');
    expect(dialog.queryByRole('note')).toBeNull();
    backend.picks.file = '/tmp/c.md';
    await userEvent.click(dialog.getByRole('button', { name: /choose…/ }));
    await userEvent.selectOptions(await dialog.findByRole('combobox', { name: /Another wording/ }), 'after');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Number' }), '14{Enter}');
    await waitFor(() => expect(backend.last('propose_preview')).toMatchObject({ place: ['3=after:14'] }));
    await userEvent.click(dialog.getByRole('button', { name: 'Undo' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'None of these is a proposal' }));
    await waitFor(() => expect(backend.last('propose_preview')).toMatchObject({ place: ['3=none'] }));
  });

  it('that is foreign says so once, and a failure says what to do', async () => {
    backend.answers.propose_preview = () => look({ foreign: true, changes: [], unplaced: [{ ...unsure, why: 'foreign' }] });
    await key('KeyI');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'B');
    backend.picks.file = '/tmp/ru.md';
    await userEvent.click(dialog.getByRole('button', { name: /choose…/ }));
    expect(await dialog.findByText(/Nothing in this file reads like/)).toBeTruthy();
    backend.answers.propose_preview = () => Promise.reject({ code: 'not-utf8', message: 'This is no text.', advice: 'Save it again.' });
    backend.picks.file = '/tmp/b.bin';
    await userEvent.click(dialog.getByRole('button', { name: /choose…/ }));
    expect((await dialog.findByRole('alert')).textContent).toContain('Save it again.');
  });
});

describe('what lies beside the desk', () => {
  it('is said with its reason and the next step, and what lay on an earlier desk is nothing to speak of', async () => {
    const one = (contribution: string, status: string, pinned: string, late = 0): ContributionInfo => ({
      contribution, delegation: `Delegation ${contribution}`, delegation_id: contribution, revision: 'WP.1', status, entered: false, floor: false, pinned, proposals: 2, late, at: 0,
    });
    backend.answers.contributions = () => ({
      contributions: [one('M', 'other-revision', 'missing'), one('R', 'other-revision', 'rival'), one('U', 'unfit', 'current'), one('E', 'other-revision', 'earlier'), one('L', 'other-revision', 'earlier', 1), one('C', 'current', 'current')],
    });
    backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(screen.getAllByRole('note')).toHaveLength(4));
    const said = screen.getAllByRole('note').map((note) => note.textContent);
    expect(said[0]).toContain('has not arrived here');
    expect(said[1]).toContain('did not become the revision');
    expect(said[2]).toContain('does not fit');
    expect(said[3]).toMatch(/one proposal on .*WP\.1.* that came after/);
  });
});

describe('what is said on the floor', () => {
  it('is entered for a delegation in one go, beginning with what the paragraph says', async () => {
    await key('KeyF');
    const dialog = within(await screen.findByRole('dialog', { name: /From the floor/ }));
    expect(document.activeElement).toBe(dialog.getByRole('combobox', { name: 'For' }));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'C');
    const text = dialog.getByLabelText('As it shall read') as HTMLTextAreaElement;
    expect(text.value).toContain('Each Party shall designate');
    await fireEvent.input(text, { target: { value: 'Each Party shall report.' } });
    await key('Enter', { ctrlKey: true });
    await waitFor(() =>
      expect(backend.last('floor_propose')).toEqual({ paper: PAPER, delegation: 'C', paragraph: 'p18', kind: 'amend', text: 'Each Party shall report.', reason: '' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('may be a new paragraph, which begins empty, or a deletion, which has no words', async () => {
    await key('KeyF');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'C');
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'What is proposed' }), 'insert');
    expect((dialog.getByLabelText('As it shall read') as HTMLTextAreaElement).value).toBe('');
    expect((dialog.getByRole('button', { name: /^Enter/ }) as HTMLButtonElement).disabled).toBe(true);
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'What is proposed' }), 'delete');
    await key('Enter', { ctrlKey: true });
    await waitFor(() => expect(backend.last('floor_propose')).toMatchObject({ kind: 'delete', text: '' }));
  });
});
