//! A working copy from proposals: the other way round from comparing.

use super::{
    carry::{self, coming, going},
    flat::Flat,
    place::{self, Layer, Slot},
    splice::{Piece, Spliced, splice},
};
use crate::{
    ids::*,
    paper::{Paragraph, Revision, tidy},
    proposal::{Change, Part, Proposal},
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// Proposals of one side, by what they do where.
struct Asked<'a> {
    /// Changes of each paragraph's own words and style.
    changes: HashMap<ParagraphId, Vec<&'a Change>>,
    /// What comes into a paragraph.
    hosts: HashMap<ParagraphId, &'a Change>,
    /// Whose words go, and into which paragraph.
    went: HashMap<ParagraphId, ParagraphId>,
    splits: HashMap<ParagraphId, &'a [Part]>,
}

impl<'a> Asked<'a> {
    fn of(changes: impl Iterator<Item = &'a Change>) -> Asked<'a> {
        let mut asked = Asked { changes: HashMap::new(), hosts: HashMap::new(), went: HashMap::new(), splits: HashMap::new() };
        for change in changes {
            match change {
                Change::Insert { .. } | Change::Move { .. } => {}
                Change::Split { paragraph, parts } => _ = asked.splits.entry(*paragraph).or_insert(parts),
                Change::Join { .. } | Change::Into { .. } => {
                    if let Some((host, _)) = coming(change) {
                        asked.hosts.entry(host).or_insert(change);
                        asked.went.extend(going(change).into_iter().filter(|(from, to)| from != to));
                    }
                }
                _ => asked.changes.entry(change.paragraph()).or_default().push(change),
            }
        }
        asked
    }

    fn changes(&self, id: ParagraphId) -> impl Iterator<Item = &'a Change> {
        self.changes.get(&id).into_iter().flatten().copied()
    }

    /// A paragraph with what is asked of it, and its parts behind it; nothing if it goes.
    fn paragraphs(&self, old: &'a Paragraph, find: impl Fn(ParagraphId) -> Option<&'a Paragraph>) -> Vec<Paragraph> {
        if self.went.contains_key(&old.id) {
            return Vec::new();
        }
        let Some(mut new) = styled(old, self.changes(old.id)) else { return Vec::new() };
        let mut own = pieces(self.changes(old.id));
        if let Some((_, coming)) = self.hosts.get(&old.id).and_then(|change| coming(change)) {
            let words = |id: ParagraphId, start, end| {
                let made = find(id).map(|p| made(p, self.changes(id), pieces(self.changes(id))));
                made.map(|made| carry::between(&made, start, end)).unwrap_or_default()
            };
            let piece = coming.piece(old.text.len(), &(), words);
            carry::fit(&mut own, vec![piece]);
        }
        let parts = self.splits.get(&old.id).copied().unwrap_or_default();
        if parts.is_empty() {
            if let Some(text) = text(old, self.changes(old.id), own) {
                new.text = text;
            }
            return vec![new];
        }
        let made = made(old, self.changes(old.id), own);
        let mut texts = carry::parted(&made, parts, &()).into_iter().map(|t| t.text.rich());
        new.text = texts.next().unwrap_or_default();
        std::iter::once(new).chain(parts.iter().zip(texts).map(|(part, text)| carry::part(part, text))).collect()
    }
}

/// A paragraph with another kind and shape; none if it goes.
fn styled<'a>(old: &Paragraph, changes: impl Iterator<Item = &'a Change>) -> Option<Paragraph> {
    let mut new = old.clone();
    for change in changes {
        match change {
            Change::Restyle { kind, level, direction, .. } => {
                (new.kind, new.level, new.direction) = (*kind, *level, *direction);
            }
            Change::Reshape { table, .. } => new.table = Some(table.clone()),
            Change::Delete { .. } => return None,
            _ => {}
        }
    }
    Some(new)
}

fn pieces<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Piece<()>> {
    let words = |change: &Change| match change {
        Change::Words { start, end, text, .. } => Some(Piece { start: *start, end: *end, parts: vec![(Flat::of(text), ())] }),
        _ => None,
    };
    changes.filter_map(words).collect()
}

/// The words of a paragraph with these pieces in them, and formatting and links as asked.
fn made<'a>(old: &Paragraph, changes: impl Iterator<Item = &'a Change>, mut pieces: Vec<Piece<()>>) -> Spliced<()> {
    let mut base = Flat::of(&old.text);
    let mut links = Vec::new();
    for change in changes {
        match change {
            Change::Format { start, end, mark, on, .. } => base.set(*start, *end, *mark, *on),
            Change::Link { start, end, href, .. } => links.push((*start, *end, href.as_deref())),
            _ => {}
        }
    }
    base.set_links(&links);
    pieces.sort_by_key(|p| (p.start, p.end));
    splice(&base, |_| (), &pieces)
}

