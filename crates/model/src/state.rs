//! The state of a group: a pure function of the *set* of acts that one has. Order of arrival never matters, nothing
//! is ever deleted, and what fails a rule is put aside with its reason.
//!
//! `store` keeps the acts and their chains, `judge` says which count, `papers` and `drafts` what they make of a paper,
//! `moves` which moves onto a new revision count, `comments` what they say beside it, `standings` how delegations stand on it, `history` tells it to people.
//! Roster acts are judged by [`crate::roster`].
//!
//! Signatures of segments are the caller's to verify before an act comes here. Nothing here may read a clock, a
//! disk or a random number, and nothing here may panic on hostile acts.

mod comments;
mod drafts;
mod history;
mod judge;
mod moves;
mod paper;
mod papers;
mod read;
mod standings;
mod store;
mod types;

pub use comments::{Beside, Commented, Resolution, Thread};
pub use moves::Moves;
pub use paper::*;
pub use standings::Stood;
pub use types::*;

use crate::{
    act::*,
    ids::*,
    roster::{Reason, Roster, Side},
};
use judge::{Circles, Court, Verdict};
use papers::{Counted, Shelf};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};
use store::{Refusal, Standing, Store};

/// Says whether the SSHSIG of an issue verifies for that device over the canonical bytes.
pub type SignatureCheck = Arc<dyn Fn(&Issue, &[u8], DeviceId) -> bool + Send + Sync>;

/// The state of a group.
pub struct State {
    group: GroupId,
    signature_ok: Option<SignatureCheck>,
    store: Store,
    circles: Circles,
    roster: Arc<Roster>,
    /// Names of issued texts, once examined.
    revisions: HashMap<ActId, Result<RevisionId, Reason>>,
    /// Whether draft operations are their own device's, once examined.
    texts: HashMap<ActId, Result<(), Reason>>,
    aside: BTreeMap<ActId, Reason>,
    newer: BTreeSet<ActId>,
    grants: BTreeMap<ActId, (DeviceId, Arc<Grant>)>,
    invite_secrets: BTreeMap<InvitationId, InviteSecret>,
    secret_acts: BTreeMap<InvitationId, ActId>,
    counted: HashMap<PaperId, Counted>,
    papers: BTreeMap<PaperId, Paper>,
    /// Per paper, acts that count in general but do not fit what they concern.
    unfit: BTreeMap<PaperId, Vec<(ActId, Reason)>>,
    /// Draft operations past a cutoff.
    cut: BTreeMap<(PaperId, Copy), BTreeSet<ActId>>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "State of {}: {} acts, {} papers", self.group.short(), self.store.len(), self.papers.len())
    }
}

impl State {
    /// The empty state of a group. Signatures of issued texts are taken as good; see [`State::checking`].
    pub fn new(group: GroupId) -> State {
        State {
            group,
            signature_ok: None,
            store: Store::new(group),
            circles: Circles::new(group),
            roster: Roster::replay([]),
            revisions: HashMap::new(),
            texts: HashMap::new(),
            aside: BTreeMap::new(),
            newer: BTreeSet::new(),
            grants: BTreeMap::new(),
            invite_secrets: BTreeMap::new(),
            secret_acts: BTreeMap::new(),
            counted: HashMap::new(),
            papers: BTreeMap::new(),
            unfit: BTreeMap::new(),
            cut: BTreeMap::new(),
        }
    }

    /// With a check of the signatures of issued texts. To be set before the first act.
    pub fn checking(mut self, signature_ok: SignatureCheck) -> State {
        self.signature_ok = Some(signature_ok);
        self
    }

    /// The state that a set of acts gives.
    pub fn replay(group: GroupId, acts: impl IntoIterator<Item = (ActId, Arc<[u8]>, Entry)>) -> State {
        let mut state = State::new(group);
        state.apply_all(acts);
        state
    }

    /// Takes one act, in any order, once or often.
    pub fn apply(&mut self, id: ActId, bytes: Arc<[u8]>, entry: Entry) -> Vec<Change> {
        self.apply_all([(id, bytes, entry)])
    }

