//! `cargo xtask bench`: the figures, in the release profile, each beside its peer.

use crate::{
    display,
    error::Error,
    node, packages, project,
    run::{cargo, show},
};

/// Names among the arguments that are not the bench program's: our editor beside three others, and drafting in a real window.
const EDITORS: &str = "editors";
const WINDOW: &str = "window";

/// Runs the bench of the tests' package and the editors; arguments choose among their figures.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    let figures: Vec<&String> = arguments.iter().filter(|argument| ![EDITORS, WINDOW].contains(&argument.as_str())).collect();
    if arguments.is_empty() || !figures.is_empty() {
        let mut bench = release(&["run", "--bin", "bench"]);
        bench.arg("--").args(figures);
        show(bench)?;
    }
    if wanted(WINDOW) {
        window()?;
    }
    if wanted(EDITORS) { editors() } else { Ok(()) }
}

/// Cargo in the release profile. The whole workspace is named, so that features are the same for all and nothing is
/// compiled twice; whole-program optimisation would double the time of the build and hardly moves a figure.
fn release(arguments: &[&str]) -> std::process::Command {
    let (verb, rest) = arguments.split_at(1);
    let mut command = cargo(verb);
    command.args(["--release", "--workspace"]).args(rest).env("CARGO_PROFILE_RELEASE_LTO", "off");
    command
}

/// Drafting in a real window, on a virtual display.
fn window() -> Result<(), Error> {
    if !cfg!(target_os = "linux") {
        println!("Real windows are measured on Linux only: this system's web view has no driver.");
        return Ok(());
    }
    packages::ensure(packages::TO_TOUR)?;
    node::ensure()?;
    node::install()?;
    node::build()?;
    show(release(&["build", "--bin", "qalam-desktop"]))?;
    let figures = release(&["test", "--test", "window", "--", "--ignored", "--nocapture", "--test-threads=1", "figures::"]);
    show(display::virtually(&figures))
}

/// What each editor makes of two people's work, and what one key costs in it. Ours is taken from `ui`.
fn editors() -> Result<(), Error> {
    node::ensure()?;
    node::install()?;
    let folder = project::root().join("tests/editors");
    node::install_in(&folder, "npm-ci-editors")?;
    show(node::npm_in(&folder, &["run", "--silent", "keys"]))?;
    show(node::npm_in(&folder, &["run", "--silent", "rows"]))
}
