//! The group as its members see it: delegations with their badges, seats, safety numbers.

use crate::{
    App,
    api::{Nothing, group::*, outside::*},
    error::Result,
    founding::name_of,
    names::fold_name,
    work::Work,
};
use icu_collator::{Collator, options::CollatorOptions};
use icu_locale_core::Locale;
use qalam_model::{
    fold::{fold, look_alike},
    ids::*,
    proposal::Contributor,
};
use qalam_seal::safety;
use std::{cmp::Ordering, collections::BTreeMap};

/// The word for the Chair's column and for the Chair's side, as an id.
pub(crate) const CHAIR: &str = "chair";

/// The colour number of the Chair's side, which no delegation gets.
pub(crate) const CHAIR_COLOUR: u32 = 8;

/// Compares names as a dictionary of that language does (CLDR); by code point where the data has no such language.
pub(crate) fn alphabetical(language: &str) -> impl Fn(&str, &str) -> Ordering {
    let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
    let collator = Collator::try_new(locale.into(), CollatorOptions::default()).ok();
    move |a, b| match &collator {
        Some(collator) => collator.compare(a, b),
        None => a.cmp(b),
    }
}

/// One or two letters that tell a name apart from the others: its last word if that is short ('Delegation A'), else
/// that word's first letter, else its first letters.
fn letters(name: &str, taken: &[String]) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied().unwrap_or("?");
    let mut choices: Vec<String> = Vec::new();
    if last.chars().count() <= 2 {
        choices.push(last.to_uppercase());
    }
    let first: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    // 'Delegation of Brazil' and 'الوفد باء' differ in their last word.
    choices.extend(last.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()));
    choices.push(first.iter().take(1).collect::<String>().to_uppercase());
    choices.push(words.iter().take(2).filter_map(|w| w.chars().next()).collect::<String>().to_uppercase());
    choices.push(first.iter().take(2).collect::<String>().to_uppercase());
    choices.extend((1..first.len()).map(|i| [first[0], first[i]].iter().collect::<String>().to_uppercase()));
    // Letters that look alike, as أ and ا do, tell nothing apart.
    let free = |c: &String| !c.is_empty() && !taken.iter().any(|t| fold(t) == fold(c));
    choices.into_iter().find(free).unwrap_or_else(|| "•".to_owned())
}

impl Work<'_> {
    /// All delegations with the badge that stands for each everywhere; the Chair's first, then alphabetically. The
    /// badge and the colour follow from the names in one fixed order, so that they are the same on every laptop. Which
    /// names look alike is not said here: that compares each with each.
    pub(crate) fn delegations(&self) -> Vec<DelegationInfo> {
        let roster = self.space.state.roster();
        let chairs: Vec<DelegationId> = roster.members.values().filter(|m| m.chair_side()).map(|m| m.delegation).collect();
        let seated = |id: &DelegationId| {
            roster.members.values().any(|m| m.delegation == *id) || roster.invitations.values().any(|i| i.offer.delegation == *id)
        };
        let mut fixed: Vec<(&DelegationId, &String)> = roster.delegations.iter().filter(|(id, _)| seated(id)).collect();
        // The delegations choose their letters before the Chair does.
        fixed.sort_by_key(|(id, name)| (chairs.contains(id), *name, *id));
        let mut taken: Vec<String> = Vec::new();
        let mut all: Vec<DelegationInfo> = Vec::new();
        let mut colour = 0;
        for (id, name) in fixed {
            let badge = letters(name, &taken);
            taken.push(badge.clone());
            let chair = chairs.contains(id);
            let own = if chair { CHAIR_COLOUR } else { colour };
            all.push(DelegationInfo { delegation: id.to_string(), name: name.clone(), badge, colour: own, chair, alike: Vec::new() });
            if !chair {
                colour += 1 + u32::from(colour + 1 == CHAIR_COLOUR);
            }
        }
        let compare = alphabetical(self.words.language());
        all.sort_by(|a, b| b.chair.cmp(&a.chair).then_with(|| compare(&a.name, &b.name)));
        all
    }

    /// Names of delegations by id.
    pub(crate) fn delegation_names(&self) -> BTreeMap<DelegationId, String> {
        self.space.state.roster().delegations.clone()
    }

    /// How a contributor is called.
    pub(crate) fn contributor_name(&self, by: Contributor) -> String {
        match by {
            Contributor::Chair => self.words.say("chair", &[]),
            Contributor::Delegation(d) => self.space.state.roster().delegation_name(&d).unwrap_or("?").to_owned(),
        }
    }
}

