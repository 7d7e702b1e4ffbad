//! The commands on tables: rows and columns, their order and width. Cells are paragraphs, so their words have the
//! commands of words. A row that one adds and a column that another adds cross without loss: neither knows of cells.

use super::{
    Draft, DraftError,
    attributes::{Attribute, Entry},
    edit::Unsigned,
    fraction::{between, nth, spread},
    layout::{Group, Layout, Role},
    tables::MAX_PLACES,
};
use crate::{
    ids::{ColumnId, ParagraphId, RowId},
    paper::{Kind, Paragraph, Table},
};
use std::collections::HashSet;

/// A row or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// A row.
    Row(RowId),
    /// A column.
    Column(ColumnId),
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Line::Row(id) => write!(f, "row {id}"),
            Line::Column(id) => write!(f, "column {id}"),
        }
    }
}

impl Line {
    fn is_row(self) -> bool {
        matches!(self, Line::Row(_))
    }

    fn bytes(self) -> [u8; 8] {
        match self {
            Line::Row(id) => id.0,
            Line::Column(id) => id.0,
        }
    }

    /// The name of its entry.
    fn name(self) -> String {
        match self {
            Line::Row(id) => format!("row.{id}"),
            Line::Column(id) => format!("col.{id}"),
        }
    }

    fn like(self, id: [u8; 8]) -> Line {
        if self.is_row() { Line::Row(RowId(id)) } else { Line::Column(ColumnId(id)) }
    }
}

/// A table that a command writes to.
struct Target<'l> {
    group: &'l Group,
    shape: &'l Table,
}

impl Layout {
    fn table(&self, id: ParagraphId) -> Result<Target<'_>, DraftError> {
        let group = self.writable(id)?;
        let shape = group.table.as_ref().map(|t| &t.shape).ok_or(DraftError::NoTable(id))?;
        Ok(Target { group, shape })
    }

    fn entries(&self, table: ParagraphId, line: Line) -> &[Entry] {
        let entries = self.attributes.table(&table.to_string());
        entries.map_or(&[], |e| if line.is_row() { &e.rows } else { &e.columns })
    }

    /// The lines of one kind that show, in order, as indices of the entries.
    fn shown_lines(&self, target: &Target<'_>, line: Line) -> Vec<usize> {
        let shown: HashSet<[u8; 8]> = match line {
            Line::Row(_) => target.shape.rows.iter().map(|r| r.0).collect(),
            Line::Column(_) => target.shape.columns.iter().map(|c| c.id.0).collect(),
        };
        let entries = self.entries(target.group.id, line);
        (0..entries.len()).filter(|i| shown.contains(&entries[*i].id)).collect()
    }

    fn line(&self, target: &Target<'_>, line: Line) -> Result<usize, DraftError> {
        let entries = self.entries(target.group.id, line);
        let mut shown = self.shown_lines(target, line).into_iter();
        shown.find(|i| entries[*i].id == line.bytes()).ok_or(DraftError::UnknownLine { table: target.group.id, line })
    }
}

impl Draft {
    fn set_line(&self, table: ParagraphId, line: Line, value: &str) -> Result<(), DraftError> {
        self.set_named(&table.to_string(), &line.name(), value)
    }

