import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { AuthorView } from '../../lib/api/AuthorView';
import type { DraftText } from '../../lib/api/DraftText';
import type { HistoryItem } from '../../lib/api/HistoryItem';
import type { OriginDecision } from '../../lib/api/OriginDecision';
import type { OriginView } from '../../lib/api/OriginView';
import type { ParagraphDiff } from '../../lib/api/ParagraphDiff';
import type { Run } from '../../lib/api/Run';
import type { TimelinePoint } from '../../lib/api/TimelinePoint';
import { App } from '../../lib/state/app.svelte';
import { byDay } from '../../lib/state/history';
import { openHistory, type HistoryPart } from '../../lib/state/past.svelte';
import { reading } from '../../lib/state/reading.svelte';
import { expectNothingFor } from '../../test/axe';
import { openGroup, paper } from '../../test/group';
import type { Scripted } from '../../test/scripted';

const DAY = 86_400_000;
const MORNING = new Date(2026, 4, 5, 9, 30).getTime();
const FIRST = { revision: 'r1', symbol: 'WG/one', at: MORNING };
const SECOND = { revision: 'r2', symbol: 'WG/one/Rev.1', at: MORNING + DAY };
const REVISIONS = [FIRST, SECOND].map((one) => ({ ...one, signed: true }));

function item(act: string, at: number, what: string, paragraph: string | null = null): HistoryItem {
  return { act, at, delegation: 'Delegation A', what, paragraph };
}

const run = (text: string, change = 'same'): Run => ({ text, marks: [], change, by: [] });

function diff(id: string, number: string, runs: Run[], more: Partial<ParagraphDiff> = {}): ParagraphDiff {
  const read = (without: string): string => runs.filter((one) => one.change !== without).map((one) => one.text).join('');
  return {
    id, number, old_number: number, kind: 'op', level: 0, direction: null, moved: false, renumbered: false, restyled: false,
    change: runs.some((one) => one.change !== 'same') ? 'changed' : 'same', old: read('inserted'), new: read('deleted'), runs, ...more,
  };
}

/** A table in which a row and a column went and a column came. */
const TABLE: ParagraphDiff[] = [
  diff('t', '1', [run('Channels')], {
    kind: 'table',
    table: {
      head: 1,
      columns: [{ id: 'ca', change: 'same' }, { id: 'cb', change: 'deleted' }, { id: 'cc', change: 'inserted' }],
      rows: [{ id: 'ra', change: 'same' }, { id: 'rb', change: 'deleted' }, { id: 'rc', change: 'same' }],
    },
  }),
  diff('c1', '', [run('Channel')], { kind: 'cell', cell: { table: 't', row: 'ra', column: 'ca' } }),
  diff('c2', '', [run('Reply', 'inserted')], { kind: 'cell', change: 'inserted', cell: { table: 't', row: 'ra', column: 'cc' } }),
  diff('c4', '', [run('Secure '), run('mail', 'deleted'), run('telephone', 'inserted')], { kind: 'cell', cell: { table: 't', row: 'rc', column: 'ca' } }),
  diff('c3', '', [run('Fax', 'deleted')], { kind: 'cell', change: 'deleted', cell: { table: 't', row: 'rb', column: 'ca' } }),
  diff('p9', '2', [run('Behind it.')]),
];

const head: AuthorView = { member: 'm-a', seat: 'head', delegation: 'Delegation A', you: true, start: false };
const expert: AuthorView = { member: 'm-b', seat: 'expert', delegation: 'Delegation A', you: false, start: false };
const start: AuthorView = { member: '', seat: '', delegation: '', you: false, start: true };

function point(name: string, at: number, author: AuthorView, number: string, more: Partial<TimelinePoint> = {}): TimelinePoint {
  return {
    point: name, from: at, until: at + 4 * 60_000, received: null, authors: [author],
    paragraphs: [{ id: `p${number}`, number, label: `Label ${number}`, change: 'changed' }], ...more,
  };
}

const POINTS = [point('one', MORNING, head, '1'), point('two', MORNING + DAY, expert, '2', { received: MORNING + 2 * DAY }), point('three', MORNING + 3 * DAY, head, '2')];

function text(name: string, more: Partial<DraftText> = {}): DraftText {
  return {
    point: name, done: 1, total: 1, authors: [], written: [],
    paragraphs: [diff('p1', '1', [run('States act.')]), diff('p2', '2', [run('Wording ', 'same'), run(`of ${name}.`, 'inserted')])], ...more,
  };
}

