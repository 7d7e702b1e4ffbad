//! What is written on the sheet with its tools is what the application reads: footnotes, brackets, tables; and it is
//! taken back as it came.

use serde_json::{Value, json};

use crate::harness::{Key, Options, Window, Words};

const CONTROL: char = '\u{e009}';
const SHIFT: char = '\u{e008}';

/// The paragraphs of my side's draft as the application reads them: kind and text.
fn read(window: &Window, paper: &str) -> Vec<(String, String)> {
    let shown = window.command("paper_show", json!({"paper": paper, "view": "draft", "revision": null})).unwrap();
    let text = |p: &Value, name: &str| p[name].as_str().unwrap_or_default().to_owned();
    shown["paragraphs"].as_array().unwrap().iter().map(|p| (text(p, "kind"), text(p, "text"))).collect()
}

fn until(window: &Window, paper: &str, what: &str, holds: impl Fn(&[(String, String)]) -> bool) {
    window.wait_until(what, || holds(&read(window, paper)));
}

#[test]
#[ignore = "needs a display"]
fn what_the_tools_write_is_what_is_kept() {
    let window = Window::open(&Options::default());
    let words = Words::of("en");
    let paper = window.practise("en");
    window.press_in("main", words.say("nav-write"));
    window.wait(".ProseMirror-focused");
    let before = read(&window, &paper);

    window.put_cursor(".ProseMirror", "expert forum");
    window.press_keys(&[CONTROL, SHIFT, 'f']);
    window.type_text("As set up in 2021");
    until(&window, &paper, "the footnote", |list| list.iter().any(|(kind, text)| kind == "note" && text == "As set up in 2021"));

    window.put_cursor(".ProseMirror", "expert forum");
    window.press_keys(&[SHIFT, Key::Control.character(), Key::Left.character()]);
    window.press_keys(&[CONTROL, '[']);
    until(&window, &paper, "the bracket", |list| list.iter().any(|(_, text)| text.contains("expert [forum]")));

    window.press_keys(&[CONTROL, SHIFT, 't']);
    window.wait("[role=dialog]");
    window.key(Key::Enter);
    window.wait_gone("[role=dialog]");
    window.type_text("Period");
    window.key(Key::Tab);
    window.type_text("72 hours");
    until(&window, &paper, "the table", |list| {
        list.iter().any(|(kind, _)| kind == "table") && list.iter().any(|(kind, text)| kind == "cell" && text == "72 hours")
    });

    for _ in 0..40 {
        window.press_keys(&[CONTROL, 'z']);
    }
    until(&window, &paper, "all of it taken back", |list| list == before);
}
