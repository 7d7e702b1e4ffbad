//! Whether a contribution or a decision is one at all. Whoever receives an act checks it here before it counts; a
//! rule may depend on nothing that differs between versions (graphemes do, code points and NFC do not).

mod whole;

use super::along::Along;
use crate::{
    compare::clean_text,
    ids::*,
    paper::{Kind, Paragraph, Revision, Table},
    proposal::{Change, Contribution, Decision, Proposal, ProposalKind, Treatment},
    text::{RichText, SignKind, is_address},
};
use std::collections::{HashMap, HashSet};
use unicode_normalization::is_nfc;

/// Hunks in one contribution, or named by one decision, at most.
pub const MAX_HUNKS: usize = 10_000;
/// Bytes of new text in one contribution or decision, reasons included, at most.
pub const MAX_TEXT: usize = 1 << 20;

/// Why a contribution is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadContribution {
    /// It is about another paper than the revision.
    #[error("the contribution is about another paper")]
    OtherPaper,
    /// Too many hunks.
    #[error("{hunks} hunks; {MAX_HUNKS} are the most")]
    TooManyHunks {
        /// So many.
        hunks: usize,
    },
    /// Too much text.
    #[error("{bytes} bytes of text; {MAX_TEXT} are the most")]
    TooMuchText {
        /// So much.
        bytes: usize,
    },
    /// An id does not follow from what it names.
    #[error("an id of proposal {proposal} does not follow from its content")]
    WrongId {
        /// The proposal.
        proposal: ProposalId,
    },
    /// It has no hunk, hunks of another paragraph, or hunks that do not go with its kind or with one another.
    #[error("proposal {proposal} does not hold together")]
    Incoherent {
        /// The proposal.
        proposal: ProposalId,
    },
    /// Two proposals of one sort on one paragraph.
    #[error("two proposals on paragraph {paragraph}")]
    Twice {
        /// The paragraph.
        paragraph: ParagraphId,
    },
    /// The revision has no such paragraph, or for an insert has it already.
    #[error("paragraph {paragraph} is not one that this proposal can be about")]
    WrongParagraph {
        /// The paragraph.
        paragraph: ParagraphId,
    },
    /// An insert stands behind nothing that is there.
    #[error("the place of the new paragraph {paragraph} does not exist")]
    NoAnchor {
        /// The new paragraph.
        paragraph: ParagraphId,
    },
    /// A range is empty where it may not be, lies outside the text, or runs into another one.
    #[error("a range of proposal {proposal} does not fit its paragraph")]
    BadRange {
        /// The proposal.
        proposal: ProposalId,
    },
    /// Text that no paragraph may hold: not NFC (also where it meets the text around it), control characters, spans
    /// out of order.
    #[error("text of proposal {proposal} is not clean")]
    BadText {
        /// The proposal.
        proposal: ProposalId,
    },
}

/// Checks a contribution against the revision that it names. Cost: its own size and that of the paragraphs named.
pub fn check_contribution(revision: &Revision, contribution: &Contribution) -> Result<(), BadContribution> {
    if contribution.paper != revision.paper {
        return Err(BadContribution::OtherPaper);
    }
    sizes(contribution)?;
    let base: HashMap<ParagraphId, &Paragraph> = revision.paragraphs.iter().map(|p| (p.id, p)).collect();
    let mut once = HashSet::new();
    let mut inserted: HashSet<ParagraphId> = HashSet::new();
    let mut wholes = whole::Wholes::new(&base, contribution)?;
    for proposal in &contribution.proposals {
        if !proposal.kind.is_whole() && !once.insert(proposal.paragraph) {
            return Err(BadContribution::Twice { paragraph: proposal.paragraph });
        }
        ids(&contribution.revision, contribution, proposal)?;
        let old = base.get(&proposal.paragraph).copied();
        match proposal.kind {
            ProposalKind::Insert => {}
            ProposalKind::Delete | ProposalKind::Amend => {
                let old = old.ok_or(BadContribution::WrongParagraph { paragraph: proposal.paragraph })?;
                if proposal.kind == ProposalKind::Amend {
                    amend(old, proposal)?;
                }
            }
            ProposalKind::Move | ProposalKind::Split | ProposalKind::Join | ProposalKind::Into => {
                old.ok_or(BadContribution::WrongParagraph { paragraph: proposal.paragraph })?;
                wholes.check(proposal, &inserted)?;
            }
        }
        for hunk in &proposal.hunks {
            if let Change::Insert { after, paragraph } = &hunk.change {
                let known = |id: &ParagraphId| base.contains_key(id) || inserted.contains(id) || wholes.is_part(id);
                insert(&base, known, proposal, *after, paragraph)?;
                if wholes.is_part(&paragraph.id) || !inserted.insert(paragraph.id) {
                    return Err(BadContribution::Twice { paragraph: paragraph.id });
                }
            }
        }
    }
    Ok(())
}

