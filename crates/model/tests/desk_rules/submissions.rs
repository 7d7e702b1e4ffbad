//! What must hold of whole submissions: part of them held back, sent anew, taken and refused whole, with tables and
//! footnotes; and that the numbers of a paper are the same in every language.

use super::{board::*, rules::*, structures, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::*, desk::*, ids::*, number, paper::*, proposal::*};
use std::collections::BTreeMap;

/// What each hunk was decided as, without the acts behind it and in no order.
fn decided(desk: &Desk) -> BTreeMap<HunkId, Option<DecidedAs>> {
    let as_ = |s: &HunkState| match s {
        HunkState::Decided { treatment, .. } => Some(*treatment),
        _ => None,
    };
    desk.paragraphs.iter().flat_map(|p| &p.hunks).map(|h| (h.hunk.id, as_(&h.state))).collect()
}

/// Every wish of every contribution stands in the table of decisions as it was wanted.
fn nothing_is_lost(board: &Board) -> Result<(), TestCaseError> {
    let rows = board.desk().next_revision().rows;
    for (_, c) in &board.contributions {
        for q in &c.proposals {
            let row = rows.iter().find(|r| r.proposal == q.id && r.by == c.by);
            prop_assert!(row.is_some(), "proposal {} is in no row", q.id);
            let names = number::Names::of(&board.desk().text_now());
            let clean = names.plain(&clean_text_of(&board.revision, q));
            prop_assert_eq!(row.map(|r| r.wanted.clone()), Some(clean));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Taking all that was submitted is the copy without what was held back.
    #[test]
    fn all_of_one_taken_is_its_copy_without_what_was_held_back(scene in scene(4, 2), salt: u64, held: u16) {
        let mut board = Board::new(scene.revision(), salt);
        board.contribute(delegation(1), &scene.copy(1));
        let proposals = compare(&board.revision, &board.id, delegation(0), &scene.copy(0));
        let kept: Vec<Proposal> = proposals.into_iter().enumerate().filter(|(i, _)| held >> (i % 16) & 1 == 0).map(|(_, p)| p).collect();
        // An insert behind one that is held back has no place, and is not submitted without it.
        let there: Vec<ParagraphId> = kept.iter().filter(|p| p.kind == ProposalKind::Insert).map(|p| p.paragraph).collect();
        let rooted = |p: &Proposal| p.hunks.iter().all(|h| match &h.change {
            Change::Insert { after: Some(after), .. } => there.contains(after) || board.revision.find(*after).is_some(),
            _ => true,
        });
        prop_assume!(kept.iter().all(rooted) && !kept.is_empty());
        let wanted = apply(&board.revision, &kept);
        let hunks: Vec<HunkId> = kept.iter().flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
        board.submit(delegation(0), kept, vec![]);
        board.decide(&hunks, Treatment::Accept);
        prop_assert_eq!(text(&board.desk()), unnumbered(wanted));
    }

    /// Who submits anew keeps what was decided on what is still asked, and changes no text by it.
    #[test]
    fn submitting_anew_changes_nothing_decided(scene in scene(3, 3), steps in steps(6), salt: u64) {
        let mut board = Board::new(scene.revision(), salt);
        let first = board.contribute(delegation(0), &scene.copy(0));
        board.contribute(delegation(1), &scene.copy(1));
        play(&mut board, &steps);
        let before = board.desk();
        let again = compare(&board.revision, &board.id, delegation(0), &scene.copy(2));
        board.submit(delegation(0), again, vec![first]);
        let after = board.desk();
        prop_assert_eq!(text(&before), text(&after));
        let states = decided(&after);
        for (hunk, was) in decided(&before) {
            let kept = states.get(&hunk);
            prop_assert!(was.is_none() || kept == Some(&was), "a decision went with its contribution");
        }
        for h in after.paragraphs.iter().flat_map(|p| &p.hunks) {
            let asked = board.hunks_of(2).contains(&h.hunk.id) || board.hunks_of(1).contains(&h.hunk.id);
            prop_assert!(asked || !h.decisions.is_empty(), "what nobody asks any more is gone unless it was decided");
        }
        // The very same again is no change at all.
        let same = board.contributions[2].1.proposals.clone();
        let last = board.contributions[2].0;
        board.submit(delegation(0), same, vec![last]);
        prop_assert_eq!(text(&after), text(&board.desk()));
        prop_assert_eq!(decided(&after), decided(&board.desk()));
    }

    /// The numbers of inserts do not depend on what language the paper is in.
    #[test]
    fn two_inserts_at_one_place_have_the_same_numbers_in_every_language(scene in scene(3, 4), salt: u64) {
        let numbers = |language: usize| {
            let scene = Scene { language, ..scene.clone() };
            let mut board = Board::of(&scene, salt);
            let inserts: Vec<HunkId> = board.contributions.iter().flat_map(|(_, c)| &c.proposals)
                .filter(|p| p.kind == ProposalKind::Insert).flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
            if !inserts.is_empty() {
                board.decide(&inserts, Treatment::Accept);
            }
            let desk = board.desk();
            let of = |list: Vec<Paragraph>| list.into_iter().map(|p| (p.id, p.number)).collect::<Vec<_>>();
            // The same draft may read as an insert in one language, and as the part of a split in another.
            let asked: Vec<(ProposalKind, ParagraphId)> =
                board.contributions.iter().flat_map(|(_, c)| &c.proposals).filter(|p| p.kind != ProposalKind::Amend).map(|p| (p.kind, p.paragraph)).collect();
            (asked, of(desk.text_now()), of(desk.text_renumbered()))
        };
        let first = numbers(0);
        for language in 1..LANGUAGES.len() {
            let other = numbers(language);
            if other.0 == first.0 {
                prop_assert_eq!(&other, &first);
            }
        }
    }

    /// With tables, footnotes, brackets and links: the order of arrival, refusing all, and that nothing is lost.
    #[test]
    fn tables_and_footnotes_keep_the_rules(seed: u64, shuffled: u64) {
        let mut board = structures::board(seed, 3);
        nothing_is_lost(&board)?;
        let all = board.all_hunks();
        prop_assume!(!all.is_empty());
        for n in 0..4 {
            let hunk = all[(seed as usize >> n).wrapping_mul(31) % all.len()];
            let treatment = [Treatment::Accept, Treatment::Bracket, Treatment::Reject, Treatment::Defer][(seed as usize >> (2 * n)) % 4].clone();
            board.decide(&[hunk], treatment);
        }
        nothing_is_lost(&board)?;
        let desk = board.desk();
        let mut other = board.clone();
        shuffle(&mut other.contributions, shuffled);
        shuffle(&mut other.decisions, shuffled.rotate_left(9));
        prop_assert_eq!(&other.desk(), &desk);
        board.decisions.clear();
        board.decide(&all, Treatment::Reject);
        prop_assert_eq!(board.desk().text_now(), board.revision.paragraphs.clone());
    }
}
