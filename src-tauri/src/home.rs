//! Where the vault's home is: `--home DIR`, else QALAM_HOME, else the platform's usual data directory. The only
//! place of the shell that reads arguments and environment.

use std::{ffi::OsString, path::PathBuf};

use tauri::{AppHandle, Manager};

/// The home as the process was started with it.
pub(crate) struct Home {
    chosen: Option<PathBuf>,
    automated: bool,
}

impl Home {
    /// From this process's arguments and environment.
    #[allow(clippy::disallowed_methods, reason = "a shell is where the environment is read")]
    pub(crate) fn from_process() -> Self {
        let chosen = from_arguments(std::env::args_os().skip(1))
            .or_else(|| std::env::var_os("QALAM_HOME"))
            .filter(|dir| !dir.is_empty())
            .map(|dir| std::path::absolute(&dir).unwrap_or_else(|_| PathBuf::from(dir)));
        Self { chosen, automated: automated() }
    }

    /// The directory; a failure only where the platform names none.
    pub(crate) fn path(&self, app: &AppHandle) -> tauri::Result<PathBuf> {
        match &self.chosen {
            Some(dir) => Ok(dir.clone()),
            None => Ok(app.path().data_dir()?.join("qalam")),
        }
    }

    /// The directory named at the start, if one was.
    pub(crate) fn chosen(&self) -> Option<&PathBuf> {
        self.chosen.as_ref()
    }

    /// Whether a test drives this window.
    pub(crate) fn automated(&self) -> bool {
        self.automated
    }
}

/// Whether a test drives this window: WebKit hands only lasting web contexts to a driver.
#[allow(clippy::disallowed_methods, reason = "a shell is where the environment is read")]
pub(crate) fn automated() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true")
}

/// What the system says the user's language is, as a BCP 47 tag; English where it says nothing. The page asks its web
/// view, which knows better where the environment is silent.
#[allow(clippy::disallowed_methods, reason = "a shell is where the environment is read")]
pub(crate) fn language() -> String {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    tag(&said.unwrap_or_default())
}

/// `ar_EG.UTF-8@latin` is `ar-EG`; `C` and `POSIX` are no languages.
fn tag(locale: &str) -> String {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    match name {
        "" | "C" | "POSIX" => "en".into(),
        _ => name.replace('_', "-"),
    }
}

fn from_arguments(mut arguments: impl Iterator<Item = OsString>) -> Option<OsString> {
    while let Some(argument) = arguments.next() {
        if argument == "--home" {
            return arguments.next();
        }
        if let Some(dir) = argument.to_str().and_then(|text| text.strip_prefix("--home=")) {
            return Some(dir.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{from_arguments, tag};

    fn home(arguments: &[&str]) -> Option<String> {
        from_arguments(arguments.iter().map(Into::into)).map(|dir| dir.to_string_lossy().into_owned())
    }

    #[test]
    fn both_spellings_of_the_argument_are_read() {
        assert_eq!(home(&["--home", "/a b"]).as_deref(), Some("/a b"));
        assert_eq!(home(&["--automation", "--home=/c"]).as_deref(), Some("/c"));
        assert_eq!(home(&["--home"]), None);
        assert_eq!(home(&[]), None);
    }
    #[test]
    fn a_locale_is_a_language_tag() {
        for (locale, expected) in [("ar_EG.UTF-8", "ar-EG"), ("C.UTF-8", "en"), ("", "en"), ("uz", "uz")] {
            assert_eq!(tag(locale), expected);
        }
    }
}
