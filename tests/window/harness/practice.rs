//! Shortcuts to where most journeys begin: a practice group with a full desk.

use serde_json::{Value, json};

use super::{Key, Window, Words};

impl Window {
    /// Starts a practice group and shows it; its sample paper.
    pub(crate) fn practise(&self, language: &str) -> String {
        let made = self.command("practice_start", json!({"folder": null, "language": language})).unwrap();
        self.reload();
        made["paper"].as_str().unwrap().to_owned()
    }

    /// The only paper.
    pub(crate) fn only_paper(&self) -> String {
        let papers = self.command("paper_list", json!({})).unwrap();
        papers["papers"][0]["paper"].as_str().unwrap().to_owned()
    }

    /// Goes to the desk of the only paper, by the palette.
    pub(crate) fn go_to_desk(&self) {
        self.wait("nav");
        let papers = self.command("paper_list", json!({})).unwrap();
        self.press_keys(&[Key::Control.character(), 'k']);
        self.fill("[role=combobox]", papers["papers"][0]["title"].as_str().unwrap());
        self.key(Key::Enter);
        self.wait("article header");
    }

    /// Goes to the paragraph with this number, as by the key G.
    pub(crate) fn stand_at(&self, number: &str) {
        self.wait("article header");
        self.press_keys(&['g']);
        self.fill("[role=dialog] input", number);
        self.key(Key::Enter);
        self.wait_gone("[role=dialog]");
        self.settle();
    }

    /// Clicks the matrix's row of the paragraph with this number.
    pub(crate) fn choose_row(&self, number: &str) {
        let script = "const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
            const digit = each => String('٠١٢٣٤٥٦٧٨٩'.indexOf(each));
            const plain = text => (text ?? '').replace(/[\\u2066-\\u2069]/g, '').replace(/[٠-٩]/g, digit).trim();
            const row = rows.find(row => plain(row.querySelector('.number')?.textContent) === arguments[0]);
            row?.scrollIntoView({block: 'center'});
            row?.focus();
            row?.click();
            return row?.getAttribute('aria-selected') === 'true';";
        self.wait_until(&format!("row {number}"), || self.script(script, &[json!(number)]) == Some(true.into()));
    }

    /// Chooses, by its number, a proposal of this paragraph by which something of another's falls.
    pub(crate) fn choose_rival(&self, words: &Words) {
        for number in '1'..='9' {
            self.press_keys(&[number]);
            self.wait("article button.card[aria-pressed=true]");
            self.settle();
            if !self.text("article").contains(words.say("desk-falls-none")) {
                return;
            }
        }
        panic!("no proposal here touches another's");
    }

    /// Chooses by its number the proposal here in which these words stand: a delegation's name, or what it asks for.
    pub(crate) fn choose_with(&self, words: &str) {
        for number in '1'..='9' {
            self.press_keys(&[number]);
            self.settle();
            if self.text("article button.card[aria-pressed=true]").contains(words) {
                return;
            }
        }
        panic!("no proposal here says “{words}”");
    }

    /// How many proposals have been decided.
    pub(crate) fn decided(&self, paper: &str) -> usize {
        self.states(paper).iter().filter(|state| *state != "undecided").count()
    }

    /// How many proposals stand in brackets.
    pub(crate) fn bracketed(&self, paper: &str) -> usize {
        self.states(paper).iter().filter(|state| *state == "bracketed").count()
    }

    /// What became of each proposal.
    fn states(&self, paper: &str) -> Vec<String> {
        let desk = self.desk(paper);
        let rows = desk["paragraphs"].as_array().unwrap().iter();
        let proposals = rows.flat_map(|row| row["proposals"].as_array().unwrap());
        proposals.map(|proposal| proposal["state"].as_str().unwrap().to_owned()).collect()
    }

    fn desk(&self, paper: &str) -> Value {
        self.command("desk", json!({"paper": paper})).unwrap()
    }
}
