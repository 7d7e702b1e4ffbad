/** Brackets, footnotes, references, links and tables as one meets them: the strip, the dialogs, the keys, what is heard. */
import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, lieFlat, texts } from '../../editor/testing';
import { expectNothingFor } from '../../test/axe';
import { PAPER } from '../../test/desk';
import { openSheet, press } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));

const WORDS = ['Parties shall notify each other.', 'Each Party shall designate a contact point.'];
const [C, E] = ['c'.repeat(32), 'e'.repeat(32)];
let on: Stage;

beforeEach(() => {
  lieFlat();
  on = stage(WORDS);
});

const open = async (): Promise<HTMLElement> => (await openSheet(on)).sheet;

const strip = async () => within(await screen.findByRole('toolbar', { name: 'What the caret is in' }));
const named = (sheet: HTMLElement, name: string): HTMLElement[] => [...sheet.querySelectorAll<HTMLElement>(`[aria-label="${name}"]`)];

describe('brackets', { timeout: 120_000 }, () => {
  it('are put, said aloud with who is behind them, and settled from the strip', async () => {
    const group = await on.backend.call('group_show', {});
    const delegation = (id: string, badge: string, colour: number) => ({ delegation: id, name: `Delegation ${badge}`, badge, colour, chair: false });
    on.backend.answers.group_show = () => ({ ...group, delegations: [delegation(C, 'C', 2), delegation(E, 'E', 4)] });
    const sheet = await open();
    await press(sheet, 'BracketLeft', { ctrlKey: true });
    await waitFor(() => expect(texts(on.rust)[0]).toBe('[Parties] shall notify each other.'));
    expect(named(sheet, 'opening bracket')).toHaveLength(1);
    const bar = await strip();
    expect(screen.getByRole('group', { name: /place in brackets/ })).toBeTruthy();
    await userEvent.click(bar.getByRole('button', { name: 'Who is behind it…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delegations behind the bracket' }));
    await expectNothingFor('behind');
    await userEvent.click(dialog.getByRole('checkbox', { name: /Delegation C/ }));
    await userEvent.click(dialog.getByRole('checkbox', { name: /Delegation E/ }));
    await userEvent.click(dialog.getByRole('button', { name: /Done/ }));
    await waitFor(() => expect(on.rust.bracketsOf(0)[0]?.behind).toEqual([C, E]));
    expect(sheet.querySelector('.bracket-sign[data-side="open"]')!.getAttribute('aria-label')).toMatch(/^opening bracket, \W*Delegation C and Delegation E\W*$/);
    expect([...sheet.querySelectorAll('.who')].map((one) => one.textContent)).toEqual(['C', 'E']);
    await expectNothingFor('brackets');
    await userEvent.click(bar.getByRole('button', { name: 'Add an alternative' }));
    await waitFor(() => expect(texts(on.rust)[0]).toBe('[Parties] / [] shall notify each other.'));
    await userEvent.click((await strip()).getByRole('button', { name: 'Drop the words' }));
    await userEvent.click(screen.getByRole('button', { name: 'Next bracket' }));
    await userEvent.click((await strip()).getByRole('button', { name: 'Keep the words' }));
    await waitFor(() => expect(texts(on.rust)[0]).toBe(WORDS[0]));
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: 'What the caret is in' })).toBeNull());
  });
});

describe('footnotes and references', { timeout: 120_000 }, () => {
  it('are inserted by keys, have names, and lead to each other', async () => {
    const sheet = await open();
    await press(sheet, 'KeyF', { ctrlKey: true, shiftKey: true });
    await waitFor(() => expect(on.rust.views.map(({ kind }) => kind)).toEqual(['op', 'note', 'op']));
    const sign = sheet.querySelector('.note-sign[role="link"]')!;
    expect(sign.getAttribute('aria-label')).toMatch(/^Footnote \W*1\W*$/);
    expect(sheet.querySelector('[data-kind="note"]')!.getAttribute('role')).toBe('note');
    await userEvent.click((await strip()).getByRole('button', { name: 'Back to its sign' }));
    await userEvent.click((await strip()).getByRole('button', { name: 'To the footnote' }));
    expect(await (await strip()).findByRole('button', { name: 'Back to its sign' })).toBeTruthy();
    await press(sheet, 'KeyJ', { ctrlKey: true, shiftKey: true });
    await press(sheet, 'KeyR', { ctrlKey: true, shiftKey: true });
    const dialog = within(await screen.findByRole('dialog', { name: 'Refer to a paragraph' }));
    const field = dialog.getByRole('combobox', { name: 'Number or first words' });
    expect(dialog.getAllByRole('option')).toHaveLength(3);
    await expectNothingFor('references');
    await userEvent.type(field, 'each party{Enter}');
    await waitFor(() => expect(on.rust.views[0]!.pieces.some(({ sign: one }) => one?.type === 'ref' && one.to === idOf(2))).toBe(true));
    expect(sheet.querySelector('.ref-sign[role="link"]')!.getAttribute('aria-label')).toMatch(/^Reference to \W*2\W*$/);
    await userEvent.click((await strip()).getByRole('button', { name: 'To its paragraph' }));
    on.rust.deleteParagraph(2);
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(sheet.querySelector('.ref-sign[role="link"]')!.getAttribute('aria-label')).toBe('Reference to a paragraph that is gone'));
    expect(sheet.querySelector('.ref-sign s')).toBeTruthy();
    await expectNothingFor('signs');
  });
});

