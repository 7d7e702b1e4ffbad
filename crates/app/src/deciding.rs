//! What the Chair's side does with hunks: deciding, combining, taking back.

use crate::{
    App,
    api::{desk::*, paper::PaperRef},
    deskview::{desk_runs, hunk_kind, names},
    error::{Code, Error, Result},
    members::column_of,
    names::by_prefix,
    packaging::PackageStep,
    work::Work,
};
use qalam_model::{
    act::{Body, Contribute, Decide as DecideAct, Withdraw},
    bracket::{Settle, brackets, resolved},
    compare::reworded,
    desk::{self, Desk, DeskParagraph, Input},
    ids::*,
    number::Names,
    paper::Table,
    proposal::{Change, Contribution, Decision, Treatment},
    text::RichText,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// The decisions of one sitting at a paper's desk, so that each can be taken back and done again.
#[derive(Debug, Default)]
pub(crate) struct Sitting {
    /// Acts of each step, newest last, with what they decided.
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A decision of a step, and what stood where it now stands.
#[derive(Debug, Clone)]
struct Made {
    act: ActId,
    decision: Decision,
    before: Vec<Stood>,
}

/// What was in force for some hunks, or of a paragraph's wording: the decision's treatment and reason, none if they were open.
#[derive(Debug, Clone)]
struct Stood {
    hunks: Vec<HunkId>,
    said: Option<(Treatment, String)>,
}

#[derive(Debug, Clone)]
struct Step {
    paragraph: ParagraphId,
    acts: Vec<Made>,
    /// What was said on the floor, if that is the step: taken back by withdrawing it.
    said: Option<(ActId, Contribution)>,
    /// Or what became of packages.
    package: Option<PackageStep>,
}

impl Sitting {
    /// Notes that a package was made, changed or dissolved.
    pub(crate) fn note_package(&mut self, step: PackageStep) {
        let paragraph = step.place();
        self.done.push(Step { paragraph, acts: Vec::new(), said: None, package: Some(step) });
        self.undone.clear();
    }
}

/// The hunks and, for an own wording, the paragraph that a decision is about.
struct Aim {
    paragraph: ParagraphId,
    hunks: Vec<HunkId>,
}

impl Work<'_> {
    /// The desk of a paper's current revision, computed once until something changes.
    pub(crate) fn desk_of(&mut self, id: &PaperId) -> Result<Arc<Desk>> {
        if let Some(desk) = self.space.desks.get(id) {
            return Ok(desk.clone());
        }
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let issued = paper.current().ok_or_else(|| Error::new(Code::NotIssued))?;
        let before = self.space.former_desks.get(id).map(|d| &**d);
        let desk = Arc::new(self.desk_over(id, &paper.decisions_on(&issued.revision), before)?);
        self.space.former_desks.remove(id);
        self.space.desks.insert(*id, desk.clone());
        Ok(desk)
    }

    /// The desk from which the next text would be issued: without what a package holds back.
    pub(crate) fn next_desk_of(&mut self, id: &PaperId) -> Result<Arc<Desk>> {
        let desk = self.desk_of(id)?;
        if !desk.holds() {
            return Ok(desk);
        }
        if let Some(next) = self.space.next_desks.get(id) {
            return Ok(next.clone());
        }
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let unheld = desk.unheld(&paper.decisions_on(&desk.revision));
        let decisions: Vec<(ActId, &Decision)> = unheld.iter().map(|(act, d)| (*act, d)).collect();
        let next = Arc::new(self.desk_over(id, &decisions, Some(&desk))?);
        self.space.next_desks.insert(*id, next.clone());
        Ok(next)
    }

    /// The desk that these decisions give; what is as on `now` is taken over.
    fn desk_over(&self, id: &PaperId, decisions: &[(ActId, &Decision)], now: Option<&Desk>) -> Result<Desk> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let issued = paper.current().ok_or_else(|| Error::new(Code::NotIssued))?;
        let revision = self.space.revision(id, &issued.revision).ok_or_else(|| Error::new(Code::NotIssued))?;
        let contributions = paper.contributions_to(&issued.revision);
        let former = paper.former_contributions_to(&issued.revision);
        let input = Input { revision, revision_id: issued.revision, contributions: &contributions, former: &former, decisions };
        let desk = match now {
            Some(now) => desk::desk_again(input, now),
            None => desk::desk(input),
        };
        Ok(desk.with_packages(&paper.packages_on(&issued.revision)))
    }

    fn aim(&mut self, desk: &Desk, args: &Decide) -> Result<Aim> {
        let missing = |given: &str| Error::new(Code::UnknownHunk).with("hunk", given);
        let mut hunks: Vec<HunkId> = Vec::new();
        let all = || desk.paragraphs.iter().flat_map(|p| p.hunks.iter().map(|h| h.hunk.id));
        for given in &args.hunks {
            hunks.push(by_prefix(given, all(), || missing(given))?);
        }
        if let Some(given) = &args.proposal {
            let proposals = desk.paragraphs.iter().flat_map(|p| p.proposals.iter().map(|d| d.proposal.id));
            let id = by_prefix(given, proposals, || Error::new(Code::UnknownProposal).with("proposal", given))?;
            let own: Vec<HunkId> = desk
                .paragraphs
                .iter()
                .flat_map(|p| &p.proposals)
                .filter(|d| d.proposal.id == id)
                .flat_map(|d| d.proposal.hunks.iter().map(|h| h.id))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            if hunks.is_empty() {
                hunks = own;
            } else if let Some(other) = hunks.iter().find(|h| !own.contains(h)) {
                return Err(missing(&other.to_string()));
            }
        }
        let paragraph = match (&args.paragraph, hunks.first()) {
            (Some(given), _) => {
                let rows = desk.paragraphs.iter();
                let by_number = rows.clone().find(|p| p.old.as_ref().and_then(|o| o.number).is_some_and(|n| n.to_string() == given.trim()));
                match by_number {
                    Some(row) => row.id,
                    None => by_prefix(given, rows.map(|p| p.id), || Error::new(Code::UnknownParagraph).with("paragraph", given))?,
                }
            }
            (None, Some(first)) => desk
                .paragraphs
                .iter()
                .find(|p| p.hunks.iter().any(|h| h.hunk.id == *first))
                .map(|p| p.id)
                .ok_or_else(|| missing(&first.to_string()))?,
            (None, None) => return Err(Error::new(Code::UnknownProposal).with("proposal", "")),
        };
        hunks.dedup();
        Ok(Aim { paragraph, hunks })
    }

    /// A paragraph as somebody typed it over what it reads now, with the formatting and signs of the words that stay.
    fn typed(desk: &Desk, row: &DeskParagraph, typed: &str) -> RichText {
        let base = row.text.clone().or_else(|| row.old.as_ref().map(|old| old.text.clone())).unwrap_or_default();
        reworded(&names(desk), &base, typed)
    }

    /// A paragraph's text with one of its brackets settled; only where that is nobody's proposal.
    fn settled(row: &DeskParagraph, bracket: Option<u32>, how: Settle) -> Result<RichText> {
        let missing = || Error::new(Code::NoBracket);
        let text = row.text.as_ref().filter(|_| !row.has_claims()).ok_or_else(missing)?;
        let at = bracket.map(|b| b as usize).filter(|at| *at < brackets(text).pairs.len()).ok_or_else(missing)?;
        Ok(resolved(text, at, how))
    }

    fn treatment(desk: &Desk, args: &Decide, row: &DeskParagraph) -> Result<Treatment> {
        let paragraph = row.id;
        Ok(match args.treatment.as_str() {
            "accept" => Treatment::Accept,
            "reject" => Treatment::Reject,
            "bracket" => Treatment::Bracket,
            "defer" => Treatment::Defer,
            "reopen" => Treatment::Reopen,
            "own" => Treatment::Own { paragraph, text: args.text.as_deref().map(|typed| Self::typed(desk, row, typed)) },
            "keep" => Treatment::Own { paragraph, text: Some(Self::settled(row, args.bracket, Settle::Keep)?) },
            "drop" => Treatment::Own { paragraph, text: Some(Self::settled(row, args.bracket, Settle::Drop)?) },
            "choose" => Treatment::Own { paragraph, text: Some(Self::settled(row, args.bracket, Settle::Choose)?) },
            other => return Err(Error::new(Code::UnknownTreatment).with("treatment", other)),
        })
    }

    /// The decisions that one step makes: what was asked for and, where it is to settle the place, that the rest falls.
    fn decisions(&mut self, desk: &Desk, args: &Decide) -> Result<(ParagraphId, Vec<Decision>, Vec<HunkId>)> {
        let mut aim = self.aim(desk, args)?;
        let row = desk
            .paragraphs
            .iter()
            .find(|p| p.id == aim.paragraph)
            .ok_or_else(|| Error::new(Code::UnknownParagraph).with("paragraph", aim.paragraph))?;
        let treatment = Self::treatment(desk, args, row)?;
        if matches!(treatment, Treatment::Bracket) {
            // A bracket holds the alternatives of the whole place.
            let touched: Vec<HunkId> = row.clusters.iter().filter(|c| c.iter().any(|h| aim.hunks.contains(h))).flatten().copied().collect();
            for hunk in touched {
                if !aim.hunks.contains(&hunk) {
                    aim.hunks.push(hunk);
                }
            }
            let structures = desk.structures(&aim.hunks);
            aim.hunks.retain(|h| !structures.iter().any(|s| s.hunk.id == *h));
            // What was put off or not retained leaves the words to the bracket.
            if aim.hunks.is_empty() || structures.iter().any(|s| s.has_claim()) {
                return Err(Error::new(Code::StructureInBrackets));
            }
        }
        let falls = if matches!(treatment, Treatment::Accept) { desk.falls(&aim.hunks).falls } else { Vec::new() };
        let reason: String = qalam_model::text::clean(&args.reason).trim().chars().take(4_000).collect();
        let mut decisions = vec![match treatment {
            Treatment::Own { paragraph, text } if args.hunks.is_empty() && args.proposal.is_none() => {
                desk.own_wording(paragraph, text, &reason)
            }
            treatment => desk.decision(&aim.hunks, treatment, &reason),
        }];
        if args.settle && !falls.is_empty() {
            decisions.push(desk.decision(&falls, Treatment::Reject, &reason));
        }
        Ok((aim.paragraph, decisions, falls))
    }

    /// Authors decisions as one step that can be taken back.
    pub(crate) fn decide_step(&mut self, id: PaperId, paragraph: ParagraphId, decisions: Vec<Decision>) -> Result<ActId> {
        let side = self.side()?;
        let desk = self.desk_of(&id)?;
        let stood: Vec<Vec<Stood>> = decisions.iter().map(|d| before(self, &id, &desk, d)).collect();
        let mut batch = crate::store::Batch::default();
        let mut acts = Vec::new();
        for (decision, before) in decisions.into_iter().zip(stood) {
            let act = self.author_in(&mut batch, side.circle(), &Body::Decide(DecideAct { decision: decision.clone() }))?;
            acts.push(Made { act, decision, before });
        }
        batch.commit(self.vault)?;
        let first = acts.first().map(|made| made.act).ok_or_else(|| Error::new(Code::Internal).with("what", "no decision"))?;
        let sitting = self.space.undo.entry(id).or_default();
        sitting.done.push(Step { paragraph, acts, said: None, package: None });
        sitting.undone.clear();
        Ok(first)
    }

    /// Notes what was entered from the floor as a step that can be taken back.
    pub(crate) fn floor_step(&mut self, id: PaperId, paragraph: ParagraphId, act: ActId) {
        let made = self.space.state.paper(&id).and_then(|p| p.contributions.get(&act)).map(|c| (*c.contribution).clone());
        let sitting = self.space.undo.entry(id).or_default();
        sitting.done.push(Step { paragraph, acts: Vec::new(), said: made.map(|made| (act, made)), package: None });
        sitting.undone.clear();
    }

    /// Whether something can be taken back or done again.
    pub(crate) fn can_undo(&self, id: &PaperId) -> (bool, bool) {
        self.space.undo.get(id).map_or((false, false), |s| (!s.done.is_empty(), !s.undone.is_empty()))
    }
}

