//! Two wordings of one paragraph: which words go, come and stay, and whose formatting changes.
//!
//! White space is no token here. Where it stays the same at the edge of a change it is left out of it, in front
//! first: what is inserted or deleted between two words therefore takes the space behind it along, the same for all.

use super::{
    diff,
    flat::{Flat, Stand, bit},
    names::Names,
    settle::{self, Unit},
    tokens::{self, Class},
};
use crate::text::{Mark, RichText};
use serde::Serialize;

/// One step through two wordings, in code points. Both ranges are equal text if `same`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) same: bool,
    pub(crate) old: (usize, usize),
    pub(crate) new: (usize, usize),
}

/// One stretch of formatting that differs on words that stay, in code points of the old wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reformat {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) mark: Mark,
    pub(crate) on: bool,
}

/// One stretch of words that stay and lead elsewhere, in code points of the old wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relink {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) href: Option<String>,
}

/// The steps from one wording to the other, signs being single tokens that equal only their like.
pub(crate) fn steps_of(old: &RichText, new: &RichText) -> Vec<Step> {
    if old.signs.is_empty() && new.signs.is_empty() {
        return steps(&old.text, &new.text);
    }
    let mut stand = Stand::new([&old.text, &new.text]);
    match (stand.text(old), stand.text(new)) {
        (Some(old), Some(new)) => steps(&old, &new),
        // More different signs than there are names for them: nothing is known to stay.
        _ => vec![Step { same: false, old: (0, old.len() as usize), new: (0, new.len() as usize) }],
    }
}

/// The steps from one string to the other: neither two of the same nor two different ones follow one another.
pub(crate) fn steps(old: &str, new: &str) -> Vec<Step> {
    let (old_chars, new_chars): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    steps_over(old, new, &old_chars, &new_chars)
}

/// The same where the characters of both are at hand.
fn steps_over(old: &str, new: &str, old_chars: &[char], new_chars: &[char]) -> Vec<Step> {
    if old == new {
        let all = (0, old_chars.len());
        return if old.is_empty() { Vec::new() } else { vec![Step { same: true, old: all, new: all }] };
    }
    let (a, b) = (units(old), units(new));
    let (old_len, new_len) = (old_chars.len(), new_chars.len());
    let mut names = Names::for_about(a.len() + b.len() / 4);
    let ia: Vec<u32> = a.iter().map(|u| names.name(u.text)).collect();
    let ib: Vec<u32> = b.iter().map(|u| names.name(u.text)).collect();
    let mut regions = diff::regions(&ia, &ib);
    settle::slide(&mut regions, &a, &b, &ia, &ib);
    let regions = settle::calm(regions, &a, &b);

    let mut out = Out { steps: Vec::new(), old: 0, new: 0 };
    let (mut i, mut j) = (0, 0);
    let gap = |out: &mut Out, old_to: usize, new_to: usize| {
        let (from, to) = (&old_chars[out.old..old_to], &new_chars[out.new..new_to]);
        if from == to {
            return out.same(from.len());
        }
        let head = shared(white_head(from), white_head(to), from, to);
        let (rest, other) = (&from[head..], &to[head..]);
        let tail = {
            let (x, y) = (white_tail(rest), white_tail(other));
            if x == y && rest[rest.len() - x..] == other[other.len() - y..] { x } else { 0 }
        };
        out.same(head);
        out.differ(rest.len() - tail, other.len() - tail);
        out.same(tail);
    };
    for region in regions.iter().copied().chain([diff::Region { a0: a.len(), a1: a.len(), b0: b.len(), b1: b.len() }]) {
        while i < region.a0 && j < region.b0 {
            gap(&mut out, a[i].start as usize, b[j].start as usize);
            out.same((a[i].end - a[i].start) as usize);
            i += 1;
            j += 1;
        }
        i = region.a1;
        j = region.b1;
    }
    gap(&mut out, old_len, new_len);
    out.steps
}

