//! What becomes of a working copy when another text takes the place of the one that it began with: a new revision,
//! or the same copy as somebody else has it.
//!
//! [`carry`] takes three texts: the one that the copy began with, the copy, and the new one. It gives the copy on the new
//! text, and for each paragraph that the copy had changed what became of the change. What touches nothing of what is
//! new follows; what the new text says already was taken; where both changed the same words the new text stands, and
//! the copy's words are kept in the report, with the paragraph as it would read with them. No word of the copy is ever
//! dropped without a line in the report. Paragraphs are known by their ids; touching is what it is at the desk.
//!
//! Pure, deterministic, and without panics on whatever texts it is given.

mod order;
mod shape;
mod words;

use crate::{
    ids::ParagraphId,
    paper::{Kind, Paragraph, tidy},
    proposal::{Change, ProposalKind},
};
use std::collections::{HashMap, HashSet};

/// What became of a change, from what asks for nobody's attention to what asks most for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The new text says it already.
    Taken,
    /// It stands on the new text.
    Followed,
    /// The new text has it as an alternative in square brackets.
    Bracketed,
    /// The new text changed the same words: somebody has to look.
    ToLook,
    /// The new text does not have the paragraph any more.
    Gone,
}

impl Fate {
    /// A stable name for programs and message catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Taken => "taken",
            Fate::Followed => "followed",
            Fate::Bracketed => "bracketed",
            Fate::ToLook => "to-look",
            Fate::Gone => "gone",
        }
    }

    /// Whether the copy's words are not in the new copy, and a person has to choose.
    pub fn asks(self) -> bool {
        matches!(self, Fate::ToLook | Fate::Gone)
    }
}

/// What became of what the copy had changed in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// What the copy did with it.
    pub kind: ProposalKind,
    /// Of all changes in it, what asks most for attention.
    pub fate: Fate,
    /// As it was in the text that the copy began with; none for a new one.
    pub base: Option<Paragraph>,
    /// As the copy has it; none for one that it deleted.
    pub mine: Option<Paragraph>,
    /// As the new text has it, if it does.
    pub onto: Option<Paragraph>,
    /// As it would read with the copy's words put again; none if it would go. Only where somebody has to choose.
    pub again: Option<Paragraph>,
    /// New footnotes of the copy that stand with these words and are not in the new copy.
    pub beside: Vec<Paragraph>,
}

/// A copy on a new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The new copy's paragraphs. Those that the new text has keep its numbers.
    pub text: Vec<Paragraph>,
    /// One for each paragraph that the copy had changed, in the copy's order, deleted ones where they stood.
    pub report: Vec<Item>,
}

impl Carried {
    /// How many paragraphs met this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.report.iter().filter(|i| i.fate == fate).count()
    }
}

/// What is known of single changes, beside what the texts show: [`Fate::Taken`] or [`Fate::Bracketed`], as a table of
/// decisions tells it.
pub type Known<'a> = &'a dyn Fn(&Change) -> Option<Fate>;

/// Carries a copy onto another text. `base` is what it began with, `mine` the copy, `onto` the new text.
pub fn carry(base: &[Paragraph], mine: &[Paragraph], onto: &[Paragraph], known: Known<'_>) -> Carried {
    let mut copy = mine.to_vec();
    tidy(&mut copy);
    Walk { base: Texts::of(base), mine: Texts::of(&copy), onto: Texts::of(onto), known }.run()
}

/// Paragraphs in order and by id.
struct Texts<'a> {
    all: &'a [Paragraph],
    by: HashMap<ParagraphId, &'a Paragraph>,
}

impl<'a> Texts<'a> {
    fn of(all: &'a [Paragraph]) -> Texts<'a> {
        let mut by = HashMap::with_capacity(all.len());
        all.iter().for_each(|p| _ = by.entry(p.id).or_insert(p));
        Texts { all, by }
    }

    fn get(&self, id: ParagraphId) -> Option<&'a Paragraph> {
        self.by.get(&id).copied()
    }

    /// Those that stand by themselves, in order.
    fn blocks(&self) -> impl Iterator<Item = &'a Paragraph> + '_ {
        self.all.iter().filter(|p| !p.kind.is_placed())
    }

