//! Which of the decisions that show apply in one paragraph. They are gone through in order of act hash; one that
//! would stand where another already stands gives way and shows as overtaken. What reaches into several paragraphs
//! gives way in all of them if it does in one.

use super::{
    index::{Index, Room},
    touch::Reach,
    types::{DecidedAs, HunkState},
    verdict::Verdicts,
};
use crate::{
    ids::*,
    proposal::{Change, Decision, Treatment},
};
use std::collections::{HashMap, HashSet};

/// What shows for one hunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) act: ActId,
    pub(super) decision: &'a Decision,
    pub(super) as_: DecidedAs,
}

/// What applies in one paragraph.
#[derive(Debug)]
pub(super) struct Settled<'a> {
    /// The own wording that applies.
    pub(super) own: Option<(ActId, &'a Decision)>,
    /// The own wording that shows but gives way, and to what.
    pub(super) own_overtaken: Option<(ActId, ActId)>,
    /// Hunks that are taken.
    pub(super) taken: Vec<(usize, ActId)>,
    /// Hunks that stand in brackets.
    pub(super) bracketed: Vec<(usize, ActId)>,
    /// What became of each hunk.
    pub(super) states: Vec<HunkState>,
}

struct Item<'a> {
    act: ActId,
    /// Its place in the act's list of hunks: an act's own order counts among its hunks.
    order: usize,
    /// None: an own wording.
    hunk: Option<usize>,
    as_: DecidedAs,
    decision: &'a Decision,
}

/// In lists of decided hunks up to this length the order counts, in longer ones the order in the paragraph.
const LISTED: usize = 1000;

pub(super) fn shown<'a>(room: &Room<'a>, verdicts: &Verdicts<'a>) -> Vec<Option<Shown<'a>>> {
    room.hunks
        .iter()
        .map(|held| {
            let (act, decision) = *verdicts.on_hunk.get(&held.hunk.id)?.first()?;
            Some(Shown { act, decision, as_: DecidedAs::of(&decision.treatment)? })
        })
        .collect()
}

/// What applies in each paragraph.
pub(super) fn settle_all<'a>(index: &Index<'a>, reaches: &[Vec<Reach>], verdicts: &Verdicts<'a>) -> Vec<Settled<'a>> {
    let mut barred = Barred::new();
    let one = |room: usize, barred: &Barred| settle(&index.rooms[room], &reaches[room], verdicts, barred);
    let mut all: Vec<Settled<'a>> = (0..index.rooms.len()).map(|room| one(room, &barred)).collect();
    if index.guests.is_empty() {
        return all;
    }
    let overtaken = |settled: &Settled<'_>, at: usize| match settled.states.get(at) {
        Some(HunkState::Overtaken { decision, by }) => Some((*decision, *by)),
        _ => None,
    };
    // The lowest first: what it had overtaken itself may then apply after all.
    loop {
        let found = index.guests.keys().filter(|hunk| !barred.contains_key(hunk)).flat_map(|hunk| {
            index.places(hunk).filter_map(|(room, at)| overtaken(&all[room], at)).map(|(decision, by)| (decision, *hunk, by))
        });
        let Some((_, hunk, by)) = found.min() else { break };
        barred.insert(hunk, by);
        for (room, _) in index.places(&hunk) {
            all[room] = one(room, &barred);
        }
    }
    for hunk in index.guests.keys() {
        let states = index.places(hunk).filter_map(|(room, at)| all[room].states.get(at).cloned());
        let Some(state) = states.min_by_key(weight) else { continue };
        for (room, at) in index.places(hunk) {
            if let Some(own) = all[room].states.get_mut(at) {
                own.clone_from(&state);
            }
        }
    }
    all
}

/// Of the states that one hunk has in several paragraphs the lightest holds.
fn weight(state: &HunkState) -> (u8, Option<ActId>) {
    match state {
        HunkState::Overtaken { by, .. } => (0, Some(*by)),
        HunkState::Decided { decision, .. } => (1, Some(*decision)),
        HunkState::Follows { decision } => (2, Some(*decision)),
        HunkState::Undecided { late } => (3 + u8::from(!late), None),
    }
}

