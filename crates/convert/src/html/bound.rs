//! Makes markup short, shallow and well nested, in one pass and with little to remember.
//!
//! A parser of HTML repairs what it is given, and some repairs are dear: formatting that is never ended is opened again
//! in each paragraph, words between the rows of a table are carried out of it, a thousand attributes are compared with
//! each other. Behind this pass there is nothing left to repair. The words stay, in their order; what is wrong with
//! the tags is settled as the standard would for what people write, and simply for what nobody writes.

use super::{
    HTML_LIMIT, LeftOut,
    allowed::{self, Skipped, Sort},
    tokens::{Token, Tokens},
};
use std::borrow::Cow;

/// More elements and ampersands than this are no text that somebody wrote. (Parsers take long over ampersands.)
const MOST_ELEMENTS: usize = 200_000;
/// Deeper than this only the words are kept.
const DEEPEST: usize = 100;
/// Formatting that goes on in the next paragraph, at most.
const MOST_AGAIN: usize = 8;
/// More is never written, whatever was to be opened again.
const MOST_WRITTEN: usize = HTML_LIMIT * 2;
/// From this length on a part ends at the next place where it can.
const PART: usize = 48 << 10;

/// The longest that the standard knows has 31 letters.
const LONGEST_ENTITY: usize = 32;

/// Parts of HTML, each well nested.
#[derive(Debug)]
pub(super) struct Bounded {
    pub(super) parts: Vec<String>,
    pub(super) left_out: LeftOut,
}

pub(super) fn bound(html: &str) -> Bounded {
    let head = html.get(..html.floor_char_boundary(HTML_LIMIT)).unwrap_or("");
    let mut tokens = Tokens::new(head);
    let mut sheet = Sheet::default();
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => sheet.text(text),
            Token::Start { name, attributes, closed } => {
                if sheet.start(name, &attributes, closed) {
                    tokens.skip_raw(name);
                }
            }
            Token::End(name) => sheet.end(name),
        }
        if sheet.elements > MOST_ELEMENTS || sheet.written > MOST_WRITTEN {
            break;
        }
    }
    let bytes = html.len() - head.len() + tokens.left() + sheet.unread;
    sheet.left_out.bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    sheet.close(0);
    sheet.cut();
    Bounded { parts: sheet.parts, left_out: sheet.left_out }
}

/// An element that has begun.
#[derive(Debug, Clone)]
struct Open {
    name: &'static str,
    sort: Sort,
    /// Its start tag if it is begun once more, without what may be said once only.
    start: String,
    /// Whether it may hold a footnote.
    note: bool,
}

#[derive(Debug, Default)]
struct Sheet {
    parts: Vec<String>,
    out: String,
    /// What stands in `parts` and `out` together.
    written: usize,
    elements: usize,
    /// Bytes of text that came when there was too much already.
    unread: usize,
    open: Vec<Open>,
    /// Formatting that its paragraph has ended, and its own end tag has not.
    again: Vec<Open>,
    /// What is being left out, and how deep in its like.
    skipping: Option<(String, Skipped, usize)>,
    left_out: LeftOut,
}

impl Sheet {
    fn write(&mut self, text: &str) {
        self.out.push_str(text);
        self.written += text.len();
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        let blank = text.chars().all(|c| c.is_ascii_whitespace());
        if self.wants_cell() {
            if blank {
                return;
            }
            self.cell();
        }
        if !blank {
            self.resume();
        }
        self.elements += text.bytes().filter(|byte| *byte == b'&').count();
        if self.elements > MOST_ELEMENTS {
            self.unread += text.len();
            return;
        }
        let text = plain(text);
        self.write(&text);
    }

