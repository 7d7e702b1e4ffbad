//! The commands: each is one Loro commit, and each across paragraphs one operation per paragraph, as the table in
//! `docs/formats/draft.md` says. Offsets are code points of the paragraph as [`Draft::paragraphs`] shows it.

use super::{
    Draft, DraftError,
    layout::{Group, ID, Layout, Part, Place, START, Wording, words_hash},
};
use crate::{
    ids::ParagraphId,
    paper::{Direction, Kind, Paragraph},
    text::{Mark, Span, clean},
};
use loro::{LoroResult, LoroText};
use sha2::{Digest, Sha256};

/// The attributes of a paragraph in the order in which they are written.
pub(super) fn attribute_values(p: &Paragraph, with_number: bool) -> Vec<(&'static str, String)> {
    let mut out = vec![("kind", p.kind.name().to_owned())];
    if matches!(p.kind, Kind::Heading | Kind::Item) {
        out.push(("level", p.level.clamp(1, 6).to_string()));
    }
    if let Some(direction) = p.direction {
        out.push(("dir", direction_name(direction).to_owned()));
    }
    if let Some(number) = p.number.filter(|_| with_number) {
        out.push(("number", number.to_string()));
    }
    out
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// Formats words that begin at `at`.
pub(super) fn mark_spans(text: &LoroText, at: usize, spans: &[Span]) -> LoroResult<()> {
    for span in spans {
        text.mark(at + span.start as usize..at + span.end as usize, span.mark.name(), true)?;
    }
    Ok(())
}

impl Layout {
    pub(super) fn need(&self, id: ParagraphId) -> Result<&Group, DraftError> {
        self.group(id).ok_or(DraftError::UnknownParagraph(id))
    }

    /// The place of an offset that must be in the paragraph.
    fn place(&self, group: &Group, wording: &Wording, offset: u32) -> Result<Place, DraftError> {
        if offset == 0 {
            return Ok(Place { part: group.parts[0], index: 0 });
        }
        wording.place(offset as usize).ok_or(DraftError::OutOfRange { paragraph: group.id, offset })
    }

    fn last_part(&self, group: &Group) -> &Part {
        // A group has at least one live part: gather makes none without.
        &self.parts[group.parts[group.parts.len() - 1]]
    }

    /// Where a paragraph behind `after` is inserted.
    pub(super) fn behind(&self, after: Option<ParagraphId>) -> Result<usize, DraftError> {
        Ok(match after {
            None => 0,
            Some(id) => self.last_part(self.need(id)?).end,
        })
    }
}

fn in_range(group: &Group, wording: &Wording, a: u32, b: u32) -> Result<(), DraftError> {
    let bad = if b as usize > wording.len() { b } else { a };
    if a > b || b as usize > wording.len() {
        return Err(DraftError::OutOfRange { paragraph: group.id, offset: bad });
    }
    Ok(())
}

impl Draft {
    /// Runs one command and commits it; on an error nothing of it was written, since places are checked first.
    fn command<T>(&mut self, work: impl FnOnce(&Draft, &Layout) -> Result<T, DraftError>) -> Result<T, DraftError> {
        self.may_write()?;
        let layout = self.layout();
        let done = work(self, &layout);
        self.doc.commit();
        done
    }

    pub(super) fn set(&self, key: &str, name: &str, value: &str) -> Result<(), DraftError> {
        Ok(self.attributes().insert(&format!("{key}/{name}"), value)?)
    }

    /// Types `text` at `offset`. It takes the formatting of what stands before it.
    pub fn insert_text(&mut self, paragraph: ParagraphId, offset: u32, text: &str) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.need(paragraph)?;
            let place = layout.place(group, &layout.wording(group), offset)?;
            Ok(draft.text().insert(layout.position(place), &clean(text))?)
        })
    }

    /// Deletes the words `a..b`.
    pub fn delete_range(&mut self, paragraph: ParagraphId, a: u32, b: u32) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.need(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            draft.delete_words(&wording, a as usize, b as usize)
        })
    }

    fn delete_words(&self, wording: &Wording, a: usize, b: usize) -> Result<(), DraftError> {
        for range in wording.ranges(a, b).into_iter().rev() {
            self.text().delete(range.start, range.len())?;
        }
        Ok(())
    }

    /// Sets or clears formatting on the words `a..b`.
    pub fn mark(&mut self, paragraph: ParagraphId, a: u32, b: u32, mark: Mark, on: bool) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.need(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            draft.mark_words(&wording, a as usize, b as usize, mark, on)
        })
    }

    pub(super) fn mark_words(&self, wording: &Wording, a: usize, b: usize, mark: Mark, on: bool) -> Result<(), DraftError> {
        for range in wording.ranges(a, b) {
            if on {
                self.text().mark(range, mark.name(), true)?;
            } else {
                self.text().unmark(range, mark.name())?;
            }
        }
        Ok(())
    }

    /// Splits a paragraph at `offset`; what stands behind it becomes the paragraph `new_id`. At the beginning and
    /// at the end an empty paragraph comes before or behind instead; at the seam of a join the join is undone.
    /// Returns the id of the paragraph that the caret belongs in.
    pub fn split(&mut self, paragraph: ParagraphId, offset: u32, new_id: ParagraphId) -> Result<ParagraphId, DraftError> {
        self.command(|draft, layout| {
            let group = layout.need(paragraph)?;
            let wording = layout.wording(group);
            let place = layout.place(group, &wording, offset)?;
            let styled = Paragraph { id: new_id, number: None, text: Default::default(), ..layout.paragraph(group) };
            if offset as usize == wording.len() {
                draft.insert_at(layout, layout.last_part(group).end, &styled)?;
                return Ok(new_id);
            }
            if offset == 0 {
                draft.insert_at(layout, layout.start_of(group.parts[0]), &styled)?;
                return Ok(paragraph);
            }
            draft.split_inside(layout, group, place, &styled)
        })
    }

    fn split_inside(&self, layout: &Layout, group: &Group, place: Place, styled: &Paragraph) -> Result<ParagraphId, DraftError> {
        let part = &layout.parts[place.part];
        let seam = place.index == part.chars.len();
        let rest: Vec<usize> = group.parts.iter().copied().filter(|p| *p > place.part).collect();
        let second = match rest.first() {
            Some(next) if seam => {
                let key = layout.parts[*next].key.clone();
                self.set(&key, "joins", "")?;
                key
            }
            _ => {
                if layout.group(styled.id).is_some() {
                    return Err(DraftError::DuplicateParagraph(styled.id));
                }
                let key = self.free_key(layout, styled.id, 0);
                let at = layout.position(place);
                self.text().insert(at, &format!("\n{START}"))?;
                self.text().mark(at + 1..at + 2, ID, key.as_str())?;
                for (name, value) in attribute_values(styled, false) {
                    self.set(&key, name, &value)?;
                }
                self.set(&key, "from", &part.key)?;
                key
            }
        };
        // Later parts that continue something before the cut now continue what begins at it. Those that continue
        // the part that was cut follow its split by themselves.
        for later in rest.iter().skip(usize::from(seam)) {
            let follows = match layout.continues[*later] {
                Some(target) if seam => target > place.part,
                Some(target) => target >= place.part,
                None => true,
            };
            if !follows {
                self.set(&layout.parts[*later].key, "joins", &second)?;
            }
        }
        let shown = if seam { second.get(..16).and_then(|id| id.parse().ok()) } else { None };
        Ok(shown.unwrap_or(styled.id))
    }

    /// Joins the next visible paragraph to this one, or this one to the one before.
    pub fn join(&mut self, paragraph: ParagraphId, with_next: bool) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            layout.need(paragraph)?;
            let i = layout.groups.iter().position(|g| g.id == paragraph).unwrap_or(0);
            let first = if with_next { Some(i) } else { i.checked_sub(1) };
            let pair = first.and_then(|f| Some((&layout.groups[f], layout.groups.get(f + 1)?)));
            let (x, y) = pair.ok_or(DraftError::NothingToJoin(paragraph))?;
            draft.join_groups(layout, x, y)
        })
    }

    fn join_groups(&self, layout: &Layout, x: &Group, y: &Group) -> Result<(), DraftError> {
        self.set(&layout.parts[y.root].key, "joins", &layout.last_part(x).key)
    }

    /// Makes a paragraph another kind, level or direction.
    pub fn restyle(&mut self, paragraph: ParagraphId, kind: Kind, level: u8, direction: Option<Direction>) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.restyle_group(layout, layout.need(paragraph)?, kind, level, direction))
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
        let key = &layout.parts[group.shown].key;
        if now.kind != kind {
            self.set(key, "kind", kind.name())?;
        }
        if matches!(kind, Kind::Heading | Kind::Item) && (now.kind != kind || now.level != level) {
            self.set(key, "level", &level.clamp(1, 6).to_string())?;
        }
        if now.direction != direction {
            self.set(key, "dir", direction.map_or("", direction_name))?;
        }
        Ok(())
    }

    /// Inserts a paragraph behind `after`, or at the beginning. Its number is not kept.
    pub fn insert_paragraph(&mut self, after: Option<ParagraphId>, paragraph: &Paragraph) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.insert_at(layout, layout.behind(after)?, paragraph))
    }

    pub(super) fn insert_at(&self, layout: &Layout, at: usize, paragraph: &Paragraph) -> Result<(), DraftError> {
        if layout.group(paragraph.id).is_some() {
            return Err(DraftError::DuplicateParagraph(paragraph.id));
        }
        let key = self.free_key(layout, paragraph.id, 0);
        self.insert_under(&key, at, paragraph)
    }

    /// Writes a whole new paragraph; `at` is where its start character will stand.
    pub(super) fn insert_under(&self, key: &str, at: usize, paragraph: &Paragraph) -> Result<(), DraftError> {
        let text = self.text();
        let words = &paragraph.text.text;
        text.insert(at, &format!("{START}{words}\n"))?;
        text.mark(at..at + 1, ID, key)?;
        mark_spans(&text, at + 1, &paragraph.text.spans)?;
        for (name, value) in attribute_values(paragraph, false) {
            self.set(key, name, &value)?;
        }
        Ok(())
    }

    /// The key for a new start character: the id, with a tail if another start character has it already. The tail
    /// is a hash of the next operation's name, which no other operation has, and of `nth` among the paragraphs
    /// that this command inserts under the id.
    pub(super) fn free_key(&self, layout: &Layout, id: ParagraphId, nth: usize) -> String {
        let key = id.to_string();
        if nth == 0 && !layout.has_key(&key) {
            return key;
        }
        let peer = self.doc.peer_id();
        let counter = self.doc.state_vv().get(&peer).copied().unwrap_or(0);
        let tail = Sha256::digest(format!("qalam key {key} {peer} {counter} {nth}").as_bytes());
        format!("{key}.{}", hex::encode(&tail[..8]))
    }

    /// Deletes a paragraph. If somebody else edits it meanwhile it comes back, marked.
    pub fn delete_paragraph(&mut self, paragraph: ParagraphId) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.delete_group(layout, layout.need(paragraph)?))
    }

    pub(super) fn delete_group(&self, layout: &Layout, group: &Group) -> Result<(), DraftError> {
        for part in group.parts.iter().map(|p| &layout.parts[*p]) {
            self.set(&part.key, "deleted", &words_hash(&part.words()))?;
        }
        Ok(())
    }

    /// Takes the mark 'edited after deletion' away: the paragraph stays.
    pub fn restore_paragraph(&mut self, paragraph: ParagraphId) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.need(paragraph)?;
            let mut marked = group.parts.iter().filter(|p| layout.attribute(**p, "deleted").is_some());
            marked.try_for_each(|p| draft.set(&layout.parts[*p].key, "deleted", ""))
        })
    }

    /// Deletes from place `a` in paragraph `x` to place `b` in a later paragraph `y`, and joins what is left.
    pub fn delete_across(&mut self, x: ParagraphId, a: u32, y: ParagraphId, b: u32) -> Result<(), DraftError> {
        if x == y {
            return self.delete_range(x, a, b);
        }
        self.command(|draft, layout| {
            let (first, last) = (layout.need(x)?, layout.need(y)?);
            let (head, tail) = (layout.wording(first), layout.wording(last));
            in_range(first, &head, a, head.len() as u32)?;
            in_range(last, &tail, 0, b)?;
            let from = layout.groups.iter().position(|g| g.id == x).unwrap_or(0);
            let to = layout.groups.iter().position(|g| g.id == y).unwrap_or(0);
            if to <= from {
                return Err(DraftError::OutOfRange { paragraph: y, offset: b });
            }
            for between in &layout.groups[from + 1..to] {
                draft.delete_group(layout, between)?;
            }
            // Places are of the text as it was, so the later range goes first.
            let mut ranges = head.ranges(a as usize, head.len());
            ranges.extend(tail.ranges(0, b as usize));
            ranges.sort_by_key(|r| r.start);
            for range in ranges.into_iter().rev() {
                draft.text().delete(range.start, range.len())?;
            }
            draft.join_groups(layout, first, last)
        })
    }
}

impl Layout {
    /// Where the start character of a part stands.
    pub(super) fn start_of(&self, part: usize) -> usize {
        match part.checked_sub(1) {
            Some(before) => self.parts[before].end,
            None => 0,
        }
    }
}
