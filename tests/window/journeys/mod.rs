//! What people do with the window, from its first screen on.

mod opening;
