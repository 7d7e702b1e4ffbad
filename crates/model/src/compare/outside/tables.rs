//! Tables of a file from outside: which of their rows and columns are which of the revision's.

use super::{OutsideParagraph, merge::Merge};
use crate::{
    compare::diff::{Region, regions},
    ids::{ColumnId, ParagraphId, RowId},
    number::Names,
    paper::{CellPlace, Column, Kind, Paragraph, Table},
    text::RichText,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The cells of a table in a file from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OutsideTable {
    /// How many rows are headings.
    pub head: u8,
    /// Row by row; missing ones at the end of a row are empty.
    pub rows: Vec<Vec<RichText>>,
}

/// The wordings of each table's cells, row by row, empty ones included.
pub(super) fn cells(paragraphs: &[Paragraph]) -> HashMap<ParagraphId, Vec<RichText>> {
    let by_id: HashMap<ParagraphId, &RichText> = paragraphs.iter().filter(|p| p.kind == Kind::Cell).map(|p| (p.id, &p.text)).collect();
    let of = |p: &Paragraph| {
        let table = p.table.as_ref()?;
        Some((p.id, table.places(p.id).map(|place| by_id.get(&place.id()).map_or_else(RichText::default, |t| (*t).clone())).collect()))
    };
    paragraphs.iter().filter_map(of).collect()
}

/// A wording and those of cells as one.
pub(super) fn joined<'a>(caption: String, cells: impl Iterator<Item = &'a RichText>) -> String {
    cells.fold(caption, |mut all, cell| {
        if !cell.is_empty() {
            all.push(' ');
            all.push_str(&cell.text);
        }
        all
    })
}

/// How a file prints tables and footnotes that has no form for them: caption, rows with bars, number and words.
pub(super) fn printed(paragraphs: &[Paragraph], names: &Names) -> HashSet<String> {
    let cells = cells(paragraphs);
    let mut out = HashSet::new();
    for p in paragraphs {
        match (&p.table, p.kind) {
            (Some(table), _) => {
                out.insert(names.plain(&p.text));
                let rows = cells.get(&p.id).map(|c| c.chunks(table.columns.len().max(1))).into_iter().flatten();
                out.extend(rows.map(|row| row.iter().map(|c| names.plain(c)).collect::<Vec<_>>().join(" | ").trim().to_owned()));
            }
            (None, Kind::Note) => drop(out.insert(names.printed_note(p).trim().to_owned())),
            _ => {}
        }
    }
    out
}

/// Tables and footnotes of the revision, as they are: tables behind what they stood behind.
pub(super) fn keep(base: &[Paragraph], copy: &mut Vec<Paragraph>) {
    if base.iter().all(|p| p.kind.is_style()) {
        return;
    }
    let mut behind: HashMap<Option<ParagraphId>, Vec<Paragraph>> = HashMap::new();
    let known: HashSet<ParagraphId> = copy.iter().map(|p| p.id).collect();
    let mut anchor = None;
    let mut placed = Vec::new();
    for p in base {
        match p.kind {
            Kind::Table => behind.entry(anchor).or_default().push(p.clone()),
            kind if kind.is_placed() => placed.push(p.clone()),
            _ if known.contains(&p.id) => anchor = Some(p.id),
            _ => {}
        }
    }
    let mut out = behind.remove(&None).unwrap_or_default();
    for p in copy.drain(..) {
        let id = p.id;
        out.push(p);
        out.extend(behind.remove(&Some(id)).unwrap_or_default());
    }
    *copy = out;
    copy.extend(placed);
}

