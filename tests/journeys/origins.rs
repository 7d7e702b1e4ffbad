//! Where a paper's words come from: every member can tell, from what went out to the group.

use crate::story::{PAPER, decide, issue, paper, proposal_of, propose};
use qalam_app::api::{Request, desk::Decide, history::*};
use qalam_tests::{Cast, Party};
use serde_json::Value;

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The words of a paragraph, each with its origin: revision, kind, who.
fn origins(party: &Party, paper: &str, revision: Option<&str>, paragraph: &str) -> Vec<(String, String, String, String)> {
    let args = RevisionTrace { paper: paper.to_owned(), revision: revision.map(str::to_owned), paragraph: Some(paragraph.to_owned()) };
    let traced = party.ask(Request::RevisionTrace(args));
    let parts = traced["paragraphs"][0]["parts"].as_array().expect("parts");
    let told = |part: &Value| {
        let origin = &traced["origins"][part["origin"].as_u64().expect("a place") as usize];
        let by: Vec<&str> = origin["by"].as_array().expect("names").iter().map(text).collect();
        (text(&part["text"]).to_owned(), text(&origin["revision"]["symbol"]).to_owned(), text(&origin["from"]).to_owned(), by.join(" and "))
    };
    parts.iter().map(told).collect()
}

fn column(party: &Party, paper: &str, name: &str) -> String {
    let desk = party.desk(paper);
    let found = desk["columns"].as_array().expect("columns").iter().find(|c| c["name"] == name).expect("a column").clone();
    text(&found["id"]).to_owned()
}

