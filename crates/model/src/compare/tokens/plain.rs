//! The same tokens for the characters of which most papers are made: Latin, Cyrillic, Arabic, Chinese, and their signs.
//! Comparing takes most of its time here. One step per character; a text with any other character in it, or with a mark
//! where none belongs, is left to the whole of UAX 29. A test holds each character against that.

use super::{Class, Token, is_han};
use std::{iter::Peekable, str::CharIndices};

/// What a character is to UAX 29, as far as these characters need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Letter,
    Digit,
    /// It joins letters and digits on either side, as `_` does.
    Joins,
    /// It stands within words, within numbers, or within both.
    InWord,
    InNumber,
    InBoth,
    /// It belongs to the letter in front.
    Mark,
    White,
    Han,
    Sign,
}

fn is(c: char) -> Option<Is> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Is::Letter,
        ' ' | '\u{a0}' => Is::White,
        '0'..='9' => Is::Digit,
        '_' => Is::Joins,
        ':' | '·' => Is::InWord,
        ',' | ';' | '،' | '，' | '；' => Is::InNumber,
        '.' | '\'' | '‘' | '’' => Is::InBoth,
        '!'..='~' => Is::Sign,
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž' => Is::Letter,
        'ؠ'..='ي' | 'ٮ' | 'ٯ' | 'ٱ'..='ۓ' | 'ە' => Is::Letter,
        '\u{64b}'..='\u{65f}' | '\u{670}' => Is::Mark,
        '٠'..='٩' | '۰'..='۹' => Is::Digit,
        '«' | '»' | '°' | '§' | '؛' | '؟' | '–' | '—' | '“' | '”' | '„' | '…' | '№' | '•' => Is::Sign,
        '、' | '。' | '〈'..='】' | '（' | '）' | '！' | '？' | '％' => Is::Sign,
        _ if is_han(c) && c != '々' => Is::Han,
        _ => return None,
    })
}

/// The tokens with the text of each; none if there is anything else in it.
pub(super) fn pieces(text: &str) -> Option<Vec<(Token, &str)>> {
    let mut out: Vec<(Token, &str)> = Vec::with_capacity(text.len() / 4);
    let mut run = Run { rest: text.char_indices().peekable(), at: 0 };
    while let Some((from, first)) = run.next() {
        let start = run.at - 1;
        let class = match is(first)? {
            Is::Letter => run.word(Is::Letter)?,
            Is::Digit => run.word(Is::Digit)?,
            Is::Joins => run.word(Is::Joins)?,
            Is::White => {
                while run.rest.peek().is_some_and(|(_, c)| is(*c) == Some(Is::White)) {
                    run.next();
                }
                Class::White
            }
            Is::Han => Class::Han,
            Is::Mark => return None,
            Is::Sign | Is::InWord | Is::InNumber | Is::InBoth => Class::Punctuation,
        };
        let to = run.rest.peek().map_or(text.len(), |(at, _)| *at);
        out.push((Token { start, end: run.at, class }, &text[from..to]));
    }
    Some(out)
}

struct Run<'t> {
    rest: Peekable<CharIndices<'t>>,
    /// How many characters were taken.
    at: u32,
}

impl Run<'_> {
    fn next(&mut self) -> Option<(usize, char)> {
        self.at += 1;
        self.rest.next()
    }

    /// Takes the rest of a word or number whose last character is such a one.
    fn word(&mut self, mut last: Is) -> Option<Class> {
        let mut class = if last == Is::Joins { Class::Punctuation } else { Class::Word };
        while let Some((_, c)) = self.rest.peek().copied() {
            match is(c)? {
                next @ (Is::Letter | Is::Digit | Is::Joins) => {
                    self.next();
                    last = next;
                }
                Is::Mark if last == Is::Letter => _ = self.next(),
                Is::Mark => return None,
                within @ (Is::InWord | Is::InNumber | Is::InBoth) => {
                    let mut ahead = self.rest.clone();
                    ahead.next();
                    let behind = ahead.peek().map(|(_, c)| is(*c));
                    let holds = match last {
                        Is::Letter => within != Is::InNumber,
                        Is::Digit => within != Is::InWord,
                        _ => false,
                    };
                    if !holds || behind? != Some(last) {
                        break;
                    }
                    self.next();
                    self.next();
                }
                _ => break,
            }
            if last != Is::Joins {
                class = Class::Word;
            }
        }
        Some(class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tokens::any_pieces;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// All of them; of the thousands of ideographs some.
    static COVERED: LazyLock<Vec<char>> = LazyLock::new(|| {
        let wanted = |c: &char| is(*c).is_some_and(|is| is != Is::Han || u32::from(*c) % 193 == 0);
        (0..=0x3_ffff).filter_map(char::from_u32).filter(wanted).collect()
    });

    /// Each character alone, doubled, and beside and between what it may join or part.
    #[test]
    fn each_character_is_what_unicode_says() {
        let beside = ["", "a", "1", "_", " ", ".", ":", ",", "بُ", "国", "a.", "1,"];
        for c in COVERED.iter() {
            for (before, behind) in beside.iter().flat_map(|a| beside.iter().map(move |b| (a, b))) {
                let text = format!("{before}{c}{behind}");
                if let Some(found) = pieces(&text) {
                    assert_eq!(found, any_pieces(&text), "{text:?}");
                }
            }
            let text = format!("{c}{c} {c}{c}{c}");
            assert!(pieces(&text).is_none_or(|found| found == any_pieces(&text)), "{text:?}");
        }
    }

    #[test]
    fn papers_are_read_here() {
        for text in ["States' 3.5-year plan (WP.1/Rev.2).", "«Ёлочки» — да, № 18", "各国应当合作，２", "أمنُ المعلومات، والثقة؟"]
        {
            assert_eq!(pieces(text).is_some(), !text.contains('２'));
        }
        assert_eq!(pieces("e\u{301}"), None);
        assert_eq!(pieces(" \u{64b}"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn texts_fall_into_the_same_tokens(picks in prop::collection::vec((any::<u16>(), 0u8..12), 0..40)) {
            let all = &COVERED;
            let often: Vec<char> = "aя1 .,:'’_بُ،国٣".chars().collect();
            let one = |(n, how): &(u16, u8)| match how {
                0..9 => often[*n as usize % often.len()],
                _ => all[*n as usize * 7 % all.len()],
            };
            let text: String = picks.iter().map(one).collect();
            if let Some(found) = pieces(&text) {
                prop_assert_eq!(found, any_pieces(&text));
            }
        }
    }
}
