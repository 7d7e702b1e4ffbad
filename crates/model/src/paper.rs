//! Papers: paragraphs, kinds, revisions.

use crate::{ids::*, number::Number, text::RichText};
use serde::{Deserialize, Serialize};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A heading; `level` 1 to 6.
    Heading,
    /// A preambular paragraph.
    Preambular,
    /// An operative paragraph: numbered, the same in every language.
    Operative,
    /// A paragraph without number.
    Plain,
    /// A list item; `level` 1 to 6.
    Item,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] = [Kind::Heading, Kind::Preambular, Kind::Operative, Kind::Plain, Kind::Item];
    /// The name in drafts, canonical files and shells: heading, pp, op, plain, item. Acts spell the kinds out, see `docs/formats/acts.md`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Heading => "heading",
            Kind::Preambular => "pp",
            Kind::Operative => "op",
            Kind::Plain => "plain",
            Kind::Item => "item",
        }
    }
    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Writing direction of a paragraph set by hand; without one it follows its first strong character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Paragraph {
    /// Permanent id.
    pub id: ParagraphId,
    /// What it is.
    pub kind: Kind,
    /// Level of a heading or list item, 1 to 6; 0 for the others.
    #[serde(default)]
    pub level: u8,
    /// Direction set by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Display number, where the kind has one and it has been given (see [`crate::number`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// The wording.
    pub text: RichText,
}

/// An issued, frozen text. Its canonical bytes ([`crate::canonical`]) name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The group that it belongs to.
    pub group: GroupId,
    /// The paper.
    pub paper: PaperId,
    /// The document symbol, for example `WG/2026/WP.1/Rev.1`.
    pub symbol: String,
    /// The title.
    pub title: String,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// The revision that this one follows.
    pub predecessor: Option<RevisionId>,
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
}

impl Revision {
    /// The paragraph with that id and its place.
    pub fn find(&self, id: ParagraphId) -> Option<(usize, &Paragraph)> {
        self.paragraphs.iter().enumerate().find(|(_, p)| p.id == id)
    }
}
