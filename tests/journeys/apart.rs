//! People of one side work apart and meet: no word doubled, none lost.

use crate::story::{PAPER, decide, paper, propose};
use qalam_app::api::{Request, paper::*};
use qalam_tests::Cast;

#[test]
fn two_of_the_chairs_side_decide_apart() {
    let cast = Cast::new(11);
    let chair = cast.chair();
    let secretariat = cast.join(&chair, "Secretariat", "desk officer", "secretariat");
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("joint exercises", "joint and public exercises"));
    chair.sync();
    secretariat.sync();
    let wish = chair.row(&id, "2")["proposals"][0]["proposal"].as_str().expect("id").to_owned();
    // The same decision apart, then different ones apart.
    decide(&chair, &id, &wish, "accept");
    decide(&secretariat, &id, &wish, "accept");
    for party in [&chair, &secretariat, &chair] {
        party.sync();
    }
    for party in [&chair, &secretariat] {
        let text = party.text(&id, "desk").into_iter().map(|(_, t)| t).collect::<String>();
        assert_eq!(text.matches("and public").count(), 1, "accepted twice apart, it stands once");
    }
    decide(&chair, &id, &wish, "reject");
    decide(&secretariat, &id, &wish, "defer");
    for party in [&chair, &secretariat, &chair] {
        party.sync();
    }
    assert_eq!(chair.text(&id, "desk"), secretariat.text(&id, "desk"));
    for party in [&chair, &secretariat] {
        let notices = party.desk(&id)["notices"].clone();
        assert!(notices.as_array().expect("notices").iter().any(|n| n["kind"] == "two_decisions"), "{notices}");
    }
    // One word settles it.
    decide(&chair, &id, &wish, "accept");
    chair.sync();
    secretariat.sync();
    assert_eq!(secretariat.desk(&id)["notices"], serde_json::json!([]));
    assert_eq!(chair.text(&id, "desk"), secretariat.text(&id, "desk"));
}

#[test]
fn two_experts_of_one_delegation_edit_apart() {
    let cast = Cast::new(12);
    let chair = cast.chair();
    let head = cast.join(&chair, "Delegation C", "head", "delegate");
    let expert = cast.join(&chair, "Delegation C", "expert", "delegate");
    let id = paper(&cast, &chair);
    head.sync();
    head.confirm_newcomer();
    head.sync();
    expert.sync();
    // Both open the revision for the first time, apart.
    let edit = |party: &qalam_tests::Party, text: &str| {
        let from = cast.file(&format!("{}.md", party.name), text);
        party.ask(Request::PaperEdit(PaperEdit { paper: id.clone(), from }));
    };
    edit(&head, &PAPER.replace("once a year", "twice a year"));
    edit(&expert, &PAPER.replace("shall keep the list", "shall keep and publish the list"));
    for party in [&head, &expert, &head, &expert] {
        party.sync();
    }
    let (one, other) = (head.text(&id, "draft"), expert.text(&id, "draft"));
    assert_eq!(one, other, "they meet");
    let texts: Vec<&str> = one.iter().map(|(_, t)| t.as_str()).collect();
    assert!(texts.contains(&"The Parties shall hold joint exercises twice a year."), "{texts:?}");
    assert!(texts.contains(&"The secretariat shall keep and publish the list."), "{texts:?}");
    assert_eq!(texts.len(), chair.text(&id, "issued").len(), "no paragraph doubled or lost");
    let proposed = head.ask(Request::Propose(Propose { paper: id.clone(), ..Propose::default() }));
    assert_eq!(proposed["proposals"].as_array().map(Vec::len), Some(2));
    // The Chair never sees the delegation's working copy.
    head.sync();
    chair.sync();
    assert_eq!(chair.text(&id, "draft"), chair.text(&id, "issued"));
}
