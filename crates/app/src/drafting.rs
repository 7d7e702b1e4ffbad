//! Drafts and working copies: opening, typing, acts with what was typed.
//!
//! Each window has a document of its own, which begins with the text and without its history ([`Replica`]); the
//! document here is the authority. What is typed is on the disk when [`OpenDraft`]'s push returns, and becomes an act
//! when there is a pause or an explicit step.

use crate::{
    App,
    error::{Code, Error, Result},
    events::Event,
    space::Space,
    store::{self, Batch, DraftRow, TypedRow, cbor, uncbor},
    work::Work,
};
use qalam_model::{
    act::{Body, DraftOps, Millis},
    draft::{Draft, Import, Replica, peer_id, peers_in},
    ids::*,
    paper::{Paragraph, Revision},
    roster::Side,
    state::Moves,
};
use qalam_vault::Vault;
use serde_bytes::ByteBuf;
use std::collections::BTreeSet;

/// How long a pause in typing is until what was typed becomes an act, in milliseconds.
pub(crate) const PAUSE: Millis = 2_000;
/// How long typing without a pause goes on until then, in milliseconds.
pub(crate) const AT_LEAST: Millis = 30_000;
/// Largest update that a window may hand over at once, in bytes.
const LARGEST_UPDATE: usize = 8 << 20;
/// How many openings of one draft are remembered: a window that ends without a word never closes its own.
const MOST_OPENINGS: usize = 32;

/// A draft while the vault is open.
pub(crate) struct OpenDraft {
    /// The document.
    pub draft: Draft,
    /// Acts that are in it.
    acts: BTreeSet<ActId>,
    /// Typing that is not in an act yet.
    typed: Vec<TypedRow>,
    /// Typing of a former run that is not in the document yet: it builds on acts that have to be read first.
    unread: Vec<TypedRow>,
    /// The version that acts carry already (encoded Loro version vector).
    published: Vec<u8>,
    /// When the first and the last of it came.
    since: Option<(Millis, Millis)>,
    /// The windows that have it open.
    pub openings: Vec<Opening>,
}

/// One window's opening of a draft.
#[derive(Debug)]
pub(crate) struct Opening {
    /// From which its peer derives.
    nonce: [u8; 16],
    /// The near half of its document.
    replica: Replica,
}

impl Opening {
    /// The step that failed may have been reading what this window typed: it hands that over again.
    pub(crate) fn again(mut self) -> Opening {
        self.replica.forget();
        self
    }
}

/// What the window gets when it opens a draft.
#[derive(Debug)]
pub struct DraftOpening {
    /// The Loro peer of this opening, which also names it.
    pub peer: u64,
    /// Loro snapshot.
    pub snapshot: Vec<u8>,
}

impl Space {
    /// The newest issued text, if there is one: what is under discussion.
    pub(crate) fn copy_of(&self, paper: &PaperId) -> Option<RevisionId> {
        self.state.paper(paper).and_then(|p| p.current()).map(|issued| issued.revision)
    }

    /// An issued text.
    pub(crate) fn revision(&self, paper: &PaperId, revision: &RevisionId) -> Option<&Revision> {
        let issued = self.state.paper(paper)?.issued(revision)?;
        self.state.issue(&issued.act).map(|issue| &issue.revision)
    }

