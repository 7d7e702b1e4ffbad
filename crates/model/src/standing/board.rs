//! The board: per paragraph who agreed, who reserves, who objects, who has said nothing; and what that comes to.

use super::{Stance, is_slot, same::unbroken};
use crate::{act::Stand, bracket::brackets, ids::*, paper::Paragraph};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What the board is a function of. The order of `said`, `parties` and `packages` never matters.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The chain of issued texts up to the one that is looked at, the first one first.
    pub chain: &'a [(RevisionId, &'a [Paragraph])],
    /// All standings on this paper, replaced ones included.
    pub said: &'a [(ActId, &'a Stand)],
    /// The delegations at the table.
    pub parties: &'a BTreeSet<DelegationId>,
    /// Packages of paragraphs, where the reader knows of any.
    pub packages: &'a [(ActId, &'a [ParagraphId])],
}

/// Where everybody stands on one issued text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Board {
    /// Its paragraphs in order, without headings.
    pub rows: Vec<Row>,
    /// What it comes to.
    pub totals: Totals,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Where it stands.
    pub state: RowState,
    /// Every delegation at the table, and those that said something while they were.
    pub voices: Vec<Voice>,
    /// The package for whose other paragraphs it waits.
    pub waits_for: Option<ActId>,
}

/// How one delegation stands on one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The delegation.
    pub delegation: DelegationId,
    /// How it stands.
    pub stance: Stance,
    /// The act that shows; none if it has said nothing on this wording.
    pub act: Option<ActId>,
    /// It was entered for it by the Chair's side.
    pub entered: bool,
    /// The text on which it was said.
    pub on: Option<RevisionId>,
    /// What its members said apart, and does not show.
    pub others: Vec<ActId>,
    /// What it had said before the paragraph became another, if it has said nothing since.
    pub lapsed: Option<Stance>,
}

/// Where a paragraph stands. The first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Something in it stands in brackets.
    Bracketed,
    /// Somebody objects.
    Objected,
    /// Somebody reserves.
    Reserved,
    /// All agreed, but it waits for the rest of its package.
    Waits,
    /// All agreed ad referendum.
    Agreed,
    /// Somebody has said nothing.
    Open,
}

/// How many paragraphs stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// All.
    pub all: usize,
    /// Agreed ad referendum by all.
    pub agreed: usize,
    /// In brackets.
    pub bracketed: usize,
    /// Neither.
    pub open: usize,
    /// Of the open ones: somebody objects.
    pub objected: usize,
    /// Of the open ones: nobody objects, somebody reserves.
    pub reserved: usize,
    /// Of the open ones: all agreed, but the rest of the package is not.
    pub waits: usize,
}

/// Puts everything together. What was said on a text outside the chain counts for nothing here.
pub fn board(input: Input<'_>) -> Board {
    let Some((_, text)) = input.chain.last() else { return Board::default() };
    let texts: Vec<&[Paragraph]> = input.chain.iter().map(|(_, text)| *text).collect();
    let since = unbroken(&texts);
    let said = by_place(&input);
    let bracketed = in_brackets(text);
    let mut rows: Vec<Row> = text
        .iter()
        .filter(|p| is_slot(p))
        .map(|p| {
            let here = said.get(&p.id);
            let from = since.get(&p.id).copied().unwrap_or(input.chain.len());
            let mut who: BTreeSet<DelegationId> = input.parties.clone();
            who.extend(here.into_iter().flatten().filter(|(_, s)| s.at >= from).map(|(d, _)| *d));
            let voices: Vec<Voice> = who.into_iter().map(|d| voice(d, here, from, &input)).collect();
            let state = state(bracketed.contains(&p.id), &voices, input.parties);
            Row { paragraph: p.id, state, voices, waits_for: None }
        })
        .collect();
    wait(&mut rows, input.packages);
    let totals = totals(&rows);
    Board { rows, totals }
}

/// One thing that a delegation said, which nothing of its own replaces.
#[derive(Debug)]
struct Said<'a> {
    act: ActId,
    stand: &'a Stand,
    /// Index in the chain of the text on which it was said.
    at: usize,
}

type ByPlace<'a> = HashMap<ParagraphId, Vec<(DelegationId, Said<'a>)>>;

fn by_place<'a>(input: &Input<'a>) -> ByPlace<'a> {
    let place: HashMap<RevisionId, usize> = input.chain.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let known: BTreeMap<ActId, &'a Stand> = input.said.iter().filter(|(_, s)| place.contains_key(&s.revision)).copied().collect();
    let mut replaced: HashSet<(ActId, ParagraphId)> = HashSet::new();
    for (act, newer) in &known {
        for old in newer.replaces.iter().filter(|old| *old != act) {
            // What a delegation said itself nobody takes away by entering something for it.
            let own = known.get(old).is_some_and(|o| o.delegation == newer.delegation && (o.entered || !newer.entered));
            if own {
                replaced.extend(newer.paragraphs.iter().map(|p| (*old, *p)));
            }
        }
    }
    let mut out: ByPlace<'a> = HashMap::new();
    for (act, stand) in known {
        let at = place.get(&stand.revision).copied().unwrap_or_default();
        let mut once = HashSet::new();
        for paragraph in stand.paragraphs.iter().filter(|p| !replaced.contains(&(act, **p)) && once.insert(**p)) {
            out.entry(*paragraph).or_default().push((stand.delegation, Said { act, stand, at }));
        }
    }
    out
}