/// What a hunk takes away and what it puts there, in words.
pub(crate) fn old_and_new(names: &Names, row: &DeskParagraph, change: &Change) -> (String, String) {
    let old = row.old.as_ref().map(|p| &p.text);
    let slice = |start: u32, end: u32| old.map(|t| names.plain(&t.slice(start, end))).unwrap_or_default();
    match change {
        Change::Words { start, end, text, .. } => (slice(*start, *end), names.plain(text)),
        Change::Format { start, end, .. } | Change::Link { start, end, .. } => (slice(*start, *end), slice(*start, *end)),
        Change::Insert { paragraph, .. } => (String::new(), names.plain(&paragraph.text)),
        Change::Delete { .. } => (old.map(|t| names.plain(t)).unwrap_or_default(), String::new()),
        Change::Restyle { kind, .. } => (row.old.as_ref().map(|p| p.kind.name().to_owned()).unwrap_or_default(), kind.name().to_owned()),
        Change::Reshape { table, .. } => {
            let size = |t: &Table| format!("{} × {}", t.rows.len(), t.columns.len());
            (row.old.as_ref().and_then(|p| p.table.as_ref()).map(size).unwrap_or_default(), size(table))
        }
        // They take nothing away and put nothing there: where words stand is what they are about.
        Change::Move { .. } | Change::Split { .. } | Change::Join { .. } | Change::Into { .. } => (String::new(), String::new()),
    }
}

