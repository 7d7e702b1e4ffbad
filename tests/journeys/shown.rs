//! A page that stays open is sent only what differs, and has the desk all the same.

use qalam_app::api::{
    Request,
    desk::{Decide, DeskOf, RowsOf},
    paper::PaperRef,
};
use qalam_tests::{
    Cast, Party,
    load::{Load, Loaded},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a page has of a desk.
#[derive(Default)]
struct Page {
    known: Option<String>,
    order: Vec<String>,
    rows: BTreeMap<String, Value>,
    /// Rows that came with the last answer.
    came: usize,
}

impl Page {
    fn shows(&mut self, chair: &Party, paper: &str, near: Option<&str>) {
        let args = DeskOf { paper: paper.to_owned(), known: self.known.clone(), near: near.map(str::to_owned) };
        let shown = chair.ask(Request::DeskShow(args));
        let came = shown["desk"]["paragraphs"].as_array().expect("rows");
        let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
        self.came = came.len();
        self.order = match shown["order"].as_array() {
            Some(order) => order.iter().map(|id| id.as_str().expect("an id").to_owned()).collect(),
            None => came.iter().map(id).collect(),
        };
        self.rows.extend(came.iter().map(|row| (id(row), row.clone())));
        self.known = shown["state"].as_str().map(str::to_owned);
    }

    /// The desk that it has, what was held back asked for.
    fn desk(&self, chair: &Party, paper: &str) -> Vec<Value> {
        let held = self.rows.values().filter(|row| row["withheld"] == true);
        let paragraphs = held.filter_map(|row| row["id"].as_str().map(str::to_owned)).collect();
        let came = chair.ask(Request::DeskRows(RowsOf { paper: paper.to_owned(), paragraphs }));
        let came = came["paragraphs"].as_array().expect("rows").clone();
        let whole = |id: &String| came.iter().find(|row| row["id"] == id.as_str()).unwrap_or(&self.rows[id]).clone();
        self.order.iter().map(whole).collect()
    }
}

fn whole(chair: &Party, paper: &str) -> Vec<Value> {
    chair.ask(Request::Desk(PaperRef { paper: paper.to_owned() }))["paragraphs"].as_array().expect("rows").clone()
}

fn plays(load: Load, withheld: bool) {
    let (cast, made) = (Cast::new(load.seed), load.make());
    let (chair, paper) = made.seated(&cast);
    let mut page = Page::default();
    page.shows(&chair, &paper, None);
    let desk = whole(&chair, &paper);
    assert_eq!(page.desk(&chair, &paper), desk);
    assert_eq!(page.rows.values().filter(|row| row["withheld"] == true).count(), if withheld { desk.len() - 1 } else { 0 });
    page.shows(&chair, &paper, None);
    assert_eq!(page.came, 0, "nothing is sent twice");
    for (n, row) in desk.iter().filter(|row| row["state"] == "contested").take(4).enumerate() {
        let proposal = row["proposals"][n % 2]["proposal"].as_str().map(str::to_owned);
        let treatment = ["accept", "bracket", "defer", "reject"][n].to_owned();
        chair.ask(Request::Decide(Decide { paper: paper.clone(), treatment, proposal, settle: n == 0, ..Decide::default() }));
        page.shows(&chair, &paper, row["id"].as_str());
        assert!((1..5).contains(&page.came), "{} rows for one decision", page.came);
        assert_eq!(page.desk(&chair, &paper), whole(&chair, &paper));
    }
    chair.ask(Request::DecideUndo(PaperRef { paper: paper.clone() }));
    page.shows(&chair, &paper, None);
    assert_eq!(page.desk(&chair, &paper), whole(&chair, &paper));
    // Another submission of somebody's.
    let other = Load { seed: load.seed + 1, ..load }.make();
    assert_eq!(other.revision.paragraphs.len(), made.revision.paragraphs.len());
    Loaded { copies: other.copies, ..made }.enter(&cast, &chair, &paper, 1);
    page.shows(&chair, &paper, None);
    assert_eq!(page.desk(&chair, &paper), whole(&chair, &paper));
}

#[test]
fn a_page_is_sent_what_differs_and_has_the_desk() {
    plays(Load { paragraphs: 24, delegations: 5, proposals: 60, seed: 31 }, false);
}

#[test]
fn of_a_very_full_desk_a_page_gets_the_matrix_and_what_somebody_looks_at() {
    plays(Load { paragraphs: 60, delegations: 20, proposals: 1_050, seed: 33 }, true);
}