/// What gives way in another paragraph, and to what.
type Barred = HashMap<HunkId, ActId>;

fn settle<'a>(room: &Room<'a>, reaches: &[Reach], verdicts: &Verdicts<'a>, barred: &Barred) -> Settled<'a> {
    let shown = shown(room, verdicts);
    let wording = verdicts.wordings.get(&room.id).and_then(|list| list.first()).copied();
    let items = items(room, &shown, wording);
    let mut applied: Vec<Item<'a>> = Vec::new();
    let mut overtaken: Vec<Option<ActId>> = vec![None; room.hunks.len()];
    let mut own_overtaken = None;
    for item in items {
        if let Some((hunk, by)) = item.hunk.and_then(|h| Some((h, *barred.get(&room.hunks[h].hunk.id)?))) {
            overtaken[hunk] = Some(by);
            continue;
        }
        match applied.iter().find(|other| clash(room, reaches, &item, other)) {
            None => applied.push(item),
            Some(other) => match item.hunk {
                Some(hunk) => overtaken[hunk] = Some(other.act),
                None => own_overtaken = Some((item.act, other.act)),
            },
        }
    }
    let of = |wanted: DecidedAs| applied.iter().filter(|i| i.as_ == wanted).filter_map(|i| Some((i.hunk?, i.act))).collect();
    let own = applied.iter().find(|i| i.hunk.is_none()).map(|i| (i.act, i.decision));
    let mut settled = Settled { own, own_overtaken, taken: of(DecidedAs::Accept), bracketed: of(DecidedAs::Bracket), states: Vec::new() };
    settled.states = states(room, reaches, &shown, &overtaken, &settled);
    settled
}

fn items<'a>(room: &Room<'a>, shown: &[Option<Shown<'a>>], wording: Option<(ActId, &'a Decision)>) -> Vec<Item<'a>> {
    let mut orders: HashMap<(ActId, HunkId), usize> = HashMap::new();
    let mut listed = HashSet::new();
    let of_room: HashSet<HunkId> = room.hunks.iter().map(|h| h.hunk.id).collect();
    for s in shown.iter().flatten() {
        // One act may decide hundreds of paragraphs; the order in so long a list is nobody's choice.
        if listed.insert(s.act) && s.decision.hunks.len() <= LISTED {
            for (order, hunk) in s.decision.hunks.iter().enumerate().filter(|(_, h)| of_room.contains(h)) {
                orders.entry((s.act, *hunk)).or_insert(order);
            }
        }
    }
    let mut items: Vec<Item<'a>> = shown
        .iter()
        .enumerate()
        .filter_map(|(i, s)| {
            let s = (*s)?;
            let order = orders.get(&(s.act, room.hunks[i].hunk.id)).copied().unwrap_or(i);
            matches!(s.as_, DecidedAs::Accept | DecidedAs::Bracket).then_some(Item {
                act: s.act,
                order,
                hunk: Some(i),
                as_: s.as_,
                decision: s.decision,
            })
        })
        .collect();
    items.extend(wording.map(|(act, decision)| Item { act, order: 0, hunk: None, as_: DecidedAs::Own, decision }));
    items.sort_by_key(|i| (i.act, i.order, i.hunk));
    items
}

/// Whether two that apply cannot both stand. Brackets at one place become one; what one act takes together stands
/// together unless the ranges themselves overlap.
fn clash(room: &Room<'_>, reaches: &[Reach], item: &Item<'_>, other: &Item<'_>) -> bool {
    let (a, b) = match (item.hunk, other.hunk) {
        (Some(a), Some(b)) => (a, b),
        // An own wording says everything but the kind of the paragraph and the shape of a table.
        (Some(h), None) | (None, Some(h)) => return !reaches[h].is_style(),
        (None, None) => return true,
    };
    if item.as_ == DecidedAs::Bracket && other.as_ == DecidedAs::Bracket {
        return false;
    }
    if item.act == other.act && !(reaches[a].is_whole() || reaches[b].is_whole()) {
        return overlap(&room.hunks[a].hunk.change, &room.hunks[b].hunk.change);
    }
    if item.act == other.act { reaches[a].excludes(&reaches[b]) } else { reaches[a].touches(&reaches[b]) }
}

