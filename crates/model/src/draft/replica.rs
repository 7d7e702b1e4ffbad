//! What a window holds of a draft: the text as it stands, without its history.
//!
//! A draft of a quarter of a million edits takes a page's main thread for a good part of a second before its first
//! key; the same text written in one piece takes none. So a window gets a document of its own that begins with the
//! text, and a [`Replica`] stands beside the draft as that document's other half: what is typed in the window comes
//! to it as an update and goes into the draft as a change, what others wrote goes the other way. Whenever the two
//! are level they read alike, so a change of one fits the other. The window's document is never kept, sent or
//! named in an act.

use super::{ATTRIBUTES, Draft, DraftError, TEXT, new_doc, read_version, update_meta, walled_in};
use loro::{
    ContainerID, ContainerType, ExportMode, Frontiers, LoroDoc, LoroValue, TextDelta, ValueOrContainer,
    event::{Diff, DiffBatch},
};

/// Who wrote the beginning of a window's document.
const BASE: u64 = 1;
/// Who writes there what comes from the draft.
const HOME: u64 = 2;

/// A change that fits the draft as it stood when it was made.
#[derive(Debug)]
pub struct Typing {
    batch: DiffBatch,
}

/// The near half of a window's document.
pub struct Replica {
    doc: LoroDoc,
    /// Takes what the window sends first; becomes level with `doc` when that is kept.
    trial: Option<LoroDoc>,
    /// The peer that the window writes as.
    window: u64,
    /// The version of the draft that `doc` is level with.
    level: Frontiers,
}

impl std::fmt::Debug for Replica {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Replica").field("window", &self.window).finish_non_exhaustive()
    }
}

impl Replica {
    /// A window's document for the draft as it stands; the window will write as `window`.
    pub fn of(draft: &Draft, window: u64) -> Result<Replica, DraftError> {
        let doc = new_doc();
        doc.set_peer_id(BASE)?;
        let delta: Vec<TextDelta> = draft.text().to_delta();
        if !delta.is_empty() {
            doc.get_text(TEXT).apply_delta(&delta)?;
        }
        let map = doc.get_map(ATTRIBUTES);
        let mut entries = Vec::new();
        draft.attributes().for_each(|key, value| {
            if let ValueOrContainer::Value(LoroValue::String(text)) = value {
                entries.push((key.to_owned(), text.to_string()));
            }
        });
        entries.sort();
        for (key, value) in entries {
            map.insert(&key, value.as_str())?;
        }
        doc.commit();
        doc.set_peer_id(HOME)?;
        Ok(Replica { doc, trial: None, window, level: draft.doc.state_frontiers() })
    }

    /// The peer that the window writes as.
    pub fn window(&self) -> u64 {
        self.window
    }

    /// The whole of it, for the window to begin with.
    #[allow(clippy::expect_used)] // A full export fails only on detached or shallow documents: never made here.
    pub fn snapshot(&self) -> Vec<u8> {
        self.doc.export(ExportMode::Snapshot).expect("an attached document can be exported")
    }

    /// Takes up what came into the draft since the two were level.
    pub fn follow(&mut self, draft: &Draft) -> Result<(), DraftError> {
        let now = draft.doc.state_frontiers();
        if now == self.level {
            return Ok(());
        }
        let batch = own(draft.doc.diff(&self.level, &now)?);
        self.doc.apply_diff(batch)?;
        self.doc.commit();
        self.level = now;
        self.alike(draft)
    }

    /// What the window, at this version of its document, lacks. Call [`Replica::follow`] first.
    pub fn updates_since(&self, version: &[u8]) -> Result<Vec<u8>, DraftError> {
        let since = read_version(version)?;
        self.doc.export(ExportMode::updates(&since)).map_err(|e| DraftError::Engine(e.to_string()))
    }

    /// Reads what the window typed: what it changes in a draft that this replica is level with. Nothing is kept
    /// until [`Replica::keep`]; `None` where something is missing that it builds on.
    pub fn read(&mut self, update: &[u8]) -> Result<Option<Typing>, DraftError> {
        let meta = update_meta(update)?;
        if let Some(foreign) = meta.partial_end_vv.keys().find(|peer| **peer != self.window) {
            return Err(DraftError::ForeignPeer(*foreign));
        }
        let have = self.doc.oplog_vv();
        let later = meta.partial_start_vv.iter().any(|(peer, start)| have.get(peer).copied().unwrap_or(0) < *start);
        if later || meta.start_frontiers.iter().any(|id| !have.includes_id(id)) {
            return Ok(None);
        }
        let trial = self.take_trial()?;
        let before = trial.state_frontiers();
        let (trial, status) = walled_in(trial, |doc| doc.import(update).map_err(|e| DraftError::Damaged(e.to_string())))?;
        if status.pending.is_some() {
            return Ok(None);
        }
        let (trial, batch) = walled_in(trial, |doc| Ok(own(doc.diff(&before, &doc.state_frontiers())?)))?;
        self.trial = Some(trial);
        Ok(Some(Typing { batch }))
    }

    /// What was read is in the draft and on the disk: the two are level again.
    pub fn keep(&mut self, update: &[u8], draft: &Draft) -> Result<(), DraftError> {
        self.doc.import(update).map_err(|e| DraftError::Damaged(e.to_string()))?;
        self.level = draft.doc.state_frontiers();
        self.alike(draft)
    }

    /// What was read is not to be kept after all.
    pub fn forget(&mut self) {
        self.trial = None;
    }

    fn take_trial(&mut self) -> Result<LoroDoc, DraftError> {
        let Some(trial) = self.trial.take() else {
            let trial = new_doc();
            trial.import(&self.snapshot())?;
            return Ok(trial);
        };
        let missing = self.doc.export(ExportMode::updates(&trial.oplog_vv())).map_err(|e| DraftError::Engine(e.to_string()))?;
        trial.import(&missing)?;
        Ok(trial)
    }

    /// The two must read alike; a defect where they do not, and then nothing may be carried between them.
    fn alike(&self, draft: &Draft) -> Result<(), DraftError> {
        let (here, there) = (self.doc.get_text(TEXT).len_utf8(), draft.text().len_utf8());
        if here == there { Ok(()) } else { Err(DraftError::Engine(format!("a window's text has {here} bytes, the draft's {there}"))) }
    }
}

impl Draft {
    /// Writes what was typed in a window, as this opening's peer. The window's replica must be level with the draft.
    pub fn write_typing(&mut self, typing: Typing) -> Result<(), DraftError> {
        self.may_write()?;
        self.doc.apply_diff(typing.batch)?;
        self.doc.commit();
        Ok(())
    }
}

/// The two containers that a draft consists of; other roots are left alone.
fn own(batch: DiffBatch) -> DiffBatch {
    let mut out = DiffBatch::default();
    let text = ContainerID::new_root(TEXT, ContainerType::Text);
    let map = ContainerID::new_root(ATTRIBUTES, ContainerType::Map);
    for (id, diff) in batch.iter().filter(|(id, _)| **id == text || **id == map) {
        if matches!(diff, Diff::Text(_) | Diff::Map(_)) {
            // Each id stands in a batch once.
            let _ = out.push(id.clone(), diff.clone());
        }
    }
    out
}
