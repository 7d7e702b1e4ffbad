//! Copies that someone edited outside (Markdown, text, later Word): which of their blocks is which paragraph.
//! Nothing is dropped: what is no paragraph of the revision is new, and what cannot be placed is listed.

mod merge;
mod tables;

use super::tokens;
use crate::{
    ids::ParagraphId,
    number::{Names, Number},
    paper::{Kind, Paragraph, Revision, tidy},
    text::RichText,
};
use merge::Merge;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, VecDeque};

pub use tables::OutsideTable;

/// A paragraph as it stands in a file from outside: without a permanent id, perhaps with the number that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OutsideParagraph {
    /// What it seems to be.
    pub kind: Kind,
    /// Level of a heading or list item, 1 to 6; 0 for the others.
    pub level: u8,
    /// The number that stood before it, if one did; not part of `text`.
    pub number: Option<Number>,
    /// The wording; of a table the caption. Its signs of footnotes name them as [`OutsideParagraph::note`] does.
    pub text: RichText,
    /// Of a table: its cells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<OutsideTable>,
    /// Of a footnote: what the file's signs call it. Holds in this file only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ParagraphId>,
}

impl OutsideParagraph {
    /// A paragraph without number.
    pub fn new(kind: Kind, level: u8, text: RichText) -> OutsideParagraph {
        OutsideParagraph { kind, level, number: None, text, table: None, note: None }
    }
}

/// What became of a file from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The working copy: found paragraphs under their ids, new ones under new ids, in the file's order.
    pub copy: Vec<Paragraph>,
    /// How many blocks were found to be paragraphs of the revision.
    pub found: usize,
    /// What cannot be placed, to be placed by hand.
    pub unplaced: Vec<Unplaced>,
}

/// A block that stands in no place of the working copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// Its index in the file.
    pub block: usize,
    /// Its wording.
    pub text: RichText,
    /// Why.
    pub why: UnplacedWhy,
}

/// Why a block cannot be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum UnplacedWhy {
    /// Another block of the file is that paragraph already, and this one is much like it.
    Doubled {
        /// The paragraph.
        of: ParagraphId,
    },
}

/// So much alike (of 100) are two wordings of one paragraph, whatever their numbers.
const ALIKE: u32 = 50;
/// So much alike they are if kind and number agree.
const ALIKE_WITH_NUMBER: u32 = 30;
/// So much alike if nothing else can stand there.
const ALIKE_IN_PLACE: u32 = 15;
/// So much alike are a paragraph and its double.
const DOUBLE: u32 = 80;
/// So many pairs of wordings are compared at most.
const PAIRS: usize = 2_000_000;

