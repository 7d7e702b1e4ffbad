//! Where inserted and moved paragraphs stand: behind their anchor, an insert behind an insert in its own contribution's
//! order, those of several contributions at one place one contribution after the other. Places never depend on how
//! something is decided: what is not taken keeps its own, so that whatever stands behind it stays in order.

use crate::{
    ids::{ActId, HunkId, ParagraphId},
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
    /// Where a move would put its paragraph, or an insert a new one that somebody wanted elsewhere before.
    Move(HunkId),
}

/// What somebody wants at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// A new paragraph.
    New(ParagraphId, HunkId),
    /// A part that is split off a paragraph: its `after` is what is split, or the part in front.
    Part(ParagraphId, HunkId),
    /// A paragraph that stands elsewhere.
    Move(HunkId),
}

impl What {
    /// The paragraph that comes, if one does.
    pub(crate) fn id(self) -> Option<ParagraphId> {
        match self {
            What::New(id, _) | What::Part(id, _) => Some(id),
            What::Move(_) => None,
        }
    }

    /// The hunk that asks for it.
    pub(crate) fn hunk(self) -> HunkId {
        match self {
            What::New(_, hunk) | What::Part(_, hunk) | What::Move(hunk) => hunk,
        }
    }
}

/// One wish for a place: what it stands behind, and what.
pub(crate) type Wish = (Option<ParagraphId>, What);

/// The places that a change asks for, in their order.
pub(crate) fn wishes(hunk: HunkId, change: &Change) -> Vec<Wish> {
    match change {
        Change::Insert { after, paragraph } => vec![(*after, What::New(paragraph.id, hunk))],
        Change::Move { after, .. } => vec![(*after, What::Move(hunk))],
        Change::Split { paragraph, parts } => {
            let before = std::iter::once(*paragraph).chain(parts.iter().map(|p| p.id));
            before.zip(parts).map(|(before, part)| (Some(before), What::Part(part.id, hunk))).collect()
        }
        _ => Vec::new(),
    }
}

/// The wishes of one contribution.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Its turn among those at one place: the lowest first.
    pub(crate) turn: ActId,
    /// All that it wants, in its order.
    pub(crate) wishes: Vec<Wish>,
    /// Only these of them have a place; none: all.
    pub(crate) only: Option<HashSet<HunkId>>,
}

/// What stands behind one paragraph of the revision: what comes before the last part that is split off it by whoever
/// splits it, then everything else.
#[derive(Default)]
struct Behind {
    split: Vec<usize>,
    rest: Vec<usize>,
}

/// What comes where.
pub(crate) struct Order {
    /// All places, in order.
    pub(crate) slots: Vec<Slot>,
    /// Of what is no paragraph of the revision: behind which one it stands, also where it has no place of its own.
    pub(crate) anchors: HashMap<ParagraphId, Option<ParagraphId>>,
}

/// No turn comes before it.
const FIRST: ActId = ActId([0; 32]);

/// A place that somebody asks for.
struct Entry {
    what: What,
    after: Option<ParagraphId>,
    turn: ActId,
}

/// All places in the making.
struct Places<'a> {
    entries: Vec<Entry>,
    at_base: HashMap<Option<ParagraphId>, Behind>,
    placed: HashMap<What, usize>,
    /// The first place of each new paragraph and part.
    of_id: HashMap<ParagraphId, usize>,
    anchors: HashMap<ParagraphId, Option<ParagraphId>>,
    /// Hunks that stand in another turn than their contribution's.
    turns: &'a HashMap<HunkId, ActId>,
}

/// All places in order. `layers` come in the order of their turns, of one turn the older first; who comes later puts
/// what is new into the order of what is there already. A new paragraph that is wanted at a second place has its place
/// where it was wanted first. What hangs on nothing (a foreign anchor, a ring) stands at the end, so that nothing is
/// ever lost.
pub(crate) fn slots(base: &[ParagraphId], layers: &[Layer], turns: &HashMap<HunkId, ActId>) -> Order {
    let known: HashSet<ParagraphId> = base.iter().copied().collect();
    let mut places = Places {
        entries: Vec::new(),
        at_base: HashMap::new(),
        placed: HashMap::new(),
        of_id: HashMap::new(),
        anchors: HashMap::new(),
        turns,
    };
    for layer in layers {
        places.lay(layer, &known);
    }
    let mut out = Vec::with_capacity(base.len() + places.entries.len());
    places.take(&mut out, None);
    for (index, id) in base.iter().enumerate() {
        out.push(Slot::Base(index));
        places.take(&mut out, Some(*id));
    }
    let end = base.last().copied();
    for what in layers.iter().flat_map(|layer| layer.wishes.iter().filter(|w| layer.keeps(w.1)).map(|(_, what)| *what)) {
        if !places.placed.contains_key(&what) {
            let at = places.entry(what, end, FIRST);
            out.extend(places.slot(at));
            what.id().into_iter().for_each(|id| _ = places.anchors.entry(id).or_insert(end));
        }
    }
    Order { slots: out, anchors: places.anchors }
}

