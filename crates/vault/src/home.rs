//! A home: made, unlocked, its passphrase changed. One process at a time.

use crate::{
    Shelf,
    check::{self, CheckReport},
    error::VaultError,
    files,
    record::Sealer,
    store::{self, Store},
    view::{Record, Tx, View},
};
use qalam_seal::{
    Zeroizing,
    keys::{self, DeviceSecrets, Identity, UnwrapError},
};
use rusqlite::{TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// The secrets, wrapped by the passphrase.
const DEVICE: &str = "device.age";
/// The secrets, sealed to the recovery recipient.
const RECOVERY: &str = "recovery.age";

/// An unlocked home. Dropping it locks it again and lets another process in.
#[derive(Debug)]
pub struct Vault {
    dir: PathBuf,
    secrets: DeviceSecrets,
    sealer: Sealer,
    // Closed before the lock below is given back: fields are dropped in this order.
    store: Store,
    _lock: File,
}

impl Vault {
    /// Makes a home in an empty or absent directory and leaves it unlocked. `work_factor` is [`crate::WORK_FACTOR`]
    /// but for tests; `recovery_recipient` is the age recipient that the recovery words derive.
    ///
    /// # Errors
    /// `NotEmpty`; `Io` if the directory cannot be written; `Seal` for a bad recipient.
    pub fn create(
        dir: &Path,
        passphrase: &str,
        work_factor: u8,
        secrets: DeviceSecrets,
        recovery_recipient: &str,
    ) -> Result<Vault, VaultError> {
        let wrapped = keys::wrap_with_passphrase(&secrets, passphrase, work_factor)?;
        let recovery = keys::wrap_for_recovery(&secrets, recovery_recipient)?;
        files::empty_dir(dir)?;
        let lock = files::lock(dir)?;
        files::touch_private(&dir.join(store::NAME))?;
        let store = Store::create(dir)?;
        remember_sum(&store, &wrapped)?;
        files::replace(dir, RECOVERY, &recovery)?;
        // Last: a home with this file is whole.
        files::replace(dir, DEVICE, &wrapped)?;
        Ok(Vault::assemble(dir, secrets, store, lock))
    }

    /// Whether a directory holds a vault, finished or damaged.
    pub fn is_in(dir: &Path) -> bool {
        dir.join(DEVICE).exists() || dir.join(store::NAME).exists()
    }

    /// Opens a home with its passphrase.
    ///
    /// # Errors
    /// `NotAVault`, `InUse`, `Newer`, `WrongPassphrase`, `KeyFileDamaged`, `StoreDamaged`, `Io`.
    pub fn unlock(dir: &Path, passphrase: &str) -> Result<Vault, VaultError> {
        let (store, lock) = Vault::enter(dir)?;
        let path = dir.join(DEVICE);
        let damaged = || VaultError::KeyFileDamaged { path: path.clone() };
        let wrapped = files::read(&path)?.ok_or_else(damaged)?;
        let secrets = keys::unwrap(&wrapped, passphrase).map_err(|error| match error {
            UnwrapError::WrongPassphrase if knows_sum(&store, &wrapped) => VaultError::WrongPassphrase,
            UnwrapError::Newer => Vault::newer(dir),
            _ => damaged(),
        })?;
        Ok(Vault::assemble(dir, secrets, store, lock))
    }

    /// Opens a home with the identity that its recovery words derive. Set a new passphrase next.
    ///
    /// # Errors
    /// As [`Vault::unlock`], with `WrongRecovery` in place of `WrongPassphrase`.
    pub fn unlock_with_recovery(dir: &Path, recovery: &Identity) -> Result<Vault, VaultError> {
        let (store, lock) = Vault::enter(dir)?;
        let path = dir.join(RECOVERY);
        let damaged = || VaultError::KeyFileDamaged { path: path.clone() };
        let sealed = files::read(&path)?.ok_or_else(damaged)?;
        let secrets = keys::unwrap_with_recovery(&sealed, recovery).map_err(|error| match error {
            UnwrapError::WrongKey => VaultError::WrongRecovery,
            UnwrapError::Newer => Vault::newer(dir),
            _ => damaged(),
        })?;
        Ok(Vault::assemble(dir, secrets, store, lock))
    }

    /// Wraps the secrets with another passphrase: one file is replaced, whole or not at all. The caller has asked for
    /// the old one ([`Vault::is_passphrase`]) where there was one to ask for.
    ///
    /// # Errors
    /// `Io`; the old passphrase then still holds.
    pub fn change_passphrase(&mut self, new: &str, work_factor: u8) -> Result<(), VaultError> {
        let wrapped = keys::wrap_with_passphrase(&self.secrets, new, work_factor)?;
        // Both sums are known while either file may be the one on disk.
        remember_sum(&self.store, &wrapped)?;
        files::replace(&self.dir, DEVICE, &wrapped)?;
        let forget = "DELETE FROM key_file_sum WHERE sum <> ?";
        let done = self.store.connection.execute(forget, params![sum(&wrapped)]);
        done.map(drop).map_err(|error| self.store.error(error))
    }

    /// Whether this is the passphrase of the home.
    ///
    /// # Errors
    /// `KeyFileDamaged`, `Io`.
    pub fn is_passphrase(&self, passphrase: &str) -> Result<bool, VaultError> {
        let path = self.dir.join(DEVICE);
        let wrapped = files::read(&path)?.ok_or_else(|| VaultError::KeyFileDamaged { path: path.clone() })?;
        match keys::unwrap(&wrapped, passphrase) {
            Ok(_) => Ok(true),
            Err(UnwrapError::WrongPassphrase) if knows_sum(&self.store, &wrapped) => Ok(false),
            Err(_) => Err(VaultError::KeyFileDamaged { path }),
        }
    }

    /// The device's secrets.
    pub fn secrets(&self) -> &DeviceSecrets {
        &self.secrets
    }

    /// The home's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Reads.
    pub fn view(&self) -> View<'_> {
        View { store: &self.store, sealer: &self.sealer }
    }

    /// See [`View::get`].
    ///
    /// # Errors
    /// See there.
    pub fn get(&self, shelf: Shelf, key: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.view().get(shelf, key)
    }

    /// See [`View::list`].
    ///
    /// # Errors
    /// See there.
    pub fn list(&self, shelf: Shelf) -> Result<Vec<Record>, VaultError> {
        self.view().list(shelf)
    }

    /// Does `work` as one: when this returns `Ok`, all of it is on disk; on an error, none of it is.
    ///
    /// # Errors
    /// What `work` returns, or the database's when it cannot be written.
    pub fn transaction<T, E: From<VaultError>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        // The connection is ours alone (&mut self), so the unchecked form cannot nest.
        let begun = rusqlite::Transaction::new_unchecked(&self.store.connection, TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| self.store.error(error))?;
        let result = work(&Tx { view: self.view() })?;
        transaction.commit().map_err(|error| self.store.error(error))?;
        Ok(result)
    }

    /// Opens every record and log row, and lets SQLite check its file.
    ///
    /// # Errors
    /// Only if the database cannot be read at all; what is bad in it stands in the report.
    pub fn check(&self) -> Result<CheckReport, VaultError> {
        check::run(&self.view())
    }

    fn enter(dir: &Path) -> Result<(Store, File), VaultError> {
        if !dir.join(store::NAME).is_file() {
            return Err(VaultError::NotAVault { path: dir.to_owned() });
        }
        let lock = files::lock(dir)?;
        Ok((Store::open(dir)?, lock))
    }

    fn assemble(dir: &Path, secrets: DeviceSecrets, store: Store, lock: File) -> Vault {
        let sealer = Sealer::new(secrets.local());
        Vault { dir: dir.to_owned(), secrets, sealer, store, _lock: lock }
    }

    fn newer(dir: &Path) -> VaultError {
        VaultError::Newer { path: dir.to_owned(), found: store::LAYOUT + 1, known: store::LAYOUT }
    }
}

fn sum(wrapped: &[u8]) -> [u8; 32] {
    Sha256::digest(wrapped).into()
}

fn remember_sum(store: &Store, wrapped: &[u8]) -> Result<(), VaultError> {
    let done = store.connection.execute("INSERT OR IGNORE INTO key_file_sum (sum) VALUES (?)", params![sum(wrapped)]);
    done.map(drop).map_err(|error| store.error(error))
}

/// Whether the file is one that this vault wrote. If that cannot be told, the passphrase is the likelier fault.
fn knows_sum(store: &Store, wrapped: &[u8]) -> bool {
    let query = store.connection.prepare("SELECT 1 FROM key_file_sum WHERE sum = ?");
    query.and_then(|mut query| query.exists(params![sum(wrapped)])).unwrap_or(true)
}
