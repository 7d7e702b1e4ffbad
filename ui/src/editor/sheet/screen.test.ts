import { afterEach, describe, expect, it } from 'vitest';
import type { EditorView } from 'prosemirror-view';
import { Binding } from './binding';
import { marking, tellMarking } from '../drawings/marking';
import { structure } from './nodes/drawing';
import { showSheet, stateOf } from './screen';
import { idOf, lieFlat, open, startWith, texts } from '../testing';

lieFlat();

let view: EditorView | null = null;
const WORDS = ['Alpha beta.', 'One two.'];

afterEach(() => {
  view?.destroy();
  document.body.textContent = '';
});

function show(words: string[] | null = WORDS): Binding {
  const binding = new Binding(open(words && startWith(words), 5), { plugins: [marking(() => false)] });
  const place = document.body.appendChild(document.createElement('div'));
  view = showSheet(place, binding, { label: 'Text', placeholder: 'Begin…' });
  return binding;
}

function press(code: string, more: KeyboardEventInit = {}): boolean {
  return !view!.dom.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }));
}

function caret(binding: Binding, index: number, offset: number): void {
  binding.command(() => ({ index, offset }));
}

describe('keys', () => {
  it('split and join, style and undo, by their place on the board', () => {
    const binding = show();
    caret(binding, 0, 5);
    // The letter that a Russian layout writes at the place of Z.
    expect(press('Enter')).toBe(true);
    expect(texts(binding.draft)).toEqual(['Alpha', ' beta.', 'One two.']);
    expect(press('KeyZ', { ctrlKey: true, key: 'я' })).toBe(true);
    expect(texts(binding.draft)).toEqual(WORDS);
    press('Digit1', { ctrlKey: true });
    expect(stateOf(binding)).toMatchObject({ kind: 'heading', level: 1 });
    press('Tab');
    expect(stateOf(binding)).toMatchObject({ level: 2 });
    press('Digit1', { ctrlKey: true });
    expect(stateOf(binding).kind).toBe('plain');
    expect(press('Tab')).toBe(false);
    press('KeyX', { ctrlKey: true, shiftKey: true });
    expect(view!.dom.querySelector('p')!.dir).toBe('rtl');
    caret(binding, 1, 0);
    press('Backspace');
    expect(texts(binding.draft)).toEqual(['Alpha beta.One two.']);
  });

  it('are left to an input method that composes', () => {
    const binding = show();
    caret(binding, 0, 5);
    press('Enter', { isComposing: true });
    press('Enter', { keyCode: 229 });
    expect(texts(binding.draft)).toEqual(WORDS);
  });
});

describe('tables and signs', () => {
  const words = { bracket: (open: boolean, names: readonly string[]) => `${open ? 'open' : 'close'} ${names.join()}`, flagged: 'odd', footnote: (n: string) => `note ${n}`,
    reference: (n: string | null) => `to ${n}`, table: (r: number, c: number) => `${r} × ${c}`, emptyHead: 'empty', locked: 'kept', delegation: () => null, order: () => 0 };

  function showAll(): Binding {
    const binding = new Binding(open(startWith(WORDS), 5), { plugins: structure(() => false, words) });
    const place = document.body.appendChild(document.createElement('div'));
    view = showSheet(place, binding, { label: 'Text', placeholder: '', words, onLink: (href) => links.push(href) });
    return binding;
  }
  const links: string[] = [];

  it('are walked through by Tab, Enter and arrow keys, the row’s direction in mind', () => {
    const binding = showAll();
    binding.command((draft) => draft.insertTable(0, { rows: 2, columns: 2, head: 1 }));
    expect(view!.dom.querySelector('table')!.getAttribute('aria-label')).toBe('2 × 2');
    caret(binding, 2, 0);
    press('Tab');
    expect(binding.selection().head.index).toBe(3);
    press('Tab', { shiftKey: true });
    press('Enter');
    expect(binding.selection().head.index).toBe(4);
    press('ArrowRight');
    expect(binding.selection().head.index).toBe(5);
    press('ArrowLeft');
    expect(binding.selection().head.index).toBe(4);
    expect(press('ArrowRight', { shiftKey: true })).toBe(false);
  });

  it('show brackets that need a hand, and how deep the others stand', () => {
    const binding = showAll();
    binding.command((draft) => draft.insertText(0, 0, '[a [b] ['));
    const { dom } = view!;
    expect([...dom.querySelectorAll('.typed-bracket')].map((one) => `${one.textContent} ${one.className}`)).toEqual([
      '[ typed-bracket is-flagged depth-0', '[ typed-bracket is-pair depth-0', '] typed-bracket is-pair depth-0', '[ typed-bracket is-flagged depth-0',
    ]);
    binding.command((draft) => draft.bracket(1, 0, 3, []));
    binding.command((draft) => draft.bracket(1, 2, 3, []));
    expect([...dom.querySelectorAll('.bracket-sign')].map((one) => one.className.replace(/\s+/g, ' '))).toEqual([
      'sign bracket-sign is-pair depth-0', 'sign bracket-sign is-pair depth-1', 'sign bracket-sign is-pair depth-1', 'sign bracket-sign is-pair depth-0',
    ]);
  });

  it('copy and cut with their footnotes, and paste them', () => {
    const binding = showAll();
    binding.command((draft) => draft.insertNote(0, 5));
    binding.dispatch(binding.state.tr.insertText('Note.'));
    const store = new Map<string, string>();
    const transfer = { getData: (type: string) => store.get(type) ?? '', setData: (type: string, data: string) => void store.set(type, data), clearData: () => store.clear() };
    const clip = (type: string): void => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: transfer });
      view!.dom.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    };
    binding.stand({ index: 0, offset: 8 }, { index: 0, offset: 0 });
    const note = binding.draft.views[1]!.id;
    clip('cut');
    expect(store.get('text/plain')).toBe('1. Alpha¹ b\n¹ Note.');
    expect(texts(binding.draft)).toEqual(['eta.', 'One two.']);
    caret(binding, 1, 3);
    clip('paste');
    expect(texts(binding.draft)).toEqual(['eta.', 'OneAlpha\ufffc b two.', 'Note.']);
    expect(binding.draft.views[2]!.id).toBe(note);
  });

  it('hand over the address of a link, and follow none', () => {
    const binding = showAll();
    binding.command((draft) => draft.link(0, 0, 5, 'https://example.org'));
    caret(binding, 0, 2);
    const link = view!.dom.querySelector('.link')!;
    expect(link.closest('a')).toBeNull();
    const props = view!.props.handleClick!;
    const click = (more: MouseEventInit): boolean | void => {
      const event = new MouseEvent('click', { bubbles: true, ...more });
      link.dispatchEvent(event);
      return props.call(view!.props as never, view!, 0, event);
    };
    expect(click({})).toBe(false);
    expect(click({ ctrlKey: true })).toBe(true);
    expect(links).toEqual(['https://example.org']);
  });
});

