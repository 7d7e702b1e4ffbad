//! My contribution: what my side's working copy proposes at this moment, the notes on it, and submitting.

use crate::{
    App,
    api::{Nothing, paper::*},
    asking::asked,
    error::{Code, Error, Result},
    members::column_of,
    names::find_paragraph,
    runs::{difference, runs, shortened, shown_number},
    store::{self, Batch, cbor, uncbor},
    work::Work,
};
use qalam_model::{
    act::{Body, Contribute, Role},
    compare::{clean_text_of, compare, without},
    desk::{BadContribution, MAX_HUNKS, MAX_TEXT, check_contribution},
    ids::*,
    number::{self, Names},
    paper::{Paragraph, Revision},
    proposal::*,
    roster::Side,
    state::{Contributed, Paper, Pinned, Status as Standing},
    text::SignKind,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a delegation notes on one of its proposals before it submits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    reason: String,
    cosponsors: Vec<DelegationId>,
    discussion_only: bool,
    held_back: bool,
}

/// By the paragraph; those on moves and on splits and joins, which stand beside one on its wording, by a name that follows
/// from it.
pub(crate) type Notes = BTreeMap<ParagraphId, Note>;

fn note_key(paragraph: ParagraphId, kind: &str) -> ParagraphId {
    let sort: &[u8] = match kind {
        "move" => b"move",
        "split" | "join" | "into" => b"whole",
        _ => return paragraph,
    };
    let hash = hash16("qalam note v1", &[&paragraph.0, sort]);
    let mut id = [0; 8];
    id.copy_from_slice(&hash[..8]);
    ParagraphId(id)
}

fn note_on<'n>(notes: &'n Notes, proposal: &Proposal) -> Option<&'n Note> {
    notes.get(&note_key(proposal.paragraph, kind_name(proposal.kind)))
}

/// Longest reason, in characters.
const LONGEST_REASON: usize = 4_000;

pub(crate) fn reason(text: &str) -> String {
    qalam_model::text::clean(text).trim().chars().take(LONGEST_REASON).collect()
}

