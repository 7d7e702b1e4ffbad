//! Files beside the database: written whole or not at all, readable for their owner only; and the home's lock.

use crate::error::VaultError;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::Path,
};

/// No file beside the database is longer.
const MAX_FILE: u64 = 64 * 1024;

/// Makes an [`VaultError::Io`] that names the path.
pub(crate) fn io_error<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> VaultError + 'a {
    move |source| VaultError::Io { doing, path: path.to_owned(), source }
}

/// Reads a short file; none if it is not there.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error("read", path)(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_FILE).read_to_end(&mut bytes).map_err(io_error("read", path))?;
    Ok(Some(bytes))
}

/// Replaces a file: temporary name, fsync, rename, fsync of the directory. At every moment the old or the new one is there.
pub(crate) fn replace(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
    let path = dir.join(name);
    let temporary = dir.join(format!("{name}.tmp"));
    let mut file = private().create(true).truncate(true).write(true).open(&temporary).map_err(io_error("write", &temporary))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io_error("write", &temporary))?;
    drop(file);
    fs::rename(&temporary, &path).map_err(io_error("replace", &path))?;
    sync_dir(dir)
}

/// Makes the names in a directory durable.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), VaultError> {
    // Windows has no such call; renames there are durable with the file system's journal.
    if cfg!(unix) {
        File::open(dir).and_then(|dir| dir.sync_all()).map_err(io_error("write", dir))?;
    }
    Ok(())
}

/// Makes the directory of a new vault, for its owner only.
pub(crate) fn empty_dir(dir: &Path) -> Result<(), VaultError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(io_error("make", dir))?;
    let mut entries = fs::read_dir(dir).map_err(io_error("list", dir))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(VaultError::NotEmpty { path: dir.to_owned() }),
    }
}

/// Takes the home's lock; it is given back when the file is dropped, also by a kill.
pub(crate) fn lock(dir: &Path) -> Result<File, VaultError> {
    let path = dir.join("lock");
    let file = private().create(true).truncate(false).write(true).open(&path).map_err(io_error("lock", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse { path: dir.to_owned() }),
        Err(TryLockError::Error(error)) => Err(io_error("lock", &path)(error)),
    }
}

/// Makes an empty file for its owner only, so that SQLite finds it with these rights.
pub(crate) fn touch_private(path: &Path) -> Result<(), VaultError> {
    private().create_new(true).write(true).open(path).map(drop).map_err(io_error("write", path))
}

fn private() -> OpenOptions {
    #[allow(unused_mut)]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
