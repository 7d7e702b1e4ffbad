import { describe, expect, it } from 'vitest';
import type { ProposalStory } from '../../lib/api/ProposalStory';
import type { ProposalVersion } from '../../lib/api/ProposalVersion';
import type { StoryDecision } from '../../lib/api/StoryDecision';
import { run } from '../../test/desk';
import { told } from './story';

function version(at: number, more: Partial<ProposalVersion> = {}): ProposalVersion {
  return {
    contribution: `c${at}`, at, entered: false, revision: 'WP.1', status: 'replaced', kind: 'amend', runs: [run('words', 'inserted')],
    text: 'words', reason: '', cosponsors: [], discussion_only: false, outcome: null, ...more,
  };
}

function decision(at: number, treatment: string, more: Partial<StoryDecision> = {}): StoryDecision {
  return { decision: `d${at}`, at, seat: 'secretary', revision: 'WP.1', treatment, reason: '', replaced: false, ...more };
}

function lines(versions: ProposalVersion[], decisions: StoryDecision[] = []): string[] {
  const story: ProposalStory = { paragraph: 'p', delegation: 'Delegation B', column: 'B', versions, decisions };
  return told(story).map((line) => `${line.what} by ${line.who}`);
}

describe('the story of a proposal', () => {
  it('is told from its newest line to its first', () => {
    expect(lines([version(1), version(3)], [decision(2, 'bracketed', { replaced: true }), decision(4, 'accepted')])).toEqual([
      'accepted by secretary', 'amended by Delegation B', 'bracketed by secretary', 'proposed by Delegation B',
    ]);
  });

  it('says what was withdrawn, and what a later submission no longer has', () => {
    expect(lines([version(1, { status: 'withdrawn' })])).toEqual(['withdrawn by Delegation B', 'proposed by Delegation B']);
    expect(lines([version(1), version(2, { status: 'dropped', runs: [] }), version(3)])).toEqual([
      'proposed by Delegation B', 'dropped by Delegation B', 'proposed by Delegation B',
    ]);
  });

  it('tells a wish that is put again on the next text from an amended one', () => {
    expect(lines([version(1), version(2, { revision: 'WP.1/Rev.1' })])).toEqual(['again by Delegation B', 'proposed by Delegation B']);
  });

  it('puts a submission before a decision of the same moment', () => {
    expect(lines([version(1)], [decision(1, 'rejected')])).toEqual(['rejected by secretary', 'proposed by Delegation B']);
  });
});
