//! `cargo xtask app | test | tour | bench`: everything a newcomer needs, as one command each.
//!
//! It installs what is missing, after saying so, and builds, opens or tests. It is no part of the program.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a task runner talks and reads its surroundings")]

mod app;
mod bench;
mod clippy;
mod count;
mod display;
mod error;
mod fingerprint;
mod node;
mod packages;
mod project;
mod run;
mod test;
mod tour;
mod walls;

use std::process::ExitCode;

use error::Error;

const USAGE: &str = "\
cargo xtask app [ARGUMENTS]   builds the app and opens it; the arguments go to the app (--home DIR)
cargo xtask test              runs every check and test
cargo xtask tour              plays a working group's week in real windows; pictures go to target/tour/
cargo xtask bench [NAME…]     prints the figures: desk, papers, latency, draft, editors";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next();
    let rest: Vec<String> = arguments.filter(|argument| argument != "--").collect();
    let done = match task.as_deref() {
        Some("app") => app::open(&rest),
        Some("test") => test::all(),
        Some("tour") => tour::play(),
        Some("bench") => bench::run(&rest),
        _ => Err(Error::Usage(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            error.exit()
        }
    }
}
