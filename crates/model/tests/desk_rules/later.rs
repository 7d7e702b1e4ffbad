//! A bracket that went out with a revision and is settled in the next one: whoever's wording is chosen there, the text
//! is the one that taking it at once would have given.

use super::{board::*, texts::*};
use proptest::prelude::*;
use qalam_model::{
    bracket::{self, Settle},
    compare::compare,
    desk::*,
    ids::*,
    paper::*,
    proposal::*,
    text::RichText,
};
use std::collections::{HashSet, VecDeque};

/// A text after a command on one of its brackets.
fn settle(text: &RichText, pair: usize, how: Settle) -> RichText {
    let mut going = bracket::settled(&text.text, &bracket::brackets(text), pair, how);
    going.sort_unstable();
    let (mut out, mut at) = (RichText::default(), 0);
    for (start, end) in going {
        if at < start {
            out.push(&text.slice(at, start));
        }
        at = at.max(end);
    }
    out.push(&text.slice(at, text.len()));
    out
}

/// Settles every bracket of a text as somebody would who wants the wording that stands behind these names alone;
/// without names the revision's wording.
fn for_names(mut text: RichText, names: &[DelegationId]) -> RichText {
    loop {
        let all = bracket::brackets(&text);
        let Some(slot) = all.slots.iter().find(|s| all.pairs[s.alternatives[0]].depth == 0) else { return text };
        let says = |i: &usize| all.pairs[*i].behind == names;
        let holds = |i: &usize| all.pairs.iter().any(|p| all.pairs[*i].open < p.open && p.close < all.pairs[*i].close && p.behind == names);
        let plain = |i: &usize| all.pairs[*i].behind.is_empty();
        let find = |wanted: &dyn Fn(&usize) -> bool| slot.alternatives.iter().copied().find(|i| wanted(i));
        let chosen = if names.is_empty() { find(&plain) } else { find(&says).or_else(|| find(&holds)).or_else(|| find(&plain)) };
        text = match chosen {
            Some(pair) if says(&pair) && !names.is_empty() && !holds(&pair) => {
                // What is said within it is others'.
                let inner = all.pairs.iter().position(|p| all.pairs[pair].open < p.open && p.close < all.pairs[pair].close);
                match inner {
                    Some(inner) => settle(&text, inner, Settle::Drop),
                    None => settle(&text, pair, Settle::Choose),
                }
            }
            Some(pair) => settle(&text, pair, Settle::Choose),
            None => settle(&text, slot.alternatives[0], Settle::Drop),
        };
    }
}

/// The text after some commands on its brackets that lead to a wording, if there are such.
fn by_hand(from: &Paragraph, wanted: &Paragraph) -> Option<RichText> {
    let mut known = HashSet::from([from.text.clone()]);
    let mut waiting = VecDeque::from([from.text.clone()]);
    while let Some(text) = waiting.pop_front() {
        let pairs = bracket::brackets(&text).pairs.len();
        if pairs == 0 && words(&Paragraph { text: text.clone(), ..from.clone() }) == words(wanted) {
            return Some(text);
        }
        for (pair, how) in (0..pairs).flat_map(|pair| [Settle::Keep, Settle::Drop, Settle::Choose].map(|how| (pair, how))) {
            let next = settle(&text, pair, how);
            if known.len() < 4_000 && known.insert(next.clone()) {
                waiting.push_back(next);
            }
        }
    }
    None
}

/// Words and their formatting without white space, which a person would not have looked at.
fn words(p: &Paragraph) -> (ParagraphId, Vec<(char, Vec<qalam_model::text::Mark>)>) {
    let marks = |at: u32| p.text.spans.iter().filter(|s| s.start <= at && at < s.end).map(|s| s.mark).collect();
    (p.id, p.text.text.chars().zip(0..).filter(|(c, _)| !c.is_whitespace()).map(|(c, at)| (c, marks(at))).collect())
}

fn next(board: &Board, salt: u64) -> Board {
    let now = board.desk().next_revision();
    Board::new(Revision { symbol: "WG/2026/WP.1/Rev.1".into(), paragraphs: now.paragraphs, ..board.revision.clone() }, salt)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_bracket_settled_in_the_next_revision_is_that_wording_taken(scene in scene(2, 3), salt: u64, which: u16, whose: u16) {
        let mut board = Board::of(&scene, salt);
        let desk = board.desk();
        let clusters: Vec<Vec<HunkId>> = desk.paragraphs.iter().flat_map(|p| p.clusters.iter().cloned()).collect();
        prop_assume!(!clusters.is_empty());
        let mut taken = board.clone();
        board.decide(&clusters[which as usize % clusters.len()], Treatment::Bracket);
        let bracketed = board.desk();
        let found = bracketed.paragraphs.iter().find_map(|p| Some((p, p.brackets.first()?)));
        prop_assume!(found.is_some());
        let (p, written) = found.unwrap();
        let chosen = &written.alternatives[whose as usize % written.alternatives.len()];
        // Two wordings of the same names could only be told by reading them.
        let same = written.alternatives.iter().filter(|a| a.named == chosen.named).count();
        prop_assume!(same == 1);
        if chosen.hunks.is_empty() {
            taken.decide(&written.cluster, Treatment::Reject);
        } else {
            taken.decide(&chosen.hunks, Treatment::Accept);
        }
        let wanted = taken.desk().text_now();
        // Rev.1, in which the bracket stands as signs; somebody settles it in a working copy and submits that.
        let mut board = next(&board, salt);
        let mut copy = board.revision.paragraphs.clone();
        let at = copy.iter().position(|q| q.id == p.id).unwrap();
        match wanted.iter().find(|q| q.id == p.id) {
            None => _ = copy.remove(at),
            Some(wanted) => {
                let settled = by_hand(&copy[at], wanted);
                prop_assert!(settled.is_some(), "{:?} cannot be settled for {:?}", p.text, chosen);
                let pairs = bracket::brackets(&copy[at].text).pairs;
                let once = |a: &BracketAlternative| pairs.iter().filter(|p| p.behind == a.named).count() == 1;
                let all_named = pairs.len() == written.alternatives.len() && written.alternatives.iter().all(once);
                if all_named && !chosen.named.is_empty() {
                    // Where every wording says whose it is, the names alone lead there.
                    let text = for_names(copy[at].text.clone(), &chosen.named);
                    prop_assert_eq!(words(&Paragraph { text, ..copy[at].clone() }), words(wanted), "{:?} for {:?}", p.text, chosen);
                }
                copy[at].text = settled.unwrap();
            }
        }
        let proposals = compare(&board.revision, &board.id, Contributor::Chair, &copy);
        board.submit(Contributor::Chair, proposals, vec![]);
        let hunks = board.hunks_of(0);
        if !hunks.is_empty() {
            board.decide(&hunks, Treatment::Accept);
        }
        let got = board.desk().text_now();
        let shown = format!("{:?} for {:?} of {:?}", p.text.as_ref().map(|t| (&t.text, bracket::brackets(t))), chosen, written.alternatives);
        prop_assert_eq!(got.iter().map(words).collect::<Vec<_>>(), wanted.iter().map(words).collect::<Vec<_>>(), "{}", shown);
    }
}
