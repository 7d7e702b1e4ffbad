//! Packages hold back whole paragraphs; what is taken wholesale is what was listed, and never more.

use super::{
    board::*,
    rules::{play, steps},
    texts::*,
};
use proptest::prelude::*;
use qalam_model::{act::Package, desk::*, ids::*, paper::*, proposal::*, text::RichText};
use std::collections::BTreeSet;

fn package(board: &Board, n: u64, paragraphs: &[ParagraphId]) -> (ActId, Package) {
    let package = Package {
        paper: board.revision.paper,
        revision: board.id,
        name: format!("{n}"),
        paragraphs: paragraphs.to_vec(),
        replaces: vec![],
    };
    check_package(&package).expect("in order");
    (act(5000 + n, 0), package)
}

fn paper(texts: &[&str]) -> Board {
    let scene = Scene { language: 0, drafts: texts.iter().map(|_| Draft(vec![])).collect(), copies: vec![] };
    let mut revision = scene.revision();
    revision.paragraphs.iter_mut().zip(texts).for_each(|(p, t)| p.text = RichText::plain(t));
    Board::new(revision, 7)
}

/// What somebody makes of it: the paragraphs in the same order.
fn copy_of(board: &Board, texts: &[&str]) -> Vec<Paragraph> {
    let mut out = board.revision.paragraphs.clone();
    out.iter_mut().zip(texts).for_each(|(p, t)| p.text = RichText::plain(t));
    out
}

fn contribute(board: &mut Board, who: usize, texts: &[&str]) -> ActId {
    let copy = copy_of(board, texts);
    board.contribute(delegation(who), &copy)
}

fn with(board: &Board, packages: &[(ActId, Package)]) -> Desk {
    let refs: Vec<(ActId, &Package)> = packages.iter().map(|(a, p)| (*a, p)).collect();
    board.desk().with_packages(&refs)
}

/// The desk from which the next text is issued.
fn issued(board: &Board, desk: &Desk) -> Desk {
    let decisions: Vec<(ActId, &Decision)> = board.decisions.iter().map(|(a, d)| (*a, d)).collect();
    let mut next = board.clone();
    next.decisions = desk.unheld(&decisions);
    next.desk()
}

#[test]
fn nothing_of_a_package_goes_before_all_of_it_is_decided() {
    let mut board = paper(&["One text.", "Two text.", "Three text."]);
    contribute(&mut board, 0, &["One word.", "Two word.", "Three text."]);
    contribute(&mut board, 1, &["One text.", "Two thing.", "Three word."]);
    let held = [package(&board, 1, &[paragraph_id(0), paragraph_id(1)])];
    let hunks = |board: &Board, n: u16| -> Vec<HunkId> {
        board.desk().paragraph(paragraph_id(n)).expect("there").hunks.iter().map(|h| h.hunk.id).collect()
    };
    board.decide(&hunks(&board, 0), Treatment::Accept);
    board.decide(&hunks(&board, 2), Treatment::Accept);
    let desk = with(&board, &held);
    assert_eq!(reads(&desk, 0).as_deref(), Some("One word."), "what was decided shows");
    let state = |desk: &Desk, n: u16| desk.state(desk.paragraph(paragraph_id(n)).expect("there"));
    assert_eq!((state(&desk, 0), state(&desk, 2)), (ParagraphState::WaitsForPackage, ParagraphState::Decided));
    assert_eq!((desk.packages[0].open.clone(), desk.holds()), (vec![paragraph_id(1)], true));
    let next = issued(&board, &desk);
    assert_eq!(reads(&next, 0).as_deref(), Some("One text."), "and does not go out");
    assert_eq!(reads(&next, 2).as_deref(), Some("Three word."), "what is in no package does");
    assert!(next.deferred().contains(&hunks(&board, 0)[0]));
    assert!(next.decision_rows(&next.text_now()).iter().filter(|r| r.paragraph == paragraph_id(0)).all(|r| r.outcome == Outcome::Deferred));
    // Put off is not decided; an own wording that reopens with it is held as well.
    board.decide(&hunks(&board, 1), Treatment::Defer);
    let own = board.desk().own_wording(paragraph_id(0), Some(RichText::plain("Our own.")), "");
    board.add(own);
    assert!(with(&board, &held).holds());
    assert_eq!(reads(&issued(&board, &with(&board, &held)), 0).as_deref(), Some("One text."));
    // Decided as a whole: all of it goes.
    board.decide(&hunks(&board, 1)[..1], Treatment::Accept);
    let rest = hunks(&board, 1)[1..].to_vec();
    board.decide(&rest, Treatment::Reject);
    let desk = with(&board, &held);
    assert!(!desk.holds() && state(&desk, 0) == ParagraphState::Decided);
    assert_eq!(issued(&board, &desk), board.desk());
}

#[test]
fn a_paragraph_of_two_packages_waits_for_both() {
    let mut board = paper(&["One text.", "Two text.", "Three text."]);
    contribute(&mut board, 0, &["One word.", "Two word.", "Three word."]);
    let all = board.all_hunks();
    board.decide(&all[..2], Treatment::Accept);
    let two = [
        package(&board, 1, &[paragraph_id(0), paragraph_id(1)]),
        package(&board, 2, &[paragraph_id(1), paragraph_id(2), paragraph_id(77)]),
    ];
    let desk = with(&board, &two);
    assert!(desk.packages.iter().all(|p| p.waits), "the first one through the second");
    assert_eq!(desk.packages[1].paragraphs.len(), 2, "what is not there counts for nothing");
    assert_eq!(issued(&board, &desk).text_now(), board_without_decisions(&board));
}

