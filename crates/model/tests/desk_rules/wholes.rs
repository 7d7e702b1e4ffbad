//! Moves, splits, joins and moves into another, in whatever mix and language: one proposal each, and the text that was
//! submitted when all are taken.

use super::{board::*, rules::*, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::*, desk::*, ids::*, paper::*, proposal::*, text::*};

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
        let mut board = hands.board(salt);
        let all = board.all_hunks();
        prop_assume!(!all.is_empty());
        let hunk = all[which as usize % all.len()];
        let said = board.desk().falls(&[hunk]);
        board.decide(&[hunk], Treatment::Accept);
        let desk = board.desk();
        for h in desk.paragraphs.iter().flat_map(|p| &p.hunks).filter(|h| h.hunk.id != hunk) {
            let follows = matches!(h.state, HunkState::Follows { .. });
            prop_assert_eq!(follows, said.falls.contains(&h.hunk.id));
            let waits = h.state == HunkState::Undecided { late: false };
            prop_assert!(follows || waits);
        }
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
