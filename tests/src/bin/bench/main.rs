//! `cargo xtask bench`: every figure that Qalam promises, measured in the release profile beside its mark and, where
//! there is one, beside a peer in the same run. A figure that misses is printed as it is. Names of figures may be given
//! as arguments: desk, papers, latency, draft.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod desk;
mod draft;
mod exchange;
mod git;
mod papers;

use std::time::{Duration, Instant};

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let figures: [(&str, fn()); 4] = [("desk", desk::run), ("papers", papers::run), ("latency", exchange::run), ("draft", draft::run)];
    println!("load of this machine: {}", load());
    for (name, run) in figures {
        if chosen.is_empty() || chosen.iter().any(|c| c == name) {
            println!("\n{name}");
            run();
        }
    }
    println!("\nload of this machine: {}", load());
}

/// The load average where the system tells it.
fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".to_owned(), |line| line.trim().to_owned())
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

/// Prints one line: what, the figure, the mark, whether it holds.
fn line(what: &str, figure: &str, mark: &str, holds: bool) {
    println!("  {} {what}: {figure} (mark: {mark})", if holds { "ok  " } else { "MISS" });
}

/// Prints what a peer does in the same run.
fn peer(what: &str) {
    println!("       peer: {what}");
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}
