//! The wording of one paragraph with what applies in it, and where each word comes from.

use super::{
    index::{Laid, Room},
    settle::Settled,
    touch::{self, Reach},
    types::{Bracket, BracketAlternative, DecidedAs, HunkState, Segment, Source},
    verdict::Verdicts,
};
use crate::{
    compare::{
        carry,
        flat::Flat,
        is_han,
        splice::{Account, Piece, Spliced, splice},
        steps_of,
    },
    ids::*,
    proposal::{Change, Contributor, Treatment},
    text::{RichText, Sign, SignKind},
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Where words come from: the paragraph that says more, the place in its words of the revision, and what they are.
pub(super) type Origin = (ParagraphId, u32, Source);

impl Account for Origin {
    fn further(&self, by: u32) -> Origin {
        let (of, at, source) = self;
        (*of, if *source == Source::Base { at + by } else { *at }, source.clone())
    }
}

/// The wording now.
#[derive(Debug, Default)]
pub(super) struct Worded {
    pub(super) text: Option<RichText>,
    pub(super) segments: Vec<Segment>,
    pub(super) brackets: Vec<Bracket>,
    /// Of a paragraph of the revision that nobody worded anew: the same, with the places of its words of before.
    pub(super) made: Option<Spliced<Origin>>,
}

/// How a paragraph reads. `coming` are words of others that come into it.
pub(super) fn word(
    room: &Room<'_>,
    reaches: &[Reach],
    settled: &Settled<'_>,
    verdicts: &Verdicts<'_>,
    coming: Vec<Piece<Origin>>,
) -> Worded {
    if let Some((act, decision)) = settled.own
        && let Treatment::Own { text, .. } = &decision.treatment
    {
        return own(room, act, text.as_ref());
    }
    let changes: Vec<&Change> = room.hunks.iter().map(|h| &h.hunk.change).collect();
    if settled.taken.iter().any(|(i, _)| reaches[*i] == Reach::All) {
        return Worded::default();
    }
    let brackets = brackets(room, reaches, settled, verdicts);
    let Some(old) = room.old else { return inserted(room, settled, &brackets) };
    let mut base = Flat::of(&old.text);
    for (i, _) in &settled.taken {
        if let Change::Format { start, end, mark, on, .. } = changes[*i] {
            base.set(*start, *end, *mark, *on);
        }
    }
    let links: Vec<_> = settled
        .taken
        .iter()
        .filter_map(|(i, _)| match changes[*i] {
            Change::Link { start, end, href, .. } => Some((*start, *end, href.as_deref())),
            _ => None,
        })
        .collect();
    base.set_links(&links);
    let mut pieces = Vec::new();
    for (i, act) in &settled.taken {
        if let Change::Words { start, end, text, .. } = changes[*i] {
            pieces.push(Piece { start: *start, end: *end, parts: vec![(Flat::of(text), (room.id, 0, taken(room, *i, *act)))] });
        }
    }
    let mut written = Vec::new();
    for group in &brackets {
        let alternatives = group.alternatives(room, &base);
        let bracket = Bracket {
            cluster: group.hunks.iter().map(|&i| room.hunks[i].hunk.id).collect(),
            decisions: group.decisions.clone(),
            base: group.range,
            alternatives,
        };
        let inner = group.inner(room, &base, &bracket.alternatives);
        let parts = bracket_parts(written.len(), &bracket, &inner).into_iter().map(|(text, source)| (text, (room.id, 0, source))).collect();
        pieces.push(Piece { start: group.range.0, end: group.range.1, parts });
        written.push(bracket);
    }
    carry::fit(&mut pieces, coming);
    let made = splice(&base, |at| (room.id, at, Source::Base), &pieces);
    let (text, segments) = read(&made);
    Worded { text: Some(text), segments, brackets: written, made: Some(made) }
}

/// A text and its segments. Where words met that stood apart they may compose.
pub(super) fn read(made: &Spliced<Origin>) -> (RichText, Vec<Segment>) {
    let (mut text, mut segments) = (made.text.rich(), segments(made));
    let elsewhere = segments.windows(2).any(|w| w[0].of != w[1].of);
    if let Some(moved) = elsewhere.then(|| text.compose()).flatten() {
        shift(&mut segments, &moved);
    }
    (text, segments)
}

/// Moves segments to the new offsets of their text.
pub(super) fn shift(segments: &mut Vec<Segment>, moved: &[u32]) {
    let at = |old: u32| moved.get(old as usize).or(moved.last()).copied().unwrap_or(0);
    segments.iter_mut().for_each(|s| (s.start, s.end) = (at(s.start), at(s.end)));
    segments.retain(|s| s.start < s.end);
}

/// Segments of a text; words of the revision that stood one behind the other as one.
fn segments(made: &Spliced<Origin>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::with_capacity(made.sources.len());
    for (start, end, (of, at, source)) in &made.sources {
        match out.last_mut() {
            Some(last)
                if last.of == *of && last.source == *source && (*source != Source::Base || last.at + (last.end - last.start) == *at) =>
            {
                last.end = *end;
            }
            _ => out.push(Segment { start: *start, end: *end, of: *of, at: *at, source: source.clone() }),
        }
    }
    out
}

fn taken(room: &Room<'_>, i: usize, decision: ActId) -> Source {
    Source::Hunk { hunk: room.hunks[i].hunk.id, by: room.hunks[i].by.clone(), decision }
}

/// An own wording: what it shares with the revision stays the revision's.
fn own(room: &Room<'_>, act: ActId, text: Option<&RichText>) -> Worded {
    let Some(text) = text else { return Worded::default() };
    let nothing = RichText::default();
    let old = room.old.map_or(&nothing, |p| &p.text);
    let segments = steps_of(old, text)
        .into_iter()
        .filter(|s| s.new.0 < s.new.1)
        .map(|s| Segment {
            start: s.new.0 as u32,
            end: s.new.1 as u32,
            of: room.id,
            at: if s.same { s.old.0 as u32 } else { 0 },
            source: if s.same { Source::Base } else { Source::Own { decision: act } },
        })
        .collect();
    Worded { text: Some(text.clone()), segments, ..Worded::default() }
}

/// A paragraph that is not in the revision: taken, in brackets, or not there.
fn inserted(room: &Room<'_>, settled: &Settled<'_>, brackets: &[Group<'_>]) -> Worded {
    let along = along(room, settled);
    for (i, act) in settled.taken.iter().chain(&along) {
        if let Change::Insert { paragraph, .. } = &room.hunks[*i].hunk.change {
            let end = paragraph.text.len();
            let segment = Segment { start: 0, end, of: room.id, at: 0, source: taken(room, *i, *act) };
            let segments = if end > 0 { vec![segment] } else { Vec::new() };
            return Worded { text: Some(paragraph.text.clone()), segments, ..Worded::default() };
        }
    }
    let Some(group) = brackets.first() else { return Worded::default() };
    let bracket = Bracket {
        cluster: group.hunks.iter().map(|&i| room.hunks[i].hunk.id).collect(),
        decisions: group.decisions.clone(),
        base: (0, 0),
        alternatives: group.alternatives(room, &Flat::default()),
    };
    let parts = bracket_parts(0, &bracket, &[]).into_iter().map(|(text, source)| (text, (room.id, 0, source))).collect();
    let made = splice(&Flat::default(), |at| (room.id, at, Source::Base), &[Piece { start: 0, end: 0, parts }]);
    Worded { text: Some(made.text.rich()), segments: segments(&made), brackets: vec![bracket], made: None }
}

/// A footnote or cell that came along with what stands in a bracket, or in an own wording of its paragraph: it stands
/// as it is, if its sign or its row and column does.
fn along(room: &Room<'_>, settled: &Settled<'_>) -> Option<(usize, ActId)> {
    let placed = |c: &Change| matches!(c, Change::Insert { paragraph, .. } if paragraph.kind.is_placed());
    let mut at = room.hunks.iter().zip(&settled.states).enumerate();
    at.find_map(|(i, (held, state))| match state {
        HunkState::Decided { decision, treatment: DecidedAs::Bracket | DecidedAs::Own } if placed(&held.hunk.change) => {
            Some((i, *decision))
        }
        _ => None,
    })
}

/// Hunks that stand in one bracket.
struct Group<'r> {
    hunks: Vec<usize>,
    decisions: Vec<ActId>,
    range: (u32, u32),
    /// The wordings asked for: hunks of the group, and which contributions want just these.
    wants: Vec<Want<'r>>,
    /// The contributions that the bracket's decisions had seen; empty if they do not say.
    seen: BTreeSet<ActId>,
}

struct Want<'r> {
    hunks: BTreeSet<usize>,
    names: Vec<&'r Laid<'r>>,
    /// Those that do not count any more.
    former: Vec<&'r Laid<'r>>,
}

