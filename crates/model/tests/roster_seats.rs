//! Devices, recovery keys, heads of delegations, confirmation, circles.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, roster::*};

/// A laptop that signs with a party's recovery key.
fn words_of(name: &str, from: &Laptop) -> Laptop {
    let mut laptop = from.copy_for(&format!("words of {name}"));
    laptop.device = recovery_key(name);
    laptop
}

/// Seats the head of a delegation.
fn seat_head(chair: &mut Laptop, name: &str, of: &str) -> Laptop {
    let Body::Invite(mut offer) = invite(name, of, Role::Delegate) else { unreachable!() };
    offer.head = true;
    chair.roster_act(Body::Invite(offer));
    let mut seat = seat(name, of, Role::Delegate);
    seat.head = true;
    chair.roster_act(Body::Admit(Admit { invitation: invitation(name), seat }));
    chair.copy_for(name)
}

#[test]
fn the_recovery_key_replaces_the_seats_device_and_nothing_else() {
    let mut chair = Laptop::found("chair", "Host");
    let a = chair.seat("a", "A", Role::Delegate);
    let mut words = words_of("a", &a);
    let admission = words.roster_act(invite("x", "X", Role::Delegate));
    assert_eq!(words.reason(&admission), Some(Reason::NoRight));
    let replacement = words.replace("a", "a", "a2");
    assert_eq!(words.reason(&replacement), None);
    chair.receive(&words);
    assert!(chair.has_device("a", "a2"));
    assert!(!chair.has_device("a", "a"));
    let seat = &chair.roster().members[&member("a")];
    assert!(seat.confirmed(), "what the seat's own key brings is as confirmed as what it replaces");
    assert!(seat.devices[0].revoked);
    let other = chair.roster().owner_of(&device("a")).map(|m| m.member);
    assert_eq!(other, Some(member("a")), "the old device is still known by name");
}

#[test]
fn a_device_does_not_replace_itself_and_no_stranger_replaces_it() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let mut b = chair.seat("b", "B", Role::Delegate);
    let itself = a.replace("a", "a", "a2");
    let stranger = b.replace("a", "a", "a3");
    meet(&mut [&mut chair, &mut a, &mut b]);
    assert_eq!(chair.reason(&itself), Some(Reason::NoRight));
    assert_eq!(chair.reason(&stranger), Some(Reason::NoRight));
    assert!(chair.has_device("a", "a"));
}

#[test]
fn the_head_of_the_delegation_replaces_a_seats_device() {
    let mut chair = Laptop::found("chair", "Host");
    let mut head = seat_head(&mut chair, "head", "A");
    let mut expert = chair.seat("a", "A", Role::Delegate);
    let mut other = seat_head(&mut chair, "other", "B");
    meet(&mut [&mut chair, &mut head, &mut expert, &mut other]);
    let foreign = other.replace("a", "a", "thief");
    assert_eq!(other.reason(&foreign), Some(Reason::NoRight));
    let not_head = expert.replace("head", "head", "thief");
    assert_eq!(expert.reason(&not_head), Some(Reason::NoRight));
    let good = head.replace("a", "a", "a2");
    assert_eq!(head.reason(&good), None);
    chair.receive(&head);
    assert!(chair.has_device("a", "a2"));
    assert!(chair.roster().members[&member("a")].confirmed());
}

#[test]
fn the_head_of_a_delegation_cannot_take_a_seat_of_the_chairs_side() {
    let mut chair = Laptop::found("chair", "A");
    let mut head = seat_head(&mut chair, "head", "A");
    let act = head.replace("chair", "chair", "thief");
    assert_eq!(head.reason(&act), Some(Reason::NoRight));
    // Nor by an old head, from before the seat became one of the Chair's side.
    let expert = chair.seat("a", "A", Role::Delegate);
    head.receive(&chair);
    head.confirm("a");
    chair.receive(&head);
    chair.change_role("a", Role::Chair);
    let stale = head.replace("a", "a", "thief");
    let mut promoted = expert;
    promoted.receive(&chair);
    let by_new_chair = promoted.roster_act(invite("x", "X", Role::Delegate));
    meet(&mut [&mut chair, &mut head, &mut promoted]);
    assert_eq!(head.reason(&stale), None);
    assert_eq!(chair.reason(&by_new_chair), None, "a head's cutoff does not reach a Chair");
    assert!(chair.has_device("a", "a") && !chair.has_device("a", "thief"));
}

