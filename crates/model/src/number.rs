//! Display numbers: consecutive for operative paragraphs, `bis`, `ter` for inserted ones until the Chair renumbers.
//!
//! A number is what people say aloud; the permanent name of a paragraph is its id. Nothing here may ever give a
//! paragraph another number by itself: only [`renumber`] does, when the Chair asks for it. The Latin suffixes are
//! the neutral form; how a number reads in Arabic or Chinese is the shells' business. What a paper's footnotes,
//! tables and references show is in [`Names`].

mod names;

pub use names::{Label, Names};

use crate::paper::{Kind, Paragraph};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// A display number: 18, or 18 bis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// The number; 0 before the first.
    pub n: u32,
    /// 0 none, 1 bis, 2 ter, 3 quater and so on.
    #[serde(default)]
    pub repeat: u32,
}

/// The suffixes for the second to the tenth use of a number; from the eleventh on it is `×11`.
pub const SUFFIXES: [&str; 9] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];

/// A text that is no display number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a paragraph number such as 18 or 18 bis")]
pub struct BadNumber {
    /// What was given, cut to 40 characters.
    pub text: String,
}

impl Number {
    /// A number without suffix.
    pub fn plain(n: u32) -> Self {
        Number { n, repeat: 0 }
    }

    /// The suffix: empty, `bis`, `ter`, … or `×11`.
    pub fn suffix(&self) -> String {
        match self.repeat {
            0 => String::new(),
            r => match SUFFIXES.get(r as usize - 1) {
                Some(name) => (*name).to_owned(),
                None => format!("×{}", u64::from(r) + 1),
            },
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repeat {
            0 => write!(f, "{}", self.n),
            _ => write!(f, "{} {}", self.n, self.suffix()),
        }
    }
}

impl FromStr for Number {
    type Err = BadNumber;

    /// Reads `18`, `18 bis`, `18bis.`, `OP3 bis.`, `OP 3)`, `18 ×11`; upper and lower case alike.
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        read(text).ok_or_else(|| BadNumber { text: text.chars().take(40).collect() })
    }
}

