//! `cargo xtask tour`: a working group's week in real windows, with numbered pictures.

use std::fs;

use crate::{
    app, display,
    error::Error,
    packages, project,
    run::{cargo, show},
};

/// Plays the tour on a virtual display.
pub(crate) fn play() -> Result<(), Error> {
    if !cfg!(target_os = "linux") {
        return Err(Error::Missing {
            program: "A driver for this system's web view".into(),
            advice: "The tour plays on Linux, where WebKit comes with one; here, `cargo xtask app` opens the app.".into(),
        });
    }
    packages::ensure(packages::TO_TOUR)?;
    app::build()?;
    let pictures = project::target().join("tour");
    if pictures.exists() {
        fs::remove_dir_all(&pictures).map_err(Error::file(&pictures))?;
    }
    fs::create_dir_all(&pictures).map_err(Error::file(&pictures))?;
    let tour = cargo(&["test", "--workspace", "--test", "window", "--", "--ignored", "--nocapture", "--test-threads=1", "tour::"]);
    show(display::virtually(&tour))?;
    println!("The pictures and the merged paper are in {}", pictures.display());
    Ok(())
}