impl App {
    pub(crate) fn decide_preview(&self, args: Decide) -> Result<DecidePreview> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let (paragraph, decisions, falls) = here.decisions(&desk, &args)?;
            let after = here.desk_with(&id, &desk, &decisions)?;
            let row = after.paragraphs.iter().find(|p| p.id == paragraph);
            let before = desk.paragraphs.iter().find(|p| p.id == paragraph);
            let asked: BTreeSet<HunkId> = decisions.first().map(|d| d.hunks.iter().copied().collect()).unwrap_or_default();
            let names = names(&after);
            let fate = |h: &qalam_model::desk::DeskHunk, row: &DeskParagraph| {
                let (old, new) = old_and_new(&names, row, &h.hunk.change);
                let column = h.by.first().map(|b| column_of(*b)).unwrap_or_default();
                Fate { hunk: h.hunk.id.to_string(), kind: hunk_kind(&h.hunk.change).to_owned(), column, old, new }
            };
            // What is here, and what falls in other paragraphs.
            let elsewhere = desk.paragraphs.iter().filter(|p| p.id != paragraph).flat_map(|p| p.hunks.iter().map(move |h| (h, p)));
            let here = |h: &HunkId| before.is_some_and(|row| row.here().any(|g| g.hunk.id == *h));
            let elsewhere = elsewhere.filter(|(h, _)| falls.contains(&h.hunk.id) && !here(&h.hunk.id));
            let own = before.into_iter().flat_map(|row| row.here().map(move |h| (h, row)));
            let others = own.chain(elsewhere).filter(|(h, _)| !asked.contains(&h.hunk.id));
            let (fall, stay): (Vec<_>, Vec<_>) = others.partition(|(h, _)| falls.contains(&h.hunk.id));
            Ok(DecidePreview {
                result: row.map(|row| desk_runs(&after, &names, row)).unwrap_or_default(),
                falls: fall.into_iter().map(|(h, row)| fate(h, row)).collect(),
                stays: stay.into_iter().map(|(h, row)| fate(h, row)).collect(),
            })
        })
    }

    pub(crate) fn decide(&self, args: Decide) -> Result<Decided> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let desk = here.desk_of(&id)?;
            let (paragraph, decisions, falls) = here.decisions(&desk, &args)?;
            let act = here.decide_step(id, paragraph, decisions)?;
            Ok(Decided { decision: act.to_string(), falls: falls.iter().map(ToString::to_string).collect() })
        })
    }

    pub(crate) fn decide_undo(&self, args: PaperRef) -> Result<Undone> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let Some(mut step) = here.space.undo.get_mut(&id).and_then(|s| s.done.pop()) else { return Ok(Undone { paragraph: None }) };
            let side = here.side()?;
            let mut batch = crate::store::Batch::default();
            if let Some((contribution, _)) = step.said {
                here.author_in(&mut batch, Circle::Group, &Body::Withdraw(Withdraw { paper: id, contribution }))?;
            }
            if let Some(package) = &mut step.package {
                package.undo(here, &mut batch)?;
            }
            // What stood before stands again: it is said again, since nothing can be unsaid.
            for made in step.acts.iter().rev() {
                for stood in &made.before {
                    let desk = here.desk_of(&id)?;
                    let decision = match (&stood.said, &made.decision.treatment) {
                        (Some((treatment, reason)), _) => desk.decision(&stood.hunks, treatment.clone(), reason),
                        (None, Treatment::Own { paragraph, .. }) => desk.unworded(*paragraph, &stood.hunks),
                        (None, _) => desk.decision(&stood.hunks, Treatment::Reopen, ""),
                    };
                    here.author_in(&mut batch, side.circle(), &Body::Decide(DecideAct { decision }))?;
                }
            }
            batch.commit(here.vault)?;
            let paragraph = step.paragraph;
            here.space.undo.entry(id).or_default().undone.push(step);
            Ok(Undone { paragraph: Some(paragraph.to_string()) })
        })
    }

    pub(crate) fn decide_redo(&self, args: PaperRef) -> Result<Undone> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let Some(mut step) = here.space.undo.get_mut(&id).and_then(|s| s.undone.pop()) else { return Ok(Undone { paragraph: None }) };
            if let Some((_, contribution)) = step.said {
                let act = here.author(Circle::Group, &Body::Contribute(Contribute { contribution: contribution.clone() }))?;
                let step = Step { said: Some((act, contribution)), ..step };
                let paragraph = step.paragraph.to_string();
                here.space.undo.entry(id).or_default().done.push(step);
                return Ok(Undone { paragraph: Some(paragraph) });
            }
            if let Some(package) = &mut step.package {
                let mut batch = crate::store::Batch::default();
                package.redo(here, &mut batch)?;
                batch.commit(here.vault)?;
                let paragraph = step.paragraph;
                here.space.undo.entry(id).or_default().done.push(step);
                return Ok(Undone { paragraph: Some(paragraph.to_string()) });
            }
            let desk = here.desk_of(&id)?;
            let again = step.acts.iter().map(|Made { decision: d, .. }| desk.decision(&d.hunks, d.treatment.clone(), &d.reason)).collect();
            let undone = std::mem::take(&mut here.space.undo.entry(id).or_default().undone);
            here.decide_step(id, step.paragraph, again)?;
            here.space.undo.entry(id).or_default().undone = undone;
            Ok(Undone { paragraph: Some(step.paragraph.to_string()) })
        })
    }

    pub(crate) fn combine_preview(&self, args: PaperRef) -> Result<Combined> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            Ok(combined(&desk, &desk.combinable().into_iter().map(|(p, _)| p).collect()))
        })
    }

    pub(crate) fn combine(&self, args: PaperRef) -> Result<Combined> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let desk = here.desk_of(&id)?;
            let ready = desk.combinable();
            let result = combined(&desk, &ready.iter().map(|(p, _)| *p).collect());
            let hunks: Vec<HunkId> = ready.into_iter().flat_map(|(_, hunks)| hunks).collect::<BTreeSet<_>>().into_iter().collect();
            if hunks.is_empty() {
                return Ok(result);
            }
            let first = hunks.first().and_then(|h| desk.hunk(*h)).map(|(row, _)| row.id);
            let first = first.ok_or_else(|| Error::new(Code::Internal).with("what", "no row"))?;
            here.decide_step(id, first, accepting(&desk, &hunks, ""))?;
            Ok(result)
        })
    }
}

