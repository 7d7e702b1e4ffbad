//! A paper's revisions side by side, and where each of their words comes from.
//!
//! Everything here rests on what went out to the group, so that every member sees the same: by delegation, never by
//! person. What the Chair's side alone knows (its decisions in the making) is not looked at.

use crate::{
    App,
    api::history::*,
    deskview::outcome_name,
    error::{Code, Error, Result},
    members::column_of,
    names::find_paragraph,
    runs::{direction_name, runs, span_runs},
    work::Work,
};
use qalam_model::{
    history::{Came, IssuedText, Origin, Origins, difference, origins},
    ids::*,
    number::Names,
    paper::{Paragraph, Revision},
    proposal::{Contribution, Contributor, DecisionRow},
    roster::Side,
    state::{Issued, Paper},
};
use std::{collections::HashMap, sync::Arc};

pub(crate) fn name_of(issued: &Issued) -> RevisionName {
    RevisionName { revision: issued.revision.to_string(), symbol: issued.symbol.clone(), at: issued.at }
}

fn number(paragraph: Option<&Paragraph>) -> String {
    paragraph.and_then(|p| p.number).map(|n| n.to_string()).unwrap_or_default()
}

/// Two texts side by side, paragraph by paragraph.
pub(crate) fn paragraph_diffs(old: &[Paragraph], new: &[Paragraph]) -> Vec<ParagraphDiff> {
    let names = Names::of(new).beside(Names::of(old));
    let view = |d: qalam_model::history::ParagraphDifference<'_>| {
        let change = match (d.old, d.new) {
            (None, _) => "inserted",
            (_, None) => "deleted",
            _ if d.reworded() => "changed",
            _ => "same",
        };
        let shown = d.new.or(d.old)?;
        let words = |p: Option<&Paragraph>| p.map(|p| names.plain(&p.text)).unwrap_or_default();
        Some(ParagraphDiff {
            id: d.id().to_string(),
            change: change.to_owned(),
            moved: d.moved,
            renumbered: d.renumbered(),
            restyled: d.restyled(),
            old_number: number(d.old),
            number: number(d.new),
            kind: shown.kind.name().to_owned(),
            level: u32::from(shown.level),
            direction: direction_name(shown.direction),
            old: words(d.old),
            new: words(d.new),
            runs: d.spans.iter().flat_map(|s| span_runs(&names, s, &[])).collect(),
        })
    };
    difference(old, new).into_iter().filter_map(view).collect()
}

/// The whole chain of a paper, with what everybody has of it.
struct Chain<'a> {
    issued: &'a [Issued],
    texts: Vec<&'a Revision>,
    rows: Vec<&'a [DecisionRow]>,
    contributions: Vec<Vec<(ActId, &'a Contribution)>>,
}

impl<'a> Chain<'a> {
    fn issued(&'a self, at: usize) -> Option<IssuedText<'a>> {
        Some(IssuedText {
            revision: self.texts.get(at)?,
            id: self.issued.get(at)?.revision,
            rows: self.rows.get(at)?,
            contributions: self.contributions.get(at)?,
        })
    }
}

impl Work<'_> {
    fn chain<'a>(&'a self, paper: &'a Paper) -> Result<Chain<'a>> {
        let mut chain = Chain { issued: &paper.revisions, texts: Vec::new(), rows: Vec::new(), contributions: Vec::new() };
        let mut before: Option<RevisionId> = None;
        for issued in &paper.revisions {
            let issue = self.space.state.issue(&issued.act).ok_or_else(|| Error::new(Code::NotIssued))?;
            let mut made = Vec::new();
            if let Some(before) = before {
                made = paper.contributions_to(&before);
                made.extend(paper.former_contributions_to(&before));
            }
            chain.texts.push(&issue.revision);
            chain.rows.push(&issue.decisions);
            chain.contributions.push(made);
            before = Some(issued.revision);
        }
        Ok(chain)
    }

    /// The origins of all words of a paper's revisions, traced once until something changes.
    fn origins_of(&mut self, id: &PaperId) -> Result<Arc<Origins>> {
        if let Some(found) = self.space.origins.get(id) {
            return Ok(found.clone());
        }
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let chain = self.chain(paper)?;
        let texts: Vec<IssuedText<'_>> = (0..paper.revisions.len()).filter_map(|at| chain.issued(at)).collect();
        let found = Arc::new(origins(&texts));
        self.space.origins.insert(*id, found.clone());
        Ok(found)
    }

    fn decision(&self, chain: &Chain<'_>, issue: usize, row: usize) -> Option<OriginDecision> {
        let row = chain.rows.get(issue)?.get(row)?;
        let proposals = chain.contributions.get(issue)?.iter().flat_map(|(_, c)| &c.proposals);
        let names = &self.space.state.roster().delegations;
        Some(OriginDecision {
            proposal: row.proposal.to_string(),
            delegation: self.contributor_name(row.by),
            column: column_of(row.by),
            cosponsors: row.cosponsors.iter().filter_map(|d| names.get(d).cloned()).collect(),
            asked: proposals.into_iter().find(|p| p.id == row.proposal).map(|p| p.reason.clone()).unwrap_or_default(),
            wanted: row.wanted.clone(),
            treatment: outcome_name(row.outcome).to_owned(),
            reason: row.reason.clone(),
            old: row.old_number.clone().unwrap_or_default(),
            new: row.new_number.clone().unwrap_or_default(),
        })
    }

