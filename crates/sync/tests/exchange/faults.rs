//! Single faults of folder and machine, each on its own.

use crate::party::*;
use qalam_model::ids::GroupId;
use qalam_seal::header::{Header, MAX_FILE};
use qalam_sync::{
    Change, ContentId, Depth, Files, Folder, Index, Inventory, Limits, Node, Policy, Why, round,
    simulate::{Faults, MemoryFiles},
};
use std::{io::ErrorKind, path::PathBuf};

/// A folder with one file of `a`, its place, and `b` who has not looked yet.
fn two() -> (MemoryFiles, Laptop, Laptop, PathBuf) {
    let disk = MemoryFiles::new();
    let (mut a, b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write(circle("group"), 1);
    a.sync();
    let place = disk.files(a.folder.path()).into_keys().next().unwrap();
    (disk, a, b, place)
}

#[test]
fn where_nothing_is_new_no_file_is_read_and_no_byte_written() {
    let (disk, mut a, mut b, _) = two();
    b.see();
    for _ in 0..2 {
        a.sync();
        b.sync();
    }
    let before = disk.tally();
    assert!(a.sync().plan.writes_nothing());
    assert!(b.sync().plan.writes_nothing());
    let after = disk.tally();
    assert_eq!((after.reads, after.writes, after.renames, after.removes), (before.reads, before.writes, before.renames, before.removes));
    assert_eq!(after.folder_syncs, before.folder_syncs);
}

#[test]
fn an_index_that_was_kept_saves_the_reading_after_a_restart() {
    let (disk, _, mut b, _) = two();
    disk.plant(b.folder.path().join("holiday.jpg"), "JFIF");
    b.sync();
    let index = Index::decode(&b.folder.index().encode()).unwrap();
    b.folder = Folder::new(disk.clone(), ROOT, group(), b.party.device).with_index(index);
    let before = disk.tally().reads;
    let report = b.sync();
    assert_eq!((disk.tally().reads, report.foreign, report.plan.missing.len()), (before, 1, 0));
    b.vault = MapVault::default();
    assert_eq!(b.sync().received.len(), 1, "what the vault has lost is read again");
}

#[test]
fn a_file_is_waited_for_at_every_length_and_taken_when_it_is_whole() {
    let (disk, a, mut b, place) = two();
    let whole = disk.files(a.folder.path())[&place].to_vec();
    for cut in 0..whole.len() {
        disk.plant(&place, &whole[..cut]);
        let report = b.sync();
        assert_eq!((report.received.len(), report.arriving.len(), report.aside.len()), (0, 1, 0), "{cut} of {} bytes", whole.len());
    }
    disk.plant(&place, whole);
    assert_eq!(b.sync().received.len(), 1);
}

#[test]
fn a_file_that_has_its_length_before_its_content_is_waited_for() {
    let (disk, a, mut b, place) = two();
    let whole = disk.files(a.folder.path())[&place].to_vec();
    let mut started = whole.clone();
    started[200..].fill(0);
    disk.set_faults(Faults { no_stamps: true, ..Faults::default() });
    disk.plant(&place, started);
    assert_eq!(b.sync().arriving.len(), 1);
    disk.plant(&place, whole);
    assert_eq!(b.sync().received.len(), 1);
}

#[test]
fn any_bit_that_flips_is_noticed_and_its_owner_heals_it() {
    let (disk, mut a, mut b, place) = two();
    let whole = disk.files(a.folder.path())[&place].to_vec();
    for bit in (0..whole.len() * 8).step_by(13) {
        disk.change(&place, |bytes| bytes[bit / 8] ^= 1 << (bit % 8));
        assert!(b.sync_as(Policy::Own, Depth::Full).received.is_empty(), "bit {bit}");
        let report = a.sync_as(Policy::Own, Depth::Full);
        assert!(matches!(&report.changes[..], [Change::Altered { path, .. }] if *path == place), "bit {bit}: {report:?}");
        assert_eq!(report.plan.put_back.len(), 1);
        let lying = disk.files(a.folder.path());
        assert!(lying.len() == 1 && lying[&place].as_slice() == whole, "bit {bit}");
    }
    assert_eq!(b.sync_as(Policy::Own, Depth::Full).received.len(), 1);
}

#[test]
fn a_change_in_place_that_shows_in_nothing_is_noticed_by_a_full_look_only() {
    let (disk, mut a, _, place) = two();
    disk.change(&place, |bytes| bytes[100] ^= 1);
    assert!(a.sync().plan.writes_nothing());
    assert_eq!(a.sync_as(Policy::Own, Depth::Full).plan.put_back.len(), 1);
}

#[test]
fn conflict_copies_of_every_service_are_the_file_itself() {
    let names = [
        "X.sync-conflict-20261123-154917-QRDKLJY.qalam",
        "X (A's conflicted copy 2026-11-23).qalam",
        "X (Case Conflict).qalam",
        "X-LAPTOP.qalam",
        "X (conflicted copy 2026-11-23 154917).qalam",
        "X.Conflict",
        "X (1).qalam",
        ".~lock.X#",
        "кафедра-й.qalam",
        "кафедра-и\u{306}.qalam",
    ];
    for name in names {
        let (disk, mut a, mut b, place) = two();
        let whole = disk.files(a.folder.path())[&place].to_vec();
        let copy = a.folder.path().join(name);
        disk.plant(&copy, whole.clone());
        let twice = b.sync();
        assert_eq!((twice.received.len(), twice.foreign, twice.aside.len()), (1, 0, 0), "{name}");
        // Only the copy is left: it is the file, and nobody writes another.
        disk.take_away(&place);
        let report = a.sync();
        assert!(report.plan.writes_nothing() && report.changes.is_empty(), "{name}: {report:?}");
        assert_eq!(disk.files(a.folder.path()).len(), 1);
    }
}

#[test]
fn other_programs_files_are_left_alone() {
    let (disk, mut a, mut b, _) = two();
    let foreign = ["desktop.ini", "seen/.stignore", "Отчёт.docx", "0123456789abcdef0123456789abcdef.qalam", "seen.qalam"];
    for name in foreign {
        disk.plant(a.folder.path().join(name), format!("not ours: {name}"));
    }
    disk.plant(a.folder.path().join(".stversions/old.qalam"), a.party.segment(circle("group"), 9, 9));
    let before = disk.files(ROOT);
    let report = b.sync();
    assert_eq!((report.foreign, report.received.len(), report.aside.len()), (foreign.len(), 1, 0));
    a.sync();
    assert_eq!(disk.files(ROOT), before);
}

#[test]
fn what_is_not_a_plain_file_or_too_long_is_never_opened() {
    let (disk, _, mut b, _) = two();
    disk.plant_other(b.folder.path().join("pipe.qalam"));
    disk.plant_other(b.folder.path().join("seen/link.seen"));
    b.folder = Folder::new(disk.clone(), ROOT, group(), b.party.device).with_limits(Limits { file: 1000, pass: 1000 });
    disk.plant(b.folder.path().join("big"), vec![b'Q'; 1001]);
    let report = b.sync();
    let whys: Vec<_> = report.aside.iter().map(|aside| aside.why.clone()).collect();
    assert_eq!(whys, [Why::TooBig { len: 1001, limit: 1000 }, Why::NotAFile, Why::NotAFile]);
    assert_eq!((report.received.len(), disk.tally().reads), (1, 1));
    assert_eq!(Limits::default().file, MAX_FILE);
}

#[test]
fn a_symlink_under_the_name_of_a_file_is_left_alone() {
    let (disk, mut a, mut b, place) = two();
    disk.take_away(&place);
    disk.plant_other(&place);
    assert_eq!(a.sync().applied.written.len(), 1, "another name is taken");
    assert_eq!(disk.node(&place).unwrap(), Some(Node::Other));
    assert_eq!(b.sync().received.len(), 1);
    assert!(a.sync().plan.writes_nothing());
}

#[test]
fn files_of_another_group_or_a_newer_version_are_kept_aside() {
    let (disk, a, mut b, place) = two();
    let elsewhere = Header { group: GroupId([9; 32]), ..a.party.header(circle("group"), 1, 1) };
    disk.plant(a.folder.path().join("x1"), elsewhere.sign(b"body", &a.party.key).unwrap());
    let whole = disk.files(a.folder.path())[&place].to_vec();
    for (at, name) in [(6, "x2"), (7, "x3"), (8, "x4")] {
        let mut newer = whole.clone();
        newer[at] = 200;
        disk.plant(a.folder.path().join(name), newer);
    }
    let mut long = whole.clone();
    long.push(0);
    disk.plant(a.folder.path().join("x5"), long);
    let report = b.sync();
    let whys: Vec<_> = report.aside.iter().map(|aside| &aside.why).collect();
    assert!(
        matches!(whys[..], [Why::OtherGroup(GroupId(id)), Why::Newer(_), Why::Newer(_), Why::Newer(_), Why::Damaged(_)] if id[0] == 9),
        "{whys:?}"
    );
    assert_eq!(report.received.len(), 1);
}

#[test]
fn a_header_on_a_stolen_body_does_not_pass_as_the_owners() {
    let (disk, a, mut b, _) = two();
    let thief = Party::new("thief");
    let mut forged = thief.segment(circle("group"), 1, 1);
    forged[41..73].copy_from_slice(a.party.device.as_bytes());
    disk.plant(a.folder.path().join("forged"), forged);
    let report = b.sync();
    assert!(matches!(&report.aside[..], [one] if matches!(one.why, Why::Damaged(_))), "{report:?}");
}

#[test]
fn what_vanishes_is_put_back_by_its_owner_and_missed_by_the_others() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write_many(circle("group"), 20, 1);
    b.write_many(circle("group"), 20, 1);
    a.sync();
    b.sync();
    a.sync();
    let all = disk.files(ROOT);
    for (at, place) in disk.files(a.folder.path()).into_keys().enumerate() {
        if at % 20 < 17 {
            disk.take_away(place);
        }
    }
    let report = a.sync();
    assert_eq!((report.plan.put_back.len() + report.plan.missing.len(), report.changes.len()), (34, 34));
    assert_eq!(a.vault.counted().len(), 40, "nothing is forgotten");
    b.sync();
    assert_eq!(disk.files(ROOT), all);
}

