/** For tests: people who write apart and then meet, in every order of peers and of arrival. Nothing of the window imports this. */

import { expect } from 'vitest';
import type { Draft } from '../document/draft';
import { meet, open, send, shown } from './index';

type Work = (draft: Draft) => unknown;

/** Two who write apart; a third, who wrote nothing, hears of them in either order. All must show the same. */
export function apart(start: Uint8Array, one: Work, other: Work, check: Work): void {
  for (const [a, b] of [[10, 20], [20, 10]] as const) {
    for (const firstHeard of [true, false]) {
      const [first, second, third] = [open(start, a), open(start, b), open(start, 30)] as const;
      one(first);
      other(second);
      const order = firstHeard ? [first, second] : [second, first];
      for (const draft of order) send(draft, third);
      meet(first, second);
      same([first, second, third]);
      check(third);
      for (const draft of [first, second, third]) draft.close();
    }
  }
}

/** Three who write apart and hear of each other in turns. */
export function threeApart(start: Uint8Array, works: readonly [Work, Work, Work], check: Work): void {
  for (const peers of [[10, 20, 30], [30, 10, 20], [20, 30, 10]]) {
    const three = peers.map((peer) => open(start, peer));
    three.forEach((draft, i) => works[i]!(draft));
    send(three[0]!, three[1]!);
    send(three[1]!, three[2]!);
    meet(...three);
    meet(...three);
    same(three);
    check(three[0]!);
    for (const draft of three) draft.close();
  }
}

function same(drafts: readonly Draft[]): void {
  const want = shown(drafts[0]!);
  for (const draft of drafts) expect(shown(draft)).toEqual(want);
  const fresh = open(drafts[0]!.doc.export({ mode: 'snapshot' }), 99);
  expect(shown(fresh)).toEqual(want);
  fresh.close();
}
