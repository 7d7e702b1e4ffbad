//! Small papers for the draft's tests.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

use qalam_model::{
    draft::{Draft, DraftError, DraftParagraph, Import, Line, Settle},
    ids::{BracketId, CircleId, ColumnId, DelegationId, ParagraphId, RevisionId, RowId},
    paper::{CellPlace, Column, Direction, Kind, Paragraph, Table},
    text::{Mark, RichText, Sign, SignKind},
};
use rand_chacha::{ChaCha8Rng, rand_core::RngCore};
use std::collections::BTreeSet;

pub fn id(n: u8) -> ParagraphId {
    ParagraphId([n; 8])
}

pub fn paragraph(n: u8, text: &str) -> Paragraph {
    Paragraph::new(id(n), Kind::Operative, RichText::plain(text))
}

pub fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
    texts.iter().enumerate().map(|(i, t)| paragraph(i as u8 + 1, t)).collect()
}

pub fn start(texts: &[&str]) -> Draft {
    Draft::start(&CircleId([1; 16]), &RevisionId([2; 32]), &paragraphs(texts))
}

pub fn start_draft(snapshot: &[u8]) -> Draft {
    Draft::open(snapshot).unwrap()
}

pub fn open(snapshot: &[u8], peer: u64) -> Draft {
    let mut draft = Draft::open(snapshot).unwrap();
    draft.set_peer(peer);
    draft
}

pub fn take(draft: &mut Draft, update: &[u8]) {
    assert_eq!(draft.import(update, &|_| true).unwrap(), Import::Applied);
}

pub fn texts(draft: &Draft) -> Vec<String> {
    draft.paragraphs().into_iter().map(|p| p.paragraph.text.text).collect()
}

pub fn spans(draft: &Draft) -> Vec<(u32, u32, Mark)> {
    let p = draft.paragraphs().remove(0).paragraph;
    p.text.spans.iter().map(|s| (s.start, s.end, s.mark)).collect()
}

/// Runs `a` and `b` apart on one start of the given texts, lets them meet, and hands the common result to `check`.
pub fn meet(texts: &[&str], a: &dyn Fn(&mut Draft), b: &dyn Fn(&mut Draft), check: &dyn Fn(&Draft)) {
    meet_from(&start(texts), a, b, check);
}

/// The same from any draft: under both orders of peers, in both orders of arrival, on replicas that wrote and that did not.
pub fn meet_from(begin: &Draft, a: &dyn Fn(&mut Draft), b: &dyn Fn(&mut Draft), check: &dyn Fn(&Draft)) {
    let (snapshot, base) = (begin.snapshot(), begin.version());
    for (peer_a, peer_b) in [(11, 22), (22, 11)] {
        let mut all: Vec<Draft> = [peer_a, peer_b, 33, 44].into_iter().map(|peer| open(&snapshot, peer)).collect();
        a(&mut all[0]);
        b(&mut all[1]);
        let (from_a, from_b) = (all[0].updates_since(&base).unwrap(), all[1].updates_since(&base).unwrap());
        for (i, updates) in [vec![&from_b], vec![&from_a], vec![&from_b, &from_a], vec![&from_a, &from_b]].into_iter().enumerate() {
            updates.into_iter().for_each(|update| take(&mut all[i], update));
        }
        let shown = all[0].paragraphs();
        for other in &all[1..] {
            assert_eq!(shown, other.paragraphs());
        }
        assert_eq!(shown, start_draft(&all[2].snapshot()).paragraphs());
        check(&all[0]);
    }
}

pub fn row(n: u8) -> RowId {
    RowId([n; 8])
}

pub fn column(n: u8) -> ColumnId {
    ColumnId([n; 8])
}

/// A place in the table with the id 7.
pub fn place(r: u8, c: u8) -> CellPlace {
    CellPlace { table: id(7), row: row(r), column: column(c) }
}

pub fn cell(r: u8, c: u8) -> ParagraphId {
    place(r, c).id()
}

pub fn bracket_id(n: u8) -> BracketId {
    BracketId([n; 8])
}

pub fn delegation(n: u8) -> DelegationId {
    DelegationId([n; 16])
}

