//! Looking at what stands in a group's folder: names are listed, what is new is read and checked from outside.
//!
//! A file is taken for what its content says. It must never be opened if it is no plain file or longer than
//! the limit, and nothing that is found here ever leads to something being deleted in the vault.

use crate::{
    files::{FileError, Files, Listed, Node, Trouble},
    folder::{Folder, FolderError},
    index::{Found, Index, Verdict},
    inventory::{ContentId, Inventory, Present},
    names,
};
use qalam_model::ids::GroupId;
use qalam_seal::header::{Header, HeaderError, verify};
use std::path::{Path, PathBuf};

/// How often a file that is not whole is read again although it looks unchanged.
const LOOKS: u8 = 5;
/// Zero bytes at the end of a file that was given its length before its content.
const UNWRITTEN: usize = 32;

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// List names; read what is new or looks touched.
    New,
    /// Read everything again.
    Full,
}

/// A file that the vault does not know, whole and with a signature that holds. Whether its device is a
/// member's, and whether the body is what the header says, is for the vault's owner to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its content.
    pub id: ContentId,
    /// Its clear header.
    pub header: Header,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// Where it lies.
    pub path: PathBuf,
}

/// Why a file was put aside. It stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Its signature does not hold, or its header contradicts itself.
    #[error("{0}")]
    Damaged(HeaderError),
    /// Made by a newer version.
    #[error("{0}")]
    Newer(HeaderError),
    /// It is whole and belongs to another group.
    #[error("the file belongs to another group, {}", .0.short())]
    OtherGroup(GroupId),
    /// Longer than any file that is read.
    #[error("the file has {len} bytes, at most {limit} are read")]
    TooBig {
        /// Its length.
        len: u64,
        /// The longest that is read.
        limit: u64,
    },
    /// A symlink, a pipe or a device.
    #[error("it is not a plain file")]
    NotAFile,
}

impl Why {
    /// A stable name, for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Why::Damaged(_) => "damaged",
            Why::Newer(_) => "newer",
            Why::OtherGroup(_) => "other-group",
            Why::TooBig { .. } => "too-big",
            Why::NotAFile => "no-file",
        }
    }
}

/// A file that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it lies.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
}

/// Something that happened to a file which this laptop had found in the folder before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It lies nowhere any more.
    Vanished {
        /// What is gone.
        id: ContentId,
        /// Where it was.
        path: PathBuf,
    },
    /// Other bytes stand in its place, and it lies nowhere else.
    Altered {
        /// What is gone.
        id: ContentId,
        /// Where it was.
        path: PathBuf,
    },
}