    /// Says whether what follows is no markup.
    fn start(&mut self, name: &str, attributes: &[(&'static str, &str)], closed: bool) -> bool {
        let known = allowed::element(name);
        if let Some((skipped, how, depth)) = &mut self.skipping {
            let breaks =
                !how.whole && known.is_some_and(|(_, sort)| !matches!(sort, Sort::Inline | Sort::Formatting | Sort::Link | Sort::Void));
            if !breaks {
                if !closed && skipped.eq_ignore_ascii_case(name) {
                    *depth += 1;
                }
                return allowed::skipped(name).is_some_and(|how| how.raw);
            }
            // A paragraph in a drawing means that the drawing has ended.
            self.skipping = None;
        }
        if let Some(how) = allowed::skipped(name) {
            self.left_out.pictures = self.left_out.pictures.saturating_add(u32::from(how.picture));
            self.left_out.objects = self.left_out.objects.saturating_add(u32::from(how.object));
            if !how.void && !how.raw && !closed {
                self.skipping = Some((name.to_owned(), how, 1));
            }
            return how.raw;
        }
        if let Some((name, sort)) = known {
            self.element(name, sort, attributes);
        }
        false
    }

    fn element(&mut self, name: &'static str, sort: Sort, attributes: &[(&'static str, &str)]) {
        match sort {
            Sort::Columns | Sort::Column | Sort::Caption | Sort::Section | Sort::Row | Sort::Cell => {
                let Some(table) = self.open.iter().rposition(|one| one.sort == Sort::Table) else { return };
                let holds: &[Sort] = match sort {
                    Sort::Column => &[Sort::Columns],
                    Sort::Row => &[Sort::Section],
                    Sort::Cell => &[Sort::Row],
                    _ => &[],
                };
                let inside = self.open.iter().skip(table).rposition(|one| holds.contains(&one.sort)).map_or(table, |at| table + at);
                self.close(inside + 1);
                if sort == Sort::Cell && inside == table {
                    let section = self.open.iter().skip(table).rposition(|one| one.sort == Sort::Section).unwrap_or(0);
                    self.close(table + section + 1);
                    self.put("tr", Sort::Row, &[]);
                }
            }
            Sort::Inline | Sort::Formatting | Sort::Link => {
                self.in_cell();
                if sort == Sort::Link {
                    self.end_of(&[Sort::Link]);
                }
                self.resume();
            }
            Sort::Void if name == "br" => {
                self.in_cell();
                self.resume();
            }
            Sort::Block | Sort::Paragraph | Sort::Heading | Sort::List | Sort::Item | Sort::Void | Sort::Table => {
                self.in_cell();
                self.end_of(&[Sort::Paragraph, Sort::Heading]);
                if sort == Sort::Item
                    && let Some(at) = self
                        .open
                        .iter()
                        .rposition(|one| matches!(one.sort, Sort::Item | Sort::List | Sort::Table | Sort::Cell | Sort::Caption))
                    && self.open.get(at).is_some_and(|one| one.sort == Sort::Item)
                {
                    self.close(at);
                }
                self.part();
            }
        }
        self.put(name, sort, attributes);
    }