    /// Opens a draft, or brings the open one up to the acts that are here.
    pub(crate) fn draft(&mut self, vault: &mut Vault, side: Side, paper: PaperId, copy: Option<RevisionId>) -> Result<&mut OpenDraft> {
        let apart = self
            .moves(side, &paper, copy)
            .is_some_and(|moves| self.drafts.get(&(paper, copy)).is_some_and(|open| !moves.apart.is_disjoint(&open.acts)));
        if apart {
            // Another move came in the place of the one that this document builds on. What windows still type there is
            // kept in its acts, and offered again.
            self.former.extend(self.drafts.remove(&(paper, copy)).map(|open| ((paper, copy), open)));
        }
        if !self.drafts.contains_key(&(paper, copy)) {
            let opened = self.read_draft(vault, side, paper, copy)?;
            self.drafts.insert((paper, copy), opened);
        }
        let key = (paper, copy);
        let overtaken = self.moves(side, &paper, copy).is_some_and(|moves| !moves.apart.is_empty());
        // The map was filled above.
        #[allow(clippy::expect_used)]
        let open = self.drafts.get_mut(&key).expect("was opened above");
        let mut arrived = 0;
        let mut left: Vec<DraftAct<'_>> =
            draft_acts(&self.state, &paper, (side, copy)).into_iter().filter(|(act, ..)| !open.acts.contains(&act.0)).collect();
        loop {
            let before = left.len() + open.unread.len();
            left.retain(|((act, device), nonces, update)| {
                let peers: BTreeSet<u64> = nonces.iter().map(|nonce| peer_id(device, &paper, nonce)).collect();
                match open.draft.import(update, &|peer| peers.contains(&peer)) {
                    // It builds on what is not in the draft yet: an act further on, or one that has not come.
                    Ok(Import::Waiting) => return true,
                    Ok(Import::Applied) => arrived += 1,
                    // Refused for good: the act stays in the log, its text does not enter the draft.
                    Err(_) => {}
                }
                open.acts.insert(*act);
                false
            });
            open.read_typing()?;
            if overtaken && !open.unread.is_empty() {
                open.since.get_or_insert((0, 0));
            }
            let after = left.len() + open.unread.len();
            if after == 0 || after == before {
                break;
            }
        }
        if arrived > 64 {
            let mut batch = Batch::default();
            open.keep(&mut batch, &self.id, &paper, copy);
            batch.commit(vault)?;
        }
        Ok(open)
    }

    fn read_draft(&self, vault: &mut Vault, side: Side, paper: PaperId, copy: Option<RevisionId>) -> Result<OpenDraft> {
        let key = store::of_draft(&self.id, &paper, copy);
        let (draft, acts) = match vault.get(store::DRAFTS, &key)? {
            Some(bytes) => {
                let row: DraftRow = uncbor(&bytes)?;
                let draft = Draft::open(&row.snapshot).map_err(damaged)?;
                (draft, row.acts.into_iter().collect::<BTreeSet<ActId>>())
            }
            None => (self.start(side, paper, copy)?, BTreeSet::new()),
        };
        let apart = self.moves(side, &paper, copy).map(|moves| &moves.apart);
        let (draft, acts) = match apart.filter(|apart| !apart.is_disjoint(&acts)) {
            // It holds a move in whose place another one came.
            Some(_) => (self.start(side, paper, copy)?, BTreeSet::new()),
            None => (draft, acts),
        };
        let published = draft.version();
        let mut unread: Vec<TypedRow> = Vec::new();
        for line in vault.view().tail(store::TYPED, &key, 0)? {
            unread.push(uncbor(&line.value)?);
        }
        Ok(OpenDraft { draft, acts, typed: Vec::new(), unread, published, since: None, openings: Vec::new() })
    }

    /// The moves onto one of my side's working copies.
    pub(crate) fn moves(&self, side: Side, paper: &PaperId, copy: Option<RevisionId>) -> Option<&Moves> {
        self.state.paper(paper)?.moves.get(&(side, copy))
    }

    /// What a draft begins with.
    pub(crate) fn start(&self, side: Side, paper: PaperId, copy: Option<RevisionId>) -> Result<Draft> {
        let Some(id) = copy else { return Ok(Draft::empty()) };
        let revision = self.revision(&paper, &id).ok_or_else(|| Error::new(Code::UnknownRevision).with("revision", id))?;
        Ok(Draft::start(&side.circle().id(&self.id), &id, &revision.paragraphs))
    }

    /// Opens the drafts in which something was typed that is not in an act yet, as after a broken-off run, so that it
    /// goes out without anybody opening the paper again.
    pub(crate) fn reopen_typing(&mut self, vault: &mut Vault, me: &DeviceId) -> Result<()> {
        let Some(side) = self.me(me).map(|m| m.side()) else { return Ok(()) };
        let papers: Vec<PaperId> = self.state.papers().keys().copied().collect();
        for paper in papers {
            // Also the working copies of revisions that another one has followed meanwhile.
            let issued = self.state.paper(&paper).into_iter().flat_map(|p| p.revisions.iter().chain(&p.rivals));
            let copies: Vec<RevisionId> = issued.map(|i| i.revision).collect();
            for copy in std::iter::once(None).chain(copies.into_iter().map(Some)) {
                if !vault.view().tail(store::TYPED, &store::of_draft(&self.id, &paper, copy), 0)?.is_empty() {
                    self.draft(vault, side, paper, copy)?;
                }
            }
        }
        Ok(())
    }

