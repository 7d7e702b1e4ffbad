//! Moves, splits, joins and moves into another, in whatever mix and language: one proposal each, and the text that was
//! submitted when all are taken.

use super::{board::*, rules::*, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::*, desk::*, ids::*, onward::*, paper::*, proposal::*, text::*};

/// What somebody does in a working copy. Numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Hand {
    Move(u8, u8),
    /// At a code point, with the space there taken away.
    Split(u8, u8),
    /// With the next one, with a space between.
    Join(u8),
    /// The words of one go into another, at a code point.
    Into(u8, u8, u8),
    Insert(u8, Draft),
    Delete(u8),
    Words(u8, u8, Draft),
}

fn hand() -> impl Strategy<Value = Hand> {
    let words = || prop::collection::vec(any::<u8>(), 1..4).prop_map(Draft);
    prop_oneof![
        3 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Hand::Move(a, b)),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(a, at)| Hand::Split(a, at)),
        3 => any::<u8>().prop_map(Hand::Join),
        3 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(a, b, at)| Hand::Into(a, b, at)),
        2 => (any::<u8>(), words()).prop_map(|(a, w)| Hand::Insert(a, w)),
        1 => any::<u8>().prop_map(Hand::Delete),
        3 => (any::<u8>(), any::<u8>(), words()).prop_map(|(a, at, w)| Hand::Words(a, at, w)),
    ]
}

/// A paper of longer paragraphs, and what each delegation does with it.
#[derive(Debug, Clone)]
struct Hands {
    scene: Scene,
    hands: Vec<Vec<Hand>>,
}

fn hands(paragraphs: usize, delegations: usize) -> impl Strategy<Value = Hands> {
    let draft = prop::collection::vec(any::<u8>(), 4..16).prop_map(Draft);
    let scene = (0..LANGUAGES.len(), prop::collection::vec(draft, paragraphs)).prop_map(|(language, drafts)| Scene {
        language,
        drafts,
        copies: Vec::new(),
    });
    (scene, prop::collection::vec(prop::collection::vec(hand(), 1..7), delegations)).prop_map(|(scene, hands)| Hands { scene, hands })
}

impl Hands {
    fn copy(&self, who: usize) -> Vec<Paragraph> {
        let language = &LANGUAGES[self.scene.language];
        let mut copy = self.scene.revision().paragraphs;
        let mut next = 1000 + 100 * who as u16;
        let mut new_id = || {
            next += 1;
            paragraph_id(next)
        };
        for hand in &self.hands[who] {
            let n = copy.len();
            if n < 2 {
                break;
            }
            let at = |a: u8| a as usize % n;
            match hand {
                Hand::Move(a, b) => {
                    let p = copy.remove(at(*a));
                    copy.insert(*b as usize % n, p);
                }
                Hand::Split(a, place) => {
                    let i = at(*a);
                    let len = copy[i].text.len();
                    if len < 2 {
                        continue;
                    }
                    let cut = 1 + u32::from(*place) % (len - 1);
                    let rest = trimmed(&copy[i].text.slice(cut, len));
                    copy[i].text = copy[i].text.slice(0, cut);
                    // A cut must not tear what is one character apart.
                    if !clean(&copy[i].text) || !clean(&rest) {
                        return copy;
                    }
                    copy.insert(i + 1, Paragraph::new(new_id(), Kind::Operative, rest));
                }
                Hand::Join(a) if at(*a) + 1 < n => {
                    let p = copy.remove(at(*a) + 1);
                    let host = &mut copy[at(*a)].text;
                    host.push(&RichText::plain(" "));
                    host.push(&p.text);
                }
                Hand::Into(a, b, place) if at(*a) != at(*b) => {
                    let (words, host) = (copy[at(*a)].text.clone(), &mut copy[at(*b)].text);
                    let cut = u32::from(*place) % (host.len() + 1);
                    let mut new = host.slice(0, cut);
                    new.push(&RichText::plain(" "));
                    new.push(&words);
                    new.push(&RichText::plain(" "));
                    new.push(&host.slice(cut, host.len()));
                    if clean(&new) {
                        *host = new;
                        copy.remove(at(*a));
                    }
                }
                Hand::Insert(a, words) => {
                    let text = RichText::plain(&words.text(language));
                    copy.insert(at(*a), Paragraph::new(new_id(), Kind::Plain, text));
                }
                Hand::Delete(a) => _ = copy.remove(at(*a)),
                Hand::Words(a, place, words) => {
                    let text = &mut copy[at(*a)].text;
                    let cut = u32::from(*place) % (text.len() + 1);
                    let mut new = text.slice(0, cut);
                    new.push(&RichText::plain(&format!(" {} ", words.text(language))));
                    new.push(&text.slice(cut, text.len()));
                    if clean(&new) {
                        *text = new;
                    }
                }
                _ => {}
            }
        }
        copy
    }

