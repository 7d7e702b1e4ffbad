//! What the journeys and the simulation share: named parties on real vaults and folders, with a clock that steps
//! and randomness from one seed.

#![allow(clippy::expect_used, reason = "a test that cannot go on says where")]

pub mod figure;
mod party;

pub use party::{Cast, PASSPHRASE, Party, StepClock, text_of};
