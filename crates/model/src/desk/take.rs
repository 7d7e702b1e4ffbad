//! What the Chair's side may ask of a desk before it decides, and the decision itself made whole: which earlier ones
//! it replaces, what lay there when it was taken.

use super::{
    along::Along,
    build::{alive, clusters},
    touch::{self, Reach},
    types::*,
};
use crate::{
    ids::*,
    proposal::{Change, Decision, ProposalKind, Treatment},
    text::RichText,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What becomes of the others if some hunks are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Falls {
    /// They touch what is taken and cannot stand beside it.
    pub falls: Vec<HunkId>,
    /// They are in the same paragraphs and remain as they are.
    pub stays: Vec<HunkId>,
}

impl Desk {
    /// A paragraph by its id.
    pub fn paragraph(&self, id: ParagraphId) -> Option<&DeskParagraph> {
        self.paragraphs.iter().find(|p| p.id == id)
    }

    /// A hunk and its paragraph.
    pub fn hunk(&self, id: HunkId) -> Option<(&DeskParagraph, &DeskHunk)> {
        self.paragraphs.iter().find_map(|p| Some((p, p.hunks.iter().find(|h| h.hunk.id == id)?)))
    }

    /// All proposals with that id (one delegation may hold the same in two contributions) and their paragraph.
    pub fn proposal(&self, id: ProposalId) -> impl Iterator<Item = (&DeskParagraph, &DeskProposal)> {
        self.paragraphs.iter().flat_map(move |p| p.proposals.iter().filter(move |q| q.proposal.id == id).map(move |q| (p, q)))
    }

    /// What of the others falls if these are taken, and what stays. What was not retained is neither.
    pub fn falls(&self, taken: &[HunkId]) -> Falls {
        let taken: HashSet<HunkId> = taken.iter().copied().collect();
        let mut out = Falls::default();
        for p in &self.paragraphs {
            let chosen: Vec<usize> = p.here().enumerate().filter(|(_, h)| taken.contains(&h.hunk.id)).map(|(i, _)| i).collect();
            if chosen.is_empty() {
                continue;
            }
            let reaches = p.reaches();
            for (i, hunk) in p.here().enumerate() {
                let follows = matches!(hunk.state, HunkState::Follows { .. } | HunkState::Overtaken { .. });
                if taken.contains(&hunk.hunk.id) || !(alive(&hunk.state) || follows) {
                    continue;
                }
                let touches = chosen.iter().any(|&j| reaches[i].touches(&reaches[j]));
                if touches { &mut out.falls } else { &mut out.stays }.push(hunk.hunk.id);
            }
        }
        // What reaches into several paragraphs falls if it does in one, and is named once.
        let mut once: HashSet<HunkId> = HashSet::new();
        out.falls.retain(|h| once.insert(*h));
        out.stays.retain(|h| once.insert(*h));
        out
    }

    /// Whole proposals that combine by themselves, each with its hunks: nothing of theirs touches anybody else's
    /// claim, nothing is decided yet. Never the deletion of a paragraph, a move, a split or a join, what is in a package,
    /// nor what is for discussion only.
    pub fn combinable(&self) -> Vec<(ProposalId, Vec<HunkId>)> {
        let mut out = Vec::new();
        let elsewhere = self.free_elsewhere();
        let packaged = self.packaged();
        for p in self.paragraphs.iter().filter(|p| p.own.is_none() && !p.proposals.is_empty() && !packaged.contains(&p.id)) {
            let places: HashMap<HunkId, usize> = p.hunks.iter().enumerate().map(|(i, h)| (h.hunk.id, i)).collect();
            let claims: Vec<usize> = p.here().enumerate().filter(|(_, h)| alive(&h.state)).map(|(i, _)| i).collect();
            let clusters = clusters(&p.reaches(), &claims);
            let mut cluster_of: HashMap<usize, usize> = HashMap::new();
            clusters.iter().enumerate().for_each(|(c, list)| list.iter().for_each(|i| _ = cluster_of.insert(*i, c)));
            let mut done = HashSet::new();
            for q in p.proposals.iter().filter(|q| q.current && !takes_all(p, &q.proposal.hunks)) {
                let own: Vec<usize> = q.proposal.hunks.iter().filter_map(|h| places.get(&h.id).copied()).collect();
                let free = |i: usize| {
                    let hunk = &p.hunks[i];
                    matches!(hunk.state, HunkState::Undecided { .. })
                        && !hunk.discussion_only
                        && cluster_of.get(&i).is_none_or(|c| clusters[*c].iter().all(|j| own.contains(j)))
                };
                let here = q.proposal.hunks.iter().filter(|h| h.change.paragraph() == p.id).count();
                let along = own.len() == here && q.proposal.hunks.iter().all(|h| h.change.paragraph() == p.id || elsewhere.contains(&h.id));
                let combines = matches!(q.proposal.kind, ProposalKind::Amend | ProposalKind::Insert);
                let whole = along && !own.is_empty() && combines;
                if whole && own.iter().all(|&i| free(i)) && done.insert(q.proposal.id) {
                    out.push((q.proposal.id, q.proposal.hunks.iter().map(|h| h.id).collect()));
                }
            }
        }
        out
    }

    /// These hunks and those that come along with them: new footnotes with their signs, new cells with their rows and
    /// columns.
    pub fn whole(&self, hunks: &[HunkId]) -> Vec<HunkId> {
        let mut out = hunks.to_vec();
        let mut named: HashSet<HunkId> = hunks.iter().copied().collect();
        for q in self.paragraphs.iter().flat_map(|p| &p.proposals).filter(|q| q.proposal.hunks.len() > 1) {
            let held = &q.proposal.hunks;
            // A cell that comes along may bring a footnote.
            loop {
                let along = Along::of(held.iter().filter(|h| named.contains(&h.id)).map(|h| &h.change));
                let before = out.len();
                for hunk in held {
                    if let Change::Insert { paragraph, .. } = &hunk.change
                        && paragraph.kind.is_placed()
                        && along.has(paragraph)
                        && named.insert(hunk.id)
                    {
                        out.push(hunk.id);
                    }
                }
                if out.len() == before {
                    break;
                }
            }
        }
        out
    }

    /// Of these hunks the ones that no bracket can hold: a bracket holds words, and moves, splits, joins and moves into
    /// another are about where words stand. Whoever offers brackets refuses these, and says what to do instead.
    pub fn structures(&self, hunks: &[HunkId]) -> Vec<&DeskHunk> {
        let named: HashSet<HunkId> = hunks.iter().copied().collect();
        self.paragraphs.iter().flat_map(|p| &p.hunks).filter(|h| h.hunk.change.is_whole() && named.contains(&h.hunk.id)).collect()
    }

    /// A decision on these hunks, made whole. Use this rather than a [`Decision`] by hand: it names what comes along
    /// with them ([`Desk::whole`]), the decisions in force whose place it takes, and what lay on the desk when it was
    /// taken.
    pub fn decision(&self, hunks: &[HunkId], treatment: Treatment, reason: &str) -> Decision {
        let hunks = &self.whole(hunks)[..];
        let named: HashSet<HunkId> = hunks.iter().copied().collect();
        let (mut replaces, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut elsewhere = named.clone();
        let worded = match &treatment {
            Treatment::Own { paragraph, .. } => Some(*paragraph),
            _ => None,
        };
        let bracket = treatment == Treatment::Bracket;
        let applies = bracket || treatment == Treatment::Accept;
        for p in &self.paragraphs {
            let chosen: Vec<usize> = p.here().enumerate().filter(|(_, h)| named.contains(&h.hunk.id)).map(|(i, _)| i).collect();
            if chosen.is_empty() && worded != Some(p.id) {
                continue;
            }
            p.here().for_each(|h| _ = elsewhere.remove(&h.hunk.id));
            seen.extend(p.proposals.iter().map(|q| q.contribution));
            seen.extend(p.guests.iter().flat_map(|h| h.contributions.iter().copied()));
            let reaches = p.reaches();
            for (i, hunk) in p.here().enumerate() {
                let joins = bracket && matches!(hunk.state, HunkState::Decided { treatment: DecidedAs::Bracket, .. });
                let touches = applies && !joins && alive(&hunk.state) && chosen.iter().any(|&j| reaches[i].touches(&reaches[j]));
                let words_it = worded == Some(p.id) && !matches!(reaches[i], Reach::Place | Reach::Anchor);
                if named.contains(&hunk.hunk.id) || touches || (words_it && alive(&hunk.state)) {
                    replaces.extend(hunk.decisions.iter().copied());
                }
            }
            let lifts = worded == Some(p.id) || (applies && chosen.iter().any(|&i| !reaches[i].is_style()));
            if lifts {
                replaces.extend(p.wordings.iter().copied());
            }
        }
        // What does not lie here any more may have been reopened: this takes the place of that.
        if !elsewhere.is_empty() {
            let on = self.decisions.iter().filter(|(_, d)| d.hunks.iter().any(|h| elsewhere.contains(h)));
            replaces.extend(on.map(|(act, _)| *act));
        }
        Decision {
            paper: self.paper,
            revision: self.revision,
            hunks: hunks.to_vec(),
            treatment,
            reason: reason.to_owned(),
            replaces: replaces.into_iter().collect(),
            seen: seen.into_iter().collect(),
        }
    }

    /// Hunks that nobody decided and nothing touches, of paragraphs on which no proposal is: what comes along with others.
    fn free_elsewhere(&self) -> HashSet<HunkId> {
        let along = self.paragraphs.iter().filter(|p| p.is_insert && p.proposals.is_empty() && p.own.is_none());
        let free = |h: &&DeskHunk| matches!(h.state, HunkState::Undecided { .. }) && !h.discussion_only;
        along.filter(|p| p.hunks.len() == 1).flat_map(|p| &p.hunks).filter(free).map(|h| h.hunk.id).collect()
    }

    /// The whole paragraph as it would read with that proposal alone; empty if it would go. Of a split its parts with a
    /// pilcrow between them; of a move into another that other one.
    pub fn clean_text(&self, p: &DeskParagraph, proposal: &DeskProposal) -> RichText {
        let find = |id| if id == p.id { p.old.as_ref() } else { self.paragraph(id)?.old.as_ref() };
        crate::compare::clean_text(find, &proposal.proposal)
    }

    /// The Chair's side's own wording of a paragraph (none: it goes). It decides everything on it that still has a
    /// claim, but for the paragraph's kind, its place, or a table's shape.
    pub fn own_wording(&self, paragraph: ParagraphId, text: Option<RichText>, reason: &str) -> Decision {
        let hunks: Vec<HunkId> = self.paragraph(paragraph).into_iter().flat_map(DeskParagraph::claims).map(|h| h.hunk.id).collect();
        self.decision(&hunks, Treatment::Own { paragraph, text }, reason)
    }
}

impl Desk {
    /// Opens a paragraph again that was worded: these hunks, and what the wordings that stand there said, which may have
    /// been about no hunk at all.
    pub fn unworded(&self, paragraph: ParagraphId, hunks: &[HunkId]) -> Decision {
        let mut decision = self.decision(hunks, Treatment::Reopen, "");
        decision.replaces.extend(self.paragraph(paragraph).into_iter().flat_map(|p| p.wordings.iter().copied()));
        decision.replaces.sort_unstable();
        decision.replaces.dedup();
        decision
    }
}

/// Whether these hunks leave nothing of a paragraph.
fn takes_all(p: &DeskParagraph, hunks: &[crate::proposal::Hunk]) -> bool {
    let Some(old) = &p.old else { return false };
    let len = old.text.len();
    len > 0
        && hunks.iter().any(|h| match &h.change {
            Change::Words { start, end, text, .. } => *start == 0 && *end >= len && text.text.trim().is_empty(),
            _ => false,
        })
}

impl DeskParagraph {
    /// What an own wording would decide: hunks on the words that were neither rejected nor deferred.
    fn claims(&self) -> impl Iterator<Item = &DeskHunk> {
        self.here()
            .filter(|h| !matches!(h.hunk.change, Change::Restyle { .. } | Change::Reshape { .. } | Change::Move { .. }))
            .filter(|h| !matches!(h.state, HunkState::Decided { treatment: DecidedAs::Reject | DecidedAs::Defer, .. }))
    }

    /// Whether a proposal still has a claim on its words.
    pub fn has_claims(&self) -> bool {
        self.claims().next().is_some()
    }

    /// Its own hunks and then its guests.
    pub fn here(&self) -> impl Iterator<Item = &DeskHunk> {
        self.hunks.iter().chain(&self.guests)
    }

    pub(super) fn reaches(&self) -> Vec<Reach> {
        touch::reaches(self.id, self.old.as_ref(), self.here().map(|h| &h.hunk.change))
    }
}
