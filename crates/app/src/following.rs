//! Moving a working copy onto a new revision: what an older copy has that the one written in now does not, taking it
//! along in one act, and what could not be put and waits for a person.
//!
//! Whatever was written anywhere is either in the working copy, offered to be taken along, or listed as waiting; nothing
//! here drops or overwrites a word. How a change fits is [`qalam_model::onward`]'s to say.

mod left;
mod view;

use crate::{
    drafting::refused,
    error::Result,
    store::{self, Batch, cbor},
    work::Work,
};
use qalam_model::{
    act::{Body, DraftMove, Origin, Took},
    draft::{Draft, Import, peer_id, seen_together},
    ids::*,
    onward::{Carried, Fate, carry},
    paper::{Paragraph, tidy},
    proposal::{Change, Outcome},
    roster::Side,
};
use serde_bytes::ByteBuf;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// At which version of a copy nothing was left to take along, and up to which it was being taken along.
type Done = (Vec<u8>, Option<Vec<u8>>);

/// What is known of older copies, so that it need not be found out each time.
#[derive(Default)]
pub(crate) struct Kept {
    /// Whether the copy of that revision, at that version, has something that the current revision does not say.
    asks: HashMap<(PaperId, RevisionId, RevisionId), (Vec<u8>, bool)>,
    /// Copies of which nothing is left to take along.
    done: HashMap<(PaperId, Origin), Done>,
    /// What each move that is read could not put.
    moved: HashMap<ActId, Arc<Vec<left::Waiting>>>,
}

/// Text of an older copy, or of one that another move overtook, that is not taken along yet.
pub(crate) struct Source {
    pub from: Origin,
    /// What it began with, or as far as it was taken along.
    base: Vec<Paragraph>,
    mine: Vec<Paragraph>,
    version: Vec<u8>,
    /// Nothing of it was ever taken along: its changes are those that were proposed.
    whole: bool,
}

/// What moving now would do.
pub(crate) struct Plan {
    /// The copy onto which it moves.
    pub to: RevisionId,
    /// Its version.
    on: Vec<u8>,
    pub sources: Vec<(Source, Carried)>,
    text: Vec<Paragraph>,
}

impl Plan {
    /// In how many paragraphs it comes to this.
    pub(crate) fn count(&self, fate: Fate) -> u32 {
        self.sources.iter().map(|(_, carried)| carried.count(fate) as u32).sum()
    }
}

fn paragraphs(draft: &Draft) -> Vec<Paragraph> {
    draft.paragraphs().into_iter().map(|p| p.paragraph).collect()
}

/// What the table of decisions of the next revision says of single changes to a revision.
struct Told {
    revision: RevisionId,
    of: HashMap<HunkId, Fate>,
}

impl Told {
    fn fate(&self, change: &Change) -> Option<Fate> {
        if self.of.is_empty() { None } else { self.of.get(&change.id(&self.revision)).copied() }
    }
}