impl Work<'_> {
    pub(crate) fn contributor(&self) -> Result<Contributor> {
        Ok(match self.side()? {
            Side::Chair => Contributor::Chair,
            Side::Delegation(d) => Contributor::Delegation(d),
        })
    }

    /// The revision that proposals are made on.
    pub(crate) fn under_discussion(&self, id: &PaperId) -> Result<(RevisionId, Revision)> {
        let issued = self.find_revision(id, None)?;
        let text = self.space.revision(id, &issued.revision).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
        Ok((issued.revision, text))
    }

    /// The revision of which my side's working copy is one.
    fn copied(&mut self, id: &PaperId) -> Result<(RevisionId, Revision)> {
        let copy = self.working_copy(id)?.ok_or_else(|| Error::new(Code::NotIssued))?;
        let text = self.space.revision(id, &copy).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
        Ok((copy, text))
    }

    pub(crate) fn notes(&mut self, id: &PaperId, revision: RevisionId) -> Result<Notes> {
        match self.vault.get(store::NOTES, &store::of_draft(&self.space.id, id, Some(revision)))? {
            Some(bytes) => uncbor(&bytes),
            None => Ok(Notes::new()),
        }
    }

    /// For whom is submitted, and how: my side, or a delegation that is named.
    pub(crate) fn for_whom(&self, delegation: Option<&str>) -> Result<(Contributor, Way)> {
        if matches!(self.me()?.role, Role::Observer | Role::Translator) {
            return Err(Error::new(Code::NotAllowed).with("what", self.words.say("what-propose", &[])));
        }
        let own = self.contributor()?;
        let Some(name) = delegation else { return Ok((own, Way::Own)) };
        let delegation = self.find_delegation(name)?;
        let of_chair = self.space.state.roster().members.values().any(|m| m.chair_side() && m.delegation == delegation);
        let by = if of_chair { Contributor::Chair } else { Contributor::Delegation(delegation) };
        if by == own {
            return Ok((own, Way::Own));
        }
        self.chair_side("what-enter")?;
        Ok((by, Way::Entered))
    }

    /// What a contribution takes the place of: those that came in the same way. What a delegation submitted itself only
    /// it replaces, and what was said on the floor stands beside everything.
    pub(crate) fn earlier(&self, id: &PaperId, revision: RevisionId, by: Contributor, way: Way) -> Vec<(ActId, Contribution)> {
        let mut all = self.standing(id, revision, by);
        all.retain(|(_, c)| way != Way::Floor && !c.floor && c.entered == (way == Way::Entered));
        all
    }

    /// The paragraph of one of my changes, by id, unique prefix or display number: of the working copy, or of the text
    /// that it is a copy of where it has gone from there.
    pub(crate) fn own_change(&mut self, id: &PaperId, given: &str) -> Result<ParagraphId> {
        let (_, text) = self.under_discussion(id)?;
        let mut copy: Vec<Paragraph> = self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect();
        number::assign(&mut copy);
        match find_paragraph(given, &copy) {
            Err(error) if error.code == Code::UnknownParagraph => find_paragraph(given, &text.paragraphs),
            found => found,
        }
    }

    /// How many proposals of a contribution lay on no desk, because the next revision was issued before they came, and
    /// were not made again since.
    fn late(&self, paper: &Paper, one: &Contributed, tables: &mut HashMap<RevisionId, HashSet<(ProposalId, Contributor)>>) -> u32 {
        let theirs = &one.contribution;
        if one.status != Standing::Current || one.pinned != Pinned::Earlier {
            return 0;
        }
        let since = |c: &Contributed| c.contribution.by == theirs.by && c.pinned == Pinned::Current && c.at > one.at;
        if paper.contributions.values().any(since) {
            return 0;
        }
        // What the table of the next revision lists lay on the desk; read once for all who proposed on this one.
        let listed = tables.entry(theirs.revision).or_insert_with(|| {
            let next = paper.revisions.iter().find(|i| i.predecessor == Some(theirs.revision));
            let rows = next.and_then(|i| self.space.state.issue(&i.act)).map(|issue| &issue.decisions[..]).unwrap_or_default();
            rows.iter().map(|row| (row.proposal, row.by)).collect()
        });
        theirs.proposals.iter().filter(|p| !listed.contains(&(p.id, theirs.by))).count() as u32
    }

    /// A contributor's contributions to a revision that still count.
    fn standing(&self, id: &PaperId, revision: RevisionId, by: Contributor) -> Vec<(ActId, Contribution)> {
        let Some(paper) = self.space.state.paper(id) else { return Vec::new() };
        paper
            .contributions
            .iter()
            .filter(|(_, c)| c.status == Standing::Current && c.contribution.revision == revision && c.contribution.by == by)
            .map(|(act, c)| (*act, (*c.contribution).clone()))
            .collect()
    }

    /// The proposals of a copy, with the notes on them.
    pub(crate) fn noted(
        &self,
        text: &Revision,
        revision: RevisionId,
        by: Contributor,
        copy: &[Paragraph],
        notes: &Notes,
        for_all: &str,
    ) -> Vec<Proposal> {
        let mut proposals = compare(text, &revision, by, copy);
        for proposal in &mut proposals {
            let note = note_on(notes, proposal).cloned().unwrap_or_default();
            proposal.reason = if note.reason.is_empty() { for_all.to_owned() } else { note.reason };
            proposal.cosponsors = note.cosponsors;
            proposal.discussion_only = note.discussion_only;
        }
        proposals
    }

    /// What my working copy would contribute now, without notes.
    pub(crate) fn own_contribution(&mut self, id: PaperId) -> Result<Contribution> {
        let (revision, text) = self.copied(&id)?;
        let by = self.contributor()?;
        let copy: Vec<Paragraph> = self.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
        let proposals = self.noted(&text, revision, by, &copy, &Notes::new(), "");
        Ok(Contribution { paper: id, revision, by, entered: false, floor: false, proposals, replaces: Vec::new() })
    }

    /// Submits proposals for a contributor, in the place of what had come before in the same way.
    pub(crate) fn submit(
        &mut self,
        id: PaperId,
        revision: RevisionId,
        by: Contributor,
        way: Way,
        mut proposals: Vec<Proposal>,
    ) -> Result<Proposed> {
        let before: Vec<ActId> = self.earlier(&id, revision, by, way).into_iter().map(|(act, _)| act).collect();
        if proposals.is_empty() && before.is_empty() {
            return Err(Error::new(Code::NothingToPropose));
        }
        if way != Way::Own {
            // What a delegation asks already is not said a second time in its name.
            let stands = self.standing(&id, revision, by);
            let said = |p: &Proposal| stands.iter().any(|(act, c)| !before.contains(act) && c.proposals.iter().any(|q| q.id == p.id));
            let asked = proposals.len();
            proposals.retain(|p| !said(p));
            if proposals.is_empty() && asked > 0 && before.is_empty() {
                return Err(Error::new(Code::AlreadyProposed).with("delegation", self.contributor_name(by)));
            }
        }
        let (entered, floor) = (way.entered(by), way == Way::Floor);
        let contribution = Contribution { paper: id, revision, by, entered, floor, proposals, replaces: before };
        if let Some(text) = self.space.revision(&id, &revision) {
            check_contribution(text, &contribution).map_err(|e| match e {
                BadContribution::TooMuchText { bytes } => Error::new(Code::TooMuchProposed).with("size", bytes).with("limit", MAX_TEXT),
                BadContribution::TooManyHunks { hunks } => Error::new(Code::TooManyChanges).with("count", hunks).with("limit", MAX_HUNKS),
                e => Error::new(Code::Internal).with("what", &e).because(e),
            })?;
        }
        let proposed = contribution
            .proposals
            .iter()
            .map(|p| ProposedItem { proposal: p.id.to_string(), kind: kind_name(p.kind).to_owned(), paragraph: p.paragraph.to_string() })
            .collect();
        let act = self.author(Circle::Group, &Body::Contribute(Contribute { contribution }))?;
        Ok(Proposed { contribution: act.to_string(), proposals: proposed, unplaced: Vec::new() })
    }
}

