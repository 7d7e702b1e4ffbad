//! A document as one HTML file: nothing runs in it, nothing is fetched, and it prints well.
//!
//! Every character that comes from a paper or a name is escaped here, in one place. The file forbids itself scripts and
//! loading by its own policy, should anything ever be put into it.

use super::{
    Block, Cell, Change, Document, Named, Table, Text, Wish, Words,
    fragments::{Fragment, fragments},
    frame::is_right_to_left,
};
use qalam_model::{
    number::Names,
    paper::{Direction, Kind},
    text::{Mark, SignKind},
};

const STYLE: &str = include_str!("paper.css");

/// Writes a document as HTML.
pub fn to_html(document: &Document) -> String {
    let mut out = Html { text: String::with_capacity(64 << 10), document };
    out.file();
    out.text
}

struct Html<'d> {
    text: String,
    document: &'d Document,
}

fn direction(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}

/// Characters that mean something in HTML; directional controls and the rest stay as they are.
fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

impl Html<'_> {
    fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    fn words(&mut self, words: &str) {
        escape(words, &mut self.text);
    }

    fn element(&mut self, open: &str, words: &str, close: &str) {
        self.raw(open);
        self.words(words);
        self.raw(close);
    }

    /// `lang` and `dir` of words in the paper's language, with what somebody set by hand.
    fn tongue(&mut self, by_hand: Option<Direction>) {
        let document = self.document;
        let dir = match by_hand {
            Some(Direction::Rtl) => "rtl",
            Some(Direction::Ltr) => "ltr",
            None => direction(&document.language),
        };
        self.element(" lang=\"", &document.language, "\"");
        self.raw(" dir=\"");
        self.raw(dir);
        self.raw("\"");
    }

    fn file(&mut self) {
        let document = self.document;
        self.element("<!DOCTYPE html>\n<html lang=\"", &document.frame, "\"");
        self.raw(" dir=\"");
        self.raw(direction(&document.frame));
        self.raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        self.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        let about = document.about.first().map(String::as_str).unwrap_or_default();
        self.words(if about.is_empty() { &document.title } else { about });
        self.raw("</title>\n<style>\n");
        self.raw(STYLE);
        self.raw("</style>\n</head>\n");
        let wide = document.blocks.iter().any(|b| matches!(b, Block::Table(t) if !t.paper));
        self.raw(if wide { "<body class=\"wide\">\n<header>\n<h1" } else { "<body>\n<header>\n<h1" });
        self.tongue(None);
        self.element(">", &document.title, "</h1>\n");
        for (at, line) in document.about.iter().enumerate() {
            self.element(if at == 0 { "<p class=\"what\"><bdi>" } else { "<p class=\"about\"><bdi>" }, line, "</bdi></p>\n");
        }
        self.raw("</header>\n<main>\n");
        let mut notes = false;
        for block in &document.blocks {
            let note = matches!(block, Block::Text(text) if text.kind == Kind::Note && text.id.is_some());
            if note && !notes {
                self.raw("<hr>\n");
            }
            notes = note;
            self.block(block);
        }
        self.raw("</main>\n</body>\n</html>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.element("<h2 class=\"frame\">", words, "</h2>\n"),
            Block::Line(words) => self.element("<p class=\"frame\"><bdi>", words, "</bdi></p>\n"),
            Block::Text(text) => self.paragraph(text),
            Block::Wish(wish) => self.wish(wish),
            Block::Table(table) => self.table(table),
        }
    }

    fn paragraph(&mut self, text: &Text) {
        let (open, close) = match text.kind {
            Kind::Heading => (["<h2", "<h2", "<h3", "<h4", "<h5", "<h6"][usize::from(text.level.clamp(1, 6)) - 1], heading_end(text.level)),
            _ => ("<p", "</p>\n"),
        };
        self.raw(open);
        self.raw(" class=\"text ");
        self.raw(text.kind.name());
        if text.kind == Kind::Item {
            self.raw(&format!(" level{}", text.level.clamp(1, 6)));
        }
        self.raw(match text.change {
            Change::Same => "\"",
            Change::Inserted => " came\"",
            Change::Deleted => " gone\"",
        });
        if let Some(id) = text.id {
            self.raw(&format!(" id=\"p-{id}\""));
        }
        self.tongue(text.direction);
        self.raw(">");
        self.number(text);
        let document = self.document;
        self.runs(&text.words, if text.later { &document.later } else { &document.names });
        for told in &text.told {
            self.element(" <span class=\"told\"><bdi>", told, "</bdi></span>");
        }
        self.raw(close);
    }

    fn number(&mut self, text: &Text) {
        let shown = match text.kind {
            Kind::Item => "•",
            Kind::Note if text.number.is_empty() => "*",
            _ => &text.number,
        };
        if !shown.is_empty() {
            let point = if text.kind == Kind::Operative { ".</span> " } else { "</span> " };
            self.element("<span class=\"number\">", shown, point);
        }
    }

    fn runs(&mut self, words: &[Words], names: &Names) {
        for run in words {
            let (open, close) = match run.change {
                Change::Same => ("", ""),
                Change::Inserted => ("<ins>", "</ins>"),
                Change::Deleted => ("<del>", "</del>"),
            };
            self.raw(open);
            for fragment in fragments(&run.text, names) {
                self.fragment(&fragment, names);
            }
            self.raw(close);
            if !run.by.is_empty() {
                self.names("<span class=\"by\">", &run.by, "</span>");
            }
        }
    }

    fn fragment(&mut self, fragment: &Fragment<'_>, names: &Names) {
        let tag = |mark: &Mark| match mark {
            Mark::Bold => "b",
            Mark::Italic => "i",
            Mark::Underline => "u",
            Mark::Superscript => "sup",
            Mark::Subscript => "sub",
        };
        for mark in &fragment.marks {
            self.raw(&format!("<{}>", tag(mark)));
        }
        if let Some(href) = fragment.link {
            self.element("<a rel=\"noreferrer noopener\" href=\"", href, "\">");
        }
        match fragment.sign {
            Some(SignKind::Note(id)) if names.note(*id).is_some() => {
                self.element(&format!("<sup class=\"sign\"><a href=\"#p-{id}\">"), &fragment.text, "</a></sup>");
            }
            Some(SignKind::Note(_)) => self.element("<sup class=\"sign\">", &fragment.text, "</sup>"),
            Some(SignKind::Reference(id)) if names.label(*id).is_some() => {
                self.element(&format!("<a class=\"ref\" href=\"#p-{id}\"><bdi>"), &fragment.text, "</bdi></a>");
            }
            _ if fragment.bracket => self.element("<span class=\"bracket\">", &fragment.text, "</span>"),
            _ => self.words(&fragment.text),
        }
        if let Some(SignKind::Behind(who)) = fragment.sign {
            let all = self.document.behind.iter().filter(|(id, _)| who.contains(id));
            let known: Vec<String> = all.map(|(_, name)| name.clone()).collect();
            if !known.is_empty() {
                self.names("<span class=\"by\">", &known, "</span> ");
            }
        }
        if fragment.link.is_some() {
            self.raw("</a>");
        }
        for mark in fragment.marks.iter().rev() {
            self.raw(&format!("</{}>", tag(mark)));
        }
    }

    /// Names, each by itself in its own direction.
    fn names(&mut self, open: &str, names: &[String], close: &str) {
        self.raw(open);
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                let comma = &self.document.comma;
                escape(comma, &mut self.text);
            }
            self.element("<bdi>", name, "</bdi>");
        }
        self.raw(close);
    }

    fn named(&mut self, open: &str, named: &Named, close: &str) {
        self.raw(open);
        self.words(&named.label);
        if !named.label.is_empty() && !named.names.is_empty() {
            self.raw(" ");
        }
        self.names("", &named.names, close);
    }

    fn wish(&mut self, wish: &Wish) {
        self.raw("<section class=\"wish\">\n<p class=\"who\">");
        if !wish.who.names.is_empty() {
            self.named("<strong>", &wish.who, "</strong> ");
        }
        for tag in &wish.tags {
            self.element("<span class=\"tag\">", tag, "</span> ");
        }
        if !wish.with.names.is_empty() {
            self.named("<span class=\"with\">", &wish.with, "</span>");
        }
        self.raw("</p>\n");
        for told in &wish.told {
            self.element("<p class=\"told\"><bdi>", told, "</bdi></p>\n");
        }
        for text in &wish.texts {
            self.paragraph(text);
        }
        for reason in &wish.reasons {
            self.named("<p class=\"reason\"><span class=\"label\">", &reason.whose, ":</span> ");
            self.element("<bdi>", &reason.words, "</bdi></p>\n");
        }
        self.raw("</section>\n");
    }

    fn table(&mut self, table: &Table) {
        self.raw(if table.paper { "<table class=\"paper\"" } else { "<table class=\"frame\"" });
        if let Some(id) = table.id {
            self.raw(&format!(" id=\"p-{id}\""));
        }
        if table.paper {
            self.tongue(None);
        }
        self.raw(">\n");
        if table.caption.iter().any(|w| !w.text.is_empty()) {
            self.raw("<caption>");
            let document = self.document;
            self.runs(&table.caption, &document.names);
            self.raw("</caption>\n");
        }
        let all: u32 = table.columns.iter().map(|w| u32::from(*w)).sum::<u32>().max(1);
        self.raw("<colgroup>");
        for width in &table.columns {
            self.raw(&format!("<col style=\"width:{}%\">", u32::from(*width) * 100 / all));
        }
        self.raw("</colgroup>\n");
        let head = table.head.min(table.rows.len());
        if head > 0 {
            self.raw("<thead>\n");
            table.rows[..head].iter().for_each(|row| self.row(row, true));
            self.raw("</thead>\n");
        }
        self.raw("<tbody>\n");
        table.rows[head..].iter().for_each(|row| self.row(row, false));
        self.raw("</tbody>\n</table>\n");
    }

    fn row(&mut self, row: &[Cell], head: bool) {
        self.raw("<tr>");
        for cell in row.iter().filter(|c| c.rows > 0) {
            self.raw(if head { "<th scope=\"col\"" } else { "<td" });
            if cell.rows > 1 {
                self.raw(&format!(" rowspan=\"{}\"", cell.rows.min(65_534)));
            }
            self.raw(">");
            cell.blocks.iter().for_each(|block| self.block(block));
            self.raw(if head { "</th>" } else { "</td>" });
        }
        self.raw("</tr>\n");
    }
}

fn heading_end(level: u8) -> &'static str {
    ["</h2>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][usize::from(level.clamp(1, 6)) - 1]
}