fn white_head(text: &[char]) -> usize {
    text.iter().take_while(|c| c.is_whitespace()).count()
}

fn white_tail(text: &[char]) -> usize {
    text.iter().rev().take_while(|c| c.is_whitespace()).count()
}

fn shared(x: usize, y: usize, from: &[char], to: &[char]) -> usize {
    if x == y && from[..x] == to[..y] { x } else { 0 }
}

struct Out {
    steps: Vec<Step>,
    old: usize,
    new: usize,
}

impl Out {
    fn same(&mut self, len: usize) {
        self.step(true, len, len);
    }
    fn differ(&mut self, old: usize, new: usize) {
        self.step(false, old, new);
    }
    fn step(&mut self, same: bool, old: usize, new: usize) {
        if old == 0 && new == 0 {
            return;
        }
        let (old_to, new_to) = (self.old + old, self.new + new);
        match self.steps.last_mut() {
            Some(last) if last.same == same => {
                last.old.1 = old_to;
                last.new.1 = new_to;
            }
            _ => self.steps.push(Step { same, old: (self.old, old_to), new: (self.new, new_to) }),
        }
        self.old = old_to;
        self.new = new_to;
    }
}

fn units(text: &str) -> Vec<Unit<'_>> {
    let words = tokens::pieces(text).into_iter().filter(|(t, _)| t.class != Class::White);
    words.map(|(t, text)| Unit { start: t.start, end: t.end, class: t.class, text }).collect()
}

/// The steps between two texts of which the characters are at hand.
pub(crate) fn steps_between(old: &RichText, new: &RichText, from: &Flat, to: &Flat) -> Vec<Step> {
    if old.signs.is_empty() && new.signs.is_empty() { steps_over(&old.text, &new.text, &from.chars, &to.chars) } else { steps_of(old, new) }
}

/// What formatting differs on the words that stay. A stretch goes on over words that go.
pub(crate) fn reformats(steps: &[Step], old: &Flat, new: &Flat) -> Vec<Reformat> {
    let mut out = Vec::new();
    if steps.iter().filter(|s| s.same).all(|s| old.marks[s.old.0..s.old.1] == new.marks[s.new.0..s.new.1]) {
        return out;
    }
    for mark in Mark::ALL {
        let mut run: Option<Reformat> = None;
        let kept = steps.iter().filter(|s| s.same).flat_map(|s| (s.old.0..s.old.1).zip(s.new.0..s.new.1));
        for (i, j) in kept {
            let (was, is) = (old.marks[i] & bit(mark) != 0, new.marks[j] & bit(mark) != 0);
            let wanted = (was != is).then_some(is);
            match &mut run {
                Some(r) if Some(r.on) == wanted => r.end = i as u32 + 1,
                _ => {
                    out.extend(run.take());
                    run = wanted.map(|on| Reformat { start: i as u32, end: i as u32 + 1, mark, on });
                }
            }
        }
        out.extend(run);
    }
    out
}

/// Which words that stay lead elsewhere. A stretch goes on over words that go.
pub(crate) fn relinks(steps: &[Step], old: &Flat, new: &Flat) -> Vec<Relink> {
    if old.links.is_empty() && new.links.is_empty() {
        return Vec::new();
    }
    let (before, after) = (old.linked(), new.linked());
    let mut out: Vec<(u32, u32, Option<&str>)> = Vec::new();
    let mut run: Option<(u32, u32, Option<&str>)> = None;
    let kept = steps.iter().filter(|s| s.same).flat_map(|s| (s.old.0..s.old.1).zip(s.new.0..s.new.1));
    for (i, j) in kept {
        let (was, is) = (before[i].map(|l| old.links[l].href.as_str()), after[j].map(|l| new.links[l].href.as_str()));
        let wanted = (was != is).then_some(is);
        match &mut run {
            Some((_, end, href)) if Some(*href) == wanted => *end = i as u32 + 1,
            _ => {
                out.extend(run.take());
                run = wanted.map(|href| (i as u32, i as u32 + 1, href));
            }
        }
    }
    out.extend(run);
    out.into_iter().map(|(start, end, href)| Relink { start, end, href: href.map(str::to_owned) }).collect()
}

