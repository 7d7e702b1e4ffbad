//! A draft written again from its acts, for looking at its past. A replay is a copy to read from: it never gets a
//! peer, and what it holds goes nowhere.

use super::{Authors, Draft, DraftError, DraftParagraph, update_meta, walled_in};

/// A draft that is being written again.
#[derive(Debug)]
pub struct Replay(Draft);

impl Replay {
    /// From a start: an empty draft, or that of a working copy.
    pub fn from(start: Draft) -> Replay {
        Replay(start)
    }

    /// Takes up an update whose operations all belong to peers that `allowed` accepts. What it builds on has to be
    /// there: where that is missing its words show when it comes. An update that is refused ends the replay; it is to
    /// be begun again without.
    pub fn take(self, update: &[u8], allowed: &dyn Fn(u64) -> bool) -> Result<Replay, DraftError> {
        let meta = update_meta(update)?;
        if let Some(foreign) = meta.partial_end_vv.keys().find(|peer| !allowed(**peer)) {
            return Err(DraftError::ForeignPeer(*foreign));
        }
        let (doc, ()) = walled_in(self.0.doc, |doc| doc.import(update).map(|_| ()).map_err(|e| DraftError::Damaged(e.to_string())))?;
        Ok(Replay(Draft { doc, shadow: None, writable: false }))
    }

    /// The visible paragraphs now.
    pub fn paragraphs(&self) -> Vec<DraftParagraph> {
        self.0.paragraphs()
    }
}

impl Replay {
    /// Who wrote each character of each visible paragraph, in one pass.
    pub fn authors(&self) -> Vec<Authors> {
        self.0.authors()
    }
}
