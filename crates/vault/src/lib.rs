//! The encrypted store on a laptop: the only user of rusqlite.
//!
//! A home is a directory with the device's wrapped secrets and one SQLite file in which every payload is an age
//! blob. The vault keeps records on shelves and rows in logs; it knows no papers, groups or acts, and what the
//! shelves are for is its caller's business. Nothing readable may ever lie on disk: not in the database, its
//! write-ahead log or a temporary file. `docs/formats/vault.md` is normative.

mod check;
mod error;
mod files;
mod home;
mod record;
mod store;
mod view;

pub mod search;

pub use check::{BadRow, CheckReport};
pub use error::VaultError;
pub use home::Vault;
pub use qalam_seal::keys::WORK_FACTOR;
pub use view::{LogRow, Record, Tx, View};

/// Which shelf a record stands on. The numbers are the caller's; one never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shelf(pub u16);

impl std::fmt::Display for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests;
