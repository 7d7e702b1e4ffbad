//! The exchange, from outside: tables for the pure parts, broken disks and carriers for the rest.
#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)]

mod carried;
mod conditions;
mod courier;
mod crash;
mod faults;
mod log;
mod packs;
mod party;
mod plans;
mod real;
mod times;
