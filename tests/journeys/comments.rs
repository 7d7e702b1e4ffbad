//! Comments: said, answered, settled; they stay with their words through later revisions, and say so when these are gone.

use crate::story::{PAPER, decide, edit, exchange, issue, paper, propose, two_experts};
use qalam_app::{
    Code, Event,
    api::{
        Request,
        comment::*,
        desk::{Decide, MergeShow},
        paper::PaperRef,
    },
};
use qalam_tests::{Cast, Party};
use serde_json::Value;
use std::sync::{Arc, Mutex};

fn add(party: &Party, paper: &str, view: &str, paragraph: &str, quote: Option<&str>, text: &str) -> String {
    let add = CommentAdd {
        paper: paper.to_owned(),
        view: Some(view.to_owned()),
        paragraph: paragraph.to_owned(),
        quote: quote.map(str::to_owned),
        text: text.to_owned(),
        ..CommentAdd::default()
    };
    party.ask(Request::CommentAdd(add))["comment"].as_str().expect("an act").to_owned()
}

fn answer(party: &Party, comment: &str, text: &str) {
    party.ask(Request::CommentAnswer(CommentAnswer { comment: comment.to_owned(), text: text.to_owned() }));
}

fn resolve(party: &Party, comment: &str, resolved: bool) {
    party.ask(Request::CommentResolve(CommentResolve { comment: comment.to_owned(), resolved }));
}

fn list(party: &Party, paper: &str, view: &str, revision: Option<&str>) -> Vec<Value> {
    let of = CommentsOf { paper: paper.to_owned(), view: Some(view.to_owned()), revision: revision.map(str::to_owned) };
    party.ask(Request::Comments(of))["comments"].as_array().expect("comments").clone()
}

/// The words on which a comment stands in a view, none if they are gone.
fn words(party: &Party, paper: &str, view: &str, comment: &str) -> Option<String> {
    let found = list(party, paper, view, None).into_iter().find(|c| c["comment"] == comment).expect("the comment");
    if found["deleted"] == true {
        return None;
    }
    let number = found["number"].as_str().expect("a number");
    let (_, text) = party.text(paper, view).into_iter().find(|(n, _)| n == number).expect("its paragraph");
    let (start, end) = (found["start"].as_u64().expect("start") as usize, found["end"].as_u64().expect("end") as usize);
    Some(text.chars().skip(start).take(end - start).collect())
}

/// The Chair takes all that was proposed and issues.
fn take_all(chair: &Party, paper: &str, symbol: &str) {
    let shown = chair.ask(Request::MergeShow(MergeShow { paper: paper.to_owned(), paragraph: None }));
    for row in shown["paragraphs"].as_array().expect("rows") {
        for proposal in row["proposals"].as_array().expect("proposals") {
            decide(chair, paper, proposal["proposal"].as_str().expect("id"), "accept");
        }
    }
    issue(chair, paper, symbol);
}

