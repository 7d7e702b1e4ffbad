//! What people say beside a text: which comments fit, which belong to one thread, and which threads are settled. A
//! function of the counted acts of one paper. Where the words of a comment stand in a later text is not decided here:
//! see [`crate::comment`].

use super::{Paper, papers::Shelf, store::Stored};
use crate::{
    act::*,
    comment::fits,
    ids::*,
    roster::{Reason, Side},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// One comment that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Commented {
    /// The comment.
    pub comment: Arc<Comment>,
    /// For whom its author spoke.
    pub by: Side,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
}

/// Beside what comments stand: none, issued texts; else a side's draft. Nothing reaches from one to another: what
/// everybody reads must mean the same to those who do not read the drafts.
pub type Beside = Option<super::Copy>;

impl Commented {
    /// Beside what it stands.
    pub fn beside(&self) -> Beside {
        self.comment.draft.then_some((self.by, self.comment.revision))
    }
}

/// One act that settles a thread or opens it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// The thread's first comment.
    pub comment: ActId,
    /// Settled, or open again.
    pub resolved: bool,
    /// Acts on the thread whose place it takes.
    pub replaces: Vec<ActId>,
    /// The answers that its author had.
    pub seen: Vec<ActId>,
    /// For whom its author spoke.
    pub by: Side,
    /// Whether it stands in a side's circle.
    pub draft: bool,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
}

/// A comment with its answers.
#[derive(Debug, Clone)]
pub struct Thread<'a> {
    /// Beside what it stands.
    pub beside: Beside,
    /// The first comment's act, whether it is here or not.
    pub id: ActId,
    /// The comments, in the order of their claimed times; the first one first.
    pub comments: Vec<(ActId, &'a Commented)>,
    /// Whether it is settled.
    pub resolved: bool,
    /// The acts on it that no other replaces: what the next one takes the place of.
    pub settled_by: Vec<ActId>,
}

impl Thread<'_> {
    /// The comment that says where the thread stands: the first one, or where that is not here the lowest of its answers.
    #[allow(clippy::missing_panics_doc)] // A thread is made of at least one comment.
    pub fn first(&self) -> &Commented {
        let first = self.comments.iter().find(|(id, _)| *id == self.id);
        let lowest = || self.comments.iter().min_by_key(|(id, _)| *id);
        #[allow(clippy::expect_used)] // As above.
        first.or_else(lowest).map(|(_, c)| *c).expect("a thread has a comment")
    }
}

impl Paper {
    /// The threads: those beside issued texts first, then by the act of their first comment.
    pub fn threads(&self) -> Vec<Thread<'_>> {
        let mut threads: BTreeMap<(Beside, ActId), Vec<(ActId, &Commented)>> = BTreeMap::new();
        for (act, commented) in &self.comments {
            let first = commented.comment.answers.unwrap_or(*act);
            threads.entry((commented.beside(), first)).or_default().push((*act, commented));
        }
        let mut acts: BTreeMap<(Option<Side>, ActId), Acts<'_>> = BTreeMap::new();
        for (act, resolution) in &self.resolutions {
            acts.entry((resolution.draft.then_some(resolution.by), resolution.comment)).or_default().push((*act, resolution));
        }
        threads
            .into_iter()
            .map(|((beside, id), mut comments)| {
                comments.sort_by_key(|(act, c)| (*act != id, c.at, *act));
                let standing = standing(acts.get(&(beside.map(|(side, _)| side), id)).map(Vec::as_slice).unwrap_or_default());
                let seen: BTreeSet<ActId> = standing.iter().flat_map(|(_, r)| &r.seen).copied().collect();
                let read = comments.iter().all(|(act, _)| *act == id || seen.contains(act));
                let resolved = read && !standing.is_empty() && standing.iter().all(|(_, r)| r.resolved);
                Thread { beside, id, comments, resolved, settled_by: standing.iter().map(|(act, _)| *act).collect() }
            })
            .collect()
    }
}

