//! Comments beside a text: what a well-formed one is, and where its words stand in a later text.
//!
//! A comment is an act of its own and no mark in the text, so that it reaches people who may not write there and
//! survives whatever becomes of the text. Its place is found again from the texts alone ([`follow`], [`find`]): pure, the
//! same on every laptop, and never written down.

mod place;

pub use place::{Place, find, follow, has_word_of, next_place};

use crate::{
    act::{Comment, ResolveComment},
    paper::Paragraph,
};

/// Longest comment, in code points.
pub const MAX_TEXT: usize = 4_000;
/// Longest quote, in code points: of a longer range its beginning.
pub const MAX_QUOTE: usize = 500;
/// Longest encoded cursor, in bytes.
pub const MAX_CURSOR: usize = 256;
/// Most acts that one act on a thread names in one list.
pub const MAX_ACTS: usize = 4_096;

/// Why a comment is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadComment {
    /// Nothing is said.
    #[error("it says nothing")]
    Empty,
    /// Too much, or a character that no text has.
    #[error("its text is longer than {MAX_TEXT} characters or holds control characters")]
    Text,
    /// The range ends before it begins, or the quote is not as long as it says.
    #[error("its range and its quote do not belong together")]
    Range,
    /// Cursors on an issued text, not two of them, or larger ones than there are.
    #[error("its cursors are not those of a range in a draft")]
    Cursors,
    /// On an issued text, and it does not say on which.
    #[error("it names no issued text")]
    NoRevision,
    /// The issued text has no such paragraph.
    #[error("the text has no such paragraph")]
    NoParagraph,
    /// Other words stand there.
    #[error("the text has other words in that place")]
    OtherWords,
    /// More acts named than there can be.
    #[error("it names more acts than it can know")]
    Acts,
}

/// The words of a range as a comment quotes them.
pub fn quote_of(text: &str, start: u32, end: u32) -> String {
    let (from, len) = if start == end { (0, MAX_QUOTE) } else { (start as usize, (end.saturating_sub(start) as usize).min(MAX_QUOTE)) };
    text.chars().skip(from).take(len).collect()
}

/// Whether a comment is well formed; says nothing of the text that it is on.
pub fn check(comment: &Comment) -> Result<(), BadComment> {
    // At most four bytes a character: nothing is counted that cannot be right.
    let within = |text: &str, most: usize| text.len() <= most * 4 && text.chars().count() <= most;
    if comment.text.trim().is_empty() {
        return Err(BadComment::Empty);
    }
    if !within(&comment.text, MAX_TEXT) || comment.text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(BadComment::Text);
    }
    let long = comment.end.checked_sub(comment.start).ok_or(BadComment::Range)? as usize;
    if !within(&comment.quote, MAX_QUOTE) || (long > 0 && comment.quote.chars().count() != long.min(MAX_QUOTE)) {
        return Err(BadComment::Range);
    }
    let cursors = &comment.cursors;
    if !matches!((comment.draft, cursors.len()), (_, 0) | (true, 2)) || cursors.iter().any(|c| c.len() > MAX_CURSOR) {
        return Err(BadComment::Cursors);
    }
    if !comment.draft && comment.revision.is_none() {
        return Err(BadComment::NoRevision);
    }
    Ok(())
}

/// Whether an act on a thread is well formed.
pub fn check_resolving(body: &ResolveComment) -> Result<(), BadComment> {
    if body.replaces.len() > MAX_ACTS || body.seen.len() > MAX_ACTS { Err(BadComment::Acts) } else { Ok(()) }
}

/// Whether a comment on an issued text is about words that this text has.
pub(crate) fn fits(comment: &Comment, paragraphs: &[Paragraph]) -> Result<(), BadComment> {
    let paragraph = paragraphs.iter().find(|p| p.id == comment.paragraph).ok_or(BadComment::NoParagraph)?;
    let text = &paragraph.text.text;
    let there = if comment.start == comment.end {
        text.starts_with(&comment.quote)
    } else {
        comment.end <= paragraph.text.len() && quote_of(text, comment.start, comment.end) == comment.quote
    };
    if there { Ok(()) } else { Err(BadComment::OtherWords) }
}
