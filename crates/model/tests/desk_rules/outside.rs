//! Files from outside: which block is which paragraph, whatever was done to the file.

use super::texts::{LANGUAGES, delegation, paragraph_id, scene};
use proptest::prelude::*;
use qalam_model::{
    compare::*,
    ids::*,
    number::{self, Number},
    paper::{Kind, Paragraph, Revision},
    text::RichText,
};
use std::collections::BTreeMap;

/// A paper with enough words to tell its paragraphs apart, and some that are nearly the same on purpose.
#[derive(Debug, Clone)]
struct Paper {
    language: usize,
    /// Words of each paragraph, as numbers of a long list.
    texts: Vec<Vec<u16>>,
}

/// A word of a language that nobody speaks: as many as one likes.
fn word(language: usize, n: u16) -> String {
    let syllables: [&[&str]; 4] = [
        &["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"],
        &["ба", "де", "фи", "го", "ку", "ла", "ме", "ни", "по", "ру"],
        &["国", "家", "应", "当", "信", "息", "安", "全", "合", "作", "网", "络", "条", "约", "权", "利", "法", "律", "和", "平"],
        &["با", "دي", "في", "جو", "كو", "لا", "مي", "ني", "بو", "رو"],
    ];
    let parts = syllables[language];
    let mut rest = usize::from(n) + parts.len() * parts.len();
    let mut out = String::new();
    while rest > 0 {
        out.push_str(parts[rest % parts.len()]);
        rest /= parts.len();
    }
    out
}

fn sentence(language: usize, words: &[u16]) -> String {
    let between = if language == 2 { "" } else { " " };
    words.iter().map(|n| word(language, *n)).collect::<Vec<_>>().join(between) + [".", ".", "。", "."][language]
}

fn words() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(0u16..900, 10..24)
}

/// A paper; `twins`: after some paragraphs stands another that differs in two words.
fn papers(twins: bool) -> impl Strategy<Value = Paper> {
    let text = (words(), prop::option::weighted(0.3, (0u16..900, 0u16..900)));
    (0..LANGUAGES.len(), prop::collection::vec(text, 2..14)).prop_map(move |(language, drawn)| {
        let mut texts = Vec::new();
        for (text, twin) in drawn {
            texts.push(text.clone());
            if let Some((a, b)) = twin.filter(|_| twins) {
                let mut twin = text;
                (twin[2], twin[7]) = (a, b);
                texts.push(twin);
            }
        }
        Paper { language, texts }
    })
}

impl Paper {
    fn revision(&self) -> Revision {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (i, words) in self.texts.iter().enumerate() {
            let kind = [Kind::Operative, Kind::Operative, Kind::Plain, Kind::Operative, Kind::Heading][i % 5];
            let level = if kind == Kind::Heading { 2 } else { 0 };
            let text = RichText::plain(&sentence(self.language, words));
            paragraphs.push(Paragraph { level, ..Paragraph::new(paragraph_id(i as u16), kind, text) });
        }
        number::assign(&mut paragraphs);
        Revision {
            group: GroupId([1; 32]),
            paper: PaperId([2; 16]),
            symbol: "WG/2026/WP.1".into(),
            title: "Secure exchange".into(),
            language: "en".into(),
            predecessor: None,
            paragraphs,
        }
    }

    /// Its paragraphs as a file has them.
    fn blocks(&self, numbers: Numbers) -> Vec<OutsideParagraph> {
        let mut blocks: Vec<OutsideParagraph> = self.revision().paragraphs.iter().map(outside).collect();
        numbers.set(&mut blocks);
        blocks
    }
}

/// What the file's numbers are worth.
#[derive(Debug, Clone, Copy)]
enum Numbers {
    Right,
    None,
    /// All shifted: somebody's editor counted from another beginning.
    Shifted,
    /// Somebody numbered the file anew as it stands.
    Anew,
}