/// How a contribution comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By its contributor.
    Own,
    /// From a file that the Chair's side enters for a delegation.
    Entered,
    /// Said in the room.
    Floor,
}

impl Way {
    /// Whether it is marked as entered: the Chair's side needs no mark for its own.
    pub(crate) fn entered(self, by: Contributor) -> bool {
        self != Way::Own && by != Contributor::Chair
    }
}

/// What paragraphs are called while changes are shown, and the numbers that they would get.
pub(crate) struct ChangeNames {
    names: Names,
    numbered: Vec<Paragraph>,
}

impl ChangeNames {
    pub(crate) fn new(text: &Revision, copy: &[Paragraph]) -> ChangeNames {
        let mut numbered = copy.to_vec();
        number::assign(&mut numbered);
        ChangeNames { names: Names::of(&numbered).beside(Names::of(&text.paragraphs)), numbered }
    }

    /// The number and the change in runs.
    pub(crate) fn shown(&self, text: &Revision, p: &Proposal, by: Contributor) -> (String, Vec<Run>) {
        let names = &self.names;
        let old = text.find(p.paragraph).map(|(_, o)| o);
        let new = self.numbered.iter().find(|n| n.id == p.paragraph);
        let number = new.or(old).map(|p| shown_number(names, p)).unwrap_or_default();
        let shown = match (p.kind, old, new) {
            (ProposalKind::Insert, _, Some(new)) => runs(names, &new.text, "inserted", &[by]),
            (ProposalKind::Delete, Some(old), _) => runs(names, &old.text, "deleted", &[by]),
            (ProposalKind::Move, Some(old), _) => runs(names, &old.text, "same", &[]),
            // What stands elsewhere is another proposal's business: each is shown by itself.
            _ => match text.find(p.worded()) {
                Some((_, old)) => shortened(difference(names, &old.text, &clean_text_of(text, p), &[by])),
                None => Vec::new(),
            },
        };
        (number, shown)
    }

    /// A paragraph by its number, or by how it begins.
    fn called(&self, id: ParagraphId) -> String {
        self.names.shown(&SignKind::Reference(id))
    }
}

/// The contract's name of a proposal's kind.
pub(crate) fn kind_name(kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Amend => "amend",
        ProposalKind::Insert => "insert",
        ProposalKind::Delete => "delete",
        ProposalKind::Move => "move",
        ProposalKind::Split => "split",
        ProposalKind::Join => "join",
        ProposalKind::Into => "into",
    }
}

