//! My contribution: what my side's working copy proposes at this moment, the notes on it, and submitting.

use crate::{
    App,
    api::{Nothing, paper::*},
    error::{Code, Error, Result},
    members::column_of,
    runs::{difference, runs, shortened, shown_number},
    store::{self, Batch, cbor, uncbor},
    work::Work,
};
use qalam_model::{
    act::{Body, Contribute, Role},
    compare::compare,
    ids::*,
    number::{self, Names},
    paper::{Paragraph, Revision},
    proposal::*,
    roster::Side,
    state::Status as Standing,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a delegation notes on one of its proposals before it submits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    reason: String,
    cosponsors: Vec<DelegationId>,
    discussion_only: bool,
    held_back: bool,
}

type Notes = BTreeMap<ParagraphId, Note>;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 4_000;

fn reason(text: &str) -> String {
    qalam_model::text::clean(text).trim().chars().take(LONGEST_REASON).collect()
}

impl Work<'_> {
    fn contributor(&self) -> Result<Contributor> {
        Ok(match self.side()? {
            Side::Chair => Contributor::Chair,
            Side::Delegation(d) => Contributor::Delegation(d),
        })
    }

    /// The revision that proposals are made on.
    fn under_discussion(&self, id: &PaperId) -> Result<(RevisionId, Revision)> {
        let issued = self.find_revision(id, None)?;
        let text = self.space.revision(id, &issued.revision).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
        Ok((issued.revision, text))
    }

    fn notes(&mut self, id: &PaperId, revision: RevisionId) -> Result<Notes> {
        match self.vault.get(store::NOTES, &store::of_draft(&self.space.id, id, Some(revision)))? {
            Some(bytes) => uncbor(&bytes),
            None => Ok(Notes::new()),
        }
    }

    /// My own contributions to a revision that still count.
    fn mine(&self, id: &PaperId, revision: RevisionId, by: Contributor) -> Vec<(ActId, Contribution)> {
        let Some(paper) = self.space.state.paper(id) else { return Vec::new() };
        paper
            .contributions
            .iter()
            .filter(|(_, c)| c.status == Standing::Current && c.contribution.revision == revision && c.contribution.by == by)
            .map(|(act, c)| (*act, (*c.contribution).clone()))
            .collect()
    }

    /// The proposals of a copy, with the notes on them.
    fn noted(
        &self,
        text: &Revision,
        revision: RevisionId,
        by: Contributor,
        copy: &[Paragraph],
        notes: &Notes,
        for_all: &str,
    ) -> Vec<Proposal> {
        let mut proposals = compare(text, &revision, by, copy);
        for proposal in &mut proposals {
            let note = notes.get(&proposal.paragraph).cloned().unwrap_or_default();
            proposal.reason = if note.reason.is_empty() { for_all.to_owned() } else { note.reason };
            proposal.cosponsors = note.cosponsors;
            proposal.discussion_only = note.discussion_only;
        }
        proposals
    }

    /// What my working copy would contribute now, without notes.
    pub(crate) fn own_contribution(&mut self, id: PaperId) -> Result<Contribution> {
        let (revision, text) = self.under_discussion(&id)?;
        let by = self.contributor()?;
        let copy: Vec<Paragraph> = self.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
        let proposals = self.noted(&text, revision, by, &copy, &Notes::new(), "");
        Ok(Contribution { paper: id, revision, by, entered: false, proposals, replaces: Vec::new() })
    }

    /// Submits proposals for a contributor, in the place of what it had submitted before.
    pub(crate) fn submit(
        &mut self,
        id: PaperId,
        revision: RevisionId,
        by: Contributor,
        entered: bool,
        proposals: Vec<Proposal>,
    ) -> Result<Proposed> {
        let before = self.mine(&id, revision, by);
        if proposals.is_empty() && before.is_empty() {
            return Err(Error::new(Code::NothingToPropose));
        }
        let contribution =
            Contribution { paper: id, revision, by, entered, proposals, replaces: before.into_iter().map(|(act, _)| act).collect() };
        let proposed = contribution
            .proposals
            .iter()
            .map(|p| ProposedItem { proposal: p.id.to_string(), kind: kind_name(p.kind).to_owned(), paragraph: p.paragraph.to_string() })
            .collect();
        let act = self.author(Circle::Group, &Body::Contribute(Contribute { contribution }))?;
        Ok(Proposed { contribution: act.to_string(), proposals: proposed, unplaced: Vec::new() })
    }
}

/// The contract's name of a proposal's kind.
pub(crate) fn kind_name(kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Amend => "amend",
        ProposalKind::Insert => "insert",
        ProposalKind::Delete => "delete",
    }
}

