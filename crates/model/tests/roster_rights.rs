//! Who may do what to the roster, and how far those count who lost their rights.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, roster::*};

#[test]
fn the_founder_is_the_chair() {
    let chair = Laptop::found("chair", "Host");
    let roster = chair.roster();
    assert_eq!(chair.role("chair"), Some(Role::Chair));
    assert_eq!(roster.name, "Working group");
    assert_eq!(roster.delegation_name(&delegation("Host")), Some("Host"));
    assert_eq!(roster.seniority, vec![member("chair")]);
    assert_eq!(roster.heads.len(), 1);
    assert!(roster.members[&member("chair")].confirmed());
}

#[test]
fn only_a_chair_admits() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let own = a.roster_act(invite("ghost", "A", Role::Chair));
    let by_itself = Laptop::of("stranger", chair.group);
    let mut stranger = by_itself;
    stranger.receive(&chair);
    let foreign = stranger.roster_act(admit("stranger", "B", Role::Delegate));
    assert_eq!(a.reason(&own), Some(Reason::NoRight));
    assert_eq!(stranger.reason(&foreign), Some(Reason::NotAMember));
    meet(&mut [&mut chair, &mut a, &mut stranger]);
    assert_eq!(chair.roster().members.len(), 2);
    assert_eq!(chair.state.digest(), stranger.state.digest());
}

#[test]
fn a_seat_must_be_the_one_that_was_offered() {
    let mut chair = Laptop::found("chair", "Host");
    chair.roster_act(invite("a", "A", Role::Delegate));
    let more = chair.roster_act(admit("a", "A", Role::Chair));
    let elsewhere = chair.roster_act(admit("a", "B", Role::Delegate));
    assert_eq!(chair.reason(&more), Some(Reason::NotTheOffer));
    assert_eq!(chair.reason(&elsewhere), Some(Reason::NotTheOffer));
    let without = chair.roster_act(admit("b", "B", Role::Delegate));
    assert_eq!(chair.reason(&without), Some(Reason::UnknownTarget));
}

#[test]
fn a_key_belongs_to_one_seat() {
    let mut chair = Laptop::found("chair", "Host");
    chair.seat("a", "A", Role::Delegate);
    chair.roster_act(invite("b", "B", Role::Delegate));
    let mut stolen = seat("b", "B", Role::Delegate);
    stolen.device = keys("a");
    let act = chair.roster_act(Body::Admit(Admit { invitation: invitation("b"), seat: stolen }));
    assert_eq!(chair.reason(&act), Some(Reason::KeyTaken));
}

#[test]
fn an_invitation_is_used_once() {
    let mut chair = Laptop::found("chair", "Host");
    chair.seat("a", "A", Role::Delegate);
    let again = Admit { invitation: invitation("a"), seat: seat("b", "A", Role::Delegate) };
    let act = chair.roster_act(Body::Admit(again));
    assert_eq!(chair.reason(&act), Some(Reason::InvitationUsed));
    assert_eq!(chair.roster().invitations[&invitation("a")].used, Some(member("a")));
}

#[test]
fn an_invitation_used_twice_apart_waits_for_a_chair() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.roster_act(invite("x", "X", Role::Delegate));
    two.receive(&one);
    let first = one.roster_act(Body::Admit(Admit { invitation: invitation("x"), seat: seat("x", "X", Role::Delegate) }));
    let second = two.roster_act(Body::Admit(Admit { invitation: invitation("x"), seat: seat("y", "X", Role::Delegate) }));
    assert_eq!(one.role("x"), Some(Role::Delegate));
    meet(&mut [&mut one, &mut two]);
    assert_eq!((one.role("x"), one.role("y")), (None, None));
    assert_eq!(one.roster().invitations[&invitation("x")].used, None);
    let claims = &one.roster().claims;
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].what, Claimed::Invitation(invitation("x")));
    assert_eq!(claims[0].acts.len(), 2);
    assert!(claims[0].acts.contains(&first) && claims[0].acts.contains(&second));
    two.roster_act(Body::Admit(Admit { invitation: invitation("x"), seat: seat("y", "X", Role::Delegate) }));
    meet(&mut [&mut one, &mut two]);
    assert_eq!((one.role("x"), one.role("y")), (None, Some(Role::Delegate)));
    assert!(one.roster().claims.is_empty());
    assert_eq!(one.roster().invitations[&invitation("x")].used, Some(member("y")));
    assert_eq!(one.state.digest(), two.state.digest());
}

#[test]
fn two_who_admit_the_same_newcomer_agree() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.roster_act(invite("x", "X", Role::Delegate));
    two.receive(&one);
    one.roster_act(admit("x", "X", Role::Delegate));
    two.roster_act(admit("x", "X", Role::Delegate));
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.role("x"), Some(Role::Delegate));
    assert!(one.roster().claims.is_empty());
}

