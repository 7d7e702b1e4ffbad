//! Files from outside: looked at, placed by hand where that is needed, and submitted for a delegation.
//!
//! One way in for every format: what reads a file makes blocks ([`Imported`]), and from there on nobody asks what the
//! file was. Nothing of a file is dropped: what is not placed is said.

use crate::{
    App,
    api::{outside::*, paper::*},
    deskview::label,
    error::{Code, Error, Result},
    names::find_paragraph,
    papers::Imported,
    proposing::{ChangeNames, Notes, Way, reason},
    work::Work,
};
use qalam_model::{
    canonical::MAX_PARAGRAPHS,
    compare::{Became, ByHand, Matched, Missing, OutsideParagraph, Reading, UnplacedWhy},
    desk::MAX_TEXT,
    ids::*,
    paper::{Kind, Paragraph, Revision},
    proposal::{Contributor, Proposal},
};
use std::{collections::BTreeMap, path::Path};

/// So much of a piece is shown, in characters.
const SHOWN: usize = 4_000;

/// An error for a file with more paragraphs, or a longer one, than a paper can have.
pub(crate) fn check_size(path: &Path, blocks: &[OutsideParagraph]) -> Result<()> {
    if blocks.len() > MAX_PARAGRAPHS {
        return Err(Error::new(Code::TooManyParagraphs).at(path).with("count", blocks.len()).with("limit", MAX_PARAGRAPHS));
    }
    match blocks.iter().find(|b| b.text.text.len() > MAX_TEXT) {
        Some(long) => {
            let text = excerpt(&long.text.text);
            Err(Error::new(Code::ParagraphTooLong).at(path).with("text", text).with("size", long.text.text.len()).with("limit", MAX_TEXT))
        }
        None => Ok(()),
    }
}

/// A few words of a text, for messages.
fn excerpt(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

/// A file laid on the revision under discussion.
struct Laid {
    id: PaperId,
    revision: RevisionId,
    symbol: String,
    text: Revision,
    by: Contributor,
    way: Way,
    reading: Reading,
    matched: Matched,
    proposals: Vec<Proposal>,
}

impl Work<'_> {
    /// Lays a file on the revision under discussion, as the arguments say.
    fn lay(&mut self, args: &Propose, path: &str, import: &Imported) -> Result<Laid> {
        let id = self.find_paper(&args.paper)?;
        let (by, way) = self.for_whom(args.delegation.as_deref())?;
        let (revision, text) = self.asked_revision(&id, args.revision.as_deref())?;
        if let Some(other) = import.paper.filter(|paper| *paper != id) {
            let title = self.space.state.paper(&other).map_or_else(|| import.title.clone(), |p| p.title.clone());
            return Err(Error::new(Code::OtherPaper).at(Path::new(path)).with("title", title));
        }
        let mut reading = Reading { by_hand: hands(args, &text, &import.blocks)?, ..Reading::copy() };
        reading.missing = match args.missing.as_deref() {
            None => Missing::ByRule,
            Some("stay") => Missing::Stays,
            Some("delete") => Missing::Gone,
            Some(other) => return Err(Error::new(Code::BadValue).with("what", other)),
        };
        let matched = self.placed(&text, &import.blocks, &reading);
        let all = args.reason.as_deref().map(reason).unwrap_or_default();
        let proposals = self.noted(&text, revision, by, &matched.copy, &Notes::new(), &all);
        let symbol = text.symbol.clone();
        Ok(Laid { id, revision, symbol, text, by, way, reading, matched, proposals })
    }

    /// Submits what a file asks for; what cannot be placed is in the answer.
    pub(crate) fn enter(&mut self, args: &Propose, path: &str, import: &Imported) -> Result<Proposed> {
        let laid = self.lay(args, path, import)?;
        let unplaced = self.unplaced(&laid, &import.blocks);
        if laid.proposals.is_empty() {
            let code = match (laid.matched.foreign, unplaced.is_empty()) {
                (true, _) => Code::ForeignText,
                (_, false) => Code::NotPlaced,
                (_, true) => Code::NothingInFile,
            };
            return Err(Error::new(code).at(Path::new(path)).with("symbol", &laid.symbol).with("count", unplaced.len()));
        }
        let mut proposed = self.submit(laid.id, laid.revision, laid.by, laid.way, laid.proposals)?;
        proposed.unplaced = unplaced;
        Ok(proposed)
    }

    fn look(&mut self, args: &Propose, path: &str, import: &Imported) -> Result<FileLook> {
        let laid = self.lay(args, path, import)?;
        let piece_of: BTreeMap<ParagraphId, u32> = laid
            .matched
            .blocks
            .iter()
            .enumerate()
            .filter_map(|(i, became)| match became {
                Became::Is(id) | Became::New(id) => Some((*id, i as u32 + 1)),
                _ => None,
            })
            .collect();
        let names = ChangeNames::new(&laid.text, &laid.matched.copy);
        let changes = laid
            .proposals
            .iter()
            .map(|p| {
                let (number, runs) = names.shown(&laid.text, p, laid.by);
                let kind = crate::proposing::kind_name(p.kind).to_owned();
                FileChange { paragraph: p.paragraph.to_string(), number, kind, runs, piece: piece_of.get(&p.paragraph).copied() }
            })
            .collect();
        let placed = laid.reading.by_hand.iter().map(|(i, hand)| {
            let (place, paragraph) = match hand {
                ByHand::Is(id) => ("is", Some(*id)),
                ByHand::After(Some(id)) => ("after", Some(*id)),
                ByHand::After(None) => ("start", None),
                ByHand::Nowhere => ("none", None),
            };
            let paragraph = paragraph.map(|id| name_of(&laid.text, id));
            let text = import.blocks.get(*i).map(|b| excerpt(&b.text.text)).unwrap_or_default();
            PlacedPiece { piece: *i as u32 + 1, text, place: place.to_owned(), paragraph }
        });
        let mut notes = import.notes.clone();
        if let Some(symbol) = import.symbol.as_ref().filter(|s| **s != laid.symbol) {
            notes.push(self.words.say("note-other-revision", &[("symbol", symbol.clone()), ("current", laid.symbol.clone())]));
        }
        let replaces = self.earlier(&laid.id, laid.revision, laid.by, laid.way);
        Ok(FileLook {
            delegation: self.contributor_name(laid.by),
            entered: laid.way.entered(laid.by),
            revision: laid.revision.to_string(),
            symbol: laid.symbol.clone(),
            pieces: laid.matched.blocks.iter().filter(|b| **b != Became::Empty).count() as u32,
            found: if laid.matched.foreign { 0 } else { laid.matched.found as u32 },
            foreign: laid.matched.foreign,
            changes,
            unplaced: self.unplaced(&laid, &import.blocks),
            placed: placed.collect(),
            missing: laid.matched.missing.iter().map(|id| name_of(&laid.text, *id)).collect(),
            missing_stay: laid.matched.stays,
            replaces: replaces.iter().map(|(_, c)| c.proposals.len() as u32).sum(),
            notes,
            language: laid.text.language.clone(),
        })
    }

    fn unplaced(&self, laid: &Laid, blocks: &[OutsideParagraph]) -> Vec<UnplacedPiece> {
        let mut before: Vec<Option<ParagraphId>> = Vec::with_capacity(blocks.len());
        let mut last = None;
        for became in &laid.matched.blocks {
            before.push(last);
            if let Became::Is(id) = became
                && laid.text.find(*id).is_some_and(|(_, p)| !p.kind.is_placed())
            {
                last = Some(*id);
            }
        }
        let shown = |u: &qalam_model::compare::Unplaced| UnplacedPiece {
            piece: u.block as u32 + 1,
            text: u.text.chars().take(SHOWN).collect(),
            why: match u.why {
                UnplacedWhy::Doubled { .. } => "doubled",
                UnplacedWhy::Unsure => "unsure",
                UnplacedWhy::Foreign => "foreign",
            }
            .to_owned(),
            candidates: u.candidates.iter().map(|id| name_of(&laid.text, *id)).collect(),
            behind: before.get(u.block).copied().flatten().map(|id| name_of(&laid.text, id)),
        };
        laid.matched.unplaced.iter().map(shown).collect()
    }

    /// The revision under discussion; an error if another one was meant.
    fn asked_revision(&self, id: &PaperId, given: Option<&str>) -> Result<(RevisionId, Revision)> {
        let (revision, text) = self.under_discussion(id)?;
        let Some(given) = given else { return Ok((revision, text)) };
        let paper = self.space.state.paper(id);
        let rival = paper.and_then(|p| p.rivals.iter().find(|i| i.symbol == given || i.revision.to_string() == given));
        let meant = match rival {
            Some(rival) => rival.clone(),
            None => self.find_revision(id, Some(given))?,
        };
        if meant.revision == revision {
            return Ok((revision, text));
        }
        Err(Error::new(Code::NotUnderDiscussion).with("given", &meant.symbol).with("current", &text.symbol))
    }
}

