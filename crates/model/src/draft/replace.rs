//! Brings a draft to a text that was edited elsewhere (`paper edit --from FILE`), by paragraph id and with the
//! smallest edits, so that what a colleague typed meanwhile still finds its place.

use super::{Draft, DraftError, diff, layout::Layout};
use crate::{
    ids::ParagraphId,
    paper::Paragraph,
    text::{Mark, RichText},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// One write to the flat text, at a place of the text as it was.
enum Write {
    Delete(usize),
    Type(String),
    /// New paragraphs, in order.
    Paragraphs(Vec<(String, Paragraph)>),
}

impl Draft {
    /// Makes the draft read like `target`: paragraphs with a known id are amended, others inserted, missing ones
    /// deleted, displaced ones moved. Numbers are not looked at; an id that stands twice is one paragraph and a
    /// copy of it that shows under another id. Returns the ids that changed, in the order of the target, deleted
    /// ones last.
    pub fn replace_with(&mut self, target: &[Paragraph]) -> Result<Vec<ParagraphId>, DraftError> {
        self.may_write()?;
        let mut seen: HashMap<ParagraphId, usize> = HashMap::new();
        let layout = self.layout();
        let staying = staying(&layout, target);
        let mut writes: Vec<(usize, Write)> = Vec::new();
        let mut changed = BTreeSet::new();
        for group in layout.groups.iter().filter(|g| !staying.contains(&g.id)) {
            self.delete_group(&layout, group)?;
            changed.insert(group.id);
        }
        let mut new: Vec<(usize, Vec<(String, Paragraph)>)> = Vec::new();
        let mut after = None;
        for p in target {
            let nth = seen.entry(p.id).or_default();
            *nth += 1;
            if staying.contains(&p.id) && *nth == 1 {
                let group = layout.need(p.id)?;
                let now = layout.paragraph(group);
                if edit_words(&layout, p, &mut writes)? || now.text.spans != clean_text(&p.text).spans {
                    changed.insert(p.id);
                }
                if (now.kind, now.level, now.direction) != (p.kind, style_level(p), p.direction) {
                    self.restyle_group(&layout, group, p.kind, p.level, p.direction)?;
                    changed.insert(p.id);
                }
                after = Some(p.id);
            } else {
                changed.insert(p.id);
                let at = layout.behind(after)?;
                let mut fresh = p.clone();
                fresh.text = clean_text(&p.text);
                let item = (self.free_key(&layout, p.id, *nth - 1), fresh);
                match new.last_mut() {
                    Some((place, list)) if *place == at => list.push(item),
                    _ => new.push((at, vec![item])),
                }
            }
        }
        writes.extend(new.into_iter().map(|(at, list)| (at, Write::Paragraphs(list))));
        self.write(writes)?;
        self.format(target)?;
        self.doc.commit();
        let mut out: Vec<_> = target.iter().map(|p| p.id).filter(|id| changed.contains(id)).collect();
        out.extend(layout.groups.iter().map(|g| g.id).filter(|id| !seen.contains_key(id)));
        Ok(out)
    }

    /// From the last place to the first, so that places stay right.
    fn write(&self, mut writes: Vec<(usize, Write)>) -> Result<(), DraftError> {
        // At one place the deletion comes first, then what is typed there.
        writes.sort_by_key(|(at, w)| (*at, matches!(w, Write::Delete(_))));
        for (at, write) in writes.into_iter().rev() {
            match write {
                Write::Delete(n) => self.text().delete(at, n)?,
                Write::Type(words) => self.text().insert(at, &words)?,
                Write::Paragraphs(list) => {
                    let mut at = at;
                    for (key, p) in list {
                        self.insert_under(&key, at, &p)?;
                        at += p.text.len() as usize + 2;
                    }
                }
            }
        }
        Ok(())
    }

    /// Sets the formatting of each paragraph to the target's, where it differs.
    fn format(&self, target: &[Paragraph]) -> Result<(), DraftError> {
        let layout = self.layout();
        let by_id: HashMap<ParagraphId, &Paragraph> = target.iter().map(|p| (p.id, p)).collect();
        for group in &layout.groups {
            let Some(wanted) = by_id.get(&group.id) else { continue };
            let wording = layout.wording(group);
            let want = bits(&clean_text(&wanted.text));
            for (bit, mark) in Mark::ALL.into_iter().enumerate() {
                let state = |i: usize| {
                    let (is, should) = (wording.marks(i) >> bit & 1, want.get(i).copied().unwrap_or(0) >> bit & 1);
                    (is != should).then_some(should == 1)
                };
                let mut i = 0;
                while i < wording.len() {
                    let start = i;
                    let wish = state(i);
                    while i < wording.len() && state(i) == wish {
                        i += 1;
                    }
                    if let Some(on) = wish {
                        self.mark_words(&wording, start, i, mark, on)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn style_level(p: &Paragraph) -> u8 {
    use crate::paper::Kind::{Heading, Item};
    if matches!(p.kind, Heading | Item) { p.level.clamp(1, 6) } else { 0 }
}

/// A text as it can stand in a draft. Cleaning changes lengths only in texts that break the type's promise.
fn clean_text(text: &RichText) -> RichText {
    let mut out = RichText { text: crate::text::clean(&text.text), spans: text.spans.clone(), ..RichText::default() };
    out.normalize();
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

/// The visible paragraphs that keep their place: a longest run of ids that stand in the same order in both.
fn staying(layout: &Layout, target: &[Paragraph]) -> HashSet<ParagraphId> {
    let place: HashMap<ParagraphId, usize> = layout.groups.iter().enumerate().map(|(i, g)| (g.id, i)).collect();
    let known: Vec<(ParagraphId, usize)> = target.iter().filter_map(|p| Some((p.id, *place.get(&p.id)?))).collect();
    // Longest increasing subsequence: `ends[k]` is where the best run of length k + 1 ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(known.len());
    for (i, (_, at)) in known.iter().enumerate() {
        let k = ends.partition_point(|e| known[*e].1 < *at);
        before.push(k.checked_sub(1).map(|k| ends[k]));
        if k == ends.len() { ends.push(i) } else { ends[k] = i }
    }
    let mut out = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out.insert(known[i].0);
        at = before[i];
    }
    out
}

/// Plans the edits of one paragraph's words; says whether there are any.
fn edit_words(layout: &Layout, target: &Paragraph, writes: &mut Vec<(usize, Write)>) -> Result<bool, DraftError> {
    let group = layout.need(target.id)?;
    let wording = layout.wording(group);
    let (old, new) = (wording.text(), clean_text(&target.text).text);
    let new_chars: Vec<char> = new.chars().collect();
    let edits = diff::edits(&old, &new);
    for edit in &edits {
        writes.extend(wording.ranges(edit.old.start, edit.old.end).into_iter().map(|r| (r.start, Write::Delete(r.len()))));
        if !edit.new.is_empty() {
            let place = wording.place(edit.old.start);
            let place = place.unwrap_or(super::layout::Place { part: group.parts[0], index: 0 });
            writes.push((layout.position(place), Write::Type(new_chars[edit.new.clone()].iter().collect())));
        }
    }
    Ok(!edits.is_empty())
}
