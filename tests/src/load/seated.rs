//! The load through the application: one laptop of the Chair's side, on which every delegation's copy was entered from
//! a file, as a secretariat does with what comes by mail.

use super::{Loaded, name};
use crate::{Cast, Party, text_of};
use qalam_app::api::{
    Request,
    group::GroupInvite,
    paper::{PaperIssue, PaperNew, Propose},
};
use qalam_convert::to_markdown;
use qalam_model::paper::Paragraph;
use serde_json::Value;

impl Loaded {
    /// The Chair with the paper issued and all copies entered; the paper's id.
    ///
    /// # Panics
    /// If anything that a delegation wants is not in what was submitted for it.
    pub fn seated(&self, cast: &Cast) -> (Party, String) {
        let chair = cast.chair();
        let from = cast.file("paper.md", &to_markdown(&self.revision.title, &self.revision.paragraphs).text);
        let (title, symbol) = (self.revision.title.clone(), self.revision.symbol.clone());
        let new = PaperNew { title, symbol: symbol.clone(), language: self.revision.language.clone(), from: Some(from) };
        let paper = chair.ask(Request::PaperNew(new))["paper"].as_str().expect("an id").to_owned();
        chair.ask(Request::PaperIssue(PaperIssue { paper: paper.clone(), symbol, decisions: None, renumber: None }));
        for n in 0..self.copies.len() {
            let out = text_of(&cast.path(&format!("invitation-{n}")));
            let (delegation, seat, role) = (name(n), "head".to_owned(), "delegate".to_owned());
            chair.ask(Request::GroupInvite(GroupInvite { delegation, seat, role, head: true, out }));
            let entered = self.enter(cast, &chair, &paper, n);
            let (count, wanted) = (entered["proposals"].as_array().map_or(0, Vec::len), self.copies[n].said.len());
            assert_eq!(count, wanted, "{} has all that it wants; {} could not be placed", name(n), entered["unplaced"]);
        }
        (chair, paper)
    }

    /// Enters the n-th delegation's copy, in the place of what it had submitted before. What the application answers.
    pub fn enter(&self, cast: &Cast, chair: &Party, paper: &str, n: usize) -> Value {
        let copy = &self.copies[n];
        let from = cast.file("copy.md", &to_markdown(&self.revision.title, &copy.paragraphs).text);
        let propose = Propose {
            paper: paper.to_owned(),
            from: Some(from),
            delegation: Some(name(n)),
            place: Some(self.by_hand(&copy.paragraphs)),
            ..Propose::default()
        };
        chair.ask(Request::Propose(propose))
    }

    /// Where the secretariat places new paragraphs. These are made of the same words as all others: what a file shows
    /// alone cannot tell whether one is new, or another wording of one that goes.
    fn by_hand(&self, copy: &[Paragraph]) -> Vec<String> {
        let place = |(at, p): (usize, &Paragraph)| {
            let before = copy[..at].iter().rev().find_map(|p| self.revision.find(p.id)).and_then(|(_, p)| p.number);
            let is_new = self.revision.find(p.id).is_none();
            before.filter(|_| is_new).map(|number| format!("{}=after:{number}", at + 1))
        };
        copy.iter().enumerate().filter_map(place).collect()
    }
}
