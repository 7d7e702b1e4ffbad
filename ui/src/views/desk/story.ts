/** The story of a proposal as lines, the newest first: wordings as they were submitted, and decisions between them. */
import type { ProposalStory } from '../../lib/api/ProposalStory';
import type { ProposalVersion } from '../../lib/api/ProposalVersion';
import type { Run } from '../../lib/api/Run';

/** What happened; its words stand in the catalogue under `story-`. */
export type Happened =
  | 'proposed' | 'amended' | 'again' | 'dropped' | 'withdrawn'
  | 'accepted' | 'rejected' | 'bracketed' | 'deferred' | 'own_wording' | 'reopened';

export interface StoryLine {
  key: string;
  at: number;
  what: Happened;
  /** The text that it is about. */
  revision: string;
  /** Who: the delegation of a wording, the seat of a decision. */
  who: string;
  entered: boolean;
  /** A later decision took its place. */
  replaced: boolean;
  runs: Run[];
  with: string[];
  reason: string;
}

/** The first is a proposal; a later one on the same text amends it, and one on a later text asks again. */
function happened(version: ProposalVersion, before: ProposalVersion | undefined): Happened {
  if (version.status === 'dropped') return 'dropped';
  if (!before || before.status === 'dropped') return 'proposed';
  return before.revision === version.revision ? 'amended' : 'again';
}

export function told(story: ProposalStory): StoryLine[] {
  const versions = story.versions.flatMap((version, at): StoryLine[] => {
    const line: StoryLine = {
      key: version.contribution,
      at: version.at,
      what: happened(version, story.versions[at - 1]),
      revision: version.revision,
      who: story.delegation,
      entered: version.entered,
      replaced: false,
      runs: version.runs,
      with: version.cosponsors,
      reason: version.reason,
    };
    // When it was taken back is not told; that it was stands right behind its submission.
    const gone = version.status === 'withdrawn' ? [{ ...line, key: `${line.key} back`, what: 'withdrawn' as const, runs: [], with: [], reason: '' }] : [];
    return [line, ...gone];
  });
  const decisions = story.decisions.map((made): StoryLine => ({
    key: made.decision,
    at: made.at,
    what: made.treatment as Happened,
    revision: made.revision,
    who: made.seat,
    entered: false,
    replaced: made.replaced,
    runs: [],
    with: [],
    reason: made.reason,
  }));
  // Lines of one moment keep their order: what was submitted stands before what was decided about it.
  return [...versions, ...decisions].map((line, place) => ({ line, place })).sort((a, b) => b.line.at - a.line.at || b.place - a.place).map(({ line }) => line);
}
