//! Wednesday of the scenario: what was asked on Tuesday is settled at the Chair's desk, by keyboard; the next text goes
//! out with its papers, a delegation moves onto it, and everybody says where they stand.

use std::{fs, path::Path};

use qalam_app::api::{Request, standing::StandingSet};
use qalam_tests::Party;
use serde_json::{Value, json};

use super::first_steps::exchange;
use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// What stays open on Wednesday evening, beside the package.
const OPEN: [&str; 4] = ["8", "13", "17", "30"];
const PACKAGE: [&str; 3] = ["12", "16", "23"];

/// A row of the desk.
fn row(window: &Window, paper: &str, number: &str) -> Value {
    let desk = window.command("desk", json!({"paper": paper})).unwrap();
    let found = desk["paragraphs"].as_array().unwrap().iter().find(|row| row["number"] == number);
    found.unwrap_or_else(|| panic!("no row {number}")).clone()
}

/// How a paragraph would read in the next text.
fn reads(window: &Window, paper: &str, number: &str) -> String {
    let row = row(window, paper, number);
    let runs = row["result"].as_array().unwrap().iter().filter(|run| run["change"] != "deleted");
    runs.filter_map(|run| run["text"].as_str()).collect()
}

/// Presses a key at the desk and waits until what it decides is there.
fn decide(window: &Window, paper: &str, number: &str, key: char, state: &str) {
    window.press_keys(&[key]);
    let decided = || row(window, paper, number)["proposals"].as_array().is_some_and(|all| all.iter().any(|p| p["state"] == state));
    window.wait_until(&format!("{number} {state}"), decided);
    window.settle();
}

/// What one delegation wants and nobody else touches is taken through the list; then all that combines.
pub(crate) fn takes_what_agrees(chair: &Window, words: &Words, paper: &str, album: &mut Album) {
    chair.press_keys(&['a']);
    chair.wait("[role=dialog] select");
    chair.wait_text("[role=dialog]", words.say("desk-accept-none"));
    chair.choose_option("[role=dialog] select", "Delegation H");
    chair.wait("[role=dialog] li input:checked");
    album.take(chair, "all-of-one-delegation");
    chair.key(Key::Enter);
    chair.wait_gone("[role=dialog]");
    chair.wait_until("what H wants", || chair.decided(paper) == 7);
    chair.press_keys(&['c']);
    chair.wait("[role=dialog]");
    chair.key(Key::Enter);
    chair.wait_gone("[role=dialog]");
    chair.wait_until("what combines", || chair.decided(paper) == 49);
}

/// The clusters, one after the other, and the package.
pub(crate) fn settles(chair: &Window, words: &Words, paper: &str, album: &mut Album) {
    let enter = Key::Enter.character();
    chair.stand_at("7");
    chair.choose_with("Delegation A");
    decide(chair, paper, "7", enter, "accepted");

    chair.stand_at("12");
    chair.choose_with("Delegation D");
    decide(chair, paper, "12", 'b', "bracketed");
    chair.choose_with("Delegation A");
    because(chair, "Noted; to be taken up with the term.");
    decide(chair, paper, "12", 'x', "rejected");
    assert!(reads(chair, paper, "12").contains("\"[information [and cyber] security] / [cybersecurity]\""));

    chair.stand_at("16");
    chair.choose_with("Delegation G");
    because(chair, "To be settled together with 12 and 23.");
    decide(chair, paper, "16", 'b', "bracketed");
    assert!(reads(chair, paper, "16").contains("Each Party [shall [endeavour to]] / [should] protect"));
    // What came of it shows, not what would come of taking what is still chosen.
    chair.wait_text("article .result", "[shall [endeavour to]] / [should]");
    album.take(chair, "the-desk-half-done");

    chair.stand_at("18");
    chair.choose_with("Delegation G");
    album.take(chair, "what-would-follow");
    decide(chair, paper, "18", enter, "accepted");
    assert_eq!(row(chair, paper, "18 bis")["state"], "decided");
    assert!(reads(chair, paper, "27").contains("referred to in paragraph 18 shall"));

    chair.stand_at("20");
    chair.choose_with("legal and technical protection belong together");
    album.take(chair, "one-paragraph-into-another");
    decide(chair, paper, "20", enter, "accepted");
    chair.wait_until("the words of 21 in 20", || reads(chair, paper, "20").contains("competent bodies. Technical protection"));
    assert!(reads(chair, paper, "20").contains("independent and documented review"), "C's amendment came along");

    chair.stand_at("23");
    chair.choose_with("Delegation E");
    decide(chair, paper, "23", 'b', "bracketed");
    assert!(reads(chair, paper, "23").starts_with("[A joint response"));
    assert!(reads(chair, paper, "23").contains("within [ten] / [thirty] days"));

    chair.press_keys(&['u']);
    chair.wait("[role=dialog] input");
    chair.fill_field(words.say("desk-package-numbers"), "12, 16, 23");
    chair.fill_field(words.say("desk-package-name"), "The Chair’s package");
    album.take(chair, "the-package");
    chair.key(Key::Enter);
    chair.wait_gone("[role=dialog]");
    chair.until_command("desk", &json!({"paper": paper}), |desk| (desk["packages"].as_array()?.len() == 1).then_some(()));
}

