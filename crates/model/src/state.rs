//! The state of a group: a pure function of the *set* of acts that one has. Order of arrival never matters, nothing
//! is ever deleted, and what fails a rule is put aside with its reason.
//!
//! Signatures of segments are the caller's to verify before an act comes here. Nothing here may read a clock, a
//! disk or a random number, and nothing here may panic on hostile acts.

mod paper;

pub use paper::*;

use crate::{
    act::*,
    ids::*,
    roster::{Reason, Roster},
};
use std::{collections::BTreeMap, sync::Arc};

/// Says whether the SSHSIG of an issue verifies for that device over the canonical bytes.
pub type SignatureCheck = Arc<dyn Fn(&Issue, &[u8], DeviceId) -> bool + Send + Sync>;

/// What an act changed, by id, so that a shell reads again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Members, roles, devices, invitations.
    Roster,
    /// Grants or the secrets of invitations.
    Keys,
    /// Something about a paper beside draft operations.
    Paper(PaperId),
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

/// The state of a group.
pub struct State {
    group: GroupId,
    roster: Arc<Roster>,
    papers: BTreeMap<PaperId, Paper>,
    aside: BTreeMap<ActId, Reason>,
    grants: BTreeMap<ActId, (DeviceId, Arc<Grant>)>,
    invite_secrets: BTreeMap<InvitationId, InviteSecret>,
}

impl State {
    /// The empty state of a group. Signatures of issued texts are taken as good; see [`State::checking`].
    pub fn new(group: GroupId) -> State {
        State {
            group,
            roster: Arc::default(),
            papers: BTreeMap::new(),
            aside: BTreeMap::new(),
            grants: BTreeMap::new(),
            invite_secrets: BTreeMap::new(),
        }
    }

    /// With a check of the signatures of issued texts. To be set before the first act.
    pub fn checking(self, signature_ok: SignatureCheck) -> State {
        let _ = signature_ok;
        self
    }

    /// Takes many acts at once; much faster than one by one.
    pub fn apply_all(&mut self, acts: impl IntoIterator<Item = (ActId, Arc<[u8]>, Entry)>) -> Vec<Change> {
        acts.into_iter().flat_map(|(id, bytes, entry)| self.apply(id, bytes, entry)).collect()
    }

    /// Takes one act, in any order, twice or never.
    pub fn apply(&mut self, id: ActId, bytes: Arc<[u8]>, entry: Entry) -> Vec<Change> {
        let _ = (id, bytes, entry);
        Vec::new()
    }

    /// The state that a set of acts gives.
    pub fn replay(group: GroupId, acts: impl IntoIterator<Item = (ActId, Arc<[u8]>, Entry)>) -> State {
        let mut state = State::new(group);
        state.apply_all(acts);
        state
    }

    /// The group.
    pub fn group(&self) -> GroupId {
        self.group
    }

    /// The roster now.
    pub fn roster(&self) -> &Arc<Roster> {
        &self.roster
    }

    /// The papers.
    pub fn papers(&self) -> &BTreeMap<PaperId, Paper> {
        &self.papers
    }

    /// One paper.
    pub fn paper(&self, paper: &PaperId) -> Option<&Paper> {
        self.papers.get(paper)
    }

    /// An act that is there, counted or not.
    pub fn act(&self, id: &ActId) -> Option<Act<'_>> {
        let _ = id;
        None
    }

    /// The issue of that act: text, signature, table of decisions.
    pub fn issue(&self, act: &ActId) -> Option<&Issue> {
        let _ = act;
        None
    }

    /// The Loro updates of a draft or working copy that count, in the order of [`Paper::draft_ops`].
    pub fn draft_updates<'a>(
        &'a self,
        paper: &PaperId,
        copy: Option<RevisionId>,
    ) -> impl Iterator<Item = (ActId, &'a [u8])> + 'a {
        let _ = (paper, copy);
        std::iter::empty()
    }

    /// Grants that count, by act, with their authors.
    pub fn grants(&self) -> &BTreeMap<ActId, (DeviceId, Arc<Grant>)> {
        &self.grants
    }

    /// Secrets of invitations, on the Chair's side.
    pub fn invite_secrets(&self) -> &BTreeMap<InvitationId, InviteSecret> {
        &self.invite_secrets
    }

    /// What is put aside, and why.
    pub fn aside(&self) -> Vec<(ActId, Reason)> {
        self.aside.iter().map(|(a, r)| (*a, r.clone())).collect()
    }

    /// Acts of kinds that this version does not know.
    pub fn newer(&self) -> Vec<ActId> {
        Vec::new()
    }

    /// By device: what its acts wait for.
    pub fn waiting(&self) -> BTreeMap<DeviceId, Vec<Waiting>> {
        BTreeMap::new()
    }

    /// Devices with two histories.
    pub fn forks(&self) -> Vec<Fork> {
        Vec::new()
    }

    /// Whether a device is frozen for roster acts and decisions.
    pub fn frozen(&self, device: &DeviceId) -> bool {
        let _ = device;
        false
    }

    /// What everybody should know.
    pub fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }

    /// What happened to a paper, oldest claim first.
    pub fn history(&self, paper: &PaperId) -> Vec<HistoryItem> {
        let _ = paper;
        Vec::new()
    }

    /// The roster head of somebody who has all that is here.
    pub fn heads(&self) -> Vec<ActId> {
        self.roster.heads.clone()
    }

    /// Number and id of the last act in a chain; of two histories the one with the lower hash.
    pub fn chain_end(&self, device: &DeviceId, circle: &Circle) -> Option<(u64, ActId)> {
        let _ = (device, circle);
        None
    }

    /// The next entry of a device in a circle's chain.
    pub fn next_entry(&self, device: DeviceId, circle: Circle, at: Millis, nonce: [u8; 16], body: &Body) -> Entry {
        let (kind, bytes) = body.encode();
        let (number, previous) = self.chain_end(&device, &circle).unwrap_or((0, NO_ACT));
        Entry {
            group: self.group,
            device,
            circle: circle.id(&self.group),
            number: number + 1,
            previous,
            nonce: serde_bytes::ByteBuf::from(nonce.to_vec()),
            head: self.heads(),
            at,
            kind: kind.to_owned(),
            body: serde_bytes::ByteBuf::from(bytes),
        }
    }

    /// The genesis entry of a new group and the group's id.
    pub fn genesis_entry(at: Millis, nonce: [u8; 16], genesis: Genesis) -> (GroupId, Entry) {
        let zero = GroupId([0; 32]);
        let device = genesis.founder.device.device;
        let (kind, bytes) = Body::Genesis(genesis).encode();
        let entry = Entry {
            group: zero,
            device,
            circle: Circle::Control.id(&zero),
            number: 1,
            previous: NO_ACT,
            nonce: serde_bytes::ByteBuf::from(nonce.to_vec()),
            head: Vec::new(),
            at,
            kind: kind.to_owned(),
            body: serde_bytes::ByteBuf::from(bytes),
        };
        (GroupId(Entry::id_of(&entry.encode()).0), entry)
    }

    /// A cutoff that counts everything of a member that is here: what a Chair puts into a loss of rights.
    pub fn cutoff_now(&self, devices: &[DeviceId]) -> Cutoff {
        let _ = devices;
        Cutoff::default()
    }

    /// A hash over all that people see here: equal states have equal digests.
    pub fn digest(&self) -> [u8; 32] {
        [0; 32]
    }
}
