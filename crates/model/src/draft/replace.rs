//! Brings a draft to a text that was edited elsewhere (`paper edit --from FILE`), by paragraph id and with the
//! smallest edits, so that what a colleague typed meanwhile still finds its place.

use super::{
    Draft, DraftError,
    attributes::Attribute,
    diff,
    edit::{Unsigned, mark_signs},
    layout::{Group, Layout, Role},
    wording::{Place, Wording},
};
use crate::{
    ids::ParagraphId,
    paper::{CellPlace, Kind, Paragraph},
    text::{Mark, OBJECT, RichText, Sign, SignKind, clean},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

/// New paragraphs with their keys, one behind the other.
type Batch<'p> = Vec<(String, &'p Paragraph)>;

/// One write to the flat text, at a place of the text as it was.
enum Write {
    Delete(Range<usize>),
    /// Words with their signs, and perhaps in a cell that has none yet.
    Type(usize, RichText),
}

impl Write {
    fn at(&self) -> usize {
        match self {
            Write::Delete(range) => range.start,
            Write::Type(at, _) => *at,
        }
    }
}

impl Draft {
    /// Makes the draft read like `target`: paragraphs with a known id are amended, others inserted, missing ones
    /// deleted, displaced ones moved. Numbers are not looked at, but that what comes back has the one that it had; an id that stands twice is one paragraph and a
    /// copy of it that shows under another id. Paragraphs that a newer version made stay as they are. Returns the ids
    /// that changed, in the order of the target, deleted ones last.
    pub fn replace_with(&mut self, target: &[Paragraph]) -> Result<Vec<ParagraphId>, DraftError> {
        self.may_write()?;
        let target: Vec<Paragraph> = target.iter().map(tidy).collect();
        let before = self.layout();
        self.check_target(&before, &target)?;
        let mut changed = BTreeSet::new();
        self.bring_back_tables(&before, &target, &mut changed)?;
        self.remove_missing(&before, &target, &mut changed)?;
        self.put_in_order(&target, &mut changed)?;
        self.insert_new(&target, &mut changed)?;
        self.amend(&target, &mut changed)?;
        self.doc.commit();
        let mut out: Vec<_> = target.iter().map(|p| p.id).filter(|id| changed.remove(id)).collect();
        out.extend(before.groups.iter().map(|g| g.id).filter(|id| changed.contains(id)));
        Ok(out)
    }

    /// Nothing that will be refused is begun.
    fn check_target(&self, layout: &Layout, target: &[Paragraph]) -> Result<(), DraftError> {
        for p in target {
            self.check_new_table(layout, p)?;
            let Some(group) = layout.group(p.id) else { continue };
            let same = layout.kind(group) == p.kind || (p.kind.is_style() && super::edit::stands_alone(layout, group));
            if !same && !layout.is_locked(group) {
                return Err(DraftError::Walled(p.id));
            }
        }
        Ok(())
    }

