/** A small board for tests: one paragraph agreed, one on which B reserves and G has said nothing. */
import type { StandingBoard } from '../lib/api/StandingBoard';
import type { StandingRow } from '../lib/api/StandingRow';
import type { StandingVoice } from '../lib/api/StandingVoice';
import { PAPER } from './desk';

export function voice(delegation: string, stance: string, more: Partial<StandingVoice> = {}): StandingVoice {
  return { delegation, stance, text: '', entered: false, since: null, apart: [], lapsed: null, ...more };
}

export function boardRow(number: string, state: string, voices: StandingVoice[], more: Partial<StandingRow> = {}): StandingRow {
  return { paragraph: `p${number}`, number, label: `Label ${number}`, section: '', state, voices, proposals: [], package: null, ...more };
}

export function standingBoard(more: Partial<StandingBoard> = {}): StandingBoard {
  const party = (delegation: string, colour: number) => ({ delegation, name: `Delegation ${delegation}`, badge: delegation, colour, agreed: 1, holds: 0, silent: 1 });
  return {
    paper: PAPER, title: 'Secure exchange', symbol: 'WP.1', language: 'en', revision: 'r1',
    parties: [party('B', 1), party('G', 6)],
    rows: [
      boardRow('1', 'agreed', [voice('B', 'agreed'), voice('G', 'agreed')]),
      boardRow('2', 'reserved', [voice('B', 'reserves', { text: 'We await instructions.' }), voice('G', 'nothing', { lapsed: 'agreed' })]),
    ],
    totals: { all: 2, agreed: 1, bracketed: 0, open: 1, objected: 0, reserved: 1, waits: 0 },
    mine: 'G', may_enter: false, can_undo: false, ...more,
  };
}
