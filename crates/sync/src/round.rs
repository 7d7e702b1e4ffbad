//! One round of exchange for whoever keeps the vault: look, take what is new, plan, write.
//!
//! The order is the promise: what arrived is in the vault before anything is written, and what was not
//! judged yet is never copied on.

use crate::{
    apply::{Applied, Stopped},
    files::{FileError, Files},
    folder::{Folder, FolderError},
    inventory::{ContentId, Inventory},
    plan::{Plan, Policy, plan},
    scan::{Arrived, Aside, Change, Depth, Scan},
};
use std::path::PathBuf;

/// The vault, as the exchange sees it.
pub trait Keeper {
    /// What can go wrong there.
    type Error: std::error::Error + 'static;

    /// Every file that the vault knows.
    ///
    /// # Errors
    /// The keeper's own.
    fn inventory(&mut self) -> Result<Inventory, Self::Error>;

    /// Judges files and stores them in one transaction. Afterwards the inventory knows each of them, as held,
    /// refused or retired.
    ///
    /// # Errors
    /// The keeper's own; the round ends, and the files are offered again by the next one.
    fn take(&mut self, arrived: Vec<Arrived>) -> Result<(), Self::Error>;

    /// The exact bytes of a held file.
    ///
    /// # Errors
    /// The keeper's own.
    fn bytes(&mut self, id: &ContentId) -> Result<Vec<u8>, Self::Error>;

    /// Notes that files are in the group's folder now, flushed.
    ///
    /// # Errors
    /// The keeper's own.
    fn sent(&mut self, ids: &[ContentId]) -> Result<(), Self::Error>;
}

/// What a round did and found.
#[derive(Debug, Default)]
pub struct Report {
    /// New files that were taken into the vault.
    pub received: Vec<ContentId>,
    /// What was to be done.
    pub plan: Plan,
    /// What was done.
    pub applied: Applied,
    /// Why writing stopped, if it did. Receiving was complete then.
    pub stopped: Option<FolderError>,
    /// Files that seem to be on their way.
    pub arriving: Vec<PathBuf>,
    /// Files that were put aside, with the reason.
    pub aside: Vec<Aside>,
    /// How many files are other programs'.
    pub foreign: usize,
    /// What could not be read just now.
    pub unread: Vec<FileError>,
    /// Files that had been in the folder and were not, or not whole, at this look.
    pub changes: Vec<Change>,
}

impl Report {
    /// Whether another round soon would do good.
    pub fn unfinished(&self) -> bool {
        !self.unread.is_empty() || !self.applied.later.is_empty() || self.stopped.is_some()
    }
}

/// Why a round ended without planning.
#[derive(Debug, thiserror::Error)]
pub enum RoundError<E: std::error::Error + 'static> {
    /// The folder cannot be looked at.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The vault.
    #[error("the vault failed during the exchange: {0}")]
    Vault(#[source] E),
}

/// One round with one folder. Where nothing is new it reads names only and writes nothing.
///
/// # Errors
/// Where the folder cannot be looked at, or the vault fails. That the folder cannot be written is told in the report.
pub fn round<F: Files, K: Keeper>(
    folder: &mut Folder<F>,
    keeper: &mut K,
    policy: Policy,
    depth: Depth,
) -> Result<Report, RoundError<K::Error>> {
    let mut report = Report::default();
    let (inventory, scan) = receive(folder, keeper, depth, &mut report)?;
    note_sent(keeper, &inventory, &scan)?;
    report.plan = plan(&inventory, &scan.present, folder.me, policy);
    let applied = folder.apply(&report.plan, &scan.present, |id| keeper.bytes(id));
    report.applied = match applied {
        Ok(done) => done,
        Err(error) => {
            match error.why {
                Stopped::Folder(why) => report.stopped = Some(why),
                Stopped::Vault(why) => {
                    keeper.sent(&error.done.written).map_err(RoundError::Vault)?;
                    return Err(RoundError::Vault(why));
                }
            }
            *error.done
        }
    };
    if !report.applied.written.is_empty() {
        keeper.sent(&report.applied.written).map_err(RoundError::Vault)?;
    }
    report.arriving = scan.arriving;
    report.aside = scan.aside;
    report.foreign = scan.foreign;
    report.unread = scan.unread;
    Ok(report)
}

/// Looks until everything that is there is in the vault.
fn receive<F: Files, K: Keeper>(
    folder: &mut Folder<F>,
    keeper: &mut K,
    mut depth: Depth,
    report: &mut Report,
) -> Result<(Inventory, Scan), RoundError<K::Error>> {
    loop {
        let inventory = keeper.inventory().map_err(RoundError::Vault)?;
        let mut scan = folder.scan(&inventory, depth)?;
        report.changes.append(&mut scan.changes);
        // A keeper that forgets what it took must not keep us here.
        if scan.arrived.iter().all(|file| report.received.contains(&file.id)) {
            return Ok((inventory, scan));
        }
        report.received.extend(scan.arrived.iter().map(|file| file.id));
        keeper.take(std::mem::take(&mut scan.arrived)).map_err(RoundError::Vault)?;
        if !scan.more {
            return Ok((keeper.inventory().map_err(RoundError::Vault)?, scan));
        }
        // What has been read needs no second reading.
        depth = Depth::New;
    }
}

/// Own files that are in the folder although the vault has not noted it: a crash came between.
fn note_sent<K: Keeper>(keeper: &mut K, inventory: &Inventory, scan: &Scan) -> Result<(), RoundError<K::Error>> {
    let unnoted = inventory.held().filter(|(id, _)| scan.present.has(id) && inventory.get(id).is_some_and(|held| !held.sent));
    let unnoted: Vec<_> = unnoted.map(|(id, _)| *id).collect();
    if unnoted.is_empty() { Ok(()) } else { keeper.sent(&unnoted).map_err(RoundError::Vault) }
}

/// The Courier: makes the group's folder and a second one equal through the vault, both ways. The reports are
/// of the second folder (receiving, then sending) and of the group's own. Where there is no folder but the
/// second one, a [`round`] with it for [`Policy::Everybody`] does the same.
///
/// # Errors
/// As [`round`]. What was taken from either folder by then is in the vault.
pub fn exchange<F: Files, G: Files, K: Keeper>(
    home: &mut Folder<F>,
    second: &mut Folder<G>,
    keeper: &mut K,
) -> Result<(Report, Report), RoundError<K::Error>> {
    let mut carried = Report::default();
    receive(second, keeper, Depth::New, &mut carried)?;
    let at_home = round(home, keeper, Policy::Everybody, Depth::New)?;
    let mut sent = round(second, keeper, Policy::Everybody, Depth::New)?;
    sent.received.splice(0..0, carried.received);
    sent.changes.splice(0..0, carried.changes);
    Ok((sent, at_home))
}
