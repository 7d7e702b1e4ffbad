//! The commands on words: each is one Loro commit, and each across parts one operation per part, as the table in
//! `docs/formats/draft.md` says. Offsets are code points of the paragraph as [`Draft::paragraphs`] shows it.

use super::{
    Draft, DraftError,
    attributes::Attribute,
    brackets,
    layout::{Group, ID, Layout, PartKind, Role, START},
    parts::Part,
    wording::{Place, Wording},
};
use crate::{
    ids::ParagraphId,
    paper::{Direction, Kind, Paragraph, cell_id},
    text::{Mark, OBJECT, RichText, SignKind, clean, is_address},
};
use loro::{LoroResult, LoroText, LoroValue};
use std::{collections::HashMap, ops::Range};

/// The attributes of a paragraph in the order in which they are written.
pub(super) fn attribute_values(p: &Paragraph, with_number: bool) -> Vec<(Attribute, String)> {
    let mut out = vec![(Attribute::Kind, p.kind.name().to_owned())];
    if matches!(p.kind, Kind::Heading | Kind::Item) {
        out.push((Attribute::Level, p.level.clamp(1, 6).to_string()));
    }
    if let Some(direction) = p.direction {
        out.push((Attribute::Dir, direction_name(direction).to_owned()));
    }
    if let Some(number) = p.number.filter(|_| with_number) {
        out.push((Attribute::Number, number.to_string()));
    }
    out
}

pub(super) fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// Formats words that begin at `at`.
pub(super) fn mark_spans(text: &LoroText, at: usize, rich: &RichText) -> LoroResult<()> {
    for span in &rich.spans {
        text.mark(at + span.start as usize..at + span.end as usize, span.mark.name(), true)?;
    }
    Ok(())
}

/// Links and signs of words that begin at `at`, but for brackets that say who is behind them.
pub(super) fn mark_signs(text: &LoroText, at: usize, rich: &RichText) -> LoroResult<()> {
    for link in &rich.links {
        text.mark(at + link.start as usize..at + link.end as usize, "link", link.href.as_str())?;
    }
    for sign in &rich.signs {
        let at = at + sign.at as usize;
        match &sign.sign {
            SignKind::Note(id) => text.mark(at..at + 1, "note", id.to_string())?,
            SignKind::Reference(id) => text.mark(at..at + 1, "ref", id.to_string())?,
            SignKind::Literal => text.mark(at..at + 1, "literal", true)?,
            SignKind::Behind(_) => {}
        }
    }
    Ok(())
}

impl Layout {
    pub(super) fn need(&self, id: ParagraphId) -> Result<&Group, DraftError> {
        self.group(id).ok_or(DraftError::UnknownParagraph(id))
    }

    /// A paragraph that may be written to.
    pub(super) fn writable(&self, id: ParagraphId) -> Result<&Group, DraftError> {
        let group = self.need(id)?;
        if self.is_locked(group) { Err(DraftError::Locked(id)) } else { Ok(group) }
    }

    /// The place of an offset that must be in the paragraph.
    pub(super) fn place(&self, group: &Group, wording: &Wording<'_>, offset: u32) -> Result<Place, DraftError> {
        if offset == 0 {
            return Ok(Place { part: group.parts[0], index: 0 });
        }
        wording.place(offset as usize).ok_or(DraftError::OutOfRange { paragraph: group.id, offset })
    }

    /// Which part of a group is its last.
    pub(super) fn last(&self, group: &Group) -> usize {
        // A group has at least one part: gather makes none without.
        group.parts[group.parts.len() - 1]
    }

    pub(super) fn last_part(&self, group: &Group) -> &Part {
        &self.parts[self.last(group)]
    }

    /// The visible table that has a place for a cell of this id.
    pub(super) fn table_of_cell(&self, id: ParagraphId) -> Option<&Group> {
        self.groups.iter().find(|g| {
            let mut places = g.table.iter().flat_map(|t| t.shape.places(g.id));
            places.any(|p| cell_id(p.table, p.row, p.column) == id)
        })
    }
}

pub(super) fn in_range(group: &Group, wording: &Wording<'_>, a: u32, b: u32) -> Result<(), DraftError> {
    let bad = if b as usize > wording.len() { b } else { a };
    if a > b || b as usize > wording.len() {
        return Err(DraftError::OutOfRange { paragraph: group.id, offset: bad });
    }
    Ok(())
}

