//! Moves of a side's working copy onto later revisions: which of them count.
//!
//! A move brings text that its author made from an older copy. Two who make it apart would bring the same text twice,
//! so of moves that build on the same the one with the lowest act hash counts; what was written on top of another is
//! offered again, from that move's own start. Acts only: no text is read here.

use super::{Copy, Paper, store::Store};
use crate::{act::*, ids::*};
use std::collections::{BTreeMap, BTreeSet};

/// The moves onto one working copy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moves {
    /// Those that count, each building on the one before it.
    pub counted: Vec<ActId>,
    /// Those made apart from these, which do not.
    pub apart: BTreeSet<ActId>,
    /// All, with the move on which each builds and the number in its chain.
    all: BTreeMap<ActId, (Option<ActId>, u64)>,
    /// What was said of words that a move could not put, by act.
    settled: BTreeMap<ActId, (ActId, Vec<ParagraphId>, bool)>,
    /// Acts of that kind whose place another took, with who says so.
    replaced: BTreeMap<ActId, BTreeSet<ActId>>,
}

impl Moves {
    /// Whether somebody has dealt with what that move could not put into that paragraph. Of those who say so apart and
    /// otherwise, open wins.
    pub fn is_settled(&self, moved: &ActId, paragraph: &ParagraphId) -> bool {
        let said: Vec<bool> = self.standing(moved, paragraph).map(|(_, settled)| settled).collect();
        !said.is_empty() && said.into_iter().all(|settled| settled)
    }

    /// The acts that say so now: what the next one replaces.
    pub fn said(&self, moved: &ActId, paragraphs: &[ParagraphId]) -> Vec<ActId> {
        let all: BTreeSet<ActId> = paragraphs.iter().flat_map(|p| self.standing(moved, p)).map(|(act, _)| act).collect();
        all.into_iter().collect()
    }

    fn standing<'a>(&'a self, moved: &'a ActId, paragraph: &'a ParagraphId) -> impl Iterator<Item = (ActId, bool)> + 'a {
        let about =
            move |(_, (of, paragraphs, _)): &(&ActId, &(ActId, Vec<ParagraphId>, bool))| of == moved && paragraphs.contains(paragraph);
        // An act takes another's place only for the paragraphs that it names itself.
        let stands = move |act: &ActId| {
            let by = self.replaced.get(act).into_iter().flatten();
            !by.filter_map(|by| self.settled.get(by)).any(|(of, paragraphs, _)| of == moved && paragraphs.contains(paragraph))
        };
        self.settled.iter().filter(about).filter(move |(act, _)| stands(act)).map(|(act, (_, _, settled))| (*act, *settled))
    }

    pub(super) fn settle(&mut self, id: ActId, done: &DraftSettle) {
        self.settled.insert(id, (done.moved, done.paragraphs.clone(), done.settled));
        for old in done.replaces.iter().filter(|old| **old != id) {
            self.replaced.entry(*old).or_default().insert(id);
        }
    }

    /// Sorts out which moves count.
    fn arrange(&mut self, clashing: Option<&BTreeSet<ActId>>) {
        let mut after: BTreeMap<Option<ActId>, ActId> = BTreeMap::new();
        for (act, (on, _)) in self.all.iter().filter(|(act, _)| !clashing.is_some_and(|c| c.contains(act))) {
            // In ascending order: the first one is the lowest.
            after.entry(*on).or_insert(*act);
        }
        self.counted.clear();
        while let Some(next) = after.remove(&self.counted.last().copied()) {
            self.counted.push(next);
        }
        self.apart = self.all.keys().filter(|act| !self.counted.contains(act)).copied().collect();
    }
}

impl Paper {
    /// Takes up a move that counts by its author's rights.
    pub(super) fn take_move(&mut self, copy: Copy, id: ActId, to: &DraftMove, store: &Store) {
        let number = store.get(&id).map_or(0, |a| a.number);
        let moves = self.moves.entry(copy).or_default();
        moves.all.insert(id, (to.after, number));
        moves.arrange(self.clashing.get(&copy));
        let ops = self.draft_ops.entry(copy).or_default();
        ops.retain(|(_, act)| !moves.all.contains_key(act));
        ops.extend(moves.counted.iter().filter_map(|act| Some((moves.all.get(act)?.1, *act))));
    }
}
