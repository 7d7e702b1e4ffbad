//! The editable text of a draft or working copy: Loro, as one flat rich text.
//!
//! `docs/formats/draft.md` is the normative description; the window's editor writes the same structure. A draft
//! holds its whole history, red lines included, and so must never leave its circle. Nothing here deletes a start
//! character or a newline, imports an operation of a peer that the caller has not allowed, or leaves a half
//! imported update behind.

mod attributes;
mod bracket_edit;
mod brackets;
mod cursors;
mod diff;
mod edit;
mod fraction;
mod history;
mod layout;
mod notes;
mod order;
mod paragraphs;
mod parts;
mod replace;
mod replay;
mod replica;
mod start;
mod table_edit;
mod tables;
mod wording;

#[cfg(test)]
mod tests;

pub use crate::bracket::Settle;
pub use cursors::Cling;
pub use history::{AuthorRun, Authors, seen_together};
pub use layout::{ATTRIBUTES, START, TEXT, words_hash};
pub(crate) use replace::longest_rising;
pub use replay::Replay;
pub use replica::{Replica, Typing};
pub use start::{peer_id, start_peer};
pub use table_edit::Line;

use crate::{
    ids::{CircleId, ColumnId, ParagraphId, RevisionId, RowId},
    paper::Paragraph,
};
use layout::Layout;
use loro::{
    EncodedBlobMode, ExpandType, ExportMode, IdSpan, ImportBlobMetadata, LoroDoc, LoroMap, LoroText, StyleConfig, StyleConfigMap,
    VersionVector,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// No update or snapshot longer than this is looked at.
pub const MAX_BYTES: usize = 16 << 20;

/// What a draft refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// No visible paragraph has this id.
    #[error("the draft has no paragraph {0}")]
    UnknownParagraph(ParagraphId),
    /// A paragraph with this id is on display already.
    #[error("the draft already has a paragraph {0}")]
    DuplicateParagraph(ParagraphId),
    /// A place behind the end of the paragraph's words, or a range whose end comes first.
    #[error("place {offset} is not in paragraph {paragraph}")]
    OutOfRange {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The place in code points.
        offset: u32,
    },
    /// There is no paragraph behind this one to join.
    #[error("no paragraph follows {0}")]
    NothingToJoin(ParagraphId),
    /// The update holds operations of a peer that is not allowed.
    #[error("the update holds operations of the peer {0}, which is not its author's")]
    ForeignPeer(u64),
    /// Bytes that are no Loro update or snapshot, or a damaged one.
    #[error("these bytes are no draft: {0}")]
    Damaged(String),
    /// A newer version of the program made this paragraph: it shows, and is not written to.
    #[error("a newer version made paragraph {0}: it is not written to")]
    Locked(ParagraphId),
    /// What is asked reaches over the wall of a table, a cell or a footnote.
    #[error("paragraph {0} is a table, a cell or a footnote, or would have to become one")]
    Walled(ParagraphId),
    /// No visible table has this id.
    #[error("paragraph {0} is no table")]
    NoTable(ParagraphId),
    /// The table has no such row or column.
    #[error("table {table} has no {line}")]
    UnknownLine {
        /// The table.
        table: ParagraphId,
        /// The row or column.
        line: Line,
    },
    /// The table has or had such a row or column.
    #[error("table {table} already has the {line}")]
    DuplicateLine {
        /// The table.
        table: ParagraphId,
        /// The row or column.
        line: Line,
    },
    /// The last row or column is not deleted: the table is.
    #[error("{line} is the last one of table {table}")]
    LastLine {
        /// The table.
        table: ParagraphId,
        /// The row or column.
        line: Line,
    },
    /// More rows or columns than a table, or all tables together, may have; or a table without any.
    #[error("table {0} would have too many places, or none")]
    TableTooLarge(ParagraphId),
    /// No bracket opens there.
    #[error("no bracket opens at {offset} in paragraph {paragraph}")]
    NoBracket {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The place in code points.
        offset: u32,
    },
    /// A link that leads nowhere that a link may lead.
    #[error("this is no address that a link may have")]
    BadAddress,
    /// So much was put at one place that nothing fits between any more.
    #[error("nothing more fits at this place")]
    NoRoom,
    /// A version that holds what this draft has not seen.
    #[error("the draft has not seen that version")]
    UnknownVersion,
    /// More bytes than a draft may have.
    #[error("{bytes} bytes are more than the {MAX_BYTES} that a draft may have")]
    TooLarge {
        /// How many were given.
        bytes: usize,
    },
    /// Writing before [`Draft::set_peer`].
    #[error("the draft was opened for reading: it has no peer to write as")]
    NoPeer,
    /// Loro refused an operation that follows the rules; a defect.
    #[error("the text engine refused: {0}")]
    Engine(String),
}

