//! Since when each paragraph of a text has been what it is.

use crate::{
    ids::*,
    paper::{Direction, Kind, Paragraph, Table},
    text::RichText,
};
use std::collections::HashMap;

/// A paragraph with all that is read with it: everything but its number.
#[derive(Debug, PartialEq)]
struct Content<'a> {
    kind: Kind,
    level: u8,
    direction: Option<Direction>,
    text: &'a RichText,
    table: Option<&'a Table>,
    /// Of a table its cells, then the footnotes of all of it in the order of their signs.
    within: Vec<(ParagraphId, &'a RichText)>,
}

fn contents(paragraphs: &[Paragraph]) -> HashMap<ParagraphId, Content<'_>> {
    let mut cells: HashMap<ParagraphId, Vec<&Paragraph>> = HashMap::new();
    let mut notes: HashMap<ParagraphId, &Paragraph> = HashMap::new();
    for p in paragraphs {
        if let Some(place) = p.cell.filter(|_| p.kind == Kind::Cell) {
            cells.entry(place.table).or_default().push(p);
        }
        if p.kind == Kind::Note {
            notes.insert(p.id, p);
        }
    }
    let content = |p: &'_ Paragraph| -> (ParagraphId, Vec<ParagraphId>) {
        let mut own: Vec<ParagraphId> = cells.get(&p.id).into_iter().flatten().map(|c| c.id).collect();
        own.sort();
        (p.id, own)
    };
    let by_id: HashMap<ParagraphId, &Paragraph> = paragraphs.iter().map(|p| (p.id, p)).collect();
    paragraphs
        .iter()
        .filter(|p| !p.kind.is_placed())
        .map(|p| {
            let (id, own) = content(p);
            let mut within: Vec<(ParagraphId, &RichText)> = own.iter().filter_map(|c| by_id.get(c)).map(|c| (c.id, &c.text)).collect();
            let signs: Vec<ParagraphId> =
                std::iter::once(&p.text).chain(within.iter().map(|(_, t)| *t)).flat_map(RichText::notes).collect();
            within.extend(signs.iter().filter_map(|n| notes.get(n)).map(|n| (n.id, &n.text)));
            let table = p.table.as_ref();
            (id, Content { kind: p.kind, level: p.level, direction: p.direction, text: &p.text, table, within })
        })
        .collect()
}

/// For each paragraph of the last of these texts: from which of them on (by index) it has been what it is there, in every
/// one up to the last. The number alone makes no other paragraph, nor does another place.
pub fn unbroken(chain: &[&[Paragraph]]) -> HashMap<ParagraphId, usize> {
    let Some((last, before)) = chain.split_last() else { return HashMap::new() };
    let now = contents(last);
    let mut since: HashMap<ParagraphId, usize> = now.keys().map(|id| (*id, before.len())).collect();
    for (at, text) in before.iter().enumerate().rev() {
        let then = contents(text);
        let mut any = false;
        for (id, since) in &mut since {
            if *since == at + 1 && then.get(id).is_some_and(|c| now.get(id) == Some(c)) {
                *since = at;
                any = true;
            }
        }
        if !any {
            break;
        }
    }
    since
}
