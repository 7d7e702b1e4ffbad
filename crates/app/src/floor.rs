//! Proposals made on the floor: said in the room, entered in one step for a named delegation, beside what that has
//! submitted. And taking a contribution back.

use crate::{
    App,
    api::{Nothing, outside::*, paper::Proposed},
    error::{Code, Error, Result},
    names::{by_prefix, find_paragraph},
    proposing::{Notes, Way, reason},
    work::Work,
};
use qalam_model::{
    act::{Body, Withdraw},
    compare::reworded,
    desk::MAX_TEXT,
    ids::*,
    number::Names,
    paper::{Kind, Paragraph},
    proposal::Contributor,
    roster::Side,
    state::Status as Standing,
    text::RichText,
};

impl Work<'_> {
    /// The revision's text with what was said in the room.
    fn as_said(&mut self, base: &[Paragraph], paragraph: ParagraphId, args: &FloorProposal) -> Result<Vec<Paragraph>> {
        let wording = qalam_model::text::clean(&args.text).trim().to_owned();
        if args.kind != "delete" && wording.is_empty() {
            return Err(Error::new(Code::EmptyWording));
        }
        if wording.len() > MAX_TEXT {
            return Err(Error::new(Code::TooMuchProposed).with("size", wording.len()).with("limit", MAX_TEXT));
        }
        let names = Names::of(base);
        let at = base.iter().position(|p| p.id == paragraph).ok_or_else(|| Error::new(Code::Internal).with("what", "no paragraph"))?;
        let old = &base[at];
        let mut copy = base.to_vec();
        match args.kind.as_str() {
            "amend" => copy[at].text = reworded(&names, &old.text, &wording),
            "delete" => drop(copy.remove(at)),
            "insert" => {
                let kind = if old.kind.is_style() && old.kind != Kind::Heading { old.kind } else { Kind::Operative };
                let new = Paragraph::new(ParagraphId(self.random()), kind, RichText::plain(&wording));
                let level = if kind == old.kind { old.level } else { 0 };
                // Behind the paragraph with its cells and footnotes.
                let behind = base[at + 1..].iter().position(|p| !p.kind.is_placed()).map_or(base.len(), |n| at + 1 + n);
                copy.insert(behind, Paragraph { level, direction: old.direction, ..new });
            }
            other => return Err(Error::new(Code::BadValue).with("what", other)),
        }
        Ok(copy)
    }

    /// Takes a contribution back, if it is one's own or was entered by one's side.
    fn take_back(&mut self, id: &PaperId, contribution: ActId) -> Result<()> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let found = paper.contributions.get(&contribution);
        let found = found.ok_or_else(|| Error::new(Code::UnknownContribution).with("contribution", contribution))?;
        let mine = match (found.contribution.by, self.side()?) {
            (Contributor::Chair, Side::Chair) => true,
            (Contributor::Delegation(_), Side::Chair) => found.contribution.entered,
            (by, Side::Delegation(own)) => by == Contributor::Delegation(own),
        };
        if !mine {
            return Err(Error::new(Code::NotAllowed).with("what", self.words.say("what-withdraw", &[])));
        }
        if found.status == Standing::Current {
            self.author(Circle::Group, &Body::Withdraw(Withdraw { paper: *id, contribution }))?;
        }
        Ok(())
    }
}

impl App {
    pub(crate) fn floor_propose(&self, args: FloorProposal) -> Result<Proposed> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            here.chair_side("what-enter")?;
            let (by, _) = here.for_whom(Some(&args.delegation))?;
            let (revision, text) = here.under_discussion(&id)?;
            let known = text.paragraphs.iter().filter(|p| !p.kind.is_placed());
            let paragraph = find_paragraph(&args.paragraph, known)?;
            let copy = here.as_said(&text.paragraphs, paragraph, &args)?;
            let proposals = here.noted(&text, revision, by, &copy, &Notes::new(), &reason(&args.reason));
            if proposals.is_empty() {
                return Err(Error::new(Code::NothingSaid));
            }
            let about = proposals.first().map_or(paragraph, |p| p.paragraph);
            let made = here.submit(id, revision, by, Way::Floor, proposals)?;
            if let Ok(act) = made.contribution.parse() {
                here.floor_step(id, about, act);
            }
            Ok(made)
        })
    }

    pub(crate) fn withdraw(&self, args: WithdrawContribution) -> Result<Nothing> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            let all: Vec<ActId> = here.space.state.paper(&id).map(|p| p.contributions.keys().copied().collect()).unwrap_or_default();
            let missing = || Error::new(Code::UnknownContribution).with("contribution", &args.contribution);
            let contribution = by_prefix(&args.contribution, all, missing)?;
            here.take_back(&id, contribution)?;
            Ok(Nothing {})
        })
    }
}
