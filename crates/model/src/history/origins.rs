//! For each word of every issued revision: what brought it there.
//!
//! A pure function of what went out to the group: the issued texts, the contributions, the tables of decisions. It
//! never looks at a decision itself, which only the paper's side has. Every code point is traced exactly once; words
//! of the revision before keep the origin that they had there, back to the revision in which they came.

use super::step;
use crate::{
    bracket::brackets,
    ids::*,
    paper::{Paragraph, Revision},
    proposal::{Contribution, DecisionRow, Outcome},
};
use std::collections::HashMap;

/// One revision of a paper's chain, with what was said about the one before it.
#[derive(Debug, Clone, Copy)]
pub struct IssuedText<'a> {
    /// The text.
    pub revision: &'a Revision,
    /// Its id.
    pub id: RevisionId,
    /// The table of decisions that went out with it; empty for the first.
    pub rows: &'a [DecisionRow],
    /// All contributions that are here to the revision before it, replaced and withdrawn ones too. The table says
    /// which of them lay on the desk.
    pub contributions: &'a [(ActId, &'a Contribution)],
}

/// Where words came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The revision in which they came: its place in the chain.
    pub issue: usize,
    /// What brought them.
    pub came: Came,
    /// Of words that came in brackets and stand in none any more: when they were agreed.
    pub agreed: Option<Agreed>,
}

/// When the brackets around words went.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Agreed {
    /// The revision without them: its place in the chain.
    pub issue: usize,
    /// The rows of its table that settled the paragraph; empty where the paper's side did so by itself.
    pub rows: Vec<usize>,
}

/// What brought words into a revision. Rows are places in that revision's table of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Came {
    /// They stand in the first text that the paper's side issued.
    First,
    /// Proposals that were taken.
    Proposals {
        /// The hunks that brought them; empty where the contribution is not here.
        hunks: Vec<HunkId>,
        /// The rows of the proposals that hold these.
        rows: Vec<usize>,
    },
    /// They came without being agreed: an alternative in a bracket, or one of its signs.
    Bracket {
        /// The hunks that give the alternative; empty for a sign.
        hunks: Vec<HunkId>,
        /// The rows of the proposals in the bracket.
        rows: Vec<usize>,
        /// Only a sign or a space of the bracket.
        sign: bool,
    },
    /// The wording of the paper's side.
    Own {
        /// The rows that say so; empty where nothing had been proposed.
        rows: Vec<usize>,
    },
}

/// Code points `start..end` of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traced {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Place in [`Origins::origins`].
    pub origin: usize,
}

/// One paragraph of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedParagraph {
    /// The paragraph.
    pub id: ParagraphId,
    /// All of its words, in order and without gaps.
    pub words: Vec<Traced>,
    /// The rows about it in the table that went out with this revision.
    pub rows: Vec<usize>,
}

/// The origins of all words of a chain of revisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Each origin once.
    pub origins: Vec<Origin>,
    /// Per revision of the chain, its paragraphs in order.
    pub texts: Vec<Vec<TracedParagraph>>,
}

impl Origins {
    /// A paragraph of the revision at that place of the chain.
    pub fn paragraph(&self, issue: usize, id: ParagraphId) -> Option<&TracedParagraph> {
        self.texts.get(issue)?.iter().find(|p| p.id == id)
    }
}

/// Numbers of origins, each given once.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<Origin, usize>,
    list: Vec<Origin>,
}

impl Names {
    pub(super) fn of(&mut self, issue: usize, came: Came) -> usize {
        self.named(Origin { issue, came, agreed: None })
    }

    /// The same origin, agreed.
    fn agreed(&mut self, origin: usize, agreed: &Agreed) -> usize {
        match self.list.get(origin).cloned() {
            Some(known) => self.named(Origin { agreed: Some(agreed.clone()), ..known }),
            None => origin,
        }
    }

    /// Whether these words wait to be agreed.
    fn waits(&self, origin: usize, at: usize) -> bool {
        self.list.get(origin).is_some_and(|o| o.issue < at && o.agreed.is_none() && matches!(o.came, Came::Bracket { sign: false, .. }))
    }

    fn named(&mut self, origin: Origin) -> usize {
        if let Some(found) = self.known.get(&origin) {
            return *found;
        }
        self.list.push(origin.clone());
        self.known.insert(origin, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// Origins by code point, paragraph by paragraph.
pub(super) type Letters = HashMap<ParagraphId, Vec<usize>>;

/// Traces a chain of revisions, the first one first. Linear in the texts and the contributions but for the comparison
/// of paragraphs that the table of decisions alone does not explain.
pub fn origins(chain: &[IssuedText<'_>]) -> Origins {
    let mut names = Names::default();
    let mut texts = Vec::with_capacity(chain.len());
    let mut before: Option<(&IssuedText<'_>, Letters)> = None;
    for (at, issued) in chain.iter().enumerate() {
        let mut about: HashMap<ParagraphId, Vec<usize>> = HashMap::new();
        for (row, decided) in issued.rows.iter().enumerate() {
            about.entry(decided.paragraph).or_default().push(row);
        }
        let mut letters = match &before {
            None => first(at, issued, &mut names),
            Some((old, known)) => step::trace(at, old, known, issued, &about, &mut names),
        };
        agree(at, issued, &about, &mut letters, &mut names);
        let traced = |p: &Paragraph| TracedParagraph {
            id: p.id,
            words: runs(letters.get(&p.id).map(Vec::as_slice).unwrap_or_default()),
            rows: about.get(&p.id).cloned().unwrap_or_default(),
        };
        texts.push(issued.revision.paragraphs.iter().map(traced).collect());
        before = Some((issued, letters));
    }
    Origins { origins: names.list, texts }
}

/// Words that came in brackets earlier and stand in none now were agreed with this revision.
fn agree(at: usize, issued: &IssuedText<'_>, about: &HashMap<ParagraphId, Vec<usize>>, letters: &mut Letters, names: &mut Names) {
    for p in &issued.revision.paragraphs {
        let Some(known) = letters.get_mut(&p.id).filter(|all| all.iter().any(|o| names.waits(*o, at))) else { continue };
        let mut open = vec![false; known.len()];
        for pair in brackets(&p.text).pairs {
            open.iter_mut().take(pair.close as usize).skip(pair.open as usize).for_each(|o| *o = true);
        }
        let settled = |row: &&usize| {
            let outcome = issued.rows.get(**row).map(|r| r.outcome);
            matches!(outcome, Some(Outcome::Accepted | Outcome::Partly | Outcome::OwnWording))
        };
        let rows = about.get(&p.id).into_iter().flatten().filter(settled).copied().collect();
        let agreed = Agreed { issue: at, rows };
        for (origin, open) in known.iter_mut().zip(open) {
            if !open && names.waits(*origin, at) {
                *origin = names.agreed(*origin, &agreed);
            }
        }
    }
}

fn first(at: usize, issued: &IssuedText<'_>, names: &mut Names) -> Letters {
    let origin = names.of(at, Came::First);
    issued.revision.paragraphs.iter().map(|p| (p.id, vec![origin; p.text.len() as usize])).collect()
}

fn runs(letters: &[usize]) -> Vec<Traced> {
    let mut out: Vec<Traced> = Vec::new();
    for (at, origin) in letters.iter().enumerate() {
        match out.last_mut() {
            Some(last) if last.origin == *origin => last.end += 1,
            _ => out.push(Traced { start: at as u32, end: at as u32 + 1, origin: *origin }),
        }
    }
    out
}