impl App {
    pub(crate) fn changes(&self, args: PaperRef) -> Result<Changes> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            if here.space.copy_of(&id).is_none() {
                return Ok(Changes { revision: None, changes: Vec::new(), unsent: false });
            }
            let (revision, text) = here.under_discussion(&id)?;
            let by = here.contributor()?;
            let notes = here.notes(&id, revision)?;
            let copy: Vec<Paragraph> = here.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
            let mut numbered = copy.clone();
            number::assign(&mut numbered);
            let proposals = here.noted(&text, revision, by, &copy, &notes, "");
            let sent: Vec<Proposal> = here.mine(&id, revision, by).into_iter().flat_map(|(_, c)| c.proposals).collect();
            let names = Names::of(&numbered).beside(Names::of(&text.paragraphs));
            let changes: Vec<ChangeView> = proposals
                .iter()
                .map(|p| {
                    let old = text.find(p.paragraph).map(|(_, o)| o);
                    let new = numbered.iter().find(|n| n.id == p.paragraph);
                    let number = new.or(old).map(|p| shown_number(&names, p)).unwrap_or_default();
                    let shown = match (p.kind, old, new) {
                        (ProposalKind::Insert, _, Some(new)) => runs(&names, &new.text, "inserted", &[by]),
                        (ProposalKind::Delete, Some(old), _) => runs(&names, &old.text, "deleted", &[by]),
                        (_, Some(old), Some(new)) => shortened(difference(&names, &old.text, &new.text, &[by])),
                        _ => Vec::new(),
                    };
                    let held_back = notes.get(&p.paragraph).is_some_and(|n| n.held_back);
                    ChangeView {
                        paragraph: p.paragraph.to_string(),
                        number,
                        kind: kind_name(p.kind).to_owned(),
                        runs: shown,
                        reason: p.reason.clone(),
                        cosponsors: p.cosponsors.iter().map(ToString::to_string).collect(),
                        discussion_only: p.discussion_only,
                        held_back,
                        sent: sent.contains(p),
                    }
                })
                .collect();
            let wanted: Vec<&Proposal> = proposals.iter().filter(|p| !notes.get(&p.paragraph).is_some_and(|n| n.held_back)).collect();
            let unsent = wanted.len() != sent.len() || wanted.iter().any(|p| !sent.contains(p));
            Ok(Changes { revision: Some(revision.to_string()), changes, unsent })
        })
    }

    pub(crate) fn change_note(&self, args: ChangeNote) -> Result<Nothing> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let (revision, _) = here.under_discussion(&id)?;
            let paragraph: ParagraphId =
                args.paragraph.parse().map_err(|_| Error::new(Code::UnknownParagraph).with("paragraph", &args.paragraph))?;
            let mut cosponsors = Vec::new();
            for given in &args.cosponsors {
                cosponsors.push(here.find_delegation(given)?);
            }
            let mut notes = here.notes(&id, revision)?;
            let note = Note { reason: reason(&args.reason), cosponsors, discussion_only: args.discussion_only, held_back: args.held_back };
            notes.insert(paragraph, note);
            let mut batch = Batch::default();
            batch.put(store::NOTES, store::of_draft(&here.space.id, &id, Some(revision)), cbor(&notes));
            batch.commit(here.vault)?;
            Ok(Nothing {})
        })
    }

    pub(crate) fn propose(&self, args: Propose) -> Result<Proposed> {
        let import = args.from.as_deref().map(|path| self.import(path)).transpose()?;
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            let me = here.me()?;
            if matches!(me.role, Role::Observer | Role::Translator) {
                return Err(Error::new(Code::NotAllowed).with("what", here.words.say("what-propose", &[])));
            }
            let (revision, text) = here.under_discussion(&id)?;
            let own = here.contributor()?;
            let by = match args.delegation.as_deref() {
                None => own,
                Some(name) => {
                    let delegation = here.find_delegation(name)?;
                    let of_chair = here.space.state.roster().members.values().any(|m| m.chair_side() && m.delegation == delegation);
                    if of_chair { Contributor::Chair } else { Contributor::Delegation(delegation) }
                }
            };
            if by != own {
                here.chair_side("what-enter")?;
            }
            let all = args.reason.as_deref().map(reason).unwrap_or_default();
            let mut unplaced = Vec::new();
            let proposals = match &import {
                Some(import) => {
                    let matched = here.placed(&text, &import.blocks, &qalam_model::compare::Reading::copy());
                    unplaced = matched.unplaced.iter().map(|u| u.text.clone()).collect();
                    here.noted(&text, revision, by, &matched.copy, &Notes::new(), &all)
                }
                None if by != own => return Err(Error::new(Code::NothingToPropose)),
                None => {
                    let notes = here.notes(&id, revision)?;
                    let copy: Vec<Paragraph> = here.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
                    let mut proposals = here.noted(&text, revision, by, &copy, &notes, &all);
                    proposals.retain(|p| !notes.get(&p.paragraph).is_some_and(|n| n.held_back));
                    proposals
                }
            };
            let mut proposed = here.submit(id, revision, by, by != own, proposals)?;
            proposed.unplaced = unplaced;
            Ok(proposed)
        })
    }

    pub(crate) fn contributions(&self, args: PaperRef) -> Result<ContributionList> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let Some(paper) = here.space.state.paper(&id) else { return Err(Error::new(Code::UnknownPaper).with("paper", &args.paper)) };
            let mut all: Vec<ContributionInfo> = paper
                .contributions
                .iter()
                .map(|(act, c)| ContributionInfo {
                    contribution: act.to_string(),
                    delegation: here.contributor_name(c.contribution.by),
                    delegation_id: column_of(c.contribution.by),
                    revision: paper
                        .issued(&c.contribution.revision)
                        .map_or_else(|| c.contribution.revision.to_string(), |i| i.symbol.clone()),
                    status: match (c.status, c.pinned) {
                        (Standing::Current, qalam_model::state::Pinned::Current) => "current",
                        (Standing::Current, _) => "other-revision",
                        (Standing::Replaced(_), _) => "replaced",
                        (Standing::Withdrawn(_), _) => "withdrawn",
                        (Standing::Unfit, _) => "unfit",
                    }
                    .to_owned(),
                    entered: c.contribution.entered,
                    proposals: c.contribution.proposals.len() as u32,
                    at: c.at,
                })
                .collect();
            all.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.contribution.cmp(&b.contribution)));
            Ok(ContributionList { contributions: all })
        })
    }
}