    fn board(&self, salt: u64) -> Board {
        let mut board = Board::new(self.scene.revision(), salt);
        (0..self.hands.len()).for_each(|who| _ = board.contribute(delegation(who), &self.copy(who)));
        board
    }
}

fn clean(text: &RichText) -> bool {
    text.check().is_ok()
}

fn trimmed(text: &RichText) -> RichText {
    let white = text.text.chars().take_while(|c| c.is_whitespace()).count() as u32;
    text.slice(white, text.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever hands do, what they submit is what they made.
    #[test]
    fn all_proposals_give_the_copy(hands in hands(6, 1)) {
        let revision = hands.scene.revision();
        let copy = hands.copy(0);
        let proposals = compare(&revision, &hands.scene.revision_id(), delegation(0), &copy);
        prop_assert_eq!(unnumbered(apply(&revision, &proposals)), unnumbered(copy));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn all_of_one_taken_is_its_copy(hands in hands(6, 3), salt: u64, who in 0usize..3, wholesale: bool) {
        let mut board = hands.board(salt);
        let hunks = board.hunks_of(who);
        prop_assume!(!hunks.is_empty());
        if wholesale {
            board.decide(&hunks, Treatment::Accept);
        } else {
            hunks.iter().for_each(|h| _ = board.decide(&[*h], Treatment::Accept));
        }
        let desk = board.desk();
        holds(&board, &desk)?;
        prop_assert_eq!(text(&desk), unnumbered(hands.copy(who)));
    }

    #[test]
    fn nothing_taken_is_the_revision(hands in hands(5, 3), salt: u64) {
        let mut board = hands.board(salt);
        prop_assert_eq!(board.desk().text_now(), board.revision.paragraphs.clone());
        let all = board.all_hunks();
        prop_assume!(!all.is_empty());
        board.decide(&all, Treatment::Reject);
        let desk = board.desk();
        prop_assert_eq!(desk.text_now(), board.revision.paragraphs.clone());
        prop_assert!(desk.deferred().is_empty());
        prop_assert!(desk.next_revision().rows.iter().all(|r| r.outcome == Outcome::Rejected));
    }

    #[test]
    fn any_mix_of_decisions_loses_and_doubles_nothing(hands in hands(5, 3), steps in steps(10), salt: u64, seed: u64) {
        let mut board = hands.board(salt);
        play(&mut board, &steps);
        let desk = board.desk();
        holds(&board, &desk)?;
        let mut other = board.clone();
        shuffle(&mut other.contributions, seed);
        shuffle(&mut other.decisions, seed.rotate_left(7));
        prop_assert_eq!(other.desk(), desk.clone());
        // Nobody stands twice, and who is not gone stands.
        let ids: Vec<ParagraphId> = desk.text_now().iter().map(|p| p.id).collect();
        let mut once: Vec<ParagraphId> = ids.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), ids.len());
        let standing = desk.paragraphs.iter().filter(|p| p.text.is_some()).count();
        prop_assert_eq!(standing, ids.len());
    }

    #[test]
    fn taking_says_truly_what_falls_and_what_stays(hands in hands(4, 3), salt: u64, which: u16) {
        crate::rules::says_truly(&mut hands.board(salt), which)?;
    }

    #[test]
    fn what_combines_stands_beside_everything(hands in hands(5, 3), salt: u64) {
        let mut board = hands.board(salt);
        let combinable = board.desk().combinable();
        let hunks: Vec<HunkId> = combinable.iter().flat_map(|(_, h)| h.iter().copied()).collect();
        let all = board.desk();
        for h in &hunks {
            let change = &all.hunk(*h).unwrap().1.hunk.change;
            let deletion = matches!(change, Change::Delete { .. });
            prop_assert!(!change.is_whole() && !deletion);
        }
        prop_assume!(!hunks.is_empty());
        prop_assert!(board.desk().falls(&hunks).falls.is_empty());
        board.decide(&hunks, Treatment::Accept);
        holds(&board, &board.desk())?;
        prop_assert!(board.desk().combinable().is_empty());
    }
}

