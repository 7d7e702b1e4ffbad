//! Keys: of a device, of a home, of an epoch; and the passphrase around them.
//!
//! Secrets are wiped when they are dropped and never printed. Everything serialises to text that the ordinary
//! `age` command takes as an identity file.

use crate::{envelope, error::SealError};
use age::secrecy::{ExposeSecret, SecretString};
use bech32::ToBase32;
use ed25519_dalek::SigningKey;
use qalam_model::{
    act::DeviceKeys,
    ids::{DeviceId, EpochId, hash16},
};
use rand::{CryptoRng, RngCore};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// scrypt work factor (2 to this power) for new passphrases: about a second and 256 MiB.
pub const WORK_FACTOR: u8 = 18;
/// The most that is spent on reading; a planted file could otherwise ask for 2^63.
pub const MAX_WORK_FACTOR: u8 = 20;
const SECRETS_TITLE: &str = "# qalam secrets 1";

/// A text that is no key of the kind that was expected. The text itself is not repeated: it may be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not {0}")]
pub struct BadKey(pub &'static str);

/// An age X25519 identity.
#[derive(Clone)]
pub struct Identity {
    secret: age::x25519::Identity,
    /// Derived once: thousands of rows and files are sealed to it.
    public: age::x25519::Recipient,
}

impl Identity {
    /// A new one from `rng`.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Identity {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *bytes);
        Identity::from_bytes(&bytes)
    }

    /// The identity with this X25519 scalar.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Identity {
        // The prefix is valid and the length right, so neither step can fail.
        #[allow(clippy::expect_used)]
        let text =
            Zeroizing::new(bech32::encode("age-secret-key-", bytes.to_base32(), bech32::Variant::Bech32).expect("the prefix is valid"));
        #[allow(clippy::expect_used)]
        Identity::new(text.parse().expect("32 bytes are an identity"))
    }

    fn new(secret: age::x25519::Identity) -> Identity {
        Identity { public: secret.to_public(), secret }
    }

    /// The public half, `age1…`.
    pub fn recipient(&self) -> String {
        self.public.to_string()
    }

    /// `AGE-SECRET-KEY-1…`, as the age command reads it.
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.secret.to_string().expose_secret().to_owned())
    }

    pub(crate) fn age(&self) -> &age::x25519::Identity {
        &self.secret
    }

    pub(crate) fn age_public(&self) -> &age::x25519::Recipient {
        &self.public
    }
}

impl FromStr for Identity {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<Self, BadKey> {
        text.trim().parse().map(Identity::new).map_err(|_| BadKey("an age identity"))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.recipient())
    }
}

/// Whether a text is an age X25519 recipient.
pub fn is_recipient(text: &str) -> bool {
    text.parse::<age::x25519::Recipient>().is_ok()
}

/// The key of one epoch of a circle.
#[derive(Clone)]
pub struct EpochKey {
    identity: Identity,
    id: EpochId,
}

impl EpochKey {
    /// A new one from `rng`.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> EpochKey {
        EpochKey::new(Identity::generate(rng))
    }

    fn new(identity: Identity) -> EpochKey {
        EpochKey { id: EpochKey::id_of(&identity.recipient()), identity }
    }

    /// The epoch's name: it follows from the public key alone.
    pub fn id(&self) -> EpochId {
        self.id
    }

    /// The name of the epoch with this age recipient.
    pub fn id_of(recipient: &str) -> EpochId {
        EpochId(hash16("qalam epoch v1", &[recipient.as_bytes()]))
    }

    /// The public half, `age1…`.
    pub fn recipient(&self) -> String {
        self.identity.recipient()
    }

    /// `AGE-SECRET-KEY-1…`.
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        self.identity.to_secret_text()
    }

    /// The identity that opens what is sealed to the epoch.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl FromStr for EpochKey {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<Self, BadKey> {
        text.parse().map(EpochKey::new)
    }
}

impl fmt::Debug for EpochKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.id())
    }
}

/// All secrets of one home: the device's two keys, and the one that seals the vault's rows.
#[derive(Clone)]
pub struct DeviceSecrets {
    signing: SigningKey,
    identity: Identity,
    local: Identity,
}

