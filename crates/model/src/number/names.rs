//! What a paper calls its parts now: footnotes numbered through in the order of their first signs, tables in order,
//! and what a reference to a paragraph shows. Derived from the whole paper each time, never stored.

use super::Number;
use crate::{
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    text::{RichText, SignKind},
};
use std::collections::HashMap;

/// How long a heading or wording is that stands for a paragraph without a number, in characters.
const BEGINNING: usize = 40;

/// What a reference to a paragraph shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The display number of an operative paragraph.
    Number(Number),
    /// The number of a table.
    Table(u32),
    /// The number of a footnote.
    Note(u32),
    /// How a paragraph without number begins.
    Words(String),
}

/// The numbers and labels of one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    labels: HashMap<ParagraphId, Label>,
}

impl Names {
    /// Of these paragraphs, in their order; operative ones have their numbers already ([`super::assign`]).
    pub fn of(paragraphs: &[Paragraph]) -> Names {
        let mut labels = HashMap::new();
        let there: HashMap<ParagraphId, Kind> = paragraphs.iter().map(|p| (p.id, p.kind)).collect();
        let (mut notes, mut tables) = (0, 0);
        for p in paragraphs.iter().filter(|p| p.kind != Kind::Note) {
            match (p.kind, p.number) {
                (Kind::Operative, Some(number)) => drop(labels.insert(p.id, Label::Number(number))),
                (Kind::Table, _) => {
                    tables += 1;
                    labels.insert(p.id, Label::Table(tables));
                }
                _ => drop(labels.insert(p.id, Label::Words(beginning(&p.text)))),
            }
            for note in p.text.notes().filter(|id| there.get(id) == Some(&Kind::Note)) {
                labels.entry(note).or_insert_with(|| {
                    notes += 1;
                    Label::Note(notes)
                });
            }
        }
        Names { labels }
    }

    /// With the names that another text has for what this one has none: for what is shown of both.
    pub fn beside(mut self, other: Names) -> Names {
        for (id, label) in other.labels {
            self.labels.entry(id).or_insert(label);
        }
        self
    }

    /// What a reference to this paragraph shows; none if it is gone.
    pub fn label(&self, id: ParagraphId) -> Option<&Label> {
        self.labels.get(&id)
    }

    /// The number of a footnote.
    pub fn note(&self, id: ParagraphId) -> Option<u32> {
        match self.labels.get(&id) {
            Some(Label::Note(n)) => Some(*n),
            _ => None,
        }
    }

    /// The number of a table.
    pub fn table(&self, id: ParagraphId) -> Option<u32> {
        match self.labels.get(&id) {
            Some(Label::Table(n)) => Some(*n),
            _ => None,
        }
    }

    /// What stands in plain text where this sign stands; empty for brackets, whose characters stand themselves.
    pub fn shown(&self, sign: &SignKind) -> String {
        match sign {
            SignKind::Note(id) => self.note(*id).map(superscript).unwrap_or_default(),
            SignKind::Reference(id) => match self.label(*id) {
                Some(Label::Number(n)) => n.to_string(),
                Some(Label::Table(n) | Label::Note(n)) => n.to_string(),
                Some(Label::Words(words)) if !words.is_empty() => words.clone(),
                _ => "…".to_owned(),
            },
            SignKind::Behind(_) | SignKind::Literal => String::new(),
        }
    }

    /// A footnote as plain text: its number and its words.
    pub fn printed_note(&self, note: &Paragraph) -> String {
        let number = self.note(note.id).map(superscript).unwrap_or_default();
        format!("{number} {}", self.plain(&note.text))
    }

    /// A wording as it is searched: without the signs of footnotes, which would make other words of those in front of them.
    pub fn spoken(&self, text: &RichText) -> String {
        let mut text = text.clone();
        text.keep_signs(|sign| !matches!(sign, SignKind::Note(_)));
        self.plain(&text)
    }

