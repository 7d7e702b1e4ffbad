//! With the ordinary tools: `age` opens what we seal and the other way round; `ssh-keygen` verifies a revision.
//! Each test passes by with a word where the tool is not installed.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod common;
use common::*;
use qalam_seal::{header::verify, keys, local, signature};
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

fn installed(tool: &str) -> bool {
    let found = Command::new(tool).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        println!("{tool} is not installed: skipped");
    }
    found
}

fn run(tool: &str, args: &[&str], dir: &Path, input: &[u8]) -> Output {
    let mut child =
        Command::new(tool).args(args).current_dir(dir).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A tool that refuses may close its input early.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

#[test]
fn age_opens_a_segment_as_the_format_page_says() {
    if !installed("age") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let file = segment(&anna(), 3);
    fs::write(dir.path().join("segment"), &file).unwrap();
    fs::write(dir.path().join("key"), epoch().to_secret_text().as_bytes()).unwrap();
    // tail -c +190 | head -c -64, by hand, so that it runs on every system.
    let body = &file[189..file.len() - 64];
    let out = run("age", &["-d", "-i", "key"], dir.path(), body);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.stdout, *local::open(epoch().identity(), body).unwrap());
    assert_eq!(out.stdout[4..183], file[6..185], "the repeat");
    assert!(out.stdout.windows(13).any(|w| w == b"act 0 says hu"));
}

#[cfg(unix)]
#[test]
fn the_command_line_of_the_format_page_works() {
    if !installed("age") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("FILE"), segment(&anna(), 2)).unwrap();
    fs::write(dir.path().join("KEY"), epoch().to_secret_text().as_bytes()).unwrap();
    let command = "tail -c +190 FILE | head -c -64 | age -d -i KEY | tail -c +184";
    let page = include_str!("../../../docs/formats/segment.md");
    assert!(page.contains(command), "the page gives this very line");
    let out = run("sh", &["-c", command], dir.path(), b"");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let len = u32::from_be_bytes(out.stdout[..4].try_into().unwrap()) as usize;
    let act = qalam_model::act::Entry::decode(&out.stdout[4..4 + len]).unwrap();
    assert_eq!(act.number, 1);
}

#[test]
fn we_open_what_age_sealed() {
    if !installed("age") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let recipient = epoch().recipient();
    let out = run("age", &["-r", &recipient], dir.path(), b"from the command");
    assert!(out.status.success());
    assert_eq!(&local::open(epoch().identity(), &out.stdout).unwrap()[..], b"from the command");
}

#[test]
fn the_secrets_are_an_identity_file_of_age() {
    if !installed("age") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let recovery = qalam_seal::recovery::RecoveryWords::generate(&mut rng(5)).keys();
    fs::write(dir.path().join("recovery"), recovery.identity().to_secret_text().as_bytes()).unwrap();
    let wrapped = keys::wrap_for_recovery(&anna(), &recovery.public().recipient).unwrap();
    let secrets = run("age", &["-d", "-i", "recovery"], dir.path(), &wrapped);
    assert!(secrets.status.success());
    fs::write(dir.path().join("secrets"), &secrets.stdout).unwrap();
    let row = local::seal(anna().local(), b"a row of the vault").unwrap();
    let out = run("age", &["-d", "-i", "secrets"], dir.path(), &row);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.stdout, b"a row of the vault");
}

#[test]
fn ssh_keygen_verifies_a_revision() {
    if !installed("ssh-keygen") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let text = "OP1. The Group recommends / Группа рекомендует\n".as_bytes();
    fs::write(dir.path().join("paper.sig"), signature::sign(text, anna().signing()).unwrap()).unwrap();
    let signers = signature::allowed_signers("Delegation A", &anna().device()).unwrap();
    fs::write(dir.path().join("signers"), signers).unwrap();
    let verify = |who: &str, namespace: &str, text: &[u8]| {
        let args = ["-Y", "verify", "-f", "signers", "-I", who, "-n", namespace, "-s", "paper.sig"];
        run("ssh-keygen", &args, dir.path(), text)
    };
    let out = verify("Delegation-A", "qalam-revision", text);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(!verify("Delegation-A", "git", text).status.success(), "another purpose");
    assert!(!verify("Delegation-B", "qalam-revision", text).status.success(), "another signer");
    assert!(!verify("Delegation-A", "qalam-revision", b"other text").status.success(), "another text");
}

#[test]
fn we_verify_what_ssh_keygen_signed_and_refuse_its_other_purposes() {
    if !installed("ssh-keygen") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let made = run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", "key"], dir.path(), b"");
    if !made.status.success() {
        println!("ssh-keygen makes no key here: skipped");
        return;
    }
    let public = fs::read_to_string(dir.path().join("key.pub")).unwrap();
    let key = ssh_key::PublicKey::from_openssh(&public).unwrap();
    let device = qalam_model::ids::DeviceId(key.key_data().ed25519().unwrap().0);
    let sign = |namespace| run("ssh-keygen", &["-Y", "sign", "-f", "key", "-n", namespace], dir.path(), b"text").stdout;
    let armour = String::from_utf8(sign("qalam-revision")).unwrap();
    assert_eq!(signature::verify(b"text", &armour, &device), Ok(()));
    let other = String::from_utf8(sign("file")).unwrap();
    assert_eq!(signature::verify(b"text", &other, &device), Err(signature::SignatureError::WrongNamespace));
}

#[test]
fn a_segment_is_still_verified_when_it_has_travelled() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("X (A's conflicted copy 2026-11-23)");
    fs::write(&path, segment(&anna(), 1)).unwrap();
    assert!(verify(&fs::read(path).unwrap()).is_ok());
}
