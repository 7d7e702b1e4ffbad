//! Members whose folders somebody carries, badly. Once the faults end all hold the same, and nothing moves any more.

use crate::party::*;
use proptest::prelude::*;
use qalam_sync::{
    Chain, Chains, ContentId, Depth, Policy,
    simulate::{Carrier, MemoryFiles, Random, Weather},
};
use std::collections::{BTreeMap, BTreeSet};

const CIRCLES: [&str; 2] = ["group", "chair"];

fn act(laptop: &mut Laptop, random: &mut Random) {
    let name = CIRCLES[random.below(2)];
    match random.below(10) {
        0..5 => laptop.write_many(circle(name), 1, 1 + random.below(3) as u64),
        5 => {
            laptop.see();
        }
        6 => {
            laptop.pack(circle(name));
        }
        7 => laptop.restart(),
        _ => {
            laptop.sync_as(Policy::Own, if random.chance(20) { Depth::Full } else { Depth::New });
        }
    }
}

fn story(seed: u64, members: usize, steps: usize, weather: Weather) {
    let mut random = Random::new(seed);
    let disks: Vec<_> = (0..members).map(|_| MemoryFiles::new()).collect();
    let mut laptops: Vec<_> = disks.iter().enumerate().map(|(at, disk)| Laptop::new(&format!("member {at}"), disk)).collect();
    let mut carrier = Carrier::new(ROOT, seed ^ 0xca22);
    let foreign: BTreeMap<_, _> =
        (0..members).map(|at| (laptops[at].folder.path().join(format!("notes of {at}.txt")), format!("foreign {at}"))).collect();
    foreign.iter().zip(&disks).for_each(|((place, text), disk)| disk.plant(place, text.as_bytes()));
    let calm = Weather { flips: 0, deletes: 0, renames: 0, rolls_back: 0, tears: 0, duplicates: 0, ..weather };
    // Other programs' files cross in calm weather first, so that what happens to them later is our doing.
    carrier.settle(&disks);
    for _ in 0..steps {
        let at = random.below(members);
        let before = laptops[at].vault.inventory.iter().count();
        act(&mut laptops[at], &mut random);
        assert!(laptops[at].vault.inventory.iter().count() >= before, "nothing is forgotten");
        let visited = random.below(members);
        carrier.visit(visited, &disks[visited], if random.chance(70) { weather } else { calm });
    }
    let mut quiet = false;
    for _ in 0..12 {
        carrier.settle(&disks);
        let mut writes = 0;
        for laptop in &mut laptops {
            let report = laptop.sync_as(Policy::Own, Depth::Full);
            assert!(report.stopped.is_none());
            writes += report.applied.written.len() + report.applied.removed.len();
        }
        if writes == 0 {
            quiet = true;
            break;
        }
    }
    assert!(quiet, "seed {seed}: files are put back for ever");
    for (laptop, disk) in laptops.iter().zip(&disks) {
        let lying: BTreeSet<_> = disk.files(ROOT).values().map(|bytes| ContentId::of(bytes)).collect();
        let chains = Chains::of(&laptop.vault.inventory);
        for other in &laptops {
            for (id, header) in other.vault.counted().iter().filter(|(_, header)| header.device == other.party.device) {
                assert!(laptop.vault.bytes.contains_key(id), "seed {seed}: {header:?} is with everybody");
                assert!(lying.contains(id), "seed {seed}: {header:?} is in every folder");
            }
            for (circle, next) in &other.next {
                let chain = Chain { device: other.party.device, circle: *circle };
                assert_eq!(chains.end(&chain), next - 1, "seed {seed}: every act is with everybody");
            }
        }
        assert!(chains.forks().is_empty() && chains.gaps().is_empty());
    }
    let tallies: Vec<_> = disks.iter().map(MemoryFiles::tally).collect();
    for laptop in &mut laptops {
        let report = laptop.sync();
        assert!(report.plan.writes_nothing() && report.plan.missing.is_empty(), "seed {seed}: {:?}", report.plan);
    }
    let still = disks.iter().zip(&tallies).all(|(disk, was)| disk.tally().bytes == was.bytes && disk.tally().removes == was.removes);
    assert!(still, "seed {seed}: nothing new, no byte written");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn two_members_in_foul_weather(seed in any::<u64>()) {
        story(seed, 2, 60, Weather::FOUL);
    }

    #[test]
    fn three_members_in_foul_weather(seed in any::<u64>()) {
        story(seed, 3, 90, Weather::FOUL);
    }

    #[test]
    fn three_members_whose_files_come_late_torn_and_twice(seed in any::<u64>()) {
        story(seed, 3, 90, Weather { delays: 70, tears: 40, duplicates: 30, ..Weather::FAIR });
    }
}

#[test]
fn foreign_files_are_untouched_by_us() {
    let mut random = Random::new(11);
    let disks = [MemoryFiles::new(), MemoryFiles::new()];
    let mut laptops: Vec<_> = disks.iter().enumerate().map(|(at, disk)| Laptop::new(&format!("member {at}"), disk)).collect();
    let mut carrier = Carrier::new(ROOT, 12);
    let place = laptops[0].folder.path().join("notes.txt");
    disks[0].plant(&place, "our lunch order");
    for _ in 0..80 {
        let at = random.below(2);
        act(&mut laptops[at], &mut random);
        carrier.visit(at, &disks[at], Weather::FAIR);
    }
    carrier.settle(&disks);
    for disk in &disks {
        assert_eq!(disk.files(&place)[&place].as_slice(), b"our lunch order");
    }
}

#[test]
fn a_month_late_is_not_too_late() {
    let disks = [MemoryFiles::new(), MemoryFiles::new()];
    let (mut a, mut b) = (Laptop::new("a", &disks[0]), Laptop::new("b", &disks[1]));
    let mut carrier = Carrier::new(ROOT, 1);
    for _ in 0..30 {
        a.write(circle("group"), 1);
        b.write(circle("group"), 1);
        a.sync();
        b.sync();
    }
    carrier.settle(&disks);
    a.sync();
    b.sync();
    assert_eq!(a.vault.counted(), b.vault.counted());
    assert_eq!(a.vault.counted().len(), 60);
}