#[test]
fn a_junior_chair_takes_nothing_from_a_senior() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    let mut three = one.seat("three", "Host", Role::Chair);
    meet(&mut [&mut one, &mut two, &mut three]);
    let removal = three.remove("two");
    let demotion = two.change_role("one", Role::Observer);
    let takeover = three.replace("one", "one", "thief");
    assert_eq!(three.reason(&removal), Some(Reason::NotSenior));
    assert_eq!(two.reason(&demotion), Some(Reason::NotSenior));
    assert_eq!(three.reason(&takeover), Some(Reason::NotSenior));
    let good = two.remove("three");
    assert_eq!(two.reason(&good), None);
    meet(&mut [&mut one, &mut two, &mut three]);
    assert_eq!(one.role("three"), None);
    assert_eq!(one.role("two"), Some(Role::Chair));
}

#[test]
fn of_two_chairs_who_remove_each_other_the_senior_stays() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.receive(&two);
    let by_senior = one.remove("two");
    let by_junior = two.remove("one");
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.reason(&by_senior), None);
    assert!(one.reason(&by_junior).is_some());
    assert_eq!((one.role("one"), one.role("two")), (Some(Role::Chair), None));
    assert_eq!(one.state.digest(), two.state.digest());
}

#[test]
fn the_last_chair_stays() {
    let mut one = Laptop::found("one", "Host");
    one.seat("a", "A", Role::Delegate);
    let resignation = one.change_role("one", Role::Delegate);
    let removal = one.remove("one");
    assert_eq!(one.reason(&resignation), Some(Reason::LastChair));
    assert_eq!(one.reason(&removal), Some(Reason::LastChair));
    assert_eq!(one.role("one"), Some(Role::Chair));
}

#[test]
fn of_resignations_apart_that_leave_no_chair_the_most_senior_is_void() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.receive(&two);
    let senior = one.change_role("one", Role::Delegate);
    let junior = two.change_role("two", Role::Secretariat);
    assert_eq!(one.role("one"), Some(Role::Delegate));
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.reason(&senior), Some(Reason::LastChair));
    assert_eq!(one.reason(&junior), None);
    assert_eq!((one.role("one"), one.role("two")), (Some(Role::Chair), Some(Role::Secretariat)));
    // Who came back goes on as Chair with a head that has both.
    let good = one.roster_act(invite("b", "B", Role::Delegate));
    assert_eq!(one.reason(&good), None);
}

#[test]
fn a_resignation_of_long_ago_is_not_undone_by_later_ones() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    let mut three = one.seat("three", "Host", Role::Chair);
    let old = one.change_role("one", Role::Delegate);
    meet(&mut [&mut one, &mut two, &mut three]);
    let second = two.change_role("two", Role::Delegate);
    let third = three.change_role("three", Role::Delegate);
    meet(&mut [&mut one, &mut two, &mut three]);
    assert_eq!(one.reason(&old), None);
    assert_eq!(one.reason(&second), Some(Reason::LastChair));
    assert_eq!(one.reason(&third), None);
    assert_eq!(one.roster().chairs().map(|m| m.member).collect::<Vec<_>>(), vec![member("two")]);
}

#[test]
fn a_backdated_roster_act_past_the_cutoff_does_not_count() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    two.roster_act(invite("a", "A", Role::Delegate));
    two.roster_act(admit("a", "A", Role::Delegate));
    one.receive(&two);
    one.remove("two");
    // The removed Chair goes on as if nothing had happened, under the old head.
    two.roster_act(invite("ghost", "B", Role::Chair));
    let ghost_seat = two.roster_act(admit("ghost", "B", Role::Chair));
    let mut ghost = two.copy_for("ghost");
    let by_ghost = ghost.roster_act(invite("more", "C", Role::Chair));
    meet(&mut [&mut one, &mut two, &mut ghost]);
    assert_eq!(one.reason(&ghost_seat), Some(Reason::CutOff));
    assert_eq!(one.reason(&by_ghost), Some(Reason::NotAMember));
    assert_eq!(one.role("ghost"), None);
    // What they did before their cutoff stays.
    assert_eq!(one.role("a"), Some(Role::Delegate));
    assert_eq!(one.state.digest(), ghost.state.digest());
}

#[test]
fn of_cutoffs_made_apart_the_lower_holds_and_a_later_one_raises() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    let mut three = one.seat("three", "Host", Role::Chair);
    meet(&mut [&mut one, &mut two, &mut three]);
    let low = one.state.cutoff_now(&[device("three")]);
    let first = three.roster_act(invite("a", "A", Role::Delegate));
    let second = three.roster_act(admit("a", "A", Role::Delegate));
    two.receive(&three);
    let high = two.state.cutoff_now(&[device("three")]);
    one.roster_act(Body::Remove(Remove { member: member("three"), cutoff: low }));
    two.roster_act(Body::Remove(Remove { member: member("three"), cutoff: high.clone() }));
    meet(&mut [&mut one, &mut two, &mut three]);
    assert_eq!(one.reason(&first), Some(Reason::CutOff));
    assert_eq!(one.reason(&second), Some(Reason::CutOff));
    let raise = one.roster_act(Body::Remove(Remove { member: member("three"), cutoff: high }));
    assert_eq!(one.reason(&raise), None);
    assert_eq!(one.reason(&first), None);
    assert_eq!(one.role("a"), Some(Role::Delegate));
}

