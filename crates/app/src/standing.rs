//! Where delegations stand: saying it, entering what was said aloud, taking it back, and the board.

use crate::{
    App,
    api::{paper::PaperRef, standing::*},
    deskview::label,
    error::{Code, Error, Result},
    members::column_of,
    names::find_paragraph,
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::{Body, Role, Stand},
    ids::*,
    number::Names,
    paper::{Kind, Paragraph},
    roster::Side,
    standing::{self, Board, Input, MAX_TEXT, RowState, Stance, Voice, parties},
    state::Status,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What one step of this sitting said: for whom, and how that stood before.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    revision: RevisionId,
    delegation: DelegationId,
    entered: bool,
    before: Vec<(ParagraphId, Stance)>,
}

fn state_name(state: RowState) -> &'static str {
    match state {
        RowState::Bracketed => "bracketed",
        RowState::Objected => "objected",
        RowState::Reserved => "reserved",
        RowState::Waits => "waits",
        RowState::Agreed => "agreed",
        RowState::Open => "open",
    }
}

/// What a person wrote, fit to be kept: NFC, line feeds, no other control characters, no blank ends.
fn words_of(text: &str) -> String {
    let lines: Vec<String> = text.replace("\r\n", "\n").split('\n').map(qalam_model::text::clean).collect();
    lines.join("\n").trim().chars().take(MAX_TEXT).collect()
}

fn stance(args: &StandingSet) -> Result<Stance> {
    let text = words_of(args.text.as_deref().unwrap_or_default());
    Ok(match args.stance.as_str() {
        "agreed" => Stance::Agreed,
        "reserves" => Stance::Reserves(text),
        "objects" => Stance::Objects(text),
        "nothing" => Stance::Nothing,
        other => return Err(Error::new(Code::UnknownStance).with("stance", other)),
    })
}

/// The acts of a voice that a new one takes the place of; what a delegation said itself nobody replaces for it.
fn replaced(said: &BTreeMap<ActId, std::sync::Arc<Stand>>, voice: &Voice, entered: bool) -> Vec<ActId> {
    let all = voice.act.iter().chain(&voice.others);
    all.filter(|act| said.get(act).is_some_and(|s| s.entered || !entered)).copied().collect()
}

