//! The search index over folded text.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use qalam_vault::search::Index;

fn index() -> Index {
    let mut index = Index::new().unwrap();
    for (paper, id, folded, original) in [
        ("wp1", "p1", "water quality shall be monitored", "Water quality shall be monitored"),
        ("wp1", "p2", "мониторинг качества воды ежегодно", "Мониторинг качества воды ежегодно"),
        ("wp1", "p3", "水 资 源 管 理 是 共 同 的 责 任", "水资源管理是共同的责任"),
        ("wp2", "p1", "جوده المياه", "جَوْدَةُ المِيَاه"),
        ("wp2", "p2", "the quality of the text", "The quality of the text"),
        ("wp2", "p3", "oʻzbekiston suv", "Oʻzbekiston suv"),
    ] {
        index.put(paper, id, folded, original).unwrap();
    }
    index
}

/// As the fold makes it: quoted phrases that must all occur, matched from the beginning of their last word.
fn expression(phrases: &[&str]) -> String {
    phrases.iter().map(|phrase| format!("\"{phrase}\" *")).collect::<Vec<_>>().join(" AND ")
}

fn places(index: &Index, phrases: &[&str]) -> Vec<String> {
    let mut found: Vec<String> =
        index.query(&expression(phrases), 10).unwrap().into_iter().map(|hit| format!("{}/{}", hit.paper, hit.paragraph)).collect();
    found.sort();
    found
}

#[test]
fn words_are_found_in_every_script() {
    let index = index();
    assert_eq!(places(&index, &["quality"]), ["wp1/p1", "wp2/p2"]);
    assert_eq!(places(&index, &["quality", "water"]), ["wp1/p1"]);
    assert_eq!(places(&index, &["качеств"]), ["wp1/p2"], "from the beginning of a word");
    assert_eq!(places(&index, &["水 资 源"]), ["wp1/p3"]);
    assert_eq!(places(&index, &["源 水"]), [] as [&str; 0], "characters of one word stand together");
    assert_eq!(places(&index, &["المياه"]), ["wp2/p1"]);
    assert_eq!(places(&index, &["oʻzbek"]), ["wp2/p3"]);
    assert_eq!(index.query("воды", 10).unwrap()[0].text, "Мониторинг качества воды ежегодно");
}

#[test]
fn the_short_i_is_a_letter_of_its_own() {
    let mut index = Index::new().unwrap();
    index.put("wp", "p", "мой", "мой").unwrap();
    assert!(index.query("мои", 10).unwrap().is_empty());
}

#[test]
fn papers_are_replaced_and_removed() {
    let mut index = index();
    index.put("wp1", "p1", "now about soil", "Now about soil").unwrap();
    assert_eq!(places(&index, &["quality"]), ["wp2/p2"]);
    assert_eq!(places(&index, &["soil"]), ["wp1/p1"]);
    index.put_paper("wp2", [("p9", "quite new", "Quite new")]).unwrap();
    assert_eq!(places(&index, &["quality"]), [] as [&str; 0]);
    assert_eq!(places(&index, &["new"]), ["wp2/p9"]);
    index.remove_paper("wp1").unwrap();
    assert_eq!(places(&index, &["soil"]), [] as [&str; 0]);
}

#[test]
fn an_expression_that_is_none_is_said_so() {
    let index = index();
    assert_eq!(index.query("quality AND", 10).unwrap_err().code(), "search_query");
    assert_eq!(index.query("\"", 10).unwrap_err().code(), "search_query");
    assert_eq!(index.query("quality NOT water", 10).unwrap().len(), 1);
    assert_eq!(index.query("quality", 1).unwrap().len(), 1);
    assert!(index.query("  ", 10).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_in_an_expression_or_a_text_makes_it_panic(typed in "\\PC{0,40}", text in "\\PC{0,80}") {
        let mut index = index();
        prop_assert!(index.put("wp3", "p1", &text, &text).is_ok());
        let _ = index.query(&typed, 10);
    }
}