impl Want<'_> {
    /// The delegations for which one that wants this is named: those of a contribution that the bracket's decisions had
    /// seen. Who submitted anew since, and still wants it, is named as before.
    fn named(&self, laid: &Laid<'_>, seen: &BTreeSet<ActId>) -> Vec<DelegationId> {
        let all = behind(laid);
        if seen.is_empty() || seen.contains(&laid.act) {
            return all.collect();
        }
        let before = self.former.iter().filter(|f| f.contribution.by == laid.contribution.by && seen.contains(&f.act));
        let before: BTreeSet<DelegationId> = before.flat_map(|f| behind(f)).collect();
        all.filter(|d| before.contains(d)).collect()
    }
}

fn brackets<'r>(room: &'r Room<'r>, reaches: &[Reach], settled: &Settled<'_>, verdicts: &Verdicts<'_>) -> Vec<Group<'r>> {
    let members: Vec<usize> =
        settled.bracketed.iter().map(|(i, _)| *i).filter(|&i| matches!(reaches[i], Reach::Words(..) | Reach::All | Reach::New)).collect();
    if members.is_empty() {
        return Vec::new();
    }
    let groups = touch::groups(reaches, &members);
    let mut by_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in &members {
        by_group.entry(groups[i]).or_default().push(i);
    }
    by_group.into_values().map(|hunks| Group::new(room, settled, verdicts, hunks)).collect()
}

