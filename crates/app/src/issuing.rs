//! Issuing: the frozen, signed text, with the table of decisions on what was proposed to the one before.

use crate::{
    App,
    api::{desk::*, paper::*},
    deskview::outcome_name,
    error::{Code, Error, Result},
    members::column_of,
    packaging::packages_view,
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::{Body, Issue, Role},
    bracket::brackets,
    canonical,
    ids::*,
    number,
    paper::{Paragraph, Revision, tidy},
    proposal::DecisionRow,
};
use std::{collections::HashMap, path::Path};

impl Work<'_> {
    /// What issuing now would freeze: text, table, what becomes deferred.
    fn next(&mut self, id: &PaperId) -> Result<(Vec<Paragraph>, Vec<DecisionRow>, Vec<HunkId>)> {
        if self.space.copy_of(id).is_some() {
            let next = self.next_desk_of(id)?.next_revision();
            return Ok((next.paragraphs, next.rows, next.deferred));
        }
        let mut text: Vec<Paragraph> = self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect();
        // A table may have no caption and a footnote no words yet; a paragraph without words is none.
        text.retain(|p| !p.kind.is_style() || !p.text.is_empty());
        tidy(&mut text);
        Ok((text, Vec::new(), Vec::new()))
    }

    /// The symbol that the next revision would usually have: Rev.1, Rev.2 behind the first one's.
    fn next_symbol(&self, id: &PaperId) -> String {
        let Some(paper) = self.space.state.paper(id) else { return String::new() };
        match paper.revisions.first() {
            None => paper.symbol.clone(),
            Some(first) => format!("{}/Rev.{}", first.symbol, paper.revisions.len()),
        }
    }

    fn lines(&self, rows: &[DecisionRow], undecided: bool) -> Vec<DecisionLine> {
        let names = self.delegation_names();
        rows.iter()
            .map(|row| DecisionLine {
                paragraph: row.paragraph.to_string(),
                old: row.old_number.clone().unwrap_or_default(),
                new: row.new_number.clone().unwrap_or_default(),
                proposal: row.proposal.to_string(),
                delegation: self.contributor_name(row.by),
                column: column_of(row.by),
                cosponsors: row.cosponsors.iter().filter_map(|d| names.get(d).cloned()).collect(),
                old_text: row.old_text.clone(),
                wanted: row.wanted.clone(),
                new_text: row.new_text.clone(),
                treatment: if undecided && row.outcome == qalam_model::proposal::Outcome::Deferred && row.reason.is_empty() {
                    "deferred".to_owned()
                } else {
                    outcome_name(row.outcome).to_owned()
                },
                reason: row.reason.clone(),
            })
            .collect()
    }
}

/// In how many paragraphs something stands in brackets.
fn open_brackets(paragraphs: &[Paragraph]) -> u32 {
    paragraphs.iter().filter(|p| brackets(&p.text).open() > 0).count() as u32
}

