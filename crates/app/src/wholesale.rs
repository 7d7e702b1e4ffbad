//! Many proposals accepted at once, after a look at the list: all of one delegation, or all that is editorial. One step,
//! taken back as one.

use crate::{
    App,
    api::desk::*,
    deciding::{accepting, combined},
    deskview::{change_runs, names, numbers},
    error::{Code, Error, Result},
    members::CHAIR,
    names::by_prefix,
    proposing::kind_name,
    work::Work,
};
use qalam_model::{
    desk::{Apart, Desk, Line},
    ids::*,
    proposal::{Contributor, Treatment},
};
use std::collections::BTreeSet;

fn apart_name(apart: Apart) -> &'static str {
    match apart {
        Apart::DiscussionOnly => "discussion_only",
        Apart::Package => "package",
        Apart::Touches => "touches",
    }
}

impl Work<'_> {
    fn whose(&self, given: &str) -> Result<Contributor> {
        if given == CHAIR {
            return Ok(Contributor::Chair);
        }
        let delegation = self.find_delegation(given)?;
        let of_chair = self.space.state.roster().members.values().any(|m| m.chair_side() && m.delegation == delegation);
        Ok(if of_chair { Contributor::Chair } else { Contributor::Delegation(delegation) })
    }

    /// The list that is asked for.
    fn many(&self, desk: &Desk, args: &AcceptMany) -> Result<Vec<Line>> {
        let by = args.delegation.as_deref().map(|given| self.whose(given)).transpose()?;
        let mut lines = match by {
            _ if args.editorial => desk.editorial(),
            Some(by) => desk.all_of(by),
            None => return Err(Error::new(Code::BadValue).with("what", self.words.say("an-acceptance-of-what", &[]))),
        };
        if let Some(by) = by {
            lines.retain(|line| desk.proposal(line.proposal).any(|(_, q)| q.contributor == by));
        }
        Ok(lines)
    }
}

fn find<'l>(lines: &'l [Line], given: &str) -> Result<&'l Line> {
    let missing = || Error::new(Code::UnknownProposal).with("proposal", given);
    let id = by_prefix(given, lines.iter().map(|l| l.proposal), missing)?;
    lines.iter().find(|l| l.proposal == id).ok_or_else(missing)
}

impl App {
    pub(crate) fn accept_preview(&self, args: AcceptMany) -> Result<AcceptList> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let desk = here.desk_of(&id)?;
            let (numbers, names) = (numbers(&desk), names(&desk));
            let lines = here.many(&desk, &args)?;
            let view = |line: &Line| {
                let (row, laid) = desk.proposal(line.proposal).next()?;
                Some(AcceptLine {
                    proposal: line.proposal.to_string(),
                    delegation: here.contributor_name(laid.contributor),
                    paragraph: line.paragraph.to_string(),
                    number: numbers.get(&line.paragraph).cloned().unwrap_or_default(),
                    kind: kind_name(laid.proposal.kind).to_owned(),
                    text: names.plain(&desk.clean_text(row, laid)),
                    runs: change_runs(&desk, &names, row, laid),
                    apart: line.apart.map(|a| apart_name(a).to_owned()),
                })
            };
            Ok(AcceptList { lines: lines.iter().filter_map(view).collect() })
        })
    }

    pub(crate) fn accept_many(&self, args: AcceptMany) -> Result<Combined> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let desk = here.desk_of(&id)?;
            let lines = here.many(&desk, &args)?;
            let mut taken: Vec<&Line> = match &args.only {
                Some(only) => only.iter().map(|given| find(&lines, given)).collect::<Result<_>>()?,
                None => lines.iter().filter(|l| l.apart.is_none()).collect(),
            };
            for given in &args.except {
                let not = find(&lines, given)?.proposal;
                taken.retain(|l| l.proposal != not);
            }
            let accepted: BTreeSet<ProposalId> = taken.iter().map(|l| l.proposal).collect();
            let result = combined(&desk, &accepted);
            let mut once = BTreeSet::new();
            let hunks: Vec<HunkId> = taken.iter().flat_map(|l| &l.hunks).filter(|h| once.insert(**h)).copied().collect();
            let Some(first) = taken.first() else { return Ok(result) };
            let reason: String = qalam_model::text::clean(&args.reason).trim().chars().take(4_000).collect();
            let mut decisions = accepting(&desk, &hunks, &reason);
            // Whoever takes what touches another's proposal by hand has seen in the list that it does.
            let falls = if taken.iter().any(|l| l.apart == Some(Apart::Touches)) { desk.falls(&hunks).falls } else { Vec::new() };
            if !falls.is_empty() {
                decisions.push(desk.decision(&falls, Treatment::Reject, &reason));
            }
            here.decide_step(id, first.paragraph, decisions)?;
            Ok(result)
        })
    }
}
