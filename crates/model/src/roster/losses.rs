//! Cutoffs: how far the acts of those count who lost rights. The only rule that reaches into an author's own past.
//!
//! A loss bars the acts of its devices that lie past its cutoff and had not seen it. A loss can itself lie past
//! another's cutoff; they are therefore settled from the most senior target down, so that nobody junior decides
//! first and two who cut off each other do not go round in circles.

use super::{
    Reason, Roster,
    graph::Graph,
    rules::{Class, Grade},
    run::head_may_still,
};
use crate::{act::*, ids::*};
use std::collections::{BTreeMap, BTreeSet};

/// What a later Chair's act must have in common with an earlier loss to raise its cutoff.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Removed(MemberId),
    Demoted(MemberId, Role),
    Device(DeviceId),
}

/// One loss of rights in force.
#[derive(Debug, Clone)]
pub(super) struct Loss {
    /// The act's node.
    pub(super) at: usize,
    devices: BTreeSet<DeviceId>,
    limits: BTreeMap<(DeviceId, CircleId), (u64, ActId)>,
    target: Target,
    member: MemberId,
    grade: Grade,
}

impl Loss {
    pub(super) fn concerns(&self, device: &DeviceId) -> bool {
        self.devices.contains(device)
    }

    /// Number and id of the last act that counts in a chain.
    pub(super) fn limit(&self, device: DeviceId, circle: CircleId) -> (u64, ActId) {
        self.limits.get(&(device, circle)).copied().unwrap_or((0, NO_ACT))
    }

    fn own(&self) -> bool {
        self.grade.member == Some(self.member)
    }
}

/// Which acts do not count, and the losses that say so.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) losses: Vec<Loss>,
    pub(super) barred: Vec<Option<Reason>>,
}

/// Settles the losses among acts that were judged, given the roster that came out before.
pub(super) fn settle(
    graph: &Graph,
    judged: &[Result<Grade, Reason>],
    before: &[Option<Reason>],
    roster: &Roster,
    void: &BTreeSet<usize>,
) -> Settled {
    let devices = devices_of(graph, judged, before);
    let mut losses: Vec<Loss> = (0..graph.nodes.len())
        .filter(|at| !void.contains(at))
        .filter_map(|at| loss(graph, at, judged[at].as_ref().ok()?, &devices))
        .filter(|l| l.grade.class != Class::Head || head_may_still(roster, &l.member))
        .collect();
    let counts = |l: &Loss| before[l.at].is_none();
    let raised: BTreeSet<usize> = losses.iter().filter(|l| losses.iter().any(|m| raises(graph, m, l) && counts(m))).map(|l| l.at).collect();
    losses.retain(|l| !raised.contains(&l.at));
    let rank = |m: &MemberId| roster.seniority.iter().position(|s| s == m).unwrap_or(usize::MAX);
    losses.sort_by_key(|l| (rank(&l.member), l.grade.class == Class::Head, l.at));
    let circle = control(graph);
    let mut accepted: Vec<Loss> = Vec::new();
    for loss in losses {
        if bar(graph, circle, loss.at, Some(&loss), &accepted).is_none() {
            accepted.push(loss);
        }
    }
    let own: BTreeMap<usize, Loss> = accepted.iter().filter(|l| l.own()).map(|l| (l.at, l.clone())).collect();
    let barred = (0..graph.nodes.len()).map(|at| bar(graph, circle, at, own.get(&at), &accepted)).collect();
    Settled { losses: accepted, barred }
}

/// The control circle's id; zero bytes while there is no group.
fn control(graph: &Graph) -> CircleId {
    match graph.genesis {
        Some(at) => Circle::Control.id(&GroupId(graph.nodes[at].id.0)),
        None => CircleId([0; 16]),
    }
}

fn raises(graph: &Graph, later: &Loss, earlier: &Loss) -> bool {
    later.target == earlier.target && later.grade.class == Class::Chair && graph.saw(later.at, earlier.at)
}

/// Why an act does not count. `own` is the act itself as a loss on its author's own seat: of rival replacements all
/// cutoffs hold, so one such act does not bar another.
fn bar(graph: &Graph, circle: CircleId, at: usize, own: Option<&Loss>, accepted: &[Loss]) -> Option<Reason> {
    let node = &graph.nodes[at];
    if node.went_back {
        return Some(Reason::HeadWentBack);
    }
    let fork = graph.forked.get(&node.device).copied().filter(|first| *first <= node.number);
    let mut thawed = false;
    for loss in accepted.iter().filter(|l| l.concerns(&node.device) && l.at != at && !graph.saw(at, l.at)) {
        let spared = own.is_some_and(|me| me.own() && loss.own() && loss.member == me.member);
        let (number, end) = loss.limit(node.device, circle);
        let on_branch = fork.is_none() && node.number < number || graph.on_branch(end, node.id, node.number);
        if (node.number > number || !on_branch) && !spared {
            return Some(Reason::CutOff);
        }
        thawed |= node.number <= number;
    }
    // A fork freezes the device for what it does from there on, until a cutoff has said which history counts. Words
    // that were used on two laptops apart are no copied home: their replacements are rivals, and wait as such.
    let words = own.is_some_and(|me| me.grade.class == Class::Words);
    if fork.is_some() && !thawed && !words { Some(Reason::Frozen) } else { None }
}

type Devices = BTreeMap<MemberId, BTreeSet<DeviceId>>;

/// Every key that a member has or had.
fn devices_of(graph: &Graph, judged: &[Result<Grade, Reason>], before: &[Option<Reason>]) -> Devices {
    let mut out = Devices::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        let replaces = matches!(node.body.as_deref(), Some(Body::Replace(_)));
        if judged[at].is_err() || (before[at].is_some() && !replaces) {
            continue;
        }
        match node.body.as_deref() {
            Some(Body::Genesis(Genesis { founder: seat, .. }) | Body::Admit(Admit { seat, .. })) => {
                out.entry(seat.member).or_default().extend([seat.device.device, seat.recovery.key]);
            }
            Some(Body::Replace(replace)) => {
                out.entry(replace.member).or_default().insert(replace.new.device);
            }
            _ => {}
        }
    }
    out
}

fn loss(graph: &Graph, at: usize, grade: &Grade, devices: &Devices) -> Option<Loss> {
    let whole = |member: &MemberId| devices.get(member).cloned().unwrap_or_default();
    let (target, member, devices, cutoff) = match graph.nodes[at].body.as_deref()? {
        Body::Remove(r) => (Target::Removed(r.member), r.member, whole(&r.member), &r.cutoff),
        Body::ChangeRole(c) => (Target::Demoted(c.member, c.role), c.member, whole(&c.member), c.cutoff.as_ref()?),
        Body::Revoke(r) => {
            let owner = devices.iter().find(|(_, d)| d.contains(&r.device)).map(|(m, _)| *m)?;
            (Target::Device(r.device), owner, BTreeSet::from([r.device]), &r.cutoff)
        }
        Body::Replace(r) => (Target::Device(r.old), r.member, BTreeSet::from([r.old]), &r.cutoff),
        _ => return None,
    };
    let mut limits: BTreeMap<(DeviceId, CircleId), (u64, ActId)> = BTreeMap::new();
    for end in &cutoff.chains {
        let limit = limits.entry((end.device, end.circle)).or_insert((end.number, end.act));
        *limit = (*limit).min((end.number, end.act));
    }
    Some(Loss { at, devices, limits, target, member, grade: *grade })
}
