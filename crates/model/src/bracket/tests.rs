//! Brackets pair by nesting.

use super::*;
use crate::text::Sign;
use proptest::prelude::*;

/// Each pair as it stands in the text, with its depth and slot.
fn shown(words: &str) -> (Vec<(String, u32, usize)>, Vec<u32>, usize) {
    let text = RichText::plain(words);
    let found = brackets(&text);
    let pairs = found.pairs.iter().map(|p| (text.slice(p.open, p.close + 1).text, p.depth, p.slot)).collect();
    (pairs, found.unpaired.clone(), found.open())
}

#[test]
fn alternatives_are_one_slot() {
    let (pairs, unpaired, open) = shown("States [shall [endeavour to]] / [should] act [now][later] or [never] / / [x].");
    let pairs: Vec<(&str, u32, usize)> = pairs.iter().map(|(t, d, s)| (t.as_str(), *d, *s)).collect();
    let wanted = [
        ("[shall [endeavour to]]", 0, 0),
        ("[endeavour to]", 1, 1),
        ("[should]", 0, 0),
        ("[now]", 0, 2),
        ("[later]", 0, 2),
        ("[never]", 0, 3),
        ("[x]", 0, 4),
    ];
    assert_eq!((pairs, unpaired, open), (wanted.to_vec(), vec![], 5));
}

#[test]
fn what_goes_leaves_the_space_of_a_text_in_which_it_never_stood() {
    let left = |words: &str, which: usize| {
        let text = RichText::plain(words);
        let going = settled(words, &brackets(&text), which, Settle::Drop);
        let stays = |at: u32| going.iter().all(|(a, b)| at < *a || *b <= at);
        words.chars().zip(0..).filter(|(_, at)| stays(*at)).map(|(c, _)| c).collect::<String>()
    };
    for (words, which, wanted) in [
        ("an [open] place", 0, "an place"),
        ("trust [and peace].", 0, "trust."),
        ("[Also] 𠀀 States [now]", 0, "𠀀 States [now]"),
        ("[Also] 𠀀 States [now]", 1, "[Also] 𠀀 States"),
        ("[shall [endeavour to]] / [should]", 1, "[shall] / [should]"),
        ("各国[应当]合作。", 0, "各国合作。"),
        ("الأمن [والثقة]، والسلم", 0, "الأمن، والسلم"),
        ("a [b]-c", 0, "a -c"),
    ] {
        assert_eq!(left(words, which), wanted);
    }
}

#[test]
fn what_is_settled_keeps_the_formatting_and_signs_of_the_words_that_stay() {
    let mut text = RichText::plain("States [shall [endeavour to]] / [should] act.");
    text.spans = vec![crate::text::Span { start: 8, end: 13, mark: crate::text::Mark::Bold }];
    let behind = |n: u8| SignKind::Behind(vec![DelegationId([n; 16])]);
    text.signs = vec![Sign { at: 7, sign: behind(1) }, Sign { at: 14, sign: behind(2) }, Sign { at: 32, sign: behind(3) }];
    let chosen = resolved(&text, 0, Settle::Choose);
    assert_eq!(chosen.text, "States shall [endeavour to] act.");
    assert_eq!((chosen.spans[0].start, chosen.spans[0].end), (7, 12));
    assert_eq!(chosen.signs, [Sign { at: 13, sign: behind(2) }]);
    assert_eq!(resolved(&text, 2, Settle::Choose).text, "States should act.");
    assert_eq!(resolved(&text, 1, Settle::Drop).text, "States [shall] / [should] act.");
    assert_eq!(resolved(&text, 1, Settle::Keep).text, "States [shall endeavour to] / [should] act.");
    assert_eq!(resolved(&text, 7, Settle::Keep), text);
}

#[test]
fn unpaired_and_literal_ones() {
    let (pairs, unpaired, open) = shown("] a [b [c] [d");
    assert_eq!((pairs, unpaired, open), (vec![("[c]".into(), 0, 0)], vec![0, 4, 11], 1));
    let mut text = RichText::plain("[a[b]c]");
    text.signs = vec![
        Sign { at: 0, sign: SignKind::Behind(vec![DelegationId([7; 16])]) },
        Sign { at: 2, sign: SignKind::Literal },
        Sign { at: 4, sign: SignKind::Literal },
    ];
    let found = brackets(&text);
    assert_eq!(found.pairs.len(), 1);
    assert_eq!((found.pairs[0].open, found.pairs[0].close, &found.pairs[0].behind[..]), (0, 6, &[DelegationId([7; 16])][..]));
    assert_eq!(brackets(&RichText::plain("各国【应】")), Brackets::default());
}

#[test]
fn deep_nesting_comes_to_an_end() {
    let text = RichText::plain(&("[".repeat(200_000) + &"]".repeat(200_000)));
    let found = brackets(&text);
    assert_eq!((found.open(), found.pairs[199_999].depth, found.unpaired.len()), (200_000, 199_999, 0));
    let flat = RichText::plain(&"[]".repeat(200_000));
    assert_eq!(brackets(&flat).open(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn every_sign_is_in_one_pair_or_unpaired(words in "[\\[\\]a/ ]{0,30}", literal in prop::collection::vec(0u32..30, 0..6)) {
        let mut text = RichText::plain(&words);
        text.signs = literal.into_iter().map(|at| Sign { at, sign: SignKind::Literal }).collect();
        text.normalize();
        let found = brackets(&text);
        let mut all: Vec<u32> = found.pairs.iter().flat_map(|p| [p.open, p.close]).chain(found.unpaired.iter().copied()).collect();
        all.sort();
        let wanted: Vec<u32> = text.text.chars().enumerate().map(|(at, c)| (at as u32, c))
            .filter(|(at, c)| matches!(c, '[' | ']') && text.sign_at(*at).is_none()).map(|(at, _)| at).collect();
        prop_assert_eq!(all, wanted);
        for (i, p) in found.pairs.iter().enumerate() {
            prop_assert!(p.open < p.close);
            let around = found.pairs.iter().filter(|q| q.open < p.open && p.close < q.close).count();
            prop_assert_eq!(p.depth as usize, around);
            prop_assert!(found.pairs.iter().all(|q| !(p.open < q.open && q.open < p.close && p.close < q.close)), "crossing");
            prop_assert!(found.slots[p.slot].alternatives.contains(&i));
            prop_assert!(found.slots[p.slot].start <= p.open && p.close < found.slots[p.slot].end);
        }
        // Between an unpaired `[` and the end, and before an unpaired `]`, nothing is left that it could pair with.
        let opens = found.unpaired.iter().skip_while(|at| text.text.chars().nth(**at as usize) == Some(']'));
        for at in opens {
            prop_assert_eq!(text.text.chars().nth(*at as usize), Some('['));
        }
    }
}