/// The table with its cells as the file has them.
pub(super) fn merged(
    merge: &Merge<'_>,
    old: Option<&Paragraph>,
    new: &Paragraph,
    cells: &HashMap<ParagraphId, Vec<RichText>>,
    block: &OutsideParagraph,
    ids: &HashMap<ParagraphId, ParagraphId>,
    new_id: &mut impl FnMut() -> ParagraphId,
) -> Vec<Paragraph> {
    let Some(asked) = &block.table else { return Vec::new() };
    let id = old.map_or(new.id, |p| p.id);
    let shape = old.and_then(|p| p.table.as_ref());
    let words = old.and_then(|p| cells.get(&p.id)).map(Vec::as_slice).unwrap_or_default();
    let width = asked.rows.iter().map(Vec::len).max().unwrap_or(0);
    let old_width = shape.map_or(0, |s| s.columns.len());
    let before: Vec<Vec<String>> = words.chunks(old_width.max(1)).map(|row| row.iter().map(|t| merge.shown(t)).collect()).collect();
    let now: Vec<Vec<String>> =
        asked.rows.iter().map(|row| (0..width).map(|c| row.get(c).map(|t| t.text.clone()).unwrap_or_default()).collect()).collect();
    let column = |rows: &[Vec<String>], c: usize| rows.iter().map(|row| row[c].clone()).collect::<Vec<_>>();
    let columns =
        pairs(&(0..old_width).map(|c| column(&before, c)).collect::<Vec<_>>(), &(0..width).map(|c| column(&now, c)).collect::<Vec<_>>());
    let rows = pairs(&before, &now);
    let table = Table {
        head: match shape {
            // A file says whether there is a heading row, not how many.
            Some(shape) if shape.head > 0 && asked.head > 0 => shape.head,
            _ => asked.head,
        },
        columns: columns
            .iter()
            .map(|known| match (known, shape) {
                (Some(c), Some(shape)) => shape.columns[*c],
                _ => Column { id: ColumnId(new_id().0), width: Table::WIDTH },
            })
            .collect(),
        rows: rows
            .iter()
            .map(|known| match (known, shape) {
                (Some(r), Some(shape)) => shape.rows[*r],
                _ => RowId(new_id().0),
            })
            .collect(),
    };
    let mut out = Vec::with_capacity(1 + asked.rows.len() * width);
    let caption = Paragraph::table(id, table.clone(), RichText::default());
    let base = old.cloned().unwrap_or_else(|| caption.clone());
    out.push(Paragraph { table: Some(table.clone()), ..merge.merged(&base, block, ids) });
    for (row, (r, known_row)) in asked.rows.iter().zip(table.rows.iter().zip(&rows)) {
        for (text, (c, known_column)) in row.iter().zip(table.columns.iter().zip(&columns)) {
            let place = CellPlace { table: id, row: *r, column: c.id };
            let was = known_row.zip(*known_column).and_then(|(r, c)| words.get(r * old_width + c));
            let text = merge.named(text, ids);
            out.push(Paragraph::cell(place, was.map_or_else(|| text.clone(), |was| merge.wording(was, &text))));
        }
    }
    out
}

/// For each new row (or column) the old one that it is: equal ones in order; of those between, if as many are left on
/// both sides, one by one; else those that have a cell alike, in order.
fn pairs(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<Option<usize>> {
    let mut names: HashMap<&[String], u32> = HashMap::new();
    let mut named = Vec::with_capacity(old.len() + new.len());
    for row in old.iter().chain(new) {
        let next = names.len() as u32;
        named.push(*names.entry(row).or_insert(next));
    }
    let (a, b) = named.split_at(old.len());
    let mut out = vec![None; new.len()];
    let (mut i, mut j) = (0, 0);
    let end = Region { a0: a.len(), a1: a.len(), b0: b.len(), b1: b.len() };
    for region in regions(a, b).into_iter().chain([end]) {
        while j < region.b0 {
            out[j] = Some(i);
            (i, j) = (i + 1, j + 1);
        }
        if region.a1 - region.a0 == region.b1 - region.b0 {
            (region.b0..region.b1).zip(region.a0..region.a1).for_each(|(new, old)| out[new] = Some(old));
        } else {
            let mut free = region.a0;
            for at in region.b0..region.b1 {
                let alike = |row: &usize| old[*row].iter().zip(&new[at]).any(|(x, y)| !x.is_empty() && x == y);
                if let Some(found) = (free..region.a1).find(alike) {
                    out[at] = Some(found);
                    free = found + 1;
                }
            }
        }
        (i, j) = (region.a1, region.b1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again() {
        let rows = |text: &str| -> Vec<Vec<String>> { text.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect() };
        let old = rows("State,Contact\nA,a@un\nB,b@un\nC,c@un");
        assert_eq!(pairs(&old, &old), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(pairs(&old, &rows("State,Contact\nA,a@un\nD,d@un\nB,b@un\nC,c@un")), [Some(0), Some(1), None, Some(2), Some(3)]);
        assert_eq!(pairs(&old, &rows("State,Contact\nA,new\nB,b@un\nC,c@un")), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(pairs(&old, &rows("State,Contact\nB,new\nX,x\nC,c@un")), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(pairs(&old, &rows("State,Contact\nC,new")), [Some(0), Some(3)]);
        assert_eq!(pairs(&[], &rows("x")), [None]);
    }
}
