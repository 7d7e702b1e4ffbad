//! The working group: founding, inviting, joining, admitting, members.

use super::{Deserialize, Serialize, TS};

/// Founding.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupNew {
    /// The group's name.
    pub name: String,
    /// The founder's delegation, for example 'Chair'.
    pub delegation: String,
    /// The founder's seat.
    pub seat: String,
    /// The shared folder.
    pub folder: String,
}

/// A founded group.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupMade {
    /// Its id.
    pub group: String,
    /// The founder's member id.
    pub member: String,
    /// The founder's device.
    pub device: String,
}

/// An invitation to make.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupInvite {
    /// The delegation's name, known or new.
    pub delegation: String,
    /// The seat.
    pub seat: String,
    /// chair, secretariat, delegate, translator or observer.
    pub role: String,
    /// Head of the delegation.
    pub head: bool,
    /// Where the file goes.
    pub out: String,
}

/// A made invitation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationMade {
    /// Its id.
    pub invitation: String,
    /// When it expires, milliseconds since 1970.
    #[ts(type = "number")]
    pub expires: i64,
    /// The file.
    pub file: String,
    /// Delegations whose names look like that of this new one, and are others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub alike: Vec<String>,
}

/// Joining.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupJoin {
    /// The invitation file.
    pub file: String,
    /// The shared folder.
    pub folder: String,
}

/// A join request was put into the folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JoinAsked {
    /// Its id.
    pub request: String,
    /// The newcomer's safety number.
    pub safety_number: String,
    /// The group's name.
    pub group_name: String,
}

/// Those who wait.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JoinRequests {
    /// Pending ones.
    pub requests: Vec<JoinRequest>,
}

/// One who waits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JoinRequest {
    /// Id.
    pub request: String,
    /// Delegation.
    pub delegation: String,
    /// Seat.
    pub seat: String,
    /// Role.
    pub role: String,
    /// To compare with what the newcomer reads out.
    pub safety_number: String,
}

/// Admission.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupAdmit {
    /// The request.
    pub request: String,
    /// The safety number as the newcomer read it out.
    pub safety_number: String,
}

/// Confirmation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupConfirm {
    /// The member.
    pub member: String,
    /// The safety number as the member read it out.
    pub safety_number: String,
}

/// The group as the members screen shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupInfo {
    /// Id.
    pub group: String,
    /// Name.
    pub name: String,
    /// Number of the group circle's newest epoch.
    pub epoch: u32,
    /// One's own member id.
    pub you: String,
    /// One's own role.
    pub role: String,
    /// Whether one belongs to the Chair's side.
    pub chair_side: bool,
    /// Delegations in the alphabetical order of the interface's language, the Chair's first.
    pub delegations: Vec<DelegationInfo>,
    /// Members.
    pub members: Vec<MemberInfo>,
    /// Open invitations.
    pub invitations: Vec<InvitationInfo>,
}

/// A delegation with the badge that stands for it everywhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DelegationInfo {
    /// Id.
    pub delegation: String,
    /// Name.
    pub name: String,
    /// One or two letters that tell it apart.
    pub badge: String,
    /// Colour number from 0; past 7 it repeats with another badge shape.
    pub colour: u32,
    /// Whether it is the Chair's.
    pub chair: bool,
    /// Names of other delegations that look like this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub alike: Vec<String>,
}

/// A member.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MemberInfo {
    /// Id.
    pub member: String,
    /// Delegation's name.
    pub delegation: String,
    /// Delegation's id.
    pub delegation_id: String,
    /// Seat.
    pub seat: String,
    /// Role.
    pub role: String,
    /// Head of the delegation.
    pub head: bool,
    /// Safety number of the member's keys.
    pub safety_number: String,
    /// Whether somebody of the delegation has compared it (always true for a first seat).
    pub confirmed: bool,
    /// Whether I can confirm this member now.
    pub can_confirm: bool,
    /// Devices.
    pub devices: Vec<DeviceInfo>,
}

/// A device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeviceInfo {
    /// Id.
    pub device: String,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// An open invitation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationInfo {
    /// Id.
    pub invitation: String,
    /// Delegation.
    pub delegation: String,
    /// Seat.
    pub seat: String,
    /// Role.
    pub role: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub expires: i64,
}