fn overlap(x: &Change, y: &Change) -> bool {
    let ranges = |a, b, c, d| a < d && c < b;
    match (x, y) {
        (Change::Words { start: a, end: b, .. }, Change::Words { start: c, end: d, .. }) => {
            ranges(a, b, c, d) || (a == c && (a == b || c == d))
        }
        (Change::Format { mark: m, start: a, end: b, .. }, Change::Format { mark: n, start: c, end: d, .. }) => {
            m == n && ranges(a, b, c, d)
        }
        (Change::Link { start: a, end: b, .. }, Change::Link { start: c, end: d, .. }) => ranges(a, b, c, d),
        (Change::Insert { .. } | Change::Delete { .. }, _) | (_, Change::Insert { .. } | Change::Delete { .. }) => true,
        // Two kinds, two shapes; anything else stands beside the other.
        _ => std::mem::discriminant(x) == std::mem::discriminant(y),
    }
}

fn states(
    room: &Room<'_>,
    reaches: &[Reach],
    shown: &[Option<Shown<'_>>],
    overtaken: &[Option<ActId>],
    settled: &Settled<'_>,
) -> Vec<HunkState> {
    // That something comes to stand behind a paragraph decides nothing in it.
    let decides = shown.iter().zip(reaches).filter(|(_, reach)| **reach != Reach::Anchor);
    let in_force: Vec<&Decision> = decides.filter_map(|(s, _)| Some(s.as_ref()?.decision)).chain(settled.own.map(|(_, d)| d)).collect();
    // One look at each contribution that any of these had seen.
    let seen: HashSet<ActId> = in_force.iter().flat_map(|d| d.seen.iter().copied()).collect();
    (0..room.hunks.len())
        .map(|i| match (&shown[i], overtaken[i]) {
            (Some(s), Some(by)) => HunkState::Overtaken { decision: s.act, by },
            (Some(s), None) if s.as_ == DecidedAs::Own => own_state(room, s, settled),
            (Some(s), None) => HunkState::Decided { decision: s.act, treatment: s.as_ },
            (None, _) => match follows(room, reaches, shown, settled, i) {
                Some(decision) => HunkState::Follows { decision },
                None => {
                    let late = !in_force.is_empty() && !room.hunks[i].contributions.iter().any(|c| seen.contains(c));
                    HunkState::Undecided { late }
                }
            },
        })
        .collect()
}

fn own_state(room: &Room<'_>, shown: &Shown<'_>, settled: &Settled<'_>) -> HunkState {
    let decided = HunkState::Decided { decision: shown.act, treatment: DecidedAs::Own };
    let Treatment::Own { paragraph, .. } = &shown.decision.treatment else { return decided };
    if *paragraph != room.id {
        // It words another paragraph with regard to this hunk: this one stays as it was.
        return decided;
    }
    match (settled.own, settled.own_overtaken) {
        (Some((act, _)), _) if act == shown.act => decided,
        (Some((by, _)), _) | (None, Some((_, by))) => HunkState::Overtaken { decision: shown.act, by },
        (None, None) => decided,
    }
}

/// The decision with which an undecided hunk falls: the lowest one that takes what it touches, or words its
/// paragraph, and that had seen a contribution with this hunk.
fn follows(room: &Room<'_>, reaches: &[Reach], shown: &[Option<Shown<'_>>], settled: &Settled<'_>, i: usize) -> Option<ActId> {
    let contributions = &room.hunks[i].contributions;
    let saw = |d: &Decision| d.seen.iter().any(|c| contributions.binary_search(c).is_ok());
    let taken = settled
        .taken
        .iter()
        .filter(|(j, _)| *j != i && reaches[*j].touches(&reaches[i]))
        .filter_map(|(j, act)| shown[*j].filter(|s| saw(s.decision)).map(|_| *act));
    let own = settled.own.filter(|(_, d)| !reaches[i].is_style() && saw(d)).map(|(act, _)| act);
    taken.chain(own).min()
}
