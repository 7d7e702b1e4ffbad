//! Proposals from a working copy, and a working copy from proposals.

use super::{
    flat::Flat,
    place::{self, Slot},
    splice::{Piece, splice},
    words::{reformats, relinks, steps_of},
};
use crate::{
    ids::*,
    paper::{Kind, Paragraph, Revision, tidy},
    proposal::{Change, Contributor, Hunk, Proposal, ProposalKind},
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// What the working copy asks for, in paragraph order, with empty reasons and no co-sponsors. Paragraphs are matched
/// by id; a paragraph that stands elsewhere asks for nothing by that; of two with one id the first counts.
///
/// Cells and footnotes stand where their table and their first sign put them. So a new footnote belongs to the
/// proposal on the paragraph that bears its sign, a new table is one proposal with its cells and footnotes, and the
/// cells of new rows and columns belong to the proposal on their table. What goes because its table, row, column or
/// sign goes needs no hunk.
pub fn compare(revision: &Revision, revision_id: &RevisionId, by: Contributor, copy: &[Paragraph]) -> Vec<Proposal> {
    let mut copy = copy.to_vec();
    tidy(&mut copy);
    let walk = Walk::new(revision, &copy);
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
    walk.wishes().into_iter().map(|(kind, paragraph, changes)| proposal(kind, paragraph, changes)).collect()
}

/// A revision and a working copy side by side.
struct Walk<'a> {
    revision: &'a Revision,
    base: HashMap<ParagraphId, &'a Paragraph>,
    now: HashMap<ParagraphId, &'a Paragraph>,
    /// New paragraphs that stand by themselves, by the paragraph of the revision in front of them.
    inserts: HashMap<Option<ParagraphId>, Vec<(Option<ParagraphId>, &'a Paragraph)>>,
    /// New cells by table.
    cells: HashMap<ParagraphId, Vec<&'a Paragraph>>,
    /// New footnotes by the paragraph that bears their first sign.
    notes: HashMap<ParagraphId, Vec<&'a Paragraph>>,
}

type Asked = (ProposalKind, ParagraphId, Vec<Change>);

impl<'a> Walk<'a> {
    fn new(revision: &'a Revision, copy: &'a [Paragraph]) -> Walk<'a> {
        let base: HashMap<ParagraphId, &Paragraph> = revision.paragraphs.iter().map(|p| (p.id, p)).collect();
        let now: HashMap<ParagraphId, &Paragraph> = copy.iter().map(|p| (p.id, p)).collect();
        let mut walk = Walk { revision, base, now, inserts: HashMap::new(), cells: HashMap::new(), notes: HashMap::new() };
        let (mut anchor, mut place) = (None, None);
        let mut signed: HashSet<ParagraphId> = HashSet::new();
        for p in copy {
            for note in p.text.notes().filter(|_| p.kind != Kind::Note) {
                if let (true, Some(new)) = (!walk.base.contains_key(&note) && signed.insert(note), walk.now.get(&note).copied()) {
                    walk.notes.entry(p.id).or_default().push(new);
                }
            }
            let known = walk.base.contains_key(&p.id);
            match (p.kind, &p.cell) {
                (Kind::Note, _) => continue,
                (_, Some(cell)) => {
                    if !known {
                        walk.cells.entry(cell.table).or_default().push(p);
                    }
                    continue;
                }
                _ if known => place = Some(p.id),
                _ => walk.inserts.entry(place).or_default().push((anchor, p)),
            }
            anchor = Some(p.id);
        }
        walk
    }

    fn wishes(&self) -> Vec<Asked> {
        let mut out = Vec::new();
        self.inserted(None, &mut out);
        for old in &self.revision.paragraphs {
            match self.now.get(&old.id) {
                Some(new) => self.amended(old, new, &mut out),
                None => self.gone(old, &mut out),
            }
            self.inserted(Some(old.id), &mut out);
        }
        out
    }

    /// New paragraphs behind one of the revision.
    fn inserted(&self, place: Option<ParagraphId>, out: &mut Vec<Asked>) {
        for (after, p) in self.inserts.get(&place).into_iter().flatten() {
            let mut changes = vec![insert(*after, p)];
            self.beside(p.id, p.id, &mut changes);
            for cell in self.cells.get(&p.id).into_iter().flatten() {
                changes.push(insert(Some(p.id), cell));
                self.beside(cell.id, p.id, &mut changes);
            }
            out.push((ProposalKind::Insert, p.id, changes));
        }
    }

    /// The new footnotes whose first signs a paragraph bears; they stand behind `block`.
    fn beside(&self, paragraph: ParagraphId, block: ParagraphId, changes: &mut Vec<Change>) {
        changes.extend(self.notes.get(&paragraph).into_iter().flatten().map(|note| insert(Some(block), note)));
    }

    fn amended(&self, old: &Paragraph, new: &Paragraph, out: &mut Vec<Asked>) {
        let mut changes = amendments(old, new);
        self.beside(old.id, new.cell.map_or(old.id, |c| c.table), &mut changes);
        let mut alone = Vec::new();
        for cell in self.cells.get(&old.id).into_iter().flatten() {
            // The revision's table has the place of a cell that was empty: somebody wrote into it, as anybody may.
            let mut insert = vec![insert(Some(old.id), cell)];
            self.beside(cell.id, old.id, &mut insert);
            match (&old.table, &cell.cell) {
                (Some(table), Some(place)) if table.has(place) => alone.push((ProposalKind::Insert, cell.id, insert)),
                _ => changes.extend(insert),
            }
        }
        if !changes.is_empty() {
            out.push((ProposalKind::Amend, old.id, changes));
        }
        out.extend(alone);
    }

    fn gone(&self, old: &Paragraph, out: &mut Vec<Asked>) {
        match (old.kind, &old.cell) {
            (Kind::Note, _) => {}
            (Kind::Cell, place) => {
                let table = place.and_then(|c| self.now.get(&c.table)?.table.as_ref());
                if place.zip(table).is_some_and(|(place, table)| table.has(&place)) {
                    let words = Change::Words { paragraph: old.id, start: 0, end: old.text.len(), text: RichText::default() };
                    out.push((ProposalKind::Amend, old.id, vec![words]));
                }
            }
            _ => out.push((ProposalKind::Delete, old.id, vec![Change::Delete { paragraph: old.id }])),
        }
    }
}