    /// A wording as plain text: references as what they show, footnotes' signs as superscript numbers.
    pub fn plain(&self, text: &RichText) -> String {
        if text.signs.is_empty() {
            return text.text.clone();
        }
        let mut out = String::with_capacity(text.text.len());
        let mut signs = text.signs.iter().peekable();
        for (at, c) in text.text.chars().enumerate() {
            while signs.next_if(|s| (s.at as usize) < at).is_some() {}
            match signs.peek() {
                Some(s) if s.at as usize == at && c == crate::text::OBJECT => out.push_str(&self.shown(&s.sign)),
                _ => out.push(c),
            }
        }
        out
    }
}

/// How a wording begins: whole words as far as they go.
fn beginning(text: &RichText) -> String {
    let words: String = text.text.chars().filter(|c| *c != crate::text::OBJECT).take(BEGINNING + 1).collect();
    if words.chars().count() <= BEGINNING {
        return words.trim().to_owned();
    }
    let cut = words.char_indices().nth(BEGINNING).map_or(words.len(), |(at, _)| at);
    let whole = words[..cut].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(cut);
    format!("{}…", words[..whole].trim())
}

/// A number in superscript digits.
fn superscript(n: u32) -> String {
    n.to_string().bytes().map(|b| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][usize::from(b - b'0')]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ColumnId, RowId};
    use crate::{
        paper::{CellPlace, Column, Table, tidy},
        text::{OBJECT, Sign},
    };

    fn id(n: u8) -> ParagraphId {
        ParagraphId([n; 8])
    }

    /// `#` stands for the next sign.
    fn text(words: &str, signs: &[SignKind]) -> RichText {
        let places = words.chars().enumerate().filter(|(_, c)| *c == '#').map(|(at, _)| at as u32);
        let signs = places.zip(signs).map(|(at, sign)| Sign { at, sign: sign.clone() }).collect();
        RichText { text: words.replace('#', &OBJECT.to_string()), signs, ..RichText::default() }
    }

    #[test]
    fn notes_and_tables_are_numbered_through_and_references_follow() {
        let table = Table { head: 1, columns: vec![Column { id: ColumnId([1; 8]), width: 100 }], rows: vec![RowId([1; 8])] };
        let place = CellPlace { table: id(3), row: RowId([1; 8]), column: ColumnId([1; 8]) };
        let (note, reference) = (SignKind::Note, SignKind::Reference);
        let mut paper = vec![
            Paragraph {
                number: Some(Number { n: 18, repeat: 1 }),
                ..Paragraph::new(id(1), Kind::Operative, text("b# a# b#", &[note(id(12)), note(id(11)), note(id(12))]))
            },
            Paragraph::new(id(11), Kind::Note, text("first", &[])),
            Paragraph::new(id(12), Kind::Note, text("second", &[])),
            Paragraph::new(id(13), Kind::Note, text("see #", &[reference(id(1))])),
            Paragraph::cell(place, text("c#", &[note(id(13))])),
            Paragraph::new(id(2), Kind::Heading, text("IV. Critical infrastructure of all the States concerned", &[])),
            Paragraph::table(id(3), table, text("cap", &[])),
            Paragraph::new(id(4), Kind::Plain, text("As #, #, #, #, #.", &[1, 3, 13, 2, 9].map(|n| reference(id(n))))),
        ];
        tidy(&mut paper);
        let names = Names::of(&paper);
        let shown: Vec<String> = paper.iter().map(|p| names.plain(&p.text)).collect();
        let wanted = [
            "b¹ a² b¹",
            "second",
            "first",
            "IV. Critical infrastructure of all the States concerned",
            "cap",
            "c³",
            "see 18 bis",
            "As 18 bis, 1, 3, IV. Critical infrastructure of all the…, ….",
        ];
        assert_eq!(shown, wanted);
        assert_eq!((names.note(id(12)), names.table(id(3)), names.note(id(3))), (Some(1), Some(1), None));
        assert_eq!(superscript(1290), "¹²⁹⁰");
    }
}
