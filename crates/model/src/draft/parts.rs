//! Steps 1 and 2 of reading: the flat text cut into parts, each with its key and its words. Whatever stands in the
//! text is some part's word; nothing here fails.

use super::{
    attributes::{eight, is_sixteen},
    layout::{ID, START, TEXT, sixteen},
};
use crate::{
    ids::{BracketId, ParagraphId},
    text::{Mark, OBJECT, is_address},
};
use loro::{LoroDoc, LoroValue, TextDelta};
use std::{collections::HashMap, hash::BuildHasher};

/// A start character and everything up to the next one.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) key: String,
    /// Where its attributes stand; none without a valid id mark.
    pub(super) attributes_of: Option<String>,
    /// Where its start character stands.
    pub(super) start: usize,
    /// One past its last character: the next start character, or the end of the text.
    pub(super) end: usize,
    /// Where its first word character stands or would stand.
    pub(super) words_at: usize,
    /// Where a character goes that is typed at the end of the words.
    pub(super) words_end: usize,
    pub(super) chars: Vec<PartChar>,
}

/// A word character: itself, its place in the text, its marks as bits in the order of [`Mark::ALL`], and where in
/// [`Parts::extras`] it says what else it carries; 0 is nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartChar {
    pub(super) c: char,
    pub(super) at: usize,
    pub(super) marks: u8,
    pub(super) extra: u32,
}

/// What a character carries beside formatting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) link: Option<String>,
    pub(super) note: Option<ParagraphId>,
    pub(super) reference: Option<ParagraphId>,
    pub(super) bracket: Option<BracketId>,
    pub(super) literal: bool,
}

/// The parts in document order.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    pub(super) extras: Vec<Extra>,
}

impl Part {
    pub(super) fn words(&self) -> String {
        self.chars.iter().map(|c| c.c).collect()
    }

    /// The paragraph id in its key.
    pub(super) fn id(&self) -> ParagraphId {
        // Every key begins with 16 hexadecimal digits: `read` sees to it.
        self.key.get(..16).and_then(eight).map_or(ParagraphId([0; 8]), ParagraphId)
    }

    /// The paragraph id under which its attributes stand, its own where it has none: that of a cell, and of a table's rows.
    pub(super) fn named(&self) -> ParagraphId {
        let key = self.attributes_of.as_ref().unwrap_or(&self.key);
        key.get(..16).and_then(eight).map_or(ParagraphId([0; 8]), ParagraphId)
    }

    /// The key under which its attributes are written.
    pub(super) fn attribute_key(&self) -> &str {
        self.attributes_of.as_ref().unwrap_or(&self.key)
    }
}

impl Extra {
    /// The sign that U+FFFC is here, in a paragraph that may hold footnotes' signs or not.
    pub(super) fn is_object(&self, in_note: bool) -> bool {
        (self.note.is_some() && !in_note) || self.reference.is_some()
    }
}

fn is_key(text: &str) -> bool {
    match text.split_once('.') {
        None => is_sixteen(text),
        Some((id, tail)) => is_sixteen(id) && is_sixteen(tail),
    }
}

fn string<'a, S: BuildHasher>(marks: Option<&'a HashMap<String, LoroValue, S>>, name: &str) -> Option<&'a str> {
    marks?.get(name)?.as_string().map(|v| v.as_str())
}

fn is_on<S: BuildHasher>(marks: Option<&HashMap<String, LoroValue, S>>, name: &str) -> bool {
    matches!(marks.and_then(|m| m.get(name)), Some(LoroValue::Bool(true)))
}

fn extra<S: BuildHasher>(marks: Option<&HashMap<String, LoroValue, S>>) -> Extra {
    Extra {
        link: string(marks, "link").filter(|href| is_address(href)).map(str::to_owned),
        note: string(marks, "note").and_then(eight).map(ParagraphId),
        reference: string(marks, "ref").and_then(eight).map(ParagraphId),
        bracket: string(marks, "bracket").and_then(eight).map(BracketId),
        literal: is_on(marks, "literal"),
    }
}

/// Names the start characters.
#[derive(Default)]
struct Keys {
    used: HashMap<String, u32>,
    nameless: u32,
}

impl Keys {
    fn of(&mut self, own: Option<&str>) -> String {
        let Some(id) = own else {
            self.nameless += 1;
            return sixteen(&format!("qalam no id {}", self.nameless - 1));
        };
        let n = self.used.entry(id.to_owned()).or_default();
        *n += 1;
        if *n == 1 { id.to_owned() } else { sixteen(&format!("qalam same id {id} {}", *n - 1)) }
    }
}

/// Cuts the text.
pub(super) fn read(doc: &LoroDoc) -> Parts {
    let mut out = Parts { parts: Vec::new(), extras: vec![Extra::default()] };
    let mut before: Vec<PartChar> = Vec::new();
    let mut keys = Keys::default();
    let mut at = 0;
    for segment in doc.get_text(TEXT).to_delta() {
        let TextDelta::Insert { insert, attributes } = segment else { continue };
        let attributes = attributes.as_ref();
        let own = string(attributes, ID).filter(|v| is_key(v));
        let marks = Mark::ALL.iter().enumerate().filter(|(_, m)| is_on(attributes, m.name())).fold(0, |bits, (i, _)| bits | 1 << i);
        let carried = attributes.map_or_else(Extra::default, |_| extra(attributes));
        let mut number = 0;
        if carried != Extra::default() {
            number = out.extras.len() as u32;
            out.extras.push(carried);
        }
        for c in insert.chars() {
            match (c, out.parts.last_mut()) {
                (START, _) => {
                    let key = keys.of(own);
                    let chars = if out.parts.is_empty() { std::mem::take(&mut before) } else { Vec::new() };
                    let words_at = chars.first().map_or(at + 1, |c: &PartChar| c.at);
                    let attributes_of = own.map(str::to_owned);
                    out.parts.push(Part { key, attributes_of, start: at, end: at + 1, words_at, words_end: at + 1, chars });
                }
                ('\n', Some(part)) => part.end = at + 1,
                ('\n', None) => {}
                (c, Some(part)) => {
                    part.chars.push(PartChar { c, at, marks, extra: number });
                    part.words_end = at + 1;
                    part.end = at + 1;
                }
                (c, None) => before.push(PartChar { c, at, marks, extra: number }),
            }
            at += 1;
        }
    }
    out
}

/// Whether a character is a footnote's sign, and of which.
pub(super) fn note_sign(c: &PartChar, extras: &[Extra]) -> Option<ParagraphId> {
    (c.c == OBJECT).then(|| extras[c.extra as usize].note).flatten()
}
