//! The side-by-side table and the table of decisions.

use super::{
    Block, Cell, Document, Frame, Sitting, Table, Text, Words,
    compilation::{Place, places},
    entries::{Entry, Telling, sorted},
};
use qalam_model::{ids::ParagraphId, number::Names, paper::Paragraph};
use std::collections::HashMap;

/// Paragraph by paragraph: the text under discussion, what is asked of it, and, once it has been issued, the next text.
pub fn side_by_side(frame: &Frame<'_>, sitting: Sitting<'_>) -> Document {
    let telling = Telling::new(frame, sitting);
    let mut about = vec![frame.say("out-title-side", &[("symbol", sitting.old.symbol.clone())])];
    if !frame.named() {
        about.push(frame.word("out-nobody"));
    }
    about.push(frame.word("out-legend"));
    let next = Next::of(&telling);
    let mut heads = vec![frame.word("out-head-number"), sitting.old.symbol.clone(), frame.word("out-head-proposals")];
    heads.extend(sitting.symbol.map(str::to_owned));
    let mut rows = vec![heads.into_iter().map(head).collect()];
    for place in places(&sitting.desk.paragraphs) {
        let mut entries: Vec<Entry> = place.rows.iter().flat_map(|row| telling.entries(row)).collect();
        let old = place.standing(&telling, &mut entries);
        let new = next.blocks(&place);
        if old.is_none() && entries.is_empty() && new.is_empty() {
            continue;
        }
        let wishes = entries.into_iter().map(|e| Block::Wish(Box::new(e.wish))).collect();
        rows.push(row(&sitting, numbered(&telling, &place), old.into_iter().collect(), wishes, new));
    }
    for id in telling.elsewhere() {
        let wishes = sorted(telling.kept(id)).into_iter().map(|e| Block::Wish(Box::new(e.wish))).collect();
        rows.push(row(&sitting, String::new(), Vec::new(), wishes, next.one(id).into_iter().collect()));
    }
    // What the Chair's side wrote beside all proposals.
    for id in next.alone() {
        rows.push(row(&sitting, String::new(), Vec::new(), Vec::new(), next.one(id).into_iter().collect()));
    }
    let columns = if sitting.symbol.is_some() { vec![8, 30, 36, 30] } else { vec![8, 40, 52] };
    let table = Table { head: 1, columns, rows, ..Table::default() };
    let later = next.names;
    let Telling { names, .. } = telling;
    let out = frame.document(&sitting.old.title, &sitting.old.language, about, names, vec![Block::Table(table)]);
    Document { later, ..out }
}

fn row(sitting: &Sitting<'_>, number: String, old: Vec<Block>, wishes: Vec<Block>, new: Vec<Block>) -> Vec<Cell> {
    let mut cells = vec![line(number), cell(old), cell(wishes)];
    if sitting.symbol.is_some() {
        cells.push(cell(new));
    }
    cells
}

fn numbered(telling: &Telling<'_>, place: &Place<'_>) -> String {
    place.rows.first().map(|row| telling.number(row.id)).unwrap_or_default()
}

/// Every proposal with its treatment: new paragraph, proposal, old paragraph, treatment, reason, and how it reads now.
pub fn decisions(frame: &Frame<'_>, sitting: Sitting<'_>) -> Document {
    let telling = Telling::new(frame, sitting);
    let symbols = [("symbol", sitting.old.symbol.clone())];
    let mut about = vec![frame.say("out-title-decisions", &symbols)];
    about.extend(sitting.symbol.map(|symbol| frame.say("out-went-into", &[("symbol", symbol.to_owned())])));
    if !frame.named() {
        about.push(frame.word("out-nobody"));
    }
    about.push(frame.word("out-legend"));
    let next = Next::of(&telling);
    let heads = ["table-new", "table-proposed", "table-old", "table-treatment", "table-reason", "table-result"];
    let mut rows = vec![heads.iter().map(|key| head(frame.word(key))).collect()];
    for desk in &sitting.desk.paragraphs {
        decided(&telling, &next, desk.id, telling.entries(desk), &mut rows);
    }
    for id in telling.elsewhere() {
        decided(&telling, &next, id, sorted(telling.kept(id)), &mut rows);
    }
    let blocks = if rows.len() == 1 {
        vec![Block::Line(frame.word("out-nothing"))]
    } else {
        vec![Block::Table(Table { head: 1, columns: vec![9, 34, 9, 13, 18, 26], rows, ..Table::default() })]
    };
    let later = next.names;
    let Telling { names, .. } = telling;
    Document { later, ..frame.document(&sitting.old.title, &sitting.old.language, about, names, blocks) }
}

