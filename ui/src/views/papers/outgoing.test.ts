import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { App } from '../../lib/state/app.svelte';
import { reading } from '../../lib/state/reading.svelte';
import { openGroup } from '../../test/group';
import type { Scripted } from '../../test/scripted';
import { choices, fileName, formats } from './outgoing';

const revisions = ['', '/Rev.1', '/Rev.2'].map((end, at) => ({ revision: `r${at}`, symbol: `WG/WP.1${end}`, at, signed: true }));
const names = (wanted: string | null): string[] => choices(revisions, wanted).map((one) => one.name);

describe('which papers go out', () => {
  it('offers five and all of them with a revision, and what lies on the newest', () => {
    const five = ['clean', 'marked', 'compilation', 'side-by-side', 'decisions', 'all'];
    expect(names('r1')).toEqual(five);
    expect(names(null)).toEqual([...five, 'now', 'now-side']);
    expect(names('r0')).toEqual(['clean']);
    expect(choices(revisions, null).map((one) => one.revision)).toEqual([...five.map(() => 'r2'), null, null]);
    expect(choices([], 'x').map((one) => one.name)).toEqual(['clean']);
  });

  it('signs the text alone, and names files safely', () => {
    const [clean, marked] = choices(revisions, 'r1');
    expect(formats(clean)).toContain('qalam');
    expect(formats(marked)).not.toContain('qalam');
    expect(fileName('WG/2026:WP.1', marked!, 'html')).toBe('WG-2026-WP.1_marked.html');
  });
});

describe('the dialogue', () => {
  let backend: Scripted;

  async function open(): Promise<void> {
    backend = openGroup({
      paper_show: () => ({ paper: 'one', title: 'Paper', symbol: 'WG/WP.1/Rev.2', language: 'en', revision: 'r2', view: 'issued', paragraphs: [] }),
      paper_history: () => ({ acts: [], revisions }),
      paper_export: () => ({ files: ['/out/file'], notes: ['Some formatting was left out: 2.'] }),
      paper_papers: () => ({ files: ['/out/a', '/out/b'], notes: ['No delegation is named.'] }),
    });
    const app = new App(backend);
    render(Window, { app });
    await waitFor(() => expect(app.papers.loaded).toBe(true));
    reading(app).open('one');
    await screen.findByRole('button', { name: /Export/ });
    await userEvent.click(screen.getByRole('button', { name: /Export/ }));
    backend.picks.folder = '/out';
    backend.picks.save = '/out/file';
    await screen.findByRole('radio', { name: /All five/ });
  }

  it('writes all papers of the revision into a folder, naming nobody if that is chosen', async () => {
    await open();
    expect(screen.getByText(/whoever has it can read it/)).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: /All five/ }));
    await userEvent.click(screen.getByRole('radio', { name: /Name nobody/ }));
    expect(screen.getByText(/reasons of decisions that name one are left out/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Choose a folder/ }));
    await waitFor(() => expect(backend.last('paper_papers')).toMatchObject({ paper: 'one', revision: 'r2', names: false, formats: ['html'] }));
    expect(await screen.findByText(/papers were written/)).toBeTruthy();
    expect(screen.getByText(/No delegation is named/)).toBeTruthy();
  });

  it('marks up against any earlier text', async () => {
    await open();
    await userEvent.click(screen.getByRole('radio', { name: /Marked-up text/ }));
    const against = screen.getByLabelText('Changes since') as HTMLSelectElement;
    expect(against.value).toBe('r1');
    await userEvent.selectOptions(against, 'r0');
    await userEvent.click(screen.getByRole('radio', { name: /Markdown/ }));
    await userEvent.click(screen.getByRole('button', { name: /Choose where/ }));
    await waitFor(() => expect(backend.last('paper_export')).toMatchObject({ view: 'marked', against: 'r0', revision: 'r2', names: true }));
  });
});
