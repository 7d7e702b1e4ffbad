//! What shells are told: ids, never state. A shell that hears 'this paper changed' reads it again.

use serde::Serialize;
use std::sync::{Arc, Mutex};

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// This paper: text, contributions or decisions.
    PaperChanged {
        /// Its id.
        paper: String,
    },
    /// Comments on this paper, and nothing else of it.
    CommentsChanged {
        /// The paper's id.
        paper: String,
    },
    /// How delegations stand on this paper, and nothing else of it.
    StandingChanged {
        /// The paper's id.
        paper: String,
    },
    /// The roster or somebody who waits.
    GroupChanged,
    /// What the footer says.
    StatusChanged,
    /// The vault was locked.
    Locked,
}

type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// Those who listen.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<Listener>>);

impl Listeners {
    /// Adds one.
    pub(crate) fn add(&self, listener: Listener) {
        if let Ok(mut all) = self.0.lock() {
            all.push(listener);
        }
    }
    /// Tells all. Called without any lock of the application held, so that a listener may ask back.
    pub(crate) fn tell(&self, events: Vec<Event>) {
        let all = self.0.lock().map(|all| all.clone()).unwrap_or_default();
        let mut told: Vec<Event> = Vec::new();
        for event in events {
            if !told.contains(&event) {
                for listener in &all {
                    listener(event.clone());
                }
                told.push(event);
            }
        }
    }
}
