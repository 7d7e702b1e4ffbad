//! Safety numbers: thirty digits that two people compare over another channel.
//!
//! The number names a seat's keys in one group, so it is the same for whoever computes it.

use qalam_model::{
    act::{DeviceKeys, RecoveryKeys},
    ids::{GroupId, hash},
};

/// How many digits there are.
pub const DIGITS: usize = 30;
const BLOCK: usize = 5;

/// The number of these keys in this group: six blocks of five digits, with spaces between.
pub fn number(group: &GroupId, device: &DeviceKeys, recovery: &RecoveryKeys) -> String {
    let hash = hash(
        "qalam safety number v1",
        &[&group.0, &device.device.0, device.recipient.as_bytes(), &recovery.key.0, recovery.recipient.as_bytes()],
    );
    let blocks: Vec<String> = hash[..DIGITS]
        .chunks_exact(BLOCK)
        .map(|bytes| bytes.iter().fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte)) % 100_000)
        .map(|block| format!("{block:05}"))
        .collect();
    blocks.join(" ")
}

/// A text that is no safety number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// Too few or too many digits.
    #[error("a safety number has 30 digits, this has {0}")]
    Digits(usize),
    /// Something that is neither a digit nor a separator.
    #[error("{0:?} is no digit")]
    Character(char),
}

/// Reads a number as it was typed: digits of any script; spaces, dashes, dots and direction marks passed over.
///
/// # Errors
/// See [`BadNumber`].
pub fn parse(typed: &str) -> Result<String, BadNumber> {
    let mut digits = String::with_capacity(DIGITS);
    for c in typed.chars().filter(|c| !is_separator(*c)) {
        digits.push(fold(c).ok_or(BadNumber::Character(c))?);
    }
    let found = digits.chars().count();
    if found == DIGITS { Ok(digits) } else { Err(BadNumber::Digits(found)) }
}

/// Whether `typed` is `number`, however it was typed.
///
/// # Errors
/// If it is no safety number at all, which deserves another message than a wrong one.
pub fn same(number: &str, typed: &str) -> Result<bool, BadNumber> {
    Ok(parse(number)? == parse(typed)?)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | ',' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// ASCII, Arabic-Indic, Persian and Urdu, Devanagari, Bengali, full-width.
fn fold(c: char) -> Option<char> {
    const ZEROS: [char; 6] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(*zero))?;
        if value < 10 { char::from_digit(value, 10) } else { None }
    })
}
