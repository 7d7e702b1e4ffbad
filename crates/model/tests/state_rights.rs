//! Whose acts count on papers: drafts, issues, contributions, decisions; cutoffs, forks, newer kinds.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, ids::*, proposal::*, roster::*, state::*};

fn of(name: &str) -> Contributor {
    Contributor::Delegation(delegation(name))
}

#[test]
fn a_paper_is_issued_and_read() {
    let s = scene();
    let paper = s.b.state.paper(&s.paper).unwrap();
    assert_eq!(paper.side, Some(Side::Chair));
    assert_eq!((&*paper.title, &*paper.symbol, &*paper.language), ("Secure exchange", "WP.1", "en"));
    assert_eq!(paper.current().unwrap().revision, s.first);
    let act = paper.current().unwrap().act;
    assert_eq!(s.b.state.issue(&act).unwrap().revision.paragraphs.len(), 2);
    assert!(s.b.state.aside().is_empty());
}

#[test]
fn only_its_side_issues_a_paper() {
    let mut s = scene();
    let text = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "Another text.");
    let foreign = s.a.act(Circle::Group, issue(text.clone()));
    assert_eq!(s.a.reason(&foreign), Some(Reason::NotTheSide));
    let first_again = s.a.act(Circle::Group, issue(revision(s.chair.group, s.paper, "WP.1", None, "Grabbed.")));
    assert_eq!(s.a.reason(&first_again), Some(Reason::NotTheSide));
    let by_secretary = s.sec.act(Circle::Group, issue(text));
    assert_eq!(s.sec.reason(&by_secretary), None);
    assert_eq!(s.sec.state.paper(&s.paper).unwrap().revisions.len(), 2);
    meet(&mut [&mut s.a, &mut s.sec]);
    assert_eq!(s.a.state.paper(&s.paper).unwrap().symbol, "WP.1/Rev.1");
}

#[test]
fn a_delegation_has_papers_of_its_own() {
    let mut s = scene();
    let side = Side::Delegation(delegation("A"));
    let paper = side.paper_id(&s.a.group, [9; 8]);
    let begun = s.a.act(side.circle(), new_paper(paper));
    let ops = s.a.act(side.circle(), draft_ops("a", paper, None, "Ours"));
    assert_eq!((s.a.reason(&begun), s.a.reason(&ops)), (None, None));
    assert_eq!(s.a.state.draft_updates(&paper, None).count(), 1);
    let text = revision(s.a.group, paper, "WP.2", None, "Ours.");
    let (id, issued) = (revision_id(&text), s.a.act(Circle::Group, issue(text)));
    assert_eq!(s.a.reason(&issued), None);
    s.chair.receive(&s.a);
    assert_eq!(s.chair.state.paper(&paper).unwrap().side, Some(side));
    let chairs = s.chair.act(Circle::Chair, decide(paper, id, vec![HunkId([3; 16])]));
    assert_eq!(s.chair.reason(&chairs), Some(Reason::NotTheSide));
    let own = s.a.act(side.circle(), decide(paper, id, vec![HunkId([3; 16])]));
    assert_eq!(s.a.reason(&own), None);
}

#[test]
fn a_text_that_is_not_canonical_is_no_revision() {
    let mut s = scene();
    let mut text = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "The text.");
    text.paragraphs[1].id = text.paragraphs[0].id;
    let act = s.chair.act(Circle::Group, issue(text));
    assert!(matches!(s.chair.reason(&act), Some(Reason::BadRevision(_))));
    let mut other = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "The text.");
    other.group = GroupId([3; 32]);
    let act = s.chair.act(Circle::Group, issue(other));
    assert!(matches!(s.chair.reason(&act), Some(Reason::BadRevision(_))));
}

#[test]
fn an_issue_whose_signature_does_not_hold_is_no_revision() {
    let s = scene();
    let check: SignatureCheck = std::sync::Arc::new(|issue, canonical, _| !canonical.is_empty() && issue.signature != "signature");
    let mut strict = State::new(s.chair.group).checking(check);
    strict.apply_all(s.chair.acts.values().cloned());
    let paper = strict.paper(&s.paper).unwrap();
    assert!(paper.current().is_none());
    assert!(strict.aside().iter().any(|(_, r)| *r == Reason::BadSignature));
}

