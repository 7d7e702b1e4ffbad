//! The file system as this crate needs it, handed in so that tests can break it at will.
//!
//! An implementation must never follow a symlink, open anything but a plain file, or lose the path from an
//! error. Paths are joined by this crate from names that it made or listed, never from inside a file.

use std::{
    ffi::OsString,
    fmt, io,
    path::{Path, PathBuf},
};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// A plain file.
    File {
        /// Bytes.
        len: u64,
        /// Differs when the file was probably touched. Only ever a reason to look again; equal stamps prove nothing.
        stamp: u64,
    },
    /// A folder.
    Folder,
    /// A symlink, a pipe, a device: never opened.
    Other,
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The name.
    pub name: OsString,
    /// What it is.
    pub node: Node,
}

/// What was being done when a file error came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Listing a folder or asking what stands at a path.
    List,
    /// Reading.
    Read,
    /// Making a folder.
    CreateFolder,
    /// Writing a temporary file.
    Write,
    /// Giving a temporary file its name.
    Rename,
    /// Waiting until it is on the disk.
    Sync,
    /// Removing.
    Remove,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Doing::List => "list",
            Doing::Read => "read",
            Doing::CreateFolder => "create the folder",
            Doing::Write => "write",
            Doing::Rename => "rename",
            Doing::Sync => "flush",
            Doing::Remove => "remove",
        })
    }
}

/// What a file error means for the one who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing is there.
    Missing,
    /// Read-only, or no permission.
    Denied,
    /// The disk or the quota is full.
    Full,
    /// Busy, interrupted, a passing device error: worth another try.
    Passing,
    /// Not a plain file.
    NotPlain,
    /// More bytes than the limit.
    TooLong,
    /// Anything else.
    Other,
}

/// A failed operation on one path.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {source}", path.display())]
pub struct FileError {
    /// Where.
    pub path: PathBuf,
    /// What was tried.
    pub doing: Doing,
    /// What the system said.
    pub source: io::Error,
}

/// EIO on Linux, macOS and the BSDs; the standard library has no name for it.
const EIO: i32 = 5;

impl FileError {
    /// An error of `doing` at `path`.
    pub fn new(path: &Path, doing: Doing, source: io::Error) -> FileError {
        FileError { path: path.to_owned(), doing, source }
    }

    /// What it means.
    pub fn trouble(&self) -> Trouble {
        use io::ErrorKind as K;
        match self.source.kind() {
            K::NotFound => Trouble::Missing,
            // A file that another program holds open cannot be replaced on Windows; it says 'denied'.
            K::PermissionDenied if cfg!(windows) && self.doing == Doing::Rename => Trouble::Passing,
            K::PermissionDenied | K::ReadOnlyFilesystem => Trouble::Denied,
            K::StorageFull | K::QuotaExceeded => Trouble::Full,
            K::ResourceBusy | K::Deadlock | K::Interrupted | K::TimedOut | K::WouldBlock | K::StaleNetworkFileHandle => Trouble::Passing,
            K::ExecutableFileBusy => Trouble::Passing,
            K::InvalidInput => Trouble::NotPlain,
            K::FileTooLarge => Trouble::TooLong,
            _ if cfg!(unix) && self.source.raw_os_error() == Some(EIO) => Trouble::Passing,
            _ => Trouble::Other,
        }
    }
}

/// The file system.
pub trait Files: Send + Sync {
    /// The names in a folder, in any order. Names that vanish meanwhile are left out.
    ///
    /// # Errors
    /// With the path; [`Trouble::Missing`] where there is no such folder.
    fn list(&self, folder: &Path) -> Result<Vec<Listed>, FileError>;

    /// What stands at a path, not following a symlink.
    ///
    /// # Errors
    /// With the path; that nothing is there is no error.
    fn node(&self, path: &Path) -> Result<Option<Node>, FileError>;

    /// The bytes of a plain file.
    ///
    /// # Errors
    /// With the path; [`Trouble::TooLong`] above `limit` bytes, [`Trouble::NotPlain`] where it is no plain file.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError>;

    /// Makes one folder in an existing one; that it is there already is no error.
    ///
    /// # Errors
    /// With the path.
    fn create_folder(&self, path: &Path) -> Result<(), FileError>;

    /// Writes a new file and waits until its bytes are on the disk. Replaces what stood there, not following a symlink.
    ///
    /// # Errors
    /// With the path. A part of the file may have been written.
    fn write_temporary(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError>;

    /// [`Files::write_temporary`] for many files, whose waits may overlap. One result for each, in order.
    fn write_many(&self, batch: &[(PathBuf, &[u8])]) -> Vec<Result<(), FileError>> {
        batch.iter().map(|(path, bytes)| self.write_temporary(path, bytes)).collect()
    }

    /// Gives a file its final name, replacing a plain file that has it.
    ///
    /// # Errors
    /// With the path of the final name.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError>;

    /// Waits until the names in a folder are on the disk, where the system can do that.
    ///
    /// # Errors
    /// With the path.
    fn sync_folder(&self, folder: &Path) -> Result<(), FileError>;

    /// Removes a file; that it is gone already is no error.
    ///
    /// # Errors
    /// With the path.
    fn remove(&self, path: &Path) -> Result<(), FileError>;
}

impl<F: Files + ?Sized> Files for std::sync::Arc<F> {
    fn list(&self, folder: &Path) -> Result<Vec<Listed>, FileError> {
        (**self).list(folder)
    }
    fn node(&self, path: &Path) -> Result<Option<Node>, FileError> {
        (**self).node(path)
    }
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        (**self).read(path, limit)
    }
    fn create_folder(&self, path: &Path) -> Result<(), FileError> {
        (**self).create_folder(path)
    }
    fn write_temporary(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        (**self).write_temporary(path, bytes)
    }
    fn write_many(&self, batch: &[(PathBuf, &[u8])]) -> Vec<Result<(), FileError>> {
        (**self).write_many(batch)
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        (**self).rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> Result<(), FileError> {
        (**self).sync_folder(folder)
    }
    fn remove(&self, path: &Path) -> Result<(), FileError> {
        (**self).remove(path)
    }
}
