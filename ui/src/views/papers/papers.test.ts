import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { PaperText } from '../../lib/api/PaperText';
import { App } from '../../lib/state/app.svelte';
import { openPaper, placeOf, reading } from '../../lib/state/reading.svelte';
import { group, openGroup, paper } from '../../test/group';
import type { Scripted } from '../../test/scripted';

let backend: Scripted;
let app: App;

function text(more: Partial<PaperText> = {}): PaperText {
  return {
    paper: 'one', title: 'Paper one', symbol: 'WG/one', language: 'en', revision: 'r1', view: 'issued',
    paragraphs: [
      { id: 'p1', number: '', kind: 'heading', level: 1, direction: null, text: 'Principles', runs: [{ text: 'Principles', marks: [], change: 'same', by: [] }], edited_after_deletion: false },
      { id: 'p2', number: '18 bis', kind: 'op', level: 0, direction: null, text: 'Each Party shall.', runs: [{ text: 'Each Party shall.', marks: [], change: 'same', by: [] }], edited_after_deletion: false },
    ],
    ...more,
  };
}

async function open(answers: Scripted['answers'] = {}): Promise<void> {
  backend = openGroup({ paper_show: () => text(), ...answers });
  app = new App(backend);
  render(Window, { app });
  await waitFor(() => expect(app.papers.loaded).toBe(true));
}

describe('the list of papers', () => {
  it('says of each paper whose it is and what waits in it', async () => {
    await open({
      paper_list: () => ({
        papers: [
          paper('one', { undecided: 7, contributions: 8 }),
          paper('two', { owner: 'Delegation B', mine: false, contributions: 1, draft: true }),
          paper('three', { revision: null, symbol: '', draft: true }),
        ],
      }),
    });
    const list = await screen.findByRole('list', { name: 'Papers' });
    const rows = within(list).getAllByRole('listitem');
    expect(rows[0]?.textContent).toMatch(/WG\/one.*Chair.*English.*7.*undecided.*8.*contributions/s);
    expect(rows[1]?.textContent).toMatch(/Delegation B.*one contribution.*draft/s);
    expect(rows[2]?.textContent).toContain('draft, not issued');
    expect(within(rows[2] as HTMLElement).queryByRole('button', { name: /^Read/ })).toBeNull();
  });

  it('opens each where its reader has something to do', async () => {
    await open();
    expect(placeOf(app, paper('x'))).toBe('desk');
    expect(placeOf(app, paper('x', { revision: null, draft: true }))).toBe('write');
    expect(placeOf(app, paper('x', { mine: false }))).toBe('read');
    expect(placeOf(app, paper('x', { mine: false, draft: true }))).toBe('write');
    app.group.info = group({ chair_side: false, role: 'delegate' });
    expect(placeOf(app, paper('x'))).toBe('read');
    openPaper(app, 'one', 'p2');
    expect(reading(app).now).toEqual({ paper: 'one', revision: null, paragraph: 'p2' });
  });

  it('is walked by keyboard, and N begins a paper', async () => {
    await open({
      paper_list: () => ({ papers: [paper('one'), paper('two')] }),
      paper_new: () => ({ paper: 'new', notes: [] }),
    });
    await screen.findByRole('button', { name: /Paper two/, description: /WG\/two/ });
    await fireEvent.keyDown(document.body, { code: 'KeyJ', key: 'j' });
    await fireEvent.keyDown(document.activeElement ?? document.body, { code: 'KeyJ', key: 'j' });
    expect(document.activeElement?.textContent).toContain('Paper two');
    await fireEvent.keyDown(document.activeElement ?? document.body, { code: 'KeyN', key: 'n' });
    const dialog = await screen.findByRole('dialog', { name: 'New paper' });
    await fireEvent.input(within(dialog).getByLabelText('Title'), { target: { value: ' Zero draft ' } });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Begin' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.last('paper_new')).toEqual({ title: 'Zero draft', symbol: '', language: 'en', from: null });
  });

  it('takes a paper from a file and tells what could not be kept', async () => {
    await open({ paper_new: () => ({ paper: 'new', notes: ['Pictures were left out: 2.'] }) });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /From a file/ }));
    backend.picks.file = '/home/anna/draft.md';
    await user.click(await screen.findByRole('button', { name: /Text file.*choose/ }));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect(await screen.findByText('Pictures were left out: 2.')).toBeTruthy();
    expect(backend.last('paper_new')?.from).toBe('/home/anna/draft.md');
  });

  it('keeps the dialog open with the reason when a file cannot be read', async () => {
    await open({
      paper_new: () => Promise.reject({ code: 'not-utf8', message: 'This is not text in UTF-8.', advice: 'Save it again.' }),
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /From a file/ }));
    await fireEvent.input(await screen.findByLabelText('Text file'), { target: { value: '/x.txt' } });
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This is not text in UTF-8. Save it again.');
  });

  it('says what would fill it, with the one action that does', async () => {
    await open({ paper_list: () => ({ papers: [] }) });
    await screen.findByRole('heading', { name: 'No papers yet' });
    expect(within(screen.getByRole('main')).getAllByRole('button')).toHaveLength(1);
  });

  it('offers an observer nothing to begin', async () => {
    await open({ paper_list: () => ({ papers: [] }), group_show: () => group({ role: 'observer', chair_side: false }) });
    await screen.findByRole('heading', { name: 'No papers yet' });
    expect(within(screen.getByRole('main')).queryByRole('button')).toBeNull();
  });
});

describe('reading an issued text', () => {
  it('stands at the paragraph that one came for, and goes back with Escape', async () => {
    await open();
    reading(app).open('one', { paragraph: 'p2' });
    await screen.findByRole('heading', { name: 'Paper one' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Each Party shall.'));
    expect(document.activeElement?.textContent).toContain('18 bis');
    await fireEvent.keyDown(document.body, { code: 'Escape', key: 'Escape' });
    await waitFor(() => expect(reading(app).now).toBeNull());
  });

  it('is over when one goes elsewhere, and there again on the way back', async () => {
    await open({ paper_history: () => ({ acts: [], revisions: [] }) });
    reading(app).open('one', { revision: 'r0' });
    await screen.findByRole('heading', { name: 'Paper one' });
    expect(backend.last('paper_show')).toEqual({ paper: 'one', view: 'issued', revision: 'r0' });
    app.route.go('history', 'one');
    expect(reading(app).now).toBeNull();
    app.route.back();
    expect(reading(app).now?.revision).toBe('r0');
  });

  it('exports with the warning before and after', async () => {
    await open({ paper_export: ({ to }) => ({ files: [to, `${to}.sig`], notes: [] }) });
    reading(app).open('one');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Export/ }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('whoever has it can read it');
    await user.click(within(dialog).getByRole('radio', { name: /Canonical/ }));
    backend.picks.save = '/out/text.qalam';
    await user.click(within(dialog).getByRole('button', { name: 'Choose where…' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.last('paper_export')).toEqual({ paper: 'one', to: '/out/text.qalam', view: 'clean', revision: null });
    expect(screen.getByText(/were written/).textContent).toContain('text.qalam.sig');
    expect(screen.getByText('An exported file is not encrypted: whoever has it can read it.')).toBeTruthy();
  });

  it('says why a text cannot be shown and leads back', async () => {
    await open({ paper_show: () => Promise.reject({ code: 'not-issued', message: 'This paper has not been issued yet.', advice: 'Wait.' }) });
    reading(app).open('one');
    expect(await screen.findByRole('heading', { name: 'This paper has not been issued yet.' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Back to the list' }));
    expect(reading(app).now).toBeNull();
  });
});