    fn put(&mut self, name: &'static str, sort: Sort, attributes: &[(&'static str, &str)]) {
        self.elements += 1;
        let void = matches!(sort, Sort::Void | Sort::Column);
        // A table has rows and cells, or it is none.
        let room = if sort == Sort::Table { DEEPEST - 8 } else { DEEPEST };
        if self.open.len() >= room && !void {
            return;
        }
        let mut start = format!("<{name}");
        let mut once = String::new();
        let mut note = name == "aside";
        for (key, value) in attributes {
            let value = plain(if *key == "href" { place(value) } else { value });
            let to = if matches!(*key, "id" | "name" | "data-id") { &mut once } else { &mut start };
            to.extend([" ", key, "=\"", &value, "\""]);
            note |= *key == "id" && ["ftn", "edn", "sdfootnote", "sdendnote", "fn", "note"].iter().any(|name| value.contains(name));
        }
        self.write(&start);
        self.write(&once);
        self.write(">");
        if !void {
            start.push('>');
            self.open.push(Open { name, sort, start, note });
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, _, depth)) = &mut self.skipping {
            if skipped.eq_ignore_ascii_case(name) {
                *depth -= 1;
                if *depth == 0 {
                    self.skipping = None;
                }
            }
            return;
        }
        let Some((name, sort)) = allowed::element(name) else { return };
        match sort {
            Sort::Void if name == "br" => return self.element(name, sort, &[]),
            Sort::Formatting => {
                if let Some(at) = self.again.iter().rposition(|one| one.name == name) {
                    self.again.remove(at);
                    return;
                }
            }
            // The headings are all alike in this.
            Sort::Heading => return self.end_of(&[Sort::Heading]),
            _ => {}
        }
        let fence = |one: &Open| match sort {
            Sort::Table => false,
            Sort::Columns | Sort::Caption | Sort::Section | Sort::Row | Sort::Cell => one.sort == Sort::Table,
            _ => is_fence(one.sort),
        };
        let Some(at) = self.open.iter().rposition(|one| one.name == name || fence(one)) else { return };
        if self.open.get(at).is_some_and(|one| one.name == name) {
            self.close(at);
            if matches!(sort, Sort::Block | Sort::Paragraph | Sort::List | Sort::Table) {
                self.part();
            }
        }
    }

    /// Ends the innermost open element of one of these sorts, if there is one in the same cell.
    fn end_of(&mut self, sorts: &[Sort]) {
        let at = self.open.iter().rposition(|one| sorts.contains(&one.sort) || is_fence(one.sort));
        if let Some(at) = at
            && self.open.get(at).is_some_and(|one| sorts.contains(&one.sort))
        {
            self.close(at);
        }
    }

    /// Ends everything from the open element at `from` on. Formatting goes on in what follows, within a cell; what is
    /// ended at `from` itself does not.
    fn close(&mut self, from: usize) {
        let mut kept = Vec::new();
        while self.open.len() > from {
            let Some(one) = self.open.pop() else { break };
            self.out.extend(["</", one.name, ">"]);
            self.written += one.name.len() + 3;
            if is_fence(one.sort) || one.sort == Sort::Row {
                kept.clear();
                self.again.clear();
            } else if one.sort == Sort::Formatting && self.open.len() > from {
                kept.push(one);
            }
        }
        self.again.extend(kept.into_iter().rev());
        let many = self.again.len().saturating_sub(MOST_AGAIN);
        self.again.drain(..many);
    }

    /// Begins again what goes on.
    fn resume(&mut self) {
        for one in std::mem::take(&mut self.again) {
            if self.open.len() < DEEPEST {
                self.elements += 1;
                self.write(&one.start);
                self.open.push(one);
            }
        }
    }

    /// Whether words cannot stand here: between the rows and cells of a table.
    fn wants_cell(&self) -> bool {
        self.open.last().is_some_and(|one| matches!(one.sort, Sort::Table | Sort::Columns | Sort::Section | Sort::Row))
    }

    fn in_cell(&mut self) {
        if self.wants_cell() {
            self.cell();
        }
    }

    fn cell(&mut self) {
        self.element("td", Sort::Cell, &[]);
    }

    /// Ends the part here, if it is long enough and this is between two blocks.
    fn part(&mut self) {
        let whole = |one: &Open| matches!(one.sort, Sort::Block | Sort::List | Sort::Formatting | Sort::Inline) && !one.note;
        if self.out.len() < PART || !self.open.iter().all(whole) {
            return;
        }
        let open = std::mem::take(&mut self.open);
        for one in open.iter().rev() {
            self.write(&format!("</{}>", one.name));
        }
        self.cut();
        for one in &open {
            self.elements += 1;
            self.write(&one.start);
        }
        self.open = open;
    }

    fn cut(&mut self) {
        if !self.out.is_empty() {
            self.parts.push(std::mem::take(&mut self.out));
        }
    }
}

/// Text or a value as it stands between tags or quotes. A sign that begins no entity is written as one: a parser that
/// has to find that out by itself takes longer with each.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '"', '\0']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '"', '\0']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match from.as_bytes().first() {
            Some(b'&') if is_entity(from) => out.push('&'),
            Some(b'&') => out.push_str("&amp;"),
            Some(b'<') => out.push_str("&lt;"),
            Some(b'"') => out.push_str("&quot;"),
            _ => {}
        }
        rest = from.get(1..).unwrap_or("");
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether an ampersand begins an entity that is well ended.
fn is_entity(text: &str) -> bool {
    let name = text.as_bytes().iter().skip(1).take(LONGEST_ENTITY);
    let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    length > 0 && text.as_bytes().get(1 + length) == Some(&b';')
}

/// What no paragraph and no formatting reaches out of.
fn is_fence(sort: Sort) -> bool {
    matches!(sort, Sort::Cell | Sort::Caption | Sort::Table)
}

/// Of an address that leads nowhere that a link may lead to, the place in it: Word writes its own file's name before.
fn place(href: &str) -> &str {
    if allowed::SCHEMES.iter().any(|scheme| allowed::begins_with(href, scheme)) {
        return href;
    }
    href.find('#').and_then(|at| href.get(at..)).unwrap_or(href)
}
