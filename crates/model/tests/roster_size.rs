//! Large groups and hostile numbers of acts stay quick.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, roster::*};

#[test]
fn sixty_members_are_admitted_one_after_the_other() {
    let mut chair = Laptop::found("chair", "Host");
    for n in 0..60 {
        let (name, of) = (format!("m{n}"), format!("D{}", n / 2));
        chair.roster_act(invite(&name, &of, Role::Delegate));
        chair.roster_act(admit(&name, &of, Role::Delegate));
    }
    let roster = chair.roster();
    assert_eq!(roster.members.len(), 61);
    assert_eq!(roster.circle_members(&Circle::Delegation(delegation("D7"))).len(), 1, "one first seat, one to be compared");
}

#[test]
fn a_removed_member_floods_the_group_in_vain() {
    let mut chair = Laptop::found("chair", "Host");
    let mut two = chair.seat("two", "Host", Role::Chair);
    let head = two.state.heads();
    for n in 0..200 {
        let name = format!("ghost{n}");
        let mut entry = two.entry(Circle::Control, &invite(&name, "Ghosts", Role::Chair));
        entry.head = head.clone();
        two.take(sent(entry));
    }
    chair.remove("two");
    chair.receive(&two);
    assert!(chair.roster().invitations.len() == 1);
    assert!(chair.state.heads().len() > 100, "they are seen, and count for nothing");
    let act = chair.roster_act(invite("a", "A", Role::Delegate));
    assert_eq!(chair.reason(&act), None);
    assert_eq!(chair.state.heads(), vec![act], "a Chair's next act joins them");
    assert_eq!(chair.state.may(&device("two"), &invite("x", "X", Role::Chair)), Err(Reason::NotAMember));
}
