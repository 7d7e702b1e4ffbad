import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { Failure } from '../../lib/api/Failure';
import type { SessionInfo } from '../../lib/api/SessionInfo';
import { App } from '../../lib/state/app.svelte';
import { firstSteps } from '../../lib/state/first.svelte';
import { group, NUMBER, session, settings, status } from '../../test/group';
import { scripted, type Scripted } from '../../test/scripted';

const PHRASE = 'calm river paper desk seven bridge';
const WORDS = Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`);

/** The label of a field for a word; its number is isolated. */
const word = (place: number): string => `Word \u2068${place}\u2069`;

/** Types at once: letter by letter is the browser's part. */
async function fill(field: HTMLElement, text: string): Promise<void> {
  await fireEvent.input(field, { target: { value: text } });
}

let backend: Scripted;
let app: App;
let now: SessionInfo;

function failing(code: string, message: string, advice = 'What to do.'): () => never {
  return () => {
    const failure: Failure = { code, message, advice };
    throw failure;
  };
}

async function open(stage: SessionInfo['stage'], answers: Scripted['answers'] = {}): Promise<void> {
  now = session(stage, stage === 'waiting' ? { safety_number: NUMBER, group: { id: 'g', name: 'Forum' } } : {});
  backend = scripted({
    session: () => now,
    settings_get: () => settings({ language: null, folder: null }),
    settings_set: (changed) => changed,
    passphrase_suggest: () => ({ passphrase: PHRASE }),
    vault_new: () => {
      now = session('no_group', { words_unproved: true, words_ask: [2, 6, 19] });
      return { device: 'd', fingerprint: 'f', words: WORDS, ask: [2, 6, 19] };
    },
    vault_prove: () => {
      now = { ...now, words_unproved: false, words_ask: [] };
      return {};
    },
    group_new: () => {
      now = session('open', { group: { id: 'g', name: 'Forum' }, words_unproved: now.words_unproved, words_ask: now.words_ask });
      return { group: 'g', member: 'm', device: 'd' };
    },
    group_join: () => {
      now = session('waiting', { safety_number: NUMBER, group: { id: 'g', name: 'Forum' } });
      return { request: 'r', safety_number: NUMBER, group_name: 'Forum' };
    },
    group_show: () => group(),
    group_requests: () => ({ requests: [] }),
    paper_list: () => ({ papers: [] }),
    status: () => status(),
    sync: () => ({ sent: 0, received: 0, waiting: [], refused: [], notices: [] }),
    ...answers,
  });
  app = new App(backend);
  render(Window, { app });
}

async function makeVault(user: ReturnType<typeof userEvent.setup>, door: RegExp): Promise<void> {
  await user.click(await screen.findByRole('button', { name: door }));
  await screen.findByText(PHRASE);
  await fill(screen.getByLabelText('Type the six words'), PHRASE);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await screen.findByRole('heading', { name: 'Your recovery words' });
  await user.click(screen.getByRole('button', { name: 'I have written them down' }));
}

describe('the first screen', () => {
  it('has three doors, the two languages and the recovery words, and nothing else to press', async () => {
    await open('new');
    await screen.findByRole('heading', { name: 'Qalam' });
    expect(screen.getAllByRole('button').map((one) => one.textContent?.trim().replace(/\s+/g, ' ').slice(0, 12))).toEqual([
      'Practise A w', 'Found a grou', 'Join a group', 'I have recov', 'English', 'العربية',
    ]);
  });

  it('speaks Arabic at once, keeps it for the new vault and turns round', async () => {
    await open('new');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'العربية' }));
    expect(await screen.findByRole('heading', { name: 'قلم' })).toBeTruthy();
    expect(document.documentElement.dir).toBe('rtl');
    await firstSteps(app).makeVault('a long enough sentence');
    expect(backend.calls.filter((one) => one.command === 'settings_set')).toHaveLength(2);
    expect(backend.last('settings_set')?.language).toBe('ar');
  });

  it('starts practising with one click and stands at the desk', async () => {
    await open('new', {
      practice_start: () => {
        now = session('open', { practice: true });
        return { chair: '/c', homes: [], paper: 'sample', passphrase: 'practice makes perfect' };
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: /Practise/ }));
    await waitFor(() => expect(app.route.now).toEqual({ view: 'desk', paper: 'sample', paragraph: undefined }));
    expect(backend.last('practice_start')).toEqual({ folder: null, language: 'en' });
    now = session('locked');
    await app.enter();
    expect(await screen.findByText('practice makes perfect')).toBeTruthy();
  });

  it('says what failed and what to do, and leaves the doors open', async () => {
    await open('new', { practice_start: failing('file-unwritable', 'The place cannot be written.') });
    await userEvent.click(await screen.findByRole('button', { name: /Practise/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('The place cannot be written.');
    expect(screen.getByRole('alert').textContent).toContain('What to do.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Found/ }).disabled).toBe(false);
  });
});

describe('founding', () => {
  it('leads from the passphrase over the words and their proof to the open group', async () => {
    await open('new');
    const user = userEvent.setup();
    await makeVault(user, /Found a group/);
    expect(backend.last('vault_new')).toEqual({ passphrase: PHRASE });
    await fill(await screen.findByLabelText(word(3)), ' Wordc ');
    await fill(screen.getByLabelText(word(7)), 'wordg');
    await fill(screen.getByLabelText(word(20)), 'wordt');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await fill(await screen.findByLabelText('Name of the group'), 'Forum');
    expect(backend.last('vault_prove')).toEqual({ words: ['wordc', 'wordg', 'wordt'] });
    expect(firstSteps(app).made).toBeNull();
    backend.picks.folder = '/shared';
    await user.click(screen.getByRole('button', { name: /Shared folder.*choose/ }));
    await user.click(screen.getByRole('button', { name: 'Found the group' }));
    await waitFor(() => expect(app.session.open).toBe(true));
    expect(backend.last('group_new')).toEqual({ name: 'Forum', delegation: 'Chair', seat: 'Chair', folder: '/shared' });
  });

  it('shows all 24 words in order, and asks again when the proof was wrong', async () => {
    await open('new', { vault_prove: failing('words-wrong', 'These are not the recovery words: 7.') });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Found a group/ }));
    await fill(await screen.findByLabelText('Type the six words'), PHRASE);
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    const list = await screen.findByRole('list', { name: 'Your recovery words' });
    expect([...list.querySelectorAll('.word')].map((one) => one.textContent)).toEqual(WORDS);
    await user.click(screen.getByRole('button', { name: 'I have written them down' }));
    for (const place of [3, 7, 20]) await fill(await screen.findByLabelText(word(place)), 'x');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect((await screen.findByRole('alert')).textContent).toContain('These are not the recovery words: 7.');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('list', { name: 'Your recovery words' })).toBeTruthy();
  });

  it('lets the proof wait, reminds of it in the group, and forgets the words when the vault is locked', async () => {
    await open('new');
    const user = userEvent.setup();
    await makeVault(user, /Found a group/);
    await user.click(await screen.findByRole('button', { name: 'Later' }));
    await fill(await screen.findByLabelText('Name of the group'), 'Forum');
    await fill(screen.getByLabelText('Shared folder'), '/f');
    await user.click(screen.getByRole('button', { name: 'Found the group' }));
    await user.click(await screen.findByRole('button', { name: 'Prove them…' }));
    for (const place of [3, 7, 20]) await fill(screen.getByLabelText(word(place)), 'x');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(screen.queryByText('Your recovery words have not been proved.')).toBeNull());
    await firstSteps(app).makeVault('another long sentence');
    expect(firstSteps(app).made).not.toBeNull();
    app.toasts.say('Delegation B was admitted.', 'good');
    backend.emit({ event: 'locked' });
    expect(firstSteps(app).made).toBeNull();
    expect(app.toasts.shown).toEqual([]);
  });

  it('takes a sentence of one’s own when it is long enough and typed twice', async () => {
    await open('new');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Found a group/ }));
    await user.click(screen.getByLabelText('A sentence of my own'));
    const next = screen.getByRole<HTMLButtonElement>('button', { name: 'Continue' });
    await fill(screen.getByLabelText('Passphrase'), 'too short');
    await fill(screen.getByLabelText('Once more'), 'too short');
    expect(screen.getByRole('alert').textContent).toContain('shorter than 12');
    expect(next.disabled).toBe(true);
    await fill(screen.getByLabelText('Passphrase'), 'too short no more');
    await fill(screen.getByLabelText('Once more'), 'too short no less');
    expect(screen.getByRole('alert').textContent).toContain('not the same');
    await fill(screen.getByLabelText('Once more'), 'too short no more');
    expect(next.disabled).toBe(false);
    await user.click(next);
    expect(backend.last('vault_new')).toEqual({ passphrase: 'too short no more' });
  });
});

describe('joining', () => {
  it('leads to the waiting room with one’s own number, and opens when the Chair has admitted', async () => {
    await open('no_group');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Join a group/ }));
    await fill(await screen.findByLabelText('Invitation file'), '/tmp/b.qalam-invitation');
    await fill(screen.getByLabelText('Shared folder'), '/shared');
    await user.click(screen.getByRole('button', { name: 'Ask to join' }));
    expect(await screen.findByRole('img', { name: /12345, 67890/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText(/You are not admitted yet/)).toBeTruthy();
    backend.answers.sync = () => {
      now = session('open', { group: { id: 'g', name: 'Forum' } });
      return { sent: 1, received: 4, waiting: [], refused: [], notices: [] };
    };
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(app.session.open).toBe(true));
  });
});

describe('the lock', () => {
  it('says that the passphrase is wrong, keeps what was typed, and opens with the right one', async () => {
    await open('locked', { vault_unlock: failing('wrong-passphrase', 'This passphrase does not open the vault.') });
    const user = userEvent.setup();
    const field = await screen.findByLabelText<HTMLInputElement>('Passphrase');
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.type(field, 'nearly{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('This passphrase does not open the vault.');
    expect(field.value).toBe('nearly');
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(field.type).toBe('text');
    backend.answers.vault_unlock = () => (now = session('open'));
    await user.type(field, 'nearly there{Enter}');
    await waitFor(() => expect(app.session.open).toBe(true));
  });

  it('offers the way back by the recovery words', async () => {
    await open('locked', {
      vault_recover: () => (now = session('open')),
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'I have recovery words' }));
    await fill(await screen.findByLabelText('The 24 words, in their order'), `  ${WORDS.join('\n ').toUpperCase()}`);
    expect(screen.getByText('24 of 24 words'.replace(/\d+/g, '\u2068$&\u2069'))).toBeTruthy();
    await fill(screen.getByLabelText('Shared folder'), '/shared');
    await fill(screen.getByLabelText('Type the six words'), PHRASE);
    await user.click(screen.getByRole('button', { name: 'Recover' }));
    await waitFor(() => expect(app.session.open).toBe(true));
    expect(backend.last('vault_recover')).toEqual({ words: WORDS.join(' '), folder: '/shared', passphrase: PHRASE });
  });
});

describe('languages of the first steps', () => {
  it('show no key instead of a text in Arabic', async () => {
    await open('waiting', { settings_get: () => settings({ language: 'ar' }) });
    await waitFor(() => expect(document.body.textContent).toContain('رقم الأمان'));
    expect(document.body.textContent).not.toMatch(/first-[a-z]/);
  });
});
