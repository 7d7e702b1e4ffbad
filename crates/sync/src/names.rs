//! Names that this crate gives to files. They carry no meaning: a reader must never decide anything by them.
//!
//! A name is derived from what the file is, so that two members who put back one file give it one name, and
//! whoever holds the file can tell that anything else under that name is damage.

use crate::inventory::ContentId;
use qalam_model::ids::{DeviceId, GroupId, hash16};
use qalam_seal::header::{FileKind, Header};
use std::path::PathBuf;

/// The folder for 'seen' files inside a group's folder.
pub const SEEN: &str = "seen";
/// The page for people beside the groups' folders.
pub const README: &str = "README.txt";

/// The `attempt`th name of a file, relative to the group's folder. The first is taken unless something that may not be replaced has it.
pub(crate) fn name(id: &ContentId, header: &Header, attempt: u32) -> PathBuf {
    let attempt = attempt.to_be_bytes();
    match header.kind {
        FileKind::Seen => {
            let name = hash16("qalam seen file name v1", &[&header.group.0, &header.device.0, &attempt]);
            PathBuf::from(SEEN).join(format!("{}.seen", hex::encode(name)))
        }
        FileKind::Segment | FileKind::Grant | FileKind::JoinRequest => {
            let name = hash16("qalam file name v1", &[&id.0, &attempt]);
            PathBuf::from(format!("{}.qalam", hex::encode(name)))
        }
    }
}

/// Begins the temporary names of one device, so that it may clear what a crash left of its own.
pub(crate) fn temporary_prefix(me: &DeviceId) -> String {
    format!(".qalam-{}-", hex::encode(&hash16("qalam temporary name v1", &[&me.0])[..6]))
}

/// The temporary name of a file while this device writes it.
pub(crate) fn temporary(me: &DeviceId, id: &ContentId) -> String {
    format!("{}{}.tmp", temporary_prefix(me), hex::encode(&id.0[..16]))
}

/// The folder of a group.
pub(crate) fn group_folder(group: &GroupId) -> String {
    group.to_string()
}

/// The group whose folder has this name.
pub(crate) fn group_of_folder(name: &str) -> Option<GroupId> {
    name.parse::<GroupId>().ok().filter(|group| group_folder(group) == name)
}
