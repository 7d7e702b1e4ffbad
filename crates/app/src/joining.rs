//! Joining with an invitation, admitting, confirming: where people compare safety numbers.

use crate::{
    App,
    api::{Nothing, group::*},
    error::{Code, Error, Result},
    founding::name_of,
    names::by_prefix,
    space::{Record, Space},
    store::{self, Batch},
    work::Work,
};
use qalam_model::{act::*, ids::*};
use qalam_seal::{
    header,
    join::{Invitation, InvitationError, JoinRequest as Request, OneTimeSecret, open_request, seal_request},
    keys::Identity,
    safety,
};
use qalam_sync::{ContentId, Files, Folder};
use std::path::Path;

/// Longest invitation that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

impl App {
    pub(crate) fn group_join(&self, args: GroupJoin) -> Result<JoinAsked> {
        let path = Path::new(&args.file);
        let files = self.lock().hosts.files.clone();
        let bytes = files.read(path, LONGEST).map_err(|e| match e.trouble() {
            qalam_sync::Trouble::TooLong => Error::new(Code::NotInvitation).at(path),
            _ => Error::new(Code::FileUnreadable).at(path).because(e),
        })?;
        let invitation = Invitation::parse(&bytes).map_err(|error| {
            let code = match error {
                InvitationError::NotAnInvitation => Code::NotInvitation,
                InvitationError::Damaged(_) => Code::InvitationDamaged,
                InvitationError::Newer => Code::InvitationNewer,
            };
            Error::new(code).at(path).because(error)
        })?;
        self.folder_exists(&args.folder)?;
        let mut inner = self.lock();
        let open = inner.opened()?;
        if open.spaces.get(&invitation.group).is_some_and(|s| s.me(&open.secrets.device()).is_some()) {
            return Err(Error::new(Code::InGroup).with("group", &invitation.group_name));
        }
        // A folder that holds another group and not this one is refused before anything is asked.
        let folder = Folder::new(files, &args.folder, invitation.group, open.secrets.device());
        folder.check().map_err(crate::exchanging::folder_error)?;
        let file = seal_request(&invitation, &open.secrets, &open.home.recovery)
            .map_err(|e| Error::new(Code::InvitationDamaged).at(path).because(e))?;
        let record = Record {
            name: invitation.group_name.clone(),
            folder: args.folder.clone(),
            practice: false,
            request: None,
            seen: 0,
            sent_at: None,
            connected: true,
        };
        let mut space = Space::new(invitation.group, record);
        let mut batch = Batch::default();
        let id = space.keep_own_file(&mut batch, &file)?;
        let request = hex_of(&id);
        space.record.request = Some(request.clone());
        space.save_record(&mut batch);
        batch.commit(&mut open.vault)?;
        let safety_number = safety::number(&invitation.group, &open.secrets.public(), &open.home.recovery);
        open.spaces.insert(invitation.group, space);
        open.current = Some(invitation.group);
        open.urgent = true;
        Ok(JoinAsked { request, safety_number, group_name: invitation.group_name })
    }

    pub(crate) fn group_requests(&self, _: Nothing) -> Result<JoinRequests> {
        self.work(|here| {
            let waiting = here.pending()?;
            Ok(JoinRequests { requests: waiting.into_iter().map(|p| p.shown).collect() })
        })
    }

    pub(crate) fn group_admit(&self, args: GroupAdmit) -> Result<Nothing> {
        self.step(|here| {
            if here.me()?.role != Role::Chair {
                return Err(Error::new(Code::NotAllowed).with("what", here.words.say("what-admit", &[])));
            }
            let pending = here.pending()?;
            let missing = || Error::new(Code::UnknownRequest).with("request", &args.request);
            let wanted = match by_prefix(&args.request, pending.iter().map(|p| Hex(p.id)), missing) {
                Ok(id) => id.0,
                Err(error) if error.code == Code::UnknownRequest && here.was_taken(&args.request)? => {
                    return Err(Error::new(Code::InvitationTaken));
                }
                Err(error) => return Err(error),
            };
            let pending = pending.into_iter().find(|p| p.id == wanted).ok_or_else(missing)?;
            if safety::same(&pending.shown.safety_number, &args.safety_number) != Ok(true) {
                return Err(Error::new(Code::SafetyNumberDiffers));
            }
            let offer = pending.offer;
            let seat = Seat {
                member: MemberId(here.random()),
                delegation: offer.delegation,
                delegation_name: offer.delegation_name.clone(),
                seat: offer.seat.clone(),
                role: offer.role,
                head: offer.head,
                device: pending.request.device,
                recovery: pending.request.recovery,
            };
            let mut batch = Batch::default();
            here.author_in(&mut batch, Circle::Control, &Body::Admit(Admit { invitation: offer.invitation, seat }))?;
            here.grant(&mut batch)?;
            batch.commit(here.vault)?;
            Ok(Nothing {})
        })
    }

