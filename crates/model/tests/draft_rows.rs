//! The table 'What must hold when two people of one side write apart and then meet', row by row: in both orders of
//! arrival, under both orders of peers, on replicas that wrote and that did not.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use qalam_model::{
    draft::{Cling, Draft, Line},
    paper::{Direction, Kind},
    text::{Mark, RichText},
};

type Act = Box<dyn Fn(&mut Draft)>;
type Check = Box<dyn Fn(&Draft)>;

/// One does, the other does, and what must be there then.
struct Row {
    name: &'static str,
    begin: fn() -> Draft,
    one: Act,
    other: Act,
    check: Check,
}

fn row_of(
    name: &'static str,
    begin: fn() -> Draft,
    one: impl Fn(&mut Draft) + 'static,
    other: impl Fn(&mut Draft) + 'static,
    check: impl Fn(&Draft) + 'static,
) -> Row {
    Row { name, begin, one: Box::new(one), other: Box::new(other), check: Box::new(check) }
}

fn three() -> Draft {
    start(&["one words", "two", "three"])
}

fn split(paragraph: u8, at: u32, new: u8) -> impl Fn(&mut Draft) {
    move |d| {
        d.split(id(paragraph), at, id(new)).unwrap();
    }
}

fn write(paragraph: u8, at: u32, words: &'static str) -> impl Fn(&mut Draft) {
    move |d| d.insert_text(id(paragraph), at, words).unwrap()
}

fn shift(paragraph: u8, after: Option<u8>) -> impl Fn(&mut Draft) {
    move |d| d.move_paragraph(id(paragraph), after.map(id)).unwrap()
}

fn reads(expected: &'static [&'static str]) -> impl Fn(&Draft) {
    move |d| assert_eq!(texts(d), expected)
}

/// A place that a comment stands on, from one paragraph's words.
fn comment_on(d: &Draft, a: u32, b: u32) -> [Vec<u8>; 2] {
    [d.cursor(id(1), a, Cling::Next).unwrap(), d.cursor(id(1), b, Cling::Previous).unwrap()]
}

fn splits_and_joins() -> Vec<Row> {
    let join = |d: &mut Draft| d.join(id(1), true).unwrap();
    vec![
        row_of("split | type in its second half", three, split(1, 4, 9), write(1, 9, "!"), reads(&["one ", "words!", "two", "three"])),
        row_of("split | split elsewhere", three, split(1, 2, 8), split(1, 6, 9), reads(&["on", "e wo", "rds", "two", "three"])),
        row_of("split | split at the same place", three, split(1, 4, 8), split(1, 4, 9), |d| {
            let all: Vec<String> = texts(d).into_iter().filter(|t| !t.is_empty()).collect();
            assert_eq!(all, ["one ", "words", "two", "three"]);
        }),
        row_of("join | type in either", three, join, write(2, 3, "!"), reads(&["one wordstwo!", "three"])),
        row_of("join | move the second", three, join, shift(2, Some(3)), reads(&["one wordstwo", "three"])),
        row_of("join | move the first", three, join, shift(1, Some(3)), reads(&["three", "one wordstwo"])),
        row_of(
            "join | restyle the first",
            three,
            join,
            |d| d.restyle(id(1), Kind::Heading, 2, None).unwrap(),
            |d| {
                let p = &d.paragraphs()[0].paragraph;
                assert_eq!((p.kind, p.level, p.text.text.as_str()), (Kind::Heading, 2, "one wordstwo"));
            },
        ),
        row_of(
            "join | split the first, move its rest",
            three,
            join,
            |d| {
                d.split(id(1), 4, id(9)).unwrap();
                d.move_paragraph(id(9), Some(id(3))).unwrap();
            },
            reads(&["one two", "three", "words"]),
        ),
    ]
}

