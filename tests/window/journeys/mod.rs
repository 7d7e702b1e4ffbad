//! What people do with the window, one thing at a time.

mod composing;
mod deciding;
mod disk;
mod drafting;
mod languages;
mod looking;
mod opening;
mod pasting;
mod seeing;