fn insert(after: Option<ParagraphId>, p: &Paragraph) -> Change {
    Change::Insert { after, paragraph: Paragraph { number: None, ..p.clone() } }
}

fn amendments(old: &Paragraph, new: &Paragraph) -> Vec<Change> {
    let mut out = Vec::new();
    if old.text != new.text {
        out = rewordings(old.id, &old.text, &new.text);
    }
    let paragraph = old.id;
    // A footnote or cell stays one; a table can lose its shape, and nothing else can gain one.
    let restyled = (old.kind, old.level, old.direction) != (new.kind, new.level, new.direction);
    if restyled && (old.kind == new.kind || (!old.kind.is_placed() && new.kind.is_style())) {
        out.push(Change::Restyle { paragraph, kind: new.kind, level: new.level, direction: new.direction });
    }
    if let (Some(table), true) = (&new.table, old.table.is_some() && old.table != new.table) {
        out.push(Change::Reshape { paragraph, table: table.clone() });
    }
    out
}

pub(crate) fn rewordings(paragraph: ParagraphId, old: &RichText, new: &RichText) -> Vec<Change> {
    let (from, to) = (Flat::of(old), Flat::of(new));
    let steps = steps_of(old, new);
    let mut out: Vec<(u32, u32, Change)> = Vec::new();
    for step in steps.iter().filter(|s| !s.same) {
        let (start, end) = (step.old.0 as u32, step.old.1 as u32);
        let text = to.slice(step.new.0, step.new.1).rich();
        out.push((start, end, Change::Words { paragraph, start, end, text }));
    }
    for r in reformats(&steps, &from, &to) {
        out.push((r.start, r.end, Change::Format { paragraph, start: r.start, end: r.end, mark: r.mark, on: r.on }));
    }
    for r in relinks(&steps, &from, &to) {
        out.push((r.start, r.end, Change::Link { paragraph, start: r.start, end: r.end, href: r.href }));
    }
    out.sort_by_key(|(start, end, _)| (*start, *end));
    out.into_iter().map(|(_, _, change)| change).collect()
}

/// A paragraph with all of these changes, as its contribution wants it; none if it goes. What does not belong to it
/// or does not fit its text is left out. Signs of footnotes stand whether there are these or not: [`tidy`] comes later.
pub(crate) fn amended<'a>(old: &Paragraph, changes: impl Iterator<Item = &'a Change>) -> Option<Paragraph> {
    let mut new = old.clone();
    let mut base = None;
    let mut pieces = Vec::new();
    let mut links = Vec::new();
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
            Change::Link { start, end, href, .. } => links.push((*start, *end, href.as_deref())),
            Change::Reshape { table, .. } => new.table = Some(table.clone()),
            Change::Insert { .. } => {}
            Change::Delete { .. } => return None,
        }
    }
    if base.is_some() || !pieces.is_empty() || !links.is_empty() {
        pieces.sort_by_key(|p| (p.start, p.end));
        let mut base = base.unwrap_or_else(|| Flat::of(&old.text));
        base.set_links(&links);
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
    let mut out: Vec<Paragraph> = place::slots(&base, &[wishes])
        .into_iter()
        .filter_map(|slot| match slot {
            Slot::Base(index) => {
                let old = &revision.paragraphs[index];
                amended(old, changes.get(&old.id).into_iter().flatten().copied())
            }
            Slot::Insert(id, _) => inserts.get(&id).map(|p| (*p).clone()),
        })
        .collect();
    tidy(&mut out);
    out
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
            Change::Insert { paragraph, .. } if paragraph.id == proposal.paragraph => Some(paragraph.clone()),
            _ => None,
        }),
    };
    new.map(|p| p.text).unwrap_or_default()
}
