//! Where delegations stand: said, entered, taken back, carried forward, reset.

use crate::story::{PAPER, decide, exchange, issue, paper, propose};
use qalam_app::{
    Code, Event,
    api::{Request, desk::MergeShow, paper::PaperRef, standing::*},
};
use qalam_tests::{Cast, Party};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn set(paper: &str, stance: &str, paragraphs: &[&str]) -> StandingSet {
    let paragraphs = paragraphs.iter().map(|p| (*p).to_owned()).collect();
    StandingSet { paper: paper.to_owned(), stance: stance.to_owned(), paragraphs, ..StandingSet::default() }
}

fn say(party: &Party, args: StandingSet) -> Value {
    party.ask(Request::StandingSet(args))
}

fn board(party: &Party, paper: &str) -> Value {
    party.ask(Request::Standing(StandingOf { paper: paper.to_owned(), revision: None }))
}

fn row(party: &Party, paper: &str, number: &str) -> Value {
    let board = board(party, paper);
    board["rows"].as_array().expect("rows").iter().find(|r| r["number"] == number).expect("the row").clone()
}

/// The stances on a paragraph, in the order of the delegations.
fn stances(party: &Party, paper: &str, number: &str) -> Vec<String> {
    let row = row(party, paper, number);
    row["voices"].as_array().expect("voices").iter().map(|v| v["stance"].as_str().expect("a stance").to_owned()).collect()
}

#[test]
fn agreement_is_per_delegation_and_text_and_a_change_resets_it() {
    let cast = Cast::new(81);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    exchange(&[&b, &g]);

    let begun = board(&b, &id);
    assert_eq!(begun["parties"].as_array().map(Vec::len), Some(2), "the Chair's side does not stand");
    assert_eq!((&begun["totals"]["all"], &begun["totals"]["open"]), (&json!(3), &json!(3)), "headings are no paragraphs to agree to");
    assert!(begun["mine"].is_string() && begun["may_enter"] == false);
    assert!(board(&chair, &id)["mine"].is_null());

    say(&b, set(&id, "agreed", &["1", "2", "3"]));
    let reservation = StandingSet { text: Some(" We await\ninstructions. ".to_owned()), ..set(&id, "reserves", &["3"]) };
    say(&g, reservation);
    say(&g, set(&id, "agreed", &["1", "2"]));
    exchange(&[&b, &g, &chair]);
    for party in [&chair, &b, &g] {
        let board = board(party, &id);
        assert_eq!((&board["totals"]["agreed"], &board["totals"]["open"], &board["totals"]["reserved"]), (&json!(2), &json!(1), &json!(1)));
        assert_eq!(stances(party, &id, "3"), ["agreed", "reserves"]);
    }
    assert_eq!(row(&chair, &id, "3")["voices"][1]["text"], "We await\ninstructions.");
    assert_eq!(board(&chair, &id)["parties"][1]["holds"], 1);

    // What stands so already is not said again; each step of a sitting is taken back.
    assert!(say(&g, set(&id, "agreed", &["1"]))["standing"].is_null());
    say(&g, set(&id, "objects", &["1", "3"]));
    assert_eq!(stances(&g, &id, "1"), ["agreed", "objects"]);
    let undone = g.ask(Request::StandingUndo(PaperRef { paper: id.clone() }));
    assert_eq!(undone["paragraphs"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (stances(&g, &id, "1"), stances(&g, &id, "3")),
        (vec!["agreed".into(), "agreed".into()], vec!["agreed".into(), "reserves".into()])
    );

    // The Chair takes a change of 1 and 2: what is not changed is carried forward.
    propose(&cast, &b, &id, &PAPER.replace("once a year", "twice a year").replace("a national", "one national"));
    assert_eq!(board(&b, &id)["rows"][0]["proposals"].as_array().map(Vec::len), Some(1), "who still asks for something there");
    chair.sync();
    let shown = chair.ask(Request::MergeShow(MergeShow { paper: id.clone(), paragraph: None }));
    for row in shown["paragraphs"].as_array().expect("rows") {
        for proposal in row["proposals"].as_array().expect("proposals") {
            decide(&chair, &id, proposal["proposal"].as_str().expect("id"), "accept");
        }
    }
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    exchange(&[&chair, &b, &g]);
    assert_eq!(stances(&b, &id, "1"), ["nothing", "nothing"]);
    assert_eq!(row(&b, &id, "1")["voices"][0]["lapsed"], "agreed");
    assert_eq!(stances(&b, &id, "3"), ["agreed", "reserves"]);
    assert_eq!(row(&b, &id, "3")["voices"][0]["since"], "WG/2026/WP.1");
    let old = b.ask(Request::Standing(StandingOf { paper: id.clone(), revision: Some("WG/2026/WP.1".to_owned()) }));
    assert_eq!((&old["totals"]["agreed"], &old["mine"]), (&json!(2), &Value::Null), "an earlier text is only looked at");
    assert!(g.ask(Request::StandingUndo(PaperRef { paper: id }))["standing"].is_null(), "nothing of the earlier text is taken back");
}

#[test]
fn the_secretariat_enters_what_was_said_aloud_and_overrides_nobody() {
    let cast = Cast::new(82);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let sec = cast.join(&chair, "Chair", "secretary", "secretariat");
    let observer = cast.join(&chair, "Observer", "head", "observer");
    let id = paper(&cast, &chair);
    exchange(&[&b, &sec, &observer]);
    let for_b = |stance: &str| StandingSet { delegation: Some("Delegation B".to_owned()), ..set(&id, stance, &["1"]) };
    say(&sec, for_b("agreed"));
    exchange(&[&sec, &b]);
    let entered = row(&b, &id, "1")["voices"][0].clone();
    assert_eq!((&entered["stance"], &entered["entered"]), (&json!("agreed"), &json!(true)));
    say(&b, set(&id, "objects", &["1"]));
    exchange(&[&b, &sec]);
    say(&sec, for_b("agreed"));
    let voice = row(&sec, &id, "1")["voices"][0].clone();
    assert_eq!(
        (&voice["stance"], &voice["apart"][0]["stance"]),
        (&json!("objects"), &json!("agreed")),
        "the more cautious shows, both are kept"
    );

    assert_eq!(sec.refused(Request::StandingSet(set(&id, "agreed", &["1"]))), Code::UnknownDelegation);
    assert_eq!(observer.refused(Request::StandingSet(set(&id, "agreed", &["1"]))), Code::NotAllowed);
    assert_eq!(b.refused(Request::StandingSet(set(&id, "agreed", &["9"]))), Code::UnknownParagraph);
    assert_eq!(b.refused(Request::StandingSet(set(&id, "reserves", &["1"]))), Code::BadValue);
    assert_eq!(b.refused(Request::StandingSet(set(&id, "applauds", &["1"]))), Code::UnknownStance);

    // A standing is heard as one, and the paper is not read again for it.
    let heard: Arc<Mutex<Vec<Event>>> = Arc::default();
    let ear = heard.clone();
    b.app.subscribe(move |event| ear.lock().expect("nobody broke off").push(event));
    say(&b, set(&id, "nothing", &["1"]));
    let heard = heard.lock().expect("nobody broke off");
    assert!(heard.contains(&Event::StandingChanged { paper: id.clone() }) && !heard.contains(&Event::PaperChanged { paper: id }));
}
