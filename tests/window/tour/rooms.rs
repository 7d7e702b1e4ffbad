//! The other screens of an open group.

use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// One picture of each screen that the navigation offers, and of the palette. `query` is a word of the sample paper.
pub(crate) fn look_around(window: &Window, words: &Words, query: &str, album: &mut Album) {
    let language = words.language();
    for view in ["papers", "write", "board", "history", "members", "exchange", "search", "settings"] {
        window.press_in("nav", words.say(&format!("nav-{view}")));
        window.wait(&format!("main[aria-label='{}']", words.say(&format!("nav-{view}"))));
        match view {
            "write" => {
                window.wait(".ProseMirror-focused");
            }
            "search" => {
                window.fill("main input", query);
                window.wait("main mark");
            }
            _ => window.wait_until("something to read", || !window.text("main").trim().is_empty()),
        }
        album.take(window, &format!("{view}-{language}"));
    }
    window.press_keys(&[Key::Control.character(), 'k']);
    window.wait("[role=combobox]");
    album.take(window, &format!("palette-{language}"));
    window.key(Key::Escape);
}
