//! Deterministic simulation: five members on five laptops, a carrier that delays, reorders, duplicates, tears and
//! loses files between them, one clock that each of them reads differently, one seed.
//!
//! Everybody works at random on the real application, vaults and files included. In the end the carrier brings
//! everything, and all laptops must show the same, and exactly what was acknowledged on the way ([`known::Known`]).
//! A failure names its seed; `QALAM_SEED=17 cargo test -p qalam-tests --test simulation` plays that one alone. Who
//! does what follows from the seed; the bytes of sealed files do not (age draws its own keys), so that the carrier
//! sorts them by what stands in clear in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod base;
mod checks;
mod known;
mod steps;
mod typing;
mod world;

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::atomic::{AtomicU64, Ordering},
};

/// How many seeds a run of the tests plays.
const SEEDS: u64 = 200;

fn seeds() -> Vec<u64> {
    match std::env::var("QALAM_SEED") {
        Ok(one) => vec![one.parse().expect("QALAM_SEED is a number")],
        Err(_) => (1..=SEEDS).collect(),
    }
}

#[test]
fn all_laptops_end_equal_and_nothing_acknowledged_is_lost() {
    let base = base::Base::new();
    let seeds = seeds();
    let next = AtomicU64::new(0);
    let play_on = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::SeqCst) as usize) {
            if let Err(failure) = catch_unwind(AssertUnwindSafe(|| world::play(&base, *seed))) {
                eprintln!("the simulation failed with QALAM_SEED={seed}");
                next.store(seeds.len() as u64, Ordering::SeqCst);
                resume_unwind(failure);
            }
        }
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from).min(8);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(play_on);
        }
    });
}

#[test]
fn one_seed_is_one_story() {
    let base = base::Base::new();
    let (one, again) = (world::play(&base, 7), world::play(&base, 7));
    assert_eq!(one, again, "the same seed, the same words and decisions");
}
