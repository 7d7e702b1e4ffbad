//! Dropping one change in the working copy, as if it had never been written there, and putting it back.

use crate::{
    App,
    api::paper::*,
    error::{Code, Error, Result},
    proposing::kind_name,
    store::Batch,
    work::Work,
};
use qalam_model::{
    compare::compare,
    desk::{Input, desk},
    ids::*,
    paper::Paragraph,
    proposal::{Contribution, Proposal, Treatment},
};

/// A change that was dropped, and where it stood among the others.
#[derive(Debug, Clone)]
pub(crate) struct Dropped {
    revision: RevisionId,
    proposal: Proposal,
    place: usize,
}

impl Work<'_> {
    /// My changes as proposals.
    fn own_proposals(&mut self, id: &PaperId) -> Result<(RevisionId, Vec<Proposal>)> {
        let (revision, text) = self.under_discussion(id)?;
        let by = self.contributor()?;
        let copy: Vec<Paragraph> = self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect();
        Ok((revision, compare(&text, &revision, by, &copy)))
    }

    /// The text with these changes and no others. What stood behind a change that is left out keeps its place.
    fn with_changes(&self, id: &PaperId, proposals: &[Proposal], without: Option<ProposalId>) -> Result<Vec<Paragraph>> {
        let (revision, text) = self.under_discussion(id)?;
        let by = self.contributor()?;
        let all =
            Contribution { paper: *id, revision, by, entered: false, floor: false, proposals: proposals.to_vec(), replaces: Vec::new() };
        let here = [(ActId([0; 32]), &all)];
        let input = Input { revision: &text, revision_id: revision, contributions: &here, former: &[], decisions: &[] };
        let wanted = proposals.iter().filter(|p| Some(p.id) != without);
        let hunks: Vec<HunkId> = wanted.flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
        if hunks.is_empty() {
            return Ok(text.paragraphs.clone());
        }
        let decision = desk(input).decision(&hunks, Treatment::Accept, "");
        Ok(desk(Input { decisions: &[(ActId([1; 32]), &decision)], ..input }).text_now())
    }

    fn rewrite_copy(&mut self, id: PaperId, target: &[Paragraph]) -> Result<()> {
        let copy = self.space.copy_of(&id);
        let mut batch = Batch::default();
        self.rewrite(&mut batch, id, copy, target)?;
        batch.commit(self.vault)
    }
}

impl App {
    pub(crate) fn change_drop(&self, args: ChangeRef) -> Result<ChangeDropped> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let paragraph = here.own_change(&id, &args.paragraph)?;
            let (revision, proposals) = here.own_proposals(&id)?;
            let missing = || Error::new(Code::UnknownParagraph).with("paragraph", &args.paragraph);
            let wanted = |p: &Proposal| p.paragraph == paragraph && args.kind.as_deref().is_none_or(|kind| kind == kind_name(p.kind));
            let place = proposals.iter().position(wanted).ok_or_else(missing)?;
            let proposal = proposals[place].clone();
            let target = here.with_changes(&id, &proposals, Some(proposal.id))?;
            here.rewrite_copy(id, &target)?;
            here.space.dropped.entry(id).or_default().push(Dropped { revision, proposal, place });
            Ok(ChangeDropped { paragraph: Some(paragraph.to_string()) })
        })
    }

    pub(crate) fn change_drop_undo(&self, args: PaperRef) -> Result<ChangeDropped> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let (revision, mut proposals) = here.own_proposals(&id)?;
            let last = here.space.dropped.get_mut(&id).and_then(Vec::pop).filter(|d| d.revision == revision);
            // What was written in that paragraph since is not written over.
            let free = |d: &Dropped| proposals.iter().all(|p| (p.paragraph, p.kind) != (d.proposal.paragraph, d.proposal.kind));
            let Some(dropped) = last.filter(free) else { return Ok(ChangeDropped { paragraph: None }) };
            let paragraph = dropped.proposal.paragraph;
            proposals.insert(dropped.place.min(proposals.len()), dropped.proposal);
            let target = here.with_changes(&id, &proposals, None)?;
            here.rewrite_copy(id, &target)?;
            Ok(ChangeDropped { paragraph: Some(paragraph.to_string()) })
        })
    }
}