    /// A table's cells, by id.
    fn cells_of(&self, table: ParagraphId) -> impl Iterator<Item = &'a Paragraph> + '_ {
        self.all.iter().filter(move |p| p.cell.is_some_and(|c| c.table == table))
    }
}

struct Walk<'a> {
    base: Texts<'a>,
    mine: Texts<'a>,
    onto: Texts<'a>,
    known: Known<'a>,
}

/// What one paragraph comes to: how it reads on the new text, how with the copy's words, and what became of them.
struct Met {
    text: Paragraph,
    again: Paragraph,
    fate: Fate,
}

impl<'a> Walk<'a> {
    fn run(&self) -> Carried {
        let mut report = Vec::new();
        let mut now: HashMap<ParagraphId, Paragraph> = HashMap::with_capacity(self.onto.all.len());
        let mut dropped: HashSet<ParagraphId> = HashSet::new();
        for p in self.in_order() {
            let (base, mine, onto) = (self.base.get(p), self.mine.get(p), self.onto.get(p));
            let item = |kind, fate, again: Option<Paragraph>| Item {
                paragraph: p,
                kind,
                fate,
                base: base.cloned(),
                mine: mine.cloned(),
                onto: onto.cloned(),
                again,
                beside: Vec::new(),
            };
            match (base, mine, onto) {
                (Some(old), Some(new), Some(next)) => {
                    if let Some(met) = self.amended(old, new, next) {
                        let again = met.fate.asks().then_some(met.again);
                        report.push(item(ProposalKind::Amend, met.fate, again));
                        now.insert(p, met.text);
                    }
                }
                (Some(old), Some(new), None) => {
                    if new.kind == Kind::Note {
                        // Where the copy's words bear its sign it stands again.
                        now.insert(p, bare(new));
                    }
                    if !same(old, new) {
                        let fate = if self.emptied(new) { Fate::Taken } else { Fate::Gone };
                        report.push(item(ProposalKind::Amend, fate, fate.asks().then(|| bare(new))));
                    }
                }
                (Some(old), None, next) => {
                    let Some(kind) = self.wished_away(old) else { continue };
                    let fate = match next {
                        None => Fate::Taken,
                        Some(next) if self.untouched(old, next) => Fate::Followed,
                        Some(_) => Fate::ToLook,
                    };
                    if fate == Fate::Followed {
                        dropped.insert(p);
                    }
                    report.push(item(kind, fate, None));
                }
                (None, Some(new), next) => {
                    let fate = match next {
                        Some(next) if same(new, next) => Fate::Taken,
                        Some(next) => self.told(new, next).unwrap_or(Fate::ToLook),
                        None if self.says_elsewhere(new) => Fate::Taken,
                        None if self.has_room(new, &now) => Fate::Followed,
                        None => Fate::Gone,
                    };
                    if fate == Fate::Followed {
                        now.insert(p, bare(new));
                    }
                    // A footnote stands with its sign, a new cell with its row or column.
                    let with_another = new.kind == Kind::Note
                        || self.comes_with(new).is_some_and(|table| report.iter().any(|i: &Item| i.paragraph == table));
                    if !with_another || !matches!(fate, Fate::Taken | Fate::Followed) {
                        report.push(item(ProposalKind::Insert, fate, fate.asks().then(|| bare(new))));
                    }
                }
                _ => {}
            }
        }
        let mut text = order::assemble(self, &now, &dropped);
        tidy(&mut text);
        self.keep_notes(&text, &mut report);
        Carried { text, report }
    }

    /// Every paragraph of the copy, with those that it deleted where they stood, tables before their cells.
    fn in_order(&self) -> Vec<ParagraphId> {
        let mut out = Vec::with_capacity(self.mine.all.len());
        let mut gone: HashMap<Option<ParagraphId>, Vec<ParagraphId>> = HashMap::new();
        let mut before = None;
        for p in self.base.all {
            match self.mine.get(p.id) {
                Some(_) => before = Some(p.id),
                None => gone.entry(before).or_default().push(p.id),
            }
        }
        out.extend(gone.remove(&None).into_iter().flatten());
        for p in self.mine.all {
            out.push(p.id);
            out.extend(gone.remove(&Some(p.id)).into_iter().flatten());
        }
        let mut seen = HashSet::new();
        out.retain(|id| seen.insert(*id));
        out
    }

