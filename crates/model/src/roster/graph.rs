//! The roster acts as a graph: who had seen what. Knows nothing of rights.
//!
//! Nodes stand in one topological order, the lower hash first where the graph leaves a choice. Since a set of acts
//! with all that they build on keeps its order whatever else arrives, two laptops rank the same acts alike.

use super::ControlAct;
use crate::{act::*, ids::*};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap},
    sync::Arc,
};

/// A set of small numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|w| w & (1 << (at % 64)) != 0)
    }
    pub(super) fn insert(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }
    pub(super) fn union(&mut self, other: &Bits) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
    pub(super) fn holds(&self, other: &Bits) -> bool {
        other.0.iter().enumerate().all(|(i, w)| w & !self.0.get(i).copied().unwrap_or(0) == 0)
    }
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(i, w)| (0..64).filter(move |b| w & (1 << b) != 0).map(move |b| i * 64 + b))
    }
}

/// One roster act.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) id: ActId,
    pub(super) device: DeviceId,
    pub(super) number: u64,
    pub(super) head: Vec<usize>,
    /// Everything that the head has seen.
    pub(super) seen: Bits,
    pub(super) body: Option<Arc<Body>>,
    /// Whether the head is behind one that the same chain had shown before.
    pub(super) went_back: bool,
}

/// One link of a control chain.
#[derive(Debug, Clone, Copy)]
struct Link {
    device: DeviceId,
    number: u64,
    previous: ActId,
}

/// The graph.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    index: HashMap<ActId, usize>,
    pub(super) genesis: Option<usize>,
    links: HashMap<ActId, Link>,
    /// First number that stands twice, by device.
    pub(super) forked: BTreeMap<DeviceId, u64>,
    /// Acts that do not continue their chain.
    pub(super) broken: BTreeSet<ActId>,
}

impl Graph {
    /// Takes in the acts whose predecessors and heads are there.
    pub(super) fn build(acts: impl IntoIterator<Item = ControlAct>) -> Graph {
        let all: BTreeMap<ActId, ControlAct> = acts.into_iter().map(|a| (a.id, a)).collect();
        let mut graph = Graph::default();
        let genesis = all.values().filter(|a| is_genesis(a)).map(|a| a.id).min();
        let placed = graph.place(&all, genesis);
        graph.order(&all, &placed, genesis);
        graph.find_went_back(&placed);
        graph
    }

