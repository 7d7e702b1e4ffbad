//! The vault as its caller sees it, and as a thief sees its files.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use proptest::prelude::*;
use qalam_seal::{
    keys::DeviceSecrets,
    recovery::{RecoverySecrets, RecoveryWords},
};
use qalam_vault::{Shelf, Vault, VaultError};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rusqlite::Connection;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const LOW: u8 = 2;
const PASS: &str = "correct horse";
const PAPERS: Shelf = Shelf(1);
const TAILS: Shelf = Shelf(2);

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn recovery() -> RecoverySecrets {
    RecoveryWords::generate(&mut rng(9)).keys()
}

fn create(dir: &Path) -> Vault {
    Vault::create(dir, PASS, LOW, DeviceSecrets::generate(&mut rng(1)), &recovery().public().recipient).unwrap()
}

fn home() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    (dir, home)
}

/// What a power cut leaves: the files as they are, without an orderly end.
fn as_after_a_power_cut(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        // The lock is of no worth to a copy, and some systems do not let it be read.
        if entry.file_name() != "lock" {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn what_is_put_in_is_there_after_unlocking() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    let device = vault.secrets().device();
    let version = vault.transaction(|tx| {
        tx.put(PAPERS, b"one", b"first")?;
        tx.put(PAPERS, b"two", b"")?;
        tx.put(PAPERS, b"one", b"second")
    });
    assert_eq!(version.unwrap(), 2);
    drop(vault);
    let mut vault = Vault::unlock(&home, PASS).unwrap();
    assert_eq!(vault.secrets().device(), device);
    assert_eq!(&vault.get(PAPERS, b"one").unwrap().unwrap()[..], b"second");
    assert_eq!(&vault.get(PAPERS, b"two").unwrap().unwrap()[..], b"");
    assert_eq!(vault.get(PAPERS, b"three").unwrap(), None);
    assert_eq!(vault.get(TAILS, b"one").unwrap(), None, "shelves are apart");
    let keys: Vec<Vec<u8>> = vault.list(PAPERS).unwrap().into_iter().map(|record| record.key).collect();
    assert_eq!(keys, [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(vault.view().count(PAPERS).unwrap(), 2);
    let gone = vault.transaction(|tx| Ok::<_, VaultError>((tx.delete(PAPERS, b"one")?, tx.delete(PAPERS, b"one")?)));
    assert_eq!(gone.unwrap(), (true, false));
    assert!(!vault.view().contains(PAPERS, b"one").unwrap());
}

#[test]
fn logs_keep_their_order_and_never_give_a_number_twice() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    let numbers = vault.transaction(|tx| {
        let a = tx.append(TAILS, b"log", b"a")?;
        tx.append(TAILS, b"other", b"x")?;
        let b = tx.append(TAILS, b"log", b"b")?;
        Ok::<_, VaultError>((a, b))
    });
    let (a, b) = numbers.unwrap();
    assert!(a < b);
    let tail = |vault: &Vault, after| -> Vec<Vec<u8>> {
        vault.view().tail(TAILS, b"log", after).unwrap().into_iter().map(|row| row.value.to_vec()).collect()
    };
    assert_eq!(tail(&vault, 0), [b"a".to_vec(), b"b".to_vec()]);
    assert_eq!(tail(&vault, a), [b"b".to_vec()]);
    assert_eq!(vault.transaction(|tx| tx.trim(TAILS, b"log", b)).unwrap(), 2);
    assert!(tail(&vault, 0).is_empty());
    drop(vault);
    let mut vault = Vault::unlock(&home, PASS).unwrap();
    let next = vault.transaction(|tx| tx.append(TAILS, b"log", b"c")).unwrap();
    assert!(next > b, "a snapshot that covers everything up to {b} must not swallow the next row");
    assert_eq!(vault.view().tail(TAILS, b"other", 0).unwrap().len(), 1);
}

#[test]
fn a_transaction_that_fails_leaves_nothing() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"k", b"before")).unwrap();
    let result: Result<(), VaultError> = vault.transaction(|tx| {
        tx.put(PAPERS, b"k", b"after")?;
        tx.append(TAILS, b"log", b"row")?;
        assert_eq!(&tx.get(PAPERS, b"k")?.unwrap()[..], b"after", "it reads its own writing");
        Err(VaultError::WrongPassphrase)
    });
    assert!(result.is_err());
    assert_eq!(&vault.get(PAPERS, b"k").unwrap().unwrap()[..], b"before");
    assert!(vault.view().tail(TAILS, b"log", 0).unwrap().is_empty());
}

