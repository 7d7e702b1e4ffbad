//! Names of things. Hashes are 32 bytes of SHA-256, chosen ids are random bytes that the caller supplies.
//!
//! All print as lower-case hexadecimal, are text in JSON and byte strings in CBOR.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// A text that is no id of the kind that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an id of {bytes} bytes in hexadecimal")]
pub struct BadId {
    /// What was given.
    pub text: String,
    /// How many bytes the id has.
    pub bytes: usize,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;
            /// From bytes of exactly the right length.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }
            /// The bytes.
            pub fn as_bytes(&self) -> &[u8] { &self.0 }
            /// The first eight hexadecimal digits, for people.
            pub fn short(&self) -> String { hex::encode(&self.0[..4]) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&hex::encode(self.0)) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.short())
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let mut bytes = [0u8; $len];
                hex::decode_to_slice(text, &mut bytes)
                    .map_err(|_| BadId { text: text.chars().take(80).collect(), bytes: $len })?;
                Ok(Self(bytes))
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                if s.is_human_readable() { s.collect_str(self) } else { s.serialize_bytes(&self.0) }
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                if d.is_human_readable() {
                    String::deserialize(d)?.parse().map_err(de::Error::custom)
                } else {
                    let bytes = serde_bytes::ByteBuf::deserialize(d)?;
                    Self::from_slice(&bytes).ok_or_else(|| de::Error::invalid_length(bytes.len(), &stringify!($name)))
                }
            }
        }
    };
}

id!(/** A group: the hash of its genesis act. */ GroupId, 32);
id!(/** A device: its Ed25519 public key. */ DeviceId, 32);
id!(/** An act: the hash of its exact entry bytes. */ ActId, 32);
id!(/** An issued revision: the hash of its canonical file. */ RevisionId, 32);
id!(/** A hunk: the hash of its revision, place and replacement. */ HunkId, 16);
id!(/** A proposal: the hash of revision, contributor, kind and hunks. */ ProposalId, 16);
id!(/** A circle: derived from the group and what the circle is for. */ CircleId, 16);
id!(/** An epoch of a circle's key: the hash of its public age recipient. */ EpochId, 16);
id!(/** One seat of a delegation. */ MemberId, 16);
id!(/** A delegation. */ DelegationId, 16);
id!(/** A paper. */ PaperId, 16);
id!(/** A paragraph, permanent through all revisions and languages. */ ParagraphId, 8);
id!(/** A row of a table, permanent like a paragraph. */ RowId, 8);
id!(/** A column of a table, permanent like a paragraph. */ ColumnId, 8);
id!(/** A pair of brackets in a draft. */ BracketId, 8);
id!(/** An invitation. */ InvitationId, 16);

/// Hash of `parts` under a domain name, each part preceded by its length, so that no two lists collide.
pub fn hash(domain: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update((domain.len() as u64).to_be_bytes());
    sha.update(domain.as_bytes());
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().into()
}

/// The first 16 bytes of [`hash`].
pub fn hash16(domain: &str, parts: &[&[u8]]) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&hash(domain, parts)[..16]);
    out
}

/// Which set of members shares a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circle {
    /// Roster and grants: readable to every present member from the first act on.
    Control,
    /// Every member.
    Group,
    /// Chairs and secretariat.
    Chair,
    /// The members of one delegation.
    Delegation(DelegationId),
}

impl Circle {
    /// The id under which the circle stands in segment headers.
    pub fn id(&self, group: &GroupId) -> CircleId {
        let (what, delegation): (&str, &[u8]) = match self {
            Circle::Control => ("control", &[]),
            Circle::Group => ("group", &[]),
            Circle::Chair => ("chair", &[]),
            Circle::Delegation(d) => ("delegation", &d.0),
        };
        CircleId(hash16("qalam circle v1", &[&group.0, what.as_bytes(), delegation]))
    }
}
