//! Random lives of a draft with everything of version 2: replicas that edit apart end equal, no live word is lost, no
//! start character or newline is ever deleted, a target is reached from anywhere, places of comments resolve.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use qalam_model::draft::{Cling, Draft};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// The flat text as the text engine has it.
fn flat(draft: &Draft) -> String {
    let doc = loro::LoroDoc::new();
    doc.import(&draft.snapshot()).unwrap();
    doc.get_text("text").to_string()
}

fn count(text: &str) -> (usize, usize) {
    (text.matches('\u{1e}').count(), text.matches('\n').count())
}

fn exchange(replicas: &mut [Draft], from: usize, to: usize) {
    let update = replicas[from].updates_since(&replicas[to].version()).unwrap();
    take(&mut replicas[to], &update);
}

#[test]
fn three_replicas_end_equal_and_delete_no_start() {
    for seed in 0..25 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = with_everything().snapshot();
        let mut replicas: Vec<Draft> = (0..3).map(|i| open(&begin, 100 + (i * 7919 + seed) % 31)).collect();
        let mut before = [count(&flat(&replicas[0])); 3];
        for _ in 0..40 {
            let i = rng.next_u32() as usize % 3;
            any_edit(&mut replicas[i], &mut rng);
            if rng.next_u32() % 6 == 0 {
                exchange(&mut replicas, i, (i + 1) % 3);
            }
            for (n, draft) in replicas.iter().enumerate().filter(|_| rng.next_u32() % 8 == 0) {
                let now = count(&flat(draft));
                assert!(now.0 == now.1 && now.0 >= before[n].0, "seed {seed}");
                before[n] = now;
            }
        }
        for _ in 0..2 {
            for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 1), (1, 2)] {
                exchange(&mut replicas, from, to);
            }
        }
        for p in &end_equal(&replicas, seed) {
            p.paragraph.text.check().unwrap();
        }
    }
}

#[test]
fn no_typed_word_is_lost_whatever_the_other_does() {
    for seed in 0..25 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = with_everything().snapshot();
        let (mut one, mut two) = (open(&begin, 1 + seed % 2 * 9), open(&begin, 5));
        for _ in 0..14 {
            any_edit(&mut one, &mut rng);
        }
        let typed = type_words(&mut two, &mut rng, 6);
        keeps_words(&mut one, &two, &typed, seed);
    }
}

#[test]
fn a_move_goes_where_it_is_asked_and_touches_nothing_else() {
    for seed in 0..30 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut draft = open(&with_everything().snapshot(), 7);
        for _ in 0..25 {
            any_edit(&mut draft, &mut rng);
            let before: Vec<_> = draft.paragraphs().into_iter().filter(|p| !p.paragraph.kind.is_placed()).collect();
            if before.len() < 2 {
                continue;
            }
            let mut pick = || rng.next_u32() as usize % before.len();
            let (from, to) = (pick(), pick());
            let after = if from == to { None } else { Some(before[to].paragraph.id) };
            draft.move_paragraph(before[from].paragraph.id, after).unwrap();
            let mut expected = before.clone();
            let moved = expected.remove(from);
            let at = after.map_or(0, |id| expected.iter().position(|p| p.paragraph.id == id).unwrap() + 1);
            expected.insert(at, moved);
            let now: Vec<_> = draft.paragraphs().into_iter().filter(|p| !p.paragraph.kind.is_placed()).collect();
            assert_eq!(now, expected, "seed {seed}");
        }
    }
}

