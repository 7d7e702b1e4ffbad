//! The whole story of a proposal: every wording of it that its contributor submitted, on this text and on earlier ones,
//! when, what was decided about it and by whom, and what became of it.

use crate::{
    App,
    api::paper::*,
    deskview::outcome_name,
    error::{Code, Error, Result},
    members::column_of,
    names::by_prefix,
    proposing::kind_name,
    runs::{difference, runs, shortened},
    work::Work,
};
use qalam_model::{
    compare::clean_text_of,
    ids::*,
    number::Names,
    proposal::{Contribution, Contributor, Proposal, ProposalKind, Treatment},
    state::{Contributed, Decided, Paper, Status},
};
use std::collections::HashSet;

/// Whose proposal on which paragraph.
fn meant(paper: &Paper, given: &str) -> Result<(Contributor, ParagraphId)> {
    let all = || paper.contributions.values().filter(|c| c.status != Status::Unfit).map(|c| &c.contribution);
    let ids = all().flat_map(|c| c.proposals.iter().map(|p| p.id));
    let missing = || Error::new(Code::UnknownProposal).with("proposal", given);
    let id = by_prefix(given, ids, missing)?;
    let of = |c: &Contribution| c.proposals.iter().find(|p| p.id == id).map(|p| (c.by, p.paragraph));
    all().find_map(|c| of(c)).ok_or_else(missing)
}

impl Work<'_> {
    /// What became of a proposal in the text that followed the one that it is about.
    fn became(&self, paper: &Paper, revision: &RevisionId, proposal: ProposalId) -> Option<String> {
        let next = paper.revisions.iter().find(|i| i.predecessor == Some(*revision))?;
        let row = self.space.state.issue(&next.act)?.decisions.iter().find(|r| r.proposal == proposal)?;
        Some(outcome_name(row.outcome).to_owned())
    }

    /// What the Chair's side decided about this contributor's proposals on the paragraph, whichever wording they had.
    fn decided_about(&self, paper: &Paper, by: Contributor, paragraph: ParagraphId) -> Vec<StoryDecision> {
        let asked = paper.contributions.values().map(|c| &c.contribution).filter(|c| c.by == by);
        let hunks: HashSet<HunkId> =
            asked.flat_map(|c| &c.proposals).filter(|p| p.paragraph == paragraph).flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
        let replaced: HashSet<ActId> = paper.decisions.values().flat_map(|d| d.decision.replaces.iter().copied()).collect();
        let mut all: Vec<(ActId, &Decided)> =
            paper.decisions.iter().filter(|(_, d)| d.decision.hunks.iter().any(|h| hunks.contains(h))).map(|(act, d)| (*act, d)).collect();
        all.sort_by_key(|(act, d)| (d.at, *act));
        let told = |(act, made): (ActId, &Decided)| StoryDecision {
            decision: act.to_string(),
            at: made.at,
            seat: self.space.state.roster().owner_of(&made.device).map(|m| m.seat.clone()).unwrap_or_default(),
            revision: paper.issued(&made.decision.revision).map(|i| i.symbol.clone()).unwrap_or_default(),
            treatment: match made.decision.treatment {
                Treatment::Accept => "accepted",
                Treatment::Reject => "rejected",
                Treatment::Bracket => "bracketed",
                Treatment::Defer => "deferred",
                Treatment::Own { .. } => "own_wording",
                Treatment::Reopen => "reopened",
            }
            .to_owned(),
            reason: made.decision.reason.clone(),
            replaced: replaced.contains(&act),
        };
        all.into_iter().map(told).collect()
    }

    fn version(&self, paper: &Paper, act: ActId, made: &Contributed, proposal: Option<&Proposal>) -> ProposalVersion {
        let contribution = &made.contribution;
        let text = self.space.revision(&paper.id, &contribution.revision);
        let mut out = ProposalVersion {
            contribution: act.to_string(),
            at: made.at,
            entered: contribution.entered,
            revision: paper.issued(&contribution.revision).map(|i| i.symbol.clone()).unwrap_or_default(),
            status: "dropped".to_owned(),
            kind: String::new(),
            runs: Vec::new(),
            text: String::new(),
            reason: String::new(),
            cosponsors: Vec::new(),
            discussion_only: false,
            outcome: None,
        };
        let (Some(proposal), Some(text)) = (proposal, text) else { return out };
        let names = Names::of(&text.paragraphs);
        let wanted = clean_text_of(text, proposal);
        let by = [contribution.by];
        let old = text.find(proposal.paragraph).map(|(_, p)| &p.text);
        out.runs = match (proposal.kind, old) {
            (ProposalKind::Delete, Some(old)) => runs(&names, old, "deleted", &by),
            (_, Some(old)) => shortened(difference(&names, old, &wanted, &by)),
            (_, None) => runs(&names, &wanted, "inserted", &by),
        };
        out.status = match made.status {
            Status::Current => "current",
            Status::Withdrawn(_) => "withdrawn",
            Status::Replaced(_) | Status::Unfit => "replaced",
        }
        .to_owned();
        out.kind = kind_name(proposal.kind).to_owned();
        out.text = names.plain(&wanted);
        out.reason.clone_from(&proposal.reason);
        let called = self.delegation_names();
        out.cosponsors = proposal.cosponsors.iter().filter_map(|d| called.get(d).cloned()).collect();
        out.discussion_only = proposal.discussion_only;
        out.outcome = self.became(paper, &contribution.revision, proposal.id);
        out
    }
}

