//! A text as characters with one byte of marks each, and its links and signs beside them: what comparing and
//! composing work on. Linear in everything, however many spans or hunks a hostile text brings.

use crate::text::{Link, Mark, RichText, Sign, SignKind, Span};

/// Characters and their marks, of equal length; links and signs as in a [`RichText`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Flat {
    pub(crate) chars: Vec<char>,
    pub(crate) marks: Vec<u8>,
    pub(crate) links: Vec<Link>,
    pub(crate) signs: Vec<Sign>,
}

/// The bit of a mark.
pub(crate) fn bit(mark: Mark) -> u8 {
    1 << (mark as u8)
}

impl Flat {
    pub(crate) fn of(text: &RichText) -> Flat {
        let mut chars: Vec<char> = Vec::with_capacity(text.text.len());
        chars.extend(text.text.chars());
        let mut marks = vec![0; chars.len()];
        if !text.spans.is_empty() {
            // Normalised spans of one mark never overlap, so that this loop is linear.
            let mut spans = text.spans.clone();
            spans.retain(|s| s.start < s.end && (s.start as usize) < chars.len());
            spans.iter_mut().for_each(|s| s.end = s.end.min(chars.len() as u32));
            for span in joined(spans) {
                marks[span.start as usize..span.end as usize].iter_mut().for_each(|m| *m |= bit(span.mark));
            }
        }
        if text.is_plain_of_signs() {
            return Flat { chars, marks, ..Flat::default() };
        }
        let mut beside = RichText { spans: Vec::new(), ..text.clone() };
        beside.normalize();
        Flat { chars, marks, links: beside.links, signs: beside.signs }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Appends `start..end` of another text, clipped to it.
    pub(crate) fn push_range(&mut self, other: &Flat, start: usize, end: usize) {
        let end = end.min(other.len());
        let start = start.min(end);
        let (base, from, to) = (self.len() as u32, start as u32, end as u32);
        self.chars.extend_from_slice(&other.chars[start..end]);
        self.marks.extend_from_slice(&other.marks[start..end]);
        let links = &other.links[other.links.partition_point(|l| l.end <= from)..];
        for link in links.iter().take_while(|l| l.start < to) {
            self.push_link(base + link.start.max(from) - from, base + link.end.min(to) - from, &link.href);
        }
        let signs = &other.signs[other.signs.partition_point(|s| s.at < from)..];
        self.signs.extend(signs.iter().take_while(|s| s.at < to).map(|s| Sign { at: base + s.at - from, sign: s.sign.clone() }));
    }

    /// A link behind all others; one with the last if they touch and lead to one address.
    fn push_link(&mut self, start: u32, end: u32, href: &str) {
        match self.links.last_mut() {
            Some(last) if last.end >= start && last.href == href => last.end = end,
            _ if start < end => self.links.push(Link { start, end, href: href.to_owned() }),
            _ => {}
        }
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

    /// Sets or clears links, each `(start, end, address)`.
    pub(crate) fn set_links(&mut self, changes: &[(u32, u32, Option<&str>)]) {
        if changes.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.links);
        let mut addresses: Vec<Option<&str>> = vec![None];
        let mut at: Vec<usize> = vec![0; self.len()];
        let links = old.iter().map(|l| (l.start, l.end, Some(l.href.as_str())));
        for (start, end, address) in links.chain(changes.iter().copied()) {
            let end = (end as usize).min(at.len());
            let start = (start as usize).min(end);
            at[start..end].iter_mut().for_each(|a| *a = addresses.len());
            addresses.push(address);
        }
        for (i, a) in at.into_iter().enumerate() {
            if let Some(href) = addresses[a] {
                self.push_link(i as u32, i as u32 + 1, href);
            }
        }
    }

    /// The address at each character, as an index into the links; none where there is no link.
    pub(crate) fn linked(&self) -> Vec<Option<usize>> {
        let mut out = vec![None; self.len()];
        for (i, link) in self.links.iter().enumerate() {
            out[link.start as usize..link.end as usize].iter_mut().for_each(|o| *o = Some(i));
        }
        out
    }

    pub(crate) fn rich(&self) -> RichText {
        let mut spans = Vec::new();
        let marked = self.marks.iter().fold(0, |all, m| all | m);
        for mark in Mark::ALL.into_iter().filter(|mark| marked & bit(*mark) != 0) {
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
        RichText { text: self.chars.iter().collect(), spans, links: self.links.clone(), signs: self.signs.clone() }
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

/// Names for signs: each that means something of its own is one character that no text at hand has, so that texts
/// with signs can be compared as strings of characters.
pub(crate) struct Stand {
    taken: std::collections::HashSet<char>,
    names: std::collections::HashMap<SignKind, char>,
    next: u32,
}

impl Stand {
    /// For these texts.
    pub(crate) fn new(texts: [&str; 2]) -> Stand {
        let private = |c: &char| u32::from(*c) >= Stand::FIRST;
        Stand { taken: texts.iter().flat_map(|t| t.chars()).filter(private).collect(), names: Default::default(), next: Stand::FIRST }
    }

    /// Where the private planes begin: characters that are no letter, no mark and no part of another one.
    const FIRST: u32 = 0xf_0000;

    /// The text with a character of its own for each sign; none if there are more signs than such characters.
    pub(crate) fn text(&mut self, text: &RichText) -> Option<String> {
        let mut signs = text.signs.iter().peekable();
        let mut out = String::with_capacity(text.text.len() + 4 * text.signs.len());
        for (at, c) in text.text.chars().enumerate() {
            while signs.next_if(|s| (s.at as usize) < at).is_some() {}
            match signs.peek() {
                Some(sign) if sign.at as usize == at => {
                    // A literal `[` and a literal `]` are two.
                    let sign = if c == ']' { &SignKind::Behind(Vec::new()) } else { &sign.sign };
                    out.push(self.name(sign)?);
                }
                _ => out.push(c),
            }
        }
        Some(out)
    }

    fn name(&mut self, sign: &SignKind) -> Option<char> {
        if let Some(c) = self.names.get(sign) {
            return Some(*c);
        }
        let free =
            (self.next..=0x10_fffd).filter_map(char::from_u32).find(|c| !self.taken.contains(c) && u32::from(*c) & 0xfffe != 0xfffe)?;
        self.next = u32::from(free) + 1;
        self.names.insert(sign.clone(), free);
        Some(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DelegationId, ParagraphId};

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

    #[test]
    fn links_and_signs_go_along() {
        let mut text = RichText { text: "a [b] \u{fffc}c ]".into(), ..RichText::default() };
        text.links = vec![Link { start: 0, end: 4, href: "https://a".into() }, Link { start: 4, end: 7, href: "mailto:b".into() }];
        text.signs = vec![
            Sign { at: 2, sign: SignKind::Behind(vec![DelegationId([1; 16])]) },
            Sign { at: 6, sign: SignKind::Note(ParagraphId([1; 8])) },
            Sign { at: 9, sign: SignKind::Literal },
        ];
        assert_eq!(text.check(), Ok(()));
        let flat = Flat::of(&text);
        assert_eq!(flat.rich(), text);
        for (a, b) in [(0, 10), (2, 7), (3, 3), (5, 9), (6, 99)] {
            assert_eq!(flat.slice(a, b).rich(), text.slice(a as u32, b as u32), "{a}..{b}");
            let mut joined = flat.slice(0, a);
            let rest = flat.slice(a, 99);
            joined.push_range(&rest, 0, rest.len());
            assert_eq!(joined.rich(), text, "{a}");
        }
        let mut other = flat.clone();
        other.set_links(&[(1, 3, None), (3, 4, Some("mailto:b")), (8, 10, Some("http://c"))]);
        let links: Vec<(u32, u32, &str)> = other.links.iter().map(|l| (l.start, l.end, l.href.as_str())).collect();
        assert_eq!(links, [(0, 1, "https://a"), (3, 7, "mailto:b"), (8, 10, "http://c")]);
    }

    #[test]
    fn signs_stand_as_characters_that_nothing_else_is() {
        let note = |n| SignKind::Note(ParagraphId([n; 8]));
        let text = |words: &str, signs: &[(u32, SignKind)]| RichText {
            text: words.into(),
            signs: signs.iter().map(|(at, sign)| Sign { at: *at, sign: sign.clone() }).collect(),
            ..RichText::default()
        };
        let a = text("\u{f0000}\u{fffc}\u{fffc}[[", &[(1, note(1)), (2, note(2)), (3, SignKind::Literal)]);
        let b = text("\u{fffc}]]\u{f0002}", &[(0, note(2)), (1, SignKind::Literal)]);
        let mut stand = Stand::new([&a.text, &b.text]);
        assert_eq!(stand.text(&a).unwrap(), "\u{f0000}\u{f0001}\u{f0003}\u{f0004}[");
        assert_eq!(stand.text(&b).unwrap(), "\u{f0003}\u{f0005}]\u{f0002}");
    }
}