impl Numbers {
    fn set(self, blocks: &mut [OutsideParagraph]) {
        for (n, block) in (1..).zip(blocks.iter_mut().filter(|b| b.kind == Kind::Operative)) {
            block.number = match self {
                Numbers::Right => block.number,
                Numbers::None => None,
                Numbers::Shifted => block.number.map(|old| Number { n: old.n + 1, ..old }),
                Numbers::Anew => Some(Number { n, repeat: 0 }),
            };
        }
    }
}

fn numbers() -> impl Strategy<Value = Numbers> {
    prop_oneof![Just(Numbers::Right), Just(Numbers::None), Just(Numbers::Shifted), Just(Numbers::Anew)]
}

fn outside(p: &Paragraph) -> OutsideParagraph {
    OutsideParagraph { number: p.number, ..OutsideParagraph::new(p.kind, p.level, RichText::plain(&p.text.text)) }
}

fn read(revision: &Revision, blocks: &[OutsideParagraph], reading: &Reading) -> Matched {
    let mut n = 5000;
    match_outside(revision, blocks, reading, || {
        n += 1;
        paragraph_id(n)
    })
}

/// The kinds and paragraphs of what a file asks for.
fn asks(revision: &Revision, matched: &Matched) -> Vec<(qalam_model::proposal::ProposalKind, ParagraphId)> {
    compare(revision, &RevisionId([3; 32]), delegation(0), &matched.copy).into_iter().map(|p| (p.kind, p.paragraph)).collect()
}

