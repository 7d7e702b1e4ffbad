//! Comparison of a working copy with its revision, paragraph by permanent id: what becomes proposals.
//!
//! Pure, deterministic, and bounded on hostile input. It runs once, at submission; nobody re-derives hunks.

mod outside;

pub use outside::OutsideParagraph;
