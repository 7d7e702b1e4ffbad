//! Comments beside the texts of papers.

use super::{Deserialize, Serialize, TS};

/// Whose comments to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentsOf {
    /// The paper.
    pub paper: String,
    /// issued (default): what the group says; draft: that and what my side says among itself, beside its draft.
    pub view: Option<String>,
    /// A revision's symbol, id or unique prefix; the newest one if none. Only with issued.
    pub revision: Option<String>,
}

/// The comments on a text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentList {
    /// The paper.
    pub paper: String,
    /// Which view this is.
    pub view: String,
    /// The revision shown, or of which the draft is a working copy.
    pub revision: Option<String>,
    /// Whether I may comment in this view.
    pub may: bool,
    /// In the order of the text; those on deleted text behind them.
    pub comments: Vec<CommentThread>,
}

/// A comment with its answers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentThread {
    /// The first comment; what answers and resolving name.
    pub comment: String,
    /// group: everybody reads it; side: only my side.
    pub readers: String,
    /// Paragraph id: where it stands now, or stood last.
    pub paragraph: String,
    /// That paragraph's display number, empty if it has none.
    pub number: String,
    /// First code point of the range in the text that is shown.
    pub start: u32,
    /// One past the last; the same as `start` if the comment is on the whole paragraph.
    pub end: u32,
    /// The words as they were when the comment was made, long ones cut.
    pub quote: String,
    /// Its words are gone.
    pub deleted: bool,
    /// Settled.
    pub resolved: bool,
    /// Something in it that I have not seen.
    pub unread: bool,
    /// What is said, the first comment first.
    pub said: Vec<CommentSaid>,
}

/// One thing that was said.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentSaid {
    /// Its act.
    pub comment: String,
    /// For whom it speaks: the delegation's name, or the Chair's.
    pub delegation: String,
    /// Delegation's id, or `chair`.
    pub delegation_id: String,
    /// Among one's own side also the seat.
    pub seat: Option<String>,
    /// Claimed time, milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// The words.
    pub text: String,
    /// Whether it is my own.
    pub mine: bool,
    /// Whether I have not seen it yet.
    pub unread: bool,
}

/// A new comment.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentAdd {
    /// The paper.
    pub paper: String,
    /// issued (default): to the group; draft: among my side.
    pub view: Option<String>,
    /// Paragraph by id, unique prefix or number.
    pub paragraph: String,
    /// First code point; without it the range is where the quote stands, or the whole paragraph.
    pub start: Option<u32>,
    /// One past the last.
    pub end: Option<u32>,
    /// The words of the range, by which it is found if the text has changed meanwhile.
    pub quote: Option<String>,
    /// What is said.
    pub text: String,
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentAnswer {
    /// Any comment of the thread, by id or unique prefix.
    pub comment: String,
    /// What is said.
    pub text: String,
}

/// Settling a thread, or opening it again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentResolve {
    /// Any comment of the thread, by id or unique prefix.
    pub comment: String,
    /// Settled, or open again.
    pub resolved: bool,
}

/// Comments that were on the screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentsSeen {
    /// The paper.
    pub paper: String,
    /// Acts of what was said.
    pub comments: Vec<String>,
}

/// What a step on comments made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommentMade {
    /// The comment; after resolving the thread's first one.
    pub comment: String,
    /// Whether the thread is settled now.
    pub resolved: bool,
}
