//! Putting pieces into a base text while keeping account of where each character comes from.

use super::flat::Flat;

/// A base range and what stands in its place, each part with its source.
#[derive(Debug, Clone)]
pub(crate) struct Piece<T> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) parts: Vec<(Flat, T)>,
}

/// The text with all pieces in place, and the sources of its code points. Pieces come sorted; one that begins before
/// the end of the one in front of it is left out (the desk never makes such; a hostile contribution may).
pub(crate) fn splice<T: Clone + PartialEq>(base: &Flat, base_source: &T, pieces: &[Piece<T>]) -> (Flat, Vec<(u32, u32, T)>) {
    let mut out = Flat::default();
    let mut sources: Vec<(u32, u32, T)> = Vec::new();
    let mut note = |from: usize, to: usize, source: &T| {
        let (from, to) = (from as u32, to as u32);
        match sources.last_mut() {
            _ if from == to => {}
            Some((_, end, last)) if last == source => *end = to,
            _ => sources.push((from, to, source.clone())),
        }
    };
    let mut at = 0;
    for piece in pieces {
        let (start, end) = (piece.start as usize, piece.end as usize);
        if start < at || end < start || end > base.len() {
            continue;
        }
        let before = out.len();
        out.push_range(base, at, start);
        note(before, out.len(), base_source);
        for (text, source) in &piece.parts {
            let before = out.len();
            out.push(text);
            note(before, out.len(), source);
        }
        at = end;
    }
    let before = out.len();
    out.push_range(base, at, base.len());
    note(before, out.len(), base_source);
    (out, sources)
}
