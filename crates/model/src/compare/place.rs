//! Where inserted and moved paragraphs stand: behind their anchor, an insert behind an insert in its own contribution's
//! order, those of several contributions at one place one contribution after the other. Places never depend on what
//! is decided: what is not taken keeps its own, so that whatever stands behind it stays in order.

use crate::{
    ids::{HunkId, ParagraphId},
    proposal::Change,
};
use std::collections::{HashMap, HashSet};

/// A place in the order of a revision with inserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The paragraph of the revision with that index.
    Base(usize),
    /// An insert, or a part that is split off, behind that paragraph of the revision.
    Insert(ParagraphId, Option<ParagraphId>),
    /// Where a move would put its paragraph.
    Move(HunkId),
}

/// What somebody wants at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// A new paragraph.
    New(ParagraphId),
    /// A part that is split off a paragraph: its `after` is what is split, or the part in front.
    Part(ParagraphId),
    /// A paragraph that stands elsewhere.
    Move(HunkId),
}

impl What {
    /// The paragraph that comes, if one does.
    pub(crate) fn id(self) -> Option<ParagraphId> {
        match self {
            What::New(id) | What::Part(id) => Some(id),
            What::Move(_) => None,
        }
    }
}

/// One wish for a place: what it stands behind, and what.
pub(crate) type Wish = (Option<ParagraphId>, What);

/// The places that a change asks for, in their order.
pub(crate) fn wishes(hunk: HunkId, change: &Change) -> Vec<Wish> {
    match change {
        Change::Insert { after, paragraph } => vec![(*after, What::New(paragraph.id))],
        Change::Move { after, .. } => vec![(*after, What::Move(hunk))],
        Change::Split { paragraph, parts } => {
            let before = std::iter::once(*paragraph).chain(parts.iter().map(|p| p.id));
            before.zip(parts).map(|(before, part)| (Some(before), What::Part(part.id))).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands behind one paragraph of the revision: what comes before the last part that is split off it by whoever
/// splits it, then everything else.
#[derive(Default)]
struct Behind {
    split: Vec<Slot>,
    rest: Vec<Slot>,
}

/// All places in order. `contributions` are the wishes of each, in the order in which they shall stand at one place.
/// What hangs on nothing (a foreign anchor, a ring) stands at the end, so that nothing is ever lost.
pub(crate) fn slots(base: &[ParagraphId], contributions: &[Vec<Wish>]) -> Vec<Slot> {
    let known: HashSet<ParagraphId> = base.iter().copied().collect();
    let mut at_base: HashMap<Option<ParagraphId>, Behind> = HashMap::new();
    let mut placed: HashSet<What> = HashSet::new();
    let slot = |what, after| match what {
        What::New(id) | What::Part(id) => Slot::Insert(id, after),
        What::Move(hunk) => Slot::Move(hunk),
    };
    let mut adrift = Vec::new();
    for wishes in contributions {
        let mut behind: HashMap<ParagraphId, Vec<What>> = HashMap::new();
        let mut parts_left: HashMap<ParagraphId, usize> = HashMap::new();
        for (after, what) in wishes {
            match after {
                Some(anchor) if !known.contains(anchor) => behind.entry(*anchor).or_default().push(*what),
                Some(anchor) if matches!(what, What::Part(_)) => *parts_left.entry(*anchor).or_default() += 1,
                _ => {}
            }
        }
        for (after, what) in wishes.iter().filter(|(after, _)| after.is_none_or(|a| known.contains(&a))) {
            let left = after.and_then(|a| parts_left.get_mut(&a));
            let splits = left.is_some_and(|left| {
                let any = *left > 0;
                *left -= usize::from(any && matches!(what, What::Part(_)));
                any
            });
            let mut stack = vec![*what];
            let mut walked = HashSet::new();
            while let Some(next) = stack.pop() {
                if !walked.insert(next) {
                    continue;
                }
                if placed.insert(next) {
                    let list = at_base.entry(*after).or_default();
                    if splits { &mut list.split } else { &mut list.rest }.push(slot(next, *after));
                }
                stack.extend(next.id().and_then(|id| behind.get(&id)).into_iter().flatten().rev());
            }
        }
        adrift.extend(wishes.iter().map(|(_, what)| *what));
    }
    let mut out = Vec::with_capacity(base.len());
    let mut take = |out: &mut Vec<Slot>, place| {
        let Behind { split, rest } = at_base.remove(&place).unwrap_or_default();
        out.extend(split);
        out.extend(rest);
    };
    take(&mut out, None);
    for (index, id) in base.iter().enumerate() {
        out.push(Slot::Base(index));
        take(&mut out, Some(*id));
    }
    let end = base.last().copied();
    out.extend(adrift.into_iter().filter(|what| placed.insert(*what)).map(|what| slot(what, end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> ParagraphId {
        ParagraphId([n; 8])
    }

    fn order(base: &[ParagraphId], contributions: &[Vec<Wish>]) -> Vec<u8> {
        slots(base, contributions)
            .into_iter()
            .map(|s| match s {
                Slot::Base(i) => base[i].0[0],
                Slot::Insert(id, _) => id.0[0],
                Slot::Move(hunk) => hunk.0[0],
            })
            .collect()
    }

    #[test]
    fn each_contribution_keeps_its_order() {
        let new = |after: u8, n| ((after > 0).then(|| id(after)), What::New(id(n)));
        let a = vec![new(1, 10), new(10, 11), new(10, 12), new(0, 13)];
        let b = vec![new(1, 20), new(99, 21), new(23, 22), new(22, 23)];
        assert_eq!(order(&[id(1), id(2)], &[a, b]), [13, 1, 10, 11, 12, 20, 2, 21, 22, 23]);
    }

    #[test]
    fn parts_stand_behind_what_they_are_split_off() {
        let (new, part) = (|after, n| (Some(id(after)), What::New(id(n))), |after, n| (Some(id(after)), What::Part(id(n))));
        let moved = |after, n| (Some(id(after)), What::Move(HunkId([n; 16])));
        let a = vec![new(1, 10), moved(1, 11)];
        let b = vec![new(1, 20), part(1, 21), new(21, 23), part(21, 22), new(22, 24), moved(1, 25)];
        assert_eq!(order(&[id(1), id(2)], &[a, b]), [1, 20, 21, 23, 22, 24, 10, 11, 25, 2]);
    }
}
