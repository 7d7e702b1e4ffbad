//! The frozen documents of format versions 1 and 2: every later build, and the window's editor, reads them like this.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use loro::{ExpandType, LoroDoc, StyleConfig, StyleConfigMap};
use qalam_model::{
    draft::{Draft, Line},
    ids::{CircleId, RevisionId},
    paper::{CellPlace, Column, Direction, Kind, Paragraph, Table},
    text::{Link, Mark, RichText, Sign, SignKind, Span},
};
use serde_json::{Value, json};

/// How a draft reads, as `v1.json` has it; offsets in code points.
fn reading(draft: &Draft) -> Value {
    let all = draft.paragraphs();
    all.iter().map(|p| json!({ "paragraph": p.paragraph, "edited": p.edited_after_deletion, "parts": p.parts })).collect()
}

/// The same with what version 2 knows besides, as `v2.json` has it.
fn reading_v2(draft: &Draft) -> Value {
    let one = |p: qalam_model::draft::DraftParagraph| {
        let brackets = draft.brackets(p.paragraph.id).unwrap();
        let pair = |b: &qalam_model::bracket::Pair| json!({ "open": b.open, "close": b.close, "depth": b.depth, "slot": b.slot, "behind": b.behind });
        json!({
            "paragraph": p.paragraph, "edited": p.edited_after_deletion, "parts": p.parts, "locked": p.locked,
            "edited_rows": p.edited_rows, "edited_columns": p.edited_columns,
            "brackets": brackets.pairs.iter().map(pair).collect::<Vec<_>>(), "flagged": brackets.unpaired,
        })
    };
    draft.paragraphs().into_iter().map(one).collect()
}

/// A place in its table.
fn spot(r: u8, c: u8) -> CellPlace {
    CellPlace { table: id(0x70), row: row(r), column: column(c) }
}

/// A revision with everything that a start can hold.
fn revision() -> Vec<Paragraph> {
    let texts = ["Heading", "Words with a note\u{fffc}, a reference\u{fffc} and a link", "[A] [B] / \u{5b}C] or \u{5b}literal\u{5d}"];
    let mut list = paragraphs(&texts);
    list[1].text.text = texts[1].into();
    list[0] = Paragraph { level: 2, kind: Kind::Heading, direction: Some(Direction::Rtl), ..list[0].clone() };
    list[1].number = Some("18 bis".parse().unwrap());
    list[1].text.spans = vec![Span { start: 0, end: 5, mark: Mark::Bold }, Span { start: 3, end: 17, mark: Mark::Underline }];
    list[1].text.links = vec![Link { start: 39, end: 43, href: "https://example.org/a".into() }];
    list[1].text.signs = vec![Sign { at: 17, sign: SignKind::Note(id(0x60)) }, Sign { at: 31, sign: SignKind::Reference(id(3)) }];
    list[2].text.signs = vec![
        Sign { at: 0, sign: SignKind::Behind(vec![delegation(1), delegation(2)]) },
        Sign { at: 4, sign: SignKind::Behind(vec![delegation(3)]) },
        Sign { at: 17, sign: SignKind::Literal },
        Sign { at: 25, sign: SignKind::Literal },
    ];
    list.insert(2, Paragraph::new(id(0x60), Kind::Note, RichText::plain("The first footnote")));
    let shape = Table {
        head: 2,
        columns: vec![Column { id: column(1), width: 100 }, Column { id: column(2), width: 250 }],
        rows: vec![row(1), row(2), row(3)],
    };
    list.push(Paragraph::table(id(0x70), shape, RichText::plain("Caption")));
    let mut signed = RichText { text: "One\u{fffc}".into(), ..RichText::default() };
    signed.signs = vec![Sign { at: 3, sign: SignKind::Note(id(0x61)) }];
    list.push(Paragraph::cell(spot(1, 1), signed));
    list.push(Paragraph::cell(spot(1, 2), RichText::plain("two")));
    list.push(Paragraph::cell(spot(2, 2), RichText::plain("three")));
    list.push(Paragraph::new(id(0x61), Kind::Note, RichText::plain("A footnote in a cell")));
    let rest = [
        "Moved away",
        "Split and moved",
        "Deleted\u{fffc} with its note",
        "Overlapping brackets here",
        "Joined ",
        "to this",
        "The last one",
    ];
    for (n, text) in rest.iter().enumerate() {
        let mut p = paragraph(n as u8 + 4, "");
        p.text.text = (*text).to_owned();
        if text.contains('\u{fffc}') {
            p.text.signs = vec![Sign { at: 7, sign: SignKind::Note(id(0x62)) }];
        }
        list.push(p);
        if n == 2 {
            list.push(Paragraph::new(id(0x62), Kind::Note, RichText::plain("Its note")));
        }
    }
    list
}

