//! The brackets of a draft: signs that carry an id, so that two people who bracket apart each get their own. Pairs are
//! derived each time; what does not pair is named, and needs a hand.

use super::{attributes::Attribute, layout::Layout, wording::Wording};
use crate::{
    bracket::{self, Brackets, Pair},
    ids::{BracketId, DelegationId},
};
use std::collections::HashMap;

/// A sign of a bracket among the shown characters.
struct BracketSign {
    at: usize,
    opens: bool,
    id: Option<BracketId>,
}

/// The pairs of one paragraph, as indices of shown characters.
pub(super) struct Found {
    /// In the order of their opening signs, with the id of marked ones.
    pub(super) pairs: Vec<(usize, usize, Option<BracketId>)>,
    /// Signs without a partner, and of pairs that cross.
    pub(super) flagged: Vec<usize>,
}

fn signs(wording: &Wording<'_>) -> Vec<BracketSign> {
    let sign = |at: usize| {
        let opens = match wording.char(at) {
            '[' => true,
            ']' => false,
            _ => return None,
        };
        let extra = wording.extra(at);
        (extra.bracket.is_some() || !extra.literal).then_some(BracketSign { at, opens, id: extra.bracket })
    };
    (0..wording.len()).filter_map(sign).collect()
}

/// Pairs the signs of one paragraph.
pub(super) fn find(wording: &Wording<'_>) -> Found {
    let signs = signs(wording);
    let partner = uncrossed(&marked(&signs), signs.len());
    let mut out = Found { pairs: Vec::new(), flagged: Vec::new() };
    // Marked openings are walls: what is open before one cannot be closed within it, and the other way round.
    let mut open: Vec<usize> = Vec::new();
    for (i, sign) in signs.iter().enumerate() {
        match (sign.id, partner[i]) {
            (Some(_), None) => out.flagged.push(sign.at),
            (Some(_), Some(_)) if sign.opens => open.push(i),
            (Some(id), Some(first)) => {
                while let Some(top) = open.pop().filter(|top| *top != first) {
                    out.flagged.push(signs[top].at);
                }
                out.pairs.push((signs[first].at, sign.at, Some(id)));
            }
            (None, _) if sign.opens => open.push(i),
            (None, _) => match open.last() {
                Some(top) if signs[*top].id.is_none() => {
                    out.pairs.push((signs[*top].at, sign.at, None));
                    open.pop();
                }
                _ => out.flagged.push(sign.at),
            },
        }
    }
    out.flagged.extend(open.into_iter().map(|i| signs[i].at));
    out.flagged.sort_unstable();
    out.pairs.sort_unstable_by_key(|p| p.0);
    out
}

/// Of the signs that carry one id the first `[` and the first `]` behind it.
fn marked(signs: &[BracketSign]) -> Vec<(usize, usize)> {
    let mut waiting: HashMap<BracketId, Option<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (i, sign) in signs.iter().enumerate() {
        let Some(id) = sign.id else { continue };
        match (sign.opens, waiting.get(&id)) {
            (true, None) => drop(waiting.insert(id, Some(i))),
            (false, Some(Some(open))) => {
                pairs.push((*open, i));
                waiting.insert(id, None);
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Per sign its partner, without the pairs that cross another. Pairs are in the order of their openings.
fn uncrossed(pairs: &[(usize, usize)], signs: usize) -> Vec<Option<usize>> {
    let mut partner = vec![None; signs];
    if pairs.is_empty() {
        return partner;
    }
    // A pair is crossed if among what opens within it something closes behind it, or the other way round.
    let closes = Extremes::of(signs, pairs.iter().map(|(a, b)| (*a, *b as i64)));
    let opens = Extremes::of(signs, pairs.iter().map(|(a, b)| (*b, -(*a as i64))));
    for (a, b) in pairs {
        if closes.greatest(a + 1, *b) <= *b as i64 && opens.greatest(a + 1, *b) <= -(*a as i64) {
            (partner[*a], partner[*b]) = (Some(*b), Some(*a));
        }
    }
    partner
}

/// The greatest value in any range of places, in logarithmic time.
struct Extremes {
    size: usize,
    tree: Vec<i64>,
}

impl Extremes {
    fn of(size: usize, values: impl Iterator<Item = (usize, i64)>) -> Extremes {
        let mut tree = vec![i64::MIN; 2 * size];
        for (at, value) in values {
            tree[size + at] = value;
        }
        for i in (1..size).rev() {
            tree[i] = tree[2 * i].max(tree[2 * i + 1]);
        }
        Extremes { size, tree }
    }

    fn greatest(&self, from: usize, to: usize) -> i64 {
        let (mut a, mut b) = (from + self.size, to + self.size);
        let mut out = i64::MIN;
        while a < b {
            if a % 2 == 1 {
                out = out.max(self.tree[a]);
                a += 1;
            }
            if b % 2 == 1 {
                b -= 1;
                out = out.max(self.tree[b]);
            }
            (a, b) = (a / 2, b / 2);
        }
        out
    }
}

/// Who is behind the opening signs at these shown places.
pub(super) fn behind(layout: &Layout, wording: &Wording<'_>) -> HashMap<usize, Vec<DelegationId>> {
    if !layout.extras.iter().any(|e| e.bracket.is_some()) {
        return HashMap::new();
    }
    let who = |(open, _, id): (usize, usize, Option<BracketId>)| id.map(|id| (open, delegations(layout, id)));
    find(wording).pairs.into_iter().filter_map(who).collect()
}

/// Who is behind a pair: ascending.
pub(super) fn delegations(layout: &Layout, id: BracketId) -> Vec<DelegationId> {
    let value = layout.attributes.of_key(&id.to_string(), Attribute::Behind).unwrap_or("");
    let mut who: Vec<DelegationId> = value.split(' ').filter_map(|d| d.parse().ok()).collect();
    who.sort();
    who.dedup();
    who
}

/// The value of `behind`.
pub(super) fn behind_value(who: &[DelegationId]) -> String {
    let mut who = who.to_vec();
    who.sort();
    who.dedup();
    who.iter().map(DelegationId::to_string).collect::<Vec<_>>().join(" ")
}

/// The brackets of a paragraph as the rest of the program knows them.
pub(super) fn brackets(layout: &Layout, wording: &Wording<'_>) -> Brackets {
    let found = find(wording);
    let pair = |(open, close, id): &(usize, usize, Option<BracketId>)| Pair {
        open: *open as u32,
        close: *close as u32,
        depth: 0,
        behind: id.map(|id| delegations(layout, id)).unwrap_or_default(),
        slot: 0,
    };
    let pairs = found.pairs.iter().map(pair).collect();
    bracket::with_slots(
        &wording.text(),
        Brackets { pairs, slots: Vec::new(), unpaired: found.flagged.iter().map(|at| *at as u32).collect() },
    )
}
