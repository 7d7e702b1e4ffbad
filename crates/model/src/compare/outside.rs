//! Copies that someone edited outside (Markdown, text, later Word): which of their blocks is which paragraph.
//! Nothing is dropped: what is no paragraph of the revision is new, and what cannot be placed is listed.

use crate::{
    number::Number,
    paper::Kind,
    text::RichText,
};
use serde::{Deserialize, Serialize};

/// A paragraph as it stands in a file from outside: without a permanent id, perhaps with the number that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OutsideParagraph {
    /// What it seems to be.
    pub kind: Kind,
    /// Level of a heading or list item, 1 to 6; 0 for the others.
    pub level: u8,
    /// The number that stood before it, if one did; not part of `text`.
    pub number: Option<Number>,
    /// The wording.
    pub text: RichText,
}
