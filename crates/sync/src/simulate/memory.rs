//! [`Files`] in memory. Clones share one disk. What was not flushed is lost with the power.

use crate::files::{Doing, FileError, Files, Listed, Node};
use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How the disk misbehaves.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// Nothing can be written.
    pub read_only: bool,
    /// The disk is not mounted: only the mount point is there, and it is empty.
    pub unmounted: Option<PathBuf>,
    /// Names that differ in case only are one.
    pub folds_case: bool,
    /// Stamps tell nothing.
    pub no_stamps: bool,
    /// Bytes that can still be written; the file in which they run out stays in part.
    pub room: Option<u64>,
    /// Operations after which the process is dead: everything fails.
    pub dies_after: Option<u64>,
    /// Every so many reads and writes fail with this kind of error.
    pub fails_every: Option<(u64, ErrorKind)>,
}

/// What was asked of the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Folders listed.
    pub lists: u64,
    /// Files read.
    pub reads: u64,
    /// Files written.
    pub writes: u64,
    /// Bytes written.
    pub bytes: u64,
    /// Names given.
    pub renames: u64,
    /// Files removed.
    pub removes: u64,
    /// Flushes of folders.
    pub folder_syncs: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    File(usize),
    Folder,
    Other,
}

#[derive(Debug, Clone, Default)]
struct Inode {
    bytes: Arc<Vec<u8>>,
    durable: Arc<Vec<u8>>,
    stamp: u64,
}

#[derive(Debug, Default)]
struct Disk {
    names: BTreeMap<PathBuf, Thing>,
    durable: BTreeMap<PathBuf, Thing>,
    inodes: Vec<Inode>,
    faults: Faults,
    tally: Tally,
    operations: u64,
    clock: u64,
}

/// A disk in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    disk: Arc<Mutex<Disk>>,
}

fn error(path: &Path, doing: Doing, kind: ErrorKind) -> FileError {
    FileError::new(path, doing, io::Error::from(kind))
}

impl Disk {
    /// The name as it stands on the disk.
    fn real(&self, path: &Path) -> PathBuf {
        if self.faults.folds_case && !self.names.contains_key(path) {
            let folded = fold(path);
            if let Some(there) = self.names.keys().find(|there| fold(there) == folded) {
                return there.clone();
            }
        }
        path.to_owned()
    }

    fn hidden(&self, path: &Path) -> bool {
        self.faults.unmounted.as_ref().is_some_and(|mount| path != mount && path.starts_with(mount))
    }

    fn thing(&self, path: &Path) -> Option<&Thing> {
        if self.hidden(path) { None } else { self.names.get(&self.real(path)) }
    }

    fn step(&mut self, path: &Path, doing: Doing) -> Result<(), FileError> {
        self.operations += 1;
        if self.faults.dies_after.is_some_and(|after| self.operations > after) {
            return Err(FileError::new(path, doing, io::Error::other("the process is dead")));
        }
        let counts = matches!(doing, Doing::Read | Doing::Write | Doing::Rename);
        match self.faults.fails_every {
            Some((every, kind)) if counts && self.operations.is_multiple_of(every) => Err(error(path, doing, kind)),
            _ => Ok(()),
        }
    }

    fn writable(&mut self, path: &Path, doing: Doing) -> Result<(), FileError> {
        self.step(path, doing)?;
        if self.faults.read_only {
            return Err(error(path, doing, ErrorKind::ReadOnlyFilesystem));
        }
        match path.parent() {
            Some(parent) if self.thing(parent) != Some(&Thing::Folder) => Err(error(path, doing, ErrorKind::NotFound)),
            _ => Ok(()),
        }
    }

    fn put(&mut self, path: &Path, bytes: Vec<u8>, flushed: bool) {
        let path = self.real(path);
        self.clock += 1;
        let bytes = Arc::new(bytes);
        let durable = if flushed { Arc::clone(&bytes) } else { Arc::default() };
        self.inodes.push(Inode { bytes, durable, stamp: self.clock });
        self.names.insert(path.clone(), Thing::File(self.inodes.len() - 1));
        if flushed {
            self.settle_parents(&path);
            self.durable.insert(path.clone(), self.names[&path].clone());
        }
    }

