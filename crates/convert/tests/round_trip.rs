//! What is written and read again is the same paper; what changed is shown.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use qalam_convert::*;
use qalam_model::{
    compare::OutsideParagraph,
    ids::ParagraphId,
    number::Number,
    paper::{Kind, Paragraph},
    text::{Mark, RichText, Span, clean},
};

fn paragraph(n: u8, kind: Kind, text: &str) -> Paragraph {
    Paragraph::new(ParagraphId([n; 8]), kind, RichText::plain(text))
}

fn outside(p: &Paragraph) -> OutsideParagraph {
    OutsideParagraph { number: p.number, ..OutsideParagraph::new(p.kind, p.level, p.text.clone()) }
}

fn again(title: &str, paragraphs: &[Paragraph]) -> (String, Import) {
    let written = to_markdown(title, paragraphs).text;
    let read = from_markdown(written.as_bytes()).unwrap();
    (written, read)
}

#[test]
fn hard_cases_come_back() {
    let texts = [
        "- no item",
        "# no heading",
        "12. no number",
        "12.",
        "OP. no",
        "PP1) no",
        "1.2 fine",
        "2009. A year",
        "> no quote",
        "• no bullet",
        "+ plus",
        "***",
        "---",
        "===",
        "a | b",
        "| a |",
        "``` no code",
        "~~~",
        "~~not struck~~",
        "<b>no tag</b>",
        "&amp; no entity",
        "&#32; no",
        "[shall][should]",
        "[a](b)",
        "![a](b)",
        "[^1]: no note",
        "a\\",
        "\\",
        "a\\*b",
        "*a*",
        "_a_ b_c",
        " spaces around ",
        "two  spaces",
        "\u{a0}x\u{a0}",
        "{++x++}",
        "**12.** x",
        "# ",
        "#",
        "end #",
        "<!-- x -->",
        "١٨. لا",
        "18．各方",
        "http://a.b/c_d_e",
        "a * b * c",
        "`",
        "[[nested] [shall [endeavour to]]]",
        "x\u{200f}",
        "2) no",
        "*",
        "_",
        "__",
    ];
    for text in texts {
        for kind in Kind::STYLES {
            let p = paragraph(1, kind, text);
            let (written, read) = again("Title", std::slice::from_ref(&p));
            assert_eq!(read.paragraphs, [outside(&p)], "{kind:?} {text:?} written as {written:?}");
            assert_eq!(again(text, &[p]).1.title.unwrap(), clean(text), "title");
        }
    }
}

#[test]
fn a_paper_reads_well() {
    let mut paragraphs = vec![
        paragraph(1, Kind::Heading, "I. Mandate"),
        paragraph(2, Kind::Preambular, "Noting the Agreement,"),
        paragraph(3, Kind::Operative, "Each Party [shall][should] protect it."),
        paragraph(4, Kind::Item, "by law"),
        paragraph(5, Kind::Plain, ""),
    ];
    paragraphs[0].level = 2;
    paragraphs[1].text.spans = vec![Span { start: 0, end: 6, mark: Mark::Italic }];
    paragraphs[2].number = Some(Number { n: 18, repeat: 1 });
    paragraphs[2].text.spans = vec![Span { start: 0, end: 10, mark: Mark::Bold }];
    let export = to_markdown("Secure exchange", &paragraphs);
    assert_eq!(
        export.text,
        "# Secure exchange\n\n## I. Mandate\n\nPP1. *Noting* the Agreement,\n\n18 bis. **Each Party** [shall][should] protect it.\n\n- by law\n"
    );
    assert_eq!(export.notes, [Note { what: What::EmptyParagraph, count: 1 }]);
    let plain = to_text("Secure exchange", &paragraphs);
    assert_eq!(
        plain.text,
        "Secure exchange\n\nI. Mandate\n\nPP1. Noting the Agreement,\n\n18 bis. Each Party [shall][should] protect it.\n\n- by law\n"
    );
    assert_eq!(plain.notes, [Note { what: What::Formatting, count: 2 }, Note { what: What::EmptyParagraph, count: 1 }]);
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let spans = proptest::collection::vec((0u32..30, 0u32..30, 0usize..5), 0..6);
    let text = prop_oneof!["[a-c1.*_`~<>&()\\[\\]#|{}+\\\\ -]{1,24}", "[ab é中。، «]{1,24}", "\\PC{1,20}"];
    (0usize..5, 1u8..=6, proptest::option::of((0u32..3000, 0u32..12)), text, spans).prop_map(|(kind, level, number, text, spans)| {
        let kind = Kind::STYLES[kind];
        let mut p = paragraph(1, kind, &text);
        p.level = if p.level == 1 { level } else { 0 };
        p.number = number.filter(|_| kind == Kind::Operative).map(|(n, repeat)| Number { n, repeat });
        p.text.spans = spans.into_iter().map(|(start, end, m)| Span { start, end, mark: Mark::ALL[m] }).collect();
        p.text.normalize();
        p
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn what_is_written_is_read_again(title in "\\PC{0,20}", mut paragraphs in proptest::collection::vec(any_paragraph(), 1..5)) {
        paragraphs.retain(|p| p.kind != Kind::Plain || !p.text.is_empty());
        // The depth of an item is seen only below others.
        let mut depth = 0;
        for p in &mut paragraphs {
            depth = if p.kind == Kind::Item { p.level.min(depth + 1) } else { 0 };
            if p.kind == Kind::Item {
                p.level = depth;
            }
        }
        let (written, read) = again(&title, &paragraphs);
        let wanted: Vec<_> = paragraphs.iter().map(outside).collect();
        prop_assert_eq!(read.paragraphs, wanted, "{}", written);
        prop_assert_eq!(read.title.unwrap_or_default(), clean(&title), "{}", written);
    }

    #[test]
    fn any_text_is_read_without_losing_words(text in "[a-c0-9#>|`~*_.<!\\[\\] \n\\-]{0,80}") {
        let Ok(import) = from_markdown(text.as_bytes()) else { return Ok(()) };
        let all: String = import.paragraphs.iter().map(|p| p.text.text.as_str()).chain(import.title.as_deref()).collect();
        for letter in ['a', 'b', 'c'] {
            // Tags may hold letters of their own; everything else stays.
            if !text.contains(['<', '`', '~']) && !text.contains("](") {
                prop_assert_eq!(all.matches(letter).count(), text.matches(letter).count());
            }
        }
    }
}
