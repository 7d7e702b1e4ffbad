//! The merge desk.

use super::{
    Deserialize, Serialize, TS,
    paper::{Asked, Run},
};

/// The whole desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskView {
    /// The paper.
    pub paper: String,
    /// Title.
    pub title: String,
    /// Symbol of the revision under discussion.
    pub symbol: String,
    /// BCP 47.
    pub language: String,
    /// The revision.
    pub revision: String,
    /// Whether I may decide.
    pub may_decide: bool,
    /// Columns in the reader's alphabetical order, 'Chair' first if it contributes.
    pub columns: Vec<Column>,
    /// Rows in desk order.
    pub paragraphs: Vec<DeskParagraph>,
    /// How many rows have proposals.
    pub touched: u32,
    /// How many of those are settled.
    pub settled: u32,
    /// What the Chair's side must be told.
    pub notices: Vec<DeskNotice>,
    /// Packages: paragraphs of which nothing is decided until all are.
    pub packages: Vec<DeskPackage>,
    /// Whether there is something to undo and to redo in this sitting.
    pub can_undo: bool,
    /// Likewise.
    pub can_redo: bool,
}

/// Which desk, for a page that may have shown it before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskOf {
    /// The paper.
    pub paper: String,
    /// What the page shows, as the last answer named it; none asks for everything.
    pub known: Option<String>,
    /// The paragraph that somebody looks at: it comes whole.
    pub near: Option<String>,
}

/// The desk, or what is different on it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskShown {
    /// What the page has with this answer.
    pub state: String,
    /// The desk, of its rows only those that differ from what the page has; where that is nothing, all. On a desk with
    /// very many proposals they come without what is asked of them, but for the one that somebody looks at.
    pub desk: DeskView,
    /// The rows by id in desk order; none: all are here.
    pub order: Option<Vec<String>>,
}

/// Which rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RowsOf {
    /// The paper.
    pub paper: String,
    /// Paragraph ids; what the desk does not have is left out.
    pub paragraphs: Vec<String>,
}

/// Rows with everything that is asked of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskRows {
    /// In desk order.
    pub paragraphs: Vec<DeskParagraph>,
}

/// A column.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Column {
    /// Delegation's id, or `chair`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Badge letters.
    pub badge: String,
    /// Colour number from 0.
    pub colour: u32,
    /// Its proposals on this revision.
    pub proposals: u32,
}

/// A row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskParagraph {
    /// Paragraph id.
    pub id: String,
    /// Display number; for a proposed insert the number it would get.
    pub number: String,
    /// heading, pp, op, plain, item.
    pub kind: String,
    /// Level.
    pub level: u32,
    /// Direction set by hand.
    pub direction: Option<String>,
    /// A few words that tell what it is about.
    pub label: String,
    /// The heading above it.
    pub section: String,
    /// Whether it is a proposed insert.
    pub insert: bool,
    /// untouched, touched, contested, bracketed, decided, deferred, new_since_decided, waits_for_package.
    pub state: String,
    /// Only what the matrix shows is here: base, result, proposals and clusters are to be asked for (`desk_rows`).
    pub withheld: bool,
    /// What the revision says, in runs; contested stretches carry `contested`.
    pub base: Vec<Run>,
    /// What the next revision would say, in runs with who is behind each stretch.
    pub result: Vec<Run>,
    /// What the revision says with all that is asked of its words laid over it: runs that are deleted or inserted, with
    /// everybody who wants that; empty where no words are asked for.
    pub laid: Vec<Run>,
    /// Brackets that stand in the text and that a word of the Chair settles: only where no proposal has a claim.
    pub open: Vec<OpenBracket>,
    /// Marks in the matrix.
    pub cells: Vec<Cell>,
    /// Proposals on it.
    pub proposals: Vec<DeskProposal>,
    /// Groups of two or more proposals' hunks that touch.
    pub clusters: Vec<Cluster>,
}

/// A bracket that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenBracket {
    /// Its place among the paragraph's brackets, by their opening signs.
    pub bracket: u32,
    /// The words that it holds.
    pub words: String,
    /// Ids of the delegations behind it.
    pub by: Vec<String>,
    /// Whether others stand beside it as alternatives.
    pub alternative: bool,
}

/// One mark in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cell {
    /// Column id.
    pub column: String,
    /// amend, insert, delete, cosponsor.
    pub glyph: String,
    /// The contributor's state there: undecided, accepted, partly, rejected, bracketed, deferred, own_wording.
    pub state: String,
}

/// Hunks that touch.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cluster {
    /// Hunk ids.
    pub hunks: Vec<String>,
    /// Proposal ids that have a hunk in it.
    pub proposals: Vec<String>,
    /// The stretch of the base text that is contested.
    pub passage: String,
    /// undecided, decided, bracketed, deferred.
    pub state: String,
}

