//! The application as this shell serves it: made with what only a shell has (paths, clock, randomness), and its events
//! handed on to the page.

use std::path::PathBuf;

use qalam_app::api::{Failure, Reply, Request};
use tauri::AppHandle;

/// The application behind the window.
pub(crate) struct Served {}

impl Served {
    /// Opens the home, without unlocking anything.
    pub(crate) fn open(
        _home: PathBuf,
        _window: AppHandle,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Self {})
    }

    /// Runs one command.
    pub(crate) fn run(&self, _request: Request) -> Result<Reply, Failure> {
        Err(internal())
    }

    /// A fresh peer and the draft's snapshot.
    pub(crate) fn draft_open(&self, _paper: &str) -> Result<(u64, Vec<u8>), Failure> {
        Err(internal())
    }

    /// Takes operations of the page.
    pub(crate) fn draft_push(&self, _paper: &str, _update: &[u8]) -> Result<(), Failure> {
        Err(internal())
    }

    /// Operations that the page does not have.
    pub(crate) fn draft_pull(&self, _paper: &str, _version: &[u8]) -> Result<Vec<u8>, Failure> {
        Err(internal())
    }

    /// Does what is due with the folder.
    pub(crate) fn tick(&self) {}
}

/// What is said where the program itself is at fault.
pub(crate) fn internal() -> Failure {
    Failure {
        code: "internal".into(),
        message: "Something went wrong inside Qalam.".into(),
        advice: "Nothing that was saved is lost. Try again; if it happens again, restart Qalam."
            .into(),
    }
}
