//! Exchange with the shared folder and with the courier's second folder.
//!
//! No lock is held while a folder is read or written: the vault is asked step by step ([`Keep`]), so that a slow
//! network drive never holds up the window.

use crate::{
    App,
    api::exchange::{SyncNow, SyncReport, SyncWith},
    error::{Code, Error, Result},
    events::Event,
    space::Space,
    store::{self, Batch, EpochRow, HeldRow, cbor},
};
use qalam_model::{
    act::{ChainEnd, Millis},
    ids::*,
};
use qalam_seal::{
    OpenError, grant,
    header::{self, FileKind},
    keys::Identity,
    seen, segment,
};
use qalam_sync::{
    Arrived, Chains, ContentId, Depth, Files, Folder, FolderError, Hint, Index, Inventory, Keeper, Pace, Policy, RealFiles, Report,
    RoundError, Schedule, Watcher,
};
use serde_bytes::ByteBuf;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
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

/// Files that were refused although their signature holds.
fn refusal(error: &OpenError) -> bool {
    !matches!(error, OpenError::NoKey { .. } | OpenError::WrongKey)
}

impl Space {
    /// Judges one file and keeps it, with what it held. Returns the acts that it brought.
    pub(crate) fn take_file(
        &mut self,
        batch: &mut Batch,
        file: &Arrived,
        identities: &[&Identity],
        now: Millis,
    ) -> Vec<segment::OpenedAct> {
        let Ok(verified) = header::verify(&file.bytes) else {
            self.keep_file(batch, file.id, file.header, &file.bytes, true);
            return Vec::new();
        };
        let mut acts = Vec::new();
        let mut refused = false;
        let heard = self.heard.entry(file.header.device).or_insert(now);
        *heard = (*heard).max(now);
        match file.header.kind {
            FileKind::Segment => match segment::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                Ok(opened) => acts = opened,
                Err(error) if refusal(&error) => refused = true,
                Err(_) => self.unopened.entry((file.header.circle, file.header.epoch)).or_default().push(file.id),
            },
            FileKind::Grant => {
                for identity in identities {
                    if let Ok(granted) = grant::open(&verified, identity) {
                        for epoch in granted.epochs {
                            let row =
                                EpochRow { circle: granted.circle, number: epoch.number, secret: epoch.key.to_secret_text().to_string() };
                            batch.put(store::EPOCHS, store::of_epoch(&self.id, &epoch.key.id()), cbor(&row));
                            self.epochs.insert(epoch.key.id(), crate::space::HeldEpoch { circle: granted.circle, granted: epoch });
                        }
                        break;
                    }
                }
            }
            FileKind::JoinRequest => {
                self.requests.push(file.id);
                self.events.push(Event::GroupChanged);
            }
            FileKind::Seen => {
                let newest = self.seen.entry(file.header.device).or_insert((file.header.first, file.id));
                if file.header.first >= newest.0 {
                    *newest = (file.header.first, file.id);
                }
                self.events.push(Event::StatusChanged);
            }
        }
        self.keep_file(batch, file.id, file.header, &file.bytes, refused);
        if !acts.is_empty() {
            batch.keep_acts(self.id, now, acts.iter().map(|a| ByteBuf::from(a.bytes.clone())));
            acts.iter().for_each(|a| self.note_received(a.id, &a.entry, now));
        }
        acts
    }

    /// What each device says to have received: the newest 'seen' file of each that can be opened.
    pub(crate) fn told(&self, vault: &mut qalam_vault::Vault) -> Result<HashMap<DeviceId, Vec<ChainEnd>>> {
        let mut told = HashMap::new();
        for (device, (_, id)) in &self.seen {
            let Some(file) = vault.get(store::FILES, &store::of_file(&self.id, id))? else { continue };
            let Ok(verified) = header::verify(&file) else { continue };
            if let Ok(ends) = seen::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                told.insert(*device, ends);
            }
        }
        Ok(told)
    }
}

/// The vault of one group, as an exchange sees it.
pub(crate) struct Keep<'a> {
    pub app: &'a App,
    pub group: GroupId,
    /// For recovery: another identity that may open grants.
    pub recovery: Option<&'a Identity>,
}

impl Keep<'_> {
    fn with<R>(&self, work: impl FnOnce(&mut crate::work::Open, Millis) -> Result<R>) -> Result<R> {
        let mut inner = self.app.lock();
        let now = inner.hosts.clock.now();
        work(inner.opened()?, now)
    }

    fn space<'o>(&self, open: &'o mut crate::work::Open) -> Result<(&'o mut Space, &'o mut qalam_vault::Vault, Identity)> {
        let space = open.spaces.get_mut(&self.group).ok_or_else(|| Error::new(Code::UnknownGroup).with("group", self.group))?;
        Ok((space, &mut open.vault, open.secrets.identity().clone()))
    }
}

