//! Tuesday of the scenario: everybody has written apart, the hall has no network, a stick goes from laptop to laptop,
//! and by the evening the secretariat gives out the compilation.

use std::{fs, path::Path};

use qalam_app::{
    api::{Request, exchange::SyncWith},
    practice::{self, What},
};
use qalam_tests::{
    Party,
    stick::{damage, files, nothing_readable},
    text_of,
    tuesday::Tuesday,
};
use serde_json::{Value, json};

use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// Everybody writes on the own laptop. Delegation G leaves paragraph 16 for the window; nothing of it is submitted yet.
pub(crate) fn everybody_writes(tuesday: &Tuesday) {
    for letter in 'A'..='H' {
        tuesday.writes(letter, (letter == 'G').then_some("16"));
        if letter != 'G' {
            tuesday.submits(letter);
        }
    }
}

/// Delegation G's expert types the last proposal on the sheet, says why, and submits all eight.
pub(crate) fn types_and_submits(expert: &Window, words: &Words, paper: &str, title: &str, album: &mut Album) {
    expert.write_in(title);
    expert.put_cursor(".ProseMirror", "Each Party shall protect");
    for _ in "protect".chars() {
        expert.key(Key::Left);
    }
    expert.type_text("endeavour to ");
    let card = "return [...document.querySelectorAll('aside article')].find(each => /\\b16\\b/.test(each.querySelector('h3')?.textContent))
        ?.querySelector('textarea') ?? null;";
    expert.wait_text("aside", "endeavour");
    let reason = expert.wait_script("the proposal on 16 in the list", card, &[]);
    expert.fill_element(&reason, "describes what can be promised");
    expert.key(Key::Tab);
    let said = |all: &Value| {
        let changes = all["changes"].as_array()?;
        let here = changes.iter().find(|c| c["number"] == "16")?;
        (changes.len() == 8 && here["reason"] == "describes what can be promised").then_some(())
    };
    expert.until_command("changes", &json!({"paper": paper}), said);
    album.take(expert, "a-delegation-proposes");
    expert.press_in("header", words.say("write-submit"));
    expert.wait("[role=dialog]");
    album.take(expert, "eight-proposals-go-out");
    expert.press_keys(&[Key::Control.character(), Key::Enter.character()]);
    expert.wait_gone("[role=dialog]");
    expert.until_command("changes", &json!({"paper": paper}), |all| (all["contributions"].as_array()?.len() == 1).then_some(()));
}

/// The stick goes round; on its way one file is copied by hand, one is torn, and one is spoiled. The Chair's is last.
pub(crate) fn stick_goes_round(chair: &Window, expert: &Window, others: &[Party], stick: &Path, words: &Words, album: &mut Album) {
    for (at, party) in others.iter().enumerate() {
        party.ask(Request::SyncWith(SyncWith { folder: text_of(stick) }));
        if at == 3 {
            damage(stick);
        }
    }
    carry(expert, words, stick);
    spoil(stick);
    // The stick lies on a chair for twenty minutes.
    nothing_readable(&files(stick), &["contact point", "Delegation", "environment", "cybersecurity", "WG/2026"]);
    carry(chair, words, stick);
    album.take(chair, "the-stick-comes-back");
    // The doubled file is nothing, the torn one may still come; what was spoiled is put aside, and says why.
    let aside =
        "const list = document.querySelector('main ul.aside'); list?.scrollIntoView({block: 'center'}); return list?.children.length";
    chair.wait_until("one file put aside", || chair.script(aside, &[]) == Some(1.into()));
    album.take(chair, "what-was-put-aside");
}

/// By courier, as somebody with a stick in the hand does it.
pub(crate) fn carry(window: &Window, words: &Words, stick: &Path) {
    window.press_in("nav", words.say("nav-exchange"));
    window.press_in("main", words.say("exchange-courier"));
    window.fill_field(words.say("exchange-courier-folder"), &text_of(stick));
    window.key(Key::Enter);
    window.wait_gone("[role=dialog]");
    window.wait("main [role=status] .report");
}

/// A copy of a file with one byte changed, as a worn stick leaves it.
fn spoil(stick: &Path) {
    let sealed = files(stick).into_iter().find(|path| fs::metadata(path).is_ok_and(|m| m.len() > 600)).expect("sealed files");
    let mut bytes = fs::read(&sealed).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(sealed.with_file_name("worn"), bytes).unwrap();
}

/// What lies on the Chair's desk: 61 proposals of eight delegations, contested where they must be.
pub(crate) fn matrix(chair: &Window, paper: &str, album: &mut Album) {
    let desk = chair.until_command("desk", &json!({"paper": paper}), |desk| (desk["columns"].as_array()?.len() == 8).then(|| desk.clone()));
    let rows = desk["paragraphs"].as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["proposals"].as_array().unwrap().len()).sum::<usize>(), 61);
    let contested: Vec<&str> = rows.iter().filter(|row| row["state"] == "contested").map(|row| row["number"].as_str().unwrap()).collect();
    assert_eq!(contested, ["7", "12", "16", "18", "23"]);
    chair.go_to_desk();
    album.take(chair, "sixty-one-proposals");
}

/// 18:00: the compilation and the side-by-side table go out as CRP.1; every proposal stands in both with its reason.
pub(crate) fn crp_1(chair: &Window, words: &Words, folder: &Path, album: &mut Album) {
    fs::create_dir(folder).unwrap();
    for (choice, format, name) in [("now", "html", "CRP.1.html"), ("now", "md", "CRP.1.md"), ("now-side", "md", "CRP.1 side by side.md")] {
        let file = folder.join(name);
        chair.press_keys(&['o']);
        chair.click(&format!("[role=dialog] input[value={choice}]"));
        chair.click(&format!("[role=dialog] input[value={format}]"));
        chair.fill_field(words.say("papers-out-symbol"), "WG/2026/CRP.1");
        if format == "html" {
            album.take(chair, "compilation-goes-out");
        }
        chair.will_choose(&file);
        chair.press_in("[role=dialog]", words.say("papers-export-do"));
        chair.wait_gone("[role=dialog]");
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.contains("WG/2026/CRP.1: "), "{name} says what it is called");
        if format == "md" {
            every_proposal(&after(&text), name);
        }
    }
}

/// The text with what is marked as inserted, without what is marked as deleted.
fn after(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once("{--") {
        out.push_str(before);
        rest = behind.split_once("--}").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("{++", "").replace("++}", "").replace('\\', "")
}

fn every_proposal(text: &str, name: &str) {
    let story = practice::story("en");
    for edit in story.edits {
        let wanted = match edit.what {
            What::Replace(_, with) => with,
            What::InsertAfter(words) => words,
            What::Delete | What::IntoTheOneBefore => "",
        };
        assert!(text.contains(wanted), "{name}: what {} asks of {}: {wanted}", edit.by, edit.paragraph);
        assert!(text.contains(edit.reason), "{name}: why {} asks it of {}: {}", edit.by, edit.paragraph, edit.reason);
    }
    assert!(story.delegations.iter().all(|delegation| text.contains(delegation)), "{name}: everybody is named");
}
