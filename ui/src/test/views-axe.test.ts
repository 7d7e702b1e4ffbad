/** Axe finds nothing on any screen as it first shows. The drafting view has a test of its own, with all its states. */
import { render, screen } from '@testing-library/svelte';
import { describe, it } from 'vitest';
import Window from '../App.svelte';
import { App } from '../lib/state/app.svelte';
import type { ViewName } from '../lib/state/route.svelte';
import { expectNothingFor } from './axe';
import { deskView, PAPER } from './desk';
import { member, group, NUMBER, openGroup, paper, session, settings, status } from './group';
import { scripted } from './scripted';

const backend = () =>
  openGroup({
    paper_list: () => ({ papers: [paper(PAPER, { undecided: 3, contributions: 2 }), paper('two', { mine: false, revision: null })] }),
    group_show: () => group({ members: [member('m-chair', 'C', { role: 'chair' }), member('m-a', 'A', { confirmed: false, can_confirm: true })] }),
    desk: () => deskView(),
    paper_history: () => ({ acts: [{ act: 'a', at: 0, delegation: 'Delegation A', what: 'proposed', paragraph: '18 bis' }], revisions: [] }),
    paper_show: () => ({ paper: PAPER, title: 'Paper', symbol: 'WG/1', language: 'en', revision: 'r1', view: 'issued', paragraphs: [] }),
  });

describe('axe', { timeout: 120_000 }, () => {
  it.each<[ViewName, string | RegExp]>([
    ['papers', `Paper ${PAPER}`],
    ['desk', /Contact points/],
    ['members', /expert/],
    ['exchange', 'Shared folder'],
    ['history', /Nothing has been issued yet/],
    ['search', 'Search'],
    ['settings', 'Settings'],
  ])('finds nothing on the screen %s', async (view, shown) => {
    const app = new App(backend());
    app.route.go(view, view === 'desk' || view === 'history' ? PAPER : undefined);
    render(Window, { app });
    await screen.findAllByText(shown);
    await screen.findByRole('main');
    await expectNothingFor(view);
  });

  it.each([
    ['new', {}],
    ['locked', {}],
    ['no_group', {}],
    ['waiting', { safety_number: NUMBER, group: { id: 'g', name: 'Forum' } }],
  ] as const)('finds nothing before a group is open: %s', async (stage, more) => {
    const app = new App(scripted({
      session: () => session(stage, more),
      settings_get: () => settings({ folder: null }),
      passphrase_suggest: () => ({ passphrase: 'calm river paper desk seven bridge' }),
      status: () => status(),
      group_show: () => group(),
    }));
    render(Window, { app });
    await screen.findAllByRole('button');
    await expectNothingFor(stage);
  });
});
