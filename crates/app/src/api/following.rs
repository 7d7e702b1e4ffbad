//! Moving a working copy onto a new revision.

use super::paper::{ParagraphView, Run};
use super::{Deserialize, Serialize, TS};

/// Taking along what older copies have.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftFollow {
    /// The paper.
    pub paper: String,
    /// Only says what would come of it.
    #[serde(default)]
    pub look: bool,
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Followed {
    /// Whether something was taken along.
    pub moved: bool,
    /// The symbol of the revision that is under discussion.
    pub to: String,
    /// Paragraphs whose changes stand on the new text.
    pub followed: u32,
    /// Paragraphs of which the new text says it already.
    pub taken: u32,
    /// Paragraphs of which the new text has it in brackets.
    pub bracketed: u32,
    /// Paragraphs of which the new text changed the same words.
    pub to_look: u32,
    /// Changed paragraphs that the new text does not have.
    pub gone: u32,
    /// Paragraph by paragraph.
    pub report: Vec<FollowItem>,
}

/// What became of what my side had changed in one paragraph.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowItem {
    /// Paragraph id.
    pub paragraph: String,
    /// Display number.
    pub number: String,
    /// amend, insert, delete.
    pub kind: String,
    /// followed, taken, bracketed, to-look, gone.
    pub fate: String,
    /// The symbol of the revision whose copy it stood in; empty for the draft of the new paper.
    pub from: String,
    /// The words with which the copy began.
    pub before: String,
    /// The words of the copy.
    pub wrote: String,
    /// The words of the new text.
    pub reads: String,
    /// The same as differences.
    pub runs: FollowRuns,
}

/// A line of a report as differences.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowRuns {
    /// What the copy changed.
    pub wrote: Vec<Run>,
    /// What the new text changed; nothing if it does not have the paragraph.
    pub reads: Vec<Run>,
    /// What the copy's words would change in the new text.
    pub again: Vec<Run>,
}

/// How my side's working copy stands to the newest revision.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Outlook {
    /// The symbol of the revision whose working copy is written in.
    pub copy: String,
    /// The symbol of the newest revision.
    pub current: String,
    /// Whether the working copy is one of an older revision.
    pub outdated: bool,
    /// Whether there is something to take along.
    pub waits: bool,
    /// From where: symbols of revisions; empty for the draft of the new paper.
    pub from: Vec<String>,
    /// What would come of it, in paragraphs: see [`Followed`].
    pub followed: u32,
    /// See [`Followed`].
    pub taken: u32,
    /// See [`Followed`].
    pub bracketed: u32,
    /// See [`Followed`].
    pub to_look: u32,
    /// See [`Followed`].
    pub gone: u32,
    /// What was taken along and could not be put into the text.
    pub left: Vec<LeftItem>,
}

/// Words that could not be put into the text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftItem {
    /// The act that took them along.
    pub moved: String,
    /// Somebody of my side has dealt with them.
    pub settled: bool,
    /// The paragraph.
    pub item: FollowItem,
}

/// Deals with words that could not be put.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftAgain {
    /// The paper.
    pub paper: String,
    /// The act that took them along, or a unique prefix; none where there is only one.
    pub moved: Option<String>,
    /// The paragraph: id or number.
    pub paragraph: String,
    /// again: puts my words into the text; keep: leaves the new ones; open: neither yet.
    pub what: String,
}

/// Which of my side's older copies.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftCopy {
    /// The paper.
    pub paper: String,
    /// The revision's symbol, id or unique prefix.
    pub copy: String,
}

/// An older copy.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyText {
    /// The symbol of its revision.
    pub copy: String,
    /// Its paragraphs against that revision.
    pub paragraphs: Vec<ParagraphView>,
}
