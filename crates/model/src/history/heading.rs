//! The headings of a draft's updates: which operations one holds, and on which it builds. Never its words.

use loro::LoroDoc;
use std::collections::BTreeMap;

/// Which operations an update holds, and which it needs to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// By peer: from, up to.
    pub(crate) holds: BTreeMap<u64, (i32, i32)>,
    /// Peer and counter of each operation on which it builds directly.
    pub(crate) needs: Vec<(u64, i32)>,
}

impl Heading {
    /// Of a Loro update; none for other bytes.
    pub(crate) fn of(update: &[u8]) -> Option<Heading> {
        let meta = LoroDoc::decode_import_blob_meta(update, true).ok()?;
        let start: BTreeMap<u64, i32> = meta.partial_start_vv.iter().map(|(peer, at)| (*peer, *at)).collect();
        let holds: BTreeMap<u64, (i32, i32)> =
            meta.partial_end_vv.iter().map(|(peer, end)| (*peer, (start.get(peer).copied().unwrap_or(0), *end))).collect();
        let mut needs: Vec<(u64, i32)> = meta.start_frontiers.iter().map(|id| (id.peer, id.counter)).collect();
        needs.extend(start.iter().filter(|(_, at)| **at > 0).map(|(peer, at)| (*peer, at - 1)));
        Some(Heading { holds, needs })
    }

    /// Whether it holds this operation.
    pub(crate) fn has(&self, (peer, counter): (u64, i32)) -> bool {
        self.holds.get(&peer).is_some_and(|(from, to)| (*from..*to).contains(&counter))
    }

    /// Whether it holds operations under names that another one uses too.
    pub(crate) fn clashes(&self, other: &Heading) -> bool {
        self.holds.iter().any(|(peer, (a, b))| other.holds.get(peer).is_some_and(|(c, d)| a < d && c < b))
    }
}
