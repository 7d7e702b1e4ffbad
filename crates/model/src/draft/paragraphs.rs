//! The commands on whole paragraphs: split, join, restyle, insert, delete, move. None reaches over the wall of a
//! table, a cell or a footnote, and none deletes a start character or newline.

use super::{
    Draft, DraftError,
    attributes::Attribute,
    edit::{Unsigned, attribute_values, cut, direction_name, in_range, mark_signs, mark_spans, stands_alone},
    layout::{Group, ID, Layout, Role, START},
    order::{NewPlace, Newcomer, Slot, leave, move_behind, stand_behind},
    replace::{longest_rising, tidy_text},
    wording::Place,
};
use crate::{
    ids::ParagraphId,
    paper::{Direction, Kind, Paragraph},
};
use std::collections::{HashMap, HashSet};

/// So many paragraphs at most are put back where they stood.
const HOLDING: usize = 64;

/// Where new paragraphs go: where in the text, and behind which.
pub(super) struct Gap<'l> {
    pub(super) after: Option<&'l Group>,
    own: Slot,
    pub(super) at: usize,
}

impl Layout {
    /// The gap behind a paragraph, or at the very beginning.
    pub(super) fn gap_behind(&self, after: Option<ParagraphId>) -> Result<Gap<'_>, DraftError> {
        let Some(id) = after else { return Ok(Gap { after: None, own: Slot::First, at: 0 }) };
        let group = self.need(id)?;
        if group.role != Role::Body {
            return Err(DraftError::Walled(id));
        }
        Ok(Gap { after: Some(group), own: Slot::Behind(self.last(group)), at: self.last_part(group).end })
    }

    fn gap_before(&self, group: &Group) -> Gap<'_> {
        let first = group.parts[0];
        let own = first.checked_sub(1).map_or(Slot::First, Slot::Behind);
        let mut before = None;
        for other in self.body().take_while(|g| g.root != group.root) {
            before = Some(other);
        }
        Gap { after: before, own, at: self.parts[first].start }
    }

    /// The piece and what it was split off, up to `target`.
    fn pieces_between(&self, piece: usize, target: usize) -> impl Iterator<Item = usize> {
        let next = move |p: &usize| self.order.from[*p].filter(|f| *f != target);
        std::iter::successors(Some(piece), next).take(self.parts.len())
    }

    /// The nearest live part that a part continues.
    fn continues_live(&self, part: usize) -> Option<usize> {
        let mut chain = std::iter::successors(self.continues[part], |p| self.continues[*p]).take(self.parts.len());
        chain.find(|p| !self.dead[*p])
    }

    /// A paragraph that stands by itself and may be written to.
    fn alone(&self, id: ParagraphId) -> Result<&Group, DraftError> {
        let group = self.writable(id)?;
        if stands_alone(self, group) { Ok(group) } else { Err(DraftError::Walled(id)) }
    }
}

impl Draft {
    /// Writes places. What continues a part only because that is a piece of another is told so first: a part with a
    /// place is nobody's piece any more.
    pub(super) fn set_places(&self, layout: &Layout, places: &[NewPlace]) -> Result<(), DraftError> {
        if places.is_empty() {
            return Ok(());
        }
        let keys: HashSet<&str> = places.iter().map(|p| p.key.as_str()).collect();
        for (q, target) in layout.joins.iter().enumerate() {
            let (Some(target), Some(piece)) = (*target, layout.continues[q]) else { continue };
            if piece != target && layout.pieces_between(piece, target).any(|p| keys.contains(layout.parts[p].attribute_key())) {
                self.set(layout.parts[q].attribute_key(), Attribute::Joins, &layout.parts[piece].key)?;
            }
        }
        places.iter().try_for_each(|p| self.set(&p.key, Attribute::Place, &p.value))
    }

