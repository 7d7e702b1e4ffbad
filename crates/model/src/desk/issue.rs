//! The next revision, its table of decisions, and the trace of every word.

use super::types::*;
use crate::{
    ids::*,
    number::{self, Names, Number},
    paper::Paragraph,
    proposal::{DecisionRow, Outcome},
    text::RichText,
};
use std::collections::{BTreeSet, HashMap};

/// What the next revision would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRevision {
    /// The paragraphs, numbered: those of the revision keep theirs, new ones are bis, ter and so on.
    pub paragraphs: Vec<Paragraph>,
    /// The table of decisions.
    pub rows: Vec<DecisionRow>,
    /// What was undecided or put off, and becomes 'deferred'.
    pub deferred: Vec<HunkId>,
}

impl Desk {
    /// The text as it stands, numbered, with its table of decisions and what would become 'deferred'.
    pub fn next_revision(&self) -> NextRevision {
        let paragraphs = self.text_now();
        NextRevision { rows: self.decision_rows(&paragraphs), deferred: self.deferred(), paragraphs }
    }

    /// The paragraphs that stand in the text now, numbered as the next revision would be.
    pub fn text_now(&self) -> Vec<Paragraph> {
        let mut paragraphs = super::places::standing(self);
        number::assign(&mut paragraphs);
        paragraphs
    }

    /// The same with the operative paragraphs numbered anew from 1, as the Chair may wish when a revision is issued:
    /// 18 bis becomes 19, and references follow.
    pub fn text_renumbered(&self) -> Vec<Paragraph> {
        let mut paragraphs = super::places::standing(self);
        number::renumber(&mut paragraphs);
        paragraphs
    }

    /// Numbers to show: those of the revision, and for a paragraph that somebody wants to insert the one that it would
    /// get. They do not depend on what was decided.
    pub fn numbers(&self) -> HashMap<ParagraphId, Number> {
        let number = |p: &DeskParagraph| p.old.as_ref().and_then(|old| old.number);
        let as_now = |p: &DeskParagraph| Paragraph { number: number(p), ..Paragraph::new(p.id, p.kind, RichText::default()) };
        // Parts come behind all others, so that nobody's number depends on whether they stand.
        let mut others: Vec<Paragraph> = self.paragraphs.iter().filter(|p| p.part_of.is_none()).map(as_now).collect();
        number::assign(&mut others);
        let known: HashMap<ParagraphId, Option<Number>> = others.iter().map(|p| (p.id, p.number)).collect();
        let mut all: Vec<Paragraph> =
            self.paragraphs.iter().map(|p| Paragraph { number: known.get(&p.id).copied().flatten(), ..as_now(p) }).collect();
        number::assign(&mut all);
        all.into_iter().filter_map(|p| Some((p.id, p.number?))).collect()
    }

    /// Hunks that nobody decided, or that were put off.
    pub fn deferred(&self) -> Vec<HunkId> {
        let open = |h: &&DeskHunk| matches!(h.state, HunkState::Undecided { .. } | HunkState::Decided { treatment: DecidedAs::Defer, .. });
        self.paragraphs.iter().flat_map(|p| &p.hunks).filter(open).map(|h| h.hunk.id).collect()
    }

    /// The table of decisions: every proposal with its treatment, in desk order; `next` gives the new numbers. What is
    /// undecided counts as put off.
    pub fn decision_rows(&self, next: &[Paragraph]) -> Vec<DecisionRow> {
        let new: HashMap<ParagraphId, &Paragraph> = next.iter().map(|p| (p.id, p)).collect();
        let before: Vec<Paragraph> = self.paragraphs.iter().filter_map(|p| p.old.clone()).collect();
        let (before, names) = (Names::of(&before), Names::of(next));
        let mut rows = Vec::new();
        for p in &self.paragraphs {
            let hunks: HashMap<HunkId, &DeskHunk> = p.hunks.iter().map(|h| (h.hunk.id, h)).collect();
            let mut once = BTreeSet::new();
            for q in p.proposals.iter().filter(|q| once.insert((q.proposal.id, q.contributor))) {
                let now = new.get(&p.into.unwrap_or(p.id));
                let own: Vec<&DeskHunk> = q.proposal.hunks.iter().filter_map(|h| hunks.get(&h.id).copied()).collect();
                let outcome = q.outcome.unwrap_or_else(|| left_open(&own));
                let (mut taken, mut bracketed) = parts(outcome, &own);
                if own.len() < q.proposal.hunks.len() {
                    (taken, bracketed) = (self.whole(&taken), self.whole(&bracketed));
                }
                rows.push(DecisionRow {
                    paragraph: p.id,
                    old_number: p.old.as_ref().and_then(|old| old.number).map(|n| n.to_string()),
                    new_number: now.and_then(|p| p.number).map(|n| n.to_string()),
                    proposal: q.proposal.id,
                    by: q.contributor,
                    cosponsors: q.proposal.cosponsors.clone(),
                    wanted: names.plain(&self.clean_text(p, q)),
                    old_text: p.old.as_ref().map(|old| before.plain(&old.text)).unwrap_or_default(),
                    new_text: now.map(|p| names.plain(&p.text)).unwrap_or_default(),
                    outcome,
                    reason: self.reasons(own.into_iter()),
                    taken,
                    bracketed,
                });
            }
        }
        rows
    }

