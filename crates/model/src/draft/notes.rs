//! Where footnotes stand: behind the paragraph or table with their first sign. One that nobody signs and nobody
//! deleted is shown at the end, so that no word of it is lost. And the commands on footnotes.

use super::{
    Draft, DraftError,
    edit::{Typing, Unsigned},
    layout::{Group, Layout, Role},
    parts::note_sign,
};
use crate::{
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    text::{OBJECT, RichText},
};
use std::collections::{HashMap, HashSet};

impl Layout {
    /// The signs of footnotes in a paragraph, in order.
    pub(super) fn signs_of_notes(&self, group: &Group) -> impl Iterator<Item = ParagraphId> {
        let chars = group.parts.iter().flat_map(|p| self.parts[*p].chars.iter());
        chars.filter_map(|c| note_sign(c, &self.extras))
    }

    /// Everything that shows, in the order of reading.
    pub(super) fn with_notes(&self, body: Vec<Group>, notes: Vec<Group>, dead: Vec<Group>) -> Vec<Group> {
        let taken: HashSet<ParagraphId> = body.iter().chain(&notes).map(|g| g.id).collect();
        let mut waiting: Vec<Option<Group>> = notes.into_iter().map(Some).collect();
        let live = waiting.len();
        waiting.extend(dead.into_iter().filter(|g| !taken.contains(&g.id)).map(Some));
        let mut by_id: HashMap<ParagraphId, usize> = HashMap::new();
        for (i, note) in waiting.iter().enumerate() {
            by_id.entry(note.as_ref().map_or(ParagraphId([0; 8]), |n| n.id)).or_insert(i);
        }
        let mut out = Vec::with_capacity(body.len());
        for group in body {
            let cells = group.table.as_ref().map(|table| self.cell_groups(table)).unwrap_or_default();
            let signs: Vec<ParagraphId> = std::iter::once(&group).chain(&cells).flat_map(|g| self.signs_of_notes(g)).collect();
            out.push(group);
            out.extend(cells);
            out.extend(signs.iter().filter_map(|id| waiting[*by_id.get(id)?].take()));
        }
        out.extend(waiting.into_iter().take(live).flatten().map(|note| Group { edited: true, ..note }));
        out
    }
}

impl Draft {
    /// Puts a footnote's sign at `offset` and writes the footnote. Not in a footnote.
    pub fn insert_note(&mut self, paragraph: ParagraphId, offset: u32, note: ParagraphId, words: &RichText) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            if layout.group(note).is_some() {
                return Err(DraftError::DuplicateParagraph(note));
            }
            let holder = layout.holder(paragraph)?;
            let (at, typing) = (layout.last_part(holder).end, draft.typing_place(layout, paragraph, offset)?);
            let key = draft.free_key(layout, note, 0);
            let footnote = Paragraph::new(note, Kind::Note, words.clone());
            // The later place first, so that the earlier one stays right.
            let footnote_first = match typing {
                Typing::At(sign) => at >= sign,
                Typing::NewCell => true,
            };
            if footnote_first {
                draft.insert_under(&key, at, &footnote)?;
            }
            let sign = draft.type_at(layout, paragraph, offset, &OBJECT.to_string())?;
            draft.text().mark(sign..sign + 1, "note", note.to_string())?;
            if !footnote_first {
                draft.insert_under(&key, at, &footnote)?;
            }
            Ok(())
        })
    }

    /// Takes the signs of a footnote away and the footnote with them.
    pub(super) fn delete_note(&self, layout: &Layout, note: &Group) -> Result<(), DraftError> {
        let mut ranges = Vec::new();
        for group in layout.groups.iter().filter(|g| g.role != Role::Note) {
            let chars = group.parts.iter().flat_map(|p| layout.parts[*p].chars.iter());
            ranges.extend(chars.filter(|c| note_sign(c, &layout.extras) == Some(note.id)).map(|c| c.at..c.at + 1));
        }
        self.mark_deleted(layout, note)?;
        self.delete_ranges(ranges)
    }

    /// Deletes the footnotes whose last visible signs are among those taken away.
    pub(super) fn drop_notes(&self, layout: &Layout, unsigned: &Unsigned) -> Result<(), DraftError> {
        if unsigned.is_empty() {
            return Ok(());
        }
        let mut left: HashMap<ParagraphId, usize> = HashMap::new();
        for group in layout.groups.iter().filter(|g| g.role != Role::Note) {
            for note in layout.signs_of_notes(group).filter(|n| unsigned.contains_key(n)) {
                *left.entry(note).or_default() += 1;
            }
        }
        let gone = |note: &Group| unsigned.get(&note.id).is_some_and(|n| left.get(&note.id).is_none_or(|all| all <= n));
        let mut notes = layout.groups.iter().filter(|g| g.role == Role::Note && gone(g) && !layout.is_locked(g));
        notes.try_for_each(|note| self.mark_deleted(layout, note))
    }
}

impl Layout {
    /// The paragraph behind whose last part the footnotes of this one are written: itself, of a cell its table.
    pub(super) fn holder(&self, paragraph: ParagraphId) -> Result<&Group, DraftError> {
        match self.group(paragraph).map(|g| (g, g.role)) {
            Some((group, Role::Body)) => Ok(group),
            Some((group, Role::Note)) => Err(DraftError::Walled(group.id)),
            Some((_, Role::Cell(place))) => self.need(place.table),
            None => self.table_of_cell(paragraph).ok_or(DraftError::UnknownParagraph(paragraph)),
        }
    }
}