    /// Takes many acts at once; much faster than one by one. What changed comes back sorted, each once.
    pub fn apply_all(&mut self, acts: impl IntoIterator<Item = (ActId, Arc<[u8]>, Entry)>) -> Vec<Change> {
        let placed = self.store.order.len();
        let mut new = false;
        for (id, bytes, entry) in acts {
            new |= self.store.insert(id, bytes, entry);
        }
        if !new {
            return Vec::new();
        }
        let fresh: Vec<ActId> = self.store.order[placed..].to_vec();
        if fresh.is_empty() {
            return vec![Change::Notices];
        }
        let mut changes = BTreeSet::new();
        if self.reaches_back(&fresh, &mut changes) {
            self.rebuild();
            return vec![Change::All];
        }
        let mut dirty = BTreeSet::new();
        for id in &fresh {
            self.take(*id, &mut changes, &mut dirty);
        }
        self.settle(&dirty);
        self.keep_needed_drafts(Some(&fresh));
        changes.into_iter().collect()
    }

    /// Brings the roster up to date; whether what arrived changes the judgement of earlier acts.
    fn reaches_back(&mut self, fresh: &[ActId], changes: &mut BTreeSet<Change>) -> bool {
        let stored = || fresh.iter().filter_map(|id| self.store.get(id));
        let mut back = stored().any(|a| self.store.forked(a.device, a.circle, u64::MAX));
        if stored().any(|a| a.circle == self.store.control) {
            let roster = Roster::replay(self.store.control_acts());
            back |= !roster.same_past(&self.roster);
            if *roster != *self.roster {
                changes.insert(Change::Roster);
            }
            self.roster = roster;
        }
        back
    }

    /// Judges everything anew: simple, right, and rare.
    fn rebuild(&mut self) {
        self.aside.clear();
        self.newer.clear();
        self.grants.clear();
        self.invite_secrets.clear();
        self.secret_acts.clear();
        self.counted.clear();
        self.papers.clear();
        self.unfit.clear();
        self.cut.clear();
        let order = std::mem::take(&mut self.store.order);
        let (mut changes, mut dirty) = (BTreeSet::new(), BTreeSet::new());
        for id in &order {
            self.take(*id, &mut changes, &mut dirty);
        }
        self.store.order = order;
        self.settle(&dirty);
        self.keep_needed_drafts(None);
        self.sort_out_clashes();
    }

    /// Judges one placed act and notes what it does.
    fn take(&mut self, id: ActId, changes: &mut BTreeSet<Change>, dirty: &mut BTreeSet<PaperId>) {
        let Some(act) = self.store.get(&id) else { return };
        let (shown, went_back) = judge::shown(&self.store, &self.roster, id, act);
        let roster_act = self.store.is_roster(act);
        match act.body.as_deref() {
            Some(Body::Issue(issue)) => {
                let examine = || judge::examine(issue, act.device, self.signature_ok.as_ref());
                self.revisions.entry(id).or_insert_with(examine);
            }
            Some(body) => {
                if let Some(writing) = body.writing() {
                    self.texts.entry(id).or_insert_with(|| judge::examine_text(writing, act.device));
                }
            }
            None => {}
        }
        if !roster_act {
            let mut court = Court {
                store: &self.store,
                roster: &self.roster,
                circles: &mut self.circles,
                revisions: &self.revisions,
                texts: &self.texts,
            };
            let verdict = court.judge(id, act, went_back);
            let (device, body) = (act.device, act.body.clone());
            match (verdict, body) {
                (Verdict::Counts(side), Some(body)) => self.count(id, device, side, &body, changes, dirty),
                (Verdict::CutDraft(side), Some(body)) => self.note_cut(id, side, &body, changes, dirty),
                (Verdict::Newer, _) => {
                    self.newer.insert(id);
                    changes.insert(Change::Notices);
                }
                (Verdict::Aside(reason), _) => {
                    self.aside.insert(id, reason);
                    changes.insert(Change::Notices);
                }
                _ => {}
            }
        }
        self.store.set_shown(&id, shown);
    }

    fn note_cut(&mut self, id: ActId, side: Side, body: &Body, changes: &mut BTreeSet<Change>, dirty: &mut BTreeSet<PaperId>) {
        if let Some(ops) = body.writing() {
            self.cut.entry((ops.paper, (side, ops.copy))).or_default().insert(id);
            self.aside.insert(id, Reason::CutOff);
            dirty.insert(ops.paper);
            changes.insert(Change::Notices);
        }
    }

