//! Copies that someone edited outside (Markdown, text, later Word): which of their blocks is which paragraph.
//!
//! The one way in for every format: a reader makes [`OutsideParagraph`]s of a file, and of a file in which several
//! people left their changes one list for each of them. Nothing is dropped: what is no paragraph of the revision is
//! new, and what cannot be placed is listed until a hand places it ([`Reading::by_hand`]). A file that has nothing to
//! do with the revision asks for nothing.

mod assemble;
mod merge;
mod search;
mod tables;

use crate::{
    ids::ParagraphId,
    number::{Names, Number},
    paper::{Kind, Paragraph, Revision, tidy},
    text::RichText,
};
use assemble::Assembly;
use merge::Merge;
use search::{Search, Shown};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

pub use tables::OutsideTable;

/// A paragraph as it stands in a file from outside: mostly without its permanent id, perhaps with the number that was
/// printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OutsideParagraph {
    /// What it seems to be.
    pub kind: Kind,
    /// Level of a heading or list item, 1 to 6; 0 for the others.
    pub level: u8,
    /// The permanent id, where the file carries it. Believed if the revision has such a paragraph; of two that carry one
    /// the first is believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ParagraphId>,
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
        OutsideParagraph { kind, level, id: None, number: None, text, table: None, note: None }
    }
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where a hand placed blocks, by their index in the file.
    pub by_hand: BTreeMap<usize, ByHand>,
    /// What is thought of paragraphs that the file does not have.
    pub missing: Missing,
    /// It is the whole text as it shall be: nothing is listed, what is not found is new, what is missing goes.
    pub whole: bool,
}

impl Reading {
    /// As somebody's copy, of which a person looks at what cannot be placed.
    pub fn copy() -> Reading {
        Reading { by_hand: BTreeMap::new(), missing: Missing::ByRule, whole: false }
    }

    /// As the whole text as it shall be.
    pub fn whole() -> Reading {
        Reading { by_hand: BTreeMap::new(), missing: Missing::Gone, whole: true }
    }
}

/// Where a hand placed a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHand {
    /// It is this paragraph.
    Is(ParagraphId),
    /// It is new and stands behind this paragraph, or at the start.
    After(Option<ParagraphId>),
    /// It is no proposal.
    Nowhere,
}

/// What is thought of paragraphs that a file does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// They stay if they are more than half of the text (then the file is an excerpt), else they go.
    ByRule,
    /// They stay: the file is an excerpt.
    Stays,
    /// They go.
    Gone,
}

/// What became of a file from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The working copy: found paragraphs under their ids, new ones under new ids. In the file's order; of an excerpt
    /// in the revision's.
    pub copy: Vec<Paragraph>,
    /// For each block what became of it.
    pub blocks: Vec<Became>,
    /// How many blocks were found to be paragraphs of the revision.
    pub found: usize,
    /// What cannot be placed, to be placed by hand.
    pub unplaced: Vec<Unplaced>,
    /// Paragraphs of the revision that the file does not have, in order.
    pub missing: Vec<ParagraphId>,
    /// Whether those stay.
    pub stays: bool,
    /// Hardly a word of the file is like the revision: a translation, or another paper. Then nothing is placed.
    pub foreign: bool,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is this paragraph of the revision.
    Is(ParagraphId),
    /// A new paragraph with this id.
    New(ParagraphId),
    /// A table or footnote of the revision, as a file prints it that has no form for these.
    Printed,
    /// Listed among what cannot be placed.
    Unplaced,
    /// By hand: no proposal.
    Nowhere,
    /// It has no words.
    Empty,
}

/// A block that stands in no place of the working copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// Its index in the file.
    pub block: usize,
    /// Its wording; of a table the caption and the cells.
    pub text: String,
    /// Why.
    pub why: UnplacedWhy,
    /// What it may be, the likeliest first. Such a paragraph stays as it is until it is known.
    pub candidates: Vec<ParagraphId>,
}

/// Why a block cannot be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum UnplacedWhy {
    /// Another block of the file is that paragraph already, and this one reads like it.
    Doubled {
        /// The paragraph.
        of: ParagraphId,
    },
    /// It may be another wording of a paragraph that was not found, or new.
    Unsure,
    /// Nothing of the file can be placed.
    Foreign,
}

/// Less than this share (of 100) of a file's words in paragraphs that are alike, and it is foreign.
const FOREIGN: u32 = 10;
/// So many comparisons for what is offered for the blocks of a foreign file.
const OFFERS: usize = 1_000_000;

