//! Recovery words: 24 words that derive a signing key and an age identity, so that they work from the folder
//! alone after the laptop is gone. Also the passphrases that are offered.
//!
//! Derivation: HKDF-SHA256 over the words' 32 bytes of entropy, salt `qalam recovery v1`, info `ed25519` and `age x25519`.

use crate::keys::Identity;
use bip39::{Language, Mnemonic};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use qalam_model::{act::RecoveryKeys, ids::DeviceId};
use rand::{CryptoRng, Rng, RngCore};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// How many words there are.
pub const COUNT: usize = 24;
/// Words of an offered passphrase; each adds eleven bits.
pub const PASSPHRASE_WORDS: usize = 6;
/// Recovery words are unique by their first four letters.
const UNIQUE_LETTERS: usize = 4;

/// What is wrong with words that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Too few or too many.
    #[error("there are {found} words; recovery words are 24")]
    Count {
        /// How many were given.
        found: usize,
    },
    /// A word that is on no list.
    #[error("word {position} ({word:?}) is not a recovery word")]
    Unknown {
        /// Which one, from 1.
        position: usize,
        /// As it was typed.
        word: String,
        /// A word that begins alike, if there is one.
        nearest: Option<&'static str>,
    },
    /// Each word is right, together they are not: one is another, or two changed places.
    #[error("the words do not belong together: one of them is another word, or two have changed places")]
    Checksum,
}

/// The 24 words.
pub struct RecoveryWords(Mnemonic);

impl RecoveryWords {
    /// New ones from `rng`.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> RecoveryWords {
        let mut entropy = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *entropy);
        // 32 bytes are a valid amount of entropy.
        #[allow(clippy::expect_used)]
        RecoveryWords(Mnemonic::from_entropy_in(Language::English, &*entropy).expect("32 bytes make 24 words"))
    }

    /// Reads words in any layout: numbered, with commas, in capitals, shortened to their first four letters.
    ///
    /// # Errors
    /// Names the word that is wrong.
    pub fn parse(text: &str) -> Result<RecoveryWords, WordsError> {
        let lower = Zeroizing::new(text.to_lowercase());
        let typed: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || ",;.:)".contains(c))
            .filter(|word| !word.is_empty() && !word.chars().all(char::is_numeric))
            .collect();
        let mut words = Zeroizing::new(String::with_capacity(COUNT * 9));
        for (at, word) in typed.iter().enumerate() {
            let known = find(word).ok_or_else(|| WordsError::Unknown {
                position: at + 1,
                word: word.chars().take(40).collect(),
                nearest: nearest(word),
            })?;
            words.push_str(known);
            words.push(' ');
        }
        if typed.len() != COUNT {
            return Err(WordsError::Count { found: typed.len() });
        }
        Mnemonic::parse_in_normalized(Language::English, words.trim()).map(RecoveryWords).map_err(|_| WordsError::Checksum)
    }

    /// The words in order.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.words().collect()
    }

    /// Whether the word at `position` (from 1) is `typed`: how a user proves that the words were written down.
    pub fn is_at(&self, position: usize, typed: &str) -> bool {
        position > 0 && self.0.words().nth(position - 1).is_some_and(|word| word == typed.trim().to_lowercase())
    }

    /// The keys that they derive.
    pub fn keys(&self) -> RecoverySecrets {
        let (array, len) = self.0.to_entropy_array();
        let array = Zeroizing::new(array);
        let derive = Hkdf::<Sha256>::new(Some(b"qalam recovery v1"), &array[..len]);
        let mut seed = Zeroizing::new([0; 32]);
        let mut scalar = Zeroizing::new([0; 32]);
        // HKDF-SHA256 gives up to 8,160 bytes.
        #[allow(clippy::expect_used)]
        derive.expand(b"ed25519", &mut *seed).expect("32 bytes are few enough");
        #[allow(clippy::expect_used)]
        derive.expand(b"age x25519", &mut *scalar).expect("32 bytes are few enough");
        RecoverySecrets { signing: SigningKey::from_bytes(&seed), identity: Identity::from_bytes(&scalar) }
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords")
    }
}

/// What recovery words derive.
#[derive(Clone)]
pub struct RecoverySecrets {
    signing: SigningKey,
    identity: Identity,
}

impl RecoverySecrets {
    /// The public halves, as the roster lists them.
    pub fn public(&self) -> RecoveryKeys {
        RecoveryKeys { key: DeviceId(self.signing.verifying_key().to_bytes()), recipient: self.identity.recipient() }
    }

    /// May sign the replacement of the seat's device, and nothing else.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Opens every grant to the seat.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl fmt::Debug for RecoverySecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecoverySecrets({})", self.identity.recipient())
    }
}

/// A passphrase to offer: six words that the user did not choose, 66 bits.
pub fn suggest_passphrase(rng: &mut (impl RngCore + CryptoRng)) -> Zeroizing<String> {
    let list = Language::English.word_list();
    let mut out = Zeroizing::new(String::with_capacity(PASSPHRASE_WORDS * 9));
    for at in 0..PASSPHRASE_WORDS {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(list[rng.gen_range(0..list.len())]);
    }
    out
}

fn find(word: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    if let Some(exact) = list.iter().find(|known| **known == word) {
        return Some(exact);
    }
    let exact_prefix = word.chars().count() >= UNIQUE_LETTERS;
    list.iter().find(|known| exact_prefix && known.starts_with(word)).copied()
}

fn nearest(word: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    (2..=word.chars().count()).rev().find_map(|len| {
        let start: String = word.chars().take(len).collect();
        list.iter().find(|known| known.starts_with(&start)).copied()
    })
}
