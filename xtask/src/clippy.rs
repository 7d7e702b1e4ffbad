//! The lints of the whole workspace.

use std::process::Command;

use crate::run::cargo;

/// Every warning is an error here.
pub(crate) fn command() -> Command {
    cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}