/// How often footnotes' signs are taken away: more than that is counted for nobody.
pub(super) type Unsigned = HashMap<ParagraphId, usize>;

impl Draft {
    /// Runs one command and commits it; on an error nothing of it was written, since places are checked first.
    pub(super) fn command<T>(&mut self, work: impl FnOnce(&Draft, &Layout) -> Result<T, DraftError>) -> Result<T, DraftError> {
        self.may_write()?;
        let layout = self.layout();
        let done = work(self, &layout);
        self.doc.commit();
        done
    }

    pub(super) fn set(&self, key: &str, attribute: Attribute, value: &str) -> Result<(), DraftError> {
        self.set_named(key, attribute.name(), value)
    }

    pub(super) fn set_named(&self, key: &str, name: &str, value: &str) -> Result<(), DraftError> {
        Ok(self.attributes().insert(&format!("{key}/{name}"), value)?)
    }

    /// Types `text` at `offset`. It takes the formatting of what stands before it.
    pub fn insert_text(&mut self, paragraph: ParagraphId, offset: u32, text: &str) -> Result<(), DraftError> {
        self.command(|draft, layout| draft.type_at(layout, paragraph, offset, &clean(text)).map(drop))
    }

    /// Types at a place, also in a cell that has no words yet; says where it stands now.
    pub(super) fn type_at(&self, layout: &Layout, paragraph: ParagraphId, offset: u32, words: &str) -> Result<usize, DraftError> {
        let at = self.typing_place(layout, paragraph, offset)?;
        if let Typing::At(at) = at {
            self.text().insert(at, words)?;
            return Ok(at);
        }
        self.begin_cell(layout, paragraph, words)
    }

    /// Where words typed there go; writes nothing.
    pub(super) fn typing_place(&self, layout: &Layout, paragraph: ParagraphId, offset: u32) -> Result<Typing, DraftError> {
        if layout.group(paragraph).is_some() {
            let group = layout.writable(paragraph)?;
            let place = layout.place(group, &layout.wording(group), offset)?;
            return Ok(Typing::At(layout.position(place)));
        }
        layout.table_of_cell(paragraph).ok_or(DraftError::UnknownParagraph(paragraph))?;
        if offset > 0 {
            return Err(DraftError::OutOfRange { paragraph, offset });
        }
        Ok(Typing::NewCell)
    }

    /// Writes the first words of an empty cell; says where they stand.
    fn begin_cell(&self, layout: &Layout, cell: ParagraphId, words: &str) -> Result<usize, DraftError> {
        if let Some(first) = layout.cells.parts(cell).first() {
            let part = &layout.parts[*first];
            if layout.attribute(*first, Attribute::Deleted).is_some() {
                self.set(part.attribute_key(), Attribute::Deleted, "")?;
            }
            self.text().insert(part.words_at, words)?;
            return Ok(part.words_at);
        }
        let table = layout.table_of_cell(cell).ok_or(DraftError::UnknownParagraph(cell))?;
        let at = layout.last_part(table).end;
        let key = self.free_key(layout, cell, 0);
        self.write_part(at, &key, words)?;
        self.set(&key, Attribute::Kind, Kind::Cell.name())?;
        Ok(at + 1)
    }

    /// Writes a start character with its key, words and a newline.
    pub(super) fn write_part(&self, at: usize, key: &str, words: &str) -> Result<(), DraftError> {
        let text = self.text();
        text.insert(at, &format!("{START}{words}\n"))?;
        Ok(text.mark(at..at + 1, ID, key)?)
    }