    /// Notes what a counted act does.
    fn count(
        &mut self,
        id: ActId,
        device: DeviceId,
        side: Side,
        body: &Body,
        changes: &mut BTreeSet<Change>,
        dirty: &mut BTreeSet<PaperId>,
    ) {
        let paper = match body {
            Body::GrantAct(grant) => {
                self.grants.insert(id, (device, Arc::new(grant.grant.clone())));
                changes.insert(Change::Keys);
                return;
            }
            Body::InviteSecret(secret) => {
                self.note_secret(id, secret);
                changes.insert(Change::Keys);
                return;
            }
            Body::DraftOps(ops) => {
                let number = self.store.get(&id).map_or(0, |a| a.number);
                let copy = (side, ops.copy);
                if ops.copy.is_none() {
                    self.counted.entry(ops.paper).or_default().side = Some(side);
                }
                let paper = self.papers.entry(ops.paper).or_insert_with(|| Paper::empty(ops.paper));
                paper.side = paper.side.or(ops.copy.is_none().then_some(side));
                paper.draft_ops.entry(copy).or_default().insert((number, id));
                changes.insert(Change::Draft(ops.paper, ops.copy));
                return;
            }
            Body::DraftMove(to) => {
                let copy = (side, Some(to.copy));
                let paper = self.papers.entry(to.paper).or_insert_with(|| Paper::empty(to.paper));
                paper.take_move(copy, id, to, &self.store);
                changes.insert(Change::Draft(to.paper, copy.1));
                changes.insert(Change::Paper(to.paper));
                return;
            }
            Body::DraftSettle(done) => {
                let copy = (side, Some(done.copy));
                let paper = self.papers.entry(done.paper).or_insert_with(|| Paper::empty(done.paper));
                paper.moves.entry(copy).or_default().settle(id, done);
                changes.insert(Change::Draft(done.paper, copy.1));
                return;
            }
            Body::PaperNew(new) => {
                let counted = self.counted.entry(new.paper).or_default();
                counted.side = Some(side);
                counted.created.insert(id);
                new.paper
            }
            Body::Issue(issue) => {
                let counted = self.counted.entry(issue.revision.paper).or_default();
                counted.side = Some(side);
                counted.issues.insert(id);
                issue.revision.paper
            }
            Body::Contribute(made) => {
                let contribution = Arc::new(made.contribution.clone());
                self.counted.entry(contribution.paper).or_default().contributions.insert(id, contribution);
                made.contribution.paper
            }
            Body::Withdraw(withdraw) => {
                self.counted.entry(withdraw.paper).or_default().withdrawals.insert(id, side);
                withdraw.paper
            }
            Body::Decide(decide) => {
                let paper = decide.decision.paper;
                let Some(stored) = self.store.get(&id) else { return };
                let decided = papers::decided(stored, decide);
                self.papers.entry(paper).or_insert_with(|| Paper::empty(paper)).decisions.insert(id, decided);
                self.counted.entry(paper).or_default().side = Some(side);
                paper
            }
            Body::Comment(comment) => {
                let Some(stored) = self.store.get(&id) else { return };
                self.counted.entry(comment.paper).or_default().talk.say(id, comment, side, stored);
                changes.insert(Change::Comments(comment.paper));
                dirty.insert(comment.paper);
                return;
            }
            Body::ResolveComment(body) => {
                let Some(stored) = self.store.get(&id) else { return };
                let draft = stored.circle != Circle::Group.id(&self.group);
                self.counted.entry(body.paper).or_default().talk.settle(id, body, side, draft, stored);
                changes.insert(Change::Comments(body.paper));
                dirty.insert(body.paper);
                return;
            }
            Body::Stand(stand) => {
                let Some(stored) = self.store.get(&id) else { return };
                self.counted.entry(stand.paper).or_default().floor.take(id, stand, stored);
                changes.insert(Change::Standing(stand.paper));
                dirty.insert(stand.paper);
                return;
            }
            Body::Package(package) => {
                let paper = package.paper;
                let Some(stored) = self.store.get(&id) else { return };
                let packaged = papers::packaged(stored, package);
                self.papers.entry(paper).or_insert_with(|| Paper::empty(paper)).packages.insert(id, packaged);
                self.counted.entry(paper).or_default().side = Some(side);
                paper
            }
            _ => return,
        };
        changes.insert(Change::Paper(paper));
        // A decision moves nothing else of the paper, nor does a package.
        if !matches!(body, Body::Decide(_) | Body::Package(_)) || self.papers.get(&paper).is_some_and(|p| p.side.is_none()) {
            dirty.insert(paper);
        }
    }