describe('the sheet', () => {
  it('shows number, kind and name', () => {
    show();
    const first = view!.dom.querySelector('.par') as HTMLElement;
    expect({ ...first.dataset }).toMatchObject({ id: idOf(1), kind: 'op', number: '1' });
    expect(view!.dom.getAttribute('role')).toBe('textbox');
    expect(view!.dom.dataset['placeholder']).toBeUndefined();
  });

  it('says what to do on an empty one', () => {
    show(null);
    expect(view!.dom.dataset['placeholder']).toBe('Begin…');
  });

  it('shows what was changed, and hides it again', () => {
    const binding = show();
    binding.dispatch(tellMarking(binding.state, { base: [{ id: idOf(1), text: 'Alpha gamma.' }, { id: idOf(9), text: 'Gone.' }] }));
    const { dom } = view!;
    expect(dom.querySelector('ins')!.textContent).toBe('beta');
    expect([...dom.querySelectorAll('del')].map((del) => del.textContent)).toEqual(['gamma', 'Gone.']);
    expect(dom.querySelector('.is-new')!.textContent).toBe('One two.');
    binding.dispatch(tellMarking(binding.state, { shown: false }));
    expect(dom.querySelector('ins, del, .is-new')).toBeNull();
  });

  it('shows what was changed in a table, where it is known what the revision had', () => {
    const binding = show();
    const words = (text: string) => [{ text, marks: 0 }];
    binding.command((draft) => draft.insertTable(0, { rows: 1, columns: 2, head: 0, caption: words('Points'), cells: [[{ pieces: words('one') }, { pieces: words('two') }]] }));
    const [caption, first, second] = binding.draft.views.slice(1).map((view) => view.id);
    const base = [{ id: idOf(1), text: WORDS[0]! }, { id: caption!, text: 'Points' }, { id: idOf(2), text: WORDS[1]! }];
    const { dom } = view!;
    binding.dispatch(tellMarking(binding.state, { base }));
    expect(dom.querySelector('ins, del, .is-new')).toBeNull();
    binding.dispatch(tellMarking(binding.state, { base: [...base, { id: first!, text: 'eins' }, { id: second!, text: 'two' }] }));
    expect([...dom.querySelectorAll('td')].map((cell) => cell.innerHTML.includes('<ins>one</ins>'))).toEqual([true, false]);
    expect([...dom.querySelectorAll('del')].map((del) => del.textContent)).toEqual(['eins']);
  });

  it('draws anew only the paragraph that changed', () => {
    const binding = show();
    const second = view!.dom.children[1];
    caret(binding, 0, 5);
    binding.dispatch(binding.state.tr.insertText('!'));
    expect(view!.dom.children[1]).toBe(second);
    expect(view!.dom.children[0]!.textContent).toBe('Alpha! beta.');
  });
});
