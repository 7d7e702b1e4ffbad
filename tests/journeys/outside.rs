//! What comes from outside: files for a delegation, proposals made on the floor, and what of it cannot be used.

use crate::story::{PAPER, issue, paper, propose};
use qalam_app::{
    Code,
    api::{Request, desk::*, group::*, outside::*, paper::*},
};
use qalam_tests::{Cast, Party, text_of};
use serde_json::Value;
use std::fs;

/// A Chair with two delegations and an issued paper.
fn scene(seed: u64) -> (Cast, Party, Party, Party, String) {
    let cast = Cast::new(seed);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let c = cast.join(&chair, "Delegation C", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    c.sync();
    (cast, chair, b, c, id)
}

fn from(paper: &str, file: String, delegation: Option<&str>) -> Propose {
    Propose { paper: paper.to_owned(), from: Some(file), delegation: delegation.map(str::to_owned), ..Propose::default() }
}

/// Who stands where on the desk: column name, kind, entered, floor, the wording.
fn asked(party: &Party, paper: &str) -> Vec<(String, String, bool, bool, String)> {
    let desk = party.desk(paper);
    let columns = desk["columns"].as_array().expect("columns").clone();
    let name = |id: &Value| columns.iter().find(|c| c["id"] == *id).and_then(|c| c["name"].as_str()).unwrap_or("?").to_owned();
    let proposals = desk["paragraphs"].as_array().expect("rows").iter().flat_map(|p| p["proposals"].as_array().expect("proposals").clone());
    proposals
        .map(|p| {
            let text = |key: &str| p[key].as_str().expect(key).to_owned();
            (name(&p["column"]), text("kind"), p["entered"] == true, p["floor"] == true, text("text"))
        })
        .collect()
}

fn floor(paper: &str, delegation: &str, paragraph: &str, kind: &str, text: &str) -> FloorProposal {
    let own = str::to_owned;
    FloorProposal {
        paper: own(paper),
        delegation: own(delegation),
        paragraph: own(paragraph),
        kind: own(kind),
        text: own(text),
        reason: String::new(),
    }
}

const REPORT: &str = "Each Party shall report on incidents.";

#[test]
fn a_file_is_entered_for_a_delegation() {
    let (cast, chair, b, _c, id) = scene(60);
    // B has submitted something itself: that stays, whatever is entered for it.
    propose(&cast, &b, &id, &PAPER.replace("keep the list", "keep the list up to date"));
    chair.sync();
    let text = PAPER.replace("once a year", "twice a year") + "\n4. " + REPORT + "\n";
    let entered = chair.ask(Request::Propose(from(&id, cast.file("b-mail.md", &text), Some("delegation b"))));
    assert_eq!(entered["proposals"].as_array().map(Vec::len), Some(2), "{entered}");
    assert_eq!(entered["unplaced"], serde_json::json!([]));
    let mut lines = asked(&chair, &id);
    lines.sort();
    let b_asks = |kind: &str, entered: bool, text: &str| ("Delegation B".to_owned(), kind.to_owned(), entered, false, text.to_owned());
    let wanted = [
        b_asks("amend", false, "The secretariat shall keep the list up to date."),
        b_asks("amend", true, "The Parties shall hold joint exercises twice a year."),
        b_asks("insert", true, REPORT),
    ];
    assert_eq!(lines, wanted);
    // A corrected file takes the place of the first, and of nothing else.
    let text = PAPER.replace("once a year", "three times a year");
    chair.ask(Request::Propose(from(&id, cast.file("b-mail.md", &text), Some("Delegation B"))));
    let mut lines = asked(&chair, &id);
    lines.sort();
    assert_eq!(lines, [wanted[0].clone(), b_asks("amend", true, "The Parties shall hold joint exercises three times a year.")]);
    // The delegation sees it, resubmits its own, and takes back what was entered for it.
    chair.sync();
    propose(&cast, &b, &id, &PAPER.replace("keep the list", "publish the list"));
    let list = b.ask(Request::Contributions(PaperRef { paper: id.clone() }));
    let current: Vec<&Value> = list["contributions"].as_array().expect("list").iter().filter(|c| c["status"] == "current").collect();
    assert_eq!(current.iter().filter(|c| c["entered"] == true).count(), 1);
    let withdraw = |c: &Value| WithdrawContribution { paper: id.clone(), contribution: c["contribution"].as_str().expect("id").to_owned() };
    b.ask(Request::Withdraw(withdraw(current.iter().find(|c| c["entered"] == true).expect("entered"))));
    // What a delegation submitted itself is not the Chair's to take back.
    let own = withdraw(current.iter().find(|c| c["entered"] == false).expect("own"));
    b.sync();
    chair.sync();
    assert_eq!(chair.refused(Request::Withdraw(own)), Code::NotAllowed);
    assert_eq!(asked(&chair, &id).len(), 1);
    // Nobody enters for another delegation but the Chair's side.
    assert_eq!(b.refused(Request::Propose(from(&id, cast.file("c.md", &text), Some("Delegation C")))), Code::NotAllowed);
    // A delegation's own file is its own contribution.
    let own = b.ask(Request::Propose(from(&id, cast.file("own.txt", &PAPER.replace("once", "at least once").replace("# ", "")), None)));
    assert_eq!(own["proposals"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_copy_with_ids_comes_back_whatever_became_of_its_words() {
    let (cast, chair, _b, _c, id) = scene(64);
    let to = text_of(&cast.path("copy.md"));
    chair.ask(Request::PaperExport(PaperExport { paper: id.clone(), to: to.clone(), ids: Some(true), ..PaperExport::default() }));
    let file = std::fs::read_to_string(&to).expect("the copy");
    // Of two paragraphs not one word stays, and they change places.
    let line = |words: &str| file.lines().find(|l| l.contains(words)).expect("its line").to_owned();
    let mark = |words: &str| line(words).split_once(words).expect("its line").1.trim().to_owned();
    let (exercises, list) = (mark("exercises once a year."), mark("keep the list."));
    let first = line("national contact point");
    let text = format!("# Contact points\n\n{first}\n\n2. Nothing left here. {list}\n\n3. All of it is new. {exercises}\n");
    chair.ask(Request::Propose(from(&id, cast.file("back.md", &text), Some("Delegation B"))));
    let asked: Vec<(String, String)> = asked(&chair, &id).into_iter().map(|(_, kind, _, _, text)| (kind, text)).collect();
    let amend = |text: &str| ("amend".to_owned(), text.to_owned());
    assert!(asked.contains(&amend("Nothing left here.")) && asked.contains(&amend("All of it is new.")), "{asked:?}");
    assert!(asked.iter().all(|(kind, _)| kind != "insert"), "{asked:?}");
}

#[test]
fn what_cannot_be_placed_is_placed_by_hand() {
    let (cast, chair, _b, _c, id) = scene(61);
    let text = PAPER
        .replace("2. The Parties shall hold joint exercises once a year.", "Whoever can trains whoever cannot.\n\nThis is to be paid for.")
        .replace("on incidents.", "on grave incidents.");
    let file = cast.file("b.md", &text);
    let look = |place: &[&str]| {
        let place = place.iter().map(|p| (*p).to_owned()).collect();
        chair.ask(Request::ProposePreview(Propose { place: Some(place), ..from(&id, file.clone(), Some("Delegation B")) }))
    };
    let first = look(&[]);
    let kinds = |look: &Value| -> Vec<(String, String)> {
        let text = |v: &Value, key: &str| v[key].as_str().expect(key).to_owned();
        look["changes"].as_array().expect("changes").iter().map(|c| (text(c, "number"), text(c, "kind"))).collect()
    };
    let one = |n: &str, kind: &str| (n.to_owned(), kind.to_owned());
    assert_eq!(kinds(&first), [one("1", "amend")]);
    let unplaced = first["unplaced"].as_array().expect("list");
    assert_eq!(unplaced.iter().map(|u| u["piece"].as_u64()).collect::<Vec<_>>(), [Some(2), Some(3)]);
    assert_eq!(unplaced[0]["candidates"][0]["number"], "2");
    assert_eq!(unplaced[0]["behind"]["number"], "1");
    let placed = look(&["2=2", "3=after:2"]);
    assert_eq!(kinds(&placed), [one("1", "amend"), one("2", "amend"), one("", "insert")]);
    assert_eq!(placed["unplaced"], serde_json::json!([]));
    // 'No proposal' is no wish to delete what it may have been.
    assert_eq!(kinds(&look(&["2=none", "3=none"])), [one("1", "amend")]);
    // What nobody placed is said, and what it may be stays as it is.
    let entered = chair.ask(Request::Propose(from(&id, file.clone(), Some("Delegation B"))));
    assert_eq!(entered["unplaced"].as_array().map(Vec::len), Some(2));
    assert_eq!(asked(&chair, &id).len(), 1);
    for bad in ["9=2", "2=77", "2", "x=2", "2=after:", "0=1"] {
        let args = Propose { place: Some(vec![bad.to_owned()]), ..from(&id, file.clone(), Some("Delegation B")) };
        assert!(matches!(chair.refused(Request::Propose(args)), Code::BadPlace | Code::UnknownParagraph), "{bad}");
    }
    let twice = Propose { place: Some(vec!["2=2".to_owned(), "3=2".to_owned()]), ..from(&id, file, Some("Delegation B")) };
    assert_eq!(chair.refused(Request::Propose(twice)), Code::BadPlace);
}

#[test]
fn files_that_do_not_belong_here() {
    let (cast, chair, b, _c, id) = scene(62);
    let enter = |file: String| Request::Propose(from(&id, file, Some("Delegation B")));
    let russian = "# Контактные пункты\n\n1. Каждая Сторона назначает национальный контактный пункт для обмена информацией об инцидентах.\n\n2. Стороны раз в год проводят совместные учения.\n\n3. Секретариат ведёт список.\n";
    let file = cast.file("ru.md", russian);
    assert_eq!(chair.refused(enter(file.clone())), Code::ForeignText);
    let look = chair.ask(Request::ProposePreview(from(&id, file.clone(), Some("Delegation B"))));
    assert_eq!((&look["foreign"], look["unplaced"].as_array().map(Vec::len)), (&Value::Bool(true), Some(3)));
    assert_eq!(look["changes"], serde_json::json!([]));
    // By hand it is taken all the same.
    let by_hand = Propose { place: Some(vec!["2=2".to_owned()]), ..from(&id, file, Some("Delegation B")) };
    assert_eq!(chair.ask(Request::Propose(by_hand))["proposals"].as_array().map(Vec::len), Some(1));
    assert_eq!(chair.refused(enter(cast.file("same.md", PAPER))), Code::NothingInFile);
    // A canonical file of another paper, and of this one.
    let other = chair.ask(Request::PaperNew(PaperNew {
        title: "Another".to_owned(),
        symbol: "WG/2026/WP.7".to_owned(),
        language: "en".to_owned(),
        from: Some(cast.file("other.md", PAPER)),
    }));
    let other = other["paper"].as_str().expect("id").to_owned();
    issue(&chair, &other, "WG/2026/WP.7");
    let export = |paper: &str, name: &str| {
        let to = text_of(&cast.path(name));
        let mut args = serde_json::json!({"paper": paper, "to": to, "view": null, "revision": null});
        let request = serde_json::json!({"command": "paper_export", "args": args.take()});
        chair.ask(serde_json::from_value(request).expect("an export"));
        to
    };
    assert_eq!(chair.refused(enter(export(&other, "other.qalam"))), Code::OtherPaper);
    let canonical = export(&id, "this.qalam");
    let edited = fs::read_to_string(&canonical).expect("the file").replace("once a year", "every spring");
    fs::write(&canonical, edited).expect("edited");
    let entered = chair.ask(enter(canonical));
    assert_eq!(entered["proposals"].as_array().map(Vec::len), Some(1), "{entered}");
    // Meanwhile a new revision is issued: what was looked at is no longer under discussion.
    let old =
        Propose { revision: Some("WG/2026/WP.1".to_owned()), ..from(&id, cast.file("late.md", &PAPER.replace("once", "twice")), None) };
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    b.sync();
    assert_eq!(b.refused(Request::Propose(old.clone())), Code::NotUnderDiscussion);
    assert_eq!(b.refused(Request::Propose(Propose { revision: Some("WP.99".to_owned()), ..old })), Code::UnknownRevision);
}

#[test]
fn what_is_said_on_the_floor_lies_beside_what_was_submitted() {
    let (cast, chair, b, _c, id) = scene(63);
    propose(&cast, &b, &id, &PAPER.replace("keep the list", "keep the list up to date"));
    chair.sync();
    let said = |args: FloorProposal| chair.ask(Request::FloorPropose(args));
    let two = "The Parties shall hold joint exercises twice a year.";
    said(floor(&id, "Delegation B", "2", "amend", two));
    said(floor(&id, "Delegation B", "2", "insert", REPORT));
    said(floor(&id, "Delegation C", "3", "delete", ""));
    let lines = asked(&chair, &id);
    assert_eq!(lines.len(), 4, "{lines:?}");
    let on_floor: Vec<(&str, &str, &str)> =
        lines.iter().filter(|l| l.2 && l.3).map(|l| (l.0.as_str(), l.1.as_str(), l.4.as_str())).collect();
    assert_eq!(on_floor.len(), 3);
    assert!(on_floor.contains(&("Delegation B", "amend", two)) && on_floor.contains(&("Delegation B", "insert", REPORT)));
    // Each step is taken back and done again like any other at the desk.
    let undo = || chair.ask(Request::DecideUndo(PaperRef { paper: id.clone() }));
    let redo = || chair.ask(Request::DecideRedo(PaperRef { paper: id.clone() }));
    assert!(undo()["paragraph"].is_string());
    assert_eq!(asked(&chair, &id).len(), 3);
    assert!(redo()["paragraph"].is_string());
    assert_eq!(asked(&chair, &id).len(), 4);
    undo();
    undo();
    undo();
    assert_eq!(asked(&chair, &id).len(), 1, "what B submitted is not touched");
    redo();
    assert_eq!(asked(&chair, &id).len(), 2);
    // A file that is entered and a resubmission leave it where it is.
    chair.ask(Request::Propose(from(&id, cast.file("b.md", &PAPER.replace("national", "competent")), Some("Delegation B"))));
    chair.sync();
    propose(&cast, &b, &id, &PAPER.replace("keep the list", "publish the list"));
    chair.sync();
    assert_eq!(asked(&chair, &id).iter().filter(|l| l.3).count(), 1);
    assert_eq!(asked(&chair, &id).len(), 3);
    // What cannot be entered is said.
    let refused = |args: FloorProposal| chair.refused(Request::FloorPropose(args));
    assert_eq!(refused(floor(&id, "Delegation B", "2", "amend", " \n")), Code::EmptyWording);
    assert_eq!(refused(floor(&id, "Delegation B", "2", "amend", two)), Code::AlreadyProposed);
    assert_eq!(refused(floor(&id, "Delegation C", "3", "amend", "The secretariat shall keep the list.")), Code::NothingSaid);
    assert_eq!(refused(floor(&id, "Delegation C", "33", "amend", "x")), Code::UnknownParagraph);
    assert_eq!(refused(floor(&id, "Delegation X", "3", "amend", "x")), Code::UnknownDelegation);
    assert_eq!(refused(floor(&id, "Delegation C", "3", "amend", &"long ".repeat(300_000))), Code::TooMuchProposed);
    assert_eq!(b.refused(Request::FloorPropose(floor(&id, "Delegation B", "2", "amend", "x"))), Code::NotAllowed);
    // One wording taken, one withdrawn after it was decided: nothing is lost.
    let row = chair.row(&id, "2");
    let proposal = row["proposals"][0]["proposal"].as_str().expect("id").to_owned();
    chair.ask(Request::Decide(Decide { paper: id.clone(), treatment: "accept".to_owned(), proposal: Some(proposal), ..Decide::default() }));
    assert!(chair.text(&id, "desk").iter().any(|(_, t)| t == two));
}

#[test]
fn hostile_files() {
    let (cast, chair, _b, _c, id) = scene(64);
    let enter = |name: &str, bytes: &[u8]| {
        let path = cast.path(name);
        fs::write(&path, bytes).expect("a file");
        Request::Propose(from(&id, text_of(&path), Some("Delegation B")))
    };
    assert_eq!(chair.refused(enter("latin.md", b"1. Ch\xe2que")), Code::NotUtf8);
    let sparse = cast.path("huge.txt");
    fs::File::create(&sparse).and_then(|f| f.set_len(100 << 20)).expect("a sparse file");
    assert_eq!(chair.refused(Request::Propose(from(&id, text_of(&sparse), Some("Delegation B")))), Code::TooLarge);
    assert_eq!(chair.refused(enter("nothing.txt", &[0; 4096])), Code::EmptyFile);
    assert_eq!(chair.refused(enter("many.md", "1. x\n\n".repeat(100_000).as_bytes())), Code::TooManyParagraphs);
    let long = PAPER.replace("once a year", &"once and again ".repeat(100_000));
    assert_eq!(chair.refused(enter("long.md", long.as_bytes())), Code::ParagraphTooLong);
    // Each paragraph is a paper's, all of it is too much: nothing is submitted, nothing is lost.
    let much = format!("{PAPER}\n{}", (0..40).map(|n| format!("{}. {}\n\n", n + 4, format!("word{n} ").repeat(5_000))).collect::<String>());
    assert_eq!(chair.refused(enter("much.md", much.as_bytes())), Code::TooMuchProposed);
    assert_eq!(asked(&chair, &id), []);
    // UTF-16, as Windows' editor writes it, with NULs at its end.
    let wide: Vec<u8> = format!("\u{feff}{}\0\0", PAPER.replace("once", "twice")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(chair.ask(enter("wide.md", &wide))["proposals"].as_array().map(Vec::len), Some(1));
    // A text in which every paragraph changed is still this text.
    let changed = PAPER.replace("shall", "should, as soon as it can,");
    assert_eq!(chair.ask(enter("changed.md", changed.as_bytes()))["proposals"].as_array().map(Vec::len), Some(3));
}

#[test]
fn names_that_look_alike() {
    let cast = Cast::new(65);
    let chair = cast.chair();
    cast.join(&chair, "Delegation B", "head", "delegate");
    let alike = |name: &str| chair.ask(Request::NamesAlike(NameGiven { name: name.to_owned() }))["alike"].clone();
    assert_eq!(alike("Delegation \u{412}"), serde_json::json!(["Delegation B"]));
    assert_eq!(alike("delegation b"), serde_json::json!([]), "the same name is the same delegation");
    assert_eq!(alike("Delegation C"), serde_json::json!([]));
    let out = text_of(&cast.path("in"));
    let invite =
        GroupInvite { delegation: "Delegation \u{412}".to_owned(), seat: "head".to_owned(), role: "delegate".to_owned(), head: true, out };
    assert_eq!(chair.ask(Request::GroupInvite(invite))["alike"], serde_json::json!(["Delegation B"]));
    let group = chair.ask(Request::GroupShow(qalam_app::api::Nothing {}));
    let alike: Vec<&Value> = group["delegations"].as_array().expect("list").iter().filter(|d| d["alike"].is_array()).collect();
    assert_eq!(alike.len(), 2);
}