impl<'r> Group<'r> {
    fn new(room: &'r Room<'r>, settled: &Settled<'_>, verdicts: &Verdicts<'_>, mut hunks: Vec<usize>) -> Group<'r> {
        hunks.sort_unstable();
        let mut decisions: Vec<ActId> =
            settled.bracketed.iter().filter(|(i, _)| hunks.binary_search(i).is_ok()).map(|(_, act)| *act).collect();
        decisions.sort();
        decisions.dedup();
        let range = hunks.iter().fold((u32::MAX, 0), |(from, to), &i| match room.hunks[i].hunk.change {
            Change::Words { start, end, .. } => (from.min(start), to.max(end)),
            _ => (0, room.old.map_or(0, |p| p.text.len())),
        });
        let seen: BTreeSet<ActId> = hunks
            .iter()
            .filter_map(|&i| verdicts.on_hunk.get(&room.hunks[i].hunk.id)?.first())
            .flat_map(|(_, d)| d.seen.iter().copied())
            .collect();
        let wants = wants(room, &seen, &hunks);
        Group { hunks, decisions, range, wants, seen }
    }

    /// The revision's wording and each one that is asked for, those that read alike as one.
    fn alternatives(&self, room: &Room<'_>, base: &Flat) -> Vec<BracketAlternative> {
        let (from, to) = self.range;
        let place = base.slice(from as usize, to as usize);
        let nobody = |text| BracketAlternative { text, ..BracketAlternative::default() };
        let mut out = vec![nobody(place.rich())];
        for want in &self.wants {
            let text = self.reading(room, &place, from, &want.hunks);
            let at = out.iter().position(|a| a.text == text).unwrap_or_else(|| {
                out.push(nobody(text));
                out.len() - 1
            });
            let alternative = &mut out[at];
            alternative.hunks.extend(want.hunks.iter().map(|&i| room.hunks[i].hunk.id));
            if want.names.is_empty() {
                alternative.behind.extend(want.hunks.iter().flat_map(|&i| room.hunks[i].by.iter().copied()));
                alternative.cosponsors.extend(want.hunks.iter().flat_map(|&i| room.hunks[i].cosponsors.iter().copied()));
                alternative
                    .named
                    .extend(delegations(&alternative.behind).chain(alternative.cosponsors.iter().copied()).collect::<Vec<_>>());
            }
            alternative.named.extend(want.names.iter().flat_map(|laid| want.named(laid, &self.seen)));
            alternative.behind.extend(want.names.iter().map(|l| l.contribution.by));
            alternative.cosponsors.extend(want.names.iter().flat_map(|l| l.proposal.cosponsors.iter().copied()));
        }
        for alternative in &mut out {
            tidy(&mut alternative.behind);
            tidy(&mut alternative.cosponsors);
            tidy(&mut alternative.named);
            let mut seen = BTreeSet::new();
            alternative.hunks.retain(|h| seen.insert(*h));
        }
        out
    }

    /// The places within the revision's wording where some wish changes a little of what another one changes as a
    /// whole: their wordings stand there, and not as alternatives of the whole. So they do in a paragraph that somebody
    /// wants to go. None where anything else meets them.
    fn inner(&self, room: &Room<'_>, base: &Flat, alternatives: &[BracketAlternative]) -> Vec<Inner> {
        let range = |i: &usize| match room.hunks[*i].hunk.change {
            Change::Words { start, end, .. } if start <= end && end as usize <= base.len() => Some((start, end)),
            Change::Delete { .. } => Some((0, u32::try_from(base.len()).ok()?)),
            _ => None,
        };
        let ranges: Option<Vec<Vec<(u32, u32)>>> = self.wants.iter().map(|w| w.hunks.iter().map(range).collect()).collect();
        let Some(ranges) = ranges.filter(|r| r.len() > 1 && r.len() <= NESTED) else { return Vec::new() };
        let word = |sum: &mut u32, c: &char| {
            let before = *sum;
            *sum += u32::from(!c.is_whitespace());
            Some(before)
        };
        let words_before: Vec<u32> = base.chars.iter().chain([&' ']).scan(0, word).collect();
        let words = |start: u32, end: u32| words_before.get(start as usize) < words_before.get(end as usize);
        // With some word of the outer one left on either side, or on one: else they are rivals for one place.
        let holds = |(s, e): (u32, u32), (a, b): (u32, u32)| {
            s <= a && b <= e && if a < b { words(s, a) || words(b, e) } else { words(s, a) && words(b, e) }
        };
        let hulls: Vec<(u32, u32)> = ranges.iter().map(|r| hull(r)).collect();
        let within = |w: usize| ranges.iter().enumerate().any(|(v, of)| v != w && of.iter().any(|r| holds(*r, hulls[w])));
        let (mut little, whole): (Vec<usize>, Vec<usize>) = (0..ranges.len()).partition(|&w| within(w));
        little.sort_by_key(|&w| hulls[w]);
        let mut places: Vec<((u32, u32), Vec<usize>)> = Vec::new();
        for w in little {
            match places.last_mut().filter(|((_, end), _)| hulls[w].0 <= *end || !words(*end, hulls[w].0)) {
                Some((place, wants)) => {
                    place.1 = place.1.max(hulls[w].1);
                    wants.push(w);
                }
                None => places.push((hulls[w], vec![w])),
            }
        }
        let (from, to) = (self.range.0 as usize, self.range.1 as usize);
        let (first, last) = trimmed(base, from, to);
        let apart = |(s, e): (u32, u32), (a, b): (u32, u32)| (e < a && words(e, a)) || (b < s && words(b, s));
        let clear = |place: (u32, u32)| {
            let edges = first <= place.0 as usize && place.1 as usize <= last;
            edges && whole.iter().flat_map(|w| &ranges[*w]).all(|r| holds(*r, place) || apart(*r, place))
        };
        if !places.iter().all(|(place, _)| clear(*place)) {
            return Vec::new();
        }
        let all = base.slice(from, to);
        let index = |w: usize| {
            let reads = self.reading(room, &all, self.range.0, &self.wants[w].hunks);
            alternatives.iter().position(|a| a.text == reads)
        };
        let inner = |((start, end), wants): ((u32, u32), Vec<usize>)| {
            let here = base.slice(start as usize, end as usize);
            let mut wordings = vec![(0, here.clone())];
            for w in wants {
                let index = index(w)?;
                if wordings.iter().all(|(i, _)| *i != index) {
                    wordings.push((index, Flat::of(&self.reading(room, &here, start, &self.wants[w].hunks))));
                }
            }
            Some(Inner { start: start as usize - from, end: end as usize - from, wordings })
        };
        let out: Vec<Inner> = places.into_iter().map(inner).collect::<Option<_>>().unwrap_or_default();
        // What the whole is changed to stands beside it: nothing else may read the same within.
        let beside = |w: usize| index(w).is_some_and(|i| i > 0 && out.iter().flat_map(|p| &p.wordings).all(|(known, _)| *known != i));
        if whole.iter().all(|w| beside(*w)) { out } else { Vec::new() }
    }

    /// How `place`, which begins at `from`, reads with these hunks.
    fn reading(&self, room: &Room<'_>, place: &Flat, from: u32, hunks: &BTreeSet<usize>) -> RichText {
        let mut pieces = Vec::new();
        for &i in hunks {
            match &room.hunks[i].hunk.change {
                Change::Words { start, end, text, .. } => {
                    let parts = vec![(Flat::of(text), ())];
                    pieces.push(Piece { start: start.saturating_sub(from), end: end.saturating_sub(from), parts });
                }
                Change::Delete { .. } => return RichText::default(),
                Change::Insert { paragraph, .. } => return paragraph.text.clone(),
                _ => {}
            }
        }
        splice(place, |_| (), &pieces).text.rich()
    }
}

