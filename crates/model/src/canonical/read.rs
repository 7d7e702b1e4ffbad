//! Reads a canonical file, strictly: what is not the one spelling of a valid revision is refused.

use super::{CanonicalError, FIRST_LINE, HEAD, MAX_BYTES, MAX_PARAGRAPHS, encode, validate, write::tag};
use crate::{
    ids::{GroupId, PaperId, ParagraphId, RevisionId},
    number::Number,
    paper::{Direction, Kind, Paragraph, Revision},
    text::{Mark, RichText, Span},
};
use std::str::FromStr;

/// Lines with their numbers.
struct Lines<'a> {
    rest: std::str::Split<'a, char>,
    line: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self, what: &'static str) -> Result<&'a str, CanonicalError> {
        self.line += 1;
        self.rest.next().ok_or(CanonicalError::Line { line: self.line, what })
    }

    fn bad(&self, what: &'static str) -> CanonicalError {
        CanonicalError::Line { line: self.line, what }
    }

    fn field(&mut self, name: &'static str) -> Result<&'a str, CanonicalError> {
        let line = self.next(name)?;
        line.strip_prefix(name).and_then(|l| l.strip_prefix(": ")).ok_or_else(|| self.bad(name))
    }

    fn id<T: FromStr>(&mut self, name: &'static str) -> Result<T, CanonicalError> {
        let text = self.field(name)?;
        text.parse().map_err(|_| self.bad(name))
    }
}

/// Reads a canonical file.
pub fn decode(bytes: &[u8]) -> Result<Revision, CanonicalError> {
    if bytes.len() > MAX_BYTES {
        return Err(CanonicalError::TooLarge(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| CanonicalError::NotUtf8(e.valid_up_to()))?;
    // The file ends with a line feed: what follows the last one must be nothing.
    let body = text.strip_suffix('\n').ok_or(CanonicalError::NotARevision)?;
    let mut lines = Lines { rest: body.split('\n'), line: 0 };
    first_line(lines.next("first line")?)?;
    let group: GroupId = lines.id("group")?;
    let paper: PaperId = lines.id("paper")?;
    let symbol = lines.field("symbol")?.to_owned();
    let title = lines.field("title")?.to_owned();
    let language = lines.field("language")?.to_owned();
    let predecessor: Option<RevisionId> = match lines.field("predecessor")? {
        "none" => None,
        id => Some(id.parse().map_err(|_| lines.bad("predecessor"))?),
    };
    let count: usize = lines.id("paragraphs")?;
    if count > MAX_PARAGRAPHS {
        return Err(CanonicalError::TooMany(count));
    }
    let mut paragraphs = Vec::new();
    for _ in 0..count {
        paragraphs.push(paragraph(&mut lines)?);
    }
    if let Some(extra) = lines.rest.next() {
        // A later version may put further sections behind the paragraphs.
        let newer = extra.is_empty() && lines.rest.next().is_some_and(|l| l.starts_with("== "));
        lines.line += 1;
        return Err(if newer { CanonicalError::NewerFormat { line: lines.line + 1 } } else { lines.bad("end of file") });
    }
    let revision = Revision { group, paper, symbol, title, language, predecessor, paragraphs };
    validate(&revision)?;
    if encode(&revision) == bytes { Ok(revision) } else { Err(CanonicalError::NotCanonical) }
}

fn first_line(line: &str) -> Result<(), CanonicalError> {
    if line == FIRST_LINE {
        return Ok(());
    }
    let version = line.strip_prefix("Qalam revision ").and_then(|v| v.parse::<u32>().ok());
    Err(match version {
        Some(v) if v > 1 => CanonicalError::NewerFormat { line: 1 },
        _ => CanonicalError::NotARevision,
    })
}

fn paragraph(lines: &mut Lines<'_>) -> Result<Paragraph, CanonicalError> {
    if !lines.next("empty line")?.is_empty() {
        return Err(lines.bad("empty line"));
    }
    let head = lines.next("paragraph")?.strip_prefix(HEAD).ok_or_else(|| lines.bad("paragraph"))?;
    let (id, rest) = head.split_once(' ').ok_or_else(|| lines.bad("paragraph id"))?;
    let id: ParagraphId = id.parse().map_err(|_| lines.bad("paragraph id"))?;
    let (rest, direction) = match (rest.strip_suffix(" ltr"), rest.strip_suffix(" rtl")) {
        (Some(rest), _) => (rest, Some(Direction::Ltr)),
        (_, Some(rest)) => (rest, Some(Direction::Rtl)),
        _ => (rest, None),
    };
    let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let Some(kind) = Kind::of_name(name) else {
        let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        return Err(if word { CanonicalError::NewerFormat { line: lines.line } } else { lines.bad("kind") });
    };
    let (mut level, mut number) = (0, None);
    match kind {
        Kind::Heading | Kind::Item => level = value.parse().map_err(|_| lines.bad("level"))?,
        Kind::Operative if value == "-" => {}
        Kind::Operative => number = Some(value.parse::<Number>().map_err(|_| lines.bad("number"))?),
        Kind::Preambular | Kind::Plain if value.is_empty() => {}
        Kind::Preambular | Kind::Plain => return Err(lines.bad("end of line")),
        Kind::Table | Kind::Cell | Kind::Note => return Err(CanonicalError::NewerFormat { line: lines.line }),
    }
    let text = lines.next("wording")?;
    let text = words(text, lines)?;
    Ok(Paragraph { level, direction, number, ..Paragraph::new(id, kind, text) })
}

fn words(line: &str, lines: &Lines<'_>) -> Result<RichText, CanonicalError> {
    let mut out = RichText::default();
    let mut open: [Option<u32>; Mark::ALL.len()] = [None; Mark::ALL.len()];
    let (mut rest, mut at) = (line, 0);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let c = match c {
            '\\' => match rest.chars().next() {
                Some(c @ ('\\' | '{')) => {
                    rest = &rest[1..];
                    c
                }
                _ => return Err(lines.bad("\\\\ or \\{")),
            },
            '{' => {
                let (name, behind) = rest.split_once('}').ok_or_else(|| lines.bad("}"))?;
                rest = behind;
                turn(name, at, &mut open, &mut out.spans, lines)?;
                continue;
            }
            c => c,
        };
        out.text.push(c);
        at += 1;
    }
    if open.iter().any(Option::is_some) {
        return Err(lines.bad("end of formatting"));
    }
    out.spans.sort();
    Ok(out)
}

/// Formatting begins or ends at `at`.
fn turn(
    name: &str,
    at: u32,
    open: &mut [Option<u32>; Mark::ALL.len()],
    spans: &mut Vec<Span>,
    lines: &Lines<'_>,
) -> Result<(), CanonicalError> {
    let (on, name) = match name.strip_prefix('/') {
        Some(name) => (false, name),
        None => (true, name),
    };
    let found = Mark::ALL.into_iter().enumerate().find(|(_, m)| tag(*m) == name);
    let Some((i, mark)) = found else { return Err(CanonicalError::NewerFormat { line: lines.line }) };
    match (on, open[i].take()) {
        (true, None) => open[i] = Some(at),
        (false, Some(start)) => spans.push(Span { start, end: at, mark }),
        _ => return Err(lines.bad("formatting that begins once and ends once")),
    }
    Ok(())
}
