//! Bad input: each gets its own code, words for people, and loses nothing.

use crate::story::{PAPER, paper};
use qalam_app::{
    Code,
    api::{Nothing, Request, exchange::SyncNow, group::*, paper::*, session::*},
};
use qalam_tests::{Cast, PASSPHRASE, text_of};
use std::fs;

#[test]
fn passphrases_and_homes() {
    let cast = Cast::new(41);
    let chair = cast.chair();
    let id = paper(&cast, &chair);
    let second = cast.open("chair");
    assert_eq!(second.refused(Request::VaultUnlock(Passphrase { passphrase: PASSPHRASE.to_owned() })), Code::VaultInUse);
    chair.ask(Request::VaultLock(Nothing {}));
    assert_eq!(chair.refused(Request::PaperList(Nothing {})), Code::Locked);
    assert_eq!(chair.refused(Request::PasteClean(PasteClean { html: "<p>x</p>".to_owned() })), Code::Locked);
    assert_eq!(chair.refused(Request::VaultUnlock(Passphrase { passphrase: "not the right one".to_owned() })), Code::WrongPassphrase);
    assert_eq!(chair.refused(Request::VaultNew(VaultNew { passphrase: PASSPHRASE.to_owned() })), Code::VaultExists);
    chair.unlock();
    assert!(chair.text(&id, "issued").len() >= 3);
    let nobody = cast.open("nobody");
    assert_eq!(nobody.refused(Request::VaultUnlock(Passphrase { passphrase: PASSPHRASE.to_owned() })), Code::NoVault);
    assert_eq!(nobody.refused(Request::VaultNew(VaultNew { passphrase: "short".to_owned() })), Code::WeakPassphrase);
    let newcomer = cast.party("newcomer");
    assert_eq!(newcomer.refused(Request::PaperList(Nothing {})), Code::NoGroup);
    let change = ChangePassphrase { old: "not the right one".to_owned(), new: "another long passphrase".to_owned() };
    assert_eq!(chair.refused(Request::VaultPassphrase(change)), Code::WrongPassphrase);
}