describe('links', { timeout: 120_000 }, () => {
  it('have addresses that are completed, refused, copied and never opened', async () => {
    const user = userEvent.setup();
    const sheet = await open();
    const opened = vi.spyOn(window, 'open');
    await press(sheet, 'KeyL', { ctrlKey: true, shiftKey: true });
    const dialog = within(await screen.findByRole('dialog', { name: 'Link' }));
    const field = dialog.getByRole('textbox', { name: 'Address' });
    const set = dialog.getByRole('button', { name: /Set the link/ });
    await userEvent.type(field, 'javascript:alert(1)');
    await userEvent.click(set);
    await expectNothingFor('link');
    expect(dialog.getByRole('alert').textContent).toContain('A link leads to a web page');
    await userEvent.clear(field);
    await userEvent.type(field, 'www.example.org/a');
    await userEvent.click(set);
    await waitFor(() => expect(on.rust.views[0]!.pieces[0]).toMatchObject({ text: 'www.example.org/a', link: 'https://www.example.org/a' }));
    expect(sheet.querySelector('a[href]')).toBeNull();
    await user.click((await strip()).getByRole('button', { name: 'Copy the address' }));
    expect(await navigator.clipboard.readText()).toBe('https://www.example.org/a');
    expect(await screen.findByText('The address is copied. Qalam opens no links.')).toBeTruthy();
    await userEvent.click((await strip()).getByRole('button', { name: 'Remove the link' }));
    await waitFor(() => expect(on.rust.views[0]!.pieces[0]!.link).toBeUndefined());
    expect(opened).not.toHaveBeenCalled();
  });
});

describe('tables', { timeout: 120_000 }, () => {
  it('are inserted, walked through with Tab, and changed from the strip', async () => {
    const sheet = await open();
    await press(sheet, 'KeyT', { ctrlKey: true, shiftKey: true });
    const dialog = within(await screen.findByRole('dialog', { name: 'Insert a table' }));
    const rows = dialog.getByRole('textbox', { name: 'Rows' });
    await userEvent.clear(rows);
    const insert = dialog.getByRole('button', { name: /Insert/ });
    await userEvent.type(rows, '0');
    await userEvent.click(insert);
    expect(dialog.getByRole('alert').textContent).toMatch(/From 1 to/);
    await expectNothingFor('new table');
    await userEvent.clear(rows);
    await userEvent.type(rows, '٢');
    await userEvent.click(insert);
    await waitFor(() => expect(on.rust.views.find((view) => view.table)?.table).toMatchObject({ rows: { length: 2 }, columns: { length: 3 }, head: 1 }));
    const table = within(sheet).getByRole('table');
    expect(table.getAttribute('aria-label')).toMatch(/Table, \W*2\W* rows, \W*3\W* columns/);
    expect(within(table).getAllByRole('columnheader')).toHaveLength(3);
    expect(within(table).getAllByRole('cell')).toHaveLength(3);
    for (let i = 0; i < 6; i++) await press(sheet, 'Tab');
    await waitFor(() => expect(on.rust.views.find((view) => view.table)!.table!.rows).toHaveLength(3));
    // Headings without words are named for those who hear them; axe wants letters in them.
    expect([...table.querySelectorAll('th')].map((head) => head.getAttribute('aria-label'))).toEqual(Array(3).fill('Heading without words'));
    const first = on.rust.views.findIndex((view) => view.cell);
    for (const place of [0, 1, 2]) on.rust.insertText(first + place, 0, 'Year');
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(within(table).getAllByText('Year')).toHaveLength(3));
    await expectNothingFor('table');
    const bar = await strip();
    await userEvent.click(bar.getByRole('button', { name: 'Insert a column after' }));
    await userEvent.click(bar.getByRole('button', { name: 'One heading row less' }));
    await waitFor(() => expect(on.rust.views.find((view) => view.table)!.table).toMatchObject({ columns: { length: 4 }, head: 0 }));
    await userEvent.click(bar.getByRole('button', { name: 'Delete the row' }));
    await userEvent.click((await strip()).getByRole('button', { name: 'Delete the table' }));
    await waitFor(() => expect(texts(on.rust)).toEqual(WORDS));
  });
});

describe('the toolbar', { timeout: 120_000 }, () => {
  it('inserts, and offers no kind where there is none', async () => {
    await open();
    const tools = within(screen.getByRole('toolbar', { name: 'Tools for writing' }));
    expect(tools.getByRole('button', { name: 'Operative' }).getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(tools.getByRole('button', { name: 'Insert a footnote' }));
    await waitFor(() => expect(on.rust.views[1]?.kind).toBe('note'));
    expect(tools.getByRole('button', { name: 'Operative' })).toMatchObject({ disabled: true });
    expect(tools.getByRole('button', { name: 'Insert a footnote' })).toMatchObject({ disabled: true });
    await userEvent.click(tools.getByRole('button', { name: 'Insert a table…' }));
    expect(await screen.findByRole('dialog', { name: 'Insert a table' })).toBeTruthy();
  });
});

describe('the palette and the keyboard', { timeout: 120_000 }, () => {
  it('reach everything, F6 the strip, Escape the text again', async () => {
    const sheet = await open();
    await press(sheet, 'BracketLeft', { ctrlKey: true });
    const bar = await screen.findByRole('toolbar', { name: 'What the caret is in' });
    await press(sheet, 'F6');
    expect(bar.contains(document.activeElement)).toBe(true);
    const first = document.activeElement;
    await press(first!, 'ArrowRight');
    expect(document.activeElement).not.toBe(first);
    await press(document.activeElement!, 'Escape');
    expect(document.activeElement).toBe(sheet);
    await press(sheet, 'KeyK', { ctrlKey: true });
    const field = within(await screen.findByRole('dialog', { name: 'Find and do' })).getByRole('combobox');
    await userEvent.type(field, 'drop the words{Enter}');
    await waitFor(() => expect(texts(on.rust)[0]).toBe('shall notify each other.'));
  });
});
