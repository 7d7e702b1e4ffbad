//! The roster: who belongs to the group, in which role, with which keys. A pure function of the *set* of control
//! acts ([`Roster::replay`]); the order in which they came never matters.
//!
//! Rights are judged at the roster head that an act names ([`Roster::at`]). Only a cutoff overrides an author's own
//! past. Nothing here knows papers, and nothing here may panic on hostile acts.
//!
//! `graph` knows who had seen what, `rules` who may do what, `run` what an act does, `trust` whom a delegation's
//! circle may reach, `losses` how far the acts of those count who lost rights, `log` puts them together.

mod graph;
mod log;
mod losses;
mod people;
mod reason;
mod rules;
mod run;
mod trust;

pub use people::*;
pub use reason::Reason;

use crate::{act::*, ids::*};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// One act of the control circle as the replay takes it. Acts that are no roster acts (grants) are links of the
/// chain and nothing more.
#[derive(Debug, Clone)]
pub struct ControlAct {
    /// Id.
    pub id: ActId,
    /// Author.
    pub device: DeviceId,
    /// Number in the control chain, from 1; the genesis act is number 1 of the founder's.
    pub number: u64,
    /// The act before it in the chain.
    pub previous: ActId,
    /// Roster head.
    pub head: Vec<ActId>,
    /// Name of the kind.
    pub kind: Arc<str>,
    /// The body; none if it cannot be read as what its kind says.
    pub body: Option<Arc<Body>>,
}

/// A roster: as it is now, or as it was at some head.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// The group; none while the genesis act is missing.
    pub group: Option<GroupId>,
    /// The group's name.
    pub name: String,
    /// Names of the delegations; the first act that names one fixes it.
    pub delegations: BTreeMap<DelegationId, String>,
    /// Everybody who has or had a seat.
    pub members: BTreeMap<MemberId, Member>,
    /// Every seat that was offered.
    pub invitations: BTreeMap<InvitationId, Invitation>,
    /// The roster acts that no other one names.
    pub heads: Vec<ActId>,
    /// Everybody who was ever Chair, the most senior first: the founder, then by the order of the acts.
    pub seniority: Vec<MemberId>,
    /// What two acts claim, and a Chair has to decide.
    pub claims: Vec<Claim>,
    /// Roster acts of kinds that this version does not know.
    pub newer: Vec<ActId>,
    /// Roster acts that do not count.
    pub aside: BTreeMap<ActId, Reason>,
    keys: HashMap<DeviceId, (MemberId, Key)>,
    /// Only the roster of now remembers how it came about; its views do not.
    log: Option<Arc<log::Log>>,
}

/// Equal to whoever reads it; how it came about is no part of it.
impl PartialEq for Roster {
    fn eq(&self, other: &Roster) -> bool {
        let Roster { group, name, delegations, members, invitations, heads, seniority, claims, newer, aside, keys, log: _ } = self;
        *group == other.group
            && *name == other.name
            && *delegations == other.delegations
            && *members == other.members
            && *invitations == other.invitations
            && *heads == other.heads
            && *seniority == other.seniority
            && *claims == other.claims
            && *newer == other.newer
            && *aside == other.aside
            && *keys == other.keys
    }
}

impl Roster {
    /// Replays a set of control acts. Acts whose predecessors or head acts are missing wait and have no effect.
    pub fn replay(acts: impl IntoIterator<Item = ControlAct>) -> Arc<Roster> {
        log::Log::replay(acts)
    }

    /// The roster as it was for somebody who had seen exactly these acts and what they build on; none if one of
    /// them is not there, or if this is itself such a view. What has been cut off since does not count here either.
    /// Remembered.
    pub fn at(&self, heads: &[ActId]) -> Option<Arc<Roster>> {
        self.log.as_ref()?.at(heads)
    }

    /// Whether head `a` has seen everything that head `b` names.
    pub fn includes(&self, a: &[ActId], b: &[ActId]) -> bool {
        a == b || self.log.as_ref().is_some_and(|log| log.includes(a, b))
    }

    /// Whether a device may make this roster act now; the reason if not.
    pub fn may(&self, device: &DeviceId, body: &Body) -> Result<(), Reason> {
        rules::check(self, device, Some(body)).map(|_| ())
    }

    /// Whether an unknown roster act stops sealing until the application is updated.
    pub fn blocked_by_newer(&self) -> bool {
        !self.newer.is_empty()
    }

    /// See [`log::Log::limits`].
    pub(crate) fn limits(&self, device: DeviceId, circle: CircleId, head: &[ActId]) -> Vec<(u64, ActId)> {
        self.log.as_ref().map(|log| log.limits(device, circle, head)).unwrap_or_default()
    }

    /// Whether what counted of the past in `older` counts here as it did there.
    pub(crate) fn same_past(&self, older: &Roster) -> bool {
        match (&self.log, &older.log) {
            (Some(mine), Some(theirs)) => mine.same_past(theirs),
            (_, None) => true,
            (None, Some(_)) => false,
        }
    }
}