#[test]
fn what_is_pasted() {
    let cast = Cast::new(45);
    let chair = cast.chair();
    let html = format!(
        "<script>x()</script><p onclick=x() dir=rtl>Text<img src=http://nowhere.example/x.png><a href='#_ftn1' name='_ftnref1'>[1]</a></p>{}",
        " ".repeat(6 << 20)
    );
    let cleaned = chair.ask(Request::PasteClean(PasteClean { html: html.clone() }));
    let parts: Vec<&str> = cleaned["parts"].as_array().expect("parts").iter().map(|part| part.as_str().expect("a part")).collect();
    let text = parts.concat();
    assert!(
        text.starts_with(r#"<p dir="rtl">Text<a "#) && text.contains(r##"href="#_ftn1""##) && text.contains("[1]</a></p>"),
        "{}",
        &text[..80]
    );
    assert_eq!((cleaned["pictures"].as_u64(), cleaned["objects"].as_u64()), (Some(1), Some(0)));
    assert_eq!(cleaned["bytes"].as_u64(), Some((html.len() - (5 << 20)) as u64));
}

#[test]
fn folders() {
    let cast = Cast::new(42);
    let chair = cast.chair();
    let folder = cast.folder();
    let sync = || Request::Sync(SyncNow { restore: false });
    fs::rename(&folder, cast.path("away")).expect("away");
    assert_eq!(chair.refused(sync()), Code::FolderMissing);
    fs::create_dir(&folder).expect("an empty folder");
    assert_eq!(chair.refused(sync()), Code::FolderEmpty);
    let other = Cast::new(43);
    let _stranger = other.chair();
    fs::remove_dir(&folder).expect("empty");
    fs::rename(other.folder(), &folder).expect("another group's");
    assert_eq!(chair.refused(sync()), Code::FolderForeign);
    fs::remove_dir_all(&folder).expect("gone");
    fs::rename(cast.path("away"), &folder).expect("back");
    chair.sync();
    // A truncated copy and a foreign file are set aside, quietly or with their reason, and nothing stops.
    let group = fs::read_dir(&folder).expect("folder").map(|e| e.expect("entry").path()).find(|p| p.is_dir()).expect("the group");
    let segment = fs::read_dir(&group).expect("group").map(|e| e.expect("entry").path()).find(|p| p.is_file()).expect("a file");
    let bytes = fs::read(segment).expect("bytes");
    fs::write(group.join("cut.qalam"), &bytes[..bytes.len() / 2]).expect("cut");
    fs::write(group.join("holiday.jpg"), b"\xff\xd8\xff\xe0 not ours").expect("foreign");
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    fs::write(group.join("flipped.qalam"), flipped).expect("flipped");
    let report = chair.sync();
    assert_eq!(report["refused"], serde_json::json!(["flipped.qalam: damaged on the way, or forged."]), "{report}");
    assert!(group.join("holiday.jpg").exists() && group.join("cut.qalam").exists(), "nothing of others is deleted");
}

#[test]
fn files_and_ids() {
    let cast = Cast::new(44);
    let chair = cast.chair();
    let id = paper(&cast, &chair);
    let new = |from: String| Request::PaperNew(PaperNew { title: "T".to_owned(), from: Some(from), ..PaperNew::default() });
    let binary = cast.path("latin1.md");
    fs::write(&binary, b"# R\xe9sum\xe9\n").expect("file");
    assert_eq!(chair.refused(new(text_of(&binary))), Code::NotUtf8);
    let huge = cast.path("huge.md");
    fs::File::create(&huge).and_then(|f| f.set_len(100 << 20)).expect("a sparse file");
    assert_eq!(chair.refused(new(text_of(&huge))), Code::TooLarge);
    assert_eq!(chair.refused(new(cast.file("empty.md", "\n\n"))), Code::EmptyFile);
    assert_eq!(chair.refused(new(cast.file("paper.docx", "PK"))), Code::UnsupportedFormat);
    assert_eq!(chair.refused(new(text_of(&cast.path("nowhere.md")))), Code::FileUnreadable);
    let show = |paper: &str| Request::PaperShow(PaperShow { paper: paper.to_owned(), ..PaperShow::default() });
    assert_eq!(chair.refused(show("ffffffff")), Code::UnknownPaper);
    assert_eq!(
        chair.refused(Request::PaperShow(PaperShow { paper: id.clone(), view: Some("sideways".to_owned()), revision: None })),
        Code::UnknownView
    );
    let export = PaperExport { paper: id.clone(), to: text_of(&cast.path("x.odt")), ..PaperExport::default() };
    assert_eq!(chair.refused(Request::PaperExport(export)), Code::UnsupportedFormat);
    assert_eq!(chair.refused(Request::Propose(Propose { paper: id.clone(), ..Propose::default() })), Code::NothingToPropose);
    let issue = PaperIssue { paper: id.clone(), symbol: "WG/2026/WP.1".to_owned(), decisions: None, renumber: None };
    assert_eq!(chair.refused(Request::PaperIssue(issue)), Code::SymbolTaken);
    let edit = PaperEdit { paper: id, from: cast.file("same.md", PAPER) };
    assert_eq!(chair.ask(Request::PaperEdit(edit))["changed"], serde_json::json!([]), "the same text is no change");
}

#[test]
fn invitations() {
    let cast = Cast::new(45);
    let chair = cast.chair();
    let join = |file: String| Request::GroupJoin(GroupJoin { file, folder: text_of(&cast.folder()) });
    let newcomer = cast.party("newcomer");
    assert_eq!(newcomer.refused(join(cast.file("letter", "Dear colleague"))), Code::NotInvitation);
    let out = text_of(&cast.path("invitation"));
    let invite = GroupInvite {
        delegation: "Delegation A".to_owned(),
        seat: "head".to_owned(),
        role: "delegate".to_owned(),
        head: true,
        out: out.clone(),
    };
    chair.ask(Request::GroupInvite(invite.clone()));
    assert_eq!(chair.refused(Request::GroupInvite(GroupInvite { role: "king".to_owned(), ..invite })), Code::UnknownRole);
    let text = fs::read_to_string(&out).expect("the invitation");
    assert_eq!(newcomer.refused(join(cast.file("cut", &text[..text.len() - 40]))), Code::InvitationDamaged);
    chair.sync();
    let asked = newcomer.ask(join(out.clone()));
    let rival = cast.party("rival");
    let rival_asked = rival.ask(join(out));
    newcomer.sync();
    rival.sync();
    chair.sync();
    assert_eq!(newcomer.refused(Request::PaperList(Nothing {})), Code::Waiting);
    let admit = |asked: &serde_json::Value, number: &str| {
        Request::GroupAdmit(GroupAdmit { request: asked["request"].as_str().expect("id").to_owned(), safety_number: number.to_owned() })
    };
    let number = asked["safety_number"].as_str().expect("number");
    assert_eq!(chair.refused(admit(&asked, "00000 00000 00000 00000 00000 00000")), Code::SafetyNumberDiffers);
    chair.ask(admit(&asked, number));
    assert_eq!(chair.refused(admit(&rival_asked, rival_asked["safety_number"].as_str().expect("number"))), Code::InvitationTaken);
    chair.sync();
    newcomer.sync();
    newcomer.ask(Request::PaperList(Nothing {}));
    assert_eq!(newcomer.refused(join(text_of(&cast.path("invitation")))), Code::InGroup);
    let not_chair = GroupInvite {
        delegation: "X".to_owned(),
        seat: "y".to_owned(),
        role: "chair".to_owned(),
        head: false,
        out: text_of(&cast.path("z")),
    };
    assert_eq!(newcomer.refused(Request::GroupInvite(not_chair)), Code::NotAllowed);
}

#[test]
fn a_lost_passphrase_is_replaced_by_the_words() {
    let cast = Cast::new(46);
    let home = cast.open("forgetful");
    let made = home.ask(Request::VaultNew(VaultNew { passphrase: PASSPHRASE.to_owned() }));
    let words = made["words"].as_array().expect("words").iter().filter_map(|w| w.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(home.ask(Request::Session(Nothing {}))["words_ask"], made["ask"]);
    home.ask(Request::VaultLock(Nothing {}));
    let recover = |words: &str| {
        Request::VaultRecover(VaultRecover {
            words: words.to_owned(),
            folder: text_of(&cast.folder()),
            passphrase: "quite a new passphrase".to_owned(),
        })
    };
    let other = cast.open("other").ask(Request::VaultNew(VaultNew { passphrase: PASSPHRASE.to_owned() }));
    let others = other["words"].as_array().expect("words").iter().filter_map(|w| w.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(home.refused(recover(&others)), Code::WordsWrong);
    home.ask(recover(&words));
    home.ask(Request::VaultLock(Nothing {}));
    assert_eq!(home.refused(Request::VaultUnlock(Passphrase { passphrase: PASSPHRASE.to_owned() })), Code::WrongPassphrase);
    home.ask(Request::VaultUnlock(Passphrase { passphrase: "quite a new passphrase".to_owned() }));
}

#[test]
fn a_step_that_fails_leaves_nothing_behind() {
    let cast = Cast::new(47);
    let chair = cast.chair();
    let id = paper(&cast, &chair);
    // A window has the paper open, and must be able to go on typing after the failure.
    let opening = chair.app.draft_open(&id).expect("a draft");
    let mut draft = qalam_model::draft::Draft::open(&opening.snapshot).expect("a document");
    draft.set_peer(opening.peer);
    let before = draft.version();
    draft.insert_text(draft.paragraphs()[0].paragraph.id, 0, "Now ").expect("typing");
    let invite = |out: String| {
        let seat = "head".to_owned();
        Request::GroupInvite(GroupInvite { delegation: "Delegation A".to_owned(), seat, role: "delegate".to_owned(), head: true, out })
    };
    assert_eq!(chair.refused(invite(text_of(&cast.path("nowhere").join("invitation")))), Code::FileUnwritable);
    let offered = || chair.ask(Request::GroupShow(Nothing {}))["invitations"].as_array().map(Vec::len);
    assert_eq!(offered(), Some(0), "an invitation that could not be handed out is not in the roster");
    chair.app.draft_push(&id, &draft.updates_since(&before).expect("an update")).expect("typing goes on");
    chair.sync();
    chair.ask(invite(text_of(&cast.path("invitation"))));
    chair.sync();
    chair.ask(Request::VaultLock(Nothing {}));
    chair.unlock();
    assert_eq!(offered(), Some(1));
    assert!(chair.text(&id, "draft")[0].1.starts_with("Now "));
    assert_eq!(chair.ask(Request::VaultCheck(Nothing {}))["bad"], serde_json::json!([]));
}

#[test]
fn only_the_founder_makes_the_groups_folder() {
    let cast = Cast::new(48);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    // A delegate too has a first act in the control circle: the grant of the delegation's own key.
    let id = paper(&cast, &chair);
    b.sync();
    b.ask(Request::PaperEdit(PaperEdit { paper: id, from: cast.file("b.md", &PAPER.replace("once", "twice")) }));
    b.sync();
    let empty = cast.path("empty");
    fs::create_dir(&empty).expect("an empty folder");
    let settings = Settings { language: None, theme: None, zoom: 100, digits: None, folder: Some(text_of(&empty)) };
    b.ask(Request::SettingsSet(settings));
    assert_eq!(b.refused(Request::Sync(SyncNow { restore: false })), Code::FolderEmpty);
    assert_eq!(fs::read_dir(&empty).expect("folder").count(), 0, "a wrong folder stays as it was");
}