    /// A table that was deleted comes back rather than beside itself: its cells are still its own.
    fn bring_back_tables(&self, layout: &Layout, target: &[Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        for p in target.iter().filter(|p| p.kind == Kind::Table && layout.group(p.id).is_none()) {
            let part = (0..layout.parts.len()).find(|i| layout.is_kind(*i, Kind::Table) && layout.parts[*i].named() == p.id);
            if let Some(part) = part {
                self.set(layout.parts[part].attribute_key(), Attribute::Deleted, "")?;
                changed.insert(p.id);
            }
        }
        Ok(())
    }

    fn remove_missing(&self, layout: &Layout, target: &[Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        let wanted: HashSet<ParagraphId> = target.iter().map(|p| p.id).collect();
        let mut unsigned = Unsigned::new();
        for group in layout.groups.iter().filter(|g| !wanted.contains(&g.id) && !layout.is_locked(g)) {
            match group.role {
                Role::Body => self.delete_group(layout, group, &mut unsigned)?,
                // Its signs go with the words that they stand in.
                Role::Note => self.mark_deleted(layout, group)?,
                Role::Cell(_) => continue,
            }
            changed.insert(group.id);
        }
        Ok(())
    }

    /// Moves what stands elsewhere: all but a longest run of paragraphs that stand in order.
    fn put_in_order(&self, target: &[Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        let layout = self.layout();
        let place: HashMap<ParagraphId, usize> = layout.body().enumerate().map(|(i, g)| (g.id, i)).collect();
        let mut seen = HashSet::new();
        let known: Vec<ParagraphId> = target.iter().map(|p| p.id).filter(|id| place.contains_key(id) && seen.insert(*id)).collect();
        let stays = longest_rising(&known.iter().map(|id| place.get(id)).collect::<Vec<_>>());
        let mut after = None;
        for (id, stays) in known.iter().zip(stays) {
            if !stays {
                let layout = self.layout();
                self.move_group(&layout, layout.need(*id)?, after)?;
                changed.insert(*id);
            }
            after = Some(*id);
        }
        Ok(())
    }

    fn insert_new(&self, target: &[Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        let layout = self.layout();
        let mut seen: HashMap<ParagraphId, usize> = HashMap::new();
        let mut batches: Vec<(Option<ParagraphId>, Batch<'_>)> = Vec::new();
        let mut after = None;
        for p in target.iter().filter(|p| p.kind != Kind::Cell) {
            let nth = seen.entry(p.id).or_default();
            *nth += 1;
            let here = layout.group(p.id).filter(|_| *nth == 1);
            if here.is_some_and(|g| g.role == Role::Body) {
                after = Some(p.id);
            }
            if here.is_some() {
                continue;
            }
            changed.insert(p.id);
            let item = (self.free_key(&layout, p.id, *nth - 1), p);
            match batches.last_mut() {
                Some((place, list)) if *place == after => list.push(item),
                _ => batches.push((after, vec![item])),
            }
        }
        // From the last place to the first, so that places stay right.
        let mut gaps = Vec::new();
        for (after, list) in batches {
            gaps.push((layout.gap_behind(after)?, list));
        }
        gaps.sort_by_key(|(gap, _)| gap.at);
        gaps.iter().rev().try_for_each(|(gap, list)| self.insert_all(&layout, gap, list))?;
        gaps.iter().flat_map(|(_, list)| list).try_for_each(|(key, p)| self.keep_number(&layout, key, p))
    }

    /// What was deleted and comes back has the number that it had.
    fn keep_number(&self, layout: &Layout, key: &str, paragraph: &Paragraph) -> Result<(), DraftError> {
        let Some(number) = paragraph.number.map(|n| n.to_string()) else { return Ok(()) };
        let had = |part: usize| layout.parts[part].named() == paragraph.id && layout.attribute(part, Attribute::Number) == Some(&number);
        if (0..layout.parts.len()).any(had) { self.set(key, Attribute::Number, &number) } else { Ok(()) }
    }

    /// Words, kinds, tables and formatting of what is there now.
    fn amend(&self, target: &[Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        let layout = self.layout();
        let mut seen = HashSet::new();
        let target: Vec<&Paragraph> = target.iter().filter(|p| seen.insert(p.id)).collect();
        for p in target.iter().filter(|p| p.kind == Kind::Table) {
            let group = layout.need(p.id)?;
            if let Some(table) = p.table.as_ref().filter(|_| !layout.is_locked(group))
                && self.align_shape(&layout, group, table)?
            {
                changed.insert(p.id);
            }
        }
        let layout = self.layout();
        let mut writes = Vec::new();
        for p in &target {
            let Some(group) = layout.group(p.id) else { continue };
            if layout.is_locked(group) {
                continue;
            }
            let now = layout.paragraph(group);
            let wording = layout.wording(group);
            if self.edit_words(&layout, group, &wording, &p.text, &mut writes) || now.text != p.text {
                changed.insert(p.id);
            }
            if (now.kind, now.level, now.direction) != (p.kind, style_level(p), p.direction) {
                self.restyle_group(&layout, group, p.kind, p.level, p.direction)?;
                changed.insert(p.id);
            }
        }
        self.empty_cells(&layout, &target, &mut writes, changed);
        self.write(writes)?;
        self.fill_cells(&layout, &target, changed)?;
        let layout = self.layout();
        target.iter().try_for_each(|p| match layout.group(p.id) {
            Some(group) if !layout.is_locked(group) => self.format(&layout, group, &p.text),
            _ => Ok(()),
        })
    }

    /// Cells that the target does not have lose their words.
    fn empty_cells(&self, layout: &Layout, target: &[&Paragraph], writes: &mut Vec<Write>, changed: &mut BTreeSet<ParagraphId>) {
        let wanted: HashSet<ParagraphId> = target.iter().map(|p| p.id).collect();
        let tables = |place: CellPlace| wanted.contains(&place.table);
        for group in layout.groups.iter().filter(|g| matches!(g.role, Role::Cell(place) if tables(place)) && !wanted.contains(&g.id)) {
            let wording = layout.wording(group);
            writes.extend(wording.ranges(0, wording.len()).into_iter().map(Write::Delete));
            changed.insert(group.id);
        }
    }

    /// Cells that had no words.
    fn fill_cells(&self, before: &Layout, target: &[&Paragraph], changed: &mut BTreeSet<ParagraphId>) -> Result<(), DraftError> {
        let new = target.iter().filter(|p| p.kind == Kind::Cell && !p.text.is_empty() && before.group(p.id).is_none());
        let new: Vec<&&Paragraph> = new.collect();
        if new.is_empty() {
            return Ok(());
        }
        let layout = self.layout();
        let mut ends: Vec<(usize, &Paragraph)> = Vec::new();
        for p in new {
            let Some(place) = p.cell else { continue };
            let table = layout.need(place.table)?;
            ends.push((layout.last_part(table).end, p));
        }
        // The last one first: each goes right behind its table, and cells that have a part already come before.
        let (with, without): (Vec<_>, Vec<_>) = ends.into_iter().partition(|(_, p)| !layout.cells.parts(p.id).is_empty());
        let mut with: Vec<(usize, &Paragraph)> =
            with.into_iter().filter_map(|(_, p)| Some((layout.parts[*layout.cells.parts(p.id).first()?].words_at, p))).collect();
        let mut all: Vec<(usize, &Paragraph)> = without;
        all.append(&mut with);
        all.sort_by_key(|(at, _)| *at);
        for (_, p) in all.into_iter().rev() {
            let at = self.type_at(&layout, p.id, 0, &p.text.text)?;
            mark_signs(&self.text(), at, &p.text)?;
            if p.direction.is_some() {
                let key = layout.cells.parts(p.id).first().map(|i| layout.parts[*i].attribute_key().to_owned());
                let key = key.unwrap_or_else(|| p.id.to_string());
                self.set(&key, Attribute::Dir, p.direction.map_or("", super::edit::direction_name))?;
            }
            changed.insert(p.id);
        }
        Ok(())
    }

    /// From the last place to the first, so that places stay right.
    fn write(&self, mut writes: Vec<Write>) -> Result<(), DraftError> {
        // At one place the deletion comes first, then what is typed there.
        writes.sort_by_key(|w| (w.at(), matches!(w, Write::Delete(_))));
        for write in writes.into_iter().rev() {
            match write {
                Write::Delete(range) => self.text().delete(range.start, range.len())?,
                Write::Type(at, words) => {
                    self.text().insert(at, &words.text)?;
                    mark_signs(&self.text(), at, &words)?;
                }
            }
        }
        Ok(())
    }

    /// Plans the edits of one paragraph's words; says whether there are any.
    fn edit_words(&self, layout: &Layout, group: &Group, wording: &Wording<'_>, target: &RichText, writes: &mut Vec<Write>) -> bool {
        let now = wording.rich(group.role == Role::Note, &HashMap::new());
        let (old, new) = told_apart(&now, target);
        let edits = diff::edits(&old, &new);
        for edit in &edits {
            writes.extend(wording.ranges(edit.old.start, edit.old.end).into_iter().map(Write::Delete));
            if !edit.new.is_empty() {
                let place = wording.place(edit.old.start).unwrap_or(Place { part: group.parts[0], index: 0 });
                let words = target.slice(edit.new.start as u32, edit.new.end as u32);
                writes.push(Write::Type(layout.position(place), words));
            }
        }
        !edits.is_empty()
    }

    /// Sets the formatting, links and brackets of a paragraph to those of a text of the same characters.
    fn format(&self, layout: &Layout, group: &Group, target: &RichText) -> Result<(), DraftError> {
        let wording = layout.wording(group);
        let want = bits(target);
        for (bit, mark) in Mark::ALL.into_iter().enumerate() {
            let state = |i: usize| {
                let (is, should) = (wording.marks(i) >> bit & 1, want.get(i).copied().unwrap_or(0) >> bit & 1);
                (is != should).then_some(should == 1)
            };
            for (range, on) in runs(wording.len(), state) {
                self.mark_words(&wording, range.start, range.end, mark.name(), on.then(|| true.into()))?;
            }
        }
        let now = layout.paragraph(group).text;
        if now.links != target.links {
            let (is, should) = (hrefs(&now), hrefs(target));
            let state = |i: usize| (is[i] != should.get(i).copied().flatten()).then(|| should.get(i).copied().flatten());
            for (range, href) in runs(wording.len(), state) {
                self.mark_words(&wording, range.start, range.end, "link", href.map(Into::into))?;
            }
        }
        if now.signs != target.signs {
            self.align_behind(&wording, target, &group.id.to_string())?;
            let literal = |i: usize| target.sign_at(i as u32) == Some(&SignKind::Literal);
            let state = |i: usize| {
                let sign = matches!(wording.char(i), '[' | ']');
                (sign && wording.extra(i).literal != literal(i)).then(|| literal(i))
            };
            for (range, on) in runs(wording.len(), state) {
                self.mark_words(&wording, range.start, range.end, "literal", on.then(|| true.into()))?;
            }
        }
        Ok(())
    }

    /// Makes one paragraph read as it did, with the smallest edits; what others write there meanwhile stays.
    pub fn restore_wording(&mut self, paragraph: ParagraphId, text: &RichText) -> Result<(), DraftError> {
        self.may_write()?;
        let layout = self.layout();
        if layout.group(paragraph).is_none() {
            // A cell without words.
            let words = tidy_text(text, false);
            let at = self.type_at(&layout, paragraph, 0, &words.text)?;
            mark_signs(&self.text(), at, &words)?;
        } else {
            let group = layout.writable(paragraph)?;
            let text = tidy_text(text, group.role == Role::Note);
            let mut writes = Vec::new();
            let wording = layout.wording(group);
            self.edit_words(&layout, group, &wording, &text, &mut writes);
            self.write(writes)?;
            let mut lost = Unsigned::new();
            layout.signs_of_notes(group).for_each(|n| *lost.entry(n).or_default() += 1);
            text.notes().for_each(|n| {
                lost.entry(n).and_modify(|left| *left = left.saturating_sub(1));
            });
            lost.retain(|_, n| *n > 0);
            self.drop_notes(&layout, &lost)?;
        }
        let layout = self.layout();
        if let Some(group) = layout.group(paragraph) {
            let text = tidy_text(text, group.role == Role::Note);
            self.format(&layout, group, &text)?;
        }
        self.doc.commit();
        Ok(())
    }
}

/// Runs of places of one state, where there is something to do.
fn runs<T: PartialEq>(len: usize, state: impl Fn(usize) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let mut out: Vec<(Range<usize>, T)> = Vec::new();
    for i in 0..len {
        let Some(wish) = state(i) else { continue };
        match out.last_mut() {
            Some((range, last)) if range.end == i && *last == wish => range.end += 1,
            _ => out.push((i..i + 1, wish)),
        }
    }
    out
}

fn style_level(p: &Paragraph) -> u8 {
    if matches!(p.kind, Kind::Heading | Kind::Item) { p.level.clamp(1, 6) } else { 0 }
}

/// A paragraph as it can stand in a draft.
fn tidy(p: &Paragraph) -> Paragraph {
    Paragraph { text: tidy_text(&p.text, p.kind == Kind::Note), ..p.clone() }
}

/// A text as it can stand in a draft. Cleaning changes lengths only in texts that break the type's promise.
pub(super) fn tidy_text(text: &RichText, in_note: bool) -> RichText {
    let mut out = text.clone();
    out.normalize();
    out.keep_signs(|sign| !in_note || !matches!(sign, SignKind::Note(_)));
    if out.check().is_err() {
        out = RichText { text: clean(&text.text), spans: text.spans.clone(), ..RichText::default() };
        out.normalize();
    }
    out
}

/// Marks per character, as bits in the order of [`Mark::ALL`].
fn bits(text: &RichText) -> Vec<u8> {
    let mut out = vec![0; text.len() as usize];
    for span in &text.spans {
        let bit = Mark::ALL.iter().position(|m| *m == span.mark).unwrap_or(0);
        out[span.start as usize..span.end as usize].iter_mut().for_each(|b| *b |= 1 << bit);
    }
    out
}

/// The address that each character leads to.
fn hrefs(text: &RichText) -> Vec<Option<&str>> {
    let mut out = vec![None; text.len() as usize];
    for link in &text.links {
        out[link.start as usize..link.end as usize].iter_mut().for_each(|h| *h = Some(link.href.as_str()));
    }
    out
}

/// Both texts with each different sign that U+FFFC can be as a character of its own, so that a comparison sees which is which.
fn told_apart(old: &RichText, new: &RichText) -> (String, String) {
    if !old.text.contains(OBJECT) && !new.text.contains(OBJECT) {
        return (old.text.clone(), new.text.clone());
    }
    let used: HashSet<char> = old.text.chars().chain(new.text.chars()).collect();
    let mut free = ('\u{f0000}'..='\u{10fffd}').filter(|c| !used.contains(c));
    let mut names: HashMap<SignKind, char> = HashMap::new();
    let mut told = |text: &RichText| {
        let mut chars: Vec<char> = text.text.chars().collect();
        let objects: Vec<&Sign> = text.signs.iter().filter(|s| chars.get(s.at as usize) == Some(&OBJECT)).collect();
        for sign in objects {
            let name = names.entry(sign.sign.clone()).or_insert_with(|| free.next().unwrap_or(OBJECT));
            chars[sign.at as usize] = *name;
        }
        chars.into_iter().collect()
    };
    (told(old), told(new))
}

/// Which of the values belong to a longest strictly rising run; what is `None` belongs to none.
pub(crate) fn longest_rising<T: Ord>(values: &[Option<T>]) -> Vec<bool> {
    // `ends[k]` is where the best run of length k + 1 ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (i, value) in values.iter().enumerate().filter(|(_, v)| v.is_some()) {
        let k = ends.partition_point(|e| values[*e] < *value);
        before[i] = k.checked_sub(1).map(|k| ends[k]);
        if k == ends.len() { ends.push(i) } else { ends[k] = i }
    }
    let mut out = vec![false; values.len()];
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out[i] = true;
        at = before[i];
    }
    out
}