#[test]
fn an_own_file_that_was_never_noted_as_sent_is_not_sent_twice() {
    let (disk, mut a, _, _) = two();
    let id = *a.vault.inventory.held().next().unwrap().0;
    a.vault.inventory.hold(id, a.party.header(circle("group"), 1, 1), false);
    a.restart();
    let report = a.sync();
    assert!(report.plan.writes_nothing());
    assert!(a.vault.inventory.get(&id).unwrap().sent);
    assert_eq!(disk.files(a.folder.path()).len(), 1);
}

#[test]
fn an_own_file_that_the_vault_does_not_know_arrives_like_any_other() {
    let (_, mut a, _, _) = two();
    a.vault = MapVault::default();
    a.restart();
    let report = a.sync();
    assert_eq!(report.received.len(), 1, "a restored or copied home is told by its own files");
}

#[test]
fn passing_errors_delay_and_lose_nothing() {
    for kind in [ErrorKind::ResourceBusy, ErrorKind::Deadlock, ErrorKind::TimedOut, ErrorKind::Interrupted] {
        let disk = MemoryFiles::new();
        let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
        a.write_many(circle("group"), 30, 1);
        disk.set_faults(Faults { fails_every: Some((4, kind)), ..Faults::default() });
        let report = a.sync();
        assert!(report.unfinished() && !report.applied.later.is_empty());
        (0..40).for_each(|_| drop((a.sync(), b.sync())));
        disk.set_faults(Faults::default());
        a.sync();
        b.sync();
        assert_eq!(b.vault.counted().len(), 30);
        assert_eq!(disk.files(a.folder.path()).len(), 30, "no temporary file is left");
    }
}

