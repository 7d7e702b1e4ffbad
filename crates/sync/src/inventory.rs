//! What the vault holds and what the folder holds, as planning sees it: content ids and clear headers.

use qalam_model::ids::DeviceId;
use qalam_seal::header::{Header, content_id};
use std::{collections::BTreeMap, fmt, path::PathBuf};

/// A file, by the SHA-256 of its exact bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub [u8; 32]);

impl ContentId {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> ContentId {
        ContentId(content_id(bytes))
    }
}

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentId({})", hex::encode(&self.0[..4]))
    }
}

/// How a file that this laptop has seen stands in its vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its bytes are in the vault.
    Held,
    /// It was superseded or has served its purpose. It is known, never put back, and its bytes may be gone.
    Retired,
    /// It was judged and put aside: no member's, or not what its header says. Never put back.
    Refused,
}

/// One file in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its clear header.
    pub header: Header,
    /// How it stands.
    pub standing: Standing,
    /// Whether this laptop once put it into the group's folder, or found it there.
    pub sent: bool,
}

/// Every file that this laptop knows of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    files: BTreeMap<ContentId, Held>,
}

impl Inventory {
    /// Nothing yet.
    pub fn new() -> Inventory {
        Inventory::default()
    }

    /// Adds or changes a file.
    pub fn insert(&mut self, id: ContentId, held: Held) {
        self.files.insert(id, held);
    }

    /// Adds a file that arrived or was made here, as held.
    pub fn hold(&mut self, id: ContentId, header: Header, sent: bool) {
        self.insert(id, Held { header, standing: Standing::Held, sent });
    }

    /// Changes how a known file stands.
    pub fn set(&mut self, id: &ContentId, standing: Standing) {
        if let Some(held) = self.files.get_mut(id) {
            held.standing = standing;
        }
    }

    /// Notes that a file is in the group's folder.
    pub fn mark_sent(&mut self, id: &ContentId) {
        if let Some(held) = self.files.get_mut(id) {
            held.sent = true;
        }
    }

    /// A known file.
    pub fn get(&self, id: &ContentId) -> Option<&Held> {
        self.files.get(id)
    }

    /// Whether the file is known, however it stands.
    pub fn knows(&self, id: &ContentId) -> bool {
        self.files.contains_key(id)
    }

    /// All, in the order of content ids.
    pub fn iter(&self) -> impl Iterator<Item = (&ContentId, &Held)> {
        self.files.iter()
    }

    /// The held files of one device.
    pub fn held_by(&self, device: DeviceId) -> impl Iterator<Item = (&ContentId, &Header)> {
        self.held().filter(move |(_, header)| header.device == device)
    }

    /// The held files.
    pub fn held(&self) -> impl Iterator<Item = (&ContentId, &Header)> {
        self.files.iter().filter(|(_, held)| held.standing == Standing::Held).map(|(id, held)| (id, &held.header))
    }
}

impl FromIterator<(ContentId, Held)> for Inventory {
    fn from_iter<I: IntoIterator<Item = (ContentId, Held)>>(files: I) -> Self {
        Inventory { files: files.into_iter().collect() }
    }
}

/// What a folder holds: whole files whose signatures hold, each with the places where it lies, relative to the group's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Present {
    files: BTreeMap<ContentId, (Header, Vec<PathBuf>)>,
}

impl Present {
    /// Notes a file at a place.
    pub fn add(&mut self, id: ContentId, header: Header, place: PathBuf) {
        self.files.entry(id).or_insert_with(|| (header, Vec::new())).1.push(place);
    }

    /// Whether the file is there, under whatever name.
    pub fn has(&self, id: &ContentId) -> bool {
        self.files.contains_key(id)
    }

    /// The places where a file lies.
    pub fn places(&self, id: &ContentId) -> &[PathBuf] {
        self.files.get(id).map_or(&[], |(_, places)| places)
    }

    /// All, in the order of content ids.
    pub fn iter(&self) -> impl Iterator<Item = (&ContentId, &Header)> {
        self.files.iter().map(|(id, (header, _))| (id, header))
    }

    /// How many different files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
