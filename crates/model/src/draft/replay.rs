//! A draft written again from its acts, for looking at its past. A replay is a copy to read from: it never gets a
//! peer, and what it holds goes nowhere.

use super::{Draft, DraftError, DraftParagraph, update_meta, walled_in};
use crate::ids::ParagraphId;

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

    /// What has been taken up, as [`Draft::version`] says it.
    pub fn version(&self) -> Vec<u8> {
        self.0.version()
    }
}

/// Who wrote the words of one visible paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authors {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// In order and without gaps.
    pub runs: Vec<AuthorRun>,
}

/// Code points `start..end` were written by one peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorRun {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The peer: [`super::peer_id`] or [`super::start_peer`].
    pub peer: u64,
}

impl Replay {
    /// Who wrote each character of each visible paragraph, in one pass.
    pub fn authors(&self) -> Vec<Authors> {
        let (layout, text) = (self.0.layout(), self.0.text());
        let mut stretches: Vec<(usize, u64)> = Vec::new();
        let mut ends = Vec::new();
        let mut at = 0;
        text.iter(|piece| {
            at += piece.chars().count();
            ends.push(at);
            true
        });
        let mut start = 0;
        for end in ends.into_iter().filter(|end| *end > 0) {
            // What stands in one piece of the text engine was inserted by one peer, one behind the other.
            stretches.push((end, text.get_editor_at_unicode_pos(start).unwrap_or(0)));
            start = end;
        }
        let peer_at = |at: usize| stretches.get(stretches.partition_point(|(end, _)| *end <= at)).map_or(0, |s| s.1);
        let of_group = |group| {
            let wording = layout.wording(group);
            let mut runs: Vec<AuthorRun> = Vec::new();
            for i in 0..wording.len() {
                let peer = wording.ranges(i, i + 1).first().map_or(0, |r| peer_at(r.start));
                match runs.last_mut() {
                    Some(last) if last.peer == peer => last.end += 1,
                    _ => runs.push(AuthorRun { start: i as u32, end: i as u32 + 1, peer }),
                }
            }
            runs
        };
        layout.groups.iter().map(|g| Authors { paragraph: g.id, runs: of_group(g) }).collect()
    }
}
