//! What the places of cells and footnotes do to the text: who loses row, column, table or sign is gone, and so is a
//! sign without its footnote. Runs once over a desk that is otherwise done.

use super::{rows::Rows, types::*};
use crate::{
    ids::ParagraphId,
    paper::{Kind, Paragraph, tidy},
    text::SignKind,
};
use std::collections::HashSet;

/// The paragraphs that stand in the text, in order, in the shape of a paper; without new numbers.
pub(super) fn standing(paragraphs: &Rows) -> Vec<Paragraph> {
    let now = |p: &DeskParagraph| {
        Some(Paragraph {
            id: p.id,
            kind: p.kind,
            level: p.level,
            direction: p.direction,
            number: p.old.as_ref().and_then(|old| old.number),
            text: p.text.clone()?,
            table: p.table.clone(),
            cell: p.cell,
        })
    };
    let mut out: Vec<Paragraph> = paragraphs.iter().filter_map(now).collect();
    tidy(&mut out);
    out
}

/// Takes out of the text what stands nowhere.
pub(super) fn settle(paragraphs: &mut Rows) {
    let has = |p: &DeskParagraph| !p.kind.is_style() || p.text.as_ref().is_some_and(|t| !t.signs.is_empty());
    if !paragraphs.iter().any(has) {
        return;
    }
    let standing: HashSet<(ParagraphId, Kind)> = standing(paragraphs).into_iter().map(|p| (p.id, p.kind)).collect();
    let stands = |p: &DeskParagraph| standing.contains(&(p.id, p.kind));
    for at in 0..paragraphs.len() {
        // Only what changes is made this desk's own.
        let p = &paragraphs[at];
        let goes = p.kind.is_placed() && p.text.is_some() && !stands(p);
        if !goes && p.text.as_ref().is_none_or(|text| text.notes().next().is_none()) {
            continue;
        }
        let Some(p) = paragraphs.get_mut(at) else { continue };
        if goes {
            p.text = None;
            p.segments.clear();
            p.brackets.clear();
        }
        let is_note = p.kind == Kind::Note;
        let wanted = |s: &SignKind| !matches!(s, SignKind::Note(id) if is_note || !standing.contains(&(*id, Kind::Note)));
        let Some(moved) = p.text.as_mut().and_then(|text| text.keep_signs(wanted)) else { continue };
        let at = |old: u32| moved.get(old as usize).or(moved.last()).copied().unwrap_or(0);
        p.segments.iter_mut().for_each(|s| (s.start, s.end) = (at(s.start), at(s.end)));
        p.segments.retain(|s| s.start < s.end);
    }
}
