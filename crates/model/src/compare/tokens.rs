//! Tokens: what a reader would name. Words after UAX 29, single Han characters, punctuation apart, white space its
//! own class. A token never cuts a grapheme.

mod plain;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A word or a number.
    Word,
    /// One Han character.
    Han,
    /// Punctuation and signs.
    Punctuation,
    /// White space.
    White,
}

/// Code points `start..end` of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Token {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What it is.
    pub class: Class,
}

/// The tokens of a text: in order, without gaps.
pub fn tokens(text: &str) -> Vec<Token> {
    pieces(text).into_iter().map(|(token, _)| token).collect()
}

/// The tokens with the text of each.
pub(crate) fn pieces(text: &str) -> Vec<(Token, &str)> {
    plain::pieces(text).unwrap_or_else(|| any_pieces(text))
}

/// The same for whatever a text is made of.
fn any_pieces(text: &str) -> Vec<(Token, &str)> {
    let mut graphemes = text.grapheme_indices(true).map(|(at, _)| at).peekable();
    let mut out: Vec<(Token, &str)> = Vec::new();
    let mut from = 0; // where the last token starts, in bytes
    let mut at = 0u32;
    let ascii = text.is_ascii();
    for (byte, piece) in text.split_word_bound_indices() {
        let to = byte + piece.len();
        let len = if ascii { piece.len() } else { piece.chars().count() } as u32;
        let whole = ascii || {
            while graphemes.next_if(|g| *g < byte).is_some() {}
            graphemes.peek() == Some(&byte)
        };
        let class = class_of(piece);
        match out.last_mut() {
            Some((last, text_of)) if !whole || (class == Class::White && last.class == Class::White) => {
                last.end += len;
                *text_of = &text[from..to];
                last.class = class_of(text_of);
            }
            _ => {
                from = byte;
                out.push((Token { start: at, end: at + len, class }, piece));
            }
        }
        at += len;
    }
    out
}

fn class_of(piece: &str) -> Class {
    if piece.chars().all(char::is_whitespace) {
        Class::White
    } else if piece.chars().next().is_some_and(is_han) {
        Class::Han
    } else if piece.chars().any(char::is_alphanumeric) {
        Class::Word
    } else {
        Class::Punctuation
    }
}

/// Whether this is a Han character: the unified ideographs with their extensions, and 々 and 〇.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005 | 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|(_, t)| t).collect()
    }

    #[test]
    fn a_reader_would_name_them() {
        assert_eq!(texts("States' 3.5-year  plan."), ["States", "'", " ", "3.5", "-", "year", "  ", "plan", "."]);
        assert_eq!(texts("各国应当合作。"), ["各", "国", "应", "当", "合", "作", "。"]);
        assert_eq!(texts("أمنُ المعلومات، والثقة"), ["أمنُ", " ", "المعلومات", "،", " ", "والثقة"]);
        assert_eq!(texts("«ёлочки» — да"), ["«", "ёлочки", "»", " ", "—", " ", "да"]);
        assert_eq!(texts("می\u{200c}خواهیم"), ["می\u{200c}خواهیم"]);
        assert_eq!(texts("👩‍👩‍👧🇹🇯🇺🇿"), ["👩‍👩‍👧", "🇹🇯", "🇺🇿"]);
        assert_eq!(texts(""), Vec::<&str>::new());
    }

    #[test]
    fn they_leave_no_gap_and_cut_no_grapheme() {
        for text in ["a\u{a0} \u{2003}b", "\u{301}x", " \u{308}y", "\u{600}12 क्षि", "\u{1f468}\u{200d}", "한국어 テスト ไทย"]
        {
            let tokens = tokens(text);
            assert_eq!(tokens.first().map(|t| t.start), Some(0));
            assert_eq!(tokens.last().map(|t| t.end), Some(text.chars().count() as u32));
            assert!(tokens.windows(2).all(|w| w[0].end == w[1].start));
            let joined: String = texts(text).concat();
            assert_eq!(joined, text);
            for (_, piece) in pieces(text).windows(2).map(|w| w[1]) {
                let byte = piece.as_ptr() as usize - text.as_ptr() as usize;
                assert!(text.grapheme_indices(true).any(|(at, _)| at == byte));
            }
        }
    }
}
