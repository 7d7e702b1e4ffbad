//! One file for each revision, and nothing else accepted.

use super::*;
use crate::{
    ids::{GroupId, PaperId},
    number::Number,
    paper::Direction,
    text::{Mark, RichText, Span},
};
use proptest::prelude::*;

fn sample() -> Revision {
    let p = |n: u8, kind, level, number, text: &str| {
        let new = Paragraph::new(ParagraphId([n; 8]), kind, RichText::plain(text));
        Paragraph { level, number, ..new }
    };
    let mut revision = Revision {
        group: GroupId([0xa1; 32]),
        paper: PaperId([0xb2; 16]),
        symbol: "WG/2026/WP.1/Rev.1".into(),
        title: "Secure exchange of information".into(),
        language: "en".into(),
        predecessor: Some(RevisionId([0xc3; 32])),
        paragraphs: vec![
            p(1, Kind::Heading, 2, None, "IV. Critical infrastructure"),
            p(2, Kind::Preambular, 0, None, "Recognizing the need,"),
            p(3, Kind::Operative, 0, Some(Number::plain(16)), "Each Party [shall][should] protect {it} \\ them."),
            p(4, Kind::Operative, 0, Some(Number { n: 18, repeat: 1 }), "تعيّن كل دولة جهة اتصال وطنية."),
            p(5, Kind::Operative, 0, None, ""),
            p(6, Kind::Item, 1, None, "== 0606060606060606 op 7"),
            p(7, Kind::Plain, 0, None, "第十八段"),
        ],
    };
    revision.paragraphs[3].direction = Some(Direction::Rtl);
    revision.paragraphs[2].text.spans = vec![Span { start: 0, end: 10, mark: Mark::Bold }, Span { start: 5, end: 18, mark: Mark::Italic }];
    revision
}

fn frozen() -> &'static [u8] {
    include_bytes!("../../../../tests/fixtures/canonical/v1.txt")
}

#[test]
fn the_frozen_file_is_still_read_and_written() {
    let revision = decode(frozen()).unwrap();
    assert_eq!(revision, sample());
    assert_eq!(String::from_utf8(encode(&revision)).unwrap(), String::from_utf8(frozen().to_vec()).unwrap());
    assert_eq!(id(frozen()).to_string(), "8ba23ec3e6ad6e53beac7cf731181db5acf6dd7e3f9c80f6217c23d6a5cafec3");
}

#[test]
fn newer_files_say_so() {
    let text = String::from_utf8(encode(&sample())).unwrap();
    let newer = |text: String| matches!(decode(text.as_bytes()), Err(CanonicalError::NewerFormat { .. }));
    assert!(newer(text.replace("revision 1\n", "revision 2\n")));
    assert!(newer(text.replace(" plain\n", " table 3\n")));
    assert!(newer(text.replace("the need", "the need{fn 1}")));
    assert!(newer(text.clone() + "\n== footnote 1\nA note.\n"));
    assert_eq!(decode(b"hello\n"), Err(CanonicalError::NotARevision));
    assert_eq!(decode(b""), Err(CanonicalError::NotARevision));
}

