//! Markdown in: blocks, labels, words; what is not kept is said; nothing is dropped.
#![allow(missing_docs, clippy::unwrap_used)]

use qalam_convert::*;
use qalam_model::{
    compare::OutsideParagraph,
    paper::Kind,
    text::{Mark, RichText, Span},
};
use std::path::Path;

fn read(text: &str) -> Import {
    from_markdown(text.as_bytes()).unwrap()
}

fn shown(text: &str) -> Vec<String> {
    let show = |p: &OutsideParagraph| {
        let number = p.number.map(|n| format!(" {n}")).unwrap_or_default();
        let level = if p.level > 0 { format!(" {}", p.level) } else { String::new() };
        format!("{}{level}{number}: {}", p.kind.name(), p.text.text)
    };
    read(text).paragraphs.iter().map(show).collect()
}

fn notes(text: &str) -> Vec<(&'static str, u32)> {
    read(text).notes.iter().map(|n| (n.what.name(), n.count)).collect()
}

#[test]
fn the_four_papers_are_one_paper() {
    let papers = ["en", "ru", "zh", "ar"].map(|language| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/fixtures/papers/wp1-{language}.md"));
        from_markdown(&std::fs::read(path).unwrap()).unwrap()
    });
    for paper in &papers {
        assert!(paper.notes.is_empty() && paper.title.is_some());
        let kinds = |import: &Import| import.paragraphs.iter().map(|p| (p.kind, p.level, p.number)).collect::<Vec<_>>();
        assert_eq!(kinds(paper), kinds(&papers[0]));
        let numbers: Vec<u32> = paper.paragraphs.iter().filter_map(|p| p.number).map(|n| n.n).collect();
        assert_eq!(numbers, (1..=30).collect::<Vec<_>>());
        assert_eq!(paper.paragraphs.iter().filter(|p| p.kind == Kind::Heading).count(), 7);
        assert_eq!(paper.paragraphs.iter().filter(|p| p.kind != Kind::Heading).count(), 31);
    }
    let text = |n: u32| papers[0].paragraphs.iter().find(|p| p.number.is_some_and(|x| x.n == n)).unwrap().text.text.clone();
    assert_eq!(
        text(18),
        "Each Party shall designate a national contact point for the exchange of information on incidents affecting \
         critical infrastructure and shall notify the other Parties of any change."
    );
    assert!(text(7).contains("an \"open\" environment") && text(27).contains("paragraph 18"));
    assert!(text(12).contains("\"information security\"") && text(16).starts_with("Each Party shall protect"));
    assert!(text(28).contains("paragraph 12") && text(28).contains("paragraph 16"));
}

#[test]
fn blocks_and_labels() {
    assert_eq!(
        shown(
            "# Title\n\n## I. Mandate ##\nPP1. *Noting* it,\n\n1. First\nstill first\n2. Second\n\n18 bis. Third\n\n- item\n  - deeper\n    - deepest\n- again\nlazy\n\nplain\n"
        ),
        [
            "heading 2: I. Mandate",
            "pp: Noting it,",
            "op 1: First still first",
            "op 2: Second",
            "op 18 bis: Third",
            "item 1: item",
            "item 2: deeper",
            "item 3: deepest",
            "item 1: again lazy",
            "plain: plain",
        ]
    );
    assert_eq!(read("# Title\n\nx").title.as_deref(), Some("Title"));
    assert_eq!(read("## Not a title\n\nx").title, None);
    assert_eq!(shown("Title\n=====\n\nSub\n---\n\ntext"), ["heading 2: Sub", "plain: text"]);
}

#[test]
fn a_number_in_the_middle_of_a_paragraph_is_no_label() {
    assert_eq!(shown("1. The Agreement of 16 June\n2009. It holds.\n"), ["op 1: The Agreement of 16 June 2009. It holds."]);
    assert_eq!(shown("1. One of paragraph\n12. It holds.\n"), ["op 1: One of paragraph 12. It holds."]);
    assert_eq!(shown("2009. A year\n\n12\\. escaped\n\n1.2 Scope"), ["plain: 2009. A year", "plain: 12. escaped", "plain: 1.2 Scope"]);
    assert_eq!(shown("12. 13. Both"), ["op 12: 13. Both"]);
    assert_eq!(shown("12.\n\n13.\nbelow"), ["op 12: ", "op 13: below"]);
}

