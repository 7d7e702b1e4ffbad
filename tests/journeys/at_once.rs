//! Many paragraphs at once: packages that hold back, and acceptance wholesale, as one step each.

use crate::story::{decide, issue, paper, proposal_of, propose};
use qalam_app::{
    Code,
    api::{Request, desk::*, paper::*},
};
use qalam_tests::{Cast, Party};
use serde_json::{Value, json};

const TEXT: &str = "# Contact points\n\n1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n2. The Parties shall hold joint exercises once a year.\n\n3. The secretariat shall keep the list.\n";

fn package(party: &Party, paper: &str, paragraphs: &[&str]) -> String {
    let paragraphs = paragraphs.iter().map(|p| (*p).to_owned()).collect();
    let made = party.ask(Request::PackageSet(PackageSet { paper: paper.to_owned(), paragraphs, ..PackageSet::default() }));
    made["package"].as_str().expect("an act").to_owned()
}

fn text(party: &Party, paper: &str, view: &str, number: &str) -> String {
    party.text(paper, view).into_iter().find(|(n, _)| n == number).expect("the paragraph").1
}

fn at(paper: &str) -> PaperRef {
    PaperRef { paper: paper.to_owned() }
}

#[test]
fn a_package_goes_as_a_whole_or_not_at_all() {
    let cast = Cast::new(91);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(
        &cast,
        &b,
        &id,
        &TEXT.replace("once a year", "twice a year").replace("a national", "one national").replace("keep the", "keep a"),
    );
    chair.sync();
    package(&chair, &id, &["1", "2"]);
    let desk = chair.desk(&id);
    assert_eq!((&desk["packages"][0]["name"], &desk["packages"][0]["waits"]), (&json!("1 + 2"), &json!(true)));
    assert_eq!(chair.ask(Request::CombinePreview(at(&id)))["accepted"].as_array().map(Vec::len), Some(1), "combining takes none of it");

    let wish = |number: &str| chair.row(&id, number)["proposals"][0]["proposal"].as_str().expect("id").to_owned();
    decide(&chair, &id, &wish("1"), "accept");
    decide(&chair, &id, &wish("3"), "accept");
    let row = chair.row(&id, "1");
    assert_eq!((&row["state"], &row["proposals"][0]["state"]), (&json!("waits_for_package"), &json!("accepted")));
    assert!(text(&chair, &id, "desk", "1").contains("a national") && text(&chair, &id, "desk", "3").contains("keep a"));
    let preview = chair.ask(Request::PaperIssuePreview(at(&id)));
    assert_eq!((preview["packages"].as_array().map(Vec::len), preview["undecided"].as_array().map(Vec::len)), (Some(1), Some(2)));
    // A package is a step like any other.
    chair.ask(Request::DecideUndo(at(&id)));
    chair.ask(Request::DecideUndo(at(&id)));
    chair.ask(Request::DecideUndo(at(&id)));
    assert_eq!(chair.desk(&id)["packages"], json!([]));
    for _ in 0..3 {
        chair.ask(Request::DecideRedo(at(&id)));
    }
    assert_eq!((&chair.row(&id, "1")["state"], &chair.desk(&id)["packages"][0]["name"]), (&json!("waits_for_package"), &json!("1 + 2")));

    // It goes on with the next text, in which it has changed nothing.
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    assert!(text(&chair, &id, "issued", "1").contains("a national") && text(&chair, &id, "issued", "3").contains("keep a"));
    let table = chair.ask(Request::Decisions(DecisionsOf { paper: id.clone(), revision: Some("WG/2026/WP.1/Rev.1".to_owned()), to: None }));
    let treatments: Vec<&str> = table["decisions"].as_array().expect("rows").iter().filter_map(|r| r["treatment"].as_str()).collect();
    assert_eq!(treatments, ["deferred", "deferred", "accepted"]);
    assert_eq!(chair.desk(&id)["packages"][0]["paragraphs"].as_array().map(Vec::len), Some(2));
    chair.sync();
    propose(
        &cast,
        &b,
        &id,
        &TEXT.replace("once a year", "twice a year").replace("a national", "one national").replace("keep the", "keep a"),
    );
    chair.sync();
    decide(&chair, &id, &wish("1"), "accept");
    decide(&chair, &id, &wish("2"), "reject");
    issue(&chair, &id, "WG/2026/WP.1/Rev.2");
    assert!(text(&chair, &id, "issued", "1").contains("one national"));
    assert_eq!(chair.desk(&id)["packages"], json!([]), "decided as a whole, it is done");

    b.sync();
    let set = |paragraphs: &[&str], package: Option<&str>| {
        let paragraphs = paragraphs.iter().map(|p| (*p).to_owned()).collect();
        Request::PackageSet(PackageSet { paper: id.clone(), package: package.map(str::to_owned), name: None, paragraphs })
    };
    assert_eq!(b.refused(set(&["1", "2"], None)), Code::NotAllowed);
    assert_eq!(chair.refused(set(&["1"], None)), Code::BadValue);
    assert_eq!(chair.refused(set(&["1", "7"], None)), Code::UnknownParagraph);
    assert_eq!(chair.refused(set(&["1", "2"], Some("Scope"))), Code::UnknownPackage);
    let made = package(&chair, &id, &["1", "2"]);
    chair.ask(set(&["1", "2", "3"], Some(&made[..8])));
    assert_eq!(chair.ask(Request::Packages(at(&id)))["packages"][0]["paragraphs"].as_array().map(Vec::len), Some(3));
    chair.ask(set(&[], Some("1 + 2")));
    assert_eq!(chair.ask(Request::Packages(at(&id)))["packages"], json!([]));
}