    fn settle_parents(&mut self, path: &Path) {
        for parent in path.ancestors().skip(1) {
            self.names.insert(parent.to_owned(), Thing::Folder);
            self.durable.insert(parent.to_owned(), Thing::Folder);
        }
    }
}

fn fold(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

impl MemoryFiles {
    /// An empty disk.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        // A test that panicked with the lock has failed already.
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a folder with its parents, flushed.
    pub fn plant_folder(&self, path: impl AsRef<Path>) {
        let mut disk = self.disk();
        disk.settle_parents(&path.as_ref().join("x"));
    }

    /// Puts a file there as somebody else would, flushed, with the folders above it.
    pub fn plant(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.disk().put(path.as_ref(), bytes.into(), true);
    }

    /// Changes a file in place, keeping its length and its stamp if `change` does; nothing where there is none.
    pub fn change(&self, path: impl AsRef<Path>, change: impl FnOnce(&mut Vec<u8>)) {
        let mut disk = self.disk();
        if let Some(Thing::File(at)) = disk.thing(path.as_ref()).cloned() {
            let mut bytes = disk.inodes[at].bytes.to_vec();
            change(&mut bytes);
            disk.inodes[at].bytes = Arc::new(bytes);
            disk.inodes[at].durable = Arc::clone(&disk.inodes[at].bytes);
        }
    }

    /// Puts a symlink or a pipe there.
    pub fn plant_other(&self, path: impl AsRef<Path>) {
        let mut disk = self.disk();
        disk.settle_parents(path.as_ref());
        disk.names.insert(path.as_ref().to_owned(), Thing::Other);
        disk.durable.insert(path.as_ref().to_owned(), Thing::Other);
    }

    /// Takes a file or a folder with all in it away, as somebody else would.
    pub fn take_away(&self, path: impl AsRef<Path>) {
        let mut disk = self.disk();
        disk.names.retain(|there, _| !there.starts_with(path.as_ref()));
        disk.durable.retain(|there, _| !there.starts_with(path.as_ref()));
    }

    /// Every file under a folder with its bytes, in the order of paths.
    pub fn files(&self, under: impl AsRef<Path>) -> BTreeMap<PathBuf, Arc<Vec<u8>>> {
        let disk = self.disk();
        let file = |(path, thing): (&PathBuf, &Thing)| match thing {
            Thing::File(at) if path.starts_with(under.as_ref()) => Some((path.clone(), Arc::clone(&disk.inodes[*at].bytes))),
            _ => None,
        };
        disk.names.iter().filter_map(file).collect()
    }

    /// What was asked of the disk so far.
    pub fn tally(&self) -> Tally {
        self.disk().tally
    }

    /// Operations so far, to choose where a process dies.
    pub fn operations(&self) -> u64 {
        self.disk().operations
    }

    /// Sets how the disk misbehaves from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.disk().faults = faults;
    }

    /// The power fails: bytes that were not flushed are gone, and faults end. Names that were not flushed may
    /// have reached the disk or not.
    pub fn power_loss(&self, names_survive: bool) {
        let mut disk = self.disk();
        disk.faults = Faults::default();
        if names_survive {
            disk.durable = disk.names.clone();
        } else {
            disk.names = disk.durable.clone();
        }
        for inode in &mut disk.inodes {
            inode.bytes = Arc::clone(&inode.durable);
        }
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &Path) -> Result<Vec<Listed>, FileError> {
        let mut disk = self.disk();
        disk.step(folder, Doing::List)?;
        disk.tally.lists += 1;
        match disk.thing(folder) {
            Some(Thing::Folder) => {}
            Some(_) => return Err(error(folder, Doing::List, ErrorKind::NotADirectory)),
            None => return Err(error(folder, Doing::List, ErrorKind::NotFound)),
        }
        let real = disk.real(folder);
        let inside = disk.names.iter().filter(|(path, _)| path.parent() == Some(&real) && !disk.hidden(path));
        let listed = inside
            .map(|(path, thing)| Listed { name: path.file_name().map(OsString::from).unwrap_or_default(), node: disk.node_of(thing) });
        Ok(listed.collect())
    }

    fn node(&self, path: &Path) -> Result<Option<Node>, FileError> {
        let mut disk = self.disk();
        disk.step(path, Doing::List)?;
        Ok(disk.thing(path).map(|thing| disk.node_of(thing)))
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let mut disk = self.disk();
        disk.step(path, Doing::Read)?;
        disk.tally.reads += 1;
        let bytes = match disk.thing(path) {
            Some(Thing::File(at)) => Arc::clone(&disk.inodes[*at].bytes),
            Some(_) => return Err(error(path, Doing::Read, ErrorKind::InvalidInput)),
            None => return Err(error(path, Doing::Read, ErrorKind::NotFound)),
        };
        if bytes.len() as u64 > limit { Err(error(path, Doing::Read, ErrorKind::FileTooLarge)) } else { Ok(bytes.to_vec()) }
    }

    fn create_folder(&self, path: &Path) -> Result<(), FileError> {
        let mut disk = self.disk();
        if disk.thing(path) == Some(&Thing::Folder) {
            return disk.step(path, Doing::CreateFolder);
        }
        disk.writable(path, Doing::CreateFolder)?;
        disk.names.insert(path.to_owned(), Thing::Folder);
        Ok(())
    }

    fn write_temporary(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let mut disk = self.disk();
        disk.writable(path, Doing::Write)?;
        disk.tally.writes += 1;
        let room = disk.faults.room.unwrap_or(u64::MAX);
        let fits = usize::try_from(room).map_or(bytes.len(), |room| room.min(bytes.len()));
        disk.tally.bytes += fits as u64;
        disk.faults.room = disk.faults.room.map(|room| room - fits as u64);
        // Half, the whole and the flush are steps of their own, so that a process can die between them.
        disk.put(path, bytes[..fits / 2].to_vec(), false);
        disk.step(path, Doing::Write)?;
        disk.put(path, bytes[..fits].to_vec(), false);
        if fits < bytes.len() {
            return Err(error(path, Doing::Write, ErrorKind::StorageFull));
        }
        disk.step(path, Doing::Sync)?;
        if let Some(Thing::File(at)) = disk.thing(path).cloned() {
            disk.inodes[at].durable = Arc::clone(&disk.inodes[at].bytes);
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        let mut disk = self.disk();
        disk.writable(to, Doing::Rename)?;
        let from = disk.real(from);
        let to = disk.real(to);
        disk.tally.renames += 1;
        match disk.names.remove(&from) {
            Some(thing) => drop(disk.names.insert(to, thing)),
            None => return Err(error(&to, Doing::Rename, ErrorKind::NotFound)),
        }
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), FileError> {
        let mut disk = self.disk();
        disk.step(folder, Doing::Sync)?;
        disk.tally.folder_syncs += 1;
        let inside = |path: &PathBuf| path.parent() == Some(folder) || path == folder;
        let now: BTreeSet<_> = disk.names.keys().filter(|path| inside(path)).cloned().collect();
        disk.durable.retain(|path, _| !inside(path) || now.contains(path));
        for path in now {
            let thing = disk.names[&path].clone();
            disk.durable.insert(path, thing);
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        let mut disk = self.disk();
        disk.step(path, Doing::Remove)?;
        if disk.thing(path).is_none() {
            return Ok(());
        }
        if disk.faults.read_only {
            return Err(error(path, Doing::Remove, ErrorKind::ReadOnlyFilesystem));
        }
        disk.tally.removes += 1;
        let real = disk.real(path);
        disk.names.remove(&real);
        Ok(())
    }
}

impl Disk {
    fn node_of(&self, thing: &Thing) -> Node {
        match thing {
            Thing::File(at) => {
                let inode = &self.inodes[*at];
                let stamp = if self.faults.no_stamps { 0 } else { inode.stamp };
                Node::File { len: inode.bytes.len() as u64, stamp }
            }
            Thing::Folder => Node::Folder,
            Thing::Other => Node::Other,
        }
    }
}
