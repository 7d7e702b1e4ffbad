//! From acts to sealed files: which epoch may be used, who still has to be granted it, and the segments themselves.
//!
//! No device seals under an epoch that reaches somebody whom the roster no longer allows: it makes the next one first.

use crate::{
    error::{Code, Error, Result},
    space::{HeldEpoch, Space},
    store::{self, Batch, EpochRow, cbor},
};
use qalam_model::{
    act::{Body, Entry, Grant, GrantAct, Millis, NO_ACT},
    ids::*,
};
use qalam_seal::{
    grant::{self, GrantedEpoch, Offer},
    header::Header,
    keys::{DeviceSecrets, EpochKey},
    segment::{self, Run},
};
use qalam_sync::ContentId;
use serde_bytes::ByteBuf;
use std::collections::BTreeSet;

/// Acts sealed into one segment at most, by bytes.
const SEGMENT_BYTES: usize = 4 << 20;

/// What sealing needs from outside.
pub(crate) struct Sealer<'a> {
    pub secrets: &'a DeviceSecrets,
    pub random: &'a mut dyn crate::hosts::Random,
    pub now: Millis,
}

impl Sealer<'_> {
    pub(crate) fn nonce(&mut self) -> [u8; 16] {
        let mut nonce = [0; 16];
        self.random.fill_bytes(&mut nonce);
        nonce
    }
}

impl Space {
    /// Seals every act that waits, circle by circle. A circle in which this device may not seal yet keeps waiting.
    pub(crate) fn seal_waiting(&mut self, batch: &mut Batch, with: &mut Sealer<'_>) -> Result<usize> {
        if self.state.roster().blocked_by_newer() && !self.unsealed.is_empty() {
            return Err(Error::new(Code::NewerRoster));
        }
        let mut sealed = 0;
        // Granting an epoch is itself a control act, so control comes last, and once more for what it brought.
        let mut circles = self.state.roster().circles();
        circles.sort_by_key(|c| *c == Circle::Control);
        for circle in circles {
            let id = circle.id(&self.id);
            let waits = self.unsealed.get(&id).is_some_and(|acts| !acts.is_empty());
            if !waits || !self.state.roster().device_in(&with.secrets.device(), &circle) {
                continue;
            }
            let recipient = self.epoch_for(batch, with, circle)?;
            sealed += self.seal_chain(batch, with, id, &recipient)?;
        }
        Ok(sealed)
    }

    /// The recipient of an epoch that reaches exactly the circle's members; granted or made if there is none.
    pub(crate) fn epoch_for(&mut self, batch: &mut Batch, with: &mut Sealer<'_>, circle: Circle) -> Result<String> {
        let id = circle.id(&self.id);
        let roster = self.state.roster().clone();
        let mut held: Vec<(u32, EpochId)> =
            self.epochs.iter().filter(|(_, e)| e.circle == id).map(|(epoch, e)| (e.granted.number, *epoch)).collect();
        held.sort();
        for (_, epoch) in held.iter().rev() {
            if self.grants_of(epoch).any(|grant| roster.grant_is_exact(grant)) {
                return Ok(self.epochs[epoch].granted.key.recipient());
            }
        }
        let now = roster.circle_devices(&circle);
        let allowed: BTreeSet<DeviceId> = now.devices.iter().map(|k| k.device).collect();
        let newest = held.last().copied().filter(|(_, epoch)| {
            self.grants_of(epoch)
                .all(|grant| grant.devices.iter().all(|d| allowed.contains(d)) && grant.recovery.iter().all(|r| now.recovery.contains(r)))
        });
        let (number, epoch) = match newest {
            Some(newest) => newest,
            None => {
                let number = held.last().map_or(1, |(n, _)| n + 1);
                let key = EpochKey::generate(&mut with.random);
                let row = EpochRow { circle: id, number, secret: key.to_secret_text().to_string() };
                batch.put(store::EPOCHS, store::of_epoch(&self.id, &key.id()), cbor(&row));
                let epoch = key.id();
                self.epochs.insert(epoch, HeldEpoch { circle: id, granted: GrantedEpoch { number, key } });
                (number, epoch)
            }
        };
        let recipient = self.epochs[&epoch].granted.key.recipient();
        let grant = Grant {
            circle,
            recipient: recipient.clone(),
            epoch,
            number,
            devices: allowed.into_iter().collect(),
            recovery: now.recovery.clone(),
        };
        let nonce = with.nonce();
        let act = self.author(batch, with.secrets, with.now, nonce, Circle::Control, &Body::GrantAct(GrantAct { grant }));
        let recipients: Vec<String> = now.devices.iter().map(|k| k.recipient.clone()).chain(now.recovery).collect();
        let mut epochs: Vec<GrantedEpoch> = self.epochs.values().filter(|e| e.circle == id).map(|e| e.granted.clone()).collect();
        // A newcomer gets every epoch from the first one on; of two with one number (made apart) the chosen one is last.
        epochs.sort_by_key(|e| (e.number, e.key.id() == epoch, e.key.id()));
        for rows in distinct_numbers(epochs) {
            if rows.last().is_none() {
                continue;
            }
            let offer = Offer { group: self.id, circle: id, epochs: &rows, act, recipients: &recipients };
            for file in
                grant::seal(&offer, with.secrets.signing()).map_err(|e| Error::new(Code::Internal).with("what", "grant").because(e))?
            {
                self.keep_own_file(batch, &file)?;
            }
        }
        Ok(recipient)
    }

