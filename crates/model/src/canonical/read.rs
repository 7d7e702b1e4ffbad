//! Reads a canonical file, strictly: what is not the one spelling of a valid revision is refused.

use super::{CanonicalError, FIRST_LINE, HEAD, MAX_BYTES, MAX_PARAGRAPHS, encode, validate, write::tag};
use crate::{
    ids::{GroupId, PaperId, ParagraphId, RevisionId},
    number::Number,
    paper::{CellPlace, Column, Direction, Kind, Paragraph, Revision, Table},
    text::{Link, Mark, OBJECT, RichText, Sign, SignKind, Span},
};
use std::str::FromStr;

/// Lines with their numbers, and the version of the file that they are of.
struct Lines<'a> {
    rest: std::str::Split<'a, char>,
    line: usize,
    version: u32,
}

impl<'a> Lines<'a> {
    fn next(&mut self, what: &'static str) -> Result<&'a str, CanonicalError> {
        self.line += 1;
        self.rest.next().ok_or(CanonicalError::Line { line: self.line, what })
    }

    fn bad(&self, what: &'static str) -> CanonicalError {
        CanonicalError::Line { line: self.line, what }
    }

    fn newer(&self) -> CanonicalError {
        CanonicalError::NewerFormat { line: self.line }
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
    let mut lines = Lines { rest: body.split('\n'), line: 0, version: 0 };
    lines.version = first_line(lines.next("first line")?)?;
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

fn first_line(line: &str) -> Result<u32, CanonicalError> {
    let version = line.strip_prefix(FIRST_LINE).and_then(|v| v.parse::<u32>().ok());
    match version {
        Some(version @ (1 | 2)) => Ok(version),
        Some(newer) if newer > 2 => Err(CanonicalError::NewerFormat { line: 1 }),
        _ => Err(CanonicalError::NotARevision),
    }
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
        return Err(if word { lines.newer() } else { lines.bad("kind") });
    };
    if lines.version < 2 && !kind.is_style() {
        return Err(lines.newer());
    }
    let (mut level, mut number, mut table, mut cell) = (0, None, None, None);
    match kind {
        Kind::Heading | Kind::Item => level = value.parse().map_err(|_| lines.bad("level"))?,
        Kind::Operative if value == "-" => {}
        Kind::Operative => number = Some(value.parse::<Number>().map_err(|_| lines.bad("number"))?),
        Kind::Preambular | Kind::Plain | Kind::Note if value.is_empty() => {}
        Kind::Preambular | Kind::Plain | Kind::Note => return Err(lines.bad("end of line")),
        Kind::Table => table = Some(shape(value, lines)?),
        Kind::Cell => cell = Some(place(value).ok_or_else(|| lines.bad("table, row and column"))?),
    }
    let text = lines.next("wording")?;
    let text = words(text, lines)?;
    Ok(Paragraph { level, direction, number, table, cell, ..Paragraph::new(id, kind, text) })
}

/// `1 columns c1 c2:150 rows r1 r2`; no more is kept than a table may have.
fn shape(value: &str, lines: &Lines<'_>) -> Result<Table, CanonicalError> {
    let bad = || lines.bad("heading rows, columns and rows of a table");
    let mut words = value.split(' ');
    let head = words.next().and_then(|head| head.parse().ok()).ok_or_else(bad)?;
    if words.next() != Some("columns") {
        return Err(bad());
    }
    let mut table = Table { head, columns: Vec::new(), rows: Vec::new() };
    for word in words.by_ref().take_while(|word| *word != "rows") {
        let (id, width) = match word.split_once(':') {
            Some((id, width)) => (id, width.parse().map_err(|_| bad())?),
            None => (word, Table::WIDTH),
        };
        table.columns.push(Column { id: id.parse().map_err(|_| bad())?, width });
        if table.columns.len() > Table::MAX_COLUMNS {
            return Err(bad());
        }
    }
    for word in words {
        table.rows.push(word.parse().map_err(|_| bad())?);
        if table.rows.len() > Table::MAX_ROWS {
            return Err(bad());
        }
    }
    Ok(table)
}

fn place(value: &str) -> Option<CellPlace> {
    let (table, rest) = value.split_once(' ')?;
    let (row, column) = rest.split_once(' ')?;
    Some(CellPlace { table: table.parse().ok()?, row: row.parse().ok()?, column: column.parse().ok()? })
}

fn words(line: &str, lines: &Lines<'_>) -> Result<RichText, CanonicalError> {
    let mut words = Words { out: RichText::default(), at: 0, open: [None; Mark::ALL.len()], link: None, bracket: false, lines };
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let bracket = std::mem::take(&mut words.bracket);
        match c {
            '\\' => match rest.chars().next() {
                Some(c @ ('\\' | '{')) => {
                    rest = &rest[1..];
                    words.push(c);
                }
                Some(c @ ('[' | ']')) if lines.version > 1 => {
                    rest = &rest[1..];
                    words.sign(c, SignKind::Literal);
                }
                Some('[' | ']') => return Err(lines.newer()),
                _ => return Err(lines.bad("\\\\ or \\{")),
            },
            '{' => {
                let end = element_end(rest).ok_or_else(|| lines.bad("}"))?;
                words.element(&rest[..end], bracket)?;
                rest = &rest[end + 1..];
            }
            c => {
                words.bracket = c == '[';
                words.push(c);
            }
        }
    }
    if words.open.iter().any(Option::is_some) || words.link.is_some() {
        return Err(lines.bad("end of formatting"));
    }
    words.out.spans.sort();
    Ok(words.out)
}

/// Where the `}` stands that ends an element.
fn element_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'}' => return Some(at),
            _ => {}
        }
    }
    None
}

