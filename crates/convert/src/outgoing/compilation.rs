//! The compilation: the text under discussion, and below each paragraph all that is asked of it.

use super::{
    Block, Document, Frame, Sitting, Table,
    entries::{Entry, Telling, inserted, sorted},
    paper::standing,
};
use qalam_model::{
    desk::{DeskParagraph, Rows},
    ids::ParagraphId,
    paper::{Kind, Paragraph},
};
use std::collections::HashMap;

/// All proposals by paragraph. What was decided about them is not told: before anything is decided and after it this is
/// the same paper.
pub fn compilation(frame: &Frame<'_>, sitting: Sitting<'_>) -> Document {
    let sitting = Sitting { new: &[], ..sitting };
    let telling = Telling::new(frame, sitting);
    let mut about = vec![frame.say("out-title-compilation", &[("symbol", sitting.old.symbol.clone())])];
    about.extend(sitting.symbol.map(|symbol| frame.say("out-went-into", &[("symbol", symbol.to_owned())])));
    about.push(frame.word("out-legend"));
    if !frame.named() {
        about.push(frame.word("out-nobody"));
    }
    let mut blocks = Vec::new();
    let mut any = false;
    for place in places(&sitting.desk.paragraphs) {
        let mut entries: Vec<Entry> = place.rows.iter().flat_map(|row| telling.entries(row)).collect();
        any |= !entries.is_empty();
        blocks.extend(place.standing(&telling, &mut entries));
        blocks.extend(entries.into_iter().map(|e| Block::Wish(Box::new(e.wish))));
    }
    let elsewhere = telling.elsewhere();
    if !elsewhere.is_empty() {
        any = true;
        blocks.push(Block::Heading(frame.word("out-elsewhere")));
        let entries = elsewhere.into_iter().flat_map(|id| sorted(telling.kept(id)));
        blocks.extend(entries.map(|e| Block::Wish(Box::new(e.wish))));
    }
    if !any {
        blocks.push(Block::Line(frame.word("out-nothing")));
    }
    let Telling { names, .. } = telling;
    frame.document(&sitting.old.title, &sitting.old.language, about, names, blocks)
}

/// Rows of the desk that are shown together: a paragraph, or a table with its cells.
pub(super) struct Place<'a> {
    pub(super) rows: Vec<&'a DeskParagraph>,
}

/// The desk's rows in order, the cells of a table with it.
pub(super) fn places(rows: &Rows) -> Vec<Place<'_>> {
    let mut out: Vec<Place<'_>> = Vec::new();
    let mut tables: HashMap<ParagraphId, usize> = HashMap::new();
    for row in rows {
        let table = row.cell.and_then(|place| tables.get(&place.table));
        if let Some(at) = table {
            out[*at].rows.push(row);
            continue;
        }
        if row.kind == Kind::Table || row.old.as_ref().is_some_and(|p| p.kind == Kind::Table) {
            tables.insert(row.id, out.len());
        }
        out.push(Place { rows: vec![row] });
    }
    out
}

impl Place<'_> {
    /// What stands there in the text under discussion; of a new paragraph only that it is one.
    pub(super) fn standing(&self, telling: &Telling<'_>, entries: &mut [Entry]) -> Option<Block> {
        let first = self.rows.first()?;
        match &first.old {
            Some(table) if table.kind == Kind::Table => {
                let cells: Vec<&Paragraph> = self.rows.iter().skip(1).filter_map(|row| row.old.as_ref()).collect();
                let grid: Table = standing(telling.frame, &telling.names, table, &cells);
                Some(Block::Table(grid))
            }
            Some(old) => {
                telling.frame.met(&old.text.text);
                Some(Block::Text(telling.standing(old)))
            }
            None if entries.is_empty() => None,
            None => {
                let number = inserted(first).map(|_| telling.number(first.id)).unwrap_or_default();
                let key = if number.is_empty() { "out-new-plain" } else { "out-new" };
                Some(Block::Heading(telling.frame.say(key, &[("number", number)])))
            }
        }
    }
}
