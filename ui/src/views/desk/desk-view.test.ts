import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { ui } from '../../lib/i18n/index.svelte';
import { App } from '../../lib/state/app.svelte';
import { cell, columns, deskView, PAPER, paragraph, run } from '../../test/desk';
import { scripted, type Scripted } from '../../test/scripted';

let backend: Scripted;
let app: App;

function script(): Scripted {
  return scripted({
    session: () => ({ stage: 'open', groups: [], group: { id: 'g', name: 'Working group' }, safety_number: null, practice: true, words_unproved: false, words_ask: [] }),
    settings_get: () => ({ language: ui.language, theme: null, zoom: 100, digits: null, folder: null }),
    group_show: () => ({ group: 'g', name: 'Working group', epoch: 1, you: 'm', role: 'chair', chair_side: true, delegations: [], members: [], invitations: [] }),
    paper_list: () => ({
      papers: [{ paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', owner: 'Chair', mine: true, language: 'en', paragraphs: 5, revision: 'r', changed: 0, contributions: 8, undecided: 2, draft: false }],
    }),
    status: () => ({ folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: null, checked_at: null, members: [], waiting: [], quarantine: [], polled: false }),
    desk: () => deskView(),
    decide_preview: () => ({
      result: [run('as it would read')],
      falls: [{ hunk: 'h-pG', kind: 'words', column: 'G', old: '', new: 'around the clock' }],
      stays: [{ hunk: 'h-pG2', kind: 'words', column: 'G', old: '', new: 'significant' }],
    }),
    decide: () => ({ decision: 'act', falls: [] }),
    decide_undo: () => ({ paragraph: 'p18' }),
    combine_preview: () => ({ accepted: ['pC', 'pH'], paragraphs: ['p16'], left: ['pB', 'pG'] }),
    combine: () => ({ accepted: ['pC', 'pH'], paragraphs: ['p16'], left: ['pB', 'pG'] }),
    paper_issue_preview: () => ({ symbol: 'WP.1/Rev.1', undecided: [{ paragraph: 'p18', number: '18', delegation: 'Delegation G' }], bracketed: 1, packages: [] }),
    paper_issue: () => ({ revision: 'r2', hash: 'r2', deferred: [] }),
    paper_history: () => ({ acts: [], revisions: ['WP.1', 'WP.1/Rev.1'].map((symbol, at) => ({ revision: `r${at + 1}`, symbol, at, signed: true })) }),
    decisions: () => ({
      decisions: [{ paragraph: 'p16', old: '16', new: '16', proposal: 'pA', delegation: 'Delegation A', column: 'A', cosponsors: ['Delegation E'], old_text: 'a', wanted: 'b', new_text: 'b', treatment: 'accepted', reason: 'agreed' }],
    }),
    paper_show: ({ view }) => ({
      paper: PAPER, title: 'T', symbol: 'WP.1', language: 'en', revision: null, view: view ?? '',
      paragraphs: [{ id: 'p16', number: '16', kind: 'op', level: 0, direction: null, text: 'b', runs: view === 'desk_marked' ? [run('a', 'deleted'), run('b', 'inserted')] : [run('b')], edited_after_deletion: false }],
    }),
  });
}

async function open(): Promise<void> {
  backend = script();
  app = new App(backend);
  app.route.go('desk', PAPER);
  render(Window, { app });
  await screen.findByRole('heading', { name: /18/ });
}

async function key(code: string, more: KeyboardEventInit = {}): Promise<void> {
  await fireEvent.keyDown(document.body, { code, key: code, ...more });
}

describe('the merge desk in the window', () => {
  beforeEach(open);

  it('shows what is asked as changes, as clean wording, or all over the text, by one key', async () => {
    const panel = screen.getByRole('article');
    expect(panel.textContent).not.toContain('competent body and');
    await key('KeyV');
    expect(screen.getByRole('button', { name: 'Clean wording' })).toHaveProperty('ariaPressed', 'true');
    await key('KeyV');
    const over = within(panel).getByText('competent body');
    expect(over.tagName).toBe('INS');
    expect(over.parentElement!.textContent).toContain('national contact point');
    expect(within(over.parentElement!).getAllByRole('img', { name: 'Delegation B' })).toHaveLength(2);
    await key('KeyV');
    expect(screen.getByRole('button', { name: 'Changes' })).toHaveProperty('ariaPressed', 'true');
  });

  it('keeps the paragraphs before and behind in view, and leads to them', async () => {
    const before = within(screen.getByRole('article')).getByRole('button', { name: /The paragraph before: 17/ });
    await userEvent.click(before);
    await screen.findByRole('heading', { name: /17/ });
  });

  it('shows a mark for each delegation that wants something, a co-sponsor’s too, and none for the untouched', () => {
    const row = screen.getByRole('row', { name: /Contact points/ });
    expect(within(row).getAllByRole('gridcell')).toHaveLength(4);
    expect(within(row).getByRole('gridcell', { name: '\u2068Delegation E\u2069: \u2068co-sponsor\u2069, \u2068undecided\u2069' }).dataset['glyph']).toBe('cosponsor');
    const untouched = screen.getByRole('row', { name: /Label 17/ });
    expect(within(untouched).queryAllByRole('gridcell')).toHaveLength(0);
    expect(untouched.querySelector('[data-glyph]')).toBeNull();
  });

  it('is decided by keyboard alone: choose, see what falls and stays, take', async () => {
    await key('Digit1');
    expect(await screen.findByText('What falls by it')).toBeTruthy();
    expect(screen.getByText('around the clock')).toBeTruthy();
    expect(screen.getByText('significant')).toBeTruthy();
    await key('Enter');
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ treatment: 'accept', proposal: 'pB' }));
    await waitFor(() => expect(app.toasts.aloud).toContain('taken'));
    await key('KeyZ', { ctrlKey: true });
    await waitFor(() => expect(backend.calls.some((one) => one.command === 'decide_undo')).toBe(true));
  });

  it('takes the chosen card by Enter even when the card has the focus', async () => {
    const card = screen.getByRole('button', { name: /Delegation G/ });
    await userEvent.click(card);
    card.focus();
    await fireEvent.keyDown(card, { code: 'Enter', key: 'Enter' });
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ proposal: 'pG' }));
  });

  it('walks by J, K and the arrows', async () => {
    await key('KeyJ');
    expect(app && screen.getByRole('row', { selected: true }).textContent).toContain('Joint exercises');
    await key('KeyK');
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('Contact points');
    await key('ArrowDown');
    await key('ArrowDown');
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('19');
  });

  it('leaves letters to the reason field', async () => {
    const reason = screen.getByRole('textbox', { name: 'Reason for the decision' });
    reason.focus();
    await fireEvent.keyDown(reason, { code: 'KeyB', key: 'b' });
    await fireEvent.keyDown(reason, { code: 'Enter', key: 'Enter' });
    expect(backend.calls.some((one) => one.command === 'decide')).toBe(false);
    expect(document.activeElement).not.toBe(reason);
  });

  it('filters', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Contested/ }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('goes on with the paragraphs after a filter was clicked', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^Contested/ }));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-selected')).toBe('true'));
  });

  it('narrows down to a delegation, a kind of change, a state and a section, and widens again', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Narrow down' }));
    await userEvent.selectOptions(screen.getByLabelText('Delegation'), 'Delegation G');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await userEvent.selectOptions(screen.getByLabelText('Change'), 'co-sponsor');
    expect(screen.getByText(/No paragraph is like that/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show all again' }));
    expect(screen.getAllByRole('row')).toHaveLength(6);
  });

  it('writes another wording, and takes it by Ctrl and Enter', async () => {
    await key('KeyW');
    const field = await screen.findByLabelText(/Another wording/);
    await fireEvent.input(field, { target: { value: 'Our words.' } });
    await fireEvent.keyDown(field, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ treatment: 'own', text: 'Our words.' }));
  });

  it('ticks parts', async () => {
    await key('Digit2');
    await key('KeyT');
    const boxes = await screen.findAllByRole('checkbox');
    expect(boxes).toHaveLength(4);
    await userEvent.click(screen.getByRole('checkbox', { name: /significant/ }));
    await key('Enter');
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ hunks: ['h-pG'] }));
  });

  it('combines after showing what', async () => {
    await key('KeyC');
    const dialog = await screen.findByRole('dialog', { name: 'What combines by itself' });
    expect(await within(dialog).findByText(/2.*touch nothing/)).toBeTruthy();
    await key('Enter');
    await waitFor(() => expect(backend.calls.some((one) => one.command === 'combine')).toBe(true));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('issues after showing what becomes deferred', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Issue revision…' }));
    const symbol = (await screen.findByLabelText('Symbol')) as HTMLInputElement;
    expect(symbol.value).toBe('WP.1/Rev.1');
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('Delegation G')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: /^Issue/ }));
    await waitFor(() => expect(backend.last('paper_issue')).toEqual({ paper: PAPER, symbol: 'WP.1/Rev.1', decisions: null }));
    // Its papers are offered together, and can wait.
    const papers = within(await screen.findByRole('dialog', { name: /was issued/ }));
    expect(((await papers.findByRole('radio', { name: /All five/ })) as HTMLInputElement).checked).toBe(true);
    await userEvent.click(papers.getByRole('button', { name: /Not now/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('issues with new numbers on request', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Issue revision…' }));
    await screen.findByLabelText('Symbol');
    await userEvent.click(screen.getByRole('checkbox', { name: /Number the paragraphs anew/ }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: /^Issue/ }));
    await waitFor(() => expect(backend.last('paper_issue')).toMatchObject({ renumber: true }));
  });

  it('shows and exports the table of decisions', async () => {
    await key('KeyL');
    const dialog = await screen.findByRole('dialog', { name: 'Table of decisions' });
    expect(await within(dialog).findByText('agreed')).toBeTruthy();
    backend.picks.save = '/tmp/table.md';
    await userEvent.click(within(dialog).getByRole('button', { name: /Export/ }));
    await waitFor(() => expect(backend.last('decisions')).toEqual({ paper: PAPER, revision: null, to: '/tmp/table.md' }));
  });

  it('settles a bracket that stands in the text by one key, with who is behind it in sight', async () => {
    await key('ArrowDown');
    await key('ArrowDown');
    const open = within(await screen.findByRole('region', { name: 'In brackets in this text' }));
    expect(open.getAllByRole('listitem').map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/Take.*1.*shall/), expect.stringMatching(/Take.*2.*should/), expect.stringMatching(/Keep the words.*3.*in good time/), expect.stringMatching(/Leave out.*4.*in good time/),
    ]);
    expect(open.getByRole('img', { name: 'Delegation G' })).toBeTruthy();
    await key('Digit2');
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ treatment: 'choose', bracket: 1, paragraph: 'p19', text: null }));
    await userEvent.click(open.getByRole('button', { name: /Leave out/ }));
    await waitFor(() => expect(backend.last('decide')).toMatchObject({ treatment: 'drop', bracket: 2 }));
  });

  it('shows what came of a word that only took words away', async () => {
    await key('ArrowUp');
    const before = screen.queryByRole('region', { name: 'Result as it stands' });
    expect(before).toBeNull();
    backend.answers.desk = () => {
      const view = deskView();
      view.paragraphs[1] = paragraph('p17', '17', { state: 'decided', result: [run('Text.')] });
      return view;
    };
    backend.emit({ event: 'paper_changed', paper: PAPER });
    expect((await screen.findByRole('region', { name: 'Result as it stands' })).textContent).toContain('Text.');
  });

  it('previews the whole text, clean and marked', async () => {
    await key('KeyP');
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('b');
    await key('KeyV');
    await waitFor(() => expect(dialog.querySelector('ins')?.textContent).toBe('b'));
    await key('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('goes to a number', async () => {
    await key('KeyG');
    const field = await screen.findByLabelText('Number');
    await userEvent.type(field, '18 bis{Enter}');
    await waitFor(() => expect(screen.getByRole('row', { selected: true }).textContent).toContain('Joint exercises'));
  });

  it('finds paragraphs and actions in the palette', async () => {
    await key('KeyK', { ctrlKey: true });
    const field = await screen.findByRole('combobox');
    await userEvent.type(field, 'joint');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await fireEvent.keyDown(field, { code: 'Enter', key: 'Enter' });
    await waitFor(() => expect(screen.getByRole('row', { selected: true }).textContent).toContain('Joint exercises'));
  });

  it('lists all keys', async () => {
    await key('Slash', { key: '?', shiftKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'All keys' });
    expect(within(dialog).getByText('Put in brackets')).toBeTruthy();
  });

  it('reads again when the paper changed, and stays where it is', async () => {
    await key('KeyJ');
    const before = backend.calls.filter((one) => one.command === 'desk').length;
    backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(backend.calls.filter((one) => one.command === 'desk').length).toBe(before + 1));
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('Joint exercises');
  });

  it('speaks Arabic, with Arabic digits and isolated numbers', async () => {
    ui.use('ar', null);
    await waitFor(() => expect(screen.getByRole('heading', { level: 2, name: /الفقرة/ }).textContent).toContain('١٨'));
    expect(document.documentElement.dir).toBe('rtl');
    expect(screen.getByRole('row', { name: /١٨ مكررا/ })).toBeTruthy();
  });
});

describe('a large desk', () => {
  it('makes only the rows near sight and the cells that hold a mark', async () => {
    backend = script();
    backend.answers.desk = () =>
      deskView({
        columns: columns('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx'),
        paragraphs: Array.from({ length: 500 }, (_, place) =>
          paragraph(`p${place}`, String(place + 1), { state: 'touched', cells: [cell('A'), cell('x')] }),
        ),
      });
    app = new App(backend);
    app.route.go('desk', PAPER);
    render(Window, { app });
    await screen.findByRole('heading', { name: /Paragraph/ });
    const grid = screen.getByRole('grid');
    const rows = grid.querySelectorAll('[role="row"][aria-selected]');
    expect(rows.length).toBeLessThan(100);
    expect(grid.querySelectorAll('[role="gridcell"]')).toHaveLength(2 * rows.length);
    expect(grid.getAttribute('aria-rowcount')).toBe('501');
    // Wherever one stands, that row is there and says which of all it is.
    await key('KeyK');
    await waitFor(() => expect(grid.querySelector('[aria-selected="true"]')?.getAttribute('aria-rowindex')).toBe('501'));
  });
});