    fn grants_of<'a>(&'a self, epoch: &'a EpochId) -> impl Iterator<Item = &'a Grant> + 'a {
        self.state.grants().values().map(|(_, grant)| &**grant).filter(move |grant| grant.epoch == *epoch)
    }

    /// Grants what somebody new in a circle of mine lacks, without having anything to say there.
    pub(crate) fn grant_newcomers(&mut self, batch: &mut Batch, with: &mut Sealer<'_>) -> Result<()> {
        let me = with.secrets.device();
        let Some(member) = self.me(&me).map(|m| m.member) else { return Ok(()) };
        for circle in self.state.roster().clone().circles_of(&member) {
            let id = circle.id(&self.id);
            if self.epochs.values().any(|e| e.circle == id) && self.state.roster().device_in(&me, &circle) {
                self.epoch_for(batch, with, circle)?;
            }
        }
        Ok(())
    }

    fn seal_chain(&mut self, batch: &mut Batch, with: &Sealer<'_>, circle: CircleId, recipient: &str) -> Result<usize> {
        let acts = self.unsealed.remove(&circle).unwrap_or_default();
        let mut sealed = 0;
        let mut rest = &acts[..];
        while let Some((first, _)) = rest.first() {
            let mut size = 0;
            let fits = rest
                .iter()
                .take_while(|(_, bytes)| {
                    size += bytes.len() + 8;
                    size <= SEGMENT_BYTES
                })
                .count()
                .max(1);
            let (now, later) = rest.split_at(fits);
            let before = self.before(&now[0].1);
            let run_acts: Vec<Vec<u8>> = now.iter().map(|(_, bytes)| bytes.clone()).collect();
            let run = Run { group: self.id, circle, first: *first, before, acts: &run_acts };
            let file = segment::seal(&run, recipient, with.secrets.signing())
                .map_err(|e| Error::new(Code::Internal).with("what", "segment").because(e))?;
            self.keep_own_file(batch, &file)?;
            sealed += now.len();
            rest = later;
        }
        Ok(sealed)
    }

    fn before(&self, bytes: &[u8]) -> ActId {
        Entry::decode(bytes).map_or(NO_ACT, |entry| entry.previous)
    }

    /// Keeps a sealed file that this device made; the next exchange puts it into the folder.
    pub(crate) fn keep_own_file(&mut self, batch: &mut Batch, file: &[u8]) -> Result<ContentId> {
        let header = Header::parse(file).map_err(|e| Error::new(Code::Internal).with("what", "header").because(e))?;
        let id = ContentId::of(file);
        self.keep_file(batch, id, header, file, false);
        Ok(id)
    }

    /// Keeps a sealed file.
    pub(crate) fn keep_file(&mut self, batch: &mut Batch, id: ContentId, header: Header, file: &[u8], refused: bool) {
        batch.put(store::FILES, store::of_file(&self.id, &id), file.to_vec());
        let clear = &file[..file.len().min(qalam_seal::header::HEADER_LEN)];
        batch.hold(self.id, (ByteBuf::from(id.0.to_vec()), ByteBuf::from(clear.to_vec()), refused));
        let standing = if refused { qalam_sync::Standing::Refused } else { qalam_sync::Standing::Held };
        self.inventory.insert(id, qalam_sync::Held { header, standing, sent: false });
    }
}

/// Splits epochs into rows in which no number stands twice, the last row ending with the last epoch.
fn distinct_numbers(epochs: Vec<GrantedEpoch>) -> Vec<Vec<GrantedEpoch>> {
    let mut rows: Vec<Vec<GrantedEpoch>> = Vec::new();
    for epoch in epochs.into_iter().rev() {
        let row = rows.iter_mut().find(|row| row.iter().all(|e| e.number != epoch.number));
        match row {
            Some(row) => row.insert(0, epoch),
            None => rows.push(vec![epoch]),
        }
    }
    rows
}
