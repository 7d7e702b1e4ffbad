import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Window from '../../App.svelte';
import type { Draft } from '../../editor';
import { idOf, lieFlat, open as openDraft, startWith, texts } from '../../editor/testing';
import type { ChangeView } from '../../lib/api/ChangeView';
import { ui } from '../../lib/i18n/index.svelte';
import { App } from '../../lib/state/app.svelte';
import { run } from '../../test/desk';
import { scripted, type Scripted } from '../../test/scripted';

vi.mock('../../editor/loro', () => ({ loadLoro: () => Promise.resolve() }));

// A loaded machine answers later than the library's second.
configure({ asyncUtilTimeout: 8_000 });

const PAPER = 'paper-1';
const WORDS = ['Parties shall notify each other.', 'Each Party shall designate a contact point.'];
let backend: Scripted;
let app: App;
let rust: Draft;
let issued: boolean;
let revision: string;
let base: string[];
let list: ChangeView[];

function change(more: Partial<ChangeView> = {}): ChangeView {
  return {
    paragraph: idOf(1), number: '1', kind: 'amend', runs: [run('Parties '), run('shall', 'deleted'), run('should', 'inserted')],
    reason: '', cosponsors: [], discussion_only: false, held_back: false, sent: false, ...more,
  };
}

beforeEach(() => {
  lieFlat();
  issued = true;
  revision = 'r';
  base = WORDS;
  list = [change(), change({ paragraph: idOf(2), number: '2', held_back: true })];
  rust = openDraft(startWith(WORDS), 1);
  const delegation = (id: string, badge: string, colour: number) => ({ delegation: id, name: `Delegation ${badge}`, badge, colour, chair: false });
  const member = { member: 'm', delegation: 'Delegation C', delegation_id: 'dC', seat: 'expert', role: 'delegate', head: true, safety_number: '', confirmed: true, can_confirm: false, devices: [] };
  backend = scripted({
    session: () => ({ stage: 'open', groups: [], group: { id: 'g', name: 'Working group' }, safety_number: null, practice: false, words_unproved: false, words_ask: [] }),
    settings_get: () => ({ language: ui.language, theme: null, zoom: 100, digits: null, folder: null }),
    group_show: () => ({ group: 'g', name: 'G', epoch: 1, you: 'm', role: 'delegate', chair_side: false, delegations: [delegation('dC', 'C', 2), delegation('dE', 'E', 4)], members: [member], invitations: [] }),
    paper_list: () => ({ papers: [{ paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', owner: 'C', mine: !issued, language: 'en', paragraphs: 2, revision: issued ? revision : null, changed: 0, contributions: 0, undecided: 0, draft: true }] }),
    status: () => ({ folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: null, checked_at: null, members: [], waiting: [], quarantine: [], polled: false }),
    paper_show: () => ({
      paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', language: 'en', revision: null, view: 'draft',
      paragraphs: base.map((text, i) => ({ id: idOf(i + 1), number: String(i + 1), kind: 'op', level: 0, direction: null, text, runs: [run(text)], edited_after_deletion: false })),
    }),
    changes: () => ({ revision: issued ? 'r' : null, changes: issued ? list : [], unsent: true }),
    change_note: (note) => {
      list = list.map((one) => (one.paragraph === note.paragraph ? { ...one, ...note } : one));
      return {};
    },
    propose: () => ({ contribution: 'c', proposals: [{ proposal: 'p', kind: 'amend', paragraph: idOf(1) }], unplaced: [] }),
    paper_issue_preview: () => ({ symbol: 'WP.7', undecided: [], bracketed: 0 }),
    paper_issue: () => ({ revision: 'r', hash: 'r', deferred: [] }),
  });
  let peer = 100n;
  backend.draftOpen = () => Promise.resolve({ peer: ++peer, snapshot: rust.doc.export({ mode: 'snapshot' }) });
  backend.draftPush = vi.fn((_: string, update: Uint8Array) => (rust.import(update), Promise.resolve()));
  backend.draftPull = () => Promise.resolve(rust.doc.export({ mode: 'update' }));
});

async function open(): Promise<HTMLElement> {
  app = new App(backend);
  app.route.go('write', PAPER);
  render(Window, { app });
  return screen.findByRole('textbox', { name: 'Text of the paper' });
}

async function type(sheet: HTMLElement, code: string, more: KeyboardEventInit = {}): Promise<void> {
  await fireEvent.keyDown(sheet, { code, key: code, ...more });
}

describe('drafting', { timeout: 30_000 }, () => {
  it('shows the text before the sheet can be written on', async () => {
    let release = (): void => {};
    const opening = backend.draftOpen(PAPER);
    backend.draftOpen = () => new Promise((resolve) => (release = () => resolve(opening)));
    app = new App(backend);
    app.route.go('write', PAPER);
    render(Window, { app });
    expect(await screen.findByText(WORDS[0]!)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Text of the paper' })).toBeNull();
    await waitFor(() => (release(), expect(screen.getByRole('textbox', { name: 'Text of the paper' })).toBeTruthy()));
  });

  it('hands over what is typed and says when it is saved', async () => {
    const sheet = await open();
    await type(sheet, 'Enter');
    await type(sheet, 'Digit1', { ctrlKey: true });
    expect(await screen.findAllByText('Saving…')).not.toHaveLength(0);
    await waitFor(() => expect(texts(rust)).toEqual(['', ...WORDS]));
    await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(texts(rust)).toEqual(WORDS));
  });

  it('takes up what a colleague wrote', async () => {
    const sheet = await open();
    rust.insertText(0, 0, 'All ');
    backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(sheet.textContent).toContain('All Parties'));
  });

  it('opens the new working copy when the paper has a newer revision', async () => {
    const sheet = await open();
    expect(sheet.textContent).toContain('Parties shall');
    rust = openDraft(startWith(['Revised text.']), 2);
    revision = 'r2';
    base = ['Revised text.'];
    backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Text of the paper' }).textContent).toBe('Revised text.'));
    expect(screen.getByText(/newer revision of this paper/)).toBeTruthy();
    expect(texts(rust)).toEqual(['Revised text.']);
  });

  it('says why it cannot be written, and still shows it', async () => {
    backend.draftOpen = () => Promise.reject({ code: 'not-yours', message: 'You may only read this paper.', advice: 'Ask your head of delegation.' });
    app = new App(backend);
    app.route.go('write', PAPER);
    render(Window, { app });
    expect((await screen.findByRole('alert')).textContent).toContain('You may only read this paper. Ask your head of delegation.');
    expect(screen.getByText(WORDS[1]!)).toBeTruthy();
  });
});

describe('my contribution', { timeout: 30_000 }, () => {
  it('lists what was changed, with number, kind and words', async () => {
    await open();
    const card = await screen.findByRole('article', { name: /Paragraph \W*1\W+amendment/ });
    expect(within(card).getByText('should').tagName).toBe('INS');
    expect(within(card).getByText('shall').tagName).toBe('DEL');
  });

  it('keeps a reason, co-sponsors and marks', async () => {
    await open();
    const card = within(await screen.findByRole('article', { name: /Paragraph \W*1\W/ }));
    await userEvent.type(card.getByRole('textbox', { name: 'Reason' }), 'clearer');
    await userEvent.tab();
    expect(backend.last('change_note')).toMatchObject({ paragraph: idOf(1), reason: 'clearer' });
    await userEvent.selectOptions(card.getByRole('combobox', { name: 'Add a co-sponsor' }), 'dE');
    expect(backend.last('change_note')).toMatchObject({ reason: 'clearer', cosponsors: ['dE'] });
    await userEvent.click(card.getByRole('checkbox', { name: 'For discussion only' }));
    await userEvent.click(card.getByRole('checkbox', { name: 'Hold back' }));
    expect(backend.last('change_note')).toMatchObject({ discussion_only: true, held_back: true, cosponsors: ['dE'] });
  });

  it('is submitted by Ctrl+Enter, twice, after everything is saved', async () => {
    const sheet = await open();
    await screen.findByRole('article', { name: /Paragraph \W*1\W/ });
    await type(sheet, 'Enter');
    await type(sheet, 'Enter', { ctrlKey: true });
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/One is held back/)).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox'), 'as agreed');
    await fireEvent.keyDown(dialog.getByRole('textbox'), { code: 'Enter', key: 'Enter', ctrlKey: true });
    expect(await screen.findByText('One proposal is submitted.')).toBeTruthy();
    expect(backend.last('propose')).toEqual({ paper: PAPER, from: null, delegation: null, reason: 'as agreed' });
    expect(texts(rust).length).toBe(3);
  });

  it('is not submitted while something is not saved', async () => {
    const sheet = await open();
    await screen.findByRole('article', { name: /Paragraph \W*1\W/ });
    backend.draftPush = () => Promise.reject({ code: 'disk-full', message: 'The disk is full.', advice: 'Make room.' });
    await type(sheet, 'Enter');
    await userEvent.click(screen.getByRole('button', { name: /Submit contribution/ }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /^Submit/ }));
    expect(await screen.findByText(/nothing was sent/)).toBeTruthy();
    expect(backend.last('propose')).toBeUndefined();
  });

  it('of a new paper is its issue', async () => {
    issued = false;
    await open();
    await userEvent.click((await screen.findAllByRole('button', { name: 'Issue…' }))[0]!);
    const symbol = await screen.findByRole('textbox', { name: 'Document symbol' });
    expect(symbol).toHaveProperty('value', 'WP.1');
    await userEvent.click(screen.getByRole('button', { name: /^Issue(?!…)/ }));
    await waitFor(() => expect(backend.last('paper_issue')).toEqual({ paper: PAPER, symbol: 'WP.1', decisions: null }));
  });

  it('says what would fill it', async () => {
    list = [];
    await open();
    expect(await screen.findByText('Nothing changed yet')).toBeTruthy();
  });
});

it('runs right to left in Arabic, numbers in Arabic digits', async () => {
  ui.use('ar', null);
  app = new App(backend);
  app.route.go('write', PAPER);
  render(Window, { app });
  const sheet = await screen.findByRole('textbox', { name: 'نص الورقة' });
  expect(sheet.querySelector<HTMLElement>('.par')!.dataset['number']).toBe('١');
  cleanup();
}, 30_000);
