//! What this application keeps in its vault, and under which names. The vault knows no features; this page does.
//!
//! Everything that belongs together is collected in a [`Batch`] and written in one transaction.

use crate::error::{Code, Error, Result};
use qalam_model::ids::{ActId, CircleId, EpochId, GroupId, PaperId, RevisionId};
use qalam_sync::ContentId;
use qalam_vault::{Shelf, Vault};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// One [`crate::space::Record`] per group.
pub(crate) const GROUPS: Shelf = Shelf(1);
/// Sealed files as they travel: key group and content id.
pub(crate) const FILES: Shelf = Shelf(2);
/// Log per group: rows of [`HeldRow`].
pub(crate) const HELD: Shelf = Shelf(3);
/// Log per group: rows of [`ActRow`], many acts in one row where they came together.
pub(crate) const ACTS: Shelf = Shelf(4);
/// Epoch keys: key group and epoch, value [`EpochRow`].
pub(crate) const EPOCHS: Shelf = Shelf(5);
/// Drafts: key group, paper, copy; value [`DraftRow`].
pub(crate) const DRAFTS: Shelf = Shelf(6);
/// Log per draft: typing that is not in an act yet ([`TypedRow`]).
pub(crate) const TYPED: Shelf = Shelf(7);
/// Notes on my proposals in the making: key group, paper, revision.
pub(crate) const NOTES: Shelf = Shelf(8);
/// One row: settings of the interface.
pub(crate) const SETTINGS: Shelf = Shelf(9);
/// One row: this home ([`HomeRow`]).
pub(crate) const HOME: Shelf = Shelf(10);
/// One row per group: what was found in its folder, so that the next start reads names only.
pub(crate) const INDEX: Shelf = Shelf(11);
/// Comments that were read on this laptop: key group and paper, value a list of acts.
pub(crate) const READ: Shelf = Shelf(12);

/// What the home knows of itself.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub(crate) struct HomeRow {
    /// Public recovery keys.
    pub recovery: qalam_model::act::RecoveryKeys,
    /// The words have been proved to be written down.
    pub proved: bool,
    /// Which words were asked for.
    pub ask: Vec<u32>,
    /// Until they are proved: hashes of the words asked for.
    pub hashes: Vec<String>,
}

/// A file that is held, or that was noted as being in the folder.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub(crate) enum HeldRow {
    /// Held, in the order of their coming.
    Held(Vec<HeldFile>),
    /// Seen in the folder, flushed.
    Sent(Vec<serde_bytes::ByteBuf>),
}

/// A held file: content id, clear header as it stands in the file, whether it counts as refused.
pub(crate) type HeldFile = (serde_bytes::ByteBuf, serde_bytes::ByteBuf, bool);

/// Acts that were opened or authored, with when they came here.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub(crate) struct ActRow {
    /// Milliseconds since 1970 by this laptop's clock.
    pub at: i64,
    /// Exact entry bytes.
    pub acts: Vec<serde_bytes::ByteBuf>,
}

/// An epoch key.
#[derive(Serialize, serde::Deserialize)]
pub(crate) struct EpochRow {
    /// The circle.
    pub circle: CircleId,
    /// Its number.
    pub number: u32,
    /// The age identity.
    pub secret: String,
}