#[test]
fn splitting_and_joining_do_what_they_say_in_any_order() {
    for seed in 0..30 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut draft = open(&with_everything().snapshot(), 7);
        for n in 0..25u8 {
            any_edit(&mut draft, &mut rng);
            let body = |d: &Draft| -> Vec<String> {
                d.paragraphs().into_iter().filter(|p| !p.paragraph.kind.is_placed()).map(|p| p.paragraph.text.text).collect()
            };
            let shown: Vec<_> = draft.paragraphs().into_iter().filter(|p| !p.paragraph.kind.is_placed()).collect();
            let at = rng.next_u32() as usize % shown.len().max(1);
            let Some(p) = shown.get(at).filter(|p| p.paragraph.table.is_none()) else { continue };
            let (mut expected, len) = (body(&draft), p.paragraph.text.len());
            let place = rng.next_u32() % (len + 1);
            if draft.split(p.paragraph.id, place, qalam_model::ids::ParagraphId([n, 9, 9, 9, 9, 9, 9, seed as u8])).is_err() {
                continue;
            }
            let words: Vec<char> = p.paragraph.text.text.chars().collect();
            let (head, tail) = words.split_at(place as usize);
            expected.splice(at..=at, [head.iter().collect(), tail.iter().collect()]);
            assert_eq!(body(&draft), expected, "seed {seed} split {at}");
            if rng.next_u32() % 2 == 0 {
                let first = draft.paragraphs().into_iter().filter(|p| !p.paragraph.kind.is_placed()).nth(at).unwrap().paragraph.id;
                draft.join(first, true).unwrap();
                expected.splice(at..=at + 1, [words.iter().collect()]);
                assert_eq!(body(&draft), expected, "seed {seed} join {at}");
            }
        }
    }
}

#[test]
fn what_stood_once_is_reached_again_from_anywhere() {
    for seed in 0..25 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut draft = open(&with_everything().snapshot(), 7);
        let mut earlier = Vec::new();
        for _ in 0..12 {
            any_edit(&mut draft, &mut rng);
            earlier.push((draft.version(), draft.paragraphs()));
        }
        for (version, shown) in &earlier {
            assert_eq!(draft.at(version).unwrap().paragraphs(), *shown, "seed {seed}");
        }
        let (_, shown) = &earlier[rng.next_u32() as usize % earlier.len()];
        let target: Vec<_> = shown.iter().map(|p| p.paragraph.clone()).collect();
        draft.replace_with(&target).unwrap();
        let now: Vec<_> = draft.paragraphs().into_iter().map(|p| p.paragraph).collect();
        assert_eq!(now, target, "seed {seed}");
        assert!(draft.replace_with(&target).unwrap().is_empty(), "seed {seed}");
    }
}

#[test]
fn authors_cover_every_character_and_places_of_comments_resolve() {
    for seed in 0..12 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = with_everything().snapshot();
        let (mut one, mut two) = (open(&begin, 1), open(&begin, 2));
        let shown = one.paragraphs();
        let mut places = Vec::new();
        for p in shown.iter().map(|p| &p.paragraph) {
            for at in 0..=p.text.len() {
                for cling in [Cling::Next, Cling::Previous] {
                    let cursor = one.cursor(p.id, at, cling).unwrap();
                    assert_eq!(one.find_cursor(&cursor), Some((p.id, at, true)), "seed {seed}");
                    places.push(cursor);
                }
            }
        }
        for _ in 0..15 {
            any_edit(&mut one, &mut rng);
            any_edit(&mut two, &mut rng);
        }
        let update = two.updates_since(&one.version()).unwrap();
        take(&mut one, &update);
        let now = one.paragraphs();
        for place in &places {
            let (id, at, alive) = one.find_cursor(place).unwrap();
            let shown = now.iter().find(|p| p.paragraph.id == id);
            assert!(shown.map_or(!alive, |p| at <= p.paragraph.text.len()), "seed {seed}");
        }
        for (authors, p) in one.authors().iter().zip(&now) {
            assert_eq!(authors.paragraph, p.paragraph.id);
            let mut at = 0;
            for run in &authors.runs {
                assert!(run.start == at && run.end > at, "seed {seed}");
                at = run.end;
            }
            assert_eq!(at, p.paragraph.text.len(), "seed {seed}");
        }
        assert_eq!(one.find_cursor(b"none"), None);
    }
}
