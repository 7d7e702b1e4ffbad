//! Which of a device's own segments should become one, so that 100,000 acts stay within 2,000 files.
//!
//! Pure; opening and sealing is the application's work. A pack carries exactly the acts of a run of segments
//! that follow one another hash by hash.

use crate::{inventory::ContentId, supersede::superseded};
use qalam_seal::header::Header;
use std::collections::BTreeMap;

/// When and how much is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepackPolicy {
    /// Files that a chain may have at any rate.
    pub files: u64,
    /// Acts for which it may have one more.
    pub acts_per_file: u64,
    /// Bytes above which a pack is left as it is.
    pub bytes: u64,
    /// Acts above which it is.
    pub acts: u64,
}

impl Default for RepackPolicy {
    fn default() -> Self {
        RepackPolicy { files: 4, acts_per_file: 64, bytes: 4 * 1024 * 1024, acts: 4096 }
    }
}

/// The segments of one chain of one's own that should be packed into one, in order; nothing where there are
/// few enough. Superseded and full ones are left out, and so is everything before a fork or a gap.
pub fn repack_candidates<'a>(own: impl IntoIterator<Item = (ContentId, &'a Header)>, policy: &RepackPolicy) -> Option<Vec<ContentId>> {
    let own: BTreeMap<ContentId, &Header> = own.into_iter().collect();
    let old = superseded(own.iter().map(|(id, header)| (*id, *header)));
    let mut files: Vec<_> = own.iter().filter(|(id, _)| !old.contains_key(*id)).collect();
    files.sort_by_key(|(id, header)| (header.first, **id));
    let total = files.last().map_or(0, |(_, header)| header.last);
    let allowed = policy.files.max(total / policy.acts_per_file.max(1));
    if files.len() as u64 <= allowed {
        return None;
    }
    let tail = open_tail(&files, policy);
    // Packing half of what is allowed at a time, and all small ones before, keeps an act from being sealed again and again.
    let at_least = files.len() - usize::try_from(allowed / 2).unwrap_or(files.len());
    let mut take = 0;
    let mut acts = 0;
    let mut bytes = 0;
    for (_, header) in tail.iter().rev() {
        let more = header.last - header.first + 1;
        let size = u64::from(header.body_len);
        let full = acts + more > policy.acts || bytes + size > policy.bytes;
        if (full && take >= 2) || (take > at_least && more > 2 * acts) {
            break;
        }
        (take, acts, bytes) = (take + 1, acts + more, bytes + size);
    }
    let chosen = &tail[tail.len() - take..];
    (chosen.len() >= 2).then(|| chosen.iter().map(|(id, _)| **id).collect())
}

/// The longest linked run at the end of the chain that holds no full pack.
fn open_tail<'a, 'b>(files: &'b [(&'a ContentId, &'a &'a Header)], policy: &RepackPolicy) -> &'b [(&'a ContentId, &'a &'a Header)] {
    let full = |header: &Header| header.last - header.first + 1 >= policy.acts || u64::from(header.body_len) >= policy.bytes;
    let linked = |a: &Header, b: &Header| a.last + 1 == b.first && a.at_last == b.before;
    let mut from = files.len();
    while from > 0 && !full(files[from - 1].1) && (from == files.len() || linked(files[from - 1].1, files[from].1)) {
        from -= 1;
    }
    &files[from..]
}
