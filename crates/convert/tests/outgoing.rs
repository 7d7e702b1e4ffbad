//! The papers that go out: their structure in four languages, and what the writers make of it.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use qalam_convert::outgoing::*;
use qalam_model::{
    compare::{compare, tokens},
    desk::{Desk, Input, desk},
    ids::*,
    number,
    paper::{CellPlace, Column, Kind, Paragraph, Revision, Table as Shape},
    proposal::{Contribution, Contributor, Treatment},
    text::{Link, Mark, OBJECT, RichText, Sign, SignKind, Span},
};
use std::collections::HashSet;

/// Says the key and what it was given.
struct Echo;

impl Say for Echo {
    fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        let args: Vec<&str> = args.iter().map(|(_, v)| v.as_str()).collect();
        let key = key.trim_start_matches("out-");
        if key == "comma" { ", ".to_owned() } else { [&[key], &args[..]].concat().join(" ") }
    }
}

const A: Contributor = Contributor::Delegation(DelegationId([1; 16]));
const B: Contributor = Contributor::Delegation(DelegationId([2; 16]));
const C: Contributor = Contributor::Delegation(DelegationId([3; 16]));

fn naming() -> Naming {
    Naming::Named(vec![(Contributor::Chair, "Chair".into()), (C, "Atlantis".into()), (A, "Zembla".into()), (B, "Zubrowka".into())])
}

fn nobody() -> Naming {
    Naming::Nobody(vec!["Atlantis".into(), "Zembla".into(), "Zubrowka".into()])
}

fn id(n: u8) -> ParagraphId {
    ParagraphId([n; 8])
}

fn op(n: u8, words: &str) -> Paragraph {
    Paragraph::new(id(n), Kind::Operative, RichText::plain(words))
}

fn revision(language: &str, mut paragraphs: Vec<Paragraph>) -> Revision {
    number::assign(&mut paragraphs);
    Revision {
        group: GroupId([1; 32]),
        paper: PaperId([2; 16]),
        symbol: "WP.1".into(),
        title: "T".into(),
        language: language.into(),
        predecessor: None,
        paragraphs,
    }
}

const ID: RevisionId = RevisionId([3; 32]);

fn contribution(revision: &Revision, by: Contributor, copy: &[Paragraph], reason: &str) -> Contribution {
    let mut proposals = compare(revision, &ID, by, copy);
    proposals.iter_mut().for_each(|p| p.reason = reason.to_owned());
    Contribution { paper: revision.paper, revision: ID, by, entered: false, floor: false, proposals, replaces: Vec::new() }
}

fn act(n: usize) -> ActId {
    ActId(hash("outgoing", &[&(n as u64).to_be_bytes()]))
}

fn laid(revision: &Revision, contributions: &[Contribution]) -> Desk {
    let list: Vec<(ActId, &Contribution)> = contributions.iter().enumerate().map(|(n, c)| (act(n), c)).collect();
    laid_in(revision, &list)
}

fn laid_in(revision: &Revision, list: &[(ActId, &Contribution)]) -> Desk {
    desk(Input { revision, revision_id: ID, contributions: list, former: &[], decisions: &[] })
}

fn compiled(revision: &Revision, desk: &Desk, naming: &Naming) -> Document {
    let none = HashSet::new();
    let frame = Frame::new(&Echo, &Echo, "en", naming);
    compilation(&frame, Sitting { old: revision, desk, new: &[], symbol: None, rows: &[], open: &none })
}

fn words(words: &[Words]) -> String {
    let one = |w: &Words| {
        let by = if w.by.is_empty() { String::new() } else { format!("<{}>", w.by.join(",")) };
        let text = w.text.text.replace(OBJECT, "#");
        match w.change {
            Change::Same => text + &by,
            Change::Inserted => format!("{{+{text}+}}{by}"),
            Change::Deleted => format!("{{-{text}-}}{by}"),
        }
    };
    words.iter().map(one).collect()
}

