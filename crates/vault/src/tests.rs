//! Faults that need a hand on the connection: a full disk, a database that is no longer one.
#![allow(clippy::unwrap_used)]

use crate::{Shelf, Vault, VaultError};
use qalam_seal::{keys::DeviceSecrets, recovery::RecoveryWords};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const SHELF: Shelf = Shelf(3);

fn vault(dir: &std::path::Path) -> Vault {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let secrets = DeviceSecrets::generate(&mut rng);
    let recovery = RecoveryWords::generate(&mut rng).keys().public();
    Vault::create(dir, "correct horse", 2, secrets, &recovery.recipient).unwrap()
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut vault = vault(home.path());
    vault.transaction(|tx| tx.put(SHELF, b"old", b"kept")).unwrap();
    let pages: i64 = vault.view().store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    vault.view().store.connection.pragma_update_and_check(None, "max_page_count", pages + 4, |_| Ok(())).unwrap();
    let big = vec![1; 100_000];
    let error = vault
        .transaction(|tx| {
            tx.put(SHELF, b"old", b"changed")?;
            tx.put(SHELF, b"new", &big)
        })
        .unwrap_err();
    assert_eq!(error.code(), "vault_disk_full");
    assert_eq!(&vault.get(SHELF, b"old").unwrap().unwrap()[..], b"kept");
    assert_eq!(vault.get(SHELF, b"new").unwrap(), None);
    vault.view().store.connection.pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(())).unwrap();
    vault.transaction(|tx| tx.put(SHELF, b"new", &big)).unwrap();
    assert!(vault.check().unwrap().is_good());
}

#[test]
fn settings_hold_on_every_connection() {
    let home = tempfile::tempdir().unwrap();
    drop(vault(home.path()));
    let vault = Vault::unlock(home.path(), "correct horse").unwrap();
    let pragma = |name: &str| -> String {
        vault.view().store.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).map_or_else(
            |error| error.to_string(),
            |value| match value {
                rusqlite::types::Value::Integer(n) => n.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            },
        )
    };
    for (name, want) in
        [("journal_mode", "wal"), ("synchronous", "2"), ("temp_store", "2"), ("locking_mode", "exclusive"), ("user_version", "1")]
    {
        assert_eq!(pragma(name), want, "{name}");
    }
}

#[test]
fn a_vault_can_be_handed_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Vault>();
    is_send::<VaultError>();
    is_send::<crate::search::Index>();
}