#[test]
fn contributions_come_from_their_delegation_or_are_marked_as_entered() {
    let mut s = scene();
    let from = |by| contribution(s.paper, s.first, by, "One");
    let own = s.a.act(Circle::Group, contribute(from(of("A"))));
    let foreign = s.a.act(Circle::Group, contribute(from(of("B"))));
    let as_chair = s.a.act(Circle::Group, contribute(from(Contributor::Chair)));
    assert_eq!(s.a.reason(&own), None);
    assert_eq!(s.a.reason(&foreign), Some(Reason::NoRight));
    assert_eq!(s.a.reason(&as_chair), Some(Reason::NoRight));
    let chair = s.sec.act(Circle::Group, contribute(from(Contributor::Chair)));
    let unmarked = s.sec.act(Circle::Group, contribute(from(of("B"))));
    let entered = s.sec.act(Circle::Group, contribute(Contribution { entered: true, ..from(of("B")) }));
    let nobody = s.sec.act(Circle::Group, contribute(Contribution { entered: true, ..from(of("Z")) }));
    assert_eq!(s.sec.reason(&chair), None);
    assert_eq!(s.sec.reason(&unmarked), Some(Reason::NotMarkedEntered));
    assert_eq!(s.sec.reason(&entered), None);
    assert_eq!(s.sec.reason(&nobody), Some(Reason::UnknownTarget));
    s.chair.receive(&s.a);
    s.chair.receive(&s.sec);
    assert_eq!(s.chair.state.paper(&s.paper).unwrap().contributions_to(&s.first).len(), 3);
}

#[test]
fn observers_and_translators_neither_propose_nor_draft() {
    let mut s = scene();
    for (name, role) in [("watch", Role::Observer), ("tongue", Role::Translator)] {
        let mut who = s.chair.seat(name, name, role);
        let act = who.act(Circle::Group, contribute(contribution(s.paper, s.first, of(name), "One")));
        assert_eq!(who.reason(&act), Some(Reason::NoRight));
        let draft = who.act(Circle::Delegation(delegation(name)), draft_ops(name, s.paper, Some(s.first), "x"));
        assert_eq!(who.reason(&draft), Some(Reason::NoRight));
    }
}

#[test]
fn a_contribution_is_replaced_and_withdrawn_by_its_contributor_alone() {
    let mut s = scene();
    let first = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "One")));
    let mut again = contribution(s.paper, s.first, of("A"), "Two");
    again.replaces = vec![first];
    let second = s.a.act(Circle::Group, contribute(again));
    let mut hostile = contribution(s.paper, s.first, of("B"), "Ten");
    hostile.replaces = vec![second];
    s.b.receive(&s.a);
    let third = s.b.act(Circle::Group, contribute(hostile));
    let withdraw = |of| Body::Withdraw(Withdraw { paper: s.paper, contribution: of });
    let foreign = s.b.act(Circle::Group, withdraw(second));
    let status = |l: &Laptop, act: &ActId| l.state.paper(&s.paper).unwrap().contributions[act].status;
    assert_eq!(s.b.reason(&foreign), Some(Reason::NotTheirs));
    assert_eq!(status(&s.b, &first), Status::Replaced(second));
    assert_eq!(status(&s.b, &second), Status::Current);
    assert_eq!(status(&s.b, &third), Status::Current);
    let own = s.a.act(Circle::Group, withdraw(second));
    assert_eq!(status(&s.a, &second), Status::Withdrawn(own));
    assert_eq!(status(&s.a, &first), Status::Replaced(second), "what it had replaced does not come back");
    let paper = s.a.state.paper(&s.paper).unwrap();
    assert!(paper.contributions_to(&s.first).is_empty());
    assert_eq!(paper.former_contributions_to(&s.first).len(), 2);
}

#[test]
fn a_contribution_must_fit_its_text() {
    let mut s = scene();
    let mut wrong = contribution(s.paper, s.first, of("A"), "One");
    let change = qalam_model::proposal::Change::Words {
        paragraph: ParagraphId([1; 8]),
        start: 900,
        end: 903,
        text: qalam_model::text::RichText::plain("far"),
    };
    wrong.proposals[0].hunks = vec![Hunk::new(&s.first, change)];
    wrong.proposals[0].id = Proposal::derive_id(&s.first, of("A"), ProposalKind::Amend, &wrong.proposals[0].hunks);
    let act = s.a.act(Circle::Group, contribute(wrong));
    assert!(matches!(s.a.reason(&act), Some(Reason::BadContribution(_))));
    let paper = s.a.state.paper(&s.paper).unwrap();
    assert_eq!(paper.contributions[&act].status, Status::Unfit);
    assert!(paper.contributions_to(&s.first).is_empty());
}

