import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Binding } from '../sheet/binding';
import { showSheet } from '../sheet/screen';
import { lieFlat, open, startWith } from '../testing';
import { unrolling } from './unrolling';

lieFlat();

let view: EditorView;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'] }));

afterEach(() => {
  view.destroy();
  document.body.textContent = '';
  vi.useRealTimers();
});

function show(paragraphs: number): Binding {
  const words = Array.from({ length: paragraphs }, (_, i) => `Paragraph ${i} ${'of the text '.repeat(20)}`);
  const binding = new Binding(open(startWith(words), 5), { plugins: [unrolling()] });
  view = showSheet(document.body.appendChild(document.createElement('div')), binding, { label: 'Text', placeholder: '' });
  return binding;
}

const later = (): number => view.dom.querySelectorAll('.later').length;

it('lays a short sheet out at once', () => {
  show(6);
  expect(later()).toBe(0);
});

it('lays a long one out from its beginning, turn by turn, to its end', () => {
  show(200);
  const first = later();
  expect(first).toBeGreaterThan(100);
  expect(view.dom.children[0]!.classList.contains('later')).toBe(false);
  vi.advanceTimersByTime(40);
  expect(later()).toBeLessThan(first);
  vi.advanceTimersByTime(10_000);
  expect(later()).toBe(0);
});

it('goes on with what is written meanwhile', () => {
  const binding = show(200);
  binding.enter();
  const { doc } = binding.state;
  binding.dispatch(binding.state.tr.insertText('New. ', 1));
  expect(later()).toBeGreaterThan(100);
  expect(binding.state.doc.childCount).toBe(doc.childCount);
  vi.advanceTimersByTime(10_000);
  expect(later()).toBe(0);
});

it('lays out all of it for whoever goes below', () => {
  const binding = show(200);
  binding.dispatch(binding.state.tr.setSelection(TextSelection.atEnd(binding.state.doc)));
  expect(later()).toBe(0);
});

it.each(['End', 'PageDown'])('lays out all of it before %s goes there', (code) => {
  show(200);
  view.dom.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true }));
  expect(later()).toBe(0);
});