#[test]
fn a_comment_stays_on_its_words_through_revisions() {
    let cast = Cast::new(71);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    let point = add(&b, &id, "issued", "1", Some("contact point"), "One or several?");
    let often = add(&b, &id, "issued", "2", Some("once a year"), "Can all afford this?");
    let whole = add(&b, &id, "issued", "3", None, "Which list?");
    exchange(&[&b, &chair]);
    let seen = list(&chair, &id, "issued", None);
    assert_eq!(seen.iter().map(|c| c["comment"].as_str().expect("id")).collect::<Vec<_>>(), [&point, &often, &whole]);
    assert!(seen.iter().all(|c| c["unread"] == true && c["readers"] == "group" && c["said"][0]["seat"].is_null()));
    assert_eq!(seen[0]["said"][0]["delegation"], "Delegation B");
    answer(&chair, &point, "One.\nMore are welcome.");
    exchange(&[&b, &chair]);
    let seen = list(&b, &id, "issued", None);
    assert_eq!(seen[0]["said"].as_array().map(Vec::len), Some(2));
    assert_eq!((&seen[0]["said"][1]["delegation_id"], &seen[0]["unread"]), (&"chair".into(), &true.into()));
    let read = CommentsSeen { paper: id.clone(), comments: vec![seen[0]["said"][1]["comment"].as_str().expect("id").to_owned()] };
    b.ask(Request::CommentsSeen(read));
    assert_eq!(list(&b, &id, "issued", None)[0]["unread"], false);

    // Edited around one, and the words of the other are gone.
    let text = PAPER.replace("a national contact point", "without delay a reliable national contact point");
    propose(&cast, &b, &id, &text.replace("once a year", "regularly"));
    chair.sync();
    take_all(&chair, &id, "WG/2026/WP.1/Rev.1");
    exchange(&[&b, &chair]);
    for party in [&b, &chair] {
        assert_eq!(words(party, &id, "issued", &point).as_deref(), Some("contact point"));
        assert_eq!(words(party, &id, "issued", &often), None);
        assert_eq!(words(party, &id, "issued", &whole).as_deref(), Some(""), "the whole paragraph");
        let last = list(party, &id, "issued", None).pop().expect("comments");
        assert_eq!((&last["comment"], &last["quote"]), (&often.as_str().into(), &"once a year".into()), "behind the others");
    }
    // In the text on which it was made it stands as it did; beside a working copy it follows what is typed there.
    let before = list(&b, &id, "issued", Some("WG/2026/WP.1"));
    assert!(before.iter().all(|c| c["deleted"] == false));
    edit(&cast, &b, &id, &text.replace("without delay a reliable national contact point", "a contact point"));
    assert_eq!(words(&b, &id, "draft", &point).as_deref(), Some("contact point"));
    // The words come back with a later revision, and the comment with them.
    propose(&cast, &b, &id, &text.replace("once a year", "at least once a year"));
    chair.sync();
    take_all(&chair, &id, "WG/2026/WP.1/Rev.2");
    exchange(&[&b, &chair]);
    assert_eq!(words(&b, &id, "issued", &often).as_deref(), Some("once a year"));
}

#[test]
fn a_comment_is_settled_and_opened_again() {
    let cast = Cast::new(72);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let observer = cast.join(&chair, "Observers", "one", "observer");
    let id = paper(&cast, &chair);
    exchange(&[&b, &observer]);
    let first = add(&b, &id, "issued", "1", None, "Why?");
    exchange(&[&b, &chair, &observer]);
    let state = |party: &Party| list(party, &id, "issued", None)[0]["resolved"] == true;
    resolve(&chair, &first, true);
    exchange(&[&chair, &b]);
    assert!(state(&b));
    // An answer that the Chair had not seen opens it again; so does somebody's word.
    answer(&b, &first, "Not yet.");
    exchange(&[&chair, &b]);
    assert!(!state(&chair));
    resolve(&chair, &first, true);
    resolve(&chair, &first, false);
    exchange(&[&chair, &b, &observer]);
    assert!(!state(&b) && !state(&observer));
    // Observers read.
    let say = CommentAdd { paper: id.clone(), paragraph: "1".to_owned(), text: "And we?".to_owned(), ..CommentAdd::default() };
    assert_eq!(observer.refused(Request::CommentAdd(say)), Code::NotAllowed);
    assert_eq!(observer.refused(Request::CommentResolve(CommentResolve { comment: first.clone(), resolved: true })), Code::NotAllowed);
    let bad = |text: String| CommentAdd { paper: id.clone(), paragraph: "1".to_owned(), text, ..CommentAdd::default() };
    assert_eq!(b.refused(Request::CommentAdd(bad(" \n".to_owned()))), Code::BadValue);
    assert_eq!(b.refused(Request::CommentAdd(bad("x".repeat(4_001)))), Code::BadValue);
    let story = b.ask(Request::PaperHistory(PaperRef { paper: id.clone() }));
    let told: Vec<&str> = story["acts"].as_array().expect("acts").iter().filter_map(|a| a["what"].as_str()).collect();
    for what in ["commented", "answered", "comment-resolved", "comment-reopened"] {
        assert!(told.contains(&what), "{what} in {told:?}");
    }
}

