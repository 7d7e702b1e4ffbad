//! `cargo xtask bench`: the figures, in the release profile, each beside its peer.

use crate::{
    error::Error,
    node, project,
    run::{cargo, show},
};

/// The one name among the arguments that is not the tests' package's: our editor beside three others.
const EDITORS: &str = "editors";

/// Runs the bench of the tests' package and the editors; arguments choose among their figures.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let (with_editors, figures): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|argument| *argument == EDITORS);
    if arguments.is_empty() || !figures.is_empty() {
        let mut bench = cargo(&["run", "--release", "--package", "qalam-tests", "--bin", "bench", "--"]);
        // Whole-program optimisation doubles the time of the build and hardly moves a figure.
        bench.args(figures).env("CARGO_PROFILE_RELEASE_LTO", "off");
        show(bench)?;
    }
    if arguments.is_empty() || !with_editors.is_empty() { editors() } else { Ok(()) }
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