impl App {
    pub(crate) fn paper_issue_preview(&self, args: PaperRef) -> Result<IssuePreview> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let symbol = here.next_symbol(&id);
            let mut undecided = Vec::new();
            let mut bracketed = 0;
            if here.space.copy_of(&id).is_some() {
                let desk = here.next_desk_of(&id)?;
                bracketed = open_brackets(&desk.text_now());
                for row in &desk.paragraphs {
                    for laid in row.proposals.iter().filter(|p| p.current && p.outcome.is_none()) {
                        undecided.push(UndecidedProposal {
                            paragraph: row.id.to_string(),
                            number: row.old.as_ref().and_then(|o| o.number).map(|n| n.to_string()).unwrap_or_default(),
                            delegation: here.contributor_name(laid.contributor),
                        });
                    }
                }
            }
            if here.space.copy_of(&id).is_none() {
                bracketed = open_brackets(&here.next(&id)?.0);
            }
            let packages = match here.space.copy_of(&id) {
                Some(_) => packages_view(&*here.desk_of(&id)?).into_iter().filter(|p| p.waits).collect(),
                None => Vec::new(),
            };
            Ok(IssuePreview { symbol, undecided, bracketed, packages })
        })
    }

    pub(crate) fn paper_issue(&self, args: PaperIssue) -> Result<Issued> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            if matches!(here.me()?.role, Role::Observer | Role::Translator) {
                return Err(Error::new(Code::NotAllowed).with("what", here.words.say("what-issue", &[])));
            }
            let symbol = qalam_model::text::clean(&args.symbol).trim().to_owned();
            if symbol.is_empty() || symbol.chars().count() > 120 {
                return Err(Error::new(Code::BadValue).with("what", format!("'{symbol}'")));
            }
            let taken = here.space.state.papers().values().any(|p| p.revisions.iter().any(|r| r.symbol == symbol));
            if taken {
                return Err(Error::new(Code::SymbolTaken).with("symbol", symbol));
            }
            let (mut paragraphs, mut decisions, deferred) = here.next(&id)?;
            if args.renumber == Some(true) {
                number::renumber(&mut paragraphs);
                let new: HashMap<ParagraphId, String> = paragraphs.iter().filter_map(|p| Some((p.id, p.number?.to_string()))).collect();
                decisions.iter_mut().for_each(|row| row.new_number = new.get(&row.paragraph).cloned());
            }
            if paragraphs.is_empty() {
                return Err(Error::new(Code::EmptyPaper));
            }
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let revision = Revision {
                group: here.space.id,
                paper: id,
                symbol,
                title: paper.title.clone(),
                language: paper.language.clone(),
                predecessor: paper.current().map(|c| c.revision),
                paragraphs,
            };
            canonical::validate(&revision).map_err(|e| Error::new(Code::BadValue).with("what", e.to_string()))?;
            let bytes = canonical::encode(&revision);
            let name = canonical::id(&bytes);
            let signature = qalam_seal::signature::sign(&bytes, here.secrets.signing())
                .map_err(|e| Error::new(Code::Internal).with("what", "signature").because(e))?;
            if let Some(to) = &args.decisions {
                let gathered = here.gathered_now(&id)?.issued_as(&revision.symbol, &revision.paragraphs, &decisions);
                here.write_decisions(Path::new(to), &gathered)?;
            }
            let before = if here.space.copy_of(&id).is_some() { Some(here.desk_of(&id)?) } else { None };
            let text = revision.paragraphs.clone();
            let mut batch = Batch::default();
            here.author_in(&mut batch, Circle::Group, &Body::Issue(Issue { revision, signature, decisions }))?;
            if let Some(desk) = before {
                here.carry_packages(&mut batch, &desk, (name, &text))?;
            }
            batch.commit(here.vault)?;
            here.space.undo.remove(&id);
            Ok(Issued { revision: name.to_string(), hash: name.to_string(), deferred: deferred.iter().map(ToString::to_string).collect() })
        })
    }

    pub(crate) fn decisions(&self, args: DecisionsOf) -> Result<DecisionTable> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let decisions = match args.revision.as_deref() {
                Some(given) => {
                    let issued = here.find_revision(&id, Some(given))?;
                    let issue = here.space.state.issue(&issued.act).ok_or_else(|| Error::new(Code::NotIssued))?;
                    here.lines(&issue.decisions, false)
                }
                None => {
                    let desk = here.next_desk_of(&id)?;
                    let next = desk.next_revision();
                    let mut lines = here.lines(&next.rows, true);
                    let open: Vec<String> = desk
                        .paragraphs
                        .iter()
                        .flat_map(|p| &p.proposals)
                        .filter(|p| p.outcome.is_none())
                        .map(|p| p.proposal.id.to_string())
                        .collect();
                    for line in &mut lines {
                        if open.contains(&line.proposal) {
                            line.treatment = "undecided".to_owned();
                        }
                    }
                    lines
                }
            };
            if let Some(to) = &args.to {
                match args.revision.as_deref() {
                    Some(given) => here.write_decisions_of(Path::new(to), &id, given)?,
                    None => {
                        let gathered = here.gathered_desk(&id)?;
                        here.write_decisions(Path::new(to), &gathered)?;
                    }
                }
            }
            Ok(DecisionTable { decisions })
        })
    }
}