fn styles_and_moves() -> Vec<Row> {
    vec![
        row_of(
            "restyle, turn | edit",
            three,
            |d| d.restyle(id(1), Kind::Item, 2, Some(Direction::Rtl)).unwrap(),
            write(1, 9, "!"),
            |d| {
                let p = &d.paragraphs()[0].paragraph;
                assert_eq!((p.kind, p.level, p.direction, p.text.text.as_str()), (Kind::Item, 2, Some(Direction::Rtl), "one words!"));
            },
        ),
        row_of("move | edit", three, shift(1, Some(3)), write(1, 0, "!"), reads(&["two", "three", "!one words"])),
        row_of("move | split", three, shift(1, Some(2)), split(1, 4, 9), reads(&["two", "one ", "words", "three"])),
        row_of("move to the beginning | split", three, shift(3, None), split(3, 2, 9), reads(&["th", "ree", "one words", "two"])),
        row_of(
            "move | split it twice and write",
            three,
            shift(1, Some(2)),
            |d| {
                d.split(id(1), 4, id(8)).unwrap();
                d.split(id(8), 2, id(9)).unwrap();
                d.insert_text(id(9), 3, "!").unwrap();
            },
            reads(&["two", "one ", "wo", "rds!", "three"]),
        ),
        row_of(
            "move | Enter at its end and write",
            three,
            shift(1, Some(3)),
            |d| {
                d.split(id(1), 9, id(9)).unwrap();
                d.insert_text(id(9), 0, "new").unwrap();
            },
            |d| {
                let mut all = texts(d);
                all.sort();
                assert_eq!(all, ["new", "one words", "three", "two"]);
            },
        ),
        row_of(
            "move what was joined | split its second part",
            || {
                let mut d = three();
                d.set_peer(5);
                d.join(id(1), true).unwrap();
                d
            },
            shift(1, Some(3)),
            split(1, 10, 9),
            reads(&["three", "one wordst", "wo"]),
        ),
        row_of(
            "move after a split | edit both",
            || {
                let mut d = three();
                d.set_peer(5);
                d.split(id(1), 4, id(9)).unwrap();
                d
            },
            shift(1, Some(3)),
            |d| {
                d.insert_text(id(9), 5, "!").unwrap();
                d.insert_text(id(1), 0, "!").unwrap();
            },
            reads(&["words!", "two", "three", "!one "]),
        ),
        row_of("move | move elsewhere", three, shift(1, Some(3)), shift(1, Some(2)), |d| {
            let all = texts(d);
            assert!(all == ["two", "three", "one words"] || all == ["two", "one words", "three"], "{all:?}");
        }),
        row_of("move | move another to the same place", three, shift(1, Some(3)), shift(2, Some(3)), |d| {
            let all = texts(d);
            assert!(all == ["three", "one words", "two"] || all == ["three", "two", "one words"], "{all:?}");
        }),
        row_of(
            "move | move back",
            three,
            |d| {
                d.move_paragraph(id(1), Some(id(3))).unwrap();
                d.move_paragraph(id(1), None).unwrap();
            },
            split(1, 4, 9),
            reads(&["one ", "words", "two", "three"]),
        ),
        row_of("move | delete", three, shift(1, Some(3)), |d| d.delete_paragraph(id(1)).unwrap(), reads(&["two", "three"])),
    ]
}

