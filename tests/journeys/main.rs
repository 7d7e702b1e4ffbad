//! Journeys through the application layer, on real vaults and folders.

#![allow(clippy::expect_used, reason = "a test that cannot go on says where")]

mod apart;
mod at_once;
mod bad_input;
mod brackets;
mod comments;
mod folder_gone;
mod onward;
mod origins;
mod outside;
mod papers_out;
mod past;
mod secrecy;
mod shown;
mod standing;
mod steps;
mod stick;
mod story;
mod typing;
mod week;
mod wishes;
