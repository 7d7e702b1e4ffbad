//! What the command line hands to the application: this machine's clock, randomness, files, home.

use qalam_app::{Clock, Hosts, real_files};
use rand::{SeedableRng, rngs::StdRng};
use std::{path::PathBuf, sync::Arc, time::Duration};

/// How long a folder that does not answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "a shell is where the clock comes from")]
    fn now(&self) -> i64 {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
    }
}

/// One environment variable.
#[allow(clippy::disallowed_methods, reason = "a shell is where the environment is read")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The platform's usual data directory for this application.
fn usual_home() -> PathBuf {
    let of = |name: &str| variable(name).map(PathBuf::from);
    let base = if cfg!(windows) {
        of("APPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        of("XDG_DATA_HOME").or_else(|| of("HOME").map(|home| home.join(".local").join("share")))
    };
    base.unwrap_or_else(|| PathBuf::from(".")).join("org.qalam.desktop").join("home")
}

/// The language of messages: of the environment, as terminals have it.
fn language() -> String {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name)).unwrap_or_default();
    tag.split(['.', '_', '@']).next().unwrap_or("en").to_owned()
}

/// Everything from outside.
pub(crate) fn hosts(home: Option<PathBuf>) -> Hosts {
    // Tests of the command line itself lower the work of every passphrase; the variable does nothing in release builds.
    let work_factor = if cfg!(debug_assertions) { variable("QALAM_TEST_WORK_FACTOR").and_then(|v| v.parse().ok()) } else { None };
    Hosts {
        home: home.unwrap_or_else(usual_home),
        clock: Arc::new(SystemClock),
        random: Box::new(StdRng::from_entropy()),
        files: real_files(PATIENCE),
        work_factor: work_factor.unwrap_or(18),
        language: language(),
    }
}
