//! Who is in a roster: members, devices, invitations, sides, circles. Questions only; how a roster comes about
//! is in [`super::replay`].

use super::Roster;
use crate::{act::*, ids::*};

/// Who owns a paper, fixed when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Chair and secretariat.
    Chair,
    /// One delegation.
    Delegation(DelegationId),
}

impl Side {
    /// The circle in which this side drafts and decides.
    pub fn circle(self) -> Circle {
        match self {
            Side::Chair => Circle::Chair,
            Side::Delegation(d) => Circle::Delegation(d),
        }
    }

    /// A paper id that belongs to this side for good: eight random bytes and eight that bind them to the group and the
    /// side. Whoever sees a text issued can tell whose paper it is without seeing the side's own acts.
    pub fn paper_id(self, group: &GroupId, random: [u8; 8]) -> PaperId {
        let (what, delegation): (&[u8], &[u8]) = match &self {
            Side::Chair => (b"chair", &[]),
            Side::Delegation(d) => (b"delegation", &d.0),
        };
        let tag = hash16("qalam paper v1", &[&group.0, what, delegation, &random]);
        let mut id = [0; 16];
        id[..8].copy_from_slice(&random);
        id[8..].copy_from_slice(&tag[..8]);
        PaperId(id)
    }

    /// Whether the paper of that id is this side's.
    pub fn owns(self, group: &GroupId, paper: &PaperId) -> bool {
        let mut random = [0; 8];
        random.copy_from_slice(&paper.0[..8]);
        self.paper_id(group, random) == *paper
    }
}

/// One device of a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its keys.
    pub keys: DeviceKeys,
    /// Whether it has lost its rights.
    pub revoked: bool,
    /// Whether the delegation's circle may reach it (see [`Roster::circle_devices`]).
    pub confirmed: bool,
}

/// One seat as the roster has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The member's id.
    pub member: MemberId,
    /// The delegation.
    pub delegation: DelegationId,
    /// The seat's name.
    pub seat: String,
    /// The role.
    pub role: Role,
    /// Whether this is the head of the delegation.
    pub head: bool,
    /// Devices, revoked ones included.
    pub devices: Vec<Device>,
    /// Keys derived from the recovery words.
    pub recovery: RecoveryKeys,
    /// Whether the member has been removed.
    pub removed: bool,
    /// Whether the seat is claimed twice and waits for a Chair before it is anybody's.
    pub waiting: bool,
}

impl Member {
    /// Neither removed nor waiting.
    pub fn present(&self) -> bool {
        !self.removed && !self.waiting
    }
    /// Chair or secretariat.
    pub fn chair_side(&self) -> bool {
        matches!(self.role, Role::Chair | Role::Secretariat)
    }
    /// The side for which this member drafts and decides.
    pub fn side(&self) -> Side {
        if self.chair_side() { Side::Chair } else { Side::Delegation(self.delegation) }
    }
    /// Whether one of the devices in use has been confirmed by the delegation.
    pub fn confirmed(&self) -> bool {
        self.devices.iter().any(|d| d.confirmed && !d.revoked)
    }
}

/// A seat on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What was offered.
    pub offer: Invite,
    /// The act that offered it.
    pub act: ActId,
    /// The member who took it up; none while it is pending or claimed twice.
    pub used: Option<MemberId>,
}

/// Two acts claim the same thing; a Chair has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is claimed.
    pub what: Claimed,
    /// The rival acts.
    pub acts: Vec<ActId>,
}

/// What two acts claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claimed {
    /// An invitation was used twice.
    Invitation(InvitationId),
    /// A member's seat or device is claimed twice.
    Seat(MemberId),
}

/// Whom a grant for a circle reaches: exactly these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients {
    /// Devices with their recipients, by device.
    pub devices: Vec<DeviceKeys>,
    /// Recovery recipients, sorted.
    pub recovery: Vec<String>,
}

/// How a key belongs to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A device of the seat.
    Device,
    /// The recovery key.
    Recovery,
}

impl Roster {
    /// The present member to whom a device in use belongs.
    pub fn member_of(&self, device: &DeviceId) -> Option<&Member> {
        match self.keys.get(device)? {
            (member, Key::Device) => self
                .members
                .get(member)
                .filter(|m| m.present())
                .filter(|m| m.devices.iter().any(|d| d.keys.device == *device && !d.revoked)),
            (_, Key::Recovery) => None,
        }
    }

