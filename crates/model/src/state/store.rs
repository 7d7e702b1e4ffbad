//! Every act that is there: chains, forks, and what waits for what. Knows nothing of rights; deletes nothing.

use crate::{act::*, ids::*, roster::ControlAct};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// More roster acts made apart than anybody can have seen. Generous: who has lost their rights can still write acts
/// that everybody's heads name until the next roster act of a Chair joins them.
const MAX_HEADS: usize = 65_536;

/// Whether an act stands in its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// What it builds on is not all there; so many acts are missing.
    Waits(usize),
    /// It stands in its chain.
    Placed,
    /// It cannot stand in any chain of this group.
    Refused,
}

/// One act. The genesis act stands here in the chain of its founder in the group's control circle.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) bytes: Arc<[u8]>,
    pub(super) device: DeviceId,
    pub(super) circle: CircleId,
    pub(super) number: u64,
    pub(super) previous: ActId,
    pub(super) head: Arc<[ActId]>,
    pub(super) at: Millis,
    pub(super) kind: Arc<str>,
    pub(super) body: Option<Arc<Body>>,
    pub(super) standing: Standing,
    /// The head that the chain has shown up to and including this act.
    pub(super) shown: Arc<[ActId]>,
}

/// The last number and act of a chain, and where it splits.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) acts: BTreeSet<(u64, ActId)>,
    /// The first number that stands twice.
    pub(super) forked: Option<u64>,
}

/// All acts of a group.
#[derive(Debug)]
pub(super) struct Store {
    group: GroupId,
    pub(super) control: CircleId,
    acts: HashMap<ActId, Stored>,
    /// Placed acts, each behind what it builds on.
    pub(super) order: Vec<ActId>,
    /// Those of them that stand in the control circle.
    control_order: Vec<ActId>,
    pub(super) chains: HashMap<(DeviceId, CircleId), Chain>,
    waiting_for: HashMap<ActId, Vec<ActId>>,
    pub(super) refused: BTreeMap<ActId, Refusal>,
    words: HashSet<Arc<str>>,
    heads: HashSet<Arc<[ActId]>>,
}

/// Why an act cannot stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Group,
    Chain,
    Head,
}

impl Store {
    pub(super) fn new(group: GroupId) -> Store {
        Store {
            group,
            control: Circle::Control.id(&group),
            acts: HashMap::new(),
            order: Vec::new(),
            control_order: Vec::new(),
            chains: HashMap::new(),
            waiting_for: HashMap::new(),
            refused: BTreeMap::new(),
            words: HashSet::new(),
            heads: HashSet::new(),
        }
    }

    pub(super) fn get(&self, id: &ActId) -> Option<&Stored> {
        self.acts.get(id)
    }