impl Work<'_> {
    /// The copy that my side writes in: of the newest revision, or, as long as nobody of my side has gone on from there, of
    /// the older one in which it wrote something that the newest does not say. None: the draft of a new paper.
    pub(crate) fn working_copy(&mut self, id: &PaperId) -> Result<Option<RevisionId>> {
        let Some(current) = self.space.copy_of(id) else { return Ok(None) };
        let side = self.side()?;
        if self.has_writing(side, id, current) {
            return Ok(Some(current));
        }
        let Some(paper) = self.space.state.paper(id) else { return Ok(Some(current)) };
        let older: Vec<RevisionId> = paper.revisions.iter().rev().map(|i| i.revision).filter(|r| *r != current).collect();
        for revision in older {
            if self.has_writing(side, id, revision) {
                let asks = self.asks(side, id, revision, current)?;
                return Ok(Some(if asks { revision } else { current }));
            }
        }
        Ok(Some(current))
    }

    fn has_writing(&self, side: Side, id: &PaperId, copy: RevisionId) -> bool {
        let acts = self.space.state.paper(id).is_some_and(|p| {
            p.draft_ops.get(&(side, Some(copy))).is_some_and(|ops| !ops.is_empty()) || p.moves.contains_key(&(side, Some(copy)))
        });
        acts || self.space.drafts.get(&(*id, Some(copy))).is_some_and(|open| open.has_typing())
    }

    /// Whether a copy has something that a later revision does not say.
    fn asks(&mut self, side: Side, id: &PaperId, copy: RevisionId, current: RevisionId) -> Result<bool> {
        let version = self.space.draft(self.vault, side, *id, Some(copy))?.draft.version();
        let key = (*id, copy, current);
        if let Some((_, asks)) = self.space.onward.asks.get(&key).filter(|(at, _)| *at == version) {
            return Ok(*asks);
        }
        let mine = paragraphs(&self.space.draft(self.vault, side, *id, Some(copy))?.draft);
        let (base, onto) = (self.text_of(id, copy), self.text_of(id, current));
        let told = self.decided_of(id, copy, current);
        let asks = carry(&base, &mine, &onto, &|c| told.fate(c)).report.iter().any(|i| i.fate != Fate::Taken);
        self.space.onward.asks.insert(key, (version, asks));
        Ok(asks)
    }

    fn text_of(&self, id: &PaperId, revision: RevisionId) -> Vec<Paragraph> {
        self.space.revision(id, &revision).map(|r| r.paragraphs.clone()).unwrap_or_default()
    }

    /// What became of proposals to `base` according to the issue of `next`, if that follows it.
    fn decided_of(&self, id: &PaperId, base: RevisionId, next: RevisionId) -> Told {
        let mut told = Told { revision: base, of: HashMap::new() };
        let state = &self.space.state;
        let Some(paper) = state.paper(id) else { return told };
        let issue = paper.issued(&next).filter(|i| i.predecessor == Some(base)).and_then(|i| state.issue(&i.act));
        let Some(issue) = issue else { return told };
        let mut hunks: HashMap<ProposalId, Vec<HunkId>> = HashMap::new();
        for contributed in paper.contributions.values().filter(|c| c.contribution.revision == base) {
            for proposal in &contributed.contribution.proposals {
                hunks.entry(proposal.id).or_insert_with(|| proposal.hunks.iter().map(|h| h.id).collect());
            }
        }
        for row in &issue.decisions {
            let all = || hunks.get(&row.proposal).cloned().unwrap_or_default();
            let (taken, bracketed) = match row.outcome {
                Outcome::Accepted => (all(), Vec::new()),
                Outcome::Partly => (row.taken.clone(), row.bracketed.clone()),
                Outcome::Bracketed if row.bracketed.is_empty() => (Vec::new(), all()),
                Outcome::Bracketed => (row.taken.clone(), row.bracketed.clone()),
                _ => (Vec::new(), Vec::new()),
            };
            told.of.extend(bracketed.into_iter().map(|h| (h, Fate::Bracketed)));
            told.of.extend(taken.into_iter().map(|h| (h, Fate::Taken)));
        }
        told
    }

    /// Up to which version each origin was taken along by moves of my side that count.
    fn taken(&self, side: Side, id: &PaperId) -> BTreeMap<Origin, Vec<u8>> {
        let mut out: BTreeMap<Origin, Vec<u8>> = BTreeMap::new();
        let Some(paper) = self.space.state.paper(id) else { return out };
        for moves in paper.moves.iter().filter(|((of, _), _)| *of == side).map(|(_, moves)| moves) {
            for took in moves.counted.iter().filter_map(|act| self.space.state.moved(act)).flat_map(|to| &to.took) {
                let both = match out.get(&took.from) {
                    Some(before) => seen_together(before, &took.version),
                    None => seen_together(&took.version, &took.version),
                };
                // A version that cannot be read takes nothing along: its text is offered again.
                if let Ok(both) = both {
                    out.insert(took.from, both);
                }
            }
        }
        out
    }

    /// Where text of my side may stand that is not in the copy of `to`: its copies of other issued texts in their
    /// order, the draft of the new paper first, then what was written on top of moves that do not count.
    fn origins(&self, side: Side, id: &PaperId, to: RevisionId) -> Vec<(Option<RevisionId>, Origin)> {
        let Some(paper) = self.space.state.paper(id) else { return Vec::new() };
        let issued = paper.revisions.iter().chain(&paper.rivals).map(|i| i.revision).filter(|r| *r != to);
        let own = (paper.side == Some(side)).then_some(None);
        let copies = own.into_iter().chain(issued.map(Some));
        let written = |copy: &Option<RevisionId>| {
            paper.draft_ops.get(&(side, *copy)).is_some_and(|ops| !ops.is_empty())
                || self.space.drafts.get(&(*id, *copy)).is_some_and(|open| open.has_typing())
        };
        let mut out: Vec<(Option<RevisionId>, Origin)> = copies.filter(written).map(|copy| (copy, Origin::Copy(copy))).collect();
        for ((_, copy), moves) in paper.moves.iter().filter(|((of, _), _)| *of == side) {
            out.extend(moves.apart.iter().map(|act| (*copy, Origin::Moved(*act))));
        }
        out
    }

    /// What the copy of a revision began with.
    fn beginning(&self, id: &PaperId, copy: Option<RevisionId>) -> Vec<Paragraph> {
        // The first revision is the draft of the new paper as it was issued.
        let first = || self.space.state.paper(id).and_then(|p| p.revisions.first()).map(|i| i.revision);
        copy.or_else(first).map(|revision| self.text_of(id, revision)).unwrap_or_default()
    }

    /// An origin as it is now, and how it began: a copy to read from.
    fn origin(&mut self, side: Side, id: &PaperId, copy: Option<RevisionId>, from: Origin) -> Result<Option<(Vec<Paragraph>, Draft)>> {
        match from {
            Origin::Copy(copy) => {
                let open = self.space.draft(self.vault, side, *id, copy)?;
                let now = Draft::open(&open.draft.snapshot()).map_err(refused)?;
                Ok(Some((self.beginning(id, copy), now)))
            }
            Origin::Moved(act) => Ok(self.overtaken(side, id, copy, act)?.map(|(began, now)| (paragraphs(&began), now))),
        }
    }

    /// The document that builds on a move which does not count: right after that move, and now.
    fn overtaken(&self, side: Side, id: &PaperId, copy: Option<RevisionId>, act: ActId) -> Result<Option<(Draft, Draft)>> {
        let (Some(paper), Some(to)) = (self.space.state.paper(id), self.space.state.moved(&act)) else { return Ok(None) };
        let Some(moves) = paper.moves.get(&(side, copy)) else { return Ok(None) };
        // Those on which it builds itself.
        let mut under: HashSet<ActId> = HashSet::new();
        let mut next = to.after;
        while let Some(before) = next.filter(|b| under.insert(*b)) {
            next = self.space.state.moved(&before).and_then(|to| to.after);
        }
        let mut acts: BTreeSet<(u64, ActId)> = paper.draft_ops.get(&(side, copy)).cloned().unwrap_or_default();
        acts.retain(|(_, a)| !moves.counted.contains(a) || under.contains(a));
        acts.extend(under.iter().map(|a| (0, *a)));
        let mut draft = self.space.start(side, *id, copy)?;
        let mut left: Vec<ActId> = acts.into_iter().map(|(_, a)| a).collect();
        self.take_up_all(&mut draft, id, &mut left);
        let mut own = vec![act];
        self.take_up_all(&mut draft, id, &mut own);
        if !own.is_empty() {
            // What it builds on is not here.
            return Ok(None);
        }
        let began = Draft::open(&draft.snapshot()).map_err(refused)?;
        self.take_up_all(&mut draft, id, &mut left);
        Ok(Some((began, draft)))
    }

    /// Takes up acts as far as what they build on is there; those that wait stay in the list.
    fn take_up_all(&self, draft: &mut Draft, id: &PaperId, left: &mut Vec<ActId>) {
        loop {
            let before = left.len();
            left.retain(|act| {
                let Some(stored) = self.space.state.act(act) else { return false };
                let Some(written) = stored.body.and_then(|body| body.writing()) else { return false };
                if written.update.is_empty() {
                    return false;
                }
                let nonces = written.nonces.iter().filter_map(|n| n[..].try_into().ok());
                let peers: BTreeSet<u64> = nonces.map(|n: [u8; 16]| peer_id(&stored.device, id, &n)).collect();
                matches!(draft.import(written.update, &|peer| peers.contains(&peer)), Ok(Import::Waiting))
            });
            if left.len() == before || left.is_empty() {
                return;
            }
        }
    }

    /// What is not taken along yet of one origin; none if there is nothing.
    fn source(
        &mut self,
        side: Side,
        id: &PaperId,
        copy: Option<RevisionId>,
        from: Origin,
        taken: Option<&Vec<u8>>,
    ) -> Result<Option<Source>> {
        let overtaken;
        let (began, now) = match from {
            Origin::Copy(copy) => {
                let version = self.space.draft(self.vault, side, *id, copy)?.draft.version();
                let done = self.space.onward.done.get(&(*id, from));
                if done.is_some_and(|(at, up_to)| *at == version && up_to.as_ref() == taken) {
                    return Ok(None);
                }
                let began = self.beginning(id, copy);
                (began, &self.space.draft(self.vault, side, *id, copy)?.draft)
            }
            Origin::Moved(act) => match self.overtaken(side, id, copy, act)? {
                Some((began, now)) => {
                    overtaken = now;
                    (paragraphs(&began), &overtaken)
                }
                None => return Ok(None),
            },
        };
        let version = now.version();
        let mut mine = paragraphs(now);
        let base = match taken {
            Some(taken) => now.before(taken).map_err(refused)?.map(|before| paragraphs(&before)),
            None => Some(began),
        };
        if from == Origin::Copy(None) {
            // As issuing reads it.
            mine.retain(|p| !p.kind.is_style() || !p.text.is_empty());
            tidy(&mut mine);
        }
        let bare = |list: &[Paragraph]| list.iter().map(|p| Paragraph { number: None, ..p.clone() }).collect::<Vec<_>>();
        match base.filter(|base| bare(base) != bare(&mine)) {
            Some(base) => Ok(Some(Source { from, base, mine, version, whole: taken.is_none() })),
            None => {
                if let Origin::Copy(_) = from {
                    self.space.onward.done.insert((*id, from), (version, taken.cloned()));
                }
                Ok(None)
            }
        }
    }

    /// What moving onto the newest revision's copy would do now; none if there is nothing to take along.
    pub(crate) fn plan(&mut self, id: &PaperId) -> Result<Option<Plan>> {
        let Some(to) = self.space.copy_of(id) else { return Ok(None) };
        let side = self.side()?;
        let taken = self.taken(side, id);
        let origins = self.origins(side, id, to);
        if origins.is_empty() {
            return Ok(None);
        }
        let open = self.space.draft(self.vault, side, *id, Some(to))?;
        let (on, mut text) = (open.draft.version(), paragraphs(&open.draft));
        let mut sources = Vec::new();
        for (copy, from) in origins {
            let Some(source) = self.source(side, id, copy, from, taken.get(&from))? else { continue };
            let told = self.told_of(id, &source, to);
            let carried = carry(&source.base, &source.mine, &text, &|c| told.fate(c));
            if carried.report.iter().any(|i| i.fate != Fate::Taken) {
                text.clone_from(&carried.text);
                sources.push((source, carried));
            }
        }
        Ok((!sources.is_empty()).then_some(Plan { to, on, sources, text }))
    }

    fn told_of(&self, id: &PaperId, source: &Source, to: RevisionId) -> Told {
        match source.from {
            Origin::Copy(Some(base)) if source.whole => self.decided_of(id, base, to),
            _ => Told { revision: to, of: HashMap::new() },
        }
    }

    /// Takes along what is not in the newest revision's copy, in one act.
    pub(crate) fn move_on(&mut self, batch: &mut Batch, id: &PaperId) -> Result<Option<Plan>> {
        self.space.ahead += 1;
        let (side, device, now) = (self.side()?, self.device(), self.now());
        let nonce: [u8; 16] = self.random();
        // What was typed becomes an act first: what this one says of a version has to be in acts.
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        self.space.typed_to_acts(batch, &mut sealer, None);
        let Some(plan) = self.plan(id)? else { return Ok(None) };
        let after = self.space.moves(side, id, Some(plan.to)).and_then(|moves| moves.counted.last().copied());
        let open = self.space.draft(self.vault, side, *id, Some(plan.to))?;
        open.draft.set_peer(peer_id(&device, id, &nonce));
        let changed = open.draft.replace_with(&plan.text).map_err(refused)?;
        let update = if changed.is_empty() { Vec::new() } else { open.draft.updates_since(&plan.on).map_err(refused)? };
        let took = plan.sources.iter().map(|(s, _)| Took { from: s.from, version: ByteBuf::from(s.version.clone()) }).collect();
        let body = DraftMove {
            paper: *id,
            copy: plan.to,
            after,
            on: ByteBuf::from(plan.on.clone()),
            took,
            nonces: vec![ByteBuf::from(nonce.to_vec())],
            update: ByteBuf::from(update),
        };
        let act = self.author_in(batch, side.circle(), &Body::DraftMove(body))?;
        if let Some(open) = self.space.drafts.get_mut(&(*id, Some(plan.to))) {
            open.has_act(act);
        }
        self.keep_notes(batch, id, &plan)?;
        Ok(Some(plan))
    }

    /// Reasons and co-sponsors go along with the changes that follow.
    fn keep_notes(&mut self, batch: &mut Batch, id: &PaperId, plan: &Plan) -> Result<()> {
        let mut notes = self.notes(id, plan.to)?;
        let before = notes.len();
        for (source, carried) in &plan.sources {
            let Origin::Copy(Some(copy)) = source.from else { continue };
            let old = self.notes(id, copy)?;
            let stand = carried.report.iter().filter(|i| matches!(i.fate, Fate::Followed | Fate::ToLook | Fate::Gone));
            for (paragraph, note) in stand.filter_map(|i| old.get_key_value(&i.paragraph)) {
                notes.entry(*paragraph).or_insert_with(|| note.clone());
            }
        }
        if notes.len() > before {
            batch.put(store::NOTES, store::of_draft(&self.space.id, id, Some(plan.to)), cbor(&notes));
        }
        Ok(())
    }
}
