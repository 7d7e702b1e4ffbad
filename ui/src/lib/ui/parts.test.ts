/** The shared parts, as far as they promise something. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../test/desk';
import { scripted } from '../../test/scripted';
import { App } from '../state/app.svelte';
import Badge from './Badge.svelte';
import Field from './Field.svelte';
import Dialog from './Dialog.svelte';
import Runs from './Runs.svelte';

describe('a badge', () => {
  it('repeats the eight colours with another shape', () => {
    const looks = [0, 8, 16].map((colour) => {
      const { container } = render(Badge, { badge: 'A', colour });
      const badge = container.querySelector('.badge');
      return [badge?.getAttribute('data-colour'), ['square', 'round', 'cut'].find((shape) => badge?.classList.contains(shape))];
    });
    expect(looks).toEqual([['0', 'square'], ['0', 'round'], ['0', 'cut']]);
  });

  it('says the name where no name stands beside it', () => {
    render(Badge, { badge: 'B', colour: 1, name: 'Delegation B' });
    expect(screen.getByRole('img', { name: 'Delegation B' })).toBeTruthy();
  });
});

describe('runs', () => {
  it('keep every character, and say what happened to each stretch and who is behind it', () => {
    const runs = [run('a '), run('b', 'deleted'), run('c', 'inserted', ['X']), run(' d', 'contested'), { ...run('e'), marks: ['bold'] }];
    const { container } = render(Runs, { runs, name: (id: string) => `Delegation ${id}` });
    expect(container.textContent).toBe('a bc de');
    expect(container.querySelector('ins')?.title).toContain('Delegation X');
    expect(container.querySelector('del')?.textContent).toBe('b');
    expect(container.querySelector('.bold')?.textContent).toBe('e');
  });
});

describe('a field', () => {
  it('is tied to its label and its error', () => {
    render(Field, { label: 'Symbol', error: 'It is taken.' });
    const field = screen.getByLabelText('Symbol');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe('It is taken.');
  });
});

describe('a dialog', () => {
  it('takes the focus, keeps the Tab key inside, hides the keys under it, and gives the focus back', async () => {
    const app = new App(scripted({}));
    const under = vi.fn();
    app.keyboard.push({ title: 'x', bindings: [{ code: 'KeyB', run: under }] });
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const onclose = vi.fn();
    const children = createRawSnippet(() => ({ render: () => '<p><button data-first="true">one</button><button>two</button></p>' }));
    const { unmount } = render(Dialog, { props: { title: 'T', onclose, children }, context: new Map([[App.key, app]]) });
    expect(document.activeElement?.textContent).toBe('one');
    screen.getByText('two').focus();
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Tab', code: 'Tab' });
    expect(document.activeElement?.textContent).toContain('Close');
    app.keyboard.handle(new KeyboardEvent('keydown', { code: 'KeyB' }));
    expect(under).not.toHaveBeenCalled();
    app.keyboard.handle(new KeyboardEvent('keydown', { code: 'Escape' }));
    expect(onclose).toHaveBeenCalledOnce();
    unmount();
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  it('is sent by Enter from a list to choose from, and from where nothing has the focus', async () => {
    const app = new App(scripted({}));
    const sent = vi.fn((event: Event) => event.preventDefault());
    const children = createRawSnippet(() => ({
      render: () => '<form id="f"><select><option>one</option></select><textarea></textarea><button type="submit">go</button></form>',
    }));
    const { unmount } = render(Dialog, { props: { title: 'T', onclose: () => {}, children }, context: new Map([[App.key, app]]) });
    document.getElementById('f')?.addEventListener('submit', sent);
    await fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Enter', code: 'Enter' });
    await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', code: 'Enter' });
    expect(sent).toHaveBeenCalledTimes(2);
    await fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', code: 'Enter' });
    await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', code: 'Enter', ctrlKey: true });
    expect(sent).toHaveBeenCalledTimes(2);
    unmount();
  });
});