const authored = (name: string): DraftText =>
  text(name, {
    authors: [{ author: start, from: null, until: null }, { author: head, from: MORNING, until: MORNING + 60_000 }, { author: expert, from: MORNING + DAY, until: MORNING + DAY }],
    written: [
      { id: 'p1', parts: [{ text: 'States act.', marks: [], author: 0 }] },
      { id: 'p2', parts: [{ text: 'Wording ', marks: [], author: 1 }, { text: `of ${name}.`, marks: [], author: 2 }] },
    ],
  });

async function open(answers: Scripted['answers'], part?: HistoryPart, draft = false): Promise<{ app: App; backend: Scripted }> {
  const backend = openGroup({
    paper_list: () => ({ papers: [paper('one', { draft })] }),
    paper_show: () => ({ paper: 'one', title: 'Paper one', symbol: 'WG/one', language: 'en', revision: 'r1', view: 'issued', paragraphs: [] }),
    paper_history: () => ({ acts: [], revisions: REVISIONS }),
    revision_diff: ({ from, to }) => ({
      paper: 'one', title: 'Paper one', language: 'en', from: to === 'r1' ? null : { ...FIRST, revision: from ?? 'r1' }, to: to === 'r1' ? FIRST : SECOND,
      paragraphs: [
        diff('p1', '1', [run('States '), run('shall', 'deleted'), run('should', 'inserted'), run(' act.')]),
        diff('p2', '', [run('Gone.', 'deleted')], { change: 'deleted', old_number: '2' }),
        diff('p3', '2', [run('Stays.')], { old_number: '3', renumbered: true }),
        diff('p4', '3', [run('Elsewhere.')], { moved: true, old_number: '1' }),
      ],
    }),
    ...answers,
  });
  const app = new App(backend);
  if (part) openHistory(app, 'one', part);
  else app.route.go('history', 'one');
  render(Window, { app });
  return { app, backend };
}

const past = (more: Scripted['answers'] = {}): Scripted['answers'] => ({
  draft_timeline: () => ({
    paper: 'one', title: 'Paper one', language: 'en', copy: SECOND, current: true, others: [], points: POINTS, done: POINTS.length, total: POINTS.length,
  }),
  draft_at: ({ point: at, authors }) => (authors ? authored(at ?? 'three') : text(at ?? 'three')),
  ...more,
});

describe('a paper’s story', () => {
  it('runs by days, the newest first, and never reorders what happened', () => {
    const noon = new Date(2026, 4, 5, 12).getTime();
    const days = byDay([item('a', noon, 'created'), item('b', noon + DAY, 'issued'), item('c', noon + 1, 'proposed'), item('d', noon + 10 * 60_000, 'proposed')]);
    expect(days.map((day) => day.entries.map((one) => one.what))).toEqual([['proposed', 'proposed'], ['issued'], ['created']]);
    expect(days[0]?.entries.map((one) => one.at)).toEqual([noon + 10 * 60_000, noon + 1]);
  });

  it('tells a contribution to many paragraphs once', () => {
    const acts = [item('a', 0, 'proposed', '3'), item('a', 0, 'proposed', '18 bis'), item('a', 0, 'proposed', '3'), item('b', 5, 'issued', 'Rev.1'), item('c', 6, 'issued', 'Rev.2'), item('d', 7, 'accepted', '3'), { ...item('e', 8, 'accepted', '4'), delegation: 'Delegation B' }];
    const entries = byDay(acts).flatMap((day) => day.entries).toReversed();
    expect(entries.map((one) => one.subjects)).toEqual([['3', '18 bis'], ['Rev.1'], ['Rev.2'], ['3'], ['4']]);
  });

  it('says what happened in words, admits what it does not know, and leads to the paragraph', async () => {
    const { app } = await open({
      paper_history: () => ({
        acts: [item('1', 0, 'created'), item('2', 1, 'proposed', '18 bis'), item('2', 1, 'proposed', '19'), item('2', 1, 'proposed', null), item('3', 2, 'issued', 'WG/one/Rev.1'), item('4', 3, 'sealed-with-wax', '4')],
        revisions: REVISIONS,
      }),
      paper_show: () => ({
        paper: 'one', title: 'Paper one', symbol: 'WG/one', language: 'en', revision: 'r2', view: 'issued',
        paragraphs: [{ id: 'p19', number: '19', kind: 'op', level: 0, direction: null, text: 'Nineteen.', runs: [run('Nineteen.')], edited_after_deletion: false }],
      }),
    }, 'story');
    const story = await screen.findByRole('region', { name: 'What happened' });
    const said = within(story).getAllByRole('listitem').map((one) => one.textContent?.replace(/[\s\u2068\u2069]+/g, ' '));
    expect(said[0]).toContain('does not know');
    expect(said[1]).toMatch(/issued WG\/one\/Rev\.1/);
    expect(said[2]).toMatch(/proposed on paragraphs 18 bis 19 and a new paragraph/);
    expect(said[3]).toContain('began the paper');
    await userEvent.click(within(story).getByRole('button', { name: '19' }));
    await waitFor(() => expect(reading(app).now).toEqual({ paper: 'one', revision: null, paragraph: 'p19' }));
  });
});

