//! Words that stand elsewhere: what splits, joins and moves into another do to texts whose words are settled. The others'
//! changes of a paragraph so follow its words wherever these go. Works on any account of sources; decides nothing.

use super::{
    flat::Flat,
    splice::{Account, Piece, Spliced, glued},
};
use crate::{
    ids::ParagraphId,
    paper::Paragraph,
    proposal::{Change, Part},
    text::{RichText, SignKind},
};
use std::collections::HashMap;

/// What comes into a paragraph in place of `start..end` of its base.
pub(crate) struct Coming<'a> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) list: Vec<Item<'a>>,
}

/// New words, or those of another paragraph.
pub(crate) enum Item<'a> {
    New(&'a RichText),
    Words { of: ParagraphId, start: u32, end: u32 },
}

/// What this change brings into another paragraph's words, and into whose.
pub(crate) fn coming(change: &Change) -> Option<(ParagraphId, Coming<'_>)> {
    match change {
        Change::Join { paragraph, parts } => {
            let mut list = Vec::with_capacity(2 * parts.len());
            for (i, part) in parts.iter().enumerate() {
                let end = parts.get(i + 1).map_or(u32::MAX, |next| next.end);
                list.push(Item::New(&part.text));
                list.push(Item::Words { of: part.paragraph, start: part.start, end });
            }
            Some((*paragraph, Coming { start: parts.first()?.end, end: u32::MAX, list }))
        }
        Change::Into { paragraph, start, end, into, from, to, before, behind } => {
            let words = Item::Words { of: *paragraph, start: *start, end: *end };
            Some((*into, Coming { start: *from, end: *to, list: vec![Item::New(before), words, Item::New(behind)] }))
        }
        _ => None,
    }
}

/// Whose words go into another paragraph by this change, and into which.
pub(crate) fn going(change: &Change) -> Vec<(ParagraphId, ParagraphId)> {
    match change {
        Change::Join { paragraph, parts } => parts.iter().map(|p| (p.paragraph, *paragraph)).collect(),
        Change::Into { paragraph, into, .. } => vec![(*paragraph, *into)],
        _ => Vec::new(),
    }
}

impl Coming<'_> {
    /// As a piece for a base of that length. `words` are those of another paragraph now, in pieces of one source.
    pub(crate) fn piece<T: Clone>(&self, len: u32, own: &T, words: impl Fn(ParagraphId, u32, u32) -> Vec<(Flat, T)>) -> Piece<T> {
        let mut parts = Vec::new();
        for item in &self.list {
            match item {
                Item::New(text) => parts.push((Flat::of(text), own.clone())),
                Item::Words { of, start, end } => parts.extend(words(*of, *start, *end)),
            }
        }
        let end = self.end.min(len);
        Piece { start: self.start.min(end), end, parts }
    }
}

/// Puts in order what is to be spliced, so that nothing of what comes is left out: where it meets what is replaced it
/// gives way, and it stands behind what is put in at the same place.
pub(crate) fn fit<T>(pieces: &mut Vec<Piece<T>>, coming: Vec<Piece<T>>) {
    pieces.sort_by_key(|p| (p.start, p.end));
    for mut new in coming {
        for p in pieces.iter() {
            if p.start < new.start && new.start < p.end {
                new.start = p.end;
                new.end = new.end.max(p.end);
            } else if p.start < new.end && (p.start > new.start || (p.start == new.start && p.end > p.start)) {
                new.end = new.end.min(p.start);
            }
        }
        let at = pieces.partition_point(|p| (p.start, p.end) <= (new.start, new.end));
        pieces.insert(at, new);
    }
}

/// The words of a paragraph between two places of its base.
pub(crate) fn between<T: Account>(made: &Spliced<T>, start: u32, end: u32) -> Vec<(Flat, T)> {
    // What others put in at the very edge goes along.
    let from = if start == 0 { 0 } else { made.before(start) };
    let to = if end == u32::MAX { made.text.len() as u32 } else { made.behind(end) };
    made.cut(from, to.max(from))
}

/// A text in its parts: the first and those of a split.
pub(crate) fn parted<T: Account>(made: &Spliced<T>, parts: &[Part], own: &T) -> Vec<Spliced<T>> {
    let mut out = Vec::with_capacity(parts.len() + 1);
    let mut from = 0;
    let mut words: Vec<(Flat, T)> = Vec::new();
    for part in parts {
        let until = made.behind(part.start).max(from);
        words.extend(made.cut(from, until));
        words.push((Flat::of(&part.head), own.clone()));
        out.push(glued(&words));
        words = vec![(Flat::of(&part.tail), own.clone())];
        from = made.before(part.end).max(until);
    }
    words.extend(made.cut(from, made.text.len() as u32));
    out.push(glued(&words));
    out
}

/// A part as a paragraph with these words.
pub(crate) fn part(part: &Part, text: RichText) -> Paragraph {
    Paragraph { level: part.level, direction: part.direction, ..Paragraph::new(part.id, part.kind, text) }
}

/// Whether it refers to a paragraph whose words went.
pub(crate) fn refers(text: &RichText, went: &HashMap<ParagraphId, ParagraphId>) -> bool {
    !went.is_empty() && text.signs.iter().any(|s| matches!(s.sign, SignKind::Reference(id) if went.contains_key(&id)))
}

/// References follow to where the words went; `went` says into which paragraph.
pub(crate) fn follow(text: &mut RichText, went: &HashMap<ParagraphId, ParagraphId>) {
    if went.is_empty() {
        return;
    }
    for sign in &mut text.signs {
        if let SignKind::Reference(id) = &mut sign.sign {
            // Nobody's words go into one whose own words go: see the checks. The bound is for what passed none.
            for _ in 0..4 {
                let Some(next) = went.get(id) else { break };
                *id = *next;
            }
        }
    }
}
