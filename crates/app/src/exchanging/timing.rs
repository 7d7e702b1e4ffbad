//! When the folder is looked at: after a step, a hint of the watcher, or a pause. The schedule decides; this keeps it fed.

use super::Exchange;
use crate::{App, error::Result, store::Batch};
use qalam_sync::{Depth, Hint, Pace, Schedule, Watcher};
use std::{sync::atomic::Ordering, time::Duration};

impl App {
    /// Does what is due: acts of what was typed, an exchange after an explicit step, a hint or a pause. Shells call
    /// this some times a second; it returns at once where nothing is due.
    pub fn tick(&self) {
        if self.work(|_| Ok(())).is_err() {
            return;
        }
        let due = self.work(|here| {
            let now = here.now();
            let mut batch = Batch::default();
            let mut sealer = crate::sealing::Sealer { secrets: here.secrets, random: &mut *here.hosts.random, now };
            let typed = here.space.typed_to_acts(&mut batch, &mut sealer, Some(now));
            batch.commit(here.vault)?;
            Ok((std::mem::take(here.urgent) || typed > 0, now))
        });
        let Ok((step, now)) = due else { return };
        let now = Duration::from_millis(u64::try_from(now).unwrap_or(0));
        let look = {
            let mut exchange = self.exchange_lock();
            let hint = exchange.hint.swap(0, Ordering::AcqRel);
            let schedule = exchange.schedule.get_or_insert_with(|| Schedule::new(Pace::default(), now));
            match hint {
                0 => {}
                1 => schedule.on(qalam_sync::Event::Hint, now),
                _ => schedule.on(qalam_sync::Event::Overflow, now),
            }
            if step {
                schedule.on(qalam_sync::Event::Step, now);
            }
            let (at, work) = schedule.next();
            (at <= now).then_some(match work {
                qalam_sync::Work::Look(depth) => depth,
                _ => Depth::New,
            })
        };
        let Some(depth) = look else { return };
        if let Some((_, watcher)) = &self.exchange_lock().watcher {
            watcher.heard();
        }
        let outcome = self.sync_depth(false, depth);
        let mut exchange = self.exchange_lock();
        let Some(schedule) = exchange.schedule.as_mut() else { return };
        match &outcome {
            Ok(report) => {
                schedule.published();
                schedule.told();
                schedule.looked(depth, report.received > 0, now);
            }
            Err(_) => {
                schedule.published();
                schedule.failed(now);
            }
        }
        if outcome.is_ok() {
            self.watch(&mut exchange);
        }
    }

    /// Sends what an explicit step made, before a shell without a background ends. That the folder cannot be used is no
    /// failure of the step: it goes out with the next exchange.
    pub fn settle(&self) -> Result<()> {
        let urgent = {
            let mut inner = self.lock();
            inner.open.as_mut().is_some_and(|open| open.current.is_some() && std::mem::take(&mut open.urgent))
        };
        if urgent {
            let _ = self.sync_depth(false, Depth::New);
        }
        Ok(())
    }

    /// Watches the folder that is in use; a watcher is only ever a hint.
    fn watch(&self, exchange: &mut Exchange) {
        let Ok(group) = self.work(|here| Ok(here.space.id)) else { return };
        let Some(folder) = exchange.folders.get(&group) else { return };
        if exchange.watcher.as_ref().is_some_and(|(path, _)| *path == folder.path()) {
            return;
        }
        let hint = exchange.hint.clone();
        let watcher = Watcher::new(&folder.watched(), move |what| {
            let level = if what == Hint::Overflow { 2 } else { 1 };
            hint.fetch_max(level, Ordering::AcqRel);
        });
        exchange.watcher = watcher.ok().map(|watcher| (folder.path(), watcher));
    }
}
