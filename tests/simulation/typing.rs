//! Typing as the window does it: a replica with a fresh peer, each update pushed and acknowledged.

use crate::{
    base::DESK,
    known::{DraftKey, words_in},
    world::World,
};
use qalam_app::api::{
    Request,
    paper::{PaperEdit, PaperShow},
};
use qalam_model::{
    draft::{Draft, DraftError},
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    text::{Mark, RichText},
};
use serde_json::Value;

/// Places between words, in code points.
fn between_words(text: &str) -> Vec<u32> {
    let chars: Vec<char> = text.chars().collect();
    (0..=chars.len()).filter(|at| *at == 0 || *at == chars.len() || chars[*at] == ' ' || chars[at - 1] == ' ').map(|at| at as u32).collect()
}

/// One command on the replica, with what it did in words.
#[derive(Debug)]
enum Typed {
    Word(String),
    Deleted(String),
    Shape,
}

impl World<'_> {
    /// A paper that this laptop's side may write in.
    fn writable(&mut self, who: usize) -> String {
        let own = match self.laptops[who].side {
            0 => Some(&self.base.drafts[0]),
            1 => Some(&self.base.drafts[1]),
            _ => None,
        };
        match own {
            Some(own) if self.random.chance(50) => own.clone(),
            _ => self.base.issued.clone(),
        }
    }

    fn show(&self, who: usize, paper: &str, view: &str) -> Value {
        let show = PaperShow { paper: paper.to_owned(), view: Some(view.to_owned()), revision: None };
        self.laptops[who].party.ask(Request::PaperShow(show))
    }

    /// Which draft this laptop writes in when it writes in that paper now.
    pub(crate) fn draft_key(&self, who: usize, paper: &str) -> DraftKey {
        let revision = self.show(who, paper, "issued")["revision"].as_str().map(str::to_owned);
        (self.laptops[who].side, paper.to_owned(), revision)
    }

    /// Opens a draft in the window and types a little.
    pub(crate) fn type_a_little(&mut self, who: usize) {
        let paper = self.writable(who);
        let key = self.draft_key(who, &paper);
        let opening = self.laptops[who].party.app.draft_open(&paper).expect("the draft opens");
        let mut replica = Draft::open(&opening.snapshot).expect("a snapshot");
        replica.set_peer(opening.peer);
        for _ in 0..1 + self.random.below(4) {
            let before = replica.version();
            let Some(done) = self.command(&mut replica) else { continue };
            let update = replica.updates_since(&before).expect("an update");
            self.laptops[who].party.app.draft_push(&paper, &update).expect("what was typed is on the disk");
            if self.loud {
                eprintln!("   types {done:?} in {key:?}");
            }
            match done {
                Typed::Word(word) => self.known.typed(&key, word),
                Typed::Deleted(text) => self.known.deleted(&key, &text),
                Typed::Shape => {}
            }
            let pause = self.random.below(3_000);
            self.wait(pause);
        }
    }

    fn command(&mut self, replica: &mut Draft) -> Option<Typed> {
        let shown = replica.paragraphs();
        let p = self.random.pick(&shown)?.paragraph.clone();
        let places = between_words(&p.text.text);
        let at = *self.random.pick(&places)?;
        let word = self.known.fresh_word();
        let (done, what) = match self.random.below(20) {
            0..=8 => (replica.insert_text(p.id, at, &format!(" {word} ")), Typed::Word(word)),
            9 | 10 => {
                let (from, to) = self.stretch(&p.text, &places);
                let gone = p.text.slice(from, to).text;
                (replica.delete_range(p.id, from, to), Typed::Deleted(gone))
            }
            11 | 12 => {
                let new = Paragraph::new(self.paragraph_id(), Kind::Operative, RichText::plain(&format!("The Parties {word} agree.")));
                (replica.insert_paragraph(Some(p.id), &new), Typed::Word(word))
            }
            13 => (replica.delete_paragraph(p.id), Typed::Deleted(p.text.text.clone())),
            14 | 15 => (replica.split(p.id, at, self.paragraph_id()).map(drop), Typed::Shape),
            16 => (replica.join(p.id, self.random.chance(50)), Typed::Shape),
            17 => (replica.restyle(p.id, [Kind::Operative, Kind::Plain, Kind::Preambular][self.random.below(3)], 0, None), Typed::Shape),
            _ => {
                let (from, to) = self.stretch(&p.text, &places);
                (replica.mark(p.id, from, to, Mark::Bold, true), Typed::Shape)
            }
        };
        match done {
            Ok(()) => Some(what),
            Err(DraftError::NothingToJoin(_)) => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// A few words next to each other.
    fn stretch(&mut self, text: &RichText, places: &[u32]) -> (u32, u32) {
        let from = self.random.below(places.len());
        let to = (from + 1 + self.random.below(4)).min(places.len() - 1);
        (places[from].min(text.len()), places[to].min(text.len()))
    }

    fn paragraph_id(&mut self) -> ParagraphId {
        ParagraphId(self.random.next_u64().to_be_bytes())
    }

    /// Brings the draft to a file that somebody edited elsewhere.
    pub(crate) fn edit_by_file(&mut self, who: usize) {
        let paper = self.writable(who);
        let key = self.draft_key(who, &paper);
        let shown = self.show(who, &paper, "draft");
        let word = self.known.fresh_word();
        if shown["paragraphs"].as_array().is_none_or(Vec::is_empty) {
            return;
        }
        let text = self.markdown(&shown, &word);
        let file = format!("{DESK}/edited.md");
        self.laptops[who].files.plant(&file, text.clone());
        let edited = self.laptops[who].party.ask(Request::PaperEdit(PaperEdit { paper: paper.clone(), from: file }));
        self.known.typed(&key, word);
        // What looks like another paragraph's double is not placed, and the reply names it: that is no silent loss.
        if edited["notes"].as_array().is_some_and(|notes| !notes.is_empty()) {
            let now = self.show(who, &paper, "draft").to_string();
            let unplaced = words_in(&text).into_iter().filter(|word| !now.contains(word.as_str()));
            self.known.deleted(&key, &unplaced.collect::<Vec<_>>().join(" "));
        }
    }

    /// The text as Markdown, with one more word in one paragraph.
    pub(crate) fn markdown(&mut self, shown: &Value, word: &str) -> String {
        let paragraphs = shown["paragraphs"].as_array().expect("paragraphs");
        let with = self.random.below(paragraphs.len());
        let mut out = String::new();
        for (at, p) in paragraphs.iter().enumerate() {
            let mut text = p["text"].as_str().expect("text").trim().replace('[', "\\[").replace(']', "\\]");
            if at == with {
                text = format!("{text} {word}");
            }
            match p["kind"].as_str() {
                Some("heading") => out += &format!("{} {text}\n\n", "#".repeat(p["level"].as_u64().unwrap_or(1).max(1) as usize)),
                Some("op") => out += &format!("{}. {text}\n\n", at + 1),
                _ => out += &format!("{text}\n\n"),
            }
        }
        debug_assert!(words_in(&out).contains(&word.to_owned()));
        out
    }
}
