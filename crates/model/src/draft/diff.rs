//! The smallest edits that make one wording of another, as a person would type them: the words that the comparison
//! names, less what the old and the new ones begin and end with.

use crate::compare::steps;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Replace code points `old` by code points `new` of the other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Edits in ascending order, not touching each other.
pub(super) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let different = steps(old, new).into_iter().filter(|s| !s.same);
    different.map(|s| narrow(&a, &b, s.old.0..s.old.1, s.new.0..s.new.1)).collect()
}

/// Leaves out the graphemes that both sides begin and end with.
fn narrow(a: &[char], b: &[char], old: Range<usize>, new: Range<usize>) -> Edit {
    let (from, to): (String, String) = (a[old.clone()].iter().collect(), b[new.clone()].iter().collect());
    let (from, to): (Vec<&str>, Vec<&str>) = (from.graphemes(true).collect(), to.graphemes(true).collect());
    let shared = |x: &mut dyn Iterator<Item = (&&str, &&str)>| -> (usize, usize) {
        x.take_while(|(x, y)| x == y).fold((0, 0), |(n, chars), (g, _)| (n + 1, chars + g.chars().count()))
    };
    let (n, front) = shared(&mut from.iter().zip(&to));
    let (_, back) = shared(&mut from[n..].iter().rev().zip(to[n..].iter().rev()));
    Edit { old: old.start + front..old.end - back, new: new.start + front..new.end - back }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(old: &str, new: &str) -> String {
        let mut out: Vec<char> = old.chars().collect();
        let new_chars: Vec<char> = new.chars().collect();
        for e in edits(old, new).into_iter().rev() {
            out.splice(e.old, new_chars[e.new].iter().copied());
        }
        out.into_iter().collect()
    }

    #[test]
    fn one_changed_word_is_one_small_edit() {
        let e = edits("Each Party shall protect it.", "Each Party should protect it.");
        assert_eq!(e, [Edit { old: 13..16, new: 13..17 }]);
        assert_eq!(edits("same", "same"), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn edits_lead_to_the_new_wording(a in "[ab é\u{301}中.]{0,40}", b in "[ab é\u{301}中.]{0,40}") {
            prop_assert_eq!(apply(&a, &b), b);
        }
    }
}
