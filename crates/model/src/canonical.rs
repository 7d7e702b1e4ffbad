//! The canonical file of a revision: what is hashed, signed and read by people.
//!
//! `docs/formats/canonical.md` is normative. One revision has exactly one file, and [`decode`] accepts nothing
//! else: whatever it accepts, [`encode`] writes again byte for byte. The format is frozen; a change of a single byte
//! would change the names of issued revisions. Nothing here may ever repair what it reads.

mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::decode;
pub use write::encode;

use crate::{
    ids::{ParagraphId, RevisionId},
    paper::{Kind, Paragraph, Revision, tidy},
    text::{BadText, clean},
};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// No longer file is read.
pub const MAX_BYTES: usize = 16 << 20;
/// No revision has more paragraphs.
pub const MAX_PARAGRAPHS: usize = 20_000;
/// Namespace of the SSHSIG over the file.
pub const NAMESPACE: &str = "qalam-revision";

const FIRST_LINE: &str = "Qalam revision ";
const HEAD: &str = "== ";

/// Why a file, or a revision that came as a value, is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// More bytes than [`MAX_BYTES`].
    #[error("{0} bytes are more than a revision may have")]
    TooLarge(usize),
    /// More paragraphs than [`MAX_PARAGRAPHS`].
    #[error("{0} paragraphs are more than a revision may have")]
    TooMany(usize),
    /// The first line is not that of a canonical file.
    #[error("this is no canonical file of a revision")]
    NotARevision,
    /// A later version, or a block or inline element of one: update the application.
    #[error("line {line} is from a newer version of the format")]
    NewerFormat {
        /// The line, from 1.
        line: usize,
    },
    /// Not UTF-8.
    #[error("byte {0} is not UTF-8")]
    NotUtf8(usize),
    /// A line that does not follow the grammar.
    #[error("line {line}: {what}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What was expected.
        what: &'static str,
    },
    /// Well-formed but not the one spelling of this revision.
    #[error("the file is not in canonical form")]
    NotCanonical,
    /// A title, symbol or wording with characters that may not stand there, or not NFC.
    #[error("the {0} has characters that may not stand there, or is not NFC")]
    Unclean(&'static str),
    /// The language is no BCP 47 tag.
    #[error("{0:?} is no language tag")]
    Language(String),
    /// Two paragraphs have one id.
    #[error("the paragraph {0} stands twice")]
    Duplicate(ParagraphId),
    /// A level, number, formatting, sign or shape that a paragraph of this kind cannot have.
    #[error("the paragraph {0} has a level, number, formatting, sign or shape that it cannot have")]
    Paragraph(ParagraphId),
    /// A cell or footnote that does not stand where its table or sign puts it, or belongs to none; or a footnote's
    /// sign without its footnote.
    #[error("cells and footnotes do not stand where their tables and signs put them")]
    Place,
}

/// The name of a revision: plain SHA-256 of its file, as `sha256sum` prints it.
pub fn id(bytes: &[u8]) -> RevisionId {
    RevisionId(Sha256::digest(bytes).into())
}

/// Whether this value has a canonical file, so that `decode(encode(revision)) == revision`. A revision that came
/// in an act must pass this before anything is believed about its id.
pub fn validate(revision: &Revision) -> Result<(), CanonicalError> {
    if revision.paragraphs.len() > MAX_PARAGRAPHS {
        return Err(CanonicalError::TooMany(revision.paragraphs.len()));
    }
    for (what, text) in [("symbol", &revision.symbol), ("title", &revision.title)] {
        if clean(text) != **text {
            return Err(CanonicalError::Unclean(what));
        }
    }
    if !is_language(&revision.language) {
        return Err(CanonicalError::Language(revision.language.chars().take(40).collect()));
    }
    let mut seen = HashSet::new();
    for p in &revision.paragraphs {
        if !seen.insert(p.id) {
            return Err(CanonicalError::Duplicate(p.id));
        }
        check_paragraph(p)?;
    }
    if version(revision) > 1 {
        let mut shape = revision.paragraphs.clone();
        tidy(&mut shape);
        if shape != revision.paragraphs {
            return Err(CanonicalError::Place);
        }
    }
    let bytes = encode(revision).len();
    if bytes > MAX_BYTES { Err(CanonicalError::TooLarge(bytes)) } else { Ok(()) }
}

fn check_paragraph(p: &Paragraph) -> Result<(), CanonicalError> {
    p.text.check().map_err(|bad| match bad {
        BadText::Characters => CanonicalError::Unclean("wording"),
        _ => CanonicalError::Paragraph(p.id),
    })?;
    let level = match p.kind {
        Kind::Heading | Kind::Item => (1..=6).contains(&p.level),
        _ => p.level == 0,
    };
    let number = p.kind == Kind::Operative || p.number.is_none();
    let shape = match (p.kind, &p.table, &p.cell) {
        (Kind::Table, Some(table), None) => table.is_valid(),
        (Kind::Cell, None, Some(place)) => place.id() == p.id,
        (kind, None, None) => !matches!(kind, Kind::Table | Kind::Cell),
        _ => false,
    };
    if level && number && shape { Ok(()) } else { Err(CanonicalError::Paragraph(p.id)) }
}

/// The version of a revision's file: 2 if it holds something that version 1 does not have.
fn version(revision: &Revision) -> u32 {
    let of_two = |p: &Paragraph| !p.kind.is_style() || p.table.is_some() || p.cell.is_some() || !p.text.is_plain_of_signs();
    if revision.paragraphs.iter().any(of_two) { 2 } else { 1 }
}

/// Letters, digits and single hyphens between them, at most 35 characters: enough to stand in one line safely.
fn is_language(tag: &str) -> bool {
    tag.len() <= 35 && tag.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
