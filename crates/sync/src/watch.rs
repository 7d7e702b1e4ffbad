//! The watcher: a hint that something in the folder changed, and never more. The only user of `notify`.
//!
//! It must never say what changed: events are lost, doubled and late, and on some drives do not come at all.

use crate::files::{FileError, Files};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, event::AccessKind, event::AccessMode};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

/// What the watcher says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Something changed.
    Changed,
    /// Events were lost, or watching failed: look at everything.
    Overflow,
}

/// Why a folder cannot be watched. Polling goes on without.
#[derive(Debug, thiserror::Error)]
#[error("changes in {} cannot be watched: {source}", path.display())]
pub struct WatchError {
    /// The folder.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: notify::Error,
}

/// Watches folders, not what lies in folders inside them.
#[derive(Debug)]
pub struct Watcher {
    _inner: RecommendedWatcher,
    said: Arc<AtomicBool>,
}

impl Watcher {
    /// Calls `hint` from another thread when something changed. After [`Hint::Changed`] it stays silent until
    /// [`Watcher::heard`], so that sixteen thousand events are one call.
    ///
    /// # Errors
    /// Where a folder is not there or the system has no watches left.
    pub fn new(folders: &[PathBuf], hint: impl Fn(Hint) + Send + 'static) -> Result<Watcher, WatchError> {
        let said = Arc::new(AtomicBool::new(false));
        let quiet = Arc::clone(&said);
        let first = || folders.first().cloned().unwrap_or_default();
        let inner = notify::recommended_watcher(move |event: notify::Result<Event>| match meaning(&event) {
            Some(Hint::Overflow) => hint(Hint::Overflow),
            Some(Hint::Changed) if !quiet.swap(true, Ordering::AcqRel) => hint(Hint::Changed),
            _ => {}
        });
        let mut inner = inner.map_err(|source| WatchError { path: first(), source })?;
        for folder in folders {
            inner.watch(folder, RecursiveMode::NonRecursive).map_err(|source| WatchError { path: folder.clone(), source })?;
        }
        Ok(Watcher { _inner: inner, said })
    }

    /// To be called before a look: what changes from now on is said again.
    pub fn heard(&self) {
        self.said.store(false, Ordering::Release);
    }
}

/// Reading is no change; our own look must not cause the next one.
fn meaning(event: &notify::Result<Event>) -> Option<Hint> {
    match event {
        Err(_) => Some(Hint::Overflow),
        Ok(event) if event.need_rescan() => Some(Hint::Overflow),
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Hint::Changed),
            EventKind::Access(_) => None,
            _ => Some(Hint::Changed),
        },
    }
}

/// Whether events arrive in a folder: makes a file, waits for the event at most `patience`, and removes the
/// file. To be done once when a folder is connected. A folder that cannot be watched counts as 'no'.
///
/// # Errors
/// Where the file cannot be written.
pub fn probe(files: &impl Files, folder: &Path, patience: Duration) -> Result<bool, FileError> {
    let (say, wait) = mpsc::channel();
    // Nobody waits any more once the probe is over.
    let said = move |hint| say.send(hint).unwrap_or_default();
    let Ok(_watcher) = Watcher::new(&[folder.to_owned()], said) else { return Ok(false) };
    let path = folder.join(".qalam-probe.tmp");
    files.write_temporary(&path, b"Qalam looks whether changes are announced here.\n")?;
    let arrived = wait.recv_timeout(patience).is_ok();
    files.remove(&path)?;
    Ok(arrived)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag};

    #[test]
    fn reading_is_no_hint_and_lost_events_are_an_overflow() {
        let event = |kind| Ok(Event::new(kind));
        assert_eq!(meaning(&event(EventKind::Access(AccessKind::Open(AccessMode::Any)))), None);
        assert_eq!(meaning(&event(EventKind::Access(AccessKind::Close(AccessMode::Read)))), None);
        assert_eq!(meaning(&event(EventKind::Access(AccessKind::Close(AccessMode::Write)))), Some(Hint::Changed));
        assert_eq!(meaning(&event(EventKind::Create(CreateKind::File))), Some(Hint::Changed));
        assert_eq!(meaning(&Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))), Some(Hint::Overflow));
        assert_eq!(meaning(&Err(notify::Error::generic("lost"))), Some(Hint::Overflow));
    }
}