#[test]
fn only_the_papers_side_decides() {
    let mut s = scene();
    let good = s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([1; 16])]));
    assert_eq!(s.sec.reason(&good), None);
    assert_eq!(s.sec.state.paper(&s.paper).unwrap().decisions_on(&s.first).len(), 1);
    let in_own_circle = s.a.act(Circle::Delegation(delegation("A")), decide(s.paper, s.first, vec![HunkId([3; 16])]));
    let in_chairs_circle = s.a.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([3; 16])]));
    assert_eq!(s.a.reason(&in_own_circle), Some(Reason::NotTheSide));
    assert_eq!(s.a.reason(&in_chairs_circle), Some(Reason::WrongCircle));
    let in_group = s.sec.act(Circle::Group, decide(s.paper, s.first, vec![HunkId([3; 16])]));
    assert_eq!(s.sec.reason(&in_group), Some(Reason::WrongCircle));
}

#[test]
fn a_demoted_secretary_who_goes_on_deciding_on_an_old_past_does_not_count() {
    let mut s = scene();
    let good = s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([1; 16])]));
    s.chair.receive(&s.sec);
    s.chair.change_role("sec", Role::Observer);
    let late = s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([2; 16])]));
    assert_eq!(s.sec.reason(&late), None);
    meet(&mut [&mut s.chair, &mut s.sec]);
    assert_eq!(s.chair.reason(&good), None);
    assert_eq!(s.chair.reason(&late), Some(Reason::CutOff));
    let aware = s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([3; 16])]));
    assert_eq!(s.sec.reason(&aware), Some(Reason::WrongCircle));
    assert_eq!(s.chair.state.paper(&s.paper).unwrap().decisions.len(), 1);
}

#[test]
fn a_removed_member_who_goes_on_writing_does_not_count() {
    let mut s = scene();
    let before = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "One")));
    s.chair.receive(&s.a);
    s.chair.remove("a");
    let backdated = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "Two")));
    meet(&mut [&mut s.chair, &mut s.a, &mut s.b]);
    assert_eq!(s.b.reason(&before), None);
    assert_eq!(s.b.reason(&backdated), Some(Reason::CutOff));
    let aware = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "Six")));
    assert_eq!(s.a.reason(&aware), Some(Reason::NotAMember));
}

#[test]
fn of_two_issues_with_one_predecessor_the_lower_act_is_the_revision() {
    let mut s = scene();
    let one = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "By the Chair.");
    let two = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "By the secretary.");
    let by_chair = s.chair.act(Circle::Group, issue(one.clone()));
    let by_sec = s.sec.act(Circle::Group, issue(two.clone()));
    let (a, b) = (revision_id(&one), revision_id(&two));
    s.a.receive(&s.chair);
    s.b.receive(&s.sec);
    let to_a = s.a.act(Circle::Group, contribute(contribution(s.paper, a, of("A"), "Her")));
    let to_b = s.b.act(Circle::Group, contribute(contribution(s.paper, b, of("B"), "His")));
    assert_eq!(s.b.state.paper(&s.paper).unwrap().contributions[&to_b].pinned, Pinned::Current);
    meet(&mut [&mut s.chair, &mut s.sec, &mut s.a, &mut s.b]);
    let (won, lost, pinned, rival) = if by_chair < by_sec { (a, by_sec, to_a, to_b) } else { (b, by_chair, to_b, to_a) };
    let paper = s.chair.state.paper(&s.paper).unwrap();
    assert_eq!(paper.current().unwrap().revision, won);
    assert_eq!(paper.rivals.len(), 1);
    assert_eq!(paper.contributions[&pinned].pinned, Pinned::Current);
    assert_eq!(paper.contributions[&rival].pinned, Pinned::Rival);
    assert!(s.chair.state.notices().contains(&Notice::RivalIssue { paper: s.paper, rival: lost }));
    assert_eq!(s.chair.state.digest(), s.b.state.digest());
}

