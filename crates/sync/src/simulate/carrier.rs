//! Whoever carries the folder: one copy on each laptop and a middle that knows no time, no order and no mercy.
//!
//! It behaves as file services do: it notices changes by comparing with what it delivered last, takes the
//! later change where two meet, and keeps the other as a conflict copy under one of the services' names.

use super::{memory::MemoryFiles, random::Random};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What may go wrong on the way, in percent of deliveries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weather {
    /// The file comes another time, so also out of order.
    pub delays: u8,
    /// A part of it comes first, or no byte at all.
    pub tears: u8,
    /// It comes twice, the second time under a conflict name.
    pub duplicates: u8,
    /// It comes only under a conflict name.
    pub renames: u8,
    /// One bit is wrong.
    pub flips: u8,
    /// It is deleted everywhere instead.
    pub deletes: u8,
    /// An older state of the place comes back everywhere.
    pub rolls_back: u8,
}

impl Weather {
    /// Everything goes right.
    pub const FAIR: Weather = Weather { delays: 0, tears: 0, duplicates: 0, renames: 0, flips: 0, deletes: 0, rolls_back: 0 };
    /// Everything goes wrong at times.
    pub const FOUL: Weather = Weather { delays: 40, tears: 15, duplicates: 10, renames: 10, flips: 5, deletes: 8, rolls_back: 5 };
}

type Bytes = Arc<Vec<u8>>;

/// The middle.
#[derive(Debug)]
pub struct Carrier {
    root: PathBuf,
    random: Random,
    /// What stands at each place, `None` once deleted, with the number of the change.
    middle: BTreeMap<PathBuf, (u64, Option<Bytes>)>,
    /// All that ever stood there.
    history: BTreeMap<PathBuf, Vec<Bytes>>,
    /// For each laptop what it had at the last visit, and which change that was.
    delivered: Vec<BTreeMap<PathBuf, (u64, Option<Bytes>)>>,
    changes: u64,
    copies: u64,
}

impl Carrier {
    /// Between the folders `root` of laptops.
    pub fn new(root: impl Into<PathBuf>, seed: u64) -> Carrier {
        Carrier {
            root: root.into(),
            random: Random::new(seed),
            middle: BTreeMap::new(),
            history: BTreeMap::new(),
            delivered: Vec::new(),
            changes: 0,
            copies: 0,
        }
    }

    /// Visits one laptop: takes along what changed there, and delivers what changed elsewhere.
    pub fn visit(&mut self, at: usize, laptop: &MemoryFiles, weather: Weather) {
        if self.delivered.len() <= at {
            self.delivered.resize_with(at + 1, BTreeMap::new);
        }
        self.collect(at, laptop);
        self.deliver(at, laptop, weather);
    }

    /// Visits all in fair weather until nothing changes any more.
    pub fn settle(&mut self, laptops: &[MemoryFiles]) {
        loop {
            let before = self.changes;
            for _ in 0..2 {
                laptops.iter().enumerate().for_each(|(at, laptop)| self.visit(at, laptop, Weather::FAIR));
            }
            if self.changes == before {
                return;
            }
        }
    }

    fn set(&mut self, place: &Path, bytes: Option<Bytes>) -> u64 {
        self.changes += 1;
        if let Some(bytes) = &bytes {
            self.history.entry(place.to_owned()).or_default().push(Arc::clone(bytes));
        }
        self.middle.insert(place.to_owned(), (self.changes, bytes));
        self.changes
    }

    fn collect(&mut self, at: usize, laptop: &MemoryFiles) {
        let here = laptop.files(&self.root);
        let mut places: Vec<_> = here.keys().chain(self.delivered[at].keys()).cloned().collect();
        // Names come from sealed bytes, which differ from run to run; what stands in clear at their head does not.
        let had = &self.delivered[at];
        places.sort_by_cached_key(|place| (here.get(place).or_else(|| had.get(place)?.1.as_ref()).cloned(), place.clone()));
        for place in places {
            let now = here.get(&place).cloned();
            let (seen, was) = self.delivered[at].get(&place).cloned().unwrap_or((0, None));
            if now == was {
                continue;
            }
            let ahead = self.middle.get(&place).filter(|(change, _)| *change > seen).cloned();
            match (ahead, now) {
                // Deleted here and changed there: the change wins and is delivered again.
                (Some(_), None) => drop(self.delivered[at].remove(&place)),
                (Some((change, there)), Some(now)) => {
                    if there.as_ref() != Some(&now) {
                        let copy = self.conflict_name(&place);
                        self.set(&copy, Some(now.clone()));
                        laptop.plant(&copy, now.to_vec());
                        let change_of_copy = self.changes;
                        self.delivered[at].insert(copy, (change_of_copy, Some(now)));
                    }
                    self.put(at, laptop, place, change, there);
                }
                (None, now) => {
                    let change = self.set(&place, now.clone());
                    self.delivered[at].insert(place, (change, now));
                }
            }
        }
    }

