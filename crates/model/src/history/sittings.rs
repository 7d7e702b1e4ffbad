//! The acts of a draft as a person can read them: in an order in which each can be taken up, grouped into sittings.
//!
//! A sitting is what one member wrote without a long pause. Members who write at the same time share one: a list that
//! changed hands with every act would tell nothing. Claimed times are not trusted for the order: an act never stands
//! before one that it builds on.

use super::Heading;
use crate::{
    act::Millis,
    ids::{ActId, DeviceId, MemberId},
};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, HashMap},
    ops::Range,
};

/// How long somebody has to rest for a new sitting to begin, in milliseconds.
pub const PAUSE: Millis = 10 * 60_000;
/// How long a sitting is at most, in milliseconds.
pub const LARGEST: Millis = 60 * 60_000;

/// One act on a draft.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The act.
    pub act: ActId,
    /// Its device.
    pub device: DeviceId,
    /// Whose device it is, if the roster knows.
    pub member: Option<MemberId>,
    /// Claimed time.
    pub at: Millis,
    /// What it carries.
    pub update: &'a [u8],
}

/// Who wrote: a member, or a device of which the roster knows no owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Author {
    /// A member.
    Member(MemberId),
    /// A device without one.
    Device(DeviceId),
}

impl Written<'_> {
    fn author(&self) -> Author {
        self.member.map_or(Author::Device(self.device), Author::Member)
    }
}

/// What was written without a long pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Places in the order of [`in_order`].
    pub acts: Range<usize>,
    /// Who wrote, in the order in which they began.
    pub authors: Vec<Author>,
    /// Claimed time of the first act.
    pub from: Millis,
    /// Latest claimed time.
    pub until: Millis,
}

/// The places of `written` in an order in which each act comes behind all that it builds on and behind its device's
/// earlier ones (which stand earlier in `written`); among those that could come next the one with the earliest claim.
/// Linear but for sorting, whatever the updates say.
pub fn in_order(written: &[Written<'_>]) -> Vec<usize> {
    let headings: Vec<Option<Heading>> = written.iter().map(|w| Heading::of(w.update)).collect();
    // Who holds an operation: by peer, the acts in the order of their first one.
    let mut holders: HashMap<u64, Vec<(i32, i32, usize)>> = HashMap::new();
    for (i, heading) in headings.iter().enumerate() {
        for (peer, (from, to)) in heading.iter().flat_map(|h| &h.holds) {
            holders.entry(*peer).or_default().push((*from, *to, i));
        }
    }
    holders.values_mut().for_each(|list| list.sort_unstable());
    let holder = |peer: u64, counter: i32| {
        let list = holders.get(&peer)?;
        let at = list.partition_point(|(from, ..)| *from <= counter).checked_sub(1)?;
        list.get(at).filter(|(_, to, _)| counter < *to).map(|(.., i)| *i)
    };
    let mut waits_for: Vec<usize> = vec![0; written.len()];
    let mut followers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); written.len()];
    let mut last_of: HashMap<DeviceId, usize> = HashMap::new();
    for (i, one) in written.iter().enumerate() {
        let needed = headings[i].iter().flat_map(|h| &h.needs).filter_map(|(peer, counter)| holder(*peer, *counter));
        for before in needed.chain(last_of.insert(one.device, i)).filter(|before| *before != i) {
            if followers[before].insert(i) {
                waits_for[i] += 1;
            }
        }
    }
    let mut ready: BinaryHeap<Reverse<(Millis, ActId, usize)>> =
        (0..written.len()).filter(|i| waits_for[*i] == 0).map(|i| Reverse((written[i].at, written[i].act, i))).collect();
    let mut out = Vec::with_capacity(written.len());
    while let Some(Reverse((_, _, i))) = ready.pop() {
        out.push(i);
        for next in std::mem::take(&mut followers[i]) {
            waits_for[next] -= 1;
            if waits_for[next] == 0 {
                ready.push(Reverse((written[next].at, written[next].act, next)));
            }
        }
    }
    // Only forged updates build on one another in a ring: what hangs in one stands at the end.
    let placed: BTreeSet<usize> = out.iter().copied().collect();
    out.extend((0..written.len()).filter(|i| !placed.contains(i)));
    out
}

/// Groups acts, which stand in the order of [`in_order`], into at most `most` sittings that together hold each once.
/// Where there are more, neighbours share one.
pub fn sittings(written: &[Written<'_>], order: &[usize], most: usize) -> Vec<Sitting> {
    let found = grouped(written, order);
    let share = found.len().div_ceil(most.max(1)).max(1);
    found.chunks(share).filter_map(|some| some.iter().cloned().reduce(Sitting::and)).collect()
}

impl Sitting {
    /// This one and the next, as one.
    fn and(mut self, next: Sitting) -> Sitting {
        self.acts.end = next.acts.end;
        self.from = self.from.min(next.from);
        self.until = self.until.max(next.until);
        let new: Vec<Author> = next.authors.into_iter().filter(|a| !self.authors.contains(a)).collect();
        self.authors.extend(new);
        self
    }
}

fn grouped(written: &[Written<'_>], order: &[usize]) -> Vec<Sitting> {
    let mut out: Vec<Sitting> = Vec::new();
    for (place, one) in order.iter().map(|i| &written[*i]).enumerate() {
        let author = one.author();
        // The last sitting of this author, and all since, if none of them has gone cold or grown too long.
        let warm = |s: &Sitting| one.at.saturating_sub(s.until) <= PAUSE;
        let back = out.iter().rev().take_while(|s| warm(s)).position(|s| s.authors.contains(&author));
        let first = back.map(|back| out.len() - 1 - back);
        match first.filter(|first| one.at.saturating_sub(out[*first].from) <= LARGEST) {
            Some(first) => {
                let now = Sitting { acts: place..place + 1, authors: vec![author], from: one.at, until: one.at };
                let joined = out.split_off(first).into_iter().chain([now]).reduce(Sitting::and);
                out.extend(joined);
            }
            None => out.push(Sitting { acts: place..place + 1, authors: vec![author], from: one.at, until: one.at }),
        }
    }
    out
}
