//! Draft operations past a cutoff, and those of a device with two histories: what stays so that no word is lost.
//!
//! Reads only the headings of Loro updates: which operations they hold and on which they build.

use super::store::Store;
use crate::{act::*, ids::*};
use loro::LoroDoc;
use std::collections::{BTreeMap, BTreeSet};

/// Which operations an update holds, and which it needs to be there.
struct Heading {
    /// By peer: from, up to.
    holds: BTreeMap<u64, (i32, i32)>,
    needs: Vec<(u64, i32)>,
}

impl Heading {
    fn read(store: &Store, act: &ActId) -> Option<Heading> {
        let Some(Body::DraftOps(ops)) = store.get(act)?.body.as_deref() else { return None };
        let meta = LoroDoc::decode_import_blob_meta(&ops.update, true).ok()?;
        let start: BTreeMap<u64, i32> = meta.partial_start_vv.iter().map(|(peer, at)| (*peer, *at)).collect();
        let holds: BTreeMap<u64, (i32, i32)> =
            meta.partial_end_vv.iter().map(|(peer, end)| (*peer, (start.get(peer).copied().unwrap_or(0), *end))).collect();
        let mut needs: Vec<(u64, i32)> = meta.start_frontiers.iter().map(|id| (id.peer, id.counter)).collect();
        needs.extend(start.iter().filter(|(_, at)| **at > 0).map(|(peer, at)| (*peer, at - 1)));
        Some(Heading { holds, needs })
    }

    fn has(&self, (peer, counter): (u64, i32)) -> bool {
        self.holds.get(&peer).is_some_and(|(from, to)| (*from..*to).contains(&counter))
    }

    fn clashes(&self, other: &Heading) -> bool {
        self.holds.iter().any(|(peer, (a, b))| other.holds.get(peer).is_some_and(|(c, d)| a < d && c < b))
    }
}

/// Of the acts `cut`, those on whose operations a counted act builds, also through one another.
pub(super) fn still_needed<'a>(store: &Store, counted: impl Iterator<Item = &'a ActId>, cut: &BTreeSet<ActId>) -> BTreeSet<ActId> {
    let cut: Vec<(ActId, Heading)> = cut.iter().filter_map(|act| Some((*act, Heading::read(store, act)?))).collect();
    let mut wanted: Vec<(u64, i32)> = counted.filter_map(|a| Heading::read(store, a)).flat_map(|h| h.needs).collect();
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
        let Some(heading) = Heading::read(store, act) else { continue };
        if kept.iter().any(|k| k.clashes(&heading)) {
            out.insert(*act);
        } else {
            kept.push(heading);
        }
    }
    out
}