const A: usize = 0;
const C: usize = 2;
const D: usize = 3;
const G: usize = 6;
const H: usize = 7;

fn paper(texts: &[&str]) -> Board {
    let scene = Scene { language: 0, drafts: texts.iter().map(|_| Draft(vec![])).collect(), copies: vec![] };
    let mut revision = scene.revision();
    for (p, t) in revision.paragraphs.iter_mut().zip(texts) {
        p.text = RichText::plain(t);
    }
    Board::new(revision, 4)
}

/// What a delegation submits, made of the revision's paragraphs by hand.
fn submits(board: &mut Board, who: usize, make: impl Fn(&mut Vec<Paragraph>)) -> Vec<(ProposalKind, HunkId)> {
    let mut copy = board.revision.paragraphs.clone();
    make(&mut copy);
    board.contribute(delegation(who), &copy);
    let (_, contribution) = board.contributions.last().unwrap();
    contribution.proposals.iter().flat_map(|p| p.hunks.iter().map(|h| (p.kind, h.id))).collect()
}

fn new(n: u16, text: &str) -> Paragraph {
    Paragraph::new(paragraph_id(n), Kind::Operative, RichText::plain(text))
}

fn words(copy: &mut [Paragraph], at: usize, text: &str) {
    copy[at].text = RichText::plain(text);
}

fn numbered(desk: &Desk) -> Vec<String> {
    let shown = |p: Paragraph| format!("{} {}", p.number.map(|n| n.to_string()).unwrap_or_default(), p.text.text);
    desk.next_revision().paragraphs.into_iter().map(shown).collect()
}

const TWENTY: &str = "The Parties exchange information on threats.";
const TWENTY_ONE: &str = "Each Party names a technical contact for such exchange.";

/// A moves 21 into 20 while C amends 21: C's words stand in 20.
#[test]
fn what_is_amended_follows_into_another_paragraph() {
    let mut board = paper(&["First.", TWENTY, TWENTY_ONE, "Last."]);
    let a = submits(&mut board, A, |copy| {
        copy.remove(2);
        words(copy, 1, &format!("{TWENTY} {TWENTY_ONE}"));
    });
    assert!(matches!(a[..], [(ProposalKind::Join, _)]), "{a:?}");
    let c = submits(&mut board, C, |copy| words(copy, 2, "Each Party names a technical and a legal contact for such exchange."));
    let desk = board.desk();
    assert!(desk.paragraphs.iter().all(|p| p.clusters.is_empty()), "both may be taken");
    assert_eq!(desk.combinable().len(), 1, "the amendment alone");
    board.decide(&[a[0].1], Treatment::Accept);
    assert_eq!(numbered(&board.desk()), ["1 First.", &format!("2 {TWENTY} {TWENTY_ONE}"), "4 Last."]);
    board.decide(&[c[0].1], Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 1).unwrap(), format!("{TWENTY} Each Party names a technical and a legal contact for such exchange."));
    let p = desk.paragraph(paragraph_id(2)).unwrap();
    assert_eq!((p.text.as_ref(), p.into), (None, Some(paragraph_id(1))));
    let row = desk.next_revision().rows.into_iter().find(|r| r.by == delegation(C)).unwrap();
    assert_eq!((row.old_number.as_deref(), row.new_number.as_deref()), (Some("3"), Some("2")));
    assert!(row.new_text.contains("a legal contact"));
    let trace = desk.trace().into_iter().find(|t| t.paragraph == paragraph_id(1)).unwrap();
    let of = |who: usize| trace.parts.iter().any(|p| matches!(&p.source, TraceSource::Hunk { by, .. } if *by == [delegation(who)]));
    assert!(of(A) && of(C));
}

