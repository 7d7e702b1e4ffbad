//! The Courier: a stick between two folders that never see each other.

use crate::party::*;
use qalam_sync::{Depth, Folder, FolderError, Policy, RoundError, exchange, round, simulate::MemoryFiles};

fn stick(laptop: &Laptop, disk: &MemoryFiles) -> Folder<MemoryFiles> {
    Folder::new(disk.clone(), "/stick", group(), laptop.party.device)
}

#[test]
fn a_stick_makes_two_folders_equal_both_ways() {
    let (office, hotel, usb) = (MemoryFiles::new(), MemoryFiles::new(), MemoryFiles::new());
    usb.plant_folder("/stick");
    // In the office are a and c, in the hotel is b. Only a carries the stick.
    let (mut a, mut c, mut b) = (Laptop::new("a", &office), Laptop::new("c", &office), Laptop::new("b", &hotel));
    for laptop in [&mut a, &mut c, &mut b] {
        laptop.write(circle("group"), 2);
        laptop.write(circle("delegation"), 1);
        laptop.see();
        laptop.sync();
    }
    let mut at_a = stick(&a, &usb);
    at_a.create("page").unwrap();
    let (sent, _) = exchange(&mut a.folder, &mut at_a, &mut a.vault).unwrap();
    assert_eq!((sent.received.len(), sent.applied.written.len()), (0, 6), "others' files are carried too, also those that a cannot read");
    let mut at_b = stick(&b, &usb);
    let (sent, at_home) = exchange(&mut b.folder, &mut at_b, &mut b.vault).unwrap();
    assert_eq!((sent.received.len(), sent.applied.written.len()), (6, 3));
    assert_eq!(at_home.plan.restore.len(), 6, "the hotel's folder has everything now");
    exchange(&mut a.folder, &mut at_a, &mut a.vault).unwrap();
    c.sync();
    assert_eq!(c.vault.counted(), b.vault.counted());
    assert_eq!(c.vault.counted().len(), 9);
    let before = (office.tally(), usb.tally());
    let (sent, at_home) = exchange(&mut a.folder, &mut at_a, &mut a.vault).unwrap();
    assert!(sent.plan.writes_nothing() && at_home.plan.writes_nothing());
    assert_eq!((before.0.writes, before.1.writes), (office.tally().writes, usb.tally().writes));
}

#[test]
fn the_stick_alone_serves_as_the_folder() {
    let (usb, home) = (MemoryFiles::new(), MemoryFiles::new());
    usb.plant_folder("/stick");
    let mut a = Laptop::new("a", &home);
    a.write(circle("group"), 1);
    let mut folder = stick(&a, &usb);
    let refused = round(&mut folder, &mut a.vault, Policy::Everybody, Depth::New);
    assert!(matches!(refused, Err(RoundError::Folder(FolderError::Empty { .. }))), "an empty stick is not written to unasked");
    folder.create("page").unwrap();
    let report = round(&mut folder, &mut a.vault, Policy::Everybody, Depth::New).unwrap();
    assert_eq!(report.applied.written.len(), 1);
}

#[test]
fn superseded_files_on_an_old_stick_do_not_come_back() {
    let (office, usb) = (MemoryFiles::new(), MemoryFiles::new());
    usb.plant_folder("/stick");
    let (mut a, mut b) = (Laptop::new("a", &office), Laptop::new("b", &office));
    a.write_many(circle("group"), 5, 1);
    a.sync();
    b.sync();
    let mut folder = stick(&b, &usb);
    folder.create("page").unwrap();
    exchange(&mut b.folder, &mut folder, &mut b.vault).unwrap();
    a.pack(circle("group"));
    a.sync();
    exchange(&mut b.folder, &mut folder, &mut b.vault).unwrap();
    assert_eq!(office.files(b.folder.path()).len(), 1);
    assert_eq!(usb.files(folder.path()).len(), 6, "they are left to their owner");
    let mut at_a = stick(&a, &usb);
    exchange(&mut a.folder, &mut at_a, &mut a.vault).unwrap();
    assert_eq!(usb.files(folder.path()).len(), 1);
}