/// Every block is in the copy, on the list, or declared to be no proposal.
fn nothing_is_dropped(blocks: &[OutsideParagraph], matched: &Matched) -> Result<(), TestCaseError> {
    prop_assert_eq!(matched.blocks.len(), blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let listed = matched.unplaced.iter().any(|u| u.block == i);
        match matched.blocks[i] {
            Became::Is(id) | Became::New(id) => {
                let copy = matched.copy.iter().find(|p| p.id == id);
                prop_assert_eq!(copy.map(|p| p.text.text.as_str()), Some(block.text.text.as_str()));
            }
            Became::Unplaced => prop_assert!(listed),
            Became::Empty => prop_assert!(block.text.text.trim().is_empty()),
            Became::Nowhere | Became::Printed => {}
        }
        prop_assert_eq!(listed, matched.blocks[i] == Became::Unplaced);
    }
    let mut ids: Vec<_> = matched.copy.iter().map(|p| p.id).collect();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), matched.copy.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// A copy that went through a file without ids and marks asks for nothing.
    #[test]
    fn an_unchanged_file_asks_for_nothing(scene in scene(5, 1), whole: bool) {
        let revision = scene.revision();
        let blocks: Vec<OutsideParagraph> = revision.paragraphs.iter().filter(|p| !p.text.is_empty()).map(outside).collect();
        let matched = read(&revision, &blocks, &if whole { Reading::whole() } else { Reading::copy() });
        prop_assert_eq!(&matched.unplaced, &[]);
        prop_assert_eq!(matched.copy, revision.paragraphs.clone());
    }

    /// Whatever the file's numbers say, and also where paragraphs are nearly the same.
    #[test]
    fn nor_does_one_with_other_numbers(paper in papers(true), numbers in numbers()) {
        let revision = paper.revision();
        let matched = read(&revision, &paper.blocks(numbers), &Reading::copy());
        prop_assert_eq!(asks(&revision, &matched), vec![]);
        prop_assert_eq!(&matched.unplaced, &[]);
    }

    /// Every paragraph a little changed: each is found to be itself, in order, whatever the numbers say.
    #[test]
    fn what_is_a_little_changed_is_itself(paper in papers(true), numbers in numbers(), edits in prop::collection::vec((9usize..24, 900u16..1800), 30)) {
        let revision = paper.revision();
        let mut blocks = paper.blocks(numbers);
        for ((block, words), (at, new)) in blocks.iter_mut().zip(&paper.texts).zip(&edits) {
            let mut words = words.clone();
            // A word other than those that tell twins apart is replaced, or one comes.
            match at % 2 { 0 => { let at = at % words.len(); if at != 2 && at != 7 { words[at] = *new } else { words.push(*new) } } _ => words.insert(at % words.len(), *new) }
            block.text = RichText::plain(&sentence(paper.language, &words));
        }
        let matched = read(&revision, &blocks, &Reading::copy());
        let wanted: Vec<Became> = revision.paragraphs.iter().map(|p| Became::Is(p.id)).collect();
        prop_assert_eq!(&matched.blocks, &wanted);
        prop_assert_eq!(matched.foreign, false);
        nothing_is_dropped(&blocks, &matched)?;
    }

    /// A file in another order, numbered anew: each is itself; it asks for no other words and drops nothing.
    #[test]
    fn what_stands_elsewhere_is_itself(paper in papers(false), order in any::<prop::sample::Index>().prop_map(|i| i.index(1 << 30)), numbers in numbers()) {
        let revision = paper.revision();
        let mut places: Vec<usize> = (0..paper.texts.len()).collect();
        // A shuffle that follows from one number.
        let mut state = order as u64;
        for i in (1..places.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            places.swap(i, (state >> 33) as usize % (i + 1));
        }
        let all = paper.blocks(Numbers::Right);
        let mut blocks: Vec<OutsideParagraph> = places.iter().map(|i| all[*i].clone()).collect();
        numbers.set(&mut blocks);
        let matched = read(&revision, &blocks, &Reading::copy());
        prop_assert_eq!(&matched.blocks, &places.iter().map(|i| Became::Is(paragraph_id(*i as u16))).collect::<Vec<_>>());
        let ids: Vec<_> = matched.copy.iter().map(|p| p.id).collect();
        prop_assert_eq!(ids, places.iter().map(|i| paragraph_id(*i as u16)).collect::<Vec<_>>());
    }

    /// A translation, or another paper: nothing is placed, all is listed, and nothing is asked for.
    #[test]
    fn a_foreign_file_asks_for_nothing(paper in papers(true), other in 1usize..4, numbers in numbers()) {
        let revision = paper.revision();
        let foreign = Paper { language: (paper.language + other) % 4, ..paper.clone() };
        let mut blocks = foreign.blocks(numbers);
        let matched = read(&revision, &blocks, &Reading::copy());
        prop_assert!(matched.foreign);
        prop_assert_eq!(asks(&revision, &matched), vec![]);
        prop_assert_eq!(matched.unplaced.len(), blocks.len());
        // Even where it carries the ids.
        for (block, p) in blocks.iter_mut().zip(&revision.paragraphs) {
            block.id = Some(p.id);
        }
        let matched = read(&revision, &blocks, &Reading::copy());
        prop_assert!(matched.foreign);
        prop_assert_eq!(matched.unplaced.iter().map(|u| u.candidates.first().copied()).collect::<Vec<_>>(), revision.paragraphs.iter().map(|p| Some(p.id)).collect::<Vec<_>>());
        // What a hand places stands there; the rest stays on the list.
        let by_hand = BTreeMap::from([(0, ByHand::Is(revision.paragraphs[1].id)), (1, ByHand::Nowhere)]);
        let matched = read(&revision, &blocks, &Reading { by_hand, ..Reading::copy() });
        prop_assert!(matched.foreign);
        prop_assert_eq!(matched.unplaced.len(), blocks.len() - 2);
        prop_assert_eq!(asks(&revision, &matched), vec![(qalam_model::proposal::ProposalKind::Amend, revision.paragraphs[1].id)]);
        nothing_is_dropped(&blocks, &matched)?;
    }

    /// Ids are believed, whatever the words and the order, as long as the file is one of this paper.
    #[test]
    fn ids_are_believed(paper in papers(true), rewritten in prop::collection::vec(words(), 30)) {
        let revision = paper.revision();
        let mut blocks: Vec<OutsideParagraph> = revision.paragraphs.iter().map(|p| OutsideParagraph { id: Some(p.id), ..outside(p) }).collect();
        for (i, words) in rewritten.iter().enumerate().take(blocks.len()).filter(|(i, _)| i % 2 == 1) {
            blocks[i].text = RichText::plain(&sentence(paper.language, words));
        }
        blocks.reverse();
        let matched = read(&revision, &blocks, &Reading::copy());
        prop_assert_eq!(&matched.blocks, &revision.paragraphs.iter().rev().map(|p| Became::Is(p.id)).collect::<Vec<_>>());
    }

    /// Whatever comes from outside, every block is in the copy or listed.
    #[test]
    fn nothing_from_outside_is_dropped(scene in scene(4, 2), whole: bool) {
        let revision = scene.revision();
        let blocks: Vec<OutsideParagraph> = scene.copy(0).iter().chain(&scene.copy(1)).map(outside).collect();
        let matched = read(&revision, &blocks, &if whole { Reading::whole() } else { Reading::copy() });
        nothing_is_dropped(&blocks, &matched)?;
        prop_assert!(!whole || matched.unplaced.is_empty());
    }

    /// A hand has the last word: each block stands where it says, and no other paragraph than by the rest of the file changes.
    #[test]
    fn a_hand_has_the_last_word(scene in scene(5, 2), hands in prop::collection::btree_map(0usize..8, (0u8..3, 0u16..5), 1..4)) {
        let revision = scene.revision();
        let mut blocks: Vec<OutsideParagraph> = scene.copy(0).iter().chain(&scene.copy(1)).map(outside).collect();
        blocks.retain(|b| !b.text.text.trim().is_empty());
        let mut used = Vec::new();
        let by_hand: BTreeMap<usize, ByHand> = hands.into_iter().filter(|(i, _)| *i < blocks.len()).filter_map(|(i, (what, p))| Some((i, match what {
            0 if used.contains(&p) => return None,
            0 => { used.push(p); ByHand::Is(paragraph_id(p)) }
            1 => ByHand::After((p > 0).then(|| paragraph_id(p))),
            _ => ByHand::Nowhere,
        }))).collect();
        let matched = read(&revision, &blocks, &Reading { by_hand: by_hand.clone(), ..Reading::copy() });
        for (i, hand) in by_hand {
            match hand {
                ByHand::Is(id) => prop_assert_eq!(matched.blocks[i], Became::Is(id)),
                ByHand::After(_) => prop_assert!(matches!(matched.blocks[i], Became::New(_))),
                ByHand::Nowhere => prop_assert_eq!(matched.blocks[i], Became::Nowhere),
            }
        }
        nothing_is_dropped(&blocks, &matched)?;
    }
}