#[test]
fn saved_is_on_disk_and_unsaved_is_not() {
    let (dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"k", b"saved")).unwrap();
    let cut = dir.path().join("cut");
    as_after_a_power_cut(&home, &cut);
    let during = dir.path().join("during");
    let result = vault.transaction(|tx| {
        tx.put(PAPERS, b"k", b"half")?;
        tx.put(PAPERS, b"big", &vec![7; 3_000_000])?;
        as_after_a_power_cut(&home, &during);
        Ok::<_, VaultError>(())
    });
    result.unwrap();
    for copy in [&cut, &during] {
        let after = Vault::unlock(copy, PASS).unwrap();
        assert_eq!(&after.get(PAPERS, b"k").unwrap().unwrap()[..], b"saved");
        assert_eq!(after.get(PAPERS, b"big").unwrap(), None);
        assert!(after.check().unwrap().is_good());
    }
}

#[test]
fn only_the_passphrase_opens_it() {
    let (_dir, home) = home();
    drop(create(&home));
    for wrong in ["", "correct", "correct horse ", "Correct horse"] {
        assert_eq!(Vault::unlock(&home, wrong).unwrap_err().code(), "vault_wrong_passphrase");
    }
    assert!(Vault::unlock(&home, PASS).is_ok(), "a wrong try locks nobody out");
}

#[test]
fn a_second_process_is_turned_away() {
    let (_dir, home) = home();
    let first = create(&home);
    assert_eq!(Vault::unlock(&home, PASS).unwrap_err().code(), "vault_in_use");
    assert_eq!(Vault::unlock(&home, "wrong").unwrap_err().code(), "vault_in_use");
    drop(first);
    assert!(Vault::unlock(&home, PASS).is_ok());
}

#[test]
fn a_new_vault_takes_an_empty_directory() {
    let dir = tempfile::tempdir().unwrap();
    drop(create(dir.path()));
    let again = Vault::create(dir.path(), PASS, LOW, DeviceSecrets::generate(&mut rng(2)), &recovery().public().recipient);
    assert_eq!(again.unwrap_err().code(), "vault_not_empty");
    assert!(Vault::unlock(dir.path(), PASS).is_ok(), "the old one is untouched");
    let busy = tempfile::tempdir().unwrap();
    fs::write(busy.path().join("letter.txt"), "mine").unwrap();
    let result = Vault::create(busy.path(), PASS, LOW, DeviceSecrets::generate(&mut rng(2)), &recovery().public().recipient);
    assert!(matches!(result, Err(VaultError::NotEmpty { .. })));
    assert_eq!(fs::read_dir(busy.path()).unwrap().count(), 1);
    let bad = Vault::create(&dir.path().join("x"), PASS, LOW, DeviceSecrets::generate(&mut rng(2)), "age1nobody");
    assert_eq!(bad.unwrap_err().code(), "vault_seal");
    assert!(!dir.path().join("x").exists());
}

#[test]
fn where_there_is_no_vault_it_says_so() {
    let dir = tempfile::tempdir().unwrap();
    assert!(!Vault::is_in(dir.path()));
    for path in [dir.path().to_owned(), dir.path().join("absent")] {
        let error = Vault::unlock(&path, PASS).unwrap_err();
        assert_eq!(error.code(), "vault_missing");
        assert!(error.to_string().contains(path.to_str().unwrap()), "it names the path");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing was made");
    fs::write(dir.path().join("vault.sqlite"), "").unwrap();
    assert_eq!(Vault::unlock(dir.path(), PASS).unwrap_err().code(), "vault_missing");
}

#[test]
fn a_newer_vault_is_left_alone() {
    let (_dir, home) = home();
    drop(create(&home));
    Connection::open(home.join("vault.sqlite")).unwrap().pragma_update(None, "user_version", 7).unwrap();
    let before = fs::read(home.join("vault.sqlite")).unwrap();
    let error = Vault::unlock(&home, PASS).unwrap_err();
    assert!(matches!(error, VaultError::Newer { found: 7, known: 1, .. }), "{error}");
    assert_eq!(fs::read(home.join("vault.sqlite")).unwrap(), before);
}

#[test]
fn a_damaged_key_file_is_not_a_wrong_passphrase() {
    let (_dir, home) = home();
    drop(create(&home));
    let path = home.join("device.age");
    let good = fs::read(&path).unwrap();
    for at in (0..good.len()).step_by(9) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&path, &bad).unwrap();
        assert_eq!(Vault::unlock(&home, PASS).unwrap_err().code(), "vault_key_file_damaged", "byte {at}");
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(Vault::unlock(&home, PASS).unwrap_err().code(), "vault_key_file_damaged");
    // The recovery words still open it, and a new passphrase makes it whole.
    let mut vault = Vault::unlock_with_recovery(&home, recovery().identity()).unwrap();
    vault.change_passphrase("another", LOW).unwrap();
    drop(vault);
    assert!(Vault::unlock(&home, "another").is_ok());
}

