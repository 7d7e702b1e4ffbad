//! One file for each revision, and nothing else accepted.

use super::*;
use crate::{
    ids::{ColumnId, DelegationId, GroupId, PaperId, RowId},
    number::Number,
    paper::{CellPlace, Column, Direction, Table},
    text::{Link, Mark, RichText, Sign, SignKind, Span, tests::rich},
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

/// Something of everything that version 2 has.
fn second() -> Revision {
    let id = |n: u8| ParagraphId([n; 8]);
    let (row, column) = (|n: u8| RowId([n; 8]), |n: u8| ColumnId([n; 8]));
    let text = |words: &str, signs: &[SignKind]| {
        let places = words.chars().enumerate().filter(|(_, c)| *c == '#').map(|(at, _)| at as u32);
        let mut text = RichText { text: words.replace('#', "\u{fffc}"), ..RichText::default() };
        text.signs = places.zip(signs).map(|(at, sign)| Sign { at, sign: sign.clone() }).collect();
        text
    };
    let behind = |ids: &[u8]| SignKind::Behind(ids.iter().map(|n| DelegationId([*n; 16])).collect());
    let mut op = text(
        "States [shall [endeavour to]] / [should] act[sic]# as #, in Tajikistan.",
        &[SignKind::Note(id(0x21)), SignKind::Reference(id(0x11))],
    );
    op.signs.extend([
        Sign { at: 7, sign: behind(&[0xd1, 0xd2]) },
        Sign { at: 14, sign: behind(&[0xd3]) },
        Sign { at: 44, sign: SignKind::Literal },
        Sign { at: 48, sign: SignKind::Literal },
    ]);
    op.links = vec![
        Link { start: 0, end: 6, href: "https://un.example/{a}\\b".into() },
        Link { start: 6, end: 8, href: "mailto:x@un.example".into() },
    ];
    op.spans = vec![Span { start: 0, end: 6, mark: Mark::Bold }, Span { start: 6, end: 8, mark: Mark::Italic }];
    op.normalize();
    let table = Table {
        head: 1,
        columns: vec![Column { id: column(1), width: 100 }, Column { id: column(2), width: 150 }],
        rows: vec![row(1), row(2)],
    };
    let cell = |r, c, words: RichText| Paragraph::cell(CellPlace { table: id(0x12), row: row(r), column: column(c) }, words);
    let mut paragraphs = vec![
        Paragraph { number: Some(Number { n: 18, repeat: 1 }), ..Paragraph::new(id(0x11), Kind::Operative, op) },
        Paragraph::new(id(0x21), Kind::Note, text("See #, which is gone.", &[SignKind::Reference(id(0x77))])),
        Paragraph::table(id(0x12), table, RichText::plain("Points of contact")),
        cell(1, 1, RichText::plain("الدولة")),
        cell(1, 2, RichText::plain("{各国}")),
        cell(2, 2, text("[open#]", &[SignKind::Note(id(0x22))])),
        Paragraph::new(id(0x22), Kind::Note, RichText::plain("")),
        Paragraph::new(id(0x13), Kind::Plain, text("Again#.", &[SignKind::Note(id(0x21))])),
    ];
    paragraphs[3].direction = Some(Direction::Rtl);
    Revision { paragraphs, ..sample() }
}

#[test]
fn the_frozen_file_of_version_2_is_still_read_and_written() {
    let frozen = include_str!("../../../../tests/fixtures/canonical/v2.txt");
    assert_eq!(validate(&second()), Ok(()));
    assert_eq!(String::from_utf8(encode(&second())).unwrap(), frozen);
    assert_eq!(decode(frozen.as_bytes()), Ok(second()));
    assert_eq!(id(frozen.as_bytes()).to_string(), "1cc0ef1daee2f3a9d34581a163d408567ce6dd0b9d9f31136f4ec1cc889bc2f4");
}

#[test]
fn newer_files_say_so() {
    let text = String::from_utf8(encode(&sample())).unwrap();
    let newer = |text: String| matches!(decode(text.as_bytes()), Err(CanonicalError::NewerFormat { .. }));
    assert!(newer(text.replace("revision 1\n", "revision 3\n")));
    let cell = " cell 0a0a0a0a0a0a0a0a 0b0b0b0b0b0b0b0b 0c0c0c0c0c0c0c0c\n";
    for kind in [" table 3\n", " table 1 columns 0101010101010101 rows 0202020202020202\n", cell, " note\n", " chart\n"] {
        assert!(newer(text.replace(" plain\n", kind)), "{kind}");
    }
    for inline in ["{fn 0101010101010101}", "{ref 1}", "{a https://x}", "[{by 1}]", "\\[", "\\]", "{x}"] {
        assert!(newer(text.replace("the need", &format!("the need{inline}"))), "{inline}");
    }
    assert!(newer(text.clone() + "\n== chart 1\nA note.\n"));
    let text = String::from_utf8(encode(&second())).unwrap();
    let newer = |from: &str, to: &str| matches!(decode(text.replacen(from, to, 1).as_bytes()), Err(CanonicalError::NewerFormat { .. }));
    assert!(newer(" note\n", " chart 3\n"));
    assert!(newer("{ref ", "{cf "));
    assert!(newer("revision 2\n", "revision 1\n"));
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
fn other_spellings_of_version_2_are_refused() {
    let text = String::from_utf8(encode(&second())).unwrap();
    for (from, to) in [
        ("{fn 2121212121212121}", "{fn 2A21212121212121}"),
        ("{fn 2121212121212121}", "{fn 212121212121212}"),
        ("{fn 2121212121212121}", "{fn 2323232323232323}"),
        ("{fn 2121212121212121}", ""),
        ("{fn 2121212121212121}", "\u{fffc}"),
        ("{ref 7777777777777777}", "{fn 2222222222222222}"),
        ("{a mailto", "{a ftp"),
        ("{a mailto", "{a  mailto"),
        ("{a mailto", "{a mail\\to"),
        ("{a mailto:x@un.example}", "{a mailto:x@un.example}{a mailto:y@un.example}"),
        ("{a mailto:x@un.example}", ""),
        ("{b}{a ", "{a "),
        ("{/a}{/b}", "{/b}{/a}"),
        ("\\{a\\}", "{a}"),
        ("{by d1", "{by d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2 d1"),
        ("[{by d3", "[ {by d3"),
        ("[{by d3", "{by d3"),
        ("\\[sic", "\\[{by d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3}sic"),
        ("{by d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3}", "{by }"),
        ("table 1 ", "table 01 "),
        ("table 1 ", "table 10 "),
        (":150", ":100"),
        (":150", ":1001"),
        (":150", ":0"),
        ("0202020202020202:150", "0101010101010101:150"),
        (" rows 0101010101010101", " rows"),
        (" rows 0101010101010101 0202020202020202", " rows"),
        (" columns ", " column "),
        ("cell 1212121212121212", "cell 1111111111111111"),
        ("0101010101010101 0202020202020202\n\\", "0202020202020202 0202020202020202\n\\"),
        ("2121212121212121 note", "2121212121212121 note 1"),
        ("2222222222222222 note", "2323232323232323 note"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert!(decode(changed.as_bytes()).is_err(), "{from} -> {to}");
    }
}

#[test]
fn files_that_ask_for_too_much_are_refused() {
    let text = String::from_utf8(encode(&second())).unwrap();
    let ids = |n: u32| (0..n).map(|i| format!(" {i:016x}")).collect::<String>();
    let (columns, rows) = (" 0101010101010101 0202020202020202:150", " 0101010101010101 0202020202020202\n");
    for (columns_then, rows_then) in [(65, 1), (1, 1001), (900_000, 1), (1, 900_000), (64, 400)] {
        let wide = text.replace(columns, &ids(columns_then)).replacen(&format!("rows{rows}"), &format!("rows{}\n", ids(rows_then)), 1);
        assert!(wide.len() < MAX_BYTES && decode(wide.as_bytes()).is_err(), "{columns_then} x {rows_then}");
    }
    let long = text.replacen("mailto:x@un.example", &format!("mailto:{}", "x".repeat(2000)), 1);
    assert!(decode(long.as_bytes()).is_err());
    let open = text.replacen("{a mailto", &"{a ".repeat(1_000_000), 1);
    assert!(decode(open.as_bytes()).is_err());
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
    let breaks: [fn(&mut Revision); 14] = [
        |r| r.paragraphs[0].text.signs.truncate(2),
        |r| r.paragraphs[0].text.text.push('\u{fffc}'),
        |r| drop(r.paragraphs.remove(1)),
        |r| r.paragraphs.swap(1, 2),
        |r| r.paragraphs.swap(3, 4),
        |r| r.paragraphs[4].text = RichText::default(),
        |r| r.paragraphs[4].cell = None,
        |r| r.paragraphs[2].cell = r.paragraphs[3].cell,
        |r| r.paragraphs[3].table = r.paragraphs[2].table.clone(),
        |r| r.paragraphs[7].cell = r.paragraphs[3].cell,
        |r| r.paragraphs[2].table = None,
        |r| r.paragraphs[2].level = 1,
        |r| r.paragraphs[1].number = Some(Number::plain(1)),
        |r| r.paragraphs[7].text.signs.clear(),
    ];
    for (i, change) in breaks.into_iter().enumerate() {
        let mut revision = second();
        change(&mut revision);
        assert!(validate(&revision).is_err(), "{i}");
        assert!(decode(&encode(&revision)).is_err(), "{i}");
    }
    let mut spans = sample();
    spans.paragraphs[1].text.spans = vec![Span { start: 3, end: 3, mark: Mark::Bold }];
    assert!(validate(&spans).is_err());
}

/// A kind, and what a paragraph may have.
type Drawn = (usize, u8, u8, Option<(u32, u32)>, RichText);

/// Paragraphs of every kind, cells and footnotes among them.
fn revision() -> impl Strategy<Value = Revision> {
    let paragraph = (0usize..8, 1u8..=6, 0u8..3, proptest::option::of((0u32..50, 0u32..12)), rich());
    (".{0,12}", proptest::collection::vec(paragraph, 0..9), proptest::option::of(any::<[u8; 32]>()), any::<bool>()).prop_map(
        |(title, paragraphs, predecessor, first)| {
            let kinds = if first { Kind::STYLES.len() } else { Kind::ALL.len() };
            let new = |(i, (kind, level, direction, number, text)): (usize, Drawn)| {
                let kind = Kind::ALL[kind % kinds];
                let columns = (1..=level % 3 + 1).map(|n| Column { id: ColumnId([n; 8]), width: 99 + u16::from(n) }).collect();
                let table = Table { head: direction, columns, rows: (1..=level % 4 + 1).map(|n| RowId([n; 8])).collect() };
                let place =
                    CellPlace { table: ParagraphId([0x50 + direction; 8]), row: RowId([level; 8]), column: ColumnId([1 + i as u8 % 3; 8]) };
                let text = if first { RichText { links: vec![], signs: vec![], ..RichText::plain(&text.text) } } else { text };
                let new = match kind {
                    Kind::Table => Paragraph::table(ParagraphId([0x50 + i as u8 % 3; 8]), table, text),
                    Kind::Cell => Paragraph::cell(place, text),
                    Kind::Note => Paragraph::new(ParagraphId([0x41 + i as u8 % 3; 8]), kind, text),
                    _ => Paragraph::new(ParagraphId([i as u8; 8]), kind, text),
                };
                Paragraph {
                    level: if new.level > 0 { level } else { 0 },
                    direction: [None, Some(Direction::Ltr), Some(Direction::Rtl)][direction as usize],
                    number: number.filter(|_| kind == Kind::Operative).map(|(n, repeat)| Number { n, repeat }),
                    ..new
                }
            };
            let mut paragraphs: Vec<Paragraph> = paragraphs.into_iter().enumerate().map(new).collect();
            tidy(&mut paragraphs);
            Revision { title: clean(&title), predecessor: predecessor.map(RevisionId), paragraphs, ..sample() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn reads_what_it_wrote(revision in revision()) {
        prop_assert_eq!(validate(&revision), Ok(()));
        let bytes = encode(&revision);
        let second = revision.paragraphs.iter().any(|p| !p.kind.is_style() || !p.text.is_plain_of_signs());
        prop_assert_eq!(bytes.starts_with(b"Qalam revision 2\n"), second);
        prop_assert_eq!(decode(&bytes), Ok(revision));
    }

    #[test]
    fn writes_what_it_accepted(revision in revision(), cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0u8..3, any::<u8>()), 1..4)) {
        let mut bytes = encode(&revision);
        for (at, how, byte) in cuts {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b" \n{}\\-b/=[]af1:"[byte as usize % 15]),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(read) = decode(&bytes) {
            prop_assert_eq!(encode(&read), bytes);
        }
    }
}
