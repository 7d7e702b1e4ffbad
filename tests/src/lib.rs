//! What journeys, simulation, windows and bench share: named parties on real vaults and folders, with a clock that steps
//! and randomness from one seed; and a paper under load.

#![allow(clippy::expect_used, reason = "a test that cannot go on says where")]

pub mod figure;
pub mod load;
mod party;
pub mod stick;
pub mod tuesday;

pub use party::{Cast, PASSPHRASE, Party, StepClock, text_of};