    /// A paragraph that all three have; none where the copy changed nothing.
    fn amended(&self, old: &Paragraph, new: &Paragraph, next: &Paragraph) -> Option<Met> {
        if same(old, new) {
            return None;
        }
        let worded = words::carry(old.id, [&old.text, &new.text, &next.text], self.known, &|note| self.note_changed(note));
        let mut text = Paragraph { text: worded.text, ..next.clone() };
        let mut again = Paragraph { text: worded.again, ..next.clone() };
        let mut fate = worded.fate;
        let and = |fate: Option<Fate>, met: Fate| Some(fate.map_or(met, |f| f.max(met)));
        let style = |p: &Paragraph| (p.kind, p.level, p.direction);
        if style(old) != style(new) && (new.kind == old.kind || (new.kind.is_style() && !old.kind.is_placed())) {
            let restyle = |p: &mut Paragraph| {
                (p.kind, p.level, p.direction) = style(new);
                if p.kind != next.kind {
                    p.number = None;
                }
            };
            if style(next) == style(new) {
                fate = and(fate, Fate::Taken);
            } else if style(next) == style(old) {
                restyle(&mut text);
                restyle(&mut again);
                fate = and(fate, Fate::Followed);
            } else {
                restyle(&mut again);
                fate = and(fate, Fate::ToLook);
            }
        }
        if next.table.is_some() && text.kind != Kind::Table && !self.untouched_cells(old.id) {
            // A table that is none any more would take along what the new text says in its cells.
            text = Paragraph { text: text.text, ..next.clone() };
            fate = Some(Fate::ToLook);
        }
        if let (Some(was), Some(wish), Some(is)) = (&old.table, &new.table, &next.table)
            && was != wish
        {
            let merged = shape::merge(was, wish, is, &|row, column| self.cell_changed(old.id, row, column));
            fate = and(fate, merged.fate);
            text.table = Some(merged.table);
            again.table = Some(merged.again);
        } else if new.table.is_some() && old.table != new.table && next.table != new.table {
            // What was a table for one is none for the other.
            fate = and(fate, Fate::ToLook);
            again = Paragraph { text: again.text, ..bare(new) };
        }
        fate.map(|fate| Met { text, again, fate })
    }

    /// Whether the new text changed or made a cell of this row or column.
    fn cell_changed(&self, table: ParagraphId, row: Option<crate::ids::RowId>, column: Option<crate::ids::ColumnId>) -> bool {
        self.onto.cells_of(table).any(|cell| {
            let here = cell.cell.is_some_and(|c| row.is_none_or(|r| r == c.row) && column.is_none_or(|k| k == c.column));
            here && self.base.get(cell.id).is_none_or(|old| !self.unchanged(old, cell))
        })
    }

    /// Whether a paragraph that the copy does not have any more is one that it wishes away, and how: what goes because
    /// its table, row, column or sign goes is no wish of its own.
    fn wished_away(&self, old: &Paragraph) -> Option<ProposalKind> {
        match (old.kind, old.cell) {
            (Kind::Note, _) => None,
            (Kind::Cell, place) => {
                let place = place?;
                let table = self.mine.get(place.table)?.table.as_ref()?;
                table.has(&place).then_some(ProposalKind::Amend)
            }
            _ => Some(ProposalKind::Delete),
        }
    }

    /// Whether the new text left a paragraph, and what belongs to it, as it was.
    fn untouched(&self, old: &Paragraph, next: &Paragraph) -> bool {
        self.unchanged(old, next) && (old.kind != Kind::Table || self.untouched_cells(old.id))
    }

    /// Whether the new text left all cells of a table as they were, and made none.
    fn untouched_cells(&self, table: ParagraphId) -> bool {
        let there = self.base.cells_of(table).all(|c| self.onto.get(c.id).is_some_and(|n| self.unchanged(c, n)));
        there && !self.cell_changed(table, None, None)
    }

