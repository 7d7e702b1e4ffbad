//! Text with formatting, links and inline signs: one paragraph's worth, always NFC, never with a line break or a
//! control character.
//!
//! A sign is a character that means more than itself: the sign of a footnote and a reference (both U+FFFC), a bracket
//! that says who is behind it, a bracket that is only a character. What pairs with what is not stored but follows
//! from the text ([`crate::bracket`]). Nothing here knows which footnotes or paragraphs there are.

use crate::ids::{DelegationId, ParagraphId};
use serde::{Deserialize, Serialize};
use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, compose},
    is_nfc,
};

/// The character that a footnote's sign and a reference are in the text.
pub const OBJECT: char = '\u{fffc}';

/// The longest address of a link, in characters.
pub const MAX_ADDRESS: usize = 2000;

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

/// Code points `start..end` lead to an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Link {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Where it leads: [`is_address`].
    pub href: String,
}

/// Whether this may be the address of a link: `https:`, `http:` or `mailto:`, clean, without white space, not too long.
pub fn is_address(href: &str) -> bool {
    let scheme = href.split_once(':').filter(|(_, rest)| !rest.is_empty()).map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| ["https", "http", "mailto"].iter().any(|known| s.eq_ignore_ascii_case(known)))
        && href.chars().take(MAX_ADDRESS + 1).count() <= MAX_ADDRESS
        && !href.chars().any(|c| c == OBJECT || c.is_whitespace() || !may_stand(c))
        && is_nfc(href)
}

/// What a sign means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignKind {
    /// Stands for a footnote; the character is [`OBJECT`].
    Note(ParagraphId),
    /// Stands for the current number of a paragraph; the character is [`OBJECT`].
    Reference(ParagraphId),
    /// An opening bracket, and the delegations behind what it holds: ascending, at least one.
    Behind(Vec<DelegationId>),
    /// A bracket that is only a character.
    Literal,
}

impl SignKind {
    /// Whether such a sign can stand at that character.
    pub fn fits(&self, c: char) -> bool {
        match self {
            SignKind::Note(_) | SignKind::Reference(_) => c == OBJECT,
            SignKind::Behind(_) => c == '[',
            SignKind::Literal => matches!(c, '[' | ']'),
        }
    }
}

/// A character that means more than itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sign {
    /// Which code point.
    pub at: u32,
    /// What it means.
    pub sign: SignKind,
}

/// Text with formatting, links and signs. Spans are sorted, not empty, within the text, and of one mark never touch
/// or overlap; links are sorted, never overlap, and those to one address never touch; signs are in ascending order,
/// one to a character that it fits. [`RichText::check`] says whether a value is all that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RichText {
    /// The characters, NFC.
    pub text: String,
    /// The formatting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// The links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The signs. Every [`OBJECT`] has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<Sign>,
}

/// Why a text is none that a paragraph may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Control characters, line breaks, noncharacters, or not NFC.
    #[error("characters that may not stand in a text, or not NFC")]
    Characters,
    /// Formatting that is empty, outside the text, out of order, or touches its like.
    #[error("formatting that is out of order")]
    Spans,
    /// Links that overlap or are out of order, or an address that is none.
    #[error("links that overlap or are out of order, or a bad address")]
    Links,
    /// A sign at a character that it does not fit, out of order, or a U+FFFC without one.
    #[error("a sign where none can stand, or none where one must")]
    Signs,
}

fn may_stand(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'))
}

/// What may stand in a paragraph, from what somebody wrote: NFC, line breaks and tabs become spaces, other
/// control characters, U+FFFC and lone noncharacters are left out. Bidi and joining characters stay.
pub fn clean(text: &str) -> String {
    // Composed last: what is left out may have stood between two characters that compose.
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() || c == OBJECT || c == '\u{fffe}' || c == '\u{ffff}' => None,
            c => Some(c),
        })
        .nfc()
        .collect()
}

/// How many characters from the first one on may become one another: up to the next that begins anew.
fn together(chars: &[char]) -> usize {
    let mut run = chars.first().copied();
    for (i, c) in chars.iter().enumerate().skip(1) {
        let composed = run.and_then(|r| compose(r, *c));
        if composed.is_none() && canonical_combining_class(*c) == 0 {
            return i;
        }
        run = composed;
    }
    chars.len()
}