    /// Makes acts of what was typed, where it is time (`None`: now).
    pub(crate) fn typed_to_acts(&mut self, batch: &mut Batch, by: &mut crate::sealing::Sealer<'_>, due: Option<Millis>) -> usize {
        let Some(side) = self.me(&by.secrets.device()).map(|m| m.side()) else { return 0 };
        let mut made = 0;
        // Documents that another move overtook: what was typed there becomes acts at once.
        for (key, mut open) in std::mem::take(&mut self.former) {
            if open.has_typing() {
                made += self.typing_to_acts(batch, by, side, key, &mut open);
            }
            if !open.openings.is_empty() {
                self.former.push((key, open));
            }
        }
        let ready: Vec<_> = self
            .drafts
            .iter()
            .filter(|(_, open)| match (open.since, due) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some((first, last)), Some(now)) => now - last >= PAUSE || now - first >= AT_LEAST,
            })
            .map(|(key, _)| *key)
            .collect();
        for key in ready {
            let Some(mut open) = self.drafts.remove(&key) else { continue };
            made += self.typing_to_acts(batch, by, side, key, &mut open);
            self.drafts.insert(key, open);
        }
        made
    }

    /// Makes acts of what was typed in one document.
    fn typing_to_acts(
        &mut self,
        batch: &mut Batch,
        by: &mut crate::sealing::Sealer<'_>,
        side: Side,
        (paper, copy): (PaperId, Option<RevisionId>),
        open: &mut OpenDraft,
    ) -> usize {
        let mut made = 0;
        // Typing that builds on a move that does not count any more waits for ever: it goes out as it is.
        let overtaken = self.moves(side, &paper, copy).is_some_and(|moves| !moves.apart.is_empty());
        let waits = if overtaken { std::mem::take(&mut open.unread) } else { Vec::new() };
        for row in waits {
            let ops = DraftOps { paper, copy, nonces: vec![row.nonce], update: row.update };
            let nonce = by.nonce();
            self.author(batch, by.secrets, by.now, nonce, side.circle(), &Body::DraftOps(ops));
            made += 1;
        }
        let typed = std::mem::take(&mut open.typed);
        open.since = None;
        let mut nonces: Vec<ByteBuf> = typed.iter().map(|row| row.nonce.clone()).collect();
        nonces.sort();
        nonces.dedup();
        let own: BTreeSet<u64> =
            nonces.iter().filter_map(|n| n[..].try_into().ok()).map(|n| peer_id(&by.secrets.device(), &paper, &n)).collect();
        let updates = match open.draft.own_updates_since(&open.published, &|peer| own.contains(&peer)) {
            Ok(update) => update.into_iter().collect(),
            // One act for each piece says the same in more bytes.
            Err(_) => typed.iter().map(|row| row.update.to_vec()).collect::<Vec<_>>(),
        };
        open.published = open.draft.version();
        for update in updates {
            let ops = DraftOps { paper, copy, nonces: nonces.clone(), update: ByteBuf::from(update) };
            let nonce = by.nonce();
            let act = self.author(batch, by.secrets, by.now, nonce, side.circle(), &Body::DraftOps(ops));
            open.acts.insert(act);
            made += 1;
        }
        batch.clear(store::TYPED, store::of_draft(&self.id, &paper, copy));
        // What was typed in another document of this copy stays until it is in an act.
        let others = self.former.iter().filter(|(key, _)| *key == (paper, copy)).map(|(_, open)| open);
        let elsewhere = others.chain(self.drafts.get(&(paper, copy))).flat_map(|other| other.typed.iter().chain(&other.unread));
        for row in open.unread.iter().chain(elsewhere) {
            batch.append(store::TYPED, store::of_draft(&self.id, &paper, copy), cbor(row));
        }
        open.keep(batch, &self.id, &paper, copy);
        made
    }
}

/// The acts of a draft with author, nonces and update.
type DraftAct<'a> = ((ActId, DeviceId), Vec<[u8; 16]>, &'a [u8]);

fn draft_acts<'a>(state: &'a qalam_model::state::State, paper: &PaperId, copy: (Side, Option<RevisionId>)) -> Vec<DraftAct<'a>> {
    state
        .draft_updates_of(paper, copy)
        .filter_map(|(id, _)| {
            let act = state.act(&id)?;
            let written = act.body?.writing()?;
            let nonces = written.nonces.iter().filter_map(|n| n[..].try_into().ok()).collect();
            Some(((id, act.device), nonces, written.update))
        })
        .collect()
}

