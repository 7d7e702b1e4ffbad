//! Who writes: peers; and the frozen start of a working copy. What is written here may never change, since two
//! laptops that make the start apart must get the same operations.

use super::{
    Draft, DraftError,
    edit::{attribute_values, mark_spans},
    layout::START,
    new_doc,
};
use crate::{
    ids::{CircleId, DeviceId, PaperId, RevisionId, hash},
    paper::Paragraph,
};

const RESERVED: u64 = 1 << 63;

fn first_eight(bytes: &[u8; 32]) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    u64::from_be_bytes(eight)
}

/// The peer of one opening of a paper on a device. `nonce` is random and never used again.
pub fn peer_id(device: &DeviceId, paper: &PaperId, nonce: &[u8; 16]) -> u64 {
    let peer = first_eight(&hash("qalam draft peer v1", &[&device.0, &paper.0, nonce])) & !RESERVED;
    peer.max(1)
}

/// The reserved peer of a working copy's start. No device's peer can equal it.
pub fn start_peer(circle: &CircleId, revision: &RevisionId) -> u64 {
    let peer = first_eight(&hash("qalam draft start v1", &[&circle.0, &revision.0])) | RESERVED;
    // Loro keeps the highest number for itself.
    peer.min(u64::MAX - 1)
}

pub(super) fn start(circle: &CircleId, revision: &RevisionId, paragraphs: &[Paragraph]) -> Result<Draft, DraftError> {
    let doc = new_doc();
    doc.set_peer_id(start_peer(circle, revision))?;
    let draft = Draft { doc, shadow: None, writable: false };
    if paragraphs.is_empty() {
        return Ok(draft);
    }
    let mut whole = String::new();
    for p in paragraphs {
        whole.push(START);
        whole.push_str(&p.text.text);
        whole.push('\n');
    }
    let (text, attributes) = (draft.text(), draft.attributes());
    text.insert(0, &whole)?;
    let mut at = 0;
    for p in paragraphs {
        let key = p.id.to_string();
        text.mark(at..at + 1, super::layout::ID, key.as_str())?;
        mark_spans(&text, at + 1, &p.text.spans)?;
        for (name, value) in attribute_values(p, true) {
            attributes.insert(&format!("{key}/{name}"), value)?;
        }
        at += p.text.len() as usize + 2;
    }
    draft.doc.commit();
    Ok(draft)
}
