//! Papers that go out: the same on every laptop, also much later, and without a name where nobody is to be named.

use crate::story::{PAPER, decide, issue, paper, proposal_of, propose};
use qalam_app::{
    Code,
    api::{Request, comment::CommentAdd, desk::Decide, paper::*},
};
use qalam_convert::outgoing::{Block, Frame, Naming, Say, Sitting, Words, compilation, document_to_markdown, document_to_text, to_html};
use qalam_model::{
    compare::{clean_text_of, tokens},
    desk::desk,
    proposal::{Change, Contributor},
};
use qalam_tests::{
    Cast, Party,
    load::{Load, Table, delegation, name},
    text_of,
};
use std::collections::{BTreeMap, HashSet};

const VIEWS: [&str; 5] = ["clean", "compilation", "decisions", "marked", "side-by-side"];

/// What a party writes into a folder of its own: file names and bytes.
fn papers(cast: &Cast, party: &Party, paper: &str, revision: Option<&str>, names: bool, into: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = cast.path(&format!("{into}-{}", party.name));
    let args = PaperPapers {
        paper: paper.to_owned(),
        to: text_of(&folder),
        revision: revision.map(str::to_owned),
        names: Some(names),
        formats: ["html", "md", "txt"].map(str::to_owned).to_vec(),
        ..PaperPapers::default()
    };
    let done = party.ask(Request::PaperPapers(args));
    let notes = done["notes"].to_string();
    assert_eq!(notes.contains("No delegation is named"), !names, "{notes}");
    let files = std::fs::read_dir(&folder).expect("the folder was made");
    let read = |entry: std::fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file that was written"))
    };
    files.map(|entry| read(entry.expect("an entry"))).collect()
}

fn export(cast: &Cast, party: &Party, args: PaperExport, name: &str) -> String {
    let to = text_of(&cast.path(&format!("{}-{name}", party.name)));
    party.ask(Request::PaperExport(PaperExport { to: to.clone(), ..args }));
    std::fs::read_to_string(to).expect("the export")
}

fn column(party: &Party, paper: &str, name: &str) -> String {
    let desk = party.desk(paper);
    let found = desk["columns"].as_array().expect("columns").iter().find(|c| c["name"] == name).expect("a column").clone();
    found["id"].as_str().expect("an id").to_owned()
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|w| w.eq_ignore_ascii_case(words.as_bytes()))
}