#[test]
fn other_spellings_are_refused() {
    let text = String::from_utf8(encode(&sample())).unwrap();
    for (from, to) in [
        ("\n", "\r\n"),
        ("op 16", "op 016"),
        ("op 16", "op OP16"),
        ("op 18 bis", "op 18 BIS"),
        ("{b}", "{i}{/i}{b}"),
        ("{b}", ""),
        ("\\{it", "{it"),
        ("\\{it", "\\u{7b}it"),
        ("the need", "the need\u{7}"),
        ("the need", "the ne\u{301}ed"),
        ("paragraphs: 7", "paragraphs: 07"),
        ("paragraphs: 7", "paragraphs: 6"),
        ("paragraphs: 7", "paragraphs: 8"),
        ("0202020202020202", "0101010101010101"),
        ("a1a1", "A1a1"),
        ("heading 2", "heading 7"),
        ("heading 2", "heading +2"),
        (" pp\n", " pp 1\n"),
        ("language: en", "language: en "),
        ("language: en", "language: en--x"),
        ("title: ", "Title: "),
        ("\u{7b2c}", "\u{feff}\r"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert!(decode(changed.as_bytes()).is_err(), "{from} -> {to}");
    }
    assert!(decode(text.trim_end().as_bytes()).is_err());
    assert!(decode((text.clone() + "\n").as_bytes()).is_err());
    assert_eq!(decode(&vec![b'x'; MAX_BYTES + 1]), Err(CanonicalError::TooLarge(MAX_BYTES + 1)));
    assert!(matches!(decode(b"Qalam revision 1\n\xff\n"), Err(CanonicalError::NotUtf8(17))));
}

#[test]
fn values_that_break_their_rules_have_no_valid_file() {
    let breaks: [fn(&mut Revision); 8] = [
        |r| r.title = "two\nlanguage: ru".into(),
        |r| r.symbol = "tab\t".into(),
        |r| r.language = "en us".into(),
        |r| r.paragraphs[1].level = 3,
        |r| r.paragraphs[1].number = Some(Number::plain(1)),
        |r| r.paragraphs[0].level = 0,
        |r| r.paragraphs[1].text.text = "line\nbreak".into(),
        |r| r.paragraphs[1].id = r.paragraphs[0].id,
    ];
    for (i, change) in breaks.into_iter().enumerate() {
        let mut revision = sample();
        change(&mut revision);
        assert!(validate(&revision).is_err(), "{i}");
        assert!(decode(&encode(&revision)).is_err(), "{i}");
    }
    let mut spans = sample();
    spans.paragraphs[1].text.spans = vec![Span { start: 3, end: 3, mark: Mark::Bold }];
    assert!(validate(&spans).is_err());
}

fn rich() -> impl Strategy<Value = RichText> {
    ("[a-c{}\\\\\\[\\]*é中ا ]{0,24}", proptest::collection::vec((0u32..24, 0u32..24, 0usize..5), 0..6)).prop_map(|(text, spans)| {
        let mut rich = RichText::plain(&text);
        rich.spans = spans.into_iter().map(|(start, end, m)| Span { start, end, mark: Mark::ALL[m] }).collect();
        rich.normalize();
        rich
    })
}

fn revision() -> impl Strategy<Value = Revision> {
    let paragraph = (0usize..5, 1u8..=6, 0u8..3, proptest::option::of((0u32..50, 0u32..12)), rich());
    (".{0,12}", proptest::collection::vec(paragraph, 0..6), proptest::option::of(any::<[u8; 32]>())).prop_map(
        |(title, paragraphs, predecessor)| Revision {
            title: clean(&title),
            predecessor: predecessor.map(RevisionId),
            paragraphs: paragraphs
                .into_iter()
                .enumerate()
                .map(|(i, (kind, level, direction, number, text))| {
                    let kind = Kind::STYLES[kind];
                    let levelled = matches!(kind, Kind::Heading | Kind::Item);
                    Paragraph {
                        level: if levelled { level } else { 0 },
                        direction: [None, Some(Direction::Ltr), Some(Direction::Rtl)][direction as usize],
                        number: number.filter(|_| kind == Kind::Operative).map(|(n, repeat)| Number { n, repeat }),
                        ..Paragraph::new(ParagraphId([i as u8; 8]), kind, text)
                    }
                })
                .collect(),
            ..sample()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn reads_what_it_wrote(revision in revision()) {
        prop_assert_eq!(validate(&revision), Ok(()));
        prop_assert_eq!(decode(&encode(&revision)), Ok(revision));
    }

    #[test]
    fn writes_what_it_accepted(revision in revision(), cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0u8..3, any::<u8>()), 1..4)) {
        let mut bytes = encode(&revision);
        for (at, how, byte) in cuts {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b" \n{}\\-b/="[byte as usize % 9]),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(read) = decode(&bytes) {
            prop_assert_eq!(encode(&read), bytes);
        }
    }
}
