//! Whether an act counts: its chain, its author's cutoffs, and its author's rights at the roster head that it names.
//! Judges only; what a counted act does is in [`super::papers`].

use super::store::{Store, Stored};
use crate::{
    act::*,
    canonical, comment, draft,
    ids::*,
    proposal::{Contribution, Contributor},
    roster::{Member, Reason, Roster, Side},
    standing,
};
use std::{collections::HashMap, sync::Arc};

/// What judgement says of an act that is no roster act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It counts; for which side its author spoke.
    Counts(Side),
    /// Of a kind that this version does not know.
    Newer,
    /// Draft operations past a cutoff: they count only if another counted act builds on them.
    CutDraft(Side),
    /// It does not count.
    Aside(Reason),
}

/// Ids of circles, so that they are hashed once.
#[derive(Debug)]
pub(super) struct Circles {
    group: GroupId,
    everybody: CircleId,
    chair: CircleId,
    delegations: HashMap<DelegationId, CircleId>,
}

impl Circles {
    pub(super) fn new(group: GroupId) -> Circles {
        let (everybody, chair) = (Circle::Group.id(&group), Circle::Chair.id(&group));
        Circles { group, everybody, chair, delegations: HashMap::new() }
    }

    fn of(&mut self, side: Side) -> CircleId {
        let group = self.group;
        match side {
            Side::Chair => self.chair,
            Side::Delegation(d) => *self.delegations.entry(d).or_insert_with(|| Circle::Delegation(d).id(&group)),
        }
    }
}

/// What judging needs beside the act.
pub(super) struct Court<'a> {
    pub(super) store: &'a Store,
    pub(super) roster: &'a Roster,
    pub(super) circles: &'a mut Circles,
    pub(super) revisions: &'a HashMap<ActId, Result<RevisionId, Reason>>,
    pub(super) texts: &'a HashMap<ActId, Result<(), Reason>>,
}

