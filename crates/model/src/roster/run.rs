//! What roster acts do, one after the other in the graph's order, to the roster under construction. Concurrent acts
//! are resolved here; rights were judged before ([`super::rules`]).

use super::{
    Claim, Claimed, Device, Invitation, Key, Member, Roster,
    graph::Graph,
    rules::{Basis, Class, Grade, open_to_head},
    trust::Trust,
};
use crate::{act::*, ids::*};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The devices of a seat before the replacements that no later one knew, and these.
#[derive(Debug, Default, Clone)]
struct SeatClaims {
    base: Vec<Device>,
    live: Vec<(usize, Class)>,
}

/// An admission that no later one has overruled.
#[derive(Debug, Clone)]
struct Admitted {
    at: usize,
    invitation: InvitationId,
    seat: Seat,
    rivals: BTreeSet<usize>,
}

/// A roster under construction.
#[derive(Debug)]
pub(super) struct Run<'a> {
    graph: &'a Graph,
    pub(super) roster: Roster,
    applied: Vec<(usize, Grade)>,
    /// Acts that are void because they would leave no Chair.
    pub(super) void: BTreeSet<usize>,
    removals: HashMap<MemberId, Vec<usize>>,
    roles: HashMap<MemberId, Vec<(usize, Role)>>,
    seats: HashMap<MemberId, SeatClaims>,
    admitted: Vec<Admitted>,
    /// Invitations of admissions that were followed by another one of the same member.
    spent: HashMap<InvitationId, MemberId>,
    revoked: HashSet<DeviceId>,
    trust: Trust,
    /// Acts that took a Chair's rights away, and whose.
    chair_losses: Vec<(usize, MemberId)>,
}

