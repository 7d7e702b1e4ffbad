import { afterEach, describe, expect, it } from 'vitest';
import type { EditorView } from 'prosemirror-view';
import { Binding } from './binding';
import { marking, tellMarking } from './marking';
import { showSheet, stateOf } from './screen';
import { idOf, lieFlat, open, startWith, texts } from './testing';

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

  it('draws anew only the paragraph that changed', () => {
    const binding = show();
    const second = view!.dom.children[1];
    caret(binding, 0, 5);
    binding.dispatch(binding.state.tr.insertText('!'));
    expect(view!.dom.children[1]).toBe(second);
    expect(view!.dom.children[0]!.textContent).toBe('Alpha! beta.');
  });
});
