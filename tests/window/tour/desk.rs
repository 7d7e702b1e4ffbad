//! The merge desk: what combines, a cluster settled, one put in brackets, the next revision with its table.

use std::fs;

use serde_json::json;

use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// From a full desk to the issued revision and the merged paper in a file.
pub(crate) fn merge(window: &Window, words: &Words, album: &mut Album, paper: &str) {
    window.choose_row("18");
    window.choose_rival(words);
    album.take(window, "merge-desk");

    // One proposal of a cluster is taken: the desk says what falls by it, and what stays.
    let before = window.decided(paper);
    window.key(Key::Enter);
    window.wait_until("decided proposals", || window.decided(paper) > before);
    album.take(window, "cluster-settled");

    // The next one goes into brackets, with its reason.
    window.choose_row("16");
    window.press_keys(&['e']);
    window.type_text("No agreement yet; to be taken up in informal consultations.");
    window.key(Key::Enter);
    window.press_keys(&['b']);
    window.wait_until("a bracket", || window.bracketed(paper) > 0);
    album.take(window, "bracketed");

    // An own wording for another, in the Chair's name.
    window.choose_row("12");
    window.press_keys(&['w']);
    window.wait("#own-wording");
    album.take(window, "own-wording");
    window.key(Key::Escape);
    window.wait_gone("#own-wording");

    // Whatever touches nothing of anybody else's is taken in one step.
    window.press_keys(&['c']);
    window.wait("[role=dialog]");
    album.take(window, "what-combines");
    window.key(Key::Enter);
    window.wait_gone("[role=dialog]");
    window.wait_until("the combined ones decided", || window.decided(paper) > before + 10);
    window.press(words.say("desk-filter-all"));
    album.take(window, "combined");

    window.press_keys(&['p']);
    window.wait("[role=dialog] .prose");
    window.press(words.say("desk-preview-marked"));
    window.wait("[role=dialog] ins, [role=dialog] del");
    album.take(window, "preview-marked");
    window.key(Key::Escape);

    window.press_keys(&['l']);
    window.wait("[role=dialog] table");
    album.take(window, "table-of-decisions");
    window.key(Key::Escape);
    window.wait_gone("[role=dialog]");

    window.press(words.say("desk-issue"));
    window.wait("[role=dialog] input");
    album.take(window, "issue");
    window.press_in("[role=dialog]", words.say("desk-issue-do"));
    // Its papers are offered together.
    window.wait("[role=dialog] input[value=all]:checked");
    album.take(window, "papers-that-go-out");
    window.press_in("[role=dialog]", words.say("papers-out-later"));
    window.wait_gone("[role=dialog]");
    window.until_command("paper_history", &json!({"paper": paper}), |history| (history["revisions"].as_array()?.len() == 2).then_some(()));
    album.take(window, "issued");

    let merged = album.folder().join("merged.md");
    let _ = fs::remove_file(&merged);
    window.command("paper_export", json!({"paper": paper, "to": merged, "view": "clean", "revision": null})).unwrap();
    let text = fs::read_to_string(&merged).unwrap();
    assert!(text.contains('['), "the brackets are in the merged paper");
    let table = album.folder().join("table-of-decisions.md");
    let _ = fs::remove_file(&table);
    let newest = window.command("paper_show", json!({"paper": paper, "view": null, "revision": null})).unwrap();
    window.command("decisions", json!({"paper": paper, "revision": newest["revision"], "to": table})).unwrap();
}

/// The same desk from right to left, in the dark.
pub(crate) fn in_arabic(window: &Window, words: &Words, album: &mut Album) {
    window.go_to_desk();
    assert_eq!(window.direction(), "rtl");
    window.press(words.say("desk-filter-contested"));
    window.choose_row("18");
    window.choose_rival(words);
    album.take(window, "merge-desk-arabic-dark");
    window.resize(900, 700);
    album.take(window, "merge-desk-arabic-narrow");
    window.resize(1360, 860);
}
