//! Which hunks of one paragraph touch: between them stands no unchanged base token that a reader would name (white
//! space is none). Formatting touches formatting of the same mark where both overlap, a link a link, another kind
//! another kind, another shape of a table another shape, and the deletion of the paragraph touches all of these.
//!
//! Moves, splits and joins reach into several paragraphs. Moves touch if they move one paragraph, or if one's anchor is
//! moved or deleted by the other. Splits, joins and moves into another touch one another in each paragraph that they
//! share, and hunks that run over one of their cuts; everything else follows the words through them.

use crate::{ids::ParagraphId, paper::Paragraph, proposal::Change, text::Mark};

/// A place at which words are parted, or at which others come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The first word that goes there, or the word behind.
    from: u32,
    /// The word behind.
    to: u32,
    /// Words go there.
    words: bool,
}

impl Cut {
    /// Whether words that change from `a` up to the word `b` run over it.
    fn is_under(self, a: u32, b: u32) -> bool {
        if self.words { a <= self.to && self.from <= b } else { a < self.to && self.to < b }
    }

    fn meets(self, other: Cut) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// How far a change reaches in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The paragraph stands elsewhere.
    Place,
    /// Another paragraph comes to stand behind this one.
    Anchor,
    /// It is split.
    Split(Vec<Cut>),
    /// Words of others come in.
    Host(Vec<Cut>),
    /// Its words go into another.
    Gone(Vec<Cut>),
}

impl Reach {
    /// Whether it is about what the paragraph is and not about its words.
    pub(super) fn is_style(&self) -> bool {
        matches!(self, Reach::Style | Reach::Shape | Reach::Place | Reach::Anchor)
    }

    /// Whether it is of a move, split or join.
    pub(super) fn is_whole(&self) -> bool {
        self.cuts().is_some() || matches!(self, Reach::Place | Reach::Anchor)
    }

    fn cuts(&self) -> Option<&[Cut]> {
        match self {
            Reach::Split(cuts) | Reach::Host(cuts) | Reach::Gone(cuts) => Some(cuts),
            _ => None,
        }
    }

    /// Whether two different changes of one paragraph touch.
    pub(crate) fn touches(&self, other: &Reach) -> bool {
        match (self, other) {
            (Reach::Words(a, b), Reach::Words(c, d)) => a <= d && c <= b,
            (Reach::Format(m, a, b), Reach::Format(n, c, d)) => m == n && a < d && c < b,
            (Reach::Link(a, b), Reach::Link(c, d)) => a < d && c < b,
            (Reach::Style, Reach::Style) | (Reach::Shape, Reach::Shape) | (Reach::New, Reach::New) => true,
            (Reach::New, _) | (_, Reach::New) => false,
            (Reach::All, _) | (_, Reach::All) => true,
            (Reach::Place, Reach::Place | Reach::Anchor | Reach::Gone(_)) | (Reach::Anchor | Reach::Gone(_), Reach::Place) => true,
            (Reach::Words(a, b), whole) | (whole, Reach::Words(a, b)) => {
                whole.cuts().is_some_and(|cuts| cuts.iter().any(|c| c.is_under(*a, *b)))
            }
            _ => self.cuts().is_some() && other.cuts().is_some(),
        }
    }

    /// Whether two that one decision takes together cannot both stand. Of wholes that is what touches, but that
    /// words may come into one paragraph at several places.
    pub(super) fn excludes(&self, other: &Reach) -> bool {
        match (self, other) {
            (Reach::Host(a), Reach::Host(b)) => a.iter().any(|x| b.iter().any(|y| x.meets(*y))),
            _ => self.touches(other),
        }
    }
}

/// The words of a paragraph, looked at once and only if somebody asks.
struct Words<'a> {
    old: Option<&'a Paragraph>,
    known: Option<(Vec<char>, Vec<u32>)>,
}

impl Words<'_> {
    fn reach(&mut self, start: u32, end: u32) -> (u32, u32, bool) {
        let (chars, next) = self.known.get_or_insert_with(|| {
            let chars: Vec<char> = self.old.map(|p| p.text.text.chars().collect()).unwrap_or_default();
            let next = next_words(&chars);
            (chars, next)
        });
        let last = chars.len();
        let (start, end) = ((start as usize).min(last), (end as usize).min(last));
        let words = start < end && chars[start..end].iter().any(|c| !c.is_whitespace());
        (whole(chars, start, false) as u32, next[whole(chars, end, true)], words)
    }

    fn cut(&mut self, start: u32, end: u32) -> Cut {
        let (from, to, words) = self.reach(start, end);
        if words {
            return Cut { from, to, words };
        }
        // Where no word goes it is a place and no stretch; it may lie within a word.
        let (_, next) = self.known.get_or_insert_default();
        let at = next.get(end as usize).or(next.last()).copied().unwrap_or(0);
        Cut { from: at, to: at, words }
    }

    fn edges(&mut self, start: u32, end: u32) -> Vec<Cut> {
        let (first, last) = (self.cut(0, start), self.cut(end, u32::MAX));
        [first, last].into_iter().filter(|c| c.words).collect()
    }
}