/// The structure as lines.
fn shown(blocks: &[Block]) -> Vec<String> {
    let text = |t: &Text| format!("{} {}: {}{}", t.kind.name(), t.number, words(&t.words), t.told.join(","));
    blocks
        .iter()
        .flat_map(|b| match b {
            Block::Heading(words) => vec![format!("# {words}")],
            Block::Line(words) => vec![words.clone()],
            Block::Text(t) => vec![text(t)],
            Block::Wish(w) => {
                let mut out =
                    vec![format!("  [{}] {} {}", w.who.names.join(","), w.tags.join(","), w.with.names.join(",")).trim_end().to_owned()];
                out.extend(w.told.iter().map(|t| format!("    ({t})")));
                out.extend(w.texts.iter().map(|t| format!("    {}", text(t))));
                out.extend(w.reasons.iter().map(|r| format!("    {} {}: {}", r.whose.label, r.whose.names.join(","), r.words)));
                out
            }
            Block::Table(t) => {
                let row = |r: &Vec<Cell>| r.iter().map(|c| format!("{}×{}", shown(&c.blocks).join(" / "), c.rows)).collect::<Vec<_>>();
                t.rows.iter().map(|r| row(r).join(" | ")).collect()
            }
        })
        .collect()
}

fn amended(revision: &Revision, n: usize, words: &str) -> Vec<Paragraph> {
    let mut out = revision.paragraphs.clone();
    out[n].text = RichText::plain(words);
    out
}

#[test]
fn a_compilation_in_four_languages() {
    let cases = [
        (
            "en",
            ["Each Party shall protect it.", "Each Party should protect it.", "Each Party shall always protect it."],
            ["{-shall-}{+should+}", "shall {+always +}protect"],
        ),
        (
            "ru",
            ["Стороны защищают сети.", "Стороны охраняют сети.", "Стороны всегда защищают сети."],
            ["{-защищают-}{+охраняют+}", "{+всегда +}защищают"],
        ),
        ("zh", ["各国应当保护网络。", "各国必须保护网络。", "各国应当共同保护网络。"], ["各国{-应当-}{+必须+}保护", "应当{+共同+}保护"]),
        (
            "ar",
            ["تحمي الدول الشبكات.", "تصون الدول الشبكات.", "تحمي الدول دائما الشبكات."],
            ["{-تحمي-}{+تصون+} الدول", "الدول {+دائما +}الشبكات"],
        ),
    ];
    for (language, [base, one, two], wanted) in cases {
        let revision = revision(language, vec![op(1, base), op(2, base)]);
        let contributions = [
            contribution(&revision, A, &amended(&revision, 0, one), "why"),
            contribution(&revision, B, &amended(&revision, 0, two), ""),
            contribution(&revision, C, &amended(&revision, 0, one), ""),
        ];
        let desk = laid(&revision, &contributions);
        let document = compiled(&revision, &desk, &naming());
        let lines = shown(&document.blocks);
        assert_eq!(lines.len(), 7, "{lines:?}");
        assert_eq!(lines[0], format!("op 1: {base}"));
        // One change with two names, in the reader's order; the reason says whose it is.
        assert_eq!(lines[1], "  [Atlantis,Zembla] kind-amend");
        assert!(lines[2].contains(wanted[0]), "{lines:?}");
        assert_eq!(lines[3], "    reason Zembla: why");
        assert_eq!(lines[4], "  [Zubrowka] kind-amend");
        assert!(lines[5].contains(wanted[1]), "{lines:?}");
        assert_eq!(lines[6], format!("op 2: {base}"));
        assert_eq!(document.left, LeftOut::default());
        let html = to_html(&document);
        let dir = if language == "ar" { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<p class=\"text op\" id=\"p-{}\" lang=\"{language}\" dir=\"{dir}\">", id(1))), "{html}");
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"), "the frame speaks its own language");
    }
}

