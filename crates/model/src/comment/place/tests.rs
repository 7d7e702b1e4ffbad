use super::*;
use crate::{comment::quote_of, paper::Kind, text::RichText};
use proptest::prelude::*;

fn paragraph(id: u8, text: &str) -> Paragraph {
    Paragraph::new(ParagraphId([id; 8]), Kind::Plain, RichText::plain(text))
}

/// A text with `{` and `}` around the range, and the text without them.
fn ranged(marked: &str) -> (String, u32, u32) {
    let at = |c: char| marked.chars().position(|x| x == c).unwrap() as u32;
    (marked.replace(['{', '}'], ""), at('{'), at('}') - 1)
}

/// How the later text reads with the range around the words that are left; the text alone if none are.
fn carried(marked: &str, later: &str) -> String {
    let (old, start, end) = ranged(marked);
    let quote = quote_of(&old, start, end);
    let place = Place { paragraph: ParagraphId([1; 8]), start, end };
    match follow(place, &quote, &[&[paragraph(1, &old)], &[paragraph(1, later)]]) {
        None => later.to_owned(),
        Some(found) => show(later, found.start, found.end),
    }
}

fn show(text: &str, start: u32, end: u32) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (start, end) = (start as usize, end as usize);
    let part = |of: &[char]| of.iter().collect::<String>();
    format!("{}{{{}}}{}", part(&chars[..start]), part(&chars[start..end]), part(&chars[end..]))
}

#[test]
fn a_comment_stays_on_its_words() {
    let cases = [
        // Edited in front, behind, on both sides, right at the borders.
        (
            "Each Party shall {designate} a point.",
            "Every single Party shall designate a point.",
            "Every single Party shall {designate} a point.",
        ),
        ("a {national point} for all", "a {national point} for all States and others", ""),
        ("shall {designate} a", "shall promptly designate and name a", "shall promptly {designate} and name a"),
        // Edited within: what was put between belongs to it.
        ("a {national contact point} for", "a national and lasting contact point for", "a {national and lasting contact point} for"),
        // Some of its words gone.
        ("a {national contact point} for", "a contact point for", "a {contact point} for"),
        ("a {national contact point} for", "a national body for", "a {national} body for"),
        // Moved within the paragraph.
        (
            "{Within three days}, each Party shall act.",
            "Each Party shall act, Within three days.",
            "Each Party shall act, {Within three days}.",
        ),
        // Other scripts; a single sign.
        ("各国{应当}合作。", "所有各国都应当合作。", "所有各国都{应当}合作。"),
        ("تعين {كل طرف} جهة اتصال", "تعين على الفور كل طرف جهة اتصال وطنية", "تعين على الفور {كل طرف} جهة اتصال وطنية"),
        ("peace{,} security", "peace, lasting security", "peace{,} lasting security"),
    ];
    for (old, new, wanted) in cases {
        let (new, wanted) = if wanted.is_empty() { (new.replace(['{', '}'], ""), new) } else { (new.to_owned(), wanted) };
        assert_eq!(carried(old, &new), wanted, "{old}");
    }
}

#[test]
fn a_comment_on_words_that_are_gone_has_no_place() {
    for (old, new) in [
        ("a {national contact point} for all", "a competent body for all"),
        ("shall {promptly} act", "shall act"),
        ("the {list} of the secretariat", "the names"),
        ("peace{,} security", "peace and security"),
        ("a {point} for all", "a body appointed for all"),
    ] {
        assert_eq!(carried(old, new), new, "{old}");
    }
}

#[test]
fn a_comment_follows_through_many_texts_and_comes_back_with_its_words() {
    let texts = [
        "Each Party shall designate a contact point.",
        "Each Party should designate one contact point.",
        "Each Party should act.",
        "Every Party should designate one contact point and say so.",
    ];
    let texts: Vec<Vec<Paragraph>> = texts.iter().map(|t| vec![paragraph(1, t)]).collect();
    let texts: Vec<&[Paragraph]> = texts.iter().map(Vec::as_slice).collect();
    let place = Place { paragraph: ParagraphId([1; 8]), start: 29, end: 42 };
    let at = |until: usize| follow(place, "contact point", &texts[..until]);
    assert_eq!(at(2).map(|p| (p.start, p.end)), Some((32, 45)));
    assert_eq!(at(3), None);
    assert_eq!(at(4).map(|p| (p.start, p.end)), Some((33, 46)));
}

