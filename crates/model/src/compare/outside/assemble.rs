//! The working copy that a file makes: found and new paragraphs in their order, with those of the revision that stay
//! although the file does not have them.

use crate::{
    ids::ParagraphId,
    paper::{Kind, Paragraph},
};
use std::collections::{HashMap, HashSet};

/// A working copy in the making.
pub(super) struct Assembly<'a> {
    base: &'a [Paragraph],
    /// The file is an excerpt: its order says nothing, what it does not have stays.
    excerpt: bool,
    /// Paragraphs that the file does not have and would have if they were still wanted.
    missing: HashSet<ParagraphId>,
    /// What the file has, one behind the other: which paragraph, or none, and what it makes.
    pieces: Vec<(Option<ParagraphId>, Vec<Paragraph>)>,
    /// What a hand placed behind a paragraph.
    placed: Vec<(Option<ParagraphId>, Vec<Paragraph>)>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(base: &'a [Paragraph], excerpt: bool, missing: HashSet<ParagraphId>) -> Assembly<'a> {
        Assembly { base, excerpt, missing, pieces: Vec::new(), placed: Vec::new() }
    }

    /// Next in the file: the paragraph `old`, or something new.
    pub(super) fn push(&mut self, old: Option<ParagraphId>, paragraphs: Vec<Paragraph>) {
        self.pieces.push((old, paragraphs));
    }

    /// Something new that stands behind `anchor`, wherever the file has it.
    pub(super) fn after(&mut self, anchor: Option<ParagraphId>, paragraphs: Vec<Paragraph>) {
        self.placed.push((anchor, paragraphs));
    }

    pub(super) fn finish(mut self) -> Vec<Paragraph> {
        let mut out = Order::default();
        let pieces = std::mem::take(&mut self.pieces);
        if self.excerpt {
            self.in_the_revisions_order(pieces, &mut out);
        } else {
            pieces.into_iter().for_each(|(old, paragraphs)| out.push(old, paragraphs));
            self.restore(&mut out);
        }
        let placed = std::mem::take(&mut self.placed);
        for (anchor, paragraphs) in placed {
            let anchor = self.nearest(anchor, &out);
            out.insert(anchor, paragraphs);
        }
        out.0.into_iter().flat_map(|(_, paragraphs)| paragraphs).collect()
    }

    /// What can stand for itself: cells and footnotes come along.
    fn stands(p: &Paragraph) -> bool {
        p.kind.is_style() || p.kind == Kind::Table
    }

    fn in_the_revisions_order(&self, pieces: Vec<(Option<ParagraphId>, Vec<Paragraph>)>, out: &mut Order) {
        let mut found: HashMap<ParagraphId, Vec<Paragraph>> = HashMap::new();
        let mut behind: HashMap<Option<ParagraphId>, Vec<Vec<Paragraph>>> = HashMap::new();
        let mut early: Vec<Vec<Paragraph>> = Vec::new();
        let mut last: Option<ParagraphId> = None;
        for (old, paragraphs) in pieces {
            match (old, last) {
                (Some(id), before) => {
                    // What stands before the first one that was found stands before it.
                    if before.is_none() {
                        let anchor = self.base.iter().filter(|p| Self::stands(p)).take_while(|p| p.id != id).last().map(|p| p.id);
                        behind.entry(anchor).or_default().append(&mut early);
                    }
                    found.insert(id, paragraphs);
                    last = Some(id);
                }
                (None, None) => early.push(paragraphs),
                (None, Some(anchor)) => behind.entry(Some(anchor)).or_default().push(paragraphs),
            }
        }
        let mut take = |anchor: Option<ParagraphId>, out: &mut Order| {
            behind.remove(&anchor).into_iter().flatten().for_each(|paragraphs| out.push(None, paragraphs));
        };
        take(None, out);
        for p in self.base.iter().filter(|p| Self::stands(p)) {
            out.push(Some(p.id), found.remove(&p.id).unwrap_or_else(|| vec![p.clone()]));
            take(Some(p.id), out);
        }
        early.into_iter().for_each(|paragraphs| out.push(None, paragraphs));
    }

    /// Puts back what stays, each behind what it stood behind.
    fn restore(&self, out: &mut Order) {
        let there: HashSet<ParagraphId> = out.0.iter().filter_map(|(id, _)| *id).collect();
        let mut behind: HashMap<Option<ParagraphId>, Vec<&Paragraph>> = HashMap::new();
        let mut anchor = None;
        for p in self.base.iter().filter(|p| p.kind.is_style()) {
            if there.contains(&p.id) {
                anchor = Some(p.id);
            } else if !self.missing.contains(&p.id) {
                behind.entry(anchor).or_default().push(p);
            }
        }
        if behind.is_empty() {
            return;
        }
        let mut all = Order::default();
        let mut put = |anchor: Option<ParagraphId>, all: &mut Order| {
            behind.remove(&anchor).into_iter().flatten().for_each(|p| all.push(Some(p.id), vec![p.clone()]));
        };
        put(None, &mut all);
        let mut anchor = None;
        for (old, paragraphs) in std::mem::take(&mut out.0) {
            // New paragraphs stay with the one that they follow.
            if old.is_some() {
                if let Some(a) = anchor {
                    put(Some(a), &mut all);
                }
                anchor = old;
            }
            all.push(old, paragraphs);
        }
        if let Some(a) = anchor {
            put(Some(a), &mut all);
        }
        *out = all;
    }

    /// The anchor, or the nearest one before it that is there.
    fn nearest(&self, anchor: Option<ParagraphId>, out: &Order) -> Option<ParagraphId> {
        let anchor = anchor?;
        let there: HashSet<ParagraphId> = out.0.iter().filter_map(|(id, _)| *id).collect();
        let at = self.base.iter().position(|p| p.id == anchor)?;
        self.base[..=at].iter().rev().map(|p| p.id).find(|id| there.contains(id))
    }
}

/// Pieces one behind the other, by the paragraph of the revision that each is.
#[derive(Default)]
struct Order(Vec<(Option<ParagraphId>, Vec<Paragraph>)>);

impl Order {
    fn push(&mut self, old: Option<ParagraphId>, paragraphs: Vec<Paragraph>) {
        self.0.push((old, paragraphs));
    }

    /// Behind the anchor and what is new behind it.
    fn insert(&mut self, anchor: Option<ParagraphId>, paragraphs: Vec<Paragraph>) {
        let from = anchor.and_then(|a| self.0.iter().position(|(id, _)| *id == Some(a))).map_or(0, |at| at + 1);
        let behind = self.0[from..].iter().position(|(id, _)| id.is_some()).map_or(self.0.len(), |n| from + n);
        self.0.insert(behind, (None, paragraphs));
    }
}