impl From<loro::LoroError> for DraftError {
    fn from(e: loro::LoroError) -> Self {
        DraftError::Engine(e.to_string())
    }
}

/// What became of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Import {
    /// Everything in it is now in the draft (it may have been there before).
    Applied,
    /// Something that it depends on is missing. Nothing was imported; offer it again later.
    Waiting,
}

/// A paragraph as it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftParagraph {
    /// Id, kind, wording. The number is that of the revision that the working copy began with, if there is one.
    pub paragraph: Paragraph,
    /// Somebody deleted it and somebody else went on writing: a person has to look.
    pub edited_after_deletion: bool,
    /// The keys of the start characters whose words it shows, in order: more than one after a join.
    pub parts: Vec<String>,
    /// A newer version of the program made it: it is shown as a plain paragraph, not written to, and not issued.
    pub locked: bool,
    /// Of a table: rows that somebody deleted and somebody else went on writing in.
    pub edited_rows: Vec<RowId>,
    /// Of a table: columns likewise.
    pub edited_columns: Vec<ColumnId>,
}

/// An open draft.
pub struct Draft {
    doc: LoroDoc,
    /// A second copy that takes every import first: if hostile bytes break it, it is thrown away.
    shadow: Option<LoroDoc>,
    writable: bool,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("peer", &self.doc.peer_id()).finish_non_exhaustive()
    }
}

/// A Loro document with the styles that the format asks for; they are not stored, so every opening sets them.
fn new_doc() -> LoroDoc {
    let doc = LoroDoc::new();
    let mut styles = StyleConfigMap::new();
    styles.insert(layout::ID.into(), StyleConfig { expand: ExpandType::None });
    for mark in crate::text::Mark::ALL {
        styles.insert(mark.name().into(), StyleConfig { expand: ExpandType::After });
    }
    doc.config_default_text_style(Some(StyleConfig { expand: ExpandType::None }));
    doc.config_text_style(styles);
    doc
}

/// Runs `work` on bytes from outside. Loro checks lengths and checksums, but a member who writes a well-formed
/// blob by hand can still trip an assertion inside it; a panic on somebody else's bytes is a refusal here.
fn walled<T>(work: impl FnOnce() -> Result<T, DraftError>) -> Result<T, DraftError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(DraftError::Damaged("the text engine stumbled over them".into())))
}

/// The same with a document that takes the bytes up. One that panicked is given up without being dropped: its
/// locks are poisoned, and its destructor would take them and panic again.
fn walled_in<T>(doc: LoroDoc, work: impl FnOnce(&LoroDoc) -> Result<T, DraftError>) -> Result<(LoroDoc, T), DraftError> {
    match catch_unwind(AssertUnwindSafe(|| work(&doc))) {
        Ok(done) => done.map(|value| (doc, value)),
        Err(_) => {
            std::mem::forget(doc);
            Err(DraftError::Damaged("the text engine stumbled over them".into()))
        }
    }
}

fn meta_of(bytes: &[u8]) -> Result<ImportBlobMetadata, DraftError> {
    if bytes.len() > MAX_BYTES {
        return Err(DraftError::TooLarge { bytes: bytes.len() });
    }
    walled(|| LoroDoc::decode_import_blob_meta(bytes, true).map_err(|e| DraftError::Damaged(e.to_string())))
}

