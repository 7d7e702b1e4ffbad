//! What counted acts make of a paper: the chain of revisions, where each contribution stands. A function of the
//! counted acts of that paper alone; called again whenever one of them changes.

use super::{Contributed, Decided, Issued, Packaged, Paper, Pinned, Status, comments::Talk, standings::Floor, store::Store};
use crate::{
    act::*,
    desk::check_contribution,
    ids::*,
    paper::Revision,
    proposal::{Contribution, Contributor},
    roster::{Reason, Side},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// The counted acts of one paper.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) side: Option<Side>,
    pub(super) created: BTreeSet<ActId>,
    pub(super) issues: BTreeSet<ActId>,
    pub(super) contributions: BTreeMap<ActId, Arc<Contribution>>,
    /// Whether contributions fit their texts, once known: a text never changes under its name.
    fits: BTreeMap<ActId, Result<(), Reason>>,
    /// Withdrawals with the side that spoke.
    pub(super) withdrawals: BTreeMap<ActId, Side>,
    /// Comments and what settles them.
    pub(super) talk: Talk,
    /// How delegations stand.
    pub(super) floor: Floor,
}

/// What the counted acts of all papers share.
pub(super) struct Shelf<'a> {
    pub(super) store: &'a Store,
    pub(super) revisions: &'a HashMap<ActId, Result<RevisionId, Reason>>,
}

impl Shelf<'_> {
    /// Brings a paper up to what counts. Returns the acts that turned out not to fit.
    pub(super) fn refresh(&self, paper: &mut Paper, counted: &mut Counted) -> Vec<(ActId, Reason)> {
        paper.side = counted.side;
        paper.created = counted.created.first().copied();
        self.chain(paper, counted);
        self.name(paper);
        let mut unfit = self.contributions(paper, counted);
        unfit.extend(self.withdraw(paper, counted));
        unfit.extend(self.talk(paper, &mut counted.talk));
        unfit.extend(self.stand(paper, &mut counted.floor));
        unfit
    }

    pub(super) fn issue(&self, act: &ActId) -> Option<&Issue> {
        match self.store.get(act)?.body.as_deref()? {
            Body::Issue(issue) => Some(issue),
            _ => None,
        }
    }

    /// Of two issues with one predecessor the lower act is the revision.
    fn chain(&self, paper: &mut Paper, counted: &Counted) {
        let mut following: BTreeMap<Option<RevisionId>, Vec<Issued>> = BTreeMap::new();
        for act in &counted.issues {
            if let Some(issued) = self.issued(act) {
                following.entry(issued.predecessor).or_default().push(issued);
            }
        }
        paper.revisions.clear();
        let mut at = None;
        while let Some(next) = following.get_mut(&at).filter(|f| !f.is_empty()).map(|f| f.remove(0)) {
            at = Some(next.revision);
            paper.revisions.push(next);
        }
        paper.rivals = following.into_values().flatten().collect();
        paper.rivals.sort_by_key(|i| i.act);
    }

    fn issued(&self, act: &ActId) -> Option<Issued> {
        let (stored, issue) = (self.store.get(act)?, self.issue(act)?);
        let revision = *self.revisions.get(act)?.as_ref().ok()?;
        Some(Issued {
            act: *act,
            revision,
            predecessor: issue.revision.predecessor,
            symbol: issue.revision.symbol.clone(),
            device: stored.device,
            at: stored.at,
        })
    }

    fn name(&self, paper: &mut Paper) {
        let names = match paper.revisions.last().or(paper.rivals.first()).and_then(|i| self.issue(&i.act)) {
            Some(issue) => Some((&issue.revision.title, &issue.revision.symbol, &issue.revision.language)),
            None => paper.created.and_then(|act| match self.store.get(&act)?.body.as_deref()? {
                Body::PaperNew(new) => Some((&new.title, &new.symbol, &new.language)),
                _ => None,
            }),
        };
        if let Some((title, symbol, language)) = names {
            paper.title.clone_from(title);
            paper.symbol.clone_from(symbol);
            paper.language.clone_from(language);
        }
    }

    fn contributions(&self, paper: &mut Paper, counted: &mut Counted) -> Vec<(ActId, Reason)> {
        let mut unfit = Vec::new();
        let mut all = BTreeMap::new();
        for (act, contribution) in &counted.contributions {
            let Some(stored) = self.store.get(act) else { continue };
            let text = paper.issued(&contribution.revision).and_then(|i| self.issue(&i.act));
            let mut status = Status::Current;
            if let Some(issue) = text
                && let Err(reason) = counted.fits.entry(*act).or_insert_with(|| fits(contribution, &issue.revision))
            {
                status = Status::Unfit;
                unfit.push((*act, reason.clone()));
            }
            let pinned = pinned(paper, &contribution.revision);
            let contribution = Arc::clone(contribution);
            all.insert(*act, Contributed { contribution, device: stored.device, at: stored.at, status, pinned });
        }
        let newer: Vec<(ActId, Arc<Contribution>)> =
            all.iter().filter(|(_, c)| c.status != Status::Unfit).map(|(act, c)| (*act, Arc::clone(&c.contribution))).collect();
        for (act, newer) in newer {
            for old in &newer.replaces {
                match all.get_mut(old) {
                    Some(c) if c.contribution.by == newer.by && c.status == Status::Current => c.status = Status::Replaced(act),
                    _ => {}
                }
            }
        }
        paper.contributions = all;
        unfit
    }

    fn withdraw(&self, paper: &mut Paper, counted: &Counted) -> Vec<(ActId, Reason)> {
        let mut unfit = Vec::new();
        for (act, side) in &counted.withdrawals {
            let Some(Body::Withdraw(withdraw)) = self.store.get(act).and_then(|s| s.body.as_deref()) else { continue };
            let Some(target) = paper.contributions.get_mut(&withdraw.contribution) else { continue };
            let theirs = match (target.contribution.by, side) {
                (Contributor::Chair, Side::Chair) => true,
                (Contributor::Delegation(_), Side::Chair) => target.contribution.entered,
                (Contributor::Delegation(d), Side::Delegation(own)) => d == *own,
                (Contributor::Chair, Side::Delegation(_)) => false,
            };
            if !theirs {
                unfit.push((*act, Reason::NotTheirs));
            } else if target.status == Status::Current {
                target.status = Status::Withdrawn(*act);
            }
        }
        unfit
    }
}

fn pinned(paper: &Paper, revision: &RevisionId) -> Pinned {
    if paper.current().is_some_and(|c| c.revision == *revision) {
        Pinned::Current
    } else if paper.revisions.iter().any(|i| i.revision == *revision) {
        Pinned::Earlier
    } else if paper.rivals.iter().any(|i| i.revision == *revision) {
        Pinned::Rival
    } else {
        Pinned::Missing
    }
}

/// Whether a contribution fits the text that it names.
fn fits(contribution: &Contribution, text: &Revision) -> Result<(), Reason> {
    check_contribution(text, contribution).map_err(|e| Reason::BadContribution(e.to_string()))
}

/// One decision as the paper keeps it.
pub(super) fn decided(stored: &super::store::Stored, decide: &Decide) -> Decided {
    Decided { decision: Arc::new(decide.decision.clone()), device: stored.device, at: stored.at }
}

/// One package as the paper keeps it.
pub(super) fn packaged(stored: &super::store::Stored, package: &Package) -> Packaged {
    Packaged { package: Arc::new(package.clone()), device: stored.device, at: stored.at }
}
