//! Comparison of a working copy with its revision, paragraph by permanent id: what becomes proposals.
//!
//! Pure, deterministic, and bounded on hostile input. It runs once, at submission; nobody re-derives hunks.

mod apply;
pub(crate) mod carry;
mod diff;
mod editorial;
pub(crate) mod flat;
mod names;
mod outside;
pub(crate) mod place;
mod propose;
mod settle;
pub(crate) mod splice;
mod tokens;
mod whole;
mod words;

pub use apply::{apply, clean_text_of};
pub use editorial::{Vocabulary, is_editorial};
pub use outside::{
    Became, ByHand, Matched, Missing, OutsideParagraph, OutsideTable, Reading, Unplaced, UnplacedWhy, match_outside, reworded,
};
pub use propose::{compare, without};
pub use tokens::{Class, Token, tokens};
pub use words::{DiffKind, DiffSpan, word_diff};

pub(crate) use apply::clean_text;
pub(crate) use propose::rewordings;
pub(crate) use tokens::is_han;
pub(crate) use words::{steps, steps_of};
