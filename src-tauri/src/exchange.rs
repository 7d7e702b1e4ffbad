//! The steady beat of the exchange: asks the application, again and again, whether something is to be done with the
//! folder. What is due and when is the application's business; this only counts seconds.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use crate::served::Served;

/// Often enough that an arrival named by the watcher is on the page well within a second.
const BEAT: Duration = Duration::from_millis(25);

/// The running loop; ends when dropped, after the beat that is under way.
pub(crate) struct Loop {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Loop {
    /// Starts it.
    pub(crate) fn start(served: Arc<Served>) -> io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("exchange".into()).spawn(move || {
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                // A panic in one beat must not end the exchange for the rest of the day.
                let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| served.tick()));
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
