//! What stands on the desk: plain values that a shell can show. Nothing here decides anything.

use super::rows::Rows;
use crate::{
    ids::*,
    paper::{CellPlace, Direction, Kind, Paragraph, Revision, Table},
    proposal::{Contribution, Contributor, Decision, Hunk, Outcome, Proposal, Treatment},
    text::RichText,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the desk is a function of. The order of the lists never matters.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The issued text.
    pub revision: &'a Revision,
    /// Its id.
    pub revision_id: RevisionId,
    /// The contributions that count: neither withdrawn nor replaced (see [`crate::desk::current`]).
    pub contributions: &'a [(ActId, &'a Contribution)],
    /// Those that were withdrawn or replaced. A hunk of theirs stays on the desk as long as a decision on it stands, so
    /// that a withdrawal never changes silently what was decided; once that is reopened it is gone.
    pub former: &'a [(ActId, &'a Contribution)],
    /// All decisions on this revision, replaced ones included.
    pub decisions: &'a [(ActId, &'a Decision)],
}

/// The desk: what the next revision would be, and all that was asked and decided. Owned, comparable, printable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// The paper.
    pub paper: PaperId,
    /// The revision that the proposals are about.
    pub revision: RevisionId,
    /// In desk order: the revision's paragraphs, inserts between them; what is gone or not taken keeps its place.
    pub paragraphs: Rows,
    /// Which paragraphs somebody wants to move, and to where, in the order of these places; and new paragraphs that
    /// somebody wanted elsewhere before.
    pub moves: Vec<DeskMove>,
    /// What asks for one word from the Chair's side.
    pub notices: Vec<Notice>,
    /// The decisions that are the last word on some hunk or paragraph, for their reasons.
    pub decisions: BTreeMap<ActId, Decision>,
    /// The packages on it, by act ([`Desk::with_packages`]).
    pub packages: Vec<DeskPackage>,
    /// The paragraphs whose package waits, with what belongs to them.
    pub waiting: BTreeSet<ParagraphId>,
}

/// Paragraphs of which nothing is decided until all are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskPackage {
    /// The act.
    pub act: ActId,
    /// What it is called.
    pub name: String,
    /// Those of its paragraphs that lie here.
    pub paragraphs: Vec<ParagraphId>,
    /// Those of them on which something is undecided or put off.
    pub open: Vec<ParagraphId>,
    /// Some are, or wait for another package: the next revision leaves all of them as they are.
    pub waits: bool,
}

/// A move that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DeskMove {
    /// The hunk.
    pub hunk: HunkId,
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// The paragraph of the desk behind which its new place is, none for the beginning. Moves behind one stand in their
    /// order.
    pub behind: Option<ParagraphId>,
    /// It was taken and applies.
    pub applies: bool,
}

/// One paragraph of the revision, or one that somebody wants to insert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskParagraph {
    /// Permanent id.
    pub id: ParagraphId,
    /// Whether it is new.
    pub is_insert: bool,
    /// As it stands in the revision; none for an insert.
    pub old: Option<Paragraph>,
    /// What it stands behind in the revision: for an insert the base paragraph in front of its place.
    pub after: Option<ParagraphId>,
    /// Of a part that somebody wants to split off: what it is split off.
    pub part_of: Option<ParagraphId>,
    /// Its words stand in that paragraph, by a join or move into it that was taken.
    pub into: Option<ParagraphId>,
    /// What kind it is now.
    pub kind: Kind,
    /// Its level now.
    pub level: u8,
    /// Its direction now.
    pub direction: Option<Direction>,
    /// Of a table: its shape now.
    pub table: Option<Table>,
    /// Of a cell: where it stands.
    pub cell: Option<CellPlace>,
    /// How it reads now; none if it is gone, or an insert that was not taken (yet).
    pub text: Option<RichText>,
    /// Where every word of `text` comes from: in order, without gaps.
    pub segments: Vec<Segment>,
    /// The brackets that stand in `text`.
    pub brackets: Vec<Bracket>,
    /// Every proposal on it.
    pub proposals: Vec<DeskProposal>,
    /// Every hunk on it, once each, in order of place.
    pub hunks: Vec<DeskHunk>,
    /// Hunks of other paragraphs that reach into this one: what is joined with it, moved into it or behind it.
    pub guests: Vec<DeskHunk>,
    /// Two or more hunks each that touch, also through one another.
    pub clusters: Vec<Vec<HunkId>>,
    /// Where it stands.
    pub state: ParagraphState,
    /// The own wording that is in force.
    pub own: Option<ActId>,
    /// All own wordings that nothing replaces, the one with the lowest act hash first.
    pub wordings: Vec<ActId>,
}