/// Finds the revision's paragraphs in a file from outside: equal wording, else number and kind with some likeness,
/// else likeness and order. Others are new, under ids from `new_id`. What the file's format cannot say (marks that
/// stand nowhere in it, kinds that look like plain text, who is behind a bracket; in a file without any also tables,
/// footnotes and references) stays as the revision has it.
pub fn match_outside(revision: &Revision, blocks: &[OutsideParagraph], mut new_id: impl FnMut() -> ParagraphId) -> Matched {
    let names = Names::of(&revision.paragraphs);
    let merge = Merge::new(&names, blocks);
    let of = |wanted: fn(Kind) -> bool| -> (Vec<usize>, Vec<usize>) {
        let base = revision.paragraphs.iter().enumerate().filter(|(_, p)| wanted(p.kind)).map(|(i, _)| i).collect();
        (base, blocks.iter().enumerate().filter(|(_, b)| wanted(b.kind)).map(|(i, _)| i).collect())
    };
    let cells = tables::cells(&revision.paragraphs);
    let base_text = |i: usize| {
        let p = &revision.paragraphs[i];
        Shown { kind: p.kind, number: p.number, text: tables::joined(merge.shown(&p.text), cells.get(&p.id).into_iter().flatten()) }
    };
    let block_text = |i: usize| {
        let (b, table) = (&blocks[i], blocks[i].table.iter().flat_map(|t| t.rows.iter().flatten()));
        Shown { kind: b.kind, number: b.number, text: tables::joined(b.text.text.clone(), table) }
    };
    let search = |wanted| {
        let (base, found) = of(wanted);
        let mut search = Search::new(base.iter().map(|i| base_text(*i)).collect(), found.iter().map(|i| block_text(*i)).collect());
        search.run();
        (base, found, search)
    };
    let mut matched = Matched { copy: Vec::new(), found: 0, unplaced: Vec::new() };

    let (base, found, notes) = search(|k| k == Kind::Note);
    let mut ids: HashMap<ParagraphId, ParagraphId> = HashMap::new();
    let mut placed: Vec<Paragraph> = Vec::new();
    for (i, block) in found.iter().map(|i| &blocks[*i]).enumerate() {
        let old = notes.base_of[i].map(|b| &revision.paragraphs[base[b]]);
        matched.found += usize::from(old.is_some());
        let new = old.cloned().unwrap_or_else(|| Paragraph::new(new_id(), Kind::Note, RichText::default()));
        ids.extend(block.note.map(|name| (name, new.id)));
        placed.push(merge.merged(&new, block, &ids));
    }

    let printed = if merge.shapes_said() { HashSet::new() } else { tables::printed(&revision.paragraphs, &names) };
    let (base, found, texts) = search(Kind::is_style);
    let (table_base, table_found, shapes) = search(|k| k == Kind::Table);
    let mut at_text = 0;
    let mut at_table = 0;
    for (i, block) in blocks.iter().enumerate() {
        if table_found.get(at_table) == Some(&i) {
            let old = shapes.base_of[at_table].map(|b| &revision.paragraphs[table_base[b]]);
            at_table += 1;
            matched.found += usize::from(old.is_some());
            matched.copy.extend(tables::merged(&merge, old, &cells, block, &ids, &mut new_id));
        } else if found.get(at_text) == Some(&i) {
            let at = at_text;
            at_text += 1;
            if let Some(b) = texts.base_of[at] {
                matched.found += 1;
                matched.copy.push(merge.merged(&revision.paragraphs[base[b]], block, &ids));
            } else if block.text.text.trim().is_empty() {
                continue;
            } else if printed.contains(block.text.text.trim()) {
                // A table or footnote as a file prints it that has no form for these.
                matched.found += 1;
            } else if let Some(b) = texts.double_of(at) {
                let why = UnplacedWhy::Doubled { of: revision.paragraphs[base[b]].id };
                matched.unplaced.push(Unplaced { block: i, text: block.text.clone(), why });
            } else {
                let new = Paragraph::new(new_id(), block.kind, RichText::default());
                matched.copy.push(Paragraph { level: block.level, text: merge.named(&block.text, &ids), ..new });
            }
        }
    }
    matched.copy.extend(placed);
    if !merge.shapes_said() {
        tables::keep(&revision.paragraphs, &mut matched.copy);
    }
    if matched.copy.iter().any(|p| !p.kind.is_style() || !p.text.signs.is_empty()) {
        tidy(&mut matched.copy);
    }
    matched
}

/// A paragraph as both sides show it.
struct Shown {
    kind: Kind,
    number: Option<Number>,
    text: String,
}

struct Search {
    base: Vec<Shown>,
    blocks: Vec<Shown>,
    base_bags: Vec<Vec<u32>>,
    block_bags: Vec<Vec<u32>>,
    base_of: Vec<Option<usize>>,
    block_of: Vec<Option<usize>>,
}

impl Search {
    fn new(base: Vec<Shown>, blocks: Vec<Shown>) -> Self {
        let mut names: HashMap<String, u32> = HashMap::new();
        let mut bag = |text: &str| -> Vec<u32> {
            let mut bag: Vec<u32> = tokens::pieces(text)
                .into_iter()
                .filter(|(t, _)| t.class != tokens::Class::White)
                .map(|(_, piece)| {
                    let next = names.len() as u32;
                    *names.entry(piece.to_lowercase()).or_insert(next)
                })
                .collect();
            bag.sort_unstable();
            bag
        };
        Search {
            base_bags: base.iter().map(|p| bag(&p.text)).collect(),
            block_bags: blocks.iter().map(|p| bag(&p.text)).collect(),
            base_of: vec![None; blocks.len()],
            block_of: vec![None; base.len()],
            base,
            blocks,
        }
    }

    fn run(&mut self) {
        self.by_equal_text();
        self.by_number();
        self.by_likeness();
        self.by_place();
    }

