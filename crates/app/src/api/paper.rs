//! Papers, drafts, contributions.

use super::{Deserialize, Serialize, TS};

/// A paper.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperRef {
    /// Id or unique prefix.
    pub paper: String,
}

/// A new paper.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperNew {
    /// Title; empty takes the file's.
    pub title: String,
    /// Symbol, may be empty.
    pub symbol: String,
    /// BCP 47; empty means the interface's language.
    pub language: String,
    /// A file to start from.
    pub from: Option<String>,
}

/// A begun paper.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperMade {
    /// Id.
    pub paper: String,
    /// What the file held and could not be kept, in words.
    pub notes: Vec<String>,
}

/// All papers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Papers {
    /// Newest first.
    pub papers: Vec<PaperInfo>,
}

/// One paper in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperInfo {
    /// Id.
    pub paper: String,
    /// Title.
    pub title: String,
    /// Symbol of the newest revision, or the draft's.
    pub symbol: String,
    /// Whose it is: the delegation's name, or the Chair's.
    pub owner: String,
    /// Whether it is my side's.
    pub mine: bool,
    /// BCP 47.
    pub language: String,
    /// How many paragraphs.
    pub paragraphs: u32,
    /// Newest issued revision, if any.
    pub revision: Option<String>,
    /// When the newest thing happened to it, milliseconds since 1970.
    #[ts(type = "number")]
    pub changed: i64,
    /// Contributions on the newest revision.
    pub contributions: u32,
    /// For the Chair's side: paragraphs that still want a decision.
    pub undecided: u32,
    /// Whether my side has an editable draft or working copy.
    pub draft: bool,
}

/// Which text to show.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperShow {
    /// The paper.
    pub paper: String,
    /// issued (default), draft, began (the issued text with which my side's working copy began), desk, marked, desk_marked (the desk against the revision under discussion).
    pub view: Option<String>,
    /// A revision's symbol, id or unique prefix.
    pub revision: Option<String>,
}

/// A paper's text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperText {
    /// The paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// Symbol of what is shown.
    pub symbol: String,
    /// BCP 47.
    pub language: String,
    /// The revision shown, if it is one.
    pub revision: Option<String>,
    /// Which view this is.
    pub view: String,
    /// The paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

/// A paragraph to show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ParagraphView {
    /// Permanent id.
    pub id: String,
    /// Display number such as `18 bis`, empty if it has none.
    pub number: String,
    /// heading, pp, op, plain, item.
    pub kind: String,
    /// Level of a heading or item.
    pub level: u32,
    /// `ltr`, `rtl` or none for automatic.
    pub direction: Option<String>,
    /// The plain text.
    pub text: String,
    /// The same in runs; in the marked view with insertions and deletions.
    pub runs: Vec<Run>,
    /// Shown as 'edited after deletion'.
    pub edited_after_deletion: bool,
    /// Of a table: its rows and columns. Its cells are paragraphs behind it; those without words are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<TableShape>,
    /// Of a cell: where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cell: Option<CellAt>,
}

/// The rows and columns of a table; of two texts side by side those of both.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableShape {
    /// How many of the rows are headings.
    pub head: u32,
    /// The columns in order.
    pub columns: Vec<TableLine>,
    /// The rows in order.
    pub rows: Vec<TableLine>,
}

/// A row or column of a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableLine {
    /// Permanent id.
    pub id: String,
    /// same, inserted, deleted.
    pub change: String,
}

/// Where a cell stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellAt {
    /// The table's paragraph id.
    pub table: String,
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
}

/// A stretch of text that looks alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Names of the marks set on it: bold, italic, underline, superscript, subscript.
    pub marks: Vec<String>,
    /// `same`, `inserted`, `deleted`, or for the desk `contested`, `bracket`, `own`.
    pub change: String,
    /// Delegation ids behind it, where there are any (`chair` for the Chair's side).
    pub by: Vec<String>,
    /// What it stands for, if it is a sign: `note` (the text is the footnote's number), `reference` (what the paragraph
    /// is called now), `bracket` (one `[` or `]` that marks what is not agreed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sign: Option<String>,
    /// The paragraph that a footnote's sign or a reference leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<String>,
    /// The address that it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<String>,
}