#[test]
fn a_file_that_cannot_be_read_just_now_is_not_taken_for_gone() {
    let (disk, mut a, _, _) = two();
    let inventory = a.vault.inventory.clone();
    disk.set_faults(Faults { fails_every: Some((1, ErrorKind::ResourceBusy)), ..Faults::default() });
    let scan = a.folder.scan(&inventory, Depth::Full).unwrap();
    assert_eq!((scan.unread.len(), scan.present.len(), scan.changes.len()), (1, 1, 0));
}

#[test]
fn a_disk_that_folds_case_makes_no_difference() {
    let disk = MemoryFiles::new();
    disk.set_faults(Faults { folds_case: true, ..Faults::default() });
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write(circle("group"), 1);
    a.see();
    a.sync();
    let (place, bytes) = disk.files(a.folder.path()).into_iter().next().unwrap();
    disk.take_away(&place);
    disk.plant(
        place
            .to_string_lossy()
            .to_uppercase()
            .replace("/SHARE", "/share")
            .replace(&group().to_string().to_uppercase(), &group().to_string()),
        bytes.to_vec(),
    );
    assert_eq!(b.sync().received.len(), 2);
    assert!(a.sync().plan.writes_nothing());
}

#[test]
fn a_look_is_bounded_and_goes_on_where_it_ended() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write_many(circle("group"), 50, 1);
    a.sync();
    b.folder = Folder::new(disk.clone(), ROOT, group(), b.party.device).with_limits(Limits { pass: 2000, ..Limits::default() });
    let scan = b.folder.scan(&Inventory::new(), Depth::New).unwrap();
    assert!(scan.more && scan.arrived.len() < 10);
    let report = b.sync();
    assert_eq!(report.received.len(), 50);
    assert!(report.changes.is_empty());
}

