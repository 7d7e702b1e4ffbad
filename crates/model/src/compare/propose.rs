//! Proposals from a working copy, and a working copy from proposals.

use super::{
    flat::Flat,
    place::{self, Slot},
    splice::{Piece, splice},
    words::{reformats, steps},
};
use crate::{
    ids::*,
    paper::{Paragraph, Revision},
    proposal::{Change, Contributor, Hunk, Proposal, ProposalKind},
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// What the working copy asks for, in paragraph order, with empty reasons and no co-sponsors. Paragraphs are matched
/// by id; a paragraph that stands elsewhere asks for nothing by that; of two with one id the first counts.
pub fn compare(revision: &Revision, revision_id: &RevisionId, by: Contributor, copy: &[Paragraph]) -> Vec<Proposal> {
    let base: HashSet<ParagraphId> = revision.paragraphs.iter().map(|p| p.id).collect();
    let mut kept: HashMap<ParagraphId, &Paragraph> = HashMap::new();
    let mut inserted: HashSet<ParagraphId> = HashSet::new();
    let mut inserts: HashMap<Option<ParagraphId>, Vec<Change>> = HashMap::new();
    let (mut anchor, mut place) = (None, None);
    for p in copy {
        if base.contains(&p.id) {
            kept.entry(p.id).or_insert(p);
            place = Some(p.id);
        } else if inserted.insert(p.id) {
            let paragraph = Paragraph { number: None, ..p.clone() };
            inserts.entry(place).or_default().push(Change::Insert { after: anchor, paragraph });
        } else {
            continue;
        }
        anchor = Some(p.id);
    }
    let proposal = |kind, paragraph, changes: Vec<Change>| {
        let hunks: Vec<Hunk> = changes.into_iter().map(|c| Hunk::new(revision_id, c)).collect();
        Proposal {
            id: Proposal::derive_id(revision_id, by, kind, &hunks),
            kind,
            paragraph,
            reason: String::new(),
            cosponsors: Vec::new(),
            discussion_only: false,
            hunks,
        }
    };
    let mut out = Vec::new();
    let mut insert_all = |out: &mut Vec<Proposal>, place| {
        let changes = inserts.remove(&place).unwrap_or_default();
        out.extend(changes.into_iter().map(|c| proposal(ProposalKind::Insert, c.paragraph(), vec![c])));
    };
    insert_all(&mut out, None);
    for old in &revision.paragraphs {
        match kept.get(&old.id) {
            None => out.push(proposal(ProposalKind::Delete, old.id, vec![Change::Delete { paragraph: old.id }])),
            Some(new) => {
                let changes = amendments(old, new);
                if !changes.is_empty() {
                    out.push(proposal(ProposalKind::Amend, old.id, changes));
                }
            }
        }
        insert_all(&mut out, Some(old.id));
    }
    out
}

fn amendments(old: &Paragraph, new: &Paragraph) -> Vec<Change> {
    let mut out = Vec::new();
    if old.text != new.text {
        out = rewordings(old.id, &old.text, &new.text);
    }
    if (old.kind, old.level, old.direction) != (new.kind, new.level, new.direction) {
        let (paragraph, kind, level, direction) = (old.id, new.kind, new.level, new.direction);
        out.push(Change::Restyle { paragraph, kind, level, direction });
    }
    out
}

fn rewordings(paragraph: ParagraphId, old: &RichText, new: &RichText) -> Vec<Change> {
    let (from, to) = (Flat::of(old), Flat::of(new));
    let steps = steps(&old.text, &new.text);
    let mut out: Vec<(u32, u32, Change)> = Vec::new();
    for step in steps.iter().filter(|s| !s.same) {
        let (start, end) = (step.old.0 as u32, step.old.1 as u32);
        let text = to.slice(step.new.0, step.new.1).rich();
        out.push((start, end, Change::Words { paragraph, start, end, text }));
    }
    for r in reformats(&steps, &from, &to) {
        out.push((r.start, r.end, Change::Format { paragraph, start: r.start, end: r.end, mark: r.mark, on: r.on }));
    }
    out.sort_by_key(|(start, end, _)| (*start, *end));
    out.into_iter().map(|(_, _, change)| change).collect()
}

/// A paragraph with all of these changes, as its contribution wants it; none if it goes. What does not belong to it
/// or does not fit its text is left out.
pub(crate) fn amended<'a>(old: &Paragraph, changes: impl Iterator<Item = &'a Change>) -> Option<Paragraph> {
    let mut new = old.clone();
    let mut base = None;
    let mut pieces = Vec::new();
    for change in changes.filter(|c| c.paragraph() == old.id) {
        match change {
            Change::Words { start, end, text, .. } => {
                pieces.push(Piece { start: *start, end: *end, parts: vec![(Flat::of(text), ())] });
            }
            Change::Format { start, end, mark, on, .. } => {
                base.get_or_insert_with(|| Flat::of(&old.text)).set(*start, *end, *mark, *on);
            }
            Change::Restyle { kind, level, direction, .. } => {
                (new.kind, new.level, new.direction) = (*kind, *level, *direction);
            }
            Change::Insert { .. } => {}
            Change::Delete { .. } => return None,
        }
    }
    if base.is_some() || !pieces.is_empty() {
        pieces.sort_by_key(|p| (p.start, p.end));
        let base = base.unwrap_or_else(|| Flat::of(&old.text));
        new.text = splice(&base, &(), &pieces).0.rich();
    }
    Some(new)
}

/// The revision with all of these proposals: for those of one contribution exactly its working copy (display numbers
/// apart, which inserts do not have yet).
pub fn apply(revision: &Revision, proposals: &[Proposal]) -> Vec<Paragraph> {
    let mut changes: HashMap<ParagraphId, Vec<&Change>> = HashMap::new();
    let mut wishes = Vec::new();
    let mut inserts: HashMap<ParagraphId, &Paragraph> = HashMap::new();
    for change in proposals.iter().flat_map(|p| &p.hunks).map(|h| &h.change) {
        if let Change::Insert { after, paragraph } = change {
            inserts.entry(paragraph.id).or_insert_with(|| {
                wishes.push((*after, paragraph.id));
                paragraph
            });
        } else {
            changes.entry(change.paragraph()).or_default().push(change);
        }
    }
    let base: Vec<ParagraphId> = revision.paragraphs.iter().map(|p| p.id).collect();
    place::slots(&base, &[wishes])
        .into_iter()
        .filter_map(|slot| match slot {
            Slot::Base(index) => {
                let old = &revision.paragraphs[index];
                amended(old, changes.get(&old.id).into_iter().flatten().copied())
            }
            Slot::Insert(id, _) => inserts.get(&id).map(|p| (*p).clone()),
        })
        .collect()
}

/// The whole paragraph as it would read with this proposal alone; empty if it would go.
pub fn clean_text_of(revision: &Revision, proposal: &Proposal) -> RichText {
    let old = revision.find(proposal.paragraph).map(|(_, p)| p);
    clean_text(old, proposal)
}

/// The same, of the paragraph as the revision has it (none for an insert).
pub(crate) fn clean_text(old: Option<&Paragraph>, proposal: &Proposal) -> RichText {
    let changes = || proposal.hunks.iter().map(|h| &h.change);
    let new = match old {
        Some(old) => amended(old, changes()),
        None => changes().find_map(|c| match c {
            Change::Insert { paragraph, .. } => Some(paragraph.clone()),
            _ => None,
        }),
    };
    new.map(|p| p.text).unwrap_or_default()
}
