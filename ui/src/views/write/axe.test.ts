/** Axe finds nothing in any state of the drafting view. */
import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lieFlat } from '../../editor/testing';
import { ui } from '../../lib/i18n/index.svelte';
import { expectNothingFor } from '../../test/axe';
import { openSheet, press, showDraft } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';
import { looks } from './looks.svelte';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));

let on: Stage;

beforeEach(() => {
  lieFlat();
  on = stage(['Parties shall notify A/AC.290/2021.', 'الوثيقة A/AC.290/2021 هنا', 'Plain.']);
});

afterEach(() => {
  looks.invisibles = false;
});

const open = async (): Promise<HTMLElement> => (await openSheet(on)).sheet;

/** Headings, a list, a table, a footnote, brackets, italics that stand upright. */
function rich(): void {
  const { rust } = on;
  rust.restyle(0, { kind: 'heading', level: 1 });
  rust.restyle(2, { kind: 'item', level: 2 });
  rust.format(1, 8, 20, 'italic', true);
  rust.insertNote(1, 3);
  rust.bracket(0, 0, 7, ['dC']);
  const cell = (text: string) => [{ text, marks: 0 }];
  rust.insertTable(2, { rows: 2, columns: 2, head: 1, caption: cell('Table'), cells: [[{ pieces: cell('Year') }, { pieces: cell('Place') }]] });
}

describe('the drafting view', { timeout: 120_000 }, () => {
  it('while the sheet is being opened, and when it cannot be', async () => {
    on.backend.draftOpen = () => new Promise(() => {});
    showDraft(on);
    await screen.findByText('Plain.');
    await expectNothingFor('still text');
  });

  it('when it can only be read', async () => {
    on.backend.draftOpen = () => Promise.reject({ code: 'not-yours', message: 'You may only read this paper.', advice: 'Ask.' });
    showDraft(on);
    await screen.findByRole('alert');
    await expectNothingFor('read only');
  });

  it('with changes, and with signs that cannot be seen', async () => {
    rich();
    const sheet = await open();
    await screen.findByRole('article', { name: /Paragraph \W*1\W/ });
    await expectNothingFor('changes');
    await press(sheet, 'Space', { ctrlKey: true, shiftKey: true });
    await press(sheet, 'Digit8', { ctrlKey: true, shiftKey: true });
    await expectNothingFor('signs');
  });

  it('with the outline', async () => {
    rich();
    const sheet = await open();
    await press(sheet, 'KeyO', { ctrlKey: true, shiftKey: true });
    await screen.findByRole('navigation', { name: 'Outline' });
    await expectNothingFor('outline');
  });

  it('with find, and with find and replace', async () => {
    const sheet = await open();
    await press(sheet, 'KeyF', { ctrlKey: true });
    const bar = within(await screen.findByRole('search', { name: 'Find' }));
    await expectNothingFor('find');
    await userEvent.type(bar.getByRole('textbox', { name: 'Words to find' }), 'A/AC');
    await press(sheet, 'KeyH', { ctrlKey: true });
    await bar.findByRole('textbox', { name: 'Replace with' });
    await expectNothingFor('replace');
    await userEvent.click(bar.getByRole('button', { name: 'Replace all' }));
    await expectNothingFor('replaced');
  });

  it('with zoom, the palette and the list of keys', async () => {
    const sheet = await open();
    await press(sheet, 'Equal', { ctrlKey: true });
    await screen.findByRole('button', { name: /Zoom/ });
    await press(sheet, 'KeyK', { ctrlKey: true });
    await screen.findByRole('combobox', { name: 'Find and do' });
    await expectNothingFor('palette');
    await press(document.body, 'Escape');
    await press(document.body, 'Slash', { key: '?', shiftKey: true });
    await screen.findByRole('dialog', { name: 'All keys' });
    await expectNothingFor('keys');
    looks.zoom = 100;
  });

  it('while a contribution is submitted', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: /Submit contribution/ }));
    await screen.findByRole('dialog');
    await expectNothingFor('submit');
  });

  it('of a new paper, and while it is issued', async () => {
    on.issued = false;
    await open();
    await expectNothingFor('new paper');
    await userEvent.click((await screen.findAllByRole('button', { name: 'Issue…' }))[0]!);
    await screen.findByRole('textbox', { name: 'Document symbol' });
    await expectNothingFor('issue');
  });

  it('when a paragraph came back that was deleted, when something is not saved, and in Arabic', async () => {
    ui.use('ar', null);
    on.rust.deleteParagraph(2);
    const sheet = await open();
    on.backend.draftPush = () => Promise.reject({ code: 'disk-full', message: 'The disk is full.', advice: 'Make room.' });
    await press(sheet, 'Enter');
    await waitFor(() => expect(document.querySelector('.state.unsaved')).toBeTruthy());
    await expectNothingFor('not saved');
  });
});
