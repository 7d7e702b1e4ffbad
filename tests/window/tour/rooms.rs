//! The other screens of an open group.

use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// One picture of each screen that the navigation offers, and of the palette.
pub(crate) fn look_around(window: &Window, words: &Words, album: &mut Album) {
    for view in ["papers", "history", "members", "exchange", "search", "settings"] {
        let name = words.say(&format!("nav-{view}")).to_owned();
        window.press_in("nav", &name);
        window.wait("nav [aria-current=page]");
        album.take(window, view);
    }
    window.press_keys(&[Key::Control.character(), 'k']);
    window.wait("[role=combobox]");
    album.take(window, "palette");
    window.key(Key::Escape);
}
