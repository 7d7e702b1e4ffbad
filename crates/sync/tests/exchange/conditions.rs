//! Where the folder is not what it should be.

use crate::party::*;
use qalam_model::ids::GroupId;
use qalam_sync::{
    Depth, Folder, FolderError, Policy, RoundError, round,
    simulate::{Faults, MemoryFiles},
};

fn failure(laptop: &mut Laptop) -> FolderError {
    match round(&mut laptop.folder, &mut laptop.vault, Policy::Own, Depth::New) {
        Err(RoundError::Folder(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_that_is_gone_is_named_and_nothing_is_forgotten() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    a.write(circle("group"), 1);
    a.sync();
    disk.take_away(ROOT);
    let error = failure(&mut a);
    assert_eq!((error.code(), error.path()), ("folder_missing", ROOT.as_ref()));
    assert_eq!(a.vault.counted().len(), 1);
    assert!(matches!(a.folder.create("page"), Err(FolderError::Missing { .. })));
}

#[test]
fn an_empty_mount_point_is_not_an_empty_group() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    a.write(circle("group"), 1);
    a.sync();
    let before = disk.tally();
    disk.set_faults(Faults { unmounted: Some(ROOT.into()), ..Faults::default() });
    assert_eq!(failure(&mut a).code(), "folder_empty");
    assert_eq!(disk.tally().writes, before.writes, "nothing is written into a mount point");
    disk.set_faults(Faults::default());
    let report = a.sync();
    assert!(report.plan.writes_nothing() && report.changes.is_empty());
}

#[test]
fn a_folder_that_is_deleted_comes_back_from_any_member_on_request() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write(circle("chair"), 2);
    a.write(circle("group"), 1);
    a.see();
    a.sync();
    b.sync();
    let before = disk.files(a.folder.path());
    disk.take_away(a.folder.path());
    assert_eq!(failure(&mut b).code(), "folder_empty");
    b.folder.create("page").unwrap();
    let report = b.sync_as(Policy::Everybody, Depth::New);
    assert_eq!(report.plan.restore.len(), 3);
    assert_eq!(disk.files(b.folder.path()), before, "byte for byte, under the same names");
}

#[test]
fn another_groups_folder_is_told_apart() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    disk.take_away(a.folder.path());
    let other = GroupId([9; 32]);
    disk.plant_folder(format!("{ROOT}/{other}"));
    disk.plant_folder(format!("{ROOT}/holidays"));
    match failure(&mut a) {
        FolderError::ForeignGroup { found, .. } => assert_eq!(found, [other]),
        error => panic!("{error:?}"),
    }
    // Two groups may share one folder where somebody says so.
    a.folder.create("page").unwrap();
    assert!(a.folder.check().is_ok());
}

#[test]
fn a_read_only_folder_is_read() {
    let disk = MemoryFiles::new();
    let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
    a.write(circle("group"), 1);
    a.sync();
    disk.set_faults(Faults { read_only: true, ..Faults::default() });
    assert!(b.sync().stopped.is_none(), "where nothing is to be written, nothing is wrong");
    b.write(circle("group"), 1);
    let report = b.sync();
    assert_eq!(report.stopped.as_ref().map(FolderError::code), Some("folder_read_only"));
    assert_eq!(b.vault.counted().len(), 2);
    disk.set_faults(Faults::default());
    assert_eq!(b.sync().applied.written.len(), 1);
}

#[test]
fn a_full_disk_leaves_no_part_behind_and_is_finished_later() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    let all: Vec<_> = (0..5).map(|_| a.write(circle("group"), 1)).collect();
    disk.set_faults(Faults { room: Some(900), ..Faults::default() });
    let report = a.sync();
    assert_eq!(report.stopped.as_ref().map(FolderError::code), Some("folder_full"));
    let whole = report.applied.written.len();
    assert!(whole > 0 && whole < all.len());
    assert_eq!(disk.files(a.folder.path()).len(), whole);
    disk.set_faults(Faults::default());
    assert_eq!(a.sync().applied.written.len(), all.len() - whole);
}

#[test]
fn a_group_folder_that_is_a_symlink_is_not_followed() {
    let disk = MemoryFiles::new();
    disk.plant_folder(ROOT);
    let party = Party::new("a");
    let folder = Folder::new(disk.clone(), ROOT, group(), party.device);
    disk.plant_other(folder.path());
    assert_eq!(folder.check().unwrap_err().code(), "folder_empty");
}

#[test]
fn the_page_for_people_is_written_once() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    let page = std::path::Path::new(ROOT).join(qalam_sync::README);
    disk.plant(&page, "Somebody's own words.");
    a.folder.create("Ours.").unwrap();
    assert_eq!(disk.files(&page)[&page].as_slice(), b"Somebody's own words.");
}
