//! How a table is shown: which rows and columns it has, and where a cell stands. Decides nothing.

use crate::api::paper::{CellAt, TableLine, TableShape};
use qalam_model::paper::{Paragraph, Table};
use std::fmt::Display;

/// Where a cell stands; none for anything else.
pub(crate) fn cell_at(paragraph: &Paragraph) -> Option<CellAt> {
    let place = paragraph.cell?;
    Some(CellAt { table: place.table.to_string(), row: place.row.to_string(), column: place.column.to_string() })
}

/// The rows and columns of a table before and now, in the order of now; those that are gone stand behind what stood
/// before them. A table of one text alone has only lines that are the same.
pub(crate) fn table_shape(old: Option<&Paragraph>, new: Option<&Paragraph>) -> Option<TableShape> {
    let (before, now) = (old.and_then(|p| p.table.as_ref()), new.and_then(|p| p.table.as_ref()));
    let shown = now.or(before)?;
    let (before, now) = (before.unwrap_or(shown), now.unwrap_or(shown));
    let columns = |table: &Table| table.columns.iter().map(|c| c.id).collect::<Vec<_>>();
    Some(TableShape { head: u32::from(shown.head), columns: lines(&columns(before), &columns(now)), rows: lines(&before.rows, &now.rows) })
}

fn lines<T: PartialEq + Copy + Display>(before: &[T], now: &[T]) -> Vec<TableLine> {
    let mut out: Vec<(T, &str)> = now.iter().map(|id| (*id, if before.contains(id) { "same" } else { "inserted" })).collect();
    let mut behind = None;
    for id in before {
        if !now.contains(id) {
            let at = behind.and_then(|b| out.iter().position(|(other, _)| *other == b)).map_or(0, |at| at + 1);
            out.insert(at, (*id, "deleted"));
        }
        behind = Some(*id);
    }
    out.into_iter().map(|(id, change)| TableLine { id: id.to_string(), change: change.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn shown(before: &[u8], now: &[u8]) -> String {
        lines(before, now).iter().map(|line| format!("{}{} ", &line.change[..1], line.id)).collect()
    }

    #[test]
    fn what_is_gone_stands_behind_what_stood_before_it() {
        assert_eq!(shown(&[1, 2, 3, 4], &[1, 4, 5]), "s1 d2 d3 s4 i5 ");
        assert_eq!(shown(&[1, 2], &[3, 2]), "d1 i3 s2 ");
        assert_eq!(shown(&[1, 2, 3], &[3, 1]), "s3 s1 d2 ");
        assert_eq!(shown(&[1], &[1]), "s1 ");
    }
}
