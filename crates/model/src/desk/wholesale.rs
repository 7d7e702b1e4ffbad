//! Many proposals taken at once, each after it was looked at: all of one contributor, or all editorial ones. Says what
//! would be taken and what stands apart; takes nothing.

use super::{build::alive, types::*};
use crate::{
    compare::{Vocabulary, is_editorial},
    ids::*,
    paper::Paragraph,
    proposal::Contributor,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// One proposal that may be taken with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The proposal.
    pub proposal: ProposalId,
    /// The paragraph that it is about.
    pub paragraph: ParagraphId,
    /// Its hunks.
    pub hunks: Vec<HunkId>,
    /// Why it is not taken unless somebody says so.
    pub apart: Option<Apart>,
}

/// Why a proposal is not taken with the others by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// It is for discussion only.
    DiscussionOnly,
    /// Its paragraph is in a package.
    Package,
    /// It touches what somebody else asks for, or what was decided.
    Touches,
}

impl Desk {
    /// Every proposal of a contributor of which something is undecided, in desk order. All of them can be taken; those
    /// that stand apart only one by one.
    pub fn all_of(&self, by: Contributor) -> Vec<Line> {
        let packaged = self.packaged();
        let mut places: HashMap<HunkId, Vec<(usize, usize)>> = HashMap::new();
        for (r, p) in self.paragraphs.iter().enumerate() {
            p.here().enumerate().for_each(|(i, h)| places.entry(h.hunk.id).or_default().push((r, i)));
        }
        let mut out = Vec::new();
        let mut once = HashSet::new();
        for p in &self.paragraphs {
            for q in p.proposals.iter().filter(|q| q.current && q.contributor == by && q.outcome.is_none()) {
                if !once.insert(q.proposal.id) {
                    continue;
                }
                let hunks: Vec<HunkId> = q.proposal.hunks.iter().map(|h| h.id).collect();
                let mut rooms: HashMap<usize, Vec<usize>> = HashMap::new();
                hunks.iter().filter_map(|h| places.get(h)).flatten().for_each(|(r, i)| rooms.entry(*r).or_default().push(*i));
                let within =
                    |list: &BTreeSet<ParagraphId>| list.contains(&p.id) || rooms.keys().any(|r| list.contains(&self.paragraphs[*r].id));
                let apart = match () {
                    _ if q.proposal.discussion_only => Some(Apart::DiscussionOnly),
                    _ if within(&packaged) => Some(Apart::Package),
                    _ if rooms.iter().any(|(r, own)| touches(&self.paragraphs[*r], own)) => Some(Apart::Touches),
                    _ => None,
                };
                out.push(Line { proposal: q.proposal.id, paragraph: p.id, hunks, apart });
            }
        }
        out
    }

    /// The whole proposals that combine by themselves ([`Desk::combinable`]) and are editorial ([`is_editorial`]).
    pub fn editorial(&self) -> Vec<Line> {
        let ready: HashMap<ProposalId, Vec<HunkId>> = self.combinable().into_iter().collect();
        let old: Vec<&Paragraph> = self.paragraphs.iter().filter_map(|p| p.old.as_ref()).collect();
        let words = Vocabulary::of(old.iter().copied());
        let mut out = Vec::new();
        let mut once = HashSet::new();
        for p in &self.paragraphs {
            let Some(text) = &p.old else { continue };
            for q in p.proposals.iter().filter(|q| q.current && is_editorial(text, &q.proposal, &words)) {
                if let Some(hunks) = ready.get(&q.proposal.id).filter(|_| once.insert(q.proposal.id)) {
                    out.push(Line { proposal: q.proposal.id, paragraph: p.id, hunks: hunks.clone(), apart: None });
                }
            }
        }
        out
    }
}

/// Whether one of these hunks touches another one that still has a claim, or stands in an own wording.
fn touches(p: &DeskParagraph, own: &[usize]) -> bool {
    let reaches = p.reaches();
    let others: Vec<usize> = p.here().enumerate().filter(|(i, h)| !own.contains(i) && alive(&h.state)).map(|(i, _)| i).collect();
    p.own.is_some() || others.into_iter().any(|i| own.iter().any(|&j| reaches[i].touches(&reaches[j])))
}
