//! The desk put together, paragraph by paragraph.

use super::{
    again::Former,
    index::{Held, Index, Room},
    places,
    rows::Rows,
    settle::{self, Settled},
    text::Worded,
    touch::{self, Reach},
    types::*,
    verdict::{self, Verdicts},
    whole::{Marked, Wholes},
};
use crate::{
    ids::*,
    paper::{Kind, Paragraph},
    proposal::{Change, Contributor, Outcome, Treatment},
    text::RichText,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// Lays everything out: see [`Desk`]. Linear in what there is but for sorting; nothing compares all hunks with all.
pub fn desk(input: Input<'_>) -> Desk {
    lay_out(input, &Former::default())
}

/// The same where a former desk is at hand, as after each decision: what came out as before is taken over from it.
pub fn desk_again(input: Input<'_>, former: &Desk) -> Desk {
    lay_out(input, &Former::of(former, input.revision_id))
}

fn lay_out(input: Input<'_>, former: &Former<'_>) -> Desk {
    let index = Index::new(&input);
    let reaches: Vec<Vec<Reach>> =
        index.rooms.iter().map(|r| touch::reaches(r.id, r.old, r.hunks.iter().map(|h| &h.hunk.change))).collect();
    let verdicts = verdict::verdicts(&input, &index, &reaches);
    let mut desk = Desk {
        paper: input.revision.paper,
        revision: input.revision_id,
        paragraphs: Rows::default(),
        moves: Vec::new(),
        notices: strays(&index, &verdicts),
        decisions: in_force(&verdicts),
        packages: Vec::new(),
        waiting: Default::default(),
    };
    let settled = settle::settle_all(&index, &reaches, &verdicts);
    let wholes = Wholes::of(&index, &settled);
    desk.moves = wholes.moves(&index);
    let lies = |(room, at): &(usize, usize)| verdicts.keeps(&index.rooms[*room].hunks[*at]);
    desk.moves.retain(|m| index.hunks.get(&m.hunk).is_some_and(lies));
    for (r, worded) in wholes.word(&index, &reaches, &settled, &verdicts).into_iter().enumerate() {
        let here = Here { room: &index.rooms[r], reaches: &reaches[r], settled: &settled[r], marked: wholes.mark(&index, r) };
        desk.paragraphs.push(paragraph(&here, worded, &verdicts, former, &mut desk.notices));
    }
    places::settle(&mut desk);
    desk.notices.sort();
    desk
}

fn in_force(verdicts: &Verdicts<'_>) -> BTreeMap<ActId, crate::proposal::Decision> {
    let lists = verdicts.on_hunk.values().chain(verdicts.wordings.values());
    let mut out: BTreeMap<ActId, crate::proposal::Decision> = BTreeMap::new();
    for (act, decision) in lists.flatten() {
        out.entry(*act).or_insert_with(|| (*decision).clone());
    }
    out
}

/// Decisions on what does not lie here.
fn strays(index: &Index<'_>, verdicts: &Verdicts<'_>) -> Vec<Notice> {
    let hunks = verdicts.on_hunk.iter().filter(|(hunk, _)| !index.hunks.contains_key(hunk));
    let hunks = hunks.flat_map(|(hunk, list)| list.iter().map(|(act, _)| Notice::NothingThere { decision: *act, hunk: Some(*hunk) }));
    let wordings = verdicts.wordings.iter().filter(|(id, _)| !index.room_of.contains_key(id));
    let wordings = wordings.flat_map(|(_, list)| list.iter().map(|(act, _)| Notice::NothingThere { decision: *act, hunk: None }));
    hunks.chain(wordings).collect()
}

/// One paragraph in the making.
struct Here<'h, 'a> {
    room: &'h Room<'a>,
    reaches: &'h [Reach],
    settled: &'h Settled<'a>,
    marked: Marked,
}

fn paragraph(
    here: &Here<'_, '_>,
    worded: Worded,
    verdicts: &Verdicts<'_>,
    former: &Former<'_>,
    notices: &mut Vec<Notice>,
) -> Arc<DeskParagraph> {
    let Here { room, settled, marked, .. } = here;
    let shown: Vec<usize> = (0..room.hunks.len()).filter(|i| verdicts.keeps(&room.hunks[*i])).collect();
    let whole = shown.len() == room.hunks.len();
    let reaches: Cow<'_, [Reach]> =
        if whole { Cow::Borrowed(here.reaches) } else { shown.iter().map(|i| here.reaches[*i].clone()).collect() };
    let reaches = &*reaches;
    let held: Vec<&Held<'_>> = shown.iter().map(|i| &room.hunks[*i]).collect();
    let taken = former.take(room, settled, &worded, verdicts).filter(|_| whole);
    let as_it_was = |p: &Arc<DeskParagraph>| p.into == marked.into && p.state == state(reaches, &p.hunks, &p.guests, settled);
    if let Some(p) = taken.filter(as_it_was) {
        note(room, settled, held.iter().copied().zip(&p.hunks), &p.wordings, verdicts, notices);
        return p;
    }
    // Guests come last.
    let mut hunks: Vec<DeskHunk> = shown.iter().map(|&i| hunk(&room.hunks[i], settled, verdicts, i)).collect();
    let members: Vec<usize> = (0..hunks.len()).collect();
    let clusters = clusters(reaches, &members).into_iter().map(|c| c.into_iter().map(|i| hunks[i].hunk.id).collect()).collect();
    let guests = hunks.split_off(held.iter().take_while(|h| !h.guest).count());
    let state = state(reaches, &hunks, &guests, settled);
    let wordings = acts(verdicts.wordings.get(&room.id));
    note(room, settled, held.iter().copied().zip(&hunks), &wordings, verdicts, notices);
    let proposals = proposals(room, &hunks, whole);
    let mut style = room.old.cloned().or_else(|| inserted(room, settled)).or_else(|| marked.part.clone());
    for (i, _) in &settled.taken {
        match (&room.hunks[*i].hunk.change, &mut style) {
            (Change::Restyle { kind, level, direction, .. }, Some(p)) => (p.kind, p.level, p.direction) = (*kind, *level, *direction),
            (Change::Reshape { table, .. }, Some(p)) => p.table = Some(table.clone()),
            _ => {}
        }
    }
    let style = style.unwrap_or_else(|| Paragraph::new(room.id, Kind::Plain, RichText::default()));
    Arc::new(DeskParagraph {
        id: room.id,
        is_insert: room.old.is_none(),
        old: room.old.cloned(),
        after: room.after,
        part_of: room.part_of,
        into: marked.into,
        kind: style.kind,
        level: style.level,
        direction: style.direction,
        table: style.table.filter(|_| style.kind == Kind::Table),
        cell: style.cell,
        text: worded.text,
        segments: worded.segments,
        brackets: worded.brackets,
        proposals,
        hunks,
        guests,
        clusters,
        state,
        own: settled.own.map(|(act, _)| act),
        wordings,
    })
}

/// The insert that stands here, or the first that wants to.
fn inserted(room: &Room<'_>, settled: &Settled<'_>) -> Option<Paragraph> {
    let first = settled.taken.iter().chain(&settled.bracketed).map(|(i, _)| *i);
    first.chain(0..room.hunks.len()).find_map(|i| match &room.hunks[i].hunk.change {
        Change::Insert { paragraph, .. } => Some(paragraph.clone()),
        _ => None,
    })
}

fn acts<T>(list: Option<&Vec<(ActId, T)>>) -> Vec<ActId> {
    list.into_iter().flatten().map(|(act, _)| *act).collect()
}

fn hunk(held: &Held<'_>, settled: &Settled<'_>, verdicts: &Verdicts<'_>, i: usize) -> DeskHunk {
    DeskHunk {
        hunk: held.hunk.clone(),
        by: held.by.clone(),
        cosponsors: held.cosponsors.clone(),
        proposals: held.proposals.clone(),
        contributions: held.contributions.clone(),
        discussion_only: held.discussion_only,
        decisions: acts(verdicts.on_hunk.get(&held.hunk.id)),
        state: settled.states[i].clone(),
    }
}

/// Two or more that touch, also through one another, each group in order of place.
pub(super) fn clusters(reaches: &[Reach], members: &[usize]) -> Vec<Vec<usize>> {
    let groups = touch::groups(reaches, members);
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in members {
        out.entry(groups[i]).or_default().push(i);
    }
    out.into_values().filter(|c| c.len() > 1).collect()
}

fn note<'h>(
    room: &Room<'_>,
    settled: &Settled<'_>,
    hunks: impl Iterator<Item = (&'h Held<'h>, &'h DeskHunk)>,
    wordings: &[ActId],
    verdicts: &Verdicts<'_>,
    notices: &mut Vec<Notice>,
) {
    let paragraph = room.id;
    if let [shown, others @ ..] = wordings
        && !others.is_empty()
    {
        notices.push(Notice::TwoWordings { paragraph, shown: *shown, others: others.to_vec() });
    }
    if let Some((decision, by)) = settled.own_overtaken {
        notices.push(Notice::Overtaken { paragraph, hunk: None, decision, by });
    }
    for (held, hunk) in hunks {
        let id = hunk.hunk.id;
        if let [shown, others @ ..] = &hunk.decisions[..]
            && !others.is_empty()
        {
            let list = verdicts.on_hunk.get(&id).into_iter().flatten();
            let mut treatments: Vec<&Treatment> = list.map(|(_, d)| &d.treatment).collect();
            treatments.dedup();
            let same = treatments.len() == 1;
            notices.push(Notice::TwoDecisions { paragraph, hunk: id, shown: *shown, others: others.to_vec(), same });
        }
        let wordless = held.hunk.change.is_whole() && !held.guest
            || matches!(held.hunk.change, Change::Format { .. } | Change::Link { .. } | Change::Restyle { .. } | Change::Reshape { .. });
        if let HunkState::Decided { decision, treatment: DecidedAs::Bracket } = &hunk.state
            && wordless
        {
            notices.push(Notice::NoWords { paragraph, hunk: id, decision: *decision });
        }
        match &hunk.state {
            HunkState::Overtaken { decision, by } => {
                notices.push(Notice::Overtaken { paragraph, hunk: Some(id), decision: *decision, by: *by });
            }
            HunkState::Decided { decision, treatment: DecidedAs::Accept | DecidedAs::Bracket } if !held.current => {
                notices.push(Notice::NoLongerAsked { paragraph, hunk: id, decision: *decision });
            }
            _ => {}
        }
    }
}

/// `whole`: all hunks of the room lie on the desk.
fn proposals(room: &Room<'_>, hunks: &[DeskHunk], whole: bool) -> Vec<DeskProposal> {
    let places: HashMap<HunkId, usize> = hunks.iter().enumerate().map(|(i, h)| (h.hunk.id, i)).collect();
    let held: HashSet<HunkId> = if whole { HashSet::new() } else { room.hunks.iter().map(|h| h.hunk.id).collect() };
    room.laid
        .iter()
        .filter_map(|laid| {
            let own: Vec<&DeskHunk> = laid.proposal.hunks.iter().filter_map(|h| places.get(&h.id)).map(|&i| &hunks[i]).collect();
            if !laid.current && own.is_empty() && laid.proposal.hunks.iter().any(|h| held.contains(&h.id)) {
                return None;
            }
            let contributor = laid.contribution.by;
            let mut shared: Vec<Contributor> = own.iter().flat_map(|h| h.by.iter().copied()).filter(|by| *by != contributor).collect();
            shared.sort();
            shared.dedup();
            Some(DeskProposal {
                contribution: laid.act,
                contributor,
                entered: laid.contribution.entered,
                floor: laid.contribution.floor,
                current: laid.current,
                shared_with: shared,
                outcome: outcome(own.iter().map(|h| &h.state)),
                proposal: laid.proposal.clone(),
            })
        })
        .collect()
}

/// How a whole proposal stands; none while a hunk of it is undecided.
fn outcome<'h>(states: impl Iterator<Item = &'h HunkState>) -> Option<Outcome> {
    let (mut all, mut accepted, mut bracketed, mut own, mut deferred) = (0, 0, 0, 0, 0);
    for state in states {
        all += 1;
        match state {
            HunkState::Undecided { .. } => return None,
            HunkState::Decided { treatment, .. } => match treatment {
                DecidedAs::Accept => accepted += 1,
                DecidedAs::Bracket => bracketed += 1,
                DecidedAs::Own => own += 1,
                DecidedAs::Defer => deferred += 1,
                DecidedAs::Reject => {}
            },
            HunkState::Overtaken { .. } | HunkState::Follows { .. } => {}
        }
    }
    Some(match () {
        _ if all > 0 && accepted == all => Outcome::Accepted,
        _ if accepted > 0 => Outcome::Partly,
        _ if bracketed > 0 => Outcome::Bracketed,
        _ if own > 0 => Outcome::OwnWording,
        _ if deferred > 0 => Outcome::Deferred,
        _ => Outcome::Rejected,
    })
}

