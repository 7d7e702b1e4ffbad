//! A text cut wherever its formatting, its link or the meaning of a character changes.

use qalam_model::{
    number::{Label, Names},
    text::{Mark, OBJECT, RichText, SignKind},
};
use std::collections::BTreeSet;

/// Characters that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fragment<'t> {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    pub(super) link: Option<&'t str>,
    pub(super) sign: Option<&'t SignKind>,
    /// One `[` or `]` that marks what is not agreed.
    pub(super) bracket: bool,
}

pub(super) fn fragments<'t>(text: &'t RichText, names: &Names) -> Vec<Fragment<'t>> {
    let literal = |at: u32| matches!(text.sign_at(at), Some(SignKind::Literal));
    let places = text.text.chars().enumerate().filter(|(_, c)| matches!(c, '[' | ']')).map(|(at, _)| at as u32);
    let brackets: BTreeSet<u32> = places.filter(|at| !literal(*at)).collect();
    let mut cuts: BTreeSet<u32> = text.spans.iter().flat_map(|s| [s.start, s.end]).chain([0, text.len()]).collect();
    cuts.extend(text.links.iter().flat_map(|l| [l.start, l.end]));
    cuts.extend(text.signs.iter().map(|s| s.at).chain(brackets.iter().copied()).flat_map(|at| [at, at + 1]));
    let mut letters = text.text.chars();
    let mut out = Vec::new();
    let cuts: Vec<u32> = cuts.into_iter().collect();
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        let mut words: String = letters.by_ref().take((end - start) as usize).collect();
        let sign = text.sign_at(start);
        if words.starts_with(OBJECT) {
            words = sign.map(|sign| shown(sign, names)).unwrap_or_default();
        }
        if words.is_empty() {
            continue;
        }
        out.push(Fragment {
            text: words,
            marks: text.spans.iter().filter(|s| s.start <= start && s.end >= end).map(|s| s.mark).collect(),
            link: text.links.iter().find(|l| l.start <= start && l.end >= end).map(|l| l.href.as_str()),
            sign,
            bracket: brackets.contains(&start),
        });
    }
    out
}

/// What stands where a footnote's sign or a reference stands; an asterisk for a footnote that only a proposal has.
fn shown(sign: &SignKind, names: &Names) -> String {
    match sign {
        SignKind::Note(id) => names.note(*id).map_or_else(|| "*".to_owned(), |n| n.to_string()),
        SignKind::Reference(id) => match names.label(*id) {
            Some(Label::Words(words)) if words.is_empty() => "…".to_owned(),
            _ => names.shown(sign),
        },
        SignKind::Behind(_) | SignKind::Literal => String::new(),
    }
}
