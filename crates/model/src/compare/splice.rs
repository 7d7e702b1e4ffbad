//! Putting pieces into a base text while keeping account of where each character comes from, and where each place of
//! the base is afterwards.

use super::flat::Flat;

/// A base range and what stands in its place, each part with its source.
#[derive(Debug, Clone)]
pub(crate) struct Piece<T> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) parts: Vec<(Flat, T)>,
}

/// What is known of where words come from.
pub(crate) trait Account: Clone + PartialEq {
    /// The same of the words that begin so many characters further on.
    fn further(&self, by: u32) -> Self;
}

impl Account for () {
    fn further(&self, _: u32) {}
}

/// A text of which each stretch has a source.
#[derive(Debug, Clone)]
pub(crate) struct Spliced<T> {
    pub(crate) text: Flat,
    /// Stretches in order, without gaps.
    pub(crate) sources: Vec<(u32, u32, T)>,
    /// Base range and range in the text of each piece, in order.
    pieces: Vec<[u32; 4]>,
}

/// The text with all pieces in place, and the sources of its code points; `base_source` is that of what stands from a
/// place of the base on. Pieces come sorted; one that begins before the end of the one in front of it is left out (the
/// desk never makes such; a hostile contribution may).
pub(crate) fn splice<T: Account>(base: &Flat, base_source: impl Fn(u32) -> T, pieces: &[Piece<T>]) -> Spliced<T> {
    let mut out = Spliced { text: Flat::default(), sources: Vec::new(), pieces: Vec::with_capacity(pieces.len()) };
    let mut at = 0;
    for piece in pieces {
        let (start, end) = (piece.start as usize, piece.end as usize);
        if start < at || end < start || end > base.len() {
            continue;
        }
        out.push(base, at, start, || base_source(at as u32));
        let before = out.len();
        for (text, source) in &piece.parts {
            out.push(text, 0, text.len(), || source.clone());
        }
        out.pieces.push([piece.start, piece.end, before, out.len()]);
        at = end;
    }
    out.push(base, at, base.len(), || base_source(at as u32));
    out
}

impl<T: Account> Spliced<T> {
    fn len(&self) -> u32 {
        self.text.len() as u32
    }

    fn push(&mut self, text: &Flat, from: usize, to: usize, source: impl Fn() -> T) {
        let start = self.len();
        self.text.push_range(text, from, to);
        let end = self.len();
        if start == end {
            return;
        }
        let source = source();
        match self.sources.last_mut() {
            Some((_, until, last)) if *last == source => *until = end,
            _ => self.sources.push((start, end, source)),
        }
    }

    /// Where a place of the base is; what was put in right there stands in front of it.
    pub(crate) fn behind(&self, place: u32) -> u32 {
        self.place(place, true)
    }

    /// Where a place of the base is; what was put in right there stands behind it.
    pub(crate) fn before(&self, place: u32) -> u32 {
        self.place(place, false)
    }

    fn place(&self, place: u32, over_inserts: bool) -> u32 {
        let passed = |[start, end, ..]: &[u32; 4]| *start < place || (*start == place && *end == place && over_inserts);
        match self.pieces.iter().rev().find(|p| passed(p)) {
            // A place within what was replaced is behind that.
            Some([_, end, _, until]) => until + place.saturating_sub(*end),
            None => place,
        }
        .min(self.len())
    }

    /// `from..to` of the text, in pieces of one source each.
    pub(crate) fn cut(&self, from: u32, to: u32) -> Vec<(Flat, T)> {
        let inside = self.sources.iter().filter(|(start, end, _)| *start < to && *end > from);
        let part = |(start, end, source): &(u32, u32, T)| {
            let first = (*start).max(from);
            (self.text.slice(first as usize, (*end).min(to) as usize), source.further(first - start))
        };
        inside.map(part).collect()
    }
}

/// A text of one source.
pub(crate) fn glued<T: Account>(parts: &[(Flat, T)]) -> Spliced<T> {
    let mut out = Spliced { text: Flat::default(), sources: Vec::new(), pieces: Vec::new() };
    parts.iter().for_each(|(text, source)| out.push(text, 0, text.len(), || source.clone()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::RichText;

    impl Account for char {
        fn further(&self, _: u32) -> char {
            *self
        }
    }

    #[test]
    fn places_follow_what_is_put_in() {
        let flat = |text: &str| Flat::of(&RichText::plain(text));
        let piece = |start, end, text: &str| Piece { start, end, parts: vec![(flat(text), 'x')] };
        let made = splice(&flat("abcdef"), |_| '=', &[piece(1, 1, "12"), piece(2, 4, ""), piece(5, 6, "9")]);
        assert_eq!(made.text.chars.iter().collect::<String>(), "a12be9");
        assert_eq!((0..=6).map(|p| made.before(p)).collect::<Vec<_>>(), [0, 1, 4, 4, 4, 5, 6]);
        assert_eq!((0..=6).map(|p| made.behind(p)).collect::<Vec<_>>(), [0, 3, 4, 4, 4, 5, 6]);
        let parts: Vec<(String, char)> = made.cut(2, 5).into_iter().map(|(t, s)| (t.chars.iter().collect(), s)).collect();
        assert_eq!(parts, [("2".to_owned(), 'x'), ("be".to_owned(), '=')]);
    }
}
