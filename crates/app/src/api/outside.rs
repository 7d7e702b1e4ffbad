//! Files that somebody edited outside, proposals made on the floor, names that look alike.

use super::{Deserialize, Serialize, TS, paper::Run};

/// What a file from outside would propose, before anything is submitted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileLook {
    /// For whom: the delegation's name.
    pub delegation: String,
    /// Whether it would be marked as entered by the Chair's side.
    pub entered: bool,
    /// The revision that it is laid on.
    pub revision: String,
    /// Its symbol.
    pub symbol: String,
    /// How many pieces with words the file has: paragraphs, tables, footnotes.
    pub pieces: u32,
    /// How many of them are paragraphs of the revision.
    pub found: u32,
    /// Nothing in it reads like the revision: nothing is placed.
    pub foreign: bool,
    /// What it would propose.
    pub changes: Vec<FileChange>,
    /// What cannot be placed, in the file's order.
    pub unplaced: Vec<UnplacedPiece>,
    /// What a hand placed.
    pub placed: Vec<PlacedPiece>,
    /// Paragraphs that the file does not have.
    pub missing: Vec<ParagraphName>,
    /// Whether those stay; else they are proposed for deletion.
    pub missing_stay: bool,
    /// Proposals of earlier contributions whose place it would take.
    pub replaces: u32,
    /// What the file held and could not be kept, in words.
    pub notes: Vec<String>,
    /// The paper's language.
    pub language: String,
}

/// A proposal that a file would make.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileChange {
    /// The paragraph.
    pub paragraph: String,
    /// Its number; for an insert the one that it would get.
    pub number: String,
    /// amend, insert, delete and so on.
    pub kind: String,
    /// Old and new in runs.
    pub runs: Vec<Run>,
    /// The piece of the file that it comes from, from 1; none for what the file does not have.
    pub piece: Option<u32>,
}

/// A paragraph to choose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ParagraphName {
    /// Id.
    pub paragraph: String,
    /// Display number, may be empty.
    pub number: String,
    /// A few of its words.
    pub label: String,
}

/// A piece of the file that stands in no place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnplacedPiece {
    /// Which piece of the file, from 1.
    pub piece: u32,
    /// Its words; of very long ones the beginning.
    pub text: String,
    /// doubled: it reads like another piece that was found; unsure: it may be another wording, or new; foreign.
    pub why: String,
    /// What it may be, the likeliest first.
    pub candidates: Vec<ParagraphName>,
    /// If it is new: behind which paragraph it would stand, by the file's order.
    pub behind: Option<ParagraphName>,
}

/// A piece that a hand placed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacedPiece {
    /// Which piece of the file, from 1.
    pub piece: u32,
    /// The beginning of its words.
    pub text: String,
    /// is, after, start, none.
    pub place: String,
    /// Which paragraph it is, or stands behind.
    pub paragraph: Option<ParagraphName>,
}

/// A proposal that was made in the room.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FloorProposal {
    /// The paper.
    pub paper: String,
    /// The delegation, by name or id.
    pub delegation: String,
    /// The paragraph: id, unique prefix or number.
    pub paragraph: String,
    /// amend: it shall read so; insert: a new paragraph behind it; delete: it shall go.
    pub kind: String,
    /// The whole wording.
    pub text: String,
    /// Why, may be empty.
    pub reason: String,
}

/// Taking a contribution back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WithdrawContribution {
    /// The paper.
    pub paper: String,
    /// The contribution: id or unique prefix.
    pub contribution: String,
}

/// A name to compare with those of the delegations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NameGiven {
    /// The name.
    pub name: String,
}

/// Delegations whose names look like the given one and are others.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NamesAlike {
    /// Their names.
    pub alike: Vec<String>,
}
