//! Comments: who may say and settle what where, and that threads are a function of the set of acts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{act::*, comment::*, ids::*, roster::*};
use serde_bytes::ByteBuf;

const A: fn() -> Circle = || Circle::Delegation(delegation("A"));

impl Scene {
    /// Comments on the word 'text'.
    fn words(&self) -> impl Fn(&str) -> Comment + use<> {
        let (paper, first) = (self.paper, self.first);
        move |text| comment(paper, first, (4, 8), "text", text)
    }
}

fn say(who: &mut Laptop, comment: Comment) -> ActId {
    who.act(Circle::Group, Body::Comment(comment))
}

fn settle(who: &mut Laptop, paper: PaperId, comment: ActId, resolved: bool) -> ActId {
    let state = who.state.paper(&paper).unwrap().clone();
    let thread = state.threads().into_iter().find(|t| t.id == comment);
    let replaces = thread.as_ref().map(|t| t.settled_by.clone()).unwrap_or_default();
    let seen = thread.map(|t| t.comments.iter().map(|(act, _)| *act).filter(|act| *act != comment).collect()).unwrap_or_default();
    who.act(Circle::Group, Body::ResolveComment(ResolveComment { paper, comment, resolved, replaces, seen }))
}

/// Id, number of comments and whether it is settled, of each thread.
fn threads(who: &Laptop, paper: PaperId) -> Vec<(ActId, usize, bool)> {
    who.state.paper(&paper).unwrap().threads().iter().map(|t| (t.id, t.comments.len(), t.resolved)).collect()
}

#[test]
fn everybody_comments_on_an_issued_text_but_observers() {
    let mut s = scene();
    let on = s.words();
    for (name, role, wanted) in
        [("x", Role::Translator, None), ("y", Role::Observer, Some(Reason::NoRight)), ("z", Role::Secretariat, None)]
    {
        let mut who = s.chair.seat(name, name, role);
        let said = say(&mut who, on("Why?"));
        assert_eq!(who.reason(&said), wanted, "{role:?}");
        let settled = settle(&mut who, s.paper, said, true);
        assert_eq!(who.reason(&settled), wanted, "{role:?}");
    }
    let said = say(&mut s.a, on("Why?"));
    assert_eq!(s.a.reason(&said), None);
    assert_eq!(s.a.state.paper(&s.paper).unwrap().comments[&said].by, Side::Delegation(delegation("A")));
    // In another circle, or from nobody.
    let astray = s.a.act(A(), Body::Comment(on("Why?")));
    assert_eq!(s.a.reason(&astray), Some(Reason::WrongCircle));
    let mut nobody = s.a.copy_for("nobody");
    let said = say(&mut nobody, on("Why?"));
    assert_eq!(nobody.reason(&said), Some(Reason::NotAMember));
}

#[test]
fn in_a_draft_those_comment_who_write_in_it() {
    let mut s = scene();
    let on = s.words();
    let own = A();
    let on_copy = || Comment { draft: true, cursors: vec![ByteBuf::from(vec![1; 20]); 2], ..on("Ours?") };
    let said = s.a.act(own, Body::Comment(on_copy()));
    assert_eq!(s.a.reason(&said), None);
    // The draft of a new paper is its own side's.
    let new = Comment { revision: None, ..on_copy() };
    let foreign = s.a.act(own, Body::Comment(new.clone()));
    assert_eq!(s.a.reason(&foreign), Some(Reason::NotTheSide));
    let ours = Side::Delegation(delegation("A")).paper_id(&s.a.group, [9; 8]);
    let said = s.a.act(own, Body::Comment(Comment { paper: ours, ..new }));
    assert_eq!(s.a.reason(&said), None);
    // A seat that nobody has confirmed, a translator of the delegation, and the group's circle.
    let mut second = s.chair.seat("a2", "A", Role::Delegate);
    let unconfirmed = second.act(own, Body::Comment(on_copy()));
    assert_eq!(second.reason(&unconfirmed), Some(Reason::NotConfirmed));
    let mut tongue = s.chair.seat("tongue", "A", Role::Translator);
    let translated = tongue.act(own, Body::Comment(on_copy()));
    assert_eq!(tongue.reason(&translated), Some(Reason::NoRight));
    let shouted = s.a.act(Circle::Group, Body::Comment(on_copy()));
    assert_eq!(s.a.reason(&shouted), Some(Reason::WrongCircle));
}

