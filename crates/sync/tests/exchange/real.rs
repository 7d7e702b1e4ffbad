//! The machine's own file system, and its watcher.

use crate::party::*;
use qalam_sync::{Depth, Files, Folder, Hint, Node, Policy, RealFiles, Trouble, Watcher, Why, probe, round};
use std::{
    fs,
    sync::{Arc, mpsc},
    time::Duration,
};
use tempfile::TempDir;

const DEADLINE: Duration = Duration::from_secs(20);

struct Home {
    party: Party,
    vault: MapVault,
    folder: Folder<Arc<RealFiles>>,
}

fn home(name: &str, share: &TempDir) -> Home {
    let party = Party::new(name);
    let mut folder = Folder::new(Arc::new(RealFiles::default()), share.path(), group(), party.device);
    folder.create("Sealed files.").unwrap();
    Home { party, vault: MapVault::default(), folder }
}

fn sync(home: &mut Home) -> qalam_sync::Report {
    round(&mut home.folder, &mut home.vault, Policy::Own, Depth::New).unwrap()
}

#[test]
fn a_thousand_segments_reach_another_member() {
    let share = TempDir::new().unwrap();
    let (mut a, mut b) = (home("a", &share), home("b", &share));
    for number in 1..=1000 {
        a.vault.hold(a.party.segment(circle("group"), number, number), false);
    }
    a.vault.hold(a.party.seen(1), false);
    assert_eq!(sync(&mut a).applied.written.len(), 1001);
    assert_eq!(sync(&mut b).received.len(), 1001);
    let names = |share: &TempDir| {
        fs::read_dir(share.path().join(group().to_string())).unwrap().map(|one| one.unwrap().file_name()).collect::<Vec<_>>()
    };
    let all = names(&share);
    assert_eq!(all.len(), 1001, "the segments and the folder 'seen', no temporary file");
    assert!(all.iter().all(|name| name == "seen" || name.to_str().is_some_and(|name| name.ends_with(".qalam") && name.len() == 38)));
    assert!(sync(&mut a).plan.writes_nothing() && sync(&mut b).plan.writes_nothing());
    assert!(share.path().join(qalam_sync::README).is_file());
}

#[test]
fn an_old_copy_put_back_in_place_is_noticed_at_once() {
    let share = TempDir::new().unwrap();
    let mut a = home("a", &share);
    a.vault.hold(a.party.seen(1), false);
    sync(&mut a);
    let seen = a.folder.path().join("seen");
    let place = fs::read_dir(&seen).unwrap().next().unwrap().unwrap().path();
    let old = fs::read(&place).unwrap();
    a.vault.hold(a.party.seen(2), false);
    sync(&mut a);
    assert_ne!(fs::read(&place).unwrap(), old);
    fs::write(&place, &old).unwrap();
    assert_eq!(sync(&mut a).plan.put_back.len(), 1);
    assert_ne!(fs::read(&place).unwrap(), old);
}

#[test]
#[cfg(unix)]
fn symlinks_pipes_and_monsters_are_not_opened() {
    let share = TempDir::new().unwrap();
    let (mut a, mut b) = (home("a", &share), home("b", &share));
    let bytes = a.party.segment(circle("group"), 1, 1);
    let outside = share.path().join("outside");
    fs::write(&outside, &bytes).unwrap();
    std::os::unix::fs::symlink(&outside, a.folder.path().join("link.qalam")).unwrap();
    let pipe = a.folder.path().join("pipe.qalam");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::File::create(a.folder.path().join("monster.qalam")).unwrap().set_len(10 * 1024 * 1024 * 1024).unwrap();
    a.vault.hold(a.party.segment(circle("chair"), 1, 1), false);
    sync(&mut a);
    let report = sync(&mut b);
    let mut whys: Vec<_> = report.aside.iter().map(|aside| aside.why.to_string()).collect();
    whys.sort();
    assert_eq!(whys.len(), 3);
    assert_eq!(report.aside.iter().filter(|aside| aside.why == Why::NotAFile).count(), 2);
    assert_eq!(report.received.len(), 1);
    let files = RealFiles::default();
    assert_eq!(files.read(&pipe, 100).unwrap_err().trouble(), Trouble::NotPlain);
    assert_eq!(files.node(&pipe).unwrap(), Some(Node::Other));
}

