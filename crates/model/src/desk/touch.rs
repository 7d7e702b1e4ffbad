//! Which hunks of one paragraph touch: between them stands no unchanged base token that a reader would name (white
//! space is none). Formatting touches formatting of the same mark where both overlap, a link a link, another kind
//! another kind, another shape of a table another shape, and the deletion of the paragraph touches all of these.

use crate::{paper::Paragraph, proposal::Change, text::Mark};

/// How far a change reaches in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From the first word that it changes to the next one behind it that it does not change, both included.
    Words(u32, u32),
    /// The formatted range, end excluded.
    Format(Mark, u32, u32),
    /// The linked range, end excluded.
    Link(u32, u32),
    /// Kind, level and direction.
    Style,
    /// Rows and columns of a table.
    Shape,
    /// The whole paragraph goes.
    All,
    /// The whole paragraph comes.
    New,
}

impl Reach {
    /// Whether it is about what the paragraph is and not about its words.
    pub(super) fn is_style(self) -> bool {
        matches!(self, Reach::Style | Reach::Shape)
    }

    /// Whether two different changes of one paragraph touch.
    pub(crate) fn touches(self, other: Reach) -> bool {
        match (self, other) {
            (Reach::Words(a, b), Reach::Words(c, d)) => a <= d && c <= b,
            (Reach::Format(m, a, b), Reach::Format(n, c, d)) => m == n && a < d && c < b,
            (Reach::Link(a, b), Reach::Link(c, d)) => a < d && c < b,
            (Reach::Style, Reach::Style) | (Reach::Shape, Reach::Shape) | (Reach::New, Reach::New) => true,
            (Reach::New, _) | (_, Reach::New) => false,
            (Reach::All, _) | (_, Reach::All) => true,
            _ => false,
        }
    }
}

/// The reaches of changes to one paragraph.
pub(crate) fn reaches<'a>(old: Option<&Paragraph>, changes: impl Iterator<Item = &'a Change>) -> Vec<Reach> {
    let mut next_word: Option<(Vec<char>, Vec<u32>)> = None;
    changes
        .map(|change| match change {
            Change::Words { start, end, .. } => {
                let (chars, next) = next_word.get_or_insert_with(|| {
                    let chars: Vec<char> = old.map(|p| p.text.text.chars().collect()).unwrap_or_default();
                    let next = next_words(&chars);
                    (chars, next)
                });
                let last = chars.len();
                let start = whole(chars, (*start as usize).min(last), false);
                let end = whole(chars, (*end as usize).min(last), true);
                Reach::Words(start as u32, next[end])
            }
            Change::Format { start, end, mark, .. } => Reach::Format(*mark, *start, *end),
            Change::Link { start, end, .. } => Reach::Link(*start, *end),
            Change::Restyle { .. } => Reach::Style,
            Change::Reshape { .. } => Reach::Shape,
            Change::Delete { .. } => Reach::All,
            Change::Insert { .. } => Reach::New,
        })
        .collect()
}

/// For each code point the first one from it on that is no white space, or the end.
fn next_words(chars: &[char]) -> Vec<u32> {
    let mut next = vec![chars.len() as u32; chars.len() + 1];
    for i in (0..chars.len()).rev() {
        next[i] = if chars[i].is_whitespace() { next[i + 1] } else { i as u32 };
    }
    next
}

/// A limit that cuts a word (no comparison makes one) is taken to the word's edge: a cut word is not unchanged.
fn whole(chars: &[char], mut at: usize, forward: bool) -> usize {
    let letter = |c: char| c.is_alphanumeric() && !crate::compare::is_han(c);
    while at > 0 && at < chars.len() && letter(chars[at - 1]) && letter(chars[at]) {
        if forward { at += 1 } else { at -= 1 }
    }
    at
}

