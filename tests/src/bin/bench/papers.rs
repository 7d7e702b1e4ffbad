//! 1,000 papers of 4 kB: sealed and published, readable by a second member, and the list after unlocking.

use crate::{git, line, ms, peer, timed};
use qalam_app::api::{
    Nothing, Request,
    paper::{PaperIssue, PaperNew, PaperShow},
    session::Passphrase,
};
use qalam_tests::{Cast, PASSPHRASE, Party};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

const PAPERS: usize = 1_000;
const SAMPLE: usize = 50;

/// A paper of 4 kB.
fn text() -> String {
    let paragraph = |n: usize| {
        format!(
            "{n}. Each Party shall designate a national contact point for the exchange of information on incidents and tell it to the secretariat within a month; the secretariat keeps the list of contact points and circulates it.\n\n"
        )
    };
    let mut out = "# Contact points\n\n".to_owned();
    let mut n = 1;
    while out.len() < 4_096 {
        out += &paragraph(n);
        n += 1;
    }
    out.truncate(4_096);
    out
}

/// Files under a folder with their sizes and when they were written.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let mut out = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).expect("a folder").flatten() {
            match entry.metadata() {
                Ok(about) if about.is_dir() => open.push(entry.path()),
                Ok(about) => drop(out.insert(entry.path(), (about.len(), about.modified().ok()))),
                Err(_) => {}
            }
        }
    }
    out
}

/// Prints the figures about many papers.
pub(crate) fn run() {
    let cast = Cast::new(71);
    let chair = cast.chair();
    // Ten members, as the peer's ten recipients.
    let mut members: Vec<Party> = Vec::new();
    for n in 0..9 {
        members.push(cast.join(&chair, &format!("Delegation {}", char::from(b'A' + n)), "head", "delegate"));
    }
    let second = &members[4];
    chair.sync();
    second.sync();
    let from = cast.file("paper.md", &text());
    let (_, written) = timed(|| {
        for n in 0..PAPERS {
            let symbol = format!("WG/WP.{n}");
            let new = PaperNew { title: format!("Paper {n}"), symbol: symbol.clone(), language: "en".to_owned(), from: Some(from.clone()) };
            let made = chair.ask(Request::PaperNew(new));
            let paper = made["paper"].as_str().expect("an id").to_owned();
            chair.ask(Request::PaperIssue(PaperIssue { paper, symbol, decisions: None, renumber: None }));
        }
    });
    let (_, sealed) = timed(|| chair.sync());
    let (papers, received) = timed(|| {
        second.sync();
        second.ask(Request::PaperList(Nothing {}))
    });
    let papers = papers["papers"].as_array().expect("papers").clone();
    assert_eq!(papers.len(), PAPERS);
    let last = papers[PAPERS - 1]["paper"].as_str().expect("an id").to_owned();
    let shown = second.ask(Request::PaperShow(PaperShow { paper: last, view: None, revision: None }));
    assert!(shown["paragraphs"].as_array().is_some_and(|p| p.len() > 10), "readable");
    println!("       written and issued (drafts, signatures, each on the disk): {}", ms(written));
    let peers = git::sealed_papers(&text(), SAMPLE).map(|(seal, open)| (seal * PAPERS as f64, open * PAPERS as f64));
    let (seal, open) = peers.unwrap_or((0.0, 0.0));
    let within = |took: Duration, peer: f64| took.as_secs_f64() <= peer / 10.0;
    line("1,000 papers of 4 kB sealed and published", &ms(sealed), "a tenth of git and age", within(sealed, seal));
    line("a second member has them readable", &ms(received), "a tenth of git and age", within(received, open));
    match peers {
        Some((seal, open)) => peer(&format!(
            "age with ten recipients and git commit {seal:.1} s, git clone and age -d {open:.1} s ({SAMPLE} papers measured, scaled)"
        )),
        None => peer("git or age is missing here, so that nothing was compared"),
    }
    nothing_new(&cast, second);
    unlock(second);
}

fn nothing_new(cast: &Cast, second: &Party) {
    second.sync();
    let before = files(&cast.folder());
    let (report, took) = timed(|| second.sync());
    let after = files(&cast.folder());
    let new: u64 = after.iter().filter(|(path, about)| before.get(*path) != Some(about)).map(|(_, (size, _))| size).sum();
    let figure = format!("{new} bytes written, {} files in the folder, {}", after.len(), ms(took));
    line("one sync with nothing new", &figure, "no byte", new == 0 && before == after && report["sent"] == 0);
}

fn unlock(second: &Party) {
    second.ask(Request::VaultLock(Nothing {}));
    let (papers, took) = timed(|| {
        second.ask(Request::VaultUnlock(Passphrase { passphrase: PASSPHRASE.to_owned() }));
        second.ask(Request::PaperList(Nothing {}))
    });
    assert_eq!(papers["papers"].as_array().map(Vec::len), Some(PAPERS), "all are listed");
    let mark = "1 s after the passphrase work, which is made small here";
    line("unlock with 1,000 papers, to the list", &ms(took), mark, took < Duration::from_secs(1));
}