describe('axe', { timeout: 120_000 }, () => {
  it('finds nothing in the revisions, compared and traced', async () => {
    const origin: OriginView = { revision: SECOND, from: 'own', sign: false, by: ['Chair'], columns: ['chair'], decisions: [] };
    await open({
      revision_trace: () => ({
        paper: 'one', title: 'Paper one', language: 'en', revision: SECOND, origins: [origin],
        paragraphs: [{ id: 'p1', number: '1', kind: 'op', level: 0, direction: null, decisions: [], parts: [{ text: 'States act.', marks: [], origin: 0 }] }],
      }),
    });
    await screen.findByRole('group', { name: 'Text' });
    await expectNothingFor('revisions');
    await userEvent.keyboard('a');
    await userEvent.click(await screen.findByRole('button', { name: /States act/ }));
    await expectNothingFor('origins');
  });

  it('finds nothing in the past of a draft, with its authors', async () => {
    await open(past(), 'draft', true);
    await screen.findByRole('group', { name: 'Text' });
    await userEvent.click(screen.getByRole('option', { name: /expert/ }));
    await userEvent.click(await screen.findByRole('group', { name: '2' }));
    await expectNothingFor('the past');
    await userEvent.keyboard('a');
    await screen.findByRole('button', { name: /States act/ });
    await expectNothingFor('authors');
  });

  it('finds nothing in the story', async () => {
    await open({ paper_history: () => ({ acts: [item('2', 1, 'proposed', '18 bis'), item('3', 2, 'issued', 'WG/one')], revisions: REVISIONS }) }, 'story');
    await screen.findByRole('region', { name: 'What happened' });
    await expectNothingFor('story');
  });
});