fn paper(texts: &[&str]) -> Revision {
    let mut revision = Paper { language: 0, texts: Vec::new() }.revision();
    revision.paragraphs =
        texts.iter().enumerate().map(|(i, t)| Paragraph::new(paragraph_id(i as u16), Kind::Operative, RichText::plain(t))).collect();
    number::assign(&mut revision.paragraphs);
    revision
}

fn block(n: u32, text: &str) -> OutsideParagraph {
    OutsideParagraph { number: Some(Number { n, repeat: 0 }), ..OutsideParagraph::new(Kind::Operative, 0, RichText::plain(text)) }
}

const THREE: [&str; 3] = [
    "States shall protect their critical networks.",
    "Each State shall name a point of contact.",
    "The group shall meet twice a year in the host State.",
];

#[test]
fn a_renumbered_file_is_understood() {
    let revision = paper(&THREE);
    let blocks = [
        block(1, "States shall protect their critical networks and services."),
        block(2, "Reports are sent yearly."),
        block(3, "Each State shall name a point of contact."),
        block(4, "The group shall meet once a year in the host State."),
        block(5, "The group shall meet once a year in the host State."),
    ];
    let matched = read(&revision, &blocks, &Reading::copy());
    let ids: Vec<_> = matched.copy.iter().map(|p| p.id).collect();
    assert_eq!(ids, [paragraph_id(0), paragraph_id(5001), paragraph_id(1), paragraph_id(2)]);
    assert_eq!(matched.unplaced.len(), 1);
    assert_eq!(matched.unplaced[0].why, UnplacedWhy::Doubled { of: paragraph_id(2) });
}