impl Layer {
    fn keeps(&self, what: What) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&what.hunk()))
    }

    /// What stands behind each paragraph of the revision, in order: before the last part that is split off it, and then.
    fn rows(&self, known: &HashSet<ParagraphId>) -> Vec<(Option<ParagraphId>, bool, Vec<What>)> {
        let mut behind: HashMap<ParagraphId, Vec<What>> = HashMap::new();
        let mut parts_left: HashMap<ParagraphId, usize> = HashMap::new();
        for (after, what) in &self.wishes {
            match after {
                Some(anchor) if !known.contains(anchor) => behind.entry(*anchor).or_default().push(*what),
                Some(anchor) if matches!(what, What::Part(..)) => *parts_left.entry(*anchor).or_default() += 1,
                _ => {}
            }
        }
        let mut rows: Vec<(Option<ParagraphId>, bool, Vec<What>)> = Vec::new();
        let mut at: HashMap<(Option<ParagraphId>, bool), usize> = HashMap::new();
        let mut walked = HashSet::new();
        for (after, what) in self.wishes.iter().filter(|(after, _)| after.is_none_or(|a| known.contains(&a))) {
            let left = after.and_then(|a| parts_left.get_mut(&a));
            let splits = left.is_some_and(|left| {
                let any = *left > 0;
                *left -= usize::from(any && matches!(what, What::Part(..)));
                any
            });
            let row = *at.entry((*after, splits)).or_insert_with(|| {
                rows.push((*after, splits, Vec::new()));
                rows.len() - 1
            });
            let mut stack = vec![*what];
            while let Some(next) = stack.pop() {
                if walked.insert(next) {
                    rows[row].2.push(next);
                    stack.extend(next.id().and_then(|id| behind.get(&id)).into_iter().flatten().rev());
                }
            }
        }
        rows
    }
}

