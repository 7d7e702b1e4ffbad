//! The desk as shells show it.

use crate::{
    App,
    api::{
        desk::*,
        paper::{PaperRef, Run},
    },
    asking::asked,
    deciding::old_and_new,
    deskwhole::{Earlier, Whole, shown},
    error::{Code, Error, Result},
    members::{CHAIR, CHAIR_COLOUR, column_of},
    overlay::laid_over,
    packaging::packages_view,
    proposing::kind_name,
    runs::{difference, runs, shortened},
    work::Work,
};
use qalam_model::{
    bracket,
    desk::{
        Bracket, DecidedAs, Desk, DeskHunk as Hunk, DeskParagraph as Row, DeskProposal as Laid, HunkState, Notice, ParagraphState, Source,
    },
    ids::*,
    number::Names,
    paper::Paragraph,
    proposal::{Change, Contributor, Outcome, ProposalKind},
    text::SignKind,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// Whether a row still wants a decision.
pub(crate) fn is_open(row: &Row) -> bool {
    matches!(row.state, ParagraphState::Touched | ParagraphState::Contested | ParagraphState::NewSinceDecided)
}

/// A few words that tell what a paragraph is about.
pub(crate) fn label(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > 38 {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    // Chinese has no spaces: the first characters do.
    if out.is_empty() { text.chars().take(18).collect() } else { out.trim_end_matches([',', ';', ':']).to_owned() }
}

pub(crate) fn state_name(state: ParagraphState) -> &'static str {
    match state {
        ParagraphState::Untouched => "untouched",
        ParagraphState::Touched => "touched",
        ParagraphState::Contested => "contested",
        ParagraphState::Bracketed => "bracketed",
        ParagraphState::Decided => "decided",
        ParagraphState::Deferred => "deferred",
        ParagraphState::NewSinceDecided => "new_since_decided",
        ParagraphState::WaitsForPackage => "waits_for_package",
    }
}

/// The contract's name of an outcome.
pub(crate) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Partly => "partly",
        Outcome::Bracketed => "bracketed",
        Outcome::Rejected => "rejected",
        Outcome::Deferred => "deferred",
        Outcome::OwnWording => "own_wording",
    }
}

fn decided_name(treatment: DecidedAs) -> &'static str {
    match treatment {
        DecidedAs::Accept => "accepted",
        DecidedAs::Reject => "rejected",
        DecidedAs::Bracket => "bracketed",
        DecidedAs::Defer => "deferred",
        DecidedAs::Own => "own_wording",
    }
}

pub(crate) fn hunk_kind(change: &Change) -> &'static str {
    match change {
        Change::Words { .. } => "words",
        Change::Format { .. } => "format",
        Change::Insert { .. } => "insert",
        Change::Delete { .. } => "delete",
        Change::Restyle { .. } => "restyle",
        Change::Link { .. } => "link",
        Change::Reshape { .. } => "reshape",
        Change::Move { .. } => "move",
        Change::Split { .. } => "split",
        Change::Join { .. } => "join",
        Change::Into { .. } => "into",
    }
}

/// How the paragraph reads now, in runs that say what each stretch is and who is behind it.
pub(crate) fn desk_runs(desk: &Desk, names: &Names, row: &Row) -> Vec<Run> {
    let Some(text) = &row.text else { return Vec::new() };
    row.segments
        .iter()
        .flat_map(|segment| {
            let piece = text.slice(segment.start, segment.end);
            match &segment.source {
                Source::Base => runs(names, &piece, "same", &[]),
                Source::Hunk { by, .. } => runs(names, &piece, "inserted", by),
                Source::Own { .. } => runs(names, &piece, "own", &[Contributor::Chair]),
                Source::Bracket { bracket, alternative } => {
                    // A bracket may have come along with words of another paragraph.
                    let of = if segment.of == row.id { row } else { desk.paragraph(segment.of).unwrap_or(row) };
                    let behind = of.brackets.get(*bracket).and_then(|b: &Bracket| b.alternatives.get((*alternative)?));
                    let by: Vec<Contributor> = behind
                        .map(|a| a.behind.iter().copied().chain(a.cosponsors.iter().map(|d| Contributor::Delegation(*d))).collect())
                        .unwrap_or_default();
                    runs(names, &piece, "bracket", &by)
                }
            }
        })
        .collect()
}

