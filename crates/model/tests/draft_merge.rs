//! What must hold when people of one side write apart and then meet: each row in both orders of arrival, under
//! both orders of peers, on three replicas.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use qalam_model::{
    draft::Draft,
    paper::{Direction, Kind},
    text::Mark,
};

#[test]
fn split_and_type_in_the_second_half() {
    meet(
        &["first half second half"],
        &|d| {
            d.split(id(1), 11, id(9)).unwrap();
        },
        &|d| d.insert_text(id(1), 17, " new").unwrap(),
        &|d| assert_eq!(texts(d), ["first half ", "second new half"]),
    );
}

#[test]
fn split_elsewhere_and_at_the_same_place() {
    meet(
        &["abcdef"],
        &|d| {
            d.split(id(1), 2, id(8)).unwrap();
        },
        &|d| {
            d.split(id(1), 4, id(9)).unwrap();
        },
        &|d| assert_eq!(texts(d), ["ab", "cd", "ef"]),
    );
    meet(
        &["abcdef"],
        &|d| {
            d.split(id(1), 3, id(8)).unwrap();
        },
        &|d| {
            d.split(id(1), 3, id(9)).unwrap();
        },
        &|d| assert_eq!(texts(d).into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>(), ["abc", "def"]),
    );
}

#[test]
fn split_right_behind_typed_words_while_the_other_deletes_or_restyles() {
    let typed = |d: &mut Draft| {
        d.insert_text(id(1), 0, "XY").unwrap();
        d.split(id(1), 2, id(9)).unwrap();
        d.insert_text(id(9), 0, "Z").unwrap();
    };
    meet(&["abc", "def"], &typed, &|d| d.delete_paragraph(id(1)).unwrap(), &|d| {
        assert_eq!(texts(d), ["XY", "Zabc", "def"]);
        let marked: Vec<bool> = d.paragraphs().iter().map(|p| p.edited_after_deletion).collect();
        assert_eq!(marked, [true, false, false]);
    });
    meet(&["abc", "def"], &typed, &|d| d.restyle(id(1), Kind::Heading, 2, None).unwrap(), &|d| {
        let kinds: Vec<Kind> = d.paragraphs().iter().map(|p| p.paragraph.kind).collect();
        assert_eq!(kinds, [Kind::Heading, Kind::Operative, Kind::Operative]);
    });
}

#[test]
fn join_and_type_in_or_restyle_either() {
    let join = |d: &mut Draft| d.join(id(1), true).unwrap();
    meet(&["one ", "two", "three"], &join, &|d| d.insert_text(id(2), 3, "!").unwrap(), &|d| {
        assert_eq!(texts(d), ["one two!", "three"]);
    });
    meet(&["one ", "two", "three"], &join, &|d| d.insert_text(id(1), 0, "!").unwrap(), &|d| {
        assert_eq!(texts(d), ["!one two", "three"]);
    });
    meet(&["one ", "two"], &join, &|d| d.restyle(id(1), Kind::Heading, 3, None).unwrap(), &|d| {
        let p = &d.paragraphs()[0].paragraph;
        assert_eq!((p.kind, p.level, p.text.text.as_str()), (Kind::Heading, 3, "one two"));
    });
    meet(&["one ", "two"], &join, &|d| d.restyle(id(2), Kind::Plain, 0, None).unwrap(), &|d| {
        assert_eq!(texts(d), ["one two"]);
    });
    meet(&["one ", "two"], &join, &join, &|d| assert_eq!(texts(d), ["one two"]));
}

#[test]
fn join_and_split_the_first_of_them() {
    meet(
        &["one and ", "two", "three"],
        &|d| d.join(id(1), true).unwrap(),
        &|d| {
            d.split(id(1), 4, id(9)).unwrap();
        },
        &|d| assert_eq!(texts(d), ["one ", "and two", "three"]),
    );
}

#[test]
fn joins_on_both_sides_of_a_paragraph() {
    meet(&["a", "b", "c"], &|d| d.join(id(1), true).unwrap(), &|d| d.join(id(2), true).unwrap(), &|d| assert_eq!(texts(d), ["abc"]));
}

#[test]
fn join_to_a_paragraph_that_the_other_deletes() {
    meet(&["one ", "two"], &|d| d.join(id(1), true).unwrap(), &|d| d.delete_paragraph(id(1)).unwrap(), &|d| {
        assert_eq!((texts(d), d.paragraphs()[0].paragraph.id), (vec!["two".to_owned()], id(2)))
    });
}

#[test]
fn restyle_or_turn_and_edit() {
    meet(
        &["one"],
        &|d| d.restyle(id(1), Kind::Item, 2, Some(Direction::Rtl)).unwrap(),
        &|d| d.insert_text(id(1), 3, " more").unwrap(),
        &|d| {
            let p = &d.paragraphs()[0].paragraph;
            assert_eq!((p.kind, p.level, p.direction), (Kind::Item, 2, Some(Direction::Rtl)));
            assert_eq!(p.text.text, "one more");
        },
    );
}

