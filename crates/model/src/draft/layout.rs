//! Reads the flat text as paragraphs: parts, joins, deletions. Follows the steps of `docs/formats/draft.md`.
//!
//! Pure reading: never writes to the document, never fails. Whatever stands there is shown as something.

use super::DraftParagraph;
use crate::{
    ids::ParagraphId,
    number::Number,
    paper::{Direction, Kind, Paragraph},
    text::{Mark, RichText, Span, clean},
};
use loro::{LoroDoc, LoroValue, TextDelta, ValueOrContainer};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// The character that every paragraph begins with.
pub const START: char = '\u{1e}';
/// Name of the text container.
pub const TEXT: &str = "text";
/// Name of the map of attributes.
pub const ATTRIBUTES: &str = "attributes";
/// Key of the mark that names a start character.
pub(super) const ID: &str = "id";

/// What a deletion remembers of the words that it saw: 16 hexadecimal digits.
pub fn words_hash(words: &str) -> String {
    sixteen(words)
}

fn sixteen(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..8])
}

/// A start character and everything up to the next one.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) key: String,
    /// Where its attributes stand; none without a valid id mark.
    attributes_of: Option<String>,
    /// One past its last character: the next start character, or the end of the text.
    pub(super) end: usize,
    /// Where its first word character stands or would stand.
    pub(super) words_at: usize,
    /// Where a character goes that is typed at the end of the words.
    pub(super) words_end: usize,
    pub(super) chars: Vec<PartChar>,
    pub(super) dead: bool,
    edited: bool,
}

/// A word character: itself, its place in the text, its marks as bits in the order of [`Mark::ALL`].
#[derive(Debug, Clone, Copy)]
pub(super) struct PartChar {
    pub(super) c: char,
    pub(super) at: usize,
    pub(super) marks: u8,
}

/// One visible paragraph: its live parts in document order.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: ParagraphId,
    pub(super) parts: Vec<usize>,
    /// The part that stands for the group, perhaps dead.
    pub(super) root: usize,
    /// The part whose attributes show.
    pub(super) shown: usize,
    edited: bool,
}

/// A place in the text: a part and how many of its characters stand before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) part: usize,
    pub(super) index: usize,
}

/// The document as parts and groups.
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    pub(super) groups: Vec<Group>,
    /// Per part, the part that it continues.
    pub(super) continues: Vec<Option<usize>>,
    attributes: HashMap<String, String>,
}

impl Layout {
    pub(super) fn of(doc: &LoroDoc) -> Layout {
        let mut attributes = HashMap::new();
        doc.get_map(super::ATTRIBUTES).for_each(|key, value| {
            if let ValueOrContainer::Value(LoroValue::String(text)) = value {
                attributes.insert(key.to_owned(), text.to_string());
            }
        });
        let mut layout = Layout { parts: read_parts(doc), groups: Vec::new(), continues: Vec::new(), attributes };
        layout.mark_deleted();
        layout.follow_joins();
        layout.gather();
        layout
    }

    /// The value of an attribute; none if it is not set or empty.
    pub(super) fn attribute(&self, part: usize, name: &str) -> Option<&str> {
        let key = self.parts[part].attributes_of.as_ref()?;
        self.attributes.get(&format!("{key}/{name}")).map(String::as_str).filter(|v| !v.is_empty())
    }