/// A contributor's id in shells: the delegation's, or `chair`.
pub(crate) fn column_of(by: Contributor) -> String {
    match by {
        Contributor::Chair => CHAIR.to_owned(),
        Contributor::Delegation(d) => d.to_string(),
    }
}

impl Work<'_> {
    /// Names of delegations that look like this one and are others.
    pub(crate) fn names_like(&self, name: &str) -> Vec<String> {
        let other = |n: &&String| fold_name(n) != fold_name(name) || *n != name;
        self.space.state.roster().delegations.values().filter(other).filter(|n| look_alike(n, name)).cloned().collect()
    }
}

impl App {
    pub(crate) fn names_alike(&self, args: NameGiven) -> Result<NamesAlike> {
        self.work(|here| {
            let known = here.space.state.roster().delegations.values().any(|n| fold_name(n) == fold_name(&args.name));
            Ok(NamesAlike { alike: if known { Vec::new() } else { here.names_like(&args.name) } })
        })
    }

    pub(crate) fn group_show(&self, _: Nothing) -> Result<GroupInfo> {
        self.work(|here| {
            let roster = here.space.state.roster().clone();
            let me = here.me()?;
            let (you, my_side, i_can) = (me.member, me.side(), me.confirmed() && !me.chair_side());
            let mut members: Vec<MemberInfo> = roster
                .members
                .values()
                .filter(|m| m.present())
                .map(|m| {
                    let current = m.devices.iter().find(|d| !d.revoked);
                    let confirmed = m.confirmed();
                    MemberInfo {
                        member: m.member.to_string(),
                        delegation: roster.delegation_name(&m.delegation).unwrap_or_default().to_owned(),
                        delegation_id: m.delegation.to_string(),
                        seat: m.seat.clone(),
                        role: name_of(m.role).to_owned(),
                        head: m.head,
                        safety_number: current.map(|d| safety::number(&here.space.id, &d.keys, &m.recovery)).unwrap_or_default(),
                        confirmed,
                        can_confirm: !confirmed && i_can && m.side() == my_side && m.member != you,
                        devices: m.devices.iter().map(|d| DeviceInfo { device: d.keys.device.to_string(), revoked: d.revoked }).collect(),
                    }
                })
                .collect();
            let mut delegations = here.delegations();
            for one in &mut delegations {
                one.alike = here.names_like(&one.name);
            }
            let place = |id: &str| delegations.iter().position(|d| d.delegation == id);
            members.sort_by(|a, b| {
                place(&a.delegation_id).cmp(&place(&b.delegation_id)).then(b.head.cmp(&a.head)).then_with(|| a.seat.cmp(&b.seat))
            });
            let epoch = here.space.epochs.values().filter(|e| e.circle == Circle::Group.id(&here.space.id)).map(|e| e.granted.number).max();
            let invitations = roster
                .invitations
                .values()
                .filter(|i| i.used.is_none())
                .map(|i| InvitationInfo {
                    invitation: i.offer.invitation.to_string(),
                    delegation: i.offer.delegation_name.clone(),
                    seat: i.offer.seat.clone(),
                    role: name_of(i.offer.role).to_owned(),
                    expires: i.offer.expires,
                })
                .collect();
            let me = here.me()?;
            Ok(GroupInfo {
                group: here.space.id.to_string(),
                name: roster.name.clone(),
                epoch: epoch.unwrap_or(1),
                you: you.to_string(),
                role: name_of(me.role).to_owned(),
                chair_side: me.chair_side(),
                delegations,
                members,
                invitations,
            })
        })
    }
}