/// 'before', a table of two rows and columns with two cells that have words, and 'after'.
pub fn with_table() -> Draft {
    let shape = Table { head: 1, columns: [1, 2].map(|n| Column { id: column(n), width: 100 }).to_vec(), rows: vec![row(1), row(2)] };
    let mut list = paragraphs(&["before", "after"]);
    list.insert(1, Paragraph::table(id(7), shape, RichText::plain("caption")));
    list.insert(2, Paragraph::cell(place(1, 1), RichText::plain("eleven")));
    list.insert(3, Paragraph::cell(place(2, 2), RichText::plain("twenty-two")));
    Draft::start(&CircleId([1; 16]), &RevisionId([2; 32]), &list)
}

/// A paragraph with a footnote, and another.
pub fn with_note() -> Draft {
    let mut list = paragraphs(&["", "other"]);
    list[0].text = RichText { text: "words\u{fffc} behind".into(), ..RichText::default() };
    list[0].text.signs = vec![Sign { at: 5, sign: SignKind::Note(id(6)) }];
    list.insert(1, Paragraph::new(id(6), Kind::Note, RichText::plain("the note")));
    Draft::start(&CircleId([1; 16]), &RevisionId([2; 32]), &list)
}

/// The text with this id.
pub fn text_of(draft: &Draft, id: ParagraphId) -> String {
    draft.paragraphs().into_iter().find(|p| p.paragraph.id == id).map(|p| p.paragraph.text.text).unwrap_or_default()
}

/// The rows and columns of the table with the id 7, by their numbers.
pub fn shape(draft: &Draft) -> (Vec<u8>, Vec<u8>) {
    let table = draft.paragraphs().into_iter().find_map(|p| p.paragraph.table).unwrap();
    (table.rows.iter().map(|r| r.0[0]).collect(), table.columns.iter().map(|c| c.id.0[0]).collect())
}

pub fn edited(draft: &Draft) -> Vec<String> {
    draft.paragraphs().into_iter().filter(|p| p.edited_after_deletion).map(|p| p.paragraph.text.text).collect()
}

/// A draft with everything: words, a table, a footnote, brackets.
pub fn with_everything() -> Draft {
    let mut list: Vec<Paragraph> = with_table().paragraphs().into_iter().map(|p| p.paragraph).collect();
    let note = with_note().paragraphs();
    list.push(Paragraph { id: id(3), ..note[0].paragraph.clone() });
    list.push(note[1].paragraph.clone());
    list.push(paragraph(4, "[a] [b] second words here"));
    Draft::start(&CircleId([1; 16]), &RevisionId([2; 32]), &list)
}

