//! The laptops, the carrier between them, and the course of one story.

use crate::{
    base::{Base, DESK, FOLDER, MONDAY, SEATS},
    checks,
    known::Known,
};
use qalam_app::{App, Clock, Hosts};
use qalam_sync::simulate::{Carrier, MemoryFiles, Random, Weather};
use qalam_tests::Party;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;

/// One time for all, that each laptop reads with a fault of its own.
pub(crate) struct SimulatedClock {
    pub time: Arc<AtomicI64>,
    pub skew: i64,
}

impl Clock for SimulatedClock {
    fn now(&self) -> i64 {
        self.time.load(Ordering::SeqCst) + self.skew
    }
}

/// An application on a home.
pub(crate) fn open(home: &Path, name: &str, files: &MemoryFiles, clock: SimulatedClock, seed: u64) -> Party {
    let app = App::new(Hosts {
        home: home.to_owned(),
        clock: Arc::new(clock),
        random: Box::new(ChaCha20Rng::seed_from_u64(seed)),
        files: Arc::new(files.clone()),
        work_factor: 2,
        language: "en".to_owned(),
    });
    Party { app, home: home.to_owned(), name: name.to_owned() }
}

/// One member's machine.
pub(crate) struct Laptop {
    pub party: Party,
    pub files: MemoryFiles,
    /// 0 the Chair's side, 1 Delegation B, 2 Delegation G.
    pub side: usize,
    skew: i64,
}

/// Everything in one story.
pub(crate) struct World<'b> {
    pub base: &'b Base,
    pub laptops: Vec<Laptop>,
    pub carrier: Carrier,
    pub weather: Weather,
    pub random: Random,
    pub known: Known,
    /// Whether each step is printed: where one seed is played alone.
    pub loud: bool,
    time: Arc<AtomicI64>,
    seed: u64,
    openings: u64,
    _homes: TempDir,
}

impl<'b> World<'b> {
    fn new(base: &'b Base, seed: u64) -> World<'b> {
        let homes = tempfile::tempdir().expect("a temporary folder");
        let time = Arc::new(AtomicI64::new(MONDAY + 3_600_000));
        let mut random = Random::new(seed);
        let mut laptops = Vec::new();
        for (who, (name, ..)) in SEATS.iter().enumerate() {
            let files = MemoryFiles::new();
            files.plant_folder(DESK);
            for (path, bytes) in &base.folder {
                files.plant(path, bytes.clone());
            }
            let home = homes.path().join(name);
            base.copy_home(name, &home);
            let skew = random.below(600_000) as i64 - 300_000;
            let party = open(&home, name, &files, SimulatedClock { time: time.clone(), skew }, seed << 20 | who as u64);
            party.unlock();
            laptops.push(Laptop { party, files, side: [0, 0, 1, 1, 2][who], skew });
        }
        let fair = Weather::FAIR;
        let weather = match random.below(4) {
            0 => fair,
            1 => Weather { delays: 60, ..fair },
            2 => Weather { delays: 40, tears: 25, duplicates: 20, renames: 10, ..fair },
            _ => Weather::FOUL,
        };
        let carrier = Carrier::new(FOLDER, random.next_u64());
        World {
            base,
            laptops,
            carrier,
            weather,
            random,
            known: Known::default(),
            loud: std::env::var_os("QALAM_SEED").is_some(),
            time,
            seed,
            openings: SEATS.len() as u64,
            _homes: homes,
        }
    }

    /// Time passes.
    pub(crate) fn wait(&self, millis: usize) {
        self.time.fetch_add(millis as i64, Ordering::SeqCst);
    }

    /// The application ends at once and is started again.
    pub(crate) fn restart(&mut self, who: usize) {
        self.openings += 1;
        let clock = SimulatedClock { time: self.time.clone(), skew: self.laptops[who].skew };
        let laptop = &mut self.laptops[who];
        let (home, name) = (laptop.party.home.clone(), laptop.party.name.clone());
        laptop.party = open(&home, &name, &laptop.files, clock, self.seed << 20 | self.openings);
        laptop.party.unlock();
    }

    /// The carrier comes by.
    pub(crate) fn visit(&mut self, who: usize) {
        self.carrier.visit(who, &self.laptops[who].files, self.weather);
    }

    /// Fair weather until nobody has anything new.
    fn carry_until_quiet(&mut self) {
        let disks: Vec<MemoryFiles> = self.laptops.iter().map(|l| l.files.clone()).collect();
        for _ in 0..40 {
            self.carrier.settle(&disks);
            let moved: u64 = self
                .laptops
                .iter()
                .map(|laptop| {
                    let report = laptop.party.sync();
                    report["sent"].as_u64().unwrap_or(0) + report["received"].as_u64().unwrap_or(0)
                })
                .sum();
            if moved == 0 {
                return;
            }
        }
        panic!("the exchange does not come to rest");
    }
}

/// Plays the story of one seed; what all see in the end.
pub(crate) fn play(base: &Base, seed: u64) -> String {
    let mut world = World::new(base, seed);
    let steps = 25 + world.random.below(30);
    for _ in 0..steps {
        world.step();
    }
    world.carry_until_quiet();
    let seen = checks::all(&world);
    // Opening and verifying every record takes its time, so that not every story ends with it.
    if seed.is_multiple_of(8) {
        for who in 0..world.laptops.len() {
            world.restart(who);
        }
        assert_eq!(checks::all(&world), seen, "what the disk holds is what was shown");
    }
    if seed.is_multiple_of(20) {
        checks::vaults(&world);
    }
    seen
}