/// Replacing a draft's text by a file's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperEdit {
    /// The paper.
    pub paper: String,
    /// The file.
    pub from: String,
}

/// What an edit changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Edited {
    /// Ids of changed paragraphs.
    pub changed: Vec<String>,
    /// What the file held and could not be kept, in words.
    pub notes: Vec<String>,
}

/// Issue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperIssue {
    /// The paper.
    pub paper: String,
    /// The new symbol.
    pub symbol: String,
    /// Where to write the table of decisions, if anywhere.
    pub decisions: Option<String>,
    /// Whether operative paragraphs are numbered anew, so that 18 bis becomes 19.
    #[serde(default)]
    #[ts(optional)]
    pub renumber: Option<bool>,
}

/// An issued revision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Issued {
    /// Its id.
    pub revision: String,
    /// SHA-256 of the canonical file (the same).
    pub hash: String,
    /// Hunks that became deferred.
    pub deferred: Vec<String>,
}

/// What issuing now would do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IssuePreview {
    /// A suggested symbol.
    pub symbol: String,
    /// Proposals that would become 'deferred'.
    pub undecided: Vec<UndecidedProposal>,
    /// Paragraphs with open brackets.
    pub bracketed: u32,
    /// Packages that wait: what was decided on their paragraphs does not go out, and they stay as they are.
    pub packages: Vec<super::desk::DeskPackage>,
}

/// A proposal without decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndecidedProposal {
    /// Paragraph id.
    pub paragraph: String,
    /// Its number.
    pub number: String,
    /// Delegation's name.
    pub delegation: String,
}

/// A paper's story.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct History {
    /// Newest last.
    pub acts: Vec<HistoryItem>,
    /// Issued revisions, oldest first.
    pub revisions: Vec<RevisionInfo>,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryItem {
    /// The act.
    pub act: String,
    /// Claimed time, milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Delegation's name.
    pub delegation: String,
    /// began, drafted, issued, contributed, withdrew, decided, newer.
    pub what: String,
    /// The number or symbol that it is about, if one.
    pub paragraph: Option<String>,
}

/// An issued revision in the story.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionInfo {
    /// Id.
    pub revision: String,
    /// Symbol.
    pub symbol: String,
    /// Claimed time.
    #[ts(type = "number")]
    pub at: i64,
    /// Whether the signature verifies.
    pub signed: bool,
}

/// Export.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperExport {
    /// The paper.
    pub paper: String,
    /// The file; its ending names the format. `.qalam` writes the canonical file and its signature beside it.
    pub to: String,
    /// clean (default), marked, compilation, side-by-side, decisions.
    pub view: Option<String>,
    /// A revision, whose papers these are: what was proposed is what led to it. Without it the newest text, and what
    /// has been proposed to it.
    pub revision: Option<String>,
    /// For the marked-up text: against this revision instead of the one before.
    #[serde(default)]
    #[ts(optional)]
    pub against: Option<String>,
    /// Whether delegations are named (they are if nothing is said).
    #[serde(default)]
    #[ts(optional)]
    pub names: Option<bool>,
    /// Of a clean Markdown text: whether each paragraph carries its permanent id, so that a copy that comes back is
    /// found word for word.
    #[serde(default)]
    #[ts(optional)]
    pub ids: Option<bool>,
    /// What this paper itself is called, such as `WG/2026/CRP.1`, if it is. A clean text has its revision's symbol.
    #[serde(default)]
    #[ts(optional)]
    pub symbol: Option<String>,
}