fn update_meta(update: &[u8]) -> Result<ImportBlobMetadata, DraftError> {
    let meta = meta_of(update)?;
    match meta.mode {
        EncodedBlobMode::Updates => Ok(meta),
        _ => Err(DraftError::Damaged("a snapshot where an update is wanted".into())),
    }
}

/// The peers that have operations in an update, in ascending order.
pub fn peers_in(update: &[u8]) -> Result<Vec<u64>, DraftError> {
    let mut peers: Vec<u64> = update_meta(update)?.partial_end_vv.keys().copied().collect();
    peers.sort_unstable();
    Ok(peers)
}

/// The same operations as in `updates` in as few updates as possible: one, or two where some of them depend on
/// what is not among them and others do not. Bytes that are no updates come back as they are. Where the draft is open,
/// [`Draft::own_updates_since`] gives the same operations in far fewer bytes.
pub fn merge_updates(updates: &[&[u8]]) -> Vec<Vec<u8>> {
    let merged = walled_in(new_doc(), |doc| {
        for update in updates {
            update_meta(update)?;
            doc.import(update).map_err(|e| DraftError::Damaged(e.to_string()))?;
        }
        let mut out = Vec::new();
        if !doc.oplog_vv().is_empty() {
            out.push(doc.export(ExportMode::all_updates()).map_err(|e| DraftError::Engine(e.to_string()))?);
        }
        out.extend(doc.export_pending_updates().map_err(|e| DraftError::Engine(e.to_string()))?);
        Ok(out)
    });
    merged.map(|(_, out)| out).unwrap_or_else(|_| updates.iter().map(|u| u.to_vec()).collect())
}

impl Draft {
    /// The draft of a new paper: no paragraph yet.
    pub fn empty() -> Self {
        Draft { doc: new_doc(), shadow: None, writable: false }
    }

    /// The start of a working copy: a frozen function, byte for byte the same on every machine, so that it need
    /// not be sent. Its operations belong to [`start_peer`]; call [`Draft::set_peer`] before writing.
    #[allow(clippy::expect_used)] // Loro refuses only places outside the text, and these are counted from it.
    pub fn start(circle: &CircleId, revision: &RevisionId, paragraphs: &[Paragraph]) -> Draft {
        start::start(circle, revision, paragraphs).expect("writing at counted places succeeds")
    }

    /// Opens a snapshot from the vault, or an update that holds the whole history.
    pub fn open(snapshot: &[u8]) -> Result<Draft, DraftError> {
        let meta = meta_of(snapshot)?;
        if !matches!(meta.mode, EncodedBlobMode::Snapshot | EncodedBlobMode::Updates) {
            return Err(DraftError::Damaged(format!("a blob of the kind {}", meta.mode)));
        }
        let (doc, ()) = walled_in(new_doc(), |doc| {
            let status = doc.import(snapshot).map_err(|e| DraftError::Damaged(e.to_string()))?;
            if status.pending.is_some() {
                return Err(DraftError::Damaged("a snapshot without its beginning".into()));
            }
            Ok(())
        })?;
        Ok(Draft { doc, shadow: None, writable: false })
    }

    /// The whole history and state, for the vault. Never a shallow one.
    #[allow(clippy::expect_used)] // A full export fails only on detached or shallow documents: never made here.
    pub fn snapshot(&self) -> Vec<u8> {
        self.doc.export(ExportMode::Snapshot).expect("an attached document can be exported")
    }

    /// What the draft has seen: an encoded version vector, to be handed to [`Draft::updates_since`].
    pub fn version(&self) -> Vec<u8> {
        self.doc.oplog_vv().encode()
    }

    /// Everything that has come in since `version`, of all peers.
    pub fn updates_since(&self, version: &[u8]) -> Result<Vec<u8>, DraftError> {
        let since = read_version(version)?;
        self.doc.export(ExportMode::updates(&since)).map_err(|e| DraftError::Engine(e.to_string()))
    }

