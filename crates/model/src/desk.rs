//! The desk text: what the next revision would be, as a pure function of revision, contributions and decisions.
//!
//! Decisions never write text, and the order in which acts arrive never matters: two who decide apart can
//! therefore never double a word. Nothing here keeps state, and nothing here may panic on hostile values.

mod types;

pub use types::*;

use crate::{
    ids::*,
    paper::Paragraph,
    proposal::DecisionRow,
};

/// What the next revision would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRevision {
    /// The paragraphs, numbered.
    pub paragraphs: Vec<Paragraph>,
    /// The table of decisions.
    pub rows: Vec<DecisionRow>,
    /// What was undecided or put off, and becomes 'deferred'.
    pub deferred: Vec<HunkId>,
}