#[test]
fn a_rewritten_paragraph_is_found_by_its_place() {
    let revision = paper(&["First things first.", "Each State shall name a point of contact.", "Last."]);
    let blocks = [block(1, "First things first."), block(2, "Contact points are to be appointed everywhere."), block(3, "Last.")];
    assert_eq!(read(&revision, &blocks, &Reading::copy()).found, 3);
}

#[test]
fn a_paragraph_much_like_another_is_new_and_no_double() {
    let revision = paper(&THREE);
    let blocks = [block(1, THREE[0]), block(2, THREE[1]), block(3, "Each State shall name a second point of contact."), block(4, THREE[2])];
    let matched = read(&revision, &blocks, &Reading::copy());
    assert_eq!(matched.unplaced, []);
    assert!(matches!(matched.blocks[2], Became::New(_)));
    // But under the number of the other it is another wording of it.
    let mut rival = blocks.clone();
    rival[2] = block(2, "Each State shall name a second point of contact.");
    let matched = read(&revision, &rival, &Reading::copy());
    assert_eq!(matched.unplaced[0].why, UnplacedWhy::Doubled { of: paragraph_id(1) });
}

#[test]
fn what_may_be_another_wording_is_asked_and_stays_meanwhile() {
    let revision = paper(&THREE);
    let plain = |text: &str| OutsideParagraph::new(Kind::Plain, 0, RichText::plain(text));
    let blocks = [plain(THREE[0]), plain("Focal points are to be appointed by everybody."), plain("So shall deputies."), plain(THREE[2])];
    let matched = read(&revision, &blocks, &Reading::copy());
    let unsure: Vec<(usize, UnplacedWhy, Vec<ParagraphId>)> =
        matched.unplaced.iter().map(|u| (u.block, u.why, u.candidates.clone())).collect();
    assert_eq!(unsure, [(1, UnplacedWhy::Unsure, vec![paragraph_id(1)]), (2, UnplacedWhy::Unsure, vec![paragraph_id(1)])]);
    assert_eq!(asks(&revision, &matched), []);
    let by_hand = BTreeMap::from([(1, ByHand::Is(paragraph_id(1))), (2, ByHand::After(Some(paragraph_id(1))))]);
    let matched = read(&revision, &blocks, &Reading { by_hand, ..Reading::copy() });
    let texts: Vec<&str> = matched.copy.iter().map(|p| p.text.text.as_str()).collect();
    assert_eq!(texts, [THREE[0], "Focal points are to be appointed by everybody.", "So shall deputies.", THREE[2]]);
}

#[test]
fn an_excerpt_leaves_the_rest_alone() {
    let texts: Vec<String> = (0..30).map(|n| format!("Paragraph about {} and {}.", word(0, n), word(0, 100 + n))).collect();
    let revision = paper(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    // The later one first: the order of an excerpt is no wish.
    let blocks =
        [block(21, &texts[20]), block(13, &texts[12].replace("Paragraph", "Everything")), block(14, "Quite another matter altogether.")];
    let matched = read(&revision, &blocks, &Reading::copy());
    assert!(matched.stays && !matched.foreign);
    assert_eq!(matched.missing.len(), 28 - matched.unplaced[0].candidates.len());
    let kinds = asks(&revision, &matched);
    assert_eq!(kinds, [(qalam_model::proposal::ProposalKind::Amend, paragraph_id(12))]);
    let gone = read(&revision, &blocks, &Reading { missing: Missing::Gone, ..Reading::copy() });
    assert!(asks(&revision, &gone).iter().filter(|(kind, _)| *kind == qalam_model::proposal::ProposalKind::Delete).count() > 20);
}

#[test]
fn as_many_blocks_as_a_paper_may_have_come_to_an_end() {
    let texts: Vec<String> = (0..1000).map(|n| sentence(0, &[n, n + 1, n + 2, n % 7, n % 11])).collect();
    let revision = paper(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let blocks: Vec<OutsideParagraph> = (0..20_000u32).map(|n| block(n, &sentence(0, &[n as u16 % 3000, 5, 6, (n % 13) as u16]))).collect();
    let matched = read(&revision, &blocks, &Reading::copy());
    assert_eq!(matched.blocks.len(), blocks.len());
}
