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
    #[allow(
        clippy::disallowed_methods,
        reason = "a shell is where the environment is read"
    )]
    pub(crate) fn from_process() -> Self {
        let chosen = from_arguments(std::env::args_os().skip(1))
            .or_else(|| std::env::var_os("QALAM_HOME"))
            .filter(|dir| !dir.is_empty())
            .map(|dir| std::path::absolute(&dir).unwrap_or_else(|_| PathBuf::from(dir)));
        Self {
            chosen,
            automated: automated(),
        }
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
#[allow(
    clippy::disallowed_methods,
    reason = "a shell is where the environment is read"
)]
pub(crate) fn automated() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true")
}

fn from_arguments(mut arguments: impl Iterator<Item = OsString>) -> Option<OsString> {
    while let Some(argument) = arguments.next() {
        if argument == "--home" {
            return arguments.next();
        }
        if let Some(dir) = argument
            .to_str()
            .and_then(|text| text.strip_prefix("--home="))
        {
            return Some(dir.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::from_arguments;

    fn home(arguments: &[&str]) -> Option<String> {
        from_arguments(arguments.iter().map(Into::into))
            .map(|dir| dir.to_string_lossy().into_owned())
    }

    #[test]
    fn both_spellings_of_the_argument_are_read() {
        assert_eq!(home(&["--home", "/a b"]).as_deref(), Some("/a b"));
        assert_eq!(home(&["--automation", "--home=/c"]).as_deref(), Some("/c"));
        assert_eq!(home(&["--home"]), None);
        assert_eq!(home(&[]), None);
    }
}