/// All papers of an issued revision.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperPapers {
    /// The paper.
    pub paper: String,
    /// The folder; it is made if it is not there.
    pub to: String,
    /// The revision; the newest if nothing is said.
    pub revision: Option<String>,
    /// As in [`PaperExport`].
    #[serde(default)]
    #[ts(optional)]
    pub against: Option<String>,
    /// As in [`PaperExport`].
    #[serde(default)]
    #[ts(optional)]
    pub names: Option<bool>,
    /// html, md, txt; html and md if nothing is said.
    #[serde(default)]
    pub formats: Vec<String>,
}

/// What was exported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Exported {
    /// The files written, readable by anybody.
    pub files: Vec<String>,
    /// What could not be kept, in words.
    pub notes: Vec<String>,
}

/// My side's changes as they would be submitted now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Changes {
    /// The revision that they are of, if the paper has one.
    pub revision: Option<String>,
    /// In paragraph order.
    pub changes: Vec<ChangeView>,
    /// Whether they differ from what was submitted.
    pub unsent: bool,
    /// What my side has submitted to it and not withdrawn.
    pub contributions: Vec<String>,
}

/// What a move, split, join or move into another asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Asked {
    /// The paragraph that it is about: its number, or how it begins.
    pub of: String,
    /// Of a move: what it shall stand behind; none for the beginning. Of a move into another: that one.
    pub place: Option<String>,
    /// Of a split: how many paragraphs there shall be.
    pub parts: u32,
    /// Of a join: the others whose words follow.
    pub with: Vec<String>,
}

/// One of my proposals in the making.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeView {
    /// Key for notes, together with the kind: stays while one edits.
    pub paragraph: String,
    /// Display number (`18 bis` for an insert).
    pub number: String,
    /// amend, insert, delete, move, split, join, into.
    pub kind: String,
    /// Of a move, split or join: what it asks for.
    pub asked: Option<Asked>,
    /// Old and new in runs.
    pub runs: Vec<Run>,
    /// The reason.
    pub reason: String,
    /// Co-sponsors' delegation ids.
    pub cosponsors: Vec<String>,
    /// For discussion only.
    pub discussion_only: bool,
    /// Held back: not submitted.
    pub held_back: bool,
    /// Whether it was submitted as it stands.
    pub sent: bool,
}

/// A note on one of my proposals; what is none stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeNote {
    /// The paper.
    pub paper: String,
    /// The paragraph: id, unique prefix or display number.
    pub paragraph: String,
    /// Of which kind the proposal is; one on the wording or a new paragraph if nothing is said.
    #[serde(default)]
    pub kind: String,
    /// The reason.
    pub reason: Option<String>,
    /// Co-sponsors, by name or id.
    pub cosponsors: Option<Vec<String>>,
    /// For discussion only.
    pub discussion_only: Option<bool>,
    /// Held back.
    pub held_back: Option<bool>,
}

/// Submit.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Propose {
    /// The paper.
    pub paper: String,
    /// A file to compare instead of the working copy.
    pub from: Option<String>,
    /// For that delegation (name or id), entered by the Chair's side.
    pub delegation: Option<String>,
    /// A reason for all proposals that have none.
    pub reason: Option<String>,
    /// Where hands placed pieces of the file: `3=14` (it is paragraph 14), `3=after:14` (new, behind 14), `3=start`,
    /// `3=none` (no proposal).
    #[serde(default)]
    #[ts(optional)]
    pub place: Option<Vec<String>>,
    /// What is thought of paragraphs that the file does not have: `stay`, `delete`, or by rule.
    #[serde(default)]
    #[ts(optional)]
    pub missing: Option<String>,
    /// The revision that was meant (symbol or id); another than the one under discussion is refused.
    #[serde(default)]
    #[ts(optional)]
    pub revision: Option<String>,
}

/// Submitted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Proposed {
    /// The contribution.
    pub contribution: String,
    /// Its proposals.
    pub proposals: Vec<ProposedItem>,
    /// What of the file could not be placed, and was therefore not submitted.
    pub unplaced: Vec<super::outside::UnplacedPiece>,
}

/// One submitted proposal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposedItem {
    /// Id.
    pub proposal: String,
    /// amend, insert, delete.
    pub kind: String,
    /// Paragraph id.
    pub paragraph: String,
}

