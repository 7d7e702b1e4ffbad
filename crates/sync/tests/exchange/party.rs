//! Parties with fixed keys, sealed files as a folder sees them, and a vault that is a map.

use qalam_model::ids::{ActId, CircleId, DeviceId, EpochId, GroupId, hash, hash16};
use qalam_seal::{
    SigningKey,
    header::{FileKind, Header},
};
use qalam_sync::{Arrived, ContentId, Depth, Folder, Inventory, Keeper, Policy, Report, Standing, round, simulate::MemoryFiles};
use std::{collections::BTreeMap, convert::Infallible};

pub const ROOT: &str = "/share";

pub fn group() -> GroupId {
    GroupId(hash("test group", &[]))
}

pub fn circle(name: &str) -> CircleId {
    CircleId(hash16("test circle", &[name.as_bytes()]))
}

/// A member with one device.
pub struct Party {
    pub key: SigningKey,
    pub device: DeviceId,
}

impl Party {
    pub fn new(name: &str) -> Party {
        let key = SigningKey::from_bytes(&hash("test key", &[name.as_bytes()]));
        let device = DeviceId(key.verifying_key().to_bytes());
        Party { key, device }
    }

    /// The id of one of its acts; `history` tells clones apart.
    pub fn act(&self, circle: CircleId, number: u64, history: u8) -> ActId {
        if number == 0 { ActId([0; 32]) } else { ActId(hash("test act", &[&self.device.0, &circle.0, &number.to_be_bytes(), &[history]])) }
    }

    pub fn header(&self, circle: CircleId, first: u64, last: u64) -> Header {
        self.forked(circle, first, last, 0)
    }

    pub fn forked(&self, circle: CircleId, first: u64, last: u64, history: u8) -> Header {
        Header {
            kind: FileKind::Segment,
            group: group(),
            device: self.device,
            circle,
            epoch: EpochId([7; 16]),
            first,
            last,
            before: self.act(circle, first - 1, history),
            at_last: self.act(circle, last, history),
            body_len: 0,
        }
    }

    pub fn segment(&self, circle: CircleId, first: u64, last: u64) -> Vec<u8> {
        let body = format!("sealed {first} to {last} of {}", self.device);
        self.header(circle, first, last).sign(body.as_bytes(), &self.key).unwrap()
    }

    pub fn seen_header(&self, counter: u64) -> Header {
        let none = ActId([0; 32]);
        Header { kind: FileKind::Seen, first: counter, last: counter, before: none, at_last: none, ..self.header(circle("group"), 1, 1) }
    }

    pub fn seen(&self, counter: u64) -> Vec<u8> {
        self.seen_header(counter).sign(format!("seen {counter}").as_bytes(), &self.key).unwrap()
    }
}

/// A vault that is a map.
#[derive(Default)]
pub struct MapVault {
    pub inventory: Inventory,
    pub bytes: BTreeMap<ContentId, Vec<u8>>,
    pub offered: usize,
}

impl MapVault {
    pub fn hold(&mut self, bytes: Vec<u8>, sent: bool) -> ContentId {
        let id = ContentId::of(&bytes);
        self.inventory.hold(id, Header::parse(&bytes).unwrap(), sent);
        self.bytes.insert(id, bytes);
        id
    }

    pub fn retire(&mut self, id: &ContentId) {
        self.inventory.set(id, Standing::Retired);
    }

    /// All that counts: every held file that no other supersedes.
    pub fn counted(&self) -> BTreeMap<ContentId, Header> {
        let held: BTreeMap<ContentId, Header> = self.inventory.held().map(|(id, header)| (*id, *header)).collect();
        let old = qalam_sync::superseded(held.iter().map(|(id, header)| (*id, header)));
        held.into_iter().filter(|(id, _)| !old.contains_key(id)).collect()
    }
}

impl Keeper for MapVault {
    type Error = Infallible;

    fn inventory(&mut self) -> Result<Inventory, Infallible> {
        Ok(self.inventory.clone())
    }

    fn take(&mut self, arrived: Vec<Arrived>) -> Result<(), Infallible> {
        self.offered += arrived.len();
        for file in arrived {
            assert_eq!(file.id, ContentId::of(&file.bytes));
            self.hold(file.bytes, true);
        }
        Ok(())
    }

    fn bytes(&mut self, id: &ContentId) -> Result<Vec<u8>, Infallible> {
        Ok(self.bytes.get(id).cloned().unwrap_or_default())
    }

    fn sent(&mut self, ids: &[ContentId]) -> Result<(), Infallible> {
        ids.iter().for_each(|id| self.inventory.mark_sent(id));
        Ok(())
    }
}

/// A party at its laptop.
pub struct Laptop {
    pub party: Party,
    pub disk: MemoryFiles,
    pub folder: Folder<MemoryFiles>,
    pub vault: MapVault,
    pub next: BTreeMap<CircleId, u64>,
    pub counter: u64,
}

impl Laptop {
    /// On a disk on which the group's folder is there.
    pub fn new(name: &str, disk: &MemoryFiles) -> Laptop {
        let party = Party::new(name);
        disk.plant_folder(ROOT);
        let mut folder = Folder::new(disk.clone(), ROOT, group(), party.device);
        folder.create("Sealed files of a working group.").unwrap();
        Laptop { party, disk: disk.clone(), folder, vault: MapVault::default(), next: BTreeMap::new(), counter: 0 }
    }

    /// Writes some acts and seals them.
    pub fn write(&mut self, circle: CircleId, acts: u64) -> ContentId {
        let next = self.next.entry(circle).or_insert(1);
        let first = *next;
        *next += acts;
        self.vault.hold(self.party.segment(circle, first, first + acts - 1), false)
    }

    /// Writes several segments of some acts each.
    pub fn write_many(&mut self, circle: CircleId, segments: usize, acts: u64) {
        for _ in 0..segments {
            self.write(circle, acts);
        }
    }

    /// Seals all acts of a circle again as one segment and retires the old ones.
    pub fn pack(&mut self, circle: CircleId) -> Option<ContentId> {
        let last = self.next.get(&circle).map(|next| next - 1).filter(|last| *last > 1)?;
        let own = self.vault.inventory.held_by(self.party.device);
        let old: Vec<_> =
            own.filter(|(_, header)| header.kind == FileKind::Segment && header.circle == circle).map(|(id, _)| *id).collect();
        let pack = self.vault.hold(self.party.segment(circle, 1, last), false);
        old.iter().filter(|id| **id != pack).for_each(|id| self.vault.retire(id));
        Some(pack)
    }

    pub fn see(&mut self) -> ContentId {
        self.counter += 1;
        self.vault.hold(self.party.seen(self.counter), false)
    }

    pub fn sync(&mut self) -> Report {
        self.sync_as(Policy::Own, Depth::New)
    }

    pub fn sync_as(&mut self, policy: Policy, depth: Depth) -> Report {
        round(&mut self.folder, &mut self.vault, policy, depth).unwrap()
    }

    /// A new start of the application: only the vault is left.
    pub fn restart(&mut self) {
        self.folder = Folder::new(self.disk.clone(), ROOT, group(), self.party.device);
    }
}
