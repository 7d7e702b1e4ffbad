//! The process is killed, or the power fails, at every single step of publishing.

use crate::party::*;
use qalam_sync::simulate::{Faults, MemoryFiles};

/// Runs a round that dies after `steps` operations; says whether it got through.
fn dies_after(disk: &MemoryFiles, laptop: &mut Laptop, steps: u64) -> bool {
    disk.set_faults(Faults { dies_after: Some(disk.operations() + steps), ..Faults::default() });
    let result = qalam_sync::round(&mut laptop.folder, &mut laptop.vault, qalam_sync::Policy::Own, qalam_sync::Depth::New);
    result.is_ok_and(|report| report.stopped.is_none() && report.applied.later.is_empty())
}

fn story(power_fails: bool) {
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
        if power_fails {
            disk.power_loss();
        } else {
            disk.set_faults(Faults::default());
        }
        // Whoever looks now finds whole files and beginnings, never anything wrong.
        let found = b.sync();
        assert!(found.aside.is_empty(), "after {steps} steps: {found:?}");
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
    story(false);
}

#[test]
fn power_lost_at_every_step() {
    story(true);
}
