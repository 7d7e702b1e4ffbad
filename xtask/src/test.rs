//! `cargo xtask test`: every check and every test, each with its seconds.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    clippy,
    count::{self, Count},
    display,
    error::Error,
    fingerprint, node, packages, project,
    run::{cargo, describe, exists, watch},
    walls,
};

/// Runs all of it. A failed check does not keep the others from running; a missing tool does.
pub(crate) fn all() -> Result<(), Error> {
    let mut report = Report::default();
    let done = steps(&mut report);
    report.end()?;
    done
}

fn steps(report: &mut Report) -> Result<(), Error> {
    report.prepare("system packages", || packages::ensure(&[packages::TO_BUILD, packages::TO_TEST].concat()))?;
    report.prepare("packages of the page", || node::ensure().and_then(|()| node::install()))?;

    report.check("walls between the rooms", walls::check);
    report.run("formatting", cargo(&["fmt", "--all", "--check"]));
    report.run("types of the page", node::npm(&["run", "check"]));
    report.run("tests of the page", node::npm(&["test"]));
    // The page goes into the app: without it nothing of the rest compiles.
    report.prepare("build of the page", node::build)?;

    let exported = || fingerprint::of(&[project::ui().join("src/lib/api")]);
    let before = exported()?;
    report.run("tests", tests(&[], &[]));
    report.check("types that cross to the page", || {
        if exported()? == before {
            return Ok(());
        }
        println!("ui/src/lib/api did not say what Rust says. The tests have just written it anew: look at it and commit it.");
        Err(Error::Checks)
    });
    if cfg!(target_os = "linux") {
        report.run("real windows", display::virtually(&windows()));
    } else {
        println!("Real windows are tested on Linux only: this system's web view has no driver.");
    }
    report.run("lints", clippy::command());
    Ok(())
}

/// The tests of the whole workspace, with nextest where there is one.
fn tests(select: &[&str], ignored: &[&str]) -> Command {
    let mut command = if exists("cargo-nextest") {
        cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail", "--final-status-level", "fail"])
    } else {
        cargo(&["test", "--workspace", "--no-fail-fast", "--quiet"])
    };
    command.args(select).args(ignored);
    command
}

/// The ignored tests that need a display, one after the other: a machine with two cores draws one window well.
fn windows() -> Command {
    if exists("cargo-nextest") {
        tests(&["--test", "window", "-E", "not test(/^figures::/)"], &["--run-ignored", "only", "--test-threads", "1", "--no-capture"])
    } else {
        tests(&["--test", "window"], &["--", "--ignored", "--test-threads", "1", "--skip", "figures::"])
    }
}

/// What has been done, and how it went.
#[derive(Default)]
struct Report {
    lines: Vec<(String, Duration, Count)>,
}

impl Report {
    /// Something that the rest needs.
    fn prepare(&mut self, name: &str, work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        let start = begin(name);
        let done = work();
        if let Err(error) = &done {
            println!("{error}");
        }
        self.note(name, start, if done.is_ok() { Count::default() } else { Count::one(false) });
        done
    }

    /// A check of our own.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<(), Error>) {
        let start = begin(name);
        let done = work();
        if let Err(error) = &done {
            println!("{error}");
        }
        self.note(name, start, Count::one(done.is_ok()));
    }

    /// A check by another program. Where it counts tests, its count is taken.
    fn run(&mut self, name: &str, command: Command) {
        let start = begin(name);
        println!("{}", describe(&command));
        let mut count = match watch(command) {
            Ok((passed, output)) => {
                let mut count = count::read(&output).unwrap_or(Count::one(passed));
                if !passed && count.failed == 0 {
                    count.failed = 1;
                }
                count
            }
            Err(error) => {
                println!("{error}");
                Count::one(false)
            }
        };
        if count == Count::default() {
            count = Count::one(true);
        }
        self.note(name, start, count);
    }

    fn note(&mut self, name: &str, start: Instant, count: Count) {
        self.lines.push((name.to_owned(), start.elapsed(), count));
    }

    fn end(self) -> Result<(), Error> {
        println!();
        let mut total = Count::default();
        let mut all = Duration::ZERO;
        for (name, took, count) in self.lines {
            let outcome = match count {
                Count { failed: 1.., .. } => format!("FAILED {}", count.failed),
                Count { passed: 0, .. } => "done".into(),
                Count { passed, .. } => format!("passed {passed}"),
            };
            println!("{:>7.1} s  {name}: {outcome}", took.as_secs_f64());
            total.add(count);
            all += took;
        }
        println!("{:>7.1} s  in all", all.as_secs_f64());
        println!("{} passed, {} failed", total.passed, total.failed);
        if total.failed == 0 { Ok(()) } else { Err(Error::Checks) }
    }
}

fn begin(name: &str) -> Instant {
    println!("\n== {name}");
    Instant::now()
}