/// A wording as far as it is read.
struct Words<'a, 'l> {
    out: RichText,
    at: u32,
    open: [Option<u32>; Mark::ALL.len()],
    link: Option<(u32, String)>,
    /// A `[` that is a sign stands right before.
    bracket: bool,
    lines: &'a Lines<'l>,
}

impl Words<'_, '_> {
    fn push(&mut self, c: char) {
        self.out.text.push(c);
        self.at += 1;
    }

    fn sign(&mut self, c: char, sign: SignKind) {
        self.out.signs.push(Sign { at: self.at, sign });
        self.push(c);
    }

    /// What stands in braces.
    fn element(&mut self, name: &str, bracket: bool) -> Result<(), CanonicalError> {
        let (on, bare) = match name.strip_prefix('/') {
            Some(bare) => (false, bare),
            None => (true, name),
        };
        if let Some((i, mark)) = Mark::ALL.into_iter().enumerate().find(|(_, m)| tag(*m) == bare) {
            return self.formatting(on, i, mark);
        }
        if self.lines.version < 2 {
            return Err(self.lines.newer());
        }
        let bad = |what| Err(self.lines.bad(what));
        match name.split_once(' ').unwrap_or((name, "")) {
            ("a", address) if self.link.is_none() => self.link = Some((self.at, unescaped(address))),
            ("/a", "") => match self.link.take() {
                Some((start, href)) => self.out.links.push(Link { start, end: self.at, href }),
                None => return bad("a link that begins before it ends"),
            },
            ("a", _) => return bad("one link at a time"),
            ("fn", id) => match id.parse() {
                Ok(id) => self.sign(OBJECT, SignKind::Note(id)),
                Err(_) => return bad("id of a footnote"),
            },
            ("ref", id) => match id.parse() {
                Ok(id) => self.sign(OBJECT, SignKind::Reference(id)),
                Err(_) => return bad("id of a paragraph"),
            },
            ("by", who) if bracket => match who.split(' ').map(str::parse).collect() {
                Ok(who) => self.out.signs.push(Sign { at: self.at - 1, sign: SignKind::Behind(who) }),
                Err(_) => return bad("ids of delegations"),
            },
            ("by", _) => return bad("an opening bracket"),
            _ => return Err(self.lines.newer()),
        }
        Ok(())
    }

    /// Formatting begins or ends.
    fn formatting(&mut self, on: bool, i: usize, mark: Mark) -> Result<(), CanonicalError> {
        match (on, self.open[i].take()) {
            (true, None) => self.open[i] = Some(self.at),
            (false, Some(start)) => self.out.spans.push(Span { start, end: self.at, mark }),
            _ => return Err(self.lines.bad("formatting that begins once and ends once")),
        }
        Ok(())
    }
}

/// An address without its escapes.
fn unescaped(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut escaped = false;
    for c in address.chars() {
        escaped = c == '\\' && !escaped;
        if !escaped {
            out.push(c);
        }
    }
    out
}