/// Finds the revision's paragraphs in a file from outside: where a hand or an id says, else by equal wording, by
/// likeness and order, by what stands in its place; numbers are hints. What the file's format cannot say (marks that
/// stand nowhere in it, kinds that look like plain text, who is behind a bracket, paragraphs without words; in a file
/// without any also tables, footnotes and references) stays as the revision has it. New paragraphs get ids from `new_id`.
pub fn match_outside(
    revision: &Revision,
    blocks: &[OutsideParagraph],
    reading: &Reading,
    mut new_id: impl FnMut() -> ParagraphId,
) -> Matched {
    let names = Names::of(&revision.paragraphs);
    let merge = Merge::new(&names, blocks);
    let cells = tables::cells(&revision.paragraphs);
    let rooms = Rooms { revision, blocks, merge: &merge, cells: &cells };

    let mut notes = rooms.search(|k| k == Kind::Note, reading);
    notes.find();
    let mut ids: HashMap<ParagraphId, ParagraphId> = HashMap::new();
    let mut placed: Vec<Paragraph> = Vec::new();
    let mut became = vec![Became::Empty; blocks.len()];
    for (at, &i) in notes.blocks.iter().enumerate() {
        let old = notes.paragraph(at).map(|b| &revision.paragraphs[b]);
        let new = old.cloned().unwrap_or_else(|| Paragraph::new(new_id(), Kind::Note, RichText::default()));
        became[i] = if old.is_some() { Became::Is(new.id) } else { Became::New(new.id) };
        ids.extend(blocks[i].note.map(|name| (name, new.id)));
        placed.push(merge.merged(&new, &blocks[i], &ids));
    }

    let (mut texts, mut shapes, foreign) = rooms.words(reading);
    if foreign {
        texts.only_by_hand();
        shapes.only_by_hand();
    } else {
        texts.search.by_place(&texts.settled);
        shapes.search.by_place(&shapes.settled);
    }

    let printed = if merge.shapes_said() { HashSet::new() } else { tables::printed(&revision.paragraphs, &names) };
    let mut unplaced = Vec::new();
    let mut asked: HashSet<ParagraphId> = HashSet::new();
    let id_of = |b: usize| revision.paragraphs[b].id;
    for group in [&texts, &shapes] {
        let doubles = if reading.whole || foreign { HashMap::new() } else { group.search.doubles(&group.settled) };
        let unsure = if reading.whole || foreign { HashMap::new() } else { group.search.candidates(&group.open()) };
        let mut offers = OFFERS;
        for (at, &i) in group.blocks.iter().enumerate() {
            let block = &blocks[i];
            let may_be =
                |list: Option<&Vec<usize>>| -> Vec<ParagraphId> { list.into_iter().flatten().map(|b| id_of(group.base[*b])).collect() };
            let text = || tables::joined(block.text.text.clone(), block.table.iter().flat_map(|t| t.rows.iter().flatten()));
            let hand = reading.by_hand.get(&i).copied().filter(|_| group.settled[at]);
            became[i] = match (group.paragraph(at), hand) {
                (Some(b), _) => Became::Is(id_of(b)),
                (None, Some(ByHand::Nowhere)) => {
                    // What it may have been stays as it is: 'no proposal' is no wish to delete something.
                    asked.extend(may_be(unsure.get(&at)));
                    Became::Nowhere
                }
                (None, Some(ByHand::After(_))) => Became::New(new_id()),
                _ if block.kind != Kind::Table && block.text.text.trim().is_empty() => Became::Empty,
                _ if printed.contains(block.text.text.trim()) => Became::Printed,
                _ if reading.whole => Became::New(new_id()),
                _ => {
                    let (why, candidates) = match (doubles.get(&at), unsure.get(&at)) {
                        _ if foreign => {
                            let mut near = may_be(Some(&group.search.nearest(at, &mut offers)));
                            near.retain(|id| Some(*id) != block.id);
                            let own = block.id.filter(|id| revision.find(*id).is_some());
                            (Some(UnplacedWhy::Foreign), own.into_iter().chain(near).collect())
                        }
                        (Some(&double), _) => {
                            let of = id_of(group.base[double]);
                            (Some(UnplacedWhy::Doubled { of }), vec![of])
                        }
                        (None, Some(list)) => (Some(UnplacedWhy::Unsure), may_be(Some(list))),
                        (None, None) => (None, Vec::new()),
                    };
                    match why {
                        Some(why) => {
                            if why == UnplacedWhy::Unsure {
                                asked.extend(&candidates);
                            }
                            unplaced.push(Unplaced { block: i, text: text(), why, candidates });
                            Became::Unplaced
                        }
                        None => Became::New(new_id()),
                    }
                }
            };
        }
    }
    unplaced.sort_by_key(|u| u.block);

    let found = became.iter().filter(|b| matches!(b, Became::Is(_) | Became::Printed)).count();
    let taken: HashSet<ParagraphId> = became.iter().filter_map(|b| if let Became::Is(id) = b { Some(*id) } else { None }).collect();
    let said = |p: &&Paragraph| p.kind.is_style() && !p.text.text.trim().is_empty() || (p.kind == Kind::Table && merge.shapes_said());
    let all = revision.paragraphs.iter().filter(said).count();
    let missing: Vec<ParagraphId> =
        revision.paragraphs.iter().filter(said).map(|p| p.id).filter(|id| !taken.contains(id) && !asked.contains(id)).collect();
    let stays = match reading.missing {
        _ if foreign => true,
        Missing::ByRule => 2 * missing.len() > all,
        Missing::Stays => true,
        Missing::Gone => false,
    };

    let mut assembly = Assembly::new(&revision.paragraphs, stays || foreign, missing.iter().copied().collect());
    for (i, block) in blocks.iter().enumerate() {
        let old = match became[i] {
            Became::Is(id) if block.kind != Kind::Note => revision.find(id).map(|(_, p)| p),
            Became::New(_) if block.kind != Kind::Note => None,
            _ => continue,
        };
        let fresh = || match became[i] {
            Became::Is(id) | Became::New(id) => id,
            _ => ParagraphId([0; 8]),
        };
        let paragraphs = if block.kind == Kind::Table {
            let new = Paragraph::new(fresh(), Kind::Table, RichText::default());
            tables::merged(&merge, old, &new, &cells, block, &ids, &mut new_id)
        } else if let Some(old) = old {
            vec![merge.merged(old, block, &ids)]
        } else {
            let new = Paragraph::new(fresh(), block.kind, RichText::default());
            vec![Paragraph { level: block.level, text: merge.named(&block.text, &ids), ..new }]
        };
        match reading.by_hand.get(&i) {
            Some(ByHand::After(anchor)) if old.is_none() => assembly.after(*anchor, paragraphs),
            _ => assembly.push(old.map(|p| p.id), paragraphs),
        }
    }
    let mut copy = assembly.finish();
    copy.extend(placed);
    copy.extend(rooms.along(&copy, &taken));
    if !merge.shapes_said() {
        tables::keep(&revision.paragraphs, &mut copy);
    }
    if copy.iter().any(|p| !p.kind.is_style() || !p.text.signs.is_empty()) {
        tidy(&mut copy);
    }
    Matched { copy, blocks: became, found, unplaced, missing, stays, foreign }
}

