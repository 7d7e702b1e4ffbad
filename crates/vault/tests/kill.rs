//! A process that is killed while it writes: what it said was saved is there, the rest leaves no trace.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use qalam_seal::{keys::DeviceSecrets, recovery::RecoveryWords};
use qalam_vault::{Shelf, Vault, VaultError};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

const HOME: &str = "QALAM_TEST_KILL_HOME";
const PASS: &str = "correct horse";
const PAIRS: Shelf = Shelf(1);
const LOG: Shelf = Shelf(2);

#[test]
fn a_kill_loses_nothing_that_was_saved() {
    let dir = tempfile::tempdir().unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let secrets = DeviceSecrets::generate(&mut rng);
    let recovery = RecoveryWords::generate(&mut rng).keys().public();
    let home = dir.path().join("home");
    drop(Vault::create(&home, PASS, 2, secrets, &recovery.recipient).unwrap());
    let mut least = 0;
    for round in 1..=4u32 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "child_writes_until_it_is_killed", "--nocapture"])
            .env(HOME, &home)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse::<u64>().ok());
        // Killed at another point of its work in each round.
        let said = saved.take(3 * round as usize).last().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(said > least, "each process goes on where the last one stopped");
        least = said;
        let vault = Vault::unlock(&home, PASS).unwrap();
        assert!(vault.check().unwrap().is_good());
        let number = |key: &[u8]| u64::from_be_bytes(vault.get(PAIRS, key).unwrap().unwrap()[..8].try_into().unwrap());
        assert!(number(b"left") >= said, "what was said to be saved is there");
        assert_eq!(number(b"left"), number(b"right"), "a transaction is whole");
        assert_eq!(vault.view().tail(LOG, b"log", 0).unwrap().len() as u64, number(b"left"));
    }
}

#[test]
#[ignore = "is run, and killed, by the test above"]
fn child_writes_until_it_is_killed() {
    let Some(home) = std::env::var_os(HOME) else { return };
    let mut vault = Vault::unlock(home.as_ref(), PASS).unwrap();
    let mut at = vault.view().tail(LOG, b"log", 0).unwrap().len() as u64;
    // It would end by itself, should nobody kill it.
    for _ in 0..5_000 {
        at += 1;
        let value = [at.to_be_bytes().to_vec(), vec![1; 20_000]].concat();
        vault
            .transaction(|tx| {
                tx.put(PAIRS, b"left", &value)?;
                tx.append(LOG, b"log", &value)?;
                tx.put(PAIRS, b"right", &value).map(drop)
            })
            .unwrap_or_else(|error: VaultError| panic!("{error}"));
        println!("saved {at}");
        std::io::stdout().flush().unwrap();
    }
}
