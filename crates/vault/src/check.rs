//! Looks at everything: each row opened, the database's own consistency.

use crate::{
    Shelf,
    error::VaultError,
    record::{Place, Table},
    view::{View, stored_key},
};

/// A row that does not open, or stands where it was not put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its shelf.
    pub shelf: Shelf,
    /// Its stored key in hexadecimal; for a log row with its number.
    pub key: String,
}

/// What [`crate::Vault::check`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Records that were looked at.
    pub records: u64,
    /// Log rows that were looked at.
    pub log_rows: u64,
    /// Those that are bad.
    pub bad: Vec<BadRow>,
    /// What SQLite says of its file; empty if all is well.
    pub store: Vec<String>,
}

impl CheckReport {
    /// Whether nothing is bad.
    pub fn is_good(&self) -> bool {
        self.bad.is_empty() && self.store.is_empty()
    }
}

pub(crate) fn run(view: &View<'_>) -> Result<CheckReport, VaultError> {
    let mut report = CheckReport::default();
    report.records = rows(view, Table::Record, &mut report.bad)?;
    report.log_rows = rows(view, Table::Log, &mut report.bad)?;
    let said = (|| {
        let mut query = view.store.connection.prepare("PRAGMA integrity_check(20)")?;
        let said = query.query_map([], |row| row.get::<_, String>(0))?;
        said.collect::<Result<Vec<_>, _>>()
    })();
    let said = said.map_err(|error| view.store.error(error))?;
    report.store = said.into_iter().filter(|line| line != "ok").collect();
    Ok(report)
}

fn rows(view: &View<'_>, table: Table, bad: &mut Vec<BadRow>) -> Result<u64, VaultError> {
    let sql = match table {
        Table::Record => "SELECT shelf, key, version, sealed FROM record",
        Table::Log => "SELECT shelf, key, seq, sealed FROM log",
    };
    let counted = (|| {
        let mut query = view.store.connection.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            let shelf = Shelf(u16::try_from(row.get::<_, i64>(0)?).unwrap_or(u16::MAX));
            let key = stored_key(row.get_ref(1)?.as_blob()?);
            let number = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
            let place = Place { table, shelf, key, number };
            if let Err(VaultError::Damaged { shelf, key }) = view.sealer.open(&place, row.get_ref(3)?.as_blob()?) {
                bad.push(BadRow { shelf, key });
            }
        }
        Ok(count)
    })();
    counted.map_err(|error: rusqlite::Error| view.store.error(error))
}
