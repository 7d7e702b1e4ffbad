//! What moves could not put: worked out again from the acts each time, so that everybody of the side sees the same, and
//! dealt with by acts.

use super::paragraphs;
use crate::{
    drafting::refused,
    error::{Code, Error, Result},
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::{Body, DraftSettle, Origin},
    draft::seen_together,
    ids::*,
    onward::{Item, carry},
    paper::Paragraph,
    roster::Side,
};
use std::{collections::BTreeMap, sync::Arc};

/// One paragraph of which a move could not put the words.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub moved: ActId,
    pub from: Origin,
    pub item: Item,
    /// As the move left it.
    pub stood: Option<Paragraph>,
    /// In front of which paragraphs it stood, the nearest last.
    pub behind: Vec<ParagraphId>,
}

impl Work<'_> {
    /// What the moves of my side that count could not put, in their order; dealt with or not.
    pub(crate) fn waiting(&mut self, id: &PaperId) -> Result<Vec<(Waiting, bool)>> {
        let side = self.side()?;
        let Some(paper) = self.space.state.paper(id).cloned() else { return Ok(Vec::new()) };
        let mut seen: BTreeMap<Origin, Vec<u8>> = BTreeMap::new();
        let mut out = Vec::new();
        for revision in &paper.revisions {
            let Some(moves) = paper.moves.get(&(side, Some(revision.revision))) else { continue };
            for act in &moves.counted {
                let found = match self.space.onward.moved.get(act) {
                    Some(known) => Arc::clone(known),
                    None => {
                        let (found, whole) = self.read_move(side, id, *act, &seen)?;
                        let found = Arc::new(found);
                        if whole {
                            self.space.onward.moved.insert(*act, Arc::clone(&found));
                        }
                        found
                    }
                };
                out.extend(found.iter().map(|w| (w.clone(), moves.is_settled(act, &w.item.paragraph))));
                for took in self.space.state.moved(act).into_iter().flat_map(|to| &to.took) {
                    let before = seen.get(&took.from).unwrap_or(&took.version.to_vec()).clone();
                    if let Ok(both) = seen_together(&before, &took.version) {
                        seen.insert(took.from, both);
                    }
                }
            }
        }
        Ok(out)
    }

    /// What one move could not put, and whether all that it names is here.
    fn read_move(&mut self, side: Side, id: &PaperId, act: ActId, seen: &BTreeMap<Origin, Vec<u8>>) -> Result<(Vec<Waiting>, bool)> {
        let Some(to) = self.space.state.moved(&act).cloned() else { return Ok((Vec::new(), true)) };
        let copy = Some(to.copy);
        let Ok(on) = self.space.draft(self.vault, side, *id, copy)?.draft.at(&to.on) else { return Ok((Vec::new(), false)) };
        let mut text = paragraphs(&on);
        let (mut out, mut whole) = (Vec::new(), true);
        for took in &to.took {
            let of = match took.from {
                Origin::Copy(copy) => copy,
                Origin::Moved(_) => copy,
            };
            let Some((began, now)) = self.origin(side, id, of, took.from)? else {
                whole = false;
                continue;
            };
            let (Ok(then), before) = (now.at(&took.version), seen.get(&took.from)) else {
                whole = false;
                continue;
            };
            let base = match before {
                Some(version) => then.before(version).map_err(refused)?.map_or_else(|| paragraphs(&then), |b| paragraphs(&b)),
                None => began,
            };
            let mine = paragraphs(&then);
            let told = match took.from {
                Origin::Copy(Some(base)) if before.is_none() => self.decided_of(id, base, to.copy),
                _ => super::Told { revision: to.copy, of: Default::default() },
            };
            let carried = carry(&base, &mine, &text, &|c| told.fate(c));
            for item in carried.report.iter().filter(|i| i.fate.asks()) {
                let place = |list: &[Paragraph]| {
                    list.iter().position(|p| p.id == item.paragraph).map(|at| list[..at].iter().map(|p| p.id).collect())
                };
                out.push(Waiting {
                    moved: act,
                    from: took.from,
                    item: item.clone(),
                    stood: carried.text.iter().find(|p| p.id == item.paragraph).cloned(),
                    behind: place(&mine).or_else(|| place(&base)).unwrap_or_default(),
                });
            }
            text = carried.text;
        }
        Ok((out, whole))
    }

    /// One of them, by the move's id or a prefix of it, and the paragraph.
    pub(crate) fn one_waiting(&mut self, id: &PaperId, moved: Option<&str>, paragraph: &str) -> Result<(Waiting, bool)> {
        let all = self.waiting(id)?;
        let unknown = || Error::new(Code::UnknownParagraph).with("paragraph", paragraph);
        let numbers: Vec<Paragraph> = all.iter().flat_map(|(w, _)| w.item.onto.clone().or_else(|| w.item.base.clone())).collect();
        let given: Option<ParagraphId> = paragraph.parse().ok();
        let fits = |w: &Waiting| {
            let number = numbers.iter().find(|p| p.id == w.item.paragraph).and_then(|p| p.number).map(|n| n.to_string());
            given == Some(w.item.paragraph) || number.as_deref() == Some(paragraph)
        };
        let of = |w: &Waiting| moved.is_none_or(|m| w.moved.to_string().starts_with(m));
        // What still waits comes first.
        let found = all.iter().filter(|(w, _)| fits(w) && of(w)).min_by_key(|(_, settled)| *settled);
        found.cloned().ok_or_else(unknown)
    }

    /// Says that a paragraph is dealt with, or open again.
    pub(crate) fn settle(&mut self, batch: &mut Batch, id: &PaperId, waiting: &Waiting, settled: bool) -> Result<()> {
        let side = self.side()?;
        let Some(copy) = self.space.state.moved(&waiting.moved).map(|to| to.copy) else { return Ok(()) };
        let paragraphs = vec![waiting.item.paragraph];
        let moves = self.space.moves(side, id, Some(copy));
        if moves.is_some_and(|m| m.is_settled(&waiting.moved, &waiting.item.paragraph) == settled) {
            return Ok(());
        }
        let replaces = moves.map(|m| m.said(&waiting.moved, &paragraphs)).unwrap_or_default();
        let body = DraftSettle { paper: *id, copy, moved: waiting.moved, paragraphs, settled, replaces };
        self.author_in(batch, side.circle(), &Body::DraftSettle(body))?;
        Ok(())
    }

    /// Puts the words of an older copy into the working copy, where what a move left has been written on since with the
    /// smallest change to that.
    pub(crate) fn put_again(&mut self, batch: &mut Batch, id: &PaperId, waiting: &Waiting) -> Result<bool> {
        let copy = self.working_copy(id)?;
        let item = &waiting.item;
        let changed = self.rewrite_with(batch, *id, copy, |draft| {
            let now = paragraphs(draft);
            let there = now.iter().position(|p| p.id == item.paragraph);
            let mut target = now.clone();
            match (there, &item.again) {
                (Some(at), Some(again)) => {
                    let words = match &waiting.stood {
                        Some(stood) if stood.text != now[at].text => {
                            let one = |p: &Paragraph| vec![p.clone()];
                            let carried = carry(&one(stood), &one(again), &one(&now[at]), &|_| None);
                            let asked = carried.report.into_iter().next();
                            asked.and_then(|i| i.again).or_else(|| carried.text.into_iter().next()).unwrap_or_else(|| again.clone())
                        }
                        _ => again.clone(),
                    };
                    target[at] = Paragraph { number: now[at].number, ..words };
                }
                (Some(at), None) => _ = target.remove(at),
                (None, Some(again)) => {
                    let place = waiting.behind.iter().rev().find_map(|b| now.iter().position(|p| p.id == *b)).map_or(0, |at| at + 1);
                    let mut words = again.clone();
                    if words.kind.is_placed() {
                        // Its table or its sign is not there: the words stand by themselves.
                        words = Paragraph {
                            direction: words.direction,
                            ..Paragraph::new(words.id, qalam_model::paper::Kind::Plain, words.text)
                        };
                    }
                    target.insert(place, words);
                }
                (None, None) => {}
            }
            target.extend(item.beside.iter().filter(|n| !now.iter().any(|p| p.id == n.id)).cloned());
            qalam_model::paper::tidy(&mut target);
            draft.replace_with(&target).map_err(refused)
        })?;
        Ok(!changed.is_empty())
    }
}