    /// The reasons of the decisions behind these hunks, each once.
    fn reasons<'h>(&self, hunks: impl Iterator<Item = &'h DeskHunk>) -> String {
        let mut reasons: Vec<&str> = Vec::new();
        for hunk in hunks {
            let act = match &hunk.state {
                HunkState::Undecided { .. } => continue,
                HunkState::Decided { decision, .. } | HunkState::Follows { decision } => decision,
                HunkState::Overtaken { by, .. } => by,
            };
            if let Some(decision) = self.decisions.get(act)
                && !decision.reason.is_empty()
                && !reasons.contains(&decision.reason.as_str())
            {
                reasons.push(&decision.reason);
            }
        }
        reasons.join("; ")
    }

    /// Where every word of the text now comes from.
    pub fn trace(&self) -> Vec<ParagraphTrace> {
        let traced = |p: &DeskParagraph| {
            let chars: Vec<char> = p.text.as_ref()?.text.chars().collect();
            let parts = p.segments.iter().map(|s| TracePart {
                text: chars.iter().take(s.end as usize).skip(s.start as usize).collect(),
                source: self.trace_source(if s.of == p.id { p } else { self.paragraph(s.of).unwrap_or(p) }, &s.source),
            });
            Some(ParagraphTrace { paragraph: p.id, parts: parts.collect() })
        };
        self.paragraphs.iter().filter_map(traced).collect()
    }

    fn trace_source(&self, p: &DeskParagraph, source: &Source) -> TraceSource {
        match source {
            Source::Base => TraceSource::Base { revision: self.revision },
            Source::Own { decision } => TraceSource::Own { decision: *decision },
            Source::Hunk { hunk, by, decision } => {
                let held = p.hunks.iter().find(|h| h.hunk.id == *hunk);
                TraceSource::Hunk {
                    hunk: *hunk,
                    proposals: held.map(|h| h.proposals.clone()).unwrap_or_default(),
                    contributions: held.map(|h| h.contributions.clone()).unwrap_or_default(),
                    by: by.clone(),
                    decision: *decision,
                }
            }
            Source::Bracket { bracket, alternative } => {
                let value = p.brackets.get(*bracket);
                let chosen = value.and_then(|b| b.alternatives.get((*alternative)?));
                TraceSource::Bracket {
                    decisions: value.map(|b| b.decisions.clone()).unwrap_or_default(),
                    hunks: chosen.map(|a| a.hunks.clone()).unwrap_or_default(),
                    by: chosen.map(|a| a.behind.clone()).unwrap_or_default(),
                    sign: alternative.is_none(),
                }
            }
        }
    }
}

/// How a proposal ends of which something is undecided: as it would with that put off.
fn left_open(hunks: &[&DeskHunk]) -> Outcome {
    let any = |wanted: DecidedAs| !treated(hunks, wanted).is_empty();
    match () {
        _ if any(DecidedAs::Accept) => Outcome::Partly,
        _ if any(DecidedAs::Bracket) => Outcome::Bracketed,
        _ if any(DecidedAs::Own) => Outcome::OwnWording,
        _ => Outcome::Deferred,
    }
}

/// Which hunks of a proposal were taken and which stand in brackets, where its outcome does not tell.
fn parts(outcome: Outcome, hunks: &[&DeskHunk]) -> (Vec<HunkId>, Vec<HunkId>) {
    match outcome {
        Outcome::Partly => (treated(hunks, DecidedAs::Accept), treated(hunks, DecidedAs::Bracket)),
        Outcome::Bracketed => {
            let some = treated(hunks, DecidedAs::Bracket);
            (Vec::new(), if some.len() < hunks.len() { some } else { Vec::new() })
        }
        _ => (Vec::new(), Vec::new()),
    }
}

fn treated(hunks: &[&DeskHunk], wanted: DecidedAs) -> Vec<HunkId> {
    let is = |h: &&&DeskHunk| matches!(&h.state, HunkState::Decided { treatment, .. } if *treatment == wanted);
    hunks.iter().filter(is).map(|h| h.hunk.id).collect()
}
