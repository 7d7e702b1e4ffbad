//! Founding a group and inviting to its seats.

use crate::{
    App,
    api::group::*,
    error::{Code, Error, Result},
    names::fold_name,
    space::{Record, Space},
    store::Batch,
    work::Inner,
};
use qalam_model::{act::*, ids::*, state::State};
use qalam_seal::{
    join::{Invitation, OneTimeSecret},
    keys::Identity,
};
use rand::RngCore;
use serde_bytes::ByteBuf;
use std::path::Path;

/// How long an invitation is good, as a claim for the Chair to judge: fourteen days.
const GOOD_FOR: Millis = 14 * 24 * 3600 * 1000;

/// A role by the name that the contract gives it.
pub(crate) fn role_of(name: &str) -> Result<Role> {
    Ok(match name {
        "chair" => Role::Chair,
        "secretariat" => Role::Secretariat,
        "delegate" => Role::Delegate,
        "translator" => Role::Translator,
        "observer" => Role::Observer,
        other => return Err(Error::new(Code::UnknownRole).with("role", other)),
    })
}

/// The contract's name of a role.
pub(crate) fn name_of(role: Role) -> &'static str {
    match role {
        Role::Chair => "chair",
        Role::Secretariat => "secretariat",
        Role::Delegate => "delegate",
        Role::Translator => "translator",
        Role::Observer => "observer",
    }
}

/// A name that people gave, in NFC, with single spaces, neither empty nor endless.
pub(crate) fn given_name(name: &str) -> Result<String> {
    let clean = qalam_model::text::clean(name).split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.is_empty() || clean.chars().count() > 120 {
        return Err(Error::new(Code::BadValue).with("what", format!("'{}'", name.trim())));
    }
    Ok(clean)
}

impl Inner {
    /// Founds a group in which this device's owner is Chair.
    pub(crate) fn found(&mut self, args: &GroupNew, practice: bool) -> Result<GroupMade> {
        let now = self.hosts.clock.now();
        let (name, delegation, seat) = (given_name(&args.name)?, given_name(&args.delegation)?, given_name(&args.seat)?);
        let mut ids = [0u8; 48];
        self.hosts.random.fill_bytes(&mut ids);
        let random: [u8; 16] = [0; 16].map(|_: u8| (self.hosts.random.next_u32() & 0xff) as u8);
        let open = self.opened()?;
        let part = |at: usize| -> [u8; 16] {
            let mut id = [0; 16];
            id.copy_from_slice(&ids[at..at + 16]);
            id
        };
        let founder = Seat {
            member: MemberId(part(0)),
            delegation: DelegationId(part(16)),
            delegation_name: delegation,
            seat,
            role: Role::Chair,
            head: true,
            device: open.secrets.public(),
            recovery: open.home.recovery.clone(),
        };
        let member = founder.member;
        let (group, entry) = State::genesis_entry(now, random, Genesis { name: name.clone(), founder });
        let record = Record { name, folder: args.folder.clone(), practice, request: None, seen: 0, sent_at: None, connected: false };
        let mut space = Space::new(group, record);
        let mut batch = Batch::default();
        space.save_record(&mut batch);
        space.keep_own(&mut batch, now, entry);
        batch.commit(&mut open.vault)?;
        open.spaces.insert(group, space);
        open.current = Some(group);
        open.urgent = true;
        Ok(GroupMade { group: group.to_string(), member: member.to_string(), device: open.secrets.device().to_string() })
    }
}

impl App {
    pub(crate) fn group_new(&self, args: GroupNew) -> Result<GroupMade> {
        self.folder_exists(&args.folder)?;
        let made = self.lock().found(&args, false)?;
        // Founding is an explicit step: the folder holds the group when this returns, where it can be written.
        self.forget_folders();
        Ok(made)
    }

    pub(crate) fn group_invite(&self, args: GroupInvite) -> Result<InvitationMade> {
        self.step(|here| {
            if here.me()?.role != Role::Chair {
                return Err(Error::new(Code::NotAllowed).with("what", here.words.say("what-invite", &[])));
            }
            let role = role_of(&args.role)?;
            let (name, seat) = (given_name(&args.delegation)?, given_name(&args.seat)?);
            let roster = here.space.state.roster().clone();
            let known = roster.delegations.iter().find(|(_, n)| fold_name(n) == fold_name(&name)).map(|(id, n)| (*id, n.clone()));
            let alike = if known.is_some() { Vec::new() } else { here.names_like(&name) };
            let (delegation, delegation_name) = match known {
                Some(known) => known,
                None => (DelegationId(here.random()), name),
            };
            let identity = Identity::generate(&mut here.hosts.random);
            let secret = OneTimeSecret::generate(&mut here.hosts.random);
            let id = InvitationId(here.random());
            let expires = here.now() + GOOD_FOR;
            let invite = Invite {
                invitation: id,
                delegation,
                delegation_name: delegation_name.clone(),
                seat: seat.clone(),
                role,
                head: args.head,
                recipient: identity.recipient(),
                expires,
            };
            let mut batch = Batch::default();
            here.author_in(&mut batch, Circle::Control, &Body::Invite(invite))?;
            let held = InviteSecret {
                invitation: id,
                identity: identity.to_secret_text().to_string(),
                secret: ByteBuf::from(secret.as_bytes().to_vec()),
            };
            here.author_in(&mut batch, Circle::Chair, &Body::InviteSecret(held))?;
            let file = Invitation {
                group: here.space.id,
                group_name: roster.name.clone(),
                invitation: id,
                delegation,
                delegation_name,
                seat,
                role,
                head: args.head,
                recipient: identity.recipient(),
                secret,
                expires,
            };
            let text = file.encode();
            // The file first: an invitation that could not be handed out shall not stand in the roster.
            crate::exporting::write_file(here, Path::new(&args.out), text.as_bytes())?;
            batch.commit(here.vault)?;
            Ok(InvitationMade { invitation: id.to_string(), expires, file: args.out.clone(), alike })
        })
    }
}
