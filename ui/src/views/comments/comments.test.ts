import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Window from '../../App.svelte';
import { idOf, lieFlat, texts } from '../../editor/testing';
import type { CommentThread } from '../../lib/api/CommentThread';
import { ui } from '../../lib/i18n/index.svelte';
import { App } from '../../lib/state/app.svelte';
import { reading } from '../../lib/state/reading.svelte';
import { expectNothingFor } from '../../test/axe';
import { PAPER, run } from '../../test/desk';
import { openSheet } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';
import { commentsOver, withComments } from './reader';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));

const WORDS = ['Parties shall notify each other.', 'Each Party shall designate a contact point.'];
let on: Stage;
let app: App;
let threads: CommentThread[];

function thread(id: string, more: Partial<CommentThread> = {}): CommentThread {
  return {
    comment: id, readers: 'group', paragraph: idOf(2), number: '2', start: 29, end: 42, quote: 'contact point', deleted: false, resolved: false,
    unread: true,
    said: [{ comment: id, delegation: 'Delegation E', delegation_id: 'dE', seat: null, at: 0, text: `What of ${id}?`, mine: false, unread: true }],
    ...more,
  };
}

beforeEach(() => {
  lieFlat();
  on = stage(WORDS);
  threads = [thread('one'), thread('two', { start: 17, end: 36, quote: 'designate a contact' })];
  Object.assign(on.backend.answers, {
    comments: ({ paper, view }: { paper: string; view: string | null }) => ({ paper, view: view ?? 'issued', revision: 'r', may: true, comments: threads }),
    comment_add: () => {
      threads = [...threads, thread('new', { paragraph: idOf(1), number: '1', start: 0, end: 7, quote: 'Parties', unread: false, said: [] })];
      return { comment: 'new', resolved: false };
    },
    comment_answer: () => ({ comment: 'answer', resolved: false }),
    comment_resolve: ({ comment, resolved }: { comment: string; resolved: boolean }) => {
      threads = threads.map((one) => (one.comment === comment ? { ...one, resolved } : one));
      return { comment, resolved };
    },
    comments_seen: () => ({}),
  });
});

async function write(): Promise<HTMLElement> {
  const opened = await openSheet(on);
  app = opened.app;
  await userEvent.click(await screen.findByRole('tab', { name: /^Comments/ }));
  return opened.sheet;
}

async function read(): Promise<void> {
  app = new App(on.backend);
  app.route.go('papers');
  render(Window, { app });
  await waitFor(() => expect(app.papers.list.length).toBe(1));
  reading(app).open(PAPER);
  await screen.findByRole('complementary', { name: 'Comments' });
}

const said = (): string[] => [...document.querySelectorAll('.said')].map((one) => `${one.textContent}${one.classList.contains('said-active') ? '*' : ''}`);
const add = (element: Element) => fireEvent.keyDown(element, { code: 'KeyM', key: 'm', ctrlKey: true, altKey: true });

