//! A bracket that stands in an issued text is settled at the desk by one word.

use crate::story::{PAPER, decide, issue, paper, proposal_of, propose};
use qalam_app::{
    Code,
    api::{Request, desk::Decide, paper::PaperRef},
};
use qalam_tests::{Cast, Party};

fn settle(paper: &str, how: &str, bracket: u32) -> Decide {
    let paragraph = Some("2".to_owned());
    Decide { paper: paper.to_owned(), treatment: how.to_owned(), paragraph, bracket: Some(bracket), ..Decide::default() }
}

fn reads(party: &Party, paper: &str) -> String {
    party.text(paper, "desk").into_iter().find(|(number, _)| number == "2").expect("paragraph 2").1
}

#[test]
fn a_bracket_that_stands_in_the_text_is_settled_by_one_word() {
    let cast = Cast::new(15);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("once a year", "twice a year"));
    propose(&cast, &g, &id, &PAPER.replace("once a year", "every spring"));
    chair.sync();
    let columns = chair.desk(&id)["columns"].as_array().expect("columns").clone();
    let column = columns.iter().find(|c| c["name"] == "Delegation B").expect("its column")["id"].as_str().expect("id").to_owned();
    let row = chair.row(&id, "2");
    assert_eq!(row["open"], serde_json::json!([]));
    let wish = proposal_of(&row, &column);
    decide(&chair, &id, &wish, "bracket");
    let bracketed = reads(&chair, &id);
    assert_eq!(chair.row(&id, "2")["open"], serde_json::json!([]), "what is asked for is settled by taking it");
    assert_eq!(chair.refused(Request::Decide(settle(&id, "choose", 1))), Code::NoBracket);
    decide(&chair, &id, &wish, "accept");
    let taken = reads(&chair, &id);
    chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    assert_eq!(reads(&chair, &id), bracketed, "the bracket stands again with all that it held");
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");

    let open = chair.row(&id, "2")["open"].clone();
    let open = open.as_array().expect("brackets");
    // `[[once] / [twice] a year] / [every spring]`: B's is within one of two alternatives.
    assert!(open.len() == 4 && open.iter().all(|one| one["alternative"] == true), "{open:?}");
    let of = |by: &str| open.iter().position(|one| one["by"][0].as_str() == Some(by)).expect("a bracket") as u32;
    let which = of(&column);
    chair.ask(Request::Decide(settle(&id, "choose", 0)));
    let inner = chair.row(&id, "2")["open"].as_array().expect("brackets").iter().position(|one| one["by"][0].as_str() == Some(&column));
    chair.ask(Request::Decide(settle(&id, "choose", inner.expect("B's") as u32)));
    assert_eq!(reads(&chair, &id), taken, "as if it had been taken then");
    assert_eq!(chair.refused(Request::Decide(settle(&id, "choose", 0))), Code::NoBracket);
    chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    assert_eq!(reads(&chair, &id), bracketed);
    chair.ask(Request::Decide(settle(&id, "drop", which)));
    assert!(reads(&chair, &id).contains('[') && !reads(&chair, &id).contains("twice"));
    chair.sync();
    // Who proposes on the words has a claim: then it is for the desk to decide between claims.
    chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    propose(&cast, &b, &id, &PAPER.replace("hold joint", "hold large joint"));
    chair.sync();
    assert_eq!(chair.row(&id, "2")["open"], serde_json::json!([]));
}
