//! A document as Markdown, for readers: what changed stands in CriticMarkup, who brought it in its comments. It is not
//! read back; a clean text that shall be read back is written by [`crate::to_markdown`].

use super::{Block, Cell, Change, Document, Named, Table, Text, Wish, Words};
use crate::{
    Export, Notes,
    write::{barred, begin_escaped, count_behind, inline, piece},
};
use qalam_model::{number::Names, paper::Kind, text::RichText};

/// Writes a document as Markdown.
pub fn document_to_markdown(document: &Document) -> Export {
    let mut out = Markdown { document, blocks: Vec::new(), notes: Notes::default() };
    out.blocks.push(format!("# {}", plain(&document.title)));
    out.blocks.extend(document.about.iter().map(|line| begin_escaped(&plain(line))));
    for block in &document.blocks {
        out.block(block);
    }
    Export { text: format!("{}\n", out.blocks.join("\n\n")), notes: out.notes.list() }
}

struct Markdown<'d> {
    document: &'d Document,
    blocks: Vec<String>,
    notes: Notes,
}

/// Words of the frame, escaped.
fn plain(words: &str) -> String {
    let simple = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | ':' | ';' | '“' | '”' | '«' | '»' | '’');
    if words.chars().all(simple) && words.trim() == words {
        return words.to_owned();
    }
    inline(&RichText::plain(words), &Names::default())
}

impl Markdown<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.blocks.push(format!("## {}", plain(words))),
            Block::Line(words) => self.blocks.push(begin_escaped(&plain(words))),
            Block::Text(text) => {
                let written = self.paragraph(text);
                self.blocks.push(written);
            }
            Block::Wish(wish) => {
                let lines: Vec<String> = self.wish(wish).into_iter().map(|line| format!("> {line}")).collect();
                self.blocks.push(lines.join("\n>\n"));
            }
            Block::Table(table) => self.table(table),
        }
    }

    fn paragraph(&mut self, text: &Text) -> String {
        let prefix = match text.kind {
            Kind::Heading => "#".repeat(usize::from(text.level.clamp(1, 6))),
            Kind::Item => format!("{}-", "  ".repeat(usize::from(text.level.clamp(1, 6)) - 1)),
            Kind::Preambular => "PP.".to_owned(),
            Kind::Operative if text.number.is_empty() => "OP.".to_owned(),
            Kind::Operative => format!("{}.", text.number),
            Kind::Note if text.number.is_empty() => "[^\\*]:".to_owned(),
            Kind::Note => format!("[^{}]:", text.number),
            Kind::Plain | Kind::Table | Kind::Cell => String::new(),
        };
        let names = if text.later { &self.document.later } else { &self.document.names };
        let mut words = self.runs(&text.words, names).trim().to_owned();
        if prefix.is_empty() {
            words = begin_escaped(&words);
        }
        let told: String = text.told.iter().map(|told| format!(" *({})*", plain(told))).collect();
        format!("{prefix} {words}{told}").trim_start_matches(' ').to_owned()
    }

    fn runs(&mut self, words: &[Words], names: &Names) -> String {
        let mut out = String::new();
        for run in words {
            count_behind(&run.text, &mut self.notes);
            let written = piece(&run.text, names);
            match run.change {
                Change::Same => out.push_str(&written),
                _ if written.is_empty() => {}
                Change::Inserted => out.push_str(&format!("{{++{written}++}}")),
                Change::Deleted => out.push_str(&format!("{{--{written}--}}")),
            }
            if !run.by.is_empty() {
                out.push_str(&format!("{{>>{}<<}}", plain(&run.by.join(&self.document.comma))));
            }
        }
        out
    }

    fn named(&self, named: &Named) -> String {
        let names: Vec<String> = named.names.iter().map(|n| plain(n)).collect();
        [plain(&named.label), names.join(&self.document.comma)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// A proposal, line by line.
    fn wish(&mut self, wish: &Wish) -> Vec<String> {
        let mut head = Vec::new();
        if !wish.who.names.is_empty() {
            head.push(format!("**{}**", self.named(&wish.who)));
        }
        head.extend(wish.tags.iter().map(|tag| plain(tag)));
        if !wish.with.names.is_empty() {
            head.push(self.named(&wish.with));
        }
        let mut out = vec![head.join(" · ")];
        out.extend(wish.told.iter().map(|told| format!("*{}*", plain(told))));
        for text in &wish.texts {
            let written = self.paragraph(text);
            out.push(written);
        }
        for reason in &wish.reasons {
            out.push(format!("*{}:* {}", self.named(&reason.whose), plain(&reason.words)));
        }
        out
    }

    fn table(&mut self, table: &Table) {
        let mut rows: Vec<String> = table.rows.iter().map(|row| self.row(row)).collect();
        let width = table.columns.len().max(1);
        let rule = format!("|{}", "---|".repeat(width));
        if table.head == 0 {
            rows.insert(0, format!("|{}", "   |".repeat(width)));
        }
        rows.insert(1.min(rows.len()), rule);
        self.blocks.push(rows.join("\n"));
        let names = &self.document.names;
        let caption = self.runs(&table.caption, names);
        if !caption.is_empty() {
            self.blocks.push(format!(": {caption}"));
        }
    }

    fn row(&mut self, row: &[Cell]) -> String {
        let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
        format!("| {} |", cells.join(" | "))
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let mut lines = Vec::new();
        for block in &cell.blocks {
            match block {
                Block::Heading(words) | Block::Line(words) => lines.push(plain(words)),
                Block::Text(text) => lines.push(self.paragraph(text)),
                Block::Wish(wish) => lines.extend(self.wish(wish)),
                // No paper's table stands in a cell of the frame: it is told row by row.
                Block::Table(table) => {
                    for row in &table.rows {
                        let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
                        lines.push(cells.join(" / "));
                    }
                }
            }
        }
        barred(&lines.join("<br>").replace('\n', " "))
    }
}
