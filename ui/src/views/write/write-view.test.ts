import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, lieFlat, open as openDraft, startWith, texts } from '../../editor/testing';
import { ui } from '../../lib/i18n/index.svelte';
import { PAPER } from '../../test/desk';
import { openSheet, press, showDraft } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));

const WORDS = ['Parties shall notify each other.', 'Each Party shall designate a contact point.'];
let on: Stage;

beforeEach(() => {
  lieFlat();
  on = stage(WORDS);
});

const open = async (): Promise<HTMLElement> => (await openSheet(on)).sheet;

describe('drafting', { timeout: 30_000 }, () => {
  it('shows the text before the sheet can be written on', async () => {
    let release = (): void => {};
    const opening = on.backend.draftOpen(PAPER);
    on.backend.draftOpen = () => new Promise((resolve) => (release = () => resolve(opening)));
    showDraft(on);
    expect(await screen.findByText(WORDS[0]!, {}, { timeout: 20_000 })).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Text of the paper' })).toBeNull();
    await waitFor(() => (release(), expect(screen.getByRole('textbox', { name: 'Text of the paper' })).toBeTruthy()));
  });

  it('hands over what is typed and says when it is saved', async () => {
    const sheet = await open();
    await press(sheet, 'Enter');
    await press(sheet, 'Digit1', { ctrlKey: true });
    expect(await screen.findAllByText('Saving…')).not.toHaveLength(0);
    await waitFor(() => expect(texts(on.rust)).toEqual(['', ...WORDS]));
    await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(texts(on.rust)).toEqual(WORDS));
  });

  it('takes up what a colleague wrote', async () => {
    const sheet = await open();
    on.rust.insertText(0, 0, 'All ');
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(sheet.textContent).toContain('All Parties'));
  });

  it('opens the new working copy when the paper has a newer revision', async () => {
    const sheet = await open();
    expect(sheet.textContent).toContain('Parties shall');
    on.rust = openDraft(startWith(['Revised text.']), 2);
    on.revision = 'r2';
    on.base = ['Revised text.'];
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Text of the paper' }).textContent).toBe('Revised text.'));
    expect(screen.getByText(/newer revision of this paper/)).toBeTruthy();
    expect(texts(on.rust)).toEqual(['Revised text.']);
  });

  it('says why it cannot be written, and still shows it', async () => {
    on.backend.draftOpen = () => Promise.reject({ code: 'not-yours', message: 'You may only read this paper.', advice: 'Ask your head of delegation.' });
    showDraft(on);
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
    expect(on.backend.last('change_note')).toMatchObject({ paragraph: idOf(1), reason: 'clearer' });
    await userEvent.selectOptions(card.getByRole('combobox', { name: 'Add a co-sponsor' }), 'dE');
    expect(on.backend.last('change_note')).toMatchObject({ reason: 'clearer', cosponsors: ['dE'] });
    await userEvent.click(card.getByRole('checkbox', { name: 'For discussion only' }));
    await userEvent.click(card.getByRole('checkbox', { name: 'Hold back' }));
    expect(on.backend.last('change_note')).toMatchObject({ discussion_only: true, held_back: true, cosponsors: ['dE'] });
  });

  it('is submitted by Ctrl+Enter, twice, after everything is saved', async () => {
    const sheet = await open();
    await screen.findByRole('article', { name: /Paragraph \W*1\W/ });
    await press(sheet, 'Enter');
    await press(sheet, 'Enter', { ctrlKey: true });
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/One is held back/)).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox'), 'as agreed');
    await fireEvent.keyDown(dialog.getByRole('textbox'), { code: 'Enter', key: 'Enter', ctrlKey: true });
    expect(await screen.findByText('One proposal is submitted.')).toBeTruthy();
    expect(on.backend.last('propose')).toEqual({ paper: PAPER, from: null, delegation: null, reason: 'as agreed' });
    expect(texts(on.rust).length).toBe(3);
  });

  it('is not submitted while something is not saved', async () => {
    const sheet = await open();
    await screen.findByRole('article', { name: /Paragraph \W*1\W/ });
    on.backend.draftPush = () => Promise.reject({ code: 'disk-full', message: 'The disk is full.', advice: 'Make room.' });
    await press(sheet, 'Enter');
    await userEvent.click(screen.getByRole('button', { name: /Submit contribution/ }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /^Submit/ }));
    expect(await screen.findByText(/nothing was sent/)).toBeTruthy();
    expect(on.backend.last('propose')).toBeUndefined();
  });

  it('of a new paper is its issue', async () => {
    on.issued = false;
    await open();
    await userEvent.click((await screen.findAllByRole('button', { name: 'Issue…' }))[0]!);
    const symbol = await screen.findByRole('textbox', { name: 'Document symbol' });
    expect(symbol).toHaveProperty('value', 'WP.1');
    await userEvent.click(screen.getByRole('button', { name: /^Issue(?!…)/ }));
    await waitFor(() => expect(on.backend.last('paper_issue')).toEqual({ paper: PAPER, symbol: 'WP.1', decisions: null }));
  });

  it('says what would fill it', async () => {
    on.list = [];
    await open();
    expect(await screen.findByText('Nothing changed yet')).toBeTruthy();
  });
});

it('runs right to left in Arabic, numbers in Arabic digits', async () => {
  ui.use('ar', null);
  showDraft(on);
  const sheet = await screen.findByRole('textbox', { name: 'نص الورقة' });
  expect(sheet.querySelector<HTMLElement>('.par')!.dataset['number']).toBe('١');
  cleanup();
}, 30_000);
