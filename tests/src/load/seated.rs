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

impl Loaded {
    /// The Chair with the paper issued and all copies entered; the paper's id.
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
            self.enter(cast, &chair, &paper, n);
        }
        (chair, paper)
    }

    /// Enters the n-th delegation's copy, in the place of what it had submitted before.
    pub fn enter(&self, cast: &Cast, chair: &Party, paper: &str, n: usize) {
        let from = cast.file("copy.md", &to_markdown(&self.revision.title, &self.copies[n].paragraphs).text);
        chair.ask(Request::Propose(Propose { paper: paper.to_owned(), from: Some(from), delegation: Some(name(n)), ..Propose::default() }));
    }
}