/// Whether two contributions ask the same of the paragraph: one that only stands in a later submission is no news.
fn same(a: &Contributed, b: &Contributed, paragraph: ParagraphId) -> bool {
    let of = |c: &Contributed| c.contribution.proposals.iter().find(|p| p.paragraph == paragraph).cloned();
    a.contribution.revision == b.contribution.revision && of(a) == of(b)
}

impl App {
    pub(crate) fn proposal_story(&self, args: ProposalOf) -> Result<ProposalStory> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let (by, paragraph) = meant(paper, &args.proposal)?;
            let has = |c: &Contributed| c.contribution.proposals.iter().any(|p| p.paragraph == paragraph);
            let mut all: Vec<(ActId, &Contributed)> = paper
                .contributions
                .iter()
                .filter(|(_, c)| c.contribution.by == by && c.status != Status::Unfit)
                .map(|(a, c)| (*a, c))
                .collect();
            // A text's submissions stand together, in the order of the texts; those of one in the order of their claimed times.
            let place = |c: &Contributed| paper.revisions.iter().position(|i| i.revision == c.contribution.revision);
            all.sort_by_key(|(act, c)| (place(c), c.at, *act));
            let mut told: Vec<(ActId, &Contributed)> = Vec::new();
            for (act, made) in all {
                let before = told.last().map(|(_, c)| *c);
                let begins = before.is_none_or(|b| b.contribution.revision != made.contribution.revision);
                match before {
                    // Nothing was asked before, and is not now.
                    _ if begins && !has(made) => {}
                    // The same again: the newest submission that has it speaks.
                    Some(b) if same(b, made, paragraph) && !matches!(b.status, Status::Withdrawn(_)) => {
                        told.pop();
                        told.push((act, made));
                    }
                    _ => told.push((act, made)),
                }
            }
            let version = |(act, made): &(ActId, &Contributed)| {
                here.version(paper, *act, made, made.contribution.proposals.iter().find(|p| p.paragraph == paragraph))
            };
            Ok(ProposalStory {
                paragraph: paragraph.to_string(),
                delegation: here.contributor_name(by),
                column: column_of(by),
                versions: told.iter().map(version).collect(),
                decisions: here.decided_about(paper, by, paragraph),
            })
        })
    }
}
