//! Who writes: peers; and the frozen start of a working copy. What is written here may never change, since two
//! laptops that make the start apart must get the same operations.

use super::{
    Draft, DraftError,
    attributes::Attribute,
    brackets::behind_value,
    edit::{attribute_values, mark_spans},
    layout::{START, sixteen},
    new_doc,
    table_edit::shape_values,
};
use crate::{
    ids::{CircleId, DeviceId, PaperId, RevisionId, hash},
    paper::Paragraph,
    text::SignKind,
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
        mark_spans(&text, at + 1, &p.text)?;
        for (name, value) in attribute_values(p, true) {
            attributes.insert(&format!("{key}/{}", name.name()), value)?;
        }
        write_signs(&draft, at + 1, p)?;
        if let Some(table) = &p.table {
            if table.head != 1 {
                attributes.insert(&format!("{key}/head"), table.head.to_string())?;
            }
            for (name, value) in shape_values(table) {
                attributes.insert(&format!("{key}/{name}"), value)?;
            }
        }
        at += p.text.len() as usize + 2;
    }
    draft.doc.commit();
    Ok(draft)
}

/// Links and signs of the words that begin at `at`.
fn write_signs(draft: &Draft, at: usize, p: &Paragraph) -> Result<(), DraftError> {
    if p.text.is_plain_of_signs() {
        return Ok(());
    }
    let text = draft.text();
    for link in &p.text.links {
        text.mark(at + link.start as usize..at + link.end as usize, "link", link.href.as_str())?;
    }
    let pairs = crate::bracket::brackets(&p.text).pairs;
    for sign in &p.text.signs {
        let place = at + sign.at as usize;
        match &sign.sign {
            SignKind::Note(id) => text.mark(place..place + 1, "note", id.to_string())?,
            SignKind::Reference(id) => text.mark(place..place + 1, "ref", id.to_string())?,
            SignKind::Literal => text.mark(place..place + 1, "literal", true)?,
            SignKind::Behind(who) => {
                let Some(pair) = pairs.iter().find(|pair| pair.open == sign.at) else { continue };
                let id = sixteen(&format!("qalam bracket {} {}", p.id, sign.at));
                for end in [pair.open, pair.close] {
                    let end = at + end as usize;
                    text.mark(end..end + 1, "bracket", id.as_str())?;
                }
                draft.set(&id, Attribute::Behind, &behind_value(who))?;
            }
        }
    }
    Ok(())
}
