//! [`Files`] on the machine's own file system.
//!
//! Only plain files are opened: the type is asked before and after opening. A read that hangs, as on a cloud
//! placeholder that is being downloaded, is given up after a while and tried again later.

use crate::files::{Doing, FileError, Files, Listed, Node};
use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak, mpsc},
    thread,
    time::Duration,
};

/// Reads that hang at the same time before further reads are refused at once.
const MOST_STUCK: usize = 4;
/// Threads that wait for the disk at the same time; journalling file systems then share their flushes.
const WRITERS: usize = 8;

/// The machine's file system.
#[derive(Debug)]
pub struct RealFiles {
    patience: Duration,
    idle: Mutex<Vec<Reader>>,
    stuck: Mutex<Vec<Weak<()>>>,
    read: fn(&Path, u64) -> Answer,
}

impl Default for RealFiles {
    fn default() -> Self {
        RealFiles::new(Duration::from_secs(10))
    }
}

impl RealFiles {
    /// A read that takes longer than `patience` fails as passing.
    pub fn new(patience: Duration) -> RealFiles {
        RealFiles { patience, idle: Mutex::default(), stuck: Mutex::default(), read: read_plain }
    }

    fn reader(&self, path: &Path) -> Result<Reader, FileError> {
        if let Some(reader) = lock(&self.idle).pop() {
            return Ok(reader);
        }
        let mut stuck = lock(&self.stuck);
        stuck.retain(|alive| alive.strong_count() > 0);
        if stuck.len() >= MOST_STUCK {
            let busy = io::Error::new(io::ErrorKind::TimedOut, "other files of this folder are still being waited for");
            return Err(FileError::new(path, Doing::Read, busy));
        }
        Reader::start(self.read).map_err(|e| FileError::new(path, Doing::Read, e))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is locked here is a plain list; a panic elsewhere leaves it whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

type Answer = Result<Vec<u8>, FileError>;

/// A thread that reads for others, so that one of them can walk away.
#[derive(Debug)]
struct Reader {
    jobs: mpsc::Sender<(PathBuf, u64, mpsc::Sender<Answer>)>,
    alive: Weak<()>,
}

impl Reader {
    fn start(read: fn(&Path, u64) -> Answer) -> io::Result<Reader> {
        let (jobs, queue) = mpsc::channel::<(PathBuf, u64, mpsc::Sender<Answer>)>();
        let token = Arc::new(());
        let alive = Arc::downgrade(&token);
        thread::Builder::new().name("qalam-read".into()).spawn(move || {
            let _token = token;
            for (path, limit, answer) in queue {
                // Nobody may be waiting any more.
                let _ = answer.send(read(&path, limit));
            }
        })?;
        Ok(Reader { jobs, alive })
    }
}

fn read_plain(path: &Path, limit: u64) -> Answer {
    let fail = |e| FileError::new(path, Doing::Read, e);
    let not_plain = || fail(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file"));
    let too_long = || fail(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {limit} bytes")));
    let before = fs::symlink_metadata(path).map_err(fail)?;
    if !before.file_type().is_file() {
        return Err(not_plain());
    }
    if before.len() > limit {
        return Err(too_long());
    }
    let file = File::open(path).map_err(fail)?;
    let after = file.metadata().map_err(fail)?;
    if !after.file_type().is_file() || !same_file(&before, &after) {
        return Err(not_plain());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(after.len().min(limit)).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(too_long());
    }
    Ok(bytes)
}

#[cfg(unix)]
fn same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn stamp(meta: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    [meta.ino(), meta.mtime() as u64, meta.mtime_nsec() as u64, meta.ctime() as u64, meta.ctime_nsec() as u64]
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, part| (sum ^ part).wrapping_mul(0x0100_0000_01b3).rotate_left(23))
}

#[cfg(not(unix))]
fn stamp(meta: &Metadata) -> u64 {
    let modified = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    modified.map_or(0, |since| since.as_nanos() as u64)
}

fn node_of(meta: &Metadata) -> Node {
    let kind = meta.file_type();
    if kind.is_file() {
        Node::File { len: meta.len(), stamp: stamp(meta) }
    } else if kind.is_dir() {
        Node::Folder
    } else {
        Node::Other
    }
}

fn gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

impl Files for RealFiles {
    fn list(&self, folder: &Path) -> Result<Vec<Listed>, FileError> {
        let fail = |e| FileError::new(folder, Doing::List, e);
        let mut out = Vec::new();
        for entry in fs::read_dir(folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            match entry.metadata() {
                Ok(meta) => out.push(Listed { name: entry.file_name(), node: node_of(&meta) }),
                Err(e) if gone(&e) => {}
                Err(e) => return Err(FileError::new(&entry.path(), Doing::List, e)),
            }
        }
        Ok(out)
    }

    fn node(&self, path: &Path) -> Result<Option<Node>, FileError> {
        match fs::symlink_metadata(path) {
            Ok(meta) => Ok(Some(node_of(&meta))),
            Err(e) if gone(&e) => Ok(None),
            Err(e) => Err(FileError::new(path, Doing::List, e)),
        }
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let reader = self.reader(path)?;
        let (answer, wait) = mpsc::channel();
        let late = || FileError::new(path, Doing::Read, io::Error::new(io::ErrorKind::TimedOut, "it does not answer in time"));
        reader.jobs.send((path.to_owned(), limit, answer)).map_err(|_| late())?;
        match wait.recv_timeout(self.patience) {
            Ok(result) => {
                lock(&self.idle).push(reader);
                result
            }
            Err(_) => {
                lock(&self.stuck).push(reader.alive.clone());
                Err(late())
            }
        }
    }

    fn create_folder(&self, path: &Path) -> Result<(), FileError> {
        match fs::create_dir(path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other.map_err(|e| FileError::new(path, Doing::CreateFolder, e)),
        }
    }

    fn write_temporary(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let fail = |e| FileError::new(path, Doing::Write, e);
        // A new file always: what stood there, a planted symlink too, is unlinked and not followed.
        match fs::remove_file(path) {
            Err(e) if !gone(&e) => return Err(fail(e)),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(fail)?;
        file.write_all(bytes).map_err(fail)?;
        file.sync_all().map_err(|e| FileError::new(path, Doing::Sync, e))
    }

    fn write_many(&self, batch: &[(PathBuf, &[u8])]) -> Vec<Result<(), FileError>> {
        let share = batch.len().div_ceil(WRITERS).max(1);
        thread::scope(|scope| {
            let one = |part: &[(PathBuf, &[u8])]| part.iter().map(|(path, bytes)| self.write_temporary(path, bytes)).collect::<Vec<_>>();
            let threads: Vec<_> = batch.chunks(share).map(|part| (part, scope.spawn(move || one(part)))).collect();
            let lost = |path: &PathBuf| Err(FileError::new(path, Doing::Write, io::Error::other("the writing thread ended early")));
            threads
                .into_iter()
                .flat_map(|(part, handle)| handle.join().unwrap_or_else(|_| part.iter().map(|(path, _)| lost(path)).collect()))
                .collect()
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        fs::rename(from, to).map_err(|e| FileError::new(to, Doing::Rename, e))
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> Result<(), FileError> {
        match File::open(folder).and_then(|handle| handle.sync_all()) {
            // Some network file systems cannot flush a folder; there is nothing more to be done there.
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other.map_err(|e| FileError::new(folder, Doing::Sync, e)),
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> Result<(), FileError> {
        // Folders cannot be flushed here; the rename is journalled by the file system.
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        match fs::remove_file(path) {
            Err(e) if !gone(&e) => Err(FileError::new(path, Doing::Remove, e)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Trouble;
    use std::sync::{Condvar, LazyLock};

    static OPEN: LazyLock<(Mutex<bool>, Condvar)> = LazyLock::new(Default::default);

    /// A cloud placeholder: reading hangs until the gate is opened.
    fn hangs(path: &Path, _: u64) -> Answer {
        if path.ends_with("placeholder") {
            let (gate, opened) = &*OPEN;
            let mut open = lock(gate);
            while !*open {
                open = opened.wait(open).unwrap();
            }
        }
        Ok(b"here".to_vec())
    }

    #[test]
    fn a_read_that_hangs_holds_up_nothing_else() {
        let files = RealFiles { read: hangs, ..RealFiles::new(Duration::from_millis(20)) };
        let placeholder = Path::new("placeholder");
        for _ in 0..MOST_STUCK + 2 {
            let error = files.read(placeholder, 10).unwrap_err();
            assert_eq!(error.trouble(), Trouble::Passing, "{error}");
        }
        assert_eq!(lock(&files.stuck).len(), MOST_STUCK, "no thread is added for ever");
        *lock(&OPEN.0) = true;
        OPEN.1.notify_all();
        // The threads end by themselves; then reading goes on.
        while files.read(placeholder, 10).is_err() {
            thread::yield_now();
        }
        assert_eq!(files.read(Path::new("other"), 10).unwrap(), b"here");
    }
}
