//! Moves onto a new revision: which count, whoever made them and in whatever order they arrive.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, roster::*, state::Moves};
use serde_bytes::ByteBuf;

const A: fn() -> Circle = || Circle::Delegation(delegation("A"));

/// Two confirmed experts of a delegation, and a revision.
fn two_experts() -> (Laptop, Laptop, Laptop, PaperId, RevisionId) {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let mut b = chair.seat("b", "A", Role::Delegate);
    a.receive(&chair);
    a.confirm("b");
    let paper = Side::Chair.paper_id(&chair.group, [7; 8]);
    let text = revision(chair.group, paper, "WP.1/Rev.1", None, "The text.");
    let to = revision_id(&text);
    chair.act(Circle::Group, issue(text));
    meet(&mut [&mut chair, &mut a, &mut b]);
    (chair, a, b, paper, to)
}

fn movement(name: &str, paper: PaperId, copy: RevisionId, after: Option<ActId>, words: &str) -> (Body, Pad) {
    let mut pad = Pad::open(name, paper, Some(copy), words);
    let Body::DraftOps(ops) = pad.type_in(words) else { panic!("no operations") };
    let took = vec![Took { from: Origin::Copy(Some(RevisionId([9; 32]))), version: ByteBuf::from(vec![0]) }];
    let on = ByteBuf::from(vec![0]);
    (Body::DraftMove(DraftMove { paper, copy, after, on, took, nonces: ops.nonces, update: ops.update }), pad)
}

fn moves(laptop: &Laptop, paper: PaperId, copy: RevisionId) -> Moves {
    let side = Side::Delegation(delegation("A"));
    laptop.state.paper(&paper).and_then(|p| p.moves.get(&(side, Some(copy)))).cloned().unwrap_or_default()
}

fn written(laptop: &Laptop, paper: PaperId, copy: RevisionId) -> Vec<ActId> {
    let side = Side::Delegation(delegation("A"));
    laptop.state.draft_updates_of(&paper, (side, Some(copy))).map(|(act, _)| act).collect()
}

#[test]
fn of_moves_made_apart_the_lower_counts_and_what_builds_on_it() {
    let (mut chair, mut a, mut b, paper, to) = two_experts();
    let one = a.act(A(), movement("a", paper, to, None, "ours ").0);
    let other = b.act(A(), movement("b", paper, to, None, "ours too ").0);
    // Each goes on from its own.
    let one_more = a.act(A(), movement("a", paper, to, Some(one), "late ").0);
    let other_more = b.act(A(), movement("b", paper, to, Some(other), "late too ").0);
    let typed = b.act(A(), draft_ops("b", paper, Some(to), "typed"));
    assert_eq!(moves(&a, paper, to).counted, [one, one_more]);
    meet(&mut [&mut chair, &mut a, &mut b]);
    let (first, second) = if one < other { (one, one_more) } else { (other, other_more) };
    for laptop in [&a, &b] {
        let now = moves(laptop, paper, to);
        assert_eq!(now.counted, [first, second]);
        assert_eq!(now.apart.len(), 2);
        let mut counted = vec![first, second, typed];
        let mut all = written(laptop, paper, to);
        counted.sort();
        all.sort();
        assert_eq!(all, counted, "the text of a move that does not count is no part of the draft");
    }
    // In any order the same.
    let acts: Vec<Sent> = a.acts.values().cloned().collect();
    let mut slow = Laptop::of("b", a.group);
    acts.iter().rev().for_each(|s| slow.take(s.clone()));
    assert_eq!(slow.state.digest(), a.state.digest());
    assert_eq!(moves(&slow, paper, to), moves(&a, paper, to));
    let mut quick = Laptop::of("b", a.group);
    acts.iter().for_each(|s| quick.take(s.clone()));
    assert_eq!((moves(&quick, paper, to), written(&quick, paper, to)), (moves(&a, paper, to), written(&a, paper, to)));
}

