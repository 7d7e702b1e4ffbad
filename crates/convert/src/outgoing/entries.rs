//! The proposals on one paragraph as they go out: those that ask the same are one, with all who ask for it.

use super::{Change, Frame, Named, Reason, Sitting, Text, Wish, Words, paper::plain_words};
use qalam_model::{
    compare::{DiffKind, DiffSpan, clean_text_of, word_diff},
    desk::{DeskParagraph, DeskProposal},
    ids::*,
    number::{Names, Number},
    paper::{Kind, Paragraph},
    proposal::{Change as Asked, Contributor, DecisionRow, Outcome, Proposal, ProposalKind},
    text::{RichText, SignKind},
};
use std::collections::{BTreeSet, HashMap};

/// Everything that is needed to tell of proposals, gathered once.
pub(super) struct Telling<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) sitting: Sitting<'a>,
    pub(super) names: Names,
    /// The numbers of the old text, and those that new paragraphs would get.
    pub(super) numbers: HashMap<ParagraphId, Number>,
    before: HashMap<ParagraphId, &'a Paragraph>,
    rows: HashMap<(ProposalId, Contributor), &'a DecisionRow>,
    /// Rows of the table whose contributions are not here.
    missing: HashMap<ParagraphId, Vec<&'a DecisionRow>>,
}

/// How a proposal ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Ended {
    /// The end of a catalogue's key: `accepted` and so on.
    pub(super) treatment: &'static str,
    /// Why; empty where it may not be told.
    pub(super) reason: String,
}

/// A proposal with all who ask for it.
pub(super) struct Entry {
    pub(super) wish: Wish,
    /// Where the table tells of it.
    pub(super) ended: Option<Ended>,
    /// Its numbers in the old and the new revision, from the table.
    pub(super) row: Option<DecisionRow>,
    /// What sorts: the place of the first who asks where everybody is named, else what is asked.
    key: (usize, u32, String),
}

