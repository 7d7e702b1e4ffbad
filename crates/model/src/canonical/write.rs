//! Writes the canonical file. Total: a value that breaks the rules of its type still gets bytes, which
//! [`super::decode`] refuses, so that no two readings share a file.

use super::{FIRST_LINE, HEAD, version};
use crate::{
    paper::{Direction, Kind, Paragraph, Revision, Table},
    text::{Link, Mark, OBJECT, RichText, SignKind},
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
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{FIRST_LINE}{}", version(revision));
    for (name, value) in [
        ("group", revision.group.to_string()),
        ("paper", revision.paper.to_string()),
        ("symbol", line(&revision.symbol)),
        ("title", line(&revision.title)),
        ("language", line(&revision.language)),
        ("predecessor", predecessor),
        ("paragraphs", revision.paragraphs.len().to_string()),
    ] {
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
    if let Some(table) = &p.table {
        shape(table, &mut out);
    }
    if let Some(cell) = &p.cell {
        // Where none can stand, what no reader takes.
        if p.kind != Kind::Cell {
            out.push_str(" cell");
        }
        let _ = write!(out, " {} {} {}", cell.table, cell.row, cell.column);
    }
    match p.direction {
        Some(Direction::Ltr) => out.push_str(" ltr"),
        Some(Direction::Rtl) => out.push_str(" rtl"),
        None => {}
    }
    out
}

fn shape(table: &Table, out: &mut String) {
    let _ = write!(out, " {} columns", table.head);
    for column in &table.columns {
        let _ = write!(out, " {}", column.id);
        if column.width != Table::WIDTH {
            let _ = write!(out, ":{}", column.width);
        }
    }
    out.push_str(" rows");
    for row in &table.rows {
        let _ = write!(out, " {row}");
    }
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
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | OBJECT) => out.push('\u{ffff}'),
        '\\' | '{' if escape => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}

/// Where formatting or a link begins or ends: the place, then the order in which they stand there.
type Turn<'a> = (u32, Order, Option<&'a Link>);

/// At one place ends come before beginnings, formatting within links, each in the order of [`Mark::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    LinkEnds,
    Ends(Mark),
    Begins(Mark),
    LinkBegins,
}

/// Words with `{b}`…`{/b}` where formatting begins and ends, `{a …}`…`{/a}` around links, and signs as elements.
fn words(text: &RichText, out: &mut String) {
    let mut text = text.clone();
    text.normalize();
    let mut turns: Vec<Turn<'_>> = Vec::with_capacity((text.spans.len() + text.links.len()) * 2);
    for span in &text.spans {
        turns.push((span.start, Order::Begins(span.mark), None));
        turns.push((span.end, Order::Ends(span.mark), None));
    }
    for link in &text.links {
        turns.push((link.start, Order::LinkBegins, Some(link)));
        turns.push((link.end, Order::LinkEnds, None));
    }
    turns.sort();
    let mut turns = turns.into_iter().peekable();
    let mut signs = text.signs.iter().peekable();
    for (at, c) in text.text.chars().map(Some).chain([None]).enumerate() {
        while let Some((_, order, link)) = turns.next_if(|(place, ..)| *place as usize <= at) {
            turn(order, link, out);
        }
        match (c, signs.next_if(|s| s.at as usize == at)) {
            (Some(c), Some(s)) => sign(c, &s.sign, out),
            (Some(c), None) => push(c, true, out),
            (None, _) => {}
        }
    }
}

fn turn(order: Order, link: Option<&Link>, out: &mut String) {
    let _ = match order {
        Order::Begins(mark) => write!(out, "{{{}}}", tag(mark)),
        Order::Ends(mark) => write!(out, "{{/{}}}", tag(mark)),
        Order::LinkEnds => write!(out, "{{/a}}"),
        Order::LinkBegins => {
            out.push_str("{a ");
            for c in link.into_iter().flat_map(|l| l.href.chars()) {
                if matches!(c, '\\' | '{' | '}') {
                    out.push('\\');
                }
                push(c, false, out);
            }
            write!(out, "}}")
        }
    };
}

fn sign(c: char, sign: &SignKind, out: &mut String) {
    let _ = match sign {
        SignKind::Note(id) => write!(out, "{{fn {id}}}"),
        SignKind::Reference(id) => write!(out, "{{ref {id}}}"),
        SignKind::Literal => write!(out, "\\{c}"),
        SignKind::Behind(who) => {
            let who: Vec<String> = who.iter().map(ToString::to_string).collect();
            write!(out, "[{{by {}}}", who.join(" "))
        }
    };
}