/// Code points `start..end` of the text now, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The paragraph that says more: whose words of the revision these are, whose hunk, whose bracket. Another than the
    /// one in which they stand if they were moved into it or split off it.
    pub of: ParagraphId,
    /// Of words of the revision: which code point of their paragraph the first one is.
    pub at: u32,
    /// Where they come from.
    pub source: Source,
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Source {
    /// The revision.
    Base,
    /// A hunk that was taken.
    Hunk {
        /// The hunk.
        hunk: HunkId,
        /// Who asked for it.
        by: Vec<Contributor>,
        /// The decision that took it.
        decision: ActId,
    },
    /// The Chair's side's own wording.
    Own {
        /// The decision.
        decision: ActId,
    },
    /// Text that is not agreed.
    Bracket {
        /// Index in [`DeskParagraph::brackets`] of the segment's paragraph.
        bracket: usize,
        /// Index in [`Bracket::alternatives`]; none for the signs `[`, `]` and the spaces between.
        alternative: Option<usize>,
    },
}

/// A place whose wording is not agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bracket {
    /// The hunks whose alternatives stand in it.
    pub cluster: Vec<HunkId>,
    /// The decisions that put it there.
    pub decisions: Vec<ActId>,
    /// Its range in the revision's paragraph.
    pub base: (u32, u32),
    /// The alternatives, the revision's wording first. An empty one (a deletion, or nothing inserted) is not
    /// written in the text but stands here.
    pub alternatives: Vec<BracketAlternative>,
}

/// One of rival wordings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BracketAlternative {
    /// The wording.
    pub text: RichText,
    /// Who stands behind it; nobody by name for the revision's wording.
    pub behind: Vec<Contributor>,
    /// Who supports it beside them.
    pub cosponsors: Vec<DelegationId>,
    /// The delegations that its opening sign names: those behind it when it was decided, as far as they still are.
    /// Who joined since shows here above, and changes no text that was decided.
    pub named: Vec<DelegationId>,
    /// The hunks that give it; none for the revision's wording.
    pub hunks: Vec<HunkId>,
}

/// A proposal as it lies on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskProposal {
    /// The contribution's act.
    pub contribution: ActId,
    /// For whom.
    pub contributor: Contributor,
    /// Entered by the Chair's side.
    pub entered: bool,
    /// It was made on the floor.
    pub floor: bool,
    /// False if its contribution was withdrawn or replaced, but a decision still names a hunk of it.
    pub current: bool,
    /// Others who ask for one of the same hunks.
    pub shared_with: Vec<Contributor>,
    /// How it stands; none while a hunk of it is undecided.
    pub outcome: Option<Outcome>,
    /// The proposal itself, co-sponsors and reason included.
    pub proposal: Proposal,
}

/// A hunk as it lies on the desk: one for all who ask the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskHunk {
    /// The change.
    pub hunk: Hunk,
    /// Who asks for it.
    pub by: Vec<Contributor>,
    /// Who supports it beside them.
    pub cosponsors: Vec<DelegationId>,
    /// The proposals that hold it.
    pub proposals: Vec<ProposalId>,
    /// The contributions that hold it, former ones included.
    pub contributions: Vec<ActId>,
    /// One that holds it wants it discussed only.
    pub discussion_only: bool,
    /// All decisions on it that nothing replaces, the lowest act hash first: that one shows.
    pub decisions: Vec<ActId>,
    /// What was done with it.
    pub state: HunkState,
}

impl DeskHunk {
    /// Whether it still has a claim on its place: it waits, it was taken, or it stands in a bracket.
    pub fn has_claim(&self) -> bool {
        super::build::alive(&self.state)
    }
}

/// What was done with a hunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum HunkState {
    /// Nothing yet.
    Undecided {
        /// It came after what was decided in its paragraph.
        late: bool,
    },
    /// This decision shows.
    Decided {
        /// The decision.
        decision: ActId,
        /// How.
        treatment: DecidedAs,
    },
    /// A decision takes it or brackets it, but another one that applies first stands at its place.
    Overtaken {
        /// The decision on this hunk.
        decision: ActId,
        /// The one that applies.
        by: ActId,
    },
    /// Nobody decided it by itself, but it lay on the desk when a decision took what it touches: it falls with that.
    Follows {
        /// The decision from which it follows.
        decision: ActId,
    },
}

