//! The text of a revision, clean or with what changed since an earlier one.

use super::{Block, Cell, Change, Document, Frame, Table, Text, Words};
use qalam_model::{
    compare::{DiffKind, DiffSpan},
    history::{ParagraphDifference, difference},
    ids::ParagraphId,
    number::Names,
    paper::{CellPlace, Kind, Paragraph, Revision},
    proposal::Contributor,
};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// For each paragraph, whose words `start..end` are.
pub type Whose = HashMap<ParagraphId, Vec<(u32, u32, Vec<Contributor>)>>;

/// Who changed a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authors {
    /// Whose the words of the later text are.
    pub came: Whose,
    /// By whom words of the earlier one went.
    pub went: Whose,
}

/// The text as it is.
pub fn clean(frame: &Frame<'_>, revision: &Revision) -> Document {
    let about = vec![revision.symbol.clone()];
    let blocks = blocks(frame, &revision.paragraphs, &revision.paragraphs, &Authors::default(), &Names::of(&revision.paragraphs));
    frame.document(&revision.title, &revision.language, about, Names::of(&revision.paragraphs), blocks)
}

/// The text with what changed since `before`; who brought new words stands beside them as far as `authors` knows.
pub fn marked(frame: &Frame<'_>, before: Option<&Revision>, revision: &Revision, authors: &Authors) -> Document {
    let old = before.map(|r| r.paragraphs.as_slice()).unwrap_or_default();
    let names = Names::of(&revision.paragraphs).beside(Names::of(old));
    let about = match before {
        Some(before) => {
            let symbols = [("before", before.symbol.clone()), ("symbol", revision.symbol.clone())];
            vec![frame.say("out-title-marked", &symbols), frame.word("out-legend")]
        }
        None => vec![frame.say("out-title-first", &[("symbol", revision.symbol.clone())])],
    };
    let about = if frame.named() { about } else { [about, vec![frame.word("out-nobody")]].concat() };
    let old = if before.is_some() { old } else { &revision.paragraphs };
    let blocks = blocks(frame, old, &revision.paragraphs, authors, &names);
    frame.document(&revision.title, &revision.language, about, names, blocks)
}

/// Both texts as one: tables whole, footnotes at the end.
fn blocks(frame: &Frame<'_>, old: &[Paragraph], new: &[Paragraph], authors: &Authors, names: &Names) -> Vec<Block> {
    let all = difference(old, new);
    let cells: HashMap<CellPlace, &ParagraphDifference<'_>> = all.iter().filter_map(|d| Some((d.new.or(d.old)?.cell?, d))).collect();
    let mut out = Vec::new();
    let mut notes = Vec::new();
    for d in &all {
        let Some(shown) = d.new.or(d.old) else { continue };
        match shown.kind {
            Kind::Cell => {}
            Kind::Note => notes.push((names.note(shown.id), shown.id, text(frame, names, authors, d))),
            Kind::Table => out.push(Block::Table(grid(frame, names, authors, d, &cells))),
            _ => out.extend(text(frame, names, authors, d).map(Block::Text)),
        }
    }
    notes.sort_by_key(|(number, id, _)| (number.unwrap_or(u32::MAX), *id));
    out.extend(notes.into_iter().filter_map(|(_, _, text)| text).map(Block::Text));
    out
}

/// One paragraph; none if there is nothing to show.
fn text(frame: &Frame<'_>, names: &Names, authors: &Authors, d: &ParagraphDifference<'_>) -> Option<Text> {
    let shown = d.new.or(d.old)?;
    let words = words(frame, authors, d);
    if words.is_empty() && matches!(shown.kind, Kind::Plain | Kind::Cell) {
        return None;
    }
    let mut told = Vec::new();
    if d.moved {
        told.push(frame.word("out-moved"));
    }
    if let (true, Some(number)) = (d.renumbered(), d.old.and_then(|p| p.number)) {
        told.push(frame.say("out-renumbered", &[("number", frame.number(number))]));
    }
    if d.restyled() {
        told.push(frame.say("out-becomes", &[("kind", frame.word(&format!("out-as-{}", shown.kind.name())))]));
    }
    frame.met(&shown.text.text);
    Some(Text {
        id: Some(shown.id),
        kind: shown.kind,
        level: shown.level,
        direction: shown.direction,
        number: frame.label(names, shown),
        words,
        change: whole(d),
        told,
        later: false,
    })
}

fn whole(d: &ParagraphDifference<'_>) -> Change {
    match (d.old, d.new) {
        (None, _) => Change::Inserted,
        (_, None) => Change::Deleted,
        _ => Change::Same,
    }
}

/// What a difference says, without names.
pub(super) fn plain_words(frame: &Frame<'_>, spans: &[DiffSpan]) -> Vec<Words> {
    spans.iter().map(|s| Words { text: frame.shown(&s.text), change: change_of(s.kind), by: Vec::new() }).collect()
}

fn change_of(kind: DiffKind) -> Change {
    match kind {
        DiffKind::Same => Change::Same,
        DiffKind::Inserted => Change::Inserted,
        DiffKind::Deleted => Change::Deleted,
    }
}