/// A paragraph's wording as somebody typed it over the plain one: formatting, links and signs stay on the words that
/// stay.
pub fn reworded(names: &Names, old: &RichText, text: &str) -> RichText {
    Merge::new(names, &[]).wording(old, &RichText::plain(text))
}

/// A revision and a file, to be looked at kind by kind.
struct Rooms<'a> {
    revision: &'a Revision,
    blocks: &'a [OutsideParagraph],
    merge: &'a Merge<'a>,
    cells: &'a HashMap<ParagraphId, Vec<RichText>>,
}

/// The paragraphs and blocks of some kinds, with the search among them.
struct Group {
    /// Places in the revision.
    base: Vec<usize>,
    /// Places in the file.
    blocks: Vec<usize>,
    search: Search,
    /// Blocks that are no longer looked for: a hand placed them.
    settled: Vec<bool>,
    /// Of these, those that a hand gave to a paragraph.
    by_hand: Vec<Option<usize>>,
    /// Settled ones that are no proposal: what they may have been is still asked.
    nowhere: Vec<bool>,
}

impl Group {
    /// Which paragraph of the revision a block is.
    fn paragraph(&self, at: usize) -> Option<usize> {
        self.search.base_of[at].map(|b| self.base[b])
    }

    fn find(&mut self) {
        self.search.by_words(&self.settled);
        self.search.by_place(&self.settled);
    }