fn sizes(contribution: &Contribution) -> Result<(), BadContribution> {
    let hunks = contribution.proposals.iter().map(|p| p.hunks.len()).sum();
    if hunks > MAX_HUNKS || contribution.proposals.len() > MAX_HUNKS {
        return Err(BadContribution::TooManyHunks { hunks });
    }
    let text = |change: &Change| match change {
        Change::Words { text, .. } => size(text),
        Change::Insert { paragraph, .. } => size(&paragraph.text) + paragraph.table.as_ref().map_or(0, shape_size),
        Change::Link { href, .. } => href.as_ref().map_or(0, String::len),
        Change::Reshape { table, .. } => shape_size(table),
        Change::Split { parts, .. } => parts.iter().map(|p| 32 + size(&p.head) + size(&p.tail)).sum(),
        Change::Join { parts, .. } => parts.iter().map(|p| 16 + size(&p.text)).sum(),
        Change::Into { before, behind, .. } => size(before) + size(behind),
        _ => 0,
    };
    let of = |p: &Proposal| p.reason.len() + 16 * p.cosponsors.len() + p.hunks.iter().map(|h| text(&h.change)).sum::<usize>();
    let bytes = contribution.proposals.iter().map(of).sum();
    if bytes > MAX_TEXT {
        return Err(BadContribution::TooMuchText { bytes });
    }
    Ok(())
}

fn size(text: &RichText) -> usize {
    let links: usize = text.links.iter().map(|l| 8 + l.href.len()).sum();
    let signs = text.signs.iter().map(|s| match &s.sign {
        SignKind::Behind(who) => 4 + 16 * who.len(),
        _ => 12,
    });
    text.text.len() + 12 * text.spans.len() + links + signs.sum::<usize>()
}

fn shape_size(table: &Table) -> usize {
    8 * table.rows.len() + 10 * table.columns.len()
}

fn ids(revision: &RevisionId, contribution: &Contribution, proposal: &Proposal) -> Result<(), BadContribution> {
    let bad = || BadContribution::Incoherent { proposal: proposal.id };
    let first = proposal.hunks.first().ok_or_else(bad)?;
    let alone = proposal.hunks.len() == 1;
    let whole = match proposal.kind {
        ProposalKind::Insert => matches!(first.change, Change::Insert { .. }),
        ProposalKind::Delete => matches!(first.change, Change::Delete { .. }) && alone,
        ProposalKind::Amend => true,
        ProposalKind::Move => matches!(first.change, Change::Move { .. }) && alone,
        ProposalKind::Split => matches!(first.change, Change::Split { .. }) && alone,
        ProposalKind::Join => matches!(first.change, Change::Join { .. }) && alone,
        ProposalKind::Into => matches!(first.change, Change::Into { .. }) && alone,
    };
    if !whole || first.change.paragraph() != proposal.paragraph {
        return Err(bad());
    }
    let along = if alone { Along::default() } else { Along::of(proposal.hunks.iter().map(|h| &h.change)) };
    for (i, hunk) in proposal.hunks.iter().enumerate() {
        let fits = match &hunk.change {
            // Beside what it is about a proposal brings the footnotes and cells that come with it.
            Change::Insert { paragraph, .. } => match proposal.kind {
                ProposalKind::Insert if i == 0 => true,
                _ => paragraph.id != proposal.paragraph && along.has(paragraph),
            },
            Change::Delete { .. } => proposal.kind == ProposalKind::Delete,
            change if change.is_whole() => proposal.kind.is_whole(),
            _ => proposal.kind == ProposalKind::Amend && hunk.change.paragraph() == proposal.paragraph,
        };
        if !fits {
            return Err(bad());
        }
        if hunk.change.id(revision) != hunk.id {
            return Err(BadContribution::WrongId { proposal: proposal.id });
        }
    }
    if Proposal::derive_id(revision, contribution.by, proposal.kind, &proposal.hunks) != proposal.id {
        return Err(BadContribution::WrongId { proposal: proposal.id });
    }
    Ok(())
}

