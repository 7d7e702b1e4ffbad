//! Passphrases and recovery words: asked for at a terminal, or read from a file or the environment.

use crate::hosts::variable;
use qalam_app::{Code, Error};
use std::{
    fs,
    io::{IsTerminal, Write},
    path::Path,
};
use zeroize::Zeroizing;

/// Longest file with a secret that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

fn read(path: &Path) -> Result<Zeroizing<String>, Error> {
    let fail = |e: std::io::Error| Error::new(Code::FileUnreadable).at(path).because(e);
    if fs::metadata(path).map_err(fail)?.len() > LONGEST {
        return Err(Error::new(Code::FileUnreadable).at(path));
    }
    fs::read_to_string(path).map(Zeroizing::new).map_err(fail)
}

/// The first line of a file.
pub(crate) fn first_line(path: &Path) -> Result<Zeroizing<String>, Error> {
    let text = read(path)?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// A whole file of words.
pub(crate) fn words(path: &Path) -> Result<Zeroizing<String>, Error> {
    read(path)
}

/// The passphrase; `twice` asks for it again where somebody types it.
pub(crate) fn passphrase(file: Option<&Path>, twice: bool) -> Result<Zeroizing<String>, Error> {
    if let Some(path) = file {
        return first_line(path);
    }
    if let Some(value) = variable("QALAM_PASSPHRASE") {
        return Ok(Zeroizing::new(value));
    }
    if !std::io::stdin().is_terminal() {
        return Err(Error::new(Code::Locked));
    }
    let ask = |prompt: &str| rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|e| Error::new(Code::Locked).because(e));
    let first = ask("Passphrase: ")?;
    if twice && *ask("Once more: ")? != *first {
        return Err(Error::new(Code::WrongPassphrase));
    }
    Ok(first)
}

/// Writes recovery words where nobody else reads them, and nothing that is there already.
pub(crate) fn keep_words(path: &Path, words: &[String]) -> Result<(), Error> {
    let fail = |e: std::io::Error| Error::new(Code::FileUnwritable).at(path).because(e);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(fail)?;
    file.write_all(words.join(" ").as_bytes()).and_then(|()| file.write_all(b"\n")).and_then(|()| file.sync_all()).map_err(fail)
}
