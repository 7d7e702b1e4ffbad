//! What people do with the window, one thing at a time.

mod composing;
mod deciding;
mod disk;
mod drafting;
mod languages;
mod opening;
mod pasting;
