//! Deciding by keyboard.

use crate::harness::{Key, Options, Window};

#[test]
#[ignore = "needs a display"]
fn any_decision_can_be_taken_back_and_taken_again() {
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    window.go_to_desk();
    for (row, key) in [("7", Key::Enter.character()), ("16", 'b'), ("12", 'd'), ("23", 'x')] {
        window.choose_row(row);
        window.press_keys(&['1']);
        window.wait("article button.card[aria-pressed=true]");
        window.press_keys(&[key]);
        window.wait("article button.card:not(.undecided)");
        assert!(window.decided(&paper) > 0);
        window.press_keys(&[Key::Control.character(), 'z']);
        window.wait_gone("article button.card:not(.undecided)");
        assert_eq!(window.decided(&paper), 0);
    }
    window.press_keys(&[Key::Control.character(), Key::Shift.character(), 'z']);
    window.wait_until("the last one again", || window.decided(&paper) > 0);
}
