//! One paragraph's words on another wording of it: what touches nothing follows, what is there already is left, and of
//! what both changed the new wording stands.

use super::{Fate, Known};
use crate::{
    bracket::brackets,
    compare::{
        flat::Flat,
        rewordings,
        splice::{Piece, splice},
        steps_of,
    },
    desk::touch::{Reach, groups, reaches},
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    proposal::Change,
    text::RichText,
};
use std::collections::HashSet;

/// A wording on another one.
pub(super) struct Worded {
    pub(super) text: RichText,
    /// With the copy's words where both had changed the same.
    pub(super) again: RichText,
    /// None if the copy changed no words.
    pub(super) fate: Option<Fate>,
}

/// The copy's wording on the new one, of `[base, mine, onto]`. `held` says whether the new text worded a footnote anew:
/// its sign does not go by itself.
pub(super) fn carry(id: ParagraphId, [base, mine, onto]: [&RichText; 3], known: Known<'_>, held: &dyn Fn(ParagraphId) -> bool) -> Worded {
    let only = |text: &RichText, fate| Worded { text: text.clone(), again: mine.clone(), fate };
    if base == mine {
        return only(onto, None);
    }
    let ours = rewordings(id, base, mine);
    if mine == onto || ours.is_empty() {
        return only(onto, Some(Fate::Taken));
    }
    let signs_held = base.notes().any(held);
    if base == onto && !signs_held {
        return only(mine, Some(Fate::Followed));
    }
    let theirs = rewordings(id, base, onto);
    let mut fates = fates(id, [base, mine, onto], &ours, &theirs, known);
    if signs_held {
        let stays: HashSet<ParagraphId> = mine.notes().collect();
        for (change, fate) in ours.iter().zip(&mut fates).filter(|(_, f)| **f == Fate::Followed) {
            if let Change::Words { start, end, .. } = change
                && base.slice(*start, *end).notes().any(|note| held(note) && !stays.contains(&note))
            {
                *fate = Fate::ToLook;
            }
        }
    }
    let fate = fates.iter().copied().max();
    if fates.iter().all(|f| matches!(f, Fate::Taken | Fate::Bracketed)) {
        return only(onto, fate);
    }
    let old = Paragraph::new(id, Kind::Plain, base.clone());
    let follows: Vec<&Change> = ours.iter().zip(&fates).filter(|(_, f)| **f == Fate::Followed).map(|(c, _)| c).collect();
    let text = composed(base, theirs.iter().chain(follows));
    // What of the new wording touches words that are put again goes.
    let asks: Vec<&Change> = ours.iter().zip(&fates).filter(|(_, f)| f.asks()).map(|(c, _)| c).collect();
    let again = if asks.is_empty() {
        text.clone()
    } else {
        let all: Vec<&Change> = asks.iter().copied().chain(&theirs).collect();
        let reaches = reaches(id, Some(&old), all.iter().copied());
        let own = asks.len();
        let stands = |i: usize| !(0..own).any(|j| reaches[own + i].touches(&reaches[j]));
        let stay = theirs.iter().enumerate().filter(|(i, _)| stands(*i)).map(|(_, c)| c);
        // Two that are not put again for one reason touch one another only through the new wording.
        let wanted = ours.iter().zip(&fates).filter(|(_, f)| f.asks() || **f == Fate::Followed).map(|(c, _)| c);
        composed(base, stay.chain(wanted))
    };
    Worded { text, again, fate }
}

/// What becomes of each change of the copy.
fn fates(id: ParagraphId, [base, mine, onto]: [&RichText; 3], ours: &[Change], theirs: &[Change], known: Known<'_>) -> Vec<Fate> {
    let old = Paragraph::new(id, Kind::Plain, base.clone());
    let all: Vec<&Change> = ours.iter().chain(theirs).collect();
    let reaches = reaches(id, Some(&old), all.iter().copied());
    let members: Vec<usize> = (0..all.len()).collect();
    let groups = groups(&reaches, &members);
    let there = there_already(id, mine, onto, ours);
    let kept = kept(base, onto);
    let looked = std::cell::OnceCell::new();
    let in_brackets = || {
        looked.get_or_init(|| {
            let mut found = vec![false; ours.len()];
            for text in agreed(onto) {
                let there = there_already(id, mine, &text, ours);
                found.iter_mut().zip(there).for_each(|(f, t)| *f |= t);
            }
            found
        })
    };
    let mut out: Vec<Fate> = Vec::with_capacity(ours.len());
    for (i, change) in ours.iter().enumerate() {
        let touched: Vec<&Change> =
            (ours.len()..all.len()).filter(|j| groups[*j] == groups[i] && met(&reaches, &groups, i, *j)).map(|j| all[j]).collect();
        let fate = match known(change) {
            Some(fate) => fate,
            None if theirs.contains(change) || there[i] => Fate::Taken,
            None => match change {
                Change::Words { .. } if touched.is_empty() => Fate::Followed,
                Change::Words { .. } if in_brackets()[i] => Fate::Bracketed,
                Change::Words { .. } => Fate::ToLook,
                Change::Format { start, end, .. } | Change::Link { start, end, .. } => {
                    let left = (*start..*end).any(|at| kept.get(at as usize).copied().unwrap_or(false));
                    let rival = matches!(change, Change::Link { .. }) && !touched.is_empty();
                    if left && !rival { Fate::Followed } else { Fate::ToLook }
                }
                // What the comparison of two wordings does not make.
                _ => Fate::ToLook,
            },
        };
        out.push(fate);
    }
    out
}