impl Keeper for Keep<'_> {
    type Error = Error;

    fn inventory(&mut self) -> Result<Inventory> {
        self.with(|open, _| Ok(self.space(open)?.0.inventory.clone()))
    }

    fn take(&mut self, mut arrived: Vec<Arrived>) -> Result<()> {
        // Grants first: they open what came with them.
        arrived.sort_by_key(|file| file.header.kind != FileKind::Grant);
        let events = self.with(|open, now| {
            let group = self.group;
            let (space, vault, identity) = self.space(open)?;
            let identities: Vec<&Identity> = std::iter::once(&identity).chain(self.recovery).collect();
            let mut batch = Batch::default();
            let mut acts = Vec::new();
            for file in &arrived {
                acts.extend(space.take_file(&mut batch, file, &identities, now));
            }
            acts.extend(space.open_waiting(vault, &mut batch, now)?);
            if let Err(error) = batch.commit(vault) {
                // What could not be written has not been taken.
                open.reload(group)?;
                return Err(error);
            }
            let changes = space.state.apply_all(acts.into_iter().map(|a| (a.id, Arc::<[u8]>::from(a.bytes), a.entry)));
            space.changed(changes);
            Ok(std::mem::take(&mut space.events))
        })?;
        self.app.listeners.tell(events);
        Ok(())
    }

    fn bytes(&mut self, id: &ContentId) -> Result<Vec<u8>> {
        self.with(|open, _| {
            let (space, vault, _) = self.space(open)?;
            let file = vault.get(store::FILES, &store::of_file(&space.id, id))?;
            file.map(|f| f.to_vec()).ok_or_else(|| {
                Error::new(Code::VaultDamaged).with("what", id.0.iter().take(4).map(|b| format!("{b:02x}")).collect::<String>())
            })
        })
    }

    fn sent(&mut self, ids: &[ContentId]) -> Result<()> {
        self.with(|open, now| {
            let (space, vault, _) = self.space(open)?;
            let mut batch = Batch::default();
            let row = HeldRow::Sent(ids.iter().map(|id| ByteBuf::from(id.0.to_vec())).collect());
            batch.append(store::HELD, store::of_group(&space.id), cbor(&row));
            space.record.sent_at = Some(now);
            space.save_record(&mut batch);
            batch.commit(vault)?;
            for id in ids {
                space.inventory.mark_sent(id);
            }
            Ok(())
        })
    }
}

impl Space {
    /// Opens segments whose key has come meanwhile.
    fn open_waiting(&mut self, vault: &mut qalam_vault::Vault, batch: &mut Batch, now: Millis) -> Result<Vec<segment::OpenedAct>> {
        let ready: Vec<(CircleId, EpochId)> = self.unopened.keys().filter(|(_, epoch)| self.epochs.contains_key(epoch)).copied().collect();
        let mut acts = Vec::new();
        for key in ready {
            for id in self.unopened.remove(&key).unwrap_or_default() {
                let Some(file) = vault.get(store::FILES, &store::of_file(&self.id, &id))? else {
                    // It came with this very batch and is not in the vault yet: the next round opens it.
                    self.unopened.entry(key).or_default().push(id);
                    continue;
                };
                let Ok(verified) = header::verify(&file) else { continue };
                if let Ok(opened) = segment::open(&verified, |_, epoch| self.epochs.get(epoch).map(|e| e.granted.key.clone())) {
                    batch.keep_acts(self.id, now, opened.iter().map(|a| ByteBuf::from(a.bytes.clone())));
                    opened.iter().for_each(|a| self.note_received(a.id, &a.entry, now));
                    acts.extend(opened);
                }
            }
        }
        Ok(acts)
    }
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
            let line = format!("{name}: {}", aside.why);
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

impl crate::work::Work<'_> {
    /// Makes a 'seen' file if what was received from others differs from what the last one said.
    fn tell_received(&mut self) -> Result<bool> {
        if self.me().is_err() {
            return Ok(false);
        }
        let me = self.device();
        let now_received = qalam_sync::received(&Chains::of(&self.space.inventory), me);
        let last = self.space.told(self.vault)?.remove(&me).unwrap_or_default();
        if now_received.is_empty() || now_received == last {
            return Ok(false);
        }
        let now = self.now();
        let mut batch = Batch::default();
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        let recipient = self.space.epoch_for(&mut batch, &mut sealer, Circle::Group)?;
        let counter = self.space.record.seen + 1;
        let file = seen::seal(self.space.id, counter, &now_received, &recipient, self.secrets.signing())
            .map_err(|e| Error::new(Code::Internal).with("what", "seen").because(e))?;
        let id = self.space.keep_own_file(&mut batch, &file)?;
        self.space.record.seen = counter;
        self.space.seen.insert(me, (counter, id));
        self.space.save_record(&mut batch);
        batch.commit(self.vault)?;
        Ok(true)
    }
}

/// The file system of this machine, patient for so long with a folder that does not answer.
pub fn real_files(patience: Duration) -> Arc<dyn Files> {
    Arc::new(RealFiles::new(patience))
}
