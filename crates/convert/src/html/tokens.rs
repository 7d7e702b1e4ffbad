//! Tags and text of HTML, in one pass that never looks back. Entities stay as they are written, comments and
//! declarations are passed over: what Word writes for its own eyes stands in them.

use super::allowed;

/// Names and values, the values as written.
pub(super) type Attributes<'a> = Vec<(&'static str, &'a str)>;

/// A piece of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, or a single sign that began no tag.
    Text(&'a str),
    /// A start tag with those of its attributes that may stay.
    Start {
        /// Its name as written.
        name: &'a str,
        /// Names and values, the values as written.
        attributes: Attributes<'a>,
        /// Whether it ends itself.
        closed: bool,
    },
    /// An end tag, by its name as written.
    End(&'a str),
}

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

const SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// Bytes that were not read.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Passes over what is no markup, to the end tag of this name.
    pub(super) fn skip_raw(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("plaintext") {
            self.rest = "";
        }
        while let Some(at) = self.rest.find("</") {
            self.rest = self.rest.get(at + 2..).unwrap_or("");
            let ends = self.rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
            let after = self.rest.as_bytes().get(name.len());
            if ends && after.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>')) {
                self.skip_past(">");
                return;
            }
        }
        self.rest = "";
    }

    /// Passes over everything to behind the next `mark`; to the end if there is none.
    fn skip_past(&mut self, mark: &str) {
        self.rest = self.rest.find(mark).and_then(|at| self.rest.get(at + mark.len()..)).unwrap_or("");
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(ends).unwrap_or(self.rest.len());
        self.take(length)
    }

    /// The name and attributes of a tag whose name begins here; none if the tag never ends.
    fn tag(&mut self) -> Option<(&'a str, Attributes<'a>, bool)> {
        let name = self.take_until(|c| SPACE.contains(&c) || c == '/' || c == '>');
        let mut attributes = Attributes::new();
        let mut closed = false;
        loop {
            self.rest = self.rest.trim_start_matches(SPACE);
            match self.rest.as_bytes().first()? {
                b'>' => {
                    self.take(1);
                    return Some((name, attributes, closed));
                }
                b'/' => {
                    self.take(1);
                    closed = self.rest.starts_with('>');
                    continue;
                }
                _ => {}
            }
            // A sign of equality in the first place belongs to the name.
            let from = self.rest;
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            self.take(first);
            let more = self.take_until(|c| SPACE.contains(&c) || matches!(c, '/' | '>' | '='));
            let key = from.get(..first + more.len()).unwrap_or("");
            self.rest = self.rest.trim_start_matches(SPACE);
            let mut value = "";
            if let Some(after) = self.rest.strip_prefix('=') {
                self.rest = after.trim_start_matches(SPACE);
                value = match self.rest.as_bytes().first()? {
                    quote @ (b'"' | b'\'') => {
                        let quote = char::from(*quote);
                        self.take(1);
                        let length = self.rest.find(quote)?;
                        let value = self.take(length);
                        self.take(1);
                        value
                    }
                    _ => self.take_until(|c| SPACE.contains(&c) || c == '>'),
                };
            }
            if let Some(key) = allowed::attribute(key)
                && value.len() <= allowed::longest(key)
                && attributes.iter().all(|(one, _)| *one != key)
            {
                attributes.push((key, value));
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            if *bytes.first()? != b'<' {
                return Some(Token::Text(self.take_until(|c| c == '<')));
            }
            match (bytes.get(1), bytes.get(2)) {
                (Some(letter), _) if letter.is_ascii_alphabetic() => {
                    self.take(1);
                    let Some((name, attributes, closed)) = self.tag() else {
                        self.rest = "";
                        return None;
                    };
                    return Some(Token::Start { name, attributes, closed });
                }
                (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                    self.take(2);
                    let Some((name, ..)) = self.tag() else {
                        self.rest = "";
                        return None;
                    };
                    return Some(Token::End(name));
                }
                (Some(b'!'), _) if self.rest.starts_with("<!--") => {
                    self.take(4);
                    // Two forms of a comment that ends as soon as it begins.
                    if self.rest.starts_with('>') {
                        self.take(1);
                    } else if self.rest.starts_with("->") {
                        self.take(2);
                    } else {
                        self.skip_past("-->");
                    }
                }
                (Some(b'!' | b'?' | b'/'), _) => self.skip_past(">"),
                _ => return Some(Token::Text(self.take(1))),
            }
        }
    }
}