    pub(super) fn set_shown(&mut self, id: &ActId, shown: Arc<[ActId]>) {
        if let Some(act) = self.acts.get_mut(id) {
            act.shown = shown;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.acts.len()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Stored> {
        self.acts.values()
    }

    /// Takes an act in. Returns whether it is new; placed ones are appended to [`Store::order`].
    pub(super) fn insert(&mut self, id: ActId, bytes: Arc<[u8]>, entry: Entry) -> bool {
        if self.acts.contains_key(&id) {
            return false;
        }
        let refusal = self.refuse(&id, &entry);
        let genesis = id.0 == self.group.0;
        let body = Body::read(&entry.kind, &entry.body).map(Arc::new);
        let kind: Arc<str> = self.word(&entry.kind);
        let head = self.head(entry.head);
        let stored = Stored {
            bytes,
            device: entry.device,
            circle: if genesis { self.control } else { entry.circle },
            number: entry.number,
            previous: entry.previous,
            shown: Arc::clone(&head),
            head,
            at: entry.at,
            kind,
            body,
            standing: Standing::Waits(0),
        };
        self.acts.insert(id, stored);
        match refusal {
            Some(refusal) => self.settle(id, Some(refusal)),
            None => self.begin(id),
        }
        true
    }

    fn word(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.words.get(word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = word.into();
        self.words.insert(Arc::clone(&word));
        word
    }

    fn head(&mut self, mut head: Vec<ActId>) -> Arc<[ActId]> {
        head.sort();
        head.dedup();
        if let Some(known) = self.heads.get(head.as_slice()) {
            return Arc::clone(known);
        }
        let head: Arc<[ActId]> = head.into();
        self.heads.insert(Arc::clone(&head));
        head
    }

    /// What makes an act impossible whatever else arrives.
    fn refuse(&self, id: &ActId, entry: &Entry) -> Option<Refusal> {
        let zero = GroupId([0; 32]);
        let is_genesis = entry.kind == "roster.genesis";
        if id.0 == self.group.0 || is_genesis {
            let right = id.0 == self.group.0 && is_genesis && entry.group == zero && entry.circle == Circle::Control.id(&zero);
            let first = entry.number == 1 && entry.previous == NO_ACT && entry.head.is_empty();
            return if right && first { None } else { Some(Refusal::Group) };
        }
        if entry.group != self.group {
            return Some(Refusal::Group);
        }
        if (entry.number == 1) != (entry.previous == NO_ACT) || entry.number == 0 {
            return Some(Refusal::Chain);
        }
        if entry.head.len() > MAX_HEADS || entry.head.is_empty() {
            return Some(Refusal::Head);
        }
        None
    }

    /// Counts what a new act waits for.
    fn begin(&mut self, id: ActId) {
        let Some(act) = self.acts.get(&id) else { return };
        let needs: BTreeSet<ActId> = needs(act).filter(|n| !matches!(self.acts.get(n), Some(a) if settled(a))).collect();
        let open = needs.len();
        for need in needs {
            self.waiting_for.entry(need).or_default().push(id);
        }
        if let Some(act) = self.acts.get_mut(&id) {
            act.standing = Standing::Waits(open);
        }
        if open == 0 {
            let refusal = self.misfit(&id);
            self.settle(id, refusal);
        }
    }

    /// Places or refuses an act, and all that waited only for it.
    fn settle(&mut self, id: ActId, refusal: Option<Refusal>) {
        let mut todo = vec![(id, refusal)];
        while let Some((id, refusal)) = todo.pop() {
            match refusal {
                Some(refusal) => {
                    self.refused.insert(id, refusal);
                }
                None => self.place(id),
            }
            if let Some(act) = self.acts.get_mut(&id) {
                act.standing = if refusal.is_some() { Standing::Refused } else { Standing::Placed };
            }
            for next in self.waiting_for.remove(&id).unwrap_or_default() {
                let Some(act) = self.acts.get_mut(&next) else { continue };
                let Standing::Waits(open) = &mut act.standing else { continue };
                *open = open.saturating_sub(1);
                if *open == 0 {
                    todo.push((next, self.misfit(&next)));
                }
            }
        }
    }

    /// Why an act whose predecessors are all there does not continue them.
    fn misfit(&self, id: &ActId) -> Option<Refusal> {
        let act = self.acts.get(id)?;
        if act.previous != NO_ACT {
            let before = self.acts.get(&act.previous)?;
            let continues = before.standing == Standing::Placed
                && before.device == act.device
                && before.circle == act.circle
                && before.number.checked_add(1) == Some(act.number);
            if !continues {
                return Some(Refusal::Chain);
            }
        }
        let good = |h: &ActId| self.acts.get(h).is_some_and(|a| a.standing == Standing::Placed && self.is_roster(a));
        if act.head.iter().all(good) { None } else { Some(Refusal::Head) }
    }

    /// Whether an act counts as one of the roster.
    pub(super) fn is_roster(&self, act: &Stored) -> bool {
        act.circle == self.control && is_roster(&act.kind)
    }

    fn place(&mut self, id: ActId) {
        let Some(act) = self.acts.get(&id) else { return };
        let (number, key) = (act.number, (act.device, act.circle));
        let chain = self.chains.entry(key).or_default();
        if chain.acts.range((number, ActId([0; 32]))..=(number, ActId([0xff; 32]))).next().is_some() {
            chain.forked = Some(chain.forked.map_or(number, |f| f.min(number)));
        }
        chain.acts.insert((number, id));
        self.order.push(id);
        if key.1 == self.control {
            self.control_order.push(id);
        }
    }

    /// Whether a chain splits at or before this number.
    pub(super) fn forked(&self, device: DeviceId, circle: CircleId, number: u64) -> bool {
        self.chains.get(&(device, circle)).and_then(|c| c.forked).is_some_and(|f| f <= number)
    }

    /// Whether an act stands on the branch that ends with `end`.
    pub(super) fn on_branch(&self, end: ActId, act: ActId, number: u64) -> bool {
        let mut at = end;
        while let Some(link) = self.acts.get(&at).filter(|a| a.standing == Standing::Placed) {
            if link.number <= number {
                return at == act;
            }
            at = link.previous;
        }
        false
    }

    /// The control acts that stand in their chains.
    pub(super) fn control_acts(&self) -> impl Iterator<Item = ControlAct> + '_ {
        let placed = self.control_order.iter().filter_map(|id| Some((*id, self.acts.get(id)?)));
        placed.map(|(id, a)| ControlAct {
            id,
            device: a.device,
            number: a.number,
            previous: a.previous,
            head: a.head.to_vec(),
            kind: Arc::clone(&a.kind),
            body: a.body.clone(),
        })
    }

    /// Acts that are named by waiting ones and are not there.
    pub(super) fn missing(&self, act: &Stored) -> Vec<ActId> {
        needs(act).filter(|n| !self.acts.contains_key(n)).collect()
    }
}

fn needs(act: &Stored) -> impl Iterator<Item = ActId> + '_ {
    act.head.iter().copied().chain(Some(act.previous).filter(|p| *p != NO_ACT))
}

fn settled(act: &Stored) -> bool {
    matches!(act.standing, Standing::Placed | Standing::Refused)
}