    fn origin_view(&self, chain: &Chain<'_>, side: Option<Side>, origin: &Origin) -> Option<OriginView> {
        let (from, rows, sign) = match &origin.came {
            Came::First => ("first", &[][..], false),
            Came::Proposals { rows, .. } => ("proposal", &rows[..], false),
            Came::Bracket { rows, sign, .. } => ("bracket", &rows[..], *sign),
            Came::Own { rows } => ("own", &rows[..], false),
        };
        let decisions: Vec<OriginDecision> = rows.iter().filter_map(|row| self.decision(chain, origin.issue, *row)).collect();
        let (mut by, mut columns) = (Vec::new(), Vec::new());
        if matches!(origin.came, Came::First | Came::Own { .. }) {
            let whose = match side {
                Some(Side::Delegation(d)) => Contributor::Delegation(d),
                _ => Contributor::Chair,
            };
            by.push(self.contributor_name(whose));
            columns.push(column_of(whose));
        } else if !sign {
            for decision in &decisions {
                if !columns.contains(&decision.column) {
                    by.push(decision.delegation.clone());
                    columns.push(decision.column.clone());
                }
            }
        }
        Some(OriginView { revision: name_of(chain.issued.get(origin.issue)?), from: from.to_owned(), sign, by, columns, decisions })
    }
}

impl App {
    pub(crate) fn revision_diff(&self, args: RevisionDiff) -> Result<RevisionDifference> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let to = here.find_revision(&id, args.to.as_deref())?;
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let from = match args.from.as_deref() {
                Some(given) => Some(here.find_revision(&id, Some(given))?),
                None => to.predecessor.and_then(|before| paper.issued(&before)).cloned(),
            };
            let text = |issued: &Issued| here.space.revision(&id, &issued.revision).ok_or_else(|| Error::new(Code::NotIssued));
            let new = text(&to)?;
            let old = from.as_ref().map(&text).transpose()?.map(|r| &r.paragraphs[..]).unwrap_or_default();
            Ok(RevisionDifference {
                paper: id.to_string(),
                title: new.title.clone(),
                language: new.language.clone(),
                from: from.as_ref().map(name_of),
                to: name_of(&to),
                paragraphs: paragraph_diffs(old, &new.paragraphs),
            })
        })
    }

    pub(crate) fn revision_trace(&self, args: RevisionTrace) -> Result<RevisionOrigins> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let issued = here.find_revision(&id, args.revision.as_deref())?;
            let all = here.origins_of(&id)?;
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let at = paper.revisions.iter().position(|i| i.revision == issued.revision).ok_or_else(|| Error::new(Code::NotIssued))?;
            let chain = here.chain(paper)?;
            let text = chain.texts.get(at).copied().ok_or_else(|| Error::new(Code::NotIssued))?;
            let wanted = args.paragraph.as_deref().map(|given| find_paragraph(given, &text.paragraphs)).transpose()?;
            // Only the origins that this text names go out, in the order of their first word.
            let names = Names::of(&text.paragraphs);
            let mut place: HashMap<usize, u32> = HashMap::new();
            let mut views = Vec::new();
            let mut paragraphs = Vec::new();
            for p in text.paragraphs.iter().filter(|p| wanted.is_none_or(|id| id == p.id)) {
                let Some(traced) = all.paragraph(at, p.id) else { continue };
                let mut parts = Vec::new();
                for words in &traced.words {
                    let Some(origin) = all.origins.get(words.origin) else { continue };
                    let next = place.len() as u32;
                    let origin = match place.get(&words.origin) {
                        Some(known) => *known,
                        None => {
                            views.extend(here.origin_view(&chain, paper.side, origin));
                            place.insert(words.origin, next);
                            next
                        }
                    };
                    let part = p.text.slice(words.start, words.end);
                    parts.extend(runs(&names, &part, "same", &[]).into_iter().map(|r| TracedPart { text: r.text, marks: r.marks, origin }));
                }
                paragraphs.push(TracedText {
                    id: p.id.to_string(),
                    number: number(Some(p)),
                    kind: p.kind.name().to_owned(),
                    level: u32::from(p.level),
                    direction: direction_name(p.direction),
                    parts,
                    decisions: traced.rows.iter().filter_map(|row| here.decision(&chain, at, *row)).collect(),
                });
            }
            Ok(RevisionOrigins {
                paper: id.to_string(),
                title: text.title.clone(),
                language: text.language.clone(),
                revision: name_of(&issued),
                paragraphs,
                origins: views,
            })
        })
    }
}
