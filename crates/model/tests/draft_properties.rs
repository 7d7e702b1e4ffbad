//! Random lives of a draft: replicas that edit apart end equal, targets are reached, and foreign, cut or hostile
//! bytes change nothing.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use proptest::prelude::*;
use qalam_model::{
    draft::{self, Draft, DraftError, Import},
    ids::*,
    paper::{Direction, Kind, Paragraph},
    text::{Mark, RichText, Span},
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// One random command; places are taken from what the draft shows.
fn edit(draft: &mut Draft, rng: &mut ChaCha8Rng) {
    let mut pick = |n: usize| (rng.next_u32() as usize) % n.max(1);
    let shown = draft.paragraphs();
    let fresh = ParagraphId([pick(256) as u8, pick(256) as u8, pick(256) as u8, 1, 2, 3, 4, 5]);
    let Some(p) = shown.get(pick(shown.len())).map(|p| &p.paragraph) else {
        return draft.insert_paragraph(None, &Paragraph { id: fresh, ..paragraph(0, "again") }).unwrap();
    };
    let len = p.text.len() as usize;
    let (a, b) = (pick(len + 1) as u32, pick(len + 1) as u32);
    let (a, b) = (a.min(b), a.max(b));
    let words = ["x", "дом ", "中", "é", "e\u{301}", " and", "م"];
    let done = match pick(14) {
        0..=4 => draft.insert_text(p.id, a, words[pick(words.len())]),
        5 => draft.delete_range(p.id, a, b.min(a + 4)),
        6 => draft.mark(p.id, a, b, Mark::ALL[pick(5)], pick(3) > 0),
        7 => draft.split(p.id, a, fresh).map(drop),
        8 => draft.join(p.id, pick(2) == 0),
        9 => draft.restyle(p.id, Kind::STYLES[pick(5)], 1 + pick(6) as u8, [None, Some(Direction::Rtl)][pick(2)]),
        10 => draft.insert_paragraph(Some(p.id), &Paragraph { id: fresh, ..paragraph(0, "new") }),
        11 => draft.delete_paragraph(p.id),
        12 => draft.restore_paragraph(p.id),
        _ => {
            let other = &shown[pick(shown.len())].paragraph;
            draft.delete_across(p.id, a, other.id, pick(other.text.len() as usize + 1) as u32)
        }
    };
    match done {
        Ok(()) | Err(DraftError::NothingToJoin(_) | DraftError::OutOfRange { .. }) => {}
        Err(other) => panic!("{other}"),
    }
}

fn exchange(replicas: &mut [Draft], rng: &mut ChaCha8Rng) {
    let (from, to) = (rng.next_u32() as usize % replicas.len(), rng.next_u32() as usize % replicas.len());
    let update = replicas[from].updates_since(&replicas[to].version()).unwrap();
    take(&mut replicas[to], &update);
}

#[test]
fn three_replicas_end_equal_and_equal_a_fresh_load() {
    for seed in 0..60 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = start(&["first words", "second words here", "third"]).snapshot();
        let mut replicas: Vec<Draft> = (0..3).map(|i| open(&begin, 100 + (i * 7919 + seed) % 31)).collect();
        for _ in 0..30 {
            let i = rng.next_u32() as usize % 3;
            edit(&mut replicas[i], &mut rng);
            if rng.next_u32() % 5 == 0 {
                exchange(&mut replicas, &mut rng);
            }
        }
        for _ in 0..2 {
            for i in 0..3 {
                for j in 0..3 {
                    let update = replicas[i].updates_since(&replicas[j].version()).unwrap();
                    take(&mut replicas[j], &update);
                }
            }
        }
        end_equal(&replicas, seed);
    }
}

#[test]
fn no_typed_word_is_lost() {
    for seed in 0..40 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = start(&["first words", "second words here", "third"]).snapshot();
        let mut one = open(&begin, 1 + seed % 2 * 9);
        let mut two = open(&begin, 5);
        // One deletes, joins, splits and restyles; the other only types words of its own.
        for _ in 0..12 {
            edit(&mut one, &mut rng);
        }
        let typed = type_words(&mut two, &mut rng, 5);
        keeps_words(&mut one, &two, &typed, seed);
    }
}