impl Change {
    /// The file that is gone.
    pub fn id(&self) -> ContentId {
        match self {
            Change::Vanished { id, .. } | Change::Altered { id, .. } => *id,
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Scan {
    /// New files with their bytes, each content once.
    pub arrived: Vec<Arrived>,
    /// All whole files, the new ones included.
    pub present: Present,
    /// The look ended early because a pass is bounded; take what arrived and look again before planning.
    pub more: bool,
    /// Files that seem to be on their way, to be waited for quietly.
    pub arriving: Vec<PathBuf>,
    /// Files that were put aside.
    pub aside: Vec<Aside>,
    /// How many files are other programs'.
    pub foreign: usize,
    /// What could not be read just now.
    pub unread: Vec<FileError>,
    /// What happened to files that had been there. Empty as long as there is `more`.
    pub changes: Vec<Change>,
}

impl<F: Files> Folder<F> {
    /// Looks at the folder. Reads nothing but names where nothing changed since the last look, and writes nothing.
    ///
    /// # Errors
    /// Where the group's folder is not there or cannot be listed; a single file that cannot be read is no error.
    pub fn scan(&mut self, known: &Inventory, depth: Depth) -> Result<Scan, FolderError> {
        self.check()?;
        let old = std::mem::take(&mut self.index);
        let listed = match self.list_all() {
            Ok(listed) => listed,
            Err(error) => {
                self.index = old;
                return Err(error);
            }
        };
        let mut look = Look {
            folder: self,
            known,
            depth,
            old: &old,
            scan: Scan::default(),
            new: Index::default(),
            left: self.limits.pass,
            leftovers: Vec::new(),
        };
        for (place, node) in listed {
            look.place(place, node);
        }
        let (mut scan, new, leftovers) = (look.scan, look.new, look.leftovers);
        self.pending.extend(gone(&self.path(), &old, &new));
        self.index = new;
        self.leftovers = leftovers;
        if !scan.more {
            scan.changes = std::mem::take(&mut self.pending);
            scan.changes.retain(|change| !scan.present.has(&change.id()));
        }
        Ok(scan)
    }

    /// Every name in the group's folder and in its folder of 'seen' files.
    fn list_all(&self) -> Result<Vec<(PathBuf, Node)>, FolderError> {
        let top = self.files.list(&self.path())?;
        let seen = top.iter().any(|one| one.name == names::SEEN && one.node == Node::Folder);
        let place = |folder: &'static str| move |one: Listed| (Path::new(folder).join(one.name), one.node);
        let mut all: Vec<_> = top.into_iter().map(place("")).collect();
        if seen {
            match self.files.list(&self.path().join(names::SEEN)) {
                Err(error) if error.trouble() == Trouble::Missing => {}
                other => all.extend(other?.into_iter().map(place(names::SEEN))),
            }
        }
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(all)
    }
}

/// What stood at a place and stands there no more.
fn gone(folder: &Path, old: &Index, new: &Index) -> Vec<Change> {
    let lost = old.places.iter().filter_map(|(place, was)| {
        let Verdict::Sealed(id, _) = was.verdict else { return None };
        let path = folder.join(place);
        match new.places.get(place).map(|now| &now.verdict) {
            Some(Verdict::Sealed(now, _)) if *now == id => None,
            Some(_) => Some(Change::Altered { id, path }),
            None => Some(Change::Vanished { id, path }),
        }
    });
    lost.collect()
}

/// One look, in the making.
struct Look<'a, F> {
    folder: &'a Folder<F>,
    known: &'a Inventory,
    depth: Depth,
    old: &'a Index,
    scan: Scan,
    new: Index,
    left: u64,
    leftovers: Vec<PathBuf>,
}

impl<F: Files> Look<'_, F> {
    fn place(&mut self, place: PathBuf, node: Node) {
        let path = self.folder.path().join(&place);
        let (len, stamp) = match node {
            // Other programs keep folders of their own here; they are left alone and not entered.
            Node::Folder => return,
            Node::Other => return self.scan.aside.push(Aside { path, why: Why::NotAFile }),
            Node::File { len, stamp } => (len, stamp),
        };
        if self.own_temporary(&place) {
            return self.leftovers.push(path);
        }
        let limit = self.folder.limits.file;
        if len > limit {
            return self.scan.aside.push(Aside { path, why: Why::TooBig { len, limit } });
        }
        let was = self.old.places.get(&place);
        if let Some(found) = was.filter(|was| was.unchanged(node)).and_then(|was| self.remembered(was)) {
            return self.note(place, path, found, None);
        }
        if self.left == 0 {
            self.scan.more = true;
            return;
        }
        match self.folder.files.read(&path, limit) {
            Ok(bytes) => {
                let looks = was.filter(|was| was.unchanged(node)).map_or(0, |was| was.looks.saturating_add(1));
                let found = Found { len, stamp, verdict: self.judge(&bytes), looks };
                self.note(place, path, found, Some(bytes));
            }
            Err(error) => self.unread(place, path, was, error),
        }
    }

    fn own_temporary(&self, place: &Path) -> bool {
        let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(&names::temporary_prefix(&self.folder.me)) && name.ends_with(".tmp")
    }

    /// What is known of an untouched file without reading it again.
    fn remembered(&self, was: &Found) -> Option<Found> {
        if self.depth == Depth::Full {
            return None;
        }
        let verdict = match &was.verdict {
            Verdict::Sealed(id, _) => Verdict::Sealed(*id, Some(self.known.get(id)?.header)),
            Verdict::Foreign => Verdict::Foreign,
            Verdict::Arriving | Verdict::Aside(_) if was.looks < LOOKS => return None,
            other => other.clone(),
        };
        Some(Found { verdict, ..was.clone() })
    }

    fn judge(&self, bytes: &[u8]) -> Verdict {
        match verify(bytes) {
            Ok(whole) if whole.header.group == self.folder.group => Verdict::Sealed(ContentId::of(bytes), Some(whole.header)),
            Ok(whole) => Verdict::Aside(Why::OtherGroup(whole.header.group)),
            Err(HeaderError::NotQalam) => Verdict::Foreign,
            Err(error) if error.may_still_arrive() => Verdict::Arriving,
            Err(HeaderError::BadSignature) if bytes.iter().rev().take(UNWRITTEN).all(|byte| *byte == 0) => Verdict::Arriving,
            Err(error) if error.from_newer_version() => Verdict::Aside(Why::Newer(error)),
            Err(error) => Verdict::Aside(Why::Damaged(error)),
        }
    }

    fn note(&mut self, place: PathBuf, path: PathBuf, found: Found, bytes: Option<Vec<u8>>) {
        match &found.verdict {
            Verdict::Sealed(id, Some(header)) => {
                if let Some(bytes) = bytes.filter(|_| !self.known.knows(id) && !self.scan.present.has(id)) {
                    self.left = self.left.saturating_sub(bytes.len() as u64);
                    self.scan.arrived.push(Arrived { id: *id, header: *header, bytes, path });
                }
                self.scan.present.add(*id, *header, place.clone());
            }
            // Only a stored index lacks the header, and what it tells was read again or joined with the vault's.
            Verdict::Sealed(_, None) => {}
            Verdict::Arriving => self.scan.arriving.push(path),
            Verdict::Foreign => self.scan.foreign += 1,
            Verdict::Aside(why) => self.scan.aside.push(Aside { path, why: why.clone() }),
        }
        self.new.places.insert(place, found);
    }

    /// A file that cannot be read just now is what it was, if it was something.
    fn unread(&mut self, place: PathBuf, path: PathBuf, was: Option<&Found>, error: FileError) {
        match error.trouble() {
            Trouble::Missing => return,
            Trouble::NotPlain => return self.scan.aside.push(Aside { path, why: Why::NotAFile }),
            _ => self.scan.unread.push(error),
        }
        if let Some(was) = was {
            if let Verdict::Sealed(id, header) = was.verdict
                && let Some(header) = header.or(self.known.get(&id).map(|held| held.header))
            {
                self.scan.present.add(id, header, place.clone());
            }
            // Without its length and stamp it is read again as soon as that goes.
            self.new.places.insert(place, Found { len: u64::MAX, stamp: 0, ..was.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_the_file_that_is_gone() {
        let found = |byte| Found { len: 1, stamp: 1, verdict: Verdict::Sealed(ContentId([byte; 32]), None), looks: 0 };
        let index =
            |places: &[(&str, u8)]| Index { places: places.iter().map(|(place, byte)| (PathBuf::from(place), found(*byte))).collect() };
        let changes = gone(Path::new("/f"), &index(&[("a", 1), ("b", 2), ("c", 3)]), &index(&[("a", 1), ("b", 9)]));
        let expected = [
            Change::Altered { id: ContentId([2; 32]), path: "/f/b".into() },
            Change::Vanished { id: ContentId([3; 32]), path: "/f/c".into() },
        ];
        assert_eq!(changes, expected);
        assert_eq!(changes[0].id(), ContentId([2; 32]));
    }
}
