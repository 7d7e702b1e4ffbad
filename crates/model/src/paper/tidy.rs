//! A list of paragraphs brought into the one shape that papers have: cells behind their table, footnotes behind what
//! bears their first sign, nothing that belongs to nothing. Words of paragraphs that stand by themselves are never
//! touched but for signs of footnotes that are not there.

use super::{CellPlace, Kind, Paragraph};
use crate::{
    ids::ParagraphId,
    text::{RichText, SignKind},
};
use std::collections::{HashMap, HashSet};

/// Brings paragraphs into the shape of a paper:
///
/// - of two paragraphs with one id (of two footnotes, two cells) the first counts;
/// - a table without a valid shape is a plain paragraph; no other kind has a shape, no other than a cell a cell's place;
/// - the cells of a table stand directly behind it, row by row, those without words or without row and column are
///   left out;
/// - footnotes stand behind the paragraph, or the table with its cells, that bears their first sign, in the order of
///   the signs; those without a sign in a paragraph that is no footnote are left out;
/// - signs of footnotes that are not there, and such signs in footnotes, are left out, and so is U+FFFC without a sign.
///
/// Doing it again changes nothing. Linear but for table lookups.
pub fn tidy(paragraphs: &mut Vec<Paragraph>) {
    let mut seen = HashSet::new();
    paragraphs.retain(|p| seen.insert(p.id));
    let notes_there: HashSet<ParagraphId> = paragraphs.iter().filter(|p| p.kind == Kind::Note).map(|p| p.id).collect();
    let mut cells: HashMap<CellPlace, Paragraph> = HashMap::new();
    let mut notes: HashMap<ParagraphId, Paragraph> = HashMap::new();
    let mut blocks: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for mut p in paragraphs.drain(..) {
        shape(&mut p);
        if needs(&p.text) {
            let is_note = p.kind == Kind::Note;
            p.text.keep_signs(|s| !matches!(s, SignKind::Note(id) if is_note || !notes_there.contains(id)));
        }
        match (p.kind, p.cell) {
            (Kind::Note, _) => drop(notes.insert(p.id, p)),
            (Kind::Cell, Some(place)) if place.id() == p.id && !p.text.is_empty() => drop(cells.insert(place, p)),
            (Kind::Cell, _) => {}
            _ => blocks.push(p),
        }
    }
    for block in blocks {
        let from = paragraphs.len();
        let of_table: Vec<Paragraph> = match &block.table {
            Some(table) if !cells.is_empty() => table.places(block.id).filter_map(|place| cells.remove(&place)).collect(),
            _ => Vec::new(),
        };
        paragraphs.push(block);
        paragraphs.extend(of_table);
        let signs: Vec<ParagraphId> = paragraphs[from..].iter().flat_map(|p| p.text.notes()).collect();
        paragraphs.extend(signs.into_iter().filter_map(|id| notes.remove(&id)));
    }
}

/// Whether there may be anything to leave out.
fn needs(text: &RichText) -> bool {
    !text.signs.is_empty() || text.text.contains(crate::text::OBJECT)
}

fn shape(p: &mut Paragraph) {
    if p.kind != Kind::Table {
        p.table = None;
    } else if !p.table.as_ref().is_some_and(super::Table::is_valid) {
        (p.kind, p.table) = (Kind::Plain, None);
    }
    if p.kind != Kind::Cell {
        p.cell = None;
    }
    if !p.kind.is_style() {
        (p.level, p.number) = (0, None);
    }
}

#[cfg(test)]
mod tests;
