//! The invitation file: text that a person can read, with the same facts in CBOR below, and a check value.
//!
//! The CBOR counts; the readable lines must say exactly the same, or the file is refused: what a newcomer read is
//! what they joined.

use crate::keys;
use qalam_model::{
    act::{Millis, Role},
    ids::{DelegationId, GroupId, InvitationId},
};
use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const TITLE: &str = "qalam invitation 1";
const TITLE_START: &str = "qalam invitation ";
const BEGIN: &str = "-- begin --";
const END: &str = "-- end";
/// No invitation is longer.
const MAX_LEN: usize = 64 * 1024;
const LINE: usize = 64;

/// The one-time secret of an invitation: it proves that a request comes from who holds the invitation.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
pub struct OneTimeSecret(serde_bytes::ByteArray<32>);

impl OneTimeSecret {
    /// A new one from `rng`.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> OneTimeSecret {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *bytes);
        OneTimeSecret(serde_bytes::ByteArray::new(*bytes))
    }

    /// From bytes of exactly the right length.
    pub fn from_slice(bytes: &[u8]) -> Option<OneTimeSecret> {
        bytes.try_into().ok().map(|bytes| OneTimeSecret(serde_bytes::ByteArray::new(bytes)))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeSecret")
    }
}

/// What an invitation offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub group_name: String,
    /// The delegation.
    pub delegation: DelegationId,
    /// Its name.
    pub delegation_name: String,
    /// The seat's name.
    pub seat: String,
    /// The role.
    pub role: Role,
    /// Head of the delegation.
    pub head: bool,
    /// Its id.
    pub invitation: InvitationId,
    /// age recipient to which the request is sealed.
    pub recipient: String,
    /// Proves that the request comes from the holder.
    pub secret: OneTimeSecret,
    /// After this time a Chair should not admit on it.
    pub expires: Millis,
}

/// Why a text is no invitation that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Some other file.
    #[error("this file is no invitation to a Qalam group")]
    NotAnInvitation,
    /// An invitation, but changed or cut on its way.
    #[error("the invitation is damaged: {0}")]
    Damaged(&'static str),
    /// Made by a newer version.
    #[error("the invitation was made by a newer version of Qalam")]
    Newer,
}

impl InvitationError {
    /// A stable name for the kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            InvitationError::NotAnInvitation => "invitation_foreign",
            InvitationError::Damaged(_) => "invitation_damaged",
            InvitationError::Newer => "invitation_newer",
        }
    }
}

impl Invitation {
    /// The text of the file.
    pub fn encode(&self) -> Zeroizing<String> {
        let mut cbor = Zeroizing::new(Vec::with_capacity(1024));
        // Writing to a Vec cannot fail and no field is unserialisable.
        let _ = ciborium::into_writer(self, &mut *cbor);
        let digits = Zeroizing::new(hex::encode(&*cbor));
        let mut out = Zeroizing::new(String::with_capacity(digits.len() + 2048));
        out.push_str(&self.readable());
        out.push_str(BEGIN);
        out.push('\n');
        // Hexadecimal digits are one byte each, so every cut is between characters.
        for line in digits.as_bytes().chunks(LINE) {
            out.extend(line.iter().map(|digit| char::from(*digit)));
            out.push('\n');
        }
        out.push_str(&format!("{END} {} --\n", check_value(&cbor)));
        out
    }

    /// Reads the text of a file. Line ends, indentation and a byte order mark may have changed on the way.
    ///
    /// # Errors
    /// See [`InvitationError`].
    pub fn parse(file: &[u8]) -> Result<Invitation, InvitationError> {
        let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        if !text.trim_ascii_start().starts_with(TITLE_START.as_bytes()) {
            return Err(InvitationError::NotAnInvitation);
        }
        if file.len() > MAX_LEN {
            return Err(InvitationError::Damaged("it is too long"));
        }
        let text = std::str::from_utf8(text).map_err(|_| InvitationError::Damaged("it is not UTF-8"))?;
        let mut lines = text.lines().map(str::trim);
        if lines.find(|line| !line.is_empty()) != Some(TITLE) {
            return Err(InvitationError::Newer);
        }
        let mut lines = lines.skip_while(|line| *line != BEGIN).skip(1);
        let mut digits = Zeroizing::new(String::with_capacity(text.len()));
        let end = loop {
            let line = lines.next().ok_or(InvitationError::Damaged("its end is missing"))?;
            match line.strip_prefix(END) {
                Some(end) => break end.trim_end_matches('-').trim(),
                None => digits.push_str(line),
            }
        };
        let cbor = Zeroizing::new(hex::decode(&*digits).map_err(|_| InvitationError::Damaged("its code is cut or changed"))?);
        if end != check_value(&cbor) {
            return Err(InvitationError::Damaged("its check value is another"));
        }
        let invitation: Invitation = ciborium::from_reader(&cbor[..]).map_err(|_| InvitationError::Newer)?;
        if !keys::is_recipient(&invitation.recipient) {
            return Err(InvitationError::Damaged("its key is none"));
        }
        // Digits in the code may be in capitals; the readable part must be as this version would write it.
        let readable = text.rfind(BEGIN).map_or("", |at| &text[..at]);
        if !same_words(readable, &invitation.readable()) {
            return Err(InvitationError::Damaged("its readable lines say something else than its code"));
        }
        Ok(invitation)
    }

    fn readable(&self) -> String {
        let role = match self.role {
            Role::Chair => "chair",
            Role::Secretariat => "secretariat",
            Role::Delegate => "delegate",
            Role::Translator => "translator",
            Role::Observer => "observer",
        };
        format!(
            "{TITLE}\n\ngroup       {}\ndelegation  {}\nseat        {}\nrole        {role}{}\nexpires     {} (UTC)\n\n\
             Whoever holds this file can ask for the seat. Send it by a way that only the invited\n\
             person reads, and compare the safety number with them before they are admitted.\n\n",
            one_line(&self.group_name),
            one_line(&self.delegation_name),
            one_line(&self.seat),
            if self.head { ", head of the delegation" } else { "" },
            day(self.expires),
        )
    }
}

fn check_value(cbor: &[u8]) -> String {
    hex::encode(&Sha256::digest(cbor)[..8])
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// The day of a time, `2026-11-23`; the proleptic Gregorian calendar (Hinnant, 'chrono-compatible low-level date algorithms').
fn day(at: Millis) -> String {
    let days = at.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (at, text) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000, "2000-02-29"),
            (1_795_392_000_000, "2026-11-23"),
            (4_107_542_400_000, "2100-03-01"),
        ] {
            assert_eq!(day(at), text);
        }
        day(i64::MAX);
        day(i64::MIN);
    }
}