/// What has been contributed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContributionList {
    /// All, oldest first.
    pub contributions: Vec<ContributionInfo>,
}

/// One contribution.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContributionInfo {
    /// Id.
    pub contribution: String,
    /// Delegation's name.
    pub delegation: String,
    /// Delegation's id, or `chair`.
    pub delegation_id: String,
    /// Revision.
    pub revision: String,
    /// current, replaced, withdrawn, other-revision.
    pub status: String,
    /// Entered by the secretariat.
    pub entered: bool,
    /// Made on the floor.
    pub floor: bool,
    /// Where its revision stands: current, earlier, rival (it did not become the revision), missing (it has not arrived).
    pub pinned: String,
    /// How many proposals.
    pub proposals: u32,
    /// How many of them came when the next revision had been issued, so that they lay on no desk, while the delegation
    /// has submitted nothing since.
    pub late: u32,
    /// Claimed time.
    #[ts(type = "number")]
    pub at: i64,
}

/// HTML that was pasted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PasteClean {
    /// As the clipboard has it.
    pub html: String,
}

/// What is left of it: text and structure, nothing that runs or fetches.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PasteCleaned {
    /// Each is well formed by itself; one behind the other they are the whole.
    pub parts: Vec<String>,
    /// Pictures that were left out.
    pub pictures: u32,
    /// Drawings, formulas, videos and the like that were left out.
    pub objects: u32,
    /// Bytes at the end that were not looked at, because there was too much.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// One of my proposals in the making, by its paragraph.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeRef {
    /// The paper.
    pub paper: String,
    /// The paragraph: id, unique prefix or display number.
    pub paragraph: String,
    /// Of which kind the proposal is, where there are several on the paragraph; the first one if nothing is said.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<String>,
}

/// What became of a change that was dropped or put back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeDropped {
    /// The paragraph; none if there was nothing to put back.
    pub paragraph: Option<String>,
}

/// A proposal whose story is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalOf {
    /// The paper.
    pub paper: String,
    /// The proposal, by id or unique prefix.
    pub proposal: String,
}

/// What one contributor has asked for in one paragraph, over all submissions and revisions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalStory {
    /// The paragraph.
    pub paragraph: String,
    /// Delegation's name.
    pub delegation: String,
    /// Delegation's id, or `chair`.
    pub column: String,
    /// Newest last.
    pub versions: Vec<ProposalVersion>,
    /// What was decided about it, newest last; only the Chair's side knows.
    pub decisions: Vec<StoryDecision>,
}

/// A decision about a proposal, one that was taken back or replaced since too.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StoryDecision {
    /// The act.
    pub decision: String,
    /// Claimed time, milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Whose hand: the seat of a member of the Chair's side; empty if it is not known any more.
    pub seat: String,
    /// Symbol of the text that it is about.
    pub revision: String,
    /// accepted, rejected, bracketed, deferred, own_wording, reopened.
    pub treatment: String,
    /// Why.
    pub reason: String,
    /// A later decision took its place.
    pub replaced: bool,
}

/// One wording of a proposal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalVersion {
    /// The contribution.
    pub contribution: String,
    /// Claimed time, milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Entered by the Chair's side.
    pub entered: bool,
    /// Symbol of the text that it is about.
    pub revision: String,
    /// current, replaced, withdrawn, dropped (a later contribution no longer has it).
    pub status: String,
    /// amend, insert, delete and so on; empty where it was dropped.
    pub kind: String,
    /// The change in runs, shortened to the words around it.
    pub runs: Vec<Run>,
    /// The whole clean paragraph as it would read.
    pub text: String,
    /// The reason.
    pub reason: String,
    /// Co-sponsors' names.
    pub cosponsors: Vec<String>,
    /// For discussion only.
    pub discussion_only: bool,
    /// What became of it in the text that followed, if one did: accepted, partly, rejected, bracketed, deferred,
    /// own_wording.
    pub outcome: Option<String>,
}
