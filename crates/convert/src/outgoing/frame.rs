//! The words around a paper, and whether anybody is named in them.

use super::{Block, Document, Named, Words};
use qalam_model::{
    fold::fold,
    ids::{DelegationId, ParagraphId, ProposalId},
    number::{Names, Number},
    paper::{Kind, Paragraph},
    proposal::Contributor,
    text::{RichText, SignKind},
};
use std::{cell::RefCell, collections::HashMap};

/// Says things in one language; the catalogues are elsewhere.
pub trait Say {
    /// One message.
    fn say(&self, key: &str, args: &[(&str, String)]) -> String;
}

/// Whether delegations are named.
#[derive(Debug, Clone)]
pub enum Naming {
    /// By these names, in this order: the alphabetical one of the frame's language.
    Named(Vec<(Contributor, String)>),
    /// Not at all. These names must not stand in a reason either.
    Nobody(Vec<String>),
}

/// What was left out so that nobody is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Proposals whose contributors and supporters are not named.
    pub proposals: u32,
    /// Reasons of those who proposed.
    pub reasons: u32,
    /// Reasons of decisions that named a delegation.
    pub decisions: u32,
    /// Names behind brackets.
    pub behind: u32,
    /// Paragraphs whose own words name a delegation: these stay.
    pub named: u32,
}

/// The frame around the papers of one revision.
pub struct Frame<'a> {
    say: &'a dyn Say,
    text: &'a dyn Say,
    language: &'a str,
    names: HashMap<Contributor, (usize, String)>,
    /// None where everybody is named.
    forbidden: Option<Vec<String>>,
    left: RefCell<LeftOut>,
    /// What proposals make of paragraphs, marked up: several papers of one revision show the same.
    marked: RefCell<HashMap<(ProposalId, ParagraphId), Vec<Words>>>,
}

impl<'a> Frame<'a> {
    /// A frame that speaks `language` by `say`; `text` says what stands in the paper itself, in its own language.
    pub fn new(say: &'a dyn Say, text: &'a dyn Say, language: &'a str, naming: &Naming) -> Frame<'a> {
        let (names, forbidden) = match naming {
            Naming::Named(list) => (list.iter().enumerate().map(|(at, (by, name))| (*by, (at, name.clone()))).collect(), None),
            Naming::Nobody(list) => {
                // Folded text is words and single spaces, so that a name is found as whole words, in Chinese too.
                let folded = list.iter().map(|name| fold(name).trim().to_owned()).filter(|name| !name.is_empty());
                (HashMap::new(), Some(folded.map(|name| format!(" {name} ")).collect()))
            }
        };
        Frame { say, text, language, names, forbidden, left: RefCell::default(), marked: RefCell::default() }
    }

    pub(super) fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        self.say.say(key, args)
    }

    pub(super) fn word(&self, key: &str) -> String {
        self.say.say(key, &[])
    }

    /// Whether everybody is named.
    pub(super) fn named(&self) -> bool {
        self.forbidden.is_none()
    }

    /// The place of a contributor in the row of all.
    pub(super) fn place(&self, by: Contributor) -> usize {
        self.names.get(&by).map_or(usize::MAX, |(at, _)| *at)
    }