/// A paragraph of the revision as people choose it.
fn name_of(text: &Revision, id: ParagraphId) -> ParagraphName {
    let found = text.find(id).map(|(_, p)| p);
    let number = found.and_then(|p| p.number).map(|n| n.to_string()).unwrap_or_default();
    ParagraphName { paragraph: id.to_string(), number, label: found.map(|p| label(&p.text.text)).unwrap_or_default() }
}

/// Where hands placed pieces: `3=14`, `3=after:14`, `3=start`, `3=none`.
fn hands(args: &Propose, text: &Revision, blocks: &[OutsideParagraph]) -> Result<BTreeMap<usize, ByHand>> {
    let mut out = BTreeMap::new();
    let mut taken: Vec<ParagraphId> = Vec::new();
    let known: Vec<&Paragraph> = text.paragraphs.iter().filter(|p| !p.kind.is_placed()).collect();
    for given in args.place.iter().flatten() {
        let bad = || Error::new(Code::BadPlace).with("given", given).with("pieces", blocks.len());
        let (piece, place) = given.split_once('=').ok_or_else(bad)?;
        let piece: usize = piece.trim().parse().map_err(|_| bad())?;
        let block = piece.checked_sub(1).and_then(|i| blocks.get(i)).ok_or_else(bad)?;
        let find = |given: &str| find_paragraph(given, known.iter().copied());
        let hand = match place.trim() {
            "none" => ByHand::Nowhere,
            "start" => ByHand::After(None),
            place => match place.strip_prefix("after:") {
                Some(anchor) => ByHand::After(Some(find(anchor)?)),
                None => {
                    let id = find(place)?;
                    // A table is a table, and one paragraph cannot be two.
                    let table = text.find(id).is_some_and(|(_, p)| p.kind == Kind::Table);
                    if table != (block.kind == Kind::Table) || taken.contains(&id) {
                        return Err(bad());
                    }
                    taken.push(id);
                    ByHand::Is(id)
                }
            },
        };
        if block.kind == Kind::Note || out.insert(piece - 1, hand).is_some() {
            return Err(bad());
        }
    }
    Ok(out)
}

impl App {
    pub(crate) fn propose_preview(&self, args: Propose) -> Result<FileLook> {
        let Some(path) = args.from.clone() else { return Err(Error::new(Code::NothingToPropose)) };
        let import = self.import(&path)?;
        self.work(|here| here.look(&args, &path, &import))
    }
}