/// Hunks that one decision of many names: well below what any may hold, with what comes along.
const MOST_AT_ONCE: usize = 4_000;

/// Many hunks accepted: one decision, or as few as there can be.
pub(crate) fn accepting(desk: &Desk, hunks: &[HunkId], reason: &str) -> Vec<Decision> {
    hunks.chunks(MOST_AT_ONCE).map(|some| desk.decision(some, Treatment::Accept, reason)).collect()
}

/// What stands where a decision is about to stand: each decision that it replaces, with all the hunks for which that is in
/// force, and which of its own hunks nobody has decided.
fn before(here: &Work<'_>, id: &PaperId, desk: &Desk, decision: &Decision) -> Vec<Stood> {
    let own: HashSet<HunkId> = decision.hunks.iter().copied().collect();
    let mut under: HashMap<ActId, Vec<HunkId>> = decision.replaces.iter().map(|act| (*act, Vec::new())).collect();
    let mut decided: HashSet<HunkId> = HashSet::new();
    for hunk in desk.paragraphs.iter().flat_map(|p| &p.hunks).filter(|h| !h.decisions.is_empty()) {
        if own.contains(&hunk.hunk.id) {
            decided.insert(hunk.hunk.id);
        }
        for act in &hunk.decisions {
            if let Some(hunks) = under.get_mut(act) {
                hunks.push(hunk.hunk.id);
            }
        }
    }
    let paper = here.space.state.paper(id);
    let replaced = paper.into_iter().flat_map(|p| decision.replaces.iter().filter_map(|act| Some((act, &p.decisions.get(act)?.decision))));
    let mut out: Vec<Stood> = replaced
        .map(|(act, d)| Stood { hunks: under.remove(act).unwrap_or_default(), said: Some((d.treatment.clone(), d.reason.clone())) })
        .collect();
    let open: Vec<HunkId> = decision.hunks.iter().filter(|h| !decided.contains(h)).copied().collect();
    if !open.is_empty() || out.is_empty() {
        out.insert(0, Stood { hunks: open, said: None });
    }
    out
}