/// The groups of those that touch, also through one another: for each index the lowest index of its group.
pub(crate) fn groups(reaches: &[Reach], members: &[usize]) -> Vec<usize> {
    let mut sets = Sets { parent: (0..reaches.len()).collect() };
    let mut words: Vec<(u32, u32, usize)> = Vec::new();
    let mut formats: Vec<(Mark, u32, u32, usize)> = Vec::new();
    let mut links: Vec<(u32, u32, usize)> = Vec::new();
    let (mut style, mut shape, mut new, mut all, mut any) = (None, None, None, None, None);
    for &i in members {
        match reaches[i] {
            Reach::Words(a, b) => words.push((a, b, i)),
            Reach::Format(m, a, b) => formats.push((m, a, b, i)),
            Reach::Link(a, b) => links.push((a, b, i)),
            Reach::Style => sets.join(i, *style.get_or_insert(i)),
            Reach::Shape => sets.join(i, *shape.get_or_insert(i)),
            Reach::New => sets.join(i, *new.get_or_insert(i)),
            Reach::All => sets.join(i, *all.get_or_insert(i)),
        }
        if reaches[i] != Reach::New {
            any = Some(i);
        }
    }
    if let (Some(all), Some(_)) = (all, any) {
        for &i in members.iter().filter(|&&i| reaches[i] != Reach::New) {
            sets.join(i, all);
        }
    } else {
        words.sort_unstable();
        sweep(&mut sets, words.into_iter().map(|(a, b, i)| ((), a, b + 1, i)));
        formats.sort_unstable();
        sweep(&mut sets, formats.into_iter());
        links.sort_unstable();
        sweep(&mut sets, links.into_iter().map(|(a, b, i)| ((), a, b, i)));
    }
    (0..reaches.len()).map(|i| sets.root(i)).collect()
}

/// Joins sorted half-open ranges of one key that overlap.
fn sweep<K: PartialEq>(sets: &mut Sets, ranges: impl Iterator<Item = (K, u32, u32, usize)>) {
    let mut last: Option<(K, u32, usize)> = None;
    for (key, start, end, i) in ranges {
        last = match last {
            Some((k, until, first)) if k == key && start < until => {
                sets.join(i, first);
                Some((k, until.max(end), first))
            }
            _ => Some((key, end, i)),
        };
    }
}

struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }
    fn join(&mut self, i: usize, j: usize) {
        let (a, b) = (self.root(i), self.root(j));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::ParagraphId, paper::Kind, text::RichText};
    use proptest::prelude::*;

    fn words(start: u32, end: u32) -> Change {
        Change::Words { paragraph: ParagraphId([1; 8]), start, end, text: RichText::plain("x") }
    }

    fn touch(text: &str, a: (u32, u32), b: (u32, u32)) -> bool {
        let old = Paragraph::new(ParagraphId([1; 8]), Kind::Plain, RichText::plain(text));
        let (x, y) = (words(a.0, a.1), words(b.0, b.1));
        let r = reaches(Some(&old), [&x, &y].into_iter());
        assert_eq!(r[0].touches(r[1]), r[1].touches(r[0]));
        r[0].touches(r[1])
    }

    #[test]
    fn an_unchanged_token_between_keeps_them_apart() {
        let text = "an open, secure place";
        assert!(touch(text, (3, 7), (3, 7)));
        assert!(touch(text, (0, 2), (3, 7)));
        assert!(!touch(text, (3, 7), (9, 15)), "the comma stays");
        assert!(touch(text, (3, 3), (3, 7)));
        assert!(touch(text, (7, 7), (3, 7)));
        assert!(touch(text, (7, 7), (7, 8)));
        assert!(!touch(text, (3, 3), (7, 7)));
        assert!(touch(text, (3, 5), (6, 7)), "parts of one word");
        assert!(touch("各国合作", (0, 1), (1, 2)));
        assert!(!touch("各国合作", (0, 1), (2, 3)));
        assert!(touch("", (0, 0), (0, 0)));
        assert!(touch(text, (50, 60), (21, 21)), "hostile ranges do no harm");
    }

    fn reach() -> impl Strategy<Value = Reach> {
        prop_oneof![
            4 => (0u32..30, 0u32..4).prop_map(|(a, n)| Reach::Words(a, a + n)),
            2 => (0u32..30, 1u32..4, 0usize..3).prop_map(|(a, n, m)| Reach::Format(Mark::ALL[m], a, a + n)),
            2 => (0u32..30, 1u32..4).prop_map(|(a, n)| Reach::Link(a, a + n)),
            1 => Just(Reach::Style),
            1 => Just(Reach::Shape),
            1 => Just(Reach::New),
        ]
    }

    proptest! {
        #[test]
        fn groups_are_what_touches_through_others(mut reaches in prop::collection::vec(reach(), 0..12), all in prop::bool::weighted(0.2)) {
            if all {
                reaches.push(Reach::All);
            }
            let members: Vec<usize> = (0..reaches.len()).collect();
            let mut slow: Vec<usize> = members.clone();
            for _ in 0..reaches.len() {
                for i in 0..reaches.len() {
                    for j in 0..reaches.len() {
                        if i != j && reaches[i].touches(reaches[j]) {
                            slow[i] = slow[i].min(slow[j]);
                        }
                    }
                }
            }
            prop_assert_eq!(groups(&reaches, &members), slow);
        }
    }
}
