//! Where a paper's words come from, and how a draft became what it is.

use super::paper::{CellAt, Run, TableShape};
use super::{Deserialize, Serialize, TS};

/// Two issued texts to compare.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionDiff {
    /// The paper.
    pub paper: String,
    /// The earlier one's symbol, id or unique prefix; none is the one before `to`.
    pub from: Option<String>,
    /// The later one; none is the newest.
    pub to: Option<String>,
}

/// An issued text as the history names it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionName {
    /// Id.
    pub revision: String,
    /// Symbol.
    pub symbol: String,
    /// Claimed time of issue.
    #[ts(type = "number")]
    pub at: i64,
}

/// What differs between two issued texts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionDifference {
    /// The paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// BCP 47.
    pub language: String,
    /// The one compared with; none where `to` is the first.
    pub from: Option<RevisionName>,
    /// The one that is read.
    pub to: RevisionName,
    /// Every paragraph of either, in the order of `to`; what is gone behind what stood before it.
    pub paragraphs: Vec<ParagraphDiff>,
}

/// One paragraph of two texts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ParagraphDiff {
    /// Permanent id.
    pub id: String,
    /// same, changed, inserted, deleted.
    pub change: String,
    /// It stands elsewhere among those that are in both.
    pub moved: bool,
    /// It is in both, under another number.
    pub renumbered: bool,
    /// It became another kind, level or direction.
    pub restyled: bool,
    /// Its number before, empty if it had none.
    pub old_number: String,
    /// Its number now, empty if it has none.
    pub number: String,
    /// heading, pp, op, plain, item; of what is gone as it was.
    pub kind: String,
    /// Level of a heading or item.
    pub level: u32,
    /// `ltr`, `rtl` or none for automatic.
    pub direction: Option<String>,
    /// The words before.
    pub old: String,
    /// The words now.
    pub new: String,
    /// Both in one line: same, inserted, deleted.
    pub runs: Vec<Run>,
    /// Of a table: the rows and columns of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<TableShape>,
    /// Of a cell: where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cell: Option<CellAt>,
}

/// A revision whose words are to be traced.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionTrace {
    /// The paper.
    pub paper: String,
    /// The revision's symbol, id or unique prefix; none is the newest.
    pub revision: Option<String>,
    /// Only this paragraph: number, id or unique prefix.
    pub paragraph: Option<String>,
}

/// A revision with the origin of every word.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionOrigins {
    /// The paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// BCP 47.
    pub language: String,
    /// The revision.
    pub revision: RevisionName,
    /// Its paragraphs.
    pub paragraphs: Vec<TracedText>,
    /// Where words came from; parts name a place in this list.
    pub origins: Vec<OriginView>,
}

/// A paragraph whose words are traced.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TracedText {
    /// Permanent id.
    pub id: String,
    /// Number, empty if it has none.
    pub number: String,
    /// heading, pp, op, plain, item.
    pub kind: String,
    /// Level of a heading or item.
    pub level: u32,
    /// `ltr`, `rtl` or none for automatic.
    pub direction: Option<String>,
    /// Its words in order, without gaps.
    pub parts: Vec<TracedPart>,
    /// What was decided about it when this revision was issued.
    pub decisions: Vec<OriginDecision>,
}

/// Some words of one origin that look alike.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TracedPart {
    /// The words.
    pub text: String,
    /// Names of the marks set on them.
    pub marks: Vec<String>,
    /// Place in [`RevisionOrigins::origins`].
    pub origin: u32,
}

/// Where words came from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OriginView {
    /// The revision in which they came.
    pub revision: RevisionName,
    /// `first` text of the paper's side, `proposal`, `bracket` (not agreed), `own` wording of the paper's side.
    pub from: String,
    /// Only a sign or a space of a bracket.
    pub sign: bool,
    /// The side whose words these are, by name.
    pub by: Vec<String>,
    /// The same by id (`chair` for the Chair's side).
    pub columns: Vec<String>,
    /// The proposals with what was decided.
    pub decisions: Vec<OriginDecision>,
    /// Of words that came in brackets and stand in none any more: what settled them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub agreed: Option<OriginAgreed>,
}

/// What settled words that stood in brackets.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OriginAgreed {
    /// The first revision without the brackets.
    pub revision: RevisionName,
    /// The proposals that were taken; none where the paper's side settled it by its own wording.
    pub decisions: Vec<OriginDecision>,
}

