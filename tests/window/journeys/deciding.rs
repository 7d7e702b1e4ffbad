//! Deciding: by keyboard, and by what the screen says to somebody who sees it for the first time.

use crate::harness::{Key, Options, Window, Words};

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

/// From the first door on, with nothing but what is written on the screen: no key, no command.
#[test]
#[ignore = "needs a display"]
fn somebody_who_reads_the_screen_settles_a_cluster_and_brackets_another() {
    let window = Window::open(&Options::default());
    let words = Words::of("en");
    window.press(words.say("first-door-practise"));
    window.wait("[role=grid] [role=row][aria-selected]");

    // Two want another wording of one sentence. The screen says how to go on, what falls by it, and what came of it.
    window.choose_row("18");
    window.wait_text("article header", words.say("state-contested"));
    window.wait_text("article", words.say("desk-result-choose"));
    let take = || {
        window.press_in("article section", "Delegation G");
        window.wait_text("article", words.say("desk-result-would"));
        window.wait_text("article .result", "available around the clock");
        window.wait_text("article .fates", "competent body");
        // What follows takes its room: the buttons stand still once it is there.
        window.settle();
        window.press_in("article", "Take G");
        window.wait_text("article .became.accepted", words.say("became-accepted"));
        window.wait_text("article", words.say("desk-result"));
        window.wait_text("article .result", "available around the clock");
    };
    take();

    // Taken back by the button that says so, and done again.
    window.press(words.say("desk-undo"));
    window.wait_text("article", words.say("desk-result-choose"));
    take();

    // No agreement on another one: the bracket shows as it will stand in the text.
    window.choose_row("16");
    window.wait_text("article header", words.say("state-contested"));
    window.press_in("article", words.say("desk-bracket"));
    window.wait_text("article .result", "[shall [endeavour to]] / [should]");
    window.wait_text("article h3", words.say("cluster-bracketed"));
}
