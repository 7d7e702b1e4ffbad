import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import { App } from '../../lib/state/app.svelte';
import { blocks, compare, digitsOf } from '../../lib/state/safety';
import { group, member, NUMBER, openGroup } from '../../test/group';
import type { Scripted } from '../../test/scripted';

const REQUEST = { request: 'r1', delegation: 'Delegation D', seat: 'adviser', role: 'delegate', safety_number: NUMBER };
let backend: Scripted;
let app: App;

async function open(answers: Scripted['answers'] = {}): Promise<HTMLElement> {
  backend = openGroup(answers);
  app = new App(backend);
  app.route.go('members');
  render(Window, { app });
  return screen.findByRole('main');
}

describe('safety numbers', () => {
  it('are the same in any script and with anything between', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xff10);
    const between = fc.constantFrom('', ' ', '-', '\u200f', '.', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(digit, zero, between), { minLength: 30, maxLength: 30 }), (typed) => {
        const number = typed.map(([one]) => one).join('');
        const text = typed.map(([one, start, gap]) => String.fromCodePoint(start + one) + gap).join('');
        expect(digitsOf(text)).toBe(number);
        expect(compare(text, blocks(number).join(' '))).toBe('same');
      }),
      { numRuns: 50 },
    );
  });

  it('tell a wrong digit at once', () => {
    expect(compare('', NUMBER)).toBe('empty');
    expect(compare('12345 6', NUMBER)).toBe('short');
    expect(compare('12345 7', NUMBER)).toBe('differs');
    expect(compare(`${NUMBER}1`, NUMBER)).toBe('differs');
    expect(compare('12a', NUMBER)).toBe('no-number');
    expect(compare('1', '')).toBe('differs');
  });
});

describe('the members', () => {
  it('stand by delegation with seat and role, and show their number on demand', async () => {
    await open();
    const region = await screen.findByRole('region', { name: 'Delegation A' });
    expect(region.textContent).toMatch(/expert.*head of delegation.*Delegate/s);
    expect(within(region).queryByRole('img', { name: /Safety number/ })).toBeNull();
    await userEvent.click(within(region).getByRole('button', { name: /Safety number/ }));
    expect(within(region).getByRole('img', { name: /12345, 67890/ })).toBeTruthy();
  });

  it('are admitted only after their number was typed and is the same', async () => {
    await open({ group_requests: () => ({ requests: [REQUEST] }), group_admit: () => ({}) });
    await userEvent.click(await screen.findByRole('button', { name: /Admit.*adviser/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Admit a newcomer' });
    expect(dialog.textContent).not.toContain('12345');
    const admit = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Admit' });
    expect(admit.disabled).toBe(true);
    const field = within(dialog).getByLabelText('Type the number as it is read out');
    await fireEvent.input(field, { target: { value: '12346' } });
    expect(within(dialog).getByRole('alert').textContent).toContain('differs');
    expect(admit.disabled).toBe(true);
    await fireEvent.input(field, { target: { value: NUMBER.replaceAll(' ', '') } });
    expect(within(dialog).getByRole('status').textContent).toContain('All thirty digits');
    await userEvent.click(admit);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.last('group_admit')?.request).toBe('r1');
  });

  it('are admitted by comparing aloud only when the Chair says that all was compared', async () => {
    await open({
      group_requests: () => ({ requests: [REQUEST] }),
      group_admit: () => Promise.reject({ code: 'safety-number-differs', message: 'The safety number differs.', advice: 'Do not admit.' }),
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Admit.*adviser/ }));
    await user.click(await screen.findByRole('button', { name: 'Show the number to compare' }));
    const admit = screen.getByRole<HTMLButtonElement>('button', { name: 'Admit' });
    expect(admit.disabled).toBe(true);
    await user.click(screen.getByRole('checkbox'));
    await user.click(admit);
    expect((await screen.findByRole('alert')).textContent).toMatch(/differs.*Do not admit/s);
  });

  it('are not admitted by the secretariat', async () => {
    await open({ group_requests: () => ({ requests: [REQUEST] }), group_show: () => group({ role: 'secretariat' }) });
    expect(await screen.findByText('The Chair admits.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Admit.*adviser/ })).toBeNull();
  });

  it('are confirmed by their own delegation', async () => {
    await open({
      group_show: () => group({
        role: 'delegate', chair_side: false, you: 'm-a',
        members: [member('m-a', 'A'), member('m-new', 'A', { seat: 'adviser', confirmed: false, can_confirm: true })],
      }),
      group_confirm: () => ({}),
    });
    expect(await screen.findByText('Safety number not compared yet')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Invite/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Compare and confirm' }));
    const dialog = await screen.findByRole('dialog');
    await fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: NUMBER } });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Compare and confirm' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.last('group_confirm')).toEqual({ member: 'm-new', safety_number: NUMBER });
  });
});

describe('inviting', () => {
  it('makes a file for one seat and says what to do with it', async () => {
    await open({ group_invite: ({ out }) => ({ invitation: 'i', expires: Date.now() + 86_400_000, file: out }) });
    await screen.findByRole('button', { name: /Invite/ });
    await fireEvent.keyDown(document.body, { code: 'KeyI', key: 'i' });
    const dialog = await screen.findByRole('dialog', { name: 'Invite a member' });
    await fireEvent.input(within(dialog).getByLabelText('Delegation'), { target: { value: 'Delegation A' } });
    await fireEvent.input(within(dialog).getByLabelText('Seat'), { target: { value: 'second expert' } });
    // Delegation A has a head already.
    await waitFor(() => expect(within(dialog).getByRole<HTMLInputElement>('checkbox').checked).toBe(false));
    await userEvent.selectOptions(within(dialog).getByLabelText('Role'), 'observer');
    backend.picks.save = '/stick/a.qalam-invitation';
    await userEvent.click(within(dialog).getByRole('button', { name: /choose/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make the invitation' }));
    expect(await within(dialog).findByText('/stick/a.qalam-invitation')).toBeTruthy();
    expect(backend.last('group_invite')).toEqual({
      delegation: 'Delegation A', seat: 'second expert', role: 'observer', head: false, out: '/stick/a.qalam-invitation',
    });
  });

  it('lists the open invitations and tells the expired', async () => {
    await open({
      group_show: () => group({
        invitations: [
          { invitation: 'i1', delegation: 'Delegation D', seat: 'expert', role: 'delegate', expires: Date.now() + 86_400_000 },
          { invitation: 'i2', delegation: 'Delegation E', seat: 'expert', role: 'observer', expires: 1 },
        ],
      }),
    });
    const region = await screen.findByRole('region', { name: 'Open invitations' });
    expect(region.textContent).toMatch(/Delegation D.*until.*Delegation E.*expired/s);
  });
});
