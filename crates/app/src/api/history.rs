//! Where a paper's words come from, and how a draft became what it is.

use super::paper::Run;
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
}