    /// What everything else stood in before a command it stands in after it: where what was split off stands follows from
    /// what it was split off, and that may be another part by now. `expected` names the roots in their order.
    fn hold_order(&self, expected: &[String]) -> Result<(), DraftError> {
        for _ in 0..HOLDING {
            let layout = self.layout();
            let place: HashMap<&str, usize> = layout.body().enumerate().map(|(i, g)| (layout.parts[g.root].key.as_str(), i)).collect();
            let known: Vec<&String> = expected.iter().filter(|key| place.contains_key(key.as_str())).collect();
            let stays = longest_rising(&known.iter().map(|key| place.get(key.as_str())).collect::<Vec<_>>());
            let Some(i) = stays.iter().position(|stays| !stays) else { return Ok(()) };
            let part = |key: &str| layout.parts.iter().position(|p| p.key == key);
            let (Some(moved), after) = (part(known[i]), i.checked_sub(1).and_then(|b| part(known[b]))) else { return Ok(()) };
            self.set_places(&layout, &move_behind(&layout, moved, after)?)?;
        }
        Ok(())
    }

    /// The roots in their order, if anything has a place of its own; otherwise nothing can go astray.
    fn order_before(layout: &Layout) -> Option<Vec<String>> {
        let placed = layout.order.places.iter().any(Option::is_some);
        placed.then(|| layout.body().map(|g| layout.parts[g.root].key.clone()).collect())
    }