#[test]
fn contributions_to_an_earlier_revision_stay_with_it() {
    let mut s = scene();
    let early = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "One")));
    s.chair.receive(&s.a);
    s.chair.act(Circle::Group, issue(revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "Next.")));
    let paper = s.chair.state.paper(&s.paper).unwrap();
    assert_eq!(paper.contributions[&early].pinned, Pinned::Earlier);
    let unknown = contribution(s.paper, RevisionId([8; 32]), of("A"), "One");
    let act = s.a.act(Circle::Group, contribute(unknown));
    assert_eq!(s.a.state.paper(&s.paper).unwrap().contributions[&act].pinned, Pinned::Missing);
}

#[test]
fn a_forked_device_is_frozen_for_decisions_but_loses_no_draft() {
    let mut s = scene();
    let mut clone = s.sec.copy_for("sec");
    clone.entry(Circle::Chair, &new_paper(s.paper));
    let one = s.sec.act(Circle::Chair, draft_ops("sec", s.paper, Some(s.first), "one"));
    let two = clone.act(Circle::Chair, draft_ops("sec", s.paper, Some(s.first), "two"));
    let decision = s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![HunkId([3; 16])]));
    meet(&mut [&mut s.chair, &mut s.sec, &mut clone]);
    let state = &s.chair.state;
    assert_eq!(state.forks().len(), 1);
    assert_eq!(state.forks()[0].acts.len(), 2);
    assert!(state.frozen(&device("sec")) && !state.frozen(&device("chair")));
    assert!(state.notices().iter().any(|n| matches!(n, Notice::Fork(_))));
    assert_eq!((s.chair.reason(&one), s.chair.reason(&two)), (None, None));
    assert_eq!(state.draft_updates(&s.paper, Some(s.first)).count(), 2);
    assert_eq!(s.chair.reason(&decision), Some(Reason::Frozen));
    // The Chair says which history counts.
    let chain = s.sec.state.act(&decision).unwrap();
    let end = ChainEnd { device: device("sec"), circle: chain.circle, number: chain.number, act: decision };
    let replace = Replace { member: member("sec"), old: device("sec"), new: keys("sec2"), cutoff: Cutoff { chains: vec![end] } };
    s.chair.roster_act(Body::Replace(replace));
    assert_eq!((s.chair.reason(&one), s.chair.reason(&decision)), (None, None));
    assert_eq!(s.chair.reason(&two), Some(Reason::CutOff));
    assert_eq!(s.chair.state.draft_updates(&s.paper, Some(s.first)).count(), 1);
}

#[test]
fn a_forked_chairs_roster_acts_wait_for_a_word() {
    let mut s = scene();
    let mut clone = s.chair.copy_for("chair");
    clone.entry(Circle::Control, &new_paper(s.paper));
    let one = s.chair.roster_act(invite("x", "X", Role::Delegate));
    let two = clone.roster_act(invite("y", "Y", Role::Delegate));
    meet(&mut [&mut s.chair, &mut clone, &mut s.a]);
    assert_eq!(s.a.reason(&one), Some(Reason::Frozen));
    assert_eq!(s.a.reason(&two), Some(Reason::Frozen));
    assert!(!s.a.roster().invitations.contains_key(&invitation("x")));
    assert_eq!(s.a.role("b"), Some(Role::Delegate), "what was before the split stays");
    // The recovery words say which history is the Chair's.
    let mut words = s.a.copy_for("words");
    words.device = recovery_key("chair");
    let chain = s.a.state.act(&one).unwrap();
    let end = ChainEnd { device: device("chair"), circle: chain.circle, number: chain.number, act: one };
    let mut cutoff = words.state.cutoff_now(&[device("chair")]);
    cutoff.chains.retain(|c| c.circle != end.circle);
    cutoff.chains.push(end);
    let replace = Replace { member: member("chair"), old: device("chair"), new: keys("chair2"), cutoff };
    words.roster_act(Body::Replace(replace));
    assert_eq!(words.reason(&one), None);
    assert_eq!(words.reason(&two), Some(Reason::CutOff));
    assert!(words.has_device("chair", "chair2"));
    assert_eq!(words.state.paper(&s.paper).unwrap().revisions.len(), 1);
}