#[test]
fn paragraphs_come_and_go() {
    let place = Place { paragraph: ParagraphId([1; 8]), start: 0, end: 36 };
    let passage = "The secretariat shall keep the list.";
    let old = [paragraph(1, &format!("{passage} It reports every year.")), paragraph(2, "Other words.")];
    // Split off into another paragraph: a whole passage is known again, and only if it stands once.
    let split = [paragraph(1, "It reports every year."), paragraph(2, "Other words."), paragraph(3, &format!("In addition: {passage}"))];
    let found = next_place(place, passage, &old, &split);
    assert_eq!(found, Some(Place { paragraph: ParagraphId([3; 8]), start: 13, end: 49 }));
    let twice = [&split[..], &[paragraph(4, passage)]].concat();
    assert_eq!(next_place(place, passage, &old, &twice), None);
    assert_eq!(next_place(place, passage, &old, &old[1..]), None);
    // On the whole paragraph: as long as it says anything.
    let whole = Place { end: 0, ..place };
    assert_eq!(next_place(whole, passage, &old, &[paragraph(1, "Quite other words.")]), Some(whole));
    assert_eq!(next_place(whole, passage, &old, &[paragraph(1, " ")]), None);
    assert_eq!(next_place(whole, passage, &old, &old[1..]), None);
}

#[test]
fn a_quote_is_found_near_its_place_or_where_it_stands_alone() {
    let text = "the list of the names of the points";
    assert_eq!(find(text, "the", 14), Some((12, 15)));
    assert_eq!(find(text, "the", 200), None);
    assert_eq!(find(text, "names", 200), Some((16, 21)));
    assert_eq!(find(text, "", 0), None);
    assert_eq!(find(text, "nothing of it", 0), None);
}

#[test]
fn a_letter_that_is_left_is_no_word() {
    assert!(has_word_of("some joint meetings", "joint exercises"));
    assert!(!has_word_of("meetings", "joint exercises"));
    assert!(!has_word_of("s", "joint exercises") && !has_word_of("", "joint") && !has_word_of("joint", ""));
    assert!(!has_word_of(", and", "peace, trust") && has_word_of(", and", ","));
    assert!(has_word_of("应合作", "应当"));
}

proptest! {
    #[test]
    fn whatever_becomes_of_a_text_a_place_lies_in_it(
        old in "[ab ,各]{0,30}", new in "[ab ,各]{0,30}", a in 0u32..40, b in 0u32..40,
    ) {
        let (start, end) = (a.min(b), a.max(b));
        let place = Place { paragraph: ParagraphId([1; 8]), start, end };
        let quote = quote_of(&old, start, end);
        let (old, new) = ([paragraph(1, &old)], [paragraph(1, &new)]);
        if let Some(found) = follow(place, &quote, &[&old, &new]) {
            prop_assert!(found.start <= found.end && (place.whole() || found.end <= new[0].text.len()));
            prop_assert_eq!(found.whole(), place.whole());
        }
        // Nothing changed, nothing moves.
        if end <= old[0].text.len() {
            prop_assert_eq!(follow(place, &quote, &[&old, &old]).filter(|_| start < end), (start < end).then_some(place));
        }
    }

    #[test]
    fn what_is_put_around_words_leaves_them_alone(front in "[a-e ]{0,20}", words in "[k-p]{1,6}( [k-p]{1,6}){0,3}", back in "[a-e ]{0,20}", more in "[f-i]{1,8}") {
        let old = format!("{front} {words} {back}");
        let start = front.chars().count() as u32 + 1;
        let end = start + words.chars().count() as u32;
        let place = Place { paragraph: ParagraphId([1; 8]), start, end };
        for new in [format!("{more} {old}"), format!("{old} {more}"), format!("{front} {more} {words} {more} {back}")] {
            let found = follow(place, &words, &[&[paragraph(1, &old)], &[paragraph(1, &new)]]).unwrap();
            prop_assert_eq!(words_at(&new, &found), words.as_str());
        }
    }
}
