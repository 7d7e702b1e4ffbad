//! Blobs that never leave the laptop: sealed to the home's own identity.
//!
//! A blob is one age file with the bytes as they are; what it belongs to must stand inside, put there by the caller.

use crate::{
    envelope,
    error::{OpenError, SealError},
    keys::Identity,
};
use zeroize::Zeroizing;

/// The longest blob that is opened.
pub const MAX_BLOB: u64 = 256 * 1024 * 1024;

/// Seals `bytes` to `identity`'s public half.
///
/// # Errors
/// `Age` if the library refuses.
pub fn seal(identity: &Identity, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    envelope::encrypt_to(bytes, std::iter::once(identity.age_public() as &dyn age::Recipient))
}

/// Opens what [`seal`] made.
///
/// # Errors
/// `WrongKey`, `Damaged`, `AgeHeaderTooLong`, `Malformed` if it is longer than [`MAX_BLOB`].
pub fn open(identity: &Identity, blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    envelope::decrypt(blob, identity.age(), MAX_BLOB)
}