    /// The member, present or not, who has or had that device or recovery key; for showing who wrote something.
    pub fn owner_of(&self, device: &DeviceId) -> Option<&Member> {
        self.members.get(&self.keys.get(device)?.0)
    }

    /// Whether this is a member's recovery key. Its chain may have two histories without anybody having copied a home.
    pub fn is_recovery_key(&self, device: &DeviceId) -> bool {
        matches!(self.keys.get(device), Some((_, Key::Recovery)))
    }

    /// The side of a present member.
    pub fn side_of(&self, member: &MemberId) -> Option<Side> {
        self.members.get(member).filter(|m| m.present()).map(Member::side)
    }

    /// Whether a present member is Chair or secretariat.
    pub fn chair_side(&self, member: &MemberId) -> bool {
        self.side_of(member) == Some(Side::Chair)
    }

    /// The present Chairs, the most senior first.
    pub fn chairs(&self) -> impl Iterator<Item = &Member> {
        self.seniority.iter().filter_map(|m| self.members.get(m)).filter(|m| m.present() && m.role == Role::Chair)
    }

    /// A delegation's name.
    pub fn delegation_name(&self, delegation: &DelegationId) -> Option<&str> {
        self.delegations.get(delegation).map(String::as_str)
    }

    /// The present members of a circle, by member id. Control and Group: everybody. Chair: Chairs and secretariat.
    /// Delegation: its seats with a confirmed device, whatever their role, but not those who sit on the Chair's side.
    pub fn circle_members(&self, circle: &Circle) -> Vec<&Member> {
        self.members.values().filter(|m| m.present() && Self::in_circle(m, circle)).collect()
    }

    fn in_circle(member: &Member, circle: &Circle) -> bool {
        match circle {
            Circle::Control | Circle::Group => true,
            Circle::Chair => member.chair_side(),
            Circle::Delegation(d) => member.side() == Side::Delegation(*d) && member.confirmed(),
        }
    }

    /// Whom a grant for this circle must reach: the devices in use of its members (in a delegation's circle only
    /// confirmed ones) and their recovery recipients.
    pub fn circle_devices(&self, circle: &Circle) -> Recipients {
        let mut out = Recipients::default();
        for member in self.circle_members(circle) {
            let wanted = |d: &&Device| !d.revoked && (d.confirmed || !matches!(circle, Circle::Delegation(_)));
            out.devices.extend(member.devices.iter().filter(wanted).map(|d| d.keys.clone()));
            out.recovery.push(member.recovery.recipient.clone());
        }
        out.devices.sort_by_key(|k| k.device);
        out.recovery.sort();
        out.recovery.dedup();
        out
    }

    /// Whether a device is in a circle.
    pub fn device_in(&self, device: &DeviceId, circle: &Circle) -> bool {
        self.circle_devices(circle).devices.iter().any(|k| k.device == *device)
    }

    /// Whether an epoch reaches exactly whom its circle has now: only then may something be sealed under it.
    pub fn grant_is_exact(&self, grant: &Grant) -> bool {
        let now = self.circle_devices(&grant.circle);
        let mut devices = grant.devices.clone();
        devices.sort();
        let mut recovery = grant.recovery.clone();
        recovery.sort();
        recovery.dedup();
        devices == now.devices.iter().map(|k| k.device).collect::<Vec<_>>() && recovery == now.recovery
    }

    /// The circles that a member belongs to.
    pub fn circles_of(&self, member: &MemberId) -> Vec<Circle> {
        let Some(m) = self.members.get(member).filter(|m| m.present()) else { return Vec::new() };
        [Circle::Control, Circle::Group, Circle::Chair, Circle::Delegation(m.delegation)]
            .into_iter()
            .filter(|c| Self::in_circle(m, c))
            .collect()
    }

    /// Every circle that the roster knows.
    pub fn circles(&self) -> Vec<Circle> {
        let mut out = vec![Circle::Control, Circle::Group, Circle::Chair];
        out.extend(self.delegations.keys().map(|d| Circle::Delegation(*d)));
        out
    }
}