impl Work<'_> {
    /// The board of one issued text and everything that was said about the paper.
    fn board(&self, id: &PaperId, revision: &RevisionId) -> Result<(Board, BTreeMap<ActId, std::sync::Arc<Stand>>)> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let end = paper.revisions.iter().position(|i| i.revision == *revision).ok_or_else(|| Error::new(Code::NotIssued))?;
        let chain: Vec<(RevisionId, &[Paragraph])> = paper.revisions[..=end]
            .iter()
            .filter_map(|i| Some((i.revision, &self.space.state.issue(&i.act)?.revision.paragraphs[..])))
            .collect();
        let all: BTreeMap<ActId, std::sync::Arc<Stand>> = paper.standings.iter().map(|(act, s)| (*act, s.stand.clone())).collect();
        let said: Vec<(ActId, &Stand)> = all.iter().map(|(act, s)| (*act, &**s)).collect();
        let packages = paper.packages_on(revision);
        let packages: Vec<(ActId, &[ParagraphId])> = packages.iter().map(|(act, p)| (*act, &p.paragraphs[..])).collect();
        let parties = parties(self.space.state.roster());
        Ok((standing::board(Input { chain: &chain, said: &said, parties: &parties, packages: &packages }), all))
    }

    /// For whom I speak, and whether I only enter it.
    fn speaker(&self, given: Option<&str>) -> Result<(DelegationId, bool)> {
        let me = self.me()?;
        let not_allowed = |what: &str| Error::new(Code::NotAllowed).with("what", self.words.say(what, &[]));
        let named = given.map(|g| self.find_delegation(g)).transpose()?;
        match (me.side(), named) {
            (Side::Delegation(own), None) if me.role == Role::Delegate => Ok((own, false)),
            (Side::Delegation(own), Some(d)) if me.role == Role::Delegate && d == own => Ok((own, false)),
            (Side::Chair, Some(d)) if parties(self.space.state.roster()).contains(&d) => Ok((d, true)),
            (Side::Chair, named) => {
                let at_table = parties(self.space.state.roster());
                let names = self.delegation_names();
                let known: Vec<&str> = at_table.iter().filter_map(|d| names.get(d)).map(String::as_str).collect();
                let given = named.and_then(|d| names.get(&d).cloned()).unwrap_or_default();
                Err(Error::new(Code::UnknownDelegation).with("delegation", given).with("known", known.join(", ")))
            }
            (Side::Delegation(_), Some(_)) => Err(not_allowed("what-enter")),
            (Side::Delegation(_), None) => Err(not_allowed("what-stand")),
        }
    }

    fn say(&mut self, batch: &mut Batch, id: PaperId, said: &Said, stance: &Stance, paragraphs: Vec<ParagraphId>) -> Result<ActId> {
        let revision = said.revision;
        let (board, all) = self.board(&id, &revision)?;
        let mut replaces: BTreeSet<ActId> = BTreeSet::new();
        for row in board.rows.iter().filter(|r| paragraphs.contains(&r.paragraph)) {
            let own = row.voices.iter().filter(|v| v.delegation == said.delegation);
            replaces.extend(own.flat_map(|v| replaced(&all, v, said.entered)));
        }
        let stand = Stand {
            paper: id,
            revision,
            delegation: said.delegation,
            entered: said.entered,
            paragraphs,
            stance: stance.clone(),
            replaces: replaces.into_iter().collect(),
        };
        self.author_in(batch, Circle::Group, &Body::Stand(stand))
    }

    /// The paragraphs of the issued text with their numbers, labels and headings.
    fn slots(&self, id: &PaperId, revision: &RevisionId) -> HashMap<ParagraphId, (String, String, String)> {
        let Some(text) = self.space.revision(id, revision) else { return HashMap::new() };
        let names = Names::of(&text.paragraphs);
        let mut section = String::new();
        let mut out = HashMap::new();
        for p in &text.paragraphs {
            let words = names.plain(&p.text);
            if p.kind == Kind::Heading {
                section = words;
                continue;
            }
            let number = p.number.map(|n| n.to_string()).unwrap_or_default();
            out.insert(p.id, (number, label(&words), section.clone()));
        }
        out
    }

    fn voice_view(
        &self,
        voice: &Voice,
        revision: &RevisionId,
        all: &BTreeMap<ActId, std::sync::Arc<Stand>>,
        id: &PaperId,
    ) -> StandingVoice {
        let symbol = |on: RevisionId| self.space.state.paper(id).and_then(|p| p.issued(&on)).map(|i| i.symbol.clone());
        StandingVoice {
            delegation: voice.delegation.to_string(),
            stance: voice.stance.name().to_owned(),
            text: voice.stance.text().to_owned(),
            entered: voice.entered,
            since: voice.on.filter(|on| on != revision).and_then(symbol),
            apart: voice
                .others
                .iter()
                .filter_map(|act| all.get(act))
                .map(|s| StandingSaid { stance: s.stance.name().to_owned(), text: s.stance.text().to_owned(), entered: s.entered })
                .collect(),
            lapsed: voice.lapsed.as_ref().map(|s| s.name().to_owned()),
        }
    }
}