impl<'a> Run<'a> {
    pub(super) fn new(graph: &'a Graph) -> Run<'a> {
        Run {
            graph,
            roster: Roster::default(),
            applied: Vec::new(),
            void: BTreeSet::new(),
            removals: HashMap::new(),
            roles: HashMap::new(),
            seats: HashMap::new(),
            admitted: Vec::new(),
            spent: HashMap::new(),
            revoked: HashSet::new(),
            trust: Trust::default(),
            chair_losses: Vec::new(),
        }
    }

    /// Takes the next act. Where acts made apart leave no Chair, the one on the most senior is void.
    pub(super) fn push(&mut self, at: usize, grade: Grade) {
        self.applied.push((at, grade));
        self.apply(at, grade);
        while self.roster.group.is_some() && self.roster.chairs().next().is_none() {
            let Some(void) = self.to_void() else { break };
            let applied = std::mem::take(&mut self.applied);
            let voided = std::mem::take(&mut self.void);
            *self = Run::new(self.graph);
            self.void = voided;
            self.void.insert(void);
            for (at, grade) in &applied {
                self.apply(*at, *grade);
            }
            self.applied = applied;
        }
    }

    fn to_void(&self) -> Option<usize> {
        let later = |a: usize| self.chair_losses.iter().any(|(b, _)| self.graph.saw(*b, a));
        let rank = |m: &MemberId| self.roster.seniority.iter().position(|s| s == m);
        self.chair_losses
            .iter()
            .filter(|(a, _)| !later(*a))
            .min_by_key(|(a, m)| (rank(m).unwrap_or(usize::MAX), self.graph.nodes[*a].id))
            .map(|(a, _)| *a)
    }

    fn apply(&mut self, at: usize, grade: Grade) {
        if self.void.contains(&at) {
            return;
        }
        let graph = self.graph;
        match graph.nodes[at].body.as_deref() {
            Some(Body::Genesis(genesis)) => self.genesis(at, genesis),
            Some(Body::Invite(invite)) => self.invite(graph.nodes[at].id, invite),
            Some(Body::Admit(admit)) => self.admit(at, grade, admit),
            Some(Body::Confirm(confirm)) => self.confirm(at, confirm),
            Some(Body::Remove(remove)) => self.remove(at, remove.member),
            Some(Body::Revoke(revoke)) => self.revoke(revoke.device),
            Some(Body::ChangeRole(change)) => self.change_role(at, change),
            Some(Body::Replace(replace)) => self.replace(at, grade, replace),
            Some(Body::Unknown) => self.roster.newer.push(graph.nodes[at].id),
            _ => {}
        }
    }

    fn genesis(&mut self, at: usize, genesis: &Genesis) {
        self.roster.group = Some(GroupId(self.graph.nodes[at].id.0));
        self.roster.name = genesis.name.clone();
        self.trust.arrived(genesis.founder.device.device, at, Basis::First);
        self.seat(&genesis.founder);
    }

    fn invite(&mut self, act: ActId, invite: &Invite) {
        self.name_delegation(invite.delegation, &invite.delegation_name);
        let new = || Invitation { offer: invite.clone(), act, used: None };
        self.roster.invitations.entry(invite.invitation).or_insert_with(new);
    }

    fn name_delegation(&mut self, delegation: DelegationId, name: &str) {
        self.roster.delegations.entry(delegation).or_insert_with(|| name.to_owned());
    }

    fn admit(&mut self, at: usize, grade: Grade, admit: &Admit) {
        let seat = &admit.seat;
        let graph = self.graph;
        let clash = |a: &Admitted| a.invitation == admit.invitation || a.seat.member == seat.member || shares_key(&a.seat, seat);
        let overruled: Vec<usize> = self.admitted.iter().filter(|a| clash(a) && graph.saw(at, a.at)).map(|a| a.at).collect();
        let spent = self.admitted.iter().filter(|a| overruled.contains(&a.at) && a.rivals.is_empty());
        self.spent.extend(spent.map(|a| (a.invitation, a.seat.member)));
        self.admitted.retain(|a| !overruled.contains(&a.at));
        let mut rivals = BTreeSet::new();
        for other in &mut self.admitted {
            other.rivals.retain(|r| !overruled.contains(r));
            if clash(other) && other.seat != *seat {
                other.rivals.insert(at);
                rivals.insert(other.at);
            }
        }
        let known = self.roster.members.contains_key(&seat.member);
        let twin = self.admitted.iter().any(|a| a.seat == *seat);
        self.admitted.push(Admitted { at, invitation: admit.invitation, seat: seat.clone(), rivals });
        if !twin {
            self.trust.arrived(seat.device.device, at, grade.basis);
        }
        let kept_by_rival = known && !twin && self.admitted.iter().any(|a| a.at != at && a.seat.member == seat.member);
        if !twin && !kept_by_rival {
            self.seat(seat);
        }
        let calm = overruled.is_empty() && self.admitted.iter().all(|a| a.rivals.is_empty());
        if calm && let Some(invitation) = self.roster.invitations.get_mut(&admit.invitation) {
            invitation.used = Some(seat.member);
        } else {
            self.settle_admissions();
        }
        self.settle_removal(seat.member, at);
        self.refresh(seat.delegation);
    }

    /// Puts a member on their seat as the act describes them.
    fn seat(&mut self, seat: &Seat) {
        self.name_delegation(seat.delegation, &seat.delegation_name);
        let device = Device { keys: seat.device.clone(), revoked: false, confirmed: false };
        let member = Member {
            member: seat.member,
            delegation: seat.delegation,
            seat: seat.seat.clone(),
            role: seat.role,
            head: seat.head,
            devices: vec![device],
            recovery: seat.recovery.clone(),
            removed: false,
            waiting: false,
        };
        self.revoked.remove(&seat.device.device);
        self.seats.remove(&seat.member);
        self.roles.remove(&seat.member);
        self.roster.members.insert(seat.member, member);
        self.take_keys(seat.member);
        self.note_chair(seat.member);
        self.refresh(seat.delegation);
    }

    /// Who waits because of a rival, and which invitations are used.
    fn settle_admissions(&mut self) {
        let mut waiting: BTreeSet<MemberId> = BTreeSet::new();
        let mut claims: Vec<Claim> = Vec::new();
        for a in self.admitted.iter().filter(|a| !a.rivals.is_empty()) {
            let rivals: Vec<&Admitted> = self.admitted.iter().filter(|b| a.rivals.contains(&b.at)).collect();
            waiting.insert(a.seat.member);
            for b in rivals.iter().filter(|b| a.at < b.at) {
                let same = a.invitation == b.invitation;
                let what = if same { Claimed::Invitation(a.invitation) } else { Claimed::Seat(a.seat.member) };
                let acts = [self.graph.nodes[a.at].id, self.graph.nodes[b.at].id];
                match claims.iter_mut().find(|c| c.what == what) {
                    Some(claim) => claim.acts.extend(acts),
                    None => claims.push(Claim { what, acts: acts.to_vec() }),
                }
            }
        }
        let settled: BTreeSet<MemberId> = self.admitted.iter().map(|a| a.seat.member).collect();
        let mut changed: BTreeSet<DelegationId> = BTreeSet::new();
        for member in self.roster.members.values_mut() {
            // Whom a Chair's later word passed over goes on waiting.
            let passed_over = member.waiting && !settled.contains(&member.member);
            let waits = waiting.contains(&member.member) || passed_over;
            if std::mem::replace(&mut member.waiting, waits) != waits {
                changed.insert(member.delegation);
            }
        }
        let mut uses = self.spent.clone();
        uses.extend(self.admitted.iter().filter(|a| a.rivals.is_empty()).map(|a| (a.invitation, a.seat.member)));
        for (id, invitation) in &mut self.roster.invitations {
            invitation.used = uses.get(id).copied();
        }
        self.roster.claims.retain(|c| matches!(c.what, Claimed::Seat(m) if self.seats.contains_key(&m)));
        for mut claim in claims {
            claim.acts.sort();
            claim.acts.dedup();
            self.roster.claims.push(claim);
        }
        self.roster.claims.sort_by_key(|c| c.what);
        changed.into_iter().for_each(|d| self.refresh(d));
    }

    fn confirm(&mut self, at: usize, confirm: &Confirm) {
        self.trust.confirmed(self.graph.nodes[at].device, confirm.device);
        if let Some(delegation) = self.roster.members.get(&confirm.member).map(|m| m.delegation) {
            self.refresh(delegation);
        }
    }

    fn remove(&mut self, at: usize, member: MemberId) {
        self.note_chair_loss(at, member);
        self.removals.entry(member).or_default().push(at);
        if let Some(m) = self.roster.members.get_mut(&member) {
            m.removed = true;
            let delegation = m.delegation;
            self.refresh(delegation);
        }
    }

    /// Removal wins: only an admission that knew of every removal ends it.
    fn settle_removal(&mut self, member: MemberId, admission: usize) {
        let removals = self.removals.get(&member).map(Vec::as_slice).unwrap_or_default();
        let stands = removals.iter().any(|r| !self.graph.saw(admission, *r));
        if let Some(m) = self.roster.members.get_mut(&member) {
            m.removed = stands;
        }
    }

    /// Whether a removal that this act did not know concerns its target.
    fn removed_apart(&self, at: usize, member: &MemberId) -> bool {
        self.removals.get(member).is_some_and(|r| r.iter().any(|r| !self.graph.saw(at, *r)))
    }

    fn revoke(&mut self, device: DeviceId) {
        self.revoked.insert(device);
        let Some(owner) = self.roster.keys.get(&device).map(|(m, _)| *m) else { return };
        if let Some(claims) = self.seats.get_mut(&owner) {
            claims.base.iter_mut().filter(|d| d.keys.device == device).for_each(|d| d.revoked = true);
        }
        if let Some(m) = self.roster.members.get_mut(&owner) {
            m.devices.iter_mut().filter(|d| d.keys.device == device).for_each(|d| d.revoked = true);
            let delegation = m.delegation;
            self.refresh(delegation);
        }
    }

    fn change_role(&mut self, at: usize, change: &ChangeRole) {
        if self.removed_apart(at, &change.member) || !self.roster.members.contains_key(&change.member) {
            return;
        }
        if change.role != Role::Chair {
            self.note_chair_loss(at, change.member);
        }
        let live = self.roles.entry(change.member).or_default();
        live.retain(|(other, _)| !self.graph.saw(at, *other));
        live.push((at, change.role));
        // Of roles given apart the one with fewer rights holds.
        let role = live.iter().map(|(_, r)| *r).max().unwrap_or(change.role);
        if let Some(m) = self.roster.members.get_mut(&change.member) {
            m.role = role;
        }
        self.note_chair(change.member);
        self.settle_devices(change.member);
    }

    fn replace(&mut self, at: usize, grade: Grade, replace: &Replace) {
        if self.removed_apart(at, &replace.member) {
            return;
        }
        let Some(member) = self.roster.members.get(&replace.member) else { return };
        let graph = self.graph;
        let claims = self.seats.entry(replace.member).or_default();
        if claims.live.iter().all(|(other, _)| graph.saw(at, *other)) {
            claims.base = member.devices.clone();
            claims.live.clear();
        }
        claims.live.retain(|(other, _)| !graph.saw(at, *other));
        claims.live.push((at, grade.class));
        self.trust.arrived(replace.new.device, at, grade.basis);
        self.settle_devices(replace.member);
    }

    /// The devices of a seat, given all replacements that did not know of one another. The seat's own key and a Chair
    /// beat the head; where two remain the earlier device is kept until a Chair decides.
    fn settle_devices(&mut self, id: MemberId) {
        let (Some(claims), Some(member)) = (self.seats.get(&id), self.roster.members.get_mut(&id)) else { return };
        let open = member.role != Role::Chair && member.role != Role::Secretariat && !self.roster.seniority.contains(&id);
        let head_counts = open && claims.live.iter().all(|(_, c)| *c == Class::Head);
        let nodes = &self.graph.nodes;
        let live: Vec<(usize, &Replace)> = claims
            .live
            .iter()
            .filter(|(_, class)| *class != Class::Head || head_counts)
            .filter_map(|(at, _)| match nodes[*at].body.as_deref() {
                Some(Body::Replace(r)) => Some((*at, r)),
                _ => None,
            })
            .collect();
        member.devices = claims.base.clone();
        let agreed = live.windows(2).all(|w| w[0].1.new == w[1].1.new);
        if agreed && let Some((_, first)) = live.first() {
            for device in &mut member.devices {
                device.revoked |= live.iter().any(|(_, r)| r.old == device.keys.device);
            }
            member.devices.push(Device { keys: first.new.clone(), revoked: false, confirmed: false });
        }
        for device in &mut member.devices {
            device.revoked |= self.revoked.contains(&device.keys.device);
        }
        self.roster.claims.retain(|c| c.what != Claimed::Seat(id));
        if !agreed {
            let mut acts: Vec<ActId> = live.iter().map(|(at, _)| nodes[*at].id).collect();
            acts.sort();
            self.roster.claims.push(Claim { what: Claimed::Seat(id), acts });
            self.roster.claims.sort_by_key(|c| c.what);
        }
        let delegation = member.delegation;
        self.take_keys(id);
        self.refresh(delegation);
    }

    fn take_keys(&mut self, id: MemberId) {
        let Some(member) = self.roster.members.get(&id) else { return };
        self.roster.keys.retain(|_, (m, _)| *m != id);
        for device in &member.devices {
            self.roster.keys.entry(device.keys.device).or_insert((id, Key::Device));
        }
        self.roster.keys.entry(member.recovery.key).or_insert((id, Key::Recovery));
    }

    fn note_chair(&mut self, id: MemberId) {
        let chair = self.roster.members.get(&id).is_some_and(|m| m.role == Role::Chair);
        if chair && !self.roster.seniority.contains(&id) {
            self.roster.seniority.push(id);
        }
    }

    fn note_chair_loss(&mut self, at: usize, id: MemberId) {
        if self.roster.members.get(&id).is_some_and(|m| m.role == Role::Chair && m.present()) {
            self.chair_losses.push((at, id));
        }
    }

    fn refresh(&mut self, delegation: DelegationId) {
        self.trust.refresh(self.graph, &mut self.roster, delegation);
    }
}

fn shares_key(a: &Seat, b: &Seat) -> bool {
    let keys = [b.device.device, b.recovery.key];
    keys.contains(&a.device.device) || keys.contains(&a.recovery.key)
}

/// Whether what a head's replacement says about the seat has any effect in this roster.
pub(super) fn head_may_still(roster: &Roster, member: &MemberId) -> bool {
    roster.members.get(member).is_some_and(|m| open_to_head(roster, m))
}
