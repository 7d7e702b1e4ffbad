//! Which files others make needless: a pack of acts whose hashes match, and a later 'seen' file.
//!
//! A segment is superseded by a longer one of its chain only if held segments lead, hash by hash, from the
//! longer one's beginning to its end and the segment is on that way. So a forked history, which shares
//! numbers but not hashes, is never taken for superseded: it is proof, and it is kept.

use crate::inventory::ContentId;
use qalam_model::ids::{ActId, CircleId, DeviceId};
use qalam_seal::header::{FileKind, Header};
use std::collections::{BTreeMap, HashSet};

type Files<'a> = Vec<(ContentId, &'a Header)>;

/// Each superseded file with the one that supersedes it.
pub fn superseded<'a>(files: impl IntoIterator<Item = (ContentId, &'a Header)>) -> BTreeMap<ContentId, ContentId> {
    let mut chains: BTreeMap<(DeviceId, CircleId), Files<'a>> = BTreeMap::new();
    let mut seen: BTreeMap<DeviceId, Files<'a>> = BTreeMap::new();
    for (id, header) in files {
        match header.kind {
            FileKind::Segment => chains.entry((header.device, header.circle)).or_default().push((id, header)),
            FileKind::Seen => seen.entry(header.device).or_default().push((id, header)),
            FileKind::Grant | FileKind::JoinRequest => {}
        }
    }
    let mut out = BTreeMap::new();
    seen.values().for_each(|files| in_seen(files, &mut out));
    chains.into_values().for_each(|files| in_chain(files, &mut out));
    out
}

/// Of a device's 'seen' files the highest counter stands; two with one counter both do.
fn in_seen(files: &Files<'_>, out: &mut BTreeMap<ContentId, ContentId>) {
    let Some(&(best, top)) = files.iter().max_by_key(|(id, header)| (header.last, *id)) else { return };
    out.extend(files.iter().filter(|(_, header)| header.last < top.last).map(|(id, _)| (*id, best)));
}

/// Whether a segment is part of a longer history whose acts are known by number, as they are once a pack has
/// been opened. Finds also those that headers alone cannot tell, because too few old files are here.
pub fn is_part_of(segment: &Header, act: impl Fn(u64) -> Option<ActId>) -> bool {
    let ((before, hash), (last, at_last)) = ends(segment);
    (before == 0 || act(before) == Some(hash)) && act(last) == Some(at_last)
}

/// The act behind which a segment begins, and its last act.
fn ends(header: &Header) -> ((u64, ActId), (u64, ActId)) {
    ((header.first.saturating_sub(1), header.before), (header.last, header.at_last))
}

fn in_chain(mut files: Files<'_>, out: &mut BTreeMap<ContentId, ContentId>) {
    files.sort_by_key(|(id, header)| (header.first, u64::MAX - header.last, *id));
    let mut packs: Vec<usize> = (0..files.len()).collect();
    // The longest first, so that a file is told to be superseded by the one that will stay.
    packs.sort_by_key(|&at| (u64::MAX - (files[at].1.last - files[at].1.first), files[at].0));
    for at in packs {
        let (id, pack) = files[at];
        let from = files.partition_point(|(_, header)| header.first < pack.first);
        let to = files.partition_point(|(_, header)| header.first <= pack.last);
        let inside = |header: &Header| header.last <= pack.last && (header.first, header.last) != (pack.first, pack.last);
        let parts: Vec<_> = files[from..to].iter().filter(|(_, header)| inside(header)).collect();
        if parts.is_empty() {
            continue;
        }
        let (start, end) = ends(pack);
        let mut after = HashSet::from([start]);
        for (_, part) in &parts {
            let (a, b) = ends(part);
            if after.contains(&a) {
                after.insert(b);
            }
        }
        // From the end backwards; parts that end later come first, so that every successor has been looked at.
        let mut backwards = parts.clone();
        backwards.sort_by_key(|(_, header)| u64::MAX - header.last);
        let mut before = HashSet::from([end]);
        for (_, part) in &backwards {
            let (a, b) = ends(part);
            if before.contains(&b) {
                before.insert(a);
            }
        }
        for (part, header) in parts {
            let (a, b) = ends(header);
            if after.contains(&a) && before.contains(&b) {
                out.entry(*part).or_insert(id);
            }
        }
    }
}
