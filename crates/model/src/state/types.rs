//! What a state says about itself: changes, acts, what waits, forks, notices. Values only.

use crate::{act::*, ids::*};
use std::sync::Arc;

/// What an act changed, by id, so that a shell reads again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Members, roles, devices, invitations.
    Roster,
    /// Grants or the secrets of invitations.
    Keys,
    /// Something about a paper beside draft operations.
    Paper(PaperId),
    /// Comments on a paper: nothing of its text.
    Comments(PaperId),
    /// How delegations stand on a paper's issued texts: nothing of its text.
    Standing(PaperId),
    /// New operations on a draft or working copy.
    Draft(PaperId, Option<RevisionId>),
    /// Something was put aside, waits, or asks for attention.
    Notices,
    /// Everything may have changed: the counted set was judged anew.
    All,
}

/// An act that this laptop has.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Id.
    pub id: ActId,
    /// The exact bytes of the entry.
    pub bytes: &'a Arc<[u8]>,
    /// Author.
    pub device: DeviceId,
    /// Circle as the entry names it.
    pub circle: CircleId,
    /// Number in its chain.
    pub number: u64,
    /// Claimed time.
    pub at: Millis,
    /// Roster head.
    pub head: &'a [ActId],
    /// Name of the kind.
    pub kind: &'a str,
    /// The body; none if it cannot be read.
    pub body: Option<&'a Body>,
}

/// What acts of one chain wait for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// The circle of the chain that waits.
    pub circle: CircleId,
    /// How many acts of the chain wait.
    pub acts: usize,
    /// The acts that are not there.
    pub missing: Vec<ActId>,
}

/// Two histories under one number: proof of a copied or restored home.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fork {
    /// The device.
    pub device: DeviceId,
    /// The circle of the chain.
    pub circle: CircleId,
    /// The first number that stands twice.
    pub number: u64,
    /// The rival acts.
    pub acts: Vec<ActId>,
}

/// What everybody should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// A device has two histories.
    Fork(Fork),
    /// A seat or invitation is claimed twice; a Chair has to decide.
    Claim(Vec<ActId>),
    /// Two texts were issued with one predecessor; contributions to the second are to be compared anew.
    RivalIssue {
        /// The paper.
        paper: PaperId,
        /// The act that is not the revision.
        rival: ActId,
    },
    /// An act made by a newer version.
    Newer(ActId),
    /// A newer version's roster act: nothing is sealed until this one is updated.
    Blocked(ActId),
}