/// The reaches of changes in the paragraph `here`, which may be another than the one that they are about.
pub(crate) fn reaches<'a>(here: ParagraphId, old: Option<&Paragraph>, changes: impl Iterator<Item = &'a Change>) -> Vec<Reach> {
    let mut words = Words { old, known: None };
    changes
        .map(|change| match change {
            Change::Words { start, end, .. } => {
                let (from, to, _) = words.reach(*start, *end);
                Reach::Words(from, to)
            }
            Change::Format { start, end, mark, .. } => Reach::Format(*mark, *start, *end),
            Change::Link { start, end, .. } => Reach::Link(*start, *end),
            Change::Restyle { .. } => Reach::Style,
            Change::Reshape { .. } => Reach::Shape,
            Change::Delete { .. } => Reach::All,
            Change::Insert { .. } => Reach::New,
            Change::Move { paragraph, .. } if *paragraph == here => Reach::Place,
            Change::Move { .. } => Reach::Anchor,
            Change::Split { parts, .. } => Reach::Split(parts.iter().map(|p| words.cut(p.start, p.end)).collect()),
            Change::Join { paragraph, parts } if *paragraph == here => {
                Reach::Host(parts.first().map(|p| words.cut(p.end, u32::MAX)).into_iter().collect())
            }
            Change::Join { parts, .. } => {
                let at = parts.iter().position(|p| p.paragraph == here).unwrap_or(0);
                let end = parts.get(at + 1).map_or(u32::MAX, |next| next.end);
                Reach::Gone(words.edges(parts.get(at).map_or(0, |p| p.start), end))
            }
            Change::Into { paragraph, start, end, .. } if *paragraph == here => Reach::Gone(words.edges(*start, *end)),
            Change::Into { from, to, .. } => Reach::Host(vec![words.cut(*from, *to)]),
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
        match &reaches[i] {
            Reach::Words(a, b) => words.push((*a, *b, i)),
            Reach::Format(m, a, b) => formats.push((*m, *a, *b, i)),
            Reach::Link(a, b) => links.push((*a, *b, i)),
            Reach::Style => sets.join(i, *style.get_or_insert(i)),
            Reach::Shape => sets.join(i, *shape.get_or_insert(i)),
            Reach::New => sets.join(i, *new.get_or_insert(i)),
            Reach::All => sets.join(i, *all.get_or_insert(i)),
            // Few, so that each is held against everything.
            whole => members.iter().filter(|&&j| j != i && whole.touches(&reaches[j])).for_each(|&j| sets.join(i, j)),
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
        let r = reaches(old.id, Some(&old), [&x, &y].into_iter());
        assert_eq!(r[0].touches(&r[1]), r[1].touches(&r[0]));
        r[0].touches(&r[1])
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
            1 => Just(Reach::Place),
            1 => Just(Reach::Anchor),
            1 => cuts().prop_map(Reach::Split),
            1 => cuts().prop_map(Reach::Host),
            1 => cuts().prop_map(Reach::Gone),
        ]
    }

    fn cuts() -> impl Strategy<Value = Vec<Cut>> {
        let cut = (0u32..30, 0u32..3).prop_map(|(from, n)| Cut { from, to: from + n, words: n > 0 });
        prop::collection::vec(cut, 0..3)
    }

    #[test]
    fn only_what_runs_over_a_cut_touches_it() {
        let old = Paragraph::new(ParagraphId([1; 8]), Kind::Plain, RichText::plain("Each acts. Each tells."));
        let (id, new) = (ParagraphId([2; 8]), RichText::default());
        let part = |start, end| crate::proposal::Part {
            id,
            kind: Kind::Plain,
            level: 0,
            direction: None,
            start,
            end,
            head: new.clone(),
            tail: new.clone(),
        };
        let split = Change::Split { paragraph: old.id, parts: vec![part(10, 11)] };
        let over = |change: Change| {
            let r = reaches(old.id, Some(&old), [&split, &change].into_iter());
            assert_eq!(r[0].touches(&r[1]), r[1].touches(&r[0]));
            r[0].touches(&r[1])
        };
        for (start, end, touches) in
            [(5, 10, false), (5, 11, false), (11, 15, false), (10, 10, false), (11, 11, false), (5, 15, true), (9, 12, true)]
        {
            assert_eq!(over(words(start, end)), touches, "{start}..{end}");
        }
        assert!(over(Change::Delete { paragraph: old.id }));
        assert!(over(Change::Split { paragraph: old.id, parts: vec![part(4, 5)] }));
        assert!(!over(Change::Move { paragraph: old.id, after: None }));
        assert!(!over(Change::Format { paragraph: old.id, start: 0, end: 20, mark: Mark::Bold, on: true }));
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
                        if i != j && reaches[i].touches(&reaches[j]) {
                            slow[i] = slow[i].min(slow[j]);
                        }
                    }
                }
            }
            prop_assert_eq!(groups(&reaches, &members), slow);
        }
    }
}
