import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Binding } from '../sheet/binding';
import { positionOf } from '../sheet/places';
import { showSheet } from '../sheet/screen';
import { lieFlat, open, startWith, texts } from '../testing';
import { arriving } from './arriving';
import { layOut } from './unrolling';

lieFlat();

const HEIGHT = 100;
let view: EditorView;
let scrolled = 0;
let peer = 5;

beforeEach(() => {
  scrolled = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
  // Each block is as high as any other, and stands below the one before it.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const at = this.parentElement === view.dom ? [...view.dom.children].indexOf(this) : 0;
    return new DOMRect(0, at * HEIGHT - scrolled, 500, HEIGHT);
  });
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(HEIGHT);
});

afterEach(() => {
  view.destroy();
  document.body.textContent = '';
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function show(paragraphs: number): { binding: Binding; changed: (which: (index: number) => boolean) => Uint8Array } {
  const begun = startWith(Array.from({ length: paragraphs }, (_, i) => `Paragraph ${i} ${'of the text '.repeat(20)}`));
  const binding = new Binding(open(begun, 5), { plugins: [arriving()] });
  view = showSheet(document.body.appendChild(document.createElement('div')), binding, { label: 'Text', placeholder: '' });
  const changed = (which: (index: number) => boolean): Uint8Array => {
    const other = open(begun, ++peer);
    other.together(() => other.views.forEach((_, i) => which(i) && other.insertText(i, 0, 'New. ')));
    return other.takeUpdate()!;
  };
  return { binding, changed };
}

const waiting = (): number[] => [...view.dom.children].flatMap((one, i) => (one.classList.contains('waiting') ? [i] : []));

it('lays out what shows, and what is further away in turns; all of it is there at once', () => {
  const { binding, changed } = show(80);
  binding.import(changed(() => true));
  expect(texts(binding.draft).every((text) => text.startsWith('New. '))).toBe(true);
  expect(view.dom.textContent!.match(/New\. /g)).toHaveLength(80);
  const first = waiting();
  expect(first.length).toBeGreaterThan(50);
  expect(Math.min(...first) * HEIGHT).toBeGreaterThanOrEqual(2 * window.innerHeight);
  expect(view.dom.children[79]!.getAttribute('style')).toContain(`block-size: ${HEIGHT}px`);
  vi.advanceTimersByTime(20);
  const next = waiting();
  expect(next.length).toBeLessThan(first.length);
  expect(next[0]).toBeGreaterThan(first[0]!);
  vi.advanceTimersByTime(10_000);
  expect(waiting()).toEqual([]);
  expect(view.dom.innerHTML).not.toContain('block-size');
});

it('lays out a few changes as they come, and nothing that did not change', () => {
  const { binding, changed } = show(80);
  binding.import(changed((i) => i > 70));
  expect(waiting()).toEqual([]);
  binding.import(changed((i) => i % 2 === 0));
  expect(waiting().length).toBeGreaterThan(20);
  expect(waiting().every((i) => i % 2 === 0)).toBe(true);
});

it('lays out at once where somebody goes, types or scrolls to', () => {
  const { binding, changed } = show(80);
  binding.import(changed(() => true));
  const at = positionOf(binding.state.doc, { index: 60, offset: 3 });
  binding.dispatch(binding.state.tr.setSelection(TextSelection.create(binding.state.doc, at)));
  expect(waiting()).not.toContain(60);
  expect(waiting()).toContain(61);
  scrolled = 35 * HEIGHT;
  document.dispatchEvent(new Event('scroll'));
  expect(waiting()).not.toContain(40);
  expect(waiting()).toContain(79);
  layOut(view);
  expect(waiting()).toEqual([]);
});

it('keeps the caret with its words', () => {
  const { binding, changed } = show(80);
  binding.dispatch(binding.state.tr.setSelection(TextSelection.create(binding.state.doc, positionOf(binding.state.doc, { index: 60, offset: 9 }))));
  binding.import(changed(() => true));
  expect(binding.selection().head).toEqual({ index: 60, offset: 14 });
  expect(waiting()).not.toContain(60);
  vi.advanceTimersByTime(10_000);
  expect(binding.selection().head).toEqual({ index: 60, offset: 14 });
});
