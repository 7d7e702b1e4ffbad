//! The turn of each contribution at places that several ask for: it is as old as the oldest one that it goes back to, so
//! that submitting anew never moves what stands. Says in which order places are laid out, and nothing else.

use super::types::Input;
use crate::{
    compare::place::{self, Layer, Wish},
    ids::*,
    proposal::{Contribution, Contributor, Treatment},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What is wanted where, in the order in which it is laid out.
pub(super) struct Turns {
    pub(super) layers: Vec<Layer>,
    /// Hunks whose turn is another than that of the contribution in which they are found now.
    pub(super) own: HashMap<HunkId, ActId>,
}

type All<'a> = BTreeMap<ActId, &'a Contribution>;

/// How old a contribution is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Age {
    /// The lowest act of the oldest ones that it goes back to.
    root: ActId,
    /// Behind how many it comes.
    depth: usize,
}

/// Contributions that count ask for all that is theirs. Of former ones only what was decided while it lay there has a
/// place: that one, whatever its contributor asks for since. A decision that does not say what lay there speaks of
/// any; `named` are the hunks of which something is decided.
pub(super) fn turns(input: &Input<'_>, now: &All<'_>, before: &All<'_>, named: &HashSet<HunkId>) -> Turns {
    let ages = ages(now, before);
    let seen = if before.is_empty() { Seen::default() } else { Seen::of(input) };
    let mut lists: Vec<(Age, ActId, Contributor, bool, Vec<Wish>)> = Vec::new();
    for (act, c, counts) in now.iter().map(|(a, c)| (a, c, true)).chain(before.iter().map(|(a, c)| (a, c, false))) {
        let hunks = c.proposals.iter().flat_map(|p| &p.hunks);
        let wishes: Vec<Wish> = hunks.flat_map(|h| place::wishes(h.id, &h.change)).collect();
        if !wishes.is_empty() {
            lists.push((ages.get(act).copied().unwrap_or(Age { root: *act, depth: 0 }), *act, c.by, counts, wishes));
        }
    }
    lists.sort_by_key(|(age, act, ..)| (*age, *act));
    let mut there: HashSet<HunkId> = lists.iter().filter(|l| l.3).flat_map(|l| &l.4).map(|(_, what)| what.hunk()).collect();
    // Whose words they were when something was decided about them, and since when.
    let mut decided: HashMap<HunkId, (ActId, BTreeSet<Contributor>)> = HashMap::new();
    let mut only: Vec<Option<HashSet<HunkId>>> = Vec::with_capacity(lists.len());
    for (age, act, by, counts, wishes) in &lists {
        let hunks = || wishes.iter().map(|(_, what)| what.hunk()).filter(|h| named.contains(h));
        let kept: Option<HashSet<HunkId>> = (!counts).then(|| hunks().filter(|h| seen.saw(h, act)).collect());
        for hunk in kept.iter().flatten() {
            let (turn, whose) = decided.entry(*hunk).or_insert((age.root, BTreeSet::new()));
            *turn = age.root.min(*turn);
            whose.insert(*by);
        }
        there.extend(kept.iter().flatten());
        only.push(kept);
    }
    // What nobody asks for and no decision saw lies somewhere all the same.
    for ((.., wishes), kept) in lists.iter().zip(&mut only) {
        let lost = |h: &HunkId| named.contains(h) && !there.contains(h);
        kept.iter_mut().for_each(|kept| kept.extend(wishes.iter().map(|(_, what)| what.hunk()).filter(lost)));
    }
    let mut own: HashMap<HunkId, ActId> = decided.iter().map(|(hunk, (turn, _))| (*hunk, *turn)).collect();
    for (age, _, by, _, wishes) in lists.iter().filter(|l| l.3 && !decided.is_empty()) {
        for hunk in wishes.iter().map(|(_, what)| what.hunk()) {
            if let (Some((_, whose)), Some(turn)) = (decided.get(&hunk), own.get_mut(&hunk))
                && !whose.contains(by)
            {
                *turn = age.root.min(*turn);
            }
        }
    }
    let layers = lists.into_iter().zip(only).map(|((age, .., wishes), only)| Layer { turn: age.root, wishes, only });
    Turns { layers: layers.collect(), own }
}

/// The age of each contribution.
fn ages(now: &All<'_>, before: &All<'_>) -> HashMap<ActId, Age> {
    if now.values().chain(before.values()).all(|c| c.replaces.is_empty()) {
        return HashMap::new();
    }
    let find = |act: &ActId| now.get(act).or_else(|| before.get(act)).copied();
    let mut newer: HashMap<ActId, Vec<ActId>> = HashMap::new();
    let mut left: BTreeMap<ActId, usize> = BTreeMap::new();
    for (act, c) in now.iter().chain(before) {
        let older: BTreeSet<ActId> =
            c.replaces.iter().filter(|old| *old != act && find(old).is_some_and(|old| old.by == c.by)).copied().collect();
        left.insert(*act, older.len());
        older.into_iter().for_each(|old| newer.entry(old).or_default().push(*act));
    }
    let mut ready: Vec<ActId> = left.iter().filter(|(_, n)| **n == 0).map(|(act, _)| *act).collect();
    let mut ages: HashMap<ActId, Age> = ready.iter().map(|act| (*act, Age { root: *act, depth: 0 })).collect();
    // Those in a ring, which only hostile ones can be, never come: each counts as the first of its own.
    while let Some(act) = ready.pop() {
        let Some(age) = ages.get(&act).copied() else { continue };
        for next in newer.get(&act).into_iter().flatten() {
            let own = ages.entry(*next).or_insert(Age { root: age.root, depth: 0 });
            *own = Age { root: own.root.min(age.root), depth: own.depth.max(age.depth + 1) };
            if let Some(n) = left.get_mut(next) {
                *n -= 1;
                if *n == 0 {
                    ready.push(*next);
                }
            }
        }
    }
    ages.retain(|act, _| left.get(act) == Some(&0));
    ages
}

/// Which contributions lay there when something was decided about a hunk.
#[derive(Default)]
struct Seen<'a> {
    by_hunk: HashMap<HunkId, Vec<&'a [ActId]>>,
}

impl<'a> Seen<'a> {
    fn of(input: &Input<'a>) -> Seen<'a> {
        let mut out = Seen::default();
        for (_, decision) in input.decisions.iter().filter(|(_, d)| d.treatment != Treatment::Reopen) {
            decision.hunks.iter().for_each(|hunk| out.by_hunk.entry(*hunk).or_default().push(&decision.seen));
        }
        out
    }

    fn saw(&self, hunk: &HunkId, act: &ActId) -> bool {
        self.by_hunk.get(hunk).into_iter().flatten().any(|seen| seen.is_empty() || seen.contains(act))
    }
}