fn damaged(error: qalam_model::draft::DraftError) -> Error {
    Error::new(Code::VaultDamaged).with("what", "a draft").because(error)
}

pub(crate) fn refused(error: qalam_model::draft::DraftError) -> Error {
    Error::new(Code::DraftRefused).with("what", error.to_string()).because(error)
}

impl OpenDraft {
    /// Brings typing of a former run into the document, as far as what it builds on is there.
    fn read_typing(&mut self) -> Result<()> {
        for row in std::mem::take(&mut self.unread) {
            match self.draft.import(&row.update, &|_| true).map_err(damaged)? {
                Import::Applied => {
                    self.typed.push(row);
                    self.since.get_or_insert((0, 0));
                }
                Import::Waiting => self.unread.push(row),
            }
        }
        Ok(())
    }

    /// Writes the document as it is, so that the next opening reads one blob.
    fn keep(&self, batch: &mut Batch, group: &GroupId, paper: &PaperId, copy: Option<RevisionId>) {
        // What was typed must not stand in the blob: what acts carry is told by its version.
        if self.typed.is_empty() {
            let row = DraftRow { snapshot: ByteBuf::from(self.draft.snapshot()), acts: self.acts.iter().copied().collect() };
            batch.put(store::DRAFTS, store::of_draft(group, paper, copy), cbor(&row));
        }
    }

    /// Notes that an act is in the document.
    pub(crate) fn has_act(&mut self, act: ActId) {
        self.acts.insert(act);
    }

    /// Whether something typed is not in an act yet.
    pub(crate) fn has_typing(&self) -> bool {
        self.since.is_some()
    }
}

impl Work<'_> {
    /// Brings my side's draft to these paragraphs, in one act; the ids of changed paragraphs.
    pub(crate) fn rewrite(
        &mut self,
        batch: &mut Batch,
        paper: PaperId,
        copy: Option<RevisionId>,
        target: &[Paragraph],
    ) -> Result<Vec<ParagraphId>> {
        self.rewrite_with(batch, paper, copy, |draft| draft.replace_with(target).map_err(refused))
    }

    /// Does something to my side's draft under a peer of its own, in one act; the ids of changed paragraphs, as `work`
    /// tells them.
    pub(crate) fn rewrite_with(
        &mut self,
        batch: &mut Batch,
        paper: PaperId,
        copy: Option<RevisionId>,
        work: impl FnOnce(&mut Draft) -> Result<Vec<ParagraphId>>,
    ) -> Result<Vec<ParagraphId>> {
        self.space.ahead += 1;
        let nonce: [u8; 16] = self.random();
        let side = self.side()?;
        let device = self.device();
        let now = self.now();
        self.space.draft(self.vault, side, paper, copy)?;
        // What was typed becomes an act first: an act that builds on typing must not come before it, or each of the
        // two may wait for the other on the laptops that read them.
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        self.space.typed_to_acts(batch, &mut sealer, None);
        let open = self.space.draft(self.vault, side, paper, copy)?;
        let before = open.draft.version();
        open.draft.set_peer(peer_id(&device, &paper, &nonce));
        let changed = work(&mut open.draft)?;
        if changed.is_empty() {
            return Ok(changed);
        }
        let update = open.draft.updates_since(&before).map_err(refused)?;
        let ops = DraftOps { paper, copy, nonces: vec![ByteBuf::from(nonce.to_vec())], update: ByteBuf::from(update) };
        let act = self.author_in(batch, side.circle(), &Body::DraftOps(ops))?;
        if let Some(open) = self.space.drafts.get_mut(&(paper, copy)) {
            open.acts.insert(act);
        }
        Ok(changed)
    }

    fn my_draft(&mut self, paper: &str) -> Result<(PaperId, Option<RevisionId>, &mut OpenDraft)> {
        let paper = self.find_paper(paper)?;
        let side = self.side()?;
        self.may_draft(&paper)?;
        let copy = self.working_copy(&paper)?;
        Ok((paper, copy, self.space.draft(self.vault, side, paper, copy)?))
    }
}

impl App {
    /// Opens my side's draft or working copy for a window: a fresh peer and a document to begin with.
    pub fn draft_open(&self, paper: &str) -> Result<DraftOpening> {
        self.work(|here| {
            let nonce: [u8; 16] = here.random();
            let device = here.device();
            let (paper, _, open) = here.my_draft(paper)?;
            let peer = peer_id(&device, &paper, &nonce);
            let replica = Replica::of(&open.draft, peer).map_err(refused)?;
            let snapshot = replica.snapshot();
            if open.openings.len() == MOST_OPENINGS {
                open.openings.remove(0);
            }
            open.openings.push(Opening { nonce, replica });
            Ok(DraftOpening { peer, snapshot })
        })
    }

