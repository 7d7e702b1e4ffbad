//! The window opens, on an empty home and on a locked one.

use tempfile::TempDir;

use crate::harness::{Key, Options, Window, Words};

#[test]
#[ignore = "needs a display"]
fn an_empty_home_shows_three_doors_and_nothing_else() {
    let window = Window::open(&Options::default());
    window.wait_text("main", Words::of("en").say("first-door-practise"));
    assert_eq!(window.count(".doors button"), 3);
    assert!(!window.shows("nav"));
}

#[test]
#[ignore = "needs a display"]
fn a_locked_home_opens_with_its_passphrase_only() {
    let kept = TempDir::new().unwrap();
    let home = kept.path().join("home");
    let first = Window::open(&Options { home: Some(&home), ..Options::default() });
    first.practise("en");
    first.wait("nav");
    drop(first);

    let chair = kept.path().join("home-practice/homes/chair");
    let window = Window::open(&Options { home: Some(&chair), ..Options::default() });
    window.fill("input[type=password]", "not the passphrase");
    window.key(Key::Enter);
    window.wait("[role=alert]");
    window.wait("input[aria-invalid=true]");
    assert!(!window.shows("nav"));
    window.fill("input[type=password]", "practice makes perfect");
    window.key(Key::Enter);
    window.wait("nav");
    assert_eq!(window.home(), chair);
}
