/** A drafting view's backend for tests: one paper, its draft in a replica that stands for Rust, what is proposed of it. */
import { vi } from 'vitest';
import type { Draft } from '../editor';
import { idOf, open as openDraft, startWith } from '../editor/testing';
import type { ChangeView } from '../lib/api/ChangeView';
import type { Outlook } from '../lib/api/Outlook';
import { ui } from '../lib/i18n/index.svelte';
import { PAPER, run } from './desk';
import { scripted, type Scripted } from './scripted';

/** What the backend has; a test changes it as it likes. */
export interface Stage {
  backend: Scripted;
  /** The draft as the application has it. */
  rust: Draft;
  issued: boolean;
  revision: string;
  /** The words of the text as they show before the draft is open. */
  base: string[];
  list: ChangeView[];
  outlook: Outlook;
}

export function change(more: Partial<ChangeView> = {}): ChangeView {
  return {
    paragraph: idOf(1), number: '1', kind: 'amend', runs: [run('Parties '), run('shall', 'deleted'), run('should', 'inserted')],
    asked: null, reason: '', cosponsors: [], discussion_only: false, held_back: false, sent: false, ...more,
  };
}

export function stage(words: string[]): Stage {
  const delegation = (id: string, badge: string, colour: number) => ({ delegation: id, name: `Delegation ${badge}`, badge, colour, chair: false });
  const member = { member: 'm', delegation: 'Delegation C', delegation_id: 'dC', seat: 'expert', role: 'delegate', head: true, safety_number: '', confirmed: true, can_confirm: false, devices: [] };
  const backend = scripted({
    session: () => ({ stage: 'open', groups: [], group: { id: 'g', name: 'Working group' }, safety_number: null, practice: false, words_unproved: false, words_ask: [] }),
    settings_get: () => ({ language: ui.language, theme: null, zoom: 100, digits: null, folder: null }),
    group_show: () => ({ group: 'g', name: 'G', epoch: 1, you: 'm', role: 'delegate', chair_side: false, delegations: [delegation('dC', 'C', 2), delegation('dE', 'E', 4)], members: [member], invitations: [] }),
    paper_list: () => ({ papers: [{ paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', owner: 'C', mine: !on.issued, language: 'en', paragraphs: 2, revision: on.issued ? on.revision : null, changed: 0, contributions: 0, undecided: 0, draft: true }] }),
    status: () => ({ folder: '/f', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: null, checked_at: null, members: [], waiting: [], quarantine: [], polled: false }),
    paper_show: () => ({
      paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', language: 'en', revision: null, view: 'draft',
      paragraphs: on.base.map((text, i) => ({ id: idOf(i + 1), number: String(i + 1), kind: 'op', level: 0, direction: null, text, runs: [run(text)], edited_after_deletion: false })),
    }),
    changes: () => ({ revision: on.issued ? 'r' : null, changes: on.issued ? on.list : [], unsent: true, contributions: on.list.some((one) => one.sent) ? ['c'] : [] }),
    draft_outlook: () => on.outlook,
    draft_follow: () => ({ moved: true, to: on.outlook.current, followed: 0, taken: 0, bracketed: 0, to_look: 0, gone: 0, report: [] }),
    draft_again: () => ({ changed: true, before: 'point' }),
    draft_take_back: () => ({ changed: true, before: 'point' }),
    change_note: (note) => {
      const { reason, cosponsors, discussion_only, held_back } = note;
      const said = Object.fromEntries(Object.entries({ reason, cosponsors, discussion_only, held_back }).filter(([, value]) => value !== null));
      on.list = on.list.map((one) => (one.paragraph === note.paragraph ? { ...one, ...said } : one));
      return {};
    },
    propose: () => ({ contribution: 'c', proposals: [{ proposal: 'p', kind: 'amend', paragraph: idOf(1) }], unplaced: [] }),
    paper_issue_preview: () => ({ symbol: 'WP.7', undecided: [], bracketed: 0, packages: [] }),
    paper_issue: () => ({ revision: 'r', hash: 'r', deferred: [] }),
  });
  let peer = 100n;
  backend.draftOpen = () => Promise.resolve({ peer: ++peer, snapshot: on.rust.doc.export({ mode: 'snapshot' }) });
  backend.draftPush = vi.fn((_: string, update: Uint8Array) => (on.rust.import(update), Promise.resolve()));
  backend.draftPull = () => Promise.resolve(on.rust.doc.export({ mode: 'update' }));
  const on: Stage = {
    backend,
    rust: openDraft(startWith(words), 1),
    issued: true,
    revision: 'r',
    base: words,
    outlook: { copy: 'WP.1', current: 'WP.1', outdated: false, waits: false, from: [], followed: 0, taken: 0, bracketed: 0, to_look: 0, gone: 0, left: [] },
    list: [change(), change({ paragraph: idOf(2), number: '2', held_back: true })],
  };
  return on;
}