/// Ranges of the revision's text over which hunks of a cluster run.
fn contested(row: &Row) -> Vec<(u32, u32)> {
    let range = |hunk: &HunkId| {
        row.here().find(|h| h.hunk.id == *hunk).and_then(|h| match &h.hunk.change {
            Change::Words { start, end, .. } | Change::Format { start, end, .. } | Change::Link { start, end, .. } => Some((*start, *end)),
            Change::Delete { .. } => row.old.as_ref().map(|o| (0, o.text.len())),
            _ => None,
        })
    };
    row.clusters
        .iter()
        .filter_map(|cluster| {
            let ranges: Vec<(u32, u32)> = cluster.iter().filter_map(range).collect();
            Some((ranges.iter().map(|r| r.0).min()?, ranges.iter().map(|r| r.1).max()?))
        })
        .filter(|(start, end)| start < end)
        .collect()
}

fn base_runs(names: &Names, row: &Row) -> Vec<Run> {
    let Some(old) = &row.old else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = 0;
    let mut stretches = contested(row);
    stretches.sort_unstable();
    for (start, end) in stretches {
        let start = start.max(at);
        if start >= end {
            continue;
        }
        out.extend(runs(names, &old.text.slice(at, start), "same", &[]));
        out.extend(runs(names, &old.text.slice(start, end), "contested", &[]));
        at = end;
    }
    out.extend(runs(names, &old.text.slice(at, old.text.len()), "same", &[]));
    out
}

fn hunk_view(names: &Names, row: &Row, hunk: &Hunk) -> DeskHunk {
    let (old, new) = old_and_new(names, row, &hunk.hunk.change);
    let (state, decision) = match &hunk.state {
        HunkState::Undecided { .. } => ("undecided", None),
        HunkState::Decided { decision, treatment } => (decided_name(*treatment), Some(*decision)),
        HunkState::Overtaken { by, .. } => ("overtaken", Some(*by)),
        HunkState::Follows { decision } => ("rejected", Some(*decision)),
    };
    DeskHunk {
        hunk: hunk.hunk.id.to_string(),
        kind: hunk_kind(&hunk.hunk.change).to_owned(),
        old,
        new,
        state: state.to_owned(),
        decision: decision.map(|d| d.to_string()),
    }
}

/// What a proposal changes, in runs: shortened to the words around it where it is long.
pub(crate) fn change_runs(desk: &Desk, names: &Names, row: &Row, laid: &Laid) -> Vec<Run> {
    let (proposal, by) = (&laid.proposal, [laid.contributor]);
    let worded = proposal.worded();
    let old = if worded == row.id { row.old.as_ref() } else { desk.paragraph(worded).and_then(|p| p.old.as_ref()) };
    match (proposal.kind, old) {
        (ProposalKind::Delete, Some(old)) => runs(names, &old.text, "deleted", &by),
        (ProposalKind::Move, Some(old)) => runs(names, &old.text, "same", &[]),
        (_, Some(old)) => shortened(difference(names, &old.text, &desk.clean_text(row, laid), &by)),
        (_, None) => runs(names, &desk.clean_text(row, laid), "inserted", &by),
    }
}

