//! What the state knows of one paper. Values to read; how they come about is in [`super`].

use crate::{act::*, ids::*, proposal::*, roster::Side, standing::Stance};
use std::collections::{BTreeMap, BTreeSet};

/// A paper as its reader sees it: all of it on its own side, the issued texts and contributions elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Id.
    pub id: PaperId,
    /// Whose it is; none as long as nothing that counts tells.
    pub side: Option<Side>,
    /// Title: of the current revision, or of the draft.
    pub title: String,
    /// Symbol: of the current revision, or of the draft.
    pub symbol: String,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// The act that began it; only its own side sees it.
    pub created: Option<ActId>,
    /// Acts with draft operations, by side and working copy (`None`: the draft of a new paper), in an order that is the
    /// same on every laptop and keeps each device's own.
    pub draft_ops: BTreeMap<Copy, BTreeSet<(u64, ActId)>>,
    /// Acts of a device with two histories whose operations clash with others of it and do not count: their text is to
    /// be offered again.
    pub clashing: BTreeMap<Copy, BTreeSet<ActId>>,
    /// Moves onto later revisions, by side and the copy onto which they moved.
    pub moves: BTreeMap<Copy, super::Moves>,
    /// The chain of issued revisions, the first one first.
    pub revisions: Vec<Issued>,
    /// Issues that are not the revision: rivals of one, what follows a rival, and those whose predecessor is missing.
    pub rivals: Vec<Issued>,
    /// All contributions, by act.
    pub contributions: BTreeMap<ActId, Contributed>,
    /// All decisions that count, by act, replaced ones included; only the paper's side sees them.
    pub decisions: BTreeMap<ActId, Decided>,
    /// Comments that count, by act; those on drafts only on their side. [`Paper::threads`] puts them together.
    pub comments: BTreeMap<ActId, super::Commented>,
    /// Acts that settle threads or open them again, by act, replaced ones included.
    pub resolutions: BTreeMap<ActId, super::Resolution>,
    /// How delegations stand on issued texts, by act, replaced ones included. [`crate::standing::board`] puts them together.
    pub standings: BTreeMap<ActId, super::Stood>,
    /// Packages, by act, replaced ones included; only the paper's side sees them.
    pub packages: BTreeMap<ActId, Packaged>,
}

/// Which private text of a paper: whose, and of which revision it is a working copy, if any.
pub type Copy = (Side, Option<RevisionId>);

/// One issued text.
#[derive(Debug, Clone, PartialEq)]
pub struct Issued {
    /// The act; [`super::State::issue`] gives text, signature and table of decisions.
    pub act: ActId,
    /// Its name.
    pub revision: RevisionId,
    /// What it follows.
    pub predecessor: Option<RevisionId>,
    /// Its symbol.
    pub symbol: String,
    /// Who issued it.
    pub device: DeviceId,
    /// When, as they claim.
    pub at: Millis,
}

/// One contribution with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributed {
    /// The contribution.
    pub contribution: std::sync::Arc<Contribution>,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
    /// Where it stands.
    pub status: Status,
    /// Where its revision stands.
    pub pinned: Pinned,
}

/// Where a contribution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It counts.
    Current,
    /// A later one took its place.
    Replaced(ActId),
    /// Its contributor took it back.
    Withdrawn(ActId),
    /// It does not fit the revision that it names, and counts for nothing.
    Unfit,
}

/// Where the revision stands to which a contribution is pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pinned {
    /// It is the current revision.
    Current,
    /// It is an earlier revision of the chain.
    Earlier,
    /// It is a rival that did not become the revision: to be compared anew.
    Rival,
    /// It has not arrived.
    Missing,
}

/// One decision that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The decision.
    pub decision: std::sync::Arc<Decision>,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
}

/// One package that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Packaged {
    /// The package.
    pub package: std::sync::Arc<Package>,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
}

/// One line of a paper's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryItem {
    /// The act.
    pub act: ActId,
    /// Claimed time.
    pub at: Millis,
    /// Author.
    pub device: DeviceId,
    /// Author's seat, if the roster knows it.
    pub member: Option<MemberId>,
    /// For whom it was done: the contributor's delegation, or the author's.
    pub delegation: Option<DelegationId>,
    /// What happened.
    pub what: What,
    /// The paragraph concerned, if it is one.
    pub paragraph: Option<ParagraphId>,
}