/// What a [`DiffSpan`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    /// In both wordings; shown with the new one's formatting.
    Same,
    /// In the new one only.
    Inserted,
    /// In the old one only.
    Deleted,
}

/// A stretch of a marked-up view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffSpan {
    /// What it is.
    pub kind: DiffKind,
    /// Its words.
    pub text: RichText,
}

/// A marked-up view of two wordings, what goes before what comes. `Same` and `Inserted` together read as the new
/// wording; `Same` and `Deleted` as the old one.
pub fn word_diff(old: &RichText, new: &RichText) -> Vec<DiffSpan> {
    let (from, to) = (Flat::of(old), Flat::of(new));
    let mut out = Vec::new();
    for step in steps_between(old, new, &from, &to) {
        let mut span = |kind, text: Flat| {
            if !text.is_empty() {
                out.push(DiffSpan { kind, text: text.rich() });
            }
        };
        if step.same {
            span(DiffKind::Same, to.slice(step.new.0, step.new.1));
        } else {
            span(DiffKind::Deleted, from.slice(step.old.0, step.old.1));
            span(DiffKind::Inserted, to.slice(step.new.0, step.new.1));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `old` with `{gone|come}` around what differs.
    fn marked(old: &str, new: &str) -> String {
        let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        steps(old, new)
            .iter()
            .map(|s| {
                let (x, y): (String, String) = (a[s.old.0..s.old.1].iter().collect(), b[s.new.0..s.new.1].iter().collect());
                if s.same { x } else { format!("{{{x}|{y}}}") }
            })
            .collect()
    }

    #[test]
    fn changes_stand_where_a_person_would_put_them() {
        let cases = [
            ("an open environment", "a peaceful, secure and open environment", "{an|a peaceful, secure and} open environment"),
            ("an open environment", "an environment", "an {open |}environment"),
            ("peace, security, and trust", "peace, and trust", "peace, {security, |}and trust"),
            ("States shall protect networks", "States should protect systems", "States {shall|should} protect {networks|systems}"),
            ("trust.", "trust and peace.", "trust{| and peace}."),
            ("A. B. C.", "A. C.", "A. {B. |}C."),
            ("各国应当合作。", "各国应合作。", "各国应{当|}合作。"),
            ("各国合作。", "各国应当合作。", "各国{|应当}合作。"),
            ("a  b", "a b", "a{  | }b"),
            ("same", "same", "same"),
            ("", "new", "{|new}"),
            ("old", "", "{old|}"),
            (" x", "x ", "{ |}x{| }"),
            (
                "в области информационной безопасности",
                "в сфере информационной безопасности",
                "в {области|сфере} информационной безопасности",
            ),
        ];
        for (old, new, wanted) in cases {
            assert_eq!(marked(old, new), wanted);
        }
    }

    #[test]
    fn no_confetti() {
        let old = "The working group notes the report of the secretariat on the use of the networks";
        let new = "All of the experts deplore the silence of the past on the loss of the archives";
        assert_eq!(steps(old, new).iter().filter(|s| !s.same).count(), 1);
    }

    #[test]
    fn a_view_reads_as_both_wordings() {
        let (old, new) = (RichText::plain("States shall act."), RichText::plain("All States should act now."));
        let view = word_diff(&old, &new);
        let read = |without: DiffKind| view.iter().filter(|s| s.kind != without).map(|s| s.text.text.as_str()).collect::<String>();
        assert_eq!(read(DiffKind::Deleted), new.text);
        assert_eq!(read(DiffKind::Inserted), old.text);
    }
}