describe('revisions', () => {
  it('show the newest against the one before it: what changed, went, moved and was renumbered', async () => {
    await open({});
    const sheet = await screen.findByRole('group', { name: 'Text' });
    expect(sheet.querySelector('del')?.textContent).toBe('shall');
    expect(within(sheet).getByRole('group', { name: /deleted/ }).textContent).toContain('Gone.');
    expect(within(sheet).getByRole('group', { name: /moved/ }).textContent).toContain('Elsewhere.');
    expect(within(sheet).getByRole('group', { name: '2' }).textContent).toMatch(/3\s*2/);
    expect(screen.getByText(/Against/).textContent?.replace(/[\s\u2068\u2069]+/g, ' ')).toContain('1 changed, 0 new, 1 deleted, 1 moved');
  });

  it('show tables as tables: rows and columns that came or went, cells that are empty', { timeout: 120_000 }, async () => {
    await open({ revision_diff: () => ({ paper: 'one', title: 'Paper one', language: 'en', from: FIRST, to: SECOND, paragraphs: TABLE }) });
    const table = await screen.findByRole('table', { name: /^Table, .*3.* rows, .*3.* columns$/ });
    const cells = [...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => `${cell.tagName} ${cell.classList[0]} ${cell.textContent!.trim()}`));
    expect(cells).toEqual([
      ['TH same Channel', 'TD deleted ', 'TH inserted Reply new'],
      ['TD deleted Fax deleted', 'TD deleted ', 'TD deleted '],
      ['TD same Secure mailtelephone', 'TD deleted ', 'TD inserted '],
    ]);
    expect([...table.querySelectorAll('del')].map((one) => one.textContent)).toEqual(['Fax', 'mail']);
    const sheet = screen.getByRole('group', { name: 'Text' });
    expect([...sheet.querySelectorAll<HTMLElement>('[data-row]')].map((row) => row.dataset['row'])).toEqual(['t', 'c1', 'c2', 'c3', 'c4', 'p9']);
    await expectNothingFor('a table');
    const user = userEvent.setup();
    await user.click(screen.getByText('Reply'));
    expect(sheet.querySelector('[aria-current]')?.textContent).toContain('Reply');
    await user.keyboard('{ArrowDown}');
    expect(sheet.querySelector('[aria-current]')?.textContent).toContain('Fax');
    await user.selectOptions(screen.getByRole('combobox', { name: /Compare with/ }), 'nothing');
    expect((await screen.findByRole('table', { name: /^Table, .*2.* rows, .*2.* columns$/ })).textContent).not.toContain('Fax');
  });

  it('compare any two, and read clean', async () => {
    const { backend } = await open({});
    await screen.findByRole('group', { name: 'Text' });
    await userEvent.click(screen.getByRole('option', { name: /^WG\/one\s/ }));
    await waitFor(() => expect(backend.last('revision_diff')).toEqual({ paper: 'one', from: null, to: 'r1' }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /Compare with/ }), 'r2');
    await waitFor(() => expect(backend.last('revision_diff')).toEqual({ paper: 'one', from: 'r2', to: 'r1' }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /Compare with/ }), 'nothing');
    await waitFor(() => expect(screen.getByRole('group', { name: 'Text' }).querySelector('del, ins')).toBeNull());
  });

  it('are walked with the arrow keys', async () => {
    const { backend } = await open({});
    const box = await screen.findByRole('listbox', { name: 'Issued revisions' });
    box.focus();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(backend.last('revision_diff')?.to).toBe('r1'));
    await userEvent.keyboard('{ArrowDown}{ArrowUp}');
    await waitFor(() => expect(backend.last('revision_diff')?.to).toBe('r2'));
  });

  it('tell of each word which proposal and decision brought it', async () => {
    const decision: OriginDecision = {
      proposal: 'x', delegation: 'Delegation B', column: 'B', cosponsors: ['Delegation A'], asked: 'names the body', wanted: '', treatment: 'accepted', reason: 'agreed in the room', old: '1', new: '1',
    };
    const first: OriginView = { revision: FIRST, from: 'first', sign: false, by: ['Chair'], columns: ['chair'], decisions: [] };
    const proposed: OriginView = { revision: SECOND, from: 'proposal', sign: false, by: ['Delegation B'], columns: ['B'], decisions: [decision] };
    const { backend } = await open({
      revision_trace: () => ({
        paper: 'one', title: 'Paper one', language: 'en', revision: SECOND, origins: [first, proposed],
        paragraphs: [{ id: 'p1', number: '1', kind: 'op', level: 0, direction: null, decisions: [decision], parts: [{ text: 'States ', marks: [], origin: 0 }, { text: 'should', marks: [], origin: 1 }, { text: ' act.', marks: [], origin: 0 }] }],
      }),
    });
    await screen.findByRole('group', { name: 'Text' });
    await userEvent.keyboard('a');
    const words = await screen.findByRole('button', { name: /should — Proposed by/ });
    expect(backend.last('revision_trace')).toEqual({ paper: 'one', revision: 'r2', paragraph: null });
    // Never the colour alone: a line and the letter of the delegation stand with it.
    expect([words.dataset.colour, words.dataset.line !== undefined, words.querySelector('.badge')?.textContent]).toEqual(['1', true, 'B']);
    await userEvent.click(words);
    const side = await screen.findByRole('complementary', { name: 'Origin' });
    expect(side.textContent).toMatch(/Proposed by.*Delegation B/);
    expect(side.textContent).toContain('accepted');
    expect(side.textContent).toContain('names the body');
    expect(side.textContent).toContain('agreed in the room');
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() => expect(side.textContent).toMatch(/First text of.*Chair/));
  });

  it('open to be read', async () => {
    const { app } = await open({});
    await userEvent.click(await screen.findByRole('button', { name: /Read.*Rev\.1/ }));
    await waitFor(() => expect(reading(app).now).toEqual({ paper: 'one', revision: 'r2', paragraph: null }));
  });

  it('say what would fill them', async () => {
    await open({ paper_history: () => ({ acts: [], revisions: [] }) });
    expect(await screen.findByText(/Nothing has been issued yet/)).toBeTruthy();
  });
});