impl App {
    pub(crate) fn standing(&self, args: StandingOf) -> Result<StandingBoard> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let issued = here.find_revision(&id, args.revision.as_deref())?;
            let current = here.find_revision(&id, None)?.revision == issued.revision;
            let (board, all) = here.board(&id, &issued.revision)?;
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let language = here.space.revision(&id, &issued.revision).map(|r| r.language.clone()).unwrap_or_default();
            let slots = here.slots(&id, &issued.revision);
            let mut wishes: HashMap<ParagraphId, BTreeSet<String>> = HashMap::new();
            let contributions = paper.contributions.values().filter(|c| c.status == Status::Current);
            for made in contributions.map(|c| &c.contribution).filter(|c| c.revision == issued.revision) {
                for p in &made.proposals {
                    wishes.entry(p.paragraph).or_default().insert(column_of(made.by));
                }
            }
            let there: BTreeSet<String> = board.rows.iter().flat_map(|r| &r.voices).map(|v| v.delegation.to_string()).collect();
            let known: Vec<_> = here.delegations().into_iter().filter(|d| there.contains(&d.delegation)).collect();
            let place: HashMap<String, usize> = known.iter().enumerate().map(|(at, d)| (d.delegation.clone(), at)).collect();
            let rows: Vec<StandingRow> = board
                .rows
                .iter()
                .map(|row| {
                    let (number, label, section) = slots.get(&row.paragraph).cloned().unwrap_or_default();
                    let mut voices: Vec<StandingVoice> =
                        row.voices.iter().map(|v| here.voice_view(v, &issued.revision, &all, &id)).collect();
                    voices.sort_by_key(|v| place.get(&v.delegation).copied().unwrap_or(usize::MAX));
                    StandingRow {
                        paragraph: row.paragraph.to_string(),
                        number,
                        label,
                        section,
                        state: state_name(row.state).to_owned(),
                        voices,
                        proposals: wishes.get(&row.paragraph).into_iter().flatten().cloned().collect(),
                        package: row.waits_for.and_then(|act| paper.packages.get(&act)).map(|p| p.package.name.clone()),
                    }
                })
                .collect();
            let count = |delegation: &str, wanted: &[&str]| {
                let voices = rows.iter().flat_map(|r| &r.voices).filter(|v| v.delegation == delegation);
                voices.filter(|v| wanted.contains(&v.stance.as_str())).count() as u32
            };
            let parties = known
                .into_iter()
                .map(|d| StandingParty {
                    agreed: count(&d.delegation, &["agreed"]),
                    holds: count(&d.delegation, &["reserves", "objects"]),
                    silent: count(&d.delegation, &["nothing"]),
                    delegation: d.delegation,
                    name: d.name,
                    badge: d.badge,
                    colour: d.colour,
                })
                .collect();
            let totals = &board.totals;
            let me = here.me()?;
            Ok(StandingBoard {
                paper: id.to_string(),
                title: paper.title.clone(),
                symbol: issued.symbol.clone(),
                language,
                revision: issued.revision.to_string(),
                parties,
                rows,
                totals: StandingTotals {
                    all: totals.all as u32,
                    agreed: totals.agreed as u32,
                    bracketed: totals.bracketed as u32,
                    open: totals.open as u32,
                    objected: totals.objected as u32,
                    reserved: totals.reserved as u32,
                    waits: totals.waits as u32,
                },
                mine: (current && me.role == Role::Delegate).then(|| me.delegation.to_string()),
                may_enter: current && me.chair_side(),
                can_undo: here.space.stood.get(&id).is_some_and(|s| !s.is_empty()),
            })
        })
    }

    pub(crate) fn standing_set(&self, args: StandingSet) -> Result<StandingMade> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            let (delegation, entered) = here.speaker(args.delegation.as_deref())?;
            let stance = stance(&args)?;
            if stance == Stance::Reserves(String::new()) {
                return Err(Error::new(Code::BadValue).with("what", here.words.say("a-reservation-empty", &[])));
            }
            let revision = here.find_revision(&id, None)?.revision;
            let text = here.space.revision(&id, &revision).ok_or_else(|| Error::new(Code::NotIssued))?;
            let slots: Vec<&Paragraph> = text.paragraphs.iter().filter(|p| standing::is_slot(p)).collect();
            let mut wanted = Vec::new();
            for given in &args.paragraphs {
                wanted.push(find_paragraph(given, slots.iter().copied())?);
            }
            let (board, all) = here.board(&id, &revision)?;
            let mut before = Vec::new();
            for row in board.rows.iter().filter(|r| wanted.contains(&r.paragraph)) {
                let Some(voice) = row.voices.iter().find(|v| v.delegation == delegation) else {
                    before.push((row.paragraph, Stance::Nothing));
                    continue;
                };
                // What stands so already is not said again, but one word settles what was said apart.
                let apart = replaced(&all, voice, entered).len() > 1;
                if voice.stance != stance || apart {
                    before.push((row.paragraph, voice.stance.clone()));
                }
            }
            let paragraphs: Vec<ParagraphId> = before.iter().map(|(p, _)| *p).collect();
            let mut made = StandingMade { standing: None, paragraphs: paragraphs.iter().map(ToString::to_string).collect() };
            if !paragraphs.is_empty() {
                let said = Said { revision, delegation, entered, before };
                let mut batch = Batch::default();
                let act = here.say(&mut batch, id, &said, &stance, paragraphs)?;
                batch.commit(here.vault)?;
                here.space.stood.entry(id).or_default().push(said);
                made.standing = Some(act.to_string());
            }
            Ok(made)
        })
    }

    pub(crate) fn standing_undo(&self, args: PaperRef) -> Result<StandingMade> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            let current = here.find_revision(&id, None)?.revision;
            // What was said on an earlier text is part of its story.
            let last = here.space.stood.get_mut(&id).and_then(Vec::pop).filter(|s| s.revision == current);
            let Some(said) = last else { return Ok(StandingMade { standing: None, paragraphs: Vec::new() }) };
            let mut batch = Batch::default();
            let mut by_stance: Vec<(Stance, Vec<ParagraphId>)> = Vec::new();
            for (paragraph, stance) in &said.before {
                match by_stance.iter_mut().find(|(s, _)| s == stance) {
                    Some((_, list)) => list.push(*paragraph),
                    None => by_stance.push((stance.clone(), vec![*paragraph])),
                }
            }
            // It is said again how it stood before, since nothing can be unsaid.
            let mut last = None;
            for (stance, paragraphs) in by_stance {
                last = Some(here.say(&mut batch, id, &said, &stance, paragraphs)?);
            }
            batch.commit(here.vault)?;
            Ok(StandingMade {
                standing: last.map(|act| act.to_string()),
                paragraphs: said.before.iter().map(|(p, _)| p.to_string()).collect(),
            })
        })
    }
}
