//! One group on this laptop while the vault is open: its acts, keys, files and open drafts.
//!
//! Two roads lead through here. An edit is authored ([`Space::author`]) and lies in the vault in one transaction;
//! an arrival is judged ([`Space::take_file`]) and lies in the vault in one transaction. Both end in
//! [`qalam_model::state::State::apply`], and in an event that names what changed.

use crate::{
    drafting::OpenDraft,
    error::{Code, Error, Result},
    events::Event,
    store::{self, ActRow, Batch, EpochRow, HeldRow, cbor, uncbor},
};
use qalam_model::{
    act::{Body, Entry, Millis},
    desk::Desk,
    history::Origins,
    ids::*,
    roster::Member,
    state::{Change, State},
};
use qalam_seal::{
    grant::GrantedEpoch,
    header::{FileKind, Header},
    keys::{DeviceSecrets, EpochKey},
};
use qalam_sync::{ContentId, Held, Inventory, Standing};
use qalam_vault::Vault;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// The kinds of acts that carry draft operations.
const WRITES: [&str; 2] = ["draft.ops", "draft.move"];

/// What the vault knows of a group beside its acts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The group's name as the invitation or the founder gave it.
    pub name: String,
    /// The shared folder.
    pub folder: String,
    /// Made by 'practise'.
    pub practice: bool,
    /// While waiting to be admitted: the request's id.
    pub request: Option<String>,
    /// Counter of the last 'seen' file.
    pub seen: u64,
    /// When something was last put into the folder.
    pub sent_at: Option<Millis>,
    /// Whether this group's files have ever been in the folder.
    pub connected: bool,
}

/// An epoch whose key is here.
pub(crate) struct HeldEpoch {
    pub circle: CircleId,
    pub granted: GrantedEpoch,
}

/// A group that is open.
pub(crate) struct Space {
    pub id: GroupId,
    pub record: Record,
    pub state: State,
    pub epochs: BTreeMap<EpochId, HeldEpoch>,
    pub inventory: Inventory,
    /// Files whose key is not here, by circle and epoch.
    pub unopened: HashMap<(CircleId, EpochId), Vec<ContentId>>,
    /// Join requests in the folder: content id of the file.
    pub requests: Vec<ContentId>,
    /// Newest 'seen' file of each device: content id, counter.
    pub seen: HashMap<DeviceId, (u64, ContentId)>,
    /// When each device's last file came here.
    pub heard: HashMap<DeviceId, Millis>,
    /// Entries of this device by chain, from the first not sealed yet.
    pub unsealed: BTreeMap<CircleId, Vec<(u64, Vec<u8>)>>,
    /// Open drafts.
    pub drafts: HashMap<(PaperId, Option<RevisionId>), OpenDraft>,
    /// Documents in whose place another came, as long as windows have them open.
    pub former: Vec<((PaperId, Option<RevisionId>), OpenDraft)>,
    /// What is known of older working copies.
    pub onward: crate::following::Kept,
    /// Desks that are still true.
    pub desks: HashMap<PaperId, Arc<Desk>>,
    /// Desks that were true: the next one takes over what is the same.
    pub former_desks: HashMap<PaperId, Arc<Desk>>,
    /// What was made of the desk that was last looked at as a whole.
    pub wholes: HashMap<PaperId, Arc<crate::deskwhole::Whole>>,
    /// What the page was sent of each desk.
    pub shown: HashMap<PaperId, crate::deskrows::Shown>,
    /// Of those of them on which a package holds something back: the desk from which the next text would be issued.
    pub next_desks: HashMap<PaperId, Arc<Desk>>,
    /// Origins of the words of issued texts that are still true.
    pub origins: HashMap<PaperId, Arc<Origins>>,
    /// When draft operations of others came here.
    pub received: HashMap<ActId, Millis>,
    /// The past of the draft that somebody looked at last.
    pub past: Option<crate::timeline::Past>,
    /// Papers that the search index has to read again.
    pub unindexed: HashSet<PaperId>,
    /// Decisions of this sitting that can be taken back, newest last, and those that were.
    pub undo: HashMap<PaperId, crate::deciding::Sitting>,
    /// What was said of this sitting's standings, newest last.
    pub stood: HashMap<PaperId, Vec<crate::standing::Said>>,
    /// Changes that were dropped in this sitting, newest last, each with its place among the others.
    pub dropped: HashMap<PaperId, Vec<crate::dropping::Dropped>>,
    /// How often memory went ahead of the disk; where a step then fails, it goes back ([`crate::work::Open::reload`]).
    pub ahead: u64,
    /// What shells have not been told yet.
    pub events: Vec<Event>,
    /// What the last look at the folder found.
    pub look: crate::exchanging::Look,
}

