//! Who may make which roster act, judged in the roster that its author had. Judges only; what an act does is in
//! [`super::run`].

use super::{Key, Member, Reason, Roster};
use crate::{act::*, ids::*};

/// By what right a roster act was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// The beginning of the group.
    Genesis,
    /// As a Chair.
    Chair,
    /// For one's own seat, by its other device.
    Own,
    /// For one's own seat, by its recovery words.
    Words,
    /// As head of the delegation.
    Head,
    /// As a confirmed member of the delegation.
    Confirmer,
    /// A kind of a newer version.
    Newer,
}

/// Why the delegation's circle may reach a device that an act brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// Its author saw no confirmed seat of the delegation: the first one.
    First,
    /// This confirmed device of the delegation brought it.
    By(DeviceId),
    /// It follows this device of its own seat.
    After(DeviceId),
    /// Somebody has to compare the safety number first.
    Nothing,
}

/// An act that its author had the right to make.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grade {
    pub(super) class: Class,
    /// The author; none for the genesis act.
    pub(super) member: Option<MemberId>,
    pub(super) basis: Basis,
}

struct Author<'a> {
    member: &'a Member,
    device: DeviceId,
    key: Key,
}

impl Author<'_> {
    fn confirmed(&self) -> bool {
        self.key == Key::Device && self.member.devices.iter().any(|d| d.keys.device == self.device && d.confirmed && !d.revoked)
    }
}

/// Judges an act of `device` in the roster `view`.
pub(super) fn check(view: &Roster, device: &DeviceId, body: Option<&Body>) -> Result<Grade, Reason> {
    let body = body.ok_or(Reason::Unreadable)?;
    if let Body::Genesis(genesis) = body {
        return check_genesis(view, device, genesis);
    }
    let author = author(view, device)?;
    let (class, basis) = match body {
        Body::Unknown => (Class::Newer, Basis::Nothing),
        Body::Replace(replace) => check_replace(view, &author, replace)?,
        Body::Confirm(confirm) => check_confirm(view, &author, confirm)?,
        _ if author.key != Key::Device || author.member.role != Role::Chair => return Err(Reason::NoRight),
        Body::Invite(invite) => check_invite(view, invite)?,
        Body::Admit(admit) => check_admit(view, &author, admit)?,
        Body::Remove(remove) => check_remove(view, &author, remove)?,
        Body::Revoke(revoke) => check_revoke(view, &author, revoke)?,
        Body::ChangeRole(change) => check_role(view, &author, change)?,
        _ => return Err(Reason::WrongCircle),
    };
    Ok(Grade { class, member: Some(author.member.member), basis })
}

fn check_genesis(view: &Roster, device: &DeviceId, genesis: &Genesis) -> Result<Grade, Reason> {
    let founder = &genesis.founder;
    if view.group.is_some() || founder.role != Role::Chair || founder.device.device != *device || founder.recovery.key == *device {
        return Err(Reason::NoRight);
    }
    Ok(Grade { class: Class::Genesis, member: None, basis: Basis::First })
}

fn author<'a>(view: &'a Roster, device: &DeviceId) -> Result<Author<'a>, Reason> {
    let (id, key) = view.keys.get(device).ok_or(Reason::NotAMember)?;
    let member = match key {
        Key::Device => view.member_of(device),
        Key::Recovery => view.members.get(id).filter(|m| m.present()),
    };
    Ok(Author { member: member.ok_or(Reason::NotAMember)?, device: *device, key: *key })
}

fn check_invite(view: &Roster, invite: &Invite) -> Result<(Class, Basis), Reason> {
    if view.invitations.contains_key(&invite.invitation) {
        return Err(Reason::InvitationUsed);
    }
    Ok((Class::Chair, Basis::Nothing))
}

fn check_admit(view: &Roster, author: &Author<'_>, admit: &Admit) -> Result<(Class, Basis), Reason> {
    let invitation = view.invitations.get(&admit.invitation).ok_or(Reason::UnknownTarget)?;
    if invitation.used.is_some() {
        return Err(Reason::InvitationUsed);
    }
    let (offer, seat) = (&invitation.offer, &admit.seat);
    let same = offer.delegation == seat.delegation && offer.role == seat.role && offer.head == seat.head && offer.seat == seat.seat;
    if !same {
        return Err(Reason::NotTheOffer);
    }
    if view.members.get(&seat.member).is_some_and(Member::present) {
        return Err(Reason::KeyTaken);
    }
    let taken =
        |key: &DeviceId| view.keys.get(key).is_some_and(|(m, _)| *m != seat.member && view.members.get(m).is_some_and(Member::present));
    if taken(&seat.device.device) || taken(&seat.recovery.key) || seat.device.device == seat.recovery.key {
        return Err(Reason::KeyTaken);
    }
    Ok((Class::Chair, basis_by_chair(view, author, seat.delegation, seat.member)))
}

/// What a Chair's own word is worth for a delegation's circle: it suffices for the Chair's own delegation and for a
/// delegation's first seat; elsewhere a confirmed member of the delegation has to compare.
fn basis_by_chair(view: &Roster, author: &Author<'_>, delegation: DelegationId, newcomer: MemberId) -> Basis {
    if author.member.delegation == delegation && author.confirmed() {
        return Basis::By(author.device);
    }
    let others = |m: &&Member| m.delegation == delegation && m.member != newcomer && m.present() && m.confirmed();
    if view.members.values().any(|m| others(&m)) { Basis::Nothing } else { Basis::First }
}

