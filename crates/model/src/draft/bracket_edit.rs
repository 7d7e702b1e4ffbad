//! The commands on brackets. A pair is named by the place of its opening sign, since not every pair has an id.

use super::{
    Draft, DraftError,
    attributes::Attribute,
    brackets::{behind_value, brackets, find},
    edit::{Unsigned, cut, in_range},
    layout::{Group, Layout},
    wording::Wording,
};
use crate::{
    bracket::{self, Brackets, Settle},
    ids::{BracketId, DelegationId, ParagraphId},
    text::{RichText, SignKind},
};

impl Draft {
    /// The brackets of a paragraph; unpaired are also the signs of pairs that cross.
    pub fn brackets(&self, paragraph: ParagraphId) -> Result<Brackets, DraftError> {
        let layout = self.layout();
        let group = layout.need(paragraph)?;
        Ok(brackets(&layout, &layout.wording(group)))
    }

    /// Puts the words `a..b` in brackets. `id` is a fresh one.
    pub fn bracket(&mut self, paragraph: ParagraphId, a: u32, b: u32, id: BracketId, behind: &[DelegationId]) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            let open = layout.position(layout.place(group, &wording, a)?);
            let close = layout.position(layout.place(group, &wording, b)?);
            // The end of one part and the beginning of another may stand in any order.
            let (open, close) = if open <= close { (open, close + 1) } else { (open + 1, close) };
            if open < close {
                draft.text().insert(close - 1, "]")?;
                draft.text().insert(open, "[")?;
            } else {
                draft.text().insert(open - 1, "[")?;
                draft.text().insert(close, "]")?;
            }
            draft.mark_pair(open, close, id)?;
            draft.set_behind_of(id, behind)
        })
    }

    fn mark_pair(&self, open: usize, close: usize, id: BracketId) -> Result<(), DraftError> {
        for at in [open, close] {
            self.text().mark(at..at + 1, "bracket", id.to_string())?;
        }
        Ok(())
    }

    fn set_behind_of(&self, id: BracketId, who: &[DelegationId]) -> Result<(), DraftError> {
        if who.is_empty() { Ok(()) } else { self.set(&id.to_string(), Attribute::Behind, &behind_value(who)) }
    }

    /// Says who is behind a bracket. `fresh` becomes its id, if it has none yet.
    pub fn set_behind(&mut self, paragraph: ParagraphId, open: u32, who: &[DelegationId], fresh: BracketId) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            let pair = find(&wording).pairs.into_iter().find(|p| p.0 == open as usize);
            let (open, close, id) = pair.ok_or(DraftError::NoBracket { paragraph, offset: open })?;
            if id.is_none() {
                draft.mark_pair(wording.at(open), wording.at(close), fresh)?;
            }
            draft.set(&id.unwrap_or(fresh).to_string(), Attribute::Behind, &behind_value(who))
        })
    }

    /// Adds an alternative behind those of the place to which the bracket opened at `open` belongs.
    pub fn add_alternative(
        &mut self,
        paragraph: ParagraphId,
        open: u32,
        words: &str,
        id: BracketId,
        behind: &[DelegationId],
    ) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            let (all, pair) = pair_at(layout, group, &wording, open)?;
            let last = all.slots[all.pairs[pair].slot].end;
            let words = crate::text::clean(words);
            let at = layout.position(layout.place(group, &wording, last)?);
            draft.text().insert(at, &format!(" / [{words}]"))?;
            draft.mark_pair(at + 3, at + 4 + words.chars().count(), id)?;
            draft.set_behind_of(id, behind)
        })
    }

    /// Settles a bracket, or the place whose alternative it is.
    pub fn settle(&mut self, paragraph: ParagraphId, open: u32, how: Settle) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            let (all, pair) = pair_at(layout, group, &wording, open)?;
            let mut unsigned = Unsigned::new();
            let going: Vec<(usize, usize)> =
                bracket::settled(&wording.text(), &all, pair, how).into_iter().map(|(a, b)| (a as usize, b as usize)).collect();
            let ranges = cut(&wording, &going, &mut unsigned);
            draft.delete_ranges(ranges)?;
            draft.drop_notes(layout, &unsigned)
        })
    }

    /// Gives the opening signs of words that begin at `at` ids, where they say who is behind them.
    pub(super) fn put_behind(&self, at: usize, words: &RichText, what: &str) -> Result<(), DraftError> {
        if !words.signs.iter().any(|s| matches!(s.sign, SignKind::Behind(_))) {
            return Ok(());
        }
        for (nth, pair) in crate::bracket::brackets(words).pairs.iter().enumerate().filter(|(_, p)| !p.behind.is_empty()) {
            let Some(id) = super::attributes::eight(&self.fresh(what, nth)).map(BracketId) else { continue };
            self.mark_pair(at + pair.open as usize, at + pair.close as usize, id)?;
            self.set_behind_of(id, &pair.behind)?;
        }
        Ok(())
    }

    /// Makes who is behind the brackets of a paragraph what `target`, a text of the same characters, says.
    pub(super) fn align_behind(&self, wording: &Wording<'_>, target: &RichText, what: &str) -> Result<(), DraftError> {
        for i in (0..wording.len()).filter(|i| wording.extra(*i).bracket.is_some()) {
            self.mark_words(wording, i, i + 1, "bracket", None)?;
        }
        for (nth, pair) in crate::bracket::brackets(target).pairs.iter().enumerate().filter(|(_, p)| !p.behind.is_empty()) {
            let Some(id) = super::attributes::eight(&self.fresh(what, nth)).map(BracketId) else { continue };
            self.mark_pair(wording.at(pair.open as usize), wording.at(pair.close as usize), id)?;
            self.set_behind_of(id, &pair.behind)?;
        }
        Ok(())
    }
}

fn pair_at(layout: &Layout, group: &Group, wording: &Wording<'_>, open: u32) -> Result<(Brackets, usize), DraftError> {
    let all = brackets(layout, wording);
    let pair = all.pairs.iter().position(|p| p.open == open);
    pair.map(|pair| (all, pair)).ok_or(DraftError::NoBracket { paragraph: group.id, offset: open })
}