    /// The names of contributors in alphabetical order, each once; none where nobody is named.
    pub(super) fn who(&self, list: impl IntoIterator<Item = Contributor>) -> Vec<String> {
        if !self.named() {
            return Vec::new();
        }
        let mut found: Vec<(usize, &str)> =
            list.into_iter().map(|by| self.names.get(&by).map_or((usize::MAX, "?"), |(at, name)| (*at, name.as_str()))).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, name)| name.to_owned()).collect()
    }

    pub(super) fn labelled(&self, label: &str, list: impl IntoIterator<Item = Contributor>) -> Named {
        Named { label: label.to_owned(), names: self.who(list) }
    }

    pub(super) fn leave(&self, what: impl FnOnce(&mut LeftOut)) {
        what(&mut self.left.borrow_mut());
    }

    /// Whether words name somebody who must not be named.
    pub(super) fn names_somebody(&self, words: &str) -> bool {
        let Some(forbidden) = self.forbidden.as_ref().filter(|list| !list.is_empty()) else { return false };
        let folded = format!(" {} ", fold(words).trim());
        forbidden.iter().any(|name| folded.contains(name))
    }

    /// What a proposal makes of a paragraph, worked out once.
    pub(super) fn once(&self, proposal: ProposalId, paragraph: ParagraphId, work: impl FnOnce() -> Vec<Words>) -> Vec<Words> {
        if let Some(known) = self.marked.borrow().get(&(proposal, paragraph)) {
            return known.clone();
        }
        let made = work();
        self.marked.borrow_mut().insert((proposal, paragraph), made.clone());
        made
    }

    /// A text as it may go out: who is behind a bracket only where everybody is named.
    pub(super) fn shown(&self, text: &RichText) -> RichText {
        let hidden = text.signs.iter().filter(|s| matches!(s.sign, SignKind::Behind(_))).count() as u32;
        if self.named() || hidden == 0 {
            return text.clone();
        }
        self.leave(|left| left.behind += hidden);
        let mut out = text.clone();
        out.signs.retain(|s| !matches!(s.sign, SignKind::Behind(_)));
        out
    }

    /// Notes that these words go out; where nobody is named, what they name themselves is counted.
    pub(super) fn met(&self, words: &str) {
        if self.names_somebody(words) {
            self.leave(|left| left.named += 1);
        }
    }

    /// A display number in the language of the paper.
    pub(super) fn number(&self, number: Number) -> String {
        match number.repeat {
            1..=9 => format!("{} {}", number.n, self.text.say(&format!("number-{}", number.suffix()), &[])),
            _ => number.to_string(),
        }
    }

    /// The same in the language of the frame, from how a table of decisions keeps it.
    pub(super) fn number_of(&self, kept: Option<&String>) -> String {
        match kept.and_then(|n| n.parse::<Number>().ok()) {
            Some(number) if (1..=9).contains(&number.repeat) => {
                format!("{} {}", number.n, self.word(&format!("number-{}", number.suffix())))
            }
            _ => kept.cloned().unwrap_or_default(),
        }
    }

    /// What stands before a paragraph: its number, that of a footnote or of a table.
    pub(super) fn label(&self, names: &Names, p: &Paragraph) -> String {
        match p.kind {
            Kind::Operative => p.number.map(|n| self.number(n)).unwrap_or_default(),
            Kind::Note => names.note(p.id).map(|n| n.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// A document in this frame. What has been counted as left out so far goes with it.
    pub(super) fn document(&self, title: &str, language: &str, about: Vec<String>, names: Names, blocks: Vec<Block>) -> Document {
        let mut behind: Vec<(usize, DelegationId, String)> = self
            .names
            .iter()
            .filter_map(|(by, (at, name))| match by {
                Contributor::Delegation(id) => Some((*at, *id, name.clone())),
                Contributor::Chair => None,
            })
            .collect();
        behind.sort();
        Document {
            title: qalam_model::text::clean(title),
            about,
            frame: self.language.to_owned(),
            language: language.to_owned(),
            comma: self.word("out-comma"),
            blocks,
            names,
            later: Names::default(),
            behind: behind.into_iter().map(|(_, id, name)| (id, name)).collect(),
            left: self.left.take(),
        }
    }
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    let mut parts = language.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    match parts.find(|part| part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic())) {
        Some(script) => ["arab", "aran", "hebr", "thaa", "syrc", "nkoo"].iter().any(|s| script.eq_ignore_ascii_case(s)),
        None => ["ar", "fa", "ur", "he", "iw", "ps", "ckb", "sd", "ug", "dv", "yi"].contains(&first.as_str()),
    }
}
