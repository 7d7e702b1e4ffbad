//! What must hold in the end: all laptops equal, and equal to what was acknowledged.

use crate::world::World;
use qalam_app::api::{
    Nothing, Request,
    comment::CommentsOf,
    desk::DecisionsOf,
    paper::{PaperRef, PaperShow},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl World<'_> {
    fn ask(&self, who: usize, request: Request) -> Value {
        self.laptops[who].party.ask(request)
    }

    fn text(&self, who: usize, paper: &str, view: &str) -> Value {
        let show = PaperShow { paper: paper.to_owned(), view: Some(view.to_owned()), revision: None };
        self.ask(who, Request::PaperShow(show))
    }

    /// The same question to several laptops must have one answer.
    fn one_answer(&self, whom: &[usize], what: &str, ask: impl Fn(usize) -> Value) -> Value {
        let first = ask(whom[0]);
        for other in &whom[1..] {
            let said = ask(*other);
            assert_eq!(first, said, "{what}: {} and {} differ", self.laptops[whom[0]].party.name, self.laptops[*other].party.name);
        }
        first
    }
}

fn strings(list: &Value, key: &str) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|v| v[key].as_str()).map(str::to_owned).collect()
}

/// Checks everything; what was seen, as text.
pub(crate) fn all(world: &World<'_>) -> String {
    let paper = || PaperRef { paper: world.base.issued.clone() };
    let everybody = [0, 1, 2, 3, 4];
    for laptop in &world.laptops {
        let status = laptop.party.ask(Request::Status(Nothing {}));
        assert_eq!((&status["unsent"], &status["waiting"]), (&json!(0), &json!([])), "{}: {status}", laptop.party.name);
    }
    let issued = world.one_answer(&everybody, "the issued text", |who| world.text(who, &world.base.issued, "issued"));
    let contributed = world.one_answer(&everybody, "contributions", |who| world.ask(who, Request::Contributions(paper())));
    let common = |who: usize| {
        let history = world.ask(who, Request::PaperHistory(paper()));
        let public = ["issued", "issued-rival", "amended", "inserted", "proposed", "withdrawn"];
        let acts: Vec<&Value> =
            history["acts"].as_array().expect("acts").iter().filter(|a| public.iter().any(|p| a["what"] == *p)).collect();
        json!([acts, history["revisions"]])
    };
    let common = world.one_answer(&everybody, "the story that all know", common);
    for side in [&[0, 1][..], &[2, 3], &[4]] {
        world.one_answer(side, "the story of one side", |who| world.ask(who, Request::PaperHistory(paper())));
    }
    let desk = desk(world);
    let drafts = drafts(world);

    assert!(world.known.contributions.is_subset(&strings(&contributed["contributions"], "contribution")), "every contribution is there");
    assert_eq!(world.known.contributions.len(), contributed["contributions"].as_array().map_or(0, Vec::len), "and no other");
    let story = world.ask(0, Request::PaperHistory(paper()));
    let acts = strings(&story["acts"], "act");
    assert!(world.known.decisions.is_subset(&acts), "every decision is there: {:?}", world.known.decisions.difference(&acts));
    let issues = story["acts"].as_array().expect("acts").iter().filter(|a| a["what"] == "issued" || a["what"] == "issued-rival").count();
    assert_eq!(issues, world.known.revisions.len() + 1, "every issued text is there, as the revision or as its rival");
    json!([issued["paragraphs"], common, desk, drafts, comments(world)]).to_string()
}

/// Every record of every vault opens.
pub(crate) fn vaults(world: &World<'_>) {
    for laptop in &world.laptops {
        let report = laptop.party.ask(Request::VaultCheck(Nothing {}));
        assert_eq!(report["bad"], json!([]), "{}", laptop.party.name);
    }
}

/// The Chair and the secretariat stand at one desk.
fn desk(world: &World<'_>) -> Value {
    world.one_answer(&[0, 1], "the desk", |who| {
        let mut desk = world.laptops[who].party.desk(&world.base.issued);
        desk["can_undo"] = Value::Null;
        desk["can_redo"] = Value::Null;
        let table = world.ask(who, Request::Decisions(DecisionsOf { paper: world.base.issued.clone(), revision: None, to: None }));
        json!([desk, world.text(who, &world.base.issued, "desk"), table])
    })
}

/// Every side has one draft, in which every word stands once that was typed and that nobody deleted.
fn drafts(world: &World<'_>) -> Value {
    let mut all = Vec::new();
    for (whom, own) in [(&[0, 1][..], Some(0)), (&[2, 3], Some(1)), (&[4], None)] {
        let papers = std::iter::once(&world.base.issued).chain(own.map(|at: usize| &world.base.drafts[at]));
        for paper in papers {
            let shown = world.one_answer(whom, "a draft", |who| world.text(who, paper, "draft"));
            let text: Vec<&str> = shown["paragraphs"].as_array().expect("paragraphs").iter().filter_map(|p| p["text"].as_str()).collect();
            let text = text.join("\n");
            for (word, stands) in world.known.words.get(&world.draft_key(whom[0], paper)).into_iter().flatten() {
                let times = text.matches(word.as_str()).count();
                assert!(
                    !stands || times == 1,
                    "{word} stands {times} times in the draft of {}:\n{text}",
                    world.laptops[whom[0]].party.name
                );
            }
            all.push(shown["paragraphs"].clone());
        }
    }
    Value::Array(all)
}

/// All read alike what is said to the group, each side what it says among itself, and everything said is there.
fn comments(world: &World<'_>) -> Value {
    let listed = |who: usize, view: &str| {
        let of = CommentsOf { paper: world.base.issued.clone(), view: Some(view.to_owned()), revision: None };
        let mut list = world.ask(who, Request::Comments(of))["comments"].take();
        for thread in list.as_array_mut().into_iter().flatten() {
            thread["unread"] = Value::Null;
            for said in thread["said"].as_array_mut().into_iter().flatten() {
                (said["unread"], said["mine"]) = (Value::Null, Value::Null);
            }
        }
        list
    };
    let mut all = vec![world.one_answer(&[0, 1, 2, 3, 4], "comments to the group", |who| listed(who, "issued"))];
    for side in [&[0, 1][..], &[2, 3], &[4]] {
        all.push(world.one_answer(side, "comments of one side", |who| listed(who, "draft")));
    }
    let threads = all.iter().flat_map(|list| list.as_array().into_iter().flatten());
    let said: BTreeSet<String> = threads.flat_map(|thread| strings(&thread["said"], "text")).collect();
    assert!(world.known.comments.is_subset(&said), "everything that was said is there: {:?}", world.known.comments.difference(&said));
    Value::Array(all)
}
