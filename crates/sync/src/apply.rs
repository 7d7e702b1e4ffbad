//! Writing what a plan says: temporary names, flushed, then the final names, then the folder flushed once a batch.
//!
//! It must never write over another program's file, and it removes nothing but files that this device made
//! and that a file in the folder supersedes.

use crate::{
    files::{FileError, Files, Node, Trouble},
    folder::{Folder, FolderError},
    index::{Found, Verdict},
    inventory::{ContentId, Present},
    names,
    plan::Plan,
};
use qalam_seal::header::{FileKind, Header, verify};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Files and bytes written before the folder is flushed.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// How many names are tried for one file.
const ATTEMPTS: u32 = 16;

/// What was done.
#[derive(Debug, Default)]
pub struct Applied {
    /// Files that lie in the folder now, flushed.
    pub written: Vec<ContentId>,
    /// Their bytes together.
    pub bytes: u64,
    /// Superseded own files that were taken out.
    pub removed: Vec<ContentId>,
    /// What was busy and will be tried again.
    pub later: Vec<FileError>,
    /// Files whose bytes are not what the vault says; they were not written.
    pub damaged: Vec<ContentId>,
}

/// Why applying stopped, and what had been done by then.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct ApplyError<E: std::error::Error + 'static> {
    /// What had been done.
    pub done: Box<Applied>,
    /// Why it stopped.
    #[source]
    pub why: Stopped<E>,
}

/// Who stopped it.
#[derive(Debug, thiserror::Error)]
pub enum Stopped<E: std::error::Error + 'static> {
    /// The folder.
    #[error(transparent)]
    Folder(FolderError),
    /// Whoever hands in the bytes.
    #[error(transparent)]
    Vault(E),
}

/// A file on its way into the folder.
struct Writing {
    id: ContentId,
    header: Header,
    bytes: Vec<u8>,
    place: PathBuf,
    temporary: PathBuf,
}

