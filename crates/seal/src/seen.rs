//! Seen files: what a device has received from whom, sealed to the group. The highest counter of a device wins;
//! it stands in the clear header, so that a mover of files can tell.

use crate::{
    envelope,
    error::{OpenError, SealError},
    header::{FileKind, Header, Verified},
    keys::EpochKey,
};
use ed25519_dalek::SigningKey;
use qalam_model::{
    act::{ChainEnd, NO_ACT},
    ids::{ActId, Circle, CircleId, DeviceId, EpochId, GroupId},
};

/// How many chains one seen file lists at most.
pub const MAX_CHAINS: usize = 8_000;

/// Seals what was received (for each chain the last act, without gaps before it) to the group's epoch.
///
/// # Errors
/// `Header` with `TooLong` above [`MAX_CHAINS`], or as every sealing.
pub fn seal(group: GroupId, counter: u64, received: &[ChainEnd], recipient: &str, key: &SigningKey) -> Result<Vec<u8>, SealError> {
    let rows: Vec<(DeviceId, CircleId, u64, ActId)> = received.iter().map(|end| (end.device, end.circle, end.number, end.act)).collect();
    let mut payload = Vec::new();
    ciborium::into_writer(&rows, &mut payload).map_err(|error| SealError::Age(error.to_string()))?;
    let header = Header {
        kind: FileKind::Seen,
        group,
        device: DeviceId([0; 32]),
        circle: Circle::Group.id(&group),
        epoch: EpochKey::id_of(recipient),
        first: counter,
        last: counter,
        before: NO_ACT,
        at_last: NO_ACT,
        body_len: 0,
    };
    envelope::seal(header, &payload, &[recipient.to_owned()], key)
}

/// Opens a verified seen file.
///
/// # Errors
/// See [`OpenError`].
pub fn open(verified: &Verified<'_>, lookup: impl FnOnce(&CircleId, &EpochId) -> Option<EpochKey>) -> Result<Vec<ChainEnd>, OpenError> {
    let header = verified.header;
    if header.kind == FileKind::Seen && header.circle != Circle::Group.id(&header.group) {
        return Err(OpenError::Malformed("it is not for the group's circle"));
    }
    let key = lookup(&header.circle, &header.epoch).ok_or(OpenError::NoKey { circle: header.circle, epoch: header.epoch })?;
    let payload = envelope::open(verified, FileKind::Seen, key.identity().age())?;
    let rows: Vec<(DeviceId, CircleId, u64, ActId)> = read_cbor(&payload)?;
    Ok(rows.into_iter().map(|(device, circle, number, act)| ChainEnd { device, circle, number, act }).collect())
}

/// Reads one CBOR value that fills the whole payload.
pub(crate) fn read_cbor<T: serde::de::DeserializeOwned>(payload: &[u8]) -> Result<T, OpenError> {
    let mut rest = payload;
    let value = ciborium::from_reader(&mut rest).map_err(|_| OpenError::Malformed("it is not the CBOR that was expected"))?;
    if rest.is_empty() { Ok(value) } else { Err(OpenError::Malformed("something stands behind it")) }
}