fn deletions_and_insertions() -> Vec<Row> {
    vec![
        row_of(
            "delete | edit",
            three,
            |d| d.delete_paragraph(id(2)).unwrap(),
            write(2, 3, " kept"),
            |d| {
                assert_eq!(
                    (texts(d), edited(d)),
                    (vec!["one words".into(), "two kept".into(), "three".into()], vec!["two kept".to_owned()])
                );
            },
        ),
        row_of(
            "delete across three | type in the middle",
            three,
            |d| d.delete_across(id(1), 4, id(3), 2).unwrap(),
            write(2, 3, "!"),
            |d| {
                assert_eq!((texts(d), edited(d)), (vec!["one ree".into(), "two!".into()], vec!["two!".to_owned()]));
            },
        ),
        row_of(
            "insert | type around it",
            three,
            |d| d.insert_paragraph(Some(id(1)), &paragraph(9, "new")).unwrap(),
            |d| {
                d.insert_text(id(1), 9, "!").unwrap();
                d.insert_text(id(2), 0, "!").unwrap();
            },
            reads(&["one words!", "new", "!two", "three"]),
        ),
        row_of(
            "insert behind what the other moves",
            three,
            |d| d.insert_paragraph(Some(id(1)), &paragraph(9, "new")).unwrap(),
            shift(1, Some(3)),
            |d| {
                let mut all = texts(d);
                all.sort();
                assert_eq!(all, ["new", "one words", "three", "two"]);
            },
        ),
        row_of(
            "type | type at the same place",
            three,
            |d| {
                "red ".chars().enumerate().for_each(|(i, c)| d.insert_text(id(1), 4 + i as u32, &c.to_string()).unwrap());
            },
            |d| {
                "big ".chars().enumerate().for_each(|(i, c)| d.insert_text(id(1), 4 + i as u32, &c.to_string()).unwrap());
            },
            |d| {
                let first = texts(d).remove(0);
                assert!(["one red big words", "one big red words"].contains(&first.as_str()), "{first}");
            },
        ),
    ]
}

fn signs() -> Vec<Row> {
    let flagged = |d: &Draft| (text_of(d, id(1)), d.brackets(id(1)).unwrap().unpaired);
    vec![
        row_of(
            "bold | bold what overlaps",
            three,
            |d| d.mark(id(1), 0, 4, Mark::Bold, true).unwrap(),
            |d| d.mark(id(1), 2, 6, Mark::Bold, true).unwrap(),
            |d| assert_eq!(spans(d), [(0, 6, Mark::Bold)]),
        ),
        row_of(
            "bracket | bracket what overlaps",
            three,
            |d| d.bracket(id(1), 0, 5, bracket_id(1), &[delegation(1)]).unwrap(),
            |d| d.bracket(id(1), 2, 9, bracket_id(2), &[delegation(2)]).unwrap(),
            move |d| assert_eq!(flagged(d), ("[on[e w]ords]".into(), vec![0, 3, 7, 12])),
        ),
        row_of(
            "bracket | bracket within",
            three,
            |d| d.bracket(id(1), 0, 9, bracket_id(1), &[delegation(1)]).unwrap(),
            |d| d.bracket(id(1), 4, 9, bracket_id(2), &[delegation(2)]).unwrap(),
            |d| {
                let all = d.brackets(id(1)).unwrap();
                assert_eq!((all.pairs.len(), text_of(d, id(1)).matches(['[', ']']).count()), (2 - all.unpaired.len() / 2, 4));
            },
        ),
        row_of(
            "bracket | edit within",
            three,
            |d| d.bracket(id(1), 0, 3, bracket_id(1), &[delegation(1)]).unwrap(),
            write(1, 2, "!"),
            |d| assert_eq!((text_of(d, id(1)), d.brackets(id(1)).unwrap().pairs.len()), ("[on!e] words".into(), 1)),
        ),
        row_of(
            "comment | comment on what overlaps",
            three,
            |d| drop(comment_on(d, 0, 5)),
            write(1, 2, "!"),
            |d| {
                let places = comment_on(d, 0, 5).map(|c| d.find_cursor(&c).unwrap().1);
                assert_eq!(places, [0, 5]);
            },
        ),
        row_of(
            "add a footnote | edit behind it",
            three,
            |d| d.insert_note(id(1), 3, id(9), &RichText::plain("note")).unwrap(),
            write(1, 9, "!"),
            reads(&["one\u{fffc} words!", "note", "two", "three"]),
        ),
        row_of(
            "add a footnote | add another before it",
            three,
            |d| d.insert_note(id(1), 3, id(8), &RichText::plain("second")).unwrap(),
            |d| d.insert_note(id(1), 0, id(9), &RichText::plain("first")).unwrap(),
            reads(&["\u{fffc}one\u{fffc} words", "first", "second", "two", "three"]),
        ),
        row_of(
            "delete a footnote | edit it",
            with_note,
            |d| d.delete_paragraph(id(6)).unwrap(),
            write(6, 8, "!"),
            |d| {
                assert_eq!(
                    (texts(d), edited(d)),
                    (vec!["words behind".into(), "other".into(), "the note!".into()], vec!["the note!".to_owned()])
                );
            },
        ),
        row_of(
            "delete its paragraph | edit the paragraph",
            with_note,
            |d| d.delete_paragraph(id(1)).unwrap(),
            write(1, 0, "!"),
            |d| {
                assert_eq!((texts(d)[1].as_str(), edited(d)), ("the note", vec!["!words\u{fffc} behind".to_owned()]));
            },
        ),
        row_of(
            "delete its words | move the paragraph",
            with_note,
            |d| d.delete_range(id(1), 4, 7).unwrap(),
            shift(1, Some(2)),
            reads(&["other", "wordbehind"]),
        ),
        row_of(
            "split before a sign | edit the footnote",
            with_note,
            split(1, 3, 9),
            write(6, 0, "!"),
            reads(&["wor", "ds\u{fffc} behind", "!the note", "other"]),
        ),
        row_of(
            "link | link what overlaps",
            three,
            |d| d.link(id(1), 0, 5, Some("https://a.example")).unwrap(),
            |d| d.link(id(1), 3, 9, Some("https://b.example")).unwrap(),
            |d| {
                let links = d.paragraphs().remove(0).paragraph.text.links;
                assert_eq!((links[0].start, links[0].end, links[1].start, links[1].end), (0, links[1].start, links[0].end, 9));
            },
        ),
    ]
}

