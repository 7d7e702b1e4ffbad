//! What a draft remembers: who wrote which characters, and how it read before. Never touches the open document.

use super::{Draft, DraftError, ExportMode, VersionVector, new_doc, read_version, walled_in};
use crate::ids::ParagraphId;
use loro::{LoroText, PeerID};

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

/// Per stretch of the flat text that was written at once, its end and its peer.
fn stretches(text: &LoroText) -> Vec<(usize, PeerID)> {
    let mut ends = Vec::new();
    let mut at = 0;
    text.iter(|piece| {
        at += piece.chars().count();
        ends.push(at);
        true
    });
    let mut out: Vec<(usize, PeerID)> = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        if end > start {
            // What stands in one piece of the text engine was inserted by one peer, one behind the other.
            out.push((end, text.get_editor_at_unicode_pos(start).unwrap_or(0)));
            start = end;
        }
    }
    out
}

/// What two versions that [`Draft::version`] gave have seen together.
pub fn seen_together(a: &[u8], b: &[u8]) -> Result<Vec<u8>, DraftError> {
    let (mut all, other) = (read_version(a)?, read_version(b)?);
    all.merge(&other);
    Ok(all.encode())
}

impl Draft {
    /// The draft without what came after `version`, or none if nothing did. What `version` has seen and this draft has
    /// not is no matter.
    pub fn before(&self, version: &[u8]) -> Result<Option<Draft>, DraftError> {
        let (seen, have) = (read_version(version)?, self.doc.oplog_vv());
        let mut both = VersionVector::new();
        let mut beyond = false;
        for (peer, end) in have.iter() {
            let until = seen.get(peer).copied().unwrap_or(0).clamp(0, *end);
            beyond |= until < *end;
            if until > 0 {
                both.insert(*peer, until);
            }
        }
        if beyond { self.at(&both.encode()).map(Some) } else { Ok(None) }
    }

    /// Who wrote each character of each visible paragraph, in one pass.
    pub fn authors(&self) -> Vec<Authors> {
        let layout = self.layout();
        let stretches = stretches(&self.text());
        let peer_at = |at: usize| stretches.get(stretches.partition_point(|(end, _)| *end <= at)).map_or(0, |s| s.1);
        let runs = |group| {
            let wording = layout.wording(group);
            let mut runs: Vec<AuthorRun> = Vec::new();
            for i in 0..wording.len() {
                let peer = peer_at(wording.at(i));
                match runs.last_mut() {
                    Some(last) if last.peer == peer => last.end += 1,
                    _ => runs.push(AuthorRun { start: i as u32, end: i as u32 + 1, peer }),
                }
            }
            runs
        };
        layout.groups.iter().map(|g| Authors { paragraph: g.id, runs: runs(g) }).collect()
    }

    /// The draft as it was at a version that [`Draft::version`] gave: a copy to read from.
    pub fn at(&self, version: &[u8]) -> Result<Draft, DraftError> {
        let version = read_version(version)?;
        let have = self.doc.oplog_vv();
        if version.iter().any(|(peer, end)| have.get(peer).copied().unwrap_or(0) < *end) {
            return Err(DraftError::UnknownVersion);
        }
        let bytes = self.doc.export(ExportMode::updates_till(&version)).map_err(|e| DraftError::Engine(e.to_string()))?;
        let (doc, complete) = walled_in(new_doc(), |doc| {
            let status = doc.import(&bytes).map_err(|e| DraftError::Damaged(e.to_string()))?;
            Ok(status.pending.is_none())
        })?;
        if complete { Ok(Draft { doc, shadow: None, writable: false }) } else { Err(DraftError::UnknownVersion) }
    }
}
