//! Which brackets of a text pair, and what they hold: text that is not agreed. Derived each time and never stored:
//! every `[` and `]` that is not literal is a sign, and pairs by nesting. Linear in the text, whatever stands in it.

use crate::{
    ids::DelegationId,
    text::{RichText, SignKind},
};

/// A pair of brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The code point of the opening sign.
    pub open: u32,
    /// That of the closing one.
    pub close: u32,
    /// How many pairs it stands in.
    pub depth: u32,
    /// The delegations behind what it holds.
    pub behind: Vec<DelegationId>,
    /// Index in [`Brackets::slots`].
    pub slot: usize,
}

/// What is open at one place: one pair, or alternatives of one depth between which stands nothing but white space
/// and at most one `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// From the first alternative's opening sign …
    pub start: u32,
    /// … to one past the last one's closing sign.
    pub end: u32,
    /// Indices in [`Brackets::pairs`], in order.
    pub alternatives: Vec<usize>,
}

/// The brackets of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brackets {
    /// The pairs in the order of their opening signs.
    pub pairs: Vec<Pair>,
    /// The places that are open, in the order in which they begin.
    pub slots: Vec<Slot>,
    /// Signs without a partner, in order: they need a hand.
    pub unpaired: Vec<u32>,
}

impl Brackets {
    /// How many places are open: alternatives of one place count once.
    pub fn open(&self) -> usize {
        self.slots.len()
    }
}

/// The brackets of a text.
pub fn brackets(text: &RichText) -> Brackets {
    if !text.text.contains(['[', ']']) {
        return Brackets::default();
    }
    with_slots(&text.text, pair(text))
}

/// Pairs that somebody else found, in the order of their opening signs, with their depths and slots.
pub(crate) fn with_slots(text: &str, mut found: Brackets) -> Brackets {
    slots(text, &mut found);
    found
}

/// Each `]` with the nearest `[` in front of it that has no partner yet.
fn pair(text: &RichText) -> Brackets {
    let mut out = Brackets::default();
    let mut waiting: Vec<(u32, &[DelegationId])> = Vec::new();
    let mut signs = text.signs.iter().peekable();
    for (at, c) in text.text.chars().enumerate().filter(|(_, c)| matches!(c, '[' | ']')) {
        let at = at as u32;
        while signs.next_if(|s| s.at < at).is_some() {}
        let sign = signs.peek().filter(|s| s.at == at).map(|s| &s.sign);
        match (c, sign) {
            (_, Some(SignKind::Literal)) => {}
            ('[', Some(SignKind::Behind(who))) => waiting.push((at, who)),
            ('[', _) => waiting.push((at, &[])),
            _ => match waiting.pop() {
                Some((open, who)) => out.pairs.push(Pair { open, close: at, depth: 0, behind: who.to_vec(), slot: 0 }),
                None => out.unpaired.push(at),
            },
        }
    }
    out.unpaired.extend(waiting.into_iter().map(|(open, _)| open));
    out.unpaired.sort_unstable();
    out.pairs.sort_unstable_by_key(|p| p.open);
    out
}

/// Depths, and which pairs are alternatives of one slot.
fn slots(text: &str, out: &mut Brackets) {
    let chars: Vec<char> = text.chars().collect();
    // The pairs around the place where we are, and at each depth the last pair that ended within the same one.
    let mut around: Vec<u32> = Vec::new();
    let mut last: Vec<Option<usize>> = vec![None];
    for i in 0..out.pairs.len() {
        let (open, close) = (out.pairs[i].open, out.pairs[i].close);
        while around.last().is_some_and(|end| *end < open) {
            around.pop();
            last.pop();
        }
        let before = last.last_mut().and_then(|l| l.replace(i));
        let slot = before.filter(|b| only_stroke(&chars[out.pairs[*b].close as usize + 1..open as usize])).map(|b| out.pairs[b].slot);
        let slot = match slot {
            Some(slot) => {
                out.slots[slot].end = close + 1;
                out.slots[slot].alternatives.push(i);
                slot
            }
            None => {
                out.slots.push(Slot { start: open, end: close + 1, alternatives: vec![i] });
                out.slots.len() - 1
            }
        };
        (out.pairs[i].depth, out.pairs[i].slot) = (around.len() as u32, slot);
        around.push(close);
        last.push(None);
    }
}

/// Whether this joins two alternatives.
fn only_stroke(between: &[char]) -> bool {
    between.iter().filter(|c| **c == '/').count() <= 1 && between.iter().all(|c| *c == '/' || c.is_whitespace())
}

/// How a bracket is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// The words stay, the brackets go.
    Keep,
    /// Words and brackets go.
    Drop,
    /// Its words stay; the other alternatives of its place go.
    Choose,
}

/// Which characters of a text go, in ranges that may touch, if its `pair`-th bracket is settled. Where nothing is left
/// at the place, one of two spaces around it goes too, so that the text reads as if nothing had stood there.
pub fn settled(text: &str, all: &Brackets, pair: usize, how: Settle) -> Vec<(u32, u32)> {
    let Some(own) = all.pairs.get(pair) else { return Vec::new() };
    let slot = &all.slots[own.slot];
    let signs = [(own.open, own.open + 1), (own.close, own.close + 1)];
    match how {
        Settle::Keep => signs.to_vec(),
        Settle::Choose => [vec![(slot.start, own.open), (own.close + 1, slot.end)], signs.to_vec()].concat(),
        Settle::Drop => {
            let place = slot.alternatives.iter().position(|a| *a == pair).unwrap_or(0);
            let before = place.checked_sub(1).map(|b| all.pairs[slot.alternatives[b]].close + 1);
            let behind = slot.alternatives.get(place + 1).map(|n| all.pairs[*n].open);
            // With it goes what stood between it and one neighbour.
            match (before, behind) {
                (Some(before), _) => vec![(before, own.close + 1)],
                (None, Some(behind)) => vec![(own.open, behind)],
                (None, None) => vec![with_space(text, own.open, own.close + 1)],
            }
        }
    }
}

/// A wording with its `pair`-th bracket settled; formatting and signs stay with their words.
pub fn resolved(text: &RichText, pair: usize, how: Settle) -> RichText {
    let mut gone = settled(&text.text, &brackets(text), pair, how);
    gone.sort_unstable();
    let (mut out, mut at) = (RichText::default(), 0);
    for (start, end) in gone {
        out.push(&text.slice(at, start.max(at)));
        at = end.max(at);
    }
    out.push(&text.slice(at, text.len()));
    out.normalize();
    out
}

/// A range that goes, with the space that would stand twice, at the beginning, or in front of what ends a sentence.
fn with_space(text: &str, start: u32, end: u32) -> (u32, u32) {
    let chars: Vec<char> = text.chars().collect();
    let (before, behind) = chars.split_at(chars.len().min(end as usize));
    let before = &before[..before.len().min(start as usize)];
    let white = |c: &&char| c.is_whitespace();
    let (in_front, then) = (before.iter().rev().take_while(white).count(), behind.iter().take_while(white).count());
    let begins = before.last().is_none_or(|c| c.is_whitespace() || OPENS.contains(*c));
    let ends = behind.first().is_none_or(|c| CLOSES.contains(*c));
    match () {
        _ if begins && then > 0 => (start, end + then as u32),
        _ if ends => (start - in_front as u32, end),
        _ => (start, end),
    }
}

/// What stands in front of words without a space between.
const OPENS: &str = "([{«“‘（【《「『";
/// What stands behind words without a space between.
const CLOSES: &str = ".,;:!?)]}»”’…،؛؟，。；：、！？）】》」』";

#[cfg(test)]
mod tests;
