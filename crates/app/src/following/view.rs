//! What shells are told of older copies, and what they may ask for.

use super::{Source, paragraphs};
use crate::{
    App,
    api::{following::*, history::TakenBack, paper::*},
    error::{Code, Error, Result},
    proposing::kind_name,
    runs::{difference, runs, shortened, shown_number},
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::Origin,
    ids::*,
    number::{self, Names},
    onward::{Fate, Item},
    paper::Paragraph,
    text::RichText,
};

impl Work<'_> {
    fn symbol_of(&self, id: &PaperId, revision: RevisionId) -> String {
        self.space.state.paper(id).and_then(|p| p.issued(&revision)).map(|i| i.symbol.clone()).unwrap_or_default()
    }

    fn origin_name(&self, id: &PaperId, from: Origin) -> String {
        match from {
            Origin::Copy(Some(revision)) => self.symbol_of(id, revision),
            Origin::Copy(None) => String::new(),
            Origin::Moved(act) => self.space.state.moved(&act).map(|to| self.symbol_of(id, to.copy)).unwrap_or_default(),
        }
    }

    /// One line of a report.
    fn follow_item(&self, names: &Names, from: String, item: &Item) -> FollowItem {
        let nothing = RichText::default();
        let text = |p: &Option<Paragraph>| p.as_ref().map_or_else(|| nothing.clone(), |p| p.text.clone());
        let (base, mine, onto) = (text(&item.base), text(&item.mine), text(&item.onto));
        let shown = item.onto.as_ref().or(item.mine.as_ref()).or(item.base.as_ref());
        FollowItem {
            paragraph: item.paragraph.to_string(),
            number: shown.map(|p| shown_number(names, p)).unwrap_or_default(),
            kind: kind_name(item.kind).to_owned(),
            fate: item.fate.name().to_owned(),
            from,
            before: names.plain(&base),
            wrote: names.plain(&mine),
            reads: names.plain(&onto),
            runs: FollowRuns {
                wrote: shortened(difference(names, &base, &mine, &[])),
                reads: if item.onto.is_some() { shortened(difference(names, &base, &onto, &[])) } else { Vec::new() },
                again: match (&item.onto, &item.again) {
                    (Some(_), Some(again)) => shortened(difference(names, &onto, &again.text, &[])),
                    (Some(_), None) => runs(names, &onto, "deleted", &[]),
                    (None, Some(again)) => runs(names, &again.text, "inserted", &[]),
                    (None, None) => Vec::new(),
                },
            },
        }
    }

    fn names_for(&mut self, id: &PaperId, sources: &[(Source, qalam_model::onward::Carried)]) -> Result<Names> {
        let mut shown = self.current_text(id)?;
        number::assign(&mut shown);
        let mut names = Names::of(&shown);
        for (source, _) in sources {
            names = names.beside(Names::of(&source.mine));
        }
        Ok(names)
    }

    fn outlook(&mut self, id: &PaperId) -> Result<Outlook> {
        let mut out = Outlook::default();
        let Some(current) = self.space.copy_of(id) else { return Ok(out) };
        let copy = self.working_copy(id)?;
        out.current = self.symbol_of(id, current);
        out.copy = copy.map(|c| self.symbol_of(id, c)).unwrap_or_default();
        out.outdated = copy != Some(current);
        if let Some(plan) = self.plan(id)? {
            out.waits = true;
            out.followed = plan.count(Fate::Followed);
            out.taken = plan.count(Fate::Taken);
            out.bracketed = plan.count(Fate::Bracketed);
            out.to_look = plan.count(Fate::ToLook);
            out.gone = plan.count(Fate::Gone);
            out.from = plan.sources.iter().map(|(s, _)| self.origin_name(id, s.from)).collect();
            out.from.dedup();
        }
        let left = self.waiting(id)?;
        if !left.is_empty() {
            let mut names = self.names_for(id, &[])?;
            let olds: Vec<Paragraph> = left.iter().flat_map(|(w, _)| w.item.mine.clone()).collect();
            names = names.beside(Names::of(&olds));
            for (waiting, settled) in &left {
                let item = self.follow_item(&names, self.origin_name(id, waiting.from), &waiting.item);
                out.left.push(LeftItem { moved: waiting.moved.to_string(), settled: *settled, item });
            }
        }
        Ok(out)
    }
}

impl App {
    pub(crate) fn draft_outlook(&self, args: PaperRef) -> Result<Outlook> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            here.outlook(&id)
        })
    }

    pub(crate) fn draft_follow(&self, args: DraftFollow) -> Result<Followed> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let mut batch = Batch::default();
            let plan = if args.look { here.plan(&id)? } else { here.move_on(&mut batch, &id)? };
            let current = here.space.copy_of(&id).ok_or_else(|| Error::new(Code::NotIssued))?;
            let mut out = Followed { moved: plan.is_some() && !args.look, to: here.symbol_of(&id, current), ..Followed::default() };
            if let Some(plan) = &plan {
                let names = here.names_for(&id, &plan.sources)?;
                out.followed = plan.count(Fate::Followed);
                out.taken = plan.count(Fate::Taken);
                out.bracketed = plan.count(Fate::Bracketed);
                out.to_look = plan.count(Fate::ToLook);
                out.gone = plan.count(Fate::Gone);
                for (source, carried) in &plan.sources {
                    let from = here.origin_name(&id, source.from);
                    out.report.extend(carried.report.iter().map(|item| here.follow_item(&names, from.clone(), item)));
                }
            }
            batch.commit(here.vault)?;
            Ok(out)
        })
    }

    pub(crate) fn draft_again(&self, args: DraftAgain) -> Result<TakenBack> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let (waiting, _) = here.one_waiting(&id, args.moved.as_deref(), &args.paragraph)?;
            let mut batch = Batch::default();
            let before = here.last_point(&id)?;
            let changed = match args.what.as_str() {
                "again" => here.put_again(&mut batch, &id, &waiting)?,
                "keep" | "open" => false,
                other => return Err(Error::new(Code::BadValue).with("what", other)),
            };
            here.settle(&mut batch, &id, &waiting, args.what != "open")?;
            batch.commit(here.vault)?;
            Ok(TakenBack { changed, before })
        })
    }

    /// An older copy of my side as it reads now.
    pub(crate) fn draft_copy(&self, args: DraftCopy) -> Result<CopyText> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let side = here.side()?;
            let revision = here.find_revision(&id, Some(&args.copy))?.revision;
            let mut text = paragraphs(&here.space.draft(here.vault, side, id, Some(revision))?.draft);
            number::assign(&mut text);
            let before = here.space.revision(&id, &revision).map(|r| r.paragraphs.clone()).unwrap_or_default();
            Ok(CopyText { copy: here.symbol_of(&id, revision), paragraphs: crate::runs::marked_view(&before, &text) })
        })
    }
}
