//! The folder is deleted: every member still has everything, and any one of them puts back every file, byte for byte.

use crate::story::{PAPER, issue, paper, propose};
use qalam_app::{
    Code,
    api::{Request, exchange::SyncNow},
};
use qalam_tests::Cast;
use std::{collections::BTreeSet, fs, path::Path};

fn contents(folder: &Path) -> BTreeSet<Vec<u8>> {
    let mut out = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_none_or(|e| e != "txt" && e != "md") {
                out.insert(fs::read(path).expect("a file"));
            }
        }
    }
    out
}

#[test]
fn any_member_puts_everything_back() {
    let cast = Cast::new(21);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("once", "twice"));
    propose(&cast, &g, &id, &PAPER.replace("keep the list", "keep a list"));
    for party in [&chair, &b, &g, &chair, &b, &g] {
        party.sync();
    }
    let before = contents(&cast.folder());
    fs::remove_dir_all(cast.folder()).expect("gone");
    assert_eq!(g.refused(Request::Sync(SyncNow { restore: false })), Code::FolderMissing);
    fs::create_dir(cast.folder()).expect("an empty folder");
    assert_eq!(g.refused(Request::Sync(SyncNow { restore: false })), Code::FolderEmpty);
    assert!(g.text(&id, "issued").len() >= 3, "everything is still there");
    g.ask(Request::Sync(SyncNow { restore: true }));
    let after = contents(&cast.folder());
    // 'Seen' files are replaced as people receive: only the newest of each stands. Everything else is as it was.
    assert_eq!(before.difference(&after).count(), 0, "every file is back, byte for byte, of circles that G cannot read too");
    // And work goes on.
    issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    g.sync();
    let nothing_new = g.sync();
    assert_eq!(nothing_new["sent"], 0, "nothing new: nothing is written");
}

#[test]
fn a_stick_carries_both_ways() {
    let cast = Cast::new(22);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    // The hall has no network: B's folder is away.
    let folder = cast.folder();
    fs::rename(&folder, cast.path("away")).expect("away");
    let from = cast.file("b.md", &PAPER.replace("once a year", "every month"));
    let edit = qalam_app::api::paper::PaperEdit { paper: id.clone(), from };
    b.ask(Request::PaperEdit(edit));
    b.ask(Request::Propose(qalam_app::api::paper::Propose { paper: id.clone(), ..Default::default() }));
    let stick = cast.path("stick");
    fs::create_dir(&stick).expect("a stick");
    let with = || Request::SyncWith(qalam_app::api::exchange::SyncWith { folder: qalam_tests::text_of(&stick) });
    b.ask(with());
    chair.ask(with());
    assert_eq!(chair.row(&id, "2")["proposals"].as_array().map(Vec::len), Some(1), "the stick brought B's proposal");
}
