//! `cargo xtask bench`: the figures, in the release profile, each beside its peer.

use crate::{
    error::Error,
    run::{cargo, show},
};

/// Runs the bench of the tests' package; arguments choose among its figures.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let mut bench = cargo(&["run", "--release", "--package", "qalam-tests", "--bin", "bench", "--"]);
    // Whole-program optimisation doubles the time of the build and hardly moves a figure.
    bench.args(arguments).env("CARGO_PROFILE_RELEASE_LTO", "off");
    show(bench)
}
