//! A paper issued, changed on another laptop whose folder is out of reach, and met again on the desk.

use std::{fs, path::Path};

use serde_json::json;

use super::first_steps::exchange;
use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// A paper of three paragraphs.
const PAPER: &str = "# Secure exchange of information\n\n\
    1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n\
    2. The Parties shall notify one another of incidents within a reasonable time.\n\n\
    3. Joint exercises shall be held once a year.\n";

/// The Chair begins a paper from a file and issues it; its id.
pub(crate) fn issue(chair: &Window, words: &Words, album: &mut Album) -> String {
    let file = chair.aside().join("paper.md");
    fs::write(&file, PAPER).unwrap();
    chair.press_in("nav", words.say("nav-papers"));
    album.take(chair, "no-papers-yet");
    chair.wait("main");
    chair.press_keys(&['i']);
    chair.fill_field(words.say("papers-file"), &file.display().to_string());
    album.take(chair, "paper-from-a-file");
    chair.press_in("[role=dialog]", words.say("papers-import-do"));
    chair.wait_text(".ProseMirror", "Joint exercises");
    chair.wait(".ProseMirror-focused");
    album.take(chair, "drafting");
    chair.press_in("header", words.say("write-issue"));
    chair.fill_field(words.say("write-issue-symbol"), "WG/2026/WP.1");
    chair.press_in("[role=dialog]", words.say("write-issue-do"));
    chair.wait_gone("[role=dialog]");
    exchange(chair);
    let papers = chair.command("paper_list", json!({})).unwrap();
    papers["papers"][0]["paper"].as_str().unwrap().to_owned()
}

/// The other laptop changes the text while the folder is gone, and submits; nothing is lost, and it says so.
pub(crate) fn propose(expert: &Window, words: &Words, folder: &Path, paper: &str, album: &mut Album) {
    exchange(expert);
    expert.until_command("paper_list", &json!({}), |list| (!list["papers"].as_array()?.is_empty()).then_some(()));
    let away = folder.with_extension("away");
    fs::rename(folder, &away).unwrap();

    expert.press_in("nav", words.say("nav-papers"));
    expert.wait_text("main", "Secure exchange of information");
    expert.press_keys(&[Key::Control.character(), 'k']);
    expert.fill("[role=combobox]", "Secure exchange");
    expert.key(Key::Enter);
    expert.wait_text(".ProseMirror", "within a reasonable time");
    expert.wait(".ProseMirror-focused");
    expert.settle();
    expert.put_cursor(".ProseMirror", "within a reasonable time");
    for _ in 0.."a reasonable time".len() {
        expert.key(Key::Backspace);
    }
    expert.type_text("72 hours");
    expert.wait_text(".ProseMirror ins", "72 hours");
    expert.until_command("changes", &json!({"paper": paper}), |found| (found["changes"].as_array()?.len() == 1).then_some(()));
    expert.wait_text("aside", "72 hours");
    album.take(expert, "proposing-offline");

    expert.press_in("header", words.say("write-submit"));
    expert.fill_field(words.say("write-submit-reason"), "A duty without a number binds nobody.");
    album.take(expert, "submit");
    expert.press_in("[role=dialog]", words.say("write-submit-do"));
    expert.wait_gone("[role=dialog]");
    expert.press_in("nav", words.say("nav-exchange"));
    album.take(expert, "exchange-without-folder");

    fs::rename(&away, folder).unwrap();
    exchange(expert);
    album.take(expert, "exchange-with-folder");
}

/// The proposal stands on the Chair's desk, is taken, and comes back as the next revision.
pub(crate) fn meet(chair: &Window, expert: &Window, words: &Words, paper: &str, album: &mut Album) {
    exchange(chair);
    chair.until_command("contributions", &json!({"paper": paper}), |all| (all["contributions"].as_array()?.len() == 1).then_some(()));
    chair.go_to_desk();
    chair.choose_row("2");
    chair.press_keys(&['1']);
    chair.wait_text("article", "72 hours");
    album.take(chair, "met-on-the-desk");
    chair.key(Key::Enter);
    chair.wait_until("the decision", || chair.decided(paper) == 1);
    chair.press_in("header", words.say("desk-issue"));
    chair.press_in("[role=dialog]", words.say("desk-issue-do"));
    chair.wait("[role=dialog] input[value=all]:checked");
    chair.press_in("[role=dialog]", words.say("papers-out-later"));
    chair.wait_gone("[role=dialog]");
    exchange(chair);
    exchange(expert);
    expert.until_command("paper_show", &json!({"paper": paper, "view": null, "revision": null}), |shown| {
        let paragraphs = shown["paragraphs"].as_array()?;
        paragraphs.iter().any(|each| each["text"].as_str().is_some_and(|text| text.ends_with("within 72 hours."))).then_some(())
    });
    expert.press_in("nav", words.say("nav-history"));
    album.take(expert, "history");
}
