//! Papers: paragraphs, kinds, revisions.

mod tidy;

pub use tidy::tidy;

use crate::{ids::*, number::Number, text::RichText};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
    /// A table; its words are the caption.
    Table,
    /// A cell of a table.
    Cell,
    /// A footnote.
    Note,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 8] =
        [Kind::Heading, Kind::Preambular, Kind::Operative, Kind::Plain, Kind::Item, Kind::Table, Kind::Cell, Kind::Note];
    /// Those that a paragraph can be made by restyling it, and that stand by themselves.
    pub const STYLES: [Kind; 5] = [Kind::Heading, Kind::Preambular, Kind::Operative, Kind::Plain, Kind::Item];
    /// Whether it is one of [`Kind::STYLES`].
    pub fn is_style(self) -> bool {
        Kind::STYLES.contains(&self)
    }
    /// Whether its place follows from something else: a cell's from its table, a footnote's from its sign.
    pub fn is_placed(self) -> bool {
        matches!(self, Kind::Cell | Kind::Note)
    }
    /// The name in drafts, canonical files and shells: heading, pp, op, plain, item, table, cell, note. Acts spell the
    /// kinds out, see `docs/formats/acts.md`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Heading => "heading",
            Kind::Preambular => "pp",
            Kind::Operative => "op",
            Kind::Plain => "plain",
            Kind::Item => "item",
            Kind::Table => "table",
            Kind::Cell => "cell",
            Kind::Note => "note",
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
    /// The wording; of a table the caption.
    pub text: RichText,
    /// Of a table: its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
    /// Of a cell: where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellPlace>,
}

impl Paragraph {
    /// A paragraph without direction, number and level (a heading or list item: of level 1).
    pub fn new(id: ParagraphId, kind: Kind, text: RichText) -> Paragraph {
        let level = u8::from(matches!(kind, Kind::Heading | Kind::Item));
        Paragraph { id, kind, level, direction: None, number: None, text, table: None, cell: None }
    }

    /// A table with that caption.
    pub fn table(id: ParagraphId, table: Table, caption: RichText) -> Paragraph {
        Paragraph { table: Some(table), ..Paragraph::new(id, Kind::Table, caption) }
    }

    /// A cell; its id follows from its place.
    pub fn cell(place: CellPlace, text: RichText) -> Paragraph {
        Paragraph { cell: Some(place), ..Paragraph::new(place.id(), Kind::Cell, text) }
    }
}

/// The shape of a table: which rows and columns, in order. Its cells are paragraphs of their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// How many rows are headings, 0 to 9.
    pub head: u8,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The rows in order.
    pub rows: Vec<RowId>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Column {
    /// Permanent id.
    pub id: ColumnId,
    /// Width in proportion to the others, 1 to 1000.
    pub width: u16,
}

/// Where a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellPlace {
    /// The table's paragraph id.
    pub table: ParagraphId,
    /// The row.
    pub row: RowId,
    /// The column.
    pub column: ColumnId,
}

impl CellPlace {
    /// The id of the cell that stands there.
    pub fn id(&self) -> ParagraphId {
        cell_id(self.table, self.row, self.column)
    }
}

/// The id of a cell, the same for all who write into it apart.
pub fn cell_id(table: ParagraphId, row: RowId, column: ColumnId) -> ParagraphId {
    let hash = Sha256::digest(format!("qalam cell {table} {row} {column}"));
    let mut id = [0; 8];
    id.copy_from_slice(&hash[..8]);
    ParagraphId(id)
}

impl Table {
    /// No table has more rows.
    pub const MAX_ROWS: usize = 1000;
    /// No table has more columns.
    pub const MAX_COLUMNS: usize = 64;
    /// No table has more places for cells.
    pub const MAX_CELLS: usize = 20_000;
    /// The width of a column where nobody gave it one.
    pub const WIDTH: u16 = 100;

    /// Whether a paper may hold a table of this shape.
    pub fn is_valid(&self) -> bool {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let size =
            (1..=Table::MAX_ROWS).contains(&rows) && (1..=Table::MAX_COLUMNS).contains(&columns) && rows * columns <= Table::MAX_CELLS;
        if !size || self.head > 9 || self.columns.iter().any(|c| !(1..=1000).contains(&c.width)) {
            return false;
        }
        let (mut ids, mut names) = (self.rows.clone(), self.columns.iter().map(|c| c.id).collect::<Vec<_>>());
        ids.sort();
        ids.dedup();
        names.sort();
        names.dedup();
        ids.len() == rows && names.len() == columns
    }

    /// All places of the table with that paragraph id, row by row.
    pub fn places(&self, table: ParagraphId) -> impl Iterator<Item = CellPlace> {
        self.rows.iter().flat_map(move |row| self.columns.iter().map(move |c| CellPlace { table, row: *row, column: c.id }))
    }

    /// Whether it has that row and that column.
    pub fn has(&self, place: &CellPlace) -> bool {
        self.rows.contains(&place.row) && self.columns.iter().any(|c| c.id == place.column)
    }
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
