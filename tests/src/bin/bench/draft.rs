//! A draft with 260,000 edits in its history: opening it, and the first keystroke.

use crate::{line, middle, ms, timed};
use qalam_model::{
    draft::Draft,
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    text::RichText,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::time::Duration;

const EDITS: usize = 260_000;
const PARAGRAPHS: u8 = 12;
/// Code points that a paragraph has at most: what is typed is also taken out again, as people do.
const LONGEST: u32 = 400;

/// Typing and deleting, a character at a time, in many places.
fn life() -> Vec<u8> {
    let mut random = ChaCha20Rng::seed_from_u64(260_000);
    let mut draft = Draft::empty();
    draft.set_peer(1);
    for n in 0..PARAGRAPHS {
        let after = n.checked_sub(1).map(|n| ParagraphId([n; 8]));
        let kind = Kind::Operative;
        let new = Paragraph::new(ParagraphId([n; 8]), kind, RichText::plain("Begin."));
        draft.insert_paragraph(after, &new).expect("a paragraph");
    }
    let mut lengths = [6u32; PARAGRAPHS as usize];
    let mut at = 0u32;
    let mut paragraph = 0usize;
    for edit in 0..EDITS {
        if edit % 40 == 0 {
            paragraph = random.next_u32() as usize % lengths.len();
            at = random.next_u32() % (lengths[paragraph] + 1);
        }
        let id = ParagraphId([paragraph as u8; 8]);
        let long = lengths[paragraph] > LONGEST || edit % 40 > 30 && at > 0;
        if long && at > 0 {
            draft.delete_range(id, at - 1, at).expect("a deletion");
            at -= 1;
            lengths[paragraph] -= 1;
        } else {
            draft.insert_text(id, at, ["a", "e", "t", "м", " "][random.next_u32() as usize % 5]).expect("a character");
            at += 1;
            lengths[paragraph] += 1;
        }
    }
    draft.snapshot()
}

/// Prints opening and typing.
pub(crate) fn run() {
    let (snapshot, lived) = timed(life);
    let shown = Draft::open(&snapshot).expect("the draft opens").paragraphs();
    let length: u32 = shown.iter().map(|p| p.paragraph.text.len()).sum();
    println!("       {EDITS} edits made in {}: {length} characters left of them, {} bytes", ms(lived), snapshot.len());
    let (_, opened) = middle(5, || Draft::open(&snapshot).expect("the draft opens").paragraphs().len());
    line("open, to its paragraphs", &ms(opened), "100 ms", opened < Duration::from_millis(100));
    let mut times = Vec::new();
    let mut next = Duration::ZERO;
    for peer in 2..5 {
        let mut draft = Draft::open(&snapshot).expect("the draft opens");
        draft.set_peer(peer);
        let (_, took) = timed(|| draft.insert_text(ParagraphId([3; 8]), 3, "x").expect("a keystroke"));
        times.push(took);
        next = timed(|| draft.insert_text(ParagraphId([4; 8]), 3, "y").expect("a keystroke")).1;
    }
    times.sort();
    let figure = format!("{}, the second {}", ms(times[1]), ms(next));
    line("the first keystroke, in Rust", &figure, "700 ms", times[1] < Duration::from_millis(700));
}
