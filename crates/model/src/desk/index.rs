//! Contributions laid out by paragraph: the one walk over everything. What follows works paragraph by paragraph.
//! What moves words from one paragraph to another lies in its own one and is a guest in each other one that it reaches.

use super::{
    turns::{self, Turns},
    types::Input,
};
use crate::{
    compare::place::{self, Order, Slot},
    ids::*,
    paper::Paragraph,
    proposal::{Change, Contribution, Contributor, Hunk, Proposal, Treatment},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A hunk and all who hold it.
#[derive(Debug)]
pub(super) struct Held<'a> {
    pub(super) hunk: &'a Hunk,
    pub(super) by: Vec<Contributor>,
    pub(super) cosponsors: Vec<DelegationId>,
    pub(super) proposals: Vec<ProposalId>,
    pub(super) contributions: Vec<ActId>,
    pub(super) discussion_only: bool,
    /// Some contribution that counts holds it.
    pub(super) current: bool,
    /// It is another paragraph's and reaches into this one.
    pub(super) guest: bool,
}

/// A proposal in the paragraph that it is about.
#[derive(Debug)]
pub(super) struct Laid<'a> {
    pub(super) act: ActId,
    pub(super) contribution: &'a Contribution,
    pub(super) proposal: &'a Proposal,
    pub(super) current: bool,
}

/// One paragraph with everything about it.
#[derive(Debug)]
pub(super) struct Room<'a> {
    pub(super) id: ParagraphId,
    pub(super) old: Option<&'a Paragraph>,
    pub(super) after: Option<ParagraphId>,
    /// Somebody wants it to be a part that is split off that one.
    pub(super) part_of: Option<ParagraphId>,
    pub(super) hunks: Vec<Held<'a>>,
    pub(super) laid: Vec<Laid<'a>>,
}

