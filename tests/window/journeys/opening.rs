//! The window opens.

use crate::harness::{Options, Window};

#[test]
#[ignore = "needs a display"]
fn a_window_opens_and_shows_its_first_screen() {
    let window = Window::open(&Options::default());
    assert!(!window.text("main").is_empty());
}
