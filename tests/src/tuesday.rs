//! Tuesday of the scenario, before the hall: a Chair and eight delegations, each on a laptop of its own, with the
//! practice story's paper; and what each delegation wants of it, written and submitted as a person would.

use crate::{Cast, Party};
use qalam_app::{
    api::{
        Request,
        paper::{ChangeNote, PaperIssue, PaperNew, PaperShow, Propose},
    },
    practice::{self, Edit, Story},
};
use qalam_model::{ids::ParagraphId, proposal::ProposalKind};

/// Everybody at the table.
pub struct Tuesday {
    /// The Chair.
    pub chair: Party,
    /// The heads of delegations A to H.
    pub delegations: Vec<Party>,
    /// The paper's id.
    pub paper: String,
    /// What is played.
    pub story: &'static Story,
}

impl Cast {
    /// Founds the group, issues the paper and brings it to everybody. Nobody has written anything yet.
    pub fn tuesday(&self, language: &str) -> Tuesday {
        let story = practice::story(language);
        let chair = self.chair();
        let delegations: Vec<Party> = story.delegations.iter().map(|name| self.join(&chair, name, "head", "delegate")).collect();
        let from = Some(self.file("wp1.md", story.paper));
        let (symbol, language) = (story.symbol.to_owned(), story.language.to_owned());
        let new = PaperNew { title: String::new(), symbol: symbol.clone(), language, from };
        let paper = chair.ask(Request::PaperNew(new))["paper"].as_str().expect("an id").to_owned();
        chair.ask(Request::PaperIssue(PaperIssue { paper: paper.clone(), symbol, decisions: None, renumber: None }));
        chair.sync();
        for party in &delegations {
            party.sync();
        }
        Tuesday { chair, delegations, paper, story }
    }
}

impl Tuesday {
    /// The letters of the delegations with their laptops.
    pub fn by_letter(&self) -> impl Iterator<Item = (char, &Party)> {
        ('A'..='H').zip(&self.delegations)
    }

    /// One delegation writes what it wants into its working copy, but for the paragraph `left`, and says why and with whom.
    pub fn writes(&self, letter: char, left: Option<&str>) {
        let (_, party) = self.by_letter().find(|(l, _)| *l == letter).expect("a letter from A to H");
        let wishes: Vec<&Edit> = self.story.of(letter).filter(|edit| Some(edit.paragraph) != left).collect();
        let copy = PaperShow { paper: self.paper.clone(), view: Some("issued".to_owned()), revision: None };
        let copy = party.ask(Request::PaperShow(copy));
        let at = |number: &str| -> ParagraphId {
            let found = copy["paragraphs"].as_array().and_then(|all| all.iter().find(|p| p["number"] == number));
            found.and_then(|p| p["id"].as_str()?.parse().ok()).unwrap_or_else(|| panic!("no paragraph {number}"))
        };
        let mut about: Vec<(ParagraphId, ProposalKind)> = Vec::new();
        party.writes(&self.paper, |draft| {
            for (n, edit) in (0u8..).zip(&wishes) {
                let new = ParagraphId([0x18, letter as u8, n, 0, 0, 0, 0, 1]);
                let written = edit.write(draft, at(edit.paragraph), new).expect("the draft takes it");
                about.push(written.expect("the words are there"));
            }
        });
        for (edit, (paragraph, kind)) in wishes.into_iter().zip(about) {
            let kind = match kind {
                ProposalKind::Delete => "delete",
                ProposalKind::Join => "join",
                _ => "",
            };
            let cosponsors = edit.with.iter().map(|letter| self.story.name(*letter).to_owned()).collect();
            party.ask(Request::ChangeNote(ChangeNote {
                paper: self.paper.clone(),
                paragraph: paragraph.to_string(),
                kind: kind.to_owned(),
                reason: Some(edit.reason.to_owned()),
                cosponsors: Some(cosponsors),
                discussion_only: Some(edit.discussion_only),
                held_back: None,
            }));
        }
    }

    /// Submits what one delegation has written.
    pub fn submits(&self, letter: char) {
        let (_, party) = self.by_letter().find(|(l, _)| *l == letter).expect("a letter from A to H");
        party.ask(Request::Propose(Propose { paper: self.paper.clone(), ..Propose::default() }));
    }
}