/// Whether a hunk still has a claim on its place: it waits, it was taken, or it stands in a bracket.
pub(super) fn alive(state: &HunkState) -> bool {
    matches!(
        state,
        HunkState::Undecided { .. } | HunkState::Decided { treatment: DecidedAs::Accept | DecidedAs::Bracket | DecidedAs::Own, .. }
    )
}

/// Guests may contest what is asked here; they are decided in their own paragraph.
fn state(reaches: &[Reach], hunks: &[DeskHunk], guests: &[DeskHunk], settled: &Settled<'_>) -> ParagraphState {
    let waits = |h: &DeskHunk| matches!(h.state, HunkState::Undecided { .. });
    let decided_as =
        |wanted: DecidedAs| hunks.iter().any(|h| matches!(&h.state, HunkState::Decided { treatment, .. } if *treatment == wanted));
    if hunks.is_empty() && settled.own.is_none() {
        return ParagraphState::Untouched;
    }
    if hunks.iter().any(|h| h.state == HunkState::Undecided { late: true }) {
        return ParagraphState::NewSinceDecided;
    }
    if hunks.iter().any(waits) {
        let all = hunks.iter().chain(guests).enumerate();
        let members: Vec<usize> = all.filter(|(_, h)| alive(&h.state)).map(|(i, _)| i).collect();
        let contested = clusters(reaches, &members).iter().any(|c| c.iter().any(|&i| hunks.get(i).is_some_and(waits)));
        return if contested { ParagraphState::Contested } else { ParagraphState::Touched };
    }
    if decided_as(DecidedAs::Bracket) {
        return ParagraphState::Bracketed;
    }
    if decided_as(DecidedAs::Defer) {
        return ParagraphState::Deferred;
    }
    ParagraphState::Decided
}