/// A proposal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskProposal {
    /// Id.
    pub proposal: String,
    /// Contribution.
    pub contribution: String,
    /// Column id of the contributor.
    pub column: String,
    /// Column ids that support it: co-sponsors, and others who ask exactly the same.
    pub with: Vec<String>,
    /// amend, insert, delete, move, split, join, into.
    pub kind: String,
    /// Of a move, split or join: what it asks for.
    pub asked: Option<Asked>,
    /// It is about this other paragraph (its id) and reaches into the one where it lies here.
    pub home: Option<String>,
    /// Entered by the Chair's side.
    pub entered: bool,
    /// Made on the floor.
    #[serde(default)]
    #[ts(optional)]
    pub floor: Option<bool>,
    /// Its contributor has taken it back since it was decided.
    #[serde(default)]
    #[ts(optional)]
    pub gone: Option<bool>,
    /// For discussion only.
    pub discussion_only: bool,
    /// Reason.
    pub reason: String,
    /// The change in runs, shortened to the words around it.
    pub runs: Vec<Run>,
    /// The whole clean paragraph as it would read.
    pub text: String,
    /// Its hunks.
    pub hunks: Vec<DeskHunk>,
    /// undecided, accepted, partly, rejected, bracketed, deferred, own_wording.
    pub state: String,
    /// Whether it touches nothing of another's.
    pub combinable: bool,
    /// How many other wordings of it its contributor had submitted before.
    pub earlier: u32,
}

/// A hunk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskHunk {
    /// Id.
    pub hunk: String,
    /// words, format, insert, delete, restyle, link, reshape, move, split, join, into.
    pub kind: String,
    /// What it takes away.
    pub old: String,
    /// What it puts there.
    pub new: String,
    /// undecided, accepted, rejected, bracketed, deferred, own_wording, overtaken.
    pub state: String,
    /// The deciding act, if any.
    pub decision: Option<String>,
}

/// What the Chair's side must be told.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskNotice {
    /// two_decisions, overtaken, new_since_decided.
    pub kind: String,
    /// Paragraph id.
    pub paragraph: String,
    /// Its number.
    pub number: String,
    /// Hunks concerned.
    pub hunks: Vec<String>,
}

/// A decision to take.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decide {
    /// The paper.
    pub paper: String,
    /// accept, reject, bracket, defer, own, reopen; of a bracket that stands in the text keep (its words stay, the signs
    /// go), drop (its words go too), choose (its words stay, the other alternatives go).
    pub treatment: String,
    /// The proposal (all its hunks, if no hunks are named).
    pub proposal: Option<String>,
    /// Hunks, where only some are meant, or of several proposals.
    pub hunks: Vec<String>,
    /// For an own wording or a bracket: the paragraph.
    pub paragraph: Option<String>,
    /// For an own wording: the text; none deletes the paragraph.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
    /// Which of the paragraph's brackets, by [`OpenBracket::bracket`].
    #[serde(default)]
    #[ts(optional)]
    pub bracket: Option<u32>,
    /// With `accept` in the window: also reject what falls by it, as one step.
    pub settle: bool,
}

/// What would follow.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecidePreview {
    /// What the paragraph would read, in runs.
    pub result: Vec<Run>,
    /// What of others falls.
    pub falls: Vec<Fate>,
    /// What of others in the paragraph stays.
    pub stays: Vec<Fate>,
}

/// One hunk's fate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fate {
    /// Hunk.
    pub hunk: String,
    /// What it is: see [`DeskHunk::kind`].
    pub kind: String,
    /// Column of the contributor.
    pub column: String,
    /// What it takes away.
    pub old: String,
    /// What it puts there.
    pub new: String,
}

/// Decided.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decided {
    /// The act.
    pub decision: String,
    /// Hunks of others that fall by it.
    pub falls: Vec<String>,
}

/// Undone or done again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Undone {
    /// The paragraph it was about; none if there was nothing.
    pub paragraph: Option<String>,
}

/// A package.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskPackage {
    /// Id: the act that made it what it is.
    pub package: String,
    /// What it is called.
    pub name: String,
    /// Its paragraphs, in desk order.
    pub paragraphs: Vec<PackagedParagraph>,
    /// Something in it is undecided or put off: the next revision leaves all of it as it is.
    pub waits: bool,
}

/// A paragraph of a package.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackagedParagraph {
    /// Paragraph id.
    pub paragraph: String,
    /// Its number, may be empty.
    pub number: String,
    /// A few words that tell what it is about.
    pub label: String,
    /// Something on it is undecided or put off.
    pub open: bool,
}