#[test]
fn the_seats_own_key_beats_the_head() {
    let mut chair = Laptop::found("chair", "Host");
    let mut head = seat_head(&mut chair, "head", "A");
    let a = chair.seat("a", "A", Role::Delegate);
    head.receive(&chair);
    head.confirm("a");
    chair.receive(&head);
    let mut words = words_of("a", &chair);
    drop(a);
    head.replace("a", "a", "by-head");
    words.replace("a", "a", "by-words");
    meet(&mut [&mut chair, &mut head, &mut words]);
    assert!(chair.has_device("a", "by-words") && !chair.has_device("a", "by-head"));
    assert!(chair.roster().claims.is_empty());
    assert_eq!(chair.state.digest(), head.state.digest());
}

#[test]
fn rival_replacements_wait_with_the_earlier_device_kept_until_a_chair_decides() {
    let mut chair = Laptop::found("chair", "Host");
    let a = chair.seat("a", "A", Role::Delegate);
    let mut here = words_of("a", &a);
    let mut there = words_of("a", &a);
    there.entry(Circle::Control, &invite("shift", "the clock", Role::Observer));
    here.replace("a", "a", "here");
    // The second laptop was set up from the same words, without having heard of the first.
    there.replace("a", "a", "there");
    meet(&mut [&mut chair, &mut here, &mut there]);
    let roster = chair.roster();
    assert_eq!(roster.claims.len(), 1);
    assert_eq!(roster.claims[0].what, Claimed::Seat(member("a")));
    assert!(!chair.has_device("a", "here") && !chair.has_device("a", "there"));
    assert!(roster.circle_devices(&Circle::Group).devices.iter().any(|k| k.device == device("a")), "nobody is locked out");
    assert!(roster.circle_devices(&Circle::Group).recovery.contains(&"age1recoverya".to_owned()));
}

#[test]
fn a_chair_decides_between_rival_replacements() {
    let mut chair = Laptop::found("chair", "Host");
    let mut two = chair.seat("two", "Host", Role::Chair);
    chair.seat("a", "A", Role::Delegate);
    two.receive(&chair);
    let mut words = words_of("a", &two);
    two.replace("a", "a", "a2");
    words.replace("a", "a", "a3");
    meet(&mut [&mut chair, &mut two, &mut words]);
    assert_eq!(chair.roster().claims.len(), 1);
    let by_words_again = words.replace("a", "a", "a4");
    assert_eq!(words.reason(&by_words_again), Some(Reason::SeatWaits));
    chair.replace("a", "a", "a3");
    meet(&mut [&mut chair, &mut two, &mut words]);
    assert!(chair.roster().claims.is_empty());
    assert!(chair.has_device("a", "a3") && !chair.has_device("a", "a") && !chair.has_device("a", "a2"));
    assert_eq!(chair.state.digest(), words.state.digest());
}

#[test]
fn a_stolen_laptop_of_the_founder_is_cut_off_by_the_recovery_words() {
    let mut chair = Laptop::found("chair", "Host");
    chair.seat("two", "Host", Role::Chair);
    let mut words = words_of("chair", &chair);
    words.replace("chair", "chair", "new");
    // The thief removes everybody under the old head.
    let theft = chair.remove("two");
    meet(&mut [&mut chair, &mut words]);
    assert_eq!(words.reason(&theft), Some(Reason::CutOff));
    assert_eq!(words.role("two"), Some(Role::Chair));
    assert!(words.has_device("chair", "new"));
}