fn frozen_start() -> Draft {
    let mut paragraphs = paragraphs(&["Mandate", "Each Party shall protect it.", "تعيّن كل دولة جهة اتصال", "第十八段"]);
    paragraphs[0].kind = Kind::Heading;
    paragraphs[0].level = 2;
    paragraphs[1].number = Some("18 bis".parse().unwrap());
    paragraphs[1].text.spans = vec![Span { start: 0, end: 10, mark: Mark::Bold }, Span { start: 5, end: 16, mark: Mark::Italic }];
    paragraphs[2].direction = Some(Direction::Rtl);
    paragraphs[3].kind = Kind::Plain;
    let draft = Draft::start(&CircleId([7; 16]), &RevisionId([9; 32]), &paragraphs);
    assert_eq!(draft.paragraphs().into_iter().map(|p| p.paragraph).collect::<Vec<_>>(), paragraphs);
    draft
}

#[test]
fn the_start_is_frozen() {
    let all = |d: &Draft| d.updates_since(&Draft::empty().version()).unwrap();
    let (one, two) = (frozen_start(), frozen_start());
    assert_eq!(all(&one), all(&two));
    assert_eq!(one.snapshot(), two.snapshot());
    assert_eq!(draft::peers_in(&all(&one)).unwrap(), [draft::start_peer(&CircleId([7; 16]), &RevisionId([9; 32]))]);
    assert_eq!(hex::encode(hash("test", &[&all(&one)])), "6f20dd4e9361af4056ce62e5d85bbd7b730445e3cd204f8003e6121befd9dea7");
}

#[test]
fn peers_of_devices_and_starts_never_meet() {
    for n in 0..=255 {
        let device = draft::peer_id(&DeviceId([n; 32]), &PaperId([1; 16]), &[2; 16]);
        let start = draft::start_peer(&CircleId([n; 16]), &RevisionId([1; 32]));
        assert!((1..1 << 63).contains(&device) && (1 << 63..u64::MAX).contains(&start));
    }
}

#[test]
fn foreign_peers_are_refused_and_nothing_changes() {
    let begin = start(&["one"]).snapshot();
    let (mut mine, mut theirs) = (open(&begin, 1), open(&begin, 2));
    theirs.insert_text(id(1), 0, "forged ").unwrap();
    let update = theirs.updates_since(&mine.version()).unwrap();
    let before = mine.version();
    assert_eq!(mine.import(&update, &|peer| peer == 1), Err(DraftError::ForeignPeer(2)));
    assert_eq!((mine.version(), texts(&mine)), (before, vec!["one".to_owned()]));
    assert_eq!(mine.import(&update, &|peer| peer == 2), Ok(Import::Applied));
    assert_eq!(mine.import(&update, &|peer| peer == 2), Ok(Import::Applied));
    assert_eq!(texts(&mine), ["forged one"]);
    assert!(matches!(mine.import(&theirs.snapshot(), &|_| true), Err(DraftError::Damaged(_))));
}

#[test]
fn what_depends_on_something_missing_waits_outside() {
    let begin = start(&["one"]).snapshot();
    let (mut a, mut b, mut c) = (open(&begin, 1), open(&begin, 2), open(&begin, 3));
    let v0 = a.version();
    a.insert_text(id(1), 3, " two").unwrap();
    let first = a.updates_since(&v0).unwrap();
    let v1 = a.version();
    a.insert_text(id(1), 7, " three").unwrap();
    let second = a.updates_since(&v1).unwrap();
    take(&mut b, &first);
    let v2 = b.version();
    b.insert_text(id(1), 0, "zero ").unwrap();
    let third = b.own_updates_since(&v2, &|peer| peer == 2).unwrap().unwrap();
    let before = c.version();
    for waiting in [&second, &third] {
        assert_eq!(c.import(waiting, &|_| true), Ok(Import::Waiting));
        assert_eq!((c.version(), c.snapshot()), (before.clone(), open(&c.snapshot(), 3).snapshot()));
    }
    take(&mut c, &first);
    assert_eq!(texts(&c), ["one two"]);
    take(&mut c, &third);
    take(&mut c, &second);
    assert_eq!(texts(&c), ["zero one two three"]);
}

