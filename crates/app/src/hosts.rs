//! What a shell hands in: the home, the clock, randomness, the file system. The library knows none of its own.

use qalam_model::act::Millis;
use qalam_sync::Files;
use rand::{CryptoRng, RngCore};
use std::{path::PathBuf, sync::Arc};

/// Tells the time. Times are claims; no rule depends on them.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn now(&self) -> Millis;
}

/// Randomness that keys can be made of.
pub trait Random: RngCore + CryptoRng + Send {}
impl<T: RngCore + CryptoRng + Send> Random for T {}

/// Everything from outside.
pub struct Hosts {
    /// The vault's directory.
    pub home: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Box<dyn Random>,
    /// The file system of shared folders.
    pub files: Arc<dyn Files>,
    /// scrypt work factor for new passphrases: 18 everywhere but in tests.
    pub work_factor: u8,
    /// Interface language as a BCP 47 tag, until the settings say otherwise.
    pub language: String,
}