#[test]
fn many_are_accepted_after_a_look_at_the_list_and_taken_back_as_one() {
    let cast = Cast::new(92);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    let of_b = TEXT.replace("Party shall", "Party should").replace("exercises once", "exercises, once").replace("keep the", "keep a");
    propose(&cast, &b, &id, &of_b);
    propose(&cast, &g, &id, &TEXT.replace("Party shall", "Party may"));
    chair.sync();
    let before = chair.text(&id, "desk");
    let many = |editorial: bool, delegation: Option<&str>| AcceptMany {
        paper: id.clone(),
        editorial,
        delegation: delegation.map(str::to_owned),
        ..AcceptMany::default()
    };
    let list = |args: AcceptMany| -> Vec<Value> { chair.ask(Request::AcceptPreview(args))["lines"].as_array().expect("lines").clone() };
    let all = list(many(false, Some("Delegation B")));
    let apart: Vec<&Value> = all.iter().map(|l| &l["apart"]).collect();
    assert_eq!(apart, [&json!("touches"), &Value::Null, &Value::Null]);
    let editorial = list(many(true, None));
    assert_eq!(editorial.iter().map(|l| l["number"].as_str().expect("a number")).collect::<Vec<_>>(), ["2"]);

    let taken = chair.ask(Request::AcceptMany(many(true, None)));
    assert_eq!(taken["accepted"].as_array().map(Vec::len), Some(1));
    let except = AcceptMany { except: vec![all[2]["proposal"].as_str().expect("id").to_owned()], ..many(false, Some("Delegation B")) };
    assert_eq!(chair.ask(Request::AcceptMany(except))["accepted"], json!([]), "nothing is left that does not stand apart");
    chair.ask(Request::AcceptMany(many(false, Some("Delegation B"))));
    assert!(text(&chair, &id, "desk", "3").contains("keep a"));
    assert!(text(&chair, &id, "desk", "1").contains("Party shall"), "what touches another's is not taken by itself");
    // Named, it is, and the other one falls.
    let only = AcceptMany { only: Some(vec![all[0]["proposal"].as_str().expect("id").to_owned()]), ..many(false, Some("Delegation B")) };
    chair.ask(Request::AcceptMany(only));
    let row = chair.row(&id, "1");
    let column = |name: &str| {
        let desk = chair.desk(&id);
        desk["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .find(|c| c["name"] == name)
            .and_then(|c| c["id"].as_str())
            .expect("it")
            .to_owned()
    };
    let fallen = proposal_of(&row, &column("Delegation G"));
    let of_g = row["proposals"].as_array().expect("proposals").iter().find(|p| p["proposal"] == fallen).expect("it").clone();
    assert_eq!((&row["state"], &of_g["state"]), (&json!("decided"), &json!("rejected")));
    for _ in 0..3 {
        chair.ask(Request::DecideUndo(at(&id)));
    }
    assert_eq!(chair.text(&id, "desk"), before);
    assert_eq!(list(many(false, Some("Delegation B"))).len(), 3);
    assert_eq!(chair.refused(Request::AcceptMany(many(false, None))), Code::BadValue);
    assert_eq!(
        chair.refused(Request::AcceptMany(AcceptMany { except: vec!["ffff".to_owned()], ..many(true, None) })),
        Code::UnknownProposal
    );
    assert_eq!(b.refused(Request::AcceptPreview(many(true, None))), Code::NotAllowed);
}
