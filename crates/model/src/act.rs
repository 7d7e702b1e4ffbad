//! Acts: one member's signed statement each. An [`Entry`] is the exact bytes that are hashed, chained and
//! sealed; a [`Body`] is what it says. Kinds that this version does not know are kept as they are.

use crate::{ids::*, paper::Revision, proposal::*, standing::Stance};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// Milliseconds since 1970-01-01 UTC, as its author's clock claimed. No rule depends on it.
pub type Millis = i64;

/// One act as it stands in its device's chain for one circle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The group; the genesis act itself has 32 zero bytes here, since its hash is the group's id.
    pub group: GroupId,
    /// Who wrote it.
    pub device: DeviceId,
    /// For which circle (the genesis act: the control circle of the zero group).
    pub circle: CircleId,
    /// Number in the chain (device, circle), from 1.
    pub number: u64,
    /// The act before it in the chain; zero bytes for the first.
    pub previous: ActId,
    /// Random, so that the hash tells a former member nothing.
    pub nonce: ByteBuf,
    /// The roster head that its author had: roster acts seen that no other seen one names.
    pub head: Vec<ActId>,
    /// Claimed time.
    pub at: Millis,
    /// The name of the kind of [`Body`].
    pub kind: String,
    /// The body in CBOR.
    pub body: ByteBuf,
}

/// The hash before the first act of a chain.
pub const NO_ACT: ActId = ActId([0; 32]);

/// Bytes that are no act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no act: {0}")]
pub struct BadAct(pub String);

impl Entry {
    /// The bytes that are hashed and sealed.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        // Writing to a Vec cannot fail and no part of an entry is unserialisable.
        let _ = ciborium::into_writer(self, &mut out);
        out
    }
    /// Reads an entry; the id of an entry is always taken over the bytes that were read, never re-encoded ones.
    pub fn decode(bytes: &[u8]) -> Result<Entry, BadAct> {
        ciborium::from_reader(bytes).map_err(|e| BadAct(e.to_string()))
    }
    /// The id of the act with these exact bytes.
    pub fn id_of(bytes: &[u8]) -> ActId {
        ActId(hash("qalam act v1", &[bytes]))
    }
}

/// Role of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Presides; admits members; decides.
    Chair,
    /// Works for the Chair.
    Secretariat,
    /// Speaks for a delegation.
    Delegate,
    /// Writes language versions only.
    Translator,
    /// Reads.
    Observer,
}

/// Keys of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKeys {
    /// Ed25519 public key.
    pub device: DeviceId,
    /// age recipient, `age1…`.
    pub recipient: String,
}

/// Keys that the recovery words derive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryKeys {
    /// Ed25519 public key that may sign the replacement of the seat's device.
    pub key: DeviceId,
    /// age recipient that is in every grant.
    pub recipient: String,
}

/// A member as the roster introduces them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The member's id.
    pub member: MemberId,
    /// The delegation's id.
    pub delegation: DelegationId,
    /// The delegation's name; the first act that names a delegation's id fixes it.
    pub delegation_name: String,
    /// The seat's name, for example 'expert'.
    pub seat: String,
    /// The role.
    pub role: Role,
    /// Whether this is the head of the delegation.
    pub head: bool,
    /// The device.
    pub device: DeviceKeys,
    /// The recovery keys.
    pub recovery: RecoveryKeys,
}

/// How far a chain counts after a loss of rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainEnd {
    /// The chain's device.
    pub device: DeviceId,
    /// The chain's circle.
    pub circle: CircleId,
    /// Number of the last act that counts.
    pub number: u64,
    /// Its id.
    pub act: ActId,
}

/// Lists each chain of a device with its last act that counts; unlisted chains end at zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutoff {
    /// The chains.
    pub chains: Vec<ChainEnd>,
}

