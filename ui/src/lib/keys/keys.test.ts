import { describe, expect, it, vi } from 'vitest';
import { Keyboard, keyName, type Binding } from './index';

function press(code: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true, ...more });
  if (more.target) Object.defineProperty(event, 'target', { value: more.target });
  return event;
}

function board(...bindings: Binding[]): Keyboard {
  const keyboard = new Keyboard();
  keyboard.push({ title: 'x', bindings });
  return keyboard;
}

describe('keys', () => {
  it('go by their place on the board, whatever letter the layout writes there', () => {
    const run = vi.fn();
    const keyboard = board({ code: 'KeyJ', run });
    for (const key of ['j', 'о', 'ت']) expect(keyboard.handle(press('KeyJ', { key }))).toBe(true);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('are off while typing, unless they say otherwise', () => {
    const letter = vi.fn();
    const palette = vi.fn();
    const keyboard = board({ code: 'KeyW', run: letter }, { code: 'KeyK', mod: true, typing: true, run: palette });
    const target = document.createElement('textarea');
    expect(keyboard.handle(press('KeyW', { target }))).toBe(false);
    expect(keyboard.handle(press('KeyK', { ctrlKey: true, target }))).toBe(true);
    expect(letter).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalledOnce();
  });

  it('leave Ctrl+Z to the field that is typed in', () => {
    const undo = vi.fn();
    const keyboard = board({ code: 'KeyZ', mod: true, run: undo });
    expect(keyboard.handle(press('KeyZ', { ctrlKey: true, target: document.createElement('input') }))).toBe(false);
    expect(keyboard.handle(press('KeyZ', { ctrlKey: true, target: document.body }))).toBe(true);
  });

  it('work on a ticked box: nobody types there', () => {
    const run = vi.fn();
    const target = document.createElement('input');
    target.type = 'checkbox';
    expect(board({ code: 'KeyD', run }).handle(press('KeyD', { target }))).toBe(true);
  });

  it('leave Enter to a focused button, but not to one that passes it on', () => {
    const run = vi.fn();
    const keyboard = board({ code: 'Enter', run });
    const target = document.createElement('button');
    expect(keyboard.handle(press('Enter', { target }))).toBe(false);
    target.setAttribute('data-enter-through', '');
    expect(keyboard.handle(press('Enter', { target }))).toBe(true);
  });

  it('under a modal scope rest, all but those marked', () => {
    const under = vi.fn();
    const always = vi.fn();
    const keyboard = board({ code: 'KeyJ', run: under }, { code: 'KeyL', always: true, run: always });
    const pop = keyboard.push({ title: 'dialog', modal: true, bindings: [] });
    expect(keyboard.handle(press('KeyJ'))).toBe(false);
    expect(keyboard.handle(press('KeyL'))).toBe(true);
    pop();
    expect(keyboard.handle(press('KeyJ'))).toBe(true);
  });

  it('do not repeat while held, unless they walk', () => {
    const once = vi.fn();
    const walk = vi.fn();
    const keyboard = board({ code: 'Enter', run: once }, { code: 'KeyJ', repeat: true, run: walk });
    keyboard.handle(press('Enter', { repeat: true }));
    keyboard.handle(press('KeyJ', { repeat: true }));
    expect(once).not.toHaveBeenCalled();
    expect(walk).toHaveBeenCalledOnce();
  });

  it('take digits from the number pad too, and the question mark of every layout', () => {
    const one = vi.fn();
    const list = vi.fn();
    const keyboard = board({ code: 'Digit1', run: one }, { code: '?', run: list });
    expect(keyboard.handle(press('Numpad1'))).toBe(true);
    expect(keyboard.handle(press('Minus', { key: '?' }))).toBe(true);
    expect(keyboard.handle(press('KeyJ', { key: '؟' }))).toBe(true);
    expect(one).toHaveBeenCalledOnce();
  });

  it('tell Ctrl+Shift+Z from Ctrl+Z', () => {
    const undo = vi.fn();
    const redo = vi.fn();
    const keyboard = board({ code: 'KeyZ', mod: true, run: undo }, { code: 'KeyZ', mod: true, shift: true, run: redo });
    keyboard.handle(press('KeyZ', { ctrlKey: true, shiftKey: true }));
    expect([undo.mock.calls.length, redo.mock.calls.length]).toEqual([0, 1]);
  });

  it('have a name for the button', () => {
    expect(keyName({ code: 'KeyK', mod: true })).toBe('Ctrl+K');
    expect(keyName({ code: 'Digit1' })).toBe('1');
    expect(keyName({ code: 'Escape' })).toBe('Esc');
  });
});
