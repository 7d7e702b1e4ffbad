//! Shortcuts to a paper on the sheet: a home that is there already, unlocked, and one of its papers opened.

use std::path::Path;

use qalam_tests::PASSPHRASE;
use serde_json::{Value, json};

use super::{Options, Window, Words};

impl Window {
    /// A window on a home, unlocked, in this language and theme.
    pub(crate) fn unlocked(home: &Path, language: &str, theme: &str) -> Window {
        let window = Window::open(&Options { home: Some(home), language: None });
        window.command("vault_unlock", json!({"passphrase": PASSPHRASE})).unwrap();
        window.turn_to(language, theme);
        window
    }

    /// Turns to another language and theme.
    pub(crate) fn turn_to(&self, language: &str, theme: &str) {
        let mut settings: Value = self.command("settings_get", json!({})).unwrap();
        settings["language"] = json!(language);
        settings["theme"] = json!(theme);
        self.command("settings_set", settings).unwrap();
        self.reload();
        self.wait("nav");
    }

    /// Opens the paper of this title on the sheet, from the list of papers.
    pub(crate) fn write_in(&self, title: &str) {
        let words = Words::of(if self.direction() == "rtl" { "ar" } else { "en" });
        self.press_in("nav", words.say("nav-papers"));
        self.wait_text("main", title);
        let open = "const row = [...document.querySelectorAll('main li button.open')].find(each => each.innerText.includes(arguments[0]));
            row?.click();
            return row !== undefined;";
        self.wait_until(title, || self.script(open, &[json!(title)]) == Some(true.into()));
        self.wait(".ProseMirror-focused");
        self.laid_out();
    }

    /// Waits until the whole sheet is laid out: nobody can click on what is not.
    pub(crate) fn laid_out(&self) {
        let all = "return document.querySelector('.later') === null";
        self.wait_until("the whole sheet", || self.script(all, &[]) == Some(true.into()));
        self.settle();
    }
}
