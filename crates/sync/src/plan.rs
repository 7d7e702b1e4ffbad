//! What is to be done, from what the vault and the folder hold. A pure function: no disk, no clock, no state.

use crate::{
    inventory::{ContentId, Inventory, Present, Standing},
    supersede::superseded,
};
use qalam_model::ids::{CircleId, DeviceId};
use qalam_seal::header::{FileKind, Header};
use std::collections::BTreeMap;

/// Whose files are put into the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// This device's own: the daily exchange.
    Own,
    /// Everybody's that the vault holds: on request, and for the Courier.
    Everybody,
}

/// What is to be done. Every list is in the order of content ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the folder, not in the vault.
    pub fetch: Vec<ContentId>,
    /// Own files that were never in the folder.
    pub publish: Vec<ContentId>,
    /// Own files that were in the folder and are not there now.
    pub put_back: Vec<ContentId>,
    /// Other members' files that the folder lacks, to be put there.
    pub restore: Vec<ContentId>,
    /// Own files in the folder that another own file there supersedes.
    pub remove: Vec<ContentId>,
    /// Other members' files that the folder lacks, which are left to their owners.
    pub missing: Vec<ContentId>,
}

impl Plan {
    /// Whether the folder stays as it is.
    pub fn writes_nothing(&self) -> bool {
        self.writes().next().is_none() && self.remove.is_empty()
    }

    /// All files to be written.
    pub fn writes(&self) -> impl Iterator<Item = &ContentId> {
        self.publish.iter().chain(&self.put_back).chain(&self.restore)
    }
}

/// Compares what the vault and a folder hold, for the device `me`.
pub fn plan(mine: &Inventory, folder: &Present, me: DeviceId, policy: Policy) -> Plan {
    let counted = mine.iter().filter(|(_, held)| held.standing != Standing::Refused).map(|(id, held)| (*id, &held.header));
    let arriving = folder.iter().filter(|(id, _)| !mine.knows(id)).map(|(id, header)| (*id, header));
    // A later 'seen' file in the folder makes one in the vault needless even before it was fetched; a pack does
    // not, since nobody has looked into it yet.
    let seen = arriving.filter(|(_, header)| header.kind == FileKind::Seen);
    let mut old = superseded(counted.chain(seen));
    // What supersedes must be at hand itself; a pack whose bytes are gone stands for nothing.
    old.retain(|_, by| mine.get(by).is_none_or(|held| held.standing == Standing::Held));

    let lying = Lying::of(folder);
    let mut plan = Plan::default();
    for (id, held) in mine.iter() {
        let own = held.header.device == me;
        if folder.has(id) || held.standing != Standing::Held || old.contains_key(id) {
            continue;
        }
        match (own, held.sent, policy) {
            (true, false, _) => plan.publish.push(*id),
            (true, true, _) => plan.put_back.push(*id),
            (false, _, Policy::Everybody) => plan.restore.push(*id),
            (false, ..) if held.header.kind == FileKind::Seen || lying.cover(&held.header) => {}
            (false, ..) => plan.missing.push(*id),
        }
    }
    for (id, header) in folder.iter() {
        if !mine.knows(id) && !old.contains_key(id) {
            plan.fetch.push(*id);
        }
        let stays = |by: &ContentId| mine.knows(by) && (folder.has(by) || plan.writes().any(|write| write == by));
        if header.device == me && mine.knows(id) && old.get(id).is_some_and(stays) {
            plan.remove.push(*id);
        }
    }
    plan
}

/// The segments that lie in the folder, by chain.
struct Lying<'a>(BTreeMap<(DeviceId, CircleId), Vec<&'a Header>>);

impl<'a> Lying<'a> {
    fn of(folder: &'a Present) -> Lying<'a> {
        let mut chains: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (_, header) in folder.iter().filter(|(_, header)| header.kind == FileKind::Segment) {
            chains.entry((header.device, header.circle)).or_default().push(header);
        }
        Lying(chains)
    }

    /// Whether a longer segment carries the numbers of this one: its owner has packed it, even where too few of
    /// the old files are here to show that hash by hash.
    fn cover(&self, header: &Header) -> bool {
        let longer = |by: &&Header| by.first <= header.first && by.last >= header.last && by.last - by.first > header.last - header.first;
        header.kind == FileKind::Segment && self.0.get(&(header.device, header.circle)).is_some_and(|lying| lying.iter().any(longer))
    }
}
