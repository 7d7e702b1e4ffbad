//! What may happen next: somebody writes, submits, decides, issues, exchanges, goes home, or the carrier comes by.

use crate::{base::DESK, world::World};
use qalam_app::{
    Code,
    api::{
        Nothing, Request,
        comment::{CommentAdd, CommentAnswer, CommentResolve, CommentsOf},
        desk::Decide,
        following::DraftFollow,
        paper::{PaperIssue, PaperRef, PaperShow, Propose},
    },
};
use serde_json::Value;

impl World<'_> {
    /// One step of somebody.
    pub(crate) fn step(&mut self) {
        let who = self.random.below(self.laptops.len());
        let side = self.random.below(2);
        let what = self.random.below(100);
        if self.loud {
            eprintln!("{what:>2} {} {side}", self.laptops[who].party.name);
        }
        match what {
            0..=24 => self.type_a_little(who),
            25..=29 => self.edit_by_file(who),
            30..=38 => self.propose(who),
            39..=40 => self.enter(),
            41..=49 => self.decide(side),
            50..=51 => self.undo(side),
            52..=53 => self.combine(side),
            54..=55 => self.issue(side),
            56..=69 => drop(self.laptops[who].party.sync()),
            70..=76 => {
                self.wait(10_000);
                self.laptops[who].party.app.tick();
            }
            77..=79 => self.restart(who),
            80..=81 => {
                self.laptops[who].party.ask(Request::VaultLock(Nothing {}));
                self.laptops[who].party.unlock();
            }
            82..=85 => self.comment(who),
            _ => self.visit(who),
        }
        let pause = self.random.below(20_000);
        self.wait(pause);
    }

    /// Runs a command that may be refused for these reasons.
    fn may(&self, who: usize, request: Request, refusals: &[Code]) -> Option<Value> {
        let said = format!("{request:?}");
        match self.laptops[who].party.app.run(request) {
            Ok(reply) => Some(serde_json::to_value(reply).expect("replies are JSON")),
            Err(error) if refusals.contains(&error.code) => None,
            Err(error) => panic!("{}: {error} at {said}", self.laptops[who].party.name),
        }
    }

    fn submit(&mut self, who: usize, propose: Propose) {
        if let Some(done) = self.may(who, Request::Propose(propose), &[Code::NothingToPropose]) {
            self.known.contributions.insert(done["contribution"].as_str().expect("an id").to_owned());
        }
    }

    /// A copy of an older revision moves onto the new one first.
    fn propose(&mut self, who: usize) {
        let follow = DraftFollow { paper: self.base.issued.clone(), look: false };
        self.laptops[who].party.ask(Request::DraftFollow(follow));
        self.submit(who, Propose { paper: self.base.issued.clone(), ..Propose::default() });
    }

    /// The secretariat enters what Delegation G sent as a file.
    fn enter(&mut self) {
        let who = 1;
        let shown = self.laptops[who].party.ask(Request::PaperShow(PaperShow {
            paper: self.base.issued.clone(),
            view: Some("issued".to_owned()),
            revision: None,
        }));
        let word = self.known.fresh_word();
        let text = self.markdown(&shown, &word);
        let from = format!("{DESK}/from-g.md");
        self.laptops[who].files.plant(&from, text);
        let delegation = Some("Delegation G".to_owned());
        self.submit(who, Propose { paper: self.base.issued.clone(), from: Some(from), delegation, ..Propose::default() });
    }

    fn decide(&mut self, who: usize) {
        let paper = self.base.issued.clone();
        let desk = self.laptops[who].party.desk(&paper);
        let rows = desk["paragraphs"].as_array().expect("rows");
        let wishes: Vec<(&Value, &Value)> = rows
            .iter()
            .flat_map(|row| row["proposals"].as_array().into_iter().flatten().map(move |p| (&row["id"], &p["proposal"])))
            .collect();
        let Some((row, wish)) = self.random.pick(&wishes).copied() else { return };
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let treatment = ["accept", "accept", "reject", "bracket", "defer", "own", "reopen"][self.random.below(7)];
        let own = treatment == "own";
        let decision = Decide {
            paper,
            treatment: treatment.to_owned(),
            proposal: (!own).then(|| text(wish)),
            paragraph: own.then(|| text(row)),
            text: own.then(|| "What the Chair found.".to_owned()),
            reason: "so agreed".to_owned(),
            settle: self.random.chance(30) && treatment == "accept",
            ..Decide::default()
        };
        let done = match self.laptops[who].party.app.run(Request::Decide(decision)) {
            // A move, split or join does not go into brackets.
            Err(failure) if failure.code == Code::StructureInBrackets => return,
            done => serde_json::to_value(done.expect("a decision")).expect("JSON"),
        };
        self.known.decisions.insert(done["decision"].as_str().expect("an act").to_owned());
    }

    fn undo(&mut self, who: usize) {
        let paper = PaperRef { paper: self.base.issued.clone() };
        let request = if self.random.chance(60) { Request::DecideUndo(paper) } else { Request::DecideRedo(paper) };
        self.laptops[who].party.ask(request);
    }

    fn combine(&mut self, who: usize) {
        self.laptops[who].party.ask(Request::Combine(PaperRef { paper: self.base.issued.clone() }));
    }

    fn issue(&mut self, who: usize) {
        let symbol = self.known.fresh_symbol();
        let issue = PaperIssue { paper: self.base.issued.clone(), symbol, decisions: None, renumber: None };
        if let Some(done) = self.may(who, Request::PaperIssue(issue), &[Code::EmptyPaper]) {
            self.known.revisions.insert(done["revision"].as_str().expect("an id").to_owned());
        }
    }

    /// Says something beside the issued text or the draft, answers, settles, or opens again.
    fn comment(&mut self, who: usize) {
        let paper = self.base.issued.clone();
        let view = ["issued", "draft"][self.random.below(2)];
        let of = CommentsOf { paper: paper.clone(), view: Some(view.to_owned()), revision: None };
        let listed = self.laptops[who].party.ask(Request::Comments(of));
        let threads = listed["comments"].as_array().expect("comments");
        let thread = self.random.pick(threads).map(|t| t["comment"].as_str().expect("an act").to_owned());
        let text = self.known.fresh_word();
        match (self.random.below(6), thread) {
            (0, Some(comment)) => {
                let resolved = self.random.chance(70);
                self.laptops[who].party.ask(Request::CommentResolve(CommentResolve { comment, resolved }));
            }
            (1 | 2, Some(comment)) => {
                self.laptops[who].party.ask(Request::CommentAnswer(CommentAnswer { comment, text: text.clone() }));
                self.known.said(&text);
            }
            _ => {
                let show = PaperShow { paper: paper.clone(), view: Some(view.to_owned()), revision: None };
                let shown = self.laptops[who].party.ask(Request::PaperShow(show));
                let Some(paragraph) = self.random.pick(shown["paragraphs"].as_array().expect("paragraphs")) else { return };
                let words: Vec<&str> = paragraph["text"].as_str().expect("text").split(' ').filter(|w| !w.is_empty()).collect();
                let quote = self.random.pick(&words).filter(|_| words.len() > 2).map(|w| (*w).to_owned());
                let add = CommentAdd {
                    paper,
                    view: Some(view.to_owned()),
                    paragraph: paragraph["id"].as_str().expect("an id").to_owned(),
                    quote,
                    text: text.clone(),
                    ..CommentAdd::default()
                };
                // A word that stands twice is no place.
                if self.may(who, Request::CommentAdd(add), &[Code::WordsGone]).is_some() {
                    self.known.said(&text);
                }
            }
        }
    }
}