fn because(window: &Window, reason: &str) {
    window.press_keys(&['e']);
    window.type_text(reason);
    window.key(Key::Enter);
}

/// G drops its wish on 16 and submits again; at the desk the bracket is made anew, of what is still asked.
pub(crate) fn g_withdraws(chair: &Window, expert: &Window, words: &Words, paper: &str, title: &str, album: &mut Album) {
    expert.write_in(title);
    let drop =
        "const card = [...document.querySelectorAll('aside article')].find(each => /\\b16\\b/.test(each.querySelector('h3')?.textContent));
        return card?.querySelector('button.drop') ?? null;";
    let drop = expert.wait_script("the proposal on 16 in the list", drop, &[]);
    expert.click_element(&drop);
    expert.until_command("changes", &json!({"paper": paper}), |all| (all["changes"].as_array()?.len() == 7).then_some(()));
    expert.press_in("header", words.say("write-submit"));
    expert.wait("[role=dialog]");
    expert.press_keys(&[Key::Control.character(), Key::Enter.character()]);
    expert.wait_gone("[role=dialog]");
    // What comes to mind since stays in the working copy: one wish that nobody else meets, and one that meets A's.
    expert.put_cursor(".ProseMirror", "before it makes a recommendation");
    expert.type_text(" in writing");
    expert.put_cursor(".ProseMirror", "regional and the global");
    expert.type_text(" and interregional");
    expert.until_command("changes", &json!({"paper": paper}), |all| (all["changes"].as_array()?.len() == 9).then_some(()));
    exchange(expert);
    exchange(chair);
    let said =
        |desk: &Value| desk["notices"].as_array()?.iter().any(|n| n["kind"] == "no_longer_asked" && n["number"] == "16").then_some(());
    chair.until_command("desk", &json!({"paper": paper}), said);
    chair.stand_at("16");
    chair.choose_with("Delegation G");
    chair.wait_text("article button.card[aria-pressed=true]", words.say("desk-gone"));
    album.take(chair, "g-has-withdrawn");
    because(chair, "Taken back by Delegation G.");
    decide(chair, paper, "16", 'x', "rejected");
    assert!(reads(chair, paper, "16").contains("Each Party [shall] / [should] protect"));
}

