//! People of one side work apart and meet: no word doubled, none lost.

use crate::story::{PAPER, decide, edit, issue, paper, propose, two_experts};
use qalam_app::api::{Request, following::DraftFollow, paper::*};
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
    let (chair, head, expert, id) = two_experts(&cast);
    // Both open the revision for the first time, apart.
    edit(&cast, &head, &id, &PAPER.replace("once a year", "twice a year"));
    edit(&cast, &expert, &id, &PAPER.replace("shall keep the list", "shall keep and publish the list"));
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

/// A delegation without network proposes on a text that is not the newest any more: nothing of it is decided, and nothing lost.
#[test]
fn a_contribution_comes_when_the_next_revision_has_been_issued() {
    let cast = Cast::new(14);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let d = cast.join(&chair, "Delegation D", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("once a year", "twice a year"));
    d.sync();
    edit(&cast, &d, &id, &PAPER.replace("keep the list", "publish the list").replace("once a year", "every spring"));
    d.ask(Request::Propose(Propose { paper: id.clone(), ..Propose::default() }));
    chair.sync();
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    let contributed = |of: &str| {
        let listed = chair.ask(Request::Contributions(PaperRef { paper: id.clone() }));
        let found = listed["contributions"].as_array().expect("list").iter().find(|c| c["delegation"] == of).expect("it").clone();
        (found["pinned"].as_str().expect("where").to_owned(), found["late"].as_u64().expect("how many"))
    };
    // Now D meets the network.
    d.sync();
    chair.sync();
    assert_eq!(contributed("Delegation D"), ("earlier".to_owned(), 2));
    assert_eq!(contributed("Delegation B"), ("earlier".to_owned(), 0), "it lay on the desk and was deferred");
    assert!(chair.text(&id, "desk").iter().all(|(_, t)| !t.contains("every spring")));
    // D's copy moves on, keeps both, and they lie on the desk.
    d.ask(Request::DraftFollow(DraftFollow { paper: id.clone(), look: false }));
    d.ask(Request::Propose(Propose { paper: id.clone(), ..Propose::default() }));
    d.sync();
    chair.sync();
    let listed = chair.ask(Request::Contributions(PaperRef { paper: id.clone() }));
    let late: Vec<u64> = listed["contributions"].as_array().expect("list").iter().filter_map(|c| c["late"].as_u64()).collect();
    assert_eq!(late, [0, 0, 0]);
    assert_eq!(chair.row(&id, "2")["proposals"].as_array().map(Vec::len), Some(1));
    assert_eq!(chair.row(&id, "3")["proposals"].as_array().map(Vec::len), Some(1));
}