    fn note_secret(&mut self, id: ActId, secret: &InviteSecret) {
        let first = self.secret_acts.entry(secret.invitation).or_insert(id);
        if id <= *first {
            *first = id;
            self.invite_secrets.insert(secret.invitation, secret.clone());
        }
    }

    /// Works out the papers that changed.
    fn settle(&mut self, dirty: &BTreeSet<PaperId>) {
        let shelf = Shelf { store: &self.store, revisions: &self.revisions };
        for id in dirty {
            let paper = self.papers.entry(*id).or_insert_with(|| Paper::empty(*id));
            let unfit = match self.counted.get_mut(id) {
                Some(counted) => shelf.refresh(paper, counted),
                None => Vec::new(),
            };
            self.unfit.insert(*id, unfit);
        }
    }

    /// Draft operations past a cutoff stay where another counted act builds on them. Looks at what `fresh` acts build
    /// on, or at everything.
    fn keep_needed_drafts(&mut self, fresh: Option<&[ActId]>) {
        for ((id, copy), cut) in &self.cut {
            let paper = self.papers.entry(*id).or_insert_with(|| Paper::empty(*id));
            let Some(ops) = paper.draft_ops.get(copy) else { continue };
            let looked_at: Vec<ActId> = match fresh {
                // A new cut act may be needed by an old counted one.
                Some(fresh) if !fresh.iter().any(|act| cut.contains(act)) => {
                    let new = |act: &&ActId| self.store.get(act).is_some_and(|a| ops.contains(&(a.number, **act)));
                    fresh.iter().filter(new).copied().collect()
                }
                _ => {
                    let apart = paper.moves.get(copy).into_iter().flat_map(|m| &m.apart);
                    ops.iter().map(|(_, act)| *act).chain(apart.copied()).collect()
                }
            };
            if looked_at.is_empty() {
                continue;
            }
            let kept = drafts::still_needed(&self.store, looked_at.iter(), cut);
            for act in kept {
                let Some(stored) = self.store.get(&act) else { continue };
                self.aside.remove(&act);
                match stored.body.as_deref() {
                    Some(Body::DraftMove(to)) => paper.take_move(*copy, act, to, &self.store),
                    _ => _ = paper.draft_ops.entry(*copy).or_default().insert((stored.number, act)),
                }
            }
        }
    }

    /// Of a device with two histories both count, but of operations with one name only those of the lower hash.
    fn sort_out_clashes(&mut self) {
        let forked: BTreeSet<DeviceId> =
            self.store.chains.iter().filter(|(_, c)| c.forked.is_some()).map(|((device, _), _)| *device).collect();
        if forked.is_empty() {
            return;
        }
        for paper in self.papers.values_mut() {
            let clashing = std::mem::take(&mut paper.clashing);
            let mut copies: BTreeMap<Copy, BTreeSet<ActId>> = clashing;
            for (copy, ops) in &paper.draft_ops {
                copies.entry(*copy).or_default().extend(ops.iter().map(|(_, act)| *act));
            }
            for (copy, acts) in copies {
                for device in &forked {
                    let theirs = acts.iter().filter(|a| self.store.get(a).is_some_and(|s| s.device == *device)).copied();
                    let clash = drafts::clashing(&self.store, &theirs.collect());
                    if clash.is_empty() {
                        continue;
                    }
                    if let Some(ops) = paper.draft_ops.get_mut(&copy) {
                        ops.retain(|(_, act)| !clash.contains(act));
                    }
                    paper.clashing.entry(copy).or_default().extend(clash);
                }
            }
        }
    }
}
