//! Plain text, in and out.

use crate::{Export, Import, ImportError, Notes, What, decode, label::label, write::count_behind};
use qalam_model::{
    compare::OutsideParagraph,
    number::Names,
    paper::{CellPlace, Column, Kind, Paragraph},
    text::RichText,
};
use std::collections::HashMap;

/// A line wider than this was not broken by hand: then each line is a paragraph.
const WIDE: usize = 160;
/// A first line longer than this is no title.
const TITLE: usize = 200;

/// Reads a plain text: paragraphs stand apart by empty lines, or, if lines are long, by line ends. `12.` numbers a
/// paragraph, `PP.` makes it preambular, `- ` or `• ` an item, a Roman numeral with a point before a single line a
/// heading. The first line is the title if it stands alone and is no sentence.
pub fn from_text(bytes: &[u8]) -> Result<Import, ImportError> {
    let text = decode(bytes)?;
    let mut blocks = cut(&text);
    let sentence = |b: &str| b.ends_with(['.', '。', '؟', '?', '!', ';', ':', '،']) || b.chars().count() > TITLE;
    let title = (blocks.len() > 1 && !sentence(&blocks[0]) && label(&blocks[0]).is_none()).then(|| blocks.remove(0));
    let title = title.map(|t| RichText::plain(&t).text);
    Ok(Import { title, paragraphs: blocks.iter().map(|b| paragraph(b)).collect(), notes: Vec::new(), of: None })
}

fn cut(text: &str) -> Vec<String> {
    let lines = || text.lines().map(str::trim);
    if lines().any(|l| width(l) > WIDE) {
        return lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    }
    let mut out: Vec<String> = Vec::new();
    let mut apart = true;
    for line in lines() {
        let begins = apart || bullet(line).is_some();
        apart = line.is_empty();
        match out.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if !begins => join_line(last, line, false),
            _ => out.push(line.to_owned()),
        }
    }
    out
}

/// Columns on a screen: Chinese characters take two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Adds a line to a paragraph: with a space, but not between Chinese characters. In Markdown a backslash at the end of
/// the line before it means a break and goes.
pub(crate) fn join_line(text: &mut String, line: &str, markdown: bool) {
    if markdown && (text.len() - text.trim_end_matches('\\').len()) % 2 == 1 {
        text.pop();
    }
    text.truncate(text.trim_end_matches([' ', '\t']).len());
    let tight = text.ends_with(is_wide) && line.starts_with(is_wide);
    if !text.is_empty() && !tight {
        text.push(' ');
    }
    text.push_str(line);
}

fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix(['-', '•', '*']).filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim)
}

fn is_roman_heading(block: &str) -> bool {
    let numeral = block.split_once(". ").map(|(n, _)| n);
    numeral.is_some_and(|n| !n.is_empty() && n.chars().all(|c| "IVXLC".contains(c))) && block.chars().count() <= TITLE
}

fn paragraph(block: &str) -> OutsideParagraph {
    let plain = |kind, level, text: &str| OutsideParagraph::new(kind, level, RichText::plain(text));
    if let Some(label) = label(block) {
        return OutsideParagraph { number: label.number, ..plain(label.kind, 0, label.rest) };
    }
    match bullet(block) {
        Some(text) => plain(Kind::Item, 1, text),
        None if is_roman_heading(block) => plain(Kind::Heading, 2, block),
        None => plain(Kind::Plain, 0, block),
    }
}

/// Writes a plain text: a paragraph is a line, an empty line between them. References are what they show, the rows of a
/// table lines with bars, footnotes stand at the end behind their numbers.
pub fn to_text(title: &str, paragraphs: &[Paragraph]) -> Export {
    let names = Names::of(paragraphs);
    let mut out = Plain::new(title);
    let cells: HashMap<CellPlace, &Paragraph> = paragraphs.iter().filter_map(|p| Some((p.cell?, p))).collect();
    for p in paragraphs {
        if !p.text.spans.is_empty() || !p.text.links.is_empty() {
            out.notes.add(What::Formatting);
        }
        count_behind(&p.text, &mut out.notes);
        if p.kind.is_placed() {
            continue;
        }
        if p.kind != Kind::Table || !p.text.is_empty() {
            out.block(p, &names.plain(&p.text));
        }
        for row in p.table.iter().flat_map(|t| t.rows.iter().map(move |row| (t, row))) {
            let (table, row) = row;
            let place = |c: &Column| CellPlace { table: p.id, row: *row, column: c.id };
            let words: Vec<String> =
                table.columns.iter().map(|c| cells.get(&place(c)).map(|cell| names.plain(&cell.text)).unwrap_or_default()).collect();
            out.line(&words.join(" | "));
        }
    }
    let mut notes: Vec<(u32, &Paragraph)> =
        paragraphs.iter().filter(|p| p.kind == Kind::Note).filter_map(|p| Some((names.note(p.id)?, p))).collect();
    notes.sort_by_key(|(n, _)| *n);
    notes.into_iter().for_each(|(_, note)| out.line(&names.printed_note(note)));
    out.finish()
}

/// A plain text in the making.
pub(crate) struct Plain {
    text: String,
    preambular: u32,
    pub(crate) notes: Notes,
}

impl Plain {
    pub(crate) fn new(title: &str) -> Self {
        Plain { text: format!("{}\n", qalam_model::text::clean(title)), preambular: 0, notes: Notes::default() }
    }

    pub(crate) fn block(&mut self, p: &Paragraph, words: &str) {
        let prefix = match (p.kind, p.number) {
            (Kind::Operative, Some(number)) => format!("{number}. "),
            (Kind::Preambular, _) => {
                self.preambular += 1;
                format!("PP{}. ", self.preambular)
            }
            (Kind::Item, _) => format!("{}- ", "  ".repeat(usize::from(p.level.clamp(1, 6)) - 1)),
            _ => String::new(),
        };
        let line = format!("{prefix}{words}");
        if line.trim().is_empty() {
            self.notes.add(What::EmptyParagraph);
        } else {
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push('\n');
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> Export {
        Export { text: self.text, notes: self.notes.list() }
    }
}
