//! The log seen from outside: how far each chain (device, circle) is held, where it has gaps, where it forks.
//!
//! Clear headers only. A header's claim counts as far as its signature does: two claims of one device that
//! contradict each other are proof of two histories, and are never resolved here.

use crate::inventory::{Inventory, Standing};
use qalam_model::{
    act::NO_ACT,
    ids::{ActId, CircleId, DeviceId},
};
use qalam_seal::header::{FileKind, Header};
use std::collections::{BTreeMap, BTreeSet};

/// The acts of one device for one circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chain {
    /// Who writes it.
    pub device: DeviceId,
    /// For whom.
    pub circle: CircleId,
}

/// Acts that are not there while later ones of their chain are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The chain.
    pub chain: Chain,
    /// Number of the first missing act.
    pub from: u64,
    /// Number of the last missing act.
    pub to: u64,
}

/// Two histories under one device and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fork {
    /// The chain.
    pub chain: Chain,
    /// The number at which they differ, as far as headers show it.
    pub number: u64,
    /// One act of that number.
    pub one: ActId,
    /// The other.
    pub other: ActId,
}

/// What is held of one chain.
#[derive(Debug, Clone, Default)]
struct Runs {
    runs: BTreeSet<(u64, u64)>,
    /// What headers say about single numbers.
    acts: BTreeMap<u64, BTreeSet<ActId>>,
}

impl Runs {
    fn add(&mut self, header: &Header) {
        self.runs.insert((header.first, header.last));
        let before = (header.first.saturating_sub(1), header.before);
        for (number, act) in [before, (header.last, header.at_last)] {
            if number > 0 {
                self.acts.entry(number).or_default().insert(act);
            }
        }
    }

    /// The missing ranges below the highest number, and that number.
    fn missing(&self) -> (Vec<(u64, u64)>, u64) {
        let mut reach = 0;
        let mut gaps = Vec::new();
        for (first, last) in &self.runs {
            if *first > reach + 1 {
                gaps.push((reach + 1, first - 1));
            }
            reach = reach.max(*last);
        }
        (gaps, reach)
    }

    fn end(&self) -> u64 {
        let (gaps, reach) = self.missing();
        gaps.first().map_or(reach, |(from, _)| from - 1)
    }
}

/// Every chain, as far as it is held.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    chains: BTreeMap<Chain, Runs>,
}

impl Chains {
    /// Of everything that the vault holds or held. Refused files do not count.
    pub fn of(inventory: &Inventory) -> Chains {
        let counted = inventory.iter().filter(|(_, held)| held.standing != Standing::Refused);
        Chains::from_headers(counted.map(|(_, held)| &held.header))
    }

    /// Of these headers; only segments belong to a chain.
    pub fn from_headers<'a>(headers: impl IntoIterator<Item = &'a Header>) -> Chains {
        let mut chains: BTreeMap<Chain, Runs> = BTreeMap::new();
        for header in headers.into_iter().filter(|header| header.kind == FileKind::Segment) {
            chains.entry(Chain { device: header.device, circle: header.circle }).or_default().add(header);
        }
        Chains { chains }
    }

    /// The chains of which anything is there.
    pub fn iter(&self) -> impl Iterator<Item = &Chain> {
        self.chains.keys()
    }

    /// Number of the last act up to which nothing is missing; 0 where the beginning is.
    pub fn end(&self, chain: &Chain) -> u64 {
        self.chains.get(chain).map_or(0, Runs::end)
    }

    /// The highest number of which anything is there, whatever is missing below.
    pub fn top(&self, chain: &Chain) -> u64 {
        self.chains.get(chain).map_or(0, |runs| runs.missing().1)
    }

    /// The id of the act at [`Chains::end`], where a header tells one and no other header another.
    pub fn at_end(&self, chain: &Chain) -> Option<ActId> {
        let runs = self.chains.get(chain)?;
        match runs.end() {
            0 => Some(NO_ACT),
            end => runs.acts.get(&end).filter(|acts| acts.len() == 1)?.first().copied(),
        }
    }

    /// What headers say is the act of a number; more than one where the chain forks, none where no header ends there.
    pub fn acts_at(&self, chain: &Chain, number: u64) -> impl Iterator<Item = ActId> + '_ {
        let acts = self.chains.get(chain).and_then(|runs| runs.acts.get(&number));
        acts.into_iter().flatten().copied()
    }

    /// What is missing in the middle, in the order of chains and numbers.
    pub fn gaps(&self) -> Vec<Gap> {
        let of = |(chain, runs): (&Chain, &Runs)| {
            let chain = *chain;
            runs.missing().0.into_iter().map(move |(from, to)| Gap { chain, from, to })
        };
        self.chains.iter().flat_map(of).collect()
    }

    /// Proof of two histories.
    pub fn forks(&self) -> Vec<Fork> {
        let mut out = Vec::new();
        for (chain, runs) in &self.chains {
            for (number, acts) in &runs.acts {
                let mut acts = acts.iter();
                if let (Some(one), Some(other)) = (acts.next(), acts.next()) {
                    out.push(Fork { chain: *chain, number: *number, one: *one, other: *other });
                }
            }
        }
        out
    }
}
