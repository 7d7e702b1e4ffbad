//! The process is killed, or the power fails, at every single step of publishing.

use crate::party::*;
use qalam_seal::header::FileKind;
use qalam_sync::{
    Chain, Chains, ContentId,
    simulate::{Faults, MemoryFiles},
};

/// Runs a round that dies after `steps` operations; says whether it got through.
fn dies_after(disk: &MemoryFiles, laptop: &mut Laptop, steps: u64) -> bool {
    disk.set_faults(Faults { dies_after: Some(disk.operations() + steps), ..Faults::default() });
    let result = qalam_sync::round(&mut laptop.folder, &mut laptop.vault, qalam_sync::Policy::Own, qalam_sync::Depth::New);
    result.is_ok_and(|report| report.stopped.is_none() && report.applied.later.is_empty())
}

/// What is left after the crash.
#[derive(Clone, Copy)]
enum Crash {
    Killed,
    PowerLost { names_survive: bool },
}

fn story(crash: Crash) {
    for steps in 0.. {
        let disk = MemoryFiles::new();
        let (mut a, mut b) = (Laptop::new("a", &disk), Laptop::new("b", &disk));
        a.write_many(circle("group"), 3, 1);
        a.see();
        a.sync();
        a.write(circle("group"), 1);
        a.see();
        a.pack(circle("group"));
        let through = dies_after(&disk, &mut a, steps);
        match crash {
            Crash::Killed => disk.set_faults(Faults::default()),
            Crash::PowerLost { names_survive } => disk.power_loss(names_survive),
        }
        // Whoever looks now finds whole files and beginnings, never anything wrong, and all that had been there.
        let found = b.sync();
        assert!(found.aside.is_empty(), "after {steps} steps: {found:?}");
        let chain = Chain { device: a.party.device, circle: circle("group") };
        assert!(Chains::of(&b.vault.inventory).end(&chain) >= 3, "after {steps} steps");
        assert!(b.vault.inventory.held().any(|(_, header)| header.kind == FileKind::Seen), "after {steps} steps");
        a.restart();
        a.sync();
        a.sync();
        b.sync();
        assert!(a.vault.counted().keys().all(|id| b.vault.bytes.contains_key(id)), "after {steps} steps");
        assert_eq!(disk.files(a.folder.path()).len(), 2, "the pack and the last seen file, after {steps} steps");
        if through {
            assert!(steps > 10);
            return;
        }
    }
}

#[test]
fn killed_at_every_step() {
    story(Crash::Killed);
}

#[test]
fn power_lost_at_every_step() {
    story(Crash::PowerLost { names_survive: false });
    story(Crash::PowerLost { names_survive: true });
}

#[test]
fn what_a_round_has_published_outlives_the_power() {
    for names_survive in [false, true] {
        let disk = MemoryFiles::new();
        let mut a = Laptop::new("a", &disk);
        a.write_many(circle("group"), 3, 1);
        a.see();
        a.sync();
        let before = disk.files(a.folder.path());
        disk.power_loss(names_survive);
        assert_eq!(disk.files(a.folder.path()), before);
    }
}

#[test]
fn what_a_crash_left_of_a_file_that_is_needed_no_more_is_cleared_away() {
    let disk = MemoryFiles::new();
    let mut a = Laptop::new("a", &disk);
    let given_up = a.write(circle("group"), 1);
    for steps in 0.. {
        dies_after(&disk, &mut a, steps);
        disk.set_faults(Faults::default());
        if !disk.files(a.folder.path()).is_empty() {
            break;
        }
    }
    a.vault.retire(&given_up);
    a.restart();
    let last = a.write(circle("chair"), 1);
    a.sync();
    let left = disk.files(a.folder.path());
    assert_eq!(left.values().map(|bytes| ContentId::of(bytes)).collect::<Vec<_>>(), [last]);
}