impl Court<'_> {
    /// Judges a placed act. `went_back`: its head is behind what its chain had shown.
    pub(super) fn judge(&mut self, id: ActId, act: &Stored, went_back: bool) -> Verdict {
        if went_back {
            return Verdict::Aside(Reason::HeadWentBack);
        }
        let side = match self.rights(id, act) {
            Ok(side) => side,
            Err(reason) => return Verdict::Aside(reason),
        };
        let limits = self.roster.limits(act.device, act.circle, &act.head);
        if limits.iter().any(|(number, end)| self.past(id, act, *number, *end)) {
            return match (act.body.as_deref(), side) {
                (Some(body), Some(side)) if body.writing().is_some() => Verdict::CutDraft(side),
                _ => Verdict::Aside(Reason::CutOff),
            };
        }
        let decides = matches!(act.body.as_deref(), Some(Body::Decide(_)));
        if decides && limits.is_empty() && self.store.forked(act.device, act.circle, act.number) {
            return Verdict::Aside(Reason::Frozen);
        }
        side.map_or(Verdict::Newer, Verdict::Counts)
    }

    fn past(&self, id: ActId, act: &Stored, number: u64, end: ActId) -> bool {
        if act.number > number {
            return true;
        }
        let split = act.number == number || self.store.forked(act.device, act.circle, act.number);
        split && !self.store.on_branch(end, id, act.number)
    }

    /// The side for which the author spoke; none for a kind that this version does not know.
    fn rights(&mut self, id: ActId, act: &Stored) -> Result<Option<Side>, Reason> {
        if is_roster(&act.kind) {
            return Err(Reason::WrongCircle);
        }
        let body = act.body.as_deref().ok_or(Reason::Unreadable)?;
        let view = self.roster.at(&act.head).ok_or(Reason::NotAMember)?;
        let author = view.member_of(&act.device).ok_or(Reason::NotAMember)?;
        let side = author.side();
        match body {
            Body::Unknown => return Ok(None),
            Body::GrantAct(body) => self.check_grant(&view, act, &body.grant)?,
            Body::InviteSecret(_) => self.check_invite_secret(author, act)?,
            Body::PaperNew(body) => {
                self.check_drafting(author, act)?;
                self.check_owner(side, &body.paper)?;
            }
            Body::DraftOps(body) => {
                self.check_drafting(author, act)?;
                if body.copy.is_none() {
                    self.check_owner(side, &body.paper)?;
                }
                if body.update.is_empty() {
                    return Err(Reason::Unreadable);
                }
                self.texts.get(&id).cloned().unwrap_or(Err(Reason::Unreadable))?;
            }
            Body::DraftMove(body) => {
                self.check_drafting(author, act)?;
                let fits =
                    body.took.len() <= MAX_TOOK && body.took.iter().map(|t| &t.version).chain([&body.on]).all(|v| v.len() <= MAX_VERSION);
                if !fits {
                    return Err(Reason::Unreadable);
                }
                self.texts.get(&id).cloned().unwrap_or(Err(Reason::Unreadable))?;
            }
            Body::DraftSettle(body) => {
                self.check_drafting(author, act)?;
                if body.paragraphs.len() > MAX_TOOK || body.replaces.len() > MAX_TOOK {
                    return Err(Reason::Unreadable);
                }
            }
            Body::Decide(body) => {
                self.check_drafting(author, act)?;
                self.check_owner(side, &body.decision.paper)?;
                crate::desk::check_decision(&body.decision).map_err(|e| Reason::BadDecision(e.to_string()))?;
            }
            Body::Issue(body) => self.check_issue(id, author, act, body)?,
            Body::Contribute(body) => self.check_contribute(&view, author, act, &body.contribution)?,
            Body::Withdraw(_) => {
                self.in_circle(act, self.circles.everybody)?;
                speaks(author)?;
            }
            Body::Comment(body) => {
                self.check_commenting(author, act, body.draft)?;
                if body.draft && body.revision.is_none() {
                    self.check_owner(side, &body.paper)?;
                }
                comment::check(body).map_err(|e| Reason::BadComment(e.to_string()))?;
            }
            Body::ResolveComment(body) => {
                self.check_commenting(author, act, act.circle != self.circles.everybody)?;
                comment::check_resolving(body).map_err(|e| Reason::BadComment(e.to_string()))?;
            }
            Body::Stand(body) => {
                self.check_stand(&view, author, act, body)?;
                standing::check(body).map_err(|e| Reason::BadStanding(e.to_string()))?;
            }
            Body::Package(body) => {
                self.check_drafting(author, act)?;
                self.check_owner(side, &body.paper)?;
                crate::desk::check_package(body).map_err(|e| Reason::BadPackage(e.to_string()))?;
            }
            // Roster kinds were dealt with above.
            _ => return Err(Reason::WrongCircle),
        }
        Ok(Some(side))
    }

    fn in_circle(&self, act: &Stored, circle: CircleId) -> Result<(), Reason> {
        if act.circle == circle { Ok(()) } else { Err(Reason::WrongCircle) }
    }

    fn check_grant(&self, view: &Roster, act: &Stored, grant: &Grant) -> Result<(), Reason> {
        self.in_circle(act, self.store.control)?;
        let allowed = view.circle_devices(&grant.circle);
        if !allowed.devices.iter().any(|k| k.device == act.device) {
            return Err(Reason::NoRight);
        }
        let devices = grant.devices.iter().all(|d| allowed.devices.iter().any(|k| k.device == *d));
        let recovery = grant.recovery.iter().all(|r| allowed.recovery.contains(r));
        if devices && recovery { Ok(()) } else { Err(Reason::GrantReachesTooFar) }
    }

    fn check_invite_secret(&self, author: &Member, act: &Stored) -> Result<(), Reason> {
        self.in_circle(act, self.circles.chair)?;
        if author.role == Role::Chair { Ok(()) } else { Err(Reason::NoRight) }
    }

    /// Drafts and decisions stand in the circle of the author's own side.
    fn check_drafting(&mut self, author: &Member, act: &Stored) -> Result<(), Reason> {
        let circle = self.circles.of(author.side());
        self.in_circle(act, circle)?;
        speaks(author)?;
        of_the_circle(author, act)
    }

    /// On issued texts everybody comments but observers; on a draft those who may write in it.
    fn check_commenting(&mut self, author: &Member, act: &Stored, draft: bool) -> Result<(), Reason> {
        if draft {
            return self.check_drafting(author, act);
        }
        self.in_circle(act, self.circles.everybody)?;
        if author.role == Role::Observer { Err(Reason::NoRight) } else { Ok(()) }
    }

    fn check_owner(&self, side: Side, paper: &PaperId) -> Result<(), Reason> {
        if side.owns(&self.circles.group, paper) { Ok(()) } else { Err(Reason::NotTheSide) }
    }

    fn check_issue(&self, id: ActId, author: &Member, act: &Stored, issue: &Issue) -> Result<(), Reason> {
        self.in_circle(act, self.circles.everybody)?;
        speaks(author)?;
        of_the_circle(author, act)?;
        self.check_owner(author.side(), &issue.revision.paper)?;
        if issue.revision.group != self.circles.group {
            return Err(Reason::BadRevision("it names another group".into()));
        }
        match self.revisions.get(&id) {
            Some(Ok(_)) => Ok(()),
            Some(Err(reason)) => Err(reason.clone()),
            None => Err(Reason::Unreadable),
        }
    }

    fn check_contribute(&self, view: &Roster, author: &Member, act: &Stored, made: &Contribution) -> Result<(), Reason> {
        self.in_circle(act, self.circles.everybody)?;
        speaks(author)?;
        match (made.by, author.side()) {
            (Contributor::Chair, Side::Chair) if made.entered => Err(Reason::NotMarkedEntered),
            (Contributor::Chair, Side::Chair) => Ok(()),
            (Contributor::Delegation(d), Side::Chair) if !view.delegations.contains_key(&d) => Err(Reason::UnknownTarget),
            (Contributor::Delegation(_), Side::Chair) if !made.entered => Err(Reason::NotMarkedEntered),
            (Contributor::Delegation(_), Side::Chair) => Ok(()),
            (Contributor::Delegation(d), Side::Delegation(own)) if d == own && made.entered => Err(Reason::NotMarkedEntered),
            (Contributor::Delegation(d), Side::Delegation(own)) if d == own => Ok(()),
            _ => Err(Reason::NoRight),
        }
    }

    /// A delegation stands for itself; the Chair's side enters what was said aloud, and says that it did.
    fn check_stand(&self, view: &Roster, author: &Member, act: &Stored, stand: &Stand) -> Result<(), Reason> {
        self.in_circle(act, self.circles.everybody)?;
        speaks(author)?;
        match author.side() {
            Side::Chair if !view.delegations.contains_key(&stand.delegation) => Err(Reason::UnknownTarget),
            Side::Delegation(own) if own != stand.delegation => Err(Reason::NoRight),
            side if stand.entered != (side == Side::Chair) => Err(Reason::NotMarkedEntered),
            _ => Ok(()),
        }
    }
}

