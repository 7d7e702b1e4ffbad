//! A document as plain text: every word of it, what changed in `[-…-]` and `{+…+}`, tables line by line.

use super::{Block, Cell, Change, Document, Named, Table, Text, Wish, Words};
use crate::{Export, Notes, What, write::count_behind};
use qalam_model::{number::Names, paper::Kind};

/// Writes a document as plain text.
pub fn document_to_text(document: &Document) -> Export {
    let mut out = Plain { document, blocks: vec![document.title.clone()], notes: Notes::default() };
    out.blocks.extend(document.about.iter().cloned());
    for block in &document.blocks {
        let written = out.block(block);
        out.blocks.extend(written);
    }
    Export { text: format!("{}\n", out.blocks.join("\n\n")), notes: out.notes.list() }
}

struct Plain<'d> {
    document: &'d Document,
    blocks: Vec<String>,
    notes: Notes,
}

impl Plain<'_> {
    fn block(&mut self, block: &Block) -> Vec<String> {
        match block {
            Block::Heading(words) | Block::Line(words) => vec![words.clone()],
            Block::Text(text) => vec![self.paragraph(text)],
            Block::Wish(wish) => vec![self.wish(wish).iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")],
            Block::Table(table) if table.paper => self.grid(table),
            Block::Table(table) => self.listed(table),
        }
    }

    fn paragraph(&mut self, text: &Text) -> String {
        let prefix = match text.kind {
            Kind::Operative if !text.number.is_empty() => format!("{}. ", text.number),
            Kind::Preambular => "PP. ".to_owned(),
            Kind::Item => format!("{}- ", "  ".repeat(usize::from(text.level.clamp(1, 6)) - 1)),
            Kind::Note if text.number.is_empty() => "* ".to_owned(),
            Kind::Note => format!("{} ", text.number),
            _ => String::new(),
        };
        let names = if text.later { &self.document.later } else { &self.document.names };
        let told: String = text.told.iter().map(|told| format!(" ({told})")).collect();
        let words = self.runs(&text.words, names);
        format!("{prefix}{}{told}", words.trim_end())
    }

    fn runs(&mut self, words: &[Words], names: &Names) -> String {
        let mut out = String::new();
        for run in words {
            count_behind(&run.text, &mut self.notes);
            if !run.text.spans.is_empty() || !run.text.links.is_empty() {
                self.notes.add(What::Formatting);
            }
            let written = names.plain(&run.text);
            match run.change {
                Change::Same => out.push_str(&written),
                _ if written.is_empty() => {}
                Change::Inserted => out.push_str(&format!("{{+{written}+}}")),
                Change::Deleted => out.push_str(&format!("[-{written}-]")),
            }
            if !run.by.is_empty() {
                out.push_str(&format!(" ({}) ", run.by.join(&self.document.comma)));
            }
        }
        out
    }

    fn named(&self, named: &Named) -> String {
        let names = named.names.join(&self.document.comma);
        [named.label.as_str(), names.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn wish(&mut self, wish: &Wish) -> Vec<String> {
        let head = std::iter::once(self.named(&wish.who)).chain(wish.tags.iter().cloned());
        let with = if wish.with.names.is_empty() { String::new() } else { self.named(&wish.with) };
        let head: Vec<String> = head.chain([with]).filter(|s| !s.is_empty()).collect();
        let mut out = vec![head.join(" · ")];
        out.extend(wish.told.iter().cloned());
        for text in &wish.texts {
            let written = self.paragraph(text);
            out.push(written);
        }
        out.extend(wish.reasons.iter().map(|r| format!("{}: {}", self.named(&r.whose), r.words)));
        out
    }

    fn grid(&mut self, table: &Table) -> Vec<String> {
        let names = &self.document.names;
        let caption = self.runs(&table.caption, names);
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell).join(" / ")).collect::<Vec<_>>().join(" | "));
        let rows: Vec<String> = rows.collect();
        std::iter::once(caption).filter(|c| !c.is_empty()).chain(rows).collect()
    }

    /// A table of the frame: each row a block, each cell behind its column's head.
    fn listed(&mut self, table: &Table) -> Vec<String> {
        let heads: Vec<String> = table.rows.first().map(|row| row.iter().map(|c| self.cell(c).join(" ")).collect()).unwrap_or_default();
        let mut out = Vec::new();
        for row in table.rows.iter().skip(table.head) {
            let mut lines = Vec::new();
            for (head, cell) in heads.iter().zip(row) {
                let words = self.cell(cell);
                if words.len() == 1 {
                    lines.push(format!("{head}: {}", words[0]));
                } else if !words.is_empty() {
                    lines.push(format!("{head}:"));
                    lines.extend(words.iter().map(|line| format!("    {line}")));
                }
            }
            out.push(lines.join("\n"));
        }
        out
    }

    fn cell(&mut self, cell: &Cell) -> Vec<String> {
        let mut out = Vec::new();
        for block in &cell.blocks {
            match block {
                Block::Wish(wish) => out.extend(self.wish(wish)),
                other => out.extend(self.block(other)),
            }
        }
        out
    }
}
