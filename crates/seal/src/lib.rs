//! Sealed bytes: signed headers, age bodies, keys. The only user of age.
//!
//! Everything here is a pure function from bytes and keys to bytes. Nothing in this crate may read a clock, a
//! disk or a network; randomness is handed in (the one exception: the ephemeral keys, file keys and salts that
//! the age library draws from the operating system for each file it writes).
//!
//! A reader checks in one order: lengths, signature, age header size, decryption, the repeats inside.
//! `docs/formats/` is normative for every layout.

mod envelope;
mod error;

pub mod grant;
pub mod header;
pub mod join;
pub mod keys;
pub mod local;
pub mod recovery;
pub mod safety;
pub mod seen;
pub mod segment;
pub mod signature;

pub use ed25519_dalek::SigningKey;
pub use error::{OpenError, SealError};
pub use zeroize::Zeroizing;