impl Work<'_> {
    /// The paragraphs that the next revision would have.
    pub(crate) fn desk_paragraphs(&mut self, id: &PaperId) -> Result<Vec<Paragraph>> {
        Ok(self.next_desk_of(id)?.text_now())
    }

    fn proposal_view(
        desk: &Desk,
        names: &Names,
        row: &Row,
        laid: &Laid,
        combinable: &BTreeSet<ProposalId>,
        earlier: &Earlier,
    ) -> DeskProposal {
        let proposal = &laid.proposal;
        let wanted = desk.clean_text(row, laid);
        let mut with: Vec<String> = proposal.cosponsors.iter().map(ToString::to_string).collect();
        with.extend(laid.shared_with.iter().map(|c| column_of(*c)));
        with.dedup();
        let hunks =
            proposal.hunks.iter().filter_map(|h| row.hunks.iter().find(|d| d.hunk.id == h.id)).map(|h| hunk_view(names, row, h)).collect();
        DeskProposal {
            proposal: proposal.id.to_string(),
            contribution: laid.contribution.to_string(),
            column: column_of(laid.contributor),
            with,
            kind: kind_name(proposal.kind).to_owned(),
            asked: asked(proposal, |id| names.shown(&SignKind::Reference(id))),
            home: None,
            entered: laid.entered,
            floor: laid.floor.then_some(true),
            gone: (!laid.current).then_some(true),
            discussion_only: proposal.discussion_only,
            reason: proposal.reason.clone(),
            runs: change_runs(desk, names, row, laid),
            text: names.plain(&wanted),
            hunks,
            state: laid.outcome.map_or("undecided", outcome_name).to_owned(),
            combinable: combinable.contains(&proposal.id),
            earlier: earlier
                .get(&(laid.contributor, proposal.paragraph))
                .map_or(0, |all| all.iter().filter(|id| **id != proposal.id).count() as u32),
        }
    }

    fn notices_view(&self, desk: &Desk, numbers: &HashMap<ParagraphId, String>) -> Vec<DeskNotice> {
        let mut out: Vec<DeskNotice> = Vec::new();
        for notice in &desk.notices {
            let (kind, paragraph, hunks) = match notice {
                Notice::TwoDecisions { same: true, .. } => continue,
                Notice::TwoDecisions { paragraph, hunk, .. } => ("two_decisions", Some(*paragraph), vec![*hunk]),
                Notice::TwoWordings { paragraph, .. } => ("two_decisions", Some(*paragraph), Vec::new()),
                Notice::Overtaken { paragraph, hunk, .. } => ("overtaken", Some(*paragraph), hunk.iter().copied().collect()),
                Notice::NoLongerAsked { paragraph, hunk, .. } => ("no_longer_asked", Some(*paragraph), vec![*hunk]),
                Notice::NoWords { paragraph, hunk, .. } => ("bracket_without_words", Some(*paragraph), vec![*hunk]),
                Notice::NothingThere { hunk, .. } => ("nothing_there", None, hunk.iter().copied().collect()),
            };
            let id = paragraph.map(|p| p.to_string()).unwrap_or_default();
            let hunks: Vec<String> = hunks.iter().map(ToString::to_string).collect();
            // One line for a paragraph says it; the hunks are in it.
            match out.iter_mut().find(|n| n.kind == kind && n.paragraph == id) {
                Some(line) => line.hunks.extend(hunks),
                None => out.push(DeskNotice {
                    kind: kind.to_owned(),
                    number: paragraph.and_then(|p| numbers.get(&p).cloned()).unwrap_or_default(),
                    paragraph: id,
                    hunks,
                }),
            }
        }
        for row in desk.paragraphs.iter().filter(|r| r.state == ParagraphState::NewSinceDecided) {
            out.push(DeskNotice {
                kind: "new_since_decided".to_owned(),
                paragraph: row.id.to_string(),
                number: numbers.get(&row.id).cloned().unwrap_or_default(),
                hunks: Vec::new(),
            });
        }
        out
    }
}

/// What the text as it stands calls its parts, and the revision where that has none.
pub(crate) fn names(desk: &Desk) -> Names {
    let old: Vec<Paragraph> = desk.paragraphs.iter().filter_map(|p| p.old.clone()).collect();
    Names::of(&desk.text_now()).beside(Names::of(&old))
}

/// Numbers to show: the revision's, and for a proposed insert the one that it would get.
pub(crate) fn numbers(desk: &Desk) -> HashMap<ParagraphId, String> {
    let given = desk.numbers();
    desk.paragraphs.iter().map(|p| (p.id, given.get(&p.id).map(ToString::to_string).unwrap_or_default())).collect()
}

/// A row's proposals, each once: who submitted it, and had it entered too, asks once.
fn once(row: &Row) -> impl Iterator<Item = &Laid> {
    let mut seen: BTreeSet<ProposalId> = BTreeSet::new();
    row.proposals.iter().filter(move |laid| seen.insert(laid.proposal.id))
}

/// A row's proposals, and those of other rows that reach into this one and touch something here; each with its own row, in
/// the order of the columns.
fn in_order<'a>(desk: &'a Desk, row: &'a Row, place: &HashMap<String, usize>) -> impl Iterator<Item = (&'a Row, &'a Laid)> {
    let mut all: Vec<(&Row, &Laid)> = once(row).map(|laid| (row, laid)).collect();
    for guest in row.guests.iter().filter(|g| row.clusters.iter().any(|c| c.contains(&g.hunk.id))) {
        let home = desk.paragraph(guest.hunk.change.paragraph());
        let holds = |laid: &&Laid| laid.proposal.hunks.iter().any(|h| h.id == guest.hunk.id);
        all.extend(home.into_iter().flat_map(|home| once(home).filter(holds).map(move |laid| (home, laid))));
    }
    all.sort_by_key(|(_, laid)| place.get(&column_of(laid.contributor)).copied().unwrap_or(usize::MAX));
    all.into_iter()
}