    /// Splits a paragraph at `offset`; what stands behind it becomes the paragraph `new_id`. At the beginning and
    /// at the end an empty paragraph comes before or behind instead; at the seam of a join the join is undone.
    /// Returns the id of the paragraph that the caret belongs in.
    pub fn split(&mut self, paragraph: ParagraphId, offset: u32, new_id: ParagraphId) -> Result<ParagraphId, DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            let place = layout.place(group, &wording, offset)?;
            let end = offset as usize == wording.len();
            if group.role != Role::Body || (!stands_alone(layout, group) && offset > 0 && !end) {
                return Err(DraftError::Walled(paragraph));
            }
            let like = layout.paragraph(group);
            let kind = if stands_alone(layout, group) { like.kind } else { Kind::Plain };
            let styled = Paragraph { id: new_id, kind, number: None, text: Default::default(), table: None, ..like };
            if end {
                draft.insert_at(layout, &layout.gap_behind(Some(paragraph))?, &styled)?;
                return Ok(new_id);
            }
            if offset == 0 {
                draft.insert_at(layout, &layout.gap_before(group), &styled)?;
                return Ok(paragraph);
            }
            draft.split_inside(layout, group, place, &styled)
        })
    }

    fn split_inside(&self, layout: &Layout, group: &Group, place: Place, styled: &Paragraph) -> Result<ParagraphId, DraftError> {
        let part = &layout.parts[place.part];
        // `place` takes the end of the earlier part, so this is one of the group's.
        let index = group.parts.iter().position(|p| *p == place.part).unwrap_or(0);
        let rest = &group.parts[index + 1..];
        if let Some(next) = rest.first().copied().filter(|_| place.index == part.chars.len()) {
            return self.split_at_seam(layout, group, index, next);
        }
        if layout.group(styled.id).is_some() {
            return Err(DraftError::DuplicateParagraph(styled.id));
        }
        let key = self.free_key(layout, styled.id, 0);
        let new = Newcomer { key: key.clone(), own: Slot::Behind(place.part), from: Some(place.part) };
        let places = stand_behind(layout, &[new], Some(group.root))?;
        let at = layout.position(place);
        self.text().insert(at, &format!("\n{START}"))?;
        self.text().mark(at + 1..at + 2, ID, key.as_str())?;
        for (name, value) in attribute_values(styled, false) {
            self.set(&key, name, &value)?;
        }
        self.set(&key, Attribute::From, &part.key)?;
        // What continues the part that was cut follows its split by itself, but not one that has a place of its own.
        let before = if places.is_empty() { &group.parts[..index] } else { &group.parts[..=index] };
        self.lead_on(layout, rest, before, &key)?;
        self.set_places(layout, &places)?;
        self.hold_with(layout, group, key)?;
        Ok(styled.id)
    }

    fn split_at_seam(&self, layout: &Layout, group: &Group, index: usize, next: usize) -> Result<ParagraphId, DraftError> {
        let part = &layout.parts[next];
        let new = Newcomer { key: part.attribute_key().to_owned(), own: Slot::Part(next), from: layout.order.from[next] };
        let places = stand_behind(layout, &[new], Some(group.root))?;
        self.set(part.attribute_key(), Attribute::Joins, "")?;
        self.lead_on(layout, &group.parts[index + 2..], &group.parts[..=index], &part.key)?;
        self.set_places(layout, &places)?;
        self.hold_with(layout, group, part.key.clone())?;
        // The id by which it shows from now on, whoever else has the one in its key.
        let shown = self.layout().groups.iter().find(|g| g.root == next).map(|g| g.id);
        Ok(shown.unwrap_or(part.id()))
    }

    /// Everything stands as before, and a new root behind this group's.
    fn hold_with(&self, layout: &Layout, group: &Group, new: String) -> Result<(), DraftError> {
        let Some(mut order) = Self::order_before(layout) else { return Ok(()) };
        let at = order.iter().position(|key| *key == layout.parts[group.root].key).map_or(0, |at| at + 1);
        order.insert(at, new);
        self.hold_order(&order)
    }

    /// Later parts that continue one of those `before` the cut continue what begins at it.
    fn lead_on(&self, layout: &Layout, later: &[usize], before: &[usize], key: &str) -> Result<(), DraftError> {
        for part in later {
            if layout.continues_live(*part).is_none_or(|target| before.contains(&target)) {
                self.set(layout.parts[*part].attribute_key(), Attribute::Joins, key)?;
            }
        }
        Ok(())
    }

    /// Joins the next visible paragraph to this one, or this one to the one before.
    pub fn join(&mut self, paragraph: ParagraphId, with_next: bool) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            layout.alone(paragraph)?;
            let body: Vec<&Group> = layout.body().collect();
            let i = body.iter().position(|g| g.id == paragraph).unwrap_or(0);
            let first = if with_next { Some(i) } else { i.checked_sub(1) };
            let pair = first.and_then(|f| Some((body[f], *body.get(f + 1)?)));
            let (x, y) = pair.ok_or(DraftError::NothingToJoin(paragraph))?;
            draft.join_groups(layout, layout.alone(x.id)?, layout.alone(y.id)?)
        })
    }

    fn join_groups(&self, layout: &Layout, x: &Group, y: &Group) -> Result<(), DraftError> {
        // A piece of X that stands elsewhere by now must not take Y.
        let mut placed = HashSet::new();
        while let Some(piece) = layout.would_continue(layout.last(x), y.root, &placed) {
            self.set_places(layout, &leave(layout, piece)?)?;
            placed.insert(piece);
        }
        self.set(layout.parts[y.root].attribute_key(), Attribute::Joins, &layout.last_part(x).key)?;
        Self::order_before(layout).map_or(Ok(()), |order| self.hold_order(&order))
    }

    /// Makes a paragraph another kind, level or direction. Tables, cells and footnotes keep their kind, and no other
    /// paragraph becomes one.
    pub fn restyle(&mut self, paragraph: ParagraphId, kind: Kind, level: u8, direction: Option<Direction>) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.restyle_group(layout, layout.writable(paragraph)?, kind, level, direction))
    }

    pub(super) fn restyle_group(
        &self,
        layout: &Layout,
        group: &Group,
        kind: Kind,
        level: u8,
        direction: Option<Direction>,
    ) -> Result<(), DraftError> {
        let now = layout.paragraph(group);
        let key = layout.parts[group.shown].attribute_key();
        if now.kind != kind {
            if !kind.is_style() || !stands_alone(layout, group) {
                return Err(DraftError::Walled(group.id));
            }
            self.set(key, Attribute::Kind, kind.name())?;
        }
        if matches!(kind, Kind::Heading | Kind::Item) && (now.kind != kind || now.level != level) {
            self.set(key, Attribute::Level, &level.clamp(1, 6).to_string())?;
        }
        if now.direction != direction {
            self.set(key, Attribute::Dir, direction.map_or("", direction_name))?;
        }
        Ok(())
    }

    /// Inserts a paragraph behind `after`, or at the beginning. Its number is not kept. A table comes without cells;
    /// cells and footnotes are not inserted like this.
    pub fn insert_paragraph(&mut self, after: Option<ParagraphId>, paragraph: &Paragraph) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.insert_at(layout, &layout.gap_behind(after)?, paragraph))
    }

    pub(super) fn insert_at(&self, layout: &Layout, gap: &Gap<'_>, paragraph: &Paragraph) -> Result<(), DraftError> {
        if layout.group(paragraph.id).is_some() {
            return Err(DraftError::DuplicateParagraph(paragraph.id));
        }
        if paragraph.kind.is_placed() {
            return Err(DraftError::Walled(paragraph.id));
        }
        self.check_new_table(layout, paragraph)?;
        if paragraph.kind == Kind::Table && layout.parts.iter().any(|p| p.named() == paragraph.id) {
            // Its cells would be those of the one that was.
            return Err(DraftError::DuplicateParagraph(paragraph.id));
        }
        let key = self.free_key(layout, paragraph.id, 0);
        self.insert_all(layout, gap, &[(key, paragraph)])
    }

    /// Writes whole new paragraphs, one behind the other.
    pub(super) fn insert_all(&self, layout: &Layout, gap: &Gap<'_>, list: &[(String, &Paragraph)]) -> Result<(), DraftError> {
        let new: Vec<Newcomer> = list.iter().map(|(key, _)| Newcomer { key: key.clone(), own: gap.own, from: None }).collect();
        let places = stand_behind(layout, &new, gap.after.map(|g| g.root))?;
        let mut at = gap.at;
        for (key, paragraph) in list {
            self.insert_under(key, at, paragraph)?;
            at += paragraph.text.len() as usize + 2;
        }
        self.set_places(layout, &places)?;
        let Some(mut order) = Self::order_before(layout).filter(|_| !places.is_empty()) else { return Ok(()) };
        let behind = gap.after.and_then(|a| order.iter().position(|key| *key == layout.parts[a.root].key)).map_or(0, |at| at + 1);
        order.splice(behind..behind, list.iter().map(|(key, _)| key.clone()));
        self.hold_order(&order)
    }

    /// Writes a whole new paragraph; `at` is where its start character will stand.
    pub(super) fn insert_under(&self, key: &str, at: usize, paragraph: &Paragraph) -> Result<(), DraftError> {
        let text = tidy_text(&paragraph.text, paragraph.kind == Kind::Note);
        self.write_part(at, key, &text.text)?;
        mark_spans(&self.text(), at + 1, &text)?;
        for (name, value) in attribute_values(paragraph, false) {
            self.set(key, name, &value)?;
        }
        mark_signs(&self.text(), at + 1, &text)?;
        self.put_behind(at + 1, &text, key)?;
        self.write_shape(key, paragraph)
    }

    /// Deletes a paragraph; a table with its cells, a footnote with its signs, of a cell only the words. If somebody
    /// else edits it meanwhile it comes back, marked.
    pub fn delete_paragraph(&mut self, paragraph: ParagraphId) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let mut unsigned = Unsigned::new();
            match group.role {
                Role::Body => draft.delete_group(layout, group, &mut unsigned)?,
                Role::Note => return draft.delete_note(layout, group),
                Role::Cell(_) => {
                    let wording = layout.wording(group);
                    draft.delete_ranges(cut(&wording, &[(0, wording.len())], &mut unsigned))?;
                }
            }
            draft.drop_notes(layout, &unsigned)
        })
    }

    /// Deletes a paragraph that stands by itself, or a table; counts the footnotes' signs that go with it.
    pub(super) fn delete_group(&self, layout: &Layout, group: &Group, unsigned: &mut Unsigned) -> Result<(), DraftError> {
        let cells = group.table.as_ref().map(|t| layout.cell_groups(t)).unwrap_or_default();
        for note in std::iter::once(group).chain(&cells).flat_map(|g| layout.signs_of_notes(g)) {
            *unsigned.entry(note).or_default() += 1;
        }
        self.mark_deleted(layout, group)
    }

    pub(super) fn mark_deleted(&self, layout: &Layout, group: &Group) -> Result<(), DraftError> {
        group.parts.iter().try_for_each(|p| self.set(layout.parts[*p].attribute_key(), Attribute::Deleted, &layout.deletion_hash(*p)))
    }

    /// Takes the mark 'edited after deletion' away: the paragraph stays, and its footnotes.
    pub fn restore_paragraph(&mut self, paragraph: ParagraphId) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let cells = group.table.as_ref().map(|t| layout.cell_groups(t)).unwrap_or_default();
            let signs = std::iter::once(group).chain(&cells).flat_map(|g| layout.signs_of_notes(g));
            let notes = signs.filter_map(|id| layout.group(id)).filter(|g| g.role == Role::Note);
            let groups: Vec<&Group> = std::iter::once(group).chain(notes).collect();
            let mut parts = groups.iter().flat_map(|g| &g.parts).filter(|p| layout.attribute(**p, Attribute::Deleted).is_some());
            parts.try_for_each(|p| draft.set(layout.parts[*p].attribute_key(), Attribute::Deleted, ""))
        })
    }

    /// Moves a paragraph or table behind another, or to the very beginning. Nothing of its text is written again, so
    /// that whoever edits or splits it meanwhile does so where it now stands.
    pub fn move_paragraph(&mut self, paragraph: ParagraphId, after: Option<ParagraphId>) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let walled = [Some(group), after.map(|a| layout.need(a)).transpose()?].into_iter().flatten().find(|g| g.role != Role::Body);
            if let Some(walled) = walled {
                return Err(DraftError::Walled(walled.id));
            }
            draft.move_group(layout, group, after)
        })
    }

    pub(super) fn move_group(&self, layout: &Layout, group: &Group, after: Option<ParagraphId>) -> Result<(), DraftError> {
        let after = after.filter(|a| *a != group.id).map(|a| layout.need(a)).transpose()?;
        let same = after.is_none_or(|a| a.root != group.root);
        if !same {
            return Ok(());
        }
        let places = move_behind(layout, group.root, after.map(|a| a.root))?;
        if places.is_empty() {
            return Ok(());
        }
        self.set_places(layout, &places)?;
        let key = |group: &Group| layout.parts[group.root].key.clone();
        let mut order: Vec<String> = layout.body().filter(|g| g.root != group.root).map(key).collect();
        let at = after.and_then(|a| order.iter().position(|k| *k == key(a))).map_or(0, |at| at + 1);
        order.insert(at, key(group));
        self.hold_order(&order)
    }

    /// Deletes from place `a` in paragraph `x` to place `b` in a later paragraph `y`, and joins what is left.
    pub fn delete_across(&mut self, x: ParagraphId, a: u32, y: ParagraphId, b: u32) -> Result<(), DraftError> {
        if x == y {
            return self.delete_range(x, a, b);
        }
        self.command(|draft, layout| {
            let (first, last) = (layout.alone(x)?, layout.alone(y)?);
            let (head, tail) = (layout.wording(first), layout.wording(last));
            in_range(first, &head, a, head.len() as u32)?;
            in_range(last, &tail, 0, b)?;
            let body: Vec<&Group> = layout.body().collect();
            let from = body.iter().position(|g| g.id == x).unwrap_or(0);
            let to = body.iter().position(|g| g.id == y).unwrap_or(0);
            if to <= from {
                return Err(DraftError::OutOfRange { paragraph: y, offset: b });
            }
            for between in &body[from + 1..to] {
                layout.writable(between.id)?;
            }
            let mut unsigned = Unsigned::new();
            for between in &body[from + 1..to] {
                draft.delete_group(layout, between, &mut unsigned)?;
            }
            // Places are of the text as it was, so all ranges go together, the last one first.
            let mut ranges = cut(&head, &[(a as usize, head.len())], &mut unsigned);
            ranges.extend(cut(&tail, &[(0, b as usize)], &mut unsigned));
            draft.delete_ranges(ranges)?;
            draft.join_groups(layout, first, last)?;
            draft.drop_notes(layout, &unsigned)
        })
    }
}