describe('comments beside the sheet', { timeout: 30_000 }, () => {
  it('stand on their words, overlapping ones both to be seen', async () => {
    const sheet = await write();
    await waitFor(() => expect(said()).toEqual(['designate a ', 'contact', ' point']));
    const depths = [...sheet.querySelectorAll<HTMLElement>('.said')].map((one) => one.dataset.depth);
    expect(depths).toEqual(['1', '2', '1']);
  });

  it('are read when somebody looks at them, one after the other by key', async () => {
    const sheet = await write();
    await waitFor(() => expect(said().length).toBe(3));
    await fireEvent.keyDown(sheet, { code: 'KeyN', key: 'n', ctrlKey: true, altKey: true });
    await waitFor(() => expect(on.backend.last('comments_seen')).toEqual({ paper: PAPER, comments: ['one'] }));
    await waitFor(() => expect(said()).toEqual(['designate a ', 'contact*', ' point*']));
    await fireEvent.keyDown(sheet, { code: 'KeyP', key: 'p', ctrlKey: true, altKey: true });
    await waitFor(() => expect(on.backend.last('comments_seen')).toEqual({ paper: PAPER, comments: ['two'] }));
  });

  it('are made on a paragraph from the keyboard, after what was typed is saved', async () => {
    const sheet = await write();
    await screen.findAllByRole('article');
    await fireEvent.keyDown(sheet, { code: 'Enter', key: 'Enter' });
    await add(sheet);
    const field = await screen.findByRole('textbox', { name: 'What do you want to say?' });
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, 'Why both?');
    await fireEvent.keyDown(field, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(on.backend.last('comment_add')).toMatchObject({ paper: PAPER, view: 'draft', start: null, end: null, text: 'Why both?' }));
    expect(texts(on.rust).length).toBe(3);
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'What do you want to say?' })).toBeNull());
  });

  it('keep what was begun when their panel is closed', async () => {
    const sheet = await write();
    await screen.findAllByRole('article');
    await add(sheet);
    await userEvent.type(await screen.findByRole('textbox', { name: 'What do you want to say?' }), 'Half a thought');
    await userEvent.click(screen.getByRole('tab', { name: 'Outline' }));
    await userEvent.click(screen.getByRole('tab', { name: /^Comments/ }));
    expect(await screen.findByRole('textbox', { name: 'What do you want to say?' })).toHaveProperty('value', 'Half a thought');
  });

  it('are settled, shown on request, and opened again', async () => {
    threads = [thread('one')];
    await write();
    await userEvent.click(await screen.findByRole('button', { name: 'Settled' }));
    expect(on.backend.last('comment_resolve')).toEqual({ comment: 'one', resolved: true });
    await userEvent.click(await screen.findByRole('button', { name: 'Open again' }));
    expect(on.backend.last('comment_resolve')).toEqual({ comment: 'one', resolved: false });
  });

  it('are answered', async () => {
    threads = [thread('one')];
    await write();
    await userEvent.click(await screen.findByRole('button', { name: 'Answer' }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Your answer' }), 'Because.');
    await userEvent.click(screen.getByRole('button', { name: /^Answer/ }));
    await waitFor(() => expect(on.backend.last('comment_answer')).toEqual({ comment: 'one', text: 'Because.' }));
  });

  it('on deleted text have a list of their own', async () => {
    threads = [thread('one'), thread('lost', { deleted: true, quote: 'every year' })];
    await write();
    const gone = within(await screen.findByRole('list', { name: 'On deleted text' }));
    expect(gone.getByText('every year')).toBeTruthy();
    expect(gone.getAllByRole('article').length).toBe(1);
  });

  it('that arrive are told aloud, by their delegation', async () => {
    await write();
    await screen.findAllByRole('article');
    threads = [...threads, thread('three', { paragraph: idOf(1), number: '1', start: 0, end: 7 })];
    on.backend.emit({ event: 'comments_changed', paper: PAPER });
    expect(await screen.findByText('A new comment, of \u2068Delegation E\u2069')).toBeTruthy();
  });

  it('are sound to a screen reader, whatever is open', async () => {
    threads = [thread('one'), thread('lost', { deleted: true }), thread('done', { resolved: true })];
    const sheet = await write();
    await screen.findAllByRole('article');
    const article = screen.getAllByRole('article')[0]!;
    expect(within(article).getByRole('heading').textContent).toMatch(/Comment of \W*Delegation E\W*:\s*Paragraph \W*2/);
    await userEvent.click(screen.getByRole('checkbox', { name: /settled one/ }));
    await userEvent.click(within(article).getByRole('button', { name: 'Answer' }));
    await add(sheet);
    await screen.findByRole('textbox', { name: 'What do you want to say?' });
    await expectNothingFor('comments beside the sheet');
  });

  it('say what to do where there are none', async () => {
    threads = [];
    await write();
    expect(await screen.findByText('No comments yet')).toBeTruthy();
    expect(screen.getByText(/Ctrl\+Alt\+M/, { selector: 'p' })).toBeTruthy();
  });
});

describe('comments beside an issued text', { timeout: 30_000 }, () => {
  it('stand on their words and are made on what is selected', async () => {
    await read();
    await waitFor(() => expect(said().length).toBe(3));
    await expectNothingFor('comments beside an issued text');
    const words = [...document.querySelectorAll('[data-paragraph] p')][0]!;
    const range = document.createRange();
    const text = [...words.childNodes].find((node) => node.textContent === WORDS[0])!;
    range.setStart(text, 8);
    range.setEnd(text, 13);
    document.getSelection()!.removeAllRanges();
    document.getSelection()!.addRange(range);
    await fireEvent(document, new Event('selectionchange'));
    await add(words);
    await userEvent.type(await screen.findByRole('textbox', { name: 'What do you want to say?' }), 'Or should?');
    await userEvent.click(screen.getAllByRole('button', { name: /^Comment/ }).at(-1)!);
    await waitFor(() =>
      expect(on.backend.last('comment_add')).toEqual({
        paper: PAPER, view: 'issued', paragraph: idOf(1), start: 8, end: 13, quote: 'shall', text: 'Or should?',
      }),
    );
  });

  it('read right to left in Arabic', async () => {
    ui.use('ar', null);
    threads = [];
    app = new App(on.backend);
    app.route.go('papers');
    render(Window, { app });
    await waitFor(() => expect(app.papers.list.length).toBe(1));
    reading(app).open(PAPER);
    expect(await screen.findByText('لا تعليقات بعد')).toBeTruthy();
    cleanup();
    ui.use('en', null);
  });
});

describe('the stretches of a text', () => {
  const marks = (from: [string, number, number][], text: string) =>
    withComments([run(text)], from.map(([id, start, end]) => thread(id, { start, end })), 'a').map((one) => `${one.text}(${one.marks.join(' ')})`);

  it('are cut where comments begin and end', () => {
    expect(marks([], 'abc')).toEqual(['abc()']);
    expect(marks([['b', 1, 2]], 'a😀c')).toEqual(['a()', '😀(said)', 'c()']);
    expect(marks([['b', 0, 4], ['a', 2, 6]], 'abcdef')).toEqual(['ab(said)', 'cd(said said-2 said-active)', 'ef(said said-active)']);
    expect(marks([['b', 1, 1]], 'abc')).toEqual(['abc()']);
  });

  it('know the comments over a place, the narrowest first', () => {
    const all = [thread('wide', { start: 0, end: 9 }), thread('narrow', { start: 2, end: 4 }), thread('else', { start: 5, end: 9 })];
    expect(commentsOver(all, idOf(2), 3).map((one) => one.comment)).toEqual(['narrow', 'wide']);
  });
});
