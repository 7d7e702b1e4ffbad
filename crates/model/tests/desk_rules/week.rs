//! Cases of a working group's week, read as people read them.

use super::{board::*, texts::*};
use qalam_model::{desk::*, ids::*, paper::*, proposal::*, text::RichText};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;

/// A paper of these paragraphs on a desk.
fn paper(texts: &[&str]) -> Board {
    let scene = Scene { language: 0, drafts: texts.iter().map(|_| Draft(vec![])).collect(), copies: vec![] };
    let mut revision = scene.revision();
    for (p, t) in revision.paragraphs.iter_mut().zip(texts) {
        p.text = RichText::plain(t);
    }
    Board::new(revision, 4)
}

/// The delegation wants paragraph `n` to read like this (`None`: to go).
fn wants(board: &mut Board, who: usize, n: usize, text: Option<&str>) -> Vec<HunkId> {
    let mut copy = board.revision.paragraphs.clone();
    match text {
        Some(text) => copy[n].text = RichText::plain(text),
        None => _ = copy.remove(n),
    }
    board.contribute(delegation(who), &copy);
    board.hunks_of(board.contributions.len() - 1)
}

fn inserts(board: &mut Board, who: usize, behind: usize, id: u16, text: &str) -> Vec<HunkId> {
    let mut copy = board.revision.paragraphs.clone();
    copy.insert(behind, Paragraph::new(paragraph_id(id), Kind::Operative, RichText::plain(text)));
    board.contribute(delegation(who), &copy);
    board.hunks_of(board.contributions.len() - 1)
}

fn state(desk: &Desk, n: u16) -> ParagraphState {
    desk.paragraph(paragraph_id(n)).unwrap().state
}

#[test]
fn overlapping_ranges_make_a_cluster_and_a_readable_bracket() {
    let mut board = paper(&["An open environment for all."]);
    let a = wants(&mut board, A, 0, Some("An peaceful, secure and open environment for all."));
    let b = wants(&mut board, B, 0, Some("An environment for all."));
    let c = wants(&mut board, C, 0, Some("An open environment for everybody."));
    let desk = board.desk();
    let p = &desk.paragraphs[0];
    assert_eq!(p.clusters, [[a[0], b[0]]]);
    assert_eq!(p.state, ParagraphState::Contested);
    assert_eq!(desk.falls(&a), Falls { falls: b.clone(), stays: c.clone() });
    assert_eq!(desk.combinable().len(), 1, "only what touches nothing");

    let mut cluster = a.clone();
    cluster.extend(&b);
    board.decide(&cluster, Treatment::Bracket);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "An [[peaceful, secure and] open] environment for all.");
    let bracket = &desk.paragraphs[0].brackets[0];
    let read: Vec<(&str, &[Contributor])> = bracket.alternatives.iter().map(|a| (a.text.text.as_str(), &a.behind[..])).collect();
    assert_eq!(read.len(), 3);
    assert!(read.contains(&("open ", &[])));
    assert!(read.contains(&("peaceful, secure and open ", &[delegation(A)])));
    assert!(read.contains(&("", &[delegation(B)])));
    assert_eq!(state(&desk, 0), ParagraphState::Touched, "C's still waits");

    board.decide(&c, Treatment::Accept);
    assert_eq!(state(&board.desk(), 0), ParagraphState::Bracketed);
    board.decide(&a, Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "An peaceful, secure and open environment for everybody.");
    assert_eq!(state(&desk, 0), ParagraphState::Decided);
    let rows = desk.next_revision().rows;
    let outcome = |who: usize| rows.iter().find(|r| r.by == delegation(who)).unwrap().outcome;
    assert_eq!([outcome(A), outcome(B), outcome(C)], [Outcome::Accepted, Outcome::Rejected, Outcome::Accepted]);
}

