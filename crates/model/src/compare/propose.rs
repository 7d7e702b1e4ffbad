//! Proposals from a working copy.

use super::{
    apply::apply,
    carry,
    flat::Flat,
    place,
    whole::{Wholes, wholes},
    words::{Step, reformats, relinks, steps_between},
};
use crate::{
    draft::longest_rising,
    ids::*,
    paper::{Kind, Paragraph, Revision, tidy},
    proposal::{Change, Contributor, Hunk, Proposal, ProposalKind},
    text::{OBJECT, RichText},
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

/// What the working copy asks for, in paragraph order, with empty reasons and no co-sponsors. Paragraphs are matched
/// by id; of two with one id the first counts. What stands in another order is moved, as few paragraphs as possible.
/// What was split, joined or moved into another paragraph is found by its words ([`whole`](super::whole)); such a wish
/// is one proposal, and what is amended in these paragraphs besides stands beside it.
///
/// Cells and footnotes stand where their table and their first sign put them. So a new footnote belongs to the
/// proposal on the paragraph that bears its sign, a new table is one proposal with its cells and footnotes, and the
/// cells of new rows and columns belong to the proposal on their table. What goes because its table, row, column or
/// sign goes needs no hunk.
pub fn compare(revision: &Revision, revision_id: &RevisionId, by: Contributor, copy: &[Paragraph]) -> Vec<Proposal> {
    let copy = tidied(copy);
    let copy = &copy[..];
    let proposal = |(kind, paragraph, changes): Asked| {
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
    let moved = moved(revision, copy);
    let wholes = wholes(revision, copy, &moved);
    let found = !wholes.of.is_empty();
    let all = |wholes| -> Vec<Proposal> { Walk::new(revision, copy, &moved, wholes).wishes().into_iter().map(proposal).collect() };
    let proposals = all(wholes);
    if found && !is_copy(apply(revision, &proposals), copy, &proposals) {
        // Words went through so many hands that only their coming and going can be told.
        return all(Wholes::default());
    }
    proposals
}

/// The copy in the shape of a paper; as it is, if nothing in it could need that.
fn tidied(copy: &[Paragraph]) -> Cow<'_, [Paragraph]> {
    let mut seen = HashSet::with_capacity(copy.len());
    let simple = |p: &Paragraph| p.kind.is_style() && p.table.is_none() && p.cell.is_none() && p.text.signs.is_empty();
    if copy.iter().all(|p| simple(p) && !p.text.text.contains(OBJECT) && seen.insert(p.id)) {
        return Cow::Borrowed(copy);
    }
    let mut copy = copy.to_vec();
    tidy(&mut copy);
    Cow::Owned(copy)
}

/// These proposals without those that are held back. What would stand behind a new paragraph or a part that is held back
/// stands behind what that one stands behind.
pub fn without(
    revision_id: &RevisionId,
    by: Contributor,
    proposals: Vec<Proposal>,
    held_back: impl Fn(&Proposal) -> bool,
) -> Vec<Proposal> {
    let (dropped, mut kept): (Vec<Proposal>, Vec<Proposal>) = proposals.into_iter().partition(held_back);
    let hunks = dropped.iter().flat_map(|p| &p.hunks);
    let wishes = hunks.flat_map(|h| place::wishes(h.id, &h.change));
    let gone: HashMap<ParagraphId, Option<ParagraphId>> = wishes.filter_map(|(after, what)| Some((what.id()?, after))).collect();
    for proposal in kept.iter_mut().filter(|_| !gone.is_empty()) {
        let mut moved = false;
        for hunk in &mut proposal.hunks {
            let (Change::Insert { after, .. } | Change::Move { after, .. }) = &mut hunk.change else { continue };
            let was = *after;
            for _ in 0..=gone.len() {
                let Some(before) = after.and_then(|a| gone.get(&a)) else { break };
                *after = *before;
            }
            if *after != was {
                hunk.id = hunk.change.id(revision_id);
                moved = true;
            }
        }
        if moved {
            proposal.id = Proposal::derive_id(revision_id, by, proposal.kind, &proposal.hunks);
        }
    }
    kept
}

/// Whether what was applied is that copy, but for numbers and for references to what is no paragraph any more.
fn is_copy(mut applied: Vec<Paragraph>, copy: &[Paragraph], proposals: &[Proposal]) -> bool {
    let went: HashMap<_, _> = proposals.iter().flat_map(|p| &p.hunks).flat_map(|h| carry::going(&h.change)).collect();
    if applied.len() != copy.len() {
        return false;
    }
    applied.iter_mut().zip(copy).all(|(p, wanted)| {
        p.number = wanted.number;
        if !carry::refers(&wanted.text, &went) {
            return p == wanted;
        }
        let mut wanted = wanted.clone();
        carry::follow(&mut wanted.text, &went);
        *p == wanted
    })
}

/// The paragraphs of the revision that stand elsewhere in the copy: as few as possible.
fn moved(revision: &Revision, copy: &[Paragraph]) -> HashSet<ParagraphId> {
    let place: HashMap<ParagraphId, usize> = revision.paragraphs.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
    let known: Vec<&Paragraph> = copy.iter().filter(|p| !p.kind.is_placed() && place.contains_key(&p.id)).collect();
    let stays = longest_rising(&known.iter().map(|p| place.get(&p.id)).collect::<Vec<_>>());
    known.iter().zip(stays).filter(|(_, stays)| !stays).map(|(p, _)| p.id).collect()
}

/// A revision and a working copy side by side.
struct Walk<'a> {
    revision: &'a Revision,
    base: HashMap<ParagraphId, &'a Paragraph>,
    now: HashMap<ParagraphId, &'a Paragraph>,
    wholes: Wholes,
    /// What comes behind a paragraph of the revision that is not moved, or at the beginning.
    behind: HashMap<Option<ParagraphId>, Vec<Comes<'a>>>,
    /// New cells by table.
    cells: HashMap<ParagraphId, Vec<&'a Paragraph>>,
    /// New footnotes by the paragraph that bears their first sign.
    notes: HashMap<ParagraphId, Vec<&'a Paragraph>>,
}

