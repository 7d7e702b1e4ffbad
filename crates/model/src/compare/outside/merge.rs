//! A found paragraph as the file has it, with what the file cannot say from the revision.

use super::OutsideParagraph;
use crate::{
    compare::{
        flat::{Flat, bit},
        words::steps_of,
    },
    ids::ParagraphId,
    number::Names,
    paper::{Kind, Paragraph},
    text::{Mark, OBJECT, RichText, Sign, SignKind},
};
use std::collections::HashMap;

/// What a file says at all, by what stands somewhere in it.
pub(super) struct Merge<'a> {
    names: &'a Names,
    /// Marks that stand nowhere in it, as bits.
    hidden: u8,
    links: bool,
    literals: bool,
    /// Footnotes and references are signs; else they are what they show.
    objects: bool,
    shapes: bool,
}

impl<'a> Merge<'a> {
    pub(super) fn new(names: &'a Names, blocks: &[OutsideParagraph]) -> Merge<'a> {
        let texts = || blocks.iter().flat_map(|b| b.table.iter().flat_map(|t| t.rows.iter().flatten()).chain([&b.text]));
        let shown = texts().flat_map(|t| &t.spans).fold(0u8, |all, s| all | bit(s.mark));
        let shapes = blocks.iter().any(|b| !b.kind.is_style());
        let object = |s: &Sign| matches!(s.sign, SignKind::Note(_) | SignKind::Reference(_));
        Merge {
            names,
            hidden: Mark::ALL.into_iter().map(bit).fold(0, |all, b| all | b) & !shown,
            links: texts().any(|t| !t.links.is_empty()),
            literals: texts().flat_map(|t| &t.signs).any(|s| s.sign == SignKind::Literal),
            objects: shapes || texts().flat_map(|t| &t.signs).any(object),
            shapes,
        }
    }

    /// Whether the file has tables or footnotes of its own.
    pub(super) fn shapes_said(&self) -> bool {
        self.shapes
    }

    /// A wording of the revision as the file would have it.
    pub(super) fn shown(&self, text: &RichText) -> String {
        if self.objects { text.text.clone() } else { self.names.plain(text) }
    }

    /// A wording of the file with the footnotes' own ids.
    pub(super) fn named(&self, text: &RichText, ids: &HashMap<ParagraphId, ParagraphId>) -> RichText {
        let mut out = text.clone();
        for sign in &mut out.signs {
            if let SignKind::Note(id) = &mut sign.sign {
                *id = ids.get(id).copied().unwrap_or(*id);
            }
        }
        out
    }

    /// The paragraph `base` as the block has it.
    pub(super) fn merged(&self, base: &Paragraph, block: &OutsideParagraph, ids: &HashMap<ParagraphId, ParagraphId>) -> Paragraph {
        let kind = match (base.kind, block.kind) {
            (kind, Kind::Plain | Kind::Preambular) | (kind @ Kind::Operative, Kind::Item) => kind,
            (_, kind) => kind,
        };
        let level = if kind == block.kind && matches!(kind, Kind::Heading | Kind::Item) {
            block.level
        } else if kind == base.kind {
            base.level
        } else {
            0
        };
        Paragraph { kind, level, text: self.wording(&base.text, &self.named(&block.text, ids)), ..base.clone() }
    }

    /// The file's wording with what it cannot say.
    pub(super) fn wording(&self, base: &RichText, text: &RichText) -> RichText {
        let (expanded, objects) = if self.objects { (base.clone(), Vec::new()) } else { self.expanded(base) };
        // Brackets are compared as characters: who is behind them stands in no file.
        let mut old = expanded.clone();
        old.signs
            .retain(|s| matches!(s.sign, SignKind::Note(_) | SignKind::Reference(_)) || (self.literals && s.sign == SignKind::Literal));
        let steps = steps_of(&old, text);
        let (flat, mut new) = (Flat::of(&expanded), Flat::of(text));
        let linked = flat.linked();
        let mut links = Vec::new();
        let mut stays: Vec<Option<usize>> = vec![None; flat.len()];
        for (i, j) in steps.iter().filter(|s| s.same).flat_map(|s| (s.old.0..s.old.1).zip(s.new.0..s.new.1)) {
            stays[i] = Some(j);
            new.marks[j] |= flat.marks[i] & self.hidden;
            if let (false, Some(link)) = (self.links, linked[i]) {
                links.push((j as u32, j as u32 + 1, Some(flat.links[link].href.as_str())));
            }
        }
        new.set_links(&links);
        let mut new = new.rich();
        for sign in &expanded.signs {
            let unsaid = matches!(sign.sign, SignKind::Behind(_)) || (!self.literals && sign.sign == SignKind::Literal);
            if let (true, Some(at)) = (unsaid, stays[sign.at as usize]) {
                new.signs.push(Sign { at: at as u32, sign: sign.sign.clone() });
            }
        }
        new.normalize();
        for (start, end, sign) in objects.into_iter().rev() {
            let place = |at: u32| stays.get(at as usize).copied().flatten();
            let whole = (start..end).all(|at| place(at).is_some_and(|j| Some(j + 1) == place(at + 1) || at + 1 == end));
            if let (true, Some(from)) = (whole && start < end, place(start)) {
                let (from, to) = (from as u32, from as u32 + end - start);
                let mut out = new.slice(0, from);
                out.push(&RichText { text: OBJECT.to_string(), signs: vec![Sign { at: 0, sign }], ..RichText::default() });
                out.push(&new.slice(to, new.len()));
                new = out;
            }
        }
        new
    }

    /// The wording with footnotes and references as what they show, and where that stands.
    fn expanded(&self, text: &RichText) -> (RichText, Vec<(u32, u32, SignKind)>) {
        let mut out = RichText::default();
        let mut objects = Vec::new();
        let mut at = 0;
        for sign in text.signs.iter().filter(|s| matches!(s.sign, SignKind::Note(_) | SignKind::Reference(_))) {
            out.push(&text.slice(at, sign.at));
            let start = out.len();
            out.push(&RichText::plain(&self.names.shown(&sign.sign)));
            objects.push((start, out.len(), sign.sign.clone()));
            at = sign.at + 1;
        }
        out.push(&text.slice(at, text.len()));
        (out, objects)
    }
}
