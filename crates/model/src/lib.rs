//! Values and rules of Qalam, pure: no clock, disk, network or randomness.
//!
//! Everything that happens is an [`act::Entry`]; the state of a group is a function of the *set* of entries
//! ([`state::State`]). Order of arrival never matters. Nothing in this crate may read a clock, a disk, a
//! network or a random number: those come in as arguments.

pub mod act;
pub mod bracket;
pub mod canonical;
pub mod comment;
pub mod compare;
pub mod desk;
pub mod draft;
pub mod fold;
pub mod history;
pub mod ids;
pub mod number;
pub mod onward;
pub mod paper;
pub mod proposal;
pub mod roster;
pub mod standing;
pub mod state;
pub mod text;
