//! What crosses from a private draft to the group: contributions, proposals, hunks; and what the Chair's side
//! decides about hunks. Values only; comparison is in [`crate::compare`], the desk in [`crate::desk`].

use crate::{
    ids::*,
    paper::{Direction, Kind, Paragraph, Table},
    text::{Mark, RichText},
};
use serde::{Deserialize, Serialize};

/// Who contributes: a delegation, or the Chair's side as the column 'Chair'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contributor {
    /// The Chair's side.
    Chair,
    /// A delegation.
    Delegation(DelegationId),
}

/// One replaced range of a paragraph, or one change to a paragraph as a whole: what decisions are about.
/// Ranges are code points of the revision's NFC text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Replaces `start..end` of a paragraph; an insertion has `start == end`, a deletion an empty `text`.
    Words {
        /// The paragraph.
        paragraph: ParagraphId,
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// What stands there instead, with its formatting.
        text: RichText,
    },
    /// Sets or clears one mark on words that stay.
    Format {
        /// The paragraph.
        paragraph: ParagraphId,
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// Which mark.
        mark: Mark,
        /// Set or cleared.
        on: bool,
    },
    /// A new paragraph after `after` (at the start if none). `after` may be another insert of the same contribution.
    Insert {
        /// What it stands behind.
        after: Option<ParagraphId>,
        /// The new paragraph with its id; its number is none.
        paragraph: Paragraph,
    },
    /// Deletes a whole paragraph.
    Delete {
        /// The paragraph.
        paragraph: ParagraphId,
    },
    /// Makes a paragraph another kind, level or direction.
    Restyle {
        /// The paragraph.
        paragraph: ParagraphId,
        /// New kind.
        kind: Kind,
        /// New level.
        level: u8,
        /// New direction.
        direction: Option<Direction>,
    },
    /// Sets, changes or clears a link on words that stay.
    Link {
        /// The paragraph.
        paragraph: ParagraphId,
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// The address; none clears.
        href: Option<String>,
    },
    /// Gives a table other rows, columns, widths or heading rows.
    Reshape {
        /// The table.
        paragraph: ParagraphId,
        /// Its shape as it shall be, as a whole.
        table: Table,
    },
    /// The paragraph stands elsewhere: behind `after` (at the start if none). A table moves with its cells.
    Move {
        /// The paragraph.
        paragraph: ParagraphId,
        /// What it stands behind: a paragraph of the revision that this contribution leaves where it is, or a new one
        /// or a part of the same contribution.
        after: Option<ParagraphId>,
    },
    /// Makes one paragraph two or more. The first part keeps its id.
    Split {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The other parts, in their order.
        parts: Vec<Part>,
    },
    /// Makes one paragraph of it and those behind it.
    Join {
        /// The first, which stays.
        paragraph: ParagraphId,
        /// Whose words follow, in their order.
        parts: Vec<Joined>,
    },
    /// The words of one paragraph become part of another.
    Into {
        /// Whose words they are.
        paragraph: ParagraphId,
        /// They go along from here,
        start: u32,
        /// to here; what lies outside goes.
        end: u32,
        /// Into this one,
        into: ParagraphId,
        /// in place of its words from here
        from: u32,
        /// to here.
        to: u32,
        /// New words in front of them.
        before: RichText,
        /// New words behind them.
        behind: RichText,
    },
}

/// A part that a paragraph is split off as. What each part's words are follows from the limits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// The id that it shall have.
    pub id: ParagraphId,
    /// Its kind,
    pub kind: Kind,
    /// level
    #[serde(default)]
    pub level: u8,
    /// and direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The words of the part in front go up to here;
    pub start: u32,
    /// its own begin here. What lies between goes.
    pub end: u32,
    /// New words at the end of the part in front.
    pub head: RichText,
    /// New words at its own beginning.
    pub tail: RichText,
}

/// A paragraph whose words another one goes on with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Joined {
    /// The words in front of the seam go up to here, in their own paragraph;
    pub end: u32,
    /// then these new ones stand,
    pub text: RichText,
    /// then the words of this one
    pub paragraph: ParagraphId,
    /// from here on.
    pub start: u32,
}

impl Change {
    /// The paragraph that the change is about; for an insert the new one.
    pub fn paragraph(&self) -> ParagraphId {
        match self {
            Change::Words { paragraph, .. }
            | Change::Format { paragraph, .. }
            | Change::Delete { paragraph }
            | Change::Restyle { paragraph, .. }
            | Change::Link { paragraph, .. }
            | Change::Reshape { paragraph, .. }
            | Change::Move { paragraph, .. }
            | Change::Split { paragraph, .. }
            | Change::Join { paragraph, .. }
            | Change::Into { paragraph, .. } => *paragraph,
            Change::Insert { paragraph, .. } => paragraph.id,
        }
    }

    /// Whether it is about where words stand and not about which: a move, split, join or move into another.
    pub fn is_whole(&self) -> bool {
        matches!(self, Change::Move { .. } | Change::Split { .. } | Change::Join { .. } | Change::Into { .. })
    }

    /// The other paragraphs whose words it moves or that take such words up.
    pub fn others(&self) -> Vec<ParagraphId> {
        match self {
            Change::Join { parts, .. } => parts.iter().map(|p| p.paragraph).collect(),
            Change::Into { into, .. } => vec![*into],
            _ => Vec::new(),
        }
    }

    /// The id of this change as a hunk of `revision`: one for all who ask the same.
    pub fn id(&self, revision: &RevisionId) -> HunkId {
        // The whole change is named, the id of an inserted paragraph included: two who insert the same words at the
        // same place made two paragraphs, unless they share the paragraph itself.
        let mut bytes = Vec::new();
        // Writing to a Vec cannot fail and these types have no unserialisable part.
        let _ = ciborium::into_writer(self, &mut bytes);
        HunkId(hash16("qalam hunk v1", &[&revision.0, &bytes]))
    }
}