/// Whether two changes of one group touch, directly or through others of it. Words do so through one another; other
/// changes only where they overlap.
fn met(reaches: &[Reach], groups: &[usize], i: usize, j: usize) -> bool {
    match &reaches[i] {
        Reach::Words(..) => groups[i] == groups[j],
        reach => reach.touches(&reaches[j]),
    }
}

/// Which characters of the base the new wording still has.
fn kept(base: &RichText, onto: &RichText) -> Vec<bool> {
    let mut out = vec![false; base.len() as usize];
    for step in steps_of(base, onto).iter().filter(|s| s.same) {
        out[step.old.0..step.old.1].fill(true);
    }
    out
}

/// Which changes of words the new wording has as they are: it differs from the copy nowhere near them.
fn there_already(id: ParagraphId, mine: &RichText, onto: &RichText, ours: &[Change]) -> Vec<bool> {
    let differs: Vec<Change> = steps_of(mine, onto).iter().filter(|s| !s.same).map(|s| words(id, s.old.0 as u32, s.old.1 as u32)).collect();
    let mut shift: i64 = 0;
    let mut own = Vec::with_capacity(ours.len());
    for change in ours {
        let place = match change {
            Change::Words { start, end, text, .. } => {
                let from = (i64::from(*start) + shift).max(0) as u32;
                shift += i64::from(text.len()) - (i64::from(*end) - i64::from(*start));
                Some(words(id, from, from + text.len()))
            }
            _ => None,
        };
        own.push(place);
    }
    let copy = Paragraph::new(id, Kind::Plain, mine.clone());
    let nowhere = words(id, 0, 0);
    let all = own.iter().map(|p| p.as_ref().unwrap_or(&nowhere)).chain(&differs);
    let reaches = reaches(id, Some(&copy), all);
    let far = |i: usize| !(own.len()..reaches.len()).any(|j| reaches[i].touches(&reaches[j]));
    own.iter().enumerate().map(|(i, p)| p.is_some() && far(i)).collect()
}

fn words(paragraph: ParagraphId, start: u32, end: u32) -> Change {
    Change::Words { paragraph, start, end, text: RichText::default() }
}

/// A wording with changes of it, the first one where two overlap.
fn composed<'c>(base: &RichText, changes: impl IntoIterator<Item = &'c Change>) -> RichText {
    let mut flat = Flat::of(base);
    let (mut pieces, mut links) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Words { start, end, text, .. } => {
                pieces.push(Piece { start: *start, end: *end, parts: vec![(Flat::of(text), ())] });
            }
            Change::Format { start, end, mark, on, .. } => flat.set(*start, *end, *mark, *on),
            Change::Link { start, end, href, .. } => links.push((*start, *end, href.as_deref())),
            _ => {}
        }
    }
    flat.set_links(&links);
    pieces.sort_by_key(|p| (p.start, p.end));
    splice(&flat, |_| (), &pieces).text.rich()
}

/// The new wording with each alternative in brackets alone in its place, and with nothing there: as it would read if that
/// were agreed. Of a text with very many brackets only the first ones are looked at.
fn agreed(onto: &RichText) -> Vec<RichText> {
    let found = brackets(onto);
    let mut out = Vec::new();
    for slot in &found.slots {
        let held = slot.alternatives.iter().map(|i| &found.pairs[*i]).map(|pair| (pair.open + 1, pair.close));
        for (from, to) in held.chain([(slot.start, slot.start)]) {
            let mut text = onto.slice(0, slot.start);
            text.push(&trimmed(&onto.slice(from, to)));
            let rest = onto.slice(slot.end, onto.len());
            let apart = text.is_empty() || text.text.ends_with(char::is_whitespace);
            text.push(&if apart { rest.slice(leading(&rest), rest.len()) } else { rest });
            out.push(text);
            if out.len() == MOST_ALTERNATIVES {
                return out;
            }
        }
    }
    out
}

/// How much white space it begins with, in code points.
fn leading(text: &RichText) -> u32 {
    text.text.chars().take_while(|c| c.is_whitespace()).count() as u32
}

fn trimmed(text: &RichText) -> RichText {
    let behind = text.text.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
    text.slice(leading(text), text.len().saturating_sub(behind))
}

/// As many readings of one paragraph are looked at.
const MOST_ALTERNATIVES: usize = 64;

/// Whether a new paragraph reads as one that stands in brackets.
pub(super) fn in_brackets(mine: &RichText, onto: &RichText) -> bool {
    let words = |text: &RichText| text.text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wish = words(mine);
    !wish.is_empty() && agreed(onto).iter().any(|text| words(text) == wish)
}
