//! How figures are printed: what, how much, its mark, and whether it holds; never asserted.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::time::Duration;

/// Prints one line: what, the figure, the mark, whether it holds.
pub fn line(what: &str, figure: &str, mark: &str, holds: bool) {
    println!("  {} {what}: {figure} (mark: {mark})", if holds { "ok  " } else { "MISS" });
}

/// Prints what a peer does in the same run, or what else is to be known.
pub fn peer(what: &str) {
    println!("       peer: {what}");
}

/// The load average where the system tells it.
pub fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".to_owned(), |line| line.trim().to_owned())
}

/// Milliseconds with one decimal place.
pub fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}
