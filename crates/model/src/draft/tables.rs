//! Tables as they read: which rows and columns show, which cells have words, what a deletion remembers. Linear in the
//! cells that exist and in the places of the tables, which are bounded.

use super::{
    attributes::{Attribute, Entry, TableEntries},
    layout::{Group, Layout, Role, words_hash},
};
use crate::{
    ids::{ColumnId, ParagraphId, RowId},
    paper::{CellPlace, Column, Kind, Table, cell_id},
};
use std::collections::HashMap;

/// All tables of a document together have no more places, rows and columns that were deleted included.
pub(super) const MAX_PLACES: usize = 200_000;

/// A cell that has a part.
#[derive(Debug, Clone, Copy)]
struct Found {
    id: ParagraphId,
    /// Indices of its row and column among the entries.
    row: usize,
    column: usize,
}

/// The cells of a document.
#[derive(Debug, Default)]
pub(super) struct CellsOf {
    parts: HashMap<ParagraphId, Vec<usize>>,
    /// Per table, in the order of the cells' ids; no table that is too large.
    found: HashMap<ParagraphId, Vec<Found>>,
    pub(super) places: usize,
}

/// A table that shows.
#[derive(Debug)]
pub(super) struct TableView {
    pub(super) shape: Table,
    edited_rows: Vec<RowId>,
    edited_columns: Vec<ColumnId>,
    /// The cells that have words, row by row.
    cells: Vec<(CellPlace, ParagraphId)>,
}

impl TableView {
    /// The rows and columns that somebody deleted and somebody else went on writing in.
    pub(super) fn edited(&self) -> (Vec<RowId>, Vec<ColumnId>) {
        (self.edited_rows.clone(), self.edited_columns.clone())
    }
}

impl CellsOf {
    /// Which cells there are; asks the layout for kinds only.
    pub(super) fn read(layout: &Layout) -> CellsOf {
        let mut out = CellsOf::default();
        for i in (0..layout.parts.len()).filter(|i| layout.is_kind(*i, Kind::Cell)) {
            out.parts.entry(layout.parts[i].named()).or_default().push(i);
        }
        for i in (0..layout.parts.len()).filter(|i| layout.is_kind(*i, Kind::Table)) {
            let id = layout.parts[i].named();
            let Some(entries) = layout.attributes.table(&id.to_string()) else { continue };
            let places = entries.rows.len().saturating_mul(entries.columns.len());
            if !out.found.contains_key(&id) && out.places.saturating_add(places) <= MAX_PLACES {
                out.places += places;
                let found = out.find(id, entries);
                out.found.insert(id, found);
            }
        }
        out
    }

    fn find(&self, table: ParagraphId, entries: &TableEntries) -> Vec<Found> {
        let mut out = Vec::new();
        if self.parts.is_empty() {
            return out;
        }
        for (row, r) in entries.rows.iter().enumerate() {
            for (column, c) in entries.columns.iter().enumerate() {
                let id = cell_id(table, RowId(r.id), ColumnId(c.id));
                if self.parts.contains_key(&id) {
                    out.push(Found { id, row, column });
                }
            }
        }
        out.sort_by_key(|f| f.id);
        out
    }

