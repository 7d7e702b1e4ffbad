//! The database: its settings, its tables, its version. Nothing that is stored here is readable.

use crate::error::VaultError;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};

/// Name of the database in a home.
pub(crate) const NAME: &str = "vault.sqlite";
/// The layout that this version writes; kept in SQLite's `user_version`.
pub(crate) const LAYOUT: u32 = 1;
/// 'QALM', so that `file` and this version know whose database it is.
const APPLICATION: i32 = 0x5141_4c4d;

/// House rules: STRICT, NOT NULL, a column never changes its meaning.
const TABLES: &str = "
    -- One sealed value per shelf and key. key: 16 bytes of HMAC over the logical key. version: counts writes, from 1.
    CREATE TABLE record (
        shelf   INTEGER NOT NULL,
        key     BLOB    NOT NULL,
        version INTEGER NOT NULL,
        sealed  BLOB    NOT NULL,
        PRIMARY KEY (shelf, key)
    ) STRICT;
    -- Rows in the order of writing. seq: grows through the whole vault and is never given twice.
    CREATE TABLE log (
        seq     INTEGER PRIMARY KEY AUTOINCREMENT,
        shelf   INTEGER NOT NULL,
        key     BLOB    NOT NULL,
        sealed  BLOB    NOT NULL
    ) STRICT;
    CREATE INDEX log_rows ON log (shelf, key, seq);
    -- SHA-256 of the wrapped secrets: tells a damaged file from a wrong passphrase. Two while it is being replaced.
    CREATE TABLE key_file_sum (
        sum     BLOB    NOT NULL PRIMARY KEY
    ) STRICT;
";

/// The open database with its path, for errors.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Makes the tables in an empty file.
    pub(crate) fn create(dir: &Path) -> Result<Store, VaultError> {
        let mut store = Store::connect(dir)?;
        store.settings()?;
        let done = (|| {
            let tx = store.connection.transaction()?;
            tx.execute_batch(TABLES)?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", LAYOUT)?;
            tx.commit()
        })();
        done.map_err(|error| store.error(error))?;
        Ok(store)
    }

    /// Opens a database that [`Store::create`] made, of this layout or an older one.
    pub(crate) fn open(dir: &Path) -> Result<Store, VaultError> {
        let store = Store::connect(dir)?;
        let pragma = |name: &str| store.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let layout = pragma("user_version").map_err(|error| store.error(error))?;
        let application = pragma("application_id").map_err(|error| store.error(error))?;
        if layout == 0 || application != i64::from(APPLICATION) {
            return Err(VaultError::NotAVault { path: dir.to_owned() });
        }
        let found = u32::try_from(layout).unwrap_or(u32::MAX);
        if found > LAYOUT {
            return Err(VaultError::Newer { path: dir.to_owned(), found, known: LAYOUT });
        }
        store.settings()?;
        Ok(store)
    }

    fn connect(dir: &Path) -> Result<Store, VaultError> {
        let path = dir.join(NAME);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match Connection::open_with_flags(&path, flags) {
            Ok(connection) => Ok(Store { connection, path }),
            Err(error) => Err(classify(&path, error)),
        }
    }

    /// Durable, without temporary files, without trust in what the file says of itself.
    fn settings(&self) -> Result<(), VaultError> {
        let set = |name: &str, value: &str| {
            self.connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
                // Some of these answer with a row, some do not.
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                error => Err(self.error(error)),
            })
        };
        set("temp_store", "MEMORY")?;
        set("locking_mode", "EXCLUSIVE")?;
        set("journal_mode", "WAL")?;
        set("synchronous", "FULL")?;
        set("trusted_schema", "OFF")?;
        set("cell_size_check", "ON")
    }

    /// Names the path and the kind of a failure.
    pub(crate) fn error(&self, error: rusqlite::Error) -> VaultError {
        classify(&self.path, error)
    }
}

fn classify(path: &Path, source: rusqlite::Error) -> VaultError {
    let path = path.to_owned();
    match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => VaultError::DiskFull { path },
        Some(ErrorCode::ReadOnly) => VaultError::ReadOnly { path },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => VaultError::StoreDamaged { path, source },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => VaultError::InUse { path: path.parent().unwrap_or(&path).to_owned() },
        _ => VaultError::Store { path, source },
    }
}
