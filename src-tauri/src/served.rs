//! The application as this shell serves it: made with what only a shell has (paths, clock, randomness, the user's
//! language), its events handed on to the page, its errors in the user's words.

use std::{
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use qalam_app::{
    App, Clock, Code, DraftOpening, Error, Hosts,
    api::{Failure, Reply, Request},
};
use tauri::{AppHandle, Emitter};

/// What the page listens to.
const EVENT: &str = "qalam";

/// The age format's own advice for passphrases today (2^18).
const WORK_FACTOR: u8 = 18;

/// How long a read in a shared folder may hang before it counts as failed and is tried again later.
const PATIENCE: Duration = Duration::from_secs(10);

/// The application behind the window.
pub(crate) struct Served {
    app: App,
}

impl Served {
    /// The application on a home. Nothing is opened or unlocked yet.
    pub(crate) fn new(home: PathBuf, language: String, page: AppHandle) -> Served {
        let app = App::new(Hosts {
            home,
            clock: std::sync::Arc::new(SystemClock),
            random: Box::new(rand::rngs::OsRng),
            files: qalam_app::real_files(PATIENCE),
            work_factor: WORK_FACTOR,
            language,
        });
        app.subscribe(move |event| {
            // Nobody listens while the page is not there; it reads everything when it comes.
            let _ = page.emit(EVENT, event);
        });
        Served { app }
    }

    /// Runs one command.
    pub(crate) fn run(&self, request: Request) -> Result<Reply, Failure> {
        self.app.run(request).map_err(|error| self.app.failure(&error))
    }

    /// A fresh peer and the draft's snapshot.
    pub(crate) fn draft_open(&self, paper: &str) -> Result<DraftOpening, Failure> {
        self.app.draft_open(paper).map_err(|error| self.app.failure(&error))
    }

    /// Takes operations of the page; they are on disk when this returns.
    pub(crate) fn draft_push(&self, paper: &str, update: &[u8]) -> Result<(), Failure> {
        self.app.draft_push(paper, update).map_err(|error| self.app.failure(&error))
    }

    /// Operations that the page's opening, at this version, does not have.
    pub(crate) fn draft_pull(&self, paper: &str, opening: u64, version: &[u8]) -> Result<Vec<u8>, Failure> {
        self.app.draft_pull(paper, opening, version).map_err(|error| self.app.failure(&error))
    }

    /// The page is done with an opening.
    pub(crate) fn draft_close(&self, paper: &str, opening: u64) -> Result<(), Failure> {
        self.app.draft_close(paper, opening).map_err(|error| self.app.failure(&error))
    }

    /// Does what is due: typing into acts, an exchange with the folder.
    pub(crate) fn tick(&self) {
        self.app.tick();
    }

    /// What is said where the program itself is at fault.
    pub(crate) fn internal(&self) -> Failure {
        self.app.failure(&Error::new(Code::Internal).with("what", "shell"))
    }
}

/// This machine's clock.
struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "a shell is where the clock is read")]
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}
