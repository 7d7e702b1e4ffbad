//! What can go wrong with a vault. Each I/O error names its path; a code exists where somebody acts on it.

use crate::Shelf;
use qalam_seal::SealError;
use std::{io, path::PathBuf};

/// Why something with the vault was not done. Nothing is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// A new vault takes an empty directory.
    #[error("{} is not empty", .path.display())]
    NotEmpty {
        /// The directory.
        path: PathBuf,
    },
    /// There is no vault here.
    #[error("there is no vault in {}", .path.display())]
    NotAVault {
        /// The directory.
        path: PathBuf,
    },
    /// Another process has the vault open.
    #[error("the vault in {} is already open", .path.display())]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// Made by a newer version of the application.
    #[error("the vault in {} was made by a newer version (layout {found}, this version knows {known})", .path.display())]
    Newer {
        /// The directory.
        path: PathBuf,
        /// Layout of the vault.
        found: u32,
        /// The newest layout that this version knows.
        known: u32,
    },
    /// The passphrase is another.
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    /// The recovery words are those of another seat.
    #[error("the recovery words do not belong to this vault")]
    WrongRecovery,
    /// A file with the device's secrets is damaged.
    #[error("{} is damaged", .path.display())]
    KeyFileDamaged {
        /// The file.
        path: PathBuf,
    },
    /// A record or log row does not open, or stands where it does not belong.
    #[error("record {key} on shelf {shelf} of the vault is damaged")]
    Damaged {
        /// Its shelf.
        shelf: Shelf,
        /// Its stored key in hexadecimal; for a log row with its number.
        key: String,
    },
    /// The database file itself is damaged.
    #[error("{} is damaged: {source}", .path.display())]
    StoreDamaged {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// No room is left.
    #[error("the disk that holds {} is full", .path.display())]
    DiskFull {
        /// The database.
        path: PathBuf,
    },
    /// The database cannot be written.
    #[error("{} cannot be written", .path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// Another failure of the database.
    #[error("{}: {source}", .path.display())]
    Store {
        /// The database.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A file could not be read or written.
    #[error("cannot {doing} {}: {source}", .path.display())]
    Io {
        /// What was tried: 'read', 'write', …
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A search expression that the index does not take.
    #[error("the search index does not understand {query:?}")]
    BadQuery {
        /// The expression.
        query: String,
    },
}

impl VaultError {
    /// A stable name for the kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            VaultError::NotEmpty { .. } => "vault_not_empty",
            VaultError::NotAVault { .. } => "vault_missing",
            VaultError::InUse { .. } => "vault_in_use",
            VaultError::Newer { .. } => "vault_newer",
            VaultError::WrongPassphrase => "vault_wrong_passphrase",
            VaultError::WrongRecovery => "vault_wrong_recovery",
            VaultError::KeyFileDamaged { .. } => "vault_key_file_damaged",
            VaultError::Damaged { .. } => "vault_record_damaged",
            VaultError::StoreDamaged { .. } => "vault_damaged",
            VaultError::DiskFull { .. } => "vault_disk_full",
            VaultError::ReadOnly { .. } => "vault_read_only",
            VaultError::Store { .. } => "vault_store",
            VaultError::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => "vault_disk_full",
            VaultError::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => "vault_no_permission",
            VaultError::Io { .. } => "vault_io",
            VaultError::Seal(_) => "vault_seal",
            VaultError::BadQuery { .. } => "search_query",
        }
    }
}
