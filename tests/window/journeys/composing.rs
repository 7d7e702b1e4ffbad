//! Writing with an input method: what is being composed stands in the text, and Enter belongs to the input method.
//!
//! The toolkit's own method for characters by their number (Control+Shift+U) composes like those for Chinese do, and
//! is there on every machine.

use crate::harness::{Key, Options, Window, Words};

/// What the sheet's page was told: begin, update and end of compositions.
const LISTEN: &str = "window.__told = [];
    for (const kind of ['compositionstart', 'compositionupdate', 'compositionend'])
        document.addEventListener(kind, event => __told.push([kind, event.data]), true);";

#[test]
#[ignore = "needs a display"]
fn what_is_composed_shows_and_enter_ends_it_without_a_new_paragraph() {
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    window.press_in("main", Words::of("en").say("nav-write"));
    window.wait(".ProseMirror-focused");
    window.put_cursor(".ProseMirror", "expert forum");
    window.script(LISTEN, &[]);
    let paragraphs = window.count(".ProseMirror .par");
    window.press_keys(&[Key::Control.character(), Key::Shift.character(), 'u']);
    for key in "4e2d".chars() {
        window.press_keys(&[key]);
    }
    window.wait_until("what is being composed stands in the text", || window.text(".ProseMirror").contains("4e2d"));
    window.key(Key::Enter);
    window.wait_until("the character", || window.text(".ProseMirror").matches('中').count() == 1);
    let told = window.script("return __told.map(each => each[0])", &[]).unwrap();
    assert_eq!(told[0], "compositionstart", "{told}");
    assert_eq!(told.as_array().unwrap().last().unwrap(), "compositionend", "{told}");
    assert_eq!(window.count(".ProseMirror .par"), paragraphs, "Enter belonged to the input method");
    window.until_command("paper_show", &serde_json::json!({"paper": paper, "view": "draft", "revision": null}), |shown| {
        let text = shown["paragraphs"].as_array()?.iter().filter_map(|p| p["text"].as_str()).collect::<String>();
        (text.matches('中').count() == 1).then_some(())
    });
}
