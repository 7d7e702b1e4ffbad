//! What can go wrong when sealing and when opening. A code exists where somebody acts on it.

use crate::header::{FileKind, HeaderError};
use qalam_model::ids::{CircleId, EpochId};

/// Why something could not be sealed. All are faults of the caller or of the roster, none of the machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The header would be refused by every reader.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A text that is no age recipient.
    #[error("{0:?} is no age recipient")]
    BadRecipient(String),
    /// Nobody to seal to, or nothing to seal.
    #[error("nothing to seal: {0}")]
    Nothing(&'static str),
    /// The acts do not form a chain of this device, or do not fit one file.
    #[error("act {number} cannot be sealed: {fault}")]
    Act {
        /// Number of the act.
        number: u64,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The age library refused.
    #[error("the age library refused: {0}")]
    Age(String),
}

/// Why a sealed file was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Lengths, header or signature.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Another kind of file than was asked for.
    #[error("the file is a {found:?}, not a {want:?}")]
    WrongKind {
        /// What the caller expects.
        want: FileKind,
        /// What it is.
        found: FileKind,
    },
    /// The reader holds no key for this circle's epoch. Nothing is wrong with the file.
    #[error("no key for epoch {} of circle {}", .epoch.short(), .circle.short())]
    NoKey {
        /// The circle.
        circle: CircleId,
        /// The epoch.
        epoch: EpochId,
    },
    /// Sealed, but not to the key that was offered.
    #[error("the file is not sealed to this key")]
    WrongKey,
    /// The age header is longer than is worth reading.
    #[error("the sealed body begins with a header of more than 16 KiB")]
    AgeHeaderTooLong,
    /// The signature holds, but the age file does not: its writer made it so.
    #[error("the sealed body is damaged")]
    Damaged,
    /// The content belongs to another file: somebody signed a stolen ciphertext.
    #[error("the sealed content was made for another file: its {0} differs from the header's")]
    Stolen(&'static str),
    /// The content is not laid out as `docs/formats/` says.
    #[error("the sealed content is malformed: {0}")]
    Malformed(&'static str),
    /// An act does not belong where it stands.
    #[error("act {number} does not belong where it stands: {fault}")]
    Act {
        /// Number of the act.
        number: u64,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A join request for another invitation than the one that opened it.
    #[error("the join request answers another invitation")]
    WrongInvitation,
    /// A join request by somebody who does not know the invitation's secret.
    #[error("the join request does not prove that its writer holds the invitation")]
    BadProof,
}

impl OpenError {
    /// A stable name for the kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            OpenError::Header(error) => error.code(),
            OpenError::WrongKind { .. } => "sealed_wrong_kind",
            OpenError::NoKey { .. } => "sealed_no_key",
            OpenError::WrongKey => "sealed_wrong_key",
            OpenError::AgeHeaderTooLong => "sealed_header_too_long",
            OpenError::Damaged => "sealed_damaged",
            OpenError::Stolen(_) => "sealed_stolen",
            OpenError::Malformed(_) => "sealed_malformed",
            OpenError::Act { .. } => "sealed_act",
            OpenError::WrongInvitation => "join_wrong_invitation",
            OpenError::BadProof => "join_bad_proof",
        }
    }
}
