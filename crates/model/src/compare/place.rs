//! Where inserted paragraphs stand: behind their anchor, an insert behind an insert in its own contribution's order,
//! those of several contributions at one place one contribution after the other.

use crate::ids::ParagraphId;
use std::collections::{HashMap, HashSet};

/// A place in the order of a revision with inserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The paragraph of the revision with that index.
    Base(usize),
    /// An insert, behind that paragraph of the revision.
    Insert(ParagraphId, Option<ParagraphId>),
}

/// One wanted insert: what it stands behind, and its id.
pub(crate) type Wish = (Option<ParagraphId>, ParagraphId);

/// All places in order. `contributions` are the wishes of each, in the order in which they shall stand at one place.
/// What hangs on nothing (a foreign anchor, a ring) stands at the end, so that nothing is ever lost.
pub(crate) fn slots(base: &[ParagraphId], contributions: &[Vec<Wish>]) -> Vec<Slot> {
    let known: HashSet<ParagraphId> = base.iter().copied().collect();
    let mut at_base: HashMap<Option<ParagraphId>, Vec<Slot>> = HashMap::new();
    let mut placed: HashSet<ParagraphId> = HashSet::new();
    let mut adrift = Vec::new();
    for wishes in contributions {
        let mut behind: HashMap<ParagraphId, Vec<ParagraphId>> = HashMap::new();
        for (after, id) in wishes {
            if let Some(anchor) = after.filter(|a| !known.contains(a)) {
                behind.entry(anchor).or_default().push(*id);
            }
        }
        for (after, id) in wishes.iter().filter(|(after, _)| after.is_none_or(|a| known.contains(&a))) {
            let mut stack = vec![*id];
            let mut walked = HashSet::new();
            while let Some(next) = stack.pop() {
                if !walked.insert(next) {
                    continue;
                }
                if placed.insert(next) {
                    at_base.entry(*after).or_default().push(Slot::Insert(next, *after));
                }
                stack.extend(behind.get(&next).into_iter().flatten().rev());
            }
        }
        adrift.extend(wishes.iter().map(|(_, id)| *id));
    }
    let mut out = at_base.remove(&None).unwrap_or_default();
    for (index, id) in base.iter().enumerate() {
        out.push(Slot::Base(index));
        out.extend(at_base.remove(&Some(*id)).unwrap_or_default());
    }
    let end = base.last().copied();
    out.extend(adrift.into_iter().filter(|id| placed.insert(*id)).map(|id| Slot::Insert(id, end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_contribution_keeps_its_order() {
        let id = |n: u8| ParagraphId([n; 8]);
        let base = [id(1), id(2)];
        let a = vec![(Some(id(1)), id(10)), (Some(id(10)), id(11)), (Some(id(10)), id(12)), (None, id(13))];
        let b = vec![(Some(id(1)), id(20)), (Some(id(99)), id(21)), (Some(id(23)), id(22)), (Some(id(22)), id(23))];
        let order: Vec<u8> = slots(&base, &[a, b])
            .into_iter()
            .map(|s| match s {
                Slot::Base(i) => base[i].0[0],
                Slot::Insert(id, _) => id.0[0],
            })
            .collect();
        assert_eq!(order, [13, 1, 10, 11, 12, 20, 2, 21, 22, 23]);
    }
}
