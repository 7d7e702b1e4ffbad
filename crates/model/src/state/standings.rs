//! How delegations stand on issued texts: which acts fit the text that they name. A function of the counted acts of one
//! paper; what they come to is [`crate::standing::board`].

use super::{Paper, papers::Shelf, store::Stored};
use crate::{
    act::*,
    ids::*,
    roster::Reason,
    standing::{Stance, fits},
};
use std::{collections::BTreeMap, sync::Arc};

/// One standing that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stood {
    /// What was said.
    pub stand: Arc<Stand>,
    /// Author.
    pub device: DeviceId,
    /// Claimed time.
    pub at: Millis,
}

impl Stood {
    /// How the delegation stands by this act.
    pub fn stance(&self) -> &Stance {
        &self.stand.stance
    }
}

/// The counted acts of one paper that say how delegations stand.
#[derive(Debug, Default)]
pub(super) struct Floor {
    said: BTreeMap<ActId, Stood>,
    /// Whether they fit the issued texts that they name, once known: a text never changes under its name.
    fits: BTreeMap<ActId, Result<(), Reason>>,
}

impl Floor {
    pub(super) fn take(&mut self, act: ActId, stand: &Stand, stored: &Stored) {
        self.said.insert(act, Stood { stand: Arc::new(stand.clone()), device: stored.device, at: stored.at });
    }
}

impl Shelf<'_> {
    /// Brings a paper's standings up to what counts. Returns the acts that turned out not to fit.
    pub(super) fn stand(&self, paper: &mut Paper, floor: &mut Floor) -> Vec<(ActId, Reason)> {
        let mut unfit = Vec::new();
        let mut fitting = BTreeMap::new();
        for (act, stood) in &floor.said {
            let fit = match paper.issued(&stood.stand.revision).and_then(|i| self.issue(&i.act)) {
                Some(issue) => floor
                    .fits
                    .entry(*act)
                    .or_insert_with(|| fits(&stood.stand, &issue.revision.paragraphs).map_err(|e| Reason::BadStanding(e.to_string()))),
                // The text has not come: nothing can be said of it yet.
                None => &Ok(()),
            };
            match fit {
                Ok(()) => drop(fitting.insert(*act, stood.clone())),
                Err(reason) => unfit.push((*act, reason.clone())),
            }
        }
        paper.standings = fitting;
        unfit
    }
}