/// The delegations behind a proposal.
fn behind<'l>(laid: &'l Laid<'_>) -> impl Iterator<Item = DelegationId> + 'l {
    delegations(std::slice::from_ref(&laid.contribution.by)).chain(laid.proposal.cosponsors.iter().copied())
}

fn delegations(list: &[Contributor]) -> impl Iterator<Item = DelegationId> {
    list.iter().filter_map(|by| match by {
        Contributor::Delegation(d) => Some(*d),
        Contributor::Chair => None,
    })
}

fn tidy<T: Ord>(list: &mut Vec<T>) {
    list.sort();
    list.dedup();
}

/// Which of a bracket's hunks each contribution wants together, in an order that does not depend on acts. A
/// contribution that the bracket's decisions had not seen puts no new wording into it; one that was withdrawn since
/// takes none away. No hunk is left out.
fn wants<'r>(room: &'r Room<'r>, seen: &BTreeSet<ActId>, hunks: &[usize]) -> Vec<Want<'r>> {
    let mut out: Vec<Want<'r>> = Vec::new();
    let mut late = Vec::new();
    for laid in &room.laid {
        let ids: HashSet<HunkId> = laid.proposal.hunks.iter().map(|h| h.id).collect();
        let held: BTreeSet<usize> = hunks.iter().filter(|i| ids.contains(&room.hunks[**i].hunk.id)).copied().collect();
        if held.is_empty() {
            continue;
        }
        if let Some(want) = out.iter_mut().find(|w| w.hunks == held) {
            want.names.push(laid);
        } else if seen.is_empty() || seen.contains(&laid.act) {
            out.push(Want { hunks: held, names: vec![laid], former: Vec::new() });
        } else {
            late.push((held, laid));
        }
    }
    for (held, laid) in late {
        if let Some(want) = out.iter_mut().find(|w| w.hunks == held) {
            want.names.push(laid);
        }
    }
    let covered: BTreeSet<usize> = out.iter().flat_map(|w| w.hunks.iter().copied()).collect();
    let rest = hunks.iter().filter(|i| !covered.contains(i));
    out.extend(rest.map(|&i| Want { hunks: BTreeSet::from([i]), names: Vec::new(), former: Vec::new() }).collect::<Vec<_>>());
    out.sort_by(|a, b| a.hunks.cmp(&b.hunks));
    // Who took a wish back is not behind it any more, as long as somebody else is.
    for want in &mut out {
        if want.names.iter().any(|l| l.current) {
            (want.names, want.former) = std::mem::take(&mut want.names).into_iter().partition(|l| l.current);
        }
    }
    out
}

