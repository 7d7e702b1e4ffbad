#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::{
    compare::compare,
    ids::{DelegationId, ParagraphId, RevisionId},
    paper::{Kind, Paragraph},
    proposal::Contributor,
    text::Span,
};

fn paper(texts: &[&str]) -> Vec<Paragraph> {
    texts.iter().enumerate().map(|(i, t)| Paragraph::new(ParagraphId([i as u8 + 1; 8]), Kind::Operative, RichText::plain(t))).collect()
}

/// Whether it is editorial to make `new` of the first of these paragraphs.
fn editorial(texts: &[&str], new: &str) -> bool {
    let old = paper(texts);
    let mut copy = old.clone();
    copy[0].text = RichText::plain(new);
    of_copy(&old, &copy)
}

fn of_copy(old: &[Paragraph], copy: &[Paragraph]) -> bool {
    let revision = crate::paper::Revision {
        group: crate::ids::GroupId([0; 32]),
        paper: crate::ids::PaperId([0; 16]),
        symbol: String::new(),
        title: String::new(),
        language: "en".to_owned(),
        predecessor: None,
        paragraphs: old.to_vec(),
    };
    let by = Contributor::Delegation(DelegationId([1; 16]));
    let proposals = compare(&revision, &RevisionId([2; 32]), by, copy);
    assert_eq!(proposals.len(), 1, "the copy differs in one paragraph");
    let words = Vocabulary::of(old);
    old.iter().find(|p| p.id == proposals[0].paragraph).is_some_and(|p| is_editorial(p, &proposals[0], &words))
}

#[test]
fn punctuation_white_space_and_spelling_are() {
    let cases: &[(&[&str], &str)] = &[
        (&["States shall cooperate ."], "States shall cooperate."),
        (&["States  shall cooperate"], "States shall cooperate;"),
        (&["Rights, duties and means of States."], "Rights, duties, and means of States."),
        (&["A long-term plan – as agreed."], "A long term plan, as agreed."),
        (&["An “open” environment."], "An «open» environment."),
        (&["Each goverment shall act.", "The government of each State."], "Each government shall act."),
        (&["Each Party shall recieve notice.", "Parties receive it."], "Each Party shall receive notice."),
        (&["Стороны, признавая всё это,"], "Стороны признавая все это:"),
        (&["كُتِبَ التقرير ، ونشر"], "كتب التقرير، ونشر"),
        (&["في عام ٢٠٠٩،"], "في عام 2009،"),
        (&["各国，应当合作"], "各国应当合作。"),
    ];
    for (old, new) in cases {
        assert!(editorial(old, new), "{:?} -> {new:?}", old[0]);
    }
}

#[test]
fn what_may_carry_a_meaning_is_not() {
    let cases: &[(&[&str], &str)] = &[
        (&["States shall cooperate."], "States should cooperate."),
        (&["States shall cooperate."], "States shall not cooperate."),
        (&["States shall cooperate."], "Participating States shall cooperate."),
        (&["An “open” environment."], "An open environment."),
        (&["Each State shall act.", "States act."], "Each States shall act."),
        (&["The parties shall act.", "Parties act."], "The Parties shall act."),
        (&["States shall (where possible) act."], "States shall where possible act."),
        (&["Arms and/or ammunition"], "Arms and or ammunition"),
        (&["[shall] act"], "shall act"),
        (&["Within 1,5 hours"], "Within 15 hours"),
        (&["Paragraphs 10-12"], "Paragraphs 10 12"),
        (&["A share of 5%"], "A share of 5"),
        (&["They adopt the plan."], "They adapt the plan."),
        // Both forms stand in the text: each is a word of its own.
        (&["The contact point", "A contract", "Another contact"], "The contract point"),
        (&["Государства признают право.", "Государство признает право"], "Государство признают право."),
        (&["أن تتعاون الدول"], "إن تتعاون الدول"),
        (&["كُتِبَ التقرير"], "كَتَبَ التقرير"),
        (&["各国应当合作"], "各国必须合作"),
        (&["各国应当合作"], "各国应合作"),
        (&["A text."], ""),
    ];
    for (old, new) in cases {
        assert!(!editorial(old, new), "{:?} -> {new:?}", old[0]);
    }
}

#[test]
fn formatting_is_but_not_what_stands_above_the_line_nor_another_kind() {
    let old = paper(&["The area is 10 m2 wide."]);
    let marked = |mark| {
        let mut copy = old.clone();
        copy[0].text.spans.push(Span { start: 16, end: 18, mark });
        of_copy(&old, &copy)
    };
    assert!(marked(Mark::Bold) && marked(Mark::Italic) && marked(Mark::Underline));
    assert!(!marked(Mark::Superscript) && !marked(Mark::Subscript));
    let mut copy = old.clone();
    copy[0].kind = Kind::Heading;
    copy[0].level = 1;
    assert!(!of_copy(&old, &copy));
    let mut copy = old.clone();
    copy[0].direction = Some(crate::paper::Direction::Rtl);
    assert!(of_copy(&old, &copy));
    // A proposal is editorial as a whole, or not.
    let mut copy = old.clone();
    copy[0].text = RichText::plain("The surface is 10 m2, wide.");
    assert!(!of_copy(&old, &copy));
}
