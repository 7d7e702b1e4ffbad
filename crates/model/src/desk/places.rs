//! Where paragraphs stand in the text, and what that does to it. Moves put paragraphs elsewhere with their parts. Who
//! loses row, column, table or sign is gone, and so is a sign without its footnote; references follow to where the words
//! went. Runs once over a desk that is otherwise done.

use super::{text::shift, types::*};
use crate::{
    compare::carry,
    ids::ParagraphId,
    paper::{Kind, Paragraph, tidy},
    text::SignKind,
};
use std::collections::{HashMap, HashSet};

/// The paragraphs that stand in the text, in order, in the shape of a paper; without new numbers.
pub(super) fn standing(desk: &Desk) -> Vec<Paragraph> {
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
    let mut out: Vec<Paragraph> = order(desk).filter_map(now).collect();
    tidy(&mut out);
    out
}

/// All paragraphs of the desk in the order of the text.
fn order<'d>(desk: &'d Desk) -> impl Iterator<Item = &'d DeskParagraph> {
    let mut moved: HashSet<ParagraphId> = HashSet::new();
    let mut behind: HashMap<Option<ParagraphId>, Vec<ParagraphId>> = HashMap::new();
    for m in desk.moves.iter().filter(|m| m.applies) {
        if moved.insert(m.paragraph) {
            behind.entry(m.behind).or_default().push(m.paragraph);
        }
    }
    if moved.is_empty() {
        return desk.paragraphs.iter().collect::<Vec<_>>().into_iter();
    }
    // What is moved takes the parts that are split off it along.
    let of = |p: &DeskParagraph| if moved.contains(&p.id) { Some(p.id) } else { p.part_of.filter(|of| moved.contains(of)) };
    let mut along: HashMap<ParagraphId, Vec<&'d DeskParagraph>> = HashMap::new();
    desk.paragraphs.iter().for_each(|p| of(p).into_iter().for_each(|of| along.entry(of).or_default().push(p)));
    let mut out: Vec<&'d DeskParagraph> = Vec::with_capacity(desk.paragraphs.len());
    let mut come = |out: &mut Vec<&'d DeskParagraph>, place| {
        for id in behind.remove(&place).into_iter().flatten() {
            out.extend(along.remove(&id).into_iter().flatten());
        }
    };
    come(&mut out, None);
    for p in &desk.paragraphs {
        if of(p).is_none() {
            out.push(p);
        }
        come(&mut out, Some(p.id));
    }
    out.into_iter()
}

/// Takes out of the text what stands nowhere, and lets references follow.
pub(super) fn settle(desk: &mut Desk) {
    let went: HashMap<ParagraphId, ParagraphId> = desk.paragraphs.iter().filter_map(|p| Some((p.id, p.into?))).collect();
    let has = |p: &DeskParagraph| !p.kind.is_style() || p.text.as_ref().is_some_and(|t| !t.signs.is_empty());
    if !desk.paragraphs.iter().any(has) {
        return;
    }
    let standing: HashSet<(ParagraphId, Kind)> = standing(desk).into_iter().map(|p| (p.id, p.kind)).collect();
    let stands = |p: &DeskParagraph| standing.contains(&(p.id, p.kind));
    for at in 0..desk.paragraphs.len() {
        // Only what changes is made this desk's own.
        let p = &desk.paragraphs[at];
        let goes = p.kind.is_placed() && p.text.is_some() && !stands(p);
        let signs = p.text.as_ref().is_some_and(|text| text.notes().next().is_some() || carry::refers(text, &went));
        if !goes && !signs {
            continue;
        }
        let Some(p) = desk.paragraphs.get_mut(at) else { continue };
        if goes {
            p.text = None;
            p.segments.clear();
            p.brackets.clear();
        }
        let is_note = p.kind == Kind::Note;
        let wanted = |s: &SignKind| !matches!(s, SignKind::Note(id) if is_note || !standing.contains(&(*id, Kind::Note)));
        let Some(text) = p.text.as_mut() else { continue };
        carry::follow(text, &went);
        if let Some(moved) = text.keep_signs(wanted) {
            shift(&mut p.segments, &moved);
        }
    }
}