#[test]
#[cfg(unix)]
fn a_symlink_under_a_temporary_name_is_replaced_and_not_followed() {
    let share = TempDir::new().unwrap();
    let victim = share.path().join("victim");
    fs::write(&victim, "dear").unwrap();
    let temporary = share.path().join("temporary");
    std::os::unix::fs::symlink(&victim, &temporary).unwrap();
    RealFiles::default().write_temporary(&temporary, b"sealed").unwrap();
    assert_eq!(fs::read(&victim).unwrap(), b"dear");
    assert_eq!(fs::read(&temporary).unwrap(), b"sealed");
}

#[test]
fn every_error_names_its_path() {
    let share = TempDir::new().unwrap();
    let missing = share.path().join("missing");
    let inside = missing.join("file");
    let files = RealFiles::default();
    let errors = [
        files.list(&missing).unwrap_err(),
        files.read(&missing, 10).unwrap_err(),
        files.write_temporary(&inside, b"x").unwrap_err(),
        files.create_folder(&inside).unwrap_err(),
        files.rename(&missing, &inside).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.trouble(), Trouble::Missing, "{error}");
        assert!(error.to_string().contains("missing"), "{error}");
    }
    assert!(files.node(&missing).unwrap().is_none());
    assert!(files.remove(&missing).is_ok());
}

#[test]
fn a_file_longer_than_the_limit_is_refused() {
    let share = TempDir::new().unwrap();
    let path = share.path().join("file");
    fs::write(&path, [0; 11]).unwrap();
    let files = RealFiles::default();
    assert_eq!(files.read(&path, 11).unwrap().len(), 11);
    assert_eq!(files.read(&path, 10).unwrap_err().trouble(), Trouble::TooLong);
}

#[test]
#[cfg(unix)]
fn a_folder_without_permission_to_write_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let share = TempDir::new().unwrap();
    let mut a = home("a", &share);
    a.vault.hold(a.party.segment(circle("group"), 1, 1), false);
    let lock = |mode| fs::set_permissions(a.folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    // Whoever may write everywhere cannot be locked out.
    let privileged = fs::write(a.folder.path().join("try"), "").is_ok();
    let report = round(&mut a.folder, &mut a.vault, Policy::Own, Depth::New).unwrap();
    if !privileged {
        assert_eq!(report.stopped.unwrap().code(), "folder_read_only");
    }
    fs::set_permissions(a.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_watcher_hints_at_a_file_that_comes_and_is_silent_while_we_read() {
    let share = TempDir::new().unwrap();
    let (mut a, mut b) = (home("a", &share), home("b", &share));
    sync(&mut b);
    let (say, hear) = mpsc::channel();
    let watcher = Watcher::new(&b.folder.watched(), move |hint| say.send(hint).unwrap_or_default()).unwrap();
    for (number, expected) in [(1, 1), (2, 1)] {
        a.vault.hold(a.party.segment(circle("group"), number, number), false);
        sync(&mut a);
        assert_eq!(hear.recv_timeout(DEADLINE), Ok(Hint::Changed));
        // The name comes after the first event; look until the file is there, as the schedule would.
        let mut received = 0;
        while received < expected {
            watcher.heard();
            received += sync(&mut b).received.len();
            if received < expected {
                hear.recv_timeout(DEADLINE).unwrap();
            }
        }
    }
    fs::write(b.folder.path().join("seen/foreign"), "x").unwrap();
    watcher.heard();
    hear.recv_timeout(DEADLINE).unwrap();
}

#[test]
fn a_folder_that_is_gone_cannot_be_watched_and_says_so() {
    let share = TempDir::new().unwrap();
    let missing = share.path().join("missing");
    let error = Watcher::new(std::slice::from_ref(&missing), |_| {}).unwrap_err();
    assert_eq!(error.path, missing);
}

#[test]
fn a_probe_leaves_nothing_behind() {
    let share = TempDir::new().unwrap();
    let files = RealFiles::default();
    let arrives = probe(&files, share.path(), DEADLINE).unwrap();
    assert!(arrives || cfg!(not(target_os = "linux")));
    assert_eq!(fs::read_dir(share.path()).unwrap().count(), 0);
}