    /// Whether the new text left a paragraph, and the footnotes that it signs, as they were.
    fn unchanged(&self, old: &Paragraph, next: &Paragraph) -> bool {
        same(old, next) && !old.text.notes().any(|note| self.note_changed(note))
    }

    /// Whether the new text words a footnote otherwise.
    fn note_changed(&self, note: ParagraphId) -> bool {
        self.base.get(note).zip(self.onto.get(note)).is_some_and(|(old, next)| !same(old, next))
    }

    /// Whether a changed paragraph has nothing left to say.
    fn emptied(&self, new: &Paragraph) -> bool {
        new.text.text.trim().is_empty() && new.table.is_none()
    }

    /// What a new paragraph came to that the new text has in another form, as far as that can be told.
    fn told(&self, new: &Paragraph, next: &Paragraph) -> Option<Fate> {
        let change = Change::Insert { after: None, paragraph: bare(new) };
        (self.known)(&change).or_else(|| words::in_brackets(&new.text, &next.text).then_some(Fate::Bracketed))
    }

    /// The table with which a new cell comes, where its row or column is new too.
    fn comes_with(&self, new: &Paragraph) -> Option<ParagraphId> {
        let place = new.cell?;
        let old = self.base.get(place.table).and_then(|t| t.table.as_ref());
        (!old.is_some_and(|t| t.has(&place))).then_some(place.table)
    }

    /// Whether the new text has a new paragraph of another id that reads the same, behind the same one.
    fn says_elsewhere(&self, new: &Paragraph) -> bool {
        if new.kind.is_placed() || new.text.text.trim().is_empty() || new.table.is_some() || new.text.notes().next().is_some() {
            return false;
        }
        let anchor = self.mine.blocks().take_while(|p| p.id != new.id).filter(|p| self.onto.by.contains_key(&p.id)).last();
        let behind = self.onto.blocks().skip_while(|p| anchor.is_some_and(|a| a.id != p.id)).skip(usize::from(anchor.is_some()));
        behind
            .take_while(|p| !self.base.by.contains_key(&p.id))
            .any(|p| !self.mine.by.contains_key(&p.id) && p.kind == new.kind && p.text == new.text)
    }

    /// Whether a new cell's row and column are in the new copy; anything else has room.
    fn has_room(&self, new: &Paragraph, now: &HashMap<ParagraphId, Paragraph>) -> bool {
        let Some(place) = new.cell else { return true };
        let table = now.get(&place.table).or_else(|| self.onto.get(place.table));
        table.and_then(|t| t.table.as_ref()).is_some_and(|t| t.has(&place))
    }

    /// Notes of the copy that did not get into the new text go into the report beside the words that bear their sign.
    fn keep_notes(&self, text: &[Paragraph], report: &mut [Item]) {
        let there: HashSet<ParagraphId> = text.iter().map(|p| p.id).collect();
        for item in report {
            if item.fate == Fate::Followed && item.mine.is_some() && !there.contains(&item.paragraph) {
                // What bore its sign, or its place, is not in the new copy.
                (item.fate, item.again) = (Fate::Gone, item.mine.as_ref().map(bare));
            }
            let stands = self.onto.get(item.paragraph).is_none() && there.contains(&item.paragraph);
            if item.fate == Fate::Gone && stands {
                (item.fate, item.again) = (Fate::Followed, None);
            }
            let Some(mine) = &item.mine else { continue };
            let lost = mine.text.notes().filter(|n| !there.contains(n) && self.onto.get(*n).is_none());
            let lost: Vec<Paragraph> = lost.filter_map(|n| self.mine.get(n)).map(bare).collect();
            item.beside = lost;
        }
    }
}

/// A paragraph as one that has no number yet.
fn bare(p: &Paragraph) -> Paragraph {
    Paragraph { number: None, ..p.clone() }
}

/// Whether two say the same, their display numbers apart.
fn same(a: &Paragraph, b: &Paragraph) -> bool {
    (a.kind, a.level, a.direction, a.cell) == (b.kind, b.level, b.direction, b.cell) && a.text == b.text && a.table == b.table
}
