//! Writes Markdown that this crate reads again as the same paper, and that any other program shows well.

use crate::{Export, Notes, What, inline, label::label};
use qalam_model::{
    ids::RowId,
    number::Names,
    paper::{CellPlace, Column, Kind, Paragraph, Table},
    text::{Mark, RichText, SignKind},
};
use std::collections::{HashMap, HashSet};

/// How formatting is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `**bold**`, `*italic*`, the rest as tags.
    Stars,
    /// All as tags: right wherever a mark begins and ends.
    Tags,
}

/// Writes a paper. Paragraphs without words are left out unless they have a number, bullet or level to show. Tables
/// are written with bars and their caption below, footnotes at the end.
pub fn to_markdown(title: &str, paragraphs: &[Paragraph]) -> Export {
    write(title, paragraphs, false)
}

/// The same for a copy that comes back: behind the words of each paragraph, table and footnote stands its permanent id,
/// by which it is found again however it was reworded or moved.
pub fn to_markdown_with_ids(title: &str, paragraphs: &[Paragraph]) -> Export {
    write(title, paragraphs, true)
}

fn write(title: &str, paragraphs: &[Paragraph], ids: bool) -> Export {
    let mark = |words: String, p: &Paragraph| match (ids, words.is_empty()) {
        (false, _) => words,
        (true, true) => format!("{{#{}}}", p.id),
        (true, false) => format!("{words} {{#{}}}", p.id),
    };
    let names = Names::of(paragraphs);
    let mut out = Markdown::new(title);
    let cells: HashMap<CellPlace, &RichText> = paragraphs.iter().filter_map(|p| Some((p.cell?, &p.text))).collect();
    for p in paragraphs {
        count_behind(&p.text, &mut out.notes);
        match (p.kind, &p.table) {
            (Kind::Cell | Kind::Note, _) => {}
            (_, Some(table)) => out.table(p, table, &cells, &names, &mark(inline(&p.text, &names), p)),
            _ if p.text.is_empty() && p.kind == Kind::Plain => out.notes.add(What::EmptyParagraph),
            _ => {
                let words = mark(inline(&p.text, &names), p);
                let prefix = out.prefix(p);
                out.block(&prefix, p.kind, &words);
            }
        }
    }
    let mut notes: Vec<(u32, &Paragraph)> =
        paragraphs.iter().filter(|p| p.kind == Kind::Note).filter_map(|p| Some((names.note(p.id)?, p))).collect();
    notes.sort_by_key(|(n, _)| *n);
    for (n, note) in notes {
        out.block(&format!("[^{n}]:"), Kind::Operative, &mark(inline(&note.text, &names), note));
    }
    out.finish()
}

/// Brackets that say who is behind them, which no text file does.
pub(crate) fn count_behind(text: &RichText, notes: &mut Notes) {
    text.signs.iter().filter(|s| matches!(s.sign, SignKind::Behind(_))).for_each(|_| notes.add(What::Behind));
}

/// A Markdown file in the making.
pub(crate) struct Markdown {
    text: String,
    /// How many preambular paragraphs there were: they are numbered for the eye only.
    preambular: u32,
    pub(crate) notes: Notes,
}

impl Markdown {
    pub(crate) fn new(title: &str) -> Self {
        let title = inline(&RichText::plain(title), &Names::default());
        let mut out = Markdown { text: String::new(), preambular: 0, notes: Notes::default() };
        out.block("#", Kind::Heading, &title);
        out
    }

    /// What stands before a paragraph's words.
    pub(crate) fn prefix(&mut self, p: &Paragraph) -> String {
        match p.kind {
            Kind::Heading => "#".repeat(usize::from(p.level.clamp(1, 6))),
            Kind::Item => format!("{}-", "  ".repeat(usize::from(p.level.clamp(1, 6)) - 1)),
            Kind::Preambular => {
                self.preambular += 1;
                format!("PP{}.", self.preambular)
            }
            Kind::Operative => match p.number {
                // Without OP such a number would read as a year.
                Some(number) if number.n > 999 => format!("OP{number}."),
                Some(number) => format!("{number}."),
                None => "OP.".to_owned(),
            },
            Kind::Plain | Kind::Table | Kind::Cell | Kind::Note => String::new(),
        }
    }

