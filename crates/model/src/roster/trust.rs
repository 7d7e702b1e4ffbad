//! Which devices a delegation's circle may reach. A Chair could otherwise seat a ghost in a delegation and read its
//! drafts: beside a delegation's first seat, a newcomer has to be compared by a confirmed member of the delegation.

use super::{Roster, graph::Graph, rules::Basis};
use crate::ids::*;
use std::collections::{HashMap, HashSet};

/// On what each device's confirmation rests.
#[derive(Debug, Default)]
pub(super) struct Trust {
    basis: HashMap<DeviceId, (usize, Basis)>,
    /// Who confirmed which device.
    confirms: Vec<(DeviceId, DeviceId)>,
}

impl Trust {
    /// A device came by the act `at`.
    pub(super) fn arrived(&mut self, device: DeviceId, at: usize, basis: Basis) {
        self.basis.insert(device, (at, basis));
    }

    /// `by` has compared the keys of `device`.
    pub(super) fn confirmed(&mut self, by: DeviceId, device: DeviceId) {
        self.confirms.push((by, device));
    }

    /// Judges the devices of one delegation anew. Of first seats given apart none counts until a Chair has removed the
    /// others or somebody confirmed them: one of them may be a ghost with an old head.
    pub(super) fn refresh(&self, graph: &Graph, roster: &mut Roster, delegation: DelegationId) {
        let seats: Vec<(MemberId, bool, DeviceId)> = roster
            .members
            .values()
            .filter(|m| m.delegation == delegation)
            .flat_map(|m| m.devices.iter().map(|d| (m.member, m.present(), d.keys.device)))
            .collect();
        let mut good: HashSet<DeviceId> =
            seats.iter().filter(|s| self.uncontested(graph, &seats, s)).map(|(_, _, device)| *device).collect();
        loop {
            let before = good.len();
            for (_, _, device) in &seats {
                let led = match self.basis.get(device) {
                    Some((_, Basis::By(other) | Basis::After(other))) => good.contains(other),
                    _ => false,
                };
                if led || self.confirms.iter().any(|(by, of)| of == device && good.contains(by)) {
                    good.insert(*device);
                }
            }
            if good.len() == before {
                break;
            }
        }
        for member in roster.members.values_mut().filter(|m| m.delegation == delegation) {
            member.devices.iter_mut().for_each(|d| d.confirmed = good.contains(&d.keys.device));
        }
    }

    fn uncontested(
        &self,
        graph: &Graph,
        seats: &[(MemberId, bool, DeviceId)],
        (member, present, device): &(MemberId, bool, DeviceId),
    ) -> bool {
        let first = |device: &DeviceId| match self.basis.get(device) {
            Some((at, Basis::First)) => Some(*at),
            _ => None,
        };
        let Some(mine) = first(device) else { return false };
        let rival = |(other, there, key): &(MemberId, bool, DeviceId)| {
            let rivals = other != member && (*there || !present);
            rivals && first(key).is_some_and(|at| at != mine && !graph.saw(at, mine) && !graph.saw(mine, at))
        };
        !seats.iter().any(rival)
    }
}