#[test]
fn a_ghost_seated_by_the_chair_does_not_reach_the_delegations_circle() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let circle = Circle::Delegation(delegation("A"));
    let in_circle = |l: &Laptop, name: &str| l.roster().device_in(&device(name), &circle);
    assert!(in_circle(&chair, "a"), "a delegation's first seat counts as confirmed");
    let ghost = chair.seat("ghost", "A", Role::Delegate);
    assert!(!in_circle(&chair, "ghost"));
    assert!(chair.roster().device_in(&device("ghost"), &Circle::Group));
    // Neither the ghost itself nor the Chair can change that.
    let mut ghost = ghost;
    let itself = ghost.confirm("ghost");
    let by_chair = chair.confirm("ghost");
    assert_eq!(ghost.reason(&itself), Some(Reason::NoRight));
    assert_eq!(chair.reason(&by_chair), Some(Reason::NoRight));
    chair.change_role("ghost", Role::Secretariat);
    chair.change_role("ghost", Role::Delegate);
    assert!(!in_circle(&chair, "ghost"));
    // Another seat of the delegation can.
    a.receive(&chair);
    a.confirm("ghost");
    assert!(in_circle(&a, "ghost"));
    assert!(!in_circle(&a, "chair"));
}

#[test]
fn a_ghost_with_an_old_head_is_no_first_seat() {
    let mut chair = Laptop::found("chair", "Host");
    let mut two = chair.seat("two", "Host", Role::Chair);
    chair.roster_act(invite("a", "A", Role::Delegate));
    chair.roster_act(invite("ghost", "A", Role::Delegate));
    two.receive(&chair);
    chair.roster_act(admit("a", "A", Role::Delegate));
    two.roster_act(admit("ghost", "A", Role::Delegate));
    meet(&mut [&mut chair, &mut two]);
    let circle = Circle::Delegation(delegation("A"));
    assert!(chair.roster().circle_devices(&circle).devices.is_empty(), "of first seats given apart none counts");
    assert_eq!(chair.role("a"), Some(Role::Delegate));
    chair.remove("ghost");
    assert!(chair.roster().device_in(&device("a"), &circle));
}

#[test]
fn a_device_that_a_chair_gave_a_seat_needs_confirmation() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    chair.seat("b", "A", Role::Delegate);
    a.receive(&chair);
    a.confirm("b");
    chair.receive(&a);
    let circle = Circle::Delegation(delegation("A"));
    assert_eq!(chair.roster().circle_members(&circle).len(), 2);
    chair.replace("b", "b", "b2");
    assert!(chair.has_device("b", "b2"));
    assert!(!chair.roster().device_in(&device("b2"), &circle));
    assert!(chair.roster().device_in(&device("b2"), &Circle::Control));
}

#[test]
fn circles_and_their_recipients() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    chair.seat("a-observer", "A", Role::Observer);
    chair.seat("sec", "Host", Role::Secretariat);
    a.receive(&chair);
    a.confirm("a-observer");
    chair.receive(&a);
    let roster = chair.roster();
    let names = |c: &Circle| roster.circle_members(c).iter().map(|m| m.member).collect::<Vec<_>>();
    let mut all = vec![member("chair"), member("a"), member("a-observer"), member("sec")];
    all.sort();
    assert_eq!(names(&Circle::Group), all);
    assert_eq!(names(&Circle::Control), all);
    let mut side = vec![member("chair"), member("sec")];
    side.sort();
    assert_eq!(names(&Circle::Chair), side);
    assert!(names(&Circle::Delegation(delegation("Host"))).is_empty(), "the Chair's side sits in no delegation's circle");
    let mut delegation_a = vec![member("a"), member("a-observer")];
    delegation_a.sort();
    assert_eq!(names(&Circle::Delegation(delegation("A"))), delegation_a);
    assert_eq!(roster.side_of(&member("sec")), Some(Side::Chair));
    assert_eq!(roster.side_of(&member("a")), Some(Side::Delegation(delegation("A"))));
    assert!(roster.chair_side(&member("sec")) && !roster.chair_side(&member("a")));
    assert_eq!(roster.circles_of(&member("a")).len(), 3);
    let recipients = roster.circle_devices(&Circle::Chair);
    assert_eq!(recipients.devices.len(), 2);
    assert_eq!(recipients.recovery, vec!["age1recoverychair".to_owned(), "age1recoverysec".to_owned()]);
}

