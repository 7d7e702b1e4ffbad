//! The frozen document of format version 1: every later build, and the window's editor, reads it like this.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use loro::{ExpandType, LoroDoc, StyleConfig, StyleConfigMap};
use qalam_model::{draft::Draft, paper::Kind, text::Mark};
use serde_json::{Value, json};

/// How a draft reads, as `v1.json` has it; offsets in code points.
fn reading(draft: &Draft) -> Value {
    let all = draft.paragraphs();
    all.iter().map(|p| json!({ "paragraph": p.paragraph, "edited": p.edited_after_deletion, "parts": p.parts })).collect()
}

/// What the fixture holds, in the order in which it was written by the peers 11 and 22.
fn build() -> Draft {
    let begin = start(&[
        "Heading",
        "Joined and ",
        "its rest",
        "Split here please",
        "Deleted apart",
        "Deleted by both",
        "Moved",
        "Bold words \u{1f58b} last",
    ])
    .snapshot();
    let (mut one, mut two) = (open(&begin, 11), open(&begin, 22));
    let base = one.version();
    one.restyle(id(1), Kind::Heading, 2, Some(qalam_model::paper::Direction::Rtl)).unwrap();
    one.join(id(2), true).unwrap();
    one.split(id(4), 5, id(0x41)).unwrap();
    one.delete_paragraph(id(5)).unwrap();
    one.delete_paragraph(id(6)).unwrap();
    one.mark(id(8), 0, 4, Mark::Bold, true).unwrap();
    two.split(id(2), 7, id(0x21)).unwrap();
    two.insert_text(id(4), 17, "!").unwrap();
    two.insert_text(id(5), 13, ", kept").unwrap();
    two.delete_paragraph(id(6)).unwrap();
    two.mark(id(8), 2, 12, Mark::Italic, true).unwrap();
    two.insert_text(id(8), 11, "e\u{301} ").unwrap();
    let (a, b) = (one.updates_since(&base).unwrap(), two.updates_since(&base).unwrap());
    take(&mut one, &b);
    take(&mut two, &a);
    // Peer 11 moves the seventh paragraph to the beginning.
    let mut target: Vec<_> = one.paragraphs().into_iter().map(|p| p.paragraph).collect();
    let from = target.iter().position(|p| p.id == id(7)).unwrap();
    let moved = target.remove(from);
    target.insert(0, moved);
    one.replace_with(&target).unwrap();
    odd(&one.snapshot())
}

/// What no program writes but every one must show: a start character without id, and an id that stands twice.
fn odd(snapshot: &[u8]) -> Draft {
    let doc = LoroDoc::new();
    let mut styles = StyleConfigMap::new();
    styles.insert("id".into(), StyleConfig { expand: ExpandType::None });
    doc.config_text_style(styles);
    doc.import(snapshot).unwrap();
    doc.set_peer_id(33).unwrap();
    let text = doc.get_text("text");
    let end = text.len_unicode();
    text.insert(end, "\u{1e}no id\n\u{1e}an id again\n").unwrap();
    text.mark(end + 7..end + 8, "id", id(8).to_string()).unwrap();
    doc.commit();
    Draft::open(&doc.export(loro::ExportMode::Snapshot).unwrap()).unwrap()
}

#[test]
fn the_frozen_draft_reads_as_ever() {
    let expected: Value = serde_json::from_str(include_str!("../../../tests/fixtures/draft/v1.json")).unwrap();
    let frozen = Draft::open(include_bytes!("../../../tests/fixtures/draft/v1.snapshot")).unwrap();
    assert_eq!(reading(&frozen), expected);
    assert_eq!(reading(&build()), expected);
}