    fn table(&mut self, p: &Paragraph, table: &Table, cells: &HashMap<CellPlace, &RichText>, names: &Names, caption: &str) {
        let row = |row: &RowId| -> String {
            let place = |c: &Column| CellPlace { table: p.id, row: *row, column: c.id };
            let words = table.columns.iter().map(|c| cells.get(&place(c)).map_or_else(String::new, |t| barred(&inline(t, names))));
            words.map(|w| format!("| {w} ")).collect::<String>() + "|"
        };
        let empty = |n: usize, cell: &str| format!("|{cell}").repeat(n) + "|";
        let mut rows: Vec<String> = table.rows.iter().map(row).collect();
        if table.head == 0 {
            rows.insert(0, empty(table.columns.len(), "   "));
        } else if rows[0].chars().all(|c| matches!(c, '|' | ' ')) {
            // Without a word it would be taken for no heading row at all.
            rows[0] = format!("| &#32; {}", &rows[0][1..].trim_start());
        }
        rows.insert(1, empty(table.columns.len(), "---"));
        self.block("", Kind::Operative, &rows.join("\n"));
        if !caption.is_empty() {
            self.block(":", Kind::Operative, caption);
        }
    }

    pub(crate) fn block(&mut self, prefix: &str, kind: Kind, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(prefix);
        if !prefix.is_empty() && !words.is_empty() {
            self.text.push(' ');
        }
        match kind {
            Kind::Plain | Kind::Table | Kind::Cell | Kind::Note => self.text.push_str(&begin_escaped(words)),
            // A last # would be taken for decoration.
            Kind::Heading if words.ends_with('#') => {
                self.text.push_str(&words[..words.len() - 1]);
                self.text.push_str("\\#");
            }
            // `- ---` would be a line across the page.
            Kind::Item if words.starts_with('-') => {
                self.text.push('\\');
                self.text.push_str(words);
            }
            _ => self.text.push_str(words),
        }
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> Export {
        Export { text: self.text, notes: self.notes.list() }
    }
}

/// A cell's Markdown without bars of its own.
pub(crate) fn barred(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut escaped = false;
    for c in words.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// Words in Markdown that read back as the same words and formatting.
pub(crate) fn inline(text: &RichText, names: &Names) -> String {
    let stars = render(text, names, Style::Stars, true);
    let mut said = text.clone();
    said.signs.retain(|s| !matches!(s.sign, SignKind::Behind(_)));
    let notes = text.notes().filter_map(|id| Some((names.note(id)?.to_string(), id)));
    if inline::read(&stars, &notes.collect(), &mut Notes::default()) == said { stars } else { render(text, names, Style::Tags, true) }
}

/// A piece of a line, with white space at its ends as it is.
pub(crate) fn piece(text: &RichText, names: &Names) -> String {
    let letters: Vec<char> = text.text.chars().collect();
    let plain_edges = |s: &qalam_model::text::Span| {
        let edge = |i: u32| letters.get(i as usize).is_some_and(|c| c.is_alphanumeric());
        edge(s.start) && edge(s.end - 1)
    };
    let style = if text.spans.iter().all(plain_edges) { Style::Stars } else { Style::Tags };
    render(text, names, style, false)
}

/// What is open at a place of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open<'t> {
    Mark(Mark),
    Link(&'t str),
}

fn render(text: &RichText, names: &Names, style: Style, whole: bool) -> String {
    let chars: Vec<char> = text.text.chars().collect();
    let first = chars.iter().take_while(|c| c.is_whitespace()).count();
    let last = chars.len() - chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    let turns = text.spans.iter().map(|s| (s.start, s.end)).chain(text.links.iter().map(|l| (l.start, l.end)));
    let turns: HashSet<u32> = turns.flat_map(|(start, end)| [start, end]).collect();
    let mut out = String::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for i in 0..=chars.len() {
        let within = |start: u32, end: u32| (start as usize..end as usize).contains(&i);
        let now = |o: &Open<'_>| match o {
            Open::Mark(m) => text.spans.iter().any(|s| s.mark == *m && within(s.start, s.end)),
            Open::Link(href) => text.links.iter().any(|l| l.href == *href && within(l.start, l.end)),
        };
        // Tags close in the reverse order: those that stay and stand inside one that ends close too and open again.
        while open.iter().any(|o| !now(o)) {
            if let Some(ends) = open.pop() {
                out.push_str(&token(ends, style, false));
            }
        }
        let links = text.links.iter().filter(|l| within(l.start, l.end)).map(|l| Open::Link(&l.href));
        let marks = Mark::ALL.iter().map(|m| Open::Mark(*m)).filter(now);
        for begins in links.chain(marks).filter(|_| i < chars.len()) {
            if !open.contains(&begins) {
                out.push_str(&token(begins, style, true));
                open.push(begins);
            }
        }
        let Some(c) = chars.get(i) else { break };
        match text.sign_at(i as u32) {
            Some(SignKind::Note(id)) => out.push_str(&names.note(*id).map(|n| format!("[^{n}]")).unwrap_or_default()),
            Some(sign @ SignKind::Reference(id)) => {
                let called: String = names.shown(sign).chars().filter(|c| !matches!(c, '[' | ']' | '\\' | '<' | '`' | '*' | '_')).collect();
                out.push_str(&format!("[{called}](#{id})"));
            }
            Some(SignKind::Literal) => out.extend(['\\', *c]),
            _ if whole && (i < first || i >= last) => out.push_str(&format!("&#{};", *c as u32)),
            _ => {
                // What a tag stands between is not next to one another.
                let before = i.checked_sub(1).filter(|_| !turns.contains(&(i as u32))).map(|i| chars[i]);
                let after = chars.get(i + 1).filter(|_| !turns.contains(&(i as u32 + 1))).copied();
                escape(*c, before, after, &mut out);
            }
        }
    }
    out
}

fn token(what: Open<'_>, style: Style, on: bool) -> String {
    let name = match (what, style) {
        (Open::Mark(Mark::Bold), Style::Stars) => return "**".to_owned(),
        (Open::Mark(Mark::Italic), Style::Stars) => return "*".to_owned(),
        (Open::Link(_), Style::Stars) if on => return "[".to_owned(),
        (Open::Link(href), Style::Stars) => {
            return format!("](<{}>)", href.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>").replace('&', "&amp;"));
        }
        (Open::Link(href), Style::Tags) if on => {
            return format!("<a href=\"{}\">", href.replace('&', "&amp;").replace('"', "&quot;").replace('|', "&#124;"));
        }
        (Open::Link(_), Style::Tags) => "a",
        (Open::Mark(Mark::Bold), Style::Tags) => "b",
        (Open::Mark(Mark::Italic), Style::Tags) => "i",
        (Open::Mark(Mark::Underline), _) => "u",
        (Open::Mark(Mark::Superscript), _) => "sup",
        (Open::Mark(Mark::Subscript), _) => "sub",
    };
    if on { format!("<{name}>") } else { format!("</{name}>") }
}

fn escape(c: char, before: Option<char>, after: Option<char>, out: &mut String) {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let special = match c {
        '\\' | '*' | '`' | '<' | '~' => true,
        '_' => !(word(before) && word(after)),
        '&' => word(after) || after == Some('#'),
        '(' => before == Some(']'),
        // No footnote's sign.
        '^' => before == Some('['),
        // The signs of a marked-up export.
        '{' => matches!(after, Some('+' | '-')),
        '+' | '-' => after == Some('}'),
        _ => false,
    };
    if special {
        out.push('\\');
    }
    out.push(c);
}

/// Words that begin a plain paragraph, so that they do not begin anything else.
pub(crate) fn begin_escaped(words: &str) -> String {
    if words.starts_with(['#', '>', '-', '+', '|', '=']) || words.starts_with(": ") {
        return format!("\\{words}");
    }
    let entity = |c: char| format!("&#{};{}", c as u32, &words[c.len_utf8()..]);
    match (label(words), words.chars().next()) {
        (Some(found), _) => {
            let head = words.len() - found.rest.len();
            match words[..head].rfind(['.', ')']) {
                Some(at) => format!("{}\\{}", &words[..at], &words[at..]),
                None => words.chars().next().map(entity).unwrap_or_default(),
            }
        }
        (None, Some(c @ '•')) => entity(c),
        _ => words.to_owned(),
    }
}
