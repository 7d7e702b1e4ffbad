//! The desk text: what the next revision would be, as a pure function of revision, contributions and decisions.
//!
//! Decisions never write text, and the order in which acts arrive never matters: two who decide apart can
//! therefore never double a word. Nothing here keeps state, and nothing here may panic on hostile values.
//!
//! The way through: [`current`] sorts out which contributions count; [`desk`] lays them out by paragraph (`index`),
//! finds what touches (`touch`), which decisions stand (`verdict`), which of them apply (`settle`), and how the
//! paragraph then reads (`text`), with what is moved, split and joined (`whole`). A [`Desk`] answers what falls, what combines, and what the next revision is;
//! [`Desk::decision`] makes a decision whole, [`Desk::with_packages`] holds back what waits for the rest of its package.
//! All work after the first walk is per paragraph; [`desk_again`] takes over what came out as on a former desk.

mod again;
mod along;
mod build;
mod check;
mod current;
mod index;
mod issue;
mod package;
mod places;
mod rows;
mod settle;
mod take;
mod text;
pub(crate) mod touch;
mod turns;
mod types;
mod verdict;
mod whole;
mod wholesale;

pub use build::{desk, desk_again};
pub use check::{BadContribution, BadDecision, MAX_HUNKS, MAX_TEXT, check_contribution, check_decision};
pub use current::{Standing, current};
pub use issue::NextRevision;
pub use package::{BadPackage, MAX_PACKAGE_NAME, MAX_PACKAGED, MAX_REPLACED, check_package};
pub use rows::{Rows, RowsIter};
pub use take::Falls;
pub use types::*;
pub use wholesale::{Apart, Line};