fn read(text: &str) -> Option<Number> {
    let text = text.trim().trim_end_matches(['.', ')']).trim_end();
    let text = match text.get(..2) {
        Some(op) if op.eq_ignore_ascii_case("op") => text[2..].trim_start(),
        _ => text,
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let n = text[..digits].parse().ok()?;
    let suffix = text[digits..].trim();
    let repeat = if suffix.is_empty() {
        0
    } else if let Some(times) = suffix.strip_prefix('×') {
        let times: u32 = times.parse().ok()?;
        // Tenth and earlier have a name of their own; one spelling for one number.
        if times <= 10 {
            return None;
        }
        times - 1
    } else {
        SUFFIXES.iter().position(|s| s.eq_ignore_ascii_case(suffix))? as u32 + 1
    };
    Some(Number { n, repeat })
}

/// Gives the operative paragraphs that have no number one. If none has, they are 1, 2, 3…; otherwise those that
/// have keep theirs, and a new one behind 18 becomes 18 bis, the next 18 ter, never one that is already taken.
/// What stands before the first number is 0, 0 bis and so on. Paragraphs of other kinds lose theirs.
pub fn assign(paragraphs: &mut [Paragraph]) {
    for p in paragraphs.iter_mut().filter(|p| p.kind != Kind::Operative) {
        p.number = None;
    }
    let mut taken: BTreeSet<Number> = paragraphs.iter().filter_map(|p| p.number).collect();
    if taken.is_empty() {
        return renumber(paragraphs);
    }
    let mut last: Option<Number> = None;
    for p in paragraphs.iter_mut().filter(|p| p.kind == Kind::Operative) {
        let number = p.number.unwrap_or_else(|| {
            let mut next = match last {
                Some(last) => Number { n: last.n, repeat: last.repeat + 1 },
                None => Number::plain(0),
            };
            while taken.contains(&next) {
                next.repeat += 1;
            }
            taken.insert(next);
            next
        });
        p.number = Some(number);
        last = Some(number);
    }
}

/// Numbers the operative paragraphs 1, 2, 3… anew, so that 18 bis becomes 19; those of other kinds have none. Only when
/// the Chair asks for it, with a new revision: references follow, since they name ids.
pub fn renumber(paragraphs: &mut [Paragraph]) {
    let mut n = 0;
    for p in paragraphs {
        p.number = (p.kind == Kind::Operative).then(|| {
            n += 1;
            Number::plain(n)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::ParagraphId, text::RichText};
    use proptest::prelude::*;

    fn op(id: u8, number: Option<(u32, u32)>) -> Paragraph {
        let new = Paragraph::new(ParagraphId([id; 8]), Kind::Operative, RichText::plain("x"));
        Paragraph { number: number.map(|(n, repeat)| Number { n, repeat }), ..new }
    }

    fn shown(paragraphs: &[Paragraph]) -> Vec<String> {
        paragraphs.iter().map(|p| p.number.map(|n| n.to_string()).unwrap_or_default()).collect()
    }

    #[test]
    fn reads_and_prints() {
        for (text, n, repeat, print) in [
            ("18", 18, 0, "18"),
            ("18 bis", 18, 1, "18 bis"),
            ("OP3 bis.", 3, 1, "3 bis"),
            ("op 3 TER)", 3, 2, "3 ter"),
            ("12.", 12, 0, "12"),
            ("7decies", 7, 9, "7 decies"),
            ("7 ×11", 7, 10, "7 ×11"),
        ] {
            let number: Number = text.parse().unwrap();
            assert_eq!((number.n, number.repeat), (n, repeat), "{text}");
            assert_eq!(number.to_string(), print);
        }
        for bad in ["", "bis", "18 foo", "-1", "18 ×2", "99999999999", "PP1", "1.2", "18 bis ter"] {
            assert!(bad.parse::<Number>().is_err(), "{bad}");
        }
    }

    #[test]
    fn first_numbering_is_consecutive_and_leaves_other_kinds() {
        let mut p = vec![op(1, None), op(2, None), op(3, None)];
        p[1].kind = Kind::Heading;
        p[1].number = Some(Number::plain(9));
        assign(&mut p);
        assert_eq!(shown(&p), ["1", "", "2"]);
    }

    #[test]
    fn an_inserted_one_is_bis() {
        let mut p = vec![
            op(9, None),
            op(1, Some((17, 0))),
            op(2, Some((18, 0))),
            op(3, None),
            op(4, None),
            op(5, Some((18, 1))),
            op(6, None),
            op(7, Some((19, 0))),
        ];
        assign(&mut p);
        assert_eq!(shown(&p), ["0", "17", "18", "18 ter", "18 quater", "18 bis", "18 quinquies", "19"]);
        renumber(&mut p);
        assert_eq!(shown(&p), ["1", "2", "3", "4", "5", "6", "7", "8"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_number_reads_back(n in any::<u32>(), repeat in 0u32..10_000) {
            let number = Number { n, repeat };
            prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
        }

        #[test]
        fn numbers_never_collide_and_stay(have in proptest::collection::vec(any::<bool>(), 1..40)) {
            let mut next = 0;
            let mut p: Vec<_> = have.iter().enumerate().map(|(i, has)| {
                op(i as u8, has.then(|| { next += 1; (next, 0) }))
            }).collect();
            let before = p.clone();
            assign(&mut p);
            let mut seen = BTreeSet::new();
            for (a, b) in before.iter().zip(&p) {
                prop_assert!(a.number.is_none() || a.number == b.number);
                prop_assert!(seen.insert(b.number.unwrap()));
            }
            let again = p.clone();
            assign(&mut p);
            prop_assert_eq!(again, p);
        }
    }
}