#[test]
fn own_updates_hold_only_own_peers() {
    let begin = start(&["one"]).snapshot();
    let (mut a, mut b) = (open(&begin, 1), open(&begin, 2));
    let v0 = a.version();
    assert_eq!(a.own_updates_since(&v0, &|p| p == 1).unwrap(), None);
    b.insert_text(id(1), 0, "b ").unwrap();
    take(&mut a, &b.updates_since(&v0).unwrap());
    a.insert_text(id(1), 0, "a ").unwrap();
    let own = a.own_updates_since(&v0, &|p| p == 1).unwrap().unwrap();
    assert_eq!(draft::peers_in(&own).unwrap(), [1]);
    take(&mut b, &own);
    assert_eq!(a.paragraphs(), b.paragraphs());
}

#[test]
fn many_small_updates_become_one() {
    let begin = start(&["one"]).snapshot();
    let (mut a, mut b) = (open(&begin, 1), open(&begin, 2));
    let mut updates = Vec::new();
    for i in 0..20 {
        let before = a.version();
        a.insert_text(id(1), i, "x").unwrap();
        updates.push(a.updates_since(&before).unwrap());
    }
    let parts: Vec<&[u8]> = updates.iter().map(Vec::as_slice).collect();
    let merged = draft::merge_updates(&parts);
    assert_eq!(merged.len(), 1);
    assert!(merged[0].len() < updates.iter().map(Vec::len).sum());
    let own = a.own_updates_since(&b.version(), &|p| p == 1).unwrap().unwrap();
    assert!(own.len() < merged[0].len() / 4, "{} {}", own.len(), merged[0].len());
    take(&mut b, &merged[0]);
    assert_eq!(a.paragraphs(), b.paragraphs());
    assert_eq!(draft::merge_updates(&[b"no update"]), [b"no update".to_vec()]);
}

/// xxHash32, so that a mutated body gets past Loro's checksum, as a member's hand-made blob would.
fn xxh32(input: &[u8], seed: u32) -> u32 {
    const P: [u32; 5] = [0x9e37_79b1, 0x85eb_ca77, 0xc2b2_ae3d, 0x27d4_eb2f, 0x1656_67b1];
    let word = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    let round = |acc: u32, w: u32| acc.wrapping_add(w.wrapping_mul(P[1])).rotate_left(13).wrapping_mul(P[0]);
    let mut rest = input;
    let mut h = if input.len() >= 16 {
        let mut v = [seed.wrapping_add(P[0]).wrapping_add(P[1]), seed.wrapping_add(P[1]), seed, seed.wrapping_sub(P[0])];
        while rest.len() >= 16 {
            for (i, v) in v.iter_mut().enumerate() {
                *v = round(*v, word(&rest[i * 4..]));
            }
            rest = &rest[16..];
        }
        v[0].rotate_left(1).wrapping_add(v[1].rotate_left(7)).wrapping_add(v[2].rotate_left(12)).wrapping_add(v[3].rotate_left(18))
    } else {
        seed.wrapping_add(P[4])
    };
    h = h.wrapping_add(input.len() as u32);
    while rest.len() >= 4 {
        h = h.wrapping_add(word(rest).wrapping_mul(P[2])).rotate_left(17).wrapping_mul(P[3]);
        rest = &rest[4..];
    }
    for b in rest {
        h = h.wrapping_add(u32::from(*b).wrapping_mul(P[4])).rotate_left(11).wrapping_mul(P[0]);
    }
    h = (h ^ (h >> 15)).wrapping_mul(P[1]);
    h = (h ^ (h >> 13)).wrapping_mul(P[2]);
    h ^ (h >> 16)
}

