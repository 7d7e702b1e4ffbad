//! Texts stay well formed, whatever is done with them.

use super::*;
use proptest::prelude::*;

/// Any value that is a text, with spans, links and signs, also such that meet composing characters.
pub(crate) fn rich() -> impl Strategy<Value = RichText> {
    let chars = prop::sample::select(vec![
        'a', 'b', ' ', '[', ']', '/', '{', '\\', 'é', '中', 'ا', 'ж', OBJECT, OBJECT, 'e', '\u{301}', '\u{1100}', '\u{1161}',
    ]);
    let range = || (0u32..24, 0u32..24);
    (
        prop::collection::vec(chars, 0..24),
        prop::collection::vec((range(), 0usize..5), 0..5),
        prop::collection::vec((range(), 0usize..3), 0..3),
        prop::collection::vec((0u32..24, 0u8..4, 1u8..4), 0..12),
    )
        .prop_map(|(chars, spans, links, signs)| {
            let text: String = chars.into_iter().nfc().collect();
            let address = ["https://a.example/{b}\\", "mailto:b@c.example", "http://d"];
            let mut rich = RichText {
                text,
                spans: spans.into_iter().map(|((start, end), m)| Span { start, end, mark: Mark::ALL[m] }).collect(),
                links: links.into_iter().map(|((start, end), l)| Link { start, end, href: address[l].into() }).collect(),
                signs: signs
                    .into_iter()
                    .map(|(at, kind, n)| {
                        let sign = match kind {
                            0 => SignKind::Note(ParagraphId([0x40 + n; 8])),
                            1 => SignKind::Reference(ParagraphId([n; 8])),
                            2 => SignKind::Behind(vec![DelegationId([n; 16]), DelegationId([1; 16])]),
                            _ => SignKind::Literal,
                        };
                        Sign { at, sign }
                    })
                    .collect(),
            };
            rich.normalize();
            rich.keep_signs(|_| true);
            rich
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn whatever_is_done_they_stay_well_formed(a in rich(), b in rich(), cut in 0u32..24) {
        prop_assert_eq!(a.check(), Ok(()));
        let (mut front, back) = (a.slice(0, cut), a.slice(cut, 99));
        prop_assert_eq!(front.check(), Ok(()));
        prop_assert_eq!(back.check(), Ok(()));
        front.push(&back);
        prop_assert_eq!(&front, &a);
        let mut both = a.clone();
        both.push(&b);
        both.compose();
        prop_assert_eq!(both.check(), Ok(()));
        let mut none = a.clone();
        none.keep_signs(|_| false);
        prop_assert_eq!(none.check(), Ok(()));
        prop_assert!(none.signs.is_empty());
        let words: String = a.text.chars().filter(|c| *c != OBJECT).nfc().collect();
        prop_assert_eq!(&none.text, &words);
        let mut again = a.clone();
        again.normalize();
        prop_assert_eq!(&again, &a);
    }

    #[test]
    fn values_of_acts_read_back(a in rich()) {
        let mut bytes = Vec::new();
        ciborium::into_writer(&a, &mut bytes).unwrap();
        let read: RichText = ciborium::from_reader(&bytes[..]).unwrap();
        prop_assert_eq!(read, a);
    }
}

#[test]
fn what_is_not_well_formed_says_so() {
    let good = RichText {
        text: "a\u{fffc}[b]".into(),
        links: vec![Link { start: 0, end: 2, href: "https://x".into() }],
        signs: vec![Sign { at: 1, sign: SignKind::Note(ParagraphId([1; 8])) }, Sign { at: 4, sign: SignKind::Literal }],
        ..RichText::default()
    };
    assert_eq!(good.check(), Ok(()));
    let broken = |change: fn(&mut RichText)| {
        let mut text = good.clone();
        change(&mut text);
        text.check()
    };
    assert_eq!(broken(|t| t.text.push('\n')), Err(BadText::Characters));
    assert_eq!(broken(|t| t.text.push_str("e\u{301}")), Err(BadText::Characters));
    assert_eq!(broken(|t| t.text.push(OBJECT)), Err(BadText::Signs));
    assert_eq!(broken(|t| drop(t.signs.remove(0))), Err(BadText::Signs));
    assert_eq!(broken(|t| t.signs.swap(0, 1)), Err(BadText::Signs));
    assert_eq!(broken(|t| t.signs[1].at = 3), Err(BadText::Signs));
    assert_eq!(broken(|t| t.signs[1].at = 99), Err(BadText::Signs));
    assert_eq!(broken(|t| t.signs[1].sign = SignKind::Behind(vec![DelegationId([1; 16])])), Err(BadText::Signs));
    assert_eq!(broken(|t| t.signs.push(Sign { at: 4, sign: SignKind::Literal })), Err(BadText::Signs));
    assert_eq!(broken(|t| t.links[0].href = "javascript:x".into()), Err(BadText::Links));
    assert_eq!(broken(|t| t.links[0].href = format!("https://{}", "x".repeat(MAX_ADDRESS))), Err(BadText::Links));
    assert_eq!(broken(|t| t.links[0].end = 1 << 30), Err(BadText::Links));
    assert_eq!(broken(|t| t.links.push(Link { start: 1, end: 3, href: "http://y".into() })), Err(BadText::Links));
    assert_eq!(broken(|t| t.spans.push(Span { start: 3, end: 3, mark: Mark::Bold })), Err(BadText::Spans));
    for (address, is) in [
        ("https://un.org/{a}", true),
        ("HTTP://x", true),
        ("mailto:a@b", true),
        ("https:", false),
        ("ftp://x", false),
        ("https://a b", false),
        ("//x", false),
        ("", false),
        (" https://x", false),
        ("data:text/html,x", false),
    ] {
        assert_eq!(is_address(address), is, "{address}");
    }
}

#[test]
fn old_texts_keep_their_bytes() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&RichText::plain("x"), &mut bytes).unwrap();
    assert_eq!(hex::encode(bytes), "a164746578746178");
}
