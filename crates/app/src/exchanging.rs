//! Exchange with the shared folder and with the courier's second folder.
//!
//! No lock is held while a folder is read or written: the vault is asked step by step ([`Keep`]), so that a slow
//! network drive never holds up the window.

mod taking;
mod timing;

pub(crate) use taking::Keep;

use crate::{
    App,
    api::exchange::{SyncNow, SyncReport, SyncWith},
    error::{Code, Error, Result},
    events::Event,
    store::{self, Batch},
};
use qalam_model::{act::Millis, ids::GroupId};
use qalam_sync::{Depth, Files, Folder, FolderError, Index, Policy, RealFiles, Report, RoundError, Schedule, Watcher};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, PoisonError, atomic::AtomicU8},
    time::Duration,
};

type SharedFolder = Folder<Arc<dyn Files>>;

/// What the application remembers of folders while it runs.
pub(crate) struct Exchange {
    files: Arc<dyn Files>,
    folders: HashMap<GroupId, SharedFolder>,
    schedule: Option<Schedule>,
    watcher: Option<(PathBuf, Watcher)>,
    hint: Arc<AtomicU8>,
}

impl Exchange {
    pub(crate) fn new(files: Arc<dyn Files>) -> Exchange {
        Exchange { files, folders: HashMap::new(), schedule: None, watcher: None, hint: Arc::default() }
    }
}

/// What the last look at the folder found, for the status line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Look {
    /// When.
    pub at: Option<Millis>,
    /// The condition of the folder if it could not be used.
    pub trouble: Option<&'static str>,
    /// Files put aside, with the reason.
    pub aside: Vec<String>,
    /// Own files that had vanished or were altered and were put back.
    pub put_back: usize,
    /// Whether folder events do not arrive.
    pub polled: bool,
}

fn round_error(error: RoundError<Error>) -> Error {
    match error {
        RoundError::Folder(folder) => folder_error(folder),
        RoundError::Vault(error) => error,
    }
}

/// A folder's condition as a failure.
pub(crate) fn folder_error(error: FolderError) -> Error {
    let code = match &error {
        FolderError::Missing { .. } => Code::FolderMissing,
        FolderError::Empty { .. } => Code::FolderEmpty,
        FolderError::ForeignGroup { .. } => Code::FolderForeign,
        FolderError::ReadOnly { .. } => Code::FolderReadOnly,
        FolderError::Full { .. } => Code::FolderFull,
        FolderError::Io(_) => Code::FolderTrouble,
    };
    let failure = Error::new(code).at(error.path());
    failure.because(error)
}

impl App {
    fn exchange_lock(&self) -> std::sync::MutexGuard<'_, Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another folder was chosen, or the vault was locked.
    pub(crate) fn forget_folders(&self) {
        let mut exchange = self.exchange_lock();
        exchange.folders.clear();
        exchange.watcher = None;
        exchange.schedule = None;
    }

    /// An error unless there is a folder at that path.
    pub(crate) fn folder_exists(&self, path: &str) -> Result<()> {
        let files = self.exchange_lock().files.clone();
        match files.node(&PathBuf::from(path)) {
            Ok(Some(qalam_sync::Node::Folder)) => Ok(()),
            _ => Err(Error::new(Code::FolderMissing).with("path", path)),
        }
    }

    fn folder_for(&self, exchange: &mut Exchange, restore: bool) -> Result<(GroupId, String)> {
        let (group, path, connected, me, readme, index) = {
            let mut inner = self.lock();
            let readme = inner.words.say("folder-readme", &[]);
            let here = inner.work()?;
            let index = here.vault.get(store::INDEX, &store::of_group(&here.space.id))?;
            (here.space.id, here.space.record.folder.clone(), here.space.record.connected, here.device(), readme, index)
        };
        let files = exchange.files.clone();
        let folder = exchange.folders.entry(group).or_insert_with(|| {
            // What an earlier run had found of another folder finds nothing here, and is looked at anew.
            let index = index.and_then(|bytes| Index::decode(&bytes).ok()).unwrap_or_default();
            Folder::new(files, &path, group, me).with_index(index)
        });
        match folder.check() {
            // An empty folder is filled by whoever founds the group, or by whoever asks for it; never by itself.
            Err(FolderError::Empty { .. } | FolderError::ForeignGroup { .. }) if restore || (!connected && self.founded_here()) => {
                folder.create(&readme).map_err(folder_error)?;
            }
            other => other.map_err(folder_error)?,
        }
        Ok((group, path))
    }