#[test]
fn an_epoch_is_exact_only_while_the_circle_stays() {
    let mut chair = Laptop::found("chair", "Host");
    chair.seat("a", "A", Role::Delegate);
    let now = chair.roster().circle_devices(&Circle::Group);
    let grant = Grant {
        circle: Circle::Group,
        recipient: "age1epoch".to_owned(),
        epoch: EpochId([1; 16]),
        number: 1,
        devices: now.devices.iter().map(|k| k.device).collect(),
        recovery: now.recovery.clone(),
    };
    assert!(chair.roster().grant_is_exact(&grant));
    let act = chair.roster_act(Body::GrantAct(GrantAct { grant: grant.clone() }));
    assert_eq!(chair.reason(&act), None);
    assert_eq!(chair.state.grants().len(), 1);
    assert!(!chair.state.heads().contains(&act), "grants are no heads");
    chair.remove("a");
    assert!(!chair.roster().grant_is_exact(&grant));
    let late = chair.roster_act(Body::GrantAct(GrantAct { grant }));
    assert_eq!(chair.reason(&late), Some(Reason::GrantReachesTooFar));
}

#[test]
fn a_grant_comes_from_inside_the_circle() {
    let mut chair = Laptop::found("chair", "Host");
    let mut a = chair.seat("a", "A", Role::Delegate);
    let circle = Circle::Delegation(delegation("A"));
    let to = chair.roster().circle_devices(&circle);
    let grant = |devices: Vec<DeviceId>| {
        let (recipient, recovery) = ("age1epoch".to_owned(), to.recovery.clone());
        Body::GrantAct(GrantAct { grant: Grant { circle, recipient, epoch: EpochId([1; 16]), number: 1, devices, recovery } })
    };
    let by_chair = chair.roster_act(grant(vec![device("a")]));
    assert_eq!(chair.reason(&by_chair), Some(Reason::NoRight));
    let with_ghost = a.roster_act(grant(vec![device("a"), device("chair")]));
    assert_eq!(a.reason(&with_ghost), Some(Reason::GrantReachesTooFar));
    let good = a.roster_act(grant(vec![device("a")]));
    assert_eq!(a.reason(&good), None);
}

#[test]
fn a_revoked_device_reads_and_writes_no_more() {
    let mut chair = Laptop::found("chair", "Host");
    let mut two = chair.seat("two", "Host", Role::Chair);
    let mut a = chair.seat("a", "A", Role::Delegate);
    two.receive(&chair);
    let revoke = |l: &Laptop, name: &str| Body::Revoke(Revoke { device: device(name), cutoff: l.state.cutoff_now(&[device(name)]) });
    let of_senior = two.roster_act(revoke(&two, "chair"));
    assert_eq!(two.reason(&of_senior), Some(Reason::NotSenior));
    let of_nobody = two.roster_act(revoke(&two, "nobody"));
    assert_eq!(two.reason(&of_nobody), Some(Reason::UnknownTarget));
    let good = two.roster_act(revoke(&two, "a"));
    assert_eq!(two.reason(&good), None);
    let late = a.act(Circle::Group, invite("x", "X", Role::Delegate));
    meet(&mut [&mut chair, &mut two, &mut a]);
    assert!(chair.roster().member_of(&device("a")).is_none());
    assert!(!chair.roster().device_in(&device("a"), &Circle::Group));
    assert_eq!(chair.role("a"), Some(Role::Delegate), "the seat stays, and its recovery words");
    assert!(chair.roster().circle_devices(&Circle::Group).recovery.contains(&"age1recoverya".to_owned()));
    assert!(chair.reason(&late).is_some());
    let mut words = words_of("a", &chair);
    let replacement = words.replace("a", "a", "a2");
    assert_eq!(words.reason(&replacement), None);
    assert!(words.has_device("a", "a2"));
}
