//! What must hold of comparison and desk, whatever people write and in whatever order it arrives: in English,
//! Russian, Chinese and Arabic.

mod board;
mod comparison;
mod hostile;
mod rules;
mod week;
mod texts;
