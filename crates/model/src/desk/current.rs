//! Which contributions count.

use crate::{ids::ActId, proposal::Contribution};
use std::collections::{BTreeMap, BTreeSet};

/// Contributions by what became of them, each sorted by act.
#[derive(Debug, Clone, Default)]
pub struct Standing<'a> {
    /// Those that count.
    pub current: Vec<(ActId, &'a Contribution)>,
    /// Those that were withdrawn or replaced.
    pub former: Vec<(ActId, &'a Contribution)>,
}

/// Sorts out what was withdrawn, and what its own contributor replaced (nobody else can). What a replaced or
/// withdrawn contribution had replaced does not come back.
pub fn current<'a>(all: &[(ActId, &'a Contribution)], withdrawn: &[ActId]) -> Standing<'a> {
    let by_act: BTreeMap<ActId, &'a Contribution> = all.iter().copied().collect();
    let mut gone: BTreeSet<ActId> = withdrawn.iter().copied().collect();
    for newer in by_act.values() {
        let own = |act: &&ActId| by_act.get(act).is_some_and(|old| old.by == newer.by && old.paper == newer.paper);
        gone.extend(newer.replaces.iter().filter(own));
    }
    let (former, current) = by_act.into_iter().partition(|(act, _)| gone.contains(act));
    Standing { current, former }
}
