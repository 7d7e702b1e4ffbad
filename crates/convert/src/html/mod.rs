//! HTML of a clipboard, made small and harmless before the page looks at it.
//!
//! Two steps. [`bound`] makes the markup short, shallow and well nested in one pass over the input, so that no parser
//! behind it can be made to work for long; it is never relied on for safety. Then ammonia parses each part as a
//! browser would and keeps what [`allowed`] names: structure, footnotes, tables, directions and languages, and of
//! styles what tells structure. Nothing is fetched, run or remembered, and whatever comes in, something comes out.

mod allowed;
mod bound;
mod tokens;

use ammonia::{Builder, UrlRelative};
use std::collections::HashSet;

/// No more than this is looked at, in bytes.
pub const HTML_LIMIT: usize = 5 << 20;

/// What was not taken over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Pictures.
    pub pictures: u32,
    /// Drawings, formulas, videos, frames, embedded objects.
    pub objects: u32,
    /// Bytes at the end that were not looked at, because there was too much.
    pub bytes: u64,
}

/// HTML that holds nothing but text and its structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Each part is well formed by itself; one behind the other they are the whole.
    pub parts: Vec<String>,
    /// What was not taken over.
    pub left_out: LeftOut,
}

/// Cleans HTML from elsewhere.
pub fn clean_html(html: &str) -> Cleaned {
    let bound::Bounded { parts, left_out } = bound::bound(html);
    let mut cleaner = Builder::empty();
    cleaner
        .tags(allowed::tags())
        .generic_attributes(allowed::ATTRIBUTES.iter().copied().collect())
        .tag_attributes([("a", HashSet::from(["href", "name"]))].into())
        .url_schemes(allowed::SCHEMES.iter().copied().collect())
        // What is left of them by the filter leads to a place in the same text.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, name, value| allowed::value(name, value));
    let parts = parts.iter().map(|part| cleaner.clean(part).to_string()).filter(|part| !part.is_empty()).collect();
    Cleaned { parts, left_out }
}
