//! Whether moves, splits, joins and moves into another hold together: with the revision, and within one contribution, in
//! which no paragraph's words go two ways.

use super::BadContribution;
use crate::{
    compare::clean_text,
    ids::*,
    paper::Paragraph,
    proposal::{Change, Contribution, Proposal, ProposalKind},
    text::RichText,
};
use std::collections::{HashMap, HashSet};
use unicode_normalization::is_nfc;

/// What one contribution has of these.
pub(super) struct Wholes<'a> {
    base: &'a HashMap<ParagraphId, &'a Paragraph>,
    parts: HashSet<ParagraphId>,
    moved: HashSet<ParagraphId>,
    /// Paragraphs that are split, take up words, or whose words go.
    carried: HashSet<ParagraphId>,
    deleted: HashSet<ParagraphId>,
}

impl<'a> Wholes<'a> {
    pub(super) fn new(base: &'a HashMap<ParagraphId, &'a Paragraph>, contribution: &Contribution) -> Result<Self, BadContribution> {
        let mut out = Wholes { base, parts: HashSet::new(), moved: HashSet::new(), carried: HashSet::new(), deleted: HashSet::new() };
        for proposal in &contribution.proposals {
            if proposal.kind == ProposalKind::Delete {
                out.deleted.insert(proposal.paragraph);
            }
            for hunk in &proposal.hunks {
                if let Change::Split { parts, .. } = &hunk.change {
                    let taken = parts.iter().find(|p| base.contains_key(&p.id) || !out.parts.insert(p.id));
                    if let Some(part) = taken {
                        return Err(BadContribution::Twice { paragraph: part.id });
                    }
                }
            }
        }
        Ok(out)
    }

    pub(super) fn is_part(&self, id: &ParagraphId) -> bool {
        self.parts.contains(id)
    }

    /// A paragraph that stands by itself, is no table, and is deleted by nobody.
    fn words(&self, id: ParagraphId) -> Result<&'a Paragraph, BadContribution> {
        let old = self.base.get(&id).copied().filter(|p| p.kind.is_style() && !self.deleted.contains(&id));
        old.ok_or(BadContribution::WrongParagraph { paragraph: id })
    }

    /// The same, of which nothing else is asked like this.
    fn carry(&mut self, id: ParagraphId) -> Result<&'a Paragraph, BadContribution> {
        let old = self.words(id)?;
        if self.carried.insert(id) { Ok(old) } else { Err(BadContribution::Twice { paragraph: id }) }
    }

    pub(super) fn check(&mut self, proposal: &Proposal, inserted: &HashSet<ParagraphId>) -> Result<(), BadContribution> {
        let incoherent = || BadContribution::Incoherent { proposal: proposal.id };
        let in_order = |fits: bool| if fits { Ok(()) } else { Err(BadContribution::BadRange { proposal: proposal.id }) };
        let clean = |texts: &[&RichText]| {
            let is_clean = |t: &&RichText| t.check().is_ok() && t.notes().next().is_none();
            if texts.iter().all(is_clean) { Ok(()) } else { Err(BadContribution::BadText { proposal: proposal.id }) }
        };
        let Some(hunk) = proposal.hunks.first() else { return Err(incoherent()) };
        match &hunk.change {
            Change::Move { paragraph, after } => {
                let stands = |id: ParagraphId| self.base.get(&id).is_some_and(|p| !p.kind.is_placed());
                if !stands(*paragraph) || self.deleted.contains(paragraph) {
                    return Err(BadContribution::WrongParagraph { paragraph: *paragraph });
                }
                if !self.moved.insert(*paragraph) {
                    return Err(BadContribution::Twice { paragraph: *paragraph });
                }
                let there = |id: ParagraphId| stands(id) || inserted.contains(&id) || self.is_part(&id);
                if after.is_some_and(|a| a == *paragraph || !there(a)) {
                    return Err(BadContribution::NoAnchor { paragraph: *paragraph });
                }
                return Ok(());
            }
            Change::Split { paragraph, parts } => {
                let len = self.carry(*paragraph)?.text.len();
                let mut at = 0;
                for part in parts {
                    in_order(at <= part.start && part.start <= part.end && part.end <= len)?;
                    clean(&[&part.head, &part.tail])?;
                    if !part.kind.is_style() || part.level > 6 {
                        return Err(incoherent());
                    }
                    at = part.end;
                }
                if parts.is_empty() {
                    return Err(incoherent());
                }
            }
            Change::Join { paragraph, parts } => {
                let mut from = 0;
                let mut len = self.carry(*paragraph)?.text.len();
                for part in parts {
                    in_order(from <= part.end && part.end <= len)?;
                    clean(&[&part.text])?;
                    (from, len) = (part.start, self.carry(part.paragraph)?.text.len());
                    in_order(from <= len)?;
                }
                if parts.is_empty() {
                    return Err(incoherent());
                }
            }
            Change::Into { paragraph, start, end, into, from, to, before, behind } => {
                let (len, host) = (self.carry(*paragraph)?.text.len(), self.carry(*into)?.text.len());
                in_order(start <= end && *end <= len && from <= to && *to <= host)?;
                clean(&[before, behind])?;
            }
            _ => return Err(incoherent()),
        }
        let named = std::iter::once(hunk.change.paragraph()).chain(hunk.change.others());
        let was_clean = named.filter_map(|id| self.base.get(&id)).all(|p| is_nfc(&p.text.text));
        if was_clean && !is_nfc(&clean_text(|id| self.base.get(&id).copied(), proposal).text) {
            return Err(BadContribution::BadText { proposal: proposal.id });
        }
        Ok(())
    }
}
