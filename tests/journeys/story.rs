//! A paper's way: imported, issued, proposed on, combined, bracketed, decided, issued again, found.

use qalam_app::api::{Request, desk::*, following::DraftFollow, paper::*};
use qalam_tests::{Cast, Party, text_of};

pub(crate) const PAPER: &str = "# Contact points\n\n1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n2. The Parties shall hold joint exercises once a year.\n\n3. The secretariat shall keep the list.\n";

pub(crate) fn paper(cast: &Cast, chair: &Party) -> String {
    let from = cast.file("paper.md", PAPER);
    let made = chair.ask(Request::PaperNew(PaperNew {
        title: "Contact points".to_owned(),
        symbol: "WG/2026/WP.1".to_owned(),
        language: "en".to_owned(),
        from: Some(from),
    }));
    let paper = made["paper"].as_str().expect("id").to_owned();
    issue(chair, &paper, "WG/2026/WP.1");
    chair.sync();
    paper
}

pub(crate) fn issue(chair: &Party, paper: &str, symbol: &str) -> serde_json::Value {
    chair.ask(Request::PaperIssue(PaperIssue { paper: paper.to_owned(), symbol: symbol.to_owned(), decisions: None, renumber: None }))
}

/// Somebody edits the side's draft through a file.
pub(crate) fn edit(cast: &Cast, party: &Party, paper: &str, text: &str) {
    let from = cast.file(&format!("{}.md", party.name), text);
    party.ask(Request::PaperEdit(PaperEdit { paper: paper.to_owned(), from }));
}

/// The Chair with the paper, and head and expert of Delegation C, who have it: (Chair, head, expert, paper).
pub(crate) fn two_experts(cast: &Cast) -> (Party, Party, Party, String) {
    let chair = cast.chair();
    let head = cast.join(&chair, "Delegation C", "head", "delegate");
    let expert = cast.join(&chair, "Delegation C", "expert", "delegate");
    let id = paper(cast, &chair);
    head.sync();
    head.confirm_newcomer();
    head.sync();
    expert.sync();
    (chair, head, expert, id)
}

/// Everybody exchanges with the folder until everybody has what the others had.
pub(crate) fn exchange(parties: &[&Party]) {
    for party in parties.iter().chain(parties).chain(parties) {
        party.sync();
    }
}

/// A delegation edits its working copy through a file and submits.
pub(crate) fn propose(cast: &Cast, party: &Party, paper: &str, text: &str) -> serde_json::Value {
    party.sync();
    // Onto a revision that has come meanwhile.
    party.ask(Request::DraftFollow(DraftFollow { paper: paper.to_owned(), look: false }));
    edit(cast, party, paper, text);
    let proposed = party.ask(Request::Propose(Propose { paper: paper.to_owned(), ..Propose::default() }));
    party.sync();
    proposed
}

pub(crate) fn decide(party: &Party, paper: &str, proposal: &str, treatment: &str) -> serde_json::Value {
    party.ask(Request::Decide(Decide {
        paper: paper.to_owned(),
        treatment: treatment.to_owned(),
        proposal: Some(proposal.to_owned()),
        ..Decide::default()
    }))
}

pub(crate) fn proposal_of(row: &serde_json::Value, column: &str) -> String {
    let found = row["proposals"].as_array().expect("proposals").iter().find(|p| p["column"] == column);
    found.unwrap_or_else(|| panic!("nothing of {column}"))["proposal"].as_str().expect("id").to_owned()
}

