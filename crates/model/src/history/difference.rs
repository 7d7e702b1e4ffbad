//! What differs between two texts of one paper, paragraph by permanent id.

use super::order::staying;
use crate::{
    compare::{DiffKind, DiffSpan, word_diff},
    ids::ParagraphId,
    paper::Paragraph,
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// One paragraph of either text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphDifference<'a> {
    /// As it was; none if it is new.
    pub old: Option<&'a Paragraph>,
    /// As it is; none if it is gone.
    pub new: Option<&'a Paragraph>,
    /// It stands elsewhere among those that are in both.
    pub moved: bool,
    /// Both words, what goes before what comes.
    pub spans: Vec<DiffSpan>,
}

impl ParagraphDifference<'_> {
    /// The permanent id.
    pub fn id(&self) -> ParagraphId {
        self.new.or(self.old).map_or(ParagraphId([0; 8]), |p| p.id)
    }

    /// Whether it is in both and reads otherwise, formatting included.
    pub fn reworded(&self) -> bool {
        self.both().is_some_and(|(old, new)| old.text != new.text)
    }

    /// Whether it is in both under two numbers.
    pub fn renumbered(&self) -> bool {
        self.both().is_some_and(|(old, new)| old.number != new.number)
    }

    /// Whether it is in both and became another kind, level or direction.
    pub fn restyled(&self) -> bool {
        self.both().is_some_and(|(old, new)| (old.kind, old.level, old.direction) != (new.kind, new.level, new.direction))
    }

    fn both(&self) -> Option<(&Paragraph, &Paragraph)> {
        Some((self.old?, self.new?))
    }
}

/// Every paragraph of either text once: in the order of the new one, what is gone behind what stood before it and
/// kept its place. Of an id that stands twice in one text the first counts.
pub fn difference<'a>(old: &'a [Paragraph], new: &'a [Paragraph]) -> Vec<ParagraphDifference<'a>> {
    let stays = staying(old.iter().map(|p| p.id), new.iter().map(|p| p.id));
    let now: HashSet<ParagraphId> = new.iter().map(|p| p.id).collect();
    let mut was: HashMap<ParagraphId, &Paragraph> = HashMap::new();
    let mut gone: HashMap<Option<ParagraphId>, Vec<&Paragraph>> = HashMap::new();
    let mut behind = None;
    for p in old {
        if was.contains_key(&p.id) {
            continue;
        }
        was.insert(p.id, p);
        if stays.contains(&p.id) {
            behind = Some(p.id);
        } else if !now.contains(&p.id) {
            gone.entry(behind).or_default().push(p);
        }
    }
    let mut out = Vec::with_capacity(new.len() + old.len());
    let mut leave = |out: &mut Vec<ParagraphDifference<'a>>, behind| {
        let list = gone.remove(&behind).unwrap_or_default();
        out.extend(list.into_iter().map(|p| ParagraphDifference {
            old: Some(p),
            new: None,
            moved: false,
            spans: whole(DiffKind::Deleted, &p.text),
        }));
    };
    leave(&mut out, None);
    let mut met = HashSet::new();
    for p in new.iter().filter(|p| met.insert(p.id)) {
        let before = was.get(&p.id).copied();
        let spans = match before {
            None => whole(DiffKind::Inserted, &p.text),
            Some(q) if q.text == p.text => whole(DiffKind::Same, &p.text),
            Some(q) => word_diff(&q.text, &p.text),
        };
        out.push(ParagraphDifference { old: before, new: Some(p), moved: before.is_some() && !stays.contains(&p.id), spans });
        if stays.contains(&p.id) {
            leave(&mut out, Some(p.id));
        }
    }
    out
}

fn whole(kind: DiffKind, text: &RichText) -> Vec<DiffSpan> {
    if text.is_empty() { Vec::new() } else { vec![DiffSpan { kind, text: text.clone() }] }
}