#[test]
fn a_comment_that_is_not_in_order_is_put_aside() {
    let mut s = scene();
    let on = s.words();
    let why = || on("Why?");
    let long = |n: usize| "x".repeat(n);
    let cases: Vec<(Comment, BadComment)> = vec![
        (on("  \n "), BadComment::Empty),
        (on(&long(4_001)), BadComment::Text),
        (on("a\u{7}b"), BadComment::Text),
        (Comment { start: 9, ..why() }, BadComment::Range),
        (Comment { end: 9, ..why() }, BadComment::Range),
        (Comment { start: 0, end: 0, quote: long(501), ..why() }, BadComment::Range),
        (Comment { cursors: vec![ByteBuf::from(vec![1]); 2], ..why() }, BadComment::Cursors),
        (Comment { revision: None, ..why() }, BadComment::NoRevision),
        (Comment { paragraph: ParagraphId([9; 8]), ..why() }, BadComment::NoParagraph),
        (Comment { quote: "next".to_owned(), ..why() }, BadComment::OtherWords),
        (Comment { start: 40, end: 44, ..why() }, BadComment::OtherWords),
        (Comment { start: 0, end: 0, ..why() }, BadComment::OtherWords),
    ];
    for (comment, why) in cases {
        let act = say(&mut s.a, comment);
        assert_eq!(s.a.reason(&act), Some(Reason::BadComment(why.to_string())), "{why:?}");
    }
    let fine = [
        on(&long(4_000)),
        on("One line,\nand another. \u{200f}أ"),
        Comment { start: 0, end: 0, quote: "The text of".to_owned(), ..why() },
        // The text may come later.
        Comment { revision: Some(RevisionId([5; 32])), ..why() },
    ];
    for comment in fine {
        let act = say(&mut s.a, comment);
        assert_eq!(s.a.reason(&act), None);
    }
    let acts = vec![ActId([3; 32]); 4_097];
    let body = ResolveComment { paper: s.paper, comment: ActId([1; 32]), resolved: true, replaces: acts, seen: Vec::new() };
    let act = s.a.act(Circle::Group, Body::ResolveComment(body));
    assert_eq!(s.a.reason(&act), Some(Reason::BadComment(BadComment::Acts.to_string())));
}

#[test]
fn an_answer_belongs_to_the_first_comment_of_its_place() {
    let mut s = scene();
    let on = s.words();
    let first = say(&mut s.a, on("Why?"));
    let answer = say(&mut s.a, Comment { answers: Some(first), ..on("Because.") });
    assert_eq!(threads(&s.a, s.paper), vec![(first, 2, false)]);
    let deeper = say(&mut s.a, Comment { answers: Some(answer), ..on("And so on.") });
    assert!(matches!(s.a.reason(&deeper), Some(Reason::BadComment(_))));
    let settled = settle(&mut s.a, s.paper, answer, true);
    assert!(matches!(s.a.reason(&settled), Some(Reason::BadComment(_))));
    assert_eq!(threads(&s.a, s.paper), vec![(first, 2, false)]);
}

#[test]
fn nothing_said_among_one_side_reaches_what_everybody_reads() {
    let mut s = scene();
    let on = s.words();
    let first = say(&mut s.a, on("Why?"));
    let ours = s.a.act(A(), Body::Comment(Comment { draft: true, ..on("Among us.") }));
    s.a.act(A(), Body::Comment(Comment { draft: true, answers: Some(first), ..on("Let them.") }));
    say(&mut s.a, Comment { answers: Some(ours), ..on("Said aloud.") });
    let resolve = |comment| ResolveComment { paper: s.paper, comment, resolved: true, replaces: Vec::new(), seen: Vec::new() };
    s.a.act(A(), Body::ResolveComment(resolve(first)));
    s.a.act(Circle::Group, Body::ResolveComment(resolve(ours)));
    assert!(s.a.state.aside().is_empty());
    let public: Vec<Sent> = s.a.acts.values().filter(|sent| sent.2.circle != A().id(&s.a.group)).cloned().collect();
    public.into_iter().for_each(|sent| s.b.take(sent));
    let aloud = |who: &Laptop| threads(who, s.paper).into_iter().take(2).collect::<Vec<_>>();
    assert_eq!(aloud(&s.a), aloud(&s.b));
    assert_eq!(threads(&s.a, s.paper).len(), 4);
    assert!(aloud(&s.b).contains(&(first, 1, false)) && aloud(&s.b).contains(&(ours, 1, false)));
}

#[test]
fn an_answer_whose_first_comment_does_not_count_stands_alone() {
    let mut s = scene();
    let on = s.words();
    let cutoff = s.chair.cutoff("a");
    let first = say(&mut s.a, on("Why?"));
    s.b.receive(&s.a);
    say(&mut s.b, Comment { answers: Some(first), ..on("Because.") });
    s.chair.roster_act(Body::Remove(Remove { member: member("a"), cutoff }));
    meet(&mut [&mut s.chair, &mut s.b]);
    assert_eq!(s.chair.reason(&first), Some(Reason::CutOff));
    assert_eq!(threads(&s.chair, s.paper), vec![(first, 1, false)]);
    assert_eq!(s.chair.state.paper(&s.paper).unwrap().threads()[0].first().comment.quote, "text");
    settle(&mut s.chair, s.paper, first, true);
    assert_eq!(threads(&s.chair, s.paper), vec![(first, 1, true)]);
}