#[test]
fn a_passphrase_changes_whole_or_not_at_all() {
    let (dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"k", b"v")).unwrap();
    let old = fs::read(home.join("device.age")).unwrap();
    assert!(vault.is_passphrase(PASS).unwrap() && !vault.is_passphrase("new").unwrap());
    vault.change_passphrase("new", LOW).unwrap();
    drop(vault);
    assert_eq!(Vault::unlock(&home, PASS).unwrap_err().code(), "vault_wrong_passphrase");
    let vault = Vault::unlock(&home, "new").unwrap();
    assert_eq!(&vault.get(PAPERS, b"k").unwrap().unwrap()[..], b"v");
    drop(vault);
    // A cut between the note of the new sum and the rename: the old file is there, with a half-written new one beside it.
    let cut = dir.path().join("cut");
    as_after_a_power_cut(&home, &cut);
    fs::write(cut.join("device.age"), old).unwrap();
    fs::write(cut.join("device.age.tmp"), "half").unwrap();
    let mut vault = Vault::unlock(&cut, PASS).unwrap();
    vault.change_passphrase("third", LOW).unwrap();
    drop(vault);
    assert!(Vault::unlock(&cut, "third").is_ok());
}

#[test]
fn recovery_words_open_it_and_others_do_not() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"k", b"v")).unwrap();
    drop(vault);
    let other = RecoveryWords::generate(&mut rng(10)).keys();
    assert_eq!(Vault::unlock_with_recovery(&home, other.identity()).unwrap_err().code(), "vault_wrong_recovery");
    let vault = Vault::unlock_with_recovery(&home, recovery().identity()).unwrap();
    assert_eq!(&vault.get(PAPERS, b"k").unwrap().unwrap()[..], b"v");
    drop(vault);
    fs::write(home.join("recovery.age"), "junk").unwrap();
    assert_eq!(Vault::unlock_with_recovery(&home, recovery().identity()).unwrap_err().code(), "vault_key_file_damaged");
}

#[test]
fn damaged_and_swapped_rows_are_named_and_the_others_stay() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    vault
        .transaction(|tx| {
            for key in [b"a", b"b", b"c", b"d"] {
                tx.put(PAPERS, key, key)?;
            }
            tx.put(PAPERS, b"a", b"a again")?;
            tx.append(TAILS, b"log", b"1")?;
            tx.append(TAILS, b"log", b"2")
        })
        .unwrap();
    drop(vault);
    let raw = Connection::open(home.join("vault.sqlite")).unwrap();
    // Two records change places, one claims another version; a log row is a copy of the other.
    let keys: Vec<Vec<u8>> = raw
        .prepare("SELECT key FROM record ORDER BY rowid")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let sealed =
        |at: usize| -> Vec<u8> { raw.query_row("SELECT sealed FROM record WHERE key = ?", [&keys[at]], |row| row.get(0)).unwrap() };
    let (b, c) = (sealed(1), sealed(2));
    let set = "UPDATE record SET sealed = ? WHERE key = ?";
    raw.execute(set, (&c, &keys[1])).unwrap();
    raw.execute(set, (&b, &keys[2])).unwrap();
    raw.execute("UPDATE record SET version = 1 WHERE key = ?", [&keys[0]]).unwrap();
    raw.execute("UPDATE log SET sealed = (SELECT sealed FROM log ORDER BY seq LIMIT 1)", []).unwrap();
    drop(raw);
    let vault = Vault::unlock(&home, PASS).unwrap();
    for key in [b"a", b"b", b"c"] {
        let error = vault.get(PAPERS, key).unwrap_err();
        assert!(matches!(error, VaultError::Damaged { shelf: PAPERS, .. }));
    }
    assert_eq!(&vault.get(PAPERS, b"d").unwrap().unwrap()[..], b"d");
    assert!(vault.list(PAPERS).is_err());
    let scan = vault.view().scan(PAPERS).unwrap();
    assert_eq!(scan.iter().filter(|row| row.is_ok()).count(), 1);
    assert_eq!(scan[0].as_ref().unwrap().key, b"d");
    assert!(vault.view().tail(TAILS, b"log", 0).is_err());
    let report = vault.check().unwrap();
    assert_eq!((report.records, report.log_rows, report.bad.len()), (4, 2, 4));
    assert!(report.bad.iter().any(|bad| bad.shelf == PAPERS && bad.key == hex::encode(&keys[0])));
    assert!(!report.is_good());
}

