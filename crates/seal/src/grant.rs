//! Grants: the secrets of a circle's epochs, sealed directly to devices and recovery keys.
//!
//! The roster says who belongs; a grant only hands over keys. What it hands over counts by the control act that it
//! names, which lists the same recipients for all to see.

use crate::{
    envelope,
    error::{OpenError, SealError},
    header::{FileKind, Header, Verified},
    keys::{EpochKey, Identity},
    seen::read_cbor,
};
use ed25519_dalek::SigningKey;
use qalam_model::{
    act::NO_ACT,
    ids::{ActId, CircleId, DeviceId, GroupId},
};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// Recipients of one file; 98 bytes each keep its age header well under 16 KiB.
pub const MAX_RECIPIENTS: usize = 150;
/// Epochs of one grant.
pub const MAX_EPOCHS: usize = 1_000;

/// One epoch's key with its number in the circle.
#[derive(Debug, Clone)]
pub struct GrantedEpoch {
    /// Number of the epoch in its circle, from 1.
    pub number: u32,
    /// The key.
    pub key: EpochKey,
}

/// What is to be granted.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The group.
    pub group: GroupId,
    /// The circle.
    pub circle: CircleId,
    /// The epochs, the newest last: one for a rotation, all for a newcomer.
    pub epochs: &'a [GrantedEpoch],
    /// The control act that announces the newest of them.
    pub act: ActId,
    /// age recipients of devices and recovery keys.
    pub recipients: &'a [String],
}

/// What a grant handed over.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The circle.
    pub circle: CircleId,
    /// The epochs, the newest last.
    pub epochs: Vec<GrantedEpoch>,
    /// The control act that announces the newest of them.
    pub act: ActId,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    act: ActId,
    epochs: Vec<(u32, Secret)>,
}

#[derive(Serialize, Deserialize)]
struct Secret(String);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Seals an offer; several files where the recipients do not fit one.
///
/// # Errors
/// `Nothing` without epochs or recipients, `BadRecipient`.
pub fn seal(offer: &Offer<'_>, key: &SigningKey) -> Result<Vec<Vec<u8>>, SealError> {
    let newest = offer.epochs.last().ok_or(SealError::Nothing("no epoch"))?;
    if offer.recipients.is_empty() {
        return Err(SealError::Nothing("no recipient"));
    }
    let wire =
        Wire { act: offer.act, epochs: offer.epochs.iter().map(|e| (e.number, Secret(e.key.to_secret_text().to_string()))).collect() };
    let mut payload = Zeroizing::new(Vec::with_capacity(64 + 90 * offer.epochs.len()));
    ciborium::into_writer(&wire, &mut *payload).map_err(|error| SealError::Age(error.to_string()))?;
    let parts: Vec<&[String]> = offer.recipients.chunks(MAX_RECIPIENTS).collect();
    let header = |part: usize| Header {
        kind: FileKind::Grant,
        group: offer.group,
        device: DeviceId([0; 32]),
        circle: offer.circle,
        epoch: newest.key.id(),
        first: part as u64 + 1,
        last: parts.len() as u64,
        before: NO_ACT,
        at_last: NO_ACT,
        body_len: 0,
    };
    parts.iter().enumerate().map(|(part, recipients)| envelope::seal(header(part), &payload, recipients, key)).collect()
}

/// Opens a verified grant with a device's or a recovery identity.
///
/// # Errors
/// `WrongKey` if it is for others; the rest as [`OpenError`] says.
pub fn open(verified: &Verified<'_>, identity: &Identity) -> Result<Granted, OpenError> {
    let payload = envelope::open(verified, FileKind::Grant, identity.age())?;
    let wire: Wire = read_cbor(&payload)?;
    if wire.epochs.is_empty() || wire.epochs.len() > MAX_EPOCHS {
        return Err(OpenError::Malformed("it grants no epoch, or too many"));
    }
    let epochs: Vec<GrantedEpoch> = wire
        .epochs
        .iter()
        .map(|(number, secret)| secret.0.parse().map(|key| GrantedEpoch { number: *number, key }))
        .collect::<Result<_, _>>()
        .map_err(|_| OpenError::Malformed("a granted key is no key"))?;
    if epochs.last().map(|epoch| epoch.key.id()) != Some(verified.header.epoch) {
        return Err(OpenError::Stolen("epoch"));
    }
    if epochs.windows(2).any(|pair| pair[0].number >= pair[1].number) {
        return Err(OpenError::Malformed("its epochs are not in order"));
    }
    Ok(Granted { circle: verified.header.circle, epochs, act: wire.act })
}