fn insert(
    base: &HashMap<ParagraphId, &Paragraph>,
    known: impl Fn(&ParagraphId) -> bool,
    proposal: &Proposal,
    after: Option<ParagraphId>,
    new: &Paragraph,
) -> Result<(), BadContribution> {
    let incoherent = || BadContribution::Incoherent { proposal: proposal.id };
    if base.contains_key(&new.id) {
        return Err(BadContribution::WrongParagraph { paragraph: new.id });
    }
    if after.is_some_and(|a| !known(&a)) {
        return Err(BadContribution::NoAnchor { paragraph: new.id });
    }
    let shaped = match (new.kind, &new.table, &new.cell) {
        (Kind::Table, Some(table), None) => table.is_valid(),
        (Kind::Cell, None, Some(place)) => {
            // One that stands for itself is of a table of the revision, where nobody had written yet.
            let there = || base.get(&place.table).and_then(|t| t.table.as_ref()).is_some_and(|t| t.has(place));
            place.id() == new.id && (new.id != proposal.paragraph || there())
        }
        (Kind::Note, None, None) => new.id != proposal.paragraph && new.text.notes().next().is_none(),
        (kind, None, None) => kind.is_style(),
        _ => false,
    };
    if !shaped || new.number.is_some() || new.level > 6 {
        return Err(incoherent());
    }
    new.text.check().map_err(|_| BadContribution::BadText { proposal: proposal.id })
}

fn amend(old: &Paragraph, proposal: &Proposal) -> Result<(), BadContribution> {
    let bad_range = || BadContribution::BadRange { proposal: proposal.id };
    let bad_text = || BadContribution::BadText { proposal: proposal.id };
    let incoherent = || BadContribution::Incoherent { proposal: proposal.id };
    let len = old.text.len();
    let mut words_end: Option<u32> = None;
    let mut format_end: HashMap<crate::text::Mark, u32> = HashMap::new();
    let mut link_end: Option<u32> = None;
    let (mut restyled, mut reshaped) = (false, false);
    for hunk in &proposal.hunks {
        match &hunk.change {
            Change::Words { start, end, text, .. } => {
                // Two that stand side by side are one; so the order in which both apply is never a question.
                let apart = words_end.is_none_or(|last| *start > last);
                let something = start < end || !text.is_empty();
                if start > end || *end > len || !apart || !something {
                    return Err(bad_range());
                }
                if text.check().is_err() || (old.kind == Kind::Note && text.notes().next().is_some()) {
                    return Err(bad_text());
                }
                words_end = Some(*end);
            }
            Change::Format { start, end, mark, .. } => {
                let apart = format_end.get(mark).is_none_or(|last| start >= last);
                if start >= end || *end > len || !apart {
                    return Err(bad_range());
                }
                format_end.insert(*mark, *end);
            }
            Change::Link { start, end, href, .. } => {
                let apart = link_end.is_none_or(|last| *start >= last);
                if start >= end || *end > len || !apart {
                    return Err(bad_range());
                }
                if href.as_deref().is_some_and(|href| !is_address(href)) {
                    return Err(bad_text());
                }
                link_end = Some(*end);
            }
            Change::Restyle { kind, level, .. } => {
                // A footnote and a cell stay what they are, and nothing becomes a table.
                let can = *kind == old.kind || (!old.kind.is_placed() && kind.is_style());
                if restyled || *level > 6 || !can {
                    return Err(incoherent());
                }
                restyled = true;
            }
            Change::Reshape { table, .. } => {
                if reshaped || old.table.is_none() || !table.is_valid() {
                    return Err(incoherent());
                }
                reshaped = true;
            }
            Change::Insert { .. } => {}
            _ => return Err(incoherent()),
        }
    }
    let normal = !is_nfc(&old.text.text) || is_nfc(&clean_text(|id| (id == old.id).then_some(old), proposal).text);
    if normal { Ok(()) } else { Err(bad_text()) }
}

/// Why a decision is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDecision {
    /// Too many hunks, acts or too much text.
    #[error("the decision is too large")]
    TooLarge,
    /// An own wording that no paragraph may hold.
    #[error("the wording is not clean text")]
    BadText,
    /// It decides nothing: no hunk, and neither an own wording nor a reopening.
    #[error("the decision is about nothing")]
    Nothing,
}

/// Checks a decision's values; whether its hunks exist is no rule (their contribution may arrive later).
pub fn check_decision(decision: &Decision) -> Result<(), BadDecision> {
    let text = match &decision.treatment {
        Treatment::Own { text: Some(text), .. } => Some(text),
        _ => None,
    };
    let bytes = decision.reason.len() + text.map_or(0, size);
    let lists = [decision.hunks.len(), decision.replaces.len(), decision.seen.len()];
    if bytes > MAX_TEXT || lists.into_iter().any(|n| n > MAX_HUNKS) {
        return Err(BadDecision::TooLarge);
    }
    if text.is_some_and(|t| t.check().is_err()) {
        return Err(BadDecision::BadText);
    }
    let whole = matches!(decision.treatment, Treatment::Own { .. } | Treatment::Reopen);
    if decision.hunks.is_empty() && !whole {
        return Err(BadDecision::Nothing);
    }
    Ok(())
}