    /// The parts of a cell, dead ones too.
    pub(super) fn parts(&self, id: ParagraphId) -> &[usize] {
        self.parts.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// Whether an entry is dead; `hash` gives the hash of its words.
fn is_dead(entry: &Entry, hash: impl FnOnce() -> String) -> bool {
    entry.deleted.as_ref().is_some_and(|seen| *seen == hash())
}

impl Layout {
    fn live_cell_parts(&self, id: ParagraphId) -> impl Iterator<Item = usize> {
        self.cells.parts(id).iter().copied().filter(|p| !self.dead[*p])
    }

    pub(super) fn cell_words(&self, id: ParagraphId) -> String {
        self.live_cell_parts(id).flat_map(|p| self.parts[p].chars.iter().map(|c| c.c)).collect()
    }

    /// What a table's deletion hashes: the caption and the words of its cells.
    pub(super) fn table_words(&self, part: usize) -> String {
        let mut out = self.parts[part].words();
        for cell in self.cells.found.get(&self.parts[part].named()).into_iter().flatten() {
            let words = self.cell_words(cell.id);
            if !words.is_empty() {
                out.push('\n');
                out.push_str(&words);
            }
        }
        out
    }

    /// What the deletion of the row or column at this index of the entries remembers.
    pub(super) fn line_hash(&self, table: ParagraphId, is_row: bool, index: usize) -> String {
        let mut out = String::new();
        let found = self.cells.found.get(&table).into_iter().flatten();
        for cell in found.filter(|f| if is_row { f.row == index } else { f.column == index }) {
            let words = self.cell_words(cell.id);
            if !words.is_empty() {
                out.push_str(&words);
                out.push('\n');
            }
        }
        words_hash(&out)
    }

    /// Gives the tables among the body their shapes.
    pub(super) fn shape_tables(&self, body: &mut [Group]) {
        for group in body {
            if self.is_kind(group.shown, Kind::Table) && group.id == self.parts[group.shown].named() {
                group.table = self.view(group);
            }
        }
    }

    fn view(&self, group: &Group) -> Option<TableView> {
        let found = self.cells.found.get(&group.id)?;
        let entries = self.attributes.table(&group.id.to_string())?;
        let lives = |entries: &[Entry], is_row: bool| -> Vec<usize> {
            (0..entries.len()).filter(|i| !is_dead(&entries[*i], || self.line_hash(group.id, is_row, *i))).collect()
        };
        let (rows, columns) = (lives(&entries.rows, true), lives(&entries.columns, false));
        if rows.is_empty() || columns.is_empty() {
            return None;
        }
        let head = self.attribute(group.shown, Attribute::Head).filter(|h| h.len() == 1).and_then(|h| h.parse().ok()).unwrap_or(1);
        let width = |id: &[u8; 8]| entries.widths.get(id).copied().unwrap_or(Table::WIDTH);
        let shape = Table {
            head,
            columns: columns.iter().map(|c| &entries.columns[*c]).map(|c| Column { id: ColumnId(c.id), width: width(&c.id) }).collect(),
            rows: rows.iter().map(|r| RowId(entries.rows[*r].id)).collect(),
        };
        let mut cells: Vec<&Found> =
            found.iter().filter(|f| rows.binary_search(&f.row).is_ok() && columns.binary_search(&f.column).is_ok()).collect();
        cells.sort_by_key(|f| (f.row, f.column));
        let place =
            |f: &Found| CellPlace { table: group.id, row: RowId(entries.rows[f.row].id), column: ColumnId(entries.columns[f.column].id) };
        let edited = |entries: &[Entry], live: &[usize]| -> Vec<[u8; 8]> {
            live.iter().map(|i| &entries[*i]).filter(|e| e.deleted.is_some()).map(|e| e.id).collect()
        };
        Some(TableView {
            shape,
            edited_rows: edited(&entries.rows, &rows).into_iter().map(RowId).collect(),
            edited_columns: edited(&entries.columns, &columns).into_iter().map(ColumnId).collect(),
            cells: cells.into_iter().map(|f| (place(f), f.id)).collect(),
        })
    }

    /// The cells of a table that have words, row by row.
    pub(super) fn cell_groups(&self, table: &TableView) -> Vec<Group> {
        let group = |(place, id): &(CellPlace, ParagraphId)| {
            let parts: Vec<usize> = self.live_cell_parts(*id).collect();
            if parts.iter().all(|p| self.parts[*p].chars.is_empty()) {
                return None;
            }
            let edited = parts.iter().any(|p| self.attribute(*p, Attribute::Deleted).is_some());
            Some(Group { id: *id, root: parts[0], shown: parts[0], parts, edited, role: Role::Cell(*place), table: None })
        };
        table.cells.iter().filter_map(group).collect()
    }
}
