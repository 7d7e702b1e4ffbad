import { expect, it } from 'vitest';
import { Binding } from './binding';
import { lineAt, moveBefore, slotAt } from './dragging';
import { idOf, open, startWith, texts } from '../testing';

const BOXES = [{ start: 0, end: 20 }, { start: 30, end: 50 }, { start: 60, end: 100 }];

it('lands between the paragraphs that the pointer is between', () => {
  expect([-5, 9, 11, 39, 41, 79, 81, 500].map((y) => slotAt(BOXES, y))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  expect([0, 1, 3].map((slot) => lineAt(BOXES, slot))).toEqual([0, 25, 100]);
  expect([slotAt([], 5), lineAt([], 0)]).toEqual([0, 0]);
});

it('moves by id, in both directions, as one step of undo', () => {
  const binding = new Binding(open(startWith(['one', 'two', 'three']), 5));
  expect(moveBefore(binding, idOf(1), null)).toBe(true);
  expect(texts(binding.draft)).toEqual(['two', 'three', 'one']);
  expect(moveBefore(binding, idOf(1), idOf(3))).toBe(true);
  expect(texts(binding.draft)).toEqual(['two', 'one', 'three']);
  expect(binding.draft.views.map((view) => view.id)).toEqual([idOf(2), idOf(1), idOf(3)]);
  binding.undo();
  expect(texts(binding.draft)).toEqual(['two', 'three', 'one']);
  expect(moveBefore(binding, idOf(2), idOf(2))).toBe(false);
  expect(moveBefore(binding, idOf(2), idOf(3))).toBe(false);
  expect(moveBefore(binding, idOf(9), null)).toBe(false);
});