    /// What the peers that `own` names have written since `version`: what an act may carry. `None` if nothing.
    pub fn own_updates_since(&self, version: &[u8], own: &dyn Fn(u64) -> bool) -> Result<Option<Vec<u8>>, DraftError> {
        let since = read_version(version)?;
        let mut spans: Vec<IdSpan> = Vec::new();
        for (peer, end) in self.doc.oplog_vv().iter().filter(|(peer, _)| own(**peer)) {
            let from = since.get(peer).copied().unwrap_or(0);
            if from < *end {
                spans.push(IdSpan::new(*peer, from, *end));
            }
        }
        if spans.is_empty() {
            return Ok(None);
        }
        spans.sort_by_key(|s| s.peer);
        let mode = ExportMode::UpdatesInRange { spans: spans.into() };
        self.doc.export(mode).map(Some).map_err(|e| DraftError::Engine(e.to_string()))
    }

    /// From now on this opening writes as `peer` (see [`peer_id`]).
    /// The highest number is Loro's own: with it the draft stays readable only.
    pub fn set_peer(&mut self, peer: u64) {
        self.writable = self.doc.set_peer_id(peer).is_ok();
    }

    /// Takes up an update whose operations all belong to peers that `allowed` accepts. On an error, and when it
    /// has to wait, the draft is as it was before.
    pub fn import(&mut self, update: &[u8], allowed: &dyn Fn(u64) -> bool) -> Result<Import, DraftError> {
        let meta = update_meta(update)?;
        let mut peers: Vec<u64> = meta.partial_end_vv.keys().copied().collect();
        peers.sort_unstable();
        if let Some(foreign) = peers.into_iter().find(|peer| !allowed(*peer)) {
            return Err(DraftError::ForeignPeer(foreign));
        }
        let have = self.doc.oplog_vv();
        let starts_later = meta.partial_start_vv.iter().any(|(peer, start)| have.get(peer).copied().unwrap_or(0) < *start);
        if starts_later || meta.start_frontiers.iter().any(|id| !have.includes_id(id)) {
            return Ok(Import::Waiting);
        }
        // Reading is part of the trial: what cannot be read must not get into the draft.
        let (shadow, complete) = walled_in(self.take_shadow()?, |shadow| {
            let status = shadow.import(update).map_err(|e| DraftError::Damaged(e.to_string()))?;
            Layout::of(shadow).paragraphs();
            Ok(status.pending.is_none())
        })?;
        if !complete {
            return Ok(Import::Waiting);
        }
        self.shadow = Some(shadow);
        self.doc.import(update).map_err(|e| DraftError::Damaged(e.to_string()))?;
        Ok(Import::Applied)
    }

    /// The shadow with everything that the draft has; the caller puts it back if it survives.
    fn take_shadow(&mut self) -> Result<LoroDoc, DraftError> {
        let shadow = match self.shadow.take() {
            Some(shadow) => shadow,
            None => {
                let shadow = new_doc();
                shadow.import(&self.snapshot())?;
                return Ok(shadow);
            }
        };
        let missing = self.updates_since(&shadow.oplog_vv().encode())?;
        shadow.import(&missing)?;
        Ok(shadow)
    }

    /// The visible paragraphs in order, joined ones as one.
    pub fn paragraphs(&self) -> Vec<DraftParagraph> {
        self.layout().paragraphs()
    }

    fn layout(&self) -> Layout {
        Layout::of(&self.doc)
    }

    fn text(&self) -> LoroText {
        self.doc.get_text(TEXT)
    }

    fn attributes(&self) -> LoroMap {
        self.doc.get_map(ATTRIBUTES)
    }

    fn may_write(&self) -> Result<(), DraftError> {
        if self.writable { Ok(()) } else { Err(DraftError::NoPeer) }
    }
}

fn read_version(version: &[u8]) -> Result<VersionVector, DraftError> {
    walled(|| VersionVector::decode(version).map_err(|e| DraftError::Damaged(e.to_string())))
}
