//! The words on the screen, from the catalogues that the page itself speaks from: a journey names a message, and works
//! in both languages.

use std::{collections::BTreeMap, fs, path::Path};

/// One language's messages that are plain text.
pub(crate) struct Words {
    language: &'static str,
    messages: BTreeMap<String, String>,
}

impl Words {
    /// English (`en`) or Arabic (`ar`).
    pub(crate) fn of(language: &'static str) -> Words {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales").join(language);
        let mut messages = BTreeMap::new();
        for file in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            messages.extend(plain(&text));
        }
        Words { language, messages }
    }

    /// The language.
    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// What a message says.
    pub(crate) fn say(&self, key: &str) -> &str {
        self.messages.get(key).unwrap_or_else(|| panic!("no plain message {key} in {}", self.language))
    }
}

/// Messages of one line without anything to fill in.
fn plain(catalogue: &str) -> impl Iterator<Item = (String, String)> {
    catalogue
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned()))
        .filter(|(_, text)| !text.is_empty() && !text.contains('{'))
}

#[test]
fn plain_messages_are_read_and_others_left() {
    let catalogue = "# Words.\n\nsave = Save it = now\ncount = { $n } papers\nlong =\n    two lines\n";
    assert_eq!(plain(catalogue).collect::<Vec<_>>(), [("save".to_owned(), "Save it = now".to_owned())]);
}
