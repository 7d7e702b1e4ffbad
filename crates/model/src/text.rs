//! Text with formatting: one paragraph's worth, always NFC, never with a line break or a control character.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A kind of character formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Bold.
    Bold,
    /// Italic (shown upright, with another cue, in scripts that have none).
    Italic,
    /// Underline.
    Underline,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
}

impl Mark {
    /// All marks, in their canonical order.
    pub const ALL: [Mark; 5] = [Mark::Bold, Mark::Italic, Mark::Underline, Mark::Superscript, Mark::Subscript];
    /// The name under which the mark stands in drafts, acts and canonical files.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Bold => "bold",
            Mark::Italic => "italic",
            Mark::Underline => "underline",
            Mark::Superscript => "superscript",
            Mark::Subscript => "subscript",
        }
    }
    /// The mark of that name.
    pub fn of_name(name: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|m| m.name() == name)
    }
}

/// One stretch of formatting: code points `start..end` of the text it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// What is set there.
    pub mark: Mark,
}

/// Text with formatting. Spans are sorted, not empty, within the text, and of one mark never touch or overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RichText {
    /// The characters, NFC.
    pub text: String,
    /// The formatting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// What may stand in a paragraph, from what somebody wrote: NFC, line breaks and tabs become spaces, other
/// control characters, U+FFFC and lone noncharacters are left out. Bidi and joining characters stay.
pub fn clean(text: &str) -> String {
    text.nfc()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() || c == '\u{fffc}' || c == '\u{fffe}' || c == '\u{ffff}' => None,
            c => Some(c),
        })
        .collect()
}

impl RichText {
    /// Text without formatting, cleaned.
    pub fn plain(text: &str) -> Self {
        Self { text: clean(text), spans: Vec::new() }
    }

    /// Length in code points.
    pub fn len(&self) -> u32 {
        self.text.chars().count() as u32
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Sorts, clips and joins the spans, so that equal texts are equal values.
    pub fn normalize(&mut self) {
        let len = self.len();
        self.spans.retain_mut(|s| {
            s.end = s.end.min(len);
            s.start < s.end
        });
        self.spans.sort_by_key(|s| (s.mark, s.start, s.end));
        let mut joined: Vec<Span> = Vec::with_capacity(self.spans.len());
        for span in self.spans.drain(..) {
            match joined.last_mut() {
                Some(last) if last.mark == span.mark && span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        joined.sort();
        self.spans = joined;
    }

    /// The byte offset of a code point offset, or the text's length.
    pub fn byte_of(&self, code_point: u32) -> usize {
        self.text.char_indices().nth(code_point as usize).map_or(self.text.len(), |(at, _)| at)
    }

    /// Code points `start..end` with their formatting.
    pub fn slice(&self, start: u32, end: u32) -> RichText {
        let end = end.min(self.len());
        let start = start.min(end);
        let text = self.text[self.byte_of(start)..self.byte_of(end)].to_owned();
        let spans = self
            .spans
            .iter()
            .filter(|s| s.start < end && s.end > start)
            .map(|s| Span { start: s.start.max(start) - start, end: s.end.min(end) - start, mark: s.mark })
            .collect();
        let mut out = RichText { text, spans };
        out.normalize();
        out
    }

    /// Appends another text.
    pub fn push(&mut self, other: &RichText) {
        let at = self.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|s| Span { start: s.start + at, end: s.end + at, mark: s.mark }));
        self.normalize();
    }
}
