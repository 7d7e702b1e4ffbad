//! Where the words of a comment stand in a later text.
//!
//! What differs between two wordings of a paragraph tells where each word went ([`crate::compare`]). A range stays as
//! long as one of its words stays; words that only changed their place are found by the quote. What is gone is gone:
//! nothing here guesses a place for it.

use crate::{
    compare::{Class, is_han, steps, tokens},
    ids::ParagraphId,
    paper::Paragraph,
};

/// A range of a paragraph, in code points; an empty one is the whole paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl Place {
    fn whole(&self) -> bool {
        self.start == self.end
    }
}

/// A quote found anywhere but in its place must be as long as this, or of two words: a lone 'the' is everywhere.
const TELLING: usize = 5;
/// In another paragraph it must be as long as this.
const TELLING_ELSEWHERE: usize = 20;

fn words_at<'t>(text: &'t str, place: &Place) -> &'t str {
    let byte = |at: u32| text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
    &text[byte(place.start)..byte(place.end.max(place.start))]
}

/// Where a range of the first of these texts stands in the last one, by way of those between; none if its words are
/// gone. Words that a text between did not have, and a later one has again, are back.
pub fn follow(place: Place, quote: &str, texts: &[&[Paragraph]]) -> Option<Place> {
    let (first, later) = texts.split_first()?;
    let mut at = place;
    let mut text = *first;
    let mut there = text.iter().any(|p| p.id == place.paragraph);
    for next in later {
        match next_place(at, quote, text, next) {
            Some(found) => {
                (at, text, there) = (found, next, true);
            }
            None => there = false,
        }
    }
    there.then_some(at)
}

/// Where a range of one text stands in the next one.
pub fn next_place(place: Place, quote: &str, old: &[Paragraph], new: &[Paragraph]) -> Option<Place> {
    let before = old.iter().find(|p| p.id == place.paragraph).map(|p| p.text.text.as_str());
    let after = new.iter().find(|p| p.id == place.paragraph).map(|p| p.text.text.as_str());
    if place.whole() {
        let shape = new.iter().any(|p| p.id == place.paragraph && p.table.is_some());
        return after.filter(|text| shape || !text.trim().is_empty()).map(|_| place);
    }
    let words = before.map_or(quote, |text| words_at(text, &place));
    if let (Some(before), Some(after)) = (before, after) {
        let carried = carry(before, after, place.start, place.end);
        let here = carried.map(|(start, end)| Place { start, end, ..place });
        if here.is_some_and(|p| words_at(after, &p) == words) {
            return here;
        }
        if let Some((start, end)) = once(after, words, TELLING) {
            return Some(Place { start, end, ..place });
        }
        if here.is_some() {
            return here;
        }
    } else if let Some(after) = after {
        return once(after, words, TELLING).map(|(start, end)| Place { start, end, ..place });
    }
    // Split off, or moved: a passage that stands once in the whole text is that passage.
    let mut found = new.iter().filter_map(|p| once(&p.text.text, words, TELLING_ELSEWHERE).map(|range| (p.id, range)));
    match (found.next(), found.next()) {
        (Some((paragraph, (start, end))), None) => Some(Place { paragraph, start, end }),
        _ => None,
    }
}

/// Where a quote stands that begins at `near` or thereabouts, or else the one place where it stands at all.
pub fn find(text: &str, quote: &str, near: u32) -> Option<(u32, u32)> {
    let long = quote.chars().count() as u32;
    let close = occurrences(text, quote).map(|at| (at.abs_diff(near), at)).filter(|(far, _)| *far <= long).min();
    match close {
        Some((_, at)) => Some((at, at + long)),
        None => once(text, quote, TELLING),
    }
}

/// Whether one of a quote's words stands in a text as a word; of a quote without any, one of its signs.
pub fn has_word_of(text: &str, quote: &str) -> bool {
    let words = |of: &str| {
        let chars: Vec<char> = of.chars().collect();
        let all = tokens(of).into_iter().map(|t| (t.class, chars[t.start as usize..t.end as usize].iter().collect::<String>()));
        all.filter(|(class, _)| *class != Class::White).collect::<Vec<_>>()
    };
    let is_word = |class: Class| matches!(class, Class::Word | Class::Han);
    let mut wanted = words(quote);
    if wanted.iter().any(|(class, _)| is_word(*class)) {
        wanted.retain(|(class, _)| is_word(*class));
    }
    let there = words(text);
    wanted.iter().any(|word| there.contains(word))
}

/// Where each beginning of a quote is, in code points.
fn occurrences<'t>(text: &'t str, quote: &'t str) -> impl Iterator<Item = u32> + 't {
    let (mut byte, mut at) = (0, 0u32);
    let found = if quote.is_empty() { Vec::new() } else { text.match_indices(quote).map(|(byte, _)| byte).collect::<Vec<_>>() };
    found.into_iter().map(move |next| {
        at += text[byte..next].chars().count() as u32;
        byte = next;
        at
    })
}

/// The only place of a quote that tells enough.
fn once(text: &str, quote: &str, least: usize) -> Option<(u32, u32)> {
    let long = quote.chars().count();
    let telling = long >= least || (least == TELLING && quote.split_whitespace().nth(1).is_some());
    if !telling {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    // 'point' does not stand in 'appointed'.
    let cut = |at: usize| at > 0 && chars.get(at).is_some_and(|c| in_word(*c)) && in_word(chars[at - 1]);
    let mut found = occurrences(text, quote).filter(|at| !cut(*at as usize) && !cut(*at as usize + long));
    match (found.next(), found.next()) {
        (Some(at), None) => Some((at, at + long as u32)),
        _ => None,
    }
}

/// Whether a character hangs together with one like it: Han characters do not.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// The range of what is left of a range, with what was put between; none if no word of it is left.
fn carry(old: &str, new: &str, start: u32, end: u32) -> Option<(u32, u32)> {
    let (start, end) = (start as usize, end as usize);
    let chars: Vec<char> = new.chars().collect();
    if old == new {
        return Some((start as u32, end.min(chars.len()) as u32)).filter(|(from, to)| from < to);
    }
    // White space and commas alone are nothing that one comments on, unless there was nothing else.
    let words = old.chars().skip(start).take(end - start).any(char::is_alphanumeric);
    let telling = |c: &char| if words { c.is_alphanumeric() } else { !c.is_whitespace() };
    let mut hull: Option<(usize, usize)> = None;
    for step in steps(old, new).iter().filter(|s| s.same) {
        let (from, to) = (step.old.0.max(start), step.old.1.min(end));
        if from >= to {
            continue;
        }
        let (mut from, mut to) = (step.new.0 + from - step.old.0, step.new.0 + to - step.old.0);
        if !chars[from..to].iter().any(telling) {
            continue;
        }
        while from < to && chars[from].is_whitespace() {
            from += 1;
        }
        while from < to && chars[to - 1].is_whitespace() {
            to -= 1;
        }
        hull = Some(hull.map_or((from, to), |(first, _)| (first, to)));
    }
    hull.map(|(from, to)| (from as u32, to as u32))
}

#[cfg(test)]
mod tests;
