//! Writes the canonical file. Total: a value that breaks the rules of its type still gets bytes, which
//! [`super::decode`] refuses, so that no two readings share a file.

use super::{FIRST_LINE, HEAD};
use crate::{
    paper::{Direction, Kind, Paragraph, Revision},
    text::{Mark, RichText},
};
use std::fmt::Write;

/// The inline name of a mark.
pub(super) fn tag(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "b",
        Mark::Italic => "i",
        Mark::Underline => "u",
        Mark::Superscript => "sup",
        Mark::Subscript => "sub",
    }
}

/// The one canonical file of a revision that passes [`super::validate`].
pub fn encode(revision: &Revision) -> Vec<u8> {
    let mut out = String::new();
    let predecessor = revision.predecessor.map_or_else(|| "none".to_owned(), |id| id.to_string());
    out.push_str(FIRST_LINE);
    out.push('\n');
    for (name, value) in [
        ("group", revision.group.to_string()),
        ("paper", revision.paper.to_string()),
        ("symbol", line(&revision.symbol)),
        ("title", line(&revision.title)),
        ("language", line(&revision.language)),
        ("predecessor", predecessor),
        ("paragraphs", revision.paragraphs.len().to_string()),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name}: {value}");
    }
    for p in &revision.paragraphs {
        let _ = writeln!(out, "\n{HEAD}{} {}", p.id, head(p));
        words(&p.text, &mut out);
        out.push('\n');
    }
    out.into_bytes()
}

fn head(p: &Paragraph) -> String {
    let mut out = p.kind.name().to_owned();
    // The level of a kind that has none is written only where it breaks the rules, for the reader to refuse.
    if matches!(p.kind, Kind::Heading | Kind::Item) || p.level != 0 {
        let _ = write!(out, " {}", p.level);
    }
    match p.number {
        Some(number) => drop(write!(out, " {number}")),
        None if p.kind == Kind::Operative => out.push_str(" -"),
        None => {}
    }
    match p.direction {
        Some(Direction::Ltr) => out.push_str(" ltr"),
        Some(Direction::Rtl) => out.push_str(" rtl"),
        None => {}
    }
    out
}

/// A value in one line.
fn line(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        push(c, false, &mut out);
        out
    })
}

/// Line breaks and other controls, which may not be there, become a character that no reader takes.
fn push(c: char, escape: bool, out: &mut String) {
    match c {
        c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push('\u{ffff}'),
        '\\' | '{' if escape => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}

/// Words with `{b}`…`{/b}` where formatting begins and ends; ends stand before beginnings, each in the order of
/// [`Mark::ALL`].
fn words(text: &RichText, out: &mut String) {
    let mut text = text.clone();
    text.normalize();
    let mut turns: Vec<(u32, bool, Mark)> = Vec::with_capacity(text.spans.len() * 2);
    for span in &text.spans {
        turns.push((span.start, true, span.mark));
        turns.push((span.end, false, span.mark));
    }
    turns.sort();
    let mut turns = turns.into_iter().peekable();
    for (at, c) in text.text.chars().map(Some).chain([None]).enumerate() {
        while let Some((_, on, mark)) = turns.next_if(|(place, ..)| *place as usize <= at) {
            let _ = write!(out, "{{{}{}}}", if on { "" } else { "/" }, tag(mark));
        }
        if let Some(c) = c {
            push(c, true, out);
        }
    }
}
