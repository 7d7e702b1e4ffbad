//! From a shortest difference to one that people would have made: slid to a canonical place, and without confetti.
//! Both sides work on tokens that are not white space.

use super::diff::Region;
use super::tokens::Class;

/// A token that is not white space.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit<'a> {
    /// First code point.
    pub(crate) start: u32,
    /// One past the last.
    pub(crate) end: u32,
    pub(crate) class: Class,
    pub(crate) text: &'a str,
}

/// Slides each pure insertion and deletion along equal tokens to one place, the same for everybody who makes that
/// change: where it ends behind punctuation or begins with an opening sign if it can, else as far back as it goes.
pub(crate) fn slide(regions: &mut [Region], a: &[Unit<'_>], b: &[Unit<'_>], ia: &[u32], ib: &[u32]) {
    for k in 0..regions.len() {
        let r = regions[k];
        let (seq, units, start, end) = if r.b0 == r.b1 {
            (ia, a, r.a0, r.a1)
        } else if r.a0 == r.a1 {
            (ib, b, r.b0, r.b1)
        } else {
            continue;
        };
        // At least one token stays between two regions.
        let room_left = match k.checked_sub(1).map(|p| regions[p]) {
            Some(p) => (r.a0 - p.a1).saturating_sub(1),
            None => r.a0.min(r.b0),
        };
        let room_right = match regions.get(k + 1) {
            Some(n) => (n.a0 - r.a1).saturating_sub(1),
            None => (ia.len() - r.a1).min(ib.len() - r.b1),
        };
        let left = (0..room_left).take_while(|&s| seq[start - 1 - s] == seq[end - 1 - s]).count();
        let right = (0..room_right).take_while(|&s| seq[start + s] == seq[end + s]).count();
        if left + right == 0 {
            continue;
        }
        let best = (0..=left + right).max_by_key(|&s| (score(units, start - left + s, end - left + s), s)).unwrap_or(left);
        let by = best as isize - left as isize;
        let moved = |at: usize| at.saturating_add_signed(by);
        regions[k] = Region { a0: moved(r.a0), a1: moved(r.a1), b0: moved(r.b0), b1: moved(r.b1) };
    }
}

/// How well `start..end` reads as something that was put in or taken out.
fn score(units: &[Unit<'_>], start: usize, end: usize) -> u8 {
    let opens = |t: &str| matches!(t, "(" | "[" | "{" | "«" | "“" | "‘" | "（" | "【" | "《" | "「");
    let closes = |u: &Unit<'_>| u.class == Class::Punctuation && !opens(u.text);
    let mut score = 0u8;
    if closes(&units[end - 1]) {
        score += 2;
    }
    if opens(units[start].text) {
        score += 2;
    }
    if closes(&units[start]) && end - start > 1 {
        score = score.saturating_sub(1);
    }
    score
}

/// Joins regions between which so little stays that nobody would read it as kept: far less than what changes on
/// either side, a chain of single tokens, or less than two fifths
/// of the letters in all. Separate edits stay separate.
pub(crate) fn calm(regions: Vec<Region>, a: &[Unit<'_>], b: &[Unit<'_>]) -> Vec<Region> {
    let (wa, wb) = (weights(a), weights(b));
    let changed = |r: &Region| (wa[r.a1] - wa[r.a0]).max(wb[r.b1] - wb[r.b0]);
    if let ([first, .., last], true) = (&regions[..], regions.len() > 3) {
        let letters = |units: &[Unit<'_>]| units.iter().map(|u| u.end - u.start).sum::<u32>();
        let all = letters(a).min(letters(b));
        let kept = letters(a) - regions.iter().map(|r| letters(&a[r.a0..r.a1])).sum::<u32>();
        if kept * 5 < all * 2 {
            return vec![hull(first, last)];
        }
    }
    let mut out: Vec<Region> = Vec::with_capacity(regions.len());
    for mut region in unchained(regions) {
        while let Some(last) = out.last() {
            let stays = wa[region.a0] - wa[last.a1];
            if stays * 3 > changed(last).min(changed(&region)) {
                break;
            }
            region = hull(last, &region);
            out.pop();
        }
        out.push(region);
    }
    out
}

/// Makes one region of four or more that follow one another with a single token between any two.
fn unchained(regions: Vec<Region>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::with_capacity(regions.len());
    let mut from = 0;
    for i in 0..regions.len() {
        let goes_on = regions.get(i + 1).is_some_and(|next| next.a0 - regions[i].a1 == 1);
        if goes_on {
            continue;
        }
        if i - from >= 3 {
            out.push(hull(&regions[from], &regions[i]));
        } else {
            out.extend_from_slice(&regions[from..=i]);
        }
        from = i + 1;
    }
    out
}

fn hull(first: &Region, last: &Region) -> Region {
    Region { a0: first.a0, a1: last.a1, b0: first.b0, b1: last.b1 }
}

/// Running sums: a word weighs 2, a Han character or a sign 1.
fn weights(units: &[Unit<'_>]) -> Vec<u32> {
    let mut sum = 0;
    std::iter::once(0)
        .chain(units.iter().map(|u| {
            sum += if u.class == Class::Word { 2 } else { 1 };
            sum
        }))
        .collect()
}