fn clusters(desk: &Desk, row: &Row, place: &HashMap<String, usize>) -> Vec<Cluster> {
    let old = row.old.as_ref();
    row.clusters
        .iter()
        .map(|cluster| {
            let hunks: Vec<&Hunk> = row.here().filter(|h| cluster.contains(&h.hunk.id)).collect();
            let states: BTreeSet<&str> = hunks
                .iter()
                .map(|h| match &h.state {
                    HunkState::Undecided { .. } => "undecided",
                    HunkState::Decided { treatment: DecidedAs::Bracket, .. } => "bracketed",
                    HunkState::Decided { treatment: DecidedAs::Defer, .. } => "deferred",
                    _ => "decided",
                })
                .collect();
            let state = ["undecided", "bracketed", "deferred"].into_iter().find(|s| states.contains(s)).unwrap_or("decided");
            let ranges: Vec<(u32, u32)> = hunks
                .iter()
                .filter_map(|h| match &h.hunk.change {
                    Change::Words { start, end, .. } | Change::Format { start, end, .. } | Change::Link { start, end, .. } => {
                        Some((*start, *end))
                    }
                    _ => None,
                })
                .collect();
            let passage = match (old, ranges.iter().map(|r| r.0).min(), ranges.iter().map(|r| r.1).max()) {
                (Some(old), Some(start), Some(end)) => old.text.slice(start, end).text,
                _ => String::new(),
            };
            let mut proposals: Vec<String> = Vec::new();
            for (_, laid) in in_order(desk, row, place) {
                let id = laid.proposal.id.to_string();
                if laid.proposal.hunks.iter().any(|h| cluster.contains(&h.id)) && !proposals.contains(&id) {
                    proposals.push(id);
                }
            }
            Cluster { hunks: cluster.iter().map(ToString::to_string).collect(), proposals, passage, state: state.to_owned() }
        })
        .collect()
}

/// What the rows of a desk are shown with.
pub(crate) struct Around {
    pub(crate) whole: Arc<Whole>,
    columns: Vec<Column>,
    place: HashMap<String, usize>,
}

impl Work<'_> {
    pub(crate) fn around(&mut self, desk: &Arc<Desk>) -> Around {
        let whole = self.whole(desk);
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let mut by: HashMap<Contributor, u32> = HashMap::new();
        for laid in desk.paragraphs.iter().flat_map(|p| &p.proposals).filter(|p| p.current) {
            *by.entry(laid.contributor).or_default() += 1;
        }
        counts.extend(by.into_iter().map(|(by, count)| (column_of(by), count)));
        let mut columns: Vec<Column> = Vec::new();
        if counts.contains_key(CHAIR) {
            let name = self.words.say("chair", &[]);
            let badge = name.chars().take(1).collect();
            columns.push(Column { id: CHAIR.to_owned(), name, badge, colour: CHAIR_COLOUR, proposals: counts[CHAIR] });
        }
        for d in self.delegations().into_iter().filter(|d| !d.chair || counts.contains_key(&d.delegation)) {
            let proposals = counts.get(&d.delegation).copied().unwrap_or(0);
            columns.push(Column { id: d.delegation, name: d.name, badge: d.badge, colour: d.colour, proposals });
        }
        let place: HashMap<String, usize> = columns.iter().enumerate().map(|(at, c)| (c.id.clone(), at)).collect();
        Around { whole, columns, place }
    }

    /// The desk with these rows.
    pub(crate) fn desk_view(&mut self, id: &PaperId, desk: &Desk, around: Around, paragraphs: Vec<DeskParagraph>) -> Result<DeskView> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let may_decide = self.is_mine(paper);
        let (title, language) = (paper.title.clone(), paper.language.clone());
        let symbol = paper.current().map(|c| c.symbol.clone()).unwrap_or_default();
        let (can_undo, can_redo) = self.can_undo(id);
        Ok(DeskView {
            paper: id.to_string(),
            title,
            symbol,
            language,
            revision: desk.revision.to_string(),
            may_decide,
            touched: desk.paragraphs.iter().filter(|p| p.state != ParagraphState::Untouched).count() as u32,
            settled: desk
                .paragraphs
                .iter()
                .filter(|p| matches!(desk.state(p), ParagraphState::Decided | ParagraphState::Bracketed | ParagraphState::Deferred))
                .count() as u32,
            paragraphs,
            notices: self.notices_view(desk, &around.whole.numbers),
            packages: packages_view(desk),
            columns: around.columns,
            can_undo,
            can_redo,
        })
    }
}