    pub(crate) fn group_confirm(&self, args: GroupConfirm) -> Result<Nothing> {
        self.step(|here| {
            let roster = here.space.state.roster().clone();
            let id =
                by_prefix(&args.member, roster.members.keys().copied(), || Error::new(Code::UnknownMember).with("member", &args.member))?;
            let mine = here.me()?;
            let member = roster.members.get(&id).ok_or_else(|| Error::new(Code::UnknownMember).with("member", &args.member))?;
            if member.side() != mine.side() || mine.chair_side() || !mine.confirmed() {
                return Err(Error::new(Code::NotAllowed).with("what", here.words.say("what-confirm", &[])));
            }
            let Some(device) = member.devices.iter().find(|d| !d.revoked) else {
                return Err(Error::new(Code::UnknownMember).with("member", &args.member));
            };
            let number = safety::number(&here.space.id, &device.keys, &member.recovery);
            if safety::same(&number, &args.safety_number) != Ok(true) {
                return Err(Error::new(Code::SafetyNumberDiffers));
            }
            if device.confirmed {
                return Ok(Nothing {});
            }
            let mut batch = Batch::default();
            let confirm = Confirm { member: id, device: device.keys.device };
            here.author_in(&mut batch, Circle::Control, &Body::Confirm(confirm))?;
            here.grant(&mut batch)?;
            batch.commit(here.vault)?;
            Ok(Nothing {})
        })
    }
}

/// A content id as people and the contract see it.
pub(crate) fn hex_of(id: &ContentId) -> String {
    id.0.iter().map(|b| format!("{b:02x}")).collect()
}

#[derive(Clone, Copy, PartialEq)]
struct Hex(ContentId);
impl std::fmt::Display for Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex_of(&self.0))
    }
}

/// Somebody who waits.
struct Pending {
    id: ContentId,
    offer: Invite,
    request: Request,
    shown: JoinRequest,
}

impl Work<'_> {
    /// Grants what newcomers lack in my circles.
    pub(crate) fn grant(&mut self, batch: &mut Batch) -> Result<()> {
        let now = self.now();
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        self.space.grant_newcomers(batch, &mut sealer)
    }

    /// Opens the join requests that answer invitations which still stand.
    fn pending(&mut self) -> Result<Vec<Pending>> {
        self.requests(|used| !used)
    }

    /// Whether a request is there whose invitation has been used.
    fn was_taken(&mut self, given: &str) -> Result<bool> {
        let given = given.trim().to_ascii_lowercase();
        Ok(self.requests(|used| used)?.iter().any(|p| hex_of(&p.id).starts_with(&given)))
    }

    fn requests(&mut self, wanted: impl Fn(bool) -> bool) -> Result<Vec<Pending>> {
        let roster = self.space.state.roster().clone();
        let mut out: Vec<Pending> = Vec::new();
        for id in self.space.requests.clone() {
            let Some(file) = self.vault.get(store::FILES, &store::of_file(&self.space.id, &id))? else { continue };
            let Ok(verified) = header::verify(&file) else { continue };
            for secret in self.space.state.invite_secrets().values() {
                let Some(invitation) = roster.invitations.get(&secret.invitation) else { continue };
                let (Ok(identity), Some(once)) = (secret.identity.parse::<Identity>(), OneTimeSecret::from_slice(&secret.secret)) else {
                    continue;
                };
                let Ok(request) = open_request(&verified, secret.invitation, &identity, &once) else { continue };
                let member_already = roster.owner_of(&request.device.device).is_some();
                let used = invitation.used.is_some();
                if !wanted(used) || (member_already && !used) || out.iter().any(|p| p.request == request) {
                    break;
                }
                let offer = invitation.offer.clone();
                let shown = JoinRequest {
                    request: hex_of(&id),
                    delegation: offer.delegation_name.clone(),
                    seat: offer.seat.clone(),
                    role: name_of(offer.role).to_owned(),
                    safety_number: safety::number(&self.space.id, &request.device, &request.recovery),
                };
                out.push(Pending { id, offer, request, shown });
                break;
            }
        }
        Ok(out)
    }
}