impl App {
    pub(crate) fn changes(&self, args: PaperRef) -> Result<Changes> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            if here.space.copy_of(&id).is_none() {
                return Ok(Changes { revision: None, changes: Vec::new(), unsent: false, contributions: Vec::new() });
            }
            let (revision, text) = here.copied(&id)?;
            let by = here.contributor()?;
            let notes = here.notes(&id, revision)?;
            let copy: Vec<Paragraph> = here.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
            let proposals = here.noted(&text, revision, by, &copy, &notes, "");
            let standing = here.earlier(&id, revision, by, Way::Own);
            let contributions = standing.iter().map(|(act, _)| act.to_string()).collect();
            let sent: Vec<Proposal> = standing.into_iter().flat_map(|(_, c)| c.proposals).collect();
            let names = ChangeNames::new(&text, &copy);
            let changes: Vec<ChangeView> = proposals
                .iter()
                .map(|p| {
                    let (number, shown) = names.shown(&text, p, by);
                    let held_back = note_on(&notes, p).is_some_and(|n| n.held_back);
                    ChangeView {
                        paragraph: p.paragraph.to_string(),
                        number,
                        kind: kind_name(p.kind).to_owned(),
                        asked: asked(p, |id| names.called(id)),
                        runs: shown,
                        reason: p.reason.clone(),
                        cosponsors: p.cosponsors.iter().map(ToString::to_string).collect(),
                        discussion_only: p.discussion_only,
                        held_back,
                        sent: sent.contains(p),
                    }
                })
                .collect();
            let wanted = without(&revision, by, proposals, |p| note_on(&notes, p).is_some_and(|n| n.held_back));
            let unsent = wanted.len() != sent.len() || wanted.iter().any(|p| !sent.contains(p));
            Ok(Changes { revision: Some(revision.to_string()), changes, unsent, contributions })
        })
    }

    pub(crate) fn change_note(&self, args: ChangeNote) -> Result<Nothing> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.may_draft(&id)?;
            let (revision, _) = here.copied(&id)?;
            let paragraph = here.own_change(&id, &args.paragraph)?;
            let mut notes = here.notes(&id, revision)?;
            let note = notes.entry(note_key(paragraph, &args.kind)).or_default();
            if let Some(text) = &args.reason {
                note.reason = reason(text);
            }
            if let Some(given) = &args.cosponsors {
                note.cosponsors = given.iter().map(|d| here.find_delegation(d)).collect::<Result<_>>()?;
            }
            note.discussion_only = args.discussion_only.unwrap_or(note.discussion_only);
            note.held_back = args.held_back.unwrap_or(note.held_back);
            let mut batch = Batch::default();
            batch.put(store::NOTES, store::of_draft(&here.space.id, &id, Some(revision)), cbor(&notes));
            batch.commit(here.vault)?;
            Ok(Nothing {})
        })
    }

    pub(crate) fn propose(&self, args: Propose) -> Result<Proposed> {
        let import = args.from.as_deref().map(|path| self.import(path).map(|import| (path, import))).transpose()?;
        self.step(|here| {
            if let Some((path, import)) = &import {
                return here.enter(&args, path, import);
            }
            let id = here.find_paper(&args.paper)?;
            let (by, way) = here.for_whom(args.delegation.as_deref())?;
            if way != Way::Own {
                return Err(Error::new(Code::NothingToPropose));
            }
            let (revision, text) = here.under_discussion(&id)?;
            let all = args.reason.as_deref().map(reason).unwrap_or_default();
            if here.working_copy(&id)? != Some(revision) {
                let symbol = here.find_revision(&id, None)?.symbol;
                return Err(Error::new(Code::NotMoved).with("symbol", symbol));
            }
            let notes = here.notes(&id, revision)?;
            let copy: Vec<Paragraph> = here.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
            let proposals = here.noted(&text, revision, by, &copy, &notes, &all);
            let proposals = without(&revision, by, proposals, |p| note_on(&notes, p).is_some_and(|n| n.held_back));
            here.submit(id, revision, by, way, proposals)
        })
    }

    /// What has been contributed to a paper, whatever became of it.
    pub(crate) fn contributions(&self, args: PaperRef) -> Result<ContributionList> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let Some(paper) = here.space.state.paper(&id) else { return Err(Error::new(Code::UnknownPaper).with("paper", &args.paper)) };
            let mut tables = HashMap::new();
            let mut all: Vec<ContributionInfo> = paper
                .contributions
                .iter()
                .map(|(act, c)| ContributionInfo {
                    contribution: act.to_string(),
                    delegation: here.contributor_name(c.contribution.by),
                    delegation_id: column_of(c.contribution.by),
                    revision: paper
                        .issued(&c.contribution.revision)
                        .map_or_else(|| c.contribution.revision.to_string(), |i| i.symbol.clone()),
                    status: match (c.status, c.pinned) {
                        (Standing::Current, Pinned::Current) => "current",
                        (Standing::Current, _) => "other-revision",
                        (Standing::Replaced(_), _) => "replaced",
                        (Standing::Withdrawn(_), _) => "withdrawn",
                        (Standing::Unfit, _) => "unfit",
                    }
                    .to_owned(),
                    entered: c.contribution.entered,
                    floor: c.contribution.floor,
                    pinned: match c.pinned {
                        Pinned::Current => "current",
                        Pinned::Earlier => "earlier",
                        Pinned::Rival => "rival",
                        Pinned::Missing => "missing",
                    }
                    .to_owned(),
                    proposals: c.contribution.proposals.len() as u32,
                    late: here.late(paper, c, &mut tables),
                    at: c.at,
                })
                .collect();
            all.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.contribution.cmp(&b.contribution)));
            Ok(ContributionList { contributions: all })
        })
    }
}