/// The next text, with everything that goes out together with it.
pub(crate) fn rev_1(chair: &Window, words: &Words, folder: &Path, album: &mut Album) {
    chair.press_keys(&['p']);
    chair.wait("[role=dialog] .prose");
    chair.press(words.say("desk-preview-marked"));
    chair.wait("[role=dialog] ins");
    album.take(chair, "rev-1-marked-up");
    chair.key(Key::Escape);
    chair.wait_gone("[role=dialog]");
    chair.press_in("header", words.say("desk-issue"));
    chair.wait("[role=dialog] input");
    chair.wait_text("[role=dialog]", words.say("desk-issue-all"));
    album.take(chair, "issuing-rev-1");
    chair.key(Key::Enter);
    chair.wait("[role=dialog] input[value=all]:checked");
    chair.click("[role=dialog] input[value=md]");
    chair.will_choose(folder);
    chair.press_in("[role=dialog]", words.say("papers-out-do"));
    chair.wait_gone("[role=dialog]");
    let read = |view: &str| {
        let file = folder.join(format!("WG-2026-WP.1-Rev.1_{view}.md"));
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    let table = read("decisions");
    assert!(table.contains("Its words now stand in paragraph 20."), "C's amendment of 21");
    assert_eq!(table.lines().filter(|line| line.starts_with("| ")).count(), 62, "a head, and a row for every proposal");
    assert!(read("clean").contains("18 bis"));
    // What stands in brackets is told though nobody asks for anything yet.
    chair.wait("[role=row].bracketed");
    album.take(chair, "after-rev-1");
    // One word settles it, and is taken back: the room has not agreed yet.
    chair.choose_row("16");
    chair.wait_text("article", words.say("desk-open-brackets"));
    album.take(chair, "a-bracket-in-the-text");
    chair.press_in("article section", words.say("desk-settle-choose"));
    chair.wait_text("article .result", "Each Party shall protect");
    chair.press(words.say("desk-undo"));
    chair.wait_gone("article .result");
}

/// The delegation's window gets the new text, and its open working copy moves onto it.
pub(crate) fn moves_onto_it(expert: &Window, words: &Words, paper: &str, album: &mut Album) {
    exchange(expert);
    expert.wait(".onward");
    album.take(expert, "rev-1-is-here");
    expert.click(".onward button");
    expert.wait_text("aside", words.say("onward-wrote"));
    expert.wait_text(".ProseMirror", "recommendation in writing");
    expert.until_command("draft_outlook", &json!({"paper": paper}), |now| (now["outdated"] == false).then_some(()));
    album.take(expert, "moved-onto-rev-1");
    expert.press_in("aside", words.say("onward-again"));
    expert.wait_text(".ProseMirror", "and interregional");
}

/// Seven delegations say where they stand, and the eighth says it in its window, by keyboard.
pub(crate) fn stands(expert: &Window, others: &[Party], words: &Words, paper: &str, album: &mut Album) {
    let agreed = agreed(expert, paper);
    assert_eq!(agreed.len(), 24);
    for party in others {
        party.sync();
        let paragraphs = agreed.iter().map(|(id, _)| id.clone()).collect();
        let (paper, stance) = (paper.to_owned(), "agreed".to_owned());
        party.ask(Request::StandingSet(StandingSet { paper, stance, paragraphs, ..StandingSet::default() }));
        party.sync();
    }
    expert.press_in("nav", words.say("nav-board"));
    expert.wait("main li[aria-current=true]");
    let all: Vec<Value> = board(expert, paper)["rows"].as_array().unwrap().clone();
    for row in &all {
        let here = row["paragraph"].as_str().unwrap();
        let mine = || board(expert, paper);
        if agreed.iter().any(|(id, _)| id == here) {
            // What was said before is done: until then nothing more is taken.
            expert.wait("main li[aria-current=true] .stand .actions button:first-child:not(:disabled)");
            expert.press_keys(&['a']);
            let said = || {
                let board = mine();
                let rows = board["rows"].as_array().cloned().unwrap_or_default();
                let row = rows.into_iter().find(|row| row["paragraph"] == here).unwrap_or_default();
                row["voices"].as_array().is_some_and(|all| all.iter().any(|v| v["delegation"] == board["mine"] && v["stance"] == "agreed"))
            };
            expert.wait_until(&format!("G agrees to {}", row["number"]), said);
            expert.settle();
        }
        if row["number"] == "9" {
            album.take(expert, "a-delegation-agrees");
        }
        expert.press_keys(&['j']);
    }
    exchange(expert);
}

fn board(window: &Window, paper: &str) -> Value {
    window.command("standing", json!({"paper": paper, "revision": null})).unwrap()
}

/// What all agree to: id and number.
fn agreed(window: &Window, paper: &str) -> Vec<(String, String)> {
    let board = board(window, paper);
    let said = |row: &Value, what: &str| row[what].as_str().unwrap().to_owned();
    let rows = board["rows"].as_array().unwrap().iter().map(|row| (said(row, "paragraph"), said(row, "number")));
    rows.filter(|(_, number)| !OPEN.contains(&number.as_str()) && !PACKAGE.contains(&number.as_str())).collect()
}

/// 24 agreed, 3 in brackets, 4 open.
pub(crate) fn where_it_stands(chair: &Window, words: &Words, paper: &str, album: &mut Album) {
    exchange(chair);
    chair.press_in("nav", words.say("nav-board"));
    let totals = |board: &Value| ["all", "agreed", "bracketed", "open"].map(|what| board["totals"][what].as_u64().unwrap_or_default());
    chair.wait_until("24 agreed, 3 in brackets, 4 open", || totals(&board(chair, paper)) == [31, 24, 3, 4]);
    chair.wait("main .totals");
    album.take(chair, "where-it-stands");
}

/// The delegation's window from right to left: the board, and the text with its brackets.
pub(crate) fn in_arabic(expert: &Window, title: &str, album: &mut Album) {
    let words = Words::of("ar");
    expert.turn_to("ar", "dark");
    expert.write_in(title);
    expert.put_cursor(".ProseMirror", "protect the critical infrastructure");
    expert.key(Key::Left);
    album.take(expert, "rev-1-arabic-dark");
    expert.press_in("nav", words.say("nav-board"));
    expert.wait("main .totals");
    album.take(expert, "where-it-stands-arabic-dark");
}
