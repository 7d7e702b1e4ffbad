//! A desk laid out again: what came out the same is taken over from the former one. This saves work and decides
//! nothing; the result is the one of [`super::desk`], whatever the former desk was.

use super::{
    index::{Held, Laid, Room},
    settle::Settled,
    text::Worded,
    types::*,
    verdict::Verdicts,
};
use crate::ids::*;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The paragraphs of a former desk on the same revision.
#[derive(Debug, Default)]
pub(super) struct Former<'d> {
    paragraphs: HashMap<ParagraphId, &'d Arc<DeskParagraph>>,
}

impl<'d> Former<'d> {
    pub(super) fn of(desk: &'d Desk, revision: RevisionId) -> Self {
        if desk.revision != revision {
            return Former::default();
        }
        Former { paragraphs: desk.paragraphs.shared().iter().map(|p| (p.id, p)).collect() }
    }

    /// The paragraph as it was, if everything that it is made from is as it was.
    pub(super) fn take(
        &self,
        room: &Room<'_>,
        settled: &Settled<'_>,
        worded: &Worded,
        verdicts: &Verdicts<'_>,
    ) -> Option<Arc<DeskParagraph>> {
        let wordings = verdicts.wordings.get(&room.id);
        let same = |p: &DeskParagraph| {
            p.after == room.after
                && p.old.as_ref() == room.old
                && p.own == settled.own.map(|(act, _)| act)
                && acts(wordings).eq(p.wordings.iter().copied())
                && p.part_of == room.part_of
                && p.hunks.len() + p.guests.len() == room.hunks.len()
                && p.proposals.len() == room.laid.len()
                && p.proposals.iter().zip(&room.laid).all(|(was, laid)| same_proposal(was, laid))
                && p.here().zip(&room.hunks).zip(&settled.states).all(|((was, held), state)| {
                    was.state == *state
                        && same_hunk(was, held)
                        && acts(verdicts.on_hunk.get(&held.hunk.id)).eq(was.decisions.iter().copied())
                })
                && p.text == worded.text
                && p.segments == worded.segments
                && p.brackets == worded.brackets
        };
        self.paragraphs.get(&room.id).filter(|p| same(p)).map(|p| Arc::clone(p))
    }
}

impl Desk {
    /// The paragraphs that are not as they were on a former desk, or were not on it.
    pub fn changed_since(&self, former: &Desk) -> HashSet<ParagraphId> {
        let former = Former::of(former, self.revision);
        let same = |p: &Arc<DeskParagraph>| former.paragraphs.get(&p.id).is_some_and(|was| Arc::ptr_eq(was, p) || ***was == **p);
        self.paragraphs.shared().iter().filter(|p| !same(p)).map(|p| p.id).collect()
    }
}

fn acts<T>(list: Option<&Vec<(ActId, T)>>) -> impl Iterator<Item = ActId> {
    list.into_iter().flatten().map(|(act, _)| *act)
}

/// An act names its contribution, and an id what it wants: nothing else has to be compared.
fn same_proposal(was: &DeskProposal, laid: &Laid<'_>) -> bool {
    was.contribution == laid.act && was.proposal.id == laid.proposal.id && was.current == laid.current
}

fn same_hunk(was: &DeskHunk, held: &Held<'_>) -> bool {
    was.hunk.id == held.hunk.id
        && was.by == held.by
        && was.cosponsors == held.cosponsors
        && was.proposals == held.proposals
        && was.contributions == held.contributions
        && was.discussion_only == held.discussion_only
}