/// A proposal with what was decided about it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OriginDecision {
    /// The proposal.
    pub proposal: String,
    /// The delegation's name, or the Chair's.
    pub delegation: String,
    /// Its id, or `chair`.
    pub column: String,
    /// Co-sponsors by name.
    pub cosponsors: Vec<String>,
    /// Why it was asked for, as far as the contribution is here.
    pub asked: String,
    /// What the paragraph would have read with it.
    pub wanted: String,
    /// accepted, partly, bracketed, rejected, deferred, own_wording.
    pub treatment: String,
    /// Why it was decided so.
    pub reason: String,
    /// The paragraph's number before.
    pub old: String,
    /// The paragraph's number since.
    pub new: String,
    /// The contribution that holds it, where that is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub contribution: Option<String>,
    /// When it was contributed: claimed time, milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub proposed: Option<i64>,
    /// When the revision was issued with which that was decided: claimed time, milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub decided: Option<i64>,
}

/// A draft or working copy of my side.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftRef {
    /// The paper.
    pub paper: String,
    /// The revision of which it is the working copy: symbol, id or unique prefix; `none` for the draft before the first
    /// one. Without it the one that is written in now.
    pub copy: Option<String>,
}

/// How a draft became what it is. Made in pieces: while `done` is less than `total`, ask again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Timeline {
    /// The paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// BCP 47.
    pub language: String,
    /// The revision of which this is the working copy; none for the draft of a new paper.
    pub copy: Option<RevisionName>,
    /// Whether it is the one that is written in now.
    pub current: bool,
    /// The other drafts of this paper in which my side wrote: revision ids, `none` for the one before the first.
    pub others: Vec<RevisionName>,
    /// Oldest first.
    pub points: Vec<TimelinePoint>,
    /// How many points have been read.
    pub done: u32,
    /// How many there are.
    pub total: u32,
}

/// One sitting: what was written without a long pause.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimelinePoint {
    /// Its last act: the text as it was then.
    pub point: String,
    /// Claimed time of its first act.
    #[ts(type = "number")]
    pub from: i64,
    /// Latest claimed time in it.
    #[ts(type = "number")]
    pub until: i64,
    /// When the last of it came to this laptop; none for what was written here.
    #[ts(type = "number | null")]
    pub received: Option<i64>,
    /// Who wrote.
    pub authors: Vec<AuthorView>,
    /// What changed; none while it has not been read.
    pub paragraphs: Option<Vec<PointParagraph>>,
}

/// A member who wrote in a draft; seen by their own side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AuthorView {
    /// The member's id; empty for a device of which the roster knows no owner, and for the revision's own words.
    pub member: String,
    /// The seat.
    pub seat: String,
    /// The delegation's name.
    pub delegation: String,
    /// Whether it is me.
    pub you: bool,
    /// The words stood in the revision with which the working copy began.
    pub start: bool,
}

/// A paragraph that changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PointParagraph {
    /// Permanent id.
    pub id: String,
    /// Number, empty if it has none.
    pub number: String,
    /// Its first words.
    pub label: String,
    /// changed, inserted, deleted, moved, restyled.
    pub change: String,
}

/// A draft's text at a point.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftAt {
    /// The paper.
    pub paper: String,
    /// As in [`DraftRef`].
    pub copy: Option<String>,
    /// The point, or a unique prefix; none is the last.
    pub point: Option<String>,
    /// Marked against this point; none is the one before, `start` what the draft began with.
    pub against: Option<String>,
    /// Who wrote each word too.
    pub authors: bool,
}

/// A draft's text as it was. While `done` is less than `total` it is not there yet: ask again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftText {
    /// The point.
    pub point: String,
    /// How many points have been read.
    pub done: u32,
    /// How many have to be.
    pub total: u32,
    /// The text, with what changed since the point that it is marked against.
    pub paragraphs: Vec<ParagraphDiff>,
    /// Who wrote the words, where it was asked for.
    pub authors: Vec<WordAuthor>,
    /// Who wrote each word, by paragraph, where it was asked for.
    pub written: Vec<WrittenText>,
}

/// Somebody who wrote words that stand in the text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WordAuthor {
    /// Who.
    pub author: AuthorView,
    /// Claimed time of the first act of the sitting at the window in which they were written; none for the start.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Claimed time of the last one.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

/// One paragraph by its authors.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WrittenText {
    /// Permanent id.
    pub id: String,
    /// Its words in order, without gaps.
    pub parts: Vec<WrittenPart>,
}

/// Words of one author that look alike.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WrittenPart {
    /// The words.
    pub text: String,
    /// Names of the marks set on them.
    pub marks: Vec<String>,
    /// Place in [`DraftText::authors`].
    pub author: u32,
}

/// An earlier wording of one paragraph, to be taken back into the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TakeBack {
    /// The paper.
    pub paper: String,
    /// As in [`DraftRef`]: where the wording stood.
    pub copy: Option<String>,
    /// Number, id or unique prefix.
    pub paragraph: String,
    /// The point at which it read so.
    pub point: String,
}

/// What taking back did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TakenBack {
    /// Whether the paragraph read otherwise before.
    pub changed: bool,
    /// The point before it, for taking this back too; empty if nothing had been written.
    pub before: String,
}
