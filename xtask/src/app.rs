//! `cargo xtask app`: from a bare machine to an open window.

use std::process::Command;

use crate::{
    display,
    error::Error,
    node, packages, project,
    run::{cargo, show},
    tour,
};

/// Builds the app and opens it; where nobody could see it, plays the tour instead.
pub(crate) fn open(arguments: &[String]) -> Result<(), Error> {
    if !display::there() {
        println!("There is no display here, so no window could be seen. Playing the tour in its place.");
        return tour::play();
    }
    build()?;
    println!("Opening Qalam.");
    let mut app = Command::new(project::app());
    app.args(arguments);
    show(app)
}

/// Everything up to the built app.
pub(crate) fn build() -> Result<(), Error> {
    packages::ensure(packages::TO_BUILD)?;
    node::ensure()?;
    node::install()?;
    node::build()?;
    println!("Building the app. The first time takes about a quarter of an hour on two cores.");
    // The dev profile: what the app leans on is optimised there too, and the tests use the same build. The whole
    // workspace is named, so that features are the same in both and nothing is compiled twice.
    show(cargo(&["build", "--workspace", "--bin", "qalam-desktop"]))
}