/// All packages on a desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackageList {
    /// In the order in which they were made what they are, by act.
    pub packages: Vec<DeskPackage>,
}

/// Puts paragraphs into a package.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackageSet {
    /// The paper.
    pub paper: String,
    /// The package to change or dissolve, by id, unique prefix or name; none makes one.
    pub package: Option<String>,
    /// What it is called; none leaves its name, or makes one of its numbers.
    pub name: Option<String>,
    /// Its paragraphs from now on, each by id, unique prefix or display number; none dissolves it.
    pub paragraphs: Vec<String>,
}

/// What was made of a package.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackageMade {
    /// The act; the package's id from now on, unless it was dissolved.
    pub package: String,
}

/// Many proposals to accept at once.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptMany {
    /// The paper.
    pub paper: String,
    /// All of this delegation: its name or id, or `chair`.
    pub delegation: Option<String>,
    /// All that is editorial: punctuation, white space, spelling, formatting; of everybody.
    pub editorial: bool,
    /// Exactly these of them; none takes all that do not stand apart.
    pub only: Option<Vec<String>>,
    /// Not these.
    pub except: Vec<String>,
    /// Why.
    pub reason: String,
}

/// The list to check before it happens.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptList {
    /// In desk order.
    pub lines: Vec<AcceptLine>,
}

/// One proposal of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptLine {
    /// The proposal.
    pub proposal: String,
    /// Delegation's name.
    pub delegation: String,
    /// Paragraph id.
    pub paragraph: String,
    /// Its number, may be empty.
    pub number: String,
    /// amend, insert, delete and so on.
    pub kind: String,
    /// The whole clean paragraph as it would read.
    pub text: String,
    /// The change in runs, shortened to the words around it.
    pub runs: Vec<Run>,
    /// Why it is not taken unless it is named: discussion_only, package, touches (another's proposal).
    pub apart: Option<String>,
}

/// What combines.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Combined {
    /// Proposals that were (or would be) accepted.
    pub accepted: Vec<String>,
    /// The paragraphs that these are about, each once, in desk order.
    pub paragraphs: Vec<String>,
    /// Undecided proposals that are left.
    pub left: Vec<String>,
}

/// Which table of decisions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionsOf {
    /// The paper.
    pub paper: String,
    /// An issued revision (its table), or none for the desk as it stands.
    pub revision: Option<String>,
    /// A file to write it to (.md, .txt).
    pub to: Option<String>,
}

/// The table of decisions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionTable {
    /// Rows in paragraph order.
    pub decisions: Vec<DecisionLine>,
}

/// A row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionLine {
    /// Paragraph id.
    pub paragraph: String,
    /// Old number.
    pub old: String,
    /// New number.
    pub new: String,
    /// Proposal.
    pub proposal: String,
    /// Delegation's name.
    pub delegation: String,
    /// Delegation's id or `chair`.
    pub column: String,
    /// Co-sponsors' names.
    pub cosponsors: Vec<String>,
    /// The paragraph before.
    pub old_text: String,
    /// What was proposed.
    pub wanted: String,
    /// The paragraph after.
    pub new_text: String,
    /// accepted, partly, bracketed, rejected, deferred, own_wording, or undecided on a desk.
    pub treatment: String,
    /// Why.
    pub reason: String,
}

/// The desk for the command line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeShow {
    /// The paper.
    pub paper: String,
    /// One paragraph only: id, unique prefix or display number.
    pub paragraph: Option<String>,
}

/// The desk for the command line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeParagraphs {
    /// Rows.
    pub paragraphs: Vec<MergeParagraph>,
    /// Notices.
    pub notices: Vec<DeskNotice>,
    /// Packages.
    pub packages: Vec<DeskPackage>,
}

/// A row for the command line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeParagraph {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// What the revision says.
    pub text: String,
    /// What the next revision would say.
    pub result: String,
    /// State, as in [`DeskParagraph`].
    pub state: String,
    /// Proposals.
    pub proposals: Vec<MergeProposal>,
    /// Groups of two or more hunk ids that touch.
    pub clusters: Vec<Vec<String>>,
}

/// A proposal for the command line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeProposal {
    /// Id.
    pub proposal: String,
    /// Delegation's name.
    pub delegation: String,
    /// amend, insert, delete, move, split, join, into.
    pub kind: String,
    /// Of a move, split or join: what it asks for.
    pub asked: Option<Asked>,
    /// The whole clean paragraph as it would read.
    pub text: String,
    /// Reason.
    pub reason: String,
    /// accepted, partly, rejected, bracketed, deferred, own_wording; null while undecided.
    pub decision: Option<String>,
    /// Hunk ids.
    pub hunks: Vec<String>,
}