#[test]
fn rival_words_stand_side_by_side_in_every_script() {
    for (old, a, b, bracket) in [
        (
            "States shall act.",
            "States should act.",
            "States may act.",
            ["States [shall] / [should] / [may] act.", "States [shall] / [may] / [should] act."],
        ),
        ("各国应当行动。", "各国必须行动。", "各国可以行动。", ["各国[应当]/[必须]/[可以]行动。", "各国[应当]/[可以]/[必须]行动。"]),
        (
            "يجب على الدول العمل",
            "ينبغي على الدول العمل",
            "يمكن على الدول العمل",
            ["[يجب] / [ينبغي] / [يمكن] على الدول العمل", "[يجب] / [يمكن] / [ينبغي] على الدول العمل"],
        ),
        (
            "Государства должны действовать.",
            "Государства могут действовать.",
            "Государства обязаны действовать.",
            ["Государства [должны] / [могут] / [обязаны] действовать.", "Государства [должны] / [обязаны] / [могут] действовать."],
        ),
    ] {
        let mut board = paper(&[old]);
        let mut hunks = wants(&mut board, A, 0, Some(a));
        hunks.extend(wants(&mut board, B, 0, Some(b)));
        board.decide(&hunks, Treatment::Bracket);
        let text = reads(&board.desk(), 0).unwrap();
        assert!(bracket.contains(&text.as_str()), "{text}");
    }
}

#[test]
fn brackets_decided_one_by_one_become_one() {
    let mut board = paper(&["States shall act."]);
    let a = wants(&mut board, A, 0, Some("States should act."));
    let b = wants(&mut board, B, 0, Some("States may act."));
    board.decide(&a, Treatment::Bracket);
    assert_eq!(reads(&board.desk(), 0).unwrap(), "States [shall] / [should] act.");
    board.decide(&b, Treatment::Bracket);
    let desk = board.desk();
    assert_eq!(desk.paragraphs[0].brackets.len(), 1);
    assert_eq!(desk.paragraphs[0].brackets[0].alternatives.len(), 3);
}

#[test]
fn a_deletion_against_an_amendment() {
    let mut board = paper(&["First.", "Each State shall name a contact.", "Last."]);
    let d = wants(&mut board, A, 1, None);
    let e = wants(&mut board, B, 1, Some("Each State should name a contact."));
    let desk = board.desk();
    assert_eq!(state(&desk, 1), ParagraphState::Contested);
    assert!(desk.combinable().is_empty());
    board.decide(&[d[0], e[0]], Treatment::Bracket);
    let text = reads(&board.desk(), 1).unwrap();
    assert_eq!(text, "[Each State [shall] / [should] name a contact.]");
    board.decide(&d, Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 1), None);
    assert_eq!(desk.text_now().len(), 2);
    let rows = desk.next_revision().rows;
    assert!(rows.iter().any(|r| r.by == delegation(B) && r.wanted.contains("should") && r.outcome == Outcome::Rejected));
}

#[test]
fn a_deletion_against_another_paragraph_altogether() {
    let mut board = paper(&["Each State shall name a contact."]);
    let d = wants(&mut board, A, 0, None);
    let e = wants(&mut board, B, 0, Some("Nobody needs to know whom to call?"));
    board.decide(&[d[0], e[0]], Treatment::Bracket);
    assert_eq!(reads(&board.desk(), 0).unwrap(), "[Each State shall name a contact.] / [Nobody needs to know whom to call?]");
}

