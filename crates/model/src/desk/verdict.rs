//! Which decisions stand. A decision names those whose place it takes; per hunk the lowest act hash among those that
//! nothing replaces is the one that shows. A function of the set of decisions, never of their order of arrival.

use super::{
    index::{Held, Index},
    touch::{self, Reach},
    types::Input,
};
use crate::{
    ids::*,
    proposal::{Decision, Treatment},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The decisions that nothing replaces.
#[derive(Debug, Default)]
pub(super) struct Verdicts<'a> {
    /// On each hunk, in order of act hash; reopenings included.
    pub(super) on_hunk: HashMap<HunkId, Vec<(ActId, &'a Decision)>>,
    /// Own wordings of each paragraph, in order of act hash.
    pub(super) wordings: HashMap<ParagraphId, Vec<(ActId, &'a Decision)>>,
}

impl Verdicts<'_> {
    /// Whether a hunk lies on the desk: somebody asks it, or what was decided on it stands. What was reopened is nobody's
    /// any more if its contribution was withdrawn or replaced; it keeps its place among the rules, and waits for nothing.
    pub(super) fn keeps(&self, held: &Held<'_>) -> bool {
        let on = || self.on_hunk.get(&held.hunk.id).into_iter().flatten();
        held.current || on().any(|(_, d)| d.treatment != Treatment::Reopen)
    }
}

/// Reads all decisions on this revision. `reaches` are those of each room's hunks.
pub(super) fn verdicts<'a>(input: &Input<'a>, index: &Index<'a>, reaches: &[Vec<Reach>]) -> Verdicts<'a> {
    let decisions: BTreeMap<ActId, &'a Decision> =
        input.decisions.iter().filter(|(_, d)| d.revision == input.revision_id).copied().collect();
    let mut replaced = Replaced { index, reaches, hunks: HashSet::new(), wordings: HashSet::new() };
    for (act, newer) in &decisions {
        let named = Named::new(newer, index);
        for older in newer.replaces.iter().filter(|older| *older != act) {
            if let Some(decision) = decisions.get(older) {
                replaced.by(&named, *older, decision);
            }
        }
    }
    let mut out = Verdicts::default();
    for (act, decision) in decisions {
        let mut once = HashSet::new();
        for hunk in &decision.hunks {
            if once.insert(*hunk) && !replaced.hunks.contains(&(act, *hunk)) {
                out.on_hunk.entry(*hunk).or_default().push((act, decision));
            }
        }
        if let Treatment::Own { paragraph, .. } = &decision.treatment
            && !replaced.wordings.contains(&act)
        {
            out.wordings.entry(*paragraph).or_default().push((act, decision));
        }
    }
    out
}

/// A decision with its hunks at hand.
struct Named<'a> {
    decision: &'a Decision,
    hunks: HashSet<HunkId>,
    by_room: HashMap<usize, Vec<usize>>,
    /// It puts words into paragraphs (or leaves alternatives there), so that what it touches gives way.
    applies: bool,
    own: Option<ParagraphId>,
}

impl<'a> Named<'a> {
    fn new(decision: &'a Decision, index: &Index<'_>) -> Self {
        let mut by_room: HashMap<usize, Vec<usize>> = HashMap::new();
        if !decision.replaces.is_empty() {
            for (room, at) in decision.hunks.iter().flat_map(|h| index.places(h)) {
                by_room.entry(room).or_default().push(at);
            }
        }
        let own = match &decision.treatment {
            Treatment::Own { paragraph, .. } => Some(*paragraph),
            _ => None,
        };
        let applies = matches!(decision.treatment, Treatment::Accept | Treatment::Bracket);
        Named { decision, hunks: decision.hunks.iter().copied().collect(), by_room, applies, own }
    }
}

struct Replaced<'i, 'a> {
    index: &'i Index<'a>,
    reaches: &'i [Vec<Reach>],
    hunks: HashSet<(ActId, HunkId)>,
    wordings: HashSet<ActId>,
}

impl Replaced<'_, '_> {
    /// Notes for which hunks `newer` takes the place of `older`: those that it names; those that touch what it takes
    /// or brackets; the rest of a bracket that it opens; everything in a paragraph that it words itself.
    fn by(&mut self, newer: &Named<'_>, act: ActId, older: &Decision) {
        if let Treatment::Own { paragraph, .. } = &older.treatment
            && self.lifts(newer, *paragraph)
        {
            self.wordings.insert(act);
            self.hunks.extend(older.hunks.iter().map(|h| (act, *h)));
            return;
        }
        let all = newer.decision.treatment == Treatment::Reopen && newer.hunks.is_empty();
        // A bracket on part of a bracket joins it.
        let joins = newer.decision.treatment == Treatment::Bracket && older.treatment == Treatment::Bracket;
        let opens = newer.decision.treatment == Treatment::Accept;
        let mut rest: HashMap<usize, Vec<usize>> = HashMap::new();
        for hunk in &older.hunks {
            let place = self.index.hunks.get(hunk).copied();
            if all || newer.hunks.contains(hunk) || (!joins && self.index.places(hunk).any(|p| self.gives_way(newer, p))) {
                self.hunks.insert((act, *hunk));
            }
            if let (Some((room, at)), Treatment::Bracket, true) = (place, &older.treatment, opens) {
                rest.entry(room).or_default().push(at);
            }
        }
        for (room, members) in rest {
            self.open_bracket(act, room, &members);
        }
    }

    /// Taking one of its hunks settles a bracket as a whole: all that stand in it with that one leave it. (Not
    /// retaining one leaves the others in it.)
    fn open_bracket(&mut self, act: ActId, room: usize, members: &[usize]) {
        let hunks = &self.index.rooms[room].hunks;
        let groups = touch::groups(&self.reaches[room], members);
        let opened: HashSet<usize> =
            members.iter().filter(|&&i| self.hunks.contains(&(act, hunks[i].hunk.id))).map(|&i| groups[i]).collect();
        let whole = members.iter().filter(|&&i| opened.contains(&groups[i]));
        self.hunks.extend(whole.map(|&i| (act, hunks[i].hunk.id)));
    }

    fn gives_way(&self, newer: &Named<'_>, (room, at): (usize, usize)) -> bool {
        let reaches = &self.reaches[room];
        if newer.own == Some(self.index.rooms[room].id) {
            return !matches!(reaches[at], Reach::Place | Reach::Anchor);
        }
        newer.applies && newer.by_room.get(&room).is_some_and(|list| list.iter().any(|&i| i != at && reaches[i].touches(&reaches[at])))
    }

    /// Whether a decision that names an own wording takes its place as a whole: if it words, takes, brackets or
    /// reopens there. Not retaining one hunk leaves the wording as it stands.
    fn lifts(&self, newer: &Named<'_>, paragraph: ParagraphId) -> bool {
        match &newer.decision.treatment {
            Treatment::Own { paragraph: other, .. } => *other == paragraph,
            Treatment::Reopen => true,
            Treatment::Accept | Treatment::Bracket => {
                self.index.room_of.get(&paragraph).is_some_and(|room| newer.by_room.contains_key(room))
            }
            Treatment::Reject | Treatment::Defer => false,
        }
    }
}