/// One random command of any kind; places are taken from what the draft shows. Refusals are fine where the command
/// says so; anything else is not.
pub fn any_edit(draft: &mut Draft, rng: &mut ChaCha8Rng) {
    let mut pick = |n: usize| (rng.next_u32() as usize) % n.max(1);
    let shown = draft.paragraphs();
    let mut fresh = [1, 2, 3, 4, 5, 6, 7, 8];
    fresh[..3].iter_mut().for_each(|b| *b = pick(256) as u8);
    let new = ParagraphId(fresh);
    let Some(p) = shown.get(pick(shown.len())).map(|p| &p.paragraph) else {
        return draft.insert_paragraph(None, &Paragraph { id: new, ..paragraph(0, "again") }).unwrap();
    };
    let other = shown[pick(shown.len())].paragraph.id;
    let len = p.text.len() as usize;
    let (a, b) = (pick(len + 1) as u32, pick(len + 1) as u32);
    let (a, b) = (a.min(b), a.max(b));
    let words = ["x", "дом ", "中", "é", "e\u{301}", " and", "م", "[", "]"];
    let tables: Vec<&Paragraph> = shown.iter().map(|p| &p.paragraph).filter(|p| p.table.is_some()).collect();
    let table = tables.get(pick(tables.len())).copied();
    let line = |table: &Paragraph, n: usize, is_row: bool| {
        let t = table.table.as_ref().unwrap();
        if is_row { Line::Row(t.rows[n % t.rows.len()]) } else { Line::Column(t.columns[n % t.columns.len()].id) }
    };
    let done = match (pick(32), table) {
        (0..=5, _) => draft.insert_text(p.id, a, words[pick(words.len())]),
        (6 | 7, _) => draft.delete_range(p.id, a, b.min(a + 4)),
        (8, _) => draft.mark(p.id, a, b, Mark::ALL[pick(5)], pick(3) > 0),
        (9, _) => draft.link(p.id, a, b, [None, Some("https://a.example")][pick(2)]),
        (10 | 11, _) => draft.split(p.id, a, new).map(drop),
        (12 | 13, _) => draft.join(p.id, pick(2) == 0),
        (14, _) => draft.restyle(p.id, Kind::STYLES[pick(5)], 1 + pick(6) as u8, [None, Some(Direction::Rtl)][pick(2)]),
        (15, _) => draft.insert_paragraph(Some(p.id), &Paragraph { id: new, ..paragraph(0, "new") }),
        (16, _) => draft.delete_paragraph(p.id),
        (17, _) => draft.restore_paragraph(p.id),
        (18, _) => draft.delete_across(p.id, a, other, pick(3) as u32),
        (19 | 20, _) => draft.move_paragraph(p.id, [None, Some(other), Some(other)][pick(3)]),
        (21, _) => draft.insert_note(p.id, a, new, &RichText::plain("noted")),
        (22, _) => draft.insert_reference(p.id, a, other),
        (23, _) => draft.bracket(p.id, a, b, BracketId(fresh), &[delegation(pick(3) as u8)]),
        (24, _) => match draft.brackets(p.id).unwrap().pairs.first().map(|b| b.open) {
            Some(open) if pick(2) == 0 => draft.add_alternative(p.id, open, "other", BracketId(fresh), &[]),
            Some(open) => draft.settle(p.id, open, [Settle::Keep, Settle::Drop, Settle::Choose][pick(3)]),
            None => draft.set_literal(p.id, a, true),
        },
        (25, Some(t)) => {
            let (is_row, at) = (pick(2) == 0, pick(9));
            let new = if is_row { Line::Row(RowId(fresh)) } else { Line::Column(ColumnId(fresh)) };
            draft.insert_line(t.id, new, (pick(4) > 0).then(|| line(t, at, is_row)))
        }
        (26, Some(t)) => draft.delete_line(t.id, line(t, pick(9), pick(2) == 0)),
        (27, Some(t)) => {
            let is_row = pick(2) == 0;
            draft.move_line(t.id, line(t, pick(9), is_row), (pick(3) > 0).then_some(line(t, pick(9), is_row)))
        }
        (28 | 29, Some(t)) => {
            let shape = t.table.as_ref().unwrap();
            let place = CellPlace {
                table: t.id,
                row: shape.rows[pick(9) % shape.rows.len()],
                column: shape.columns[pick(9) % shape.columns.len()].id,
            };
            draft.insert_text(place.id(), 0, "cell")
        }
        (30, Some(t)) => draft.restore_line(t.id, line(t, pick(9), true)),
        _ => draft.set_behind(p.id, a, &[delegation(1)], BracketId(fresh)),
    };
    use DraftError::*;
    match done {
        Ok(()) | Err(NothingToJoin(_) | OutOfRange { .. } | Walled(_) | NoBracket { .. } | LastLine { .. } | DuplicateParagraph(_)) => {}
        Err(other) => panic!("{other}"),
    }
}

/// Types words of its own at the end of random paragraphs; the words.
pub fn type_words(draft: &mut Draft, rng: &mut ChaCha8Rng, count: usize) -> Vec<String> {
    let mut type_one = |n: usize| {
        let shown = draft.paragraphs();
        let p = &shown[rng.next_u32() as usize % shown.len()].paragraph;
        let word = format!("<{n}>");
        draft.insert_text(p.id, p.text.len(), &word).unwrap();
        word
    };
    (0..count).map(&mut type_one).collect()
}

/// Each word stands once in what shows after the other's edits have come.
pub fn keeps_words(mine: &mut Draft, theirs: &Draft, typed: &[String], seed: u64) {
    let update = theirs.updates_since(&mine.version()).unwrap();
    take(mine, &update);
    let all: String = texts(mine).concat();
    for word in typed {
        assert_eq!(all.matches(word.as_str()).count(), 1, "seed {seed}: {word} in {all}");
    }
}

/// The replicas show the same as a fresh load of one does, and no paragraph twice; what they show.
pub fn end_equal(replicas: &[Draft], seed: u64) -> Vec<DraftParagraph> {
    let shown = replicas[0].paragraphs();
    for other in &replicas[1..] {
        assert_eq!(shown, other.paragraphs(), "seed {seed}");
    }
    assert_eq!(shown, start_draft(&replicas[1].snapshot()).paragraphs(), "seed {seed}");
    let ids: BTreeSet<ParagraphId> = shown.iter().map(|p| p.paragraph.id).collect();
    assert_eq!(ids.len(), shown.len(), "seed {seed}");
    shown
}