impl<'a> Telling<'a> {
    pub(super) fn new(frame: &'a Frame<'a>, sitting: Sitting<'a>) -> Telling<'a> {
        let laid: Vec<Paragraph> =
            sitting.desk.paragraphs.iter().filter_map(|row| row.old.clone().or_else(|| inserted(row).cloned())).collect();
        let names = Names::of(&laid).beside(Names::of(sitting.new));
        let here: BTreeSet<(ProposalId, Contributor)> =
            sitting.desk.paragraphs.iter().flat_map(|p| &p.proposals).map(|p| (p.proposal.id, p.contributor)).collect();
        let mut missing: HashMap<ParagraphId, Vec<&DecisionRow>> = HashMap::new();
        for row in sitting.rows.iter().filter(|row| !here.contains(&(row.proposal, row.by))) {
            missing.entry(row.paragraph).or_default().push(row);
        }
        Telling {
            frame,
            missing,
            names,
            numbers: sitting.desk.numbers(),
            before: sitting.old.paragraphs.iter().map(|p| (p.id, p)).collect(),
            rows: sitting.rows.iter().map(|row| ((row.proposal, row.by), row)).collect(),
            sitting,
        }
    }

    pub(super) fn number(&self, id: ParagraphId) -> String {
        self.numbers.get(&id).map(|n| self.frame.number(*n)).unwrap_or_default()
    }

    /// The old paragraph as it stands.
    pub(super) fn standing(&self, p: &Paragraph) -> Text {
        self.text(p, vec![Words { text: self.frame.shown(&p.text), ..Words::default() }], Change::Same, true)
    }

    pub(super) fn text(&self, p: &Paragraph, mut words: Vec<Words>, change: Change, here: bool) -> Text {
        words.retain(|w| !w.text.is_empty());
        let number = if p.kind == Kind::Operative { self.number(p.id) } else { self.frame.label(&self.names, p) };
        let (kind, level, direction) = (p.kind, p.level, p.direction);
        let told = if here { Vec::new() } else { self.cell(p).into_iter().collect() };
        Text { id: here.then_some(p.id), kind, level, direction, number, words, change, told, later: false }
    }

    /// Where a cell stands.
    fn cell(&self, p: &Paragraph) -> Option<String> {
        let place = p.cell?;
        let shape = self.before.get(&place.table)?.table.as_ref()?;
        let table = ("table", self.names.table(place.table)?.to_string());
        let row = shape.rows.iter().position(|r| *r == place.row);
        let column = shape.columns.iter().position(|c| c.id == place.column);
        let at = |at: Option<usize>| at.map_or_else(|| "–".to_owned(), |at| (at + 1).to_string());
        Some(self.frame.say("out-cell", &[table, ("row", at(row)), ("column", at(column))]))
    }

    /// The proposals on a paragraph, each once.
    pub(super) fn entries(&self, row: &DeskParagraph) -> Vec<Entry> {
        let mut groups: Vec<(Vec<HunkId>, Option<Ended>, Vec<&DeskProposal>)> = Vec::new();
        let mut place: HashMap<(Vec<HunkId>, Option<Ended>, bool), usize> = HashMap::new();
        let mut once = BTreeSet::new();
        for laid in row.proposals.iter().filter(|p| once.insert((p.proposal.id, p.contributor))) {
            let hunks: Vec<HunkId> = laid.proposal.hunks.iter().map(|h| h.id).collect();
            let ended = self.ended(laid.proposal.id, laid.contributor);
            let at = *place.entry((hunks.clone(), ended.clone(), laid.proposal.discussion_only)).or_insert_with(|| {
                groups.push((hunks, ended, Vec::new()));
                groups.len() - 1
            });
            groups[at].2.push(laid);
        }
        let mut out: Vec<Entry> = groups.into_iter().filter_map(|(_, ended, laid)| self.entry(row, ended, &laid)).collect();
        out.extend(self.kept(row.id));
        sorted(out)
    }

    fn ended(&self, proposal: ProposalId, by: Contributor) -> Option<Ended> {
        let row = self.rows.get(&(proposal, by))?;
        let treatment = if self.sitting.open.contains(&(proposal, by)) { "undecided" } else { treatment(row.outcome) };
        Some(Ended { treatment, reason: self.decided(row) })
    }

    /// Why something was decided, unless that names somebody who is not to be named.
    fn decided(&self, row: &DecisionRow) -> String {
        if self.frame.names_somebody(&row.reason) {
            self.frame.leave(|left| left.decisions += 1);
            return String::new();
        }
        row.reason.clone()
    }

    fn entry(&self, row: &DeskParagraph, ended: Option<Ended>, laid: &[&DeskProposal]) -> Option<Entry> {
        let first = laid.first()?;
        let proposal = &first.proposal;
        let mut told = Vec::new();
        let texts = self.texts(proposal, &mut told);
        let asked: String = texts.iter().map(Text::now).collect();
        let by = laid.iter().map(|l| l.contributor);
        let sponsors = laid.iter().flat_map(|l| l.proposal.cosponsors.iter().map(|d| Contributor::Delegation(*d)));
        let with: Vec<Contributor> = sponsors.filter(|s| !laid.iter().any(|l| l.contributor == *s)).collect();
        let mut tags = vec![self.frame.word(kind_key(proposal.kind))];
        if proposal.discussion_only {
            tags.push(self.frame.word("out-discussion"));
        }
        if laid.iter().all(|l| l.entered) && self.frame.named() {
            tags.push(self.frame.word("out-entered"));
        }
        let wish = Wish {
            who: self.frame.labelled("", by.clone()),
            with: self.frame.labelled(&self.frame.word("out-with"), with),
            tags,
            told,
            texts,
            reasons: self.reasons(laid),
        };
        if !self.frame.named() {
            self.frame.leave(|left| left.proposals += 1);
        }
        self.frame.met(&asked);
        let start = proposal.hunks.iter().filter(|h| h.change.paragraph() == row.id).map(|h| start(&h.change)).min().unwrap_or(0);
        let named = by.map(|by| self.frame.place(by)).min().unwrap_or(usize::MAX);
        let kept = self.rows.get(&(proposal.id, first.contributor)).map(|row| (*row).clone());
        let key = if self.frame.named() { (named, start, asked) } else { (0, start, asked) };
        Some(Entry { wish, ended, row: kept, key })
    }

    fn reasons(&self, laid: &[&DeskProposal]) -> Vec<Reason> {
        let given: Vec<&&DeskProposal> = laid.iter().filter(|l| !l.proposal.reason.trim().is_empty()).collect();
        if !self.frame.named() {
            self.frame.leave(|left| left.reasons += given.len() as u32);
            return Vec::new();
        }
        let mut sorted = given;
        sorted.sort_by_key(|l| self.frame.place(l.contributor));
        let alone = laid.len() == 1;
        let label = self.frame.word("out-reason");
        let whose = |l: &DeskProposal| {
            if alone { Named { label: label.clone(), names: Vec::new() } } else { self.frame.labelled(&label, [l.contributor]) }
        };
        sorted.into_iter().map(|l| Reason { whose: whose(l), words: l.proposal.reason.trim().to_owned() }).collect()
    }

    /// The paragraph as a proposal would have it, marked up, and every other one that it changes.
    fn texts(&self, proposal: &Proposal, told: &mut Vec<String>) -> Vec<Text> {
        let mut paragraphs = vec![proposal.worded()];
        for hunk in &proposal.hunks {
            let id = hunk.change.paragraph();
            if !hunk.change.is_whole() && !paragraphs.contains(&id) {
                paragraphs.push(id);
            }
            self.tell(&hunk.change, told);
        }
        paragraphs.into_iter().filter_map(|id| self.wanted(proposal, id)).collect()
    }

    fn wanted(&self, proposal: &Proposal, id: ParagraphId) -> Option<Text> {
        let changes = || proposal.hunks.iter().map(|h| &h.change);
        let old = self.before.get(&id).copied();
        let new = changes().find_map(|c| match c {
            Asked::Insert { paragraph, .. } if paragraph.id == id => Some(paragraph),
            _ => None,
        });
        let whole = |p: &Paragraph, change| {
            let words = vec![Words { text: self.frame.shown(&p.text), change, by: Vec::new() }];
            self.text(p, words, change, false)
        };
        let gone = changes().any(|c| matches!(c, Asked::Delete { paragraph } if *paragraph == id));
        match (old, new) {
            (Some(old), _) if gone => Some(whole(old, Change::Deleted)),
            (None, Some(new)) => Some(whole(new, Change::Inserted)),
            (Some(old), _) => {
                let words = self.frame.once(proposal.id, id, || {
                    let about = Proposal { paragraph: id, ..proposal.clone() };
                    plain_words(self.frame, &word_diff(&old.text, &clean_text_of(self.sitting.old, &about)))
                });
                Some(self.text(old, words, Change::Same, false))
            }
            (None, None) => None,
        }
    }

    /// What a change does that words alone do not show.
    fn tell(&self, change: &Asked, told: &mut Vec<String>) {
        let words = |paragraph: &ParagraphId, start: u32, end: u32| {
            let text = self.before.get(paragraph).map(|p| p.text.slice(start, end)).unwrap_or_default();
            self.names.plain(&text)
        };
        let said = match change {
            Asked::Words { .. } | Asked::Delete { .. } => return,
            Asked::Insert { paragraph, .. } => match (paragraph.kind, &paragraph.table) {
                (Kind::Note | Kind::Cell | Kind::Operative | Kind::Plain, _) => return,
                (Kind::Table, Some(table)) => self.size("out-new-table", table),
                _ => self.frame.say("out-becomes", &[("kind", self.frame.word(&format!("out-as-{}", paragraph.kind.name())))]),
            },
            Asked::Format { paragraph, start, end, mark, on } => {
                let mark = self.frame.word(&format!("out-mark-{}", mark.name()));
                let key = if *on { "out-format" } else { "out-unformat" };
                self.frame.say(key, &[("mark", mark), ("words", words(paragraph, *start, *end))])
            }
            Asked::Link { paragraph, start, end, href } => {
                let words = ("words", words(paragraph, *start, *end));
                match href {
                    Some(href) => self.frame.say("out-link", &[words, ("address", href.clone())]),
                    None => self.frame.say("out-unlink", &[words]),
                }
            }
            Asked::Restyle { kind, .. } => self.frame.say("out-becomes", &[("kind", self.frame.word(&format!("out-as-{}", kind.name())))]),
            Asked::Reshape { table, .. } => self.size("out-reshape", table),
            Asked::Move { after: Some(after), .. } => self.frame.say("out-move", &[("place", self.called(*after))]),
            Asked::Move { after: None, .. } => self.frame.word("out-move-first"),
            Asked::Split { parts, .. } => self.frame.say("out-split", &[("parts", (parts.len() + 1).to_string())]),
            Asked::Join { parts, .. } => {
                let others: Vec<String> = parts.iter().map(|p| self.called(p.paragraph)).collect();
                self.frame.say("out-join", &[("others", others.join(", "))])
            }
            Asked::Into { into, .. } => self.frame.say("out-into", &[("place", self.called(*into))]),
        };
        told.push(said);
    }

    /// A paragraph by its number, or by how it begins.
    fn called(&self, id: ParagraphId) -> String {
        match self.number(id) {
            number if number.is_empty() => self.frame.say("out-words", &[("words", self.names.shown(&SignKind::Reference(id)))]),
            number => number,
        }
    }

    fn size(&self, key: &str, table: &qalam_model::paper::Table) -> String {
        self.frame.say(key, &[("rows", table.rows.len().to_string()), ("columns", table.columns.len().to_string())])
    }

    /// What the table tells of proposals on a paragraph whose contributions are not here.
    pub(super) fn kept(&self, id: ParagraphId) -> Vec<Entry> {
        self.missing.get(&id).into_iter().flatten().map(|row| self.of_row(row)).collect()
    }

    fn of_row(&self, row: &DecisionRow) -> Entry {
        let (old, new) = (RichText::plain(&row.old_text), RichText::plain(&row.wanted));
        let (kind, change) = match (row.old_text.is_empty(), row.wanted.is_empty()) {
            (true, _) => (ProposalKind::Insert, Change::Inserted),
            (_, true) => (ProposalKind::Delete, Change::Deleted),
            _ => (ProposalKind::Amend, Change::Same),
        };
        let spans = match change {
            Change::Same => word_diff(&old, &new),
            Change::Inserted => vec![DiffSpan { kind: DiffKind::Inserted, text: new }],
            Change::Deleted => vec![DiffSpan { kind: DiffKind::Deleted, text: old }],
        };
        let like = self.before.get(&row.paragraph).map_or(Kind::Operative, |p| p.kind);
        let number = self.frame.number_of(row.old_number.as_ref().or(row.new_number.as_ref()));
        let text = Text {
            id: None,
            kind: like,
            level: 0,
            direction: self.before.get(&row.paragraph).and_then(|p| p.direction),
            number,
            words: plain_words(self.frame, &spans),
            change,
            told: Vec::new(),
            later: false,
        };
        let sponsors = row.cosponsors.iter().map(|d| Contributor::Delegation(*d));
        if !self.frame.named() {
            self.frame.leave(|left| left.proposals += 1);
        }
        Entry {
            wish: Wish {
                who: self.frame.labelled("", [row.by]),
                with: self.frame.labelled(&self.frame.word("out-with"), sponsors),
                tags: vec![self.frame.word(kind_key(kind))],
                told: Vec::new(),
                texts: vec![text],
                reasons: Vec::new(),
            },
            ended: Some(Ended { treatment: treatment(row.outcome), reason: self.decided(row) }),
            key: (if self.frame.named() { self.frame.place(row.by) } else { 0 }, 0, row.wanted.clone()),
            row: Some(row.clone()),
        }
    }

    /// Paragraphs of the table that the desk has no place for: their contributions are not here.
    pub(super) fn elsewhere(&self) -> Vec<ParagraphId> {
        let known: BTreeSet<ParagraphId> = self.sitting.desk.paragraphs.iter().map(|p| p.id).collect();
        let mut out = Vec::new();
        for row in self.sitting.rows.iter().filter(|row| !known.contains(&row.paragraph)) {
            if !out.contains(&row.paragraph) {
                out.push(row.paragraph);
            }
        }
        out
    }
}

pub(super) fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

/// The paragraph that an insert wants.
pub(super) fn inserted(row: &DeskParagraph) -> Option<&Paragraph> {
    row.hunks.iter().find_map(|h| match &h.hunk.change {
        Asked::Insert { paragraph, .. } if paragraph.id == row.id => Some(paragraph),
        _ => None,
    })
}

/// The end of the catalogue's key for an outcome.
fn treatment(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Partly => "partly",
        Outcome::Bracketed => "bracketed",
        Outcome::Rejected => "rejected",
        Outcome::Deferred => "deferred",
        Outcome::OwnWording => "own-wording",
    }
}

fn kind_key(kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Amend => "out-kind-amend",
        ProposalKind::Insert => "out-kind-insert",
        ProposalKind::Delete => "out-kind-delete",
        ProposalKind::Move => "out-kind-move",
        ProposalKind::Split => "out-kind-split",
        ProposalKind::Join => "out-kind-join",
        ProposalKind::Into => "out-kind-into",
    }
}

fn start(change: &Asked) -> u32 {
    match change {
        Asked::Words { start, .. } | Asked::Format { start, .. } | Asked::Link { start, .. } => *start,
        _ => 0,
    }
}
