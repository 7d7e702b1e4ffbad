//! Writes Markdown that this crate reads again as the same paper, and that any other program shows well.

use crate::{Export, Notes, What, inline, label::label};
use qalam_model::{
    paper::{Kind, Paragraph},
    text::{Mark, RichText},
};

/// How formatting is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `**bold**`, `*italic*`, the rest as tags.
    Stars,
    /// All as tags: right wherever a mark begins and ends.
    Tags,
}

/// Writes a paper. Paragraphs without words are left out unless they have a number, bullet or level to show.
pub fn to_markdown(title: &str, paragraphs: &[Paragraph]) -> Export {
    let mut out = Markdown::new(title);
    for p in paragraphs {
        if p.text.is_empty() && p.kind == Kind::Plain {
            out.notes.add(What::EmptyParagraph);
            continue;
        }
        let words = inline(&p.text);
        let prefix = out.prefix(p);
        out.block(&prefix, p.kind, &words);
    }
    out.finish()
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
        let title = inline(&RichText::plain(title));
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

/// Words in Markdown that read back as the same words and formatting.
pub(crate) fn inline(text: &RichText) -> String {
    let stars = render(text, Style::Stars, true);
    let mut ignored = Notes::default();
    if inline::read(&stars, &mut ignored) == *text { stars } else { render(text, Style::Tags, true) }
}

/// A piece of a line, with white space at its ends as it is.
pub(crate) fn piece(text: &RichText) -> String {
    let letters: Vec<char> = text.text.chars().collect();
    let plain_edges = |s: &qalam_model::text::Span| {
        let edge = |i: u32| letters.get(i as usize).is_some_and(|c| c.is_alphanumeric());
        edge(s.start) && edge(s.end - 1)
    };
    let style = if text.spans.iter().all(plain_edges) { Style::Stars } else { Style::Tags };
    render(text, style, false)
}

fn render(text: &RichText, style: Style, whole: bool) -> String {
    let chars: Vec<char> = text.text.chars().collect();
    let first = chars.iter().take_while(|c| c.is_whitespace()).count();
    let last = chars.len() - chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    let mut out = String::new();
    let mut open: Vec<Mark> = Vec::new();
    for i in 0..=chars.len() {
        let now = |m: &Mark| text.spans.iter().any(|s| s.mark == *m && (s.start as usize..s.end as usize).contains(&i));
        // Tags close in the reverse order: those that stay and stand inside one that ends close too and open again.
        while open.iter().any(|m| !now(m)) {
            if let Some(mark) = open.pop() {
                out.push_str(&token(mark, style, false));
            }
        }
        for mark in Mark::ALL.iter().filter(|m| i < chars.len() && now(m)) {
            if !open.contains(mark) {
                out.push_str(&token(*mark, style, true));
                open.push(*mark);
            }
        }
        let Some(c) = chars.get(i) else { break };
        if whole && (i < first || i >= last) {
            out.push_str(&format!("&#{};", *c as u32));
        } else {
            escape(*c, i.checked_sub(1).map(|i| chars[i]), chars.get(i + 1).copied(), &mut out);
        }
    }
    out
}

fn token(mark: Mark, style: Style, on: bool) -> String {
    let name = match (mark, style) {
        (Mark::Bold, Style::Stars) => return "**".to_owned(),
        (Mark::Italic, Style::Stars) => return "*".to_owned(),
        (Mark::Bold, Style::Tags) => "b",
        (Mark::Italic, Style::Tags) => "i",
        (Mark::Underline, _) => "u",
        (Mark::Superscript, _) => "sup",
        (Mark::Subscript, _) => "sub",
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
    if words.starts_with(['#', '>', '-', '+', '|', '=']) {
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
