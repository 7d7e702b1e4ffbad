//! Use cases of Qalam: the one place where model, seal, vault, sync and convert meet.

pub mod api;
