//! What arrives: each file is verified before it is opened, judged, and kept with what it held in one transaction; and
//! what others are told of it.

use crate::{
    App,
    error::{Code, Error, Result},
    events::Event,
    space::Space,
    store::{self, Batch, EpochRow, HeldRow, cbor},
};
use qalam_model::{
    act::{ChainEnd, Millis},
    ids::*,
};
use qalam_seal::{
    OpenError, grant,
    header::{self, FileKind},
    keys::Identity,
    seen, segment,
};
use qalam_sync::{Arrived, Chains, ContentId, Inventory, Keeper};
use serde_bytes::ByteBuf;
use std::{collections::HashMap, sync::Arc};

/// Files that were refused although their signature holds.
fn refusal(error: &OpenError) -> bool {
    !matches!(error, OpenError::NoKey { .. } | OpenError::WrongKey)
}

impl Space {
    /// Judges one file and keeps it, with what it held. Returns the acts that it brought.
    pub(crate) fn take_file(
        &mut self,
        batch: &mut Batch,
        file: &Arrived,
        identities: &[&Identity],
        now: Millis,
    ) -> Vec<segment::OpenedAct> {
        let Ok(verified) = header::verify(&file.bytes) else {
            self.keep_file(batch, file.id, file.header, &file.bytes, true);
            return Vec::new();
        };
        let mut acts = Vec::new();
        let mut refused = false;
        let heard = self.heard.entry(file.header.device).or_insert(now);
        *heard = (*heard).max(now);
        match file.header.kind {
            FileKind::Segment => match segment::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                Ok(opened) => acts = opened,
                Err(error) if refusal(&error) => refused = true,
                Err(_) => self.unopened.entry((file.header.circle, file.header.epoch)).or_default().push(file.id),
            },
            FileKind::Grant => {
                for identity in identities {
                    if let Ok(granted) = grant::open(&verified, identity) {
                        for epoch in granted.epochs {
                            let row =
                                EpochRow { circle: granted.circle, number: epoch.number, secret: epoch.key.to_secret_text().to_string() };
                            batch.put(store::EPOCHS, store::of_epoch(&self.id, &epoch.key.id()), cbor(&row));
                            self.epochs.insert(epoch.key.id(), crate::space::HeldEpoch { circle: granted.circle, granted: epoch });
                        }
                        break;
                    }
                }
            }
            FileKind::JoinRequest => {
                self.requests.push(file.id);
                self.events.push(Event::GroupChanged);
            }
            FileKind::Seen => {
                let newest = self.seen.entry(file.header.device).or_insert((file.header.first, file.id));
                if file.header.first >= newest.0 {
                    *newest = (file.header.first, file.id);
                }
                self.events.push(Event::StatusChanged);
            }
        }
        self.keep_file(batch, file.id, file.header, &file.bytes, refused);
        if !acts.is_empty() {
            batch.keep_acts(self.id, now, acts.iter().map(|a| ByteBuf::from(a.bytes.clone())));
            acts.iter().for_each(|a| self.note_received(a.id, &a.entry, now));
        }
        acts
    }

    /// What each device says to have received: the newest 'seen' file of each that can be opened.
    pub(crate) fn told(&self, vault: &mut qalam_vault::Vault) -> Result<HashMap<DeviceId, Vec<ChainEnd>>> {
        let mut told = HashMap::new();
        for (device, (_, id)) in &self.seen {
            let Some(file) = vault.get(store::FILES, &store::of_file(&self.id, id))? else { continue };
            let Ok(verified) = header::verify(&file) else { continue };
            if let Ok(ends) = seen::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                told.insert(*device, ends);
            }
        }
        Ok(told)
    }
}

/// The vault of one group, as an exchange sees it.
pub(crate) struct Keep<'a> {
    pub app: &'a App,
    pub group: GroupId,
    /// For recovery: another identity that may open grants.
    pub recovery: Option<&'a Identity>,
}

impl Keep<'_> {
    fn with<R>(&self, work: impl FnOnce(&mut crate::work::Open, Millis) -> Result<R>) -> Result<R> {
        let mut inner = self.app.lock();
        let now = inner.hosts.clock.now();
        work(inner.opened()?, now)
    }

    fn space<'o>(&self, open: &'o mut crate::work::Open) -> Result<(&'o mut Space, &'o mut qalam_vault::Vault, Identity)> {
        let space = open.spaces.get_mut(&self.group).ok_or_else(|| Error::new(Code::UnknownGroup).with("group", self.group))?;
        Ok((space, &mut open.vault, open.secrets.identity().clone()))
    }
}

