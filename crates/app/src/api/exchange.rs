//! Exchange, the honest status line, search.

use super::{Deserialize, Serialize, TS};

/// Exchange now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SyncNow {
    /// Put back everybody's files.
    pub restore: bool,
}

/// The courier.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SyncWith {
    /// The other folder, for example on a USB stick.
    pub folder: String,
}

/// What an exchange did.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SyncReport {
    /// Files written into the folder.
    pub sent: u32,
    /// Files taken from it.
    pub received: u32,
    /// What is known to be missing, in words: 'waiting for 3 from Delegation C'.
    pub waiting: Vec<String>,
    /// Files that were put aside, with the reason.
    pub refused: Vec<String>,
    /// What the user should know.
    pub notices: Vec<String>,
}

/// What the footer says: never more than the program knows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Status {
    /// The folder's path.
    pub folder: String,
    /// ok, missing, empty, read_only, foreign, or none without a group.
    pub folder_state: String,
    /// Whether everything typed is on disk.
    pub saved: bool,
    /// Whether everything that leaves this laptop has been sealed and put into the folder.
    pub sent: bool,
    /// Acts that wait for publication.
    pub unsent: u32,
    /// When something was last put into the folder, milliseconds since 1970.
    #[ts(type = "number | null")]
    pub sent_at: Option<i64>,
    /// When the folder was last read.
    #[ts(type = "number | null")]
    pub checked_at: Option<i64>,
    /// Other members' devices.
    pub members: Vec<Receipt>,
    /// In words: what is missing.
    pub waiting: Vec<String>,
    /// Files put aside, with the reason.
    pub quarantine: Vec<String>,
    /// Whether folder events arrive, or the folder is polled.
    pub polled: bool,
}

/// What another device has.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Receipt {
    /// Device.
    pub device: String,
    /// Delegation's name.
    pub delegation: String,
    /// Delegation's id.
    pub delegation_id: String,
    /// Seat.
    pub seat: String,
    /// When its last word was received here, milliseconds since 1970.
    #[ts(type = "number | null")]
    pub last_seen: Option<i64>,
    /// Whether it has told that it received all that I sent: all, some, none.
    pub receipt: String,
    /// How many of my acts it has not yet told to have.
    pub missing: u32,
}

/// Search.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchFor {
    /// What was typed.
    pub query: String,
}

/// Hits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hits {
    /// Best first.
    pub hits: Vec<Hit>,
}

/// A hit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hit {
    /// Paper.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// Its symbol.
    pub symbol: String,
    /// Paragraph id.
    pub paragraph: String,
    /// Its number.
    pub number: String,
    /// The paragraph's text.
    pub text: String,
}