/// What an epoch is for, in a grant: the public half; the secret travels in a grant file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The circle.
    pub circle: Circle,
    /// The epoch's public age recipient.
    pub recipient: String,
    /// The epoch.
    pub epoch: EpochId,
    /// Number of the epoch in its circle, from 1.
    pub number: u32,
    /// The devices that it was sealed to.
    pub devices: Vec<DeviceId>,
    /// The recovery recipients that it was sealed to.
    pub recovery: Vec<String>,
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident = $tag:literal { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $($(#[$doc])* #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),* })*

        /// What an act says.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body {
            $(#[doc = concat!("`", $tag, "`")] $name($name),)*
            /// A kind that this version does not know: kept, passed on, shown as made by a newer version.
            Unknown,
        }

        impl Body {
            /// The kind's name and the body's bytes. [`Body::Unknown`] gives an empty name.
            pub fn encode(&self) -> (&'static str, Vec<u8>) {
                let mut out = Vec::new();
                match self {
                    // Writing to a Vec cannot fail and no body has an unserialisable part.
                    $(Body::$name(body) => { let _ = ciborium::into_writer(body, &mut out); ($tag, out) })*
                    Body::Unknown => ("", out),
                }
            }
            /// Reads a body of that kind.
            pub fn decode(kind: &str, bytes: &[u8]) -> Result<Body, BadAct> {
                match kind {
                    $($tag => ciborium::from_reader(bytes).map(Body::$name).map_err(|e| BadAct(format!("{kind}: {e}"))),)*
                    _ => Ok(Body::Unknown),
                }
            }
            /// Like [`Body::decode`], but a CBOR map that does not fit what this version knows of its kind is one of a
            /// newer version; none for anything else.
            pub fn read(kind: &str, bytes: &[u8]) -> Option<Body> {
                Body::decode(kind, bytes).ok().or_else(|| match ciborium::from_reader(bytes) {
                    Ok(ciborium::Value::Map(_)) => Some(Body::Unknown),
                    _ => None,
                })
            }
        }
    };
}

bodies! {
    /// The first act of a group, in its control circle; its hash is the group's id.
    Genesis = "roster.genesis" {
        /// The group's name.
        name: String,
        /// The first Chair.
        founder: Seat,
    }
    /// A Chair offers a seat.
    Invite = "roster.invite" {
        /// Id.
        invitation: InvitationId,
        /// The delegation's id (new or known).
        delegation: DelegationId,
        /// The delegation's name.
        delegation_name: String,
        /// The seat's name.
        seat: String,
        /// The role.
        role: Role,
        /// Head of the delegation.
        head: bool,
        /// age recipient to which the join request is sealed.
        recipient: String,
        /// After this claimed time a Chair should not admit on it. Expiry is a Chair's judgement, never a rule.
        expires: Millis,
    }
    /// The secret half of an invitation, in the Chair's side's circle, so that any Chair can admit.
    InviteSecret = "chair.invite-secret" {
        /// Id.
        invitation: InvitationId,
        /// age identity, `AGE-SECRET-KEY-1…`.
        identity: String,
        /// One-time secret of 32 bytes that authenticates the request.
        secret: ByteBuf,
    }
    /// A Chair takes up a newcomer.
    Admit = "roster.admit" {
        /// The invitation that it answers.
        invitation: InvitationId,
        /// The seat with its keys.
        seat: Seat,
    }
    /// A confirmed member of a delegation has compared a newcomer's safety number.
    Confirm = "roster.confirm" {
        /// The newcomer.
        member: MemberId,
        /// The keys that were compared.
        device: DeviceId,
    }
    /// A Chair removes a member.
    Remove = "roster.remove" {
        /// The member.
        member: MemberId,
        /// What of theirs counts.
        cutoff: Cutoff,
    }
    /// A Chair revokes one device.
    Revoke = "roster.revoke" {
        /// The device.
        device: DeviceId,
        /// What of it counts.
        cutoff: Cutoff,
    }
    /// A Chair changes a role; a demotion carries a cutoff.
    ChangeRole = "roster.role" {
        /// The member.
        member: MemberId,
        /// The new role.
        role: Role,
        /// For a demotion.
        cutoff: Option<Cutoff>,
    }
    /// A seat gets another device in place of one that is lost: by a Chair, the seat's other device or recovery key, or the head.
    Replace = "roster.replace" {
        /// The member.
        member: MemberId,
        /// The device that ends.
        old: DeviceId,
        /// Its successor.
        new: DeviceKeys,
        /// What of the old one counts.
        cutoff: Cutoff,
    }
    /// An epoch's key was sealed to these devices and recovery keys. Never a roster head.
    GrantAct = "grant" {
        /// The grant.
        grant: Grant,
    }
    /// A side begins a paper, in the side's circle.
    PaperNew = "paper.new" {
        /// Id.
        paper: PaperId,
        /// Title.
        title: String,
        /// Symbol, may be empty until issue.
        symbol: String,
        /// BCP 47.
        language: String,
    }
    /// Operations on a draft or working copy, in the side's circle.
    DraftOps = "draft.ops" {
        /// The paper.
        paper: PaperId,
        /// The revision of which this is a working copy; none for the draft of a new paper.
        copy: Option<RevisionId>,
        /// The nonces (16 bytes each) from which this device's peers in the update derive.
        nonces: Vec<ByteBuf>,
        /// Loro update of this device's peers.
        update: ByteBuf,
    }
    /// A working copy goes on from a later revision, in the side's circle: what it took along, and where it put it.
    DraftMove = "draft.move" {
        /// The paper.
        paper: PaperId,
        /// The revision of which the new copy is a working copy.
        copy: RevisionId,
        /// The move of this copy on which this one builds; none for the first.
        after: Option<ActId>,
        /// The version of the new copy to which it was put (an encoded Loro version vector).
        on: ByteBuf,
        /// What it took along, in the order in which it was put.
        took: Vec<Took>,
        /// The nonces (16 bytes each) from which this device's peers in the update derive.
        nonces: Vec<ByteBuf>,
        /// Loro update of this device's peers; empty if all that was taken along stood there already.
        update: ByteBuf,
    }
    /// Words that a move could not put are dealt with, or open again, in the side's circle.
    DraftSettle = "draft.settle" {
        /// The paper.
        paper: PaperId,
        /// The revision of which the copy is a working copy.
        copy: RevisionId,
        /// The move.
        moved: ActId,
        /// The paragraphs.
        paragraphs: Vec<ParagraphId>,
        /// Dealt with, or open again.
        settled: bool,
        /// Earlier acts of this kind whose place it takes.
        replaces: Vec<ActId>,
    }
    /// A side issues a revision, to the group.
    Issue = "paper.issue" {
        /// The frozen text (the predecessor stands in it).
        revision: Revision,
        /// SSHSIG, armored, over the canonical bytes.
        signature: String,
        /// The table of decisions on the predecessor's proposals.
        decisions: Vec<DecisionRow>,
    }
    /// Proposals, to the group.
    Contribute = "contribution" {
        /// The contribution.
        contribution: Contribution,
    }
    /// A contributor takes a contribution back.
    Withdraw = "contribution.withdraw" {
        /// The paper.
        paper: PaperId,
        /// The contribution's act.
        contribution: ActId,
    }
    /// The paper's side decides, in its circle.
    Decide = "decision" {
        /// The decision.
        decision: Decision,
    }
    /// Words beside a text: to the group on an issued one, within a side on its draft.
    Comment = "comment" {
        /// The paper.
        paper: PaperId,
        /// The issued text; for a draft the one of which it is a working copy, none for a new paper's draft.
        revision: Option<RevisionId>,
        /// Whether it is on a side's draft, and so in that side's circle.
        draft: bool,
        /// The paragraph.
        paragraph: ParagraphId,
        /// First code point of the range.
        start: u32,
        /// One past the last; with `start == end` the comment is on the whole paragraph.
        end: u32,
        /// What stands there, cut to [`crate::comment::MAX_QUOTE`].
        quote: String,
        /// On a draft: where the range begins and ends, as encoded Loro cursors.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cursors: Vec<ByteBuf>,
        /// What is said.
        text: String,
        /// The first comment of the thread that this one answers.
        answers: Option<ActId>,
    }
    /// A thread of comments is settled, or open again.
    ResolveComment = "comment.resolve" {
        /// The paper.
        paper: PaperId,
        /// The thread's first comment.
        comment: ActId,
        /// Settled, or open again.
        resolved: bool,
        /// Earlier acts of this kind whose place it takes.
        replaces: Vec<ActId>,
        /// The answers that its author had.
        seen: Vec<ActId>,
    }
    /// How a delegation stands on paragraphs of an issued text, to the group.
    Stand = "standing" {
        /// The paper.
        paper: PaperId,
        /// The issued text.
        revision: RevisionId,
        /// Whose standing it is.
        delegation: DelegationId,
        /// Entered by the Chair's side for that delegation.
        entered: bool,
        /// The paragraphs.
        paragraphs: Vec<ParagraphId>,
        /// How it stands on each of them.
        stance: Stance,
        /// Earlier acts of this kind whose place it takes, for the paragraphs that it names.
        replaces: Vec<ActId>,
    }
    /// Paragraphs of which nothing is decided until all are, in the circle of the paper's side.
    Package = "package" {
        /// The paper.
        paper: PaperId,
        /// The issued text.
        revision: RevisionId,
        /// What it is called.
        name: String,
        /// Its paragraphs; none: what it replaces is dissolved.
        paragraphs: Vec<ParagraphId>,
        /// Earlier acts of this kind whose place it takes.
        replaces: Vec<ActId>,
    }
}

/// Text that a move took along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Took {
    /// Where it stood.
    pub from: Origin,
    /// Up to which version (an encoded Loro version vector).
    pub version: ByteBuf,
}