/// All paragraphs in desk order.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) rooms: Vec<Room<'a>>,
    /// The room and the place in it of each hunk.
    pub(super) hunks: HashMap<HunkId, (usize, usize)>,
    /// The same where it is a guest.
    pub(super) guests: HashMap<HunkId, Vec<(usize, usize)>>,
    pub(super) room_of: HashMap<ParagraphId, usize>,
    /// What wants to be moved to where, in order of place: the hunk, and the room that its place is behind.
    pub(super) moves: Vec<(HunkId, Option<usize>)>,
    /// Of what is no paragraph of the revision: behind which one it stands.
    anchors: HashMap<ParagraphId, Option<ParagraphId>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(input: &Input<'a>) -> Index<'a> {
        let sorted = |list: &[(ActId, &'a Contribution)]| -> BTreeMap<ActId, &'a Contribution> {
            list.iter().filter(|(_, c)| c.revision == input.revision_id).copied().collect()
        };
        let (now, mut before) = (sorted(input.contributions), sorted(input.former));
        before.retain(|act, _| !now.contains_key(act));
        let named: HashSet<HunkId> =
            input.decisions.iter().filter(|(_, d)| d.treatment != Treatment::Reopen).flat_map(|(_, d)| d.hunks.iter().copied()).collect();
        let mut index = Index::laid_out(input, &now, &before, &named);
        for (act, contribution) in now {
            for proposal in &contribution.proposals {
                index.lay(Laid { act, contribution, proposal, current: true }, |_| true);
            }
        }
        for (act, contribution) in before {
            for proposal in contribution.proposals.iter().filter(|p| p.hunks.iter().any(|h| named.contains(&h.id))) {
                index.lay(Laid { act, contribution, proposal, current: false }, |h| named.contains(h));
            }
        }
        index.sort();
        index
    }

    fn laid_out(
        input: &Input<'a>,
        now: &BTreeMap<ActId, &'a Contribution>,
        before: &BTreeMap<ActId, &'a Contribution>,
        named: &HashSet<HunkId>,
    ) -> Index<'a> {
        // What somebody asks for as a new paragraph is one, also if it was a part before.
        let mut part_of: HashMap<ParagraphId, Option<ParagraphId>> = HashMap::new();
        for (contribution, counts) in now.values().map(|c| (c, true)).chain(before.values().map(|c| (c, false))) {
            for hunk in contribution.proposals.iter().flat_map(|p| &p.hunks).filter(|h| counts || named.contains(&h.id)) {
                match &hunk.change {
                    Change::Split { paragraph, parts } => parts.iter().for_each(|p| _ = part_of.entry(p.id).or_insert(Some(*paragraph))),
                    Change::Insert { paragraph, .. } if !paragraph.kind.is_placed() => _ = part_of.insert(paragraph.id, None),
                    _ => {}
                }
            }
        }
        let base: Vec<ParagraphId> = input.revision.paragraphs.iter().map(|p| p.id).collect();
        let Turns { layers, own } = turns::turns(input, now, before, named);
        let Order { slots, anchors } = place::slots(&base, &layers, &own);
        let mut index =
            Index { rooms: Vec::new(), hunks: HashMap::new(), guests: HashMap::new(), room_of: HashMap::new(), moves: Vec::new(), anchors };
        for slot in slots {
            let room = |id, old, after, part_of| Room { id, old, after, part_of, hunks: Vec::new(), laid: Vec::new() };
            match slot {
                Slot::Base(i) => {
                    let after = i.checked_sub(1).and_then(|i| base.get(i)).copied();
                    index.rooms.push(room(base[i], input.revision.paragraphs.get(i), after, None));
                }
                Slot::Insert(id, after) => index.rooms.push(room(id, None, after, part_of.get(&id).copied().flatten())),
                Slot::Move(hunk) => index.moves.push((hunk, index.rooms.len().checked_sub(1))),
            }
        }
        index.room_of = index.rooms.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        index
    }

    /// The other rooms into which a change reaches.
    fn others(&self, change: &Change) -> Vec<usize> {
        let mut ids = change.others();
        if let Change::Move { after: Some(after), .. } = change {
            ids.extend(self.anchors.get(after).copied().unwrap_or(Some(*after)));
        }
        let home = change.paragraph();
        let mut rooms: Vec<usize> = ids.into_iter().filter(|id| *id != home).filter_map(|id| self.room_of.get(&id).copied()).collect();
        tidy(&mut rooms);
        rooms
    }

    /// Each place of a hunk: the one in its own paragraph first.
    pub(super) fn places(&self, hunk: &HunkId) -> impl Iterator<Item = (usize, usize)> {
        self.hunks.get(hunk).into_iter().chain(self.guests.get(hunk).into_iter().flatten()).copied()
    }

    fn lay(&mut self, laid: Laid<'a>, wanted: impl Fn(&HunkId) -> bool) {
        let Some(&home) = self.room_of.get(&laid.proposal.paragraph) else { return };
        for hunk in laid.proposal.hunks.iter().filter(|h| wanted(&h.id)) {
            let Some(&room) = self.room_of.get(&hunk.change.paragraph()) else { continue };
            let (at_room, at) = *self.hunks.entry(hunk.id).or_insert_with(|| (room, hold(&mut self.rooms[room], hunk, &laid, false)));
            note(&mut self.rooms[at_room].hunks[at], &laid);
            if !hunk.change.is_whole() {
                continue;
            }
            for other in self.others(&hunk.change) {
                let places = self.guests.entry(hunk.id).or_default();
                let at = match places.iter().find(|(r, _)| *r == other) {
                    Some((_, at)) => *at,
                    None => {
                        let at = hold(&mut self.rooms[other], hunk, &laid, true);
                        places.push((other, at));
                        at
                    }
                };
                note(&mut self.rooms[other].hunks[at], &laid);
            }
        }
        self.rooms[home].laid.push(laid);
    }

    fn sort(&mut self) {
        for (r, room) in self.rooms.iter_mut().enumerate() {
            room.hunks.sort_by_key(|h| (h.guest, place_in_paragraph(&h.hunk.change), h.hunk.id));
            for (i, held) in room.hunks.iter_mut().enumerate() {
                tidy(&mut held.by);
                tidy(&mut held.cosponsors);
                tidy(&mut held.proposals);
                tidy(&mut held.contributions);
                match self.guests.get_mut(&held.hunk.id).filter(|_| held.guest) {
                    Some(places) => places.iter_mut().filter(|(room, _)| *room == r).for_each(|place| place.1 = i),
                    None => _ = self.hunks.insert(held.hunk.id, (r, i)),
                }
            }
        }
    }
}

/// A new place for a hunk in a room.
fn hold<'a>(room: &mut Room<'a>, hunk: &'a Hunk, laid: &Laid<'a>, guest: bool) -> usize {
    room.hunks.push(Held {
        hunk,
        by: Vec::new(),
        cosponsors: Vec::new(),
        proposals: Vec::new(),
        contributions: Vec::new(),
        discussion_only: false,
        current: laid.current,
        guest,
    });
    room.hunks.len() - 1
}

/// Notes who holds it.
fn note(held: &mut Held<'_>, laid: &Laid<'_>) {
    held.contributions.push(laid.act);
    // Who took a wish back is not behind it any more, as long as somebody else is.
    if laid.current || !held.current {
        held.by.push(laid.contribution.by);
        held.cosponsors.extend_from_slice(&laid.proposal.cosponsors);
        held.proposals.push(laid.proposal.id);
        held.discussion_only |= laid.proposal.discussion_only;
    }
}

fn tidy<T: Ord>(list: &mut Vec<T>) {
    list.sort();
    list.dedup();
}

fn place_in_paragraph(change: &Change) -> (u8, u32, u32) {
    match change {
        Change::Insert { .. } => (0, 0, 0),
        Change::Words { start, end, .. } | Change::Format { start, end, .. } | Change::Link { start, end, .. } => (1, *start, *end),
        Change::Restyle { .. } | Change::Reshape { .. } => (2, 0, 0),
        Change::Delete { .. } => (3, 0, 0),
        Change::Split { .. } | Change::Join { .. } | Change::Into { .. } => (4, 0, 0),
        Change::Move { .. } => (5, 0, 0),
    }
}