    /// Deletes the words `a..b`. The partner of a bracket among them goes too, and a footnote with its last sign.
    pub fn delete_range(&mut self, paragraph: ParagraphId, a: u32, b: u32) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            let mut unsigned = Unsigned::new();
            let ranges = cut(&wording, &[(a as usize, b as usize)], &mut unsigned);
            draft.delete_ranges(ranges)?;
            draft.drop_notes(layout, &unsigned)
        })
    }

    /// Deletes ranges of the flat text.
    pub(super) fn delete_ranges(&self, mut ranges: Vec<Range<usize>>) -> Result<(), DraftError> {
        ranges.sort_by_key(|r| r.start);
        for range in ranges.into_iter().rev() {
            self.text().delete(range.start, range.len())?;
        }
        Ok(())
    }

    /// Sets or clears formatting on the words `a..b`.
    pub fn mark(&mut self, paragraph: ParagraphId, a: u32, b: u32, mark: Mark, on: bool) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            draft.mark_words(&wording, a as usize, b as usize, mark.name(), on.then(|| true.into()))
        })
    }

    /// Makes the words `a..b` lead to an address, or to nowhere.
    pub fn link(&mut self, paragraph: ParagraphId, a: u32, b: u32, href: Option<&str>) -> Result<(), DraftError> {
        if href.is_some_and(|href| !is_address(href)) {
            return Err(DraftError::BadAddress);
        }
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            in_range(group, &wording, a, b)?;
            draft.mark_words(&wording, a as usize, b as usize, "link", href.map(Into::into))
        })
    }

    /// Marks words with a value, or takes the mark away.
    pub(super) fn mark_words(
        &self,
        wording: &Wording<'_>,
        a: usize,
        b: usize,
        key: &str,
        value: Option<LoroValue>,
    ) -> Result<(), DraftError> {
        for range in wording.ranges(a, b) {
            match &value {
                Some(value) => self.text().mark(range, key, value.clone())?,
                None => self.text().unmark(range, key)?,
            }
        }
        Ok(())
    }

    /// Puts a reference to the number of paragraph `target` at `offset`.
    pub fn insert_reference(&mut self, paragraph: ParagraphId, offset: u32, target: ParagraphId) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let at = draft.type_at(layout, paragraph, offset, &OBJECT.to_string())?;
            Ok(draft.text().mark(at..at + 1, "ref", target.to_string())?)
        })
    }

    /// Says that a bracket's character is only a character, or a sign.
    pub fn set_literal(&mut self, paragraph: ParagraphId, at: u32, on: bool) -> Result<(), DraftError> {
        self.command(|draft, layout| {
            let group = layout.writable(paragraph)?;
            let wording = layout.wording(group);
            let i = at as usize;
            if i >= wording.len() || !matches!(wording.char(i), '[' | ']') {
                return Err(DraftError::OutOfRange { paragraph, offset: at });
            }
            if on && wording.extra(i).bracket.is_some() {
                draft.mark_words(&wording, i, i + 1, "bracket", None)?;
            }
            draft.mark_words(&wording, i, i + 1, "literal", on.then(|| true.into()))
        })
    }

    /// The key for a new start character: the id, with a tail if another start character has it already. The tail
    /// is a hash of the next operation's name, which no other operation has, and of `nth` among the paragraphs
    /// that this command inserts under the id.
    pub(super) fn free_key(&self, layout: &Layout, id: ParagraphId, nth: usize) -> String {
        let key = id.to_string();
        if nth == 0 && !layout.has_key(&key) {
            return key;
        }
        format!("{key}.{}", self.fresh(&key, nth))
    }

    /// Sixteen digits that nothing else has: a hash of the next operation's name, and of `nth` in this command.
    pub(super) fn fresh(&self, what: &str, nth: usize) -> String {
        let peer = self.doc.peer_id();
        let counter = self.doc.state_vv().get(&peer).copied().unwrap_or(0);
        super::layout::sixteen(&format!("qalam key {what} {peer} {counter} {nth}"))
    }
}

/// Where typed words go.
#[derive(Debug, Clone, Copy)]
pub(super) enum Typing {
    At(usize),
    /// Into a cell that has no words: perhaps as a new part behind the table's.
    NewCell,
}

/// The ranges of the flat text that go when these shown characters go: with each sign of a bracket its partner. Counts
/// the footnotes' signs among them.
pub(super) fn cut(wording: &Wording<'_>, shown: &[(usize, usize)], unsigned: &mut Unsigned) -> Vec<Range<usize>> {
    let mut gone = vec![false; wording.len()];
    for (from, to) in shown {
        gone[*from..*to].iter_mut().for_each(|g| *g = true);
    }
    for (open, close, _) in brackets::find(wording).pairs {
        let one = gone[open] || gone[close];
        (gone[open], gone[close]) = (one, one);
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut i = 0;
    while i < gone.len() {
        let start = i;
        while i < gone.len() && gone[i] {
            if let Some(note) = wording.extra(i).note.filter(|_| wording.char(i) == OBJECT) {
                *unsigned.entry(note).or_default() += 1;
            }
            i += 1;
        }
        out.extend(wording.ranges(start, i));
        i += 1;
    }
    out
}

/// Whether a command may treat this as a paragraph that stands by itself.
pub(super) fn stands_alone(layout: &Layout, group: &Group) -> bool {
    group.role == Role::Body && layout.kinds[group.shown] != PartKind::Known(Kind::Table)
}