#[test]
fn each_word_leads_to_its_proposal_and_decision() {
    let cast = Cast::new(31);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("national contact point", "competent body"));
    propose(&cast, &g, &id, &PAPER.replace("keep the list", "keep the list up to date").replace("once a year", "twice a year"));
    chair.sync();
    let row = chair.row(&id, "1");
    let proposal = proposal_of(&row, &column(&chair, &id, "Delegation B"));
    chair.ask(Request::Decide(Decide {
        paper: id.clone(),
        treatment: "accept".to_owned(),
        proposal: Some(proposal),
        reason: "agreed in the room".to_owned(),
        ..Decide::default()
    }));
    decide(&chair, &id, &proposal_of(&chair.row(&id, "3"), &column(&chair, &id, "Delegation G")), "accept");
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();

    let second = PAPER.replace("national contact point", "competent body").replace("keep the list", "keep the list up to date");
    propose(&cast, &g, &id, &second.replace("a competent body", "one competent body"));
    chair.sync();
    decide(&chair, &id, &proposal_of(&chair.row(&id, "1"), &column(&chair, &id, "Delegation G")), "accept");
    chair.ask(Request::Decide(Decide {
        paper: id.clone(),
        treatment: "own".to_owned(),
        paragraph: Some("2".to_owned()),
        text: Some("The Parties shall hold joint exercises every year.".to_owned()),
        ..Decide::default()
    }));
    issue(&chair, &id, "WG/2026/WP.1/Rev.2");
    chair.sync();
    b.sync();
    g.sync();

    let (first, rev1, rev2) = ("WG/2026/WP.1", "WG/2026/WP.1/Rev.1", "WG/2026/WP.1/Rev.2");
    let expected = |list: &[(&str, &str, &str, &str)]| {
        list.iter().map(|(w, r, f, b)| ((*w).to_owned(), (*r).to_owned(), (*f).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    for party in [&chair, &b, &g] {
        assert_eq!(
            origins(party, &id, None, "1"),
            expected(&[
                ("Each Party shall designate ", first, "first", "Chair"),
                ("one", rev2, "proposal", "Delegation G"),
                (" ", first, "first", "Chair"),
                ("competent body", rev1, "proposal", "Delegation B"),
                (" for the exchange of information on incidents.", first, "first", "Chair"),
            ]),
            "{}",
            party.name
        );
        let own = origins(party, &id, None, "2");
        assert_eq!(own[1], ("every".to_owned(), rev2.to_owned(), "own".to_owned(), "Chair".to_owned()));
        assert_eq!(own[0].2, "first");
        assert_eq!(
            origins(party, &id, Some(rev1), "3")[1],
            (" up to date".to_owned(), rev1.to_owned(), "proposal".to_owned(), "Delegation G".to_owned())
        );
    }
    let args = RevisionTrace { paper: id.clone(), revision: Some(rev1.to_owned()), paragraph: Some("1".to_owned()) };
    let traced = g.ask(Request::RevisionTrace(args));
    let decision =
        &traced["origins"].as_array().expect("origins").iter().find(|o| o["from"] == "proposal").expect("a proposal")["decisions"][0];
    assert_eq!(
        (text(&decision["delegation"]), text(&decision["treatment"]), text(&decision["reason"])),
        ("Delegation B", "accepted", "agreed in the room")
    );
    let not_taken = g.ask(Request::RevisionTrace(RevisionTrace {
        paper: id.clone(),
        revision: Some(rev1.to_owned()),
        paragraph: Some("2".to_owned()),
    }));
    assert_eq!(not_taken["paragraphs"][0]["decisions"][0]["treatment"], "deferred", "what was put off is told beside the paragraph");
}

#[test]
fn any_two_revisions_can_be_compared() {
    let cast = Cast::new(32);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    let wanted = PAPER
        .replace("\n\n3. The secretariat shall keep the list.", "")
        .replace("incidents.\n\n", "incidents.\n\nCosts lie where they fall, unless a host offers otherwise.\n\n")
        .replace("once a year", "twice a year");
    propose(&cast, &b, &id, &wanted);
    chair.sync();
    for row in chair.desk(&id)["paragraphs"].as_array().expect("rows").clone() {
        for proposal in row["proposals"].as_array().expect("proposals") {
            decide(&chair, &id, text(&proposal["proposal"]), "accept");
        }
    }
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    issue(&chair, &id, "WG/2026/WP.1/Rev.2");
    chair.sync();
    b.sync();
    let ask = |from: Option<&str>, to: Option<&str>| {
        let args = RevisionDiff { paper: id.clone(), from: from.map(str::to_owned), to: to.map(str::to_owned) };
        b.ask(Request::RevisionDiff(args))
    };
    let changes = |found: &Value| -> Vec<String> {
        let all = found["paragraphs"].as_array().expect("paragraphs").iter();
        all.filter(|p| p["change"] != "same")
            .map(|p| format!("{} {}>{}", text(&p["change"]), text(&p["old_number"]), text(&p["number"])))
            .collect()
    };
    assert!(changes(&ask(None, None)).is_empty(), "the last two are alike");
    let far = ask(Some("WG/2026/WP.1"), None);
    let found = changes(&far);
    assert!(
        found.contains(&"changed 2>2".to_owned())
            && found.iter().any(|c| c.starts_with("deleted 3>"))
            && found.iter().any(|c| c.starts_with("inserted")),
        "{found:?}"
    );
    let back = ask(Some("WG/2026/WP.1/Rev.2"), Some("WG/2026/WP.1"));
    assert!(changes(&back).iter().any(|c| c.starts_with("inserted")), "backwards too");
    assert_eq!(ask(None, Some("WG/2026/WP.1"))["from"], Value::Null, "nothing comes before the first");
    let args = RevisionDiff { paper: id.clone(), from: Some("WG/none".to_owned()), to: None };
    assert!(b.app.run(Request::RevisionDiff(args)).is_err());
}

#[test]
fn words_that_stood_in_brackets_tell_what_settled_them() {
    let cast = Cast::new(33);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("once a year", "every year"));
    propose(&cast, &g, &id, &PAPER.replace("once a year", "twice a year").replace("keep the list", "keep and publish the list"));
    chair.sync();
    decide(&chair, &id, &proposal_of(&chair.row(&id, "2"), &column(&chair, &id, "Delegation B")), "bracket");
    decide(&chair, &id, &proposal_of(&chair.row(&id, "3"), &column(&chair, &id, "Delegation G")), "bracket");
    let (rev1, rev2, rev3) = ("WG/2026/WP.1/Rev.1", "WG/2026/WP.1/Rev.2", "WG/2026/WP.1/Rev.3");
    issue(&chair, &id, rev1);
    chair.sync();
    let read = |number: &str| chair.text(&id, "issued").into_iter().find(|(n, _)| n == number).expect("a paragraph").1;
    let bracketed = read("2");
    assert!(bracketed.contains('[') && bracketed.contains("every"), "{bracketed}");

    // Paragraph 2 is settled by the Chair's side's hand, paragraph 3 by a proposal.
    let own = "The Parties shall hold joint exercises every year.";
    chair.ask(Request::Decide(Decide {
        paper: id.clone(),
        treatment: "own".to_owned(),
        paragraph: Some("2".to_owned()),
        text: Some(own.to_owned()),
        ..Decide::default()
    }));
    let issued = PAPER
        .replace("The Parties shall hold joint exercises once a year.", &bracketed)
        .replace("The secretariat shall keep the list.", "The secretariat shall keep and publish the list.");
    propose(&cast, &b, &id, &issued);
    chair.sync();
    decide(&chair, &id, &proposal_of(&chair.row(&id, "3"), &column(&chair, &id, "Delegation B")), "accept");
    issue(&chair, &id, rev2);
    issue(&chair, &id, rev3);
    chair.sync();
    g.sync();
    b.sync();
    assert_eq!(read("2"), own);
    assert_eq!(read("3"), "The secretariat shall keep and publish the list.");
    for (revision, agreed) in [(rev1, false), (rev2, true), (rev3, true)] {
        for (number, word, settled) in [("2", "every", 0), ("3", "and publish", 1)] {
            let args = RevisionTrace { paper: id.clone(), revision: Some(revision.to_owned()), paragraph: Some(number.to_owned()) };
            let traced = g.ask(Request::RevisionTrace(args));
            let parts = traced["paragraphs"][0]["parts"].as_array().expect("parts");
            let whole: String = parts.iter().map(|p| text(&p["text"])).collect();
            let part = parts.iter().find(|p| text(&p["text"]).contains(word)).unwrap_or_else(|| panic!("{word} in {whole}"));
            let origin = &traced["origins"][part["origin"].as_u64().expect("a place") as usize];
            assert_eq!((text(&origin["from"]), text(&origin["revision"]["symbol"])), ("bracket", rev1), "{whole}");
            let decision = &origin["decisions"][0];
            assert!(decision["contribution"].is_string() && decision["proposed"].is_i64(), "{decision}");
            assert!(decision["decided"].as_i64() > decision["proposed"].as_i64(), "when it was asked, and when that was decided");
            if !agreed {
                assert!(origin.get("agreed").is_none(), "{revision}: {origin}");
                continue;
            }
            assert_eq!(text(&origin["agreed"]["revision"]["symbol"]), rev2, "{revision}: {whole}");
            let decisions = origin["agreed"]["decisions"].as_array().expect("decisions");
            assert_eq!(decisions.len(), settled, "{decisions:?}");
            if let Some(decision) = decisions.first() {
                assert_eq!((text(&decision["delegation"]), text(&decision["treatment"])), ("Delegation B", "accepted"));
            }
        }
    }
}