describe('the past of a draft', () => {
  it('tells who wrote, when, what, and when it came here', async () => {
    await open(past(), 'draft', true);
    const box = await screen.findByRole('listbox', { name: 'Timeline' });
    const said = within(box).getAllByRole('option').map((one) => one.textContent?.replace(/[\s\u2068\u2069]+/g, ' ') ?? '');
    expect(said[0]).toMatch(/09:30–09:34.*as it stands now.*head \(you\).*paragraph 2/);
    expect(said[1]).toMatch(/expert.*paragraph 2.*came here .*09:30/);
    expect(within(box).getAllByRole('presentation')).toHaveLength(3);
  });

  it('shows the text at any point, walked with the arrow keys', async () => {
    const { backend } = await open(past(), 'draft', true);
    const sheet = await screen.findByRole('group', { name: 'Text' });
    await waitFor(() => expect(sheet.textContent).toContain('of three.'));
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(sheet.textContent).toContain('of two.'));
    expect(sheet.querySelector('ins')?.textContent).toBe('of two.');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(sheet.textContent).toContain('of one.'));
    expect(backend.last('draft_at')).toEqual({ paper: 'one', copy: null, point: 'one', against: null, authors: false });
    await userEvent.keyboard('m');
    await waitFor(() => expect(sheet.querySelector('ins')).toBeNull());
  });

  it('shows who wrote each word: colour, line and letter, and when', async () => {
    await open(past(), 'draft', true);
    await screen.findByRole('group', { name: 'Text' });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Who wrote it' }));
    const mine = await screen.findByRole('button', { name: /Wording — .*head.* \(you\)/ });
    const theirs = screen.getByRole('button', { name: /of three\. — .*expert/ });
    expect(mine.dataset.colour).not.toBe(theirs.dataset.colour);
    expect(mine.dataset.line).not.toBe(theirs.dataset.line);
    expect([mine, theirs].map((one) => one.querySelector('bdi.badge')?.textContent)).toEqual(['H', 'E']);
    expect(screen.getByRole('button', { name: /States act\./ }).dataset.colour).toBeUndefined();
    await userEvent.click(theirs);
    expect(await screen.findByText(/Written by .*expert/)).toBeTruthy();
    await userEvent.keyboard('{ArrowLeft}');
    expect(await screen.findByText(/Written by .*head/)).toBeTruthy();
  });

  it('takes an earlier wording back, and that back too', async () => {
    const { backend } = await open(past({ draft_take_back: () => ({ changed: true, before: 'three' }) }), 'draft', true);
    const sheet = await screen.findByRole('group', { name: 'Text' });
    await waitFor(() => expect(sheet.textContent).toContain('of three.'));
    await userEvent.click(within(sheet).getByRole('group', { name: '2' }));
    expect(screen.queryByRole('button', { name: /Take this wording back/ }), 'what stands now is not taken back').toBeNull();
    await userEvent.click(screen.getByRole('option', { name: /expert/ }));
    await userEvent.click(await screen.findByRole('button', { name: /Take this wording back/ }));
    expect(backend.last('draft_take_back')).toEqual({ paper: 'one', copy: null, paragraph: 'p2', point: 'two' });
    await userEvent.click(await screen.findByRole('button', { name: /Undo taking back/ }));
    expect(backend.last('draft_take_back')).toEqual({ paper: 'one', copy: null, paragraph: 'p2', point: 'three' });
  });

  it('reads a long past in pieces, and stops asking when it is left', async () => {
    const release: (() => void)[] = [];
    let done = 0;
    const { app, backend } = await open(past({
      draft_timeline: async () => {
        await new Promise<void>((go) => release.push(go));
        done += 1;
        return { paper: 'one', title: '', language: 'en', copy: SECOND, current: true, others: [], points: POINTS.map((one) => ({ ...one, paragraphs: null })), done, total: 9 };
      },
    }), 'draft', true);
    const asked = (): number => backend.calls.filter((one) => one.command === 'draft_timeline').length;
    await waitFor(() => expect(release).toHaveLength(1));
    release[0]?.();
    await waitFor(() => expect(asked()).toBe(2));
    expect(await screen.findAllByRole('option'), 'the sittings are there at once').toHaveLength(3);
    app.route.go('papers');
    await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Timeline' })).toBeNull());
    release[1]?.();
    await waitFor(() => expect(done).toBe(2));
    await Promise.resolve();
    expect(asked()).toBe(2);
  });

  it('says what would fill it, and is offered to those only who have a draft', async () => {
    await open(past({ draft_timeline: () => ({ paper: 'one', title: '', language: 'en', copy: null, current: true, others: [], points: [], done: 0, total: 0 }) }), 'draft', true);
    expect(await screen.findByText(/Nothing has been written yet/)).toBeTruthy();
  });

  it('is not offered to those who have none', async () => {
    await open({}, 'draft', false);
    await screen.findByRole('listbox', { name: 'Issued revisions' });
    expect(screen.queryByRole('tab', { name: /draft/ })).toBeNull();
  });
});