/// The rows about one paragraph; how it reads now stands once beside all of them.
fn decided(telling: &Telling<'_>, next: &Next<'_, '_>, id: ParagraphId, entries: Vec<Entry>, rows: &mut Vec<Vec<Cell>>) {
    let all = entries.len();
    for (at, entry) in entries.into_iter().enumerate() {
        let Some(ended) = entry.ended else { continue };
        let number = |new: bool| {
            let kept = entry.row.as_ref().and_then(|row| if new { row.new_number.as_ref() } else { row.old_number.as_ref() });
            telling.frame.number_of(kept)
        };
        // It has no place of its own any more, but its words may: the decision says in which paragraph.
        let went = entry.row.as_ref().is_some_and(|row| row.new_number.is_some());
        let gone = || if went { telling.frame.say("out-went", &[("number", number(true))]) } else { telling.frame.word("out-gone") };
        let result = next.one(id).unwrap_or_else(|| Block::Line(gone()));
        rows.push(vec![
            line(number(true)),
            cell(vec![Block::Wish(Box::new(entry.wish))]),
            line(number(false)),
            line(telling.frame.word(&format!("treatment-{}", ended.treatment))),
            line(ended.reason),
            if at == 0 { Cell { blocks: vec![result], rows: all } } else { Cell { blocks: Vec::new(), rows: 0 } },
        ]);
    }
}

/// The next text by paragraph.
struct Next<'t, 'a> {
    telling: &'t Telling<'a>,
    names: Names,
    by_id: HashMap<ParagraphId, &'a Paragraph>,
}

impl<'t, 'a> Next<'t, 'a> {
    fn of(telling: &'t Telling<'a>) -> Next<'t, 'a> {
        let new = telling.sitting.new;
        Next { telling, names: Names::of(new), by_id: new.iter().map(|p| (p.id, p)).collect() }
    }

    fn one(&self, id: ParagraphId) -> Option<Block> {
        let p = self.by_id.get(&id)?;
        let words = vec![Words { text: self.telling.frame.shown(&p.text), ..Words::default() }];
        self.telling.frame.met(&p.text.text);
        Some(Block::Text(Text {
            id: None,
            kind: p.kind,
            level: p.level,
            direction: p.direction,
            number: self.telling.frame.label(&self.names, p),
            words: words.into_iter().filter(|w| !w.text.is_empty()).collect(),
            change: super::Change::Same,
            told: Vec::new(),
            later: true,
        }))
    }

    fn blocks(&self, place: &Place<'_>) -> Vec<Block> {
        place.rows.iter().filter_map(|row| self.one(row.id)).collect()
    }

    /// Paragraphs that stand in the next text and nowhere on the desk.
    fn alone(&self) -> Vec<ParagraphId> {
        let desk = self.telling.sitting.desk;
        let known: std::collections::HashSet<ParagraphId> = desk.paragraphs.iter().map(|p| p.id).chain(self.telling.elsewhere()).collect();
        self.telling.sitting.new.iter().map(|p| p.id).filter(|id| !known.contains(id)).collect()
    }
}

fn head(words: String) -> Cell {
    line(words)
}

fn line(words: String) -> Cell {
    cell(if words.is_empty() { Vec::new() } else { vec![Block::Line(words)] })
}

fn cell(blocks: Vec<Block>) -> Cell {
    Cell { blocks, rows: 1 }
}