    /// The acts that are complete, in an order in which each stands behind what it needs.
    fn place<'a>(&mut self, all: &'a BTreeMap<ActId, ControlAct>, genesis: Option<ActId>) -> Vec<&'a ControlAct> {
        let mut needed_by: HashMap<ActId, Vec<&ControlAct>> = HashMap::new();
        let mut open: HashMap<ActId, usize> = HashMap::new();
        let mut ready: Vec<&ControlAct> = Vec::new();
        for act in all.values() {
            let previous = Some(act.previous).filter(|p| *p != NO_ACT);
            let needs: BTreeSet<ActId> = act.head.iter().copied().chain(previous).collect();
            open.insert(act.id, needs.len());
            for need in &needs {
                needed_by.entry(*need).or_default().push(act);
            }
            if needs.is_empty() {
                ready.push(act);
            }
        }
        let mut placed = Vec::with_capacity(all.len());
        let mut numbers: HashMap<(DeviceId, u64), ActId> = HashMap::new();
        while let Some(act) = ready.pop() {
            if !self.continues(act) || (is_genesis(act) && Some(act.id) != genesis) || !heads_are_roster(act, all) {
                self.broken.insert(act.id);
                continue;
            }
            self.links.insert(act.id, Link { device: act.device, number: act.number, previous: act.previous });
            if numbers.insert((act.device, act.number), act.id).is_some() {
                let first = self.forked.entry(act.device).or_insert(act.number);
                *first = (*first).min(act.number);
            }
            placed.push(act);
            for next in needed_by.get(&act.id).into_iter().flatten() {
                if let Some(left) = open.get_mut(&next.id) {
                    *left -= 1;
                    if *left == 0 {
                        ready.push(next);
                    }
                }
            }
        }
        placed
    }

    fn continues(&self, act: &ControlAct) -> bool {
        if act.number <= 1 || act.previous == NO_ACT {
            return act.number == 1 && act.previous == NO_ACT;
        }
        self.links.get(&act.previous).is_some_and(|p| p.device == act.device && p.number.checked_add(1) == Some(act.number))
    }

    fn order(&mut self, all: &BTreeMap<ActId, ControlAct>, placed: &[&ControlAct], genesis: Option<ActId>) {
        let mut open: HashMap<ActId, usize> = HashMap::new();
        let mut named_by: HashMap<ActId, Vec<ActId>> = HashMap::new();
        let mut ready = BinaryHeap::new();
        for act in placed.iter().filter(|a| is_roster(&a.kind)) {
            let heads: BTreeSet<&ActId> = act.head.iter().collect();
            open.insert(act.id, heads.len());
            for head in &heads {
                named_by.entry(**head).or_default().push(act.id);
            }
            if heads.is_empty() {
                // The genesis act stands first whatever its hash.
                ready.push(Reverse((Some(act.id) != genesis, act.id)));
            }
        }
        while let Some(Reverse((_, id))) = ready.pop() {
            let Some(act) = all.get(&id) else { continue };
            let head: Vec<usize> = act.head.iter().filter_map(|h| self.index.get(h).copied()).collect();
            let seen = self.closure(&head);
            if Some(id) == genesis {
                self.genesis = Some(self.nodes.len());
            }
            self.index.insert(id, self.nodes.len());
            self.nodes.push(Node { id, device: act.device, number: act.number, head, seen, body: act.body.clone(), went_back: false });
            for next in named_by.get(&id).into_iter().flatten() {
                if let Some(left) = open.get_mut(next) {
                    *left -= 1;
                    if *left == 0 {
                        ready.push(Reverse((true, *next)));
                    }
                }
            }
        }
    }

    /// Marks roster acts whose head is behind what their chain had shown before.
    fn find_went_back(&mut self, placed: &[&ControlAct]) {
        let mut shown: HashMap<ActId, Bits> = HashMap::new();
        for act in placed {
            let head: Vec<usize> = act.head.iter().filter_map(|h| self.index.get(h).copied()).collect();
            let mut seen = self.closure(&head);
            let own = self.index.get(&act.id).copied();
            let before = shown.get(&act.previous).cloned().unwrap_or_default();
            if seen.holds(&before) {
                seen.extend_with(own);
            } else {
                if let Some(node) = own.and_then(|at| self.nodes.get_mut(at)) {
                    node.went_back = true;
                }
                seen = before;
            }
            shown.insert(act.id, seen);
        }
    }

    /// The nodes of these ids; none if one is not there.
    pub(super) fn find(&self, ids: &[ActId]) -> Option<Vec<usize>> {
        let mut out: Vec<usize> = ids.iter().map(|id| self.index.get(id).copied()).collect::<Option<_>>()?;
        out.sort_unstable();
        out.dedup();
        Some(out)
    }

    pub(super) fn get(&self, id: &ActId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// These nodes and all that they build on.
    pub(super) fn closure(&self, heads: &[usize]) -> Bits {
        let mut out = Bits::default();
        for head in heads {
            out.union(&self.nodes[*head].seen);
            out.insert(*head);
        }
        out
    }

    /// Whether node `a` had seen node `b`.
    pub(super) fn saw(&self, a: usize, b: usize) -> bool {
        self.nodes[a].seen.contains(b)
    }

    /// The nodes of a set that no other of it names.
    pub(super) fn heads_of(&self, set: &Bits) -> Vec<ActId> {
        let mut named = Bits::default();
        for at in set.iter() {
            self.nodes[at].head.iter().for_each(|h| named.insert(*h));
        }
        let mut out: Vec<ActId> = set.iter().filter(|at| !named.contains(*at)).map(|at| self.nodes[at].id).collect();
        out.sort();
        out
    }

    /// All nodes.
    pub(super) fn all(&self) -> Bits {
        let mut out = Bits::default();
        (0..self.nodes.len()).for_each(|at| out.insert(at));
        out
    }

    /// Whether `act` stands on the control chain that ends with `end`.
    pub(super) fn on_branch(&self, end: ActId, act: ActId, number: u64) -> bool {
        let mut at = end;
        while let Some(link) = self.links.get(&at) {
            if link.number <= number {
                return at == act;
            }
            at = link.previous;
        }
        false
    }
}

impl Bits {
    fn extend_with(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.insert(at);
        }
    }
}

fn is_genesis(act: &ControlAct) -> bool {
    &*act.kind == "roster.genesis"
}

fn heads_are_roster(act: &ControlAct, all: &BTreeMap<ActId, ControlAct>) -> bool {
    act.head.iter().all(|h| all.get(h).is_some_and(|a| is_roster(&a.kind)))
}
