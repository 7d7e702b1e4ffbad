//! Draft operations: no word is lost that a colleague has built on, and nobody writes in another's name.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, roster::*};

const A: fn() -> Circle = || Circle::Delegation(delegation("A"));

/// Two confirmed experts of a delegation with a paper of their own.
fn two_experts() -> (Laptop, Laptop, Laptop, PaperId) {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let mut b = chair.seat("b", "A", Role::Delegate);
    a.receive(&chair);
    a.confirm("b");
    let paper = Side::Delegation(delegation("A")).paper_id(&chair.group, [5; 8]);
    a.act(A(), new_paper(paper));
    meet(&mut [&mut chair, &mut a, &mut b]);
    (chair, a, b, paper)
}

fn words(laptop: &Laptop, paper: PaperId) -> String {
    let mut pad = Pad::open("reader", paper, None, "reading");
    for (act, _) in laptop.state.draft_updates(&paper, None) {
        pad.read(laptop.state.act(&act).unwrap().body.unwrap());
    }
    pad.text()
}

#[test]
fn what_a_colleague_has_built_on_stays_past_the_cutoff() {
    let (mut chair, mut a, mut b, paper) = two_experts();
    let mut pad = Pad::open("a", paper, None, "monday");
    let mut other = Pad::open("b", paper, None, "tuesday");
    let (one, two, three) = (pad.type_in("one "), pad.type_in("two "), pad.type_in("three "));
    let lonely = Pad::open("a", paper, None, "wednesday").type_in("alone ");
    let first = a.act(A(), one.clone());
    chair.receive(&a);
    let cutoff = chair.cutoff("a");
    let second = a.act(A(), two.clone());
    let third = a.act(A(), three.clone());
    let fourth = a.act(A(), lonely);
    [&one, &two, &three].into_iter().for_each(|body| other.read(body));
    b.receive(&a);
    let built = b.act(A(), other.type_in("four "));
    chair.roster_act(Body::Remove(Remove { member: member("a"), cutoff }));
    let mut late = b.copy_for("b");
    meet(&mut [&mut chair, &mut a, &mut b]);
    for act in [first, second, third, built] {
        assert_eq!(b.reason(&act), None);
    }
    assert_eq!(b.reason(&fourth), Some(Reason::CutOff));
    assert_eq!(words(&b, paper), "one two three four ");
    // The same whichever comes first.
    late.receive(&chair);
    assert_eq!(late.state.digest(), b.state.digest());
    let mut slow = chair.copy_for("b");
    let acts: Vec<Sent> = b.acts.values().cloned().collect();
    acts.into_iter().rev().for_each(|s| slow.take(s));
    assert_eq!(slow.state.digest(), b.state.digest());
}

#[test]
fn nobody_writes_in_another_devices_name() {
    let (_, mut a, mut b, paper) = two_experts();
    let stolen = Pad::open("a", paper, None, "monday").type_in("words in the mouth of another");
    let act = b.act(A(), stolen);
    assert_eq!(b.reason(&act), Some(Reason::ForeignText));
    let garbage = DraftOps { paper, copy: None, nonces: vec![], update: serde_bytes::ByteBuf::from(vec![1, 2, 3]) };
    let act = a.act(A(), Body::DraftOps(garbage));
    assert_eq!(a.reason(&act), Some(Reason::Unreadable));
    assert_eq!(a.state.draft_updates(&paper, None).count(), 0);
}

#[test]
fn of_clashing_operations_of_a_copied_home_the_lower_act_counts_and_the_other_is_kept() {
    let (mut chair, mut a, _, paper) = two_experts();
    let mut clone = a.copy_for("a");
    clone.entry(Circle::Group, &new_paper(paper));
    let here = a.act(A(), Pad::open("a", paper, None, "monday").type_in("here"));
    let there = clone.act(A(), Pad::open("a", paper, None, "monday").type_in("there"));
    let apart = clone.act(A(), Pad::open("a", paper, None, "another opening").type_in("apart"));
    meet(&mut [&mut chair, &mut a, &mut clone]);
    let state = &a.state;
    let counted: Vec<ActId> = state.draft_updates(&paper, None).map(|(act, _)| act).collect();
    assert_eq!(counted.len(), 2);
    assert!(counted.contains(&here.min(there)) && counted.contains(&apart));
    let clashing: Vec<ActId> = state.paper(&paper).unwrap().clashing.values().flatten().copied().collect();
    assert_eq!(clashing, vec![here.max(there)]);
    assert_eq!(state.digest(), clone.state.digest());
}

#[test]
fn drafts_of_two_sides_on_one_revision_stay_apart() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let paper = Side::Chair.paper_id(&chair.group, [7; 8]);
    let text = revision(chair.group, paper, "WP.1", None, "The text.");
    let first = revision_id(&text);
    chair.act(Circle::Group, issue(text));
    a.receive(&chair);
    let of_a = a.act(A(), draft_ops("a", paper, Some(first), "ours"));
    let of_chair = chair.act(Circle::Chair, draft_ops("chair", paper, Some(first), "the Chair's"));
    // Somebody who changed sides has both.
    meet(&mut [&mut chair, &mut a]);
    let side = Side::Delegation(delegation("A"));
    let acts = |side| a.state.draft_updates_of(&paper, (side, Some(first))).map(|(act, _)| act).collect::<Vec<_>>();
    assert_eq!(acts(side), vec![of_a]);
    assert_eq!(acts(Side::Chair), vec![of_chair]);
}
