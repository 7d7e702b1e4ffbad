//! How the sheet is looked at: larger and smaller, over the whole screen, on paper; and what its foot says of it.

use serde_json::json;

use crate::harness::{Key, Options, Window, Words};

const CONTROL: char = '\u{e009}';
const F11: char = '\u{e03b}';

/// The size of the sheet's letters in pixels, and whether anything of the page is wider than the window.
fn letters(window: &Window) -> (f64, bool) {
    let script = "const sheet = document.querySelector('.sheet');
        const middle = document.querySelector('.scroll');
        return [parseFloat(getComputedStyle(sheet).fontSize),
            document.documentElement.scrollWidth > innerWidth || middle.scrollWidth > middle.clientWidth]";
    let found = window.script(script, &[]).unwrap();
    (found[0].as_f64().unwrap(), found[1].as_bool().unwrap())
}

#[test]
#[ignore = "needs a display"]
fn the_sheet_is_looked_at_as_its_reader_likes() {
    let window = Window::open(&Options::default());
    let words = Words::of("en");
    window.practise("en");
    window.press_in("main", words.say("nav-write"));
    window.wait(".ProseMirror-focused");
    window.laid_out();

    let (usual, _) = letters(&window);
    window.press_keys(&[CONTROL, '=']);
    window.wait_until("larger letters", || letters(&window).0 > usual);
    for _ in 0..8 {
        window.press_keys(&[CONTROL, '=']);
    }
    window.wait_until("letters of twice the size", || (letters(&window).0 - 2.0 * usual).abs() < 0.5);
    assert!(!letters(&window).1, "at 200 % nothing is cut off or has to be scrolled sideways");
    window.press_keys(&[CONTROL, '-']);
    window.wait_until("smaller letters", || letters(&window).0 < 2.0 * usual - 1.0);
    window.press_keys(&[CONTROL, '0']);
    window.wait_until("letters of the usual size", || (letters(&window).0 - usual).abs() < 0.1);

    let full = || window.script("return document.fullscreenElement !== null", &[]) == Some(json!(true));
    window.press_keys(&[F11]);
    window.wait_until("the whole screen", full);
    window.press_keys(&[F11]);
    window.wait_until("the window again", || !full());

    // The web view asks nobody for a printer while it is driven: that it was asked to print is what can be seen.
    window.script("window.__printed = 0; window.print = () => { __printed++; }", &[]);
    window.press_keys(&[CONTROL, 'p']);
    window.wait_until("that it is printed", || window.script("return __printed", &[]) == Some(json!(1)));

    // What the web view's own parting of words would leave out.
    let counted = || {
        let foot = window.text(".foot");
        let plain: String = foot.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        plain.split_whitespace().next().and_then(|n| n.replace(',', "").parse::<u32>().ok())
    };
    window.wait_until("the words counted", || counted().is_some_and(|n| n > 0));
    let before = counted().unwrap();
    window.put_cursor(".ProseMirror", "expert forum");
    window.type_text(" CRP2 12");
    window.wait_until("two words more", || counted() == Some(before + 2));
    window.key(Key::Escape);
}