/// What the fixture of version 2 holds, in the order in which it was written by the peers 11 and 22.
fn build_v2() -> Draft {
    let begin = Draft::start(&CircleId([1; 16]), &RevisionId([3; 32]), &revision()).snapshot();
    let (mut one, mut two) = (open(&begin, 11), open(&begin, 22));
    let meet = |one: &mut Draft, two: &mut Draft| {
        let (a, b) = (one.updates_since(&two.version()).unwrap(), two.updates_since(&one.version()).unwrap());
        take(one, &b);
        take(two, &a);
    };
    // Order: moved whole while the other splits it; a tie in a slot; the beginning; one that stays when its first half goes.
    one.move_paragraph(id(5), Some(id(2))).unwrap();
    two.split(id(5), 6, id(0x51)).unwrap();
    two.split(id(0x51), 4, id(0x52)).unwrap();
    one.move_paragraph(id(4), None).unwrap();
    one.move_paragraph(id(10), Some(id(5))).unwrap();
    // Words: a bracket and another that crosses it, a footnote, a reference.
    one.bracket(id(7), 0, 11, bracket_id(1), &[delegation(4)]).unwrap();
    two.bracket(id(7), 5, 20, bracket_id(2), &[delegation(5)]).unwrap();
    two.bracket(id(9), 0, 2, bracket_id(3), &[delegation(6), delegation(5)]).unwrap();
    one.insert_note(id(1), 7, id(0x63), &RichText::plain("A second footnote")).unwrap();
    two.insert_reference(id(8), 6, id(2)).unwrap();
    two.link(id(9), 3, 7, Some("mailto:chair@example.org")).unwrap();
    // An alternative with a space between, as hands write it.
    one.insert_text(id(3), 13, " [D]").unwrap();
    one.set_behind(id(3), 14, &[delegation(9)], bracket_id(4)).unwrap();
    // A paragraph with a footnote: deleted by one, written in by the other.
    one.delete_paragraph(id(6)).unwrap();
    two.insert_text(id(6), 0, "Not ").unwrap();
    one.join(id(8), true).unwrap();
    two.split(id(8), 3, id(0x81)).unwrap();
    // Table: a row and a column cross, both write into one cell, one deletes a row in which the other writes.
    one.insert_line(id(0x70), Line::Row(row(4)), Some(Line::Row(row(1)))).unwrap();
    two.insert_line(id(0x70), Line::Column(column(3)), None).unwrap();
    one.insert_text(spot(3, 1).id(), 0, "by one").unwrap();
    two.insert_text(spot(3, 1).id(), 0, "by two").unwrap();
    one.delete_line(id(0x70), Line::Row(row(2))).unwrap();
    two.insert_text(spot(2, 1).id(), 0, "kept").unwrap();
    two.move_line(id(0x70), Line::Column(column(2)), Some(Line::Column(column(3)))).unwrap();
    two.set_width(id(0x70), column(1), 40).unwrap();
    meet(&mut one, &mut two);
    one.insert_text(spot(4, 3).id(), 0, "crossed").unwrap();
    one.move_paragraph(id(3), Some(id(0x51))).unwrap();
    one.insert_line(id(0x70), Line::Row(row(5)), Some(Line::Row(row(4)))).unwrap();
    one.delete_line(id(0x70), Line::Row(row(5))).unwrap();
    two.split(id(4), 5, id(0x41)).unwrap();
    two.move_paragraph(id(4), Some(id(7))).unwrap();
    two.move_paragraph(id(5), Some(id(1))).unwrap();
    meet(&mut one, &mut two);
    // A footnote that is deleted by one and written in by the other has no sign any more.
    one.delete_paragraph(id(0x63)).unwrap();
    two.insert_text(id(0x63), 0, "Still here: ").unwrap();
    meet(&mut one, &mut two);
    odd_v2(&one.snapshot())
}

/// What no program of this version writes but every one must show.
fn odd_v2(snapshot: &[u8]) -> Draft {
    let doc = LoroDoc::new();
    let mut styles = StyleConfigMap::new();
    for key in ["id", "bracket", "note"] {
        styles.insert(key.into(), StyleConfig { expand: ExpandType::None });
    }
    doc.config_text_style(styles);
    doc.import(snapshot).unwrap();
    doc.set_peer_id(33).unwrap();
    let (text, attributes) = (doc.get_text("text"), doc.get_map("attributes"));
    let end = text.len_unicode();
    // A kind of a newer version; a table without rows; signs that stand for nothing; a place that is none.
    text.insert(end, "\u{1e}newer words\n\u{1e}only a caption\n\u{1e}stray \u{fffc}sign ] and \u{fffc}\n").unwrap();
    for (at, n) in [(0, 0xa1), (13, 0xa2), (29, 0xa3)] {
        text.mark(end + at..end + at + 1, "id", id(n).to_string()).unwrap();
    }
    text.mark(end + 48..end + 49, "note", id(0x6f).to_string()).unwrap();
    for (n, name, value) in [(0xa1, "kind", "chart"), (0xa2, "kind", "table"), (0xa3, "place", "ffffffffffffffff 5")] {
        attributes.insert(&format!("{}/{name}", id(n)), value).unwrap();
    }
    doc.commit();
    Draft::open(&doc.export(loro::ExportMode::Snapshot).unwrap()).unwrap()
}

#[test]
fn the_frozen_draft_of_version_1_reads_as_ever() {
    let expected: Value = serde_json::from_str(include_str!("../../../tests/fixtures/draft/v1.json")).unwrap();
    let frozen = Draft::open(include_bytes!("../../../tests/fixtures/draft/v1.snapshot")).unwrap();
    assert_eq!(reading(&frozen), expected);
}

#[test]
fn the_frozen_draft_of_version_2_reads_as_ever() {
    let expected: Value = serde_json::from_str(include_str!("../../../tests/fixtures/draft/v2.json")).unwrap();
    let frozen = Draft::open(include_bytes!("../../../tests/fixtures/draft/v2.snapshot")).unwrap();
    assert_eq!(reading_v2(&frozen), expected);
    assert_eq!(reading_v2(&build_v2()), expected);
}
