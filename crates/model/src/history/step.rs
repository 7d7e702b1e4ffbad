//! From one revision to the next: the desk laid again as the table of decisions tells of it.
//!
//! The table says how each proposal ended. Laid on the old text with just these decisions, the desk gives the new
//! text with the source of every word, by the same code that wrote it. Where the two differ (a contribution is not
//! here, or an older table does not say which part of a proposal was taken) the words are compared instead.

use super::origins::{Came, IssuedText, Letters, Names};
use crate::{
    compare::steps,
    desk::{Desk, DeskParagraph, Input, Source, desk},
    ids::*,
    paper::{Paragraph, Revision},
    proposal::{Contribution, Decision, DecisionRow, Outcome, Treatment},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Of how many hunks of one paragraph, of which an older table does not tell, every selection is tried.
const TRIED: usize = 6;

/// What a table says of the hunks.
#[derive(Debug, Default, Clone)]
struct Told {
    taken: BTreeSet<HunkId>,
    bracketed: BTreeSet<HunkId>,
    /// Perhaps taken: of a proposal that was taken in part, the table does not say which.
    open: BTreeSet<HunkId>,
}

/// Everything about one step.
struct Step<'a, 'n> {
    at: usize,
    old: &'a IssuedText<'a>,
    known: &'a Letters,
    new: &'a IssuedText<'a>,
    about: &'a HashMap<ParagraphId, Vec<usize>>,
    /// The contributions with those proposals that the table lists.
    laid: Vec<(ActId, Contribution)>,
    /// The rows of a hunk's proposals.
    rows_of: HashMap<HunkId, Vec<usize>>,
    told: Told,
    names: &'n mut Names,
}

/// The origins of the new text's words.
pub(super) fn trace(
    at: usize,
    old: &IssuedText<'_>,
    known: &Letters,
    new: &IssuedText<'_>,
    about: &HashMap<ParagraphId, Vec<usize>>,
    names: &mut Names,
) -> Letters {
    let mut row_of: HashMap<ProposalId, Vec<usize>> = HashMap::new();
    for (at, row) in new.rows.iter().enumerate() {
        row_of.entry(row.proposal).or_default().push(at);
    }
    let listed = |c: &Contribution| Contribution {
        proposals: c.proposals.iter().filter(|p| row_of.contains_key(&p.id)).cloned().collect(),
        replaces: Vec::new(),
        ..*c
    };
    let laid: Vec<(ActId, Contribution)> =
        new.contributions.iter().filter(|(_, c)| c.revision == old.id).map(|(act, c)| (*act, listed(c))).collect();
    let mut rows_of: HashMap<HunkId, Vec<usize>> = HashMap::new();
    for proposal in laid.iter().flat_map(|(_, c)| &c.proposals) {
        let rows = row_of.get(&proposal.id).map(Vec::as_slice).unwrap_or_default();
        for hunk in &proposal.hunks {
            let all = rows_of.entry(hunk.id).or_default();
            all.extend(rows);
            all.sort_unstable();
            all.dedup();
        }
    }
    let told = told(new.rows, &laid, &row_of);
    let mut step = Step { at, old, known, new, about, laid, rows_of, told, names };
    step.letters()
}

fn told(rows: &[DecisionRow], laid: &[(ActId, Contribution)], row_of: &HashMap<ProposalId, Vec<usize>>) -> Told {
    let mut told = Told::default();
    let mut never: HashSet<HunkId> = HashSet::new();
    for proposal in laid.iter().flat_map(|(_, c)| &c.proposals) {
        let hunks = || proposal.hunks.iter().map(|h| h.id);
        for row in row_of.get(&proposal.id).into_iter().flatten().filter_map(|at| rows.get(*at)) {
            match row.outcome {
                Outcome::Accepted => told.taken.extend(hunks()),
                // Older tables told nothing more, and called 'deferred' what was taken in part and left open in part.
                Outcome::Partly if row.taken.is_empty() => told.open.extend(hunks()),
                Outcome::Deferred if proposal.hunks.len() > 1 => told.open.extend(hunks()),
                Outcome::Partly => {
                    told.taken.extend(&row.taken);
                    told.bracketed.extend(&row.bracketed);
                }
                Outcome::Bracketed if row.bracketed.is_empty() => told.bracketed.extend(hunks()),
                Outcome::Bracketed => told.bracketed.extend(&row.bracketed),
                Outcome::Rejected | Outcome::Deferred | Outcome::OwnWording => never.extend(hunks()),
            }
        }
    }
    let Told { taken, bracketed, open } = &mut told;
    open.retain(|h| !taken.contains(h) && !bracketed.contains(h) && !never.contains(h));
    bracketed.retain(|h| !taken.contains(h));
    told
}

impl Step<'_, '_> {
    fn letters(&mut self) -> Letters {
        let again = self.desk(self.old.revision, &self.laid, &self.told);
        let rows: HashMap<ParagraphId, &DeskParagraph> = again.paragraphs.iter().map(|p| (p.id, p)).collect();
        let before: HashMap<ParagraphId, &Paragraph> = self.old.revision.paragraphs.iter().map(|p| (p.id, p)).collect();
        let paragraphs = &self.new.revision.paragraphs;
        let mut out = Letters::new();
        for p in paragraphs {
            let old = before.get(&p.id).copied();
            let letters = self.paragraph(old, p, &rows);
            out.entry(p.id).or_insert(letters);
        }
        out
    }

    fn paragraph(&mut self, old: Option<&Paragraph>, new: &Paragraph, rows: &HashMap<ParagraphId, &DeskParagraph>) -> Vec<usize> {
        let row = rows.get(&new.id).copied();
        let worded = self.rows(new.id, |o| o == Outcome::OwnWording);
        if worded.is_empty() {
            if let Some(found) = row.and_then(|row| self.by_desk(rows, row, new)) {
                return found;
            }
            if let Some(found) = self.by_trying(old, new, row) {
                return found;
            }
        }
        self.by_words(old, new, worded)
    }

    /// The rows about a paragraph that ended in one of these ways.
    fn rows(&self, id: ParagraphId, wanted: impl Fn(Outcome) -> bool) -> Vec<usize> {
        let rows = self.about.get(&id).into_iter().flatten().copied();
        rows.filter(|at| self.new.rows.get(*at).is_some_and(|r| wanted(r.outcome))).collect()
    }

    fn desk(&self, revision: &Revision, laid: &[(ActId, Contribution)], told: &Told) -> Desk {
        let decision = |hunks: &BTreeSet<HunkId>, treatment| Decision {
            paper: revision.paper,
            revision: self.old.id,
            hunks: hunks.iter().copied().collect(),
            treatment,
            reason: String::new(),
            replaces: Vec::new(),
            seen: Vec::new(),
        };
        let made = [
            (ActId(hash("qalam trace v1", &[b"accept"])), decision(&told.taken, Treatment::Accept)),
            (ActId(hash("qalam trace v1", &[b"bracket"])), decision(&told.bracketed, Treatment::Bracket)),
        ];
        let contributions: Vec<(ActId, &Contribution)> = laid.iter().map(|(act, c)| (*act, c)).collect();
        let decisions: Vec<(ActId, &Decision)> = made.iter().filter(|(_, d)| !d.hunks.is_empty()).map(|(act, d)| (*act, d)).collect();
        desk(Input { revision, revision_id: self.old.id, contributions: &contributions, former: &[], decisions: &decisions })
    }

    /// The sources that the desk gives, if it reads as the new revision does. Words that were moved from another paragraph
    /// have the origin that they had there.
    fn by_desk(&mut self, rows: &HashMap<ParagraphId, &DeskParagraph>, row: &DeskParagraph, new: &Paragraph) -> Option<Vec<usize>> {
        if row.text.as_ref()?.text != new.text.text {
            return None;
        }
        let text: Vec<char> = new.text.text.chars().collect();
        let mut bases: HashMap<ParagraphId, Vec<char>> = HashMap::new();
        let mut out = Vec::with_capacity(text.len());
        let mut used: HashMap<(ParagraphId, usize), usize> = HashMap::new();
        for segment in &row.segments {
            let (start, end) = (segment.start as usize, segment.end as usize);
            let words = text.get(start..end)?;
            let row = if segment.of == row.id { row } else { rows.get(&segment.of).copied()? };
            let base = bases.entry(row.id).or_insert_with(|| row.old.as_ref().map(|o| o.text.text.chars().collect()).unwrap_or_default());
            let origins = self.known.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            match &segment.source {
                Source::Base => {
                    let at = segment.at as usize;
                    if base.get(at..at + words.len())? != words {
                        return None;
                    }
                    out.extend_from_slice(origins.get(at..at + words.len())?);
                }
                Source::Hunk { hunk, .. } => {
                    let rows = self.rows_of.get(hunk).cloned().unwrap_or_default();
                    let rows = rows
                        .into_iter()
                        .filter(|at| matches!(self.new.rows[*at].outcome, Outcome::Accepted | Outcome::Partly | Outcome::Deferred));
                    let came = Came::Proposals { hunks: vec![*hunk], rows: rows.collect() };
                    let origin = self.names.of(self.at, came);
                    out.extend(words.iter().map(|_| origin));
                }
                Source::Own { .. } => return None,
                Source::Bracket { bracket: index, alternative } => {
                    let bracket = row.brackets.get(*index)?;
                    let (from, to) = (bracket.base.0 as usize, bracket.base.1 as usize);
                    let place = base.get(from..to).unwrap_or_default();
                    // The revision's own wording in a bracket is the revision's, also where another alternative stands in
                    // it or around it: its pieces come in their order.
                    let at = used.entry((row.id, *index)).or_default();
                    let piece = || place.get(*at..)?.windows(words.len().max(1)).position(|w| w == words);
                    if let (Some(0), Some(skipped)) = (alternative, piece()) {
                        let start = from + *at + skipped;
                        *at += skipped + words.len();
                        out.extend_from_slice(origins.get(start..start + words.len())?);
                        continue;
                    }
                    let chosen = alternative.and_then(|at| bracket.alternatives.get(at));
                    let hunks = chosen.map(|a| a.hunks.clone()).unwrap_or_default();
                    let about = if alternative.is_none() { &bracket.cluster } else { &hunks };
                    let mut rows: Vec<usize> = about.iter().filter_map(|h| self.rows_of.get(h)).flatten().copied().collect();
                    rows.sort_unstable();
                    rows.dedup();
                    let origin = self.names.of(self.at, Came::Bracket { hunks, rows, sign: alternative.is_none() });
                    out.extend(words.iter().map(|_| origin));
                }
            }
        }
        (out.len() == text.len()).then_some(out)
    }

    /// An older table does not say which part of a proposal was taken: the selection is looked for that gives the text.
    fn by_trying(&mut self, old: Option<&Paragraph>, new: &Paragraph, row: Option<&DeskParagraph>) -> Option<Vec<usize>> {
        let open: Vec<HunkId> = row?.hunks.iter().map(|h| h.hunk.id).filter(|h| self.told.open.contains(h)).collect();
        if open.is_empty() || open.len() > TRIED {
            return None;
        }
        let small = Revision { paragraphs: old.into_iter().cloned().collect(), ..self.old.revision.clone() };
        let here = |c: &Contribution| Contribution {
            proposals: c.proposals.iter().filter(|p| p.paragraph == new.id).cloned().collect(),
            replaces: Vec::new(),
            ..*c
        };
        let laid: Vec<(ActId, Contribution)> = self.laid.iter().map(|(act, c)| (*act, here(c))).collect();
        for selection in 1..1u32 << open.len() {
            let mut told = self.told.clone();
            told.taken.extend(open.iter().enumerate().filter(|(i, _)| selection >> i & 1 == 1).map(|(_, h)| *h));
            let again = self.desk(&small, &laid, &told);
            let rows: HashMap<ParagraphId, &DeskParagraph> = again.paragraphs.iter().map(|p| (p.id, p)).collect();
            let found = rows.get(&new.id).and_then(|row| self.by_desk(&rows, row, new));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The words compared: what both texts have came before; what came as a proposal wanted it came with that one;
    /// the rest is the side's own wording.
    fn by_words(&mut self, old: Option<&Paragraph>, new: &Paragraph, worded: Vec<usize>) -> Vec<usize> {
        let was = old.map_or("", |p| p.text.text.as_str());
        let origins = self.known.get(&new.id).map(Vec::as_slice).unwrap_or_default();
        let chars: Vec<char> = new.text.text.chars().collect();
        let wishes = if worded.is_empty() { self.wishes(new.id, was) } else { BTreeMap::new() };
        let own = self.names.of(self.at, Came::Own { rows: worded });
        let mut out = Vec::with_capacity(chars.len());
        for step in steps(was, &new.text.text) {
            let came = step.new.0..step.new.1;
            if step.same {
                out.extend(origins.get(step.old.0..step.old.1).unwrap_or_default());
                // Never where the texts are those that were traced: said so that no word is left out.
                out.resize(came.end, own);
                continue;
            }
            let words: String = chars[came.clone()].iter().collect();
            let origin = match wishes.get(&(step.old, words)) {
                Some(rows) => self.names.of(self.at, Came::Proposals { hunks: Vec::new(), rows: rows.clone() }),
                None => own,
            };
            out.resize(came.end, origin);
        }
        out
    }

    /// What the proposals that were taken wanted in a paragraph, as the table tells it: place, words, rows.
    fn wishes(&self, id: ParagraphId, was: &str) -> BTreeMap<((usize, usize), String), Vec<usize>> {
        let mut out: BTreeMap<((usize, usize), String), Vec<usize>> = BTreeMap::new();
        for at in self.rows(id, |o| matches!(o, Outcome::Accepted | Outcome::Partly)) {
            let Some(row) = self.new.rows.get(at).filter(|r| r.old_text == was) else { continue };
            let wanted: Vec<char> = row.wanted.chars().collect();
            for step in steps(was, &row.wanted).into_iter().filter(|s| !s.same) {
                let words = wanted.get(step.new.0..step.new.1).unwrap_or_default().iter().collect();
                out.entry((step.old, words)).or_default().push(at);
            }
        }
        out
    }
}
