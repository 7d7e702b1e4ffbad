//! What happened to a paper, for people, and the digest by which two laptops compare what their people see.

use super::{Copy, HistoryItem, Paper, State, Status, What};
use crate::{
    ids::*,
    proposal::{Contribution, Contributor, Decision, Treatment},
    roster::Side,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl State {
    /// What happened to a paper, oldest claim first.
    pub fn history(&self, paper: &PaperId) -> Vec<HistoryItem> {
        let Some(paper) = self.papers.get(paper) else { return Vec::new() };
        let places = places(paper);
        let mut out = Vec::new();
        out.extend(paper.created.and_then(|act| self.line(act, None, What::Created, None)));
        out.extend(self.drafted(&paper.draft_ops));
        for issued in &paper.revisions {
            out.extend(self.line(issued.act, None, What::Issued(issued.revision), None));
        }
        for rival in &paper.rivals {
            out.extend(self.line(rival.act, None, What::IssuedRival(rival.revision), None));
        }
        for (act, made) in &paper.contributions {
            if made.status == Status::Unfit {
                continue;
            }
            let by = delegation(made.contribution.by);
            for p in &made.contribution.proposals {
                out.extend(self.line(*act, by, What::Proposed(p.id, p.kind), Some(p.paragraph)));
            }
            if let Status::Withdrawn(withdrawal) = made.status {
                out.extend(self.line(withdrawal, by, What::Withdrawn(*act), None));
            }
        }
        for (act, decided) in &paper.decisions {
            for paragraph in paragraphs(&decided.decision, &places) {
                out.extend(self.line(*act, None, What::Decided(decided.decision.treatment.clone()), paragraph));
            }
        }
        out.extend(self.talk(paper));
        for (act, stood) in &paper.standings {
            let by = Some(stood.stand.delegation);
            out.extend(
                stood.stand.paragraphs.iter().filter_map(|p| self.line(*act, by, What::Stood(stood.stand.stance.clone()), Some(*p))),
            );
        }
        for (act, packaged) in &paper.packages {
            out.extend(self.line(*act, None, What::Packaged(!packaged.package.paragraphs.is_empty()), None));
        }
        out.sort_by_key(|item| (item.at, item.act));
        out
    }

    /// What was said beside the text, and what settled it.
    fn talk(&self, paper: &Paper) -> Vec<HistoryItem> {
        let said = paper.comments.iter().filter_map(|(act, c)| {
            let what = if c.comment.answers.is_some() { What::Answered } else { What::Commented };
            self.line(*act, speaker(c.by), what, Some(c.comment.paragraph))
        });
        let settled = paper.resolutions.iter().filter_map(|(act, r)| {
            let paragraph = paper.comments.get(&r.comment).map(|c| c.comment.paragraph);
            self.line(*act, speaker(r.by), What::Resolved(r.resolved), paragraph)
        });
        said.chain(settled).collect()
    }

    /// Each device's first act on a draft or working copy: every keystroke would hide the rest.
    fn drafted(&self, ops: &BTreeMap<Copy, BTreeSet<(u64, ActId)>>) -> Vec<HistoryItem> {
        let mut out = Vec::new();
        for acts in ops.values() {
            let mut seen = BTreeSet::new();
            for (_, act) in acts {
                if self.store.get(act).is_some_and(|stored| seen.insert(stored.device)) {
                    out.extend(self.line(*act, None, What::Drafted, None));
                }
            }
        }
        out
    }

    fn line(&self, act: ActId, by: Option<DelegationId>, what: What, paragraph: Option<ParagraphId>) -> Option<HistoryItem> {
        let stored = self.store.get(&act)?;
        let owner = self.roster.owner_of(&stored.device);
        Some(HistoryItem {
            act,
            at: stored.at,
            device: stored.device,
            member: owner.map(|m| m.member),
            delegation: by.or(owner.map(|m| m.delegation)),
            what,
            paragraph,
        })
    }

    /// A hash over all that people see here: states of equal sets of acts have equal digests.
    pub fn digest(&self) -> [u8; 32] {
        let parts = [
            format!("{:?}", self.papers.values().collect::<Vec<_>>()),
            format!("{:?}", self.grants),
            format!("{:?}", self.invite_secrets),
            format!("{:?}", self.aside()),
            format!("{:?}", self.waiting()),
            format!("{:?}", self.notices()),
            format!("{:?} {:?} {:?}", self.roster.name, self.roster.delegations, self.roster.seniority),
            format!("{:?}", self.roster.members),
            format!("{:?}", self.roster.invitations),
            format!("{:?} {:?} {:?}", self.roster.heads, self.roster.claims, self.newer()),
        ];
        let bytes: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        hash("qalam state digest", &bytes)
    }
}

fn delegation(by: Contributor) -> Option<DelegationId> {
    match by {
        Contributor::Chair => None,
        Contributor::Delegation(d) => Some(d),
    }
}

fn speaker(by: Side) -> Option<DelegationId> {
    match by {
        Side::Chair => None,
        Side::Delegation(d) => Some(d),
    }
}

/// The paragraph of each hunk that somebody asked for.
fn places(paper: &Paper) -> HashMap<HunkId, ParagraphId> {
    let proposals = |c: &'_ Contribution| {
        c.proposals.iter().map(|p| (p.paragraph, p.hunks.iter().map(|h| h.id).collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    paper
        .contributions
        .values()
        .flat_map(|c| proposals(&c.contribution))
        .flat_map(|(paragraph, hunks)| hunks.into_iter().map(move |h| (h, paragraph)))
        .collect()
}

/// The paragraphs that a decision is about, or none in particular.
fn paragraphs(decision: &Decision, places: &HashMap<HunkId, ParagraphId>) -> Vec<Option<ParagraphId>> {
    let mut out: BTreeSet<ParagraphId> = decision.hunks.iter().filter_map(|h| places.get(h).copied()).collect();
    if let Treatment::Own { paragraph, .. } = &decision.treatment {
        out.insert(*paragraph);
    }
    if out.is_empty() { vec![None] } else { out.into_iter().map(Some).collect() }
}
