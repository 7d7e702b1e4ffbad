//! Signatures over issued revisions, in OpenSSH's own form (SSHSIG), so that `ssh-keygen -Y verify` proves an
//! adopted paper on any machine without this application.

use crate::header::verifying_key;
use ed25519_dalek::{Signature, Signer, SigningKey};
use qalam_model::ids::DeviceId;
use ssh_key::{
    Algorithm, HashAlg, LineEnding, SshSig,
    public::{Ed25519PublicKey, KeyData, PublicKey},
};

/// The namespace: a signature for anything else is never one for a revision.
pub const NAMESPACE: &str = "qalam-revision";
/// No signature is longer in armour.
const MAX_ARMOUR: usize = 4096;

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not in the form of an SSH signature.
    #[error("this is no SSH signature")]
    Malformed,
    /// Made for another purpose.
    #[error("the signature was made for another purpose")]
    WrongNamespace,
    /// Made by somebody else.
    #[error("the signature was made with another key")]
    WrongSigner,
    /// The key is no usable Ed25519 key.
    #[error("the key cannot be used")]
    BadKey,
    /// It is over other bytes.
    #[error("the signature does not hold for this text")]
    DoesNotHold,
}

/// Signs the canonical bytes of a revision; the result is armoured text.
///
/// # Errors
/// None with a key of this crate; the type is the library's.
pub fn sign(canonical: &[u8], key: &SigningKey) -> Result<String, SignatureError> {
    let signed = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, canonical).map_err(|_| SignatureError::Malformed)?;
    let signature =
        ssh_key::Signature::new(Algorithm::Ed25519, key.sign(&signed).to_bytes().to_vec()).map_err(|_| SignatureError::Malformed)?;
    let public = KeyData::Ed25519(Ed25519PublicKey(key.verifying_key().to_bytes()));
    SshSig::new(public, NAMESPACE, HashAlg::Sha512, signature)
        .and_then(|sig| sig.to_pem(LineEnding::LF))
        .map_err(|_| SignatureError::Malformed)
}

/// Checks an armoured signature by `device` over the canonical bytes, strictly.
///
/// # Errors
/// See [`SignatureError`].
pub fn verify(canonical: &[u8], armour: &str, device: &DeviceId) -> Result<(), SignatureError> {
    if armour.len() > MAX_ARMOUR {
        return Err(SignatureError::Malformed);
    }
    let sig = SshSig::from_pem(armour).map_err(|_| SignatureError::Malformed)?;
    if sig.namespace() != NAMESPACE {
        return Err(SignatureError::WrongNamespace);
    }
    let signer = sig.public_key().ed25519().ok_or(SignatureError::WrongSigner)?;
    if signer.0 != device.0 {
        return Err(SignatureError::WrongSigner);
    }
    let key = verifying_key(device).ok_or(SignatureError::BadKey)?;
    let signature = Signature::from_slice(sig.signature_bytes()).map_err(|_| SignatureError::Malformed)?;
    let signed = SshSig::signed_data(NAMESPACE, sig.hash_alg(), canonical).map_err(|_| SignatureError::Malformed)?;
    key.verify_strict(&signed, &signature).map_err(|_| SignatureError::DoesNotHold)
}

/// A line for ssh-keygen's file of allowed signers. `principal` is who the key is said to belong to; what that file
/// gives a meaning (spaces, commas, quotes, wildcards) becomes a dash.
///
/// # Errors
/// None with a device's key; the type is the library's.
pub fn allowed_signers(principal: &str, device: &DeviceId) -> Result<String, SignatureError> {
    let principal: String =
        principal.chars().map(|c| if c.is_whitespace() || c.is_control() || ",\"'*?!#\\".contains(c) { '-' } else { c }).collect();
    let principal = if principal.is_empty() { "device".to_owned() } else { principal };
    let key = PublicKey::new(KeyData::Ed25519(Ed25519PublicKey(device.0)), "").to_openssh().map_err(|_| SignatureError::BadKey)?;
    Ok(format!("{principal} namespaces=\"{NAMESPACE}\" {}\n", key.trim_end()))
}
