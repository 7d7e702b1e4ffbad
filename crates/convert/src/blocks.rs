//! Cuts a Markdown file into paragraphs: a block is a paragraph.
//!
//! CommonMark's own blocks would swallow what a paper means: `12.` opens an ordered list there, numbers are thrown
//! away, and what stands under a list item belongs to it. So blocks are cut here by simpler rules, and only the words
//! inside go through a CommonMark parser ([`crate::inline`]).

use crate::{Notes, What, label::label, text::join_line};
use qalam_model::{
    number::Number,
    paper::{Kind, Table},
};

/// One paragraph in the making.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) level: u8,
    pub(crate) number: Option<Number>,
    /// Its Markdown in one line.
    pub(crate) text: String,
    /// The text is meant as it stands: code.
    pub(crate) literal: bool,
    /// Of a table: how many heading rows, and the Markdown of its cells.
    pub(crate) table: Option<(u8, Vec<Vec<String>>)>,
    /// Of a footnote: what its signs call it.
    pub(crate) label: Option<String>,
}

impl Block {
    pub(crate) fn new(kind: Kind, level: u8, text: &str) -> Self {
        Block { kind, level, number: None, text: text.to_owned(), literal: false, table: None, label: None }
    }
}

/// Cuts a text whose lines end with line feeds.
pub(crate) fn split(text: &str, notes: &mut Notes) -> Vec<Block> {
    let lines = text.lines().peekable();
    let mut cutter = Cutter { lines, open: None, indents: Vec::new(), last: None, in_quote: false, out: Vec::new(), notes };
    cutter.metadata(text);
    while let Some(line) = cutter.lines.next() {
        cutter.line(line);
    }
    cutter.end();
    cutter.out
}

struct Cutter<'a, 'n> {
    lines: std::iter::Peekable<std::str::Lines<'a>>,
    /// The block that further lines belong to.
    open: Option<Block>,
    /// Indentations of the list that is open, outermost first.
    indents: Vec<usize>,
    /// The number read last.
    last: Option<Number>,
    in_quote: bool,
    out: Vec<Block>,
    notes: &'n mut Notes,
}

impl Cutter<'_, '_> {
    fn end(&mut self) {
        self.out.extend(self.open.take());
    }

    fn begin(&mut self, block: Block) {
        self.end();
        self.open = Some(block);
    }

    /// Leaves out a YAML header at the very beginning.
    fn metadata(&mut self, text: &str) {
        let Some(rest) = text.strip_prefix("---\n") else { return };
        let Some(lines) = rest.lines().position(|l| matches!(l.trim_end(), "---" | "...")) else { return };
        // A heading underlined by accident has words, not `name: value`.
        if rest.lines().take(lines).any(|l| !l.trim().is_empty() && !l.contains(':') && !l.starts_with([' ', '-', '#'])) {
            return;
        }
        self.notes.add(What::Metadata);
        for _ in 0..lines + 2 {
            self.lines.next();
        }
    }

    fn line(&mut self, line: &str) {
        let inner = line.trim_matches([' ', '\t']);
        if inner.is_empty() {
            self.in_quote = false;
            return self.end();
        }
        if let Some(mut quoted) = inner.strip_prefix('>') {
            if !self.in_quote {
                self.end();
                self.notes.add(What::Quote);
                self.in_quote = true;
            }
            while let Some(deeper) = quoted.trim_start_matches(' ').strip_prefix('>') {
                quoted = deeper;
            }
            return if quoted.trim().is_empty() { self.end() } else { self.content(quoted) };
        }
        self.content(line);
    }

    /// A line that is not empty, without quotation marks before it.
    fn content(&mut self, line: &str) {
        let indent = line.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let inner = line.trim_matches([' ', '\t']);
        if let Some(fence) = ["```", "~~~"].into_iter().find(|f| inner.starts_with(f)) {
            return self.code(fence);
        }
        if inner.starts_with("<!--") {
            return self.comment(inner);
        }
        if self.rule(inner) || self.heading(inner) || self.item(inner, indent) || self.table(inner) || self.labelled(inner, indent) {
            return;
        }
        match &mut self.open {
            Some(block) if footnote(inner).is_none() => join_line(&mut block.text, inner, true),
            _ => {
                if indent < 2 {
                    self.indents.clear();
                }
                self.plain(inner);
            }
        }
    }

    /// A footnote, the caption of the table above, or a plain paragraph.
    fn plain(&mut self, inner: &str) {
        self.end();
        let caption = inner.strip_prefix(": ");
        let table = self.out.last_mut().filter(|b| b.kind == Kind::Table && b.text.is_empty());
        if let (Some(caption), Some(table)) = (caption, table) {
            table.text = caption.trim().to_owned();
            return;
        }
        self.open = Some(match footnote(inner) {
            Some((label, words)) => Block { label: Some(label.to_owned()), ..Block::new(Kind::Note, 0, words) },
            None => Block::new(Kind::Plain, 0, inner),
        });
    }

    /// Fenced code: one paragraph with the text as it stands.
    fn code(&mut self, fence: &str) {
        self.end();
        self.notes.add(What::Code);
        let mut block = Block { literal: true, ..Block::new(Kind::Plain, 0, "") };
        for line in self.lines.by_ref() {
            if line.trim().starts_with(fence) && line.trim().trim_matches(['`', '~']).is_empty() {
                break;
            }
            join_line(&mut block.text, line.trim(), false);
        }
        if !block.text.is_empty() {
            self.out.push(block);
        }
    }