/// The brackets of a row's text that can be settled as they stand: what proposals ask for is settled by taking these.
fn open_brackets(names: &Names, row: &Row) -> Vec<OpenBracket> {
    let Some(text) = row.text.as_ref().filter(|_| !row.has_claims()) else { return Vec::new() };
    let all = bracket::brackets(text);
    let shown = |pair: &bracket::Pair| OpenBracket {
        bracket: all.pairs.iter().position(|p| p.open == pair.open).unwrap_or(0) as u32,
        words: names.plain(&text.slice(pair.open + 1, pair.close)),
        by: pair.behind.iter().map(|d| column_of(Contributor::Delegation(*d))).collect(),
        alternative: all.slots[pair.slot].alternatives.len() > 1,
    };
    all.pairs.iter().map(shown).collect()
}

/// A row with everything that is asked of it.
pub(crate) fn filled(desk: &Desk, around: &Around, row: &Row, head: &DeskParagraph) -> DeskParagraph {
    let (whole, names) = (&around.whole, &around.whole.names);
    DeskParagraph {
        withheld: false,
        base: base_runs(names, row),
        result: desk_runs(desk, names, row),
        laid: laid_over(names, row),
        open: open_brackets(names, row),
        proposals: in_order(desk, row, &around.place)
            .map(|(home, p)| DeskProposal {
                home: (home.id != row.id).then(|| home.id.to_string()),
                ..Work::proposal_view(desk, names, home, p, whole.combinable(), &whole.earlier)
            })
            .collect(),
        clusters: clusters(desk, row, &around.place),
        ..head.clone()
    }
}

impl App {
    pub(crate) fn desk(&self, args: PaperRef) -> Result<DeskView> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let around = here.around(&desk);
            let paragraphs = shown(&desk).zip(&around.whole.heads).map(|(row, head)| filled(&desk, &around, row, head)).collect();
            here.desk_view(&id, &desk, around, paragraphs)
        })
    }

    pub(crate) fn merge_show(&self, args: MergeShow) -> Result<MergeParagraphs> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let (numbers, names) = (numbers(&desk), names(&desk));
            let wanted = match args.paragraph.as_deref() {
                None => None,
                Some(given) => Some(match numbers.iter().find(|(_, n)| !n.is_empty() && n.as_str() == given.trim()) {
                    Some((id, _)) => *id,
                    None => crate::names::by_prefix(given, desk.paragraphs.iter().map(|p| p.id), || {
                        Error::new(Code::UnknownParagraph).with("paragraph", given)
                    })?,
                }),
            };
            let paragraphs = desk
                .paragraphs
                .iter()
                .filter(|row| wanted.is_none_or(|id| id == row.id) && (row.part_of.is_none() || row.text.is_some()))
                .map(|row| MergeParagraph {
                    id: row.id.to_string(),
                    number: numbers.get(&row.id).cloned().unwrap_or_default(),
                    text: row.old.as_ref().map(|o| names.plain(&o.text)).unwrap_or_default(),
                    result: row.text.as_ref().map(|t| names.plain(t)).unwrap_or_default(),
                    state: state_name(desk.state(row)).to_owned(),
                    proposals: once(row)
                        .map(|laid| MergeProposal {
                            proposal: laid.proposal.id.to_string(),
                            delegation: here.contributor_name(laid.contributor),
                            kind: kind_name(laid.proposal.kind).to_owned(),
                            asked: asked(&laid.proposal, |id| names.shown(&SignKind::Reference(id))),
                            text: names.plain(&desk.clean_text(row, laid)),
                            reason: laid.proposal.reason.clone(),
                            decision: laid.outcome.map(|o| outcome_name(o).to_owned()),
                            hunks: laid.proposal.hunks.iter().map(|h| h.id.to_string()).collect(),
                        })
                        .collect(),
                    clusters: row.clusters.iter().map(|c| c.iter().map(ToString::to_string).collect()).collect(),
                })
                .collect();
            Ok(MergeParagraphs { paragraphs, notices: here.notices_view(&desk, &numbers), packages: packages_view(&desk) })
        })
    }
}
