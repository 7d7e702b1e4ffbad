//! What must hold of comparison and desk, whatever people write and in whatever order it arrives: in English,
//! Russian, Chinese and Arabic.

// A test says by panicking that something is missing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod board;
mod comparison;
mod history;
mod hostile;
mod later;
mod onward;
mod outside;
mod packages;
mod rules;
mod structures;
mod submissions;
mod texts;
mod turns;
mod week;
mod wholes;