    fn join(&mut self, block: usize, base: usize) {
        self.base_of[block] = Some(base);
        self.block_of[base] = Some(block);
    }

    fn alike(&self, block: usize, base: usize) -> u32 {
        likeness(&self.block_bags[block], &self.base_bags[base])
    }

    fn by_equal_text(&mut self) {
        let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (i, p) in self.base.iter().enumerate().filter(|(_, p)| !p.text.is_empty()) {
            places.entry(&p.text).or_default().push_back(i);
        }
        let mut pairs = Vec::new();
        for (i, block) in self.blocks.iter().enumerate() {
            let Some(same) = places.get_mut(block.text.as_str()) else { continue };
            // Among several that read alike, the one with the same number, else the first.
            let with_number = same.iter().position(|&b| block.number.is_some() && self.base[b].number == block.number);
            pairs.extend(same.remove(with_number.unwrap_or(0)).map(|base| (i, base)));
        }
        pairs.into_iter().for_each(|(block, base)| self.join(block, base));
    }

    fn by_number(&mut self) {
        let numbers: HashMap<(Kind, Number), usize> =
            self.base.iter().enumerate().filter_map(|(i, p)| Some(((p.kind, p.number?), i))).collect();
        for i in 0..self.blocks.len() {
            let Some(number) = self.blocks[i].number else { continue };
            let Some(&base) = numbers.get(&(self.blocks[i].kind, number)) else { continue };
            if self.base_of[i].is_none() && self.block_of[base].is_none() && self.alike(i, base) >= ALIKE_WITH_NUMBER {
                self.join(i, base);
            }
        }
    }

    fn by_likeness(&mut self) {
        let free: Vec<usize> = (0..self.base.len()).filter(|&b| self.block_of[b].is_none()).collect();
        let open: Vec<usize> = (0..self.blocks.len()).filter(|&i| self.base_of[i].is_none()).collect();
        let window = (PAIRS / open.len().max(1)).max(20);
        let mut pairs = Vec::new();
        for (rank, &i) in open.iter().enumerate() {
            let middle = rank * free.len() / open.len();
            let near = &free[middle.saturating_sub(window / 2)..(middle + window / 2).min(free.len())];
            for &base in near {
                let alike = self.alike(i, base);
                if alike >= ALIKE {
                    pairs.push((std::cmp::Reverse(alike), base.abs_diff(i), base, i));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, base, i) in pairs {
            if self.base_of[i].is_none() && self.block_of[base].is_none() {
                self.join(i, base);
            }
        }
    }

    /// Between two paragraphs that were found: as many left over on both sides, of the same kinds, in order.
    fn by_place(&mut self) {
        let mut i = 0;
        while i < self.blocks.len() {
            if self.base_of[i].is_some() {
                i += 1;
                continue;
            }
            let end = (i..self.blocks.len()).find(|&k| self.base_of[k].is_some()).unwrap_or(self.blocks.len());
            let from = if i == 0 { 0 } else { self.base_of[i - 1].map_or(0, |b| b + 1) };
            let to = self.base_of.get(end).copied().flatten().unwrap_or(self.base.len());
            let free: Vec<usize> = (from..to.max(from)).filter(|&b| self.block_of[b].is_none()).collect();
            if free.len() == end - i {
                for (block, base) in (i..end).zip(free) {
                    let (p, q) = (&self.blocks[block], &self.base[base]);
                    let same_number = p.number.is_some() && p.number == q.number;
                    let both_empty = p.kind == Kind::Table && p.text.is_empty() && q.text.is_empty();
                    if p.kind == q.kind && (same_number || both_empty || self.alike(block, base) >= ALIKE_IN_PLACE) {
                        self.join(block, base);
                    }
                }
            }
            i = end;
        }
    }

    /// The paragraph of which this block that was not found is a double.
    fn double_of(&self, block: usize) -> Option<usize> {
        let near = PAIRS / self.blocks.len().max(1);
        (0..self.base.len())
            .filter(|b| b.abs_diff(block) <= near.max(20))
            .find(|&b| self.block_of[b].is_some() && self.alike(block, b) >= DOUBLE)
    }
}

/// Twice what both bags have, of all that they have, in hundredths.
fn likeness(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut both) = (0, 0, 0u64);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    match (a.len() + b.len()) as u64 {
        0 => 0,
        all => (200 * both / all) as u32,
    }
}