#[test]
fn five_papers_go_out_with_a_revision() {
    let cast = Cast::new(61);
    let chair = cast.chair();
    let b = cast.join(&chair, "Borduria", "head", "delegate");
    let g = cast.join(&chair, "Grand Fenwick", "expert seven", "delegate");
    let id = paper(&cast, &chair);
    propose(
        &cast,
        &b,
        &id,
        &PAPER.replace("national contact point", "competent body").replace("\n\n3. The secretariat shall keep the list.", ""),
    );
    let from = cast.file(
        "grand.md",
        &PAPER
            .replace("national contact point", "point \\<of\\> contact")
            .replace("keep the list", "keep the list up to date")
            .replace("once a year", "twice a year"),
    );
    g.sync();
    g.ask(Request::PaperEdit(PaperEdit { paper: id.clone(), from }));
    g.ask(Request::Propose(Propose { paper: id.clone(), reason: Some("because lists grow old".to_owned()), ..Propose::default() }));
    g.sync();
    let said = CommentAdd {
        paper: id.clone(),
        view: None,
        paragraph: "1".to_owned(),
        start: None,
        end: None,
        quote: None,
        text: "a word between ourselves".to_owned(),
    };
    b.ask(Request::CommentAdd(said));
    b.sync();
    chair.sync();
    g.sync();
    b.sync();

    // Before anything is decided: CRP.1, alike on every laptop, whatever the Chair's side has decided meanwhile.
    let crp = |party: &Party, ending: &str| {
        let args = PaperExport { paper: id.clone(), view: Some("compilation".to_owned()), ..PaperExport::default() };
        export(&cast, party, args, &format!("crp.{ending}"))
    };
    let first = ["html", "md", "txt"].map(|ending| crp(&b, ending));
    for words in ["Borduria", "Grand Fenwick", "because lists grow old", "competent body", "up to date"] {
        assert!(first.iter().all(|file| file.contains(words)), "{words}");
    }
    assert!(first[0].contains("&lt;of&gt;") && !first[0].contains("<of>"), "escaped");
    decide(&chair, &id, &proposal_of(&chair.row(&id, "1"), &column(&chair, &id, "Borduria")), "bracket");
    decide(&chair, &id, &proposal_of(&chair.row(&id, "3"), &column(&chair, &id, "Grand Fenwick")), "accept");
    chair.ask(Request::Decide(Decide {
        paper: id.clone(),
        treatment: "accept".to_owned(),
        proposal: Some(proposal_of(&chair.row(&id, "2"), &column(&chair, &id, "Grand Fenwick"))),
        reason: "as Grand Fenwick explained".to_owned(),
        ..Decide::default()
    }));
    for party in [&chair, &g] {
        assert_eq!(["html", "md", "txt"].map(|ending| crp(party, ending)), first, "{}", party.name);
    }

    // As a document of its own it has a symbol of its own, and is else the same.
    let called = PaperExport {
        paper: id.clone(),
        view: Some("compilation".to_owned()),
        symbol: Some(" WG/2026/CRP.1\n".to_owned()),
        ..PaperExport::default()
    };
    let called = export(&cast, &b, called, "called.txt");
    assert_eq!(called, first[2].replacen("Compilation of", "WG/2026/CRP.1: Compilation of", 1));

    let rev1 = "WG/2026/WP.1/Rev.1";
    issue(&chair, &id, rev1);
    chair.sync();
    // Too late for this revision: it came after the table.
    g.sync();
    b.sync();
    let made = papers(&cast, &chair, &id, Some(rev1), true, "rev1");
    let names: Vec<String> =
        VIEWS.iter().flat_map(|view| ["html", "md", "txt"].map(|ending| format!("WG-2026-WP.1-Rev.1_{view}.{ending}"))).collect();
    assert_eq!(made.keys().cloned().collect::<Vec<_>>(), names);
    for party in [&b, &g] {
        assert_eq!(papers(&cast, party, &id, None, true, "rev1"), made, "{}", party.name);
    }
    let told = |name: &str| String::from_utf8(made[&format!("WG-2026-WP.1-Rev.1_{name}")].clone()).expect("UTF-8");
    assert!(told("decisions.html").contains("not retained") || told("decisions.html").contains("deferred"));
    assert!(told("decisions.md").contains("as Grand Fenwick explained"));
    assert!(told("marked.html").contains("<ins>"));
    assert!(told("marked.md").contains("{>>Grand Fenwick<<}"), "{}", told("marked.md"));
    assert!(told("clean.html").contains("<span class=\"by\"><bdi>Borduria</bdi></span>"), "who is behind a bracket");
    assert_eq!(told("compilation.txt").matches("Borduria").count(), first[2].matches("Borduria").count(), "nothing was lost by deciding");
    for (name, bytes) in &made {
        assert!(!has(bytes, "between ourselves") && !has(bytes, "expert seven"), "{name}: comments and members never go out");
    }

    // Nobody is named, in no file and in no reason.
    for (name, bytes) in papers(&cast, &chair, &id, None, false, "hidden") {
        assert!(!has(&bytes, "borduria") && !has(&bytes, "fenwick") && !has(&bytes, "lists grow old"), "{name}");
        assert!(name.contains("marked") || name.contains("clean") || has(&bytes, "competent body"), "{name}: the words are there");
    }

    // The next revision changes nothing in the papers of this one.
    propose(&cast, &b, &id, &PAPER.replace("once a year", "every second year"));
    chair.sync();
    issue(&chair, &id, "WG/2026/WP.1/Rev.2");
    chair.sync();
    for party in [&chair, &b, &g] {
        party.sync();
        assert_eq!(papers(&cast, party, &id, Some(rev1), true, "later"), made, "{}", party.name);
    }
    let against = PaperExport {
        paper: id.clone(),
        view: Some("marked".to_owned()),
        against: Some("WG/2026/WP.1".to_owned()),
        ..PaperExport::default()
    };
    let far = export(&cast, &g, against, "far.html");
    assert!(far.contains("Changes from WG/2026/WP.1 to WG/2026/WP.1/Rev.2") && far.contains("<del>once</del>"), "{far}");

    // Nothing was proposed before the first text.
    let asked = |view: &str| PaperExport {
        paper: id.clone(),
        to: text_of(&cast.path("none.html")),
        view: Some(view.to_owned()),
        revision: Some("WG/2026/WP.1".to_owned()),
        ..PaperExport::default()
    };
    for view in ["compilation", "side-by-side", "decisions"] {
        assert_eq!(chair.refused(Request::PaperExport(asked(view))), Code::NothingProposed);
    }
    assert_eq!(chair.refused(Request::PaperExport(asked("crossword"))), Code::UnknownView);
    let alone = papers(&cast, &chair, &id, Some("WG/2026/WP.1"), true, "first");
    assert_eq!(alone.len(), 3, "the first text goes out alone");
    let nowhere = text_of(&b.home.join("vault").join("no")).replace("/home-", "/\0home-");
    let args = PaperPapers { paper: id.clone(), to: nowhere, ..PaperPapers::default() };
    assert_eq!(chair.refused(Request::PaperPapers(args)), Code::FileUnwritable);
}

