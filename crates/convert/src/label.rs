//! What stands before a paragraph's words and says what it is: `12.`, `18 bis)`, `OP3 bis.`, `PP1.`.
//!
//! Only what is surely a label is taken; `2009. The Agreement` and `1.2 Scope` stay words.

use qalam_model::{
    fold::digit,
    number::{Number, SUFFIXES},
    paper::Kind,
};

/// A label and what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Label<'a> {
    pub(crate) kind: Kind,
    pub(crate) number: Option<Number>,
    pub(crate) rest: &'a str,
}

/// Without `OP` a number has at most this many digits: 2009 is a year.
const DIGITS: usize = 3;

/// The label at the beginning of a block.
pub(crate) fn label(text: &str) -> Option<Label<'_>> {
    bare(text, "").or_else(|| ["**", "__", "*", "_"].into_iter().find_map(|stars| bare(text.strip_prefix(stars)?, stars)))
}

/// A label that `close` ends: text processors make numbers bold.
fn bare<'a>(text: &'a str, close: &str) -> Option<Label<'a>> {
    let (kind, named, rest) = match text.get(..2) {
        Some(p) if p.eq_ignore_ascii_case("op") => (Kind::Operative, true, text[2..].trim_start_matches(' ')),
        Some(p) if p.eq_ignore_ascii_case("pp") => (Kind::Preambular, true, text[2..].trim_start_matches(' ')),
        _ => (Kind::Operative, false, text),
    };
    let (number, rest) = number(rest);
    let digits = number.map_or(0, |n| n.n.checked_ilog10().unwrap_or(0) as usize + 1);
    if !named && (digits == 0 || digits > DIGITS) {
        return None;
    }
    let rest = match rest.strip_prefix(close) {
        Some(rest) if !close.is_empty() => end(rest)?,
        _ => end(rest)?.strip_prefix(close)?,
    };
    let words = rest.trim_start_matches([' ', '\u{a0}']);
    // Chinese leaves no space behind the full-width point.
    let apart = rest.is_empty() || words.len() < rest.len() || text[..text.len() - rest.len()].ends_with(['．', '、']);
    apart.then_some(Label { kind, number: number.filter(|_| kind == Kind::Operative), rest: words })
}

/// The point or bracket behind a number.
fn end(text: &str) -> Option<&str> {
    text.strip_prefix(['.', ')', '．', '、'])
}

/// A number with its suffix, and what follows.
fn number(text: &str) -> (Option<Number>, &str) {
    let mut value = String::new();
    let mut rest = text;
    while let Some((c, d)) = rest.chars().next().and_then(|c| Some((c, digit(c)?))) {
        value.push(d);
        rest = &rest[c.len_utf8()..];
    }
    let Ok(n) = value.parse() else { return (None, text) };
    let (repeat, rest) = suffix(rest);
    (Some(Number { n, repeat }), rest)
}

fn suffix(text: &str) -> (u32, &str) {
    let word = text.trim_start_matches([' ', '\u{a0}']);
    for (i, name) in SUFFIXES.iter().enumerate() {
        let Some(head) = word.get(..name.len()) else { continue };
        let rest = &word[name.len()..];
        if head.eq_ignore_ascii_case(name) && !rest.starts_with(char::is_alphanumeric) {
            return (i as u32 + 1, rest);
        }
    }
    // 'bis' as it is printed in Arabic and in Chinese.
    for name in ["مكررا", "مكرراً", "مكرر", "之二"] {
        if let Some(rest) = word.strip_prefix(name).filter(|r| !r.starts_with(char::is_alphabetic)) {
            return (1, rest);
        }
    }
    let times = word.strip_prefix('×').and_then(|t| {
        let digits = t.bytes().take_while(u8::is_ascii_digit).count();
        Some((t[..digits].parse::<u32>().ok().filter(|n| *n > 10)? - 1, &t[digits..]))
    });
    times.unwrap_or((0, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(Kind, String, &str)> {
        label(text).map(|l| (l.kind, l.number.map(|n| n.to_string()).unwrap_or_default(), l.rest))
    }

    #[test]
    fn labels_of_every_kind() {
        for (text, number, rest) in [
            ("12. Each", "12", "Each"),
            ("12) Each", "12", "Each"),
            ("18 bis. Each", "18 bis", "Each"),
            ("18bis. Each", "18 bis", "Each"),
            ("OP3 bis. Each", "3 bis", "Each"),
            ("op 3 TER) Each", "3 ter", "Each"),
            ("OP. Each", "", "Each"),
            ("OP1000. Each", "1000", "Each"),
            ("**12.** Each", "12", "Each"),
            ("**12**. Each", "12", "Each"),
            ("١٨ مكررا. على", "18 bis", "على"),
            ("18．各方", "18", "各方"),
            ("18 之二. 各方", "18 bis", "各方"),
            ("7 ×11. x", "7 ×11", "x"),
            ("12.", "12", ""),
        ] {
            assert_eq!(shown(text), Some((Kind::Operative, number.to_owned(), rest)), "{text}");
        }
        for text in ["PP1. Noting", "pp 2 bis. Noting", "PP. Noting"] {
            assert_eq!(shown(text), Some((Kind::Preambular, String::new(), "Noting")), "{text}");
        }
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "2009. The",
            "1.2 Scope",
            "1.2. Scope",
            "12 Each",
            "Open. Now",
            "PPE. Now",
            "12\\. Each",
            "opera",
            "*12 monkeys*",
            "",
            "1.5 m",
            "十. x",
            "3 months.",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