    fn comment(&mut self, first: &str) {
        self.notes.add(What::Html);
        let mut rest = first.split_once("-->").map(|(_, rest)| rest);
        while rest.is_none() {
            match self.lines.next() {
                Some(line) => rest = line.split_once("-->").map(|(_, rest)| rest),
                None => return,
            }
        }
        if let Some(rest) = rest.filter(|r| !r.trim().is_empty()) {
            self.content(rest);
        }
    }

    /// A line across the page, or the line under a heading.
    fn rule(&mut self, inner: &str) -> bool {
        let all = |c: char| inner.chars().all(|x| x == c);
        let under = match (&mut self.open, all('='), all('-')) {
            (Some(block), true, _) if block.kind == Kind::Plain => Some((block, 1)),
            (Some(block), _, true) if block.kind == Kind::Plain => Some((block, 2)),
            _ => None,
        };
        if let Some((block, level)) = under {
            (block.kind, block.level) = (Kind::Heading, level);
            self.end();
            return true;
        }
        let bare: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
        let rule = bare.len() >= 3 && ['-', '*', '_'].into_iter().any(|c| bare.chars().all(|x| x == c));
        if rule {
            self.end();
            self.notes.add(What::Rule);
        }
        rule
    }

    fn heading(&mut self, inner: &str) -> bool {
        let level = inner.bytes().take_while(|b| *b == b'#').count();
        let text = &inner[level..];
        if !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with([' ', '\t'])) {
            return false;
        }
        let text = text.trim_matches([' ', '\t']);
        let bare = text.trim_end_matches('#');
        // A row of # at the end is decoration if it stands apart.
        let text = if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end_matches([' ', '\t']) } else { text };
        self.end();
        self.indents.clear();
        self.out.push(Block::new(Kind::Heading, level as u8, text));
        true
    }

    fn item(&mut self, inner: &str, indent: usize) -> bool {
        let text = match inner.strip_prefix(['-', '*', '+', '•']) {
            Some(text) if text.is_empty() || text.starts_with([' ', '\t', '\u{a0}']) => text,
            // A numbered line inside a list is one of its items and keeps its number as words.
            _ if indent >= 2 && !self.indents.is_empty() && self.open.is_some() && label(inner).is_some() => inner,
            _ => return false,
        };
        self.indents.retain(|i| *i < indent);
        self.indents.push(indent);
        let level = self.indents.len().min(6) as u8;
        self.begin(Block::new(Kind::Item, level, text.trim_matches([' ', '\t', '\u{a0}'])));
        true
    }

    /// A table; one that is larger than a paper's may be, row by row as paragraphs.
    fn table(&mut self, inner: &str) -> bool {
        let ruled =
            |line: &str| line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
        if self.open.is_some() || !inner.contains('|') || !self.lines.peek().is_some_and(|next| ruled(next)) {
            return false;
        }
        self.lines.next();
        let head = cells(inner);
        let width = head.len();
        let mut rows = Vec::new();
        while let Some(row) = self.lines.next_if(|l| l.contains('|')) {
            rows.push(cells(row.trim()));
        }
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0).max(width);
        // A heading row without a word is there because Markdown wants one.
        let heading = head.iter().any(|c| !c.is_empty()) || rows.is_empty();
        if heading {
            rows.insert(0, head);
        }
        if widest > Table::MAX_COLUMNS || rows.len() > Table::MAX_ROWS || widest * rows.len() > Table::MAX_CELLS {
            self.notes.add(What::Table);
            self.out.extend(rows.into_iter().map(|row| Block::new(Kind::Plain, 0, &row.join(" | "))));
        } else {
            self.out.push(Block { table: Some((u8::from(heading), rows)), ..Block::new(Kind::Table, 0, "") });
        }
        true
    }

    /// A paragraph with its number before it. In the middle of a paragraph only the number that comes next counts:
    /// `2009.` at the beginning of a line is the end of a date.
    fn labelled(&mut self, inner: &str, indent: usize) -> bool {
        if indent > 3 {
            return false;
        }
        let Some(label) = label(inner) else { return false };
        let follows = match (label.number, self.last) {
            (Some(now), Some(last)) => now.n == last.n + 1 || (now.n == last.n && now.repeat > last.repeat),
            (Some(now), None) => now.n <= 1,
            (None, _) => true,
        };
        if self.open.is_some() && !follows {
            return false;
        }
        self.last = label.number.or(self.last);
        self.indents.clear();
        self.begin(Block { number: label.number, ..Block::new(label.kind, 0, label.rest) });
        true
    }
}

/// What a footnote is called, and its words: `[^1]: words`.
fn footnote(line: &str) -> Option<(&str, &str)> {
    let (label, words) = line.strip_prefix("[^")?.split_once("]:")?;
    is_label(label).then_some((label, words.trim()))
}

/// The longest name of a footnote, in characters.
pub(crate) const LONGEST_LABEL: usize = 100;

/// Whether a footnote can be called that.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.chars().count() <= LONGEST_LABEL
        && !label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^' | '\\'))
}

/// The cells of a row.
fn cells(row: &str) -> Vec<String> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in row.chars() {
        match (c, cells.last_mut()) {
            ('|', _) if !escaped => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.last().is_some_and(|c| c.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|c| c.trim().to_owned()).collect()
}
