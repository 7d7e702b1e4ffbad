/** The small controllers of the frame: where one stands, who has received, what is said. */
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../api/Receipt';
import type { Status } from '../api/Status';
import { scripted } from '../../test/scripted';
import { ui } from '../i18n/index.svelte';
import { App } from './app.svelte';
import { RouteState } from './route.svelte';
import { show } from './settings.svelte';
import { reception } from './status.svelte';
import { Toasts } from './toasts.svelte';

function receipt(delegation: string, answer: string, seen: number | null = 5): Receipt {
  return { device: `d-${delegation}-${answer}`, delegation, delegation_id: delegation, seat: 'expert', last_seen: seen, receipt: answer, missing: 0 };
}

function status(members: Receipt[]): Status {
  return { folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: 1, checked_at: 1, members, waiting: [], quarantine: [], polled: false };
}

describe('the route', () => {
  it('keeps the paper from view to view, and goes back', () => {
    const route = new RouteState();
    route.go('desk', 'p');
    route.go('write');
    expect(route.paper).toBe('p');
    route.back();
    expect(route.view).toBe('desk');
    route.back();
    route.back();
    expect(route.view).toBe('papers');
  });

  it('does not offer the views of a paper before one is open', () => {
    const route = new RouteState();
    expect(route.offers('desk')).toBe(false);
    route.go('papers', 'p');
    expect(route.offers('desk')).toBe(true);
  });
});

describe('the footer’s promise', () => {
  it('counts a delegation only when every device of it told that it has all', () => {
    const found = reception(status([receipt('A', 'all'), receipt('B', 'all'), receipt('B', 'some', 3), receipt('C', 'none', null)]));
    expect(found.received).toEqual(['A']);
    expect(found.waiting).toEqual([{ name: 'B', since: 3 }, { name: 'C', since: null }]);
  });

  it('says nothing where nobody else is', () => {
    expect(reception(status([]))).toEqual({ received: [], waiting: [] });
  });
});

describe('settings', () => {
  it('stand on the document', () => {
    const root = document.createElement('html');
    ui.use('ar', null);
    show({ language: 'ar', theme: 'dark', zoom: 150, digits: null, folder: null }, root);
    expect([root.lang, root.dir, root.dataset['theme'], root.style.getPropertyValue('--zoom')]).toEqual(['ar', 'rtl', 'dark', '1.5']);
    show({ language: 'ar', theme: null, zoom: 100, digits: null, folder: null }, root);
    expect(root.dataset['theme']).toBeUndefined();
  });

  it('follow the system where nothing is chosen, and fall back to English', () => {
    ui.use('ar-EG', null);
    expect(ui.language).toBe('ar');
    ui.use('fr', 'latn');
    expect([ui.language, ui.digits]).toEqual(['en', 'latn']);
  });
});

describe('messages', () => {
  it('say the same thing aloud twice if it happens twice', () => {
    const toasts = new Toasts();
    toasts.announce('taken');
    const first = toasts.aloud;
    toasts.announce('taken');
    expect(toasts.aloud).not.toBe(first);
    expect(toasts.aloud.trim()).toBe('taken');
  });

  it('keep the last four, and close one by one', () => {
    const toasts = new Toasts();
    for (const word of ['a', 'b', 'c', 'd', 'e']) toasts.say(word, 'bad');
    expect(toasts.shown.map((toast) => toast.message)).toEqual(['b', 'c', 'd', 'e']);
    toasts.close(toasts.shown[0]?.id ?? 0);
    expect(toasts.shown).toHaveLength(3);
  });

  it('let good news give way to newer news, and failures stay', () => {
    const toasts = new Toasts();
    toasts.say('failed', 'bad');
    toasts.say('combined', 'good');
    toasts.say('issued', 'good');
    expect(toasts.shown.map((toast) => toast.message)).toEqual(['failed', 'issued']);
  });

  it('show what no rule foresaw', () => {
    const toasts = new Toasts();
    toasts.fail(new Error('no disk'));
    expect(toasts.shown[0]).toMatchObject({ tone: 'bad', message: 'no disk' });
  });
});

describe('locking', () => {
  it('forgets everything that could be read', async () => {
    const backend = scripted({
      vault_lock: () => ({ stage: 'locked', groups: [], group: null, safety_number: null, practice: false, words_unproved: false, words_ask: [] }),
    });
    const app = new App(backend);
    app.papers.list = [{ paper: 'p', title: 'T', symbol: '', owner: '', mine: true, language: 'en', paragraphs: 1, revision: null, changed: 0, contributions: 0, undecided: 0, draft: true }];
    app.route.go('desk', 'p');
    await app.lock();
    expect([app.papers.list.length, app.route.paper, app.session.stage]).toEqual([0, undefined, 'locked']);
  });
});
