/** What is drawn over the sheet: isolates, signs that cannot be seen, no fake italics. None of it is in the text. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EditorView } from 'prosemirror-view';
import { Binding } from '../sheet/binding';
import { insertInvisible, invisibles, showInvisibles } from './invisibles';
import { isolates, isolatesIn } from './isolate';
import { showSheet, turn } from '../sheet/screen';
import { uprightIn } from './scripts';
import { lieFlat, open, startWith, texts } from '../testing';
import { upright } from './upright';

lieFlat();

let view: EditorView | null = null;
let composing = false;

afterEach(() => {
  view?.destroy();
  document.body.textContent = '';
  composing = false;
});

function show(...words: string[]): Binding {
  const now = (): boolean => composing;
  const binding = new Binding(open(startWith(words), 5), { plugins: [isolates(now), upright(now), invisibles(now)] });
  view = showSheet(document.body.appendChild(document.createElement('div')), binding, { label: 'Text', placeholder: '' });
  return binding;
}

const isolated = (text: string): string[] => isolatesIn(text).map(({ from, to }) => text.slice(from, to));

/** A paragraph's words with ⟨ and ⟩ where isolates begin and end. */
function drawn(index = 0): string {
  const copy = view!.dom.children[index]!.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('.isolate-open').forEach((one) => one.replaceWith('⟨'));
  copy.querySelectorAll('.isolate-close').forEach((one) => one.replaceWith('⟩'));
  return copy.textContent!;
}

describe('isolates', () => {
  it('are symbols, names and numbers with letters', () => {
    expect(isolated('انظر A/AC.290/2021/CRP.2/Rev.1، الفقرة 4')).toEqual(['A/AC.290/2021/CRP.2/Rev.1']);
    expect(isolated('الفقرة 12 (a) bis [Alt 1] من النص')).toEqual(['12 (a) bis [Alt 1]']);
    expect(isolated('(WTO) و (ITU-T (2021))')).toEqual(['(WTO)', '(ITU-T (2021))']);
    expect(isolated('[النص ITU 2021]')).toEqual(['ITU 2021']);
    expect(isolated('وثيقة (Rev. 2، نص)')).toEqual(['Rev. 2']);
    expect(isolated('国家联络点 في 2021')).toEqual(['国家联络点']);
  });

  it('are not numbers alone, nor Arabic digits, nor what already says its direction', () => {
    expect(isolated('من 12 إلى 14، 12-14 و 5%')).toEqual([]);
    expect(isolated('٢٠٢١ عام')).toEqual([]);
    expect(isolated('نص \u2066A/1\u2069 نص')).toEqual(['A/1']);
  });

  it('are drawn in paragraphs from right to left only, and follow the direction', () => {
    const binding = show('الوثيقة A/AC.290/2021 هنا', 'The document A/AC.290/2021');
    expect(drawn(0)).toBe('الوثيقة ⟨A/AC.290/2021⟩ هنا');
    expect(drawn(1)).toBe('The document A/AC.290/2021');
    binding.command(() => ({ index: 1, offset: 0 }));
    turn(binding);
    expect(drawn(1)).toBe('⟨The document A/AC.290/2021⟩');
    expect(texts(binding.draft)[0]).toBe('الوثيقة A/AC.290/2021 هنا');
    expect(view!.state.doc.textContent).not.toMatch(/[\u2066-\u2069]/);
  });

  it('are whole where formatting begins inside', () => {
    const binding = show('الوثيقة A/AC.290 هنا');
    binding.draft.format(0, 10, 12, 'bold', true);
    expect(drawn()).toBe('الوثيقة ⟨A/AC.290⟩ هنا');
    expect(view!.dom.querySelectorAll('.isolate-open, .isolate-close')).toHaveLength(2);
  });

  it('take brackets that are signs for brackets', () => {
    const binding = show('الفقرة 12 (a) bis Alt 1 من النص');
    binding.draft.bracket(0, 18, 23, []);
    expect(drawn()).toBe('الفقرة ⟨12 (a) bis [Alt 1]⟩ من النص');
  });

  it('wait while a word is being composed, and are right after it', () => {
    const binding = show('نص ');
    composing = true;
    binding.dispatch(binding.state.tr.insertText('A/1', 4));
    expect(drawn()).toBe('نص A/1');
    composing = false;
    binding.dispatch(binding.state.tr.insertText('2', 7));
    expect(drawn()).toBe('نص ⟨A/12⟩');
  });

  it('draw one paragraph at a key stroke', () => {
    const binding = show('الوثيقة A/1', 'الوثيقة A/2');
    const other = view!.dom.children[1]!.querySelector('.isolate-open');
    binding.dispatch(binding.state.tr.insertText('3', 12));
    expect(drawn()).toBe('الوثيقة ⟨A/13⟩');
    expect(view!.dom.children[1]!.querySelector('.isolate-open')).toBe(other);
  });
});

describe('signs that cannot be seen', () => {
  it('are shown on request, beside the text and not in it', () => {
    const binding = show('a\u00a0b\u200fc');
    const signs = (): (string | undefined)[] => [...view!.dom.querySelectorAll<HTMLElement>('.invisible')].map((one) => one.dataset['sign']);
    expect(signs()).toEqual([]);
    showInvisibles(binding, true);
    expect(signs()).toEqual(['°', 'RLM']);
    binding.command(() => ({ index: 0, offset: 1 }));
    insertInvisible(binding, 'zwnj');
    expect(signs()).toEqual(['ZWNJ', '°', 'RLM']);
    expect(texts(binding.draft)).toEqual(['a\u200c\u00a0b\u200fc']);
    expect(view!.dom.textContent).toBe('a\u200c\u00a0b\u200fc');
    showInvisibles(binding, false);
    expect(signs()).toEqual([]);
  });
});

describe('italics', () => {
  it('are upright in Arabic and Chinese, by stretches', () => {
    const text = 'see النص الأول and 国家 here';
    expect(uprightIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(['النص الأول', '国家']);
    const binding = show(text);
    binding.draft.format(0, 0, text.length, 'italic', true);
    expect([...view!.dom.querySelectorAll('em .upright')].map((one) => [one.textContent, one.classList.contains('dots')])).toEqual([
      ['النص الأول', false],
      ['国家', true],
    ]);
    binding.draft.format(0, 0, text.length, 'italic', false);
    expect(view!.dom.querySelector('.upright')).toBeNull();
  });
});
