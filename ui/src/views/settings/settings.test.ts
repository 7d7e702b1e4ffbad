import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { App } from '../../lib/state/app.svelte';
import { openGroup, session } from '../../test/group';
import type { Scripted } from '../../test/scripted';

let backend: Scripted;
let app: App;

async function open(answers: Scripted['answers'] = {}): Promise<void> {
  backend = openGroup({ passphrase_suggest: () => ({ passphrase: 'one two three four five six' }), ...answers });
  app = new App(backend);
  app.route.go('settings');
  render(Window, { app });
  await screen.findByRole('heading', { name: 'Language and looks' });
}

describe('the settings', () => {
  it('hold at once: language with its direction, theme, digits, size', async () => {
    await open();
    await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    await userEvent.click(screen.getByRole('radio', { name: '0123' }));
    await waitFor(() => expect(backend.last('settings_set')?.digits).toBe('latn'));
    await userEvent.selectOptions(screen.getByLabelText('Size'), '150');
    await waitFor(() => expect(document.documentElement.style.getPropertyValue('--zoom')).toBe('1.5'));
    await userEvent.click(screen.getByRole('radio', { name: 'العربية' }));
    expect(await screen.findByRole('heading', { name: 'اللغة والمظهر' })).toBeTruthy();
    expect(document.documentElement.dir).toBe('rtl');
    expect(backend.last('settings_set')).toMatchObject({ language: 'ar', theme: 'dark', digits: 'latn', zoom: 150, folder: '/shared' });
  });

  it('use another folder and exchange with it, or say why not', async () => {
    await open({ sync: () => Promise.reject({ code: 'folder-foreign', message: 'It belongs to another group.', advice: 'Choose this group’s.' }) });
    expect(screen.queryByRole('button', { name: 'Use this folder' })).toBeNull();
    await fireEvent.input(screen.getByLabelText('Folder of the group on this laptop'), { target: { value: '/new' } });
    await userEvent.click(screen.getByRole('button', { name: 'Use this folder' }));
    expect((await screen.findByRole('alert')).textContent).toContain('It belongs to another group.');
    expect(backend.last('settings_set')?.folder).toBe('/new');
  });

  it('change the passphrase, and tell a wrong present one at its field', async () => {
    await open({ vault_passphrase: () => Promise.reject({ code: 'wrong-passphrase', message: 'This does not open the vault.', advice: '' }) });
    await userEvent.click(screen.getByRole('button', { name: 'Change the passphrase…' }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('one two three four five six');
    await fireEvent.input(within(dialog).getByLabelText('Present passphrase'), { target: { value: 'old one' } });
    await fireEvent.input(within(dialog).getByLabelText('Type the six words'), { target: { value: 'one two three  four five six ' } });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Change' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('This does not open the vault.');
    backend.answers.vault_passphrase = () => ({});
    await userEvent.click(within(dialog).getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.last('vault_passphrase')).toEqual({ old: 'old one', new: 'one two three four five six' });
  });

  it('check the vault and tell what is damaged', async () => {
    await open({ vault_check: () => ({ records: 12n, segments: 4n, bad: [] }) });
    await userEvent.click(screen.getByRole('button', { name: 'Check the vault' }));
    expect(await screen.findByText(/All is whole/)).toBeTruthy();
    backend.answers.vault_check = () => ({ records: 11n, segments: 4n, bad: ['acts 3f: damaged'] });
    await userEvent.click(screen.getByRole('button', { name: 'Check the vault' }));
    expect(await screen.findByText('acts 3f: damaged')).toBeTruthy();
    expect(screen.getByText('One record is damaged:')).toBeTruthy();
  });

  it('lock at once', async () => {
    await open({ vault_lock: () => session('locked') });
    await userEvent.click(screen.getByRole('button', { name: /Lock now/ }));
    expect(await screen.findByRole('heading', { name: 'Qalam is locked' })).toBeTruthy();
  });
});
