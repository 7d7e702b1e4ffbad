//! What the journeys and the simulation share: named parties on real vaults and folders, with a clock that steps
//! and randomness from one seed.

mod party;

pub use party::{Cast, PASSPHRASE, Party, StepClock, text_of};
