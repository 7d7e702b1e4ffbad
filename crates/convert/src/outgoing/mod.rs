//! Papers that go out: one neutral structure for the text of a revision, what changed in it, the compilation of
//! proposals, the side-by-side table and the table of decisions; and small writers on it.
//!
//! The structure is made by pure functions from what everybody in the group has: revisions, contributions and the
//! table of decisions. The same acts therefore give the same file on every laptop, and nothing here reads a clock.
//! Comments and the names of members never come near it. Where nobody is to be named ([`Naming::Nobody`]) no name and
//! no id of a delegation is put into the structure at all, so that no writer can let one out.
//!
//! A writer is given words, never asked for a decision: a format that comes later writes the same blocks.

mod compilation;
mod entries;
mod fragments;
mod frame;
mod html;
mod markdown;
mod paper;
mod plain;
mod tables;

pub use compilation::compilation;
pub use frame::{Frame, LeftOut, Naming, Say, is_right_to_left};
pub use html::to_html;
pub use markdown::document_to_markdown;
pub use paper::{Authors, Whose, clean, marked};
pub use plain::document_to_text;
pub use tables::{decisions, side_by_side};

use qalam_model::{
    desk::Desk,
    ids::{DelegationId, ParagraphId, ProposalId},
    number::Names,
    paper::{Direction, Kind, Paragraph, Revision},
    proposal::{Contributor, DecisionRow},
    text::RichText,
};
use std::collections::HashSet;

/// A paper that goes out.
#[derive(Debug, Clone)]
pub struct Document {
    /// The paper's title, in its own language.
    pub title: String,
    /// What is said below the title, in the language of the frame: what this is, and against what.
    pub about: Vec<String>,
    /// The language of headings, column heads and treatments, BCP 47.
    pub frame: String,
    /// The language of the paper, BCP 47. It decides the direction of the paper's words.
    pub language: String,
    /// What stands between names in a row.
    pub comma: String,
    /// The content in order.
    pub blocks: Vec<Block>,
    /// What the paper calls its parts.
    pub names: Names,
    /// What the next text calls its own ([`Text::later`]).
    pub later: Names,
    /// Whose brackets, in the alphabetical order of the frame's language; empty where nobody is named.
    pub behind: Vec<(DelegationId, String)>,
    /// What was left out so that nobody is named.
    pub left: LeftOut,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of the frame.
    Heading(String),
    /// A sentence of the frame.
    Line(String),
    /// A paragraph of the paper.
    Text(Text),
    /// A proposal.
    Wish(Box<Wish>),
    /// A table, the paper's own or one of the frame.
    Table(Table),
}

/// What became of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Change {
    /// They stay.
    #[default]
    Same,
    /// They came.
    Inserted,
    /// They went.
    Deleted,
}

/// Words that fared alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words with their formatting, links and signs.
    pub text: RichText,
    /// What became of them.
    pub change: Change,
    /// Who brought them, by name; empty where that is not told.
    pub by: Vec<String>,
}

/// One paragraph of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The paragraph, where references lead to this one; none in a repetition.
    pub id: Option<ParagraphId>,
    /// What it is.
    pub kind: Kind,
    /// The level of a heading or item.
    pub level: u8,
    /// Set by hand.
    pub direction: Option<Direction>,
    /// Its number as it is written, empty if it has none.
    pub number: String,
    /// Its words in order.
    pub words: Vec<Words>,
    /// The paragraph as a whole came, or went.
    pub change: Change,
    /// What else is said of it: moved, renumbered, made a heading.
    pub told: Vec<String>,
    /// It stands in the next text: its references and footnotes are called by [`Document::later`].
    pub later: bool,
}

impl Text {
    /// All words in one, without what went.
    pub fn now(&self) -> String {
        self.words.iter().filter(|w| w.change != Change::Deleted).map(|w| w.text.text.as_str()).collect()
    }
}

/// Names behind a label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// What they are; may be empty.
    pub label: String,
    /// The names, in the alphabetical order of the frame's language.
    pub names: Vec<String>,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Whose.
    pub whose: Named,
    /// Why.
    pub words: String,
}

/// One proposal, with all who ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Who asks for it; without names where nobody is named.
    pub who: Named,
    /// Who supports it.
    pub with: Named,
    /// What it is: an amendment, for discussion only and so on.
    pub tags: Vec<String>,
    /// What it changes beside words.
    pub told: Vec<String>,
    /// The paragraph as it would read, and what comes along with it.
    pub texts: Vec<Text>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// It belongs to the paper.
    pub paper: bool,
    /// Where references lead to.
    pub id: Option<ParagraphId>,
    /// Its caption.
    pub caption: Vec<Words>,
    /// How many rows are headings.
    pub head: usize,
    /// Widths in proportion.
    pub columns: Vec<u16>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// How many rows it covers; 0 where the one above covers this place too.
    pub rows: usize,
}

/// What was said about one revision, and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Sitting<'a> {
    /// The revision that the proposals are about.
    pub old: &'a Revision,
    /// All proposals on it, laid out by paragraph. Nothing here looks at what the desk says of decisions.
    pub desk: &'a Desk,
    /// The next revision as it was issued, or as it would read; empty where that is not to be told.
    pub new: &'a [Paragraph],
    /// Its symbol, if it has been issued.
    pub symbol: Option<&'a str>,
    /// The table of decisions.
    pub rows: &'a [DecisionRow],
    /// Proposals about which nothing has been decided yet.
    pub open: &'a HashSet<(ProposalId, Contributor)>,
}
