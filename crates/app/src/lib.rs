//! Use cases of Qalam: the one place where model, seal, vault, sync and convert meet.
//!
//! A shell makes an [`App`] with everything from outside ([`Hosts`]), runs [`api::Request`]s, listens to
//! [`Event`]s, and calls [`App::tick`] now and then. Nothing here knows a terminal, a window, an environment
//! variable or a clock of its own.

pub mod api;
mod asking;
mod commenting;
mod deciding;
mod deskrows;
mod deskview;
mod deskwhole;
mod drafting;
mod dropping;
mod entering;
mod error;
mod events;
mod exchanging;
mod exporting;
mod floor;
mod following;
mod founding;
mod hosts;
mod issuing;
mod joining;
mod members;
mod names;
mod outgoing;
mod overlay;
mod packaging;
mod papers;
mod pasting;
pub mod practice;
mod proposing;
mod recovering;
mod retelling;
mod runs;
mod sealing;
mod searching;
mod session;
mod space;
mod standing;
mod status;
mod store;
mod tables;
mod timeline;
mod tracing;
mod wholesale;
mod words;
mod work;

pub use drafting::DraftOpening;
pub use error::{Code, Error, Result};
pub use events::Event;
pub use exchanging::real_files;
pub use hosts::{Clock, Hosts, Random};
pub use words::Words;

use std::sync::{Arc, Mutex, MutexGuard};

/// The application behind every shell.
pub struct App {
    inner: Mutex<work::Inner>,
    exchange: Mutex<exchanging::Exchange>,
    listeners: events::Listeners,
}

impl App {
    /// An application on a home. Touches nothing yet.
    pub fn new(hosts: Hosts) -> App {
        App {
            exchange: Mutex::new(exchanging::Exchange::new(hosts.files.clone())),
            inner: Mutex::new(work::Inner::new(hosts)),
            listeners: events::Listeners::default(),
        }
    }

    /// Tells `listener` what changes from now on. It may ask back.
    pub fn subscribe(&self, listener: impl Fn(Event) + Send + Sync + 'static) {
        self.listeners.add(Arc::new(listener));
    }

    /// A failure in the user's language.
    pub fn failure(&self, error: &Error) -> api::Failure {
        error.failure(&self.lock().words)
    }

    /// A poisoned lock means that a thread broke off inside; what it had not committed is not in the vault, so
    /// what is here is still true.
    fn lock(&self) -> MutexGuard<'_, work::Inner> {
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