    /// Whether any start character carries this key.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.parts.iter().any(|p| p.key == key || p.attributes_of.as_deref() == Some(key))
    }

    fn mark_deleted(&mut self) {
        for i in 0..self.parts.len() {
            let Some(seen) = self.attribute(i, "deleted") else { continue };
            let dead = seen == words_hash(&self.parts[i].words());
            self.parts[i].dead = dead;
            self.parts[i].edited = !dead;
        }
    }

    /// Step 4: what each part continues.
    fn follow_joins(&mut self) {
        let index: HashMap<&str, usize> = self.parts.iter().enumerate().rev().map(|(i, p)| (p.key.as_str(), i)).collect();
        let from: Vec<Option<usize>> =
            (0..self.parts.len()).map(|i| self.attribute(i, "from").and_then(|k| index.get(k).copied())).collect();
        let leads_to = |mut part: usize, target: usize| {
            let mut seen = HashSet::new();
            while let Some(next) = from[part] {
                if next == target {
                    return true;
                }
                if !seen.insert(part) {
                    return false;
                }
                part = next;
            }
            false
        };
        self.continues = (0..self.parts.len())
            .map(|q| {
                let target = self.attribute(q, "joins").and_then(|k| index.get(k).copied()).filter(|t| *t != q)?;
                let split = (target + 1..q).rev().find(|c| !self.parts[*c].dead && leads_to(*c, target));
                Some(split.unwrap_or(target))
            })
            .collect();
    }

    /// Step 5: the part that stands for the group of `part`.
    fn root_of(&self, part: usize) -> usize {
        let mut path = vec![part];
        let mut seen = HashSet::from([part]);
        let mut at = part;
        while let Some(next) = self.continues[at] {
            if !seen.insert(next) {
                let cycle = path.iter().skip_while(|p| **p != next);
                return cycle.copied().min_by(|a, b| self.parts[*a].key.cmp(&self.parts[*b].key)).unwrap_or(next);
            }
            path.push(next);
            at = next;
        }
        at
    }

    /// Steps 5 to 7: groups, in the order of their roots, with ids of their own.
    fn gather(&mut self) {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for part in (0..self.parts.len()).filter(|p| !self.parts[*p].dead) {
            groups.entry(self.root_of(part)).or_default().push(part);
        }
        self.groups = groups
            .into_iter()
            .map(|(root, parts)| {
                let shown = if self.parts[root].dead { parts[0] } else { root };
                let edited = parts.iter().any(|p| self.parts[*p].edited);
                Group { id: id_of(&self.parts[shown].key), parts, root, shown, edited }
            })
            .collect();
        let mut owner: HashMap<ParagraphId, usize> = HashMap::new();
        for (i, group) in self.groups.iter().enumerate() {
            let first = owner.entry(group.id).or_insert(i);
            if self.groups[*first].edited && !group.edited {
                *first = i;
            }
        }
        let mut again: HashMap<ParagraphId, u32> = HashMap::new();
        for i in 0..self.groups.len() {
            let id = self.groups[i].id;
            if owner.get(&id) != Some(&i) {
                let n = again.entry(id).or_default();
                *n += 1;
                self.groups[i].id = id_of(&sixteen(&format!("qalam same id {} {n}", self.parts[self.groups[i].shown].key)));
            }
        }
    }

    /// The visible paragraph with that id.
    pub(super) fn group(&self, id: ParagraphId) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }

    pub(super) fn paragraphs(&self) -> Vec<DraftParagraph> {
        self.groups
            .iter()
            .map(|group| DraftParagraph {
                paragraph: self.paragraph(group),
                edited_after_deletion: group.edited,
                parts: group.parts.iter().map(|p| self.parts[*p].key.clone()).collect(),
            })
            .collect()
    }

    /// Step 8: a group as a paragraph.
    pub(super) fn paragraph(&self, group: &Group) -> Paragraph {
        let shown = group.shown;
        let kind = self.attribute(shown, "kind").and_then(Kind::of_name).unwrap_or(Kind::Plain);
        let direction = match self.attribute(shown, "dir") {
            Some("ltr") => Some(Direction::Ltr),
            Some("rtl") => Some(Direction::Rtl),
            _ => None,
        };
        let level = match kind {
            Kind::Heading | Kind::Item => {
                self.attribute(shown, "level").and_then(|l| l.parse().ok()).filter(|l| (1..=6).contains(l)).unwrap_or(1)
            }
            _ => 0,
        };
        let number = match kind {
            Kind::Operative => self.attribute(shown, "number").and_then(|n| n.parse::<Number>().ok()),
            _ => None,
        };
        Paragraph { level, direction, number, ..Paragraph::new(group.id, kind, self.wording(group).rich()) }
    }

    pub(super) fn wording(&self, group: &Group) -> Wording {
        Wording::of(group.parts.iter().flat_map(|part| {
            let chars = self.parts[*part].chars.iter().enumerate();
            chars.map(|(index, c)| (Place { part: *part, index }, *c))
        }))
    }

    /// Where in the flat text a place is.
    pub(super) fn position(&self, place: Place) -> usize {
        let part = &self.parts[place.part];
        match place.index {
            0 => part.words_at,
            i if i >= part.chars.len() => part.words_end,
            i => part.chars[i].at,
        }
    }
}

impl Part {
    pub(super) fn words(&self) -> String {
        self.chars.iter().map(|c| c.c).collect()
    }
}

fn id_of(key: &str) -> ParagraphId {
    // Every key begins with 16 hexadecimal digits: read_parts sees to it.
    key.get(..16).and_then(|id| id.parse().ok()).unwrap_or(ParagraphId([0; 8]))
}

fn is_key(text: &str) -> bool {
    let digits = |s: &str| s.len() == 16 && s.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    match text.split_once('.') {
        None => digits(text),
        Some((id, tail)) => digits(id) && digits(tail),
    }
}

