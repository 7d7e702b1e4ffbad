//! What comes from outside: a copy that somebody edited, placed by hand where it needs a place, and what is said on the
//! floor.

use std::fs;

use serde_json::json;

use crate::{
    album::Album,
    harness::{Key, Options, Window, Words},
};

/// A copy that a delegation sends by mail is entered, and two proposals are made in the room, by keyboard.
#[test]
#[ignore = "needs a display"]
fn a_file_and_the_floor() {
    let mut album = Album::new("tour", 84);
    let words = Words::of("en");
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    window.go_to_desk();
    let file = edited_copy(&window, &paper);

    let before = asked(&window, &paper);
    window.press_keys(&['i']);
    window.wait("[role=dialog] select");
    window.choose_option("[role=dialog] select", "Delegation D");
    window.fill_field(words.say("outside-file"), &file);
    window.key(Key::Tab);
    window.wait("[role=dialog] li select");
    album.take(&window, "a-file-needs-a-place");
    // The rewritten one is the paragraph that is offered first; what nobody knows is no proposal.
    let first = window.script("return document.querySelector('[role=dialog] li select option:nth-child(2)').value", &[]);
    let first = first.and_then(|v| v.as_str().map(str::to_owned)).unwrap();
    window.pick("[role=dialog] li select", &first);
    window.wait_gone("[role=dialog] li select");
    window.wait("[role=dialog] ins");
    album.take(&window, "a-file-is-looked-at");
    window.press_keys(&[Key::Control.character(), Key::Enter.character()]);
    window.wait_gone("[role=dialog]");
    window.wait_until("what the file asks for on the desk", || asked(&window, &paper) > before);

    window.choose_row("18");
    window.press_keys(&['f']);
    window.wait("[role=dialog] textarea");
    window.choose_option("[role=dialog] select", "Delegation G");
    window.fill("[role=dialog] textarea", "Each Party shall name one point of contact, and say so to all the others.");
    album.take(&window, "said-on-the-floor");
    let before = asked(&window, &paper);
    window.press_keys(&[Key::Control.character(), Key::Enter.character()]);
    window.wait_gone("[role=dialog]");
    window.wait_until("it lies on the desk", || asked(&window, &paper) == before + 1);
    album.take(&window, "entered-from-the-floor");
    // Taken back like any step at the desk.
    window.press_keys(&[Key::Control.character(), 'z']);
    window.wait_until("it is taken back", || asked(&window, &paper) == before);
}

/// A copy of the issued text in which somebody changed three paragraphs, one of them beyond recognition.
fn edited_copy(window: &Window, paper: &str) -> String {
    let file = window.aside().join("Delegation D by mail.md");
    window.command("paper_export", json!({"paper": paper, "to": file, "view": "clean", "revision": null})).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let mut blocks: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
    let numbered: Vec<usize> = (0..blocks.len()).filter(|i| blocks[*i].starts_with(|c: char| c.is_ascii_digit())).collect();
    for at in [1, 4] {
        let block = &mut blocks[numbered[at]];
        let end = block.trim_end_matches('.').len();
        block.replace_range(end.., ", as far as the law of each State allows.");
    }
    blocks[numbered[8]] = "Whoever lags behind gets help, money and time.".to_owned();
    fs::write(&file, blocks.join("\n\n")).unwrap();
    file.to_str().unwrap().to_owned()
}

/// How many proposals lie on the desk.
fn asked(window: &Window, paper: &str) -> usize {
    let desk = window.command("desk", json!({"paper": paper})).unwrap_or_default();
    desk["paragraphs"].as_array().into_iter().flatten().filter_map(|p| p["proposals"].as_array()).map(Vec::len).sum()
}