impl RichText {
    /// Text without formatting, cleaned.
    pub fn plain(text: &str) -> Self {
        Self { text: clean(text), ..Self::default() }
    }

    /// Length in code points.
    pub fn len(&self) -> u32 {
        self.text.chars().count() as u32
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a paragraph may hold this text as it is.
    pub fn check(&self) -> Result<(), BadText> {
        if !self.text.chars().all(may_stand) || !is_nfc(&self.text) {
            return Err(BadText::Characters);
        }
        let mut same = self.clone();
        same.normalize();
        let objects = self.text.chars().filter(|c| *c == OBJECT).count();
        let standing = self.signs.iter().filter(|s| matches!(s.sign, SignKind::Note(_) | SignKind::Reference(_))).count();
        match () {
            _ if same.spans != self.spans => Err(BadText::Spans),
            _ if same.links != self.links => Err(BadText::Links),
            _ if same.signs != self.signs || objects != standing => Err(BadText::Signs),
            () => Ok(()),
        }
    }

    /// Whether it has anything that texts of version 1 do not have.
    pub fn is_plain_of_signs(&self) -> bool {
        self.signs.is_empty() && self.links.is_empty()
    }

    /// Sorts, clips and joins spans and links and leaves out signs that fit no character, so that equal texts are
    /// equal values. The characters stay as they are.
    pub fn normalize(&mut self) {
        let len = self.len();
        self.normalize_spans(len);
        if !self.links.is_empty() {
            self.normalize_links(len);
        }
        if !self.signs.is_empty() {
            self.normalize_signs();
        }
    }

    fn normalize_spans(&mut self, len: u32) {
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

    /// Of two that overlap, what the first covers is the first's.
    fn normalize_links(&mut self, len: u32) {
        self.links.retain(|l| is_address(&l.href));
        self.links.sort();
        let mut joined: Vec<Link> = Vec::with_capacity(self.links.len());
        for mut link in self.links.drain(..) {
            link.end = link.end.min(len);
            match joined.last_mut() {
                Some(last) if last.href == link.href && link.start <= last.end => {
                    last.end = last.end.max(link.end);
                    continue;
                }
                Some(last) => link.start = link.start.max(last.end),
                None => {}
            }
            if link.start < link.end {
                joined.push(link);
            }
        }
        self.links = joined;
    }

    fn normalize_signs(&mut self) {
        for sign in &mut self.signs {
            if let SignKind::Behind(who) = &mut sign.sign {
                who.sort();
                who.dedup();
            }
        }
        self.signs.sort();
        let mut chars = self.text.chars();
        let mut next = 0;
        let mut last: Option<u32> = None;
        self.signs.retain(|sign| {
            if last == Some(sign.at) || matches!(&sign.sign, SignKind::Behind(who) if who.is_empty()) {
                return false;
            }
            // `next` is the code point that `chars` gives next; a sign that did not fit has used up its character.
            let Some(skip) = sign.at.checked_sub(next) else { return false };
            next = sign.at + 1;
            let fits = chars.nth(skip as usize).is_some_and(|c| sign.sign.fits(c));
            if fits {
                last = Some(sign.at);
            }
            fits
        });
    }

    /// The byte offset of a code point offset, or the text's length.
    pub fn byte_of(&self, code_point: u32) -> usize {
        self.text.char_indices().nth(code_point as usize).map_or(self.text.len(), |(at, _)| at)
    }

    /// The sign at a code point.
    pub fn sign_at(&self, at: u32) -> Option<&SignKind> {
        let i = self.signs.binary_search_by_key(&at, |s| s.at).ok()?;
        Some(&self.signs[i].sign)
    }

    /// The footnotes whose signs stand here, in order, repetitions included.
    pub fn notes(&self) -> impl Iterator<Item = ParagraphId> {
        self.signs.iter().filter_map(|s| match s.sign {
            SignKind::Note(id) => Some(id),
            _ => None,
        })
    }

    /// Code points `start..end` with their formatting.
    pub fn slice(&self, start: u32, end: u32) -> RichText {
        let end = end.min(self.len());
        let start = start.min(end);
        let inside = |from: u32, to: u32| from < end && to > start;
        let mut out = RichText {
            text: self.text[self.byte_of(start)..self.byte_of(end)].to_owned(),
            spans: self
                .spans
                .iter()
                .filter(|s| inside(s.start, s.end))
                .map(|s| Span { start: s.start.max(start) - start, end: s.end.min(end) - start, mark: s.mark })
                .collect(),
            links: self
                .links
                .iter()
                .filter(|l| inside(l.start, l.end))
                .map(|l| Link { start: l.start.max(start) - start, end: l.end.min(end) - start, href: l.href.clone() })
                .collect(),
            signs: self
                .signs
                .iter()
                .filter(|s| (start..end).contains(&s.at))
                .map(|s| Sign { at: s.at - start, sign: s.sign.clone() })
                .collect(),
        };
        out.normalize();
        out
    }

    /// Appends another text.
    pub fn push(&mut self, other: &RichText) {
        let at = self.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|s| Span { start: s.start + at, end: s.end + at, mark: s.mark }));
        self.links.extend(other.links.iter().map(|l| Link { start: l.start + at, end: l.end + at, href: l.href.clone() }));
        self.signs.extend(other.signs.iter().map(|s| Sign { at: s.at + at, sign: s.sign.clone() }));
        self.normalize();
    }

