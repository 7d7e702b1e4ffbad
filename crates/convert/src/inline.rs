//! The words of one block: CommonMark's inline rules, read with `pulldown-cmark`.

use crate::{Notes, What};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use qalam_model::text::{Mark, RichText, Span, clean};

/// Stands before the words while they are parsed, so that nothing in them can begin a block.
const GUARD: &str = "Q ";

/// HTML tags that are formatting; anything else of HTML is a note.
const TAGS: [(&str, Mark); 7] = [
    ("b", Mark::Bold),
    ("strong", Mark::Bold),
    ("i", Mark::Italic),
    ("em", Mark::Italic),
    ("u", Mark::Underline),
    ("sup", Mark::Superscript),
    ("sub", Mark::Subscript),
];

/// Runs of characters that have the same marks, and how often each mark is open.
#[derive(Default)]
struct Reader {
    runs: Vec<([bool; Mark::ALL.len()], String)>,
    open: [u32; Mark::ALL.len()],
}

impl Reader {
    fn push(&mut self, text: &str) {
        let marks = self.open.map(|n| n > 0);
        match self.runs.last_mut() {
            Some((last, run)) if *last == marks => run.push_str(text),
            _ => self.runs.push((marks, text.to_owned())),
        }
    }

    fn turn(&mut self, mark: Mark, on: bool) {
        // Mark's variants are numbered in the order of ALL.
        let open = &mut self.open[mark as usize];
        *open = if on { *open + 1 } else { open.saturating_sub(1) };
    }

    fn html(&mut self, tag: &str, notes: &mut Notes) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (on, name) = match inner.strip_prefix('/') {
            Some(name) => (false, name),
            None => (true, inner),
        };
        let name = name.trim().trim_end_matches('/').trim().to_ascii_lowercase();
        match TAGS.iter().find(|(n, _)| *n == name) {
            Some((_, mark)) => self.turn(*mark, on),
            None if name == "br" => self.push(" "),
            None => notes.add(What::Html),
        }
    }

    fn finish(mut self) -> RichText {
        if let Some((_, first)) = self.runs.first_mut() {
            first.drain(..GUARD.len().min(first.len()));
        }
        let mut out = RichText::default();
        for (marks, run) in self.runs {
            let mut piece = RichText::plain(&run);
            let end = piece.len();
            let on = Mark::ALL.into_iter().zip(marks).filter(|(_, on)| *on);
            piece.spans = on.map(|(mark, _)| Span { start: 0, end, mark }).collect();
            out.push(&piece);
        }
        // Characters that compose across a change of formatting.
        if clean(&out.text) != out.text {
            out.text = clean(&out.text);
        }
        out.normalize();
        out
    }
}

/// Reads one line of Markdown as words with formatting. Square brackets are words: no block sees another's link
/// definitions.
pub(crate) fn read(line: &str, notes: &mut Notes) -> RichText {
    let guarded = format!("{GUARD}{line}");
    let mut reader = Reader::default();
    for event in Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => reader.push(&text),
            Event::Code(text) => {
                notes.add(What::Code);
                reader.push(&text);
            }
            Event::SoftBreak | Event::HardBreak => reader.push(" "),
            Event::InlineHtml(tag) | Event::Html(tag) => reader.html(&tag, notes),
            Event::Start(Tag::Strong) => reader.turn(Mark::Bold, true),
            Event::End(TagEnd::Strong) => reader.turn(Mark::Bold, false),
            Event::Start(Tag::Emphasis) => reader.turn(Mark::Italic, true),
            Event::End(TagEnd::Emphasis) => reader.turn(Mark::Italic, false),
            Event::Start(Tag::Strikethrough) => notes.add(What::Strike),
            Event::Start(Tag::Image { .. }) => notes.add(What::Image),
            Event::Start(Tag::Link { link_type, .. }) if !matches!(link_type, LinkType::Autolink | LinkType::Email) => {
                notes.add(What::Link);
            }
            _ => {}
        }
    }
    let out = reader.finish();
    for _ in out.text.matches("[^") {
        notes.add(What::Footnote);
    }
    out
}