impl Drop for EpochRow {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

/// A draft as it was when it was last put together.
#[derive(Serialize, serde::Deserialize)]
pub(crate) struct DraftRow {
    /// Loro snapshot.
    pub snapshot: serde_bytes::ByteBuf,
    /// The acts that are in it.
    pub acts: Vec<ActId>,
}

/// Typing of one opening that is not in an act yet.
#[derive(Serialize, serde::Deserialize)]
pub(crate) struct TypedRow {
    /// From which the peer derives.
    pub nonce: serde_bytes::ByteBuf,
    /// Loro update.
    pub update: serde_bytes::ByteBuf,
}

/// One thing to write.
enum Write {
    Put(Shelf, Vec<u8>, Vec<u8>),
    Delete(Shelf, Vec<u8>),
    Append(Shelf, Vec<u8>, Vec<u8>),
    Clear(Shelf, Vec<u8>),
}

/// What is written together or not at all. Files and acts of one batch go into one row each: a row costs a sealing.
#[derive(Default)]
pub(crate) struct Batch {
    writes: Vec<Write>,
    held: BTreeMap<GroupId, Vec<HeldFile>>,
    acts: BTreeMap<GroupId, ActRow>,
}

/// CBOR of a value; our own row types have no part that cannot be written.
pub(crate) fn cbor(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = ciborium::into_writer(value, &mut out);
    out
}

/// A value from CBOR that the vault had kept.
pub(crate) fn uncbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    ciborium::from_reader(bytes).map_err(|e| Error::new(Code::VaultDamaged).with("what", e.to_string()))
}

impl Batch {
    pub(crate) fn put(&mut self, shelf: Shelf, key: Vec<u8>, value: Vec<u8>) {
        self.writes.push(Write::Put(shelf, key, value));
    }
    pub(crate) fn delete(&mut self, shelf: Shelf, key: Vec<u8>) {
        self.writes.push(Write::Delete(shelf, key));
    }
    pub(crate) fn append(&mut self, shelf: Shelf, log: Vec<u8>, value: Vec<u8>) {
        self.writes.push(Write::Append(shelf, log, value));
    }
    pub(crate) fn clear(&mut self, shelf: Shelf, log: Vec<u8>) {
        self.writes.push(Write::Clear(shelf, log));
    }
    /// Notes a held file of a group.
    pub(crate) fn hold(&mut self, group: GroupId, file: HeldFile) {
        self.held.entry(group).or_default().push(file);
    }
    /// Keeps acts of a group that came here at that time.
    pub(crate) fn keep_acts(&mut self, group: GroupId, at: i64, acts: impl IntoIterator<Item = serde_bytes::ByteBuf>) {
        self.acts.entry(group).or_insert_with(|| ActRow { at, acts: Vec::new() }).acts.extend(acts);
    }
    /// Writes all of it in one transaction; when this returns it is on the disk.
    pub(crate) fn commit(mut self, vault: &mut Vault) -> Result<()> {
        for (group, files) in std::mem::take(&mut self.held) {
            self.append(HELD, of_group(&group), cbor(&HeldRow::Held(files)));
        }
        for (group, row) in std::mem::take(&mut self.acts).into_iter().filter(|(_, row)| !row.acts.is_empty()) {
            self.append(ACTS, of_group(&group), cbor(&row));
        }
        if self.writes.is_empty() {
            return Ok(());
        }
        vault.transaction(|tx| {
            for write in &self.writes {
                match write {
                    Write::Put(shelf, key, value) => tx.put(*shelf, key, value).map(|_| ())?,
                    Write::Delete(shelf, key) => tx.delete(*shelf, key).map(|_| ())?,
                    Write::Append(shelf, log, value) => tx.append(*shelf, log, value).map(|_| ())?,
                    Write::Clear(shelf, log) => tx.trim(*shelf, log, u64::MAX).map(|_| ())?,
                }
            }
            Ok(())
        })
    }
}

/// Key of a group's rows.
pub(crate) fn of_group(group: &GroupId) -> Vec<u8> {
    group.0.to_vec()
}
/// Key of a sealed file.
pub(crate) fn of_file(group: &GroupId, id: &ContentId) -> Vec<u8> {
    [&group.0[..], &id.0].concat()
}
/// Key of an epoch.
pub(crate) fn of_epoch(group: &GroupId, epoch: &EpochId) -> Vec<u8> {
    [&group.0[..], &epoch.0].concat()
}
/// Key of a draft, its typing and its notes.
pub(crate) fn of_draft(group: &GroupId, paper: &PaperId, copy: Option<RevisionId>) -> Vec<u8> {
    [&group.0[..], &paper.0, copy.as_ref().map_or(&[][..], |c| &c.0)].concat()
}