#[test]
fn the_other_may_be_taken_after_all() {
    let mut board = paper(&["States shall act."]);
    let a = wants(&mut board, A, 0, Some("States should act."));
    let b = wants(&mut board, B, 0, Some("States may act."));
    board.decide(&a, Treatment::Accept);
    board.decide(&b, Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States may act.");
    assert!(desk.notices.is_empty());
    board.decide(&b, Treatment::Reopen);
    assert_eq!(reads(&board.desk(), 0).unwrap(), "States shall act.");
    assert_eq!(state(&board.desk(), 0), ParagraphState::Contested);
}

#[test]
fn two_who_take_rivals_apart_double_nothing() {
    let mut board = paper(&["States shall act."]);
    let a = wants(&mut board, A, 0, Some("States should act."));
    let b = wants(&mut board, B, 0, Some("States may act."));
    let view = board.desk();
    let x = board.add(view.decision(&a, Treatment::Accept, ""));
    let y = board.add(view.decision(&b, Treatment::Accept, ""));
    let desk = board.desk();
    let wanted = if x < y { "States should act." } else { "States may act." };
    assert_eq!(reads(&desk, 0).unwrap(), wanted);
    let overtaken = desk.paragraphs[0].hunks.iter().filter(|h| matches!(h.state, HunkState::Overtaken { .. })).count();
    assert_eq!(overtaken, 1);
    assert!(desk.notices.iter().any(|n| matches!(n, Notice::Overtaken { decision, by, .. } if *decision == x.max(y) && *by == x.min(y))));
}

#[test]
fn an_own_wording_decides_what_it_names() {
    let mut board = paper(&["States shall act.", "Unchanged."]);
    let a = wants(&mut board, A, 0, Some("States should act."));
    board.decide(&a, Treatment::Accept);
    let own = board.desk().own_wording(paragraph_id(0), Some(RichText::plain("States act.")), "shorter");
    let own = board.add(own);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States act.");
    assert_eq!(desk.paragraphs[0].own, Some(own));
    assert_eq!(state(&desk, 0), ParagraphState::Decided);
    assert_eq!(desk.next_revision().rows[0].outcome, Outcome::OwnWording);
    assert_eq!(desk.next_revision().rows[0].reason, "shorter");

    let b = wants(&mut board, B, 0, Some("States may act."));
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States act.");
    assert_eq!(state(&desk, 0), ParagraphState::NewSinceDecided);
    // Not retaining it leaves the wording; taking it lifts the wording.
    let mut rejected = board.clone();
    rejected.decide(&b, Treatment::Reject);
    assert_eq!(reads(&rejected.desk(), 0).unwrap(), "States act.");
    assert_eq!(state(&rejected.desk(), 0), ParagraphState::Decided);
    board.decide(&b, Treatment::Accept);
    assert_eq!(reads(&board.desk(), 0).unwrap(), "States may act.");
    // A paragraph on which nobody proposed anything can be worded too.
    let own = board.desk().own_wording(paragraph_id(1), None, "");
    board.add(own);
    assert_eq!(reads(&board.desk(), 1), None);
    let back = board.desk().own_wording(paragraph_id(1), Some(RichText::plain("Back.")), "");
    board.add(back);
    assert_eq!(reads(&board.desk(), 1).unwrap(), "Back.");
}

#[test]
fn two_wordings_made_apart_ask_for_one_word() {
    let mut board = paper(&["States shall act."]);
    let view = board.desk();
    let x = board.add(view.own_wording(paragraph_id(0), Some(RichText::plain("One.")), ""));
    let y = board.add(view.own_wording(paragraph_id(0), Some(RichText::plain("Two.")), ""));
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), if x < y { "One." } else { "Two." });
    assert!(matches!(&desk.notices[..], [Notice::TwoWordings { shown, .. }] if *shown == x.min(y)));
}

#[test]
fn new_paragraphs_are_bis_and_ter() {
    let mut board = paper(&["One.", "Two."]);
    let a = inserts(&mut board, A, 1, 50, "Inserted by A.");
    let b = inserts(&mut board, B, 1, 51, "Inserted by B.");
    assert_eq!(board.desk().combinable().len(), 2);
    assert_eq!(board.desk().text_now().len(), 2, "an insert that nobody took is not in the text");
    board.decide(&[a[0], b[0]], Treatment::Accept);
    let numbers: Vec<String> = board.desk().next_revision().paragraphs.iter().map(|p| p.number.unwrap().to_string()).collect();
    assert_eq!(numbers, ["1", "1 bis", "1 ter", "2"]);
    board.decide(&a, Treatment::Bracket);
    assert_eq!(reads(&board.desk(), 50).unwrap(), "[Inserted by A.]");
    let own = board.desk().own_wording(paragraph_id(50), Some(RichText::plain("Reworded.")), "");
    board.add(own);
    assert_eq!(reads(&board.desk(), 50).unwrap(), "Reworded.");
}