#[test]
fn delete_and_edit() {
    meet(&["one", "two"], &|d| d.delete_paragraph(id(1)).unwrap(), &|d| d.insert_text(id(1), 3, " kept").unwrap(), &|d| {
        assert_eq!(texts(d), ["one kept", "two"]);
        assert!(d.paragraphs()[0].edited_after_deletion && !d.paragraphs()[1].edited_after_deletion);
    });
    let delete = |d: &mut Draft| d.delete_paragraph(id(1)).unwrap();
    meet(&["one", "two"], &delete, &delete, &|d| assert_eq!(texts(d), ["two"]));
}

#[test]
fn delete_across_three_and_type_in_the_middle() {
    meet(
        &["keep cut", "middle", "cut keep", "last"],
        &|d| d.delete_across(id(1), 5, id(3), 4).unwrap(),
        &|d| d.insert_text(id(2), 6, " new words").unwrap(),
        &|d| {
            assert_eq!(texts(d), ["keep keep", "middle new words", "last"]);
            assert!(d.paragraphs()[1].edited_after_deletion);
        },
    );
}

#[test]
fn insert_a_paragraph_and_type_around_it() {
    for (at, offset, expected) in [(1, 3, ["one!", "new", "two"]), (2, 0, ["one", "new", "!two"])] {
        meet(
            &["one", "two"],
            &|d| d.insert_paragraph(Some(id(1)), &paragraph(9, "new")).unwrap(),
            &|d| d.insert_text(id(at), offset, "!").unwrap(),
            &|d| assert_eq!(texts(d), expected),
        );
    }
    meet(
        &["one", "two"],
        &|d| d.insert_paragraph(Some(id(1)), &paragraph(8, "new")).unwrap(),
        &|d| d.delete_paragraph(id(2)).unwrap(),
        &|d| assert_eq!(texts(d), ["one", "new"]),
    );
}

#[test]
fn enter_at_the_end_and_type_at_the_end() {
    meet(
        &["one", "two"],
        &|d| {
            d.split(id(1), 3, id(9)).unwrap();
            d.insert_text(id(9), 0, "new").unwrap();
        },
        &|d| d.insert_text(id(1), 3, "!").unwrap(),
        &|d| assert_eq!(texts(d), ["one!", "new", "two"]),
    );
}

#[test]
fn format_overlapping_ranges() {
    meet(&["abcdef"], &|d| d.mark(id(1), 0, 4, Mark::Bold, true).unwrap(), &|d| d.mark(id(1), 2, 6, Mark::Bold, true).unwrap(), &|d| {
        assert_eq!(spans(d), [(0, 6, Mark::Bold)])
    });
    meet(&["abcdef"], &|d| d.mark(id(1), 0, 4, Mark::Bold, true).unwrap(), &|d| d.mark(id(1), 2, 6, Mark::Italic, true).unwrap(), &|d| {
        assert_eq!(spans(d), [(0, 4, Mark::Bold), (2, 6, Mark::Italic)])
    });
}

#[test]
fn type_at_the_same_place() {
    meet(
        &["one two"],
        &|d| "red ".chars().enumerate().for_each(|(i, c)| d.insert_text(id(1), 4 + i as u32, &c.to_string()).unwrap()),
        &|d| "big ".chars().enumerate().for_each(|(i, c)| d.insert_text(id(1), 4 + i as u32, &c.to_string()).unwrap()),
        &|d| assert!(["one red big two", "one big red two"].contains(&texts(d)[0].as_str()), "{:?}", texts(d)),
    );
}

#[test]
fn undoing_a_join_brings_both_back() {
    let mut d = start(&["one ", "two ", "three"]);
    d.set_peer(5);
    d.join(id(1), true).unwrap();
    d.join(id(1), true).unwrap();
    assert_eq!(texts(&d), ["one two three"]);
    assert_eq!(d.split(id(1), 4, id(9)).unwrap(), id(2));
    assert_eq!(texts(&d), ["one ", "two three"]);
    d.join(id(2), false).unwrap();
    assert_eq!(d.split(id(1), 6, id(9)).unwrap(), id(9));
    assert_eq!(texts(&d), ["one tw", "o three"]);
}

#[test]
fn replacing_with_an_edited_copy_is_small_and_meets_typing() {
    let mut target = paragraphs(&["one", "zero", "two changed", "four"]);
    target[1].id = id(9);
    target[2].id = id(2);
    target[3].id = id(4);
    meet(
        &["one", "two", "three", "four"],
        &|d| assert_eq!(d.replace_with(&target).unwrap(), [id(9), id(2), id(3)]),
        &|d| d.insert_text(id(2), 0, "And ").unwrap(),
        &|d| assert_eq!(texts(d), ["one", "zero", "And two changed", "four"]),
    );
}

#[test]
fn replacing_moves_what_stands_elsewhere() {
    let mut d = start(&["a", "b", "c"]);
    d.set_peer(5);
    let all: Vec<_> = d.paragraphs().into_iter().map(|p| p.paragraph).collect();
    let target = [all[2].clone(), all[0].clone(), all[1].clone()];
    assert_eq!(d.replace_with(&target).unwrap(), [id(3)]);
    let shown: Vec<_> = d.paragraphs().into_iter().map(|p| p.paragraph).collect();
    assert_eq!(shown, target);
    assert_eq!(d.replace_with(&all).unwrap(), [id(3)]);
    assert_eq!(texts(&d), ["a", "b", "c"]);
    assert!(d.replace_with(&all).unwrap().is_empty());
}