fn hull(ranges: &[(u32, u32)]) -> (u32, u32) {
    ranges.iter().fold((u32::MAX, 0), |(from, to), (start, end)| (from.min(*start), to.max(*end)))
}

/// A place within the revision's wording of a bracket that has alternatives of its own.
struct Inner {
    /// Its range within the bracket's.
    start: usize,
    end: usize,
    /// The wordings, the revision's first, each with its index in [`Bracket::alternatives`].
    wordings: Vec<(usize, Flat)>,
}

/// One wording of a bracket that is not empty, white space at its edges left out.
struct Wording {
    /// Index in [`Bracket::alternatives`].
    index: usize,
    text: Flat,
    /// How much white space stood in front of it.
    from: usize,
    /// The wording that lies within another one: what it has more than that one, and where it would stand there.
    within: Option<Within>,
}

#[derive(Clone, Copy)]
struct Within {
    /// Index in the list of wordings.
    host: usize,
    at: usize,
    from: usize,
    until: usize,
}

/// A bracket as text: every alternative that is not empty in square brackets of its own, the revision's wording
/// first, as in `[shall] / [should]`; what one side deletes or inserts stands alone, as in `[open]`; what one
/// alternative has more than another stands within that one, as in `[shall [endeavour to]] / [should]`. The opening
/// signs say who is behind each. White space at the edges stands outside.
fn bracket_parts(bracket: usize, value: &Bracket, inner: &[Inner]) -> Vec<(Flat, Source)> {
    let mut out = Written { bracket, value, parts: Vec::new() };
    let little: BTreeSet<usize> = inner.iter().flat_map(|i| &i.wordings).map(|(index, _)| *index).filter(|index| *index > 0).collect();
    let all = value.alternatives.iter().enumerate().filter(|(index, _)| !little.contains(index));
    out.slot(all.map(|(index, a)| (index, Flat::of(&a.text))).collect(), inner);
    out.parts
}

