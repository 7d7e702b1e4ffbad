//! The desk and the board in the sizes and manners in which people have them: both directions, light and dark, a small
//! window, twice the size.

use serde_json::json;

use crate::{
    album::Album,
    harness::{Key, Options, Window, Words},
};

/// How a window is looked at: its language, its theme, its size, the zoom in percent.
const MANNERS: [(&str, &str, (u32, u32), u32); 7] = [
    ("en", "light", (1360, 860), 100),
    ("en", "dark", (1024, 700), 100),
    ("en", "light", (1360, 860), 200),
    ("ar", "dark", (1360, 860), 100),
    ("ar", "light", (1024, 700), 100),
    ("ar", "light", (1360, 860), 200),
    ("en", "dark", (1360, 860), 100),
];

#[test]
#[ignore = "needs a display"]
fn the_desk_and_the_board_in_every_manner() {
    let mut album = Album::new("tour", 101);
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    // Somebody has said where they stand, so that the board has something to show.
    let board = window.command("standing", json!({"paper": paper, "revision": null})).unwrap();
    let parties = board["parties"].as_array().unwrap();
    for (paragraph, party, stance) in
        [("5", 0, "agreed"), ("5", 1, "agreed"), ("6", 2, "reserves"), ("6", 0, "agreed"), ("7", 3, "objects"), ("7", 4, "reserves")]
    {
        let said = json!({"paper": paper, "paragraphs": [paragraph], "stance": stance, "text": "To be consulted with the capital.",
            "delegation": parties[party]["delegation"]});
        window.command("standing_set", said).unwrap();
    }
    let comment = json!({"paper": paper, "view": null, "paragraph": "18", "start": null, "end": null, "quote": null,
        "text": "Is a single body enough where several authorities share the task?"});
    window.command("comment_add", comment).unwrap();
    for (language, theme, (width, height), zoom) in MANNERS {
        let mut settings = window.command("settings_get", json!({})).unwrap();
        settings["language"] = json!(language);
        settings["theme"] = json!(theme);
        settings["zoom"] = json!(zoom);
        window.command("settings_set", settings).unwrap();
        window.resize(width, height);
        window.reload();
        let words = Words::of(language);
        let name = format!("{language}-{theme}-{width}-{zoom}");
        window.go_to_desk();
        // In a narrow window the list lies under a button.
        window.stand_at("18");
        window.choose_rival(&words);
        album.take(&window, &format!("desk-{name}"));
        if zoom == 100 {
            // How the chosen proposal came about, and what the group says of the paragraph.
            window.press_keys(&['h']);
            window.press_keys(&['s']);
            window.wait("article details[open] ol li");
            window.wait("article details[open] [data-comment]");
            album.take(&window, &format!("desk-unfolded-{name}"));
        }
        window.press_in("nav", words.say("nav-board"));
        window.wait(&format!("main[aria-label='{}'] h1", words.say("nav-board")));
        album.take(&window, &format!("board-{name}"));
        if width < 1100 || zoom > 100 {
            continue;
        }
        window.press_in("nav", words.say("nav-write"));
        window.put_cursor(".ProseMirror", "The digital economy");
        window.key(Key::Right);
        window.press_in("[role=tablist]", words.say("write-tab-standing"));
        window.wait("[role=tabpanel] .standing");
        album.take(&window, &format!("standing-{name}"));
    }
}
