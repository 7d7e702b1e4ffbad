//! The replay: judges every roster act where its author stood, settles the losses of rights, and remembers the
//! rosters that were asked for.

use super::{
    ControlAct, Reason, Roster,
    graph::{Bits, Graph},
    losses::{Loss, Settled, settle},
    rules::{Grade, check},
    run::Run,
};
use crate::{act::*, ids::*};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

/// How often judgement and losses are settled anew before the last result stands. Each round settles one more layer
/// of losses that depend on one another; honest groups need two.
const ROUNDS: usize = 16;

/// How many rosters of the past are remembered.
const VIEWS: usize = 512;

/// All control acts, judged.
#[derive(Debug, Default)]
pub(super) struct Log {
    graph: Graph,
    judged: Vec<Result<Grade, Reason>>,
    settled: Settled,
    views: Mutex<HashMap<Vec<usize>, Arc<Roster>>>,
}

impl Log {
    /// Judges a set of acts and gives the roster that comes of it.
    pub(super) fn replay(acts: impl IntoIterator<Item = ControlAct>) -> Arc<Roster> {
        let mut log = Log { graph: Graph::build(acts), ..Log::default() };
        log.settled.barred = vec![None; log.graph.nodes.len()];
        for (at, node) in log.graph.nodes.iter().enumerate() {
            log.settled.barred[at] = node.went_back.then_some(Reason::HeadWentBack);
        }
        let all = log.graph.all();
        for round in 0..=ROUNDS {
            log.judged = judge(&log.graph, &log.settled.barred);
            let run = log.run(&all);
            let settled = settle(&log.graph, &log.judged, &log.settled.barred, &run.roster, &run.void);
            if round == ROUNDS || settled.barred == log.settled.barred {
                log.settled.losses = settled.losses;
                break;
            }
            log.settled = settled;
        }
        let run = log.run(&all);
        let void = run.void.clone();
        let mut roster = run.roster;
        log.finish(&mut roster, &all, &void);
        roster.log = Some(Arc::new(log));
        Arc::new(roster)
    }

    fn run(&self, set: &Bits) -> Run<'_> {
        let mut run = Run::new(&self.graph);
        for at in set.iter() {
            if let (Ok(grade), None) = (&self.judged[at], &self.settled.barred[at]) {
                run.push(at, *grade);
            }
        }
        run
    }

    fn finish(&self, roster: &mut Roster, set: &Bits, void: &BTreeSet<usize>) {
        roster.heads = self.graph.heads_of(set);
        roster.aside = self.graph.broken.iter().map(|id| (*id, Reason::BadChain)).collect();
        for at in set.iter() {
            let reason = match (&self.judged[at], &self.settled.barred[at]) {
                (_, Some(reason)) | (Err(reason), None) => Some(reason.clone()),
                _ => void.contains(&at).then_some(Reason::LastChair),
            };
            if let Some(reason) = reason {
                roster.aside.insert(self.graph.nodes[at].id, reason);
            }
        }
    }

    /// The roster at some heads.
    pub(super) fn at(&self, heads: &[ActId]) -> Option<Arc<Roster>> {
        let heads = self.graph.find(heads)?;
        // A poisoned memory of views holds finished views all the same.
        let known = |log: &Log| log.views.lock().unwrap_or_else(PoisonError::into_inner).get(&heads).cloned();
        if let Some(view) = known(self) {
            return Some(view);
        }
        let set = self.graph.closure(&heads);
        let run = self.run(&set);
        let void = run.void.clone();
        let mut roster = run.roster;
        self.finish(&mut roster, &set, &void);
        let view = Arc::new(roster);
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if views.len() >= VIEWS {
            views.clear();
        }
        views.insert(heads, Arc::clone(&view));
        Some(view)
    }

    /// Whether head `a` has seen all that head `b` names.
    pub(super) fn includes(&self, a: &[ActId], b: &[ActId]) -> bool {
        match (self.graph.find(a), self.graph.find(b)) {
            (Some(a), Some(b)) => {
                let seen = self.graph.closure(&a);
                b.iter().all(|at| seen.contains(*at))
            }
            _ => false,
        }
    }

    /// The limits that hold for an act of this device and circle whose author had this head: number and id of the last
    /// act that counts, one for each loss that the author had not seen.
    pub(super) fn limits(&self, device: DeviceId, circle: CircleId, head: &[ActId]) -> Vec<(u64, ActId)> {
        let losses: Vec<&Loss> = self.settled.losses.iter().filter(|l| l.concerns(&device)).collect();
        if losses.is_empty() {
            return Vec::new();
        }
        let seen = self.graph.find(head).map(|h| self.graph.closure(&h)).unwrap_or_default();
        losses.iter().filter(|l| !seen.contains(l.at)).map(|l| l.limit(device, circle)).collect()
    }

    /// What decides about acts of the past: which roster acts do not count, and the losses in force.
    pub(super) fn same_past(&self, older: &Log) -> bool {
        let barred = |log: &Log, id: &ActId| log.graph.get(id).and_then(|at| log.settled.barred[at].clone());
        let losses = |log: &Log| -> BTreeSet<ActId> { log.settled.losses.iter().map(|l| log.graph.nodes[l.at].id).collect() };
        losses(self) == losses(older) && older.graph.nodes.iter().all(|n| barred(self, &n.id) == barred(older, &n.id))
    }
}

/// Judges each act in the roster that its author had.
fn judge(graph: &Graph, barred: &[Option<Reason>]) -> Vec<Result<Grade, Reason>> {
    let mut judged: Vec<Result<Grade, Reason>> = Vec::with_capacity(graph.nodes.len());
    let mut running = Run::new(graph);
    let mut views: HashMap<&[usize], Roster> = HashMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        let seen_all = node.seen.count() == at;
        let verdict = if matches!(node.body.as_deref(), Some(Body::Genesis(_))) && graph.genesis != Some(at) {
            Err(Reason::BadChain)
        } else if seen_all {
            check(&running.roster, &node.device, node.body.as_deref())
        } else {
            let view = views.entry(&node.head).or_insert_with(|| {
                let mut run = Run::new(graph);
                for before in node.seen.iter() {
                    if let (Ok(grade), None) = (&judged[before], &barred[before]) {
                        run.push(before, *grade);
                    }
                }
                run.roster
            });
            check(view, &node.device, node.body.as_deref())
        };
        if let (Ok(grade), None) = (&verdict, &barred[at]) {
            running.push(at, *grade);
        }
        judged.push(verdict);
    }
    judged
}
