//! Step 8 of reading: the words of a paragraph as they show, each character with the place that it comes from.

use super::parts::{Extra, PartChar};
use crate::{
    ids::DelegationId,
    text::{Link, Mark, OBJECT, RichText, Sign, SignKind, Span, clean},
};
use std::{collections::HashMap, ops::Range};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// A place in the text: a part and how many of its characters stand before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) part: usize,
    pub(super) index: usize,
}

/// The words of one visible paragraph.
pub(super) struct Wording<'a> {
    source: Vec<(Place, PartChar)>,
    /// Shown characters with the index in `source` of the first character that each comes from.
    shown: Vec<(char, usize)>,
    extras: &'a [Extra],
}

impl<'a> Wording<'a> {
    /// `in_note`: whether signs of footnotes are left out, as in a footnote.
    pub(super) fn of(source: Vec<(Place, PartChar)>, extras: &'a [Extra], in_note: bool) -> Wording<'a> {
        let is_sign = |c: &PartChar| c.c == OBJECT && extras[c.extra as usize].is_object(in_note);
        let mut shown = Vec::with_capacity(source.len());
        let mut from = 0;
        // Nothing composes across a sign, so what stands between two is cleaned by itself.
        for i in 0..=source.len() {
            if i == source.len() || is_sign(&source[i].1) {
                clean_between(&source[from..i], from, &mut shown);
                if i < source.len() {
                    shown.push((OBJECT, i));
                }
                from = i + 1;
            }
        }
        Wording { source, shown, extras }
    }

    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    pub(super) fn text(&self) -> String {
        self.shown.iter().map(|(c, _)| c).collect()
    }

    /// The shown character `i`.
    pub(super) fn char(&self, i: usize) -> char {
        self.shown[i].0
    }

    /// Which marks the shown character `i` has.
    pub(super) fn marks(&self, i: usize) -> u8 {
        self.source[self.shown[i].1].1.marks
    }

    /// What else the shown character `i` carries.
    pub(super) fn extra(&self, i: usize) -> &'a Extra {
        &self.extras[self.source[self.shown[i].1].1.extra as usize]
    }

    /// Where the shown character `i` stands in the flat text.
    pub(super) fn at(&self, i: usize) -> usize {
        self.source[self.shown[i].1].1.at
    }

    /// The shown character that comes from the character at this place of the flat text, or the next one behind it.
    pub(super) fn shown_at(&self, place: Place) -> usize {
        let source = self.source.iter().position(|(p, _)| p.part == place.part && p.index >= place.index);
        let source = source.or_else(|| self.source.iter().rposition(|(p, _)| p.part == place.part).map(|i| i + 1));
        let source = source.unwrap_or(0);
        self.shown.partition_point(|(_, s)| *s < source)
    }

    /// The wording with its formatting, links and signs; `behind` says who is behind the opening signs at these places.
    pub(super) fn rich(&self, in_note: bool, behind: &HashMap<usize, Vec<DelegationId>>) -> RichText {
        let mut rich = RichText { text: self.text(), spans: self.spans(), ..RichText::default() };
        if self.source.iter().any(|(_, c)| c.extra != 0) {
            rich.links = self.links();
            rich.signs = (0..self.len()).filter_map(|i| Some(Sign { at: i as u32, sign: self.sign(i, in_note, behind)? })).collect();
        }
        rich.normalize();
        rich
    }

    fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        if self.source.iter().all(|(_, c)| c.marks == 0) {
            return spans;
        }
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
        spans
    }

    fn links(&self) -> Vec<Link> {
        let mut out: Vec<Link> = Vec::new();
        for i in 0..self.len() {
            let Some(href) = &self.extra(i).link else { continue };
            match out.last_mut() {
                Some(last) if last.end as usize == i && last.href == *href => last.end += 1,
                _ => out.push(Link { start: i as u32, end: i as u32 + 1, href: href.clone() }),
            }
        }
        out
    }

    fn sign(&self, i: usize, in_note: bool, behind: &HashMap<usize, Vec<DelegationId>>) -> Option<SignKind> {
        let extra = self.extra(i);
        match self.char(i) {
            OBJECT => match (extra.note.filter(|_| !in_note), extra.reference) {
                (Some(note), _) => Some(SignKind::Note(note)),
                (None, reference) => reference.map(SignKind::Reference),
            },
            '[' | ']' if extra.bracket.is_none() => extra.literal.then_some(SignKind::Literal),
            '[' => behind.get(&i).filter(|who| !who.is_empty()).map(|who| SignKind::Behind(who.clone())),
            _ => None,
        }
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

    /// Ranges in the flat text of the characters `a..b`, in the order of the words.
    pub(super) fn ranges(&self, a: usize, b: usize) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for (_, c) in &self.source[self.source_at(a)..self.source_at(b)] {
            match out.last_mut() {
                Some(last) if last.end == c.at => last.end += 1,
                _ => out.push(c.at..c.at + 1),
            }
        }
        out
    }
}

/// Shown characters of a stretch without signs; `from` is its place in the source.
fn clean_between(source: &[(Place, PartChar)], from: usize, shown: &mut Vec<(char, usize)>) {
    let raw: String = source.iter().map(|(_, c)| c.c).collect();
    let cleaned = clean(&raw);
    if raw == cleaned {
        shown.extend(cleaned.chars().enumerate().map(|(i, c)| (c, from + i)));
    } else {
        shown.extend(shown_with_source(&raw, &cleaned).into_iter().map(|(c, i)| (c, from + i)));
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