#[test]
fn words_with_formatting() {
    let p = &read("**Each** Party *shall* [shall][should] <u>x</u><sup>2</sup> \\*not\\* &amp; a_b_c 2 * 3 * 4\n").paragraphs[0].text;
    assert_eq!(p.text, "Each Party shall [shall][should] x2 *not* & a_b_c 2 * 3 * 4");
    let span = |start, end, mark| Span { start, end, mark };
    assert_eq!(
        p.spans,
        [span(0, 4, Mark::Bold), span(11, 16, Mark::Italic), span(33, 34, Mark::Underline), span(34, 35, Mark::Superscript)]
    );
    assert_eq!(shown("第一行\n第二行\nx"), ["plain: 第一行第二行 x"]);
    assert_eq!(shown("broken\\\nhere  \nand <br> there"), ["plain: broken here and   there"]);
}

#[test]
fn what_is_not_kept_is_said_and_its_text_stays() {
    let text = "---\ntitle: x\n---\n\nSee [the plan](http://example.org) ![a map](m.png) <span>inside</span> `code` ~~old~~[^1].\n\n> quoted\n> further\n\n| A | B |\n|---|---|\n| 1 | 2\\|3 |\n\n```\nlet x;\n```\n\n<!-- hidden\n\nstill --> after\n\n***\n\n[^1]: The note.\n<http://auto.link>\n";
    assert_eq!(
        shown(text),
        [
            "plain: See the plan a map inside code old\u{fffc}.",
            "plain: quoted further",
            "table: ",
            "plain: let x;",
            "plain: after",
            "note: The note. http://auto.link",
        ]
    );
    assert_eq!(notes(text), [("image", 1), ("html", 3), ("code", 2), ("quote", 1), ("strike", 1), ("rule", 1), ("metadata", 1)]);
}

#[test]
fn files_that_are_no_text() {
    assert_eq!(from_markdown(b"caf\xe9"), Err(ImportError::NotUtf8 { offset: 3 }));
    assert_eq!(from_text(b"\xff\xfeh\0i\0").unwrap().paragraphs[0].text.text, "hi");
    let big = vec![b'x'; LIMIT as usize + 1];
    assert_eq!(from_markdown(&big), Err(ImportError::TooLarge { size: LIMIT + 1, limit: LIMIT }));
    for empty in ["", " \r\n\t\n", "\u{feff}\n"] {
        assert_eq!(from_markdown(empty.as_bytes()), Err(ImportError::Empty));
        assert_eq!(from_text(empty.as_bytes()), Err(ImportError::Empty));
    }
    assert_eq!(from_markdown(b"***\n\n<!-- only -->\n"), Err(ImportError::Empty));
    let odd = read("\u{feff}a\0b\r\nc\u{7}\r\n\r\ne\u{301}");
    assert_eq!(odd.paragraphs.iter().map(|p| p.text.text.as_str()).collect::<Vec<_>>(), ["ab c", "é"]);
}

#[test]
fn endings() {
    assert_eq!(format_of(Path::new("a/b.MD")), Ok(Format::Markdown));
    assert_eq!(format_of(Path::new("b.txt")), Ok(Format::Text));
    for (name, ending) in [("b.docx", "docx"), ("b", ""), ("md", "")] {
        let error = format_of(Path::new(name)).unwrap_err();
        assert_eq!((error.ending.as_str(), error.supported), (ending, &[".md", ".txt"][..]));
    }
}

#[test]
fn a_plain_text_with_long_lines_has_a_paragraph_in_each() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/text/article-ar.txt");
    let article = from_text(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(article.title.as_deref(), Some("الأمن الرقمي وتبادل المعلومات في إطار منظمة شنغهاي للتعاون"));
    assert_eq!(article.paragraphs.len(), 8);
    let text = "Secure exchange\n\nI. Mandate\n\nPP. Noting\nit,\n\n1. First line\nand second.\n\n- one\n- two\n";
    let import = from_text(text.as_bytes()).unwrap();
    assert_eq!(import.title.as_deref(), Some("Secure exchange"));
    let kinds: Vec<_> = import.paragraphs.iter().map(|p| (p.kind, p.text.text.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (Kind::Heading, "I. Mandate"),
            (Kind::Preambular, "Noting it,"),
            (Kind::Operative, "First line and second."),
            (Kind::Item, "one"),
            (Kind::Item, "two")
        ]
    );
    assert_eq!(import.paragraphs[1].text, RichText::plain("Noting it,"));
}

#[test]
fn many_brackets_take_no_time() {
    for hostile in ["[".repeat(200_000), "*a ".repeat(100_000), "<a".repeat(100_000), "`".repeat(100_000), "> ".repeat(50_000)] {
        let _ = from_markdown(hostile.as_bytes());
    }
}
