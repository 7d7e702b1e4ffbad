//! When to look and when to publish. Pure: events and the time come in, the next piece of work comes out.
//!
//! The watcher is a hint: hints make it faster, and nothing depends on them. Where changes are found that no
//! hint announced, as on network drives, names are listed more often.

use crate::scan::Depth;
use std::time::Duration;

/// Times of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// After a hint, wait this long for more of them.
    pub settle: Duration,
    /// But never longer than this after the first.
    pub patience: Duration,
    /// Look this often where events arrive.
    pub look: Duration,
    /// Look this often where they do not.
    pub poll: Duration,
    /// Read everything again this often.
    pub full: Duration,
    /// Publish after a pause of this length in typing.
    pub pause: Duration,
    /// But at least this often while typing goes on.
    pub typing: Duration,
    /// Tell what was received this long after the first of it arrived.
    pub seen: Duration,
    /// Try again this long after an error; doubled up to [`Pace::look`].
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let millis = Duration::from_millis;
        Pace {
            settle: millis(20),
            patience: millis(100),
            look: millis(45_000),
            poll: millis(5_000),
            full: millis(15 * 60_000),
            pause: millis(2_000),
            typing: millis(30_000),
            seen: millis(3_000),
            retry: millis(1_000),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The watcher says that something in the folder changed.
    Hint,
    /// The watcher lost events, or fell away.
    Overflow,
    /// The application started, got the focus, or the machine woke up.
    Wake,
    /// The user typed.
    Typing,
    /// The user did something that is published at once: submit, issue, decide, comment.
    Step,
    /// Others' acts arrived, and a 'seen' file should say so.
    Took,
    /// A probe showed whether events arrive.
    Probed(bool),
}

/// A piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Seal and publish what is ready, in the round that follows.
    Publish,
    /// Make a 'seen' file if its content changed, in the round that follows.
    Seen,
    /// A round.
    Look(Depth),
}

/// Unannounced finds in a row before events count as not arriving.
const MISSES: u8 = 2;

/// When the next work is due. Times are durations since any fixed moment.
#[derive(Debug, Clone)]
pub struct Schedule {
    pace: Pace,
    look: Duration,
    full: Duration,
    publish: Option<Duration>,
    seen: Option<Duration>,
    first_hint: Option<Duration>,
    first_typed: Option<Duration>,
    retry: Option<Duration>,
    polling: bool,
    misses: u8,
}

impl Schedule {
    /// A schedule whose first look is due at once.
    pub fn new(pace: Pace, now: Duration) -> Schedule {
        Schedule {
            pace,
            look: now,
            full: now + pace.full,
            publish: None,
            seen: None,
            first_hint: None,
            first_typed: None,
            retry: None,
            polling: false,
            misses: 0,
        }
    }

    /// Takes note of an event.
    pub fn on(&mut self, event: Event, now: Duration) {
        match event {
            Event::Hint => {
                let first = *self.first_hint.get_or_insert(now);
                let settled = (now + self.pace.settle).min(first + self.pace.patience);
                self.look = self.look.min(settled.max(now));
            }
            Event::Overflow | Event::Wake => self.look = self.look.min(now),
            Event::Typing => {
                let first = *self.first_typed.get_or_insert(now);
                let pause = (now + self.pace.pause).min(first + self.pace.typing);
                // A step that is due already stays due.
                self.publish = Some(self.publish.filter(|due| *due <= now).unwrap_or(pause));
            }
            Event::Step => self.publish = Some(self.publish.map_or(now, |due| due.min(now))),
            Event::Took => self.seen = Some(self.seen.unwrap_or(now + self.pace.seen)),
            Event::Probed(arrive) => {
                self.polling = !arrive;
                self.look = self.look.min(now + self.interval());
            }
        }
    }

    /// The work that is due next, and when. There always is one.
    pub fn next(&self) -> (Duration, Work) {
        let look = (self.look.min(self.full), Work::Look(if self.full <= self.look { Depth::Full } else { Depth::New }));
        let publish = self.publish.map(|at| (at, Work::Publish));
        let seen = self.seen.map(|at| (at, Work::Seen));
        // On a tie the first wins: what was made goes out before a look is taken.
        [publish, seen].into_iter().flatten().fold(look, |best, one| if one.0 <= best.0 { one } else { best })
    }

    /// Something was published.
    pub fn published(&mut self) {
        self.publish = None;
        self.first_typed = None;
    }

    /// What was received has been told, or there was nothing to tell.
    pub fn told(&mut self) {
        self.seen = None;
    }

    /// A round came to its end; `found` says whether it found something that was not there before.
    pub fn looked(&mut self, depth: Depth, found: bool, now: Duration) {
        let hinted = self.first_hint.take().is_some();
        match (found, hinted) {
            (true, true) => {
                self.misses = 0;
                self.polling = false;
            }
            (true, false) => {
                self.misses = self.misses.saturating_add(1);
                self.polling |= self.misses >= MISSES;
            }
            (false, _) => {}
        }
        self.retry = None;
        self.look = now + self.interval();
        if depth == Depth::Full {
            self.full = now + self.pace.full;
        }
    }

    /// A round failed or was not finished: try again soon, then less and less often.
    pub fn failed(&mut self, now: Duration) {
        let wait = self.retry.map_or(self.pace.retry, |wait| (wait * 2).min(self.pace.look));
        self.retry = Some(wait);
        self.first_hint = None;
        self.look = now + wait;
    }

    /// Whether events are taken not to arrive.
    pub fn polling(&self) -> bool {
        self.polling
    }

    fn interval(&self) -> Duration {
        if self.polling { self.pace.poll } else { self.pace.look }
    }
}