impl Space {
    /// An empty space for a group of that id.
    pub(crate) fn new(id: GroupId, record: Record) -> Space {
        let state = State::new(id)
            .checking(Arc::new(|issue, canonical, device| qalam_seal::signature::verify(canonical, &issue.signature, &device).is_ok()));
        Space {
            id,
            record,
            state,
            epochs: BTreeMap::new(),
            inventory: Inventory::new(),
            unopened: HashMap::new(),
            requests: Vec::new(),
            seen: HashMap::new(),
            heard: HashMap::new(),
            unsealed: BTreeMap::new(),
            drafts: HashMap::new(),
            former: Vec::new(),
            onward: crate::following::Kept::default(),
            desks: HashMap::new(),
            former_desks: HashMap::new(),
            wholes: HashMap::new(),
            shown: HashMap::new(),
            next_desks: HashMap::new(),
            origins: HashMap::new(),
            received: HashMap::new(),
            past: None,
            unindexed: HashSet::new(),
            undo: HashMap::new(),
            stood: HashMap::new(),
            dropped: HashMap::new(),
            ahead: 0,
            events: Vec::new(),
            look: crate::exchanging::Look::default(),
        }
    }

    /// Reads a group from the vault.
    pub(crate) fn load(vault: &mut Vault, id: GroupId, record: Record, me: DeviceId) -> Result<Space> {
        let mut space = Space::new(id, record);
        for record in vault.list(store::EPOCHS)?.into_iter().filter(|r| r.key.starts_with(&id.0)) {
            let row: EpochRow = uncbor(&record.value)?;
            space.keep_epoch(&row)?;
        }
        let mut acts = Vec::new();
        let rows = vault.view().tail(store::ACTS, &store::of_group(&id), 0)?;
        let row_count = rows.len();
        let mut packed: Vec<(Millis, ByteBuf)> = Vec::new();
        for line in rows {
            let row: ActRow = uncbor(&line.value)?;
            packed.extend(row.acts.into_iter().map(|act| (row.at, act)));
        }
        for (at, bytes) in &packed {
            let entry = Entry::decode(bytes).map_err(|e| Error::new(Code::VaultDamaged).with("what", "an act").because(e))?;
            let heard = space.heard.entry(entry.device).or_insert(*at);
            *heard = (*heard).max(*at);
            if entry.device != me {
                space.note_received(Entry::id_of(bytes), &entry, *at);
            }
            acts.push((Entry::id_of(bytes), Arc::<[u8]>::from(&bytes[..]), entry));
        }
        space.load_files(vault)?;
        space.collect_unsealed(&acts, me);
        space.state.apply_all(acts);
        space.unindexed = space.state.papers().keys().copied().collect();
        space.reopen_typing(vault, &me)?;
        if row_count > 256 && row_count * 8 > packed.len() {
            space.repack_acts(vault, packed)?;
        }
        Ok(space)
    }

    /// Many small rows become few, so that the next unlocking opens few blobs.
    fn repack_acts(&self, vault: &mut Vault, packed: Vec<(Millis, ByteBuf)>) -> Result<()> {
        let mut batch = Batch::default();
        batch.clear(store::ACTS, store::of_group(&self.id));
        let mut row: Option<ActRow> = None;
        let mut size = 0;
        for (at, act) in packed {
            if row.as_ref().is_some_and(|r| r.at != at && (size > 64 * 1024 || r.acts.len() >= 512) || size > 4 << 20)
                && let Some(full) = row.take()
            {
                batch.append(store::ACTS, store::of_group(&self.id), cbor(&full));
                size = 0;
            }
            size += act.len();
            // Rows of one pack share the time of their first act: it says when the laptop had them at the latest.
            row.get_or_insert_with(|| ActRow { at, acts: Vec::new() }).acts.push(act);
        }
        if let Some(full) = row {
            batch.append(store::ACTS, store::of_group(&self.id), cbor(&full));
        }
        batch.commit(vault)
    }

    /// Remembers when draft operations of somebody else came here.
    pub(crate) fn note_received(&mut self, act: ActId, entry: &Entry, at: Millis) {
        if WRITES.contains(&entry.kind.as_str()) {
            self.received.entry(act).or_insert(at);
        }
    }

