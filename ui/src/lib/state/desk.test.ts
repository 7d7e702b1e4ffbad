import { beforeEach, describe, expect, it } from 'vitest';
import { contested, deskView, PAPER, run } from '../../test/desk';
import { scripted, type Scripted } from '../../test/scripted';
import { DeskController } from './desk.svelte';
import { Toasts } from './toasts.svelte';

let backend: Scripted;
let toasts: Toasts;
let desk: DeskController;

beforeEach(async () => {
  toasts = new Toasts();
  backend = scripted({
    desk: () => deskView(),
    decide_preview: () => ({
      result: [run('as it would read')],
      falls: [{ hunk: 'h-pG', kind: 'words', column: 'G', old: '', new: 'around the clock' }],
      stays: [{ hunk: 'h-pG2', kind: 'words', column: 'G', old: '', new: 'significant' }],
    }),
    decide: () => ({ decision: 'act', falls: [] }),
    decide_undo: () => ({ paragraph: 'p16' }),
    decide_redo: () => ({ paragraph: null }),
  });
  desk = new DeskController(backend, PAPER, toasts);
  await desk.load();
});

function times(command: string): number {
  return backend.calls.filter((one) => one.command === command).length;
}

describe('the desk', () => {
  it('opens at the first paragraph that wants a decision, and favours nobody there', () => {
    expect(desk.selected).toBe('p18');
    expect(desk.chosen).toBeNull();
    expect(desk.counts).toEqual({ undecided: 2, contested: 1, all: 5 });
    expect(desk.can('accept')).toBe(false);
  });

  it('chooses by number and asks what would follow', async () => {
    desk.chooseNumber(1);
    expect(desk.chosen).toBe('pB');
    await settled();
    expect(backend.last('decide_preview')).toMatchObject({ treatment: 'accept', proposal: 'pB', settle: true });
    expect(desk.preview?.falls[0]?.column).toBe('G');
    desk.chooseNumber(9);
    expect(desk.chosen).toBe('pB');
  });

  it('chooses what a delegation wants, or what it supports', () => {
    desk.chooseColumn('G');
    expect(desk.chosen).toBe('pG');
    desk.chooseColumn('E');
    expect(desk.chosen).toBe('pB');
    desk.chooseColumn('H');
    expect(desk.chosen).toBe('pB');
  });

  it('takes what is chosen, settling its rivals, and stays where it is', async () => {
    desk.chooseNumber(1);
    desk.reason = ' exists already ';
    await desk.decide('accept');
    expect(backend.last('decide')).toEqual({
      paper: PAPER, treatment: 'accept', proposal: 'pB', hunks: [], paragraph: null, text: null, reason: 'exists already', settle: true,
    });
    expect(desk.selected).toBe('p18');
    expect(desk.reason).toBe('');
    expect(toasts.aloud).toContain('Delegation B');
    expect(toasts.aloud).toContain('of');
  });

  it('says what to do when nothing is chosen', async () => {
    await desk.decide('accept');
    expect(times('decide')).toBe(0);
    expect(toasts.aloud).toBe('Choose a proposal first.');
  });

  it('takes parts of several', async () => {
    desk.chooseNumber(2);
    desk.toggleParts();
    expect([...desk.parts]).toEqual(['h-pG', 'h-pG2']);
    desk.tick('h-pG');
    desk.tick('h-pC');
    await desk.decide('accept');
    expect(backend.last('decide')).toMatchObject({ treatment: 'accept', proposal: null, hunks: ['h-pG2', 'h-pC'] });
    expect(desk.mode).toBe('choose');
  });

  it('writes another wording from what the paragraph would read', async () => {
    desk.startWriting();
    expect(desk.own).toBe('Text of 18.');
    desk.write('Each Party shall name a body.');
    await desk.decide('own');
    expect(backend.last('decide')).toMatchObject({
      treatment: 'own', paragraph: 'p18', text: 'Each Party shall name a body.', hunks: [], proposal: null,
    });
  });

  it('keeps the words of a wording that was begun, until it is taken', async () => {
    desk.startWriting();
    desk.write('Half a sentence');
    desk.step(1, false);
    desk.stand('p18');
    desk.startWriting();
    expect(desk.own).toBe('Half a sentence');
    desk.startWriting();
    expect(desk.own).toBe('Half a sentence');
    await desk.decide('own');
    desk.startWriting();
    expect(desk.own).toBe('Text of 18.');
  });

  it('brackets the whole cluster, whoever is chosen', async () => {
    await desk.decide('bracket');
    expect(backend.last('decide')).toMatchObject({ treatment: 'bracket', hunks: ['h-pB', 'h-pG'], proposal: null });
    desk.select('p18bis');
    await desk.decide('bracket');
    expect(backend.last('decide')).toMatchObject({ treatment: 'bracket', proposal: 'pH', hunks: [] });
  });

  it('shows what came of a decision, until somebody chooses again', async () => {
    desk.chooseNumber(2);
    await settled();
    expect(desk.preview).not.toBeNull();
    await desk.decide('bracket');
    await settled();
    expect([desk.chosen, desk.preview]).toEqual(['pG', null]);
    desk.chooseNumber(2);
    await settled();
    expect(desk.preview).not.toBeNull();
    await desk.undo();
    await settled();
    expect(desk.preview).toBeNull();
  });

  it('defers everything open where nothing is chosen, else what is chosen', async () => {
    await desk.decide('defer');
    expect(backend.last('decide')?.hunks).toEqual(['h-pB', 'h-pC', 'h-pG', 'h-pG2']);
    desk.chooseNumber(2);
    await desk.decide('defer');
    expect(backend.last('decide')?.hunks).toEqual(['h-pG', 'h-pG2']);
  });

  it('reopens only what was decided', async () => {
    expect(desk.can('reopen')).toBe(false);
    desk.select('p16');
    await desk.decide('reopen');
    expect(backend.last('decide')).toMatchObject({ treatment: 'reopen', hunks: ['h-pA'] });
  });

  it('keeps a row in sight after it was decided, until another filter is chosen', async () => {
    desk.show('undecided');
    expect(desk.rows.map((row) => row.id)).toEqual(['p18', 'p18bis']);
    desk.chooseNumber(1);
    backend.answers.desk = () => {
      const view = deskView({ settled: 3 });
      return { ...view, paragraphs: view.paragraphs.map((row) => (row.id === 'p18' ? { ...row, state: 'decided' } : row)) };
    };
    await desk.decide('accept');
    expect(desk.rows.map((row) => row.id)).toEqual(['p18', 'p18bis']);
    expect(desk.counts.undecided).toBe(1);
    desk.show('undecided');
    expect(desk.rows.map((row) => row.id)).toEqual(['p18bis']);
  });

  it('does not take twice what is taken, nor ask what would follow', async () => {
    desk.select('p16');
    desk.chooseNumber(1);
    await desk.decide('accept');
    expect(times('decide') + times('decide_preview')).toBe(0);
    expect(toasts.aloud).toBe('That has been decided so already.');
    expect(desk.preview).toBeNull();
  });

  it('does one thing at a time', async () => {
    desk.chooseNumber(1);
    await Promise.all([desk.decide('accept'), desk.decide('accept')]);
    expect(times('decide')).toBe(1);
  });

  it('takes back, goes there and says so; says when there is nothing', async () => {
    await desk.undo();
    expect(desk.selected).toBe('p16');
    expect(toasts.aloud).toContain('taken back');
    await desk.redo();
    expect(toasts.aloud).toBe('There is nothing to take back or do again.');
  });

  it('shows a failure with its advice, and keeps what was typed', async () => {
    backend.answers.decide = () => Promise.reject({ code: 'not-allowed', message: 'No.', advice: 'Ask the Chair.' });
    desk.chooseNumber(1);
    desk.reason = 'because';
    await desk.decide('accept');
    expect(toasts.shown[0]).toMatchObject({ message: 'No.', advice: 'Ask the Chair.', tone: 'bad' });
    expect(desk.reason).toBe('because');
    expect(desk.busy).toBe(false);
  });

  it('decides nothing where one may only look', async () => {
    backend.answers.desk = () => deskView({ may_decide: false });
    await desk.load();
    desk.chooseNumber(1);
    await desk.decide('accept');
    await desk.undo();
    expect(times('decide') + times('decide_undo')).toBe(0);
    expect(times('decide_preview')).toBe(0);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const answers: ((text: string) => void)[] = [];
    backend.answers.decide_preview = () =>
      new Promise((resolve) => answers.push((text) => resolve({ result: [run(text)], falls: [], stays: [] })));
    desk.chooseNumber(1);
    desk.chooseNumber(2);
    answers[1]?.('newer');
    answers[0]?.('older');
    await settled();
    expect(desk.preview?.result[0]?.text).toBe('newer');
  });

  it('goes to a paragraph out of sight and brings it into sight', () => {
    desk.show('contested');
    expect(desk.goTo('17')).toBe(true);
    expect(desk.selected).toBe('p17');
    expect(desk.rows.map((row) => row.id)).toContain('p17');
    expect(desk.goTo('99')).toBe(false);
  });

  it('keeps its place when others’ work arrives', async () => {
    desk.stand('p18bis');
    backend.answers.desk = () => deskView({ paragraphs: [contested(), ...deskView().paragraphs.slice(3)] });
    await desk.load();
    expect(desk.selected).toBe('p18bis');
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('a desk that holds back what nobody looks at', () => {
  it('asks for a paragraph when somebody stands at it, and means a key that came first for it', async () => {
    const whole = deskView();
    const rows = new Map(whole.paragraphs.map((row) => [row.id, row]));
    const bare = whole.paragraphs.map((row) => ({ ...row, withheld: row.id !== 'p18', ...(row.id === 'p18' ? {} : { proposals: [], clusters: [] }) }));
    backend.answers.desk_show = () => ({ state: 'one', desk: { ...deskView(), paragraphs: bare }, order: null });
    backend.answers.desk_rows = ({ paragraphs }) => ({ paragraphs: paragraphs.flatMap((id) => rows.get(id) ?? []) });
    desk = new DeskController(backend, PAPER, toasts);
    await desk.load();
    expect(desk.row?.proposals.length).toBeGreaterThan(0);
    const open = whole.paragraphs.find((row) => row.state === 'touched');
    desk.select(open?.id ?? null);
    await desk.decide('accept');
    expect(backend.last('decide')).toMatchObject({ proposal: open?.proposals[0]?.proposal });
  });

  it('keeps the rows that did not come', async () => {
    const changed = { ...contested(), state: 'decided' };
    const order = deskView().paragraphs.map((row) => row.id);
    backend.answers.desk_show = () => ({ state: 'two', desk: { ...deskView(), paragraphs: [changed] }, order });
    await desk.load();
    expect(backend.last('desk_show')).toEqual({ paper: PAPER, known: '', near: 'p18' });
    expect(desk.view?.paragraphs.map((row) => row.id)).toEqual(order);
    expect(desk.row?.state).toBe('decided');
  });
});