impl<F: Files> Folder<F> {
    /// Does what the plan says. `bytes` hands in a file's bytes by its content.
    ///
    /// # Errors
    /// With what had been done; files that were written stay written, and applying again goes on from there.
    pub fn apply<E: std::error::Error + 'static>(
        &mut self,
        plan: &Plan,
        present: &Present,
        bytes: impl FnMut(&ContentId) -> Result<Vec<u8>, E>,
    ) -> Result<Applied, ApplyError<E>> {
        let mut done = Applied::default();
        match self.apply_all(plan, present, bytes, &mut done) {
            Ok(()) => Ok(done),
            Err(why) => Err(ApplyError { done: Box::new(done), why }),
        }
    }

    /// Writes files in batches, each flushed with its folder once.
    ///
    /// # Errors
    /// As [`Folder::apply`].
    pub fn publish_batch<E: std::error::Error + 'static>(
        &mut self,
        ids: &[ContentId],
        bytes: impl FnMut(&ContentId) -> Result<Vec<u8>, E>,
    ) -> Result<Applied, ApplyError<E>> {
        let plan = Plan { publish: ids.to_vec(), ..Plan::default() };
        self.apply(&plan, &Present::default(), bytes)
    }

    fn apply_all<E: std::error::Error + 'static>(
        &mut self,
        plan: &Plan,
        present: &Present,
        mut bytes: impl FnMut(&ContentId) -> Result<Vec<u8>, E>,
        done: &mut Applied,
    ) -> Result<(), Stopped<E>> {
        if plan.writes_nothing() {
            return Ok(());
        }
        self.check().map_err(Stopped::Folder)?;
        let mut taken = BTreeSet::new();
        let mut batch = Vec::new();
        let mut size = 0;
        for id in plan.writes() {
            let bytes = bytes(id).map_err(Stopped::Vault)?;
            let Some(header) = genuine(id, &bytes) else {
                done.damaged.push(*id);
                continue;
            };
            let place = self.place_for(id, &header, &taken).map_err(Stopped::Folder)?;
            taken.insert(place.clone());
            size += bytes.len();
            let temporary = place.with_file_name(names::temporary(&self.me, id));
            batch.push(Writing { id: *id, header, bytes, place, temporary });
            if batch.len() >= BATCH_FILES || size >= BATCH_BYTES {
                self.write(std::mem::take(&mut batch), done).map_err(Stopped::Folder)?;
                size = 0;
            }
        }
        self.write(batch, done).map_err(Stopped::Folder)?;
        // What supersedes may be among the files that were busy: then the old ones stay until the next time.
        if done.later.is_empty() && done.damaged.is_empty() {
            self.remove(plan, present, &taken, done).map_err(Stopped::Folder)?;
        }
        self.clear_leftovers(done);
        Ok(())
    }

    /// A place that is free, or that holds nothing but damage or a predecessor of this very file.
    fn place_for(&self, id: &ContentId, header: &Header, taken: &BTreeSet<PathBuf>) -> Result<PathBuf, FolderError> {
        let mut last = PathBuf::new();
        for attempt in 0..ATTEMPTS {
            last = names::name(id, header, attempt);
            if taken.contains(&last) {
                continue;
            }
            let free = match self.files.node(&self.path().join(&last))? {
                None => true,
                Some(Node::File { .. }) => self.replaceable(&last, id, header),
                Some(Node::Folder | Node::Other) => false,
            };
            if free {
                return Ok(last);
            }
        }
        let busy = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "every name for this file is taken");
        Err(FolderError::Io(FileError::new(&self.path().join(last), crate::files::Doing::Rename, busy)))
    }

    /// A name follows from the content (a 'seen' file's from its device), so that other bytes there are damage.
    fn replaceable(&self, place: &Path, id: &ContentId, header: &Header) -> bool {
        match self.index.places.get(place).map(|found| &found.verdict) {
            Some(Verdict::Sealed(there, _)) if there == id => true,
            Some(Verdict::Sealed(_, Some(there))) => {
                header.kind == FileKind::Seen && there.kind == FileKind::Seen && there.device == header.device && there.last < header.last
            }
            Some(Verdict::Sealed(_, None)) => false,
            Some(Verdict::Arriving | Verdict::Aside(_) | Verdict::Foreign) => true,
            // It came since the last look, probably as a copy of this very file; the next look tells.
            None => header.kind != FileKind::Seen,
        }
    }

    fn write(&mut self, batch: Vec<Writing>, done: &mut Applied) -> Result<(), FolderError> {
        if batch.is_empty() {
            return Ok(());
        }
        let folder = self.path();
        if batch.iter().any(|one| one.header.kind == FileKind::Seen) {
            self.files.create_folder(&folder.join(names::SEEN))?;
        }
        let jobs: Vec<_> = batch.iter().map(|one| (folder.join(&one.temporary), one.bytes.as_slice())).collect();
        let results = self.files.write_many(&jobs);
        let mut ready = Vec::new();
        let mut stopped = None;
        for ((one, (temporary, _)), result) in batch.iter().zip(&jobs).zip(results) {
            match result {
                Ok(()) => ready.push((one, temporary)),
                Err(error) => {
                    // A partial file is of no use; if it cannot go now, the next look finds it.
                    let _ = self.files.remove(temporary);
                    stopped = self.stops(error, done).or(stopped);
                }
            }
        }
        let mut named = Vec::new();
        for (one, temporary) in ready {
            match self.files.rename(temporary, &folder.join(&one.place)) {
                Ok(()) => named.push(one),
                Err(error) => {
                    let _ = self.files.remove(temporary);
                    stopped = self.stops(error, done).or(stopped);
                }
            }
        }
        let folders: BTreeSet<_> = named.iter().filter_map(|one| one.place.parent()).collect();
        folders.into_iter().try_for_each(|one| self.files.sync_folder(&folder.join(one)))?;
        for one in named {
            self.remember(one);
            done.written.push(one.id);
            done.bytes += one.bytes.len() as u64;
        }
        stopped.map_or(Ok(()), Err)
    }

    /// Notes what was just written, so that the next look need not read it.
    fn remember(&mut self, one: &Writing) {
        match self.files.node(&self.path().join(&one.place)) {
            Ok(Some(Node::File { len, stamp })) if len == one.bytes.len() as u64 => {
                let verdict = Verdict::Sealed(one.id, Some(one.header));
                self.index.places.insert(one.place.clone(), Found { len, stamp, verdict, looks: 0 });
            }
            _ => drop(self.index.places.remove(&one.place)),
        }
    }

    /// Passing trouble with one file leaves the others alone; a full or read-only disk, or one that went away, ends it.
    fn stops(&self, error: FileError, done: &mut Applied) -> Option<FolderError> {
        match error.trouble() {
            Trouble::Passing => {
                done.later.push(error);
                None
            }
            Trouble::Missing => Some(self.check().err().unwrap_or(FolderError::Io(error))),
            _ => Some(error.into()),
        }
    }

    fn remove(&mut self, plan: &Plan, present: &Present, written: &BTreeSet<PathBuf>, done: &mut Applied) -> Result<(), FolderError> {
        for id in &plan.remove {
            let places = present.places(id).iter().filter(|place| !written.contains(*place));
            for place in places {
                match self.files.remove(&self.path().join(place)) {
                    Ok(()) => drop(self.index.places.remove(place)),
                    Err(error) => match self.stops(error, done) {
                        Some(error) => return Err(error),
                        None => continue,
                    },
                }
            }
            done.removed.push(*id);
        }
        Ok(())
    }

    /// What a crash of this device left under its own temporary names.
    fn clear_leftovers(&mut self, done: &mut Applied) {
        for path in std::mem::take(&mut self.leftovers) {
            if let Err(error) = self.files.remove(&path) {
                done.later.push(error);
            }
        }
    }
}

/// The header, if the vault handed in the bytes that were asked for.
fn genuine(id: &ContentId, bytes: &[u8]) -> Option<Header> {
    if ContentId::of(bytes) != *id {
        return None;
    }
    verify(bytes).ok().map(|whole| whole.header)
}
