//! Tuesday of the scenario: a Chair and eight delegations with their 61 proposals, in English and in Arabic.

use qalam_app::api::{
    Request,
    desk::{DecisionsOf, MergeShow},
    paper::{PaperIssue, PaperRef},
    session::PracticeStart,
};
use qalam_tests::{Cast, Party, text_of};

fn practice(cast: &Cast, name: &str, language: &str) -> (Party, String) {
    let party = cast.open(name);
    let folder = text_of(&cast.path(&format!("practice-{name}")));
    let made = party.ask(Request::PracticeStart(PracticeStart { folder: Some(folder), language: Some(language.to_owned()) }));
    assert_eq!(made["homes"].as_array().map(Vec::len), Some(9));
    let paper = made["paper"].as_str().expect("a paper").to_owned();
    (party, paper)
}

/// The 61 proposals lie on the desk, and meet exactly where they must.
fn all_there(chair: &Party, paper: &str) {
    let shown = chair.ask(Request::MergeShow(MergeShow { paper: paper.to_owned(), paragraph: None }));
    let rows = shown["paragraphs"].as_array().expect("rows");
    let proposals: usize = rows.iter().map(|r| r["proposals"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(proposals, 61);
    let contested: Vec<&str> = rows.iter().filter(|r| r["state"] == "contested").filter_map(|r| r["number"].as_str()).collect();
    assert_eq!(contested, ["7", "12", "16", "18", "23"], "the conflicts that must appear, and no others");
    let combined = chair.ask(Request::Combine(PaperRef { paper: paper.to_owned() }));
    assert_eq!(combined["accepted"].as_array().map(Vec::len), Some(49));
}

/// Laid over one another, all changes of words stand on the text itself, each with everybody who wants it.
fn all_over_the_text(chair: &Party, paper: &str) {
    let words = |runs: &serde_json::Value, left_out: &str| -> String {
        runs.as_array().expect("runs").iter().filter(|r| r["change"] != left_out).filter_map(|r| r["text"].as_str()).collect()
    };
    let desk = chair.desk(paper);
    for row in desk["paragraphs"].as_array().expect("rows").iter().filter(|row| row["laid"].as_array().is_some_and(|l| !l.is_empty())) {
        assert_eq!(words(&row["laid"], "inserted"), words(&row["base"], ""));
    }
    let row = chair.row(paper, "18");
    let named: Vec<(&str, usize)> = (row["laid"].as_array().expect("runs").iter())
        .filter(|r| r["change"] != "same")
        .map(|r| (r["change"].as_str().expect("a change"), r["by"].as_array().map_or(0, Vec::len)))
        .collect();
    assert!(named.len() >= 4 && named.iter().all(|(_, by)| *by > 0), "{named:?}");
}

#[test]
fn sixty_one_proposals_lie_on_the_desk() {
    let cast = Cast::new(51);
    let (chair, paper) = practice(&cast, "one", "en");
    all_over_the_text(&chair, &paper);
    all_there(&chair, &paper);
    let table = chair.ask(Request::Decisions(DecisionsOf { paper: paper.clone(), revision: None, to: None }));
    assert_eq!(table["decisions"].as_array().map(Vec::len), Some(61), "every proposal has its row");
    let symbol = "WG/2026/WP.1/Rev.1".to_owned();
    let issued = chair.ask(Request::PaperIssue(PaperIssue {
        paper: paper.clone(),
        symbol,
        decisions: Some(text_of(&cast.path("table.md"))),
        renumber: None,
    }));
    assert!(!issued["deferred"].as_array().expect("deferred").is_empty());
    let text = chair.text(&paper, "issued");
    assert!(text.iter().any(|(n, _)| n == "18 bis"));
    let table = std::fs::read_to_string(cast.path("table.md")).expect("the table");
    assert_eq!(table.lines().filter(|line| line.starts_with('|')).count(), 63, "a head, a rule, a row for each");
}

#[test]
fn the_arabic_story_meets_in_the_same_places() {
    let cast = Cast::new(52);
    let (chair, paper) = practice(&cast, "arabic", "ar");
    all_there(&chair, &paper);
}