/// The words of one go into the middle of another that is no neighbour.
#[test]
fn words_go_into_a_paragraph_far_away() {
    let mut board = paper(&[TWENTY, "Between.", TWENTY_ONE]);
    let a = submits(&mut board, A, |copy| {
        copy.remove(2);
        words(copy, 0, "The Parties exchange information. Each Party names a technical contact for such exchange. That is on threats.");
    });
    let kinds: Vec<ProposalKind> = a.iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&ProposalKind::Into), "{kinds:?}");
    let all: Vec<HunkId> = a.iter().map(|(_, h)| *h).collect();
    board.decide(&all, Treatment::Accept);
    assert!(reads(&board.desk(), 0).unwrap().starts_with("The Parties exchange information. Each Party names a technical contact"));
    assert_eq!(board.desk().text_now().len(), 2);
}

/// G rewords the second half of a paragraph that H splits: the words stand in the second part. Who cuts elsewhere touches.
#[test]
fn what_is_amended_follows_into_a_part() {
    let text = "The Parties exchange information. Each Party names a contact.";
    let mut board = paper(&["First.", text, "Last."]);
    let h = submits(&mut board, H, |copy| {
        words(copy, 1, "The Parties exchange information.");
        copy.insert(2, new(90, "Each Party names a contact."));
    });
    assert!(matches!(h[..], [(ProposalKind::Split, _)]), "{h:?}");
    let g = submits(&mut board, G, |copy| words(copy, 1, "The Parties exchange information. Each Party names a technical contact."));
    let over = submits(&mut board, C, |copy| words(copy, 1, "The Parties exchange all knowledge and every one names a contact."));
    let desk = board.desk();
    let p = desk.paragraph(paragraph_id(1)).unwrap();
    assert!(p.clusters.iter().any(|c| c.contains(&h[0].1) && c.contains(&over[0].1)), "what runs over the cut touches it");
    assert!(p.clusters.iter().all(|c| !(c.contains(&h[0].1) && c.contains(&g[0].1))) || p.clusters.len() == 1);
    assert!(!desk.falls(&[h[0].1]).falls.contains(&g[0].1));
    board.decide(&[h[0].1], Treatment::Accept);
    board.decide(&[g[0].1], Treatment::Accept);
    let shown = numbered(&board.desk());
    assert_eq!(shown, ["1 First.", "2 The Parties exchange information.", "2 bis Each Party names a technical contact.", "3 Last."]);
    board.decide(&[h[0].1], Treatment::Reopen);
    assert_eq!(reads(&board.desk(), 1).unwrap(), "The Parties exchange information. Each Party names a technical contact.");
}

/// D deletes what E amends, and A wants to move it: taking the deletion says that both fall.
#[test]
fn a_deletion_stands_against_moves_and_amendments() {
    let mut board = paper(&["One is here.", "Two is here.", "Three is here.", "Four is here."]);
    let d = submits(&mut board, D, |copy| _ = copy.remove(2));
    let e = submits(&mut board, 4, |copy| words(copy, 2, "Three stands here."));
    let a = submits(&mut board, A, |copy| {
        let p = copy.remove(2);
        copy.insert(0, p);
    });
    assert!(matches!(a[..], [(ProposalKind::Move, _)]), "{a:?}");
    let behind = submits(&mut board, G, |copy| {
        let p = copy.remove(0);
        copy.insert(2, p);
    });
    let mut falls = board.desk().falls(&[d[0].1]).falls;
    falls.sort();
    let mut wanted = vec![e[0].1, a[0].1, behind[0].1];
    wanted.sort();
    assert_eq!(falls, wanted, "also what was to stand behind it");
    // A move and an amendment both apply.
    board.decide(&[a[0].1], Treatment::Accept);
    board.decide(&[e[0].1], Treatment::Accept);
    assert_eq!(numbered(&board.desk()), ["3 Three stands here.", "1 One is here.", "2 Two is here.", "4 Four is here."]);
    assert!(board.desk().paragraph(paragraph_id(0)).unwrap().hunks.iter().all(|h| matches!(h.state, HunkState::Follows { .. })));
}