impl Places<'_> {
    fn lay(&mut self, layer: &Layer, known: &HashSet<ParagraphId>) {
        for (after, splits, row) in layer.rows(known) {
            let behind = self.at_base.remove(&after).unwrap_or_default();
            let Behind { mut split, mut rest } = behind;
            row.iter().filter_map(|what| what.id()).for_each(|id| _ = self.anchors.entry(id).or_insert(after));
            self.merge(if splits { &mut split } else { &mut rest }, after, layer, &row);
            self.at_base.insert(after, Behind { split, rest });
        }
    }

    /// Puts what one contribution wants into a list in which turns rise. What has no place of its own shows where the
    /// others belong all the same.
    fn merge(&mut self, list: &mut Vec<usize>, after: Option<ParagraphId>, layer: &Layer, row: &[What]) {
        let turn = layer.turn;
        // Behind this place of the list everything else of the row comes.
        let mut cursor: Option<usize> = None;
        for (n, what) in row.iter().enumerate() {
            if let Some(entry) = self.placed.get(what) {
                cursor = cursor.max(list.iter().position(|e| e == entry).map(|at| at + 1));
                continue;
            }
            // The same paragraph, with other words or behind another one.
            let there = what.id().and_then(|id| self.of_id.get(&id)).and_then(|e| Some((*e, list.iter().position(|x| x == e)?)));
            if let Some((entry, at)) = there.filter(|(_, at)| cursor.is_none_or(|c| *at >= c)) {
                if layer.keeps(*what) {
                    self.placed.insert(*what, entry);
                }
                cursor = Some(at + 1);
                continue;
            }
            if !layer.keeps(*what) {
                continue;
            }
            let own = self.turns.get(&what.hunk()).copied().filter(|own| *own != turn);
            let last = |this: &Self, turn| list.partition_point(|e| this.entries[*e].turn <= turn);
            let at = match (own, cursor) {
                (Some(own), _) => last(self, own),
                (None, Some(cursor)) => cursor,
                (None, None) if list.is_empty() => 0,
                (None, None) => {
                    let next = row[n + 1..].iter().filter_map(|w| self.placed.get(w).or_else(|| self.of_id.get(&w.id()?)));
                    let next = next.filter_map(|e| list.iter().position(|x| x == e)).next();
                    next.unwrap_or_else(|| last(self, turn))
                }
            };
            // Turns rise whatever is put between.
            let beside = |at: Option<usize>| at.and_then(|at| list.get(at)).map(|e| self.entries[*e].turn);
            let low = beside(at.checked_sub(1)).unwrap_or(FIRST);
            let high = beside(Some(at));
            let turn = own.unwrap_or(turn).max(low);
            let entry = self.entry(*what, after, high.map_or(turn, |high| turn.min(high)));
            list.insert(at, entry);
            if own.is_none() {
                cursor = Some(at + 1);
            } else {
                cursor = cursor.map(|c| c + usize::from(at < c));
            }
        }
    }

    fn entry(&mut self, what: What, after: Option<ParagraphId>, turn: ActId) -> usize {
        let entry = self.entries.len();
        self.entries.push(Entry { what, after, turn });
        self.placed.insert(what, entry);
        if let Some(id) = what.id() {
            self.of_id.entry(id).or_insert(entry);
        }
        entry
    }

    fn take(&mut self, out: &mut Vec<Slot>, place: Option<ParagraphId>) {
        let Behind { split, rest } = self.at_base.remove(&place).unwrap_or_default();
        out.extend(split.into_iter().chain(rest).filter_map(|entry| self.slot(entry)));
    }

    fn slot(&self, entry: usize) -> Option<Slot> {
        let Entry { what, after, .. } = &self.entries[entry];
        let first = what.id().is_none_or(|id| self.of_id.get(&id) == Some(&entry));
        match what {
            What::New(id, _) | What::Part(id, _) if first => Some(Slot::Insert(*id, *after)),
            What::New(_, hunk) | What::Move(hunk) => Some(Slot::Move(*hunk)),
            // A part stands with what it is split off.
            What::Part(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> ParagraphId {
        ParagraphId([n; 8])
    }

    fn order(base: &[ParagraphId], contributions: Vec<Vec<Wish>>) -> Vec<u8> {
        let turn = |n: usize| ActId([n as u8; 32]);
        let layers = contributions.into_iter().enumerate().map(|(n, wishes)| Layer { turn: turn(n), wishes, only: None });
        merged(base, &layers.collect::<Vec<_>>())
    }

    fn merged(base: &[ParagraphId], layers: &[Layer]) -> Vec<u8> {
        slots(base, layers, &HashMap::new())
            .slots
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
        let new = |after: u8, n| ((after > 0).then(|| id(after)), What::New(id(n), HunkId([n; 16])));
        let a = vec![new(1, 10), new(10, 11), new(10, 12), new(0, 13)];
        let b = vec![new(1, 20), new(99, 21), new(23, 22), new(22, 23)];
        assert_eq!(order(&[id(1), id(2)], vec![a, b]), [13, 1, 10, 11, 12, 20, 2, 21, 22, 23]);
    }

    #[test]
    fn parts_stand_behind_what_they_are_split_off() {
        let (new, part) = (
            |after, n| (Some(id(after)), What::New(id(n), HunkId([n; 16]))),
            |after, n| (Some(id(after)), What::Part(id(n), HunkId([n; 16]))),
        );
        let moved = |after, n| (Some(id(after)), What::Move(HunkId([n; 16])));
        let a = vec![new(1, 10), moved(1, 11)];
        let b = vec![new(1, 20), part(1, 21), new(21, 23), part(21, 22), new(22, 24), moved(1, 25)];
        assert_eq!(order(&[id(1), id(2)], vec![a, b]), [1, 20, 21, 23, 22, 24, 10, 11, 25, 2]);
    }

    #[test]
    fn who_comes_again_puts_what_is_new_between_what_stands() {
        let new = |after: u8, n: u8, hunk: u8| ((after > 0).then(|| id(after)), What::New(id(n), HunkId([hunk; 16])));
        let layer = |turn, wishes| Layer { turn: ActId([turn; 32]), wishes, only: None };
        let before = || layer(5, vec![new(1, 10, 10), new(10, 11, 11)]);
        let other = || layer(7, vec![new(1, 20, 20)]);
        assert_eq!(merged(&[id(1), id(2)], &[before(), other()]), [1, 10, 11, 20, 2]);
        // In front, between and behind, each of which gives those behind another anchor.
        let again = layer(5, vec![new(1, 12, 12), new(12, 10, 30), new(10, 13, 13), new(13, 11, 31), new(11, 14, 14)]);
        assert_eq!(merged(&[id(1), id(2)], &[before(), again, other()]), [1, 12, 10, 13, 11, 14, 20, 2]);
        // Turned round: the later wish for 10 has its own place, to which it moves if it is taken.
        let turned = layer(5, vec![new(1, 11, 41), new(11, 10, 40)]);
        assert_eq!(merged(&[id(1), id(2)], &[before(), turned, other()]), [1, 10, 11, 40, 20, 2]);
        // Elsewhere.
        let moved = layer(5, vec![new(1, 10, 10), new(2, 11, 51)]);
        assert_eq!(merged(&[id(1), id(2)], &[before(), moved, other()]), [1, 10, 11, 20, 2, 51]);
    }
}
