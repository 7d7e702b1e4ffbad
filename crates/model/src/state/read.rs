//! What a state tells its readers, and what it gives to those who write the next act.

use super::*;

impl State {
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

    /// How many acts are here, counted or not.
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// Whether nothing is here.
    pub fn is_empty(&self) -> bool {
        self.store.len() == 0
    }

    /// An act that is there, counted or not.
    pub fn act(&self, id: &ActId) -> Option<Act<'_>> {
        self.store.get(id).map(|a| Act {
            id: *id,
            bytes: &a.bytes,
            device: a.device,
            circle: a.circle,
            number: a.number,
            at: a.at,
            head: &a.head,
            kind: &a.kind,
            body: a.body.as_deref(),
        })
    }

    /// The issue of that act: text, signature, table of decisions.
    pub fn issue(&self, act: &ActId) -> Option<&Issue> {
        match self.store.get(act)?.body.as_deref()? {
            Body::Issue(issue) => Some(issue),
            _ => None,
        }
    }

    /// The Loro updates that count of one side's draft or working copy, in the order of [`Paper::draft_ops`].
    pub fn draft_updates_of<'a>(&'a self, paper: &PaperId, copy: Copy) -> impl Iterator<Item = (ActId, &'a [u8])> + 'a {
        let ops = self.papers.get(paper).and_then(|p| p.draft_ops.get(&copy));
        ops.into_iter().flatten().filter_map(|(_, act)| self.update(act))
    }

    /// Like [`State::draft_updates_of`], of every side whose operations are here: for those who never changed sides.
    pub fn draft_updates<'a>(&'a self, paper: &PaperId, copy: Option<RevisionId>) -> impl Iterator<Item = (ActId, &'a [u8])> + 'a {
        let ops = self.papers.get(paper).map(|p| &p.draft_ops);
        ops.into_iter().flatten().filter(move |((_, of), _)| *of == copy).flat_map(|(_, acts)| acts).filter_map(|(_, act)| self.update(act))
    }

    fn update(&self, act: &ActId) -> Option<(ActId, &[u8])> {
        let update = self.store.get(act)?.body.as_deref()?.writing()?.update;
        (!update.is_empty()).then_some((*act, update))
    }

    /// A move of a working copy onto a later revision, counted or not.
    pub fn moved(&self, act: &ActId) -> Option<&DraftMove> {
        match self.store.get(act)?.body.as_deref()? {
            Body::DraftMove(to) => Some(to),
            _ => None,
        }
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
        let mut out: BTreeMap<ActId, Reason> = self.roster.aside.clone();
        out.extend(self.store.refused.iter().map(|(id, refusal)| (*id, reason(*refusal))));
        out.extend(self.aside.iter().map(|(id, reason)| (*id, reason.clone())));
        out.extend(self.unfit.values().flatten().cloned());
        out.into_iter().collect()
    }

    /// Acts of kinds that this version does not know.
    pub fn newer(&self) -> Vec<ActId> {
        let mut out = self.newer.clone();
        out.extend(&self.roster.newer);
        out.into_iter().collect()
    }

    /// By device: what its acts wait for.
    pub fn waiting(&self) -> BTreeMap<DeviceId, Vec<Waiting>> {
        let mut chains: BTreeMap<(DeviceId, CircleId), (usize, BTreeSet<ActId>)> = BTreeMap::new();
        for act in self.store.values().filter(|a| matches!(a.standing, Standing::Waits(_))) {
            let (acts, missing) = chains.entry((act.device, act.circle)).or_default();
            *acts += 1;
            missing.extend(self.store.missing(act));
        }
        let mut out: BTreeMap<DeviceId, Vec<Waiting>> = BTreeMap::new();
        for ((device, circle), (acts, missing)) in chains {
            out.entry(device).or_default().push(Waiting { circle, acts, missing: missing.into_iter().collect() });
        }
        out
    }

    /// Devices with two histories.
    pub fn forks(&self) -> Vec<Fork> {
        let mut out = Vec::new();
        let chains = self.store.chains.iter().filter(|((device, _), _)| !self.roster.is_recovery_key(device));
        for ((device, circle), chain) in chains {
            if let Some(number) = chain.forked {
                let acts = chain.acts.iter().filter(|(n, _)| *n == number).map(|(_, act)| *act).collect();
                out.push(Fork { device: *device, circle: *circle, number, acts });
            }
        }
        out.sort();
        out
    }

    /// Whether a device has two histories and may make no roster acts and decisions.
    pub fn frozen(&self, device: &DeviceId) -> bool {
        self.store.chains.iter().any(|((d, _), chain)| d == device && chain.forked.is_some())
    }

    /// Whether a device may make this roster act or decision now, as far as the roster and its own history allow.
    pub fn may(&self, device: &DeviceId, body: &Body) -> Result<(), Reason> {
        let roster_act = is_roster(body.encode().0);
        if (roster_act || matches!(body, Body::Decide(_))) && self.frozen(device) && !self.roster.is_recovery_key(device) {
            return Err(Reason::Frozen);
        }
        if roster_act { self.roster.may(device, body) } else { Ok(()) }
    }

    /// What everybody should know.
    pub fn notices(&self) -> Vec<Notice> {
        let mut out: Vec<Notice> = self.forks().into_iter().map(Notice::Fork).collect();
        out.extend(self.roster.claims.iter().map(|c| Notice::Claim(c.acts.clone())));
        for paper in self.papers.values() {
            out.extend(paper.rivals.iter().map(|rival| Notice::RivalIssue { paper: paper.id, rival: rival.act }));
        }
        out.extend(self.newer.iter().map(|act| Notice::Newer(*act)));
        out.extend(self.roster.newer.iter().map(|act| Notice::Blocked(*act)));
        out
    }

    /// The roster head of somebody who has all that is here.
    pub fn heads(&self) -> Vec<ActId> {
        self.roster.heads.clone()
    }

    /// Number and id of the last act in a chain; of two histories the one with the lower hash.
    pub fn chain_end(&self, device: &DeviceId, circle: &Circle) -> Option<(u64, ActId)> {
        let acts = &self.store.chains.get(&(*device, circle.id(&self.group)))?.acts;
        let (last, _) = acts.last()?;
        acts.range((*last, ActId([0; 32]))..).next().copied()
    }

    /// The next entry of a device in a circle's chain, with the head of all that is here.
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

    /// The cutoff that counts everything of these devices that is here: what goes into a loss of rights.
    pub fn cutoff_now(&self, devices: &[DeviceId]) -> Cutoff {
        let mut chains: Vec<ChainEnd> = Vec::new();
        for ((device, circle), chain) in self.store.chains.iter().filter(|((d, _), _)| devices.contains(d)) {
            let Some((number, _)) = chain.acts.last().copied() else { continue };
            let first = chain.acts.range((number, ActId([0; 32]))..).next();
            if let Some((number, act)) = first.copied() {
                chains.push(ChainEnd { device: *device, circle: *circle, number, act });
            }
        }
        chains.sort_by_key(|c| (c.device, c.circle));
        Cutoff { chains }
    }
}

fn reason(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::Group => Reason::OtherGroup,
        Refusal::Chain => Reason::BadChain,
        Refusal::Head => Reason::BadHead,
    }
}