/// H inserts 18 bis; 27's reference still points at 18, and follows 18 into another paragraph.
#[test]
fn a_reference_follows_to_where_the_words_are() {
    let mut board = paper(&["Seventeen is about threats.", "Eighteen is about contact points.", "As said in #, States act."]);
    let at = 11;
    board.revision.paragraphs[2].text = RichText {
        text: format!("As said in {OBJECT}, States act."),
        signs: vec![Sign { at, sign: SignKind::Reference(paragraph_id(1)) }],
        ..RichText::default()
    };
    let h = submits(&mut board, H, |copy| copy.insert(2, new(90, "Eighteen bis is about exercises.")));
    board.decide(&[h[0].1], Treatment::Accept);
    let says = |desk: &Desk| {
        let now = desk.text_now();
        let names = qalam_model::number::Names::of(&now);
        now.last().map(|p| names.plain(&p.text)).unwrap()
    };
    assert_eq!(says(&board.desk()), "As said in 2, States act.");
    let renumbered = board.desk().text_renumbered();
    assert_eq!(qalam_model::number::Names::of(&renumbered).plain(&renumbered[3].text), "As said in 2, States act.");
    let a = submits(&mut board, A, |copy| {
        copy.remove(1);
        words(copy, 0, "Seventeen is about threats. Eighteen is about contact points.");
    });
    board.decide(&[a[0].1], Treatment::Accept);
    let desk = board.desk();
    assert_eq!(says(&desk), "As said in 1, States act.");
    assert_eq!(desk.text_now().last().unwrap().text.signs[0].sign, SignKind::Reference(paragraph_id(0)));
}

/// Moves and joins that clash, decided apart: the lower act applies in every paragraph that they share.
#[test]
fn what_is_decided_apart_never_doubles_words() {
    let mut board = paper(&["One is about trade.", "Two is about peace.", "Three is about water."]);
    let a = submits(&mut board, A, |copy| {
        copy.remove(1);
        words(copy, 0, "One is about trade. Two is about peace.");
    });
    let c = submits(&mut board, C, |copy| {
        copy.remove(2);
        words(copy, 1, "Two is about peace. Three is about water.");
    });
    let view = board.desk();
    let x = board.add(view.decision(&[a[0].1], Treatment::Accept, ""));
    let y = board.add(view.decision(&[c[0].1], Treatment::Accept, ""));
    let desk = board.desk();
    let all: String = desk.text_now().iter().map(|p| p.text.text.clone() + "|").collect();
    let wanted = if x < y {
        "One is about trade. Two is about peace.|Three is about water.|"
    } else {
        "One is about trade.|Two is about peace. Three is about water.|"
    };
    assert_eq!(all, wanted);
    assert!(desk.notices.iter().any(|n| matches!(n, Notice::Overtaken { .. })));
}

/// What is held back leaves a contribution that stands by itself.
#[test]
fn what_stands_behind_something_held_back_stands_behind_what_that_stands_behind() {
    let mut board = paper(&["One is about trade.", "Two is about peace."]);
    let mut copy = board.revision.paragraphs.clone();
    copy.insert(1, new(90, "New words."));
    copy.insert(2, new(91, "More new words."));
    copy.swap(0, 3);
    let all = compare(&board.revision, &board.id, delegation(A), &copy);
    let held = |p: &Proposal| p.paragraph == paragraph_id(90);
    let kept = without(&board.id, delegation(A), all.clone(), held);
    assert_eq!(kept.len() + 1, all.len());
    let (paper, revision, by) = (board.revision.paper, board.id, delegation(A));
    let contribution = Contribution { paper, revision, by, entered: false, floor: false, proposals: kept.clone(), replaces: vec![] };
    assert_eq!(check_contribution(&board.revision, &contribution), Ok(()));
    copy.retain(|p| p.id != paragraph_id(90));
    assert_eq!(unnumbered(apply(&board.revision, &kept)), unnumbered(copy));
    board.contributions.push((act(0, 0), contribution));
    board.desk();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whoever moves, splits between words or joins once asks for exactly that and nothing else.
    #[test]
    fn one_hand_is_one_proposal(mut hands in hands(5, 1), which in 0u8..3, a: u8, b: u8) {
        let revision = hands.scene.revision();
        let chars: Vec<char> = revision.paragraphs[a as usize % 5].text.text.chars().collect();
        // Where a word ends; in Chinese everywhere.
        let year = |i: usize| chars[i].is_ascii_digit() && chars[i - 1].is_ascii_digit();
        let between = |i: &usize| chars[*i].is_whitespace() || (hands.scene.language == 2 && !year(*i));
        let places: Vec<usize> = (1..chars.len().saturating_sub(2).min(250)).filter(between).collect();
        prop_assume!(which != 1 || !places.is_empty());
        hands.hands = vec![vec![match which {
            0 => Hand::Move(a, b),
            1 => Hand::Split(a, (places[b as usize % places.len()] - 1) as u8),
            _ => Hand::Join(a),
        }]];
        let copy = hands.copy(0);
        let asked = compare(&revision, &hands.scene.revision_id(), delegation(0), &copy);
        if unnumbered(copy) == unnumbered(revision.paragraphs) {
            prop_assert_eq!(asked.len(), 0);
        } else {
            let kinds: Vec<ProposalKind> = asked.iter().map(|p| p.kind).collect();
            prop_assert_eq!(kinds, [[ProposalKind::Move, ProposalKind::Split, ProposalKind::Join][which as usize]]);
        }
    }
}