#[test]
fn every_flipped_byte_of_a_row_is_noticed() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"k", b"v")).unwrap();
    drop(vault);
    let path = home.join("vault.sqlite");
    let good: Vec<u8> = Connection::open(&path).unwrap().query_row("SELECT sealed FROM record", [], |row| row.get(0)).unwrap();
    for at in (0..good.len()).step_by(5) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        Connection::open(&path).unwrap().execute("UPDATE record SET sealed = ?", [&bad]).unwrap();
        let vault = Vault::unlock(&home, PASS).unwrap();
        assert_eq!(vault.get(PAPERS, b"k").unwrap_err().code(), "vault_record_damaged", "byte {at}");
    }
}

#[test]
fn a_database_that_is_none_is_said_so() {
    let (_dir, home) = home();
    drop(create(&home));
    fs::write(home.join("vault.sqlite"), vec![0x55; 8192]).unwrap();
    let error = Vault::unlock(&home, PASS).unwrap_err();
    assert_eq!(error.code(), "vault_damaged");
    assert!(error.to_string().contains("vault.sqlite"));
}

#[test]
fn nothing_readable_lies_in_any_file_of_the_home() {
    const CANARY: &str = "канарейка-canary-الكناري";
    let (dir, home) = home();
    let mut vault = create(&home);
    for round in 0..30u32 {
        let text = format!("{CANARY} {round} ").repeat(200);
        vault
            .transaction(|tx| {
                tx.put(PAPERS, format!("{CANARY} {}", round % 7).as_bytes(), text.as_bytes())?;
                tx.append(TAILS, CANARY.as_bytes(), text.as_bytes())
            })
            .unwrap();
    }
    vault.view().list(PAPERS).unwrap();
    let seen = |from: &Path| {
        let mut names = Vec::new();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            for part in ["канарейка", "canary", "الكناري", "AGE-SECRET-KEY", PASS] {
                assert!(!bytes.windows(part.len()).any(|w| w == part.as_bytes()), "{part} in {}", path.display());
            }
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        names
    };
    // On Windows the locked files cannot be read by another handle; there the look after closing must do.
    if cfg!(unix) {
        assert!(seen(&home).contains(&"vault.sqlite-wal".to_owned()));
    }
    drop(vault);
    let mut names = seen(&home);
    names.sort();
    assert_eq!(names, ["device.age", "lock", "recovery.age", "vault.sqlite"]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing beside the home");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, home) = home();
    let vault = create(&home);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home), 0o700);
    for entry in fs::read_dir(vault.dir()).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

#[test]
fn ten_thousand_rows_are_no_burden() {
    let (_dir, home) = home();
    let mut vault = create(&home);
    let text = vec![b'x'; 300];
    vault.transaction(|tx| (0..10_000u32).try_for_each(|at| tx.put(PAPERS, &at.to_be_bytes(), &text).map(drop))).unwrap();
    let rows = vault.list(PAPERS).unwrap();
    assert_eq!(rows.len(), 10_000);
    assert!(rows.iter().enumerate().all(|(at, row)| row.key == (at as u32).to_be_bytes()));
}