/// The words of a paragraph; what changed is cut where another side's words begin.
fn words(frame: &Frame<'_>, authors: &Authors, d: &ParagraphDifference<'_>) -> Vec<Words> {
    if !frame.named() {
        return plain_words(frame, &d.spans);
    }
    let known = |of: &'_ Whose| of.get(&d.id()).cloned().unwrap_or_default();
    let (came, went) = (known(&authors.came), known(&authors.went));
    let mut out: Vec<Words> = Vec::new();
    let (mut old, mut new) = (0, 0);
    for span in &d.spans {
        let len = span.text.len();
        match span.kind {
            DiffKind::Same => {
                out.extend(plain_words(frame, std::slice::from_ref(span)));
                (old, new) = (old + len, new + len);
            }
            DiffKind::Deleted => {
                out.extend(cut(frame, span, old, &went));
                old += len;
            }
            DiffKind::Inserted => {
                let inserted = cut(frame, span, new, &came);
                // What replaces words tells for both.
                if let (Some(gone), Some(first)) = (out.last_mut(), inserted.first())
                    && gone.change == Change::Deleted
                    && !first.by.is_empty()
                {
                    gone.by.clear();
                }
                out.extend(inserted);
                new += len;
            }
        }
    }
    out
}

/// A stretch that begins at `at`, by those whose words it is.
fn cut(frame: &Frame<'_>, span: &DiffSpan, at: u32, whose: &[(u32, u32, Vec<Contributor>)]) -> Vec<Words> {
    let end = at + span.text.len();
    let piece = |from: u32, to: u32, by: &[Contributor]| Words {
        text: frame.shown(&span.text.slice(from - at, to - at)),
        change: change_of(span.kind),
        by: frame.who(by.iter().copied()),
    };
    let mut out: Vec<Words> = Vec::new();
    let mut from = at;
    for (start, until, by) in whose.iter().filter(|(start, until, _)| *start < end && *until > at) {
        let (start, until) = ((*start).max(from), (*until).min(end));
        if start > from {
            out.push(piece(from, start, &[]));
        }
        if until > start {
            out.push(piece(start, until, by));
            from = until;
        }
    }
    if from < end {
        out.push(piece(from, end, &[]));
    }
    out
}

/// A table of the paper: the rows and columns of both shapes, what went where it stood.
fn grid(
    frame: &Frame<'_>,
    names: &Names,
    authors: &Authors,
    d: &ParagraphDifference<'_>,
    cells: &HashMap<CellPlace, &ParagraphDifference<'_>>,
) -> Table {
    let shape = |p: Option<&Paragraph>| p.and_then(|p| p.table.clone());
    let (old, new) = (shape(d.old), shape(d.new));
    let ids = |t: &Option<qalam_model::paper::Table>| t.as_ref().map(|t| t.rows.clone()).unwrap_or_default();
    let columns = |t: &Option<qalam_model::paper::Table>| t.as_ref().map(|t| t.columns.clone()).unwrap_or_default();
    let rows = union(&ids(&old), &ids(&new), |id| *id);
    let columns = union(&columns(&old), &columns(&new), |c| c.id);
    let id = d.id();
    let cell = |place: CellPlace| {
        let blocks = cells.get(&place).and_then(|d| text(frame, names, authors, d)).map(Block::Text);
        Cell { blocks: blocks.into_iter().collect(), rows: 1 }
    };
    Table {
        paper: true,
        id: Some(id),
        caption: words(frame, authors, d),
        head: usize::from(new.as_ref().or(old.as_ref()).map_or(0, |t| t.head)),
        columns: columns.iter().map(|c| c.width).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| cell(CellPlace { table: id, row: *row, column: column.id })).collect())
            .collect(),
    }
}

/// The later list, and what only the earlier one has behind what it stood behind there.
fn union<T: Clone, K: Copy + Eq + Hash>(old: &[T], new: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    let stays: HashSet<K> = new.iter().map(&key).collect();
    let mut gone: HashMap<Option<K>, Vec<T>> = HashMap::new();
    let mut behind = None;
    for one in old {
        if stays.contains(&key(one)) {
            behind = Some(key(one));
        } else {
            gone.entry(behind).or_default().push(one.clone());
        }
    }
    let mut out = gone.remove(&None).unwrap_or_default();
    for one in new {
        out.push(one.clone());
        out.extend(gone.remove(&Some(key(one))).unwrap_or_default());
    }
    out
}

/// A paper's table as it stands, with these cells.
pub(super) fn standing(frame: &Frame<'_>, names: &Names, table: &Paragraph, cells: &[&Paragraph]) -> Table {
    let all: Vec<Paragraph> = std::iter::once(table).chain(cells.iter().copied()).cloned().collect();
    let found = difference(&all, &all);
    let by_place: HashMap<CellPlace, &ParagraphDifference<'_>> = found.iter().filter_map(|d| Some((d.new?.cell?, d))).collect();
    match found.first() {
        Some(d) => grid(frame, names, &Authors::default(), d, &by_place),
        None => Table::default(),
    }
}
