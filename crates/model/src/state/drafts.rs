//! Draft operations past a cutoff, and those of a device with two histories: what stays so that no word is lost.
//!
//! Reads only the headings of Loro updates: which operations they hold and on which they build.

use super::store::Store;
use crate::{history::Heading, ids::*};
use std::collections::BTreeSet;

fn heading(store: &Store, act: &ActId) -> Option<Heading> {
    Heading::of(store.get(act)?.body.as_deref()?.writing()?.update)
}

/// Of the acts `cut`, those on whose operations a counted act builds, also through one another.
pub(super) fn still_needed<'a>(store: &Store, counted: impl Iterator<Item = &'a ActId>, cut: &BTreeSet<ActId>) -> BTreeSet<ActId> {
    let cut: Vec<(ActId, Heading)> = cut.iter().filter_map(|act| Some((*act, heading(store, act)?))).collect();
    let mut wanted: Vec<(u64, i32)> = counted.filter_map(|a| heading(store, a)).flat_map(|h| h.needs).collect();
    let mut kept = BTreeSet::new();
    while let Some(op) = wanted.pop() {
        for (act, heading) in cut.iter().filter(|(_, h)| h.has(op)) {
            if kept.insert(*act) {
                wanted.extend(&heading.needs);
            }
        }
    }
    kept
}

/// Of the acts of one device, those that hold other operations under the same names as an act with a lower hash.
pub(super) fn clashing(store: &Store, acts: &BTreeSet<ActId>) -> BTreeSet<ActId> {
    let mut kept: Vec<Heading> = Vec::new();
    let mut out = BTreeSet::new();
    for act in acts {
        let Some(heading) = heading(store, act) else { continue };
        if kept.iter().any(|k| k.clashes(&heading)) {
            out.insert(*act);
        } else {
            kept.push(heading);
        }
    }
    out
}
