//! Text folded for search, so that a word is found however it was spelt: vowelled or not, in any script's digits,
//! with any of the signs that stand for the Uzbek oʻ and gʻ, in Chinese without spaces.
//!
//! The folded text holds only words and single spaces, so any tokenizer that splits at spaces and leaves other
//! characters alone will do ([`TOKENIZER`]). It is for comparing only and is never shown, stored or signed. Letters
//! that are letters of their own stay apart: й is not и, and ә қ ң ө ү ӣ ӯ ҳ ҷ stay what they are.

mod alike;

pub use alike::look_alike;

use crate::compare::is_han;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The FTS5 tokenizer that goes with folded text: every character beyond ASCII belongs to a word.
pub const TOKENIZER: &str = "ascii";

/// How many words of a query are looked at.
const MAX_WORDS: usize = 64;

/// Folds a text.
pub fn fold(text: &str) -> String {
    fold_map(text).0
}

/// Folds a text and says for each character of the result which character (code point) of the text, taken as NFC,
/// it comes from, for highlighting.
pub fn fold_map(text: &str) -> (String, Vec<u32>) {
    let mut out = Folded::default();
    let mut before = ' ';
    for (at, c) in text.nfc().enumerate() {
        let base = before;
        if !is_ignored(c) {
            before = c;
        }
        out.fold(c, base, at as u32);
    }
    (out.text, out.from)
}

/// The folded words of a text.
#[derive(Default)]
struct Folded {
    text: String,
    from: Vec<u32>,
    /// A space is due before the next word.
    gap: bool,
}

impl Folded {
    fn push(&mut self, c: char, at: u32) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
            self.from.push(at);
        }
        self.gap = false;
        self.text.push(c);
        self.from.push(at);
    }

    /// `base` is the character before `c`, marks that are left out not counted.
    fn fold(&mut self, c: char, base: char, at: u32) {
        if is_ignored(c) || is_stress(c, base) || (is_apostrophe(c) && base.is_alphabetic() && !is_han(base)) {
            return;
        }
        match presentation(c) {
            Some(plain) => plain.chars().filter(|c| !is_ignored(*c)).for_each(|c| self.plain(c, at)),
            None => self.plain(c, at),
        }
    }

    fn plain(&mut self, c: char, at: u32) {
        if let Some(digit) = digit(c) {
            self.push(digit, at);
        } else if is_han(c) {
            self.gap = true;
            self.push(c, at);
            self.gap = true;
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            self.letter(c, at);
        } else {
            self.gap = true;
        }
    }

    fn letter(&mut self, c: char, at: u32) {
        // A dotted capital I leaves its dot behind as a mark.
        for low in c.to_lowercase().filter(|l| *l != '\u{307}') {
            if !is_ignored(low) {
                self.push(unify(low), at);
            }
        }
    }
}

/// Characters that change how a word looks but not which word it is: Arabic vowel and reading signs, tatweel,
/// joiners, direction marks, soft hyphen, variation selectors.
fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A stress sign over a Cyrillic vowel, as in dictionaries. Composed letters such as й are one character in NFC
/// and do not come here.
fn is_stress(c: char, base: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}') && matches!(base, '\u{400}'..='\u{52f}' | '\u{301}' | '\u{300}')
}

/// The signs with which people write the Uzbek oʻ, gʻ and ʼ, and English genitives.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2bb}' | '\u{2bc}' | '\u{2bd}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}')
}

/// Letters of one family as one letter.
fn unify(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' | '\u{672}' | '\u{673}' => 'ا',
        'ى' | 'ی' | 'ې' | 'ے' | 'ۓ' | '\u{6cd}' | '\u{6ce}' => 'ي',
        'ة' | 'ۃ' | 'ہ' | 'ۂ' | 'ھ' | 'ە' | 'ۀ' => 'ه',
        'ک' | 'ڪ' | '\u{6ab}' | '\u{6ac}' => 'ك',
        'ё' => 'е',
        c => c,
    }
}

/// Arabic presentation forms and full-width Latin as the letters that they stand for.
fn presentation(c: char) -> Option<String> {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
        .then(|| c.nfkc().collect())
}

/// Where the ten decimal digits of each script begin (Unicode 16, general category Nd).
const ZEROS: [u32; 71] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
    0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da,
    0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140,
];

/// The ASCII digit for a decimal digit of any script.
pub fn digit(c: char) -> Option<char> {
    let code = c as u32;
    let zero = ZEROS[..ZEROS.partition_point(|z| *z <= code)].last()?;
    let value = code - zero;
    (value < 10).then(|| char::from(b'0' + value as u8))
}

/// An FTS5 MATCH expression for what somebody typed: every word must occur, the last one as a beginning; what
/// stands in double quotation marks, and Chinese without spaces, as a phrase. Empty if there is no word: then there
/// is nothing to ask. Safe for any input, since only words come into the quotation marks.
pub fn query(text: &str) -> String {
    let mut phrases: Vec<String> = Vec::new();
    let mut open = false;
    for (i, part) in text.split(['"', '“', '”', '„', '«', '»', '「', '」']).enumerate() {
        let quoted = i % 2 == 1;
        if quoted {
            phrases.push(fold(part));
            open = false;
        } else {
            phrases.extend(part.split_whitespace().map(fold));
            open = !part.ends_with(char::is_whitespace) && !part.is_empty();
        }
    }
    phrases.retain(|p| !p.is_empty());
    phrases.truncate(MAX_WORDS);
    let last = phrases.len();
    let quoted = phrases.iter().enumerate().map(|(i, phrase)| {
        let prefix = open && i + 1 == last && !phrase.ends_with(is_han);
        format!("\"{phrase}\"{}", if prefix { "*" } else { "" })
    });
    quoted.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