fn check_confirm(view: &Roster, author: &Author<'_>, confirm: &Confirm) -> Result<(Class, Basis), Reason> {
    let target = view.members.get(&confirm.member).filter(|m| m.present()).ok_or(Reason::UnknownTarget)?;
    if !target.devices.iter().any(|d| d.keys.device == confirm.device && !d.revoked) {
        return Err(Reason::UnknownTarget);
    }
    if target.delegation != author.member.delegation || target.member == author.member.member {
        return Err(Reason::NoRight);
    }
    if !author.confirmed() {
        return Err(Reason::NotConfirmed);
    }
    Ok((Class::Confirmer, Basis::Nothing))
}

fn rank(view: &Roster, member: &MemberId) -> usize {
    view.seniority.iter().position(|m| m == member).unwrap_or(usize::MAX)
}

/// Only that Chair or a senior takes a Chair's rights away, and decides how far they had them.
fn check_senior(view: &Roster, author: &Author<'_>, target: &Member, as_chair: bool) -> Result<(), Reason> {
    let own = target.member == author.member.member;
    if as_chair && !own && rank(view, &author.member.member) >= rank(view, &target.member) {
        return Err(Reason::NotSenior);
    }
    Ok(())
}

fn check_not_last(view: &Roster, target: &Member) -> Result<(), Reason> {
    let last = target.role == Role::Chair && target.present() && view.chairs().all(|c| c.member == target.member);
    if last { Err(Reason::LastChair) } else { Ok(()) }
}

fn check_remove(view: &Roster, author: &Author<'_>, remove: &Remove) -> Result<(Class, Basis), Reason> {
    let target = view.members.get(&remove.member).ok_or(Reason::UnknownTarget)?;
    check_senior(view, author, target, target.role == Role::Chair)?;
    check_not_last(view, target)?;
    Ok((Class::Chair, Basis::Nothing))
}

fn check_revoke(view: &Roster, author: &Author<'_>, revoke: &Revoke) -> Result<(Class, Basis), Reason> {
    let target = match view.keys.get(&revoke.device) {
        Some((member, Key::Device)) => view.members.get(member).ok_or(Reason::UnknownTarget)?,
        _ => return Err(Reason::UnknownTarget),
    };
    check_senior(view, author, target, target.role == Role::Chair)?;
    Ok((Class::Chair, Basis::Nothing))
}

fn check_role(view: &Roster, author: &Author<'_>, change: &ChangeRole) -> Result<(Class, Basis), Reason> {
    let target = view.members.get(&change.member).filter(|m| m.present()).ok_or(Reason::UnknownTarget)?;
    let raises = target.role == change.role && view.seniority.contains(&target.member);
    check_senior(view, author, target, target.role == Role::Chair || raises)?;
    if change.role > target.role && change.cutoff.is_none() {
        return Err(Reason::NoCutoff);
    }
    if change.role != Role::Chair {
        check_not_last(view, target)?;
    }
    Ok((Class::Chair, Basis::Nothing))
}

fn check_replace(view: &Roster, author: &Author<'_>, replace: &Replace) -> Result<(Class, Basis), Reason> {
    let target = view.members.get(&replace.member).filter(|m| m.present()).ok_or(Reason::UnknownTarget)?;
    if !target.devices.iter().any(|d| d.keys.device == replace.old) {
        return Err(Reason::UnknownTarget);
    }
    if view.keys.contains_key(&replace.new.device) {
        return Err(Reason::KeyTaken);
    }
    let own = target.member == author.member.member && author.device != replace.old;
    let by_chair = author.key == Key::Device && author.member.role == Role::Chair;
    if own && !(by_chair && waits(view, target)) {
        let class = if author.key == Key::Recovery { Class::Words } else { Class::Own };
        return if waits(view, target) { Err(Reason::SeatWaits) } else { Ok((class, Basis::After(replace.old))) };
    }
    if by_chair {
        check_senior(view, author, target, target.role == Role::Chair)?;
        if target.member == author.member.member {
            return Ok((Class::Chair, Basis::After(replace.old)));
        }
        return Ok((Class::Chair, basis_by_chair(view, author, target.delegation, target.member)));
    }
    let head = author.key == Key::Device && author.member.head && author.member.delegation == target.delegation;
    if !head || target.head || !open_to_head(view, target) {
        return Err(Reason::NoRight);
    }
    if waits(view, target) {
        return Err(Reason::SeatWaits);
    }
    if !author.confirmed() {
        return Err(Reason::NotConfirmed);
    }
    Ok((Class::Head, Basis::By(author.device)))
}

fn waits(view: &Roster, target: &Member) -> bool {
    view.claims.iter().any(|c| c.what == super::Claimed::Seat(target.member))
}

/// Whether a delegation's head may replace the device of that seat: never one of the Chair's side, past or present.
pub(super) fn open_to_head(view: &Roster, target: &Member) -> bool {
    !target.chair_side() && !view.seniority.contains(&target.member)
}
