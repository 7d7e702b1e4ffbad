//! Segments: runs of acts of one device for one circle, sealed to one epoch.
//!
//! The signature is over the segment, not over each act. Opening checks that every act stands where the header
//! says it stands; it never judges what an act says.

use crate::{
    envelope,
    error::{OpenError, SealError},
    header::{FileKind, Header, HeaderError, Verified},
    keys::EpochKey,
};
use ed25519_dalek::SigningKey;
use qalam_model::{
    act::{Entry, NO_ACT},
    ids::{ActId, Circle, CircleId, DeviceId, EpochId, GroupId},
};

/// How many bytes of acts (each counted with [`ACT_OVERHEAD`]) fit one segment.
pub const MAX_PAYLOAD: usize = 15 * 1024 * 1024;
/// What each act costs beside its own bytes.
pub const ACT_OVERHEAD: usize = 4;
/// The kind of the act that makes a group; it alone carries the zero group.
const GENESIS: &str = "roster.genesis";

/// A run of acts that is to be sealed.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The group.
    pub group: GroupId,
    /// For which circle.
    pub circle: CircleId,
    /// Number of the first act.
    pub first: u64,
    /// Id of the act before it; [`NO_ACT`] if it is the first of its chain.
    pub before: ActId,
    /// The acts' exact bytes, in order.
    pub acts: &'a [Vec<u8>],
}

/// One act as it was found in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedAct {
    /// The hash of its bytes.
    pub id: ActId,
    /// What it says.
    pub entry: Entry,
    /// Its exact bytes; keep these, never a re-encoded entry.
    pub bytes: Vec<u8>,
}

/// Seals a run to the epoch with this age `recipient`.
///
/// # Errors
/// `Act` if the acts are not this device's chain; `Header` with `TooLong` if they do not fit ([`MAX_PAYLOAD`]).
pub fn seal(run: &Run<'_>, recipient: &str, key: &SigningKey) -> Result<Vec<u8>, SealError> {
    let device = DeviceId(key.verifying_key().to_bytes());
    let last = run.acts.last().ok_or(SealError::Nothing("no acts"))?;
    let mut chain = Chain { group: run.group, device, circle: run.circle, number: run.first, previous: run.before };
    let mut payload = Vec::with_capacity(run.acts.iter().map(|act| act.len() + ACT_OVERHEAD).sum());
    for act in run.acts {
        let number = chain.number;
        chain.take(act).map_err(|fault| SealError::Act { number, fault })?;
        payload.extend_from_slice(&length(act)?.to_be_bytes());
        payload.extend_from_slice(act);
    }
    if payload.len() > MAX_PAYLOAD {
        return Err(HeaderError::TooLong { len: payload.len() as u64, limit: MAX_PAYLOAD as u64 }.into());
    }
    let header = Header {
        kind: FileKind::Segment,
        group: run.group,
        device,
        circle: run.circle,
        epoch: EpochKey::id_of(recipient),
        first: run.first,
        last: run.first.saturating_add(run.acts.len() as u64 - 1),
        before: run.before,
        at_last: Entry::id_of(last),
        body_len: 0,
    };
    envelope::seal(header, &payload, &[recipient.to_owned()], key)
}

/// Opens a verified segment with the key that `lookup` finds for its circle and epoch, and checks every act's place.
///
/// # Errors
/// `NoKey` if there is none (wait for a grant, or never mind: other circles' segments are passed on unopened);
/// `Stolen`, `Malformed` and `Act` mean that the device which signed it does not follow the rules.
pub fn open(verified: &Verified<'_>, lookup: impl FnOnce(&CircleId, &EpochId) -> Option<EpochKey>) -> Result<Vec<OpenedAct>, OpenError> {
    let header = verified.header;
    if header.kind != FileKind::Segment {
        return Err(OpenError::WrongKind { want: FileKind::Segment, found: header.kind });
    }
    let key = lookup(&header.circle, &header.epoch).ok_or(OpenError::NoKey { circle: header.circle, epoch: header.epoch })?;
    if key.id() != header.epoch {
        return Err(OpenError::WrongKey);
    }
    let payload = envelope::open(verified, FileKind::Segment, key.identity().age())?;
    let acts = read_acts(&payload, &header)?;
    if acts.last().map(|act| act.id) != Some(header.at_last) {
        return Err(OpenError::Act { number: header.last, fault: "it is not the last that the header names" });
    }
    Ok(acts)
}

fn read_acts(mut payload: &[u8], header: &Header) -> Result<Vec<OpenedAct>, OpenError> {
    let mut chain =
        Chain { group: header.group, device: header.device, circle: header.circle, number: header.first, previous: header.before };
    let mut acts = Vec::new();
    while !payload.is_empty() {
        let (len, rest) = payload.split_first_chunk::<4>().ok_or(OpenError::Malformed("an act's length is cut"))?;
        let len = u32::from_be_bytes(*len) as usize;
        let bytes = rest.get(..len).ok_or(OpenError::Malformed("an act is cut"))?;
        payload = &rest[len..];
        let number = chain.number;
        if number > header.last {
            return Err(OpenError::Malformed("it holds more acts than the header says"));
        }
        let (id, entry) = chain.take(bytes).map_err(|fault| OpenError::Act { number, fault })?;
        acts.push(OpenedAct { id, entry, bytes: bytes.to_vec() });
    }
    if chain.number <= header.last {
        return Err(OpenError::Malformed("it holds fewer acts than the header says"));
    }
    Ok(acts)
}

fn length(act: &[u8]) -> Result<u32, SealError> {
    u32::try_from(act.len()).map_err(|_| HeaderError::TooLong { len: act.len() as u64, limit: MAX_PAYLOAD as u64 }.into())
}

/// What the next act of a chain must say of itself.
struct Chain {
    group: GroupId,
    device: DeviceId,
    circle: CircleId,
    number: u64,
    previous: ActId,
}

impl Chain {
    fn take(&mut self, bytes: &[u8]) -> Result<(ActId, Entry), &'static str> {
        let entry = Entry::decode(bytes).map_err(|_| "it is no act")?;
        let id = Entry::id_of(bytes);
        if entry.device != self.device {
            return Err("it is another device's");
        }
        if entry.number != self.number {
            return Err("its number is another");
        }
        if entry.previous != self.previous || (entry.number == 1) != (entry.previous == NO_ACT) {
            return Err("it does not follow the act before it");
        }
        if !self.is_genesis(&entry, &id) && (entry.group != self.group || entry.circle != self.circle) {
            return Err("it is for another group or circle");
        }
        self.number = self.number.checked_add(1).ok_or("its number is impossible")?;
        self.previous = id;
        Ok((id, entry))
    }

    /// The group's id is the hash of its first act, which therefore cannot name it.
    fn is_genesis(&self, entry: &Entry, id: &ActId) -> bool {
        let nowhere = GroupId([0; 32]);
        entry.number == 1
            && entry.kind == GENESIS
            && entry.group == nowhere
            && entry.circle == Circle::Control.id(&nowhere)
            && self.group == GroupId(id.0)
            && self.circle == Circle::Control.id(&self.group)
    }
}