/// What `slot` makes of the alternatives of one place: those that say something, and the white space around them.
fn said(alternatives: Vec<(usize, Flat)>) -> (Flat, Vec<Wording>, Flat) {
    let (mut head, mut tail) = (Flat::default(), Flat::default());
    let mut wordings: Vec<Wording> = Vec::new();
    for (index, flat) in alternatives {
        let (from, until) = trimmed(&flat, 0, flat.len());
        if from == until {
            continue;
        }
        if head.is_empty() {
            head = Flat { signs: Vec::new(), links: Vec::new(), ..flat.slice(0, from) };
        }
        if tail.is_empty() {
            tail = Flat { signs: Vec::new(), links: Vec::new(), ..flat.slice(until, flat.len()) };
        }
        wordings.push(Wording { index, text: flat.slice(from, until), from, within: None });
    }
    (head, wordings, tail)
}

/// `start..end` without white space at its edges; empty if there is nothing else.
fn trimmed(text: &Flat, start: usize, end: usize) -> (usize, usize) {
    let from = start + text.chars[start..end].iter().take_while(|c| c.is_whitespace()).count();
    let until = end - text.chars[from..end].iter().rev().take_while(|c| c.is_whitespace()).count();
    (from, until)
}

/// Of more wordings or wishes, or longer ones in characters, none is looked for within another.
const NESTED: usize = 16;
const NESTED_LENGTH: usize = 4000;

/// Finds for each wording one that it has all of, and one stretch more. One stretch in each, and not deeper.
fn nest(wordings: &mut [Wording], inner: bool) {
    if wordings.len() > NESTED {
        return;
    }
    for i in 0..wordings.len() {
        // The revision's wording has alternatives within itself already.
        if inner && wordings[i].index == 0 {
            continue;
        }
        let taken = |host: usize, list: &[Wording]| list.iter().any(|w| w.within.is_some_and(|n| n.host == host));
        if taken(i, wordings) {
            continue;
        }
        let host = |host: usize| {
            let full = inner && wordings[host].index == 0;
            let free = host != i && !full && wordings[host].within.is_none() && !taken(host, wordings);
            free.then(|| more(&wordings[host].text, &wordings[i].text, host)).flatten()
        };
        wordings[i].within = (0..wordings.len()).find_map(host);
    }
}