    /// Blocks of which nothing more is asked.
    fn open(&self) -> Vec<bool> {
        self.settled.iter().zip(&self.nowhere).map(|(settled, nowhere)| *settled && !nowhere).collect()
    }

    /// Forgets all that was found but by hand.
    fn only_by_hand(&mut self) {
        self.search.forget();
        for (at, base) in self.by_hand.clone().into_iter().enumerate() {
            base.map(|b| self.search.join(at, b));
        }
    }
}

impl Rooms<'_> {
    fn search(&self, wanted: fn(Kind) -> bool, reading: &Reading) -> Group {
        let base: Vec<usize> = self.revision.paragraphs.iter().enumerate().filter(|(_, p)| wanted(p.kind)).map(|(i, _)| i).collect();
        let blocks: Vec<usize> = self.blocks.iter().enumerate().filter(|(_, b)| wanted(b.kind)).map(|(i, _)| i).collect();
        let base_text = |i: &usize| {
            let p = &self.revision.paragraphs[*i];
            let text = tables::joined(self.merge.shown(&p.text), self.cells.get(&p.id).into_iter().flatten());
            Shown { kind: p.kind, number: p.number, text }
        };
        let block_text = |i: &usize| {
            let (b, table) = (&self.blocks[*i], self.blocks[*i].table.iter().flat_map(|t| t.rows.iter().flatten()));
            Shown { kind: b.kind, number: b.number, text: tables::joined(b.text.text.clone(), table) }
        };
        let search = Search::new(base.iter().map(base_text).collect(), blocks.iter().map(block_text).collect());
        let none = vec![false; blocks.len()];
        let mut group = Group { search, settled: none.clone(), nowhere: none, by_hand: vec![None; blocks.len()], base, blocks };
        let at_base: HashMap<ParagraphId, usize> =
            group.base.iter().enumerate().map(|(at, i)| (self.revision.paragraphs[*i].id, at)).collect();
        for (at, i) in group.blocks.iter().enumerate() {
            match reading.by_hand.get(i) {
                Some(ByHand::Is(id)) => {
                    if let Some(&b) = at_base.get(id)
                        && group.search.join(at, b)
                    {
                        group.settled[at] = true;
                        group.by_hand[at] = Some(b);
                    }
                }
                Some(ByHand::Nowhere) => (group.settled[at], group.nowhere[at]) = (true, true),
                Some(ByHand::After(_)) => group.settled[at] = true,
                None => {}
            }
        }
        for (at, i) in group.blocks.iter().enumerate().filter(|(at, _)| !group.settled[*at]) {
            if let Some(&b) = self.blocks[*i].id.and_then(|id| at_base.get(&id)) {
                group.search.join(at, b);
            }
        }
        group
    }

    /// Texts and tables as their words find them, and whether the file is foreign. What a hand does is no part of that
    /// question, so that the answer stays while one places block after block.
    fn words(&self, reading: &Reading) -> (Group, Group, bool) {
        let of = |reading: &Reading| {
            let mut groups = (self.search(Kind::is_style, reading), self.search(|k| k == Kind::Table, reading));
            groups.0.search.by_words(&groups.0.settled);
            groups.1.search.by_words(&groups.1.settled);
            groups
        };
        let alone = of(&Reading { by_hand: BTreeMap::new(), ..reading.clone() });
        let foreign = !reading.whole
            && alone.0.search.has_words()
            && alone.0.search.share_alike() < FOREIGN
            && alone.1.search.base_of.iter().all(Option::is_none);
        let (texts, shapes) = if reading.by_hand.is_empty() { alone } else { of(reading) };
        (texts, shapes, foreign)
    }

    /// The footnotes and cells that come with paragraphs that stay as the revision has them; `taken` are the file's.
    fn along(&self, copy: &[Paragraph], taken: &HashSet<ParagraphId>) -> Vec<Paragraph> {
        if self.revision.paragraphs.iter().all(|p| p.kind.is_style()) {
            return Vec::new();
        }
        let there: HashSet<ParagraphId> = copy.iter().map(|p| p.id).collect();
        let stays = |table: ParagraphId| there.contains(&table) && !taken.contains(&table);
        let lone = |p: &&Paragraph| !there.contains(&p.id) && (p.kind == Kind::Note || p.cell.is_some_and(|c| stays(c.table)));
        self.revision.paragraphs.iter().filter(lone).cloned().collect()
    }
}
