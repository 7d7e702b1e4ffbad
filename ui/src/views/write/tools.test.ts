/** The tools around the sheet: find and replace, outline, counting, zoom, what is said aloud, the handle. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, lieFlat, texts } from '../../editor/testing';
import { App } from '../../lib/state/app.svelte';
import { PAPER } from '../../test/desk';
import { openSheet, press } from '../../test/sheet';
import { stage, type Stage } from '../../test/stage';
import { Calm } from './calm';
import { looks } from './looks.svelte';

vi.mock('../../editor/document/loro', () => ({ loadLoro: () => Promise.resolve() }));

const WORDS = ['Parties shall notify other parties.', 'Each party shall designate a point.'];
let on: Stage;
let app: App;

beforeEach(() => {
  lieFlat();
  on = stage(WORDS);
});

afterEach(() => {
  looks.zoom = 100;
  looks.invisibles = false;
  looks.spelling = true;
});

async function open(): Promise<HTMLElement> {
  const opened = await openSheet(on);
  app = opened.app;
  return opened.sheet;
}

const bar = () => screen.findByRole('search', { name: 'Find' });
const found = (sheet: HTMLElement): string[] => [...sheet.querySelectorAll('.found')].map((one) => one.textContent ?? '');
const current = (sheet: HTMLElement): number => [...sheet.querySelectorAll('.found')].findIndex((one) => one.classList.contains('is-current'));

describe('find and replace', { timeout: 60_000 }, () => {
  it('counts, walks, and goes back to the text with the found words selected', async () => {
    const sheet = await open();
    await press(sheet, 'KeyF', { ctrlKey: true });
    const field = within(await bar()).getByRole('textbox', { name: 'Words to find' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.type(field, 'part');
    await waitFor(() => expect(screen.getByText(/\W*1\W* of \W*3/)).toBeTruthy());
    expect(found(sheet)).toEqual(['Part', 'part', 'part']);
    await press(field, 'Enter');
    expect(current(sheet)).toBe(1);
    await press(field, 'Enter', { shiftKey: true });
    await press(field, 'Enter', { shiftKey: true });
    expect(current(sheet)).toBe(2);
    await press(field, 'F3');
    expect(current(sheet)).toBe(0);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Whole words only' }));
    expect(screen.getByText('Not in this text')).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'party');
    await waitFor(() => expect(found(sheet)).toEqual(['party']));
    await press(field, 'Escape');
    expect(screen.queryByRole('search')).toBeNull();
    expect(found(sheet)).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(sheet));
    expect(getSelection()!.toString()).toBe('party');
    expect(await screen.findByText(/1\W* word of/)).toBeTruthy();
  });

  it('leaves Enter to an input method that composes', async () => {
    const sheet = await open();
    await press(sheet, 'KeyF', { ctrlKey: true });
    const field = within(await bar()).getByRole('textbox', { name: 'Words to find' });
    await userEvent.type(field, 'part');
    await press(field, 'Enter', { isComposing: true });
    expect(current(sheet)).toBe(0);
  });

  it('replaces one and all, and takes back all at once', async () => {
    const sheet = await open();
    await press(sheet, 'KeyH', { ctrlKey: true });
    const tools = within(await bar());
    await userEvent.type(tools.getByRole('textbox', { name: 'Words to find' }), 'shall');
    await userEvent.type(tools.getByRole('textbox', { name: 'Replace with' }), 'should');
    await userEvent.click(tools.getByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(texts(on.rust)).toEqual(['Parties should notify other parties.', WORDS[1]]));
    expect(current(sheet)).toBe(0);
    await userEvent.click(tools.getByRole('button', { name: 'Replace all' }));
    expect(await tools.findByText('Replaced in one place')).toBeTruthy();
    await waitFor(() => expect(texts(on.rust)[1]).toBe('Each party should designate a point.'));
    await userEvent.clear(tools.getByRole('textbox', { name: 'Words to find' }));
    await userEvent.type(tools.getByRole('textbox', { name: 'Words to find' }), 'SHOULD');
    await userEvent.click(tools.getByRole('checkbox', { name: 'Capitals matter' }));
    expect(tools.getByText('Not in this text')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(texts(on.rust)).toEqual(WORDS));
  });
});

describe('around the sheet', { timeout: 60_000 }, () => {
  it('counts the words of the text and of the paragraph, and follows what is typed', async () => {
    const sheet = await open();
    expect(await screen.findByText(/\W*11\W* words/)).toBeTruthy();
    expect(screen.getByText(/\W*5\W* in this paragraph/)).toBeTruthy();
    on.rust.insertText(1, 0, '各方 ');
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    expect(await screen.findByText(/\W*13\W* words/)).toBeTruthy();
    expect(sheet.textContent).toContain('各方 Each');
  });

  it('marks the heading of the caret in the outline, and walks through it by keyboard', async () => {
    for (const [index, level] of [[0, 1], [1, 2]] as const) on.rust.restyle(index, { kind: 'heading', level });
    on.rust.insertParagraph(1, { kind: 'plain', level: 0, direction: null, pieces: [{ text: 'Text.', marks: 0 }] });
    const sheet = await open();
    await press(sheet, 'KeyO', { ctrlKey: true, shiftKey: true });
    const outline = within(await screen.findByRole('navigation', { name: 'Outline' }));
    const heads = outline.getAllByRole('button');
    await waitFor(() => expect(document.activeElement).toBe(heads[0]));
    expect(heads.map((one) => one.getAttribute('aria-current'))).toEqual(['location', null]);
    await press(heads[0]!, 'ArrowDown');
    expect(document.activeElement).toBe(heads[1]);
    await userEvent.click(heads[1]!);
    await waitFor(() => expect(heads.map((one) => one.getAttribute('aria-current'))).toEqual([null, 'location']));
    expect(document.activeElement).toBe(sheet);
  });

  it('zooms the sheet alone, within bounds', async () => {
    const sheet = (await open()).closest<HTMLElement>('.sheet')!;
    const zoom = (): string => sheet.style.getPropertyValue('--sheet-zoom');
    expect(zoom()).toBe('1');
    await press(sheet, 'Equal', { ctrlKey: true });
    await waitFor(() => expect(zoom()).toBe('1.1'));
    for (let i = 0; i < 9; i++) await press(sheet, 'NumpadAdd', { ctrlKey: true });
    await waitFor(() => expect(zoom()).toBe('2'));
    expect(screen.getByRole('button', { name: /Zoom \W*200/ })).toBeTruthy();
    for (let i = 0; i < 20; i++) await press(sheet, 'Minus', { ctrlKey: true });
    await waitFor(() => expect(zoom()).toBe('0.5'));
    await press(sheet, 'Digit0', { ctrlKey: true });
    await waitFor(() => expect(zoom()).toBe('1'));
  });

  it('shows signs that cannot be seen, and inserts them from the palette', async () => {
    const sheet = await open();
    await press(sheet, 'Space', { ctrlKey: true, shiftKey: true });
    await press(sheet, 'Digit8', { ctrlKey: true, shiftKey: true });
    expect(sheet.querySelector<HTMLElement>('.invisible')!.dataset['sign']).toBe('°');
    await press(sheet, 'KeyK', { ctrlKey: true });
    await userEvent.type(await screen.findByRole('combobox', { name: 'Find and do' }), 'insert lrm');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(texts(on.rust)[0]).toBe(`\u00a0\u200e${WORDS[0]}`));
    expect(sheet.querySelectorAll('.invisible')).toHaveLength(2);
  });

  it('asks for the spelling in the language of the paper, until it is told not to', async () => {
    const sheet = await open();
    expect([sheet.getAttribute('spellcheck'), sheet.lang]).toEqual(['true', 'en']);
    await press(sheet, 'KeyK', { ctrlKey: true });
    await userEvent.type(await screen.findByRole('combobox', { name: 'Find and do' }), 'stop checking');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(sheet.getAttribute('spellcheck')).toBe('false'));
  });

  it('prints, takes the whole screen, and says so in the list of keys', async () => {
    const sheet = await open();
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    await press(sheet, 'KeyP', { ctrlKey: true });
    expect(print).toHaveBeenCalledTimes(1);
    const wide = vi.fn(() => Promise.resolve());
    document.documentElement.requestFullscreen = wide;
    await press(sheet, 'F11');
    expect(wide).toHaveBeenCalledTimes(1);
    await press(document.body, 'Slash', { key: '?', shiftKey: true });
    const list = within(await screen.findByRole('dialog', { name: 'All keys' }));
    for (const what of ['Find and replace', 'Larger text', 'Print', 'Full screen, and back', 'Go to the outline']) expect(list.getAllByText(what)).not.toHaveLength(0);
    await press(document.body, 'KeyP', { ctrlKey: true });
    expect(print).toHaveBeenCalledTimes(2);
    expect(document.querySelector('.printed-alone')).toBeTruthy();
  });

  it('moves a paragraph that is dragged by its handle, and leaves it at Escape', async () => {
    const sheet = await open();
    const boxes = [0, 40, 80];
    const pars = (): HTMLElement[] => [...sheet.querySelectorAll<HTMLElement>('.par')];
    const box = (start: number) => ({ top: start, bottom: start + 30, left: 0, right: 9, width: 9, height: 30, x: 0, y: start }) as DOMRect;
    const real = Element.prototype.getBoundingClientRect;
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      const at = pars().findIndex((one) => one === this || one === this.parentElement);
      return at < 0 ? real.call(this) : box(boxes[at]!);
    });
    const handle = document.querySelector<HTMLElement>('.handle')!;
    // jsdom has no pointer events; what is read of them, mouse events have too.
    const point = (target: Element, what: string, y: number): Promise<unknown> =>
      fireEvent(target, new MouseEvent(`pointer${what}`, { bubbles: true, cancelable: true, clientY: y, button: 0 }));
    const drag = async (end: () => Promise<unknown>): Promise<void> => {
      await point(pars()[0]!, 'move', 5);
      await point(handle, 'down', 5);
      await point(handle, 'move', 65);
      expect(document.querySelector('.line.shown')).toBeTruthy();
      await end();
      expect(document.querySelector('.line.shown')).toBeNull();
    };
    await drag(() => press(document.body, 'Escape'));
    await point(handle, 'up', 65);
    expect(pars().map((one) => one.dataset['id'])).toEqual([idOf(1), idOf(2)]);
    await drag(() => point(handle, 'up', 65));
    await waitFor(() => expect(texts(on.rust)).toEqual([WORDS[1], WORDS[0]]));
    expect(pars().map((one) => one.dataset['id'])).toEqual([idOf(2), idOf(1)]);
  });
});

describe('said aloud', { timeout: 60_000 }, () => {
  it('is what a colleague changed', async () => {
    await open();
    on.rust.insertText(0, 0, 'All ');
    on.backend.emit({ event: 'paper_changed', paper: PAPER });
    await waitFor(() => expect(app.toasts.aloud).toMatch(/Changes from \W*Delegation C\W* arrived/));
  });

  it('is that all is saved, once, after a pause', async () => {
    const sheet = await open();
    await press(sheet, 'Enter');
    await press(sheet, 'Enter');
    await waitFor(() => expect(app.toasts.aloud).toBe('Saved'));
  });

  it('is never more than is bearable', () => {
    vi.useFakeTimers();
    try {
      const said: string[] = [];
      const calm = new Calm((text) => said.push(text), 2_000, 20_000, () => Date.now());
      for (let i = 0; i < 40; i++) {
        calm.tell(`saved ${i}`);
        vi.advanceTimersByTime(500);
      }
      expect(said).toEqual([]);
      vi.advanceTimersByTime(2_000);
      expect(said).toEqual(['saved 39']);
      calm.tell('again');
      vi.advanceTimersByTime(15_000);
      expect(said).toHaveLength(1);
      vi.advanceTimersByTime(5_000);
      expect(said).toEqual(['saved 39', 'again']);
      calm.tell('never');
      calm.hush();
      vi.advanceTimersByTime(60_000);
      expect(said).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
