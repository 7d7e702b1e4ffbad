//! Where delegations stand on the paragraphs of an issued text.

use super::{Deserialize, Serialize, TS};

/// Whose board to show.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingOf {
    /// The paper.
    pub paper: String,
    /// A revision's symbol, id or unique prefix; the newest one if none.
    pub revision: Option<String>,
}

/// Where everybody stands on one issued text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingBoard {
    /// The paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// Symbol of the text.
    pub symbol: String,
    /// BCP 47.
    pub language: String,
    /// The revision.
    pub revision: String,
    /// The delegations at the table, in the reader's alphabetical order.
    pub parties: Vec<StandingParty>,
    /// Its paragraphs in order, without headings.
    pub rows: Vec<StandingRow>,
    /// What it comes to.
    pub totals: StandingTotals,
    /// My delegation, if I may say how it stands.
    pub mine: Option<String>,
    /// Whether I may enter what a delegation said.
    pub may_enter: bool,
    /// Whether there is something of this sitting to take back.
    pub can_undo: bool,
}

/// A delegation at the table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingParty {
    /// Delegation's id.
    pub delegation: String,
    /// Name.
    pub name: String,
    /// Badge letters.
    pub badge: String,
    /// Colour number from 0.
    pub colour: u32,
    /// On how many paragraphs it agreed ad referendum.
    pub agreed: u32,
    /// On how many it reserves or objects.
    pub holds: u32,
    /// On how many it has said nothing.
    pub silent: u32,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingRow {
    /// Paragraph id.
    pub paragraph: String,
    /// Display number, may be empty.
    pub number: String,
    /// A few words that tell what it is about.
    pub label: String,
    /// The heading above it.
    pub section: String,
    /// agreed, bracketed, objected, reserved, open; on the Chair's side also waits (for the rest of its package).
    pub state: String,
    /// Every delegation at the table, in the order of the parties.
    pub voices: Vec<StandingVoice>,
    /// Column ids of those whose proposals on it are still to be decided.
    pub proposals: Vec<String>,
    /// On the Chair's side: the name of the package for whose other paragraphs it waits.
    pub package: Option<String>,
}

/// How one delegation stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingVoice {
    /// Delegation's id.
    pub delegation: String,
    /// agreed, reserves, objects, nothing.
    pub stance: String,
    /// The reservation, or why it objects.
    pub text: String,
    /// Entered for it by the Chair's side.
    pub entered: bool,
    /// Symbol of the text on which it was said, if that is an earlier one.
    pub since: Option<String>,
    /// What else was said for it apart: the more cautious one shows.
    pub apart: Vec<StandingSaid>,
    /// agreed, reserves or objects: what it had said before the paragraph was changed, if it has said nothing since.
    pub lapsed: Option<String>,
}

/// What was said apart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingSaid {
    /// agreed, reserves, objects, nothing.
    pub stance: String,
    /// The reservation, or why it objects.
    pub text: String,
    /// Entered by the Chair's side.
    pub entered: bool,
}

/// How many paragraphs stand where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingTotals {
    /// All.
    pub all: u32,
    /// Agreed ad referendum by all.
    pub agreed: u32,
    /// In brackets.
    pub bracketed: u32,
    /// Neither.
    pub open: u32,
    /// Of the open ones: somebody objects.
    pub objected: u32,
    /// Of the open ones: nobody objects, somebody reserves.
    pub reserved: u32,
    /// Of the open ones: all agreed, but the rest of the package is not.
    pub waits: u32,
}

/// How a delegation stands from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingSet {
    /// The paper.
    pub paper: String,
    /// Paragraphs, each by id, unique prefix or display number.
    pub paragraphs: Vec<String>,
    /// agreed, reserves, objects, nothing.
    pub stance: String,
    /// The reservation; why it objects.
    pub text: Option<String>,
    /// For that delegation (name or id), entered by the Chair's side.
    pub delegation: Option<String>,
}

/// What was said.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingMade {
    /// The act; none if it stood so already.
    pub standing: Option<String>,
    /// Ids of the paragraphs on which something changed.
    pub paragraphs: Vec<String>,
}