    fn load_files(&mut self, vault: &mut Vault) -> Result<()> {
        for line in vault.view().tail(store::HELD, &store::of_group(&self.id), 0)? {
            match uncbor(&line.value)? {
                HeldRow::Held(files) => {
                    for (id, header, refused) in files {
                        let (Ok(id), Ok(header)) = (id[..].try_into().map(ContentId), Header::parse(&header)) else { continue };
                        self.note_held(id, header, refused);
                    }
                }
                HeldRow::Sent(ids) => {
                    for id in ids {
                        if let Ok(id) = id[..].try_into() {
                            self.inventory.mark_sent(&ContentId(id));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Notes a held file by its kind; segments without a key wait for one.
    fn note_held(&mut self, id: ContentId, header: Header, refused: bool) {
        let standing = if refused { Standing::Refused } else { Standing::Held };
        self.inventory.insert(id, Held { header, standing, sent: false });
        if refused {
            return;
        }
        match header.kind {
            FileKind::Segment if !self.epochs.contains_key(&header.epoch) => {
                self.unopened.entry((header.circle, header.epoch)).or_default().push(id);
            }
            FileKind::JoinRequest => self.requests.push(id),
            FileKind::Seen => self.note_seen(header.device, header.first, id),
            _ => {}
        }
    }

    fn note_seen(&mut self, device: DeviceId, counter: u64, id: ContentId) {
        let newest = self.seen.entry(device).or_insert((counter, id));
        if counter >= newest.0 {
            *newest = (counter, id);
        }
    }

    /// Own acts that no held segment carries yet.
    fn collect_unsealed(&mut self, acts: &[(ActId, Arc<[u8]>, Entry)], me: DeviceId) {
        let mut sealed: BTreeMap<CircleId, u64> = BTreeMap::new();
        for (_, header) in self.inventory.held_by(me) {
            if header.kind == FileKind::Segment {
                let last = sealed.entry(header.circle).or_default();
                *last = (*last).max(header.last);
            }
        }
        for (_, bytes, entry) in acts {
            let circle = self.circle_of(entry);
            if entry.device == me && entry.number > sealed.get(&circle).copied().unwrap_or(0) {
                self.unsealed.entry(circle).or_default().push((entry.number, bytes.to_vec()));
            }
        }
        for chain in self.unsealed.values_mut() {
            chain.sort();
            chain.dedup();
        }
    }

    /// The circle under which an entry travels; the genesis act cannot name its own.
    pub(crate) fn circle_of(&self, entry: &Entry) -> CircleId {
        if entry.group.0 == [0; 32] { Circle::Control.id(&self.id) } else { entry.circle }
    }

    /// Takes an epoch key into memory.
    pub(crate) fn keep_epoch(&mut self, row: &EpochRow) -> Result<EpochId> {
        let key: EpochKey = row.secret.parse().map_err(|e| Error::new(Code::VaultDamaged).with("what", "a key").because(e))?;
        let id = key.id();
        self.epochs.insert(id, HeldEpoch { circle: row.circle, granted: GrantedEpoch { number: row.number, key } });
        Ok(id)
    }

    /// The seat of this device, if it is in the roster.
    pub(crate) fn me(&self, device: &DeviceId) -> Option<&Member> {
        self.state.roster().member_of(device)
    }

    /// Authors an act: it is in the batch, the state and the chain; the caller commits the batch.
    pub(crate) fn author(
        &mut self,
        batch: &mut Batch,
        by: &DeviceSecrets,
        at: Millis,
        nonce: [u8; 16],
        circle: Circle,
        body: &Body,
    ) -> ActId {
        let entry = self.state.next_entry(by.device(), circle, at, nonce, body);
        self.keep_own(batch, at, entry)
    }

    /// Takes an own entry.
    pub(crate) fn keep_own(&mut self, batch: &mut Batch, at: Millis, entry: Entry) -> ActId {
        self.ahead += 1;
        let bytes = entry.encode();
        let id = Entry::id_of(&bytes);
        self.unsealed.entry(self.circle_of(&entry)).or_default().push((entry.number, bytes.clone()));
        batch.keep_acts(self.id, at, [ByteBuf::from(bytes.clone())]);
        let changes = self.state.apply(id, bytes.into(), entry);
        self.changed(changes);
        id
    }

    /// Forgets what is no longer true and notes what shells must hear.
    pub(crate) fn changed(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Paper(paper) | Change::Draft(paper, _) => {
                    self.former_desks.extend(self.desks.remove_entry(&paper));
                    self.next_desks.remove(&paper);
                    self.origins.remove(&paper);
                    self.unindexed.insert(paper);
                    self.events.push(Event::PaperChanged { paper: paper.to_string() });
                }
                Change::Comments(paper) => self.events.push(Event::CommentsChanged { paper: paper.to_string() }),
                Change::Standing(paper) => self.events.push(Event::StandingChanged { paper: paper.to_string() }),
                Change::Roster | Change::Keys => self.events.push(Event::GroupChanged),
                Change::Notices => self.events.push(Event::StatusChanged),
                Change::All => {
                    self.former_desks.extend(self.desks.drain());
                    self.next_desks.clear();
                    self.origins.clear();
                    self.unindexed.extend(self.state.papers().keys());
                    self.events.push(Event::GroupChanged);
                    self.events.extend(self.state.papers().keys().map(|p| Event::PaperChanged { paper: p.to_string() }));
                }
            }
        }
    }

    /// Saves the record.
    pub(crate) fn save_record(&self, batch: &mut Batch) {
        batch.put(store::GROUPS, store::of_group(&self.id), cbor(&self.record));
    }
}
