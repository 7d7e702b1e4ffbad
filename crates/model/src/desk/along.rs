//! What comes along with a change: new footnotes with their signs, new cells with their rows and columns.

use crate::{
    ids::*,
    paper::{Kind, Paragraph, Table},
    proposal::Change,
};
use std::collections::{HashMap, HashSet};

/// What some changes bring a place for.
#[derive(Debug, Default)]
pub(super) struct Along {
    notes: HashSet<ParagraphId>,
    tables: HashMap<ParagraphId, (HashSet<RowId>, HashSet<ColumnId>)>,
}

impl Along {
    pub(super) fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Along {
        let mut along = Along::default();
        for change in changes {
            match change {
                Change::Words { text, .. } => along.notes.extend(text.notes()),
                Change::Reshape { paragraph, table } => along.table(*paragraph, table),
                Change::Insert { paragraph: p, .. } if p.kind != Kind::Note => {
                    along.notes.extend(p.text.notes());
                    p.table.iter().for_each(|table| along.table(p.id, table));
                }
                _ => {}
            }
        }
        along
    }

    fn table(&mut self, id: ParagraphId, table: &Table) {
        let (rows, columns) = self.tables.entry(id).or_default();
        rows.extend(table.rows.iter().copied());
        columns.extend(table.columns.iter().map(|c| c.id));
    }

    pub(super) fn has(&self, new: &Paragraph) -> bool {
        match (new.kind, &new.cell) {
            (Kind::Note, None) => self.notes.contains(&new.id),
            (Kind::Cell, Some(place)) => {
                self.tables.get(&place.table).is_some_and(|(rows, columns)| rows.contains(&place.row) && columns.contains(&place.column))
            }
            _ => false,
        }
    }
}
