//! A delegation's own list: dropping, holding back, notes, submitting anew, withdrawing; and the story that remains.

use crate::story::{PAPER, decide, edit, issue, paper, proposal_of, propose};
use qalam_app::{
    Code,
    api::{Request, desk::Decide, outside::WithdrawContribution, paper::*},
};
use qalam_tests::{Cast, Party};
use serde_json::{Value, json};

fn at(paper: &str) -> PaperRef {
    PaperRef { paper: paper.to_owned() }
}

fn changes(party: &Party, paper: &str) -> Vec<Value> {
    party.ask(Request::Changes(at(paper)))["changes"].as_array().expect("changes").clone()
}

fn numbers(party: &Party, paper: &str) -> Vec<String> {
    changes(party, paper).iter().map(|c| format!("{} {}", c["number"].as_str().unwrap_or(""), c["kind"].as_str().unwrap_or(""))).collect()
}

fn change(paper: &str, paragraph: &str) -> ChangeRef {
    ChangeRef { paper: paper.to_owned(), paragraph: paragraph.to_owned(), kind: None }
}

const EDITED: &str = "# Contact points\n\n1. Each Party shall designate a competent body for the exchange of information on incidents.\n\n2. The Parties shall hold joint exercises once a year.\n\nExercises are announced.\n\nTheir results are shared.\n";

#[test]
fn a_single_change_is_dropped_and_put_back() {
    let cast = Cast::new(95);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    edit(&cast, &b, &id, EDITED);
    let before = b.text(&id, "draft");
    let all = changes(&b, &id);
    assert_eq!(all.len(), 4, "an amendment, two inserts, a deletion: {all:?}");
    for change_of in &all {
        let paragraph = change_of["paragraph"].as_str().expect("id");
        b.ask(Request::ChangeDrop(change(&id, paragraph)));
        let left = changes(&b, &id);
        let rest: Vec<&Value> = all.iter().filter(|c| c["paragraph"] != paragraph).map(|c| &c["paragraph"]).collect();
        assert_eq!(left.iter().map(|c| &c["paragraph"]).collect::<Vec<_>>(), rest, "only {} is gone", change_of["kind"]);
        b.ask(Request::ChangeDropUndo(at(&id)));
        assert_eq!(b.text(&id, "draft"), before, "{}", change_of["kind"]);
    }
    assert!(b.ask(Request::ChangeDropUndo(at(&id)))["paragraph"].is_null());
    assert_eq!(b.refused(Request::ChangeDrop(change(&id, "2"))), Code::UnknownParagraph, "nothing is proposed there");
    // All dropped: the text is the issued one again.
    for change_of in &all {
        b.ask(Request::ChangeDrop(change(&id, change_of["paragraph"].as_str().expect("id"))));
    }
    assert_eq!(b.text(&id, "draft"), b.text(&id, "issued"));
}

