//! Where words come from, and how texts became what they are: pure functions over what a reader has.
//!
//! Of a paper: what differs between two texts ([`difference`]), and for each word of an issued revision the proposals
//! and the decision that brought it ([`origins`]), from what went out to the group alone. Of a draft: the acts of its
//! authors in an order in which they can be read again, grouped into sittings ([`sittings`]).
//!
//! Nothing here decides what counts, reads a draft's bytes beyond their headings, or names a person: a paper's words
//! belong to delegations.

mod difference;
mod heading;
mod order;
mod origins;
mod sittings;
mod step;

pub use difference::{ParagraphDifference, difference};
pub use origins::{Agreed, Came, IssuedText, Origin, Origins, Traced, TracedParagraph, origins};
pub use sittings::{Author, LARGEST, PAUSE, Sitting, Written, in_order, sittings};

pub(crate) use heading::Heading;