    /// Whether this device's owner founded the group, so that its first exchange makes the folder.
    fn founded_here(&self) -> bool {
        let mut inner = self.lock();
        inner.work().is_ok_and(|here| here.me().is_ok_and(|me| here.space.state.roster().seniority.first() == Some(&me.member)))
    }

    /// Seals what waits, exchanges with the folder, tells what was received.
    pub(crate) fn sync(&self, args: SyncNow) -> Result<SyncReport> {
        self.sync_depth(args.restore, if args.restore { Depth::Full } else { Depth::New })
    }

    fn sync_depth(&self, restore: bool, depth: Depth) -> Result<SyncReport> {
        let mut exchange = self.exchange_lock();
        let mut report = SyncReport::default();
        let outcome = self.rounds(&mut exchange, restore, depth, &mut report);
        let polled = exchange.schedule.as_ref().is_some_and(Schedule::polling);
        drop(exchange);
        self.look_done(outcome.as_ref().err(), polled);
        outcome?;
        let (waiting, notices) = self.work(|here| Ok((here.waiting_words()?, here.notices())))?;
        report.waiting = waiting;
        report.notices.extend(notices);
        Ok(report)
    }

    fn rounds(&self, exchange: &mut Exchange, restore: bool, depth: Depth, report: &mut SyncReport) -> Result<()> {
        if let Err(error) = self.work(|here| here.seal(None)) {
            // Receiving goes on where sealing has to wait; the reason is said.
            if error.code != Code::NewerRoster {
                return Err(error);
            }
            report.notices.push(self.failure(&error).message);
        }
        let (group, _) = self.folder_for(exchange, restore)?;
        let policy = if restore { Policy::Everybody } else { Policy::Own };
        let mut keep = Keep { app: self, group, recovery: None };
        let folder = exchange.folders.get_mut(&group).ok_or_else(|| Error::new(Code::Internal).with("what", "folder"))?;
        let first = qalam_sync::round(folder, &mut keep, policy, depth).map_err(round_error)?;
        self.note(report, first)?;
        for _ in 0..3 {
            // What arrived can open what waited, and is told to the others; a 'seen' file never causes another.
            let more = self.work(|here| {
                let mut batch = Batch::default();
                let now = here.now();
                let late = here.space.open_waiting(here.vault, &mut batch, now)?;
                let opened = !late.is_empty();
                batch.commit(here.vault)?;
                let changes = here.space.state.apply_all(late.into_iter().map(|a| (a.id, Arc::<[u8]>::from(a.bytes), a.entry)));
                here.space.changed(changes);
                let told = here.tell_received()?;
                here.seal(None)?;
                Ok(opened || told)
            });
            if !matches!(more, Ok(true)) {
                break;
            }
            let again = qalam_sync::round(folder, &mut keep, policy, Depth::New).map_err(round_error)?;
            self.note(report, again)?;
        }
        let index = folder.index().encode();
        self.work(|here| {
            let key = store::of_group(&here.space.id);
            if here.vault.get(store::INDEX, &key)?.is_none_or(|kept| *kept != index) {
                let mut batch = Batch::default();
                batch.put(store::INDEX, key, index);
                batch.commit(here.vault)?;
            }
            Ok(())
        })?;
        self.connected()
    }