#[test]
fn a_kind_of_a_newer_version_is_kept_and_shown() {
    let mut s = scene();
    let mut entry = s.a.entry(Circle::Group, &new_paper(s.paper));
    entry.kind = "comment.reaction".to_owned();
    let act = sent(entry);
    s.a.take(act.clone());
    assert_eq!(s.a.state.newer(), vec![act.0]);
    assert!(s.a.state.notices().contains(&Notice::Newer(act.0)));
    assert_eq!(&**s.a.state.act(&act.0).unwrap().bytes, &*act.1);
    let next = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "One")));
    assert_eq!(s.a.reason(&next), None);
    assert!(!s.a.roster().blocked_by_newer());
}

#[test]
fn an_act_whose_predecessor_is_missing_waits() {
    let mut s = scene();
    let first = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "One")));
    let second = s.a.act(Circle::Group, contribute(contribution(s.paper, s.first, of("A"), "Two")));
    s.b.take(s.a.acts[&second].clone());
    let waiting = s.b.state.waiting();
    assert_eq!(waiting[&device("a")].len(), 1);
    assert_eq!(waiting[&device("a")][0].missing, vec![first]);
    assert!(s.b.state.paper(&s.paper).unwrap().contributions.is_empty());
    s.b.take(s.a.acts[&first].clone());
    assert!(s.b.state.waiting().is_empty());
    assert_eq!(s.b.state.paper(&s.paper).unwrap().contributions.len(), 2);
}

#[test]
fn an_act_that_does_not_continue_its_chain_is_refused() {
    let mut s = scene();
    let body = contribute(contribution(s.paper, s.first, of("A"), "One"));
    s.a.act(Circle::Group, body.clone());
    let mut entry = s.a.entry(Circle::Group, &body);
    entry.number += 1;
    let gap = sent(entry);
    s.a.take(gap.clone());
    let mut entry = s.a.entry(Circle::Group, &body);
    entry.group = GroupId([5; 32]);
    let foreign = sent(entry);
    s.a.take(foreign.clone());
    let mut entry = s.a.entry(Circle::Group, &body);
    entry.head = vec![entry.previous];
    let head = sent(entry);
    s.a.take(head.clone());
    assert_eq!(s.a.reason(&gap.0), Some(Reason::BadChain));
    assert_eq!(s.a.reason(&foreign.0), Some(Reason::OtherGroup));
    assert_eq!(s.a.reason(&head.0), Some(Reason::BadHead));
}

#[test]
fn an_unconfirmed_seat_does_not_write_in_the_delegations_circle() {
    let mut s = scene();
    let mut ghost = s.chair.seat("ghost", "A", Role::Delegate);
    let circle = Circle::Delegation(delegation("A"));
    let draft = ghost.act(circle, draft_ops("ghost", s.paper, Some(s.first), "x"));
    assert_eq!(ghost.reason(&draft), Some(Reason::NotConfirmed));
    s.a.receive(&ghost);
    s.a.confirm("ghost");
    ghost.receive(&s.a);
    let draft = ghost.act(circle, draft_ops("ghost", s.paper, Some(s.first), "x"));
    assert_eq!(ghost.reason(&draft), None);
}

#[test]
fn history_tells_who_proposed_and_who_decided() {
    let mut s = scene();
    let made = contribution(s.paper, s.first, of("A"), "One");
    let hunk = made.proposals[0].hunks[0].id;
    s.a.act(Circle::Group, contribute(made));
    s.sec.receive(&s.a);
    s.sec.act(Circle::Chair, decide(s.paper, s.first, vec![hunk]));
    let history = s.sec.state.history(&s.paper);
    let what: Vec<&str> = history.iter().map(|h| h.what.name()).collect();
    assert_eq!(what.len(), 4);
    for name in ["created", "issued", "proposed", "accepted"] {
        assert!(what.contains(&name), "{what:?}");
    }
    let proposed = history.iter().find(|h| h.what.name() == "proposed").unwrap();
    assert_eq!(proposed.delegation, Some(delegation("A")));
    assert_eq!(proposed.paragraph, Some(ParagraphId([1; 8])));
    let decided = history.iter().find(|h| h.what.name() == "accepted").unwrap();
    assert_eq!((decided.member, decided.paragraph), (Some(member("sec")), Some(ParagraphId([1; 8]))));
}