#[test]
fn inserts_deletions_and_what_words_do_not_show() {
    let revision = revision("en", vec![op(1, "One."), op(2, "Two."), op(3, "Three.")]);
    let mut copy = revision.paragraphs.clone();
    copy[0].text.spans.push(Span { start: 0, end: 3, mark: Mark::Bold });
    copy[0].text.links.push(Link { start: 0, end: 3, href: "https://a.example/".into() });
    copy.remove(1);
    copy.insert(1, op(9, "New."));
    let mut items = revision.paragraphs.clone();
    items[2].kind = Kind::Item;
    items[2].level = 1;
    items[2].number = None;
    let contributions = [contribution(&revision, A, &copy, ""), contribution(&revision, B, &items, "")];
    let desk = laid(&revision, &contributions);
    let lines = shown(&compiled(&revision, &desk, &naming()).blocks);
    let wanted = [
        "op 1: One.",
        "  [Zembla] kind-amend",
        "    (format mark-bold One)",
        "    (link One https://a.example/)",
        "    op 1: One.",
        "# new 1 number-bis",
        "  [Zembla] kind-insert",
        "    op 1 number-bis: {+New.+}",
        "op 2: Two.",
        "  [Zembla] kind-delete",
        "    op 2: {-Two.-}",
        "op 3: Three.",
        "  [Zubrowka] kind-amend",
        "    (becomes as-item)",
        "    op 3: Three.",
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn both_tables_tell_the_treatment_and_the_new_text_once() {
    let old = revision("en", vec![op(1, "Each Party shall protect it."), op(2, "Two.")]);
    let contributions = [
        contribution(&old, A, &amended(&old, 0, "Each Party should protect it."), ""),
        contribution(&old, B, &amended(&old, 0, "Each Party must protect it."), ""),
    ];
    let list: Vec<(ActId, &Contribution)> = contributions.iter().enumerate().map(|(n, c)| (act(n), c)).collect();
    let input = |decisions| Input { revision: &old, revision_id: ID, contributions: &list, former: &[], decisions };
    let first = desk(input(&[]));
    let take = first.decision(&[contributions[0].proposals[0].hunks[0].id], Treatment::Accept, "as Zubrowka wished");
    let fall = first.decision(&[contributions[1].proposals[0].hunks[0].id], Treatment::Reject, "too strong");
    let decided = desk(input(&[(act(8), &take), (act(9), &fall)]));
    let next = decided.next_revision();
    let (none, undecided) = (HashSet::new(), laid(&old, &contributions));
    let sitting = Sitting { old: &old, desk: &undecided, new: &next.paragraphs, symbol: Some("WP.1/Rev.1"), rows: &next.rows, open: &none };
    let frame = |naming: &Naming| Frame::new(&Echo, &Echo, "en", naming);
    let lines = shown(&decisions(&frame(&naming()), sitting).blocks);
    assert_eq!(
        lines,
        [
            "table-new×1 | table-proposed×1 | table-old×1 | table-treatment×1 | table-reason×1 | table-result×1",
            "1×1 |   [Zembla] kind-amend /     op 1: Each Party {-shall-}{+should+} protect it.×1 | 1×1 | treatment-accepted×1 | as Zubrowka wished×1 | op 1: Each Party should protect it.×2",
            "1×1 |   [Zubrowka] kind-amend /     op 1: Each Party {-shall-}{+must+} protect it.×1 | 1×1 | treatment-rejected×1 | too strong×1 | ×0",
        ]
    );
    let side = shown(&side_by_side(&frame(&naming()), sitting).blocks);
    assert_eq!(side.len(), 3, "a head, and a row for each paragraph");
    assert!(side[1].starts_with("1×1 | op 1: Each Party shall protect it.×1 |   [Zembla]"), "{side:?}");
    assert!(side[1].ends_with("| op 1: Each Party should protect it.×1"), "{side:?}");
    // The table tells as much where the contributions are not here.
    let alone = laid(&old, &[]);
    let kept = shown(&decisions(&frame(&naming()), Sitting { desk: &alone, ..sitting }).blocks);
    assert_eq!(kept, lines);
    // Nobody is named: not beside, and not in a reason.
    let hidden = decisions(&frame(&nobody()), sitting);
    let text = to_html(&hidden) + &document_to_markdown(&hidden).text + &document_to_text(&hidden).text;
    assert!(!text.contains("Zembla") && !text.contains("Zubrowka") && text.contains("too strong"), "{text}");
    assert_eq!((hidden.left.decisions, hidden.left.proposals), (1, 2));
}

/// A paper with everything in it.
fn rich() -> Revision {
    let table = Shape {
        head: 1,
        columns: [1, 2].map(|n| Column { id: ColumnId([n; 8]), width: 100 }).to_vec(),
        rows: [1, 2].map(|n| RowId([n; 8])).to_vec(),
    };
    let cell = |r: u8, c: u8, words: &str| {
        Paragraph::cell(CellPlace { table: id(5), row: RowId([r; 8]), column: ColumnId([c; 8]) }, RichText::plain(words))
    };
    let mut first = op(1, "States [shall] / [should] <b>&\"act\"</b> as # says.#");
    let at = |text: &RichText, n: usize| text.text.chars().enumerate().filter(|(_, c)| *c == '#').nth(n).unwrap().0 as u32;
    let places = [at(&first.text, 0), at(&first.text, 1)];
    first.text.text = first.text.text.replace('#', &OBJECT.to_string());
    let behind = SignKind::Behind(vec![DelegationId([1; 16]), DelegationId([3; 16])]);
    first.text.signs = vec![
        Sign { at: 7, sign: behind },
        Sign { at: places[0], sign: SignKind::Reference(id(2)) },
        Sign { at: places[1], sign: SignKind::Note(id(4)) },
    ];
    first.text.links.push(Link { start: 0, end: 6, href: "https://a.example/?x=1&y=\"'<z>".replace(['"', '<', '>'], "") });
    let mut all = vec![
        Paragraph { level: 2, ..Paragraph::new(id(8), Kind::Heading, RichText::plain("I. Mandate")) },
        first,
        Paragraph::new(id(4), Kind::Note, RichText::plain("The note.")),
        op(2, "Second."),
        Paragraph::table(id(5), table, RichText::plain("Caption")),
        cell(1, 1, "h1"),
        cell(1, 2, "h2"),
        cell(2, 1, "a|b"),
        cell(2, 2, "<i>"),
    ];
    qalam_model::paper::tidy(&mut all);
    revision("en", all)
}

#[test]
fn html_keeps_structure_and_escapes_everything() {
    let revision = rich();
    let frame = Frame::new(&Echo, &Echo, "ar", &naming());
    let html = to_html(&clean(&frame, &revision));
    for wanted in [
        "<html lang=\"ar\" dir=\"rtl\">",
        "<h2 class=\"text heading\"",
        "<span class=\"bracket\">[</span><span class=\"by\"><bdi>Atlantis</bdi>, <bdi>Zembla</bdi></span> shall<span class=\"bracket\">]</span>",
        "&lt;b&gt;&amp;&quot;act&quot;&lt;/b&gt;",
        &format!("<a class=\"ref\" href=\"#p-{}\"><bdi>2</bdi></a>", id(2)),
        &format!("<sup class=\"sign\"><a href=\"#p-{}\">1</a></sup>", id(4)),
        "href=\"https://a.example/?x=1&amp;y=&#39;z\"",
        "<caption>Caption</caption>",
        "&lt;i&gt;",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    for never in ["<script", "<img", "url(", "@import", "<link", "onload"] {
        assert!(!html.contains(never), "{never}");
    }
    let hidden = clean(&Frame::new(&Echo, &Echo, "en", &nobody()), &revision);
    assert_eq!(hidden.left.behind, 1);
    assert!(!to_html(&hidden).contains("Atlantis"));
    assert!(hidden.behind.is_empty(), "not even an id is there");
}

#[test]
fn a_marked_up_text_names_who_brought_and_who_took() {
    let old = revision("en", vec![op(1, "Each Party shall, on its own, protect it."), op(2, "Gone."), op(3, "Three.")]);
    let mut paragraphs = amended(&old, 0, "Each Party shall protect it and every part of it.");
    paragraphs.remove(1);
    paragraphs.swap(0, 1);
    let new = Revision { symbol: "WP.1/Rev.1".into(), paragraphs, ..old.clone() };
    let mut authors = Authors::default();
    authors.came.insert(id(1), vec![(27, 40, vec![A])]);
    authors.went.insert(id(1), vec![(16, 29, vec![B])]);
    authors.went.insert(id(2), vec![(0, u32::MAX, vec![C, B])]);
    let frame = Frame::new(&Echo, &Echo, "en", &naming());
    let lines = shown(&marked(&frame, Some(&old), &new, &authors).blocks);
    assert!(lines.iter().any(|l| l == "op 2: {-Gone.-}<Atlantis,Zubrowka>"), "{lines:?}");
    let first = lines.iter().find(|l| l.starts_with("op 1:")).unwrap();
    assert!(first.contains("}<Zubrowka>") && first.contains("<Zembla>"), "{first}");
    let shy = Frame::new(&Echo, &Echo, "en", &nobody());
    assert!(!shown(&marked(&shy, Some(&old), &new, &authors).blocks).concat().contains("Z"));
    assert_eq!(shown(&marked(&frame, None, &old, &Authors::default()).blocks)[1], "op 2: Gone.", "nothing to mark against");
}

#[test]
fn marked_tables_keep_what_went_in_its_place() {
    let old = rich();
    let mut paragraphs = old.paragraphs.clone();
    let at = paragraphs.iter().position(|p| p.id == id(5)).unwrap();
    paragraphs[at].table.as_mut().unwrap().rows.remove(0);
    paragraphs.retain(|p| p.cell.is_none_or(|c| c.row != RowId([1; 8])));
    let new = Revision { paragraphs, ..old.clone() };
    let frame = Frame::new(&Echo, &Echo, "en", &naming());
    let document = marked(&frame, Some(&old), &new, &Authors::default());
    let lines = shown(&document.blocks);
    assert!(lines.contains(&"cell : {-h1-}×1 | cell : {-h2-}×1".to_owned()), "{lines:?}");
    let markdown = document_to_markdown(&document).text;
    assert!(markdown.contains("| {--h1--} | {--h2--} |") && markdown.contains("a\\|b"), "{markdown}");
}

fn all_words(blocks: &[Block]) -> String {
    let text = |t: &Text| t.words.iter().map(|w| w.text.text.clone()).collect::<String>() + "\n";
    blocks
        .iter()
        .map(|b| match b {
            Block::Text(t) => text(t),
            Block::Wish(w) => {
                w.texts.iter().map(text).chain(w.told.iter().cloned()).chain(w.reasons.iter().map(|r| r.words.clone())).collect()
            }
            Block::Table(t) => t.rows.iter().flatten().map(|c| all_words(&c.blocks)).collect(),
            Block::Heading(words) | Block::Line(words) => words.clone(),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: proptest::test_runner::RngSeed::Fixed(59), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever somebody asks for stands in the compilation, and no file without names names anybody.
    #[test]
    fn no_token_of_a_proposal_is_missing(
        words in proptest::collection::vec(proptest::sample::select(vec!["States", "обязаны", "各国", "الدول", "[", "]", "<b>", "&", "shall"]), 8..20),
        edits in proptest::collection::vec((0usize..4, 0usize..3, 0usize..18, proptest::sample::select(vec!["Zembla", "новый", "新", "جديد", "{++", "|", "\\"])), 1..12),
    ) {
        let base = |from: usize| words.iter().cycle().skip(from).take(7).copied().collect::<Vec<_>>();
        let line = |w: &[&str]| w.join(" ");
        let revision = revision("ru", (0..4).map(|n| op(n as u8 + 1, &line(&base(n)))).collect());
        let mut contributions = Vec::new();
        for (who, by) in [A, B, C].into_iter().enumerate() {
            let mut copy = revision.paragraphs.clone();
            for (at, _, place, word) in edits.iter().filter(|e| e.1 == who) {
                let mut text = base(*at);
                match place {
                    0..8 => text.insert(*place % 7, word),
                    8..12 => { text.remove(*place % 7); }
                    12 => text.clear(),
                    _ => copy.push(op(40 + (who * 20 + place) as u8, word)),
                }
                if let Some(p) = copy.iter_mut().find(|p| p.id == id(*at as u8 + 1)) {
                    p.text = RichText::plain(&line(&text));
                }
                if *place == 12 {
                    copy.retain(|p| p.id != id(*at as u8 + 1));
                }
            }
            let mut ids = HashSet::new();
            copy.retain(|p| ids.insert(p.id));
            contributions.push(contribution(&revision, by, &copy, "because of it"));
        }
        let desk = laid(&revision, &contributions);
        let document = compiled(&revision, &desk, &naming());
        let there = all_words(&document.blocks);
        for proposal in contributions.iter().flat_map(|c| &c.proposals) {
            let wanted = qalam_model::compare::clean_text_of(&revision, proposal).text;
            for token in tokens(&wanted) {
                let token: String = wanted.chars().skip(token.start as usize).take((token.end - token.start) as usize).collect();
                prop_assert!(there.contains(&token), "{token:?} of {wanted:?} in {there}");
            }
            prop_assert!(there.contains(&wanted) || document.blocks.iter().any(|b| matches!(b, Block::Wish(w) if w.texts.iter().any(|t| t.now() == wanted))));
        }
        // The order of acts never matters.
        let turned: Vec<(ActId, &Contribution)> = contributions.iter().enumerate().rev().map(|(n, c)| (act(n), c)).collect();
        prop_assert_eq!(&document.blocks, &compiled(&revision, &laid_in(&revision, &turned), &naming()).blocks);
        let hidden = compiled(&revision, &desk, &nobody());
        for file in [to_html(&hidden), document_to_markdown(&hidden).text, document_to_text(&hidden).text] {
            prop_assert!(!file.contains("Atlantis") && !file.contains("Zubrowka"));
        }
        prop_assert!(contributions.iter().all(|c| c.proposals.is_empty()) || hidden.left.reasons > 0);
    }
}