fn board_without_decisions(board: &Board) -> Vec<Paragraph> {
    let mut bare = board.clone();
    bare.decisions.clear();
    bare.desk().text_now()
}

#[test]
fn all_of_a_delegation_lists_what_stands_apart() {
    let mut board = paper(&["One text.", "Two text.", "Three text.", "Four text.", "Five text."]);
    let mut mine = copy_of(&board, &["One word.", "Two word.", "Three word.", "Four word.", "Five text."]);
    mine.pop();
    let act = board.contribute(delegation(0), &mine);
    contribute(&mut board, 1, &["One thing.", "Two text.", "Three text.", "Four text.", "Five text."]);
    let (_, made) = board.contributions.iter_mut().find(|(a, _)| *a == act).expect("there");
    made.proposals.iter_mut().find(|p| p.paragraph == paragraph_id(1)).expect("there").discussion_only = true;
    let desk = with(&board, &[package(&board, 1, &[paragraph_id(2), paragraph_id(4)])]);
    let lines: Vec<(ParagraphId, Option<Apart>)> = desk.all_of(delegation(0)).iter().map(|l| (l.paragraph, l.apart)).collect();
    assert_eq!(
        lines,
        [
            (paragraph_id(0), Some(Apart::Touches)),
            (paragraph_id(1), Some(Apart::DiscussionOnly)),
            (paragraph_id(2), Some(Apart::Package)),
            (paragraph_id(3), None),
            (paragraph_id(4), Some(Apart::Package)),
        ]
    );
    let ready: BTreeSet<ParagraphId> =
        desk.combinable().iter().filter_map(|(id, _)| desk.proposal(*id).next().map(|(p, _)| p.id)).collect();
    assert_eq!(ready, BTreeSet::from([paragraph_id(3)]), "neither a package, nor what is contested or for discussion");
}

#[test]
fn editorial_ones_are_uncontested_and_small() {
    let mut board = paper(&["One text", "Two text", "Three text", "Four text"]);
    contribute(&mut board, 0, &["One text.", "Two text.", "Three texts", "Four text"]);
    contribute(&mut board, 1, &["One text", "Two text,", "Three text", "Four text;"]);
    let found: Vec<ParagraphId> = board.desk().editorial().iter().map(|l| l.paragraph).collect();
    assert_eq!(found, [paragraph_id(0), paragraph_id(3)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is decided: a paragraph that waits reads in the next text as in the revision, and every other one as on
    /// the desk; packages without anything open change nothing.
    #[test]
    fn a_package_holds_its_own_and_nothing_else(scene in scene(3, 3), steps in steps(8), salt: u64, members in prop::collection::vec(0u16..12, 1..4)) {
        let mut board = Board::of(&scene, salt);
        play(&mut board, &steps);
        let plain = board.desk();
        let ids: Vec<ParagraphId> = members.iter().map(|m| plain.paragraphs[*m as usize % plain.paragraphs.len()].id).collect();
        let desk = with(&board, &[package(&board, 1, &ids)]);
        let next = issued(&board, &desk);
        let waits = desk.holds();
        // What reaches from a package into other paragraphs waits there too.
        let reached = |id: &ParagraphId| {
            board.contributions.iter().flat_map(|(_, c)| &c.proposals).flat_map(|p| &p.hunks).any(|h| {
                let all: Vec<ParagraphId> = h.change.others().into_iter().chain([h.change.paragraph()]).collect();
                all.contains(id) && all.iter().any(|one| ids.contains(one))
            })
        };
        for p in &next.paragraphs {
            let held = waits && ids.contains(&p.id);
            if held {
                prop_assert_eq!(p.text.as_ref(), p.old.as_ref().map(|o| &o.text));
            } else if !reached(&p.id) && !p.part_of.is_some_and(|of| ids.contains(&of)) && desk.paragraphs.iter().all(|d| d.cell.is_none() && d.kind != Kind::Note) {
                let was = plain.paragraph(p.id).expect("there");
                prop_assert_eq!((&p.text, &p.state), (&was.text, &was.state));
            }
        }
        for (_, hunks) in desk.combinable() {
            prop_assert!(hunks.iter().all(|h| desk.hunk(*h).is_some_and(|(p, _)| !ids.contains(&p.id))));
        }
    }

    /// Taking all lines of one delegation onto the untouched revision gives its copy, and the editorial ones are among
    /// what combines.
    #[test]
    fn all_of_one_is_its_copy(scene in scene(3, 1), salt: u64) {
        let mut board = Board::new(scene.revision(), salt);
        board.contribute(delegation(0), &scene.copy(0));
        let desk = board.desk();
        let lines = desk.all_of(delegation(0));
        let ready: BTreeSet<ProposalId> = desk.combinable().into_iter().map(|(p, _)| p).collect();
        prop_assert!(desk.editorial().iter().all(|l| ready.contains(&l.proposal)));
        let hunks: Vec<HunkId> = lines.iter().flat_map(|l| l.hunks.iter().copied()).collect();
        if !hunks.is_empty() {
            board.decide(&hunks, Treatment::Accept);
        }
        prop_assert_eq!(text(&board.desk()), unnumbered(scene.copy(0)));
        prop_assert!(board.desk().all_of(delegation(0)).is_empty());
    }
}
