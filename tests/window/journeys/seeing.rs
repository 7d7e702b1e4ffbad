//! What axe finds in real windows, contrast of colours included: light and dark, English and Arabic, on the screens where
//! people spend their day and in the dialogues that open there.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};

use crate::harness::{Key, Options, Window, Words};

/// What it is: the theme, and the language of the interface.
const MANNERS: [(&str, &str); 4] = [("light", "en"), ("dark", "ar"), ("dark", "en"), ("light", "ar")];

/// Asks axe, and answers with a line for each finding.
const LOOK: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, {resultTypes: ['violations']}).then(
        ({violations}) => done(violations.flatMap(({id, nodes}) => nodes.map(({html, any}) =>
            [id, any[0]?.message ?? '', html.slice(0, 160)].join(' | ')))),
        error => done([String(error)]));";

/// Lends the page axe. The driver runs scripts beside the page, so that its strict policy stays as it is.
fn lend(window: &Window) {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{}: {error}", axe.display()));
    window.script(&axe, &[]);
    assert_eq!(window.script("return typeof window.axe", &[]), Some(json!("object")), "axe is there");
}

fn look(window: &Window, place: &str, found: &mut BTreeSet<String>) {
    window.settle();
    let lines = window.script_async(LOOK, &[]).unwrap_or_else(|| panic!("axe answers for {place}"));
    for line in lines.as_array().into_iter().flatten().filter_map(Value::as_str) {
        found.insert(format!("{place}: {line}"));
    }
}

/// Opens a dialogue by its key, looks at it and closes it.
fn look_into(window: &Window, key: char, place: &str, found: &mut BTreeSet<String>) {
    window.press_keys(&[key]);
    window.wait("[role=dialog]");
    look(window, place, found);
    window.key(Key::Escape);
    window.wait_gone("[role=dialog]");
}

#[test]
#[ignore = "needs a display"]
fn nothing_is_found_by_axe_in_light_and_dark_in_both_languages() {
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    let board = window.command("standing", json!({"paper": paper, "revision": null})).unwrap();
    for (place, (paragraph, stance)) in [("5", "agreed"), ("6", "reserves"), ("7", "objects")].into_iter().enumerate() {
        let said = json!({"paper": paper, "paragraphs": [paragraph], "stance": stance, "text": "To be consulted.",
            "delegation": board["parties"][place]["delegation"]});
        window.command("standing_set", said).unwrap();
    }
    let mut found = BTreeSet::new();
    for (theme, language) in MANNERS {
        let words = Words::of(language);
        let mut settings = window.command("settings_get", json!({})).unwrap();
        settings["language"] = json!(language);
        settings["theme"] = json!(theme);
        window.command("settings_set", settings).unwrap();
        window.reload();
        lend(&window);
        let at = |place: &str| format!("{place}, {theme}, {language}");

        window.go_to_desk();
        window.stand_at("18");
        window.choose_rival(&words);
        look(&window, &at("desk"), &mut found);
        look_into(&window, 'p', &at("preview"), &mut found);
        look_into(&window, 'l', &at("table of decisions"), &mut found);
        // What was decided looks otherwise; it is taken back for the next manner.
        window.press_keys(&[Key::Enter.character()]);
        window.wait("article button.card:not(.undecided)");
        look(&window, &at("desk, decided"), &mut found);
        window.press_keys(&[Key::Control.character(), 'z']);
        window.wait_gone("article button.card:not(.undecided)");

        for view in ["board", "write", "history"] {
            window.press_in("nav", words.say(&format!("nav-{view}")));
            window.wait(&format!("main[aria-label='{}']", words.say(&format!("nav-{view}"))));
            window.wait_until("something to read", || !window.text("main").trim().is_empty());
            if view == "write" {
                window.laid_out();
            }
            look(&window, &at(view), &mut found);
        }
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.into_iter().collect::<Vec<_>>().join("\n"));
}
