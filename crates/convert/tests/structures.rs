//! Tables, footnotes, brackets, links and references through files and back.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use qalam_convert::*;
use qalam_model::{
    compare::{OutsideParagraph, Reading, match_outside},
    ids::*,
    number::{self, Number},
    paper::*,
    text::*,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

const WORDS: [&str; 22] = [
    "States ",
    "должны",
    "各国",
    "الدول",
    "[",
    "]",
    "a|b",
    "*",
    "_x_",
    "<b>",
    "\\",
    "&amp;",
    "{",
    "`",
    "18.",
    "(c)",
    "^",
    "#",
    "~~",
    " ",
    "é",
    "e.",
];

struct Hand(ChaCha8Rng);

impl Hand {
    fn below(&mut self, n: usize) -> usize {
        self.0.next_u32() as usize % n.max(1)
    }

    fn text(&mut self, notes: &[ParagraphId]) -> RichText {
        let mut out = RichText::default();
        for _ in 0..1 + self.below(6) {
            let words = WORDS[self.below(WORDS.len())];
            let mut piece = RichText::plain(words);
            let object = |sign| RichText { text: OBJECT.to_string(), signs: vec![Sign { at: 0, sign }], ..RichText::default() };
            match (self.below(10), words) {
                (0..3, "[") => piece.signs.push(Sign { at: 0, sign: SignKind::Behind(vec![DelegationId([7; 16])]) }),
                (3 | 4, "[" | "]") => piece.signs.push(Sign { at: 0, sign: SignKind::Literal }),
                (5, _) => piece.spans.push(Span { start: 0, end: piece.len(), mark: Mark::ALL[self.below(5)] }),
                (6, _) => piece.links.push(Link {
                    start: 0,
                    end: piece.len(),
                    href: [r#"https://a.b/(c)?d&amp=<e>|\\"to"#, "mailto:b@c"][self.below(2)].into(),
                }),
                (7, _) => piece = object(SignKind::Reference(ParagraphId([1 + self.below(4) as u8; 8]))),
                (8, _) if !notes.is_empty() => piece = object(SignKind::Note(notes[self.below(notes.len())])),
                _ => {}
            }
            out.push(&piece);
        }
        if out.check().is_err() { RichText::plain("x") } else { out }
    }

    fn paper(&mut self) -> Vec<Paragraph> {
        let notes: Vec<ParagraphId> = (0..self.below(4)).map(|n| ParagraphId([0x40 + n as u8; 8])).collect();
        let mut out: Vec<Paragraph> = Vec::new();
        for note in &notes {
            let words = self.text(&[]);
            out.push(Paragraph::new(*note, Kind::Note, words));
        }
        for n in 1..=1 + self.below(4) as u8 {
            let (id, words) = (ParagraphId([n; 8]), self.text(&notes));
            if self.below(3) > 0 {
                let kind = [Kind::Heading, Kind::Preambular, Kind::Operative, Kind::Plain][self.below(4)];
                out.push(Paragraph::new(id, kind, words));
                continue;
            }
            let columns = (0..1 + self.below(3)).map(|c| Column { id: ColumnId([c as u8; 8]), width: 100 + c as u16 }).collect();
            let shape = Table { head: self.below(3) as u8, columns, rows: (0..1 + self.below(3)).map(|r| RowId([r as u8; 8])).collect() };
            let places: Vec<CellPlace> = shape.places(id).collect();
            out.push(Paragraph::table(id, shape, if self.below(2) == 0 { words } else { RichText::default() }));
            for place in places {
                if self.below(4) > 0 {
                    let mut words = self.text(&notes);
                    if words.text.trim().is_empty() {
                        words = RichText::plain("x");
                    }
                    out.push(Paragraph::cell(place, words));
                }
            }
        }
        tidy(&mut out);
        number::assign(&mut out);
        out
    }
}

fn revision(paragraphs: Vec<Paragraph>) -> Revision {
    Revision {
        group: GroupId([1; 32]),
        paper: PaperId([2; 16]),
        symbol: String::new(),
        title: "Paper".into(),
        language: "en".into(),
        predecessor: None,
        paragraphs,
    }
}

/// The paper as somebody has it who reads the file beside the revision that it was written from.
fn back(base: &Revision, import: &Import) -> Vec<Paragraph> {
    let mut n = 0u64;
    let matched = match_outside(base, &import.paragraphs, &Reading::copy(), || {
        n += 1;
        ParagraphId((0xfe << 56 | n).to_be_bytes())
    });
    assert_eq!(matched.unplaced, []);
    matched.copy
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn an_unchanged_file_is_the_revision(seed: u64, markdown: bool) {
        let base = revision(Hand(ChaCha8Rng::seed_from_u64(seed)).paper());
        // Two that read alike, or one that reads like a part of another, may be taken for one another.
        let mut texts: Vec<&str> = base.paragraphs.iter().map(|p| p.text.text.as_str()).collect();
        texts.sort_unstable();
        prop_assume!(texts.windows(2).all(|w| w[0] != w[1] || w[0].is_empty()));
        prop_assume!(base.paragraphs.iter().all(|p| !p.text.text.trim().is_empty() || p.kind == Kind::Table));
        let written = if markdown { to_markdown("Paper", &base.paragraphs).text } else { String::new() };
        if markdown {
            let import = from_markdown(written.as_bytes()).unwrap();
            prop_assert_eq!(back(&base, &import), base.paragraphs.clone(), "{}", written);
        }
    }

    /// A copy that comes back: the same file, and behind each block the id of what it is.
    #[test]
    fn ids_come_back_and_change_no_word(seed: u64) {
        let paper = Hand(ChaCha8Rng::seed_from_u64(seed)).paper();
        let written = to_markdown_with_ids("Paper", &paper).text;
        let mut read = from_markdown(written.as_bytes()).unwrap().paragraphs;
        let mut found: Vec<_> = read.iter_mut().filter_map(|p| p.id.take()).collect();
        prop_assert_eq!(found.len(), read.len(), "{}", written);
        prop_assert_eq!(read, from_markdown(to_markdown("Paper", &paper).text.as_bytes()).unwrap().paragraphs);
        let left_out = |p: &&Paragraph| p.kind != Kind::Cell && (p.kind != Kind::Plain || !p.text.is_empty());
        let mut ids: Vec<_> = paper.iter().filter(left_out).map(|p| p.id).collect();
        found.sort();
        ids.sort();
        prop_assert_eq!(found, ids);
    }

    /// What a new reader gets: the same paper under other ids, without who is behind brackets and without widths.
    #[test]
    fn a_new_paper_from_a_file_is_the_same(seed: u64) {
        let paper = Hand(ChaCha8Rng::seed_from_u64(seed)).paper();
        prop_assume!(paper.iter().all(|p| !p.text.text.trim().is_empty() || !p.kind.is_style()));
        let written = to_markdown("Paper", &paper).text;
        let import = from_markdown(written.as_bytes()).unwrap();
        let mut read = back(&revision(Vec::new()), &import);
        number::assign(&mut read);
        let shape = |list: &[Paragraph]| -> Vec<Form> {
            let of = |p: &Paragraph| {
                let mut text = p.text.clone();
                text.signs.retain(|s| !matches!(s.sign, SignKind::Behind(_)));
                let table = p.table.as_ref().map(|t| (t.head.min(1), t.rows.len(), t.columns.len()));
                (p.kind, text.text, text.spans, text.links.len(), text.signs.len(), table)
            };
            list.iter().filter(|p| !p.text.is_empty() || p.kind != Kind::Plain).map(of).collect()
        };
        prop_assert_eq!(shape(&read), shape(&paper), "{}", written);
    }

    #[test]
    fn any_file_is_read(text in "[a-c\\[\\]^:|\n \\\\()<>#1-]{0,90}") {
        let Ok(import) = from_markdown(text.as_bytes()) else { return Ok(()) };
        let copy = back_any(&import);
        for p in &copy {
            prop_assert_eq!(p.text.check(), Ok(()));
        }
        let mut again = copy.clone();
        tidy(&mut again);
        prop_assert_eq!(again, copy);
    }
}

/// Kind, words, formatting, links, signs, and of a table heading row, rows and columns.
type Form = (Kind, String, Vec<Span>, usize, usize, Option<(u8, usize, usize)>);

fn back_any(import: &Import) -> Vec<Paragraph> {
    let mut n = 0u64;
    match_outside(&revision(Vec::new()), &import.paragraphs, &Reading::whole(), || {
        n += 1;
        ParagraphId(n.to_be_bytes())
    })
    .copy
}

fn sample() -> Vec<Paragraph> {
    let (row, column) = (|n: u8| RowId([n; 8]), |n: u8| Column { id: ColumnId([n; 8]), width: 150 });
    let table = Table { head: 1, columns: vec![column(1), column(2)], rows: vec![row(1), row(2)] };
    let id = |n: u8| ParagraphId([n; 8]);
    let cell = |r, c, words: &str| Paragraph::cell(CellPlace { table: id(3), row: row(r), column: column(c).id }, RichText::plain(words));
    let mut op = RichText::plain("States [shall [endeavour to]] / [should] act [sic]# as #.");
    op.text = op.text.replace('#', &OBJECT.to_string());
    op.signs = vec![
        Sign { at: 7, sign: SignKind::Behind(vec![DelegationId([1; 16])]) },
        Sign { at: 45, sign: SignKind::Literal },
        Sign { at: 49, sign: SignKind::Literal },
        Sign { at: 50, sign: SignKind::Note(id(9)) },
        Sign { at: 55, sign: SignKind::Reference(id(1)) },
    ];
    op.links = vec![Link { start: 0, end: 6, href: "https://un.example/a".into() }];
    assert_eq!(op.check(), Ok(()));
    let mut paper = vec![
        Paragraph { number: Some(Number { n: 18, repeat: 1 }), ..Paragraph::new(id(1), Kind::Operative, op) },
        Paragraph::new(id(9), Kind::Note, RichText::plain("Within a month.")),
        Paragraph::table(id(3), table, RichText::plain("Points of contact")),
        cell(1, 1, "State"),
        cell(1, 2, "Contact | mail"),
        cell(2, 1, "A"),
    ];
    tidy(&mut paper);
    paper
}

#[test]
fn a_paper_reads_well() {
    let export = to_markdown("Paper", &sample());
    let wanted = "# Paper\n\n18 bis. [States](<https://un.example/a>) [shall [endeavour to]] / [should] act \\[sic\\][^1] as [18 bis](#0101010101010101).\n\n| State | Contact \\| mail |\n|---|---|\n| A |  |\n\n: Points of contact\n\n[^1]: Within a month.\n";
    assert_eq!(export.text, wanted);
    assert_eq!(export.notes, [Note { what: What::Behind, count: 1 }]);
    let plain = to_text("Paper", &sample());
    let wanted = "Paper\n\n18 bis. States [shall [endeavour to]] / [should] act [sic]¹ as 18 bis.\n\nPoints of contact\n\nState | Contact | mail\n\nA |\n\n¹ Within a month.\n";
    assert_eq!(plain.text, wanted);
}

#[test]
fn a_plain_text_keeps_what_it_cannot_say() {
    let base = revision(sample());
    let text = to_text("Paper", &base.paragraphs).text;
    assert_eq!(back(&base, &from_text(text.as_bytes()).unwrap()), base.paragraphs);
    // An edit of the words is an edit of the words, and nothing else.
    let edited = text.replace("act [sic]¹ as 18 bis.", "act at once [sic]¹ as 18 bis.");
    let copy = back(&base, &from_text(edited.as_bytes()).unwrap());
    let mut wanted = base.paragraphs.clone();
    let old = &base.paragraphs[0].text;
    wanted[0].text = old.slice(0, 45);
    wanted[0].text.push(&RichText::plain("at once "));
    wanted[0].text.push(&old.slice(45, 99));
    assert_eq!(copy, wanted);
}

#[test]
fn edits_of_tables_and_footnotes_in_a_file() {
    let base = revision(sample());
    let text = to_markdown("Paper", &base.paragraphs).text;
    let edited = text
        .replace("| A |  |", "| B | b@un |\n| A | a@un |")
        .replace("Within a month.", "Within two months.")
        .replace("as [18", "and[^new] as [18")
        + "\n[^new]: At the latest.\n";
    let copy = back(&base, &from_markdown(edited.as_bytes()).unwrap());
    let table = copy.iter().find(|p| p.kind == Kind::Table).unwrap().table.clone().unwrap();
    assert_eq!(table.columns, base.paragraphs[2].table.clone().unwrap().columns, "columns and their widths stay");
    assert_eq!((table.rows.len(), table.rows[0], table.rows[2]), (3, RowId([1; 8]), RowId([2; 8])));
    let words: Vec<(Kind, &str)> = copy.iter().skip(1).map(|p| (p.kind, p.text.text.as_str())).collect();
    let cells = ["State", "Contact | mail", "B", "b@un", "A", "a@un"].map(|c| (Kind::Cell, c));
    let mut wanted = vec![(Kind::Note, "Within two months."), (Kind::Note, "At the latest."), (Kind::Table, "Points of contact")];
    wanted.extend(cells);
    assert_eq!(words, wanted);
    assert_eq!(copy[1].id, ParagraphId([9; 8]));
    assert!(copy[0].text.signs.iter().any(|s| matches!(s.sign, SignKind::Behind(_))), "who is behind stays");
}

#[test]
fn footnotes_without_a_partner_stay_words() {
    let import = from_markdown(b"See[^1] and[^2].\n\n[^2]: two\n\n[^2]: again\n\n[^3]: three\n").unwrap();
    let kinds: Vec<(Kind, &str)> = import.paragraphs.iter().map(|p: &OutsideParagraph| (p.kind, p.text.text.as_str())).collect();
    assert_eq!(kinds, [(Kind::Plain, "See[^1] and\u{fffc}."), (Kind::Note, "two"), (Kind::Plain, "again"), (Kind::Plain, "three")]);
    assert_eq!(import.notes, [Note { what: What::Footnote, count: 3 }]);
}

#[test]
fn hostile_files_come_to_an_end() {
    let row = "|x".repeat(2000);
    let table = format!("{row}|\n{}|\n{}", "|-".repeat(2000), format!("{row}|\n").repeat(100));
    for text in [
        "[^".repeat(200_000),
        "\\[".repeat(200_000),
        "[^a]".repeat(100_000) + "\n\n[^a]: x",
        table,
        "[x](#0101010101010101)".repeat(20_000),
    ] {
        let _ = from_markdown(text.as_bytes());
    }
}

/// The canonical file of a revision, edited in a text editor: ids are kept, also where the strict reader gives up.
#[test]
fn an_edited_canonical_file_is_read_by_its_ids() {
    let base = revision(sample());
    let file = String::from_utf8(qalam_model::canonical::encode(&base)).unwrap();
    let import = from_canonical(file.as_bytes()).unwrap();
    assert_eq!(import.title.as_deref(), Some("Paper"));
    assert_eq!(back(&base, &import), base.paragraphs, "{file}");
    // A word, in another line and with another line end.
    let edited = file.replace(" act ", "\r\nact at once ");
    let copy = back(&base, &from_canonical(edited.as_bytes()).unwrap());
    assert_eq!(copy[0].id, base.paragraphs[0].id);
    assert!(copy[0].text.text.contains("act at once"), "{}", copy[0].text.text);
    assert_eq!(copy[1..], base.paragraphs[1..]);
    // A paragraph that somebody typed in between, and a head that nobody can read.
    let edited = file + "\n19. Each Party shall report.\n\n== 0505050505050505 op one\nWords {b}of{/b} \\{mine\\}.\n";
    let import = from_canonical(edited.as_bytes()).unwrap();
    let last: Vec<(Kind, Option<Number>, &str)> =
        import.paragraphs.iter().rev().take(2).map(|p| (p.kind, p.number, p.text.text.as_str())).collect();
    assert_eq!(last[1], (Kind::Operative, Some(Number { n: 19, repeat: 0 }), "Each Party shall report."));
    assert_eq!(last[0], (Kind::Plain, None, "Words of {mine}."));
    assert_eq!(import.paragraphs.iter().next_back().unwrap().id, Some(ParagraphId([5; 8])));
    assert_eq!(import.notes, [Note { what: What::Formatting, count: 1 }]);
}

#[test]
fn ids_behind_paragraphs_are_taken() {
    let import = from_markdown(b"## Scope {#0101010101010101}\n\n12. Each State. {#0202020202020202}\n\n13. A {#note} and {#03}").unwrap();
    let ids: Vec<_> = import.paragraphs.iter().map(|p| (p.id, p.text.text.as_str())).collect();
    let id = |n| Some(ParagraphId([n; 8]));
    assert_eq!(ids, [(id(1), "Scope"), (id(2), "Each State."), (None, "A {#note} and {#03}")]);
}