/// A treatment without what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedAs {
    /// Taken.
    Accept,
    /// Not retained.
    Reject,
    /// In brackets.
    Bracket,
    /// Put off.
    Defer,
    /// Another wording.
    Own,
}

impl DecidedAs {
    /// Of a treatment; none for reopening.
    pub fn of(treatment: &Treatment) -> Option<DecidedAs> {
        Some(match treatment {
            Treatment::Accept => DecidedAs::Accept,
            Treatment::Reject => DecidedAs::Reject,
            Treatment::Bracket => DecidedAs::Bracket,
            Treatment::Defer => DecidedAs::Defer,
            Treatment::Own { .. } => DecidedAs::Own,
            Treatment::Reopen => return None,
        })
    }
}

/// Where a paragraph stands. The first that fits, from below: what still asks for a decision comes before what is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphState {
    /// Nobody proposed anything. That is not 'settled'.
    Untouched,
    /// Proposals wait, and those that wait do not touch one another.
    Touched,
    /// Proposals wait that touch one another.
    Contested,
    /// Nothing waits; brackets stand in the text.
    Bracketed,
    /// Nothing waits; all is decided.
    Decided,
    /// Nothing waits; something is put off.
    Deferred,
    /// Something was decided, and a later contribution asks for more.
    NewSinceDecided,
    /// All is decided, and counts only once the rest of its package is: see [`Desk::state`].
    WaitsForPackage,
}

/// What asks for one word from the Chair's side, or must not go unseen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Notice {
    /// Members of the Chair's side decided apart on one hunk. All decisions are kept.
    TwoDecisions {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The hunk.
        hunk: HunkId,
        /// The one that shows: the lowest act hash.
        shown: ActId,
        /// The others.
        others: Vec<ActId>,
        /// They all say the same.
        same: bool,
    },
    /// Members of the Chair's side worded one paragraph apart.
    TwoWordings {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The one that shows.
        shown: ActId,
        /// The others.
        others: Vec<ActId>,
    },
    /// A decision cannot apply to a hunk, since another one stands at its place.
    Overtaken {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The hunk; none for an own wording as a whole.
        hunk: Option<HunkId>,
        /// The decision that gives way.
        decision: ActId,
        /// The one that applies.
        by: ActId,
    },
    /// What was decided on is held only by contributions that were withdrawn or replaced since.
    NoLongerAsked {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The hunk.
        hunk: HunkId,
        /// The decision that stands.
        decision: ActId,
    },
    /// What was put in brackets is formatting, a link, a paragraph's kind, a table's shape, or where words stand: brackets
    /// hold words, so that nothing in the text shows it, and it stays as it is in the revision.
    NoWords {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The hunk.
        hunk: HunkId,
        /// The decision.
        decision: ActId,
    },
    /// A decision names a hunk, or words a paragraph, that nothing on this desk holds.
    NothingThere {
        /// The decision.
        decision: ActId,
        /// The hunk; none for a paragraph.
        hunk: Option<HunkId>,
    },
}

/// Where the words of one paragraph come from, for people and for JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParagraphTrace {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Its words in order.
    pub parts: Vec<TracePart>,
}

/// Some words and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TracePart {
    /// The words.
    pub text: String,
    /// Where they come from.
    pub source: TraceSource,
}

/// Where words come from, with all names spelt out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum TraceSource {
    /// The revision.
    Base {
        /// Which.
        revision: RevisionId,
    },
    /// Proposals that were taken.
    Hunk {
        /// The hunk.
        hunk: HunkId,
        /// The proposals that hold it.
        proposals: Vec<ProposalId>,
        /// The contributions that hold it.
        contributions: Vec<ActId>,
        /// Who asked for it.
        by: Vec<Contributor>,
        /// The decision that took it.
        decision: ActId,
    },
    /// The Chair's side's hand.
    Own {
        /// The decision.
        decision: ActId,
    },
    /// Not agreed.
    Bracket {
        /// The decisions that put the bracket there.
        decisions: Vec<ActId>,
        /// The hunks that give this alternative; none for the revision's wording and for the signs.
        hunks: Vec<HunkId>,
        /// Who stands behind it.
        by: Vec<Contributor>,
        /// Only a sign or a space of the bracket.
        sign: bool,
    },
}
