//! Joining: the invitation that a Chair hands out, and the request that a newcomer puts into the folder.
//!
//! The request is sealed to the invitation's key and proves, by its one-time secret, that its writer holds the
//! invitation. Whether the seat may be given is no question for this crate.

mod invitation;

pub use invitation::{Invitation, InvitationError, OneTimeSecret};

use crate::{
    envelope,
    error::{OpenError, SealError},
    header::{FileKind, Header, Verified},
    keys::{DeviceSecrets, Identity},
    seen::read_cbor,
};
use hmac::{Hmac, Mac};
use qalam_model::{
    act::{DeviceKeys, NO_ACT, RecoveryKeys},
    ids::{CircleId, DeviceId, EpochId, GroupId, InvitationId, hash},
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::Sha256;

/// What a newcomer asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    /// The invitation that it answers.
    pub invitation: InvitationId,
    /// The newcomer's device.
    pub device: DeviceKeys,
    /// The newcomer's recovery keys.
    pub recovery: RecoveryKeys,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    invitation: InvitationId,
    device: DeviceKeys,
    recovery: RecoveryKeys,
    proof: ByteBuf,
}

/// Seals a request under `invitation` for the device whose secrets these are.
///
/// # Errors
/// `BadRecipient` if the invitation's recipient is none.
pub fn seal_request(invitation: &Invitation, secrets: &DeviceSecrets, recovery: &RecoveryKeys) -> Result<Vec<u8>, SealError> {
    let request = JoinRequest { invitation: invitation.invitation, device: secrets.public(), recovery: recovery.clone() };
    let proof = proof(&invitation.secret, &invitation.group, &request).finalize().into_bytes();
    let wire =
        Wire { invitation: request.invitation, device: request.device, recovery: request.recovery, proof: ByteBuf::from(proof.to_vec()) };
    let mut payload = Vec::new();
    ciborium::into_writer(&wire, &mut payload).map_err(|error| SealError::Age(error.to_string()))?;
    let header = Header {
        kind: FileKind::JoinRequest,
        group: invitation.group,
        device: DeviceId([0; 32]),
        circle: CircleId([0; 16]),
        epoch: EpochId([0; 16]),
        first: 0,
        last: 0,
        before: NO_ACT,
        at_last: NO_ACT,
        body_len: 0,
    };
    envelope::seal(header, &payload, std::slice::from_ref(&invitation.recipient), secrets.signing())
}

/// Opens a verified request with the secret half of one invitation.
///
/// # Errors
/// `WrongKey` if it answers another invitation (try the next), `BadProof` if its writer only knew the public half.
pub fn open_request(
    verified: &Verified<'_>,
    invitation: InvitationId,
    identity: &Identity,
    secret: &OneTimeSecret,
) -> Result<JoinRequest, OpenError> {
    let payload = envelope::open(verified, FileKind::JoinRequest, identity.age())?;
    let wire: Wire = read_cbor(&payload)?;
    if wire.invitation != invitation {
        return Err(OpenError::WrongInvitation);
    }
    let request = JoinRequest { invitation: wire.invitation, device: wire.device, recovery: wire.recovery };
    proof(secret, &verified.header.group, &request).verify_slice(&wire.proof).map_err(|_| OpenError::BadProof)?;
    if request.device.device != verified.header.device {
        return Err(OpenError::Stolen("device"));
    }
    let recipients = [&request.device.recipient, &request.recovery.recipient];
    if !recipients.into_iter().all(|text| crate::keys::is_recipient(text)) || crate::header::verifying_key(&request.recovery.key).is_none()
    {
        return Err(OpenError::Malformed("it names a key that is none"));
    }
    Ok(request)
}

fn proof(secret: &OneTimeSecret, group: &GroupId, request: &JoinRequest) -> Hmac<Sha256> {
    let said = hash(
        "qalam join v1",
        &[
            &group.0,
            &request.invitation.0,
            &request.device.device.0,
            request.device.recipient.as_bytes(),
            &request.recovery.key.0,
            request.recovery.recipient.as_bytes(),
        ],
    );
    // HMAC takes keys of any length.
    #[allow(clippy::expect_used)]
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(&said);
    mac
}
