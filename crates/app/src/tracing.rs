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
    tables::{cell_at, table_shape},
    work::Work,
};
use qalam_convert::outgoing::{Authors, Whose};
use qalam_model::{
    history::{Came, IssuedText, Origin, Origins, difference, origins},
    ids::*,
    number::Names,
    paper::{Paragraph, Revision},
    proposal::{Change, Contribution, Contributor, DecisionRow, Hunk, Outcome},
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
            table: table_shape(d.old, d.new),
            cell: cell_at(shown),
        })
    };
    difference(old, new).into_iter().filter_map(view).collect()
}

/// In whose name the paper's side writes.
fn whose(side: Option<Side>) -> Contributor {
    match side {
        Some(Side::Delegation(d)) => Contributor::Delegation(d),
        _ => Contributor::Chair,
    }
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

    /// By whom words of the revision before that one went: those whose hunks were taken, or the side itself.
    fn went(&self, at: usize, side: Contributor) -> Whose {
        let mut out = Whose::new();
        let mut add = |change: &Change, by: Contributor| {
            let (id, start, end) = match change {
                Change::Words { paragraph, start, end, .. } => (*paragraph, *start, *end),
                Change::Delete { paragraph } => (*paragraph, 0, u32::MAX),
                _ => return,
            };
            out.entry(id).or_default().push((start, end, vec![by]));
        };
        let rows = self.rows.get(at).copied().unwrap_or_default();
        for row in rows {
            let own = row.outcome == Outcome::OwnWording;
            if own {
                add(&Change::Delete { paragraph: row.paragraph }, side);
            }
            let made = self.contributions.get(at).into_iter().flatten().filter(|(_, c)| c.by == row.by);
            let Some(proposal) = made.flat_map(|(_, c)| &c.proposals).find(|p| p.id == row.proposal) else { continue };
            let taken = |h: &&Hunk| row.outcome == Outcome::Accepted || row.taken.contains(&h.id);
            proposal.hunks.iter().filter(taken).for_each(|h| add(&h.change, row.by));
        }
        for list in out.values_mut() {
            list.sort();
            list.dedup_by(|next, one| {
                let same = (next.0, next.1) == (one.0, one.1);
                if same {
                    one.2.append(&mut next.2);
                }
                same
            });
        }
        out
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

    /// Who changed a text since `before`: whose its new words are and, where that is the one before, by whom words went.
    /// What stands in brackets says itself who is behind it.
    pub(crate) fn authors(&mut self, id: &PaperId, symbol: &str, before: &RevisionId) -> Result<Authors> {
        let all = self.origins_of(id)?;
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let place = |wanted: &dyn Fn(&Issued) -> bool| paper.revisions.iter().position(wanted);
        let (at, before) = (place(&|i| i.symbol == symbol), place(&|i| i.revision == *before));
        let (Some(at), Some(before)) = (at, before) else { return Ok(Authors::default()) };
        let chain = self.chain(paper)?;
        let by = |origin: &Origin| -> Vec<Contributor> {
            let rows = match &origin.came {
                Came::Bracket { .. } => return Vec::new(),
                Came::First | Came::Own { .. } => return vec![whose(paper.side)],
                Came::Proposals { rows, .. } => rows,
            };
            rows.iter().filter_map(|row| chain.rows.get(origin.issue)?.get(*row)).map(|row| row.by).collect()
        };
        let later = |origin: &&Origin| origin.issue > before;
        let texts = all.texts.get(at).into_iter().flatten();
        let known = texts.map(|p| {
            let words = p.words.iter().filter_map(|w| Some((w.start, w.end, by(all.origins.get(w.origin).filter(later)?))));
            (p.id, words.collect())
        });
        let went = if at == before + 1 { chain.went(at, whose(paper.side)) } else { Whose::new() };
        Ok(Authors { came: known.collect(), went })
    }

    fn decision(&self, chain: &Chain<'_>, issue: usize, row: usize) -> Option<OriginDecision> {
        let row = chain.rows.get(issue)?.get(row)?;
        let made = chain.contributions.get(issue)?.iter().filter(|(_, c)| c.by == row.by);
        // The one that came last tells the reason; it is found alike on every laptop.
        let held = made.flat_map(|(act, c)| c.proposals.iter().filter(|p| p.id == row.proposal).map(|p| (*act, p)));
        let held = held.max_by_key(|(act, _)| (self.space.state.act(act).map(|a| a.at), *act));
        let names = &self.space.state.roster().delegations;
        Some(OriginDecision {
            proposal: row.proposal.to_string(),
            delegation: self.contributor_name(row.by),
            column: column_of(row.by),
            cosponsors: row.cosponsors.iter().filter_map(|d| names.get(d).cloned()).collect(),
            asked: held.map(|(_, p)| p.reason.clone()).unwrap_or_default(),
            contribution: held.map(|(act, _)| act.to_string()),
            proposed: held.and_then(|(act, _)| self.space.state.act(&act)).map(|a| a.at),
            decided: chain.issued.get(issue).map(|i| i.at),
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
            let whose = whose(side);
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
        let agreed = origin.agreed.as_ref().and_then(|agreed| {
            let decisions = agreed.rows.iter().filter_map(|row| self.decision(chain, agreed.issue, *row)).collect();
            Some(OriginAgreed { revision: name_of(chain.issued.get(agreed.issue)?), decisions })
        });
        Some(OriginView { revision: name_of(chain.issued.get(origin.issue)?), from: from.to_owned(), sign, by, columns, decisions, agreed })
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