/// What happened in a line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The paper was begun.
    Created,
    /// A device wrote in the draft or a working copy; its first act there.
    Drafted,
    /// A revision was issued.
    Issued(RevisionId),
    /// A rival text was issued.
    IssuedRival(RevisionId),
    /// A proposal was made.
    Proposed(ProposalId, ProposalKind),
    /// A contribution was taken back.
    Withdrawn(ActId),
    /// Hunks were decided.
    Decided(Treatment),
    /// Somebody commented.
    Commented,
    /// Somebody answered a comment.
    Answered,
    /// A thread of comments was settled, or opened again.
    Resolved(bool),
    /// A delegation said how it stands on a paragraph.
    Stood(Stance),
    /// A package was made or changed, or (false) dissolved.
    Packaged(bool),
}

impl What {
    /// A stable name for programs and message catalogues.
    pub fn name(&self) -> &'static str {
        match self {
            What::Created => "created",
            What::Drafted => "drafted",
            What::Issued(_) => "issued",
            What::IssuedRival(_) => "issued-rival",
            What::Proposed(..) => "proposed",
            What::Withdrawn(_) => "withdrawn",
            What::Decided(Treatment::Accept) => "accepted",
            What::Decided(Treatment::Reject) => "rejected",
            What::Decided(Treatment::Bracket) => "bracketed",
            What::Decided(Treatment::Defer) => "deferred",
            What::Decided(Treatment::Own { .. }) => "own-wording",
            What::Decided(Treatment::Reopen) => "reopened",
            What::Commented => "commented",
            What::Answered => "answered",
            What::Resolved(true) => "comment-resolved",
            What::Resolved(false) => "comment-reopened",
            What::Stood(stance) => match stance {
                Stance::Agreed => "agreed",
                Stance::Reserves(_) => "reserved",
                Stance::Objects(_) => "objected",
                Stance::Nothing => "took-back",
            },
            What::Packaged(true) => "packaged",
            What::Packaged(false) => "package-dissolved",
        }
    }
}

impl Paper {
    /// A paper of which nothing is known yet.
    pub(super) fn empty(id: PaperId) -> Paper {
        Paper {
            id,
            side: None,
            title: String::new(),
            symbol: String::new(),
            language: String::new(),
            created: None,
            draft_ops: BTreeMap::new(),
            clashing: BTreeMap::new(),
            moves: BTreeMap::new(),
            revisions: Vec::new(),
            rivals: Vec::new(),
            contributions: BTreeMap::new(),
            decisions: BTreeMap::new(),
            comments: BTreeMap::new(),
            resolutions: BTreeMap::new(),
            standings: BTreeMap::new(),
            packages: BTreeMap::new(),
        }
    }

    /// The current revision.
    pub fn current(&self) -> Option<&Issued> {
        self.revisions.last()
    }

    /// The issue of a revision, whether of the chain or a rival.
    pub fn issued(&self, revision: &RevisionId) -> Option<&Issued> {
        self.revisions.iter().chain(&self.rivals).find(|i| i.revision == *revision)
    }

    /// Contributions to one revision that count, by act.
    pub fn contributions_to(&self, revision: &RevisionId) -> Vec<(ActId, &Contribution)> {
        self.select(revision, |s| s == Status::Current)
    }

    /// Contributions to one revision that were replaced or withdrawn, by act.
    pub fn former_contributions_to(&self, revision: &RevisionId) -> Vec<(ActId, &Contribution)> {
        self.select(revision, |s| matches!(s, Status::Replaced(_) | Status::Withdrawn(_)))
    }

    fn select(&self, revision: &RevisionId, wanted: impl Fn(Status) -> bool) -> Vec<(ActId, &Contribution)> {
        self.contributions
            .iter()
            .filter(|(_, c)| c.contribution.revision == *revision && wanted(c.status))
            .map(|(act, c)| (*act, &*c.contribution))
            .collect()
    }

    /// Decisions on one revision that count, by act, replaced ones included.
    pub fn decisions_on(&self, revision: &RevisionId) -> Vec<(ActId, &Decision)> {
        self.decisions.iter().filter(|(_, d)| d.decision.revision == *revision).map(|(act, d)| (*act, &*d.decision)).collect()
    }

    /// Packages on one revision that count and that no other replaces, by act; dissolved ones are none.
    pub fn packages_on(&self, revision: &RevisionId) -> Vec<(ActId, &Package)> {
        let here = || self.packages.iter().filter(|(_, p)| p.package.revision == *revision);
        let replaced: BTreeSet<ActId> = here().flat_map(|(_, p)| p.package.replaces.iter().copied()).collect();
        here().filter(|(act, p)| !replaced.contains(act) && !p.package.paragraphs.is_empty()).map(|(act, p)| (*act, &*p.package)).collect()
    }
}
