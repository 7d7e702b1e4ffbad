//! A new revision arrives while a delegation has a working copy: it moves on, and no word is lost or doubled.

use crate::story::{PAPER, decide, edit, exchange, issue, proposal_of, two_experts};
use qalam_app::{
    Code,
    api::{Request, following::*, history::TakeBack, paper::*},
};
use qalam_tests::{Cast, Party};
use serde_json::Value;

fn submit(party: &Party, id: &str) -> Value {
    let done = party.ask(Request::Propose(Propose { paper: id.to_owned(), ..Propose::default() }));
    party.sync();
    done
}

fn follow(party: &Party, id: &str) -> Value {
    party.ask(Request::DraftFollow(DraftFollow { paper: id.to_owned(), look: false }))
}

fn outlook(party: &Party, id: &str) -> Value {
    party.ask(Request::DraftOutlook(PaperRef { paper: id.to_owned() }))
}

fn again(party: &Party, id: &str, paragraph: &str, what: &str) -> Value {
    let args = DraftAgain { paper: id.to_owned(), moved: None, paragraph: paragraph.to_owned(), what: what.to_owned() };
    party.ask(Request::DraftAgain(args))
}

fn draft(party: &Party, id: &str) -> String {
    party.text(id, "draft").into_iter().map(|(_, t)| t).collect::<Vec<_>>().join("\n")
}

fn proposal(chair: &Party, id: &str, number: &str, at: usize) -> String {
    chair.row(id, number)["proposals"][at]["proposal"].as_str().expect("an id").to_owned()
}

#[test]
fn a_delegation_moves_onto_the_new_revision_and_submits_again() {
    let cast = Cast::new(91);
    let (chair, head, _, id) = two_experts(&cast);
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    // C asks for three things, B for one of the same words.
    let wished = PAPER.replace("once a year", "twice a year").replace("shall keep the list", "shall keep and publish the list");
    let wished = format!("{}\n\n4. Reports are sent in spring.\n", wished.trim_end());
    edit(&cast, &head, &id, &wished);
    let sent = submit(&head, &id);
    assert_eq!(sent["proposals"].as_array().map(Vec::len), Some(3));
    b.sync();
    edit(&cast, &b, &id, &PAPER.replace("once a year", "at least every second year"));
    submit(&b, &id);
    chair.sync();
    // The Chair takes B's words and C's list, and defers the new paragraph.
    let columns = chair.desk(&id)["columns"].as_array().expect("columns").clone();
    let of = |number: &str, delegation: &str| {
        let column = columns.iter().find(|c| c["name"] == delegation).expect("its column")["id"].as_str().expect("id").to_owned();
        proposal_of(&chair.row(&id, number), &column)
    };
    decide(&chair, &id, &of("2", "Delegation B"), "accept");
    decide(&chair, &id, &of("3", "Delegation C"), "accept");
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    head.sync();
    // Nothing has moved by itself; the old copy is what is written in.
    let now = outlook(&head, &id);
    assert_eq!((&now["outdated"], &now["waits"]), (&true.into(), &true.into()), "{now}");
    let counts = |v: &Value| ["followed", "taken", "to_look", "gone"].map(|k| v[k].as_u64().expect("a count"));
    assert_eq!(counts(&now), [1, 1, 1, 0], "{now}");
    assert!(draft(&head, &id).contains("twice a year"));
    assert_eq!(head.refused(Request::Propose(Propose { paper: id.clone(), ..Propose::default() })), Code::NotMoved);
    let moved = follow(&head, &id);
    assert_eq!(counts(&moved), [1, 1, 1, 0], "{moved}");
    let text = draft(&head, &id);
    assert!(text.contains("at least every second year") && text.contains("keep and publish") && text.contains("in spring"), "{text}");
    // What was taken is no proposal any more, what follows is one.
    let changes = head.ask(Request::Changes(PaperRef { paper: id.clone() }));
    assert_eq!(changes["changes"].as_array().map(Vec::len), Some(1), "{changes}");
    // What both changed waits, with both wordings.
    let now = outlook(&head, &id);
    assert_eq!((&now["outdated"], &now["waits"]), (&false.into(), &false.into()));
    let left = now["left"].as_array().expect("what is left").clone();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["item"]["fate"], "to-look");
    assert!(left[0]["item"]["wrote"].as_str().expect("words").contains("twice a year"));
    assert!(left[0]["item"]["reads"].as_str().expect("words").contains("every second year"));
    // Their words again, and undone, and again.
    let paragraph = left[0]["item"]["paragraph"].as_str().expect("an id").to_owned();
    let done = again(&head, &id, &paragraph, "again");
    assert!(draft(&head, &id).contains("twice a year"));
    assert_eq!(outlook(&head, &id)["left"][0]["settled"], true);
    let point = done["before"].as_str().expect("a point").to_owned();
    head.ask(Request::DraftTakeBack(TakeBack { paper: id.clone(), copy: None, paragraph: paragraph.clone(), point }));
    again(&head, &id, &paragraph, "open");
    assert!(draft(&head, &id).contains("every second year"));
    assert_eq!(outlook(&head, &id)["left"][0]["settled"], false);
    again(&head, &id, &paragraph, "again");
    let text = draft(&head, &id);
    assert_eq!(text.matches("twice a year").count(), 1, "{text}");
    // A second contribution, to the new revision.
    let sent = submit(&head, &id);
    assert_eq!(sent["proposals"].as_array().map(Vec::len), Some(2), "{sent}");
    edit(
        &cast,
        &head,
        &id,
        &head.text(&id, "draft").iter().map(|(n, t)| format!("{n}. {}\n\n", t.replace("in spring", "in autumn"))).collect::<String>(),
    );
    submit(&head, &id);
    chair.sync();
    let all = chair.ask(Request::Contributions(PaperRef { paper: id.clone() }));
    let of_c: Vec<&str> = all["contributions"]
        .as_array()
        .expect("contributions")
        .iter()
        .filter(|c| c["delegation"] == "Delegation C")
        .map(|c| c["status"].as_str().expect("a status"))
        .collect();
    assert_eq!(of_c, ["other-revision", "replaced", "current"], "{all}");
    assert!(proposal(&chair, &id, "2", 0).len() > 8);
    // The old copy stays readable.
    let old = head.ask(Request::DraftCopy(DraftCopy { paper: id.clone(), copy: "WG/2026/WP.1".to_owned() }));
    assert!(old["paragraphs"].to_string().contains("twice a year"));
}