    /// A new row or column behind `after`, or first.
    pub fn insert_line(&mut self, table: ParagraphId, line: Line, after: Option<Line>) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let target = layout.table(table)?;
            if layout.entries(table, line).iter().any(|e| e.id == line.bytes()) {
                return Err(DraftError::DuplicateLine { table, line });
            }
            let (mut rows, mut columns) = (target.shape.rows.len(), target.shape.columns.len());
            let other = layout.entries(table, if line.is_row() { Line::Column(ColumnId([0; 8])) } else { Line::Row(RowId([0; 8])) });
            *if line.is_row() { &mut rows } else { &mut columns } += 1;
            if rows > Table::MAX_ROWS || columns > Table::MAX_COLUMNS || rows * columns > Table::MAX_CELLS {
                return Err(DraftError::TableTooLarge(table));
            }
            if layout.cells.places + other.len() > MAX_PLACES {
                return Err(DraftError::TableTooLarge(table));
            }
            draft.place_line(layout, &target, line, after, None)
        })
    }

    /// Moves a row or column behind another, or to the beginning.
    pub fn move_line(&mut self, table: ParagraphId, line: Line, after: Option<Line>) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let target = layout.table(table)?;
            let index = layout.line(&target, line)?;
            if after == Some(line) {
                return Ok(());
            }
            draft.place_line(layout, &target, line, after, Some(index))
        })
    }

    /// Gives a line a fraction behind that of `after`; those that have the same one get their own first.
    fn place_line(
        &self,
        layout: &Layout,
        target: &Target<'_>,
        line: Line,
        after: Option<Line>,
        now: Option<usize>,
    ) -> Result<(), DraftError> {
        let table = target.group.id;
        let entries = layout.entries(table, line);
        let others: Vec<usize> = layout.shown_lines(target, line).into_iter().filter(|i| Some(*i) != now).collect();
        let from = match after {
            None => None,
            Some(a) if a.is_row() != line.is_row() => return Err(DraftError::UnknownLine { table, line: a }),
            Some(a) => Some(layout.line(target, a)?),
        };
        let next = from.map_or(0, |f| others.iter().position(|o| *o == f).map_or(0, |p| p + 1));
        let low = from.map_or("", |f| entries[f].fraction.as_str());
        let ties: Vec<usize> = others[next..].iter().copied().take_while(|o| entries[*o].fraction == low).collect();
        let high = others.get(next + ties.len()).map(|o| entries[*o].fraction.as_str());
        let lines: Vec<Line> = std::iter::once(line).chain(ties.iter().map(|t| line.like(entries[*t].id))).collect();
        let ids: Vec<String> = lines.iter().map(|l| hex::encode(l.bytes())).collect();
        let fractions = spread(low, high, &ids).ok_or(DraftError::NoRoom)?;
        let old = now.into_iter().chain(ties).map(Some).chain(std::iter::repeat(None));
        let old: Vec<Option<usize>> =
            if now.is_some() { old.take(lines.len()).collect() } else { std::iter::once(None).chain(old).take(lines.len()).collect() };
        for ((line, fraction), old) in lines.iter().zip(fractions).zip(old) {
            let deleted = old.and_then(|o| entries[o].deleted.clone());
            self.set_line(table, *line, &Entry { id: line.bytes(), fraction, deleted }.value())?;
        }
        Ok(())
    }

    /// Deletes a row or column. If somebody else writes in it meanwhile it comes back, marked. Not the last one: the
    /// table itself is deleted instead.
    pub fn delete_line(&mut self, table: ParagraphId, line: Line) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let target = layout.table(table)?;
            let index = layout.line(&target, line)?;
            if layout.shown_lines(&target, line).len() == 1 {
                return Err(DraftError::LastLine { table, line });
            }
            let gone = |g: &&Group| match (g.role, line) {
                (Role::Cell(place), Line::Row(row)) => place.table == table && place.row == row,
                (Role::Cell(place), Line::Column(column)) => place.table == table && place.column == column,
                _ => false,
            };
            let mut unsigned = Unsigned::new();
            for note in layout.groups.iter().filter(gone).flat_map(|g| layout.signs_of_notes(g)) {
                *unsigned.entry(note).or_default() += 1;
            }
            let entry = &layout.entries(table, line)[index];
            let deleted = Some(layout.line_hash(table, line.is_row(), index));
            draft.set_line(table, line, &Entry { deleted, ..entry.clone() }.value())?;
            draft.drop_notes(layout, &unsigned)
        })
    }

    /// Takes the mark 'edited after deletion' from a row or column, or brings back a deleted one.
    pub fn restore_line(&mut self, table: ParagraphId, line: Line) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            layout.table(table)?;
            let entry = layout.entries(table, line).iter().find(|e| e.id == line.bytes());
            let entry = entry.ok_or(DraftError::UnknownLine { table, line })?;
            draft.set_line(table, line, &entry.fraction)
        })
    }

    /// Sets the width of a column in proportion to the others, 1 to 1000.
    pub fn set_width(&mut self, table: ParagraphId, column: ColumnId, width: u16) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            layout.line(&layout.table(table)?, Line::Column(column))?;
            draft.set_named(&table.to_string(), &format!("width.{column}"), &width.clamp(1, 1000).to_string())
        })
    }

    /// Sets how many rows are headings, 0 to 9.
    pub fn set_head(&mut self, table: ParagraphId, head: u8) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let target = layout.table(table)?;
            draft.set(layout.parts[target.group.shown].attribute_key(), Attribute::Head, &head.min(9).to_string())
        })
    }

    /// Whether a new paragraph, if it is a table, may be written.
    pub(super) fn check_new_table(&self, layout: &Layout, paragraph: &Paragraph) -> Result<(), DraftError> {
        let places = match (&paragraph.table, paragraph.kind) {
            (Some(table), Kind::Table) if table.is_valid() => table.rows.len() * table.columns.len(),
            (_, Kind::Table) => return Err(DraftError::TableTooLarge(paragraph.id)),
            _ => return Ok(()),
        };
        if layout.cells.places + places > MAX_PLACES { Err(DraftError::TableTooLarge(paragraph.id)) } else { Ok(()) }
    }

    /// The rows and columns of a new table.
    pub(super) fn write_shape(&self, key: &str, paragraph: &Paragraph) -> Result<(), DraftError> {
        let (Some(table), Kind::Table) = (&paragraph.table, paragraph.kind) else { return Ok(()) };
        let id = paragraph.id.to_string();
        if table.head != 1 {
            self.set(key, Attribute::Head, &table.head.to_string())?;
        }
        shape_values(table).iter().try_for_each(|(name, value)| self.set_named(&id, name, value))
    }

    /// Makes the rows and columns of a table those of `target`, whatever entries there are.
    pub(super) fn align_shape(&self, layout: &Layout, group: &Group, target: &Table) -> Result<bool, DraftError> {
        let id = group.id;
        if group.table.as_ref().is_some_and(|t| t.shape == *target) {
            return Ok(false);
        }
        let now = group.table.as_ref().map(|t| &t.shape);
        if now.map_or(1, |t| t.head) != target.head {
            self.set(layout.parts[group.shown].attribute_key(), Attribute::Head, &target.head.to_string())?;
        }
        for column in &target.columns {
            let width = now.and_then(|t| t.columns.iter().find(|c| c.id == column.id)).map_or(0, |c| c.width);
            if width != column.width {
                self.set_named(&id.to_string(), &format!("width.{}", column.id), &column.width.to_string())?;
            }
        }
        let rows: Vec<Line> = target.rows.iter().map(|r| Line::Row(*r)).collect();
        let columns: Vec<Line> = target.columns.iter().map(|c| Line::Column(c.id)).collect();
        self.align_lines(layout, id, Line::Row(RowId([0; 8])), &rows)?;
        self.align_lines(layout, id, Line::Column(ColumnId([0; 8])), &columns)?;
        Ok(true)
    }

    fn align_lines(&self, layout: &Layout, table: ParagraphId, like: Line, wanted: &[Line]) -> Result<(), DraftError> {
        let entries = layout.entries(table, like);
        for (index, entry) in entries.iter().enumerate() {
            let line = like.like(entry.id);
            let deleted = if wanted.contains(&line) { None } else { Some(layout.line_hash(table, like.is_row(), index)) };
            if deleted != entry.deleted {
                self.set_line(table, line, &Entry { deleted, ..entry.clone() }.value())?;
            }
        }
        // The lines that stand in order already keep their fractions; the others get one between them.
        let fraction = |line: &Line| entries.iter().find(|e| e.id == line.bytes()).map(|e| e.fraction.clone());
        let known: Vec<Option<String>> = wanted.iter().map(fraction).collect();
        let keeps = super::replace::longest_rising(&known);
        let mut low = String::new();
        for (i, line) in wanted.iter().enumerate() {
            if keeps[i] {
                low = known[i].clone().unwrap_or_default();
                continue;
            }
            let high = (i + 1..wanted.len()).find(|j| keeps[*j]).and_then(|j| known[j].clone());
            low = between(&low, high.as_deref(), &hex::encode(line.bytes())).ok_or(DraftError::NoRoom)?;
            self.set_line(table, *line, &low)?;
        }
        Ok(())
    }
}

/// The entries of a table that nobody has written to yet, in their order; `head` stands apart.
pub(super) fn shape_values(table: &Table) -> Vec<(String, String)> {
    let mut out = Vec::new();
    out.extend(table.rows.iter().enumerate().map(|(i, row)| (format!("row.{row}"), nth(i))));
    out.extend(table.columns.iter().enumerate().map(|(i, column)| (format!("col.{}", column.id), nth(i))));
    let widths = table.columns.iter().filter(|c| c.width != Table::WIDTH);
    out.extend(widths.map(|c| (format!("width.{}", c.id), c.width.to_string())));
    out
}
