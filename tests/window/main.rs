//! Real windows: the program as it is built, its page, and a driver that sees and touches them as a user would.
//!
//! These tests need a display and WebKit's driver, so they are ignored in an ordinary run; `cargo xtask test` runs them
//! on a virtual display. They know the page by its roles, its names and what it says.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may stop where it stands, and says what it leaves behind"
)]

mod album;
mod figures;
mod harness;
mod journeys;
mod tour;