#[test]
fn the_ordinary_tools_open_a_row() {
    use std::process::{Command, Stdio};
    if Command::new("age").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("age is not installed: skipped");
        return;
    }
    let (dir, home) = home();
    let mut vault = create(&home);
    vault.transaction(|tx| tx.put(PAPERS, b"key", b"what the row holds")).unwrap();
    drop(vault);
    let at = |name: &str| dir.path().join(name);
    let age = |identity: &Path, file: &Path| {
        let out = Command::new("age").arg("-d").arg("-i").arg(identity).arg(file).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    fs::write(at("recovery.txt"), recovery().identity().to_secret_text().as_bytes()).unwrap();
    fs::write(at("secrets.txt"), age(&at("recovery.txt"), &home.join("recovery.age"))).unwrap();
    let raw = Connection::open(home.join("vault.sqlite")).unwrap();
    let sealed: Vec<u8> = raw.query_row("SELECT sealed FROM record", [], |row| row.get(0)).unwrap();
    fs::write(at("row.age"), sealed).unwrap();
    assert_eq!(&age(&at("secrets.txt"), &at("row.age"))[31..], b"keywhat the row holds");
}

#[test]
fn version_1_opens() {
    let (_dir, home) = home();
    as_after_a_power_cut(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/vault/v1"), &home);
    let vault = Vault::unlock(&home, PASS).unwrap();
    assert_eq!(&vault.get(PAPERS, b"key").unwrap().unwrap()[..], b"value");
    assert_eq!(&vault.view().tail(TAILS, b"log", 0).unwrap()[0].value[..], b"row");
    assert!(vault.check().unwrap().is_good());
    drop(vault);
    assert!(Vault::unlock_with_recovery(&home, recovery().identity()).is_ok());
}

#[test]
#[ignore = "wrote the fixture, once; for a new version, copy it with a new name"]
fn write_version_1() {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/vault/v1");
    if home.exists() {
        return;
    }
    let mut vault = create(&home);
    vault
        .transaction(|tx| {
            tx.put(PAPERS, b"key", b"value")?;
            tx.append(TAILS, b"log", b"row")
        })
        .unwrap();
    drop(vault);
    fs::remove_file(home.join("lock")).unwrap();
}

#[derive(Debug, Clone)]
enum Step {
    Put(u8, u8, Vec<u8>),
    Delete(u8, u8),
    Reopen,
    Fail(u8, Vec<u8>),
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..64);
    prop_oneof![
        5 => (0..3u8, 0..6u8, bytes()).prop_map(|(shelf, key, value)| Step::Put(shelf, key, value)),
        2 => (0..3u8, 0..6u8).prop_map(|(shelf, key)| Step::Delete(shelf, key)),
        1 => Just(Step::Reopen),
        1 => (0..6u8, bytes()).prop_map(|(key, value)| Step::Fail(key, value)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_vault_is_a_map(steps in proptest::collection::vec(step(), 1..30)) {
        let (_dir, home) = home();
        let mut vault = create(&home);
        let mut map: BTreeMap<(u8, Vec<u8>), Vec<u8>> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Put(shelf, key, value) => {
                    vault.transaction(|tx| tx.put(Shelf(shelf.into()), &[key], &value)).unwrap();
                    map.insert((shelf, vec![key]), value);
                }
                Step::Delete(shelf, key) => {
                    let was = vault.transaction(|tx| tx.delete(Shelf(shelf.into()), &[key])).unwrap();
                    prop_assert_eq!(was, map.remove(&(shelf, vec![key])).is_some());
                }
                Step::Fail(key, value) => {
                    let _ = vault.transaction(|tx| {
                        tx.put(Shelf(0), &[key], &value)?;
                        Err::<(), _>(VaultError::WrongPassphrase)
                    });
                }
                Step::Reopen => {
                    drop(vault);
                    vault = Vault::unlock(&home, PASS).unwrap();
                }
            }
        }
        for shelf in 0..3u8 {
            let got: Vec<_> = vault.list(Shelf(shelf.into())).unwrap().into_iter().map(|r| (r.key, r.value.to_vec())).collect();
            let want: Vec<_> = map.iter().filter(|((s, _), _)| *s == shelf).map(|((_, k), v)| (k.clone(), v.clone())).collect();
            prop_assert_eq!(got, want);
        }
    }
}
