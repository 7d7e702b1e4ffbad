//! Where the paragraphs of the new copy stand: those of the new text in its order, what the copy moved where the copy
//! has it, and what the copy added behind what it stood behind there.

use super::Walk;
use crate::{draft::longest_rising, ids::ParagraphId, paper::Paragraph};
use std::collections::{HashMap, HashSet};

/// The new copy's paragraphs. `now` are those that read otherwise than in the new text, and new ones; `dropped` go.
pub(super) fn assemble(walk: &Walk<'_>, now: &HashMap<ParagraphId, Paragraph>, dropped: &HashSet<ParagraphId>) -> Vec<Paragraph> {
    let mut order: Vec<ParagraphId> = walk.onto.blocks().map(|p| p.id).filter(|id| !dropped.contains(id)).collect();
    let moved = moved(walk);
    if !moved.is_empty() {
        order.retain(|id| !moved.contains(id));
    }
    let mut there: HashSet<ParagraphId> = order.iter().copied().collect();
    // What goes behind each paragraph, in the copy's order; at the beginning behind none.
    let mut behind: HashMap<Option<ParagraphId>, Vec<ParagraphId>> = HashMap::new();
    let mut anchor = None;
    for p in walk.mine.blocks() {
        if there.contains(&p.id) {
            anchor = Some(p.id);
            continue;
        }
        let new = walk.base.get(p.id).is_none() && walk.onto.get(p.id).is_none() && now.contains_key(&p.id);
        if new || moved.contains(&p.id) {
            behind.entry(anchor).or_default().push(p.id);
        }
    }
    there.clear();
    let mut ids = behind.remove(&None).unwrap_or_default();
    for id in order {
        ids.push(id);
        ids.extend(behind.remove(&Some(id)).into_iter().flatten());
    }
    let placed = walk.onto.all.iter().chain(walk.mine.all).filter(|p| p.kind.is_placed()).map(|p| p.id);
    let placed: Vec<ParagraphId> = placed.filter(|id| !dropped.contains(id) && there.insert(*id)).collect();
    ids.into_iter().chain(placed).filter_map(|id| now.get(&id).or_else(|| walk.onto.get(id)).cloned()).collect()
}

/// Paragraphs that the copy moved and the new text did not.
fn moved(walk: &Walk<'_>) -> HashSet<ParagraphId> {
    let place: HashMap<ParagraphId, usize> = walk.base.blocks().enumerate().map(|(i, p)| (p.id, i)).collect();
    let out_of_order = |ids: Vec<ParagraphId>| -> HashSet<ParagraphId> {
        let stays = longest_rising(&ids.iter().map(|id| place.get(id)).collect::<Vec<_>>());
        ids.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(id, _)| id).collect()
    };
    let known = |all: Vec<ParagraphId>| all.into_iter().filter(|id| place.contains_key(id)).collect::<Vec<_>>();
    let mut moved = out_of_order(known(walk.mine.blocks().map(|p| p.id).collect()));
    if moved.is_empty() {
        return moved;
    }
    let elsewhere = out_of_order(known(walk.onto.blocks().map(|p| p.id).collect()));
    moved.retain(|id| walk.onto.by.contains_key(id) && !elsewhere.contains(id));
    moved
}