/// The names and their order are the format: hunks' ids hash them.
#[test]
fn changes_are_written_as_the_format_says() {
    let (id, text) = (paragraph_id(1), RichText::plain("x"));
    let part = |direction| Part { id, kind: Kind::Plain, level: 0, direction, start: 1, end: 2, head: text.clone(), tail: text.clone() };
    let joined = Joined { end: 3, text: text.clone(), paragraph: id, start: 0 };
    let (before, behind) = (text.clone(), text.clone());
    let of = |change: Change| {
        let mut bytes = Vec::new();
        ciborium::into_writer(&change, &mut bytes).unwrap();
        assert_eq!(ciborium::from_reader::<Change, _>(&bytes[..]).unwrap(), change);
        // Text keys in the order in which they stand, however deep.
        let value: ciborium::Value = ciborium::from_reader(&bytes[..]).unwrap();
        let mut out = Vec::new();
        keys(&value, &mut out);
        out.join(" ")
    };
    assert_eq!(of(Change::Move { paragraph: id, after: None }), "move paragraph after");
    assert_eq!(
        of(Change::Split { paragraph: id, parts: vec![part(None), part(Some(Direction::Rtl))] }),
        "split paragraph parts id kind level start end head text tail text id kind level direction start end head text tail text"
    );
    assert_eq!(of(Change::Join { paragraph: id, parts: vec![joined] }), "join paragraph parts end text text paragraph start");
    assert_eq!(
        of(Change::Into { paragraph: id, start: 0, end: 1, into: id, from: 2, to: 3, before, behind }),
        "into paragraph start end into from to before text behind text"
    );
}

fn keys(value: &ciborium::Value, out: &mut Vec<String>) {
    match value {
        ciborium::Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            out.extend(key.as_text().map(str::to_owned));
            keys(value, out);
        }),
        ciborium::Value::Array(list) => list.iter().for_each(|value| keys(value, out)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// What a delegation moved, split or joined, and was taken, is no wish of its any more on the next text: neither by
    /// what the table of decisions tells nor by the words alone.
    #[test]
    fn what_was_taken_is_recognised_on_the_next_text(hands in hands(6, 2), salt: u64, told: bool) {
        let mut board = hands.board(salt);
        let all = board.hunks_of(0);
        prop_assume!(!all.is_empty());
        board.decide(&all, Treatment::Accept);
        let next = board.desk().text_now();
        let asked: Vec<Change> = board.contributions[0].1.proposals.iter().flat_map(|p| &p.hunks).map(|h| h.change.clone()).collect();
        let known = |change: &Change| (told && asked.contains(change)).then_some(Fate::Taken);
        let carried = carry(&board.revision.paragraphs, &hands.copy(0), &next, &known);
        let left: Vec<&Item> = carried.report.iter().filter(|i| i.fate != Fate::Taken).collect();
        prop_assert!(left.is_empty(), "{left:?}");
        prop_assert_eq!(unnumbered(carried.text), unnumbered(next));
    }
}
