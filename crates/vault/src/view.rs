//! Reading and writing. A [`View`] reads; a [`Tx`] also writes, and all of it is on disk when it has ended well,
//! or nothing.

use crate::{
    Shelf,
    error::VaultError,
    record::{KEY_LEN, Place, Sealer, Table},
    store::Store,
};
use qalam_seal::Zeroizing;
use rusqlite::{OptionalExtension, params};
use std::ops::Deref;

/// A record that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its logical key.
    pub key: Vec<u8>,
    /// How often it has been written.
    pub version: u64,
    /// Its value; wiped when dropped.
    pub value: Zeroizing<Vec<u8>>,
}

/// A row of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number: grows through the whole vault, with gaps, and is never given twice.
    pub seq: u64,
    /// Its value; wiped when dropped.
    pub value: Zeroizing<Vec<u8>>,
}

/// Reads the vault.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub(crate) store: &'a Store,
    pub(crate) sealer: &'a Sealer,
}

impl View<'_> {
    /// The value under a key.
    ///
    /// # Errors
    /// `Damaged` if it does not open.
    pub fn get(&self, shelf: Shelf, key: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let stored = self.sealer.name(Table::Record, shelf, key);
        let row = (|| {
            let mut query = self.store.connection.prepare_cached("SELECT version, sealed FROM record WHERE shelf = ? AND key = ?")?;
            query
                .query_row(params![shelf.0, stored], |row| {
                    let number = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
                    let place = Place { table: Table::Record, shelf, key: stored, number };
                    Ok(self.sealer.open(&place, row.get_ref(1)?.as_blob()?))
                })
                .optional()
        })();
        match row.map_err(|error| self.store.error(error))? {
            None => Ok(None),
            Some(opened) => opened.map(|(_, value)| Some(value)),
        }
    }

    /// All records of a shelf in the order of their logical keys.
    ///
    /// # Errors
    /// `Damaged` at the first that does not open; use [`View::scan`] to go on.
    pub fn list(&self, shelf: Shelf) -> Result<Vec<Record>, VaultError> {
        self.scan(shelf)?.into_iter().collect()
    }

    /// All records of a shelf in the order of their logical keys, each opened or damaged (these last).
    ///
    /// # Errors
    /// Of the database itself only.
    pub fn scan(&self, shelf: Shelf) -> Result<Vec<Result<Record, VaultError>>, VaultError> {
        let rows = (|| {
            let mut query = self.store.connection.prepare_cached("SELECT key, version, sealed FROM record WHERE shelf = ?")?;
            let rows = query.query_map(params![shelf.0], |row| {
                let key = stored_key(row.get_ref(0)?.as_blob()?);
                let number = u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
                let place = Place { table: Table::Record, shelf, key, number };
                let opened = self.sealer.open(&place, row.get_ref(2)?.as_blob()?);
                Ok(opened.map(|(key, value)| Record { key, version: number, value }))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        })();
        let mut rows = rows.map_err(|error| self.store.error(error))?;
        rows.sort_by(|a, b| match (a, b) {
            (Ok(a), Ok(b)) => a.key.cmp(&b.key),
            (a, b) => a.is_err().cmp(&b.is_err()),
        });
        Ok(rows)
    }

    /// How many records a shelf has. Opens none.
    ///
    /// # Errors
    /// Of the database.
    pub fn count(&self, shelf: Shelf) -> Result<u64, VaultError> {
        let sql = "SELECT count(*) FROM record WHERE shelf = ?";
        let count = self.store.connection.query_row(sql, params![shelf.0], |row| row.get::<_, i64>(0));
        Ok(u64::try_from(count.map_err(|error| self.store.error(error))?).unwrap_or(0))
    }

    /// Whether there is a record under a key. Does not open it.
    ///
    /// # Errors
    /// Of the database.
    pub fn contains(&self, shelf: Shelf, key: &[u8]) -> Result<bool, VaultError> {
        let stored = self.sealer.name(Table::Record, shelf, key);
        let found = (|| {
            let mut query = self.store.connection.prepare_cached("SELECT 1 FROM record WHERE shelf = ? AND key = ?")?;
            query.exists(params![shelf.0, stored])
        })();
        found.map_err(|error| self.store.error(error))
    }

    /// The rows of a log after `after` (0: all), in the order of writing.
    ///
    /// # Errors
    /// `Damaged` at the first that does not open.
    pub fn tail(&self, shelf: Shelf, log: &[u8], after: u64) -> Result<Vec<LogRow>, VaultError> {
        let key = self.sealer.name(Table::Log, shelf, log);
        let rows = (|| {
            let sql = "SELECT seq, sealed FROM log WHERE shelf = ? AND key = ? AND seq > ? ORDER BY seq";
            let mut query = self.store.connection.prepare_cached(sql)?;
            let rows = query.query_map(params![shelf.0, key, i64::try_from(after).unwrap_or(i64::MAX)], |row| {
                let seq = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
                let place = Place { table: Table::Log, shelf, key, number: seq };
                let opened = self.sealer.open(&place, row.get_ref(1)?.as_blob()?);
                Ok(opened.map(|(_, value)| LogRow { seq, value }))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        })();
        rows.map_err(|error| self.store.error(error))?.into_iter().collect()
    }
}

/// Writes the vault. Made by [`crate::Vault::transaction`]; reads see what has been written in it.
#[derive(Debug)]
pub struct Tx<'a> {
    pub(crate) view: View<'a>,
}

impl<'a> Deref for Tx<'a> {
    type Target = View<'a>;
    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

impl Tx<'_> {
    /// Puts a value under a key, in place of any that is there. Returns its version.
    ///
    /// # Errors
    /// Of the database; `Seal`.
    pub fn put(&self, shelf: Shelf, key: &[u8], value: &[u8]) -> Result<u64, VaultError> {
        let View { store, sealer } = self.view;
        let stored = sealer.name(Table::Record, shelf, key);
        let version = (|| {
            let mut query = store.connection.prepare_cached("SELECT version FROM record WHERE shelf = ? AND key = ?")?;
            query.query_row(params![shelf.0, stored], |row| row.get::<_, i64>(0)).optional()
        })();
        let version = version.map_err(|error| store.error(error))?.unwrap_or(0) + 1;
        let number = u64::try_from(version).unwrap_or(0);
        let place = Place { table: Table::Record, shelf, key: stored, number };
        let sealed = sealer.seal(&place, key, value)?;
        let done = (|| {
            let sql = "INSERT INTO record (shelf, key, version, sealed) VALUES (?, ?, ?, ?)
                       ON CONFLICT (shelf, key) DO UPDATE SET version = excluded.version, sealed = excluded.sealed";
            store.connection.prepare_cached(sql)?.execute(params![shelf.0, stored, version, sealed])
        })();
        done.map_err(|error| store.error(error)).map(|_| number)
    }

    /// Takes a record away; whether there was one.
    ///
    /// # Errors
    /// Of the database.
    pub fn delete(&self, shelf: Shelf, key: &[u8]) -> Result<bool, VaultError> {
        let View { store, sealer } = self.view;
        let stored = sealer.name(Table::Record, shelf, key);
        let done =
            (|| store.connection.prepare_cached("DELETE FROM record WHERE shelf = ? AND key = ?")?.execute(params![shelf.0, stored]))();
        done.map_err(|error| store.error(error)).map(|rows| rows > 0)
    }

    /// Adds a row to the end of a log. Returns its number.
    ///
    /// # Errors
    /// Of the database; `Seal`.
    pub fn append(&self, shelf: Shelf, log: &[u8], value: &[u8]) -> Result<u64, VaultError> {
        let View { store, sealer } = self.view;
        let key = sealer.name(Table::Log, shelf, log);
        // The number is sealed into the row, so it must be known before the row is written.
        let last = (|| {
            let mut query = store.connection.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'log'")?;
            query.query_row([], |row| row.get::<_, i64>(0)).optional()
        })();
        let seq = last.map_err(|error| store.error(error))?.unwrap_or(0) + 1;
        let number = u64::try_from(seq).unwrap_or(0);
        let sealed = sealer.seal(&Place { table: Table::Log, shelf, key, number }, log, value)?;
        let done = (|| {
            let sql = "INSERT INTO log (seq, shelf, key, sealed) VALUES (?, ?, ?, ?)";
            store.connection.prepare_cached(sql)?.execute(params![seq, shelf.0, key, sealed])
        })();
        done.map_err(|error| store.error(error)).map(|_| number)
    }

    /// Takes a log's rows up to and including `through` away: they stand in a snapshot now, or have been sent.
    /// Returns how many there were.
    ///
    /// # Errors
    /// Of the database.
    pub fn trim(&self, shelf: Shelf, log: &[u8], through: u64) -> Result<u64, VaultError> {
        let View { store, sealer } = self.view;
        let key = sealer.name(Table::Log, shelf, log);
        let done = (|| {
            let sql = "DELETE FROM log WHERE shelf = ? AND key = ? AND seq <= ?";
            let through = i64::try_from(through).unwrap_or(i64::MAX);
            store.connection.prepare_cached(sql)?.execute(params![shelf.0, key, through])
        })();
        done.map_err(|error| store.error(error)).map(|rows| rows as u64)
    }
}

/// A stored key of another length is damage; zeros never open.
pub(crate) fn stored_key(bytes: &[u8]) -> [u8; KEY_LEN] {
    bytes.try_into().unwrap_or([0; KEY_LEN])
}