fn voice(delegation: DelegationId, here: Option<&Vec<(DelegationId, Said<'_>)>>, from: usize, input: &Input<'_>) -> Voice {
    let own = || here.into_iter().flatten().filter(|(d, _)| *d == delegation).map(|(_, s)| s);
    let most = |list: Vec<&'_ Said<'_>>| -> Option<usize> {
        // Of equal ones the lowest act hash shows.
        (0..list.len()).min_by_key(|&i| (std::cmp::Reverse(list[i].stand.stance.caution()), list[i].act))
    };
    let now: Vec<&Said<'_>> = own().filter(|s| s.at >= from).collect();
    let Some(shown) = most(now.clone()) else {
        let last = own().map(|s| s.at).max();
        let before: Vec<&Said<'_>> = own().filter(|s| Some(s.at) == last).collect();
        let lapsed = most(before.clone()).map(|i| before[i].stand.stance.clone()).filter(|s| *s != Stance::Nothing);
        return Voice { delegation, stance: Stance::Nothing, act: None, entered: false, on: None, others: Vec::new(), lapsed };
    };
    let one = now[shown];
    Voice {
        delegation,
        stance: one.stand.stance.clone(),
        act: Some(one.act),
        entered: one.stand.entered,
        on: input.chain.get(one.at).map(|(id, _)| *id),
        others: now.iter().map(|s| s.act).filter(|act| *act != one.act).collect(),
        lapsed: None,
    }
}

/// The paragraphs with something in brackets, in a cell or a footnote of theirs too.
fn in_brackets(text: &[Paragraph]) -> HashSet<ParagraphId> {
    let open = |p: &&Paragraph| {
        let found = brackets(&p.text);
        found.open() > 0 || !found.unpaired.is_empty()
    };
    let host: HashMap<ParagraphId, ParagraphId> =
        text.iter().flat_map(|p| p.text.notes().map(move |n| (n, p.cell.map_or(p.id, |c| c.table)))).collect();
    let whose = |p: &Paragraph| p.cell.map(|c| c.table).or_else(|| host.get(&p.id).copied()).unwrap_or(p.id);
    text.iter().filter(open).map(whose).collect()
}

fn state(bracketed: bool, voices: &[Voice], parties: &BTreeSet<DelegationId>) -> RowState {
    let any = |wanted: fn(&Stance) -> bool| voices.iter().any(|v| wanted(&v.stance));
    let mut seated = voices.iter().filter(|v| parties.contains(&v.delegation)).peekable();
    match () {
        _ if bracketed => RowState::Bracketed,
        _ if any(|s| matches!(s, Stance::Objects(_))) => RowState::Objected,
        _ if any(|s| matches!(s, Stance::Reserves(_))) => RowState::Reserved,
        _ if seated.peek().is_some() && seated.all(|v| v.stance == Stance::Agreed) => RowState::Agreed,
        _ => RowState::Open,
    }
}

/// Of a package none is agreed until all of it is.
fn wait(rows: &mut [Row], packages: &[(ActId, &[ParagraphId])]) {
    let agreed: HashSet<ParagraphId> = rows.iter().filter(|r| r.state == RowState::Agreed).map(|r| r.paragraph).collect();
    let there: HashSet<ParagraphId> = rows.iter().map(|r| r.paragraph).collect();
    let mut sorted = packages.to_vec();
    sorted.sort_by_key(|(act, _)| *act);
    for (act, paragraphs) in sorted {
        let whole = paragraphs.iter().filter(|p| there.contains(p)).all(|p| agreed.contains(p));
        for row in rows.iter_mut().filter(|r| !whole && paragraphs.contains(&r.paragraph)) {
            row.waits_for.get_or_insert(act);
            if row.state == RowState::Agreed {
                row.state = RowState::Waits;
            }
        }
    }
}

fn totals(rows: &[Row]) -> Totals {
    let count = |wanted: RowState| rows.iter().filter(|r| r.state == wanted).count();
    let (agreed, bracketed) = (count(RowState::Agreed), count(RowState::Bracketed));
    Totals {
        all: rows.len(),
        agreed,
        bracketed,
        open: rows.len() - agreed - bracketed,
        objected: count(RowState::Objected),
        reserved: count(RowState::Reserved),
        waits: count(RowState::Waits),
    }
}