#[test]
fn what_was_all_taken_moves_by_itself() {
    let cast = Cast::new(92);
    let (chair, head, _, id) = two_experts(&cast);
    edit(&cast, &head, &id, &PAPER.replace("once a year", "twice a year"));
    submit(&head, &id);
    chair.sync();
    decide(&chair, &id, &proposal(&chair, &id, "2", 0), "accept");
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    head.sync();
    let now = outlook(&head, &id);
    assert_eq!((&now["outdated"], &now["waits"]), (&false.into(), &false.into()), "{now}");
    assert_eq!(head.text(&id, "draft"), head.text(&id, "issued"));
    let changes = head.ask(Request::Changes(PaperRef { paper: id.clone() }));
    assert_eq!(changes["changes"].as_array().map(Vec::len), Some(0));
}

/// Both experts move apart; each writes on; one of them was still writing in the old copy. In whatever order they meet,
/// both come to one text that has every word once.
#[test]
fn two_experts_move_apart_and_meet() {
    for (seed, head_first) in [(93, true), (94, false), (95, true), (96, false)] {
        let cast = Cast::new(seed);
        let (chair, head, expert, id) = two_experts(&cast);
        edit(&cast, &head, &id, &PAPER.replace("once a year", "twice a year"));
        exchange(&[&head, &expert]);
        issue(&chair, &id, "WG/2026/WP.1/Rev.1");
        exchange(&[&chair, &head, &expert]);
        // The expert goes on in the old copy, and nobody has it yet.
        let type_into = |party: &Party, at: usize, words: &str| {
            party.writes(&id, |draft| {
                let paragraph = draft.paragraphs()[at].paragraph.id;
                draft.insert_text(paragraph, 0, words).expect("typing");
            });
        };
        type_into(&expert, 2, "Late: ");
        // The head moves, then the expert, apart; each writes on.
        assert_eq!(follow(&head, &id)["followed"], 1);
        type_into(&head, 0, "Head: ");
        assert_eq!(follow(&expert, &id)["followed"], 2);
        type_into(&expert, 1, "Expert: ");
        let order: [&Party; 2] = if head_first { [&head, &expert] } else { [&expert, &head] };
        exchange(&order);
        assert_eq!(draft(&head, &id), draft(&expert, &id), "seed {seed}: one text");
        // One of the two moves counts; what is outside it is offered to both, until one takes it along.
        let (a, b) = (outlook(&head, &id), outlook(&expert, &id));
        assert_eq!((&a["waits"], &a["followed"]), (&b["waits"], &b["followed"]), "seed {seed}");
        assert_eq!(a["waits"], true, "seed {seed}: {a}");
        let taker = order[seed as usize % 2];
        follow(taker, &id);
        exchange(&order);
        assert_eq!(draft(&head, &id), draft(&expert, &id), "seed {seed}");
        let text = draft(&head, &id);
        for words in ["twice a year", "Late: ", "Head: ", "Expert: "] {
            assert_eq!(text.matches(words).count(), 1, "seed {seed}: {words} in {text}");
        }
        for party in order {
            let now = outlook(party, &id);
            assert_eq!((&now["waits"], &now["left"]), (&false.into(), &serde_json::json!([])), "seed {seed}: {now}");
        }
        // A run that is begun again reads the same.
        let name = head.name.clone();
        drop(head);
        let head = cast.open(&name);
        head.unlock();
        assert_eq!(draft(&head, &id), text, "seed {seed}");
    }
}

#[test]
fn edits_that_arrive_late_are_offered_again_whoever_moved() {
    let cast = Cast::new(97);
    let (chair, head, expert, id) = two_experts(&cast);
    edit(&cast, &head, &id, &PAPER.replace("once a year", "twice a year"));
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    // The expert has neither the revision nor the head's words.
    edit(&cast, &expert, &id, &PAPER.replace("shall keep the list", "shall keep and publish the list"));
    head.sync();
    follow(&head, &id);
    exchange(&[&head, &expert]);
    for party in [&head, &expert] {
        let now = outlook(party, &id);
        assert_eq!((&now["outdated"], &now["waits"], &now["followed"]), (&false.into(), &true.into(), &1.into()), "{now}");
        assert_eq!(now["from"], serde_json::json!(["WG/2026/WP.1"]));
    }
    follow(&expert, &id);
    assert_eq!(follow(&expert, &id)["moved"], false, "nothing is taken along twice");
    exchange(&[&head, &expert]);
    for party in [&head, &expert] {
        let text = draft(party, &id);
        assert_eq!((text.matches("twice a year").count(), text.matches("and publish").count()), (1, 1), "{text}");
        assert_eq!(outlook(party, &id)["waits"], false);
    }
}