#[test]
fn a_move_in_anothers_name_or_elsewhere_does_not_count() {
    let (mut chair, mut a, mut b, paper, to) = two_experts();
    let stolen = b.act(A(), movement("a", paper, to, None, "words in the mouth of another").0);
    assert_eq!(b.reason(&stolen), Some(Reason::ForeignText));
    let public = a.act(Circle::Group, movement("a", paper, to, None, "to everybody").0);
    assert_eq!(a.reason(&public), Some(Reason::WrongCircle));
    let mut observer = chair.seat("o", "A", Role::Observer);
    let act = observer.act(A(), movement("o", paper, to, None, "an observer's").0);
    assert!(observer.reason(&act).is_some());
    meet(&mut [&mut chair, &mut a, &mut b]);
    assert!(moves(&a, paper, to).counted.is_empty());
    // One that had nothing to write says only what it took along.
    let (Body::DraftMove(mut empty), _) = movement("a", paper, to, None, "nothing") else { panic!("no move") };
    empty.update = ByteBuf::new();
    let act = a.act(A(), Body::DraftMove(empty));
    assert_eq!((a.reason(&act), moves(&a, paper, to).counted), (None, vec![act]));
    assert!(written(&a, paper, to).is_empty());
}

#[test]
fn what_a_colleague_has_built_on_stays_past_the_cutoff() {
    let (mut chair, mut a, mut b, paper, to) = two_experts();
    chair.receive(&a);
    let cutoff = chair.cutoff("a");
    let (body, mut pad) = movement("a", paper, to, None, "moved ");
    let moved = a.act(A(), body);
    b.receive(&a);
    chair.roster_act(Body::Remove(Remove { member: member("a"), cutoff }));
    let mut alone = chair.copy_for("c");
    alone.receive(&a);
    assert_eq!(alone.reason(&moved), Some(Reason::CutOff));
    assert!(moves(&alone, paper, to).counted.is_empty());
    // b goes on from what a moved.
    let mut other = Pad::open("b", paper, Some(to), "tuesday");
    other.doc.import(&pad.doc.export(loro::ExportMode::all_updates()).unwrap()).unwrap();
    let _ = pad.type_in("unseen");
    let Body::DraftOps(mut ops) = other.type_in("and on ") else { panic!("no operations") };
    let own = other.doc.peer_id();
    let span = loro::IdSpan::new(own, 0, other.doc.oplog_vv().get(&own).copied().unwrap());
    ops.update = ByteBuf::from(other.doc.export(loro::ExportMode::updates_in_range(vec![span])).unwrap());
    let built = b.act(A(), Body::DraftOps(ops));
    meet(&mut [&mut chair, &mut a, &mut b, &mut alone]);
    for laptop in [&b, &alone] {
        assert_eq!((laptop.reason(&moved), laptop.reason(&built)), (None, None));
        assert_eq!(moves(laptop, paper, to).counted, [moved]);
    }
    assert_eq!(alone.state.digest(), b.state.digest());
}

#[test]
fn what_is_dealt_with_is_so_until_somebody_opens_it() {
    let (mut chair, mut a, mut b, paper, to) = two_experts();
    let moved = a.act(A(), movement("a", paper, to, None, "moved ").0);
    b.receive(&a);
    let (p, q) = (ParagraphId([1; 8]), ParagraphId([2; 8]));
    let settle = |laptop: &mut Laptop, paragraphs: &[ParagraphId], settled: bool| {
        let replaces = moves(laptop, paper, to).said(&moved, paragraphs);
        let body = DraftSettle { paper, copy: to, moved, paragraphs: paragraphs.to_vec(), settled, replaces };
        laptop.act(A(), Body::DraftSettle(body))
    };
    let is = |laptop: &Laptop, paragraph: &ParagraphId| moves(laptop, paper, to).is_settled(&moved, paragraph);
    settle(&mut a, &[p, q], true);
    assert!(is(&a, &p) && is(&a, &q));
    settle(&mut a, &[p], false);
    assert!(!is(&a, &p) && is(&a, &q), "only the paragraph that it names");
    // Apart: open wins.
    settle(&mut b, &[p], true);
    assert!(is(&b, &p));
    meet(&mut [&mut chair, &mut a, &mut b]);
    assert!(!is(&a, &p) && !is(&b, &p));
    settle(&mut b, &[p], true);
    a.receive(&b);
    assert!(is(&a, &p));
    assert_eq!(a.state.digest(), b.state.digest());
}
