//! Small papers for the draft's tests.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

use qalam_model::{
    draft::{Draft, Import},
    ids::{CircleId, ParagraphId, RevisionId},
    paper::{Kind, Paragraph},
    text::{Mark, RichText},
};

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