/// The same as text; none if nothing changes it. Signs of footnotes stand whether there are these or not: [`tidy`]
/// comes later.
fn text<'a>(old: &Paragraph, changes: impl Iterator<Item = &'a Change>, pieces: Vec<Piece<()>>) -> Option<RichText> {
    let mut changes = changes.peekable();
    let any = changes.peek().is_some() || !pieces.is_empty();
    any.then(|| made(old, changes, pieces).text.rich())
}

/// The revision with all of these proposals: for those of one contribution exactly its working copy (display numbers
/// apart, which inserts do not have yet; references to a paragraph whose words went into another name that one).
pub fn apply(revision: &Revision, proposals: &[Proposal]) -> Vec<Paragraph> {
    let changes = || proposals.iter().flat_map(|p| &p.hunks).map(|h| (h.id, &h.change));
    let asked = Asked::of(changes().map(|(_, change)| change));
    let mut layer = Layer { turn: ActId([0; 32]), wishes: Vec::new(), only: None };
    let mut new: HashMap<ParagraphId, Paragraph> = HashMap::new();
    let mut moves: HashMap<HunkId, ParagraphId> = HashMap::new();
    let mut moved: HashSet<ParagraphId> = HashSet::new();
    for (hunk, change) in changes() {
        layer.wishes.extend(place::wishes(hunk, change));
        match change {
            Change::Insert { paragraph, .. } => _ = new.entry(paragraph.id).or_insert_with(|| paragraph.clone()),
            Change::Move { paragraph, .. } if moved.insert(*paragraph) => _ = moves.insert(hunk, *paragraph),
            _ => {}
        }
    }
    let base: Vec<ParagraphId> = revision.paragraphs.iter().map(|p| p.id).collect();
    let old: HashMap<ParagraphId, &Paragraph> = revision.paragraphs.iter().map(|p| (p.id, p)).collect();
    let all = |id: &ParagraphId| old.get(id).map(|p| asked.paragraphs(p, |id| old.get(&id).copied())).unwrap_or_default();
    let mut out = Vec::with_capacity(base.len());
    for slot in place::slots(&base, &[layer], &HashMap::new()).slots {
        match slot {
            Slot::Base(index) if moved.contains(&base[index]) => {}
            Slot::Base(index) => {
                let mut list = all(&base[index]).into_iter();
                out.extend(list.next());
                // The parts have places of their own, so that something may stand between them.
                list.for_each(|part| _ = new.entry(part.id).or_insert(part));
            }
            Slot::Insert(id, _) => out.extend(new.remove(&id)),
            Slot::Move(hunk) => out.extend(moves.get(&hunk).map(all).unwrap_or_default()),
        }
    }
    out.iter_mut().for_each(|p| carry::follow(&mut p.text, &asked.went));
    tidy(&mut out);
    out
}

/// What stands between the parts where a text shows a paragraph that would be split.
const PART: &str = " ¶ ";

/// The whole paragraph as it would read with this proposal alone; empty if it would go. Of a split its parts with a
/// pilcrow between them; of a move into another that other one.
pub fn clean_text_of(revision: &Revision, proposal: &Proposal) -> RichText {
    clean_text(|id| revision.find(id).map(|(_, p)| p), proposal)
}

/// The same, with the revision's paragraphs found by id.
pub(crate) fn clean_text<'a>(find: impl Fn(ParagraphId) -> Option<&'a Paragraph>, proposal: &'a Proposal) -> RichText {
    let changes = || proposal.hunks.iter().map(|h| &h.change);
    let host = changes().find_map(|c| coming(c).map(|(host, _)| host)).unwrap_or(proposal.paragraph);
    let Some(old) = find(host) else {
        let new = changes().find_map(|c| match c {
            Change::Insert { paragraph, .. } if paragraph.id == proposal.paragraph => Some(paragraph.text.clone()),
            _ => None,
        });
        return new.unwrap_or_default();
    };
    let mut texts = Asked::of(changes()).paragraphs(old, find).into_iter().map(|p| p.text);
    let mut out = texts.next().unwrap_or_default();
    for text in texts {
        out.push(&RichText::plain(PART));
        out.push(&text);
    }
    out
}