pub(crate) fn combined(desk: &Desk, ready: &BTreeSet<ProposalId>) -> Combined {
    let open = desk.paragraphs.iter().flat_map(|p| &p.proposals).filter(|p| p.outcome.is_none() && p.current);
    let left: BTreeSet<ProposalId> = open.map(|p| p.proposal.id).filter(|id| !ready.contains(id)).collect();
    let about = desk.paragraphs.iter().filter(|p| p.proposals.iter().any(|q| ready.contains(&q.proposal.id)));
    Combined {
        accepted: ready.iter().map(ToString::to_string).collect(),
        paragraphs: about.map(|p| p.id.to_string()).collect(),
        left: left.iter().map(ToString::to_string).collect(),
    }
}

impl Work<'_> {
    /// The desk `now` as it would be with these decisions too.
    fn desk_with(&mut self, id: &PaperId, now: &Desk, more: &[Decision]) -> Result<Desk> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let issued = paper.current().ok_or_else(|| Error::new(Code::NotIssued))?;
        let mut decisions = paper.decisions_on(&issued.revision);
        // Names that no act can have by chance; they only have to differ.
        let names: Vec<ActId> = (0..more.len()).map(|i| ActId(hash("qalam preview v1", &[&(i as u64).to_be_bytes()]))).collect();
        decisions.extend(names.iter().copied().zip(more));
        self.desk_over(id, &decisions, Some(now))
    }
}
