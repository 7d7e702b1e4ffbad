import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Binding } from '../sheet/binding';
import type { Draft } from './draft';
import { Session, type Saving } from './session';
import { open, send, startWith, texts } from '../testing';

let draft: Draft;
let rust: Draft;
let states: Saving[];
let errors: unknown[];
let broken: boolean;
let confirm: (() => void)[];
let session: Session;

beforeEach(() => {
  vi.useFakeTimers();
  const start = startWith(['One.', 'Two.']);
  draft = open(start, 5);
  rust = open(start, 6);
  [states, errors, broken, confirm] = [[], [], false, []];
  const sheet = new Binding(draft);
  session = new Session(
    draft,
    {
      push: (update) =>
        broken
          ? Promise.reject(new Error('the disk is full'))
          : new Promise((resolve) => confirm.push(() => (rust.import(update), resolve()))),
      pull: () => Promise.resolve(rust.doc.export({ mode: 'update', from: draft.doc.oplogVersion() })),
    },
    { take: (update) => sheet.import(update), onSaving: (saving) => states.push(saving), onError: (error) => errors.push(error) },
  );
});

afterEach(() => vi.useRealTimers());

async function disk(): Promise<void> {
  confirm.splice(0).forEach((run) => run());
  await vi.advanceTimersByTimeAsync(0);
}

describe('saving', () => {
  it('hands over within 300 ms and is saved only when that is confirmed', async () => {
    draft.insertText(0, 0, 'A');
    await vi.advanceTimersByTimeAsync(200);
    draft.insertText(0, 1, 'B');
    expect(confirm.length).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(confirm.length).toBe(1);
    expect(states).toEqual(['saving']);
    await disk();
    expect(states).toEqual(['saving', 'saved']);
    expect(texts(rust)[0]).toBe('ABOne.');
  });

  it('is not saved while something was typed meanwhile', async () => {
    draft.insertText(0, 0, 'A');
    await vi.advanceTimersByTimeAsync(300);
    draft.insertText(0, 1, 'B');
    await disk();
    expect(states).toEqual(['saving']);
    await vi.advanceTimersByTimeAsync(300);
    await disk();
    expect(states).toEqual(['saving', 'saved']);
    expect(texts(rust)[0]).toBe('ABOne.');
  });

  it('says once that it failed, keeps trying, and loses nothing', async () => {
    broken = true;
    draft.insertText(0, 0, 'A');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(session.saving).toBe('unsaved');
    expect(errors.length).toBe(1);
    draft.insertText(0, 1, 'B');
    broken = false;
    await vi.advanceTimersByTimeAsync(30_000);
    await disk();
    expect(session.saving).toBe('saved');
    expect(texts(rust)[0]).toBe('ABOne.');
  });

  it('hands over everything before it closes', async () => {
    draft.insertText(1, 4, '!');
    const closing = session.close();
    await vi.advanceTimersByTimeAsync(0);
    await disk();
    await closing;
    expect(texts(rust)[1]).toBe('Two.!');
  });
});

describe('fetching', () => {
  it('brings in what others wrote and does not hand it back', async () => {
    rust.insertText(0, 0, 'R');
    await session.pull();
    expect(texts(draft)[0]).toBe('ROne.');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(confirm.length).toBe(0);
    expect(states).toEqual([]);
    send(draft, rust);
  });
});
