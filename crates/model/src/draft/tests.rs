//! What cannot be reached through the public functions: hostile and odd documents.

use super::*;
use crate::{ids::ParagraphId, paper::Kind, text::RichText};

fn id(n: u8) -> ParagraphId {
    ParagraphId([n; 8])
}

fn paragraph(n: u8, text: &str) -> Paragraph {
    Paragraph::new(id(n), Kind::Operative, RichText::plain(text))
}

fn draft(texts: &[&str]) -> Draft {
    let paragraphs: Vec<_> = texts.iter().enumerate().map(|(i, t)| paragraph(i as u8 + 1, t)).collect();
    let mut draft = Draft::start(&CircleId([1; 16]), &RevisionId([2; 32]), &paragraphs);
    draft.set_peer(7);
    draft
}

fn texts(draft: &Draft) -> Vec<String> {
    draft.paragraphs().into_iter().map(|p| p.paragraph.text.text).collect()
}

#[test]
fn a_start_character_without_id_is_still_a_paragraph() {
    let draft = draft(&["one"]);
    let end = draft.text().len_unicode();
    draft.text().insert(end, "\u{1e}stray\n\u{1e}second\n").unwrap();
    assert_eq!(texts(&draft), ["one", "stray", "second"]);
    let ids: Vec<_> = draft.paragraphs().iter().map(|p| p.paragraph.id.to_string()).collect();
    assert_eq!(ids[1], super::layout::words_hash("qalam no id 0"));
    assert_eq!(ids[2], super::layout::words_hash("qalam no id 1"));
}

#[test]
fn an_id_that_stands_twice_shows_twice_under_two_names() {
    let draft = draft(&["one"]);
    let text = draft.text();
    let end = text.len_unicode();
    text.insert(end, "\u{1e}again\n").unwrap();
    text.mark(end..end + 1, "id", id(1).to_string()).unwrap();
    let shown = draft.paragraphs();
    assert_eq!(shown[0].paragraph.id, id(1));
    assert_eq!(shown[1].paragraph.id.to_string(), super::layout::words_hash(&format!("qalam same id {} 1", id(1))));
    assert_eq!(shown[1].paragraph.kind, Kind::Operative);
}

#[test]
fn words_before_the_first_paragraph_and_control_characters_are_shown_cleaned() {
    let draft = draft(&["one"]);
    draft.text().insert(0, "lost \u{7}").unwrap();
    assert_eq!(texts(&draft), ["lost one"]);
}

#[test]
fn a_circle_of_joins_breaks_at_the_lowest_key() {
    let draft = draft(&["one ", "two ", "three"]);
    for (from, to) in [(1, 2), (2, 3), (3, 1)] {
        draft.set_named(&id(from).to_string(), "joins", &id(to).to_string()).unwrap();
    }
    let shown = draft.paragraphs();
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].paragraph.id, shown[0].paragraph.text.text.as_str()), (id(1), "one threetwo "));
}

#[test]
fn places_follow_composition() {
    let mut draft = draft(&["caf"]);
    for (at, typed) in [(3, "e"), (4, "\u{301}"), (4, "!")] {
        draft.insert_text(id(1), at, typed).unwrap();
    }
    assert_eq!(texts(&draft), ["café!"]);
    draft.mark(id(1), 3, 4, crate::text::Mark::Bold, true).unwrap();
    draft.delete_range(id(1), 3, 4).unwrap();
    assert_eq!(texts(&draft), ["caf!"]);
}

#[test]
fn the_empty_hash_is_the_documented_one() {
    assert_eq!(words_hash(""), "e3b0c44298fc1c14");
}

#[test]
fn what_a_newer_version_made_shows_and_is_not_written_to() {
    let mut draft = draft(&["one", "two"]);
    draft.set_named(&id(1).to_string(), "kind", "chart").unwrap();
    draft.doc.commit();
    let (shown, version) = (draft.paragraphs(), draft.version());
    assert!(shown[0].locked && !shown[1].locked && shown[0].paragraph.kind == Kind::Plain);
    let locked = Err(DraftError::Locked(id(1)));
    assert_eq!(draft.insert_text(id(1), 0, "x"), locked);
    assert_eq!(draft.delete_paragraph(id(1)), locked);
    assert_eq!(draft.move_paragraph(id(1), Some(id(2))), locked);
    assert_eq!(draft.join(id(2), false), locked);
    assert_eq!(draft.delete_across(id(1), 0, id(2), 1), locked);
    assert_eq!((draft.version(), draft.paragraphs()), (version, shown));
}
