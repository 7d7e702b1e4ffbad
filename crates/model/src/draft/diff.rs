//! The smallest edits that make one wording of another, as a person would type them: whole words first, then
//! what the replaced words have in common at both ends.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Replace code points `old` by code points `new` of the other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Above this many pairs of words the middle is replaced in one piece instead of being compared.
const MAX_CELLS: usize = 4_000_000;

struct Words<'a> {
    words: Vec<&'a str>,
    /// Code point offset of each word, and of the end.
    at: Vec<usize>,
}

fn words(text: &str) -> Words<'_> {
    let words: Vec<&str> = text.split_word_bounds().collect();
    let mut at = Vec::with_capacity(words.len() + 1);
    let mut sum = 0;
    for word in &words {
        at.push(sum);
        sum += word.chars().count();
    }
    at.push(sum);
    Words { words, at }
}

fn common<'a, T: PartialEq + 'a>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).count()
}

/// Edits in ascending order, not touching each other.
pub(super) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (a, b) = (words(old), words(new));
    let head = common(a.words.iter(), b.words.iter());
    let tail = common(a.words[head..].iter().rev(), b.words[head..].iter().rev());
    let (a_end, b_end) = (a.words.len() - tail, b.words.len() - tail);
    let mut out = Vec::new();
    let mut push = |x: Range<usize>, y: Range<usize>| {
        let edit = Edit { old: a.at[x.start]..a.at[x.end], new: b.at[y.start]..b.at[y.end] };
        out.push(narrow(&edit, &a.words[x].concat(), &b.words[y].concat()));
    };
    let (mut i, mut j) = (head, head);
    for (x, y) in matches(&a.words[head..a_end], &b.words[head..b_end]) {
        let (x, y) = (x + head, y + head);
        if i < x || j < y {
            push(i..x, j..y);
        }
        (i, j) = (x + 1, y + 1);
    }
    if i < a_end || j < b_end {
        push(i..a_end, j..b_end);
    }
    out
}

/// Leaves out the graphemes that both sides begin and end with.
fn narrow(edit: &Edit, old: &str, new: &str) -> Edit {
    let a: Vec<&str> = old.graphemes(true).collect();
    let b: Vec<&str> = new.graphemes(true).collect();
    let head = common(a.iter(), b.iter());
    let tail = common(a[head..].iter().rev(), b[head..].iter().rev());
    let count = |part: &[&str]| part.iter().map(|g| g.chars().count()).sum::<usize>();
    let (front, back) = (count(&a[..head]), count(&a[a.len() - tail..]));
    Edit { old: edit.old.start + front..edit.old.end - back, new: edit.new.start + front..edit.new.end - back }
}

/// Pairs of equal words of a longest common subsequence; white space alone never holds a match together.
fn matches(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len() * b.len() > MAX_CELLS {
        return Vec::new();
    }
    let width = b.len() + 1;
    let weight = |word: &str| if word.trim().is_empty() { 1 } else { 4 };
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = if a[i] == b[j] { best[(i + 1) * width + j + 1] + weight(a[i]) } else { 0 };
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if a[i] == b[j] && here == best[(i + 1) * width + j + 1] + weight(a[i]) {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(old: &str, new: &str) -> String {
        let mut out: Vec<char> = old.chars().collect();
        let new: Vec<char> = new.chars().collect();
        for e in edits(old, &new.iter().collect::<String>()).into_iter().rev() {
            out.splice(e.old, new[e.new].iter().copied());
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
