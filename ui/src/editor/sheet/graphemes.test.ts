import { afterEach, describe, expect, it } from 'vitest';
import type { EditorView } from 'prosemirror-view';
import { Binding } from './binding';
import { clusterEnd, clusterStart } from './graphemes';
import { showSheet } from './screen';
import { lieFlat, open, startWith, texts } from '../testing';

lieFlat();

let view: EditorView | null = null;

afterEach(() => {
  view?.destroy();
  document.body.textContent = '';
});

/** A sheet with this text and the caret at its end. */
function show(text: string, offset = text.length): Binding {
  const binding = new Binding(open(startWith([text]), 5));
  view = showSheet(document.body.appendChild(document.createElement('div')), binding, { label: 'Text', placeholder: '' });
  binding.command(() => ({ index: 0, offset }));
  return binding;
}

function press(code: string, more: KeyboardEventInit = {}): boolean {
  return !view!.dom.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }));
}

const ONE = {
  'a plain letter': 'x',
  'a letter with a combining mark': 'x\u0323',
  'an Arabic letter with its vowel signs': 'بَّ',
  'a surrogate pair': '𠀋',
  'a flag': '🇺🇿',
  'a family': '👨‍👩‍👧‍👦',
  'a hand with its colour': '👍🏽',
  'a Devanagari syllable': 'कि',
};

describe('Backspace and Delete', () => {
  it.each(Object.entries(ONE))('take %s as a whole', (_, letter) => {
    const binding = show(`a${letter}`);
    expect(press('Backspace')).toBe(true);
    expect(texts(binding.draft)).toEqual(['a']);
    binding.undo();
    binding.command(() => ({ index: 0, offset: 1 }));
    expect(press('Delete')).toBe(true);
    expect(texts(binding.draft)).toEqual(['a']);
  });

  it('take one flag of two', () => {
    const binding = show('x 🇺🇿🇹🇯');
    press('Backspace');
    expect(texts(binding.draft)).toEqual(['x 🇺🇿']);
    press('Backspace');
    press('Backspace');
    expect(texts(binding.draft)).toEqual(['x']);
  });

  it('leave the word before the caret to Ctrl and the browser', () => {
    const binding = show('one two');
    expect(press('Backspace', { ctrlKey: true })).toBe(false);
    expect(texts(binding.draft)).toEqual(['one two']);
  });
});

describe('clusters', () => {
  it('are found wherever one asks', () => {
    const text = 'ab 🇺🇿🇹🇯 e\u0301';
    const parts = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
    for (const { segment, index } of parts) {
      for (let at = index; at < index + segment.length; at++) {
        expect([clusterStart(text, at), clusterEnd(text, at)]).toEqual([index, index + segment.length]);
      }
    }
    expect([clusterStart(text, text.length), clusterEnd(text, text.length)]).toEqual([text.length, text.length]);
  });
});

describe('composing', () => {
  it('Enter chooses a word of the input method and splits nothing', () => {
    const binding = show('国家');
    const { dom } = view!;
    dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    press('Enter', { isComposing: true, keyCode: 229 });
    press('Backspace', { isComposing: true, keyCode: 229 });
    dom.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '' }));
    // WebKit sends the key that ended the composition after it, told only by its code.
    press('Enter', { keyCode: 229 });
    expect(texts(binding.draft)).toEqual(['国家']);
  });
});
