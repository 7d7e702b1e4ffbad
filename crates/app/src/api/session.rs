//! First run, unlocking, settings, practice.

use super::{Deserialize, Serialize, TS};

/// Where the application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stage {
    /// No vault yet.
    New,
    /// A vault, locked.
    Locked,
    /// Open, but no group yet.
    NoGroup,
    /// Asked to join; waiting to be admitted.
    Waiting,
    /// In a group.
    Open,
}

/// Where we are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionInfo {
    /// The stage.
    pub stage: Stage,
    /// The groups of this home: id and name.
    pub groups: Vec<GroupRef>,
    /// The group that is open.
    pub group: Option<GroupRef>,
    /// While waiting: one's own safety number, to be read to the Chair.
    pub safety_number: Option<String>,
    /// Whether this home is a practice group.
    pub practice: bool,
    /// Whether the recovery words still have to be proved.
    pub words_unproved: bool,
    /// As long as they are: the places (from 0) of the words that `vault_prove` asks for.
    pub words_ask: Vec<u32>,
}

/// A group by id and name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupRef {
    /// Id, hexadecimal.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Passphrase {
    /// As typed.
    pub passphrase: String,
}

/// A new vault.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VaultNew {
    /// As typed, at least 12 characters or a generated one.
    pub passphrase: String,
}

/// What `vault_new` shows once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NewVault {
    /// The device's id.
    pub device: String,
    /// A short fingerprint for people.
    pub fingerprint: String,
    /// The 24 recovery words.
    pub words: Vec<String>,
    /// The places (from 0) of the words that `vault_prove` asks for.
    pub ask: Vec<u32>,
}

/// Proof that the words were written down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VaultProve {
    /// The asked-for words in the order of `ask`.
    pub words: Vec<String>,
}

/// Old and new passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangePassphrase {
    /// The present one.
    pub old: String,
    /// The new one.
    pub new: String,
}

/// Recovery from the words and the folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VaultRecover {
    /// The 24 words, separated by white space.
    pub words: String,
    /// The shared folder.
    pub folder: String,
    /// The new passphrase.
    pub passphrase: String,
}

/// A generated passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Suggestion {
    /// Six words.
    pub passphrase: String,
}

/// What `vault_check` found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VaultReport {
    /// Records opened and verified.
    pub records: u64,
    /// Segments among them, verified again.
    pub segments: u64,
    /// What is damaged, in words.
    pub bad: Vec<String>,
}

/// Interface settings, kept per home.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Settings {
    /// Interface language: `en` or `ar`; none follows the system.
    pub language: Option<String>,
    /// `light`, `dark`, or none to follow the system.
    pub theme: Option<String>,
    /// Zoom in percent.
    pub zoom: u32,
    /// Latin (`latn`) or Arabic (`arab`) digits in the Arabic interface.
    pub digits: Option<String>,
    /// The shared folder of the open group; set here to choose another.
    pub folder: Option<String>,
}

/// Start practising.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PracticeStart {
    /// Where to put the practice group; none chooses a place beside the home.
    pub folder: Option<String>,
    /// Language of the sample paper and of the delegations' names: `en` or `ar`.
    pub language: Option<String>,
}

/// The practice group; the session is now open on its Chair.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Practice {
    /// The Chair's home.
    pub chair: String,
    /// All homes, the Chair's among them.
    pub homes: Vec<String>,
    /// The sample paper.
    pub paper: String,
    /// The passphrase of the practice homes.
    pub passphrase: String,
}
