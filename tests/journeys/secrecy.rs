//! Nothing readable on any disk; everything readable with public tools and the right key.

use crate::story::{PAPER, paper, propose};
use qalam_app::api::{Request, paper::PaperExport};
use qalam_tests::{
    Cast,
    stick::{files, nothing_readable},
    text_of,
};
use std::{fs, path::PathBuf, process::Command};

#[test]
fn no_word_of_a_paper_lies_readable_on_a_disk() {
    let cast = Cast::new(31);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    propose(&cast, &b, &id, &PAPER.replace("joint exercises", "quintessential canaries"));
    chair.sync();
    b.find("canaries");
    let searched: Vec<PathBuf> = [&chair.home, &b.home, &cast.folder()].into_iter().flat_map(|dir| files(dir)).collect();
    assert!(searched.len() > 10);
    nothing_readable(&searched, &["canaries", "exercises", "Contact points", "Delegation", "secretariat", "Expert forum"]);
}

#[test]
fn ssh_keygen_accepts_an_issued_revision() {
    if Command::new("ssh-keygen").arg("-?").output().is_err() {
        eprintln!("skipped: ssh-keygen is not installed");
        return;
    }
    let cast = Cast::new(32);
    let chair = cast.chair();
    let id = paper(&cast, &chair);
    let to = cast.path("wp1.qalam");
    let out = chair.ask(Request::PaperExport(PaperExport { paper: id, to: text_of(&to), ..PaperExport::default() }));
    assert_eq!(out["files"].as_array().map(Vec::len), Some(3));
    let signers = fs::read_to_string(cast.path("wp1.qalam.signers")).expect("signers");
    let principal = signers.split_whitespace().next().expect("a principal").to_owned();
    let verify = |bytes: &[u8]| {
        let copy = cast.path("copy");
        fs::write(&copy, bytes).expect("a copy");
        let output = Command::new("ssh-keygen")
            .args(["-Y", "verify", "-n", "qalam-revision", "-I", &principal, "-f"])
            .arg(cast.path("wp1.qalam.signers"))
            .arg("-s")
            .arg(cast.path("wp1.qalam.sig"))
            .stdin(fs::File::open(&copy).expect("a copy"))
            .output()
            .expect("ssh-keygen runs");
        output.status.success()
    };
    let mut bytes = fs::read(&to).expect("the canonical file");
    assert!(verify(&bytes));
    let last = bytes.len() - 2;
    bytes[last] ^= 1;
    assert!(!verify(&bytes), "a changed text is not accepted");
}
