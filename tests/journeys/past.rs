//! A draft's past: who wrote what and when, how it read, and an earlier wording taken back.

use crate::story::{PAPER, edit, two_experts};
use qalam_app::{
    Code,
    api::{Nothing, Request, history::*},
};
use qalam_tests::{Cast, PASSPHRASE, Party};
use serde_json::Value;
use std::time::Duration;

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// The whole timeline, asked for until it is read.
fn timeline(party: &Party, paper: &str) -> Value {
    loop {
        let told = party.ask(Request::DraftTimeline(DraftRef { paper: paper.to_owned(), copy: None }));
        if told["done"] == told["total"] {
            return told;
        }
    }
}

fn at(party: &Party, paper: &str, point: Option<&str>, authors: bool) -> Value {
    let args = DraftAt { paper: paper.to_owned(), point: point.map(str::to_owned), authors, ..DraftAt::default() };
    party.ask(Request::DraftAt(args))
}

/// What the text read like then.
fn words_of(shown: &Value) -> Vec<String> {
    list(&shown["paragraphs"]).iter().filter(|p| p["change"] != "deleted").map(|p| text(&p["new"]).to_owned()).collect()
}

/// The words of a paragraph with the seat of who wrote them, or `start`.
fn written(shown: &Value, beginning: &str) -> Vec<(String, String)> {
    let joined = |p: &Value| list(&p["parts"]).iter().map(|part| text(&part["text"])).collect::<String>();
    let paragraph = list(&shown["written"]).iter().find(|p| joined(p).starts_with(beginning)).expect("the paragraph").clone();
    let who = |part: &Value| {
        let author = &shown["authors"][part["author"].as_u64().expect("a place") as usize]["author"];
        if author["start"] == true { "start".to_owned() } else { text(&author["seat"]).to_owned() }
    };
    list(&paragraph["parts"]).iter().map(|part| (text(&part["text"]).to_owned(), who(part))).collect()
}

fn take_back(party: &Party, paper: &str, paragraph: &str, point: &str) -> Value {
    party.ask(Request::DraftTakeBack(TakeBack {
        paper: paper.to_owned(),
        copy: None,
        paragraph: paragraph.to_owned(),
        point: point.to_owned(),
    }))
}

#[test]
fn a_timeline_tells_who_wrote_what_and_when() {
    let cast = Cast::new(41);
    let (chair, head, expert, id) = two_experts(&cast);
    let steps = [
        PAPER.replace("once a year", "twice a year"),
        PAPER.replace("once a year", "twice a year").replace("keep the list", "keep and publish the list"),
        PAPER.replace("once a year", "at least twice a year").replace("keep the list", "keep and publish the list"),
    ];
    let mut was = Vec::new();
    for (party, words) in [&head, &expert, &head].into_iter().zip(&steps) {
        edit(&cast, party, &id, words);
        was.push(party.text(&id, "draft").into_iter().map(|(_, t)| t).collect::<Vec<_>>());
        for other in [&head, &expert, &head] {
            other.sync();
        }
        cast.clock.advance(Duration::from_secs(3600));
    }
    for party in [&head, &expert] {
        let told = timeline(party, &id);
        let points = list(&told["points"]);
        let seats: Vec<&str> = points.iter().map(|p| text(&p["authors"][0]["seat"])).collect();
        assert_eq!(seats, ["head", "expert", "head"], "{told}");
        assert!(points.windows(2).all(|two| two[0]["until"].as_i64() < two[1]["from"].as_i64()));
        for point in points {
            let mine = point["authors"][0]["you"] == true;
            assert_eq!(point["received"].is_null(), mine, "what others wrote came at some time");
        }
        let changed: Vec<&str> = points.iter().map(|p| text(&p["paragraphs"][0]["number"])).collect();
        assert_eq!(changed, ["2", "3", "2"]);
        for (point, was) in points.iter().zip(&was) {
            assert_eq!(&words_of(&at(party, &id, Some(text(&point["point"])), false)), was, "as it was then");
        }
        let now = at(party, &id, None, true);
        let found: Vec<(String, String)> = written(&now, "The Parties");
        let of = |words: &str| found.iter().find(|(w, _)| w.contains(words)).map(|(_, who)| who.as_str());
        assert_eq!((of("The Parties"), of("twi"), of("at least")), (Some("start"), Some("head"), Some("head")), "{found:?}");
        assert!(written(&now, "The secretariat").iter().any(|(w, who)| w.contains("publish") && who == "expert"));
        let first = at(party, &id, Some(text(&points[0]["point"])), true);
        assert!(written(&first, "The secretariat").iter().all(|(_, who)| who == "start"), "nobody had written there yet");
    }
    assert_eq!(list(&timeline(&chair, &id)["points"]).len(), 0, "the Chair's side sees nothing of it");
    assert_eq!(chair.refused(Request::DraftAt(DraftAt { paper: id.clone(), ..DraftAt::default() })), Code::UnknownPoint);

    // After locking and unlocking it is the same.
    let before = timeline(&expert, &id);
    expert.ask(Request::VaultLock(qalam_app::api::Nothing {}));
    expert.ask(Request::VaultUnlock(qalam_app::api::session::Passphrase { passphrase: PASSPHRASE.to_owned() }));
    assert_eq!(timeline(&expert, &id), before);
}