#[test]
fn a_seen_file_is_replaced_in_place_and_an_old_copy_never_wins() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    let first = a.see();
    a.sync();
    b.sync();
    let (place, old) = disk.files(a.folder.path()).into_iter().next().unwrap();
    let second = a.see();
    let report = a.sync();
    assert_eq!(report.applied.written, [second]);
    assert_eq!(disk.files(a.folder.path()).into_keys().collect::<Vec<_>>(), std::slice::from_ref(&place));
    b.sync();
    assert_eq!(b.vault.counted().into_keys().collect::<Vec<_>>(), [second]);
    disk.plant(&place, old.to_vec());
    assert!(b.sync().plan.writes_nothing(), "only its owner puts it back");
    assert_eq!(a.sync().plan.put_back, [second]);
    disk.plant(a.folder.path().join("seen/copy (1).seen"), old.to_vec());
    a.sync();
    assert_eq!(disk.files(a.folder.path()).len(), 1, "an own older copy is cleared away");
    assert_ne!(first, second);
}

#[test]
fn a_pack_goes_out_before_the_old_files_go() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write_many(circle("group"), 8, 2);
    a.sync();
    b.sync();
    let old = disk.files(a.folder.path());
    let pack = a.pack(circle("group")).unwrap();
    disk.set_faults(Faults { read_only: true, ..Faults::default() });
    a.sync();
    assert_eq!(disk.files(a.folder.path()).len(), 8);
    disk.set_faults(Faults::default());
    a.sync();
    assert_eq!(disk.files(a.folder.path()).len(), 1);
    b.sync();
    assert_eq!(b.vault.counted().into_keys().collect::<Vec<_>>(), [pack]);
    // An old copy of the folder comes back; nobody else puts anything back.
    old.into_iter().for_each(|(place, bytes)| disk.plant(place, bytes.to_vec()));
    b.sync_as(Policy::Everybody, Depth::New);
    a.sync();
    assert_eq!(disk.files(a.folder.path()).len(), 1);
    assert!(b.sync_as(Policy::Everybody, Depth::New).plan.writes_nothing());
}

#[test]
fn a_pack_that_is_held_up_leaves_the_old_files_where_they_are() {
    for every in 1..40 {
        let disk = MemoryFiles::new();
        let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
        a.write_many(circle("group"), 4, 1);
        a.sync();
        a.pack(circle("group"));
        disk.set_faults(Faults { fails_every: Some((every, ErrorKind::ResourceBusy)), ..Faults::default() });
        a.sync();
        disk.set_faults(Faults::default());
        b.sync();
        let chain = qalam_sync::Chain { device: a.party.device, circle: circle("group") };
        assert_eq!(qalam_sync::Chains::of(&b.vault.inventory).end(&chain), 4, "every {every}th operation is held up");
        a.sync();
        assert_eq!(disk.files(a.folder.path()).len(), 1);
    }
}

#[test]
fn two_histories_of_one_device_are_both_kept_and_told() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write(circle("group"), 2);
    let clone = a.party.forked(circle("group"), 2, 2, 1).sign(b"another history", &a.party.key).unwrap();
    disk.plant(a.folder.path().join("clone"), clone);
    a.sync();
    b.sync();
    let forks = qalam_sync::Chains::of(&b.vault.inventory).forks();
    assert!(matches!(&forks[..], [fork] if fork.number == 2), "{forks:?}");
    assert_eq!(a.vault.counted().len(), 2);
}

#[test]
fn the_vault_never_publishes_other_bytes_than_it_says() {
    let (disk, mut a, _, _) = two();
    let id = a.write(circle("group"), 1);
    let another = a.party.segment(circle("chair"), 1, 1);
    for row in [b"a damaged row".to_vec(), another] {
        a.vault.bytes.insert(id, row);
        let report = a.sync();
        assert_eq!(report.applied.damaged, [id]);
        assert_eq!(disk.files(a.folder.path()).len(), 1);
    }
}

#[test]
fn a_batch_is_flushed_with_its_folder_once() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    let ids: Vec<_> = (0..200).map(|_| a.write(circle("group"), 1)).collect();
    let before = disk.tally();
    let vault = &a.vault;
    let done = a.folder.publish_batch(&ids, |id: &ContentId| Ok::<_, std::convert::Infallible>(vault.bytes[id].clone())).unwrap();
    assert_eq!((done.written.len(), disk.tally().folder_syncs - before.folder_syncs), (200, 1));
    let report = round(&mut a.folder, &mut a.vault, Policy::Own, Depth::New).unwrap();
    assert!(report.plan.writes_nothing() && disk.tally().reads == before.reads);
}