    /// Leaves out the signs that are not wanted: of a footnote's sign or a reference its character goes too, a
    /// bracket stays a bracket. So goes every U+FFFC that has no sign. Gives, where characters went, the new offset of
    /// each old one and of the end.
    pub fn keep_signs(&mut self, wanted: impl Fn(&SignKind) -> bool) -> Option<Vec<u32>> {
        self.signs.retain(|s| wanted(&s.sign));
        let stands: Vec<u32> =
            self.signs.iter().filter(|s| matches!(s.sign, SignKind::Note(_) | SignKind::Reference(_))).map(|s| s.at).collect();
        let mut stands = stands.into_iter().peekable();
        let mut moved: Vec<u32> = Vec::with_capacity(self.text.len() + 1);
        let mut out = String::with_capacity(self.text.len());
        let mut now = 0;
        for (at, c) in self.text.chars().enumerate() {
            moved.push(now);
            if c == OBJECT && stands.next_if_eq(&(at as u32)).is_none() {
                continue;
            }
            out.push(c);
            now += 1;
        }
        if now as usize == moved.len() {
            return None;
        }
        moved.push(now);
        self.text = out;
        self.shift(&moved);
        if let Some(composed) = self.compose() {
            moved.iter_mut().for_each(|at| *at = composed.get(*at as usize).copied().unwrap_or(*at));
        }
        Some(moved)
    }

    /// Makes the text NFC again where two characters met that compose. What is set on the first is set on what both become.
    /// Gives, if anything moved, the new offset of each old one and of the end.
    pub fn compose(&mut self) -> Option<Vec<u32>> {
        if is_nfc(&self.text) {
            return None;
        }
        let chars: Vec<char> = self.text.chars().collect();
        let mut moved: Vec<u32> = Vec::with_capacity(chars.len() + 1);
        let (mut out, mut now, mut from) = (String::with_capacity(self.text.len()), 0, 0);
        while from < chars.len() {
            let to = from + together(&chars[from..]);
            let composed: Vec<char> = chars[from..to].iter().copied().nfc().collect();
            let len = composed.len() as u32;
            moved.extend((0..(to - from) as u32).map(|i| now + i.min(len)));
            now += len;
            out.extend(composed);
            from = to;
        }
        moved.push(now);
        self.text = out;
        self.shift(&moved);
        Some(moved)
    }

    /// Moves everything to the new offsets.
    fn shift(&mut self, moved: &[u32]) {
        let at = |old: u32| moved.get(old as usize).or(moved.last()).copied().unwrap_or(0);
        self.spans.iter_mut().for_each(|s| (s.start, s.end) = (at(s.start), at(s.end)));
        self.links.iter_mut().for_each(|l| (l.start, l.end) = (at(l.start), at(l.end)));
        self.signs.iter_mut().for_each(|s| s.at = at(s.at));
        self.normalize();
    }
}

#[cfg(test)]
pub(crate) mod tests;