#[test]
fn a_paper_goes_its_way() {
    let cast = Cast::new(1);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("national contact point", "competent body"));
    let text = PAPER.replace("national contact point", "national contact point, available around the clock,");
    propose(&cast, &g, &id, &text.replace("keep the list", "keep the list up to date"));
    chair.sync();

    let desk = chair.desk(&id);
    let columns: Vec<&str> = desk["columns"].as_array().expect("columns").iter().filter_map(|c| c["name"].as_str()).collect();
    assert_eq!(columns, ["Delegation B", "Delegation G"]);
    assert_eq!(chair.row(&id, "1")["state"], "contested");
    assert_eq!(chair.row(&id, "2")["state"], "untouched");

    let combined = chair.ask(Request::Combine(PaperRef { paper: id.clone() }));
    assert_eq!(combined["accepted"].as_array().map(Vec::len), Some(1));
    let desk_text = |party: &Party| party.text(&id, "desk").into_iter().map(|(_, t)| t).collect::<Vec<_>>();
    assert!(desk_text(&chair).iter().any(|t| t == "The secretariat shall keep the list up to date."));

    let columns = desk["columns"].as_array().expect("columns").clone();
    let column = |name: &str| columns.iter().find(|c| c["name"] == name).and_then(|c| c["id"].as_str()).expect("a column").to_owned();
    let row = chair.row(&id, "1");
    decide(&chair, &id, &proposal_of(&row, &column("Delegation B")), "bracket");
    assert_eq!(chair.row(&id, "1")["state"], "bracketed");
    let bracketed = desk_text(&chair).into_iter().find(|t| t.starts_with("Each Party")).expect("paragraph 1");
    assert!(bracketed.contains('[') && bracketed.contains("competent body") && bracketed.contains("around the clock"), "{bracketed}");

    let taken = decide(&chair, &id, &proposal_of(&row, &column("Delegation B")), "accept");
    assert_eq!(taken["falls"].as_array().map(Vec::len), Some(1), "G's wording falls, and it is said");
    assert!(
        desk_text(&chair).iter().any(|t| t == "Each Party shall designate a competent body for the exchange of information on incidents.")
    );

    let issued = issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    assert_eq!(issued["deferred"], serde_json::json!([]));
    chair.sync();
    g.sync();
    let read = g.text(&id, "issued");
    assert!(read.iter().any(|(n, t)| n == "1" && t.contains("competent body")));
    let table = g.ask(Request::Decisions(DecisionsOf { paper: id.clone(), revision: Some("WG/2026/WP.1/Rev.1".to_owned()), to: None }));
    let treatments: Vec<&str> = table["decisions"].as_array().expect("rows").iter().filter_map(|r| r["treatment"].as_str()).collect();
    assert_eq!(treatments.len(), 3);
    assert_eq!(treatments.iter().filter(|t| **t == "accepted").count(), 2);

    assert_eq!(g.find("competent").len(), 1);
    let to = text_of(&cast.path("out.md"));
    g.ask(Request::PaperExport(PaperExport { paper: id, to: to.clone(), view: Some("marked".to_owned()), ..PaperExport::default() }));
    let marked = std::fs::read_to_string(to).expect("the export");
    assert!(marked.contains("competent body") && marked.contains("national contact point"), "{marked}");
}

#[test]
fn every_step_at_the_desk_can_be_taken_back_and_done_again() {
    let cast = Cast::new(2);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("once a year", "twice a year"));
    chair.sync();
    let before = chair.text(&id, "desk");
    let row = chair.row(&id, "2");
    let wish = row["proposals"][0]["proposal"].as_str().expect("id").to_owned();
    decide(&chair, &id, &wish, "accept");
    let taken = chair.text(&id, "desk");
    assert_ne!(before, taken);
    decide(&chair, &id, &wish, "reject");
    let undo = || chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    undo();
    assert_eq!(chair.text(&id, "desk"), taken, "what stood before the last step stands again");
    undo();
    assert_eq!(chair.text(&id, "desk"), before);
    assert_eq!(chair.row(&id, "2")["state"], "touched");
    chair.ask(Request::DecideRedo(PaperRef { paper: id.clone() }));
    assert_eq!(chair.text(&id, "desk"), taken);
    assert_eq!(undo()["paragraph"], row["id"]);
    assert_eq!(undo()["paragraph"], serde_json::Value::Null, "nothing is left to take back");
}