/// Says only the key.
struct Mute;

impl Say for Mute {
    fn say(&self, key: &str, _: &[(&str, String)]) -> String {
        key.to_owned()
    }
}

/// Four languages, every kind of wish: each stands whole in the compilation, and no file without names holds one.
#[test]
fn a_loaded_compilation_loses_no_word_and_tells_no_name() {
    for seed in [1, 2, 3] {
        let load = Load { paragraphs: 60, delegations: 12, proposals: 360, seed };
        let table = Table::of(load.make());
        let laid = table.with(desk);
        let none = HashSet::new();
        let sitting = Sitting { old: &table.revision, desk: &laid, new: &[], symbol: None, rows: &[], open: &none };
        let names: Vec<String> = (0..load.delegations).map(name).collect();
        let by = (0..load.delegations).map(|n| Contributor::Delegation(delegation(n)));
        let named = Naming::Named(by.zip(names.iter().cloned()).collect());
        let document = compilation(&Frame::new(&Mute, &Mute, "en", &named), sitting);
        let read = |words: &[Words]| words.iter().map(|w| w.text.text.as_str()).collect::<String>();
        let wishes: Vec<_> = document.blocks.iter().filter_map(|b| if let Block::Wish(w) = b { Some(w) } else { None }).collect();
        let now: HashSet<String> = wishes.iter().flat_map(|w| &w.texts).map(qalam_convert::outgoing::Text::now).collect();
        let there: HashSet<String> = wishes.iter().flat_map(|w| &w.texts).map(|t| read(&t.words)).collect();
        let reasons: HashSet<&str> = wishes.iter().flat_map(|w| &w.reasons).map(|r| r.words.as_str()).collect();
        let proposals = table.contributions.iter().flat_map(|(_, c)| &c.proposals);
        assert_eq!(proposals.clone().count(), load.proposals, "seed {seed}");
        let whole = there.iter().cloned().collect::<Vec<_>>().join("\n");
        for proposal in proposals {
            let wanted = clean_text_of(&table.revision, proposal).text;
            assert!(now.contains(&wanted), "seed {seed}: {wanted}");
            assert!(proposal.reason.is_empty() || reasons.contains(proposal.reason.trim()), "seed {seed}: {}", proposal.reason);
            for hunk in &proposal.hunks {
                let Change::Words { text, .. } = &hunk.change else { continue };
                let letters: Vec<char> = text.text.chars().collect();
                for token in tokens(&text.text) {
                    let token: String = letters[token.start as usize..token.end as usize].iter().collect();
                    assert!(whole.contains(&token), "seed {seed}: {token}");
                }
            }
        }
        let nobody = compilation(&Frame::new(&Mute, &Mute, "en", &Naming::Nobody(names.clone())), sitting);
        for file in [to_html(&nobody), document_to_markdown(&nobody).text, document_to_text(&nobody).text] {
            assert!(names.iter().all(|name| !has(file.as_bytes(), name)), "seed {seed}");
        }
        assert!(names.iter().all(|name| has(to_html(&document).as_bytes(), name)), "seed {seed}: everybody asks for something");
    }
}