#[test]
fn a_resubmission_takes_the_place_of_the_first() {
    let mut board = paper(&["States shall act now.", "More."]);
    wants(&mut board, A, 0, Some("States should act soon."));
    let first = board.contributions[0].0;
    let second = wants(&mut board, A, 0, Some("States should act now."));
    board.contributions[1].1.replaces = vec![first];
    let desk = board.desk();
    assert_eq!(desk.paragraphs[0].proposals.len(), 1);
    assert_eq!(desk.paragraphs[0].hunks.len(), 1);
    // Another delegation cannot replace it.
    let mut foreign = board.clone();
    foreign.contributions[1].1.by = delegation(B);
    assert_eq!(foreign.desk().paragraphs[0].proposals.len(), 2);
    // What was decided on the first holds for the same hunk of the second.
    board.decide(&second, Treatment::Accept);
    board.contributions[1].1.replaces = vec![];
    assert_eq!(reads(&board.desk(), 0).unwrap(), "States should act now.");
}

#[test]
fn what_was_reopened_and_is_asked_no_more_waits_for_nobody() {
    let mut board = paper(&["States shall act.", "More."]);
    let a = wants(&mut board, A, 0, Some("States should act."));
    let b = wants(&mut board, B, 0, Some("States may act."));
    let first = board.contributions[0].0;
    board.decide(&a, Treatment::Accept);
    board.submit(delegation(A), vec![], vec![first]);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States should act.");
    assert!(desk.notices.iter().any(|n| matches!(n, Notice::NoLongerAsked { .. })));
    board.decide(&a, Treatment::Reopen);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States shall act.");
    assert!(desk.hunk(a[0]).is_none());
    assert_eq!(desk.deferred(), b);
    assert_eq!(state(&desk, 0), ParagraphState::Touched);
    assert_eq!(desk.combinable().len(), 1);
    // Who did not mean to reopen it takes that back.
    board.decide(&a, Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "States should act.");
    assert!(desk.notices.iter().all(|n| matches!(n, Notice::NoLongerAsked { .. })));
    board.decide(&b, Treatment::Accept);
    assert_eq!(reads(&board.desk(), 0).unwrap(), "States may act.");
}

#[test]
fn what_is_for_discussion_never_combines() {
    let mut board = paper(&["States shall act."]);
    wants(&mut board, A, 0, Some("States should act."));
    board.contributions[0].1.proposals[0].discussion_only = true;
    assert!(board.desk().combinable().is_empty());
    wants(&mut board, B, 0, Some(""));
    assert!(board.desk().combinable().is_empty());
    assert_eq!(state(&paper(&["x"]).desk(), 0), ParagraphState::Untouched);
}

#[test]
fn a_bracket_is_settled_as_a_whole() {
    let mut board = paper(&["one two three four five"]);
    let a = wants(&mut board, A, 0, Some("one TWO three four five"));
    let b = wants(&mut board, B, 0, Some("one two THREE four five"));
    let c = wants(&mut board, C, 0, Some("one two three FOUR five"));
    board.decide(&[a[0], b[0], c[0]], Treatment::Bracket);
    assert_eq!(board.desk().paragraphs[0].brackets[0].alternatives.len(), 4);
    let mut without = board.clone();
    without.decide(&b, Treatment::Reject);
    assert_eq!(reads(&without.desk(), 0).unwrap(), "one [two] / [TWO] three [four] / [FOUR] five");
    board.decide(&a, Treatment::Accept);
    let desk = board.desk();
    assert_eq!(reads(&desk, 0).unwrap(), "one TWO three four five");
    assert!(matches!(desk.hunk(b[0]).unwrap().1.state, HunkState::Follows { .. }));
    assert_eq!(desk.hunk(c[0]).unwrap().1.state, HunkState::Undecided { late: false });
}