/// A hunk with its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hunk {
    /// Id, which [`Change::id`] must give again.
    pub id: HunkId,
    /// The change.
    pub change: Change,
}

impl Hunk {
    /// Names a change.
    pub fn new(revision: &RevisionId, change: Change) -> Self {
        Hunk { id: change.id(revision), change }
    }
}

/// What a proposal does to its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// Other wording, formatting or kind.
    Amend,
    /// A new paragraph (bis).
    Insert,
    /// The paragraph goes.
    Delete,
    /// The paragraph stands elsewhere.
    Move,
    /// The paragraph becomes two or more.
    Split,
    /// The paragraph and those behind it become one.
    Join,
    /// The paragraph's words become part of another.
    Into,
}

impl ProposalKind {
    /// Whether it is about where words stand: such a proposal has one hunk, beside which the same contributor may
    /// amend the paragraph.
    pub fn is_whole(self) -> bool {
        matches!(self, ProposalKind::Move | ProposalKind::Split | ProposalKind::Join | ProposalKind::Into)
    }
}

/// One wish for one paragraph. On one paragraph a contribution has at most one amendment, insert or deletion, one move, and
/// one split, join or move into another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Proposal {
    /// Id: [`Proposal::derive_id`].
    pub id: ProposalId,
    /// What it does.
    pub kind: ProposalKind,
    /// The paragraph; for an insert the new one.
    pub paragraph: ParagraphId,
    /// The delegation's reason, may be empty.
    pub reason: String,
    /// Who supports it beside the contributor.
    pub cosponsors: Vec<DelegationId>,
    /// Not to be combined or accepted wholesale.
    pub discussion_only: bool,
    /// In the order in which they stand in the paragraph.
    pub hunks: Vec<Hunk>,
}

impl Proposal {
    /// The paragraph whose words it changes: of a move into another that other one.
    pub fn worded(&self) -> ParagraphId {
        match self.hunks.first().map(|h| &h.change) {
            Some(Change::Into { into, .. }) => *into,
            _ => self.paragraph,
        }
    }

    /// The id that follows from its parts.
    pub fn derive_id(revision: &RevisionId, by: Contributor, kind: ProposalKind, hunks: &[Hunk]) -> ProposalId {
        let who: &[u8] = match &by {
            Contributor::Chair => b"chair",
            Contributor::Delegation(d) => &d.0,
        };
        let hunks: Vec<u8> = hunks.iter().flat_map(|h| h.id.0).collect();
        ProposalId(hash16("qalam proposal v1", &[&revision.0, who, &[kind as u8], &hunks]))
    }
}

/// What a delegation submits: proposals pinned to a revision. Named by its act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The paper.
    pub paper: PaperId,
    /// The revision that the hunks' ranges are of.
    pub revision: RevisionId,
    /// For whom.
    pub by: Contributor,
    /// Entered by the Chair's side for that delegation.
    pub entered: bool,
    /// Made on the floor: said in the room, and entered by the Chair's side beside what else is there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub floor: bool,
    /// In paragraph order.
    pub proposals: Vec<Proposal>,
    /// Earlier contributions that this one takes the place of.
    pub replaces: Vec<ActId>,
}

/// What was done with hunks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Taken into the text.
    Accept,
    /// Not retained.
    Reject,
    /// The alternatives stand in square brackets with who is behind each.
    Bracket,
    /// Put off to a later revision.
    Defer,
    /// The Chair's side's own wording: the whole paragraph as it shall read (`None`: the paragraph goes).
    Own {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The wording.
        text: Option<RichText>,
    },
    /// Takes back the decisions that this one replaces: the hunks are undecided again.
    Reopen,
}

/// One decision about hunks of one revision. Named by its act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The paper.
    pub paper: PaperId,
    /// The revision.
    pub revision: RevisionId,
    /// The hunks that it decides.
    pub hunks: Vec<HunkId>,
    /// How.
    pub treatment: Treatment,
    /// Why, may be empty.
    pub reason: String,
    /// Earlier decisions whose place it takes, for the hunks that it names.
    pub replaces: Vec<ActId>,
    /// The contributions to the paragraphs concerned that lay on the desk when it was taken. What comes with a
    /// contribution that no decision has seen is 'new since decided', and never changes what was decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<ActId>,
}

/// One row of the table of decisions that goes out with a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Its number in the old revision, if it had one.
    pub old_number: Option<String>,
    /// Its number in the new revision, if it has one.
    pub new_number: Option<String>,
    /// The proposal.
    pub proposal: ProposalId,
    /// Its contributor.
    pub by: Contributor,
    /// Co-sponsors.
    pub cosponsors: Vec<DelegationId>,
    /// What it wanted: the clean paragraph as it would have read.
    pub wanted: String,
    /// What the paragraph read before, empty for an insert.
    pub old_text: String,
    /// What it reads now, empty if it is gone.
    pub new_text: String,
    /// The treatment.
    pub outcome: Outcome,
    /// The reason given by the Chair's side.
    pub reason: String,
    /// Of a proposal that was taken in part: the hunks that were taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<HunkId>,
    /// Of a proposal of which only a part stands in brackets: the hunks that do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bracketed: Vec<HunkId>,
}

/// How a whole proposal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All hunks taken.
    Accepted,
    /// Some taken.
    Partly,
    /// In brackets.
    Bracketed,
    /// Not retained.
    Rejected,
    /// Put off, or undecided when the revision was issued.
    Deferred,
    /// Another wording by the Chair's side.
    OwnWording,
}
