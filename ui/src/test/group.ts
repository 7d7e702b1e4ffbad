/** A small group for tests of the screens around the papers: two delegations, a Chair, a paper, a status. */
import type { GroupInfo } from '../lib/api/GroupInfo';
import type { MemberInfo } from '../lib/api/MemberInfo';
import type { PaperInfo } from '../lib/api/PaperInfo';
import type { Receipt } from '../lib/api/Receipt';
import type { SessionInfo } from '../lib/api/SessionInfo';
import type { Settings } from '../lib/api/Settings';
import type { Status } from '../lib/api/Status';
import { scripted, type Scripted } from './scripted';

export const NUMBER = '12345 67890 11111 22222 33333 44444';

export function session(stage: SessionInfo['stage'], more: Partial<SessionInfo> = {}): SessionInfo {
  return { stage, groups: [], group: null, safety_number: null, practice: false, words_unproved: false, words_ask: [], ...more };
}

export function settings(more: Partial<Settings> = {}): Settings {
  return { language: 'en', theme: null, zoom: 100, digits: null, folder: '/shared', ...more };
}

export function member(id: string, delegation: string, more: Partial<MemberInfo> = {}): MemberInfo {
  return {
    member: id, delegation: `Delegation ${delegation}`, delegation_id: delegation, seat: 'expert', role: 'delegate', head: false,
    safety_number: NUMBER, confirmed: true, can_confirm: false, devices: [{ device: `device-${id}`, revoked: false }], ...more,
  };
}

export function group(more: Partial<GroupInfo> = {}): GroupInfo {
  return {
    group: 'g', name: 'Working group', epoch: 1, you: 'm-chair', role: 'chair', chair_side: true,
    delegations: [
      { delegation: 'C', name: 'Chair', badge: 'C', colour: 0, chair: true },
      { delegation: 'A', name: 'Delegation A', badge: 'A', colour: 0, chair: false },
      { delegation: 'B', name: 'Delegation B', badge: 'B', colour: 1, chair: false },
    ],
    members: [
      member('m-chair', 'C', { delegation: 'Chair', seat: 'Chair', role: 'chair', head: true }),
      member('m-a', 'A', { head: true }),
      member('m-b', 'B'),
    ],
    invitations: [],
    ...more,
  };
}

export function paper(id: string, more: Partial<PaperInfo> = {}): PaperInfo {
  return {
    paper: id, title: `Paper ${id}`, symbol: `WG/${id}`, owner: 'Chair', mine: true, language: 'en', paragraphs: 5,
    revision: 'r1', changed: 0, contributions: 0, undecided: 0, draft: false, ...more,
  };
}

export function receipt(delegation: string, more: Partial<Receipt> = {}): Receipt {
  return {
    device: `device-${delegation}`, delegation: `Delegation ${delegation}`, delegation_id: delegation, seat: 'expert',
    last_seen: 1_000_000, receipt: 'all', missing: 0, ...more,
  };
}

export function status(more: Partial<Status> = {}): Status {
  return {
    folder: '/shared', folder_state: 'ok', saved: true, sent: true, unsent: 0, sent_at: 2_000_000, checked_at: 3_000_000,
    members: [receipt('A'), receipt('B')], waiting: [], quarantine: [], polled: false, ...more,
  };
}

/** An open group; tests lay their own answers over it. */
export function openGroup(more: Scripted['answers'] = {}): Scripted {
  return scripted({
    session: () => session('open', { group: { id: 'g', name: 'Working group' } }),
    settings_get: () => settings(),
    settings_set: (changed) => changed,
    group_show: () => group(),
    group_requests: () => ({ requests: [] }),
    paper_list: () => ({ papers: [paper('one')] }),
    status: () => status(),
    ...more,
  });
}