#[test]
fn damaged_and_hostile_updates_are_refused_or_harmless() {
    let begin = with_everything().snapshot();
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut author = open(&begin, 77);
    let base = author.version();
    for _ in 0..25 {
        any_edit(&mut author, &mut rng);
    }
    let update = author.updates_since(&base).unwrap();
    assert_eq!(xxh32(&update[20..], u32::from_le_bytes(*b"LORO")).to_le_bytes(), update[16..20]);
    let mut reader = open(&begin, 88);
    let mut taken = 0;
    for n in 0..2000 {
        let mut bytes = update.clone();
        for _ in 0..=rng.next_u32() % 3 {
            let at = rng.next_u32() as usize % bytes.len();
            match rng.next_u32() % 4 {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] ^= 1 << (rng.next_u32() % 8),
                2 => bytes.insert(at, rng.next_u32() as u8),
                _ => bytes[at] = rng.next_u32() as u8,
            }
        }
        if n % 2 == 0 && bytes.len() > 22 {
            let sum = xxh32(&bytes[20..], u32::from_le_bytes(*b"LORO"));
            bytes[16..20].copy_from_slice(&sum.to_le_bytes());
        }
        let (version, shown) = (reader.version(), reader.paragraphs());
        match reader.import(&bytes, &|peer| peer == 77) {
            Ok(Import::Applied) => taken += 1,
            Ok(Import::Waiting) | Err(_) => assert_eq!((reader.version(), reader.paragraphs()), (version, shown)),
        }
        // Whatever came in, the draft can still be read, kept and written.
        if taken > 0 {
            reader = open(&begin, 88);
            taken = 0;
        }
        draft::merge_updates(&[&bytes]);
        let _ = Draft::open(&bytes);
    }
    reader.insert_text(reader.paragraphs()[0].paragraph.id, 0, "still ").unwrap();
    take(&mut reader, &update);
    assert!(Draft::open(&reader.snapshot()).is_ok());
}

#[test]
fn reading_only_until_a_peer_is_set() {
    let mut d = Draft::open(&start(&["one"]).snapshot()).unwrap();
    assert_eq!(d.insert_text(id(1), 0, "x"), Err(DraftError::NoPeer));
    assert_eq!(d.replace_with(&[]), Err(DraftError::NoPeer));
    d.set_peer(4);
    assert_eq!(d.insert_text(id(2), 0, "x"), Err(DraftError::UnknownParagraph(id(2))));
    assert_eq!(d.insert_text(id(1), 4, "x"), Err(DraftError::OutOfRange { paragraph: id(1), offset: 4 }));
    assert_eq!(d.insert_paragraph(None, &paragraph(1, "x")), Err(DraftError::DuplicateParagraph(id(1))));
    assert_eq!(d.join(id(1), true), Err(DraftError::NothingToJoin(id(1))));
    let mut empty = Draft::empty();
    empty.set_peer(4);
    assert!(empty.paragraphs().is_empty());
    assert_eq!(empty.replace_with(&paragraphs(&["a", "b"])).unwrap(), [id(1), id(2)]);
    assert_eq!(texts(&empty), ["a", "b"]);
}

fn target() -> impl Strategy<Value = Vec<Paragraph>> {
    let spans = proptest::collection::vec((0u32..20, 0u32..20, 0usize..5), 0..4);
    let one = (0u8..8, 0usize..5, 1u8..4, "[abc é中.\u{301}]{0,16}", spans).prop_map(|(n, kind, level, text, spans)| {
        let kind = Kind::STYLES[kind];
        let mut text = RichText::plain(&text);
        text.spans = spans.into_iter().map(|(start, end, m)| Span { start, end, mark: Mark::ALL[m] }).collect();
        text.normalize();
        let level = if matches!(kind, Kind::Heading | Kind::Item) { level } else { 0 };
        Paragraph { level, ..Paragraph::new(id(n), kind, text) }
    });
    proptest::collection::vec(one, 0..7).prop_map(|mut list| {
        let mut seen = std::collections::HashSet::new();
        list.retain(|p| seen.insert(p.id));
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_target_is_reached_from_anywhere(targets in proptest::collection::vec(target(), 1..4), edits in 0usize..6, seed in any::<u64>()) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut draft = open(&start(&["abc abc", "c é"]).snapshot(), 5);
        for target in targets {
            for _ in 0..edits {
                edit(&mut draft, &mut rng);
            }
            let before = draft.paragraphs();
            let changed = draft.replace_with(&target).unwrap();
            let shown: Vec<_> = draft.paragraphs().into_iter().map(|p| p.paragraph).collect();
            prop_assert_eq!(&shown, &target);
            let same = |id: &ParagraphId| before.iter().any(|p| p.paragraph.id == *id && target.contains(&p.paragraph));
            for p in &target {
                prop_assert!(changed.contains(&p.id) || same(&p.id));
            }
            prop_assert!(draft.replace_with(&target).unwrap().is_empty());
        }
    }
}