/// What `long` has more than `short`, if it is one stretch and all else is the same, formatting and signs included.
fn more(short: &Flat, long: &Flat, host: usize) -> Option<Within> {
    let (a, b) = (&short.chars, &long.chars);
    if b.len() <= a.len() || b.len() > NESTED_LENGTH {
        return None;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    if front + back < a.len() {
        return None;
    }
    let steps = steps_of(&short.rich(), &long.rich());
    let mut differ = steps.iter().filter(|s| !s.same);
    let (Some(step), None) = (differ.next(), differ.next()) else { return None };
    let ((at, to), (from, until)) = (step.old, step.new);
    let same = at == to && short.slice(0, at) == long.slice(0, from) && short.slice(at, short.len()) == long.slice(until, long.len());
    let (inner, outer) = trimmed(long, from, until);
    (same && inner < outer).then_some(Within { host, at, from, until })
}

/// A bracket that is being written.
struct Written<'v> {
    bracket: usize,
    value: &'v Bracket,
    parts: Vec<(Flat, Source)>,
}

impl Written<'_> {
    fn sign(&mut self, text: Flat) {
        self.parts.push((text, Source::Bracket { bracket: self.bracket, alternative: None }));
    }

    fn words(&mut self, text: Flat, alternative: usize) {
        self.parts.push((text, Source::Bracket { bracket: self.bracket, alternative: Some(alternative) }));
    }

    /// The opening sign of an alternative, with the delegations behind it.
    fn open(&mut self, alternative: usize) {
        let (value, mut text) = (&self.value.alternatives[alternative], plain("["));
        if !value.named.is_empty() {
            text.signs.push(Sign { at: 0, sign: SignKind::Behind(value.named.clone()) });
        }
        self.sign(text);
    }

    /// The alternatives of one place; the revision's wording with what stands within it.
    fn slot(&mut self, alternatives: Vec<(usize, Flat)>, inner: &[Inner]) {
        let base = alternatives.first().map(|(_, text)| text.clone()).unwrap_or_default();
        let (head, mut wordings, tail) = said(alternatives);
        if wordings.is_empty() {
            // Only white space is disputed: it stays as the revision has it.
            return self.words(base, 0);
        }
        nest(&mut wordings, !inner.is_empty());
        self.sign(head);
        let mut last: Option<char> = None;
        for host in (0..wordings.len()).filter(|i| wordings[*i].within.is_none()) {
            let wording = &wordings[host];
            if let Some(last) = last {
                self.sign(plain(if wide(last) && wide(wording.text.chars[0]) { "/" } else { " / " }));
            }
            last = wording.text.chars.last().copied();
            match wording.index {
                0 if !inner.is_empty() => self.host(wording, inner),
                _ => self.wording(wording, wordings.iter().find_map(|w| Some((w, w.within.filter(|n| n.host == host)?)))),
            }
        }
        self.sign(tail);
    }

    /// The revision's wording with places in it that have alternatives of their own.
    fn host(&mut self, wording: &Wording, inner: &[Inner]) {
        self.open(0);
        let mut at = 0;
        for place in inner {
            let (start, end) = (place.start.saturating_sub(wording.from), place.end.saturating_sub(wording.from));
            self.words(wording.text.slice(at.min(start), start), 0);
            self.slot(place.wordings.clone(), &[]);
            at = end;
        }
        self.words(wording.text.slice(at.min(wording.text.len()), wording.text.len()), 0);
        self.sign(plain("]"));
    }

    fn wording(&mut self, wording: &Wording, inner: Option<(&Wording, Within)>) {
        self.open(wording.index);
        match inner {
            None => self.words(wording.text.clone(), wording.index),
            Some((longer, Within { at, from, until, .. })) => {
                let (first, last) = trimmed(&longer.text, from, until);
                self.words(wording.text.slice(0, at), wording.index);
                self.words(longer.text.slice(from, first), longer.index);
                self.open(longer.index);
                self.words(longer.text.slice(first, last), longer.index);
                self.sign(plain("]"));
                self.words(longer.text.slice(last, until), longer.index);
                self.words(wording.text.slice(at, wording.text.len()), wording.index);
            }
        }
        self.sign(plain("]"));
    }
}

fn plain(text: &str) -> Flat {
    Flat::of(&RichText { text: text.to_owned(), ..RichText::default() })
}

/// Characters between which no space is written.
fn wide(c: char) -> bool {
    is_han(c) || matches!(u32::from(c), 0x3000..=0x303f | 0xff00..=0xffef)
}