impl Keeper for Keep<'_> {
    type Error = Error;

    fn inventory(&mut self) -> Result<Inventory> {
        self.with(|open, _| Ok(self.space(open)?.0.inventory.clone()))
    }

    fn take(&mut self, mut arrived: Vec<Arrived>) -> Result<()> {
        // Grants first: they open what came with them.
        arrived.sort_by_key(|file| file.header.kind != FileKind::Grant);
        let events = self.with(|open, now| {
            let group = self.group;
            let (space, vault, identity) = self.space(open)?;
            let identities: Vec<&Identity> = std::iter::once(&identity).chain(self.recovery).collect();
            let mut batch = Batch::default();
            let mut acts = Vec::new();
            for file in &arrived {
                acts.extend(space.take_file(&mut batch, file, &identities, now));
            }
            acts.extend(space.open_waiting(vault, &mut batch, now)?);
            if let Err(error) = batch.commit(vault) {
                // What could not be written has not been taken.
                open.reload(group)?;
                return Err(error);
            }
            let changes = space.state.apply_all(acts.into_iter().map(|a| (a.id, Arc::<[u8]>::from(a.bytes), a.entry)));
            space.changed(changes);
            Ok(std::mem::take(&mut space.events))
        })?;
        self.app.listeners.tell(events);
        Ok(())
    }

    fn bytes(&mut self, id: &ContentId) -> Result<Vec<u8>> {
        self.with(|open, _| {
            let (space, vault, _) = self.space(open)?;
            let file = vault.get(store::FILES, &store::of_file(&space.id, id))?;
            file.map(|f| f.to_vec()).ok_or_else(|| {
                Error::new(Code::VaultDamaged).with("what", id.0.iter().take(4).map(|b| format!("{b:02x}")).collect::<String>())
            })
        })
    }

    fn sent(&mut self, ids: &[ContentId]) -> Result<()> {
        self.with(|open, now| {
            let (space, vault, _) = self.space(open)?;
            let mut batch = Batch::default();
            let row = HeldRow::Sent(ids.iter().map(|id| ByteBuf::from(id.0.to_vec())).collect());
            batch.append(store::HELD, store::of_group(&space.id), cbor(&row));
            space.record.sent_at = Some(now);
            space.save_record(&mut batch);
            batch.commit(vault)?;
            for id in ids {
                space.inventory.mark_sent(id);
            }
            Ok(())
        })
    }
}

impl Space {
    /// Opens segments whose key has come meanwhile.
    pub(super) fn open_waiting(
        &mut self,
        vault: &mut qalam_vault::Vault,
        batch: &mut Batch,
        now: Millis,
    ) -> Result<Vec<segment::OpenedAct>> {
        let ready: Vec<(CircleId, EpochId)> = self.unopened.keys().filter(|(_, epoch)| self.epochs.contains_key(epoch)).copied().collect();
        let mut acts = Vec::new();
        for key in ready {
            for id in self.unopened.remove(&key).unwrap_or_default() {
                let Some(file) = vault.get(store::FILES, &store::of_file(&self.id, &id))? else {
                    // It came with this very batch and is not in the vault yet: the next round opens it.
                    self.unopened.entry(key).or_default().push(id);
                    continue;
                };
                let Ok(verified) = header::verify(&file) else { continue };
                if let Ok(opened) = segment::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                    batch.keep_acts(self.id, now, opened.iter().map(|a| ByteBuf::from(a.bytes.clone())));
                    opened.iter().for_each(|a| self.note_received(a.id, &a.entry, now));
                    acts.extend(opened);
                }
            }
        }
        Ok(acts)
    }
}

impl crate::work::Work<'_> {
    /// Makes a 'seen' file if what was received from others differs from what the last one said.
    pub(super) fn tell_received(&mut self) -> Result<bool> {
        if self.me().is_err() {
            return Ok(false);
        }
        let me = self.device();
        let now_received = qalam_sync::received(&Chains::of(&self.space.inventory), me);
        let last = self.space.told(self.vault)?.remove(&me).unwrap_or_default();
        if now_received.is_empty() || now_received == last {
            return Ok(false);
        }
        let now = self.now();
        let mut batch = Batch::default();
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        let recipient = self.space.epoch_for(&mut batch, &mut sealer, Circle::Group)?;
        let counter = self.space.record.seen + 1;
        let file = seen::seal(self.space.id, counter, &now_received, &recipient, self.secrets.signing())
            .map_err(|e| Error::new(Code::Internal).with("what", "seen").because(e))?;
        let id = self.space.keep_own_file(&mut batch, &file)?;
        self.space.record.seen = counter;
        self.space.seen.insert(me, (counter, id));
        self.space.save_record(&mut batch);
        batch.commit(self.vault)?;
        Ok(true)
    }
}
