//! The window's page: its packages, its checks and its build.

use std::{path::Path, process::Command};

use crate::{
    error::Error,
    fingerprint::Stamp,
    project,
    run::{ask, command, exists, show},
};

/// Vite wants at least this.
const OLDEST: u32 = 20;

/// An npm command in `ui`.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    npm_in(&project::ui(), arguments)
}

/// An npm command in some folder.
pub(crate) fn npm_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(folder);
    npm
}

/// Node is there and not too old.
pub(crate) fn ensure() -> Result<(), Error> {
    let advice = format!("Node.js {OLDEST} or newer comes from nodejs.org or your system's packages.");
    if !exists("node") || !exists("npm") {
        return Err(Error::Missing { program: "Node.js".into(), advice });
    }
    let version = ask(command("node", &["--version"])).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major < OLDEST) {
        return Err(Error::Missing { program: format!("A newer Node.js (this is {})", version.trim()), advice });
    }
    Ok(())
}

/// Installs the packages of the page that its lock file names, if that has changed.
pub(crate) fn install() -> Result<(), Error> {
    install_in(&project::ui(), "npm-ci")
}

/// The same for some folder; `step` is what it is noted as.
pub(crate) fn install_in(folder: &Path, step: &str) -> Result<(), Error> {
    let stamp = Stamp::new(step, &[folder.join("package-lock.json"), folder.join("package.json")])?;
    if stamp.fresh() && folder.join("node_modules").is_dir() {
        return Ok(());
    }
    show(npm_in(folder, &["ci", "--no-audit", "--no-fund"]))?;
    stamp.set()
}

/// Builds the page into `ui/dist`, if what it is made of has changed.
pub(crate) fn build() -> Result<(), Error> {
    let ui = project::ui();
    let stamp = Stamp::new("ui-build", &[ui.clone(), project::root().join("locales")])?;
    if stamp.fresh() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    show(npm(&["run", "build"]))?;
    stamp.set()
}