impl DeviceSecrets {
    /// New ones from `rng`.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> DeviceSecrets {
        DeviceSecrets { signing: SigningKey::generate(rng), identity: Identity::generate(rng), local: Identity::generate(rng) }
    }

    /// The device's name, its Ed25519 public key.
    pub fn device(&self) -> DeviceId {
        DeviceId(self.signing.verifying_key().to_bytes())
    }

    /// The public keys, as the roster lists them.
    pub fn public(&self) -> DeviceKeys {
        DeviceKeys { device: self.device(), recipient: self.identity.recipient() }
    }

    /// Signs what the device says.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Opens grants to the device.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Seals and opens the vault's rows; its public half is never told to anybody.
    pub fn local(&self) -> &Identity {
        &self.local
    }

    /// An age identity file; the signing key stands in a comment, which the age command passes over.
    pub fn to_text(&self) -> Zeroizing<String> {
        let signing = Zeroizing::new(hex::encode(self.signing.as_bytes()));
        Zeroizing::new(format!(
            "{SECRETS_TITLE}\n# device {}\n# signing key (Ed25519 seed)\n#!signing {}\n# identity of the device\n{}\n# identity of the vault\n{}\n",
            self.device(),
            *signing,
            *self.identity.to_secret_text(),
            *self.local.to_secret_text(),
        ))
    }

    /// Reads what [`DeviceSecrets::to_text`] wrote.
    ///
    /// # Errors
    /// If the text is of another form.
    pub fn from_text(text: &str) -> Result<DeviceSecrets, BadKey> {
        const WHAT: BadKey = BadKey("the secrets of a device");
        if text.lines().next() != Some(SECRETS_TITLE) {
            return Err(WHAT);
        }
        let hex_seed = text.lines().find_map(|line| line.strip_prefix("#!signing ")).ok_or(WHAT)?;
        let mut seed = Zeroizing::new([0; 32]);
        hex::decode_to_slice(hex_seed, &mut *seed).map_err(|_| WHAT)?;
        let mut identities = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(Identity::from_str);
        let (Some(identity), Some(local), None) = (identities.next(), identities.next(), identities.next()) else {
            return Err(WHAT);
        };
        Ok(DeviceSecrets { signing: SigningKey::from_bytes(&seed), identity: identity?, local: local? })
    }
}

impl fmt::Debug for DeviceSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceSecrets({:?})", self.device())
    }
}

/// Why wrapped secrets did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// The passphrase is another, or the few bytes that depend on it are damaged: age cannot tell these apart.
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    /// Sealed to another key.
    #[error("the secrets are sealed to another key")]
    WrongKey,
    /// No age file, or its contents do not hold together.
    #[error("the file with the secrets is damaged")]
    Damaged,
    /// It asks for more work than is ever done.
    #[error("the file asks for 2^{0} rounds of work; at most 2^20 are done")]
    TooMuchWork(u8),
    /// It opened, but holds something that this version does not know.
    #[error("the secrets were written by a newer version")]
    Newer,
}

/// The secrets as an age file that only the passphrase opens.
///
/// The passphrase is taken in Unicode form NFC, so that one typed on another keyboard is the same. `work_factor` is
/// [`WORK_FACTOR`] but for tests; it is kept within 1 to [`MAX_WORK_FACTOR`].
///
/// # Errors
/// `Age` if the library refuses.
pub fn wrap_with_passphrase(secrets: &DeviceSecrets, passphrase: &str, work_factor: u8) -> Result<Vec<u8>, SealError> {
    let mut recipient = age::scrypt::Recipient::new(normal(passphrase));
    recipient.set_work_factor(work_factor.clamp(1, MAX_WORK_FACTOR));
    envelope::encrypt_to(secrets.to_text().as_bytes(), std::iter::once(&recipient as &dyn age::Recipient))
}

/// Opens what [`wrap_with_passphrase`] made.
///
/// # Errors
/// See [`UnwrapError`].
pub fn unwrap(file: &[u8], passphrase: &str) -> Result<DeviceSecrets, UnwrapError> {
    envelope::header_end(file).ok_or(UnwrapError::Damaged)?;
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| UnwrapError::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(UnwrapError::Damaged);
    }
    let mut identity = age::scrypt::Identity::new(normal(passphrase));
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::ExcessiveWork { required, .. } => UnwrapError::TooMuchWork(required),
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => UnwrapError::WrongPassphrase,
        _ => UnwrapError::Damaged,
    })?;
    read_secrets(reader)
}

/// The secrets as an age file for the recovery recipient.
///
/// # Errors
/// `BadRecipient`.
pub fn wrap_for_recovery(secrets: &DeviceSecrets, recovery_recipient: &str) -> Result<Vec<u8>, SealError> {
    envelope::encrypt(secrets.to_text().as_bytes(), &[recovery_recipient.to_owned()])
}

/// Opens what [`wrap_for_recovery`] made.
///
/// # Errors
/// See [`UnwrapError`].
pub fn unwrap_with_recovery(file: &[u8], recovery: &Identity) -> Result<DeviceSecrets, UnwrapError> {
    envelope::header_end(file).ok_or(UnwrapError::Damaged)?;
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| UnwrapError::Damaged)?;
    let reader = decryptor.decrypt(std::iter::once(recovery.age() as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => UnwrapError::WrongKey,
        _ => UnwrapError::Damaged,
    })?;
    read_secrets(reader)
}

fn read_secrets(reader: impl std::io::Read) -> Result<DeviceSecrets, UnwrapError> {
    use std::io::Read;
    let mut text = Zeroizing::new(String::with_capacity(4096));
    reader.take(4096).read_to_string(&mut text).map_err(|_| UnwrapError::Damaged)?;
    DeviceSecrets::from_text(&text).map_err(|_| UnwrapError::Newer)
}

fn normal(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.nfc().collect::<String>())
}
