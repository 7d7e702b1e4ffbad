//! `cargo xtask bench`: every figure that Qalam promises, measured in the release profile beside its mark and, where
//! there is one, beside a peer in the same run. A figure that misses is printed as it is. Names of figures may be given
//! as arguments: desk, summit, outgoing, papers, latency, draft; `window` and `editors` are run by xtask beside this program.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod desk;
mod draft;
mod exchange;
mod git;
mod outgoing;
mod papers;
mod summit;

use qalam_tests::figure::{line, load, ms, peer};
use std::time::{Duration, Instant};

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let figures: [(&str, fn()); 6] = [
        ("desk", desk::run),
        ("summit", summit::run),
        ("outgoing", outgoing::run),
        ("papers", papers::run),
        ("latency", exchange::run),
        ("draft", draft::run),
    ];
    println!("load of this machine: {}", load());
    for (name, run) in figures {
        if chosen.is_empty() || chosen.iter().any(|c| c == name) {
            println!("\n{name}");
            run();
        }
    }
    println!("\nload of this machine: {}", load());
}

/// Runs once and says how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// The middle of several runs, and the last result.
fn middle<T>(runs: usize, mut work: impl FnMut() -> T) -> (T, Duration) {
    let (mut last, first) = timed(&mut work);
    let mut times = vec![first];
    for _ in 1..runs {
        let (done, took) = timed(&mut work);
        last = done;
        times.push(took);
    }
    times.sort();
    (last, times[times.len() / 2])
}
