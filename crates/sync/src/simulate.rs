//! A file system in memory that breaks on request, and a carrier between several of them, for simulations.
//!
//! Everything follows from one seed. Nothing here may be used by the application.

mod carrier;
mod memory;
mod random;

pub use carrier::{Carrier, Weather};
pub use memory::{Faults, MemoryFiles, Tally};
pub use random::Random;