#[test]
fn a_thread_is_settled_and_opened_again() {
    let mut s = scene();
    let on = s.words();
    let first = say(&mut s.a, on("Why?"));
    meet(&mut [&mut s.a, &mut s.b]);
    settle(&mut s.b, s.paper, first, true);
    meet(&mut [&mut s.a, &mut s.b]);
    assert_eq!(threads(&s.a, s.paper), vec![(first, 1, true)]);
    settle(&mut s.a, s.paper, first, false);
    assert_eq!(threads(&s.a, s.paper), vec![(first, 1, false)]);
    settle(&mut s.a, s.paper, first, true);
    meet(&mut [&mut s.a, &mut s.b]);
    assert_eq!(threads(&s.b, s.paper), vec![(first, 1, true)]);
    // Made apart: opening wins.
    settle(&mut s.a, s.paper, first, false);
    settle(&mut s.b, s.paper, first, true);
    meet(&mut [&mut s.a, &mut s.b]);
    assert_eq!(threads(&s.a, s.paper), vec![(first, 1, false)]);
    // One word that has seen both settles it.
    settle(&mut s.b, s.paper, first, true);
    meet(&mut [&mut s.a, &mut s.b]);
    assert_eq!(threads(&s.a, s.paper), vec![(first, 1, true)]);
}

#[test]
fn an_answer_that_nobody_had_seen_opens_the_thread_again() {
    let mut s = scene();
    let on = s.words();
    let first = say(&mut s.a, on("Why?"));
    meet(&mut [&mut s.a, &mut s.b, &mut s.chair]);
    settle(&mut s.a, s.paper, first, true);
    say(&mut s.b, Comment { answers: Some(first), ..on("Wait.") });
    meet(&mut [&mut s.a, &mut s.b, &mut s.chair]);
    assert_eq!(threads(&s.a, s.paper), vec![(first, 2, false)]);
    settle(&mut s.chair, s.paper, first, true);
    assert_eq!(threads(&s.chair, s.paper), vec![(first, 2, true)]);
}

/// All orders of the acts that are not the roster's.
fn orders(acts: &[Sent]) -> Vec<Vec<Sent>> {
    if acts.is_empty() {
        return vec![Vec::new()];
    }
    let mut out = Vec::new();
    for at in 0..acts.len() {
        let mut rest = acts.to_vec();
        let one = rest.remove(at);
        out.extend(orders(&rest).into_iter().map(|mut tail| {
            tail.insert(0, one.clone());
            tail
        }));
    }
    out
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let mut s = scene();
    let on = s.words();
    let bare = s.chair.acts.keys().copied().collect::<Vec<_>>();
    let text = revision(s.chair.group, s.paper, "WP.1/Rev.1", Some(s.first), "Quite another one.");
    let second = revision_id(&text);
    let first = say(&mut s.a, on("Why?"));
    meet(&mut [&mut s.a, &mut s.b]);
    settle(&mut s.a, s.paper, first, true);
    settle(&mut s.b, s.paper, first, false);
    say(&mut s.b, Comment { answers: Some(first), ..on("Wait.") });
    // On a text that comes only now, and does not say so.
    s.chair.act(Circle::Group, issue(text));
    let lie = say(&mut s.b, Comment { revision: Some(second), ..on("Here?") });
    meet(&mut [&mut s.a, &mut s.b, &mut s.chair]);
    let wanted = (s.chair.state.digest(), threads(&s.chair, s.paper));
    assert!(matches!(s.chair.reason(&lie), Some(Reason::BadComment(_))));
    assert_eq!(wanted.1, vec![(first, 2, false)]);
    let (before, new): (Vec<Sent>, Vec<Sent>) = s.chair.acts.values().cloned().partition(|sent| bare.contains(&sent.0));
    assert_eq!(new.len(), 6);
    for order in orders(&new) {
        let mut late = Laptop::of("late", s.chair.group);
        before.iter().cloned().chain(order).for_each(|sent| late.take(sent));
        assert_eq!((late.state.digest(), threads(&late, s.paper)), wanted);
    }
}

#[test]
fn comments_stand_in_the_papers_story() {
    let mut s = scene();
    let on = s.words();
    let first = say(&mut s.a, on("Why?"));
    say(&mut s.a, Comment { answers: Some(first), ..on("Because.") });
    settle(&mut s.a, s.paper, first, true);
    settle(&mut s.a, s.paper, first, false);
    let story = s.a.state.history(&s.paper);
    let told: Vec<_> =
        story.iter().map(|i| (i.what.name(), i.delegation)).filter(|(what, _)| !["created", "issued"].contains(what)).collect();
    let by_a = |what| (what, Some(delegation("A")));
    assert_eq!(told, [by_a("commented"), by_a("answered"), by_a("comment-resolved"), by_a("comment-reopened")]);
    assert_eq!(story.iter().filter(|i| i.paragraph.is_some()).count(), told.len());
}
