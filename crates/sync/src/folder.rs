//! One group's place in a shared folder, and the conditions in which that place may be found.
//!
//! It must never make the group's folder by itself: where it is gone, the disk may be unmounted, the wrong
//! stick may be in, or the sharing service may not have started; somebody who sees this decides.

use crate::{
    files::{FileError, Files, Node, Trouble},
    index::Index,
    names,
    scan::Change,
};
use qalam_model::ids::{DeviceId, GroupId};
use std::path::{Path, PathBuf};

/// Why a folder cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The shared folder itself is not there.
    #[error("the folder {} is not there", path.display())]
    Missing {
        /// The shared folder.
        path: PathBuf,
    },
    /// It is there and holds nothing of this group.
    #[error("the folder {} holds nothing of this group; it may be empty or not mounted", path.display())]
    Empty {
        /// The shared folder.
        path: PathBuf,
    },
    /// It holds other groups, and not this one.
    #[error("the folder {} belongs to another group", path.display())]
    ForeignGroup {
        /// The shared folder.
        path: PathBuf,
        /// The groups that it holds.
        found: Vec<GroupId>,
    },
    /// It can be read and not written.
    #[error("nothing can be written to {}", path.display())]
    ReadOnly {
        /// What could not be written.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("there is no room left for {}", path.display())]
    Full {
        /// What could not be written.
        path: PathBuf,
    },
    /// Anything else that the system says.
    #[error(transparent)]
    Io(FileError),
}

impl FolderError {
    /// A stable name for the condition.
    pub fn code(&self) -> &'static str {
        match self {
            FolderError::Missing { .. } => "folder_missing",
            FolderError::Empty { .. } => "folder_empty",
            FolderError::ForeignGroup { .. } => "folder_foreign_group",
            FolderError::ReadOnly { .. } => "folder_read_only",
            FolderError::Full { .. } => "folder_full",
            FolderError::Io(_) => "folder_io",
        }
    }

    /// The path that it is about.
    pub fn path(&self) -> &Path {
        match self {
            FolderError::Missing { path }
            | FolderError::Empty { path }
            | FolderError::ForeignGroup { path, .. }
            | FolderError::ReadOnly { path }
            | FolderError::Full { path } => path,
            FolderError::Io(error) => &error.path,
        }
    }
}

impl From<FileError> for FolderError {
    fn from(error: FileError) -> Self {
        match error.trouble() {
            Trouble::Denied => FolderError::ReadOnly { path: error.path },
            Trouble::Full => FolderError::Full { path: error.path },
            _ => FolderError::Io(error),
        }
    }
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest file that is read, in bytes.
    pub file: u64,
    /// After how many bytes of new files one look ends, so that memory stays bounded.
    pub pass: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file: qalam_seal::header::MAX_FILE, pass: 64 * 1024 * 1024 }
    }
}

/// One group's place in a shared folder, as one device sees it.
#[derive(Debug)]
pub struct Folder<F> {
    pub(crate) files: F,
    pub(crate) root: PathBuf,
    pub(crate) group: GroupId,
    pub(crate) me: DeviceId,
    pub(crate) limits: Limits,
    pub(crate) index: Index,
    pub(crate) pending: Vec<Change>,
    pub(crate) leftovers: Vec<PathBuf>,
}

impl<F: Files> Folder<F> {
    /// The place of `group` in the shared folder `root`. Nothing is touched yet.
    pub fn new(files: F, root: impl Into<PathBuf>, group: GroupId, me: DeviceId) -> Folder<F> {
        let (limits, index) = (Limits::default(), Index::default());
        Folder { files, root: root.into(), group, me, limits, index, pending: Vec::new(), leftovers: Vec::new() }
    }

    /// With other limits.
    pub fn with_limits(mut self, limits: Limits) -> Folder<F> {
        self.limits = limits;
        self
    }

    /// With what an earlier run had found.
    pub fn with_index(mut self, index: Index) -> Folder<F> {
        self.index = index;
        self
    }

    /// What was found so far, for the vault to keep.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The shared folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The group.
    pub fn group(&self) -> GroupId {
        self.group
    }

    /// The group's folder in it.
    pub fn path(&self) -> PathBuf {
        self.root.join(names::group_folder(&self.group))
    }

    /// The folders to be watched. They do not watch one another's content.
    pub fn watched(&self) -> [PathBuf; 2] {
        [self.path(), self.path().join(names::SEEN)]
    }

    /// Whether the group's folder is there.
    ///
    /// # Errors
    /// [`FolderError::Missing`], [`FolderError::Empty`], [`FolderError::ForeignGroup`], or what the system says.
    pub fn check(&self) -> Result<(), FolderError> {
        let root = || self.root.clone();
        // A symlink or a file under the group's name is nothing that we would follow or replace.
        if self.files.node(&self.path())? == Some(Node::Folder) {
            return Ok(());
        }
        let listed = match self.files.list(&self.root) {
            Err(error) if error.trouble() == Trouble::Missing => return Err(FolderError::Missing { path: root() }),
            other => other?,
        };
        let folders = listed.iter().filter(|one| one.node == Node::Folder);
        let mut found: Vec<_> = folders.filter_map(|one| names::group_of_folder(one.name.to_str()?)).collect();
        found.sort_unstable();
        if found.is_empty() { Err(FolderError::Empty { path: root() }) } else { Err(FolderError::ForeignGroup { path: root(), found }) }
    }

    /// Makes the group's folder in a shared folder that is there, with a page for people beside it. To be
    /// called where somebody asked for it: a new group, joining, putting everything back.
    ///
    /// # Errors
    /// [`FolderError::Missing`] where the shared folder itself is not there, or what the system says.
    pub fn create(&mut self, readme: &str) -> Result<(), FolderError> {
        if self.files.node(&self.root)? != Some(Node::Folder) {
            return Err(FolderError::Missing { path: self.root.clone() });
        }
        self.watched().iter().try_for_each(|folder| self.files.create_folder(folder))?;
        let page = self.root.join(names::README);
        if self.files.node(&page)?.is_none() {
            let temporary = self.root.join(format!("{}readme.tmp", names::temporary_prefix(&self.me)));
            self.files.write_temporary(&temporary, readme.as_bytes())?;
            self.files.rename(&temporary, &page)?;
        }
        self.files.sync_folder(&self.path())?;
        self.files.sync_folder(&self.root)?;
        Ok(())
    }
}