/// The acts on one thread.
type Acts<'a> = Vec<(ActId, &'a Resolution)>;

/// Of the acts on one thread those that no other one replaces.
fn standing<'a>(acts: &[(ActId, &'a Resolution)]) -> Acts<'a> {
    let replaced: BTreeSet<ActId> = acts.iter().flat_map(|(_, r)| &r.replaces).copied().collect();
    acts.iter().filter(|(act, _)| !replaced.contains(act)).copied().collect()
}

/// The counted acts of one paper that are about comments.
#[derive(Debug, Default)]
pub(super) struct Talk {
    comments: BTreeMap<ActId, Commented>,
    resolutions: BTreeMap<ActId, Resolution>,
    /// Whether comments fit the issued texts that they name, once known: a text never changes under its name.
    fits: BTreeMap<ActId, Result<(), Reason>>,
}

impl Talk {
    pub(super) fn say(&mut self, act: ActId, comment: &Comment, by: Side, stored: &Stored) {
        let commented = Commented { comment: Arc::new(comment.clone()), by, device: stored.device, at: stored.at };
        self.comments.insert(act, commented);
    }

    pub(super) fn settle(&mut self, act: ActId, body: &ResolveComment, by: Side, draft: bool, stored: &Stored) {
        let resolution = Resolution {
            comment: body.comment,
            resolved: body.resolved,
            replaces: body.replaces.clone(),
            seen: body.seen.clone(),
            by,
            draft,
            device: stored.device,
            at: stored.at,
        };
        self.resolutions.insert(act, resolution);
    }
}

fn bad(why: &str) -> Reason {
    Reason::BadComment(why.to_owned())
}

impl Shelf<'_> {
    /// Brings a paper's comments up to what counts. Returns the acts that turned out not to fit.
    pub(super) fn talk(&self, paper: &mut Paper, talk: &mut Talk) -> Vec<(ActId, Reason)> {
        let mut unfit = Vec::new();
        let mut fitting: BTreeMap<ActId, Commented> = BTreeMap::new();
        for (act, commented) in &talk.comments {
            let issued = commented.comment.revision.filter(|_| !commented.comment.draft).and_then(|r| paper.issued(&r));
            let fit = match issued.and_then(|i| self.issue(&i.act)) {
                Some(issue) => talk
                    .fits
                    .entry(*act)
                    .or_insert_with(|| fits(&commented.comment, &issue.revision.paragraphs).map_err(|e| Reason::BadComment(e.to_string()))),
                // The text has not come, or is a draft, of which the state knows no words.
                None => &Ok(()),
            };
            match fit {
                Ok(()) => drop(fitting.insert(*act, commented.clone())),
                Err(reason) => unfit.push((*act, reason.clone())),
            }
        }
        let astray: BTreeMap<ActId, Reason> = fitting
            .iter()
            .filter_map(|(act, answer)| {
                let first = fitting.get(&answer.comment.answers?).filter(|first| first.beside() == answer.beside())?;
                first.comment.answers.map(|_| (*act, bad("it answers what is itself an answer")))
            })
            .collect();
        fitting.retain(|act, _| !astray.contains_key(act));
        unfit.extend(astray);
        paper.comments = fitting;
        paper.resolutions.clear();
        for (act, resolution) in &talk.resolutions {
            match misplaced(paper, resolution) {
                Some(reason) => unfit.push((*act, reason)),
                None => drop(paper.resolutions.insert(*act, resolution.clone())),
            }
        }
        unfit
    }
}

/// Why an act cannot settle what it names, if that is here.
fn misplaced(paper: &Paper, resolution: &Resolution) -> Option<Reason> {
    let side = |beside: Beside| beside.map(|(side, _)| side);
    let first = paper.comments.get(&resolution.comment)?;
    let here = side(first.beside()) == resolution.draft.then_some(resolution.by);
    first.comment.answers.filter(|_| here).map(|_| bad("it settles an answer, not a thread"))
}