#[test]
fn what_was_submitted_is_amended_and_withdrawn_and_its_story_stays() {
    let cast = Cast::new(96);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    let edit = |text: &str| edit(&cast, &b, &id, text);
    let submit =
        || b.ask(Request::Propose(Propose { paper: id.clone(), ..Propose::default() }))["proposals"].as_array().expect("proposals").len();
    edit(&PAPER.replace("once a year", "twice a year").replace("a national", "one national"));
    // Notes are kept, each by itself; what is held back does not go out.
    let note = |note: ChangeNote| b.ask(Request::ChangeNote(ChangeNote { paper: id.clone(), paragraph: "2".to_owned(), ..note }));
    note(ChangeNote { reason: Some("Once is too seldom.".to_owned()), ..ChangeNote::default() });
    note(ChangeNote { cosponsors: Some(vec!["Delegation G".to_owned()]), ..ChangeNote::default() });
    note(ChangeNote { discussion_only: Some(true), ..ChangeNote::default() });
    let hold = |held: bool| {
        b.ask(Request::ChangeNote(ChangeNote {
            paper: id.clone(),
            paragraph: "1".to_owned(),
            held_back: Some(held),
            ..ChangeNote::default()
        }))
    };
    hold(true);
    b.ask(Request::VaultLock(qalam_app::api::Nothing {}));
    b.unlock();
    assert_eq!(submit(), 1, "the one held back stays here, also after the laptop was closed");
    let mine = changes(&b, &id);
    assert_eq!(
        (&mine[1]["reason"], &mine[1]["discussion_only"], mine[1]["cosponsors"].as_array().map(Vec::len)),
        (&json!("Once is too seldom."), &json!(true), Some(1))
    );
    hold(false);
    edit(&PAPER.replace("once a year", "three times a year").replace("a national", "one national"));
    assert_eq!(submit(), 2);
    edit(&PAPER.replace("a national", "one national"));
    assert_eq!(submit(), 1, "what was taken out of the copy is no longer asked for");
    edit(&PAPER.replace("once a year", "every year").replace("a national", "one national"));
    assert_eq!(submit(), 2);
    b.sync();
    chair.sync();
    let row = chair.row(&id, "2");
    let wish = row["proposals"][0].clone();
    assert_eq!(
        (row["proposals"].as_array().map(Vec::len), &wish["earlier"]),
        (Some(1), &json!(2)),
        "the newest, and that there are others"
    );
    let story = |party: &Party| {
        party.ask(Request::ProposalStory(ProposalOf { paper: id.clone(), proposal: wish["proposal"].as_str().expect("id").to_owned() }))
    };
    let told = story(&chair);
    let versions = told["versions"].as_array().expect("versions");
    let said: Vec<(&str, bool)> =
        versions.iter().map(|v| (v["status"].as_str().unwrap_or(""), v["text"].as_str().unwrap_or("").contains("a year"))).collect();
    assert_eq!(said, [("replaced", true), ("replaced", true), ("dropped", false), ("current", false)]);
    assert!(versions[1]["text"].as_str().is_some_and(|t| t.contains("three times")) && versions.iter().all(|v| v["at"].is_i64()));
    assert_eq!((&versions[0]["reason"], &versions[0]["cosponsors"][0]), (&json!("Once is too seldom."), &json!("Delegation G")));

    // What is decided about it is told to those who decide, with whose hand it was, and to nobody else.
    let hunks: Vec<String> = serde_json::from_value(json!([wish["hunks"][0]["hunk"]])).expect("hunks");
    for (treatment, reason) in [("defer", "Not today."), ("reopen", "")] {
        let decide = Decide {
            paper: id.clone(),
            treatment: treatment.to_owned(),
            hunks: hunks.clone(),
            reason: reason.to_owned(),
            ..Decide::default()
        };
        chair.ask(Request::Decide(decide));
    }
    let decided = story(&chair)["decisions"].clone();
    let said: Vec<(&str, &str, bool)> = decided
        .as_array()
        .expect("decisions")
        .iter()
        .map(|d| (d["treatment"].as_str().unwrap_or(""), d["reason"].as_str().unwrap_or(""), d["replaced"] == true))
        .collect();
    assert_eq!(said, [("deferred", "Not today.", true), ("reopened", "", false)]);
    assert!(
        decided[0]["seat"].as_str().is_some_and(|seat| !seat.is_empty()) && decided[0]["revision"] == versions[0]["revision"],
        "{decided}"
    );
    chair.sync();
    b.sync();
    assert_eq!(story(&b)["decisions"], json!([]), "decisions stay on the Chair's side until they are issued");

    // Withdrawn by those who submitted it, by nobody else.
    let mine = b.ask(Request::Changes(at(&id)))["contributions"].clone();
    let withdraw = || {
        Request::Withdraw(WithdrawContribution { paper: id.clone(), contribution: mine[0].as_str().expect("one was submitted").to_owned() })
    };
    g.sync();
    assert_eq!(chair.refused(withdraw()), Code::NotAllowed);
    assert_eq!(g.refused(withdraw()), Code::NotAllowed);
    b.ask(withdraw());
    let after = b.ask(Request::Changes(at(&id)));
    assert_eq!((&after["contributions"], numbers(&b, &id).len()), (&json!([]), 2), "the working copy keeps its changes");
    b.sync();
    chair.sync();
    assert_eq!(chair.row(&id, "2")["state"], "untouched");
    assert_eq!(story(&chair)["versions"][3]["status"], "withdrawn");
    assert_eq!(submit(), 2, "and can submit them again");
    b.sync();
    chair.sync();

    // On the next text the story goes on, and says what became of it.
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    b.sync();
    propose(&cast, &b, &id, &PAPER.replace("once a year", "each year"));
    chair.sync();
    let told = story(&chair);
    let last = told["versions"].as_array().expect("versions");
    assert_eq!((last.len(), &last[last.len() - 2]["outcome"], &last[last.len() - 1]["outcome"]), (6, &json!("deferred"), &Value::Null));
}

/// That a paragraph is joined with another stands in no bracket: it is refused, what to do next is said, and once that is
/// done the words can be bracketed.
#[test]
fn a_join_is_not_put_in_brackets() {
    let cast = Cast::new(98);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    g.sync();
    let second = "The Parties shall hold joint exercises once a year.";
    let joined = PAPER.replace(&format!("\n\n2. {second}"), &format!(" {second}"));
    propose(&cast, &b, &id, &joined);
    propose(&cast, &g, &id, &PAPER.replace(&format!("2. {second}\n\n"), ""));
    chair.sync();
    let desk = chair.desk(&id);
    let column = |name: &str| {
        let found = desk["columns"].as_array().expect("columns").iter().find(|c| c["name"] == name).expect("the delegation");
        found["id"].as_str().expect("id").to_owned()
    };
    let join = proposal_of(&chair.row(&id, "1"), &column("Delegation B"));
    let deletion = proposal_of(&chair.row(&id, "2"), &column("Delegation G"));
    let bracket = |proposal: &str| {
        let (paper, treatment) = (id.clone(), "bracket".to_owned());
        Request::Decide(Decide { paper, treatment, proposal: Some(proposal.to_owned()), ..Decide::default() })
    };
    assert_eq!(chair.refused(bracket(&join)), Code::StructureInBrackets);
    assert_eq!(chair.refused(bracket(&deletion)), Code::StructureInBrackets, "what it touches is open");
    let before = chair.text(&id, "desk");
    decide(&chair, &id, &join, "defer");
    assert_eq!(chair.refused(bracket(&join)), Code::StructureInBrackets);
    decide(&chair, &id, &deletion, "bracket");
    assert_ne!(chair.text(&id, "desk"), before);
    assert_eq!(chair.row(&id, "2")["state"], "bracketed");
}