#[test]
fn a_demotion_carries_a_cutoff() {
    let mut one = Laptop::found("one", "Host");
    one.seat("two", "Host", Role::Chair);
    let act = one.roster_act(Body::ChangeRole(ChangeRole { member: member("two"), role: Role::Observer, cutoff: None }));
    assert_eq!(one.reason(&act), Some(Reason::NoCutoff));
    assert_eq!(one.role("two"), Some(Role::Chair));
}

#[test]
fn after_a_demotion_acts_count_again_that_have_seen_it() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.receive(&two);
    one.change_role("two", Role::Secretariat);
    let unaware = two.roster_act(invite("x", "X", Role::Delegate));
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.reason(&unaware), Some(Reason::CutOff));
    one.change_role("two", Role::Chair);
    two.receive(&one);
    let aware = two.roster_act(invite("y", "Y", Role::Delegate));
    assert_eq!(two.reason(&aware), None);
    assert_eq!(two.reason(&unaware), Some(Reason::CutOff));
}

#[test]
fn removal_wins_over_anything_on_the_same_target() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.seat("a", "A", Role::Delegate);
    two.receive(&one);
    one.remove("a");
    two.change_role("a", Role::Chair);
    two.replace("a", "a", "a2");
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.role("a"), None);
    assert!(!one.has_device("a", "a2"));
    assert_eq!(one.state.digest(), two.state.digest());
}

#[test]
fn acts_apart_on_different_targets_both_hold() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.seat("a", "A", Role::Delegate);
    one.seat("b", "B", Role::Delegate);
    two.receive(&one);
    one.remove("a");
    two.change_role("b", Role::Observer);
    meet(&mut [&mut one, &mut two]);
    assert_eq!((one.role("a"), one.role("b")), (None, Some(Role::Observer)));
    assert_eq!(one.roster().heads.len(), 2);
}

#[test]
fn of_roles_given_apart_the_one_with_fewer_rights_holds() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    one.seat("a", "A", Role::Delegate);
    two.receive(&one);
    one.change_role("a", Role::Secretariat);
    two.change_role("a", Role::Observer);
    meet(&mut [&mut one, &mut two]);
    assert_eq!(one.role("a"), Some(Role::Observer));
}

#[test]
fn a_head_that_goes_back_puts_the_act_aside() {
    let mut one = Laptop::found("one", "Host");
    let mut two = one.seat("two", "Host", Role::Chair);
    let old = two.state.heads();
    one.seat("a", "A", Role::Delegate);
    two.receive(&one);
    two.roster_act(invite("x", "X", Role::Delegate));
    let mut entry = two.entry(Circle::Control, &invite("y", "Y", Role::Delegate));
    entry.head = old;
    let back = sent(entry);
    two.take(back.clone());
    assert_eq!(two.reason(&back.0), Some(Reason::HeadWentBack));
    // What follows with a head that is in order counts again.
    let good = two.roster_act(invite("z", "Z", Role::Delegate));
    assert_eq!(two.reason(&good), None);
}

#[test]
fn a_newer_roster_act_blocks_sealing_and_is_kept() {
    let mut one = Laptop::found("one", "Host");
    let mut a = one.seat("a", "A", Role::Delegate);
    let mut entry = one.entry(Circle::Control, &invite("x", "X", Role::Delegate));
    entry.kind = "roster.merge-delegations".to_owned();
    let act = sent(entry);
    one.take(act.clone());
    assert!(one.roster().blocked_by_newer());
    assert_eq!(one.state.newer(), vec![act.0]);
    assert_eq!(one.reason(&act.0), None);
    // A stranger's does not.
    let mut stranger = a.copy_for("stranger");
    let mut entry = stranger.entry(Circle::Control, &invite("x", "X", Role::Delegate));
    entry.kind = "roster.merge-delegations".to_owned();
    a.take(sent(entry));
    assert!(!a.roster().blocked_by_newer());
}

#[test]
fn a_view_is_the_roster_of_its_head() {
    let mut one = Laptop::found("one", "Host");
    let before = one.state.heads();
    let genesis_only = one.roster();
    one.seat("a", "A", Role::Delegate);
    let view = one.roster().at(&before).unwrap();
    assert_eq!(*view, *genesis_only);
    assert_eq!(*one.roster().at(&one.state.heads()).unwrap(), *one.roster());
    assert!(one.roster().at(&[ActId([7; 32])]).is_none());
    assert!(one.roster().includes(&one.state.heads(), &before));
    assert!(!one.roster().includes(&before, &one.state.heads()));
}
