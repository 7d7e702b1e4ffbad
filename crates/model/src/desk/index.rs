//! Contributions laid out by paragraph: the one walk over everything. What follows works paragraph by paragraph.

use super::types::Input;
use crate::{
    compare::place::{self, Slot, Wish},
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
    pub(super) hunks: Vec<Held<'a>>,
    pub(super) laid: Vec<Laid<'a>>,
}

/// All paragraphs in desk order.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) rooms: Vec<Room<'a>>,
    /// The room and the place in it of each hunk.
    pub(super) hunks: HashMap<HunkId, (usize, usize)>,
    pub(super) room_of: HashMap<ParagraphId, usize>,
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
        let mut index = Index::places(input, &now, &before, &named);
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

    fn places(
        input: &Input<'a>,
        now: &BTreeMap<ActId, &'a Contribution>,
        before: &BTreeMap<ActId, &'a Contribution>,
        named: &HashSet<HunkId>,
    ) -> Index<'a> {
        // Former contributions give places too (what stands behind a withdrawn insert stays in order), but a former
        // insert has a room of its own only if a decision names it.
        let mut shown: HashSet<ParagraphId> = HashSet::new();
        let mut wishes: BTreeMap<ActId, Vec<Wish>> = BTreeMap::new();
        for (act, contribution, counts) in now.iter().map(|(a, c)| (a, c, true)).chain(before.iter().map(|(a, c)| (a, c, false))) {
            for hunk in contribution.proposals.iter().flat_map(|p| &p.hunks) {
                if let Change::Insert { after, paragraph } = &hunk.change {
                    wishes.entry(*act).or_default().push((*after, paragraph.id));
                    if counts || named.contains(&hunk.id) {
                        shown.insert(paragraph.id);
                    }
                }
            }
        }
        let base: Vec<ParagraphId> = input.revision.paragraphs.iter().map(|p| p.id).collect();
        let wishes: Vec<Vec<Wish>> = wishes.into_values().collect();
        let mut rooms = Vec::new();
        for slot in place::slots(&base, &wishes) {
            let room = |id, old, after| Room { id, old, after, hunks: Vec::new(), laid: Vec::new() };
            match slot {
                Slot::Base(i) => {
                    let after = i.checked_sub(1).and_then(|i| base.get(i)).copied();
                    rooms.push(room(base[i], input.revision.paragraphs.get(i), after));
                }
                Slot::Insert(id, after) if shown.contains(&id) => rooms.push(room(id, None, after)),
                Slot::Insert(..) => {}
            }
        }
        let room_of = rooms.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        Index { rooms, hunks: HashMap::new(), room_of }
    }

    fn lay(&mut self, laid: Laid<'a>, wanted: impl Fn(&HunkId) -> bool) {
        let Some(&home) = self.room_of.get(&laid.proposal.paragraph) else { return };
        for hunk in laid.proposal.hunks.iter().filter(|h| wanted(&h.id)) {
            let Some(&room) = self.room_of.get(&hunk.change.paragraph()) else { continue };
            let hunks = &mut self.rooms[room].hunks;
            let (at_room, at) = *self.hunks.entry(hunk.id).or_insert_with(|| {
                hunks.push(Held {
                    hunk,
                    by: Vec::new(),
                    cosponsors: Vec::new(),
                    proposals: Vec::new(),
                    contributions: Vec::new(),
                    discussion_only: false,
                    current: laid.current,
                });
                (room, hunks.len() - 1)
            });
            let held = &mut self.rooms[at_room].hunks[at];
            held.contributions.push(laid.act);
            // Who took a wish back is not behind it any more, as long as somebody else is.
            if laid.current || !held.current {
                held.by.push(laid.contribution.by);
                held.cosponsors.extend_from_slice(&laid.proposal.cosponsors);
                held.proposals.push(laid.proposal.id);
                held.discussion_only |= laid.proposal.discussion_only;
            }
        }
        self.rooms[home].laid.push(laid);
    }

    fn sort(&mut self) {
        for (r, room) in self.rooms.iter_mut().enumerate() {
            room.hunks.sort_by_key(|h| (place_in_paragraph(&h.hunk.change), h.hunk.id));
            for (i, held) in room.hunks.iter_mut().enumerate() {
                tidy(&mut held.by);
                tidy(&mut held.cosponsors);
                tidy(&mut held.proposals);
                tidy(&mut held.contributions);
                self.hunks.insert(held.hunk.id, (r, i));
            }
        }
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
    }
}
