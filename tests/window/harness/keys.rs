//! Keys that have no character, as the WebDriver protocol numbers them (section 17.4.2), and presses of several.

use serde_json::{Value, json};

/// A key without a character of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the board is whole; not every journey needs each key")]
pub(crate) enum Key {
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Home,
    End,
    Up,
    Down,
    Left,
    Right,
    Control,
    Shift,
    Alt,
}

impl Key {
    /// The character that stands for it in the protocol.
    pub(crate) fn character(self) -> char {
        match self {
            Key::Backspace => '\u{e003}',
            Key::Tab => '\u{e004}',
            Key::Enter => '\u{e007}',
            Key::Shift => '\u{e008}',
            Key::Control => '\u{e009}',
            Key::Alt => '\u{e00a}',
            Key::Escape => '\u{e00c}',
            Key::End => '\u{e010}',
            Key::Home => '\u{e011}',
            Key::Left => '\u{e012}',
            Key::Up => '\u{e013}',
            Key::Right => '\u{e014}',
            Key::Down => '\u{e015}',
            Key::Delete => '\u{e017}',
        }
    }
}

/// The protocol's actions for pressing all of these together: down in order, up in the other.
pub(crate) fn together(keys: &[char]) -> Value {
    let down = keys.iter().map(|key| json!({"type": "keyDown", "value": key.to_string()}));
    let up = keys.iter().rev().map(|key| json!({"type": "keyUp", "value": key.to_string()}));
    json!({"actions": [{"type": "key", "id": "board", "actions": down.chain(up).collect::<Vec<_>>()}]})
}
