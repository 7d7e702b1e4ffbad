//! 200 paragraphs, 8 delegations, 409 proposals: the desk, combining, tracing; `git merge` of the same edits beside it.

use crate::{git, line, middle, ms, peer, timed};
use qalam_model::{
    compare::compare,
    desk::{Desk, Input, desk},
    ids::{ActId, DelegationId, GroupId, PaperId, ParagraphId, RevisionId, hash},
    paper::{Kind, Paragraph, Revision},
    proposal::{Contribution, Contributor, Decision, Treatment},
    text::RichText,
};
use std::{collections::BTreeSet, time::Duration};

pub(crate) const PARAGRAPHS: usize = 200;
pub(crate) const DELEGATIONS: usize = 8;

/// One edit: whose, where, what.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    pub by: usize,
    pub at: usize,
    pub what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// Puts a word in the place of the n-th.
    Word(usize, String),
    /// A paragraph behind it.
    Insert(String),
    /// Takes it out.
    Delete,
}

const WORDS: [&str; 24] = [
    "the",
    "Parties",
    "shall",
    "take",
    "appropriate",
    "measures",
    "to",
    "protect",
    "networks",
    "against",
    "incidents",
    "and",
    "exchange",
    "information",
    "through",
    "national",
    "contact",
    "points",
    "in",
    "accordance",
    "with",
    "domestic",
    "law",
    "without",
];

/// The words of a paragraph.
pub(crate) fn words(at: usize) -> Vec<String> {
    (0..28).map(|n| WORDS[(at * 7 + n * 5 + at / 3) % WORDS.len()].to_owned()).collect()
}

/// Where the paragraphs stand: behind each of the ten that get a neighbour or go, one that nobody touches, so that no
/// line-by-line merge has to stumble over them.
fn places() -> Vec<usize> {
    let mut next = 0;
    let mut places = Vec::new();
    for at in 0..190 {
        places.push(next);
        next += if at < 100 && at % 10 == 3 { 2 } else { 1 };
    }
    places
}

/// 409 edits: 100 paragraphs with one each, 40 with two that do not touch, 50 with four or five rivals for one place.
pub(crate) fn edits() -> Vec<Edit> {
    let places = places();
    let word = |by: usize, at: usize, n: usize| Edit { by, at: places[at], what: What::Word(n, format!("wish{by}of{}", places[at])) };
    let mut out = Vec::new();
    for (at, place) in places.iter().copied().enumerate().take(100) {
        let by = at % DELEGATIONS;
        match at % 20 {
            3 => out.push(Edit { by, at: place, what: What::Insert(format!("The Parties add wish{by}of{place} to this text.")) }),
            13 => out.push(Edit { by, at: place, what: What::Delete }),
            _ => out.push(word(by, at, at % 20)),
        }
    }
    for at in 100..140 {
        out.push(word(at % DELEGATIONS, at, 4));
        out.push(word((at + 3) % DELEGATIONS, at, 20));
    }
    for at in 140..190 {
        let rivals = if at < 169 { 5 } else { 4 };
        out.extend((0..rivals).map(|n| word((at + n) % DELEGATIONS, at, 11)));
    }
    out
}

fn id(n: usize) -> ParagraphId {
    ParagraphId((n as u64 + 1).to_be_bytes())
}

fn operative(n: usize, text: &str) -> Paragraph {
    Paragraph::new(id(n), Kind::Operative, RichText::plain(text))
}

fn revision() -> Revision {
    Revision {
        group: GroupId([1; 32]),
        paper: PaperId([2; 16]),
        symbol: "WG/WP.1".to_owned(),
        title: "Draft".to_owned(),
        language: "en".to_owned(),
        predecessor: None,
        paragraphs: (0..PARAGRAPHS).map(|at| operative(at, &words(at).join(" "))).collect(),
    }
}

/// A delegation's working copy.
fn copy(revision: &Revision, by: usize, edits: &[Edit]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    for (at, p) in revision.paragraphs.iter().enumerate() {
        match edits.iter().find(|e| e.by == by && e.at == at).map(|e| &e.what) {
            None => out.push(p.clone()),
            Some(What::Delete) => {}
            Some(What::Insert(text)) => out.extend([p.clone(), operative(1_000 + at, text)]),
            Some(What::Word(n, word)) => {
                let mut words = words(at);
                words[*n].clone_from(word);
                out.push(Paragraph { text: RichText::plain(&words.join(" ")), ..p.clone() });
            }
        }
    }
    out
}

fn act(n: usize) -> ActId {
    ActId(hash("bench", &[&(n as u64).to_be_bytes()]))
}

/// Everything that the desk is a function of.
struct Table {
    revision: Revision,
    id: RevisionId,
    contributions: Vec<(ActId, Contribution)>,
    decisions: Vec<(ActId, Decision)>,
}

impl Table {
    fn desk(&self) -> Desk {
        let contributions: Vec<_> = self.contributions.iter().map(|(act, c)| (*act, c)).collect();
        let decisions: Vec<_> = self.decisions.iter().map(|(act, d)| (*act, d)).collect();
        desk(Input { revision: &self.revision, revision_id: self.id, contributions: &contributions, former: &[], decisions: &decisions })
    }
}

/// Prints the figures of the desk.
pub(crate) fn run() {
    let edits = edits();
    let revision = revision();
    let id = RevisionId([3; 32]);
    let (contributions, compared) = timed(|| {
        let contribution = |by: usize| {
            let contributor = Contributor::Delegation(DelegationId([by as u8 + 1; 16]));
            let proposals = compare(&revision, &id, contributor, &copy(&revision, by, &edits));
            (
                act(by),
                Contribution {
                    paper: revision.paper,
                    revision: id,
                    by: contributor,
                    entered: false,
                    floor: false,
                    proposals,
                    replaces: vec![],
                },
            )
        };
        (0..DELEGATIONS).map(contribution).collect::<Vec<_>>()
    });
    let mut table = Table { revision, id, contributions, decisions: Vec::new() };
    let (desk, took) = middle(7, || table.desk());
    let shown: BTreeSet<_> = desk.paragraphs.iter().flat_map(|p| &p.proposals).map(|p| (p.contributor, p.proposal.id)).collect();
    let clusters: usize = desk.paragraphs.iter().map(|p| p.clusters.len()).sum();
    println!("       compared once, at submission: {} for all eight working copies", ms(compared));
    let figure = format!("{} of {} with their authors, {clusters} clusters, {}", shown.len(), edits.len(), ms(took));
    line("the desk", &figure, "409 of 409, 50 ms", shown.len() == 409 && edits.len() == 409 && took < Duration::from_millis(50));
    peer(&git::merge(&edits));
    combine(&mut table);
}

fn combine(table: &mut Table) {
    let ((taken, traced, whole), took) = middle(5, || {
        table.decisions.clear();
        let desk = table.desk();
        let ready = desk.combinable();
        let hunks: Vec<_> = ready.iter().flat_map(|(_, hunks)| hunks.iter().copied()).collect();
        table.decisions.push((act(100), desk.decision(&hunks, Treatment::Accept, "")));
        let after = table.desk();
        let trace = after.trace();
        let traced: usize = trace.iter().flat_map(|p| &p.parts).map(|part| part.text.chars().count()).sum();
        let whole: usize = after.paragraphs.iter().filter_map(|p| p.text.as_ref()).map(|t| t.len() as usize).sum();
        (ready.len(), traced, whole)
    });
    let figure = format!("{taken} taken, {traced} of {whole} characters traced, {}", ms(took));
    line("combine and trace", &figure, "every word, 200 ms", traced == whole && took < Duration::from_millis(200));
}