/// Steps 1 and 2.
fn read_parts(doc: &LoroDoc) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Vec<PartChar> = Vec::new();
    let mut used: HashMap<String, u32> = HashMap::new();
    let mut nameless = 0;
    let mut at = 0;
    for segment in doc.get_text(TEXT).to_delta() {
        let TextDelta::Insert { insert, attributes } = segment else { continue };
        let attributes = attributes.as_ref();
        let id = attributes.and_then(|a| a.get(ID)).and_then(|v| v.as_string()).filter(|v| is_key(v));
        let marks = attributes.map_or(0, |a| {
            let set = |m: &Mark| matches!(a.get(m.name()), Some(LoroValue::Bool(true)));
            Mark::ALL.iter().enumerate().filter(|(_, m)| set(m)).fold(0, |bits, (i, _)| bits | 1 << i)
        });
        for c in insert.chars() {
            match (c, parts.last_mut()) {
                (START, _) => {
                    let own = id.map(|id| id.to_string());
                    let key = match &own {
                        Some(id) => {
                            let n = used.entry(id.clone()).or_default();
                            *n += 1;
                            if *n == 1 { id.clone() } else { sixteen(&format!("qalam same id {id} {}", *n - 1)) }
                        }
                        None => {
                            nameless += 1;
                            sixteen(&format!("qalam no id {}", nameless - 1))
                        }
                    };
                    let chars = if parts.is_empty() { std::mem::take(&mut before) } else { Vec::new() };
                    let words_at = chars.first().map_or(at + 1, |c: &PartChar| c.at);
                    let end = at + 1;
                    parts.push(Part { key, attributes_of: own, end, words_at, words_end: end, chars, dead: false, edited: false });
                }
                ('\n', Some(part)) => part.end = at + 1,
                ('\n', None) => {}
                (c, Some(part)) => {
                    part.chars.push(PartChar { c, at, marks });
                    part.words_end = at + 1;
                    part.end = at + 1;
                }
                (c, None) => before.push(PartChar { c, at, marks }),
            }
            at += 1;
        }
    }
    parts
}

/// The words of a group as they show, each character with the place that it comes from.
pub(super) struct Wording {
    source: Vec<(Place, PartChar)>,
    /// Shown characters with the index in `source` of the first character that each comes from.
    shown: Vec<(char, usize)>,
}

impl Wording {
    fn of(source: impl Iterator<Item = (Place, PartChar)>) -> Wording {
        let source: Vec<_> = source.collect();
        let raw: String = source.iter().map(|(_, c)| c.c).collect();
        let cleaned = clean(&raw);
        let shown =
            if raw == cleaned { cleaned.chars().enumerate().map(|(i, c)| (c, i)).collect() } else { shown_with_source(&raw, &cleaned) };
        Wording { source, shown }
    }

    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    pub(super) fn text(&self) -> String {
        self.shown.iter().map(|(c, _)| c).collect()
    }

    /// Which marks the shown character `i` has.
    pub(super) fn marks(&self, i: usize) -> u8 {
        self.source[self.shown[i].1].1.marks
    }

    pub(super) fn rich(&self) -> RichText {
        let mut spans = Vec::new();
        for (bit, mark) in Mark::ALL.into_iter().enumerate() {
            let mut start = None;
            for i in 0..=self.len() {
                let on = i < self.len() && self.marks(i) >> bit & 1 == 1;
                match (on, start) {
                    (true, None) => start = Some(i),
                    (false, Some(s)) => {
                        spans.push(Span { start: s as u32, end: i as u32, mark });
                        start = None;
                    }
                    _ => {}
                }
            }
        }
        let mut rich = RichText { text: self.text(), spans, ..RichText::default() };
        rich.normalize();
        rich
    }

    fn source_at(&self, offset: usize) -> usize {
        self.shown.get(offset).map_or(self.source.len(), |(_, s)| *s)
    }

    /// The place of an offset; at the seam of two parts the end of the earlier one. `None` for offset 0, which is
    /// the beginning of the first part.
    pub(super) fn place(&self, offset: usize) -> Option<Place> {
        let before = self.shown.get(offset.checked_sub(1)?)?.1;
        let part = self.source[before].0.part;
        let same = self.source[before..self.source_at(offset)].iter().take_while(|(p, _)| p.part == part);
        same.last().map(|(p, _)| Place { part, index: p.index + 1 })
    }

    /// Ranges in the flat text of the characters `a..b`, in ascending order.
    pub(super) fn ranges(&self, a: usize, b: usize) -> Vec<std::ops::Range<usize>> {
        let mut out: Vec<std::ops::Range<usize>> = Vec::new();
        for (_, c) in &self.source[self.source_at(a)..self.source_at(b)] {
            match out.last_mut() {
                Some(last) if last.end == c.at => last.end += 1,
                _ => out.push(c.at..c.at + 1),
            }
        }
        out
    }
}

/// Shown characters with their sources for words that are not clean or not NFC: grapheme by grapheme, since
/// composition stays within one. Where that does not give the same wording, places are only approximate.
fn shown_with_source(raw: &str, cleaned: &str) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for grapheme in raw.graphemes(true) {
        let n = grapheme.chars().count();
        if is_nfc(grapheme) && clean(grapheme) == grapheme {
            out.extend(grapheme.chars().enumerate().map(|(i, c)| (c, at + i)));
        } else {
            out.extend(clean(grapheme).nfc().map(|c| (c, at)));
        }
        at += n;
    }
    if out.iter().map(|(c, _)| *c).eq(cleaned.chars()) {
        return out;
    }
    let last = at.saturating_sub(1);
    cleaned.chars().enumerate().map(|(i, c)| (c, i.min(last))).collect()
}
