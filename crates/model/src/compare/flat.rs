//! A text as characters with one byte of marks each: what comparing and composing work on. Linear in everything,
//! however many spans or hunks a hostile text brings.

use crate::text::{Mark, RichText, Span};

/// Characters and their marks, of equal length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Flat {
    pub(crate) chars: Vec<char>,
    pub(crate) marks: Vec<u8>,
}

/// The bit of a mark.
pub(crate) fn bit(mark: Mark) -> u8 {
    1 << (mark as u8)
}

impl Flat {
    pub(crate) fn of(text: &RichText) -> Flat {
        let chars: Vec<char> = text.text.chars().collect();
        let mut marks = vec![0; chars.len()];
        if !text.spans.is_empty() {
            // Normalised spans of one mark never overlap, so that this loop is linear.
            let mut spans = RichText { text: String::new(), spans: text.spans.clone() };
            spans.spans.retain(|s| s.start < s.end && (s.start as usize) < chars.len());
            spans.spans.iter_mut().for_each(|s| s.end = s.end.min(chars.len() as u32));
            for span in joined(spans.spans) {
                marks[span.start as usize..span.end as usize].iter_mut().for_each(|m| *m |= bit(span.mark));
            }
        }
        Flat { chars, marks }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    pub(crate) fn push(&mut self, other: &Flat) {
        self.push_range(other, 0, other.len());
    }

    /// Appends `start..end` of another text, clipped to it.
    pub(crate) fn push_range(&mut self, other: &Flat, start: usize, end: usize) {
        let end = end.min(other.len());
        let start = start.min(end);
        self.chars.extend_from_slice(&other.chars[start..end]);
        self.marks.extend_from_slice(&other.marks[start..end]);
    }

    pub(crate) fn slice(&self, start: usize, end: usize) -> Flat {
        let mut out = Flat::default();
        out.push_range(self, start, end);
        out
    }

    pub(crate) fn set(&mut self, start: u32, end: u32, mark: Mark, on: bool) {
        let end = (end as usize).min(self.len());
        let start = (start as usize).min(end);
        for m in &mut self.marks[start..end] {
            *m = if on { *m | bit(mark) } else { *m & !bit(mark) };
        }
    }

    pub(crate) fn rich(&self) -> RichText {
        let mut spans = Vec::new();
        for mark in Mark::ALL {
            let mut from = None;
            for (at, m) in self.marks.iter().chain([&0]).enumerate() {
                match (m & bit(mark) != 0, from) {
                    (true, None) => from = Some(at),
                    (false, Some(start)) => {
                        spans.push(Span { start: start as u32, end: at as u32, mark });
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        spans.sort();
        RichText { text: self.chars.iter().collect(), spans }
    }
}

/// Spans sorted by mark, those of one mark that touch or overlap made one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| (s.mark, s.start, s.end));
    spans.dedup_by(|next, last| {
        let same = next.mark == last.mark && next.start <= last.end;
        if same {
            last.end = last.end.max(next.end);
        }
        same
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut text = RichText::plain("各国 shall أمن");
        text.spans = vec![
            Span { start: 0, end: 4, mark: Mark::Bold },
            Span { start: 2, end: 6, mark: Mark::Italic },
            Span { start: 3, end: 9, mark: Mark::Bold },
            Span { start: 9, end: 900, mark: Mark::Subscript },
        ];
        let flat = Flat::of(&text);
        text.normalize();
        assert_eq!(flat.rich(), text);
        assert_eq!(flat.slice(2, 5).rich(), text.slice(2, 5));
        assert_eq!(flat.slice(7, 3).rich(), RichText::default());
    }
}
