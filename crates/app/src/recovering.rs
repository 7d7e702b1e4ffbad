//! A fresh laptop from the recovery words and the folder alone.
//!
//! The words open every grant ever made to their owner; the recovery key signs exactly one thing: that this new
//! device takes the seat's place.

use crate::{
    App,
    api::session::SessionInfo,
    error::{Code, Error, Result},
    exchanging::{Keep, folder_error},
    space::{Record, Space},
    store::{self, Batch, HomeRow, cbor},
};
use qalam_model::{
    act::{Body, Replace},
    ids::*,
};
use qalam_seal::{
    grant,
    header::{self, FileKind},
    keys::Identity,
    recovery::RecoveryWords,
    segment::{self, Run},
};
use qalam_sync::{Depth, Files, Folder, FolderError, Inventory, Keeper};
use qalam_vault::Vault;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

impl App {
    pub(crate) fn recover(&self, words: &RecoveryWords, folder: &str, passphrase: &str) -> Result<SessionInfo> {
        let home = self.lock().hosts.home.clone();
        if Vault::is_in(&home) {
            return self.new_passphrase(&home, words, passphrase);
        }
        self.folder_exists(folder)?;
        let recovery = words.keys();
        let files = self.lock().hosts.files.clone();
        let root = PathBuf::from(folder);
        let me = DeviceId([0; 32]);
        let nowhere = Folder::new(files.clone(), &root, GroupId([0; 32]), me);
        let groups = match nowhere.check() {
            Err(FolderError::ForeignGroup { found, .. }) => found,
            Ok(()) => Vec::new(),
            Err(error) => return Err(folder_error(error)),
        };
        // Nothing is made before it is known that these words open something here.
        if !groups.iter().any(|group| granted_here(files.clone(), &root, *group, recovery.identity())) {
            return Err(Error::new(Code::WordsOfNobody).with("path", folder));
        }
        self.lock().make_vault_for(passphrase, words)?;
        let mut taken = 0;
        for group in groups {
            {
                let mut inner = self.lock();
                let open = inner.opened()?;
                let record = Record {
                    name: String::new(),
                    folder: folder.to_owned(),
                    practice: false,
                    request: None,
                    seen: 0,
                    sent_at: None,
                    connected: true,
                };
                open.spaces.insert(group, Space::new(group, record));
            }
            let mut keep = Keep { app: self, group, recovery: Some(recovery.identity()) };
            let device = self.lock().opened()?.secrets.device();
            let mut shared = Folder::new(files.clone(), &root, group, device);
            // Twice: what came before its grant is opened by the second look.
            for _ in 0..2 {
                let inventory = keep.inventory()?;
                let scan = shared.scan(&inventory, Depth::Full).map_err(folder_error)?;
                keep.take(scan.arrived)?;
            }
            if self.take_seat(group, words)? {
                taken += 1;
            } else {
                self.lock().opened()?.spaces.remove(&group);
            }
        }
        if taken == 0 {
            // The grants were for somebody who has no seat any more. The new vault stays: it can be used to join anew.
            return Err(Error::new(Code::WordsOfNobody).with("path", folder));
        }
        {
            let mut inner = self.lock();
            let open = inner.opened()?;
            open.current = open.spaces.keys().next().copied();
            open.urgent = true;
        }
        // What the recovery key signed is not this device's own file: the exchange that puts back everybody's publishes it.
        self.sync(crate::api::exchange::SyncNow { restore: true })?;
        self.session(crate::api::Nothing {})
    }

    /// The laptop is there and only its passphrase is lost: the words open the vault, and nothing else changes.
    fn new_passphrase(&self, home: &Path, words: &RecoveryWords, passphrase: &str) -> Result<SessionInfo> {
        {
            let mut inner = self.lock();
            inner.open = None;
            let mut vault = Vault::unlock_with_recovery(home, words.keys().identity())?;
            vault.change_passphrase(passphrase, inner.hosts.work_factor)?;
            drop(vault);
            inner.unlock(passphrase)?;
        }
        self.session(crate::api::Nothing {})
    }

    /// Whether these words belong to a seat of the group; if so this device now has it.
    fn take_seat(&self, group: GroupId, words: &RecoveryWords) -> Result<bool> {
        let mut inner = self.lock();
        let now = inner.hosts.clock.now();
        let mut nonce = [0u8; 16];
        rand::RngCore::fill_bytes(&mut inner.hosts.random, &mut nonce);
        let keys = words.keys();
        let public = keys.public();
        let open = inner.opened()?;
        let Some(space) = open.spaces.get_mut(&group) else { return Ok(false) };
        let roster = space.state.roster().clone();
        let Some(member) = roster.members.values().find(|m| m.present() && m.recovery.key == public.key) else { return Ok(false) };
        let Some(old) = member.devices.iter().rev().find(|d| !d.revoked) else { return Ok(false) };
        let devices: Vec<DeviceId> = member.devices.iter().map(|d| d.keys.device).collect();
        let replace =
            Replace { member: member.member, old: old.keys.device, new: open.secrets.public(), cutoff: space.state.cutoff_now(&devices) };
        let entry = space.state.next_entry(public.key, Circle::Control, now, nonce, &Body::Replace(replace));
        let bytes = entry.encode();
        let control = Circle::Control.id(&group);
        let newest = space.epochs.values().filter(|e| e.circle == control).max_by_key(|e| e.granted.number);
        let Some(epoch) = newest else { return Ok(false) };
        let run = Run { group, circle: control, first: entry.number, before: entry.previous, acts: std::slice::from_ref(&bytes) };
        let file = segment::seal(&run, &epoch.granted.key.recipient(), keys.signing())
            .map_err(|e| Error::new(Code::Internal).with("what", "segment").because(e))?;
        let mut batch = Batch::default();
        space.keep_own_file(&mut batch, &file)?;
        let id = qalam_model::act::Entry::id_of(&bytes);
        batch.keep_acts(group, now, [serde_bytes::ByteBuf::from(bytes.clone())]);
        space.record.name.clone_from(&roster.name);
        space.save_record(&mut batch);
        batch.commit(&mut open.vault)?;
        let changes = space.state.apply(id, bytes.into(), entry);
        space.changed(changes);
        Ok(true)
    }
}

/// Whether a grant in the group's folder opens with this identity.
fn granted_here(files: Arc<dyn Files>, root: &Path, group: GroupId, identity: &Identity) -> bool {
    let mut folder = Folder::new(files, root, group, DeviceId([0; 32]));
    let Ok(scan) = folder.scan(&Inventory::new(), Depth::Full) else { return false };
    let grants = scan.arrived.iter().filter(|file| file.header.kind == FileKind::Grant);
    grants.filter_map(|file| header::verify(&file.bytes).ok()).any(|verified| grant::open(&verified, identity).is_ok())
}

impl crate::work::Inner {
    /// A vault whose recovery words are those already written down.
    fn make_vault_for(&mut self, passphrase: &str, words: &RecoveryWords) -> Result<()> {
        self.make_vault_with(passphrase, words)?;
        let open = self.opened()?;
        let home = HomeRow { proved: true, ask: Vec::new(), hashes: Vec::new(), ..open.home.clone() };
        let mut batch = Batch::default();
        batch.put(store::HOME, b"1".to_vec(), cbor(&home));
        batch.commit(&mut open.vault)?;
        open.home = home;
        Ok(())
    }
}