    /// The window is done with the draft.
    pub fn draft_close(&self, paper: &str, opening: u64) -> Result<()> {
        self.work(|here| {
            let id = here.find_paper(paper)?;
            let Space { drafts, former, .. } = &mut *here.space;
            let all = drafts.iter_mut().map(|(key, open)| (*key, open)).chain(former.iter_mut().map(|(key, open)| (*key, open)));
            for (_, open) in all.filter(|((paper, _), _)| *paper == id) {
                open.openings.retain(|one| one.replica.window() != opening);
            }
            Ok(())
        })
    }

    /// Takes what was typed in a window. When this returns it is on the disk.
    pub fn draft_push(&self, paper: &str, update: &[u8]) -> Result<()> {
        if update.len() > LARGEST_UPDATE {
            return Err(Error::new(Code::DraftRefused).with("what", format!("{} bytes", update.len())));
        }
        self.work(|here| {
            let (now, group) = (here.now(), here.space.id);
            let id = here.find_paper(paper)?;
            here.may_draft(&id)?;
            // The opening that typed this, whatever copy it was of: what somebody was typing when a new revision arrived
            // belongs to the old one's copy, and is kept there.
            let peers = peers_in(update).map_err(refused)?;
            if peers.is_empty() {
                // A command that changed nothing is nothing to keep.
                return Ok(());
            }
            let Space { drafts, former, unindexed, events, .. } = &mut *here.space;
            let all = drafts.iter_mut().map(|(key, open)| (*key, open)).chain(former.iter_mut().map(|(key, open)| (*key, open)));
            let opening = all.into_iter().find_map(|((paper, copy), open)| {
                let at = open.openings.iter().position(|one| peers == [one.replica.window()]).filter(|_| paper == id)?;
                Some((copy, at, open))
            });
            let Some((copy, at, open)) = opening else {
                return Err(Error::new(Code::DraftRefused).with("what", here.words.say("what-no-opening", &[])));
            };
            let OpenDraft { draft, openings, typed, since, .. } = open;
            let Opening { nonce, replica } = &mut openings[at];
            replica.follow(draft).map_err(refused)?;
            let Some(typing) = replica.read(update).map_err(refused)? else {
                return Err(Error::new(Code::DraftRefused).with("what", here.words.say("what-gap", &[])));
            };
            let before = draft.version();
            draft.set_peer(replica.window());
            draft.write_typing(typing).map_err(refused)?;
            let own = replica.window();
            if let Some(written) = draft.own_updates_since(&before, &|peer| peer == own).map_err(refused)? {
                let row = TypedRow { nonce: ByteBuf::from(nonce.to_vec()), update: ByteBuf::from(written) };
                let mut batch = Batch::default();
                batch.append(store::TYPED, store::of_draft(&group, &id, copy), cbor(&row));
                batch.commit(here.vault)?;
                typed.push(row);
                *since = Some((since.map_or(now, |(first, _)| first), now));
                unindexed.insert(id);
                events.push(Event::StatusChanged);
            }
            replica.keep(update, draft).map_err(refused)
        })
    }

    /// What a window lacks that has its document at `version` (an encoded Loro version vector).
    pub fn draft_pull(&self, paper: &str, opening: u64, version: &[u8]) -> Result<Vec<u8>> {
        self.work(|here| {
            let (id, _, open) = here.my_draft(paper)?;
            let OpenDraft { draft, openings, .. } = open;
            if let Some(mine) = openings.iter_mut().find(|one| one.replica.window() == opening) {
                mine.replica.follow(draft).map_err(refused)?;
                return mine.replica.updates_since(version).map_err(refused);
            }
            let former = here.space.former.iter().map(|(key, open)| (key, open));
            let elsewhere = here
                .space
                .drafts
                .iter()
                .chain(former)
                .any(|((paper, _), open)| *paper == id && open.openings.iter().any(|one| one.replica.window() == opening));
            if elsewhere {
                return Err(Error::new(Code::DraftMoved));
            }
            Err(Error::new(Code::DraftRefused).with("what", here.words.say("what-no-opening", &[])))
        })
    }
}