/// What is read on when more was written is what is read anew.
#[test]
fn a_past_that_grows_is_read_on() {
    let cast = Cast::new(43);
    let (_, head, expert, id) = two_experts(&cast);
    let mut words = PAPER.to_owned();
    for (n, pause) in [0u64, 60, 4000, 60, 60, 9000, 60].into_iter().enumerate() {
        cast.clock.advance(Duration::from_secs(pause));
        words = words.replace("keep the list", &format!("keep the list {n}"));
        let party = if n % 3 == 1 { &expert } else { &head };
        edit(&cast, party, &id, &words);
        for other in [&head, &expert, &head] {
            other.sync();
        }
        // The expert asks only now and then, the head each time.
        timeline(&head, &id);
    }
    let (grown, anew) = (timeline(&head, &id), timeline(&expert, &id));
    let told = |timeline: &Value| -> Vec<(Value, Value, Value)> {
        list(&timeline["points"]).iter().map(|p| (p["point"].clone(), p["paragraphs"].clone(), p["until"].clone())).collect()
    };
    assert_eq!(told(&grown), told(&anew));
    for (point, ..) in told(&grown) {
        let then = |party: &Party| words_of(&at(party, &id, point.as_str(), false));
        assert_eq!(then(&head), then(&expert));
    }
}

/// A long past is written again for one question while others are answered, and whatever is written meanwhile.
#[test]
fn a_long_past_holds_nothing_up() {
    let cast = Cast::new(44);
    let (_, head, _, id) = two_experts(&cast);
    for sitting in 0..3 {
        edit(&cast, &head, &id, &PAPER.replace("once a year", &format!("in year {sitting}")));
        timeline(&head, &id);
        cast.clock.advance(Duration::from_secs(3600));
    }
    let told = timeline(&head, &id);
    let middle = text(&told["points"][1]["point"]).to_owned();
    let wanted = DraftAt { paper: id.clone(), point: Some(middle.clone()), authors: true, ..DraftAt::default() };
    let then = at(&head, &id, Some(&middle), true);
    // Nothing is written again yet when this has answered.
    let later = head.app.draft_at_later(&wanted).expect("what it takes");
    let others = std::thread::scope(|scope| scope.spawn(|| head.ask(Request::PaperList(Nothing {}))).join().expect("an answer"));
    assert_eq!(list(&others["papers"]).len(), 1);
    edit(&cast, &head, &id, &PAPER.replace("once a year", "in no year"));
    timeline(&head, &id);
    let shown = serde_json::to_value(later().expect("the text")).expect("JSON");
    assert_eq!(shown, then);
    assert!(words_of(&shown).iter().any(|words| words.contains("in year 1")), "{shown}");
    assert!(written(&shown, "The Parties").iter().any(|(words, who)| words == "1" && who == "head"), "{shown}");
}

#[test]
fn an_earlier_wording_is_taken_back_and_nothing_else() {
    let cast = Cast::new(42);
    let (_, head, expert, id) = two_experts(&cast);
    let first = PAPER.replace("once a year", "twice a year");
    edit(&cast, &head, &id, &first);
    let twice = text(&timeline(&head, &id)["points"][0]["point"]).to_owned();
    cast.clock.advance(Duration::from_secs(3600));
    let second = first.replace("hold joint exercises twice a year", "exercise").replace("keep the list", "keep and publish the list");
    edit(&cast, &head, &id, &second);
    for other in [&head, &expert] {
        other.sync();
    }
    // The expert writes elsewhere while the head takes the earlier wording back.
    edit(&cast, &expert, &id, &second.replace("national contact point", "contact point"));
    let taken = take_back(&head, &id, "2", &twice);
    assert_eq!(taken["changed"], true);
    for other in [&head, &expert, &head, &expert] {
        other.sync();
    }
    for party in [&head, &expert] {
        let now: Vec<String> = party.text(&id, "draft").into_iter().map(|(_, t)| t).collect();
        for wanted in ["hold joint exercises twice a year", "keep and publish the list", "a contact point"] {
            assert!(now.iter().any(|t| t.contains(wanted)), "{wanted}: {now:?}");
        }
        let told = timeline(party, &id);
        let all: Vec<String> =
            list(&told["points"]).iter().flat_map(|p| words_of(&at(party, &id, Some(text(&p["point"])), false))).collect();
        assert!(all.iter().any(|t| t == "The Parties shall exercise.") || all.iter().any(|t| t.contains("twice")), "{all:?}");
    }
    assert_eq!(take_back(&head, &id, "2", &twice)["changed"], false, "it reads so already");
    // Taking that back too: the later wording stood at the point before.
    let undone = take_back(&head, &id, "2", text(&taken["before"]));
    assert_eq!(undone["changed"], true);
    let now: Vec<String> = head.text(&id, "draft").into_iter().map(|(_, t)| t).collect();
    assert!(now.contains(&"The Parties shall exercise.".to_owned()) && now.iter().any(|t| t.contains("publish")), "{now:?}");

    // A paragraph that went comes back where it stood.
    let before_going = text(&timeline(&head, &id)["points"].as_array().and_then(|p| p.last()).expect("a point")["point"]).to_owned();
    cast.clock.advance(Duration::from_secs(3600));
    let gone = second.replace("\n\n2. The Parties shall exercise.", "");
    edit(&cast, &head, &id, &gone);
    assert!(!head.text(&id, "draft").iter().any(|(_, t)| t.contains("exercise")));
    assert_eq!(take_back(&head, &id, "2", &before_going)["changed"], true);
    let now: Vec<String> = head.text(&id, "draft").into_iter().map(|(_, t)| t).collect();
    assert_eq!(now.iter().position(|t| t == "The Parties shall exercise."), Some(1), "{now:?}");
    assert_eq!(
        head.refused(Request::DraftTakeBack(TakeBack { paper: id, copy: None, paragraph: "99".to_owned(), point: before_going })),
        Code::UnknownParagraph
    );
}