enum Comes<'a> {
    /// A new paragraph that stands by itself, behind that one.
    New(Option<ParagraphId>, &'a Paragraph),
    /// A paragraph that is moved there.
    Moved(Option<ParagraphId>, ParagraphId),
    /// The last part that is split off that paragraph.
    LastPart(ParagraphId),
}

type Asked = (ProposalKind, ParagraphId, Vec<Change>);

impl<'a> Walk<'a> {
    fn new(revision: &'a Revision, copy: &'a [Paragraph], moved: &HashSet<ParagraphId>, wholes: Wholes) -> Walk<'a> {
        let base: HashMap<ParagraphId, &Paragraph> = revision.paragraphs.iter().map(|p| (p.id, p)).collect();
        let now: HashMap<ParagraphId, &Paragraph> = copy.iter().map(|p| (p.id, p)).collect();
        let mut parts_left: HashMap<ParagraphId, usize> = HashMap::new();
        wholes.parts.values().for_each(|of| *parts_left.entry(*of).or_default() += 1);
        let mut walk = Walk { revision, base, now, wholes, behind: HashMap::new(), cells: HashMap::new(), notes: HashMap::new() };
        let (mut anchor, mut place) = (None, None);
        let mut signed: HashSet<ParagraphId> = HashSet::new();
        for p in copy {
            let bears = walk.wholes.parts.get(&p.id).copied().unwrap_or(p.id);
            for note in p.text.notes().filter(|_| p.kind != Kind::Note) {
                if let (true, Some(new)) = (!walk.base.contains_key(&note) && signed.insert(note), walk.now.get(&note).copied()) {
                    walk.notes.entry(bears).or_default().push(new);
                }
            }
            let known = walk.base.contains_key(&p.id);
            match (p.kind, &p.cell) {
                (Kind::Note, _) => {}
                (_, Some(cell)) => {
                    if !known {
                        walk.cells.entry(cell.table).or_default().push(p);
                    }
                }
                // What is moved may not be moved after all: nothing stands behind it but its parts.
                _ if moved.contains(&p.id) => walk.behind.entry(place).or_default().push(Comes::Moved(anchor, p.id)),
                _ if known => {
                    place = Some(p.id);
                    anchor = place;
                }
                _ => match walk.wholes.parts.get(&p.id).copied() {
                    Some(of) if moved.contains(&of) => {}
                    Some(of) => {
                        anchor = Some(p.id);
                        let left = parts_left.entry(of).or_default();
                        *left = left.saturating_sub(1);
                        if *left == 0 {
                            walk.behind.entry(place).or_default().push(Comes::LastPart(of));
                        }
                    }
                    None => {
                        walk.behind.entry(place).or_default().push(Comes::New(anchor, p));
                        anchor = Some(p.id);
                    }
                },
            }
        }
        walk
    }

    fn wishes(&self) -> Vec<Asked> {
        let mut out = Vec::new();
        self.behind(None, &mut out);
        for old in &self.revision.paragraphs {
            match (self.now.get(&old.id), self.wholes.told_by.get(&old.id)) {
                (_, Some(of)) => self.carried(old, *of, &mut out),
                (Some(new), None) => self.amended(old, new, &mut out),
                (None, None) => self.gone(old, &mut out),
            }
            self.behind(Some(old.id), &mut out);
        }
        out
    }

    /// What comes behind one of the revision.
    fn behind(&self, place: Option<ParagraphId>, out: &mut Vec<Asked>) {
        for comes in self.behind.get(&place).into_iter().flatten() {
            match comes {
                Comes::New(after, p) => self.inserted(*after, p, out),
                Comes::Moved(after, id) => {
                    out.push((ProposalKind::Move, *id, vec![Change::Move { paragraph: *id, after: *after }]));
                }
                Comes::LastPart(of) => self.whole(*of, out),
            }
        }
    }

    /// A new paragraph.
    fn inserted(&self, after: Option<ParagraphId>, p: &Paragraph, out: &mut Vec<Asked>) {
        let mut changes = vec![insert(after, p)];
        self.beside(p.id, p.id, &mut changes);
        for cell in self.cells.get(&p.id).into_iter().flatten() {
            changes.push(insert(Some(p.id), cell));
            self.beside(cell.id, p.id, &mut changes);
        }
        out.push((ProposalKind::Insert, p.id, changes));
    }

    /// A split, join or move into another.
    fn whole(&self, id: ParagraphId, out: &mut Vec<Asked>) {
        let Some(whole) = self.wholes.of.get(&id) else { return };
        let kind = match &whole.change {
            Change::Split { .. } => ProposalKind::Split,
            Change::Join { .. } => ProposalKind::Join,
            _ => ProposalKind::Into,
        };
        out.push((kind, id, vec![whole.change.clone()]));
    }

    /// A paragraph that is split or joined, or whose words go into another or are joined by such: what is amended in it
    /// and, if it is this one's, the whole proposal.
    fn carried(&self, old: &Paragraph, of: ParagraphId, out: &mut Vec<Asked>) {
        let Some(whole) = self.wholes.of.get(&of) else { return };
        let mut changes = whole.beside.get(&old.id).cloned().unwrap_or_default();
        if let Some(new) = self.now.get(&old.id) {
            restyled(old, new, &mut changes);
        }
        // A new footnote belongs to the words that bring its sign, wherever these stand now.
        let host = whole.change.others().into_iter().chain([of]);
        let notes: Vec<&Paragraph> = host.filter_map(|id| self.notes.get(&id)).flatten().copied().collect();
        let brought: HashSet<ParagraphId> = changes.iter().flat_map(brings).collect();
        changes.extend(notes.into_iter().filter(|n| brought.contains(&n.id)).map(|n| insert(Some(old.id), n)));
        if !changes.is_empty() {
            out.push((ProposalKind::Amend, old.id, changes));
        }
        // That of a split stands where its last part does, unless it is moved with its parts.
        let later = |c: &Comes<'_>| matches!(c, Comes::LastPart(id) if *id == old.id);
        if old.id == of && !self.behind.values().flatten().any(later) {
            self.whole(of, out);
        }
    }

    /// The new footnotes whose first signs a paragraph bears; they stand behind `block`.
    fn beside(&self, paragraph: ParagraphId, block: ParagraphId, changes: &mut Vec<Change>) {
        changes.extend(self.notes.get(&paragraph).into_iter().flatten().map(|note| insert(Some(block), note)));
    }

    fn amended(&self, old: &Paragraph, new: &Paragraph, out: &mut Vec<Asked>) {
        let mut changes = amendments(old, new, self.wholes.steps.get(&old.id).map(Vec::as_slice));
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

fn amendments(old: &Paragraph, new: &Paragraph, steps: Option<&[Step]>) -> Vec<Change> {
    let mut out = Vec::new();
    if old.text != new.text {
        let (from, to) = (Flat::of(&old.text), Flat::of(&new.text));
        out = match steps {
            Some(steps) => reworded(old.id, &from, &to, steps),
            None => reworded(old.id, &from, &to, &steps_between(&old.text, &new.text, &from, &to)),
        };
    }
    restyled(old, new, &mut out);
    out
}

/// The footnotes whose signs a change brings.
fn brings(change: &Change) -> Vec<ParagraphId> {
    match change {
        Change::Words { text, .. } => text.notes().collect(),
        _ => Vec::new(),
    }
}

fn restyled(old: &Paragraph, new: &Paragraph, out: &mut Vec<Change>) {
    let paragraph = old.id;
    // A footnote or cell stays one; a table can lose its shape, and nothing else can gain one.
    let restyled = (old.kind, old.level, old.direction) != (new.kind, new.level, new.direction);
    if restyled && (old.kind == new.kind || (!old.kind.is_placed() && new.kind.is_style())) {
        out.push(Change::Restyle { paragraph, kind: new.kind, level: new.level, direction: new.direction });
    }
    if let (Some(table), true) = (&new.table, old.table.is_some() && old.table != new.table) {
        out.push(Change::Reshape { paragraph, table: table.clone() });
    }
}

pub(crate) fn rewordings(paragraph: ParagraphId, old: &RichText, new: &RichText) -> Vec<Change> {
    let (from, to) = (Flat::of(old), Flat::of(new));
    reworded(paragraph, &from, &to, &steps_between(old, new, &from, &to))
}

fn reworded(paragraph: ParagraphId, from: &Flat, to: &Flat, steps: &[Step]) -> Vec<Change> {
    let mut out: Vec<(u32, u32, Change)> = Vec::new();
    for step in steps.iter().filter(|s| !s.same) {
        let (start, end) = (step.old.0 as u32, step.old.1 as u32);
        let text = to.slice(step.new.0, step.new.1).rich();
        out.push((start, end, Change::Words { paragraph, start, end, text }));
    }
    for r in reformats(steps, from, to) {
        out.push((r.start, r.end, Change::Format { paragraph, start: r.start, end: r.end, mark: r.mark, on: r.on }));
    }
    for r in relinks(steps, from, to) {
        out.push((r.start, r.end, Change::Link { paragraph, start: r.start, end: r.end, href: r.href }));
    }
    out.sort_by_key(|(start, end, _)| (*start, *end));
    out.into_iter().map(|(_, _, change)| change).collect()
}
