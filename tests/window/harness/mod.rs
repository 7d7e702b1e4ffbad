//! How a test opens a window, looks at it and uses it.

mod base64;
mod dialogue;
mod driver;
mod forms;
mod http;
mod keys;
mod papers;
mod practice;
mod window;
mod words;

pub(crate) use keys::Key;
pub(crate) use window::{Options, Window};
pub(crate) use words::Words;
