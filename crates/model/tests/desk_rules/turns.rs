//! Who submits anew moves nothing that stands, in whatever order acts happen to hash; and what it then asks for stands
//! where it wants it, once that is taken.

use super::{board::*, rules::*, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::compare, ids::*, number, paper::*, proposal::*, text::RichText};

/// What becomes of a new paragraph when its delegation submits anew.
#[derive(Debug, Clone)]
enum Again {
    Stays,
    Goes,
    Reworded(Draft),
    Elsewhere(u8),
    Behind(Draft),
    InFront(Draft),
}

fn again() -> impl Strategy<Value = Vec<Again>> {
    let words = || prop::collection::vec(any::<u8>(), 1..4).prop_map(Draft);
    let one = prop_oneof![
        4 => Just(Again::Stays),
        1 => Just(Again::Goes),
        1 => words().prop_map(Again::Reworded),
        2 => any::<u8>().prop_map(Again::Elsewhere),
        1 => words().prop_map(Again::Behind),
        2 => words().prop_map(Again::InFront),
    ];
    prop::collection::vec(one, 4)
}

fn is_new(p: &Paragraph) -> bool {
    p.id >= paragraph_id(1000)
}

/// Another copy of the same delegation, in which its new paragraphs went on.
fn resubmitted(scene: &Scene, mut copy: Vec<Paragraph>, how: &[Again], round: u16) -> Vec<Paragraph> {
    let language = &LANGUAGES[scene.language];
    let ids: Vec<ParagraphId> = copy.iter().filter(|p| is_new(p)).map(|p| p.id).collect();
    for (n, (id, how)) in ids.into_iter().zip(how).enumerate() {
        let at = copy.iter().position(|p| p.id == id).unwrap();
        let new = |words: &Draft| {
            Paragraph::new(paragraph_id(2000 + 100 * round + n as u16), Kind::Operative, RichText::plain(&words.text(language)))
        };
        match how {
            Again::Stays => {}
            Again::Goes => _ = copy.remove(at),
            Again::Reworded(words) => copy[at].text = RichText::plain(&words.text(language)),
            Again::Elsewhere(to) => {
                let p = copy.remove(at);
                copy.insert(*to as usize % (copy.len() + 1), p);
            }
            Again::Behind(words) => copy.insert(at + 1, new(words)),
            Again::InFront(words) => copy.insert(at, new(words)),
        }
    }
    copy
}

fn ids_of(list: &[Paragraph]) -> Vec<ParagraphId> {
    list.iter().map(|p| p.id).collect()
}

fn asked(board: &Board, of: &[ActId]) -> Vec<HunkId> {
    let of = board.contributions.iter().filter(|(act, _)| of.contains(act)).flat_map(|(_, c)| &c.proposals);
    of.flat_map(|p| p.hunks.iter().map(|h| h.id)).collect()
}

fn whole(board: &Board) -> bool {
    board.contributions.iter().flat_map(|(_, c)| &c.proposals).any(|p| p.kind.is_whole())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn submitting_anew_moves_nothing_that_stands(
        scene in scene(2, 3), rounds in prop::collection::vec(again(), 1..4), steps in steps(5), salt: u64, seed: u64
    ) {
        let mut board = Board::of(&scene, salt);
        let inserts: Vec<HunkId> = board.contributions.iter().flat_map(|(_, c)| &c.proposals)
            .filter(|p| p.kind == ProposalKind::Insert).flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
        prop_assume!(!inserts.is_empty());
        board.decide(&inserts, Treatment::Accept);
        play(&mut board, &steps);
        let (mut last, mut copy) = (board.contributions[0].0, scene.copy(0));
        let stands = text(&board.desk());
        let numbers = |board: &Board| board.desk().text_now().into_iter().map(|p| p.number).collect::<Vec<_>>();
        let numbered = numbers(&board);
        for (round, how) in rounds.iter().enumerate() {
            copy = resubmitted(&scene, copy, how, round as u16);
            let proposals = compare(&board.revision, &board.id, delegation(0), &copy);
            let former = board.desk();
            last = board.submit(delegation(0), proposals, vec![last]);
            prop_assert_eq!(&text(&board.desk()), &stands);
            prop_assert_eq!(&numbers(&board), &numbered);
            prop_assert_eq!(&board.desk_again(&former), &board.desk());
            holds(&board, &board.desk())?;
        }
        let mut other = board.clone();
        shuffle(&mut other.contributions, seed);
        shuffle(&mut other.decisions, seed.rotate_left(7));
        prop_assert_eq!(other.desk(), board.desk());
    }

    #[test]
    fn what_was_submitted_anew_and_taken_stands_where_it_was_wanted(
        scene in scene(2, 2), rounds in prop::collection::vec(again(), 1..3), salt: u64, decided: u8, both: bool
    ) {
        let mut board = Board::of(&scene, salt);
        let mut last = board.contributions[0].0;
        let first = asked(&board, &[last]);
        if decided > 0 {
            let some: Vec<HunkId> = first.iter().enumerate().filter(|(i, _)| decided >> (i % 8) & 1 == 1).map(|(_, h)| *h).collect();
            if !some.is_empty() {
                board.decide(&some, Treatment::Accept);
            }
        }
        if both {
            let others = asked(&board, &[board.contributions[1].0]);
            if !others.is_empty() {
                board.decide(&others, Treatment::Accept);
            }
        }
        let mut copy = scene.copy(0);
        for (round, how) in rounds.iter().enumerate() {
            copy = resubmitted(&scene, copy, how, round as u16);
            let proposals = compare(&board.revision, &board.id, delegation(0), &copy);
            last = board.submit(delegation(0), proposals, vec![last]);
        }
        // What stands behind the part of a split, and was taken before there was one, stays where it is.
        prop_assume!(!whole(&board) || decided == 0);
        let hunks = asked(&board, &[last]);
        prop_assume!(!hunks.is_empty());
        board.decide(&hunks, Treatment::Accept);
        let now = text(&board.desk());
        holds(&board, &board.desk())?;
        if decided == 0 && !both {
            let mut wanted = copy.clone();
            number::assign(&mut wanted);
            prop_assert_eq!(&now, &unnumbered(wanted));
        }
        let (now, copy) = (ids_of(&now), ids_of(&copy));
        let places: Vec<usize> = copy.iter().filter_map(|id| now.iter().position(|x| x == id)).collect();
        prop_assert!(places.is_sorted(), "{:?} in {:?}", copy, now);
    }
}