/// Where text stood that a move takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// In the working copy of that revision; none: the draft of the new paper.
    Copy(Option<RevisionId>),
    /// In what was written on top of that move, which does not count.
    Moved(ActId),
}

/// Most origins that one move takes along, and most paragraphs or acts that an act on a move names.
pub const MAX_TOOK: usize = 4_096;
/// Longest version that a move names, in bytes.
pub const MAX_VERSION: usize = 1 << 20;

/// What an act writes in a draft.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// The paper.
    pub paper: PaperId,
    /// The revision of which it is a working copy, if it is one.
    pub copy: Option<RevisionId>,
    /// From which the peers derive.
    pub nonces: &'a [ByteBuf],
    /// Loro update; empty if nothing was written.
    pub update: &'a [u8],
}

impl Body {
    /// What this writes in a draft.
    pub fn writing(&self) -> Option<Writing<'_>> {
        match self {
            Body::DraftOps(ops) => Some(Writing { paper: ops.paper, copy: ops.copy, nonces: &ops.nonces, update: &ops.update }),
            Body::DraftMove(to) => Some(Writing { paper: to.paper, copy: Some(to.copy), nonces: &to.nonces, update: &to.update }),
            _ => None,
        }
    }
}

/// Whether acts of this kind count as roster acts (appear in heads). Grants never do.
pub fn is_roster(kind: &str) -> bool {
    kind.starts_with("roster.")
}
