//! Tuesday, 15:00: the hall has no network. Eight delegations have written apart; a stick goes from laptop to laptop,
//! in four different orders, with a torn file and a doubled one on it. The desk is the same.

use std::{fs, path::Path};

use qalam_app::api::{
    Request,
    exchange::SyncWith,
    paper::{PaperEdit, PaperIssue, PaperNew, PaperRef, Propose},
};
use qalam_model::{draft::Draft, ids::ParagraphId};
use qalam_tests::{
    Cast, Party,
    stick::{damage, files, nothing_readable},
    text_of,
};

const PAPER: &str = include_str!("../fixtures/papers/wp1-en.md");

/// What each delegation changes in its copy: the scenario's proposals a to g.
const EDITS: [(&str, &[(&str, &str)]); 8] = [
    ("Delegation A", &[("an \"open\" environment", "a peaceful, secure and \"open\" environment")]),
    (
        "Delegation B",
        &[("an \"open\" environment", "an environment"), ("national contact point for the exchange", "competent body for the exchange")],
    ),
    (
        "Delegation C",
        &[
            ("\"information security\"", "\"information and cyber security\""),
            ("have withstood independent review", "have withstood documented review"),
        ],
    ),
    ("Delegation D", &[("\"information security\"", "\"cybersecurity\"")]),
    ("Delegation E", &[("within ten days", "within thirty days")]),
    ("Delegation F", &[("by consensus", "by consensus only")]),
    (
        "Delegation G",
        &[
            ("national contact point for the exchange", "national contact point, available at all hours, for the exchange"),
            ("shall protect the critical", "[shall [endeavour to]] / [should] protect the critical"),
        ],
    ),
    ("Delegation H", &[("of any change.\n", "of any change.\n\n18 bis. Each contact point shall be reachable at all hours.\n")]),
];

/// The orders in which the stick goes round, after the Chair's laptop and before it.
const ORDERS: [[usize; 8]; 4] = [[0, 1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 1, 7, 4, 2, 5], [5, 2, 7, 0, 4, 6, 3, 1]];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(drop).expect("a copy") }
    }
}

fn numbered(draft: &Draft, start: &str) -> ParagraphId {
    let found = draft.paragraphs().into_iter().map(|p| p.paragraph).find(|p| p.text.text.starts_with(start));
    found.unwrap_or_else(|| panic!("no paragraph begins with {start}")).id
}

/// A group of nine laptops with WP.1 on each; then everybody writes and submits without the folder.
fn before_the_hall(cast: &Cast) -> (String, Vec<String>) {
    let chair = cast.chair();
    let parties: Vec<Party> = EDITS.iter().map(|(name, _)| cast.join(&chair, name, "head", "delegate")).collect();
    let from = Some(cast.file("wp1.md", PAPER));
    let new = PaperNew { title: String::new(), symbol: "WG/2026/WP.1".to_owned(), language: "en".to_owned(), from };
    let paper = chair.ask(Request::PaperNew(new))["paper"].as_str().expect("an id").to_owned();
    chair.ask(Request::PaperIssue(PaperIssue { paper: paper.clone(), symbol: "WG/2026/WP.1".to_owned(), decisions: None, renumber: None }));
    chair.sync();
    for party in &parties {
        party.sync();
    }
    for (party, (name, edits)) in parties.iter().zip(EDITS) {
        let mut text = PAPER.to_owned();
        for (find, with) in edits {
            assert!(text.contains(find), "{find}");
            text = text.replacen(find, with, 1);
        }
        let from = cast.file("copy.md", &text);
        party.ask(Request::PaperEdit(PaperEdit { paper: paper.clone(), from }));
        match name {
            // A moves 21 into 20, while C amends it.
            "Delegation A" => party.writes(&paper, |draft| draft.join(numbered(draft, "Legal protection"), true).expect("a join")),
            // D deletes 23, while E amends it.
            "Delegation D" => party.writes(&paper, |draft| draft.delete_paragraph(numbered(draft, "A joint response")).expect("gone")),
            _ => {}
        }
        party.ask(Request::Propose(Propose { paper: paper.clone(), ..Propose::default() }));
    }
    let names = std::iter::once(&chair).chain(&parties).map(|party| party.name.clone()).collect();
    (paper, names)
}

#[test]
fn the_stick_may_go_round_in_any_order() {
    let cast = Cast::new(61);
    let (paper, names) = before_the_hall(&cast);
    let mut desks = Vec::new();
    for (round, order) in ORDERS.iter().enumerate() {
        let parties: Vec<Party> = names
            .iter()
            .map(|name| {
                let own = format!("{name}-{round}");
                copy(&cast.path(&format!("home-{name}")), &cast.path(&format!("home-{own}")));
                let party = cast.open(&own);
                party.unlock();
                party
            })
            .collect();
        let stick = cast.path(&format!("stick-{round}"));
        fs::create_dir(&stick).expect("a stick");
        let carry = |party: &Party| party.ask(Request::SyncWith(SyncWith { folder: text_of(&stick) }));
        carry(&parties[0]);
        for (at, who) in order.iter().enumerate() {
            carry(&parties[who + 1]);
            // Half way round somebody copies a file by hand, and pulls the stick out while another one is being copied.
            if at == 3 {
                damage(&stick);
            }
        }
        let end = carry(&parties[0]);
        assert!(end["refused"].as_array().is_some_and(Vec::is_empty), "{end}");
        // The stick lies on a chair for twenty minutes.
        nothing_readable(&files(&stick), &["contact point", "Delegation", "environment", "cybersecurity", "WG/2026"]);
        // A second round, and everybody has everything.
        for party in &parties[1..] {
            carry(party);
        }
        for party in &parties {
            let all = party.ask(Request::Contributions(PaperRef { paper: paper.clone() }));
            assert_eq!(all["contributions"].as_array().map(Vec::len), Some(8), "{}", party.name);
        }
        desks.push(parties[0].desk(&paper));
    }
    let row = |number: &str| desks[0]["paragraphs"].as_array().expect("rows").iter().find(|p| p["number"] == number).expect("a row");
    for number in ["7", "12", "18", "23"] {
        assert_eq!(row(number)["state"], "contested", "{number}");
    }
    for (round, desk) in desks.iter().enumerate() {
        assert_eq!(desk, &desks[0], "round {round} came to another desk");
    }
}