/// Whether a member writes for a side at all: translators write language versions only, observers nothing.
fn speaks(author: &Member) -> Result<(), Reason> {
    match author.role {
        Role::Chair | Role::Secretariat | Role::Delegate => Ok(()),
        Role::Translator | Role::Observer => Err(Reason::NoRight),
    }
}

/// In a delegation's own circle only devices write that the delegation has confirmed.
fn of_the_circle(author: &Member, act: &Stored) -> Result<(), Reason> {
    let confirmed = author.devices.iter().any(|d| d.keys.device == act.device && d.confirmed);
    if author.chair_side() || confirmed { Ok(()) } else { Err(Reason::NotConfirmed) }
}

/// The name of an issued text, if it is canonical and its signature holds.
pub(super) fn examine(issue: &Issue, device: DeviceId, signature_ok: Option<&super::SignatureCheck>) -> Result<RevisionId, Reason> {
    canonical::validate(&issue.revision).map_err(|e| Reason::BadRevision(e.to_string()))?;
    let bytes = canonical::encode(&issue.revision);
    match signature_ok {
        Some(check) if !check(issue, &bytes, device) => Err(Reason::BadSignature),
        _ => Ok(canonical::id(&bytes)),
    }
}

/// Whether draft operations can be read and are all of their own device's peers.
pub(super) fn examine_text(ops: Writing<'_>, device: DeviceId) -> Result<(), Reason> {
    if ops.update.is_empty() {
        return Ok(());
    }
    let peers = draft::peers_in(ops.update).map_err(|_| Reason::Unreadable)?;
    let own: Vec<u64> =
        ops.nonces.iter().filter_map(|nonce| Some(draft::peer_id(&device, &ops.paper, nonce.as_slice().try_into().ok()?))).collect();
    if peers.iter().all(|peer| own.contains(peer)) { Ok(()) } else { Err(Reason::ForeignText) }
}

/// What a chain has shown after an act, and whether the act's head went back behind what it had shown before.
pub(super) fn shown(store: &Store, roster: &Roster, id: ActId, act: &Stored) -> (Arc<[ActId]>, bool) {
    let before = store.get(&act.previous).map(|p| &p.shown);
    if let Some(before) = before
        && !Arc::ptr_eq(before, &act.head)
        && !roster.includes(&act.head, before)
    {
        return (Arc::clone(before), true);
    }
    let after = if store.is_roster(act) { Arc::from([id]) } else { Arc::clone(&act.head) };
    (after, false)
}
