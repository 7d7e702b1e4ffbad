//! Moves, splits, joins and moves into another that were taken: how they make texts of the paragraphs whose words are
//! settled, and where paragraphs stand. So whatever else is taken of these words goes along with them.

use super::{
    index::Index,
    settle::Settled,
    text::{self, Origin, Worded},
    touch::Reach,
    types::{DeskMove, Source},
    verdict::Verdicts,
};
use crate::{
    compare::{
        carry,
        splice::{Piece, Spliced},
    },
    ids::*,
    paper::Paragraph,
    proposal::Change,
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// What applies, by room.
#[derive(Default)]
pub(super) struct Wholes<'a> {
    /// What comes into a room's words: changes with where their new words come from.
    coming: HashMap<usize, Vec<(&'a Change, Source)>>,
    /// Into which room a room's words go.
    went: HashMap<usize, usize>,
    splits: HashMap<usize, (&'a Change, Source)>,
    moved: HashSet<HunkId>,
}

impl<'a> Wholes<'a> {
    pub(super) fn of(index: &Index<'a>, settled: &[Settled<'_>]) -> Wholes<'a> {
        let mut out = Wholes::default();
        for (r, room) in index.rooms.iter().enumerate().filter(|(_, room)| room.old.is_some()) {
            for (i, act) in &settled[r].taken {
                let held = &room.hunks[*i];
                let source = || Source::Hunk { hunk: held.hunk.id, by: held.by.clone(), decision: *act };
                match &held.hunk.change {
                    _ if held.guest => {}
                    Change::Move { .. } => _ = out.moved.insert(held.hunk.id),
                    change @ Change::Split { .. } => _ = out.splits.entry(r).or_insert_with(|| (change, source())),
                    change @ (Change::Join { .. } | Change::Into { .. }) => out.take(index, change, source()),
                    _ => {}
                }
            }
        }
        // A new paragraph that was wanted elsewhere before stands where what applies wants it.
        for hunk in index.moves.iter().map(|(hunk, _)| *hunk) {
            if let Some((r, at)) = index.hunks.get(&hunk).filter(|(r, _)| index.rooms[*r].old.is_none())
                && settled[*r].taken.iter().chain(&settled[*r].bracketed).next().is_some_and(|(i, _)| i == at)
            {
                out.moved.insert(hunk);
            }
        }
        out
    }

    fn take(&mut self, index: &Index<'a>, change: &'a Change, source: Source) {
        let room = |id: ParagraphId| index.room_of.get(&id).copied().filter(|r| index.rooms[*r].old.is_some());
        let goes: Option<Vec<(usize, usize)>> = carry::going(change).into_iter().map(|(from, to)| Some((room(from)?, room(to)?))).collect();
        let Some(goes) =
            goes.filter(|g| g.iter().all(|(from, to)| from != to && !self.went.contains_key(from) && !self.went.contains_key(to)))
        else {
            return;
        };
        if let Some((_, host)) = goes.first().copied().filter(|_| goes.iter().all(|(from, _)| !self.coming.contains_key(from))) {
            self.coming.entry(host).or_default().push((change, source));
            self.went.extend(goes);
        }
    }

    /// All moves that are asked for, in the order of their places.
    pub(super) fn moves(&self, index: &Index<'_>) -> Vec<DeskMove> {
        let paragraph = |hunk: &HunkId| index.hunks.get(hunk).map(|(room, at)| index.rooms[*room].hunks[*at].hunk.change.paragraph());
        let of = |(hunk, behind): &(HunkId, Option<usize>)| {
            Some(DeskMove {
                hunk: *hunk,
                paragraph: paragraph(hunk)?,
                behind: behind.map(|r| index.rooms[r].id),
                applies: self.moved.contains(hunk),
            })
        };
        index.moves.iter().filter_map(of).collect()
    }

    /// The wordings of all rooms.
    pub(super) fn word(&self, index: &Index<'a>, reaches: &[Vec<Reach>], settled: &[Settled<'_>], verdicts: &Verdicts<'_>) -> Vec<Worded> {
        let one = |r: usize, coming| text::word(&index.rooms[r], &reaches[r], &settled[r], verdicts, coming);
        let mut out: Vec<Worded> =
            (0..index.rooms.len()).map(|r| if self.coming.contains_key(&r) { Worded::default() } else { one(r, Vec::new()) }).collect();
        for (host, changes) in &self.coming {
            let pieces = changes.iter().filter_map(|(change, source)| self.piece(index, &out, *host, change, source)).collect();
            out[*host] = one(*host, pieces);
        }
        for (r, (change, source)) in &self.splits {
            self.split(index, settled, &mut out, *r, change, source);
        }
        for r in self.went.keys() {
            let gone = &mut out[*r];
            (gone.text, gone.segments) = (None, Vec::new());
        }
        out
    }

    fn piece(&self, index: &Index<'_>, worded: &[Worded], host: usize, change: &Change, source: &Source) -> Option<Piece<Origin>> {
        let (_, coming) = carry::coming(change)?;
        let len = index.rooms[host].old?.text.len();
        let words = |id: ParagraphId, start, end| {
            let made = index.room_of.get(&id).and_then(|r| worded[*r].made.as_ref());
            made.map(|made| carry::between(made, start, end)).unwrap_or_default()
        };
        Some(coming.piece(len, &(change.paragraph(), 0, source.clone()), words))
    }

    fn split(&self, index: &Index<'_>, settled: &[Settled<'_>], out: &mut [Worded], r: usize, change: &Change, source: &Source) {
        let (Change::Split { paragraph, parts }, Some(made)) = (change, out[r].made.take()) else { return };
        let mut texts = carry::parted(&made, parts, &(*paragraph, 0, source.clone())).into_iter();
        if let Some(first) = texts.next() {
            put(&mut out[r], &first);
        }
        for (part, text) in parts.iter().zip(texts) {
            // One that the Chair's side worded reads as it does.
            if let Some(r) = index.room_of.get(&part.id).copied().filter(|r| index.rooms[*r].old.is_none() && settled[*r].own.is_none()) {
                put(&mut out[r], &text);
            }
        }
    }

    /// What a paragraph is by what applies.
    pub(super) fn mark(&self, index: &Index<'_>, r: usize) -> Marked {
        let room = &index.rooms[r];
        let split = room.part_of.and_then(|of| self.splits.get(index.room_of.get(&of)?));
        let part = match split {
            Some((Change::Split { parts, .. }, _)) => parts.iter().find(|part| part.id == room.id),
            _ => None,
        };
        Marked { into: self.went.get(&r).map(|host| index.rooms[*host].id), part: part.map(|part| carry::part(part, RichText::default())) }
    }
}

/// What a paragraph is by what applies.
#[derive(Debug)]
pub(super) struct Marked {
    /// The paragraph in which its words stand.
    pub(super) into: Option<ParagraphId>,
    /// As the part that it is, without its words.
    pub(super) part: Option<Paragraph>,
}

fn put(worded: &mut Worded, text: &Spliced<Origin>) {
    let (text, segments) = text::read(text);
    (worded.text, worded.segments) = (Some(text), segments);
}