    fn put(&mut self, at: usize, laptop: &MemoryFiles, place: PathBuf, change: u64, bytes: Option<Bytes>) {
        match &bytes {
            Some(bytes) => laptop.plant(&place, bytes.to_vec()),
            None => laptop.take_away(&place),
        }
        self.delivered[at].insert(place, (change, bytes));
    }

    fn deliver(&mut self, at: usize, laptop: &MemoryFiles, weather: Weather) {
        let had = &self.delivered[at];
        let news = self.middle.iter().filter(|(place, (change, _))| had.get(*place).is_none_or(|(seen, _)| seen < change));
        let mut news: Vec<_> = news.map(|(place, (change, bytes))| (place.clone(), *change, bytes.clone())).collect();
        news.sort_by_key(|(_, change, _)| *change);
        self.random.shuffle(&mut news);
        for (place, change, bytes) in news {
            if self.random.chance(weather.delays) {
                continue;
            }
            let Some(bytes) = bytes else {
                self.put(at, laptop, place, change, None);
                continue;
            };
            self.deliver_file(at, laptop, weather, place, change, bytes);
        }
    }

    fn deliver_file(&mut self, at: usize, laptop: &MemoryFiles, weather: Weather, place: PathBuf, change: u64, bytes: Bytes) {
        if self.random.chance(weather.tears) {
            // The rest comes with a later visit, which finds the change still outstanding.
            let cut = if self.random.chance(30) { 0 } else { self.random.below(bytes.len()) };
            let part = Arc::new(bytes[..cut].to_vec());
            return self.put(at, laptop, place, change.saturating_sub(1), Some(part));
        }
        if self.random.chance(weather.deletes) {
            let change = self.set(&place, None);
            return self.put(at, laptop, place, change, None);
        }
        if self.random.chance(weather.rolls_back) {
            let old = self.history.get(&place).and_then(|all| self.random.pick(all)).cloned();
            let change = self.set(&place, old.clone());
            return self.put(at, laptop, place, change, old);
        }
        if self.random.chance(weather.flips) && !bytes.is_empty() {
            let mut damaged = bytes.to_vec();
            let bit = self.random.below(damaged.len() * 8);
            damaged[bit / 8] ^= 1 << (bit % 8);
            let damaged = Arc::new(damaged);
            let change = self.set(&place, Some(Arc::clone(&damaged)));
            return self.put(at, laptop, place, change, Some(damaged));
        }
        let renamed = self.random.chance(weather.renames);
        if renamed || self.random.chance(weather.duplicates) {
            let copy = self.conflict_name(&place);
            laptop.plant(&copy, bytes.to_vec());
        }
        if renamed {
            let change = self.set(&place, None);
            return self.put(at, laptop, place, change, None);
        }
        self.put(at, laptop, place, change, Some(bytes));
    }

    /// The namings of the services, in turn.
    fn conflict_name(&mut self, place: &Path) -> PathBuf {
        self.copies += 1;
        let stem = place.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = place.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let number = self.copies;
        let name = match number % 8 {
            0 => format!("{stem}.sync-conflict-20261123-{:06}-QRDKLJY{ending}", number % 1_000_000),
            1 => format!("{stem} (Anna's conflicted copy 2026-11-23 {number}){ending}"),
            2 => format!("{stem} (Case Conflict {number}){ending}"),
            3 => format!("{stem}-LAPTOP{number}{ending}"),
            4 => format!("{stem} (conflicted copy 2026-11-23 {:06}){ending}", number % 1_000_000),
            5 => format!("{stem}.{number}.Conflict{ending}"),
            6 => format!("{stem} ({number}){ending}"),
            _ => format!(".~{stem}{ending}.{number}"),
        };
        place.with_file_name(name)
    }
}