    fn note(&self, report: &mut SyncReport, round: Report) -> Result<()> {
        report.sent += round.applied.written.len() as u32;
        report.received += round.received.len() as u32;
        for aside in &round.aside {
            let name = aside.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let line = self.lock().words.say(&format!("aside-{}", aside.why.name()), &[("file", name)]);
            if !report.refused.contains(&line) {
                report.refused.push(line);
            }
        }
        let asides = report.refused.clone();
        let put_back = round.plan.put_back.len();
        self.work(|here| {
            here.space.look.aside = asides;
            here.space.look.put_back += put_back;
            Ok(())
        })?;
        if let Some(stopped) = round.stopped {
            return Err(folder_error(stopped));
        }
        Ok(())
    }

    fn look_done(&self, error: Option<&Error>, polled: bool) {
        let _ = self.work(|here| {
            let now = here.now();
            here.space.look.polled = polled;
            let trouble = match error.map(|e| e.code) {
                Some(Code::FolderMissing) => Some("missing"),
                Some(Code::FolderEmpty) => Some("empty"),
                Some(Code::FolderReadOnly | Code::FolderFull) => Some("read_only"),
                Some(Code::FolderForeign) => Some("foreign"),
                Some(_) => Some("trouble"),
                None => None,
            };
            if here.space.look.trouble != trouble || trouble.is_none() {
                here.space.events.push(Event::StatusChanged);
            }
            here.space.look.trouble = trouble;
            if trouble.is_none() {
                here.space.look.at = Some(now);
            }
            Ok(())
        });
    }

    /// Notes that the folder has been used once.
    fn connected(&self) -> Result<()> {
        self.work(|here| {
            let joined = here.me().is_ok() && here.space.record.request.is_some();
            if !here.space.record.connected || joined {
                here.space.record.connected = true;
                if joined {
                    here.space.record.request = None;
                    here.space.events.push(Event::GroupChanged);
                }
                let mut batch = Batch::default();
                here.space.save_record(&mut batch);
                batch.commit(here.vault)?;
            }
            Ok(())
        })
    }

    /// The courier: both ways with another folder.
    pub(crate) fn sync_with(&self, args: SyncWith) -> Result<SyncReport> {
        self.folder_exists(&args.folder)?;
        let mut exchange = self.exchange_lock();
        let mut report = SyncReport::default();
        self.work(|here| here.seal(None))?;
        let readme = self.lock().words.say("folder-readme", &[]);
        let (group, me) = self.work(|here| Ok((here.space.id, here.device())))?;
        let mut second = Folder::new(exchange.files.clone(), &args.folder, group, me);
        if matches!(second.check(), Err(FolderError::Empty { .. } | FolderError::ForeignGroup { .. })) {
            second.create(&readme).map_err(folder_error)?;
        }
        let mut keep = Keep { app: self, group, recovery: None };
        match self.folder_for(&mut exchange, false) {
            Ok(_) => {
                let home = exchange.folders.get_mut(&group).ok_or_else(|| Error::new(Code::Internal).with("what", "folder"))?;
                let (carried, at_home) = qalam_sync::exchange(home, &mut second, &mut keep).map_err(round_error)?;
                self.note(&mut report, carried)?;
                self.note(&mut report, at_home)?;
            }
            // In a hall without network the group's own folder may be far away: the stick alone will do.
            Err(error) => {
                report.notices.push(self.failure(&error).message);
                let carried = qalam_sync::round(&mut second, &mut keep, Policy::Everybody, Depth::New).map_err(round_error)?;
                self.note(&mut report, carried)?;
            }
        }
        let more = self.work(|here| {
            let told = here.tell_received()?;
            here.seal(None)?;
            Ok(told)
        });
        if matches!(more, Ok(true)) {
            let again = qalam_sync::round(&mut second, &mut keep, Policy::Everybody, Depth::New).map_err(round_error)?;
            self.note(&mut report, again)?;
        }
        drop(exchange);
        let (waiting, notices) = self.work(|here| Ok((here.waiting_words()?, here.notices())))?;
        report.waiting = waiting;
        report.notices.extend(notices);
        Ok(report)
    }
}

/// The file system of this machine, patient for so long with a folder that does not answer.
pub fn real_files(patience: Duration) -> Arc<dyn Files> {
    Arc::new(RealFiles::new(patience))
}