#[test]
fn a_comment_in_a_draft_follows_its_own_words_among_equal_ones() {
    let cast = Cast::new(74);
    let (_chair, b, expert, id) = two_experts(&cast);
    exchange(&[&b, &expert]);
    let edit = |party: &Party, text: &str| edit(&cast, party, &id, text);
    let text = PAPER.replace("The secretariat shall keep the list.", "The list of points and the list of names stay.");
    edit(&b, &text);
    exchange(&[&b, &expert]);
    let place = CommentAdd {
        paper: id.clone(),
        view: Some("draft".to_owned()),
        paragraph: "3".to_owned(),
        start: Some(27),
        end: Some(31),
        quote: Some("list".to_owned()),
        text: "This one.".to_owned(),
    };
    let second = b.ask(Request::CommentAdd(place))["comment"].as_str().expect("an act").to_owned();
    exchange(&[&b, &expert]);
    let start = |party: &Party| {
        let found = list(party, &id, "draft", None).into_iter().find(|c| c["comment"] == second).expect("the comment");
        (found["deleted"] == false).then(|| found["start"].as_u64().expect("a place"))
    };
    assert_eq!((start(&b), start(&expert)), (Some(27), Some(27)));
    // A quote alone could not tell the two apart.
    edit(&expert, &text.replace("The list of points and", "Every list of all the points and also"));
    exchange(&[&b, &expert]);
    assert_eq!((start(&b), start(&expert)), (Some(42), Some(42)));
    edit(&b, &text.replace("The list of points and the list of names stay.", "The list of points stays."));
    exchange(&[&b, &expert]);
    assert_eq!((start(&b), start(&expert)), (None, None));
}

#[test]
fn what_a_side_says_beside_its_draft_stays_with_it() {
    let cast = Cast::new(73);
    let (chair, b, expert, id) = two_experts(&cast);
    exchange(&[&b, &expert, &chair]);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let into = heard.clone();
    expert.app.subscribe(move |event| into.lock().expect("nobody broke off").push(event));
    let ours = add(&b, &id, "draft", "2", Some("joint exercises"), "Too dear for us.");
    exchange(&[&b, &expert, &chair]);
    assert!(heard.lock().expect("nobody broke off").contains(&Event::CommentsChanged { paper: id.clone() }));
    assert_eq!(list(&chair, &id, "issued", None).len() + list(&chair, &id, "draft", None).len(), 0);
    let seen = list(&expert, &id, "draft", None);
    assert_eq!((&seen[0]["readers"], &seen[0]["said"][0]["seat"]), (&"side".into(), &"head".into()));
    assert!(list(&expert, &id, "issued", None).is_empty());
    answer(&expert, &ours, "And for others.");
    let edit = |party: &Party, text: &str| edit(&cast, party, &id, text);
    let text = PAPER.replace("The Parties shall hold joint exercises", "The Parties may hold some joint exercises");
    edit(&expert, &text);
    exchange(&[&b, &expert]);
    assert_eq!(words(&b, &id, "draft", &ours).as_deref(), Some("joint exercises"));
    edit(&b, &text.replace("some joint exercises", "meetings"));
    exchange(&[&b, &expert]);
    assert_eq!(words(&expert, &id, "draft", &ours), None);
    // The words are put back.
    edit(&b, &text);
    exchange(&[&b, &expert]);
    assert_eq!(words(&expert, &id, "draft", &ours).as_deref(), Some("joint exercises"));
    // The next revision begins a new working copy; what the side said goes along.
    chair.ask(Request::Decide(Decide {
        paper: id.clone(),
        treatment: "own".to_owned(),
        paragraph: Some("2".to_owned()),
        text: Some("Now and then the Parties shall hold joint exercises.".to_owned()),
        ..Decide::default()
    }));
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    exchange(&[&chair, &b, &expert]);
    assert_eq!(words(&expert, &id, "draft", &ours).as_deref(), Some("joint exercises"));
    assert_eq!(list(&expert, &id, "draft", None)[0]["said"].as_array().map(Vec::len), Some(2));
    resolve(&b, &ours, true);
    exchange(&[&b, &expert]);
    assert_eq!(list(&expert, &id, "draft", None)[0]["resolved"], true);
}