fn tables() -> Vec<Row> {
    let new_row = |n: u8, after: u8| move |d: &mut Draft| d.insert_line(id(7), Line::Row(row(n)), Some(Line::Row(row(after)))).unwrap();
    let new_column =
        |n: u8, after: u8| move |d: &mut Draft| d.insert_line(id(7), Line::Column(column(n)), Some(Line::Column(column(after)))).unwrap();
    let fill = |r: u8, c: u8, words: &'static str| move |d: &mut Draft| d.insert_text(cell(r, c), 0, words).unwrap();
    vec![
        row_of(
            "add a row | add a column",
            with_table,
            move |d| {
                new_row(3, 1)(d);
                fill(3, 2, "of the row")(d);
            },
            move |d| {
                new_column(4, 1)(d);
                fill(2, 4, "of the column")(d);
            },
            |d| {
                assert_eq!(shape(d), (vec![1, 3, 2], vec![1, 4, 2]));
                assert_eq!(texts(d), ["before", "caption", "eleven", "of the row", "of the column", "twenty-two", "after"]);
            },
        ),
        row_of("add a row | add one at the same place", with_table, new_row(3, 1), new_row(4, 1), |d| {
            let rows = shape(d).0;
            assert!(rows == [1, 3, 4, 2] || rows == [1, 4, 3, 2], "{rows:?}");
        }),
        row_of("add a row | edit a cell", with_table, new_row(3, 2), fill(1, 1, "!"), |d| {
            assert_eq!((shape(d).0, text_of(d, cell(1, 1))), (vec![1, 2, 3], "!eleven".into()));
        }),
        row_of("write in an empty cell | write in it", with_table, fill(1, 2, "aaa"), fill(1, 2, "bbb"), |d| {
            assert!(["aaabbb", "bbbaaa"].contains(&text_of(d, cell(1, 2)).as_str()));
        }),
        row_of(
            "delete a row | edit in it",
            with_table,
            |d| d.delete_line(id(7), Line::Row(row(2))).unwrap(),
            fill(2, 2, "!"),
            |d| {
                assert_eq!((shape(d).0, text_of(d, cell(2, 2))), (vec![1, 2], "!twenty-two".into()));
                assert_eq!(d.paragraphs()[1].edited_rows, [row(2)]);
            },
        ),
        row_of(
            "delete a row | delete a column",
            with_table,
            |d| d.delete_line(id(7), Line::Row(row(2))).unwrap(),
            |d| d.delete_line(id(7), Line::Column(column(2))).unwrap(),
            |d| {
                assert_eq!(
                    (shape(d), texts(d)),
                    ((vec![1], vec![1]), ["before", "caption", "eleven", "after"].map(str::to_owned).to_vec())
                );
            },
        ),
        row_of(
            "delete a row | write in a column that is new",
            with_table,
            |d| d.delete_line(id(7), Line::Row(row(2))).unwrap(),
            move |d| {
                new_column(4, 2)(d);
                fill(2, 4, "kept")(d);
            },
            |d| assert_eq!((shape(d).0, text_of(d, cell(2, 4))), (vec![1, 2], "kept".into())),
        ),
        row_of(
            "move a row | edit in it",
            with_table,
            |d| d.move_line(id(7), Line::Row(row(1)), Some(Line::Row(row(2)))).unwrap(),
            fill(1, 1, "!"),
            |d| {
                assert_eq!((shape(d).0, text_of(d, cell(1, 1))), (vec![2, 1], "!eleven".into()));
            },
        ),
        row_of(
            "move the table | edit a cell",
            with_table,
            |d| d.move_paragraph(id(7), Some(id(2))).unwrap(),
            fill(1, 1, "!"),
            |d| {
                assert_eq!(texts(d), ["before", "after", "caption", "!eleven", "twenty-two"]);
            },
        ),
        row_of(
            "delete the table | edit a cell",
            with_table,
            |d| d.delete_paragraph(id(7)).unwrap(),
            fill(1, 1, "!"),
            |d| {
                assert_eq!((edited(d), text_of(d, cell(1, 1))), (vec!["caption".to_owned()], "!eleven".into()));
            },
        ),
        row_of(
            "delete the table | write in an empty cell",
            with_table,
            |d| d.delete_paragraph(id(7)).unwrap(),
            fill(1, 2, "new"),
            |d| {
                assert_eq!((edited(d), text_of(d, cell(1, 2))), (vec!["caption".to_owned()], "new".into()));
            },
        ),
        row_of(
            "delete the table | read it",
            with_table,
            |d| d.delete_paragraph(id(7)).unwrap(),
            |_| {},
            |d| assert_eq!(texts(d), ["before", "after"]),
        ),
        row_of(
            "widen a column | make rows headings",
            with_table,
            |d| d.set_width(id(7), column(1), 300).unwrap(),
            |d| d.set_head(id(7), 2).unwrap(),
            |d| {
                let table = d.paragraphs().remove(1).paragraph.table.unwrap();
                assert_eq!((table.columns[0].width, table.head), (300, 2));
            },
        ),
        row_of(
            "delete across a table | edit a cell",
            with_table,
            |d| d.delete_across(id(1), 3, id(2), 2).unwrap(),
            fill(2, 2, "!"),
            |d| {
                assert_eq!((texts(d)[0].as_str(), edited(d)), ("befter", vec!["caption".to_owned()]));
                assert_eq!(text_of(d, cell(2, 2)), "!twenty-two");
            },
        ),
        row_of(
            "footnote in a cell | move the column",
            with_table,
            |d| d.insert_note(cell(1, 1), 6, id(9), &RichText::plain("note")).unwrap(),
            |d| {
                d.move_line(id(7), Line::Column(column(1)), Some(Line::Column(column(2)))).unwrap();
            },
            reads(&["before", "caption", "eleven\u{fffc}", "twenty-two", "note", "after"]),
        ),
    ]
}

#[test]
fn every_row_of_the_table_holds() {
    let rows = [splits_and_joins(), styles_and_moves(), deletions_and_insertions(), signs(), tables()];
    for row in rows.into_iter().flatten() {
        // Said where it fails.
        println!("{}", row.name);
        meet_from(&(row.begin)(), &*row.one, &*row.other, &*row.check);
    }
}
